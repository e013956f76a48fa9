"""What somebody typed as a day or a time as its first and its last day: "2025-09", "last week", "ayer", "20/11"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis.calendars import Calendar, calendar, meant
from corpus.analysis.folding import fold
from corpus.errors import WrongUse
from corpus.languages import codes, lexicon

_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")
_SHORT = re.compile(r"(\d{1,2})[./](\d{1,2})\.?(?:[./]?(\d{2}|\d{4}))?")  # 20/11: the day first, unless that is none
_DIGIT = re.compile(r"\d")
_CLEAR = ({"relative"}, {"shift", "unit"}, {"shift", "weekday"}, {"shift", "month"})
_AFTER = timedelta(days=1)  # what happened on Friday is in Saturday's paper


class Told(NamedTuple):
    """Words of a question that say when, and the days they mean; None: that side is open."""

    start: int
    end: int
    first: date | None
    last: date | None


class _Wordings(NamedTuple):
    """How days are asked for, in all languages at once."""

    ordinal: re.Pattern[str]  # a bare number, its group
    small: re.Pattern[str]  # what may be left over beside a day
    since: re.Pattern[str]  # these three stand right before a day
    until: re.Pattern[str]
    on: re.Pattern[str]
    between: re.Pattern[str]  # "between 3 and", before 10 November; its group is the first day
    since_the: re.Pattern[str]
    few: re.Pattern[str]  # "the last three days"; its groups are the count and the unit
    lasting: Mapping[str, int]  # the days of a unit
    counts: Mapping[str, int]


def first(text: str, name: str) -> date:
    return period(text, name)[0]


def last(text: str, name: str) -> date:
    return period(text, name)[1]


def period(text: str, name: str, today: date | None = None) -> tuple[date, date]:
    """2025, 2025-09 or 2025-09-03, or words for a time seen from today, in any of the languages -> its first and its
    last day. Raises WrongUse, which says what `name` wants."""
    asked = " ".join(text.split())
    try:
        found = _written(asked) or _spoken(asked, today or date.today())
    except (ValueError, OverflowError):
        found = None
    if found is None:
        told = f"“{text.strip()}” is no date for {name}; write it as 2025-09-03, 2025-09 or 2025, or in words: "
        told += "last week, Friday, 20 November."
        raise WrongUse(told, "no_date", words=text.strip(), option=name)
    return found


def in_question(text: str, today: date | None = None) -> Told | None:
    """The words of a question that limit its answer to certain days: "last week", "since Friday", "ayer". None where
    the date may be what is asked about."""
    today = today or date.today()
    said = set(re.findall(r"[^\W\d_]+", text.lower()))
    hinted = [code for code in codes() if not _hints(code).isdisjoint(said)]
    found = [told for code in hinted for told in _told(text, calendar(code), today)]
    if _DIGIT.search(text) and (numbered := _wordings().since_the.search(text)):
        days = _of_month(int(numbered[1]), today)
        found += [Told(numbered.start(), numbered.end(), days[0], None)] if days else []
    if hinted and (few := _wordings().few.search(text)):
        found += [Told(few.start(), few.end(), *_few(few, today))]
    return max(found, key=lambda told: (told.end - told.start, -told.start), default=None)


@lru_cache(maxsize=8)
def _hints(code: str) -> frozenset[str]:
    """Words without one of which a text says nothing of a time: looked at before patterns are made. Of "the day before
    yesterday" the longest, for it has "the" as every text does."""
    tables = (lexicon(code, "dates").table(name) for name in ("weekday", "relative", "unit", "units", "month"))
    listed = (re.findall(r"[^\W\d_]+", key.lower()) for table in tables for key in table)
    longest = (max(words, key=len, default="") for words in listed)
    return frozenset(word for word in longest if len(word) > 2)


@lru_cache(maxsize=1)
def _wordings() -> _Wordings:
    the, edge = _any("between_the"), rf"\s+(?:(?:{_any('the')}) )?$"
    number = rf"(\d{{1,2}})(?:{_any('behind_number')})?"
    tables = [lexicon(code, "asked_days").table("lasting") for code in codes()]
    lasting = {word.lower(): int(days) for table in tables for word, days in table.items()}
    numbers = [lexicon(code, "dates").table("number") for code in reversed(codes())]
    counts = {word.rstrip(".").lower(): int(count) for table in numbers for word, count in table.items()}
    return _Wordings(
        ordinal=_made(rf"(?:(?:{_any('before_number')})\s+)*{number}"),
        small=_made(rf"\b(?:{_any('small')})\b|[’',.;]"),
        since=_made(rf"\b(?:{_any('since')}){edge}"),
        until=_made(rf"\b(?:{_any('until')}){edge}"),
        on=_made(rf"\b(?:{_any('on')}){edge}"),
        between=_made(
            rf"\b(?:{_any('between')})\s+(?:(?:{the})\s+)?{number}\s+(?:{_any('between_and')})\s+(?:(?:{the})\s+)?$"
        ),
        since_the=_made(rf"\b(?:{_any('since_the')})\s+{number}(?!\w)"),
        few=_made(
            rf"\b(?:(?:{_any('within')})\s+)?(?:{_any('last')})\s+(\d{{1,3}}|{_choice(counts)})"
            rf"\s+(?:(?:{_any('behind_count')})\s+)?({_choice(lasting)})\b"
        ),
        lasting={fold(word): days for word, days in lasting.items()},
        counts={fold(word): count for word, count in counts.items()},
    )


def _made(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


def _any(key: str) -> str:
    return _choice({word for code in codes() for word in lexicon(code, "asked_days").list(key)})


def _choice(words: Iterable[str]) -> str:
    """Longer ones first, that none hides another it begins."""
    return "|".join(re.escape(word).replace("\\ ", r"\s+") for word in sorted(words, key=lambda one: (-len(one), one)))


def _told(text: str, rules: Calendar, today: date) -> Iterator[Told]:
    for start, end, fields in _matches(text, rules):
        said, days = _wordings(), _days(fields, today)
        since, until, on = (edge.search(text, 0, start) for edge in (said.since, said.until, said.on))
        between = said.between.search(text, 0, start) if "day" in fields else None
        if between and days and 0 < int(between[1]) <= days[0].day:
            yield Told(between.start(), end, days[0].replace(day=int(between[1])), days[1])
            continue
        clear = fields.keys() in _CLEAR or "ago" in fields
        if days is None or text[start].isupper() > _named(fields) or (not clear and not since and not until and not on):
            continue
        if not clear and not since and not until and "weekday" not in fields and "day" not in fields:
            continue  # "in March": when it happened, not when it was printed
        if fields.get("unit") in ("year", "decade"):
            continue
        before = since or until or on
        begin = before.start() if before else start
        if since:
            yield Told(begin, end, days[0], None)
        elif until:
            yield Told(begin, end, None, days[1])
        else:
            yield Told(begin, end, days[0], days[1] + (_AFTER if days[0] == days[1] else timedelta()))


def _named(fields: Mapping[str, str]) -> bool:
    """Whether its words are written with a capital in some language: "Friday", "Gestern" is none."""
    return "weekday" in fields or "month" in fields or "unit" in fields


def _written(text: str) -> tuple[date, date] | None:
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    end = month or 12
    return date(year, month or 1, day or 1), date(year, end, day or monthrange(year, end)[1])


def _spoken(text: str, today: date) -> tuple[date, date] | None:
    if found := _SHORT.fullmatch(text):
        return _numbered(found[1], found[2], found[3], today)
    if found := _wordings().ordinal.fullmatch(text):
        return _of_month(int(found[1]), today)
    if found := _wordings().few.search(text):
        return _few(found, today)
    best: tuple[int, tuple[date, date]] | None = None
    for code in codes():
        for start, end, fields in _matches(text, calendar(code)):
            days = _days(fields, today)
            rest = _wordings().small.sub(" ", text[:start] + " " + text[end:]).strip()
            if days and not rest and (best is None or end - start > best[0]):
                best = end - start, days
    return best[1] if best else None


def _numbered(day: str, month: str, year: str | None, today: date) -> tuple[date, date]:
    one, other = int(day), int(month)
    if other > 12:
        one, other = other, one
    if year:
        found = date(int(year) + (2000 if len(year) == 2 else 0), other, one)
    else:
        found = date(today.year, other, one)
        found = found if found <= today else date(today.year - 1, other, one)
    return found, found


def _few(found: re.Match[str], today: date) -> tuple[date, date]:
    """ "The last three days", which end today."""
    known, written = _wordings(), " ".join(found[1].split())
    number = int(written) if written.isdecimal() else known.counts[fold(written)]
    return today - timedelta(days=known.lasting[fold(found[2])] * number), today


def _of_month(day: int, today: date) -> tuple[date, date] | None:
    """The last such day of a month."""
    for back in range(12):
        months = today.year * 12 + today.month - 1 - back
        year, month = divmod(months, 12)
        if 0 < day <= monthrange(year, month + 1)[1] and (found := date(year, month + 1, day)) <= today:
            return found, found
    return None


def _matches(text: str, rules: Calendar) -> Iterator[tuple[int, int, dict[str, str]]]:
    """The dates in a short text with what each holds; small first letters count as capitals where a name is due."""
    for written in dict.fromkeys((text, re.sub(r"(?<!\w)[^\W\d_]", lambda one: one.group().upper(), text))):
        for match in rules.pattern.finditer(written):
            fields: dict[str, str] = {}
            for name, mark in rules.fields[match.lastgroup or ""]:
                said = match.group(mark)
                if said is None:
                    continue
                key = {"mm": "month", "roman": "month", "count": "number", "units": "unit"}.get(name, name)
                words = " ".join(said.rstrip(".").lower().split())
                fields[key] = rules.tables[name].get(words, "") if name in rules.tables else said
            yield match.start(), match.end(), fields


def _days(fields: Mapping[str, str], today: date) -> tuple[date, date] | None:
    if fields.get("unit") == "week":
        steps = int(fields.get("shift") or int(fields.get("number", "1")) * int(fields.get("ago", "0")))
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=steps)
        return monday, monday + timedelta(days=6)
    value = meant(fields, today, False)
    return _written(value) if value else None
