"""What an answer of each kind looks like: a day, a number, a place, a name, a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask.question import Kind
from corpus.index import offices
from corpus.index.passages import empty_words
from corpus.languages import lexicon
from corpus.model import Span

_TAIL = " .,;:’'-"
_CAPITAL = re.compile(r"(?<=[\w,;’'“\"] )[^\W\d_a-zà-öø-ÿ][\w’'.-]*")
_OPENING = re.compile(r"\w+\s*")


def spans(kind: Kind, text: str, language: str) -> Iterator[Span]:
    """Every slice of a sentence that could answer a question of this kind; none for kinds that may be anything."""
    pattern = _pattern(kind, language)
    if pattern is None:
        return
    found = (Span(match.start(), match.start() + len(match.group().rstrip(_TAIL))) for match in pattern.finditer(text))
    if kind == Kind.WHO:
        yield from _names(text, found, language)
    elif kind == Kind.WHERE:
        yield from _no_days(text, found, language)
    else:
        yield from found


def _no_days(text: str, found: Iterator[Span], language: str) -> Iterator[Span]:
    """The places found, less the days: "On Thursday" is no place."""
    days = _pattern(Kind.WHEN, language)
    yield from (span for span in found if not (days and days.fullmatch(span.of(text))))


def _names(text: str, found: Iterator[Span], language: str) -> Iterator[Span]:
    """The names found, without the small words a sentence may open with, and without days."""
    days = _pattern(Kind.WHEN, language)
    for span in found:
        start = span.start
        while opening := _OPENING.match(text, start, span.end):
            if not empty_words(language).issuperset(words(opening.group())):
                break
            start = opening.end()
        if start < span.end and not (days and days.match(text, start, span.end)):
            yield Span(start, span.end)


def places(text: str, language: str) -> Iterator[Span]:
    """Where something is by no name: "beside the reservoir"."""
    for pattern in _listed("places", language).values():
        for found in pattern.finditer(text):
            yield Span(found.start(), found.end())


def belongs(said: str, language: str, asked: frozenset[str]) -> bool:
    """Whether "of the Interior" says what something belongs to rather than where it is. In Spanish "from where" is
    answered with the same word."""
    of = lexicon(language, "questions").words("of_words")
    return words(said)[0] in of and of.isdisjoint(asked)


def ages(text: str, language: str) -> Iterator[Span]:
    """How old somebody in the sentence is: the 81 of "Walter Pike, 81,"."""
    for pattern in _listed("ages", language).values():
        for found in pattern.finditer(text):
            yield Span(found.start(1), found.end(1))


def fits(kind: Kind, text: str, language: str, asked: frozenset[str]) -> bool:
    """Whether the sentence holds something of the kind that the question does not itself say."""
    return any(new(kind, span.of(text), language, asked) for span in spans(kind, text, language))


def new(kind: Kind, said: str, language: str, asked: frozenset[str]) -> bool:
    """Whether it is not what the question says. "Called on her to resign" is no reason why she resigned."""
    told = [word for word in words(said) if kind != Kind.WHO or word not in offices.titles()]
    if asked.issuperset(told) or (kind == Kind.WHERE and (asked | empty_words(language)).issuperset(words(said))):
        return False
    if kind != Kind.WHY:
        return True
    first = next((word for word in words(said) if word not in empty_words(language)), "")
    return bool(first) and stems([first], language)[0] not in stems(sorted(asked), language)


def measured(measure: str, text: str, language: str) -> bool:
    """Whether something in the sentence is measured so."""
    found = _listed("measured", language).get(measure)
    return bool(found and found.search(text))


def sized(kind: Kind, text: str, language: str) -> bool:
    """Whether "how long" may be answered by a length here: "a detour of 41 miles"."""
    return kind == Kind.DURATION and measured("number size", text, language)


def calls(text: str, language: str) -> bool:
    """Whether the sentence says what something is called."""
    found = _listed("calls", language).get("calls")
    return bool(found and found.search(text))


def capitals(text: str) -> int:
    """How many words are written as names, the first excepted."""
    return len(_CAPITAL.findall(text))


@lru_cache(maxsize=64)
def _listed(key: str, language: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in lexicon(language, "questions").table(key).items()}


@lru_cache(maxsize=64)
def _pattern(kind: Kind, language: str) -> re.Pattern[str] | None:
    source = lexicon(language, "questions").table("spans").get(kind)
    return re.compile(source) if source else None
