"""What a person typed into the search box, taken apart: words, "quoted phrases", speaker:, before: and after:."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus import days
from corpus.analysis.folding import words
from corpus.results import Query

_OPEN, _CLOSE = '"“„«‟”', '"”“»‟„'
_PHRASE = rf"[{_OPEN}]([^{_OPEN}{_CLOSE}]+)[{_CLOSE}]"
_FIELD = re.compile(rf"(?<!\S)(speaker|by|before|until|after|since|about):\s*(?:{_PHRASE}|(\S+))", re.IGNORECASE)
_QUOTED = re.compile(_PHRASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """`words` are folded and in the order typed, `capitals` those typed with a capital letter where not all letters
    are; `phrases` are folded words that must stand in a row. Words for a time ("last week") are none of them, the query
    is within its days instead."""

    query: Query
    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    capitals: frozenset[str] = frozenset()


def read(query: Query) -> Typed:
    """Fields in the text narrow what the query's own fields allow. Raises WrongUse for a date that is none."""
    for found in _FIELD.finditer(query.text):
        query = _narrowed(query, found[1].lower(), found[2] or found[3])
    rest = _FIELD.sub(" ", query.text)
    if told := days.in_question(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), rest)):
        rest = f"{rest[: told.start]} {rest[told.end :]}"
        query = within(query, told)
    phrases = tuple(row for found in _QUOTED.finditer(rest) if (row := tuple(words(found[1]))))
    loose = _QUOTED.sub(" ", rest)
    capitals = () if loose.isupper() else (word for part in loose.split() if part[0].isupper() for word in words(part))
    return Typed(query, tuple(words(loose)), phrases, frozenset(capitals))


def within(query: Query, told: days.Told) -> Query:
    """The query within the days that its words tell."""
    return replace(
        query,
        since=max(told.first, query.since or date.min) if told.first else query.since,
        until=min(told.last, query.until or date.max) if told.last else query.until,
    )


def _narrowed(query: Query, name: str, value: str) -> Query:
    if name in ("speaker", "by"):
        return replace(query, speaker=value)
    if name == "about":
        return replace(query, about=value)
    first, last = days.period(value.strip(".,;"), name)
    if name == "before":
        return replace(query, until=min(first - timedelta(days=1), query.until or date.max))
    if name == "until":
        return replace(query, until=min(last, query.until or date.max))
    return replace(query, since=max(first, query.since or date.min))
