"""How a language writes dates, and which day, month or year the words mean, seen from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from corpus.languages import lexicon

_TABLES = ("month", "weekday", "relative", "shift", "unit", "units", "number", "ago", "from_then", "feast")
_DIGITS = {
    "day": r"(?:0?[1-9]|[12]\d|3[01])",
    "year": r"(?:1[5-9]|20|21)\d\d",
    "count": r"\d{1,3}",
    "mm": r"(?:0?[1-9]|1[0-2])",
    "roman": r"(?:X|XI|XII|I{1,3}|IV|VI{0,3}|IX)(?!\w)",
}
_EVERYWHERE = (
    "{year}-{mm}-{day}",
    "{year}/{mm}/{day}",
    "{day}\\.{mm}\\.{year}",
    "{day}[./-]{roman}[./-]{year}",
)
_ROMAN = {
    numeral.lower(): str(month) for month, numeral in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)
}
_SLASHED = {"en": ("{mm}/{day}/{year}",)}  # the rest of the world puts the day first
_SPACE = "(?:[ \u00a0]|\\n(?=[a-z\\d]))"  # a date may run over the end of a line
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of one language as one pattern; `fields` says what each of its alternatives holds."""

    pattern: re.Pattern[str]
    fields: Mapping[str, tuple[tuple[str, str], ...]]
    tables: Mapping[str, Mapping[str, str]]
    triggers: tuple[str, ...]  # no date is without one of these, but for years
    tense: re.Pattern[str]  # its group `future` or `past` is the one that matched
    finished: re.Pattern[str]  # "by Friday they had …" looks back
    undone: re.Pattern[str]  # "had been due on Friday": a plan that came to nothing
    short: frozenset[str]  # "Sun", which alone is a day only with a stop
    alone: frozenset[str]
    before_month: frozenset[str]
    not_years: frozenset[str]


@lru_cache(maxsize=16)
def calendar(code: str) -> Calendar:
    words = lexicon(code, "dates")
    tables = {name: words.table(name) for name in _TABLES}
    templates = (*_EVERYWHERE, *_SLASHED.get(code, ("{day}/{mm}/{year}", "{day}-{mm}-{year}")), *words.list("patterns"))
    fields: dict[str, tuple[tuple[str, str], ...]] = {}
    parts = []
    for index, template in enumerate(templates):
        names = [(name, f"{name}_{index}_{at}") for at, name in enumerate(_PLACE.findall(template))]
        body = template.replace(" ", _SPACE)
        for name, mark in names:
            body = body.replace(f"{{{name}}}", f"(?P<{mark}>{_choice(name, tables)})", 1)
        parts.append(f"(?P<p{index}>{body})")
        fields[f"p{index}"] = tuple(names)
    future, past = ("|".join(words.list(key)) or "(?!)" for key in ("future", "past"))
    return Calendar(
        pattern=re.compile(rf"\b(?:{'|'.join(parts)})(?!(?!T\d\d:)[\w%])(?![.,]\d)"),
        fields=fields,
        tables={"roman": _ROMAN}
        | {name: {key.rstrip(".").lower(): value for key, value in table.items()} for name, table in tables.items()},
        triggers=_triggers(tables),
        tense=re.compile(rf"(?<!\w)(?:(?P<future>{future})|(?P<past>{past}))(?!\w)", re.I),
        finished=re.compile(rf"(?<!\w)(?:{'|'.join(words.list('finished')) or '(?!)'})(?!\w)", re.I),
        undone=re.compile(rf"(?<!\w)(?:{'|'.join(words.list('undone')) or '(?!)'})(?!\w)", re.I),
        short=frozenset(
            word[:-1].lower() for name in ("month", "weekday") for word in tables[name] if word.endswith(".")
        ),
        alone=words.words("alone"),
        before_month=words.words("before_month"),
        not_years=words.words("not_years"),
    )


def _triggers(tables: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """The words that make a date one, without those that hold another: "day" is found in "yesterday" too."""
    words = {
        word.rstrip(".") for name in ("month", "weekday", "relative", "unit", "units", "feast") for word in tables[name]
    }
    forms = {form for word in words for form in (word, word[:1].upper() + word[1:])}
    return tuple(sorted(form for form in forms if not any(other in form for other in forms if other != form)))


def _choice(name: str, tables: Mapping[str, Mapping[str, str]]) -> str:
    if name in _DIGITS:
        return _DIGITS[name]
    capital = not name.startswith("unit")  # "This Week" is the name of a programme
    forms = {form for word in tables[name] for form in (word, word[:1].upper() + word[1:] if capital else word)}
    if not forms:
        return "(?!)"
    written = "|".join(
        re.escape(form.rstrip(".")).replace("\\ ", _SPACE) + (r"(?!\w)\.?+" if form.endswith(".") else r"(?!\w)")
        for form in sorted(forms, key=lambda form: (-len(form), form))
    )
    # one look at the first letter spares a look at each word: three times as fast
    return f"(?=[{''.join(sorted({form[0] for form in forms}))}])(?:{written})"


def meant(fields: Mapping[str, str], day: date | None, ahead: bool | None) -> str | None:
    """The value of a date (YYYY, YYYY-MM or YYYY-MM-DD), None when it cannot be told. `ahead`: whether the words around
    look into the future, None when they say nothing of it."""
    if "month" in fields and "unit" not in fields and ("shift" not in fields or "day" in fields):
        return _named(fields, day, False if fields.get("shift") == "-1" else ahead)
    if "year" in fields:
        return fields["year"]
    if day is None:
        return None
    if "weekday" in fields:
        return _weekday(int(fields["weekday"]), day, fields.get("shift"), bool(ahead))
    if "relative" in fields:
        return (day + timedelta(days=int(fields["relative"]))).isoformat()
    if "feast" in fields:
        return _feast(fields["feast"], day, int(fields.get("shift") or (0 if ahead is None else 1 if ahead else -1)))
    if "month" in fields:
        return _shifted_month(fields, day)
    if "unit" in fields:
        counted = fields.get("ago") or fields.get("from_then")
        steps = int(fields.get("shift") or int(fields.get("number", "1")) * int(counted or "0"))
        return _moved(day, fields["unit"], steps, counted is not None)
    return None


def nearer_ahead(weekday: int, day: date) -> bool:
    """Whether the next such day is nearer than the last one."""
    return 0 < (weekday - day.weekday()) % 7 <= 3


def undone(before: str, rules: Calendar) -> bool:
    """Whether what stands before a day in its clause says that the plan for it was given up."""
    return rules.undone.search(before.rpartition(",")[2]) is not None


def _feast(rule: str, day: date, shift: int) -> str:
    """The nearest such day, or the last or next one."""
    years = [_feast_in(rule, year) for year in (day.year - 1, day.year, day.year + 1) if 0 < year < 10_000]
    fitting = [found for found in years if shift == 0 or (found - day).days * shift >= 0]
    return min(fitting or years, key=lambda found: abs((found - day).days)).isoformat()


def _feast_in(rule: str, year: int) -> date:
    month, *rest = map(int, rule.split("-"))
    if len(rest) == 1:
        return date(year, month, rest[0])
    weekday, which = rest
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * which - 7)


def _named(fields: Mapping[str, str], day: date | None, ahead: bool | None) -> str | None:
    month, number = int(fields["month"]), int(fields.get("day", "0"))
    year = int(fields["year"]) if "year" in fields else _year(month, number, day, ahead)
    if year is None:
        return None
    if not number:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


def _year(month: int, number: int, day: date | None, ahead: bool | None) -> int | None:
    """The year that is not written: the nearest, unless the words around look back or ahead."""
    if day is None:
        return None
    away = (month - day.month) * 30 + (number - day.day if number else 0)
    latest = {True: 330, False: 60 if number else 0, None: 75 if number else 150}[ahead]
    if away > latest:
        return day.year - 1
    return day.year + 1 if away <= latest - 365 else day.year


def _weekday(wanted: int, day: date, shift: str | None, ahead: bool) -> str:
    """The last such day, that of publication included, unless the words look ahead."""
    back = (day.weekday() - wanted) % 7
    if shift == "1" or (shift is None and ahead):
        return (day + timedelta(days=7 - back if back or shift else 0)).isoformat()
    return (day - timedelta(days=back or (7 if shift == "-1" else 0))).isoformat()


def _shifted_month(fields: Mapping[str, str], day: date) -> str | None:
    month, shift = int(fields["month"]), int(fields.get("shift", "0"))
    if "unit" in fields:
        return f"{day.year + shift:04}-{month:02}" if fields["unit"] == "year" else None
    year = day.year
    if shift < 0 and month >= day.month - 1:  # in March nobody says "last February" of the month before
        year -= 1
    if shift > 0 and month <= day.month:
        year += 1
    return f"{year:04}-{month:02}"


def _moved(day: date, unit: str, steps: int, counted: bool) -> str | None:
    """A week is told by its month: the finest value that is surely true of all its days."""
    try:
        if unit == "day":
            return (day + timedelta(days=steps)).isoformat() if counted else None
        if unit == "week":
            return (day + timedelta(weeks=steps)).isoformat()[:7]
    except OverflowError:
        return None
    if unit == "month":
        months = day.year * 12 + day.month - 1 + steps
        return f"{months // 12:04}-{months % 12 + 1:02}" if 0 < months // 12 < 10_000 else None
    year = day.year + steps * (10 if unit == "decade" else 1)
    return f"{year:04}" if 0 < year < 10_000 and (counted or unit == "year") else None
