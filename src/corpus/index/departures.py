"""Who is said to leave, whatever the office is: "Berg has resigned", "dejó la empresa", "the board sacked Ida Berg"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.analysis.folding import words
from corpus.index.protocol import pair
from corpus.languages import lexicon
from corpus.model import Extraction, MentionKind, Span


@dataclass(frozen=True, slots=True)
class DepartureReach:
    """How far around a name is looked. Set by hand: a clause."""

    before: int = 40  # characters before a name: "the board on Monday sacked"
    later: int = 25  # characters before words of leaving that say that it is still to come
    aside: int = 70  # between two commas behind it: "Berg, who is 61,"


_REACH = DepartureReach()


def find(found: Extraction) -> Iterator[tuple[str, Span]]:
    """The people who leave, each with the words that say so; not who might, would or was asked to."""
    text, language = found.article.text, found.article.language
    leaves, dismissed, unsure = _leaves(language), _dismissed(language), _unsure(language)
    for mention in found.mentions:
        if mention.kind is not MentionKind.NAME or mention.person is None:
            continue
        start, end = mention.span.start, mention.span.end
        before = text[max(0, start - _REACH.before) : start]
        if unsure.search(before):
            continue
        if behind := leaves.match(text, end):
            yield mention.person, Span(behind.start("leaves"), behind.end("leaves"))
        elif ahead := dismissed.search(before):
            yield mention.person, Span(start - len(before) + ahead.start(), end)


def keys(name: str) -> Iterator[str]:
    """What the places are found by where somebody of this name leaves."""
    return (pair("gone", word) for word in words(name))


def to_come(text: str, told: re.Match[str], language: str) -> bool:
    """Whether a leaving is only announced, or nobody is sure of it: "will retire as"."""
    later = _later(language).finditer(text, max(0, told.start() - _REACH.later), told.end())
    return any(place.end() > told.start() for place in later)


@lru_cache(maxsize=16)
def _later(language: str) -> re.Pattern[str]:
    return re.compile(lexicon("world", "offices").table("left_later").get(language, r"\b\B"))


@lru_cache(maxsize=16)
def _leaves(language: str) -> re.Pattern[str]:
    """What a name is followed by, where whoever has it leaves."""
    listed = lexicon("world", "offices")
    told = [source for part in ("gone", "gone_from") if (source := listed.table(part).get(language))]
    if not told:
        return re.compile(r"\b\B")
    day, other = listed.table("day_left").get(language, r"\b\B"), listed.table("not_gone").get(language, r"\b\B")
    aside = rf"(?:,[^,.;\n]{{1,{_REACH.aside}}},)?"
    return re.compile(rf"{aside},?(?: {day})? (?P<leaves>(?:{'|'.join(told)})\b)(?! (?:{other})\b)")


@lru_cache(maxsize=16)
def _dismissed(language: str) -> re.Pattern[str]:
    """What stands before the name of somebody who is made to leave."""
    return re.compile(lexicon("world", "offices").table("dismissing").get(language, r"\b\B"))


@lru_cache(maxsize=16)
def _unsure(language: str) -> re.Pattern[str]:
    """What stands before a name where nobody says that it is so."""
    source = lexicon("world", "offices").table("unsure").get(language, r"\b\B")
    return re.compile(rf"\b(?:{source}) (?:[^\W\d_]+ ){{0,2}}$", re.IGNORECASE)
