"""How a sentence tells an act: as done, or only as denied, not done, still to come, or asked whether it was.

Worked out once for a sentence; every rule that must know asks here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from corpus.languages import lexicon
from corpus.model import Span

_END = r"[;:“”„\"«»()—](?!\d)|\.(?:\s|$)"
_MARK = re.compile(r"[;:,.“”„\"«»()—](?!\d)")


class Manner(StrEnum):
    """Why a sentence that has an act does not tell it as done. By these names the word lists have them."""

    DISOWNED = "disowned"  # denied, refused, failed at or alleged
    NEGATED = "negated"  # "did not attend"
    AHEAD = "ahead"  # expected, aimed at, allowed at most
    UNSURE = "unsure"  # "whether it will"
    URGED = "urged"  # "called on her to"
    BACKGROUND = "background"  # what something else came after: "since the flood"


class _Words(NamedTuple):
    """How a language says so of what stands behind, in the same clause, or right before."""

    behind: re.Pattern[str] | None
    around: re.Pattern[str] | None
    before: re.Pattern[str] | None
    ends: re.Pattern[str]
    carries: re.Pattern[str] | None  # a comma that does not end it


def told_as(place: Span, text: str, language: str) -> frozenset[Manner]:
    """In which of these manners the words at a place are told; none: as done."""
    return frozenset(manner for manner, scope in scopes(text, language) if place in scope)


def speaks(manner: Manner, text: str, language: str) -> bool:
    """Whether a text has the words for it at all: a question about a denial is answered by one."""
    listed = _words(manner, language)
    return listed is not None and any(one and one.search(text) for one in (listed.behind, listed.around))


@lru_cache(maxsize=1024)
def scopes(text: str, language: str) -> tuple[tuple[Manner, Span], ...]:
    return tuple((manner, span) for manner in Manner for span in _scopes(manner, text, language))


def _scopes(manner: Manner, text: str, language: str) -> Iterator[Span]:
    listed = _words(manner, language)
    if listed is None:
        return
    for found in listed.behind.finditer(text) if listed.behind else ():
        yield Span(found.end(), _end(text, found.end(), listed))
    for found in listed.around.finditer(text) if listed.around else ():
        yield Span(_begin(text, found.start(), listed), _end(text, found.end(), listed))
    for found in listed.before.finditer(text) if listed.before else ():
        yield Span(found.start(1), found.end(1))


def _begin(text: str, place: int, listed: _Words) -> int:
    """Where the clause begins in which this stands."""
    ends = [mark.end() for one in (_MARK, listed.ends) for mark in one.finditer(text, 0, place)]
    return max(ends, default=0)


def _end(text: str, start: int, listed: _Words) -> int:
    for mark in listed.ends.finditer(text, start):
        if not (listed.carries and listed.carries.match(text, mark.start())):
            return mark.start()
    return len(text)


@lru_cache(maxsize=64)
def _words(manner: Manner, language: str) -> _Words | None:
    listed = lexicon(language, "telling").table(manner)
    behind, around, before, carries = (
        re.compile(source, re.IGNORECASE) if (source := listed.get(part)) else None
        for part in ("behind", "around", "before", "carries")
    )
    if not (behind or around or before):
        return None
    ends = listed.get("ends")
    return _Words(behind, around, before, re.compile(rf",(?!\d)|{_END}{'|' + ends if ends else ''}", re.I), carries)
