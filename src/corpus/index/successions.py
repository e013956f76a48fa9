"""Who follows somebody in office, where a sentence says so without the office: "Ida Berg takes over from him"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis.folding import words
from corpus.index import departures, offices
from corpus.index.protocol import AFTER, SPEAKER
from corpus.languages import lexicon
from corpus.model import Extraction, Mention, MentionKind, Span


@dataclass(frozen=True, slots=True)
class SuccessionReach:
    """How far from the words of a succession those stand who follow and are followed. Set by hand: a short aside."""

    aside: int = 90  # characters between commas behind a name
    object: int = 45  # characters of an office before the name of who is followed
    named: int = 70  # characters before the name of who follows


_REACH = SuccessionReach()

_PART = re.compile(r"[.;:\n“”«»„]\s")


class Succession(NamedTuple):
    successor: str
    told: Span  # the words that say so
    predecessor: str


class _Words(NamedTuple):
    """How a language says so; each pattern or nothing."""

    takes_over: re.Pattern[str] | None  # behind who follows, before who is followed
    takes_it: re.Pattern[str] | None  # behind who follows, nobody behind it
    handed_to: re.Pattern[str] | None  # before who follows


def rows(found: Extraction, roles: Iterable[tuple[str, Span, str]]) -> Iterator[tuple[str, Span, str]]:
    """Each succession as an index finds it: by the name of who is followed, and whose it is."""
    text, language = found.article.text, found.article.language
    leaving = {name for name, _ in departures.find(found)}
    leaving |= {
        name
        for name, span, _ in roles
        if offices.left(text, span.start, language) or offices.gone(text, span, language)
    }
    called = {person.name: (person.name, *person.aliases) for person in found.people}
    for one in dict.fromkeys(find(found, leaving)):
        followed = {AFTER + word for name in called.get(one.predecessor, (one.predecessor,)) for word in words(name)}
        whose = {SPEAKER + word for name in called.get(one.successor, (one.successor,)) for word in words(name)}
        yield one.successor, one.told, " ".join(sorted({*followed, *whose}))


def find(found: Extraction, leaving: Iterable[str]) -> Iterator[Succession]:
    """`leaving`: those whom the article tells to give up an office, one of whom is meant where nobody is named."""
    told, gone = _words(found.article.language), frozenset(leaving)
    mentions = sorted((one for one in found.mentions if one.person), key=lambda one: one.span.start)
    for mention in mentions:
        if mention.kind is MentionKind.NAME:
            yield from _as_subject(found.article.text, mentions, mention, told, gone)
    for place in told.handed_to.finditer(found.article.text) if told.handed_to else ():
        yield from _behind(found.article.text, mentions, Span(*place.span()))


def _as_subject(
    text: str, mentions: Sequence[Mention], one: Mention, told: _Words, leaving: frozenset[str]
) -> Iterator[Succession]:
    if told.takes_over and (place := told.takes_over.match(text, one.span.end)):
        words = Span(place.start(1), place.end())
        if followed := _object(text, mentions, one, words):
            told_in = Span(words.start, max(words.end, followed.span.end))
            yield Succession(str(one.person), told_in, str(followed.person))
            return
    if told.takes_it and (place := told.takes_it.match(text, one.span.end)):
        before = _last(mentions, one.span.start, leaving - {one.person})
        if before:
            yield Succession(str(one.person), Span(place.start(1), place.end()), before)


def _object(text: str, mentions: Sequence[Mention], subject: Mention, words: Span) -> Mention | None:
    """Who is named, or meant by a pronoun, in these words or right behind them."""
    part = _PART.search(text, words.end)
    end = min(words.end + _REACH.object, part.start() if part else len(text))
    return next(
        (one for one in mentions if words.start <= one.span.start < end and one.person != subject.person),
        None,
    )


def _behind(text: str, mentions: Sequence[Mention], words: Span) -> Iterator[Succession]:
    """Of "he was replaced by Ida Berg": who is named behind, and who was spoken of last before."""
    part = _PART.search(text, words.end)
    end = min(words.end + _REACH.named, part.start() if part else len(text))
    after = next((one for one in mentions if one.kind is MentionKind.NAME and words.end <= one.span.start < end), None)
    within = [one.person for one in mentions if words.start <= one.span.start < words.end]
    before = within[-1] if within else _last(mentions, words.start, None)
    if after and before and after.person != before:
        yield Succession(str(after.person), words, before)


def _last(mentions: Sequence[Mention], place: int, among: frozenset[str | None] | None) -> str | None:
    """The person named last before, of these."""
    named = [one.person for one in mentions if one.span.end <= place and one.kind is MentionKind.NAME]
    return next((one for one in reversed(named) if among is None or one in among), None)


@lru_cache(maxsize=16)
def _words(language: str) -> _Words:
    listed = lexicon("world", "offices")
    behind = rf"(?:,(?:[^.;\n]{{1,{_REACH.aside}}},)?)? "
    over, it, to = (listed.table(part).get(language) for part in ("takes_over", "takes_it", "handed_to"))
    return _Words(
        re.compile(rf"{behind}({over})") if over else None,
        re.compile(rf"{behind}({it})") if it else None,
        re.compile(to) if to else None,
    )
