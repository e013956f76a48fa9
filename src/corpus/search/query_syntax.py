"""What a person typed into the search box, taken apart: words, "quoted phrases", speaker:, before: and after:."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.analysis.folding import words
from corpus.errors import WrongUse
from corpus.results import Query

LONGEST = 3000  # characters looked at: nobody types more, and a pasted page has its rare words early
_OPEN, _CLOSE = '"“„«‟”', '"”“»‟„'
_PHRASE = rf"[{_OPEN}]([^{_OPEN}{_CLOSE}]+)[{_CLOSE}]"
_FIELD = re.compile(rf"(?<!\S)(speaker|by|before|until|after|since|about):\s*(?:{_PHRASE}|(\S+))", re.IGNORECASE)
_QUOTED = re.compile(_PHRASE)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Typed:
    """`words` are folded and in the order typed, `capitals` those typed with a capital letter where not all letters
    are; `phrases` are folded words that must stand in a row."""

    query: Query
    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    capitals: frozenset[str] = frozenset()


def read(query: Query) -> Typed:
    """Fields in the text narrow what the query's own fields allow. Raises WrongUse for a date that is none."""
    text = query.text[:LONGEST]
    for found in _FIELD.finditer(text):
        query = _narrowed(query, found[1].lower(), found[2] or found[3])
    rest = _FIELD.sub(" ", text)
    phrases = tuple(row for found in _QUOTED.finditer(rest) if (row := tuple(words(found[1]))))
    loose = _QUOTED.sub(" ", rest)
    capitals = () if loose.isupper() else (word for part in loose.split() if part[0].isupper() for word in words(part))
    return Typed(query, tuple(words(loose)), phrases, frozenset(capitals))


def _narrowed(query: Query, name: str, value: str) -> Query:
    if name in ("speaker", "by"):
        return replace(query, speaker=value)
    if name == "about":
        return replace(query, about=value)
    first, last = _days(name, value)
    if name == "before":
        return replace(query, until=min(first - timedelta(days=1), query.until or date.max))
    if name == "until":
        return replace(query, until=min(last, query.until or date.max))
    return replace(query, since=max(first, query.since or date.min))


def _days(name: str, value: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    found = _DAY.fullmatch(value.strip(".,;"))
    try:
        if not found:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first, first
        after = date(first.year + (first.month == 12), first.month % 12 + 1, 1) if month else date(first.year + 1, 1, 1)
        return first, after - timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise WrongUse(f"{name}:{value} is no date; write {name}:2025, {name}:2025-09 or {name}:2025-09-03.") from error
