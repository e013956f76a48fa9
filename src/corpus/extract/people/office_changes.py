"""Offices that a sentence says somebody takes, holds or gives up: "was sworn in as acting mayor", "resigned as"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.people.roles import Nouns, nouns
from corpus.languages import lexicon
from corpus.model import Span


@dataclass(frozen=True, slots=True)
class ChangeReach:
    """How far from a name the office stands that a sentence says somebody takes or leaves. Set by hand: a clause."""

    characters: int = 110  # between a name and its office
    words: int = 6  # of an office before what it is of


_REACH = ChangeReach()

_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_SPACE = re.compile(r"[^\S\n]+")
_ASIDE = re.compile(r", [^,\n.;:“”\"]{2,60},")  # "Owen Pryce, her deputy, was sworn in"


def find(text: str, ends: Sequence[int], code: str) -> Iterator[tuple[int, Span]]:
    """For names that end at these offsets: the number of the name, and its office."""
    pattern, known = _pattern(code), nouns(code)
    if pattern is None:
        return
    for number, end in enumerate(ends):
        stop = min(ends[number + 1] if number + 1 < len(ends) else len(text), end + _REACH.characters)
        after = text[end:stop]
        for found in pattern.finditer(after):
            if _broken(after[: found.start()], code):
                break
            office = _office(text, end + found.end(), known, code)
            if office:
                yield number, office
                break


@lru_cache(maxsize=32)  # asked again for every description of an article
def leaves(text: str, name: str, code: str) -> bool:
    """Whether a sentence says that whoever has this name leaves an office."""
    verbs = lexicon("world", "office_changes").table("leaving").get(code)
    last = re.escape(name.rsplit(" ", 1)[-1])
    said = re.finditer(rf"\b{last}\b([^.;:!?\n]{{0,60}}?)\b(?:{verbs})\b", text) if verbs else ()
    # the last word may be "and", which leads to a second verb of the same person
    return any(not _broken(found[1].rstrip().rpartition(" ")[0], code) for found in said)


def _broken(between: str, code: str) -> bool:
    """Whether what stands before the verb ends the clause of the name."""
    opening, breaks = _edges(code)
    return breaks.search(opening.sub(" ", _ASIDE.sub(" ", between))) is not None


@lru_cache(maxsize=16)
def _edges(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may open the clause of a name, and what ends it."""
    listed = lexicon("world", "office_changes")
    relatives, breaks = ("|".join(listed.table(key).get(code, "").split()) for key in ("relatives", "breaks"))
    return (
        re.compile(rf"^,(?: (?:{relatives})\b)?"),
        re.compile(rf"[.,;:!?\n“”\"«»]|\b(?:{breaks or '(?!)'})\b"),
    )


def _office(text: str, start: int, known: Nouns, code: str) -> Span | None:
    """The noun phrase that begins here, if it is an office: up to its last role noun, with what it is of."""
    first = end = None
    at = start
    for _ in range(_REACH.words):
        space = _SPACE.match(text, at)
        word = _WORD.match(text, space.end()) if space else None
        if word is None:
            break
        low = word.group().lower().rstrip(".’'")
        if first is None and low in _articles(code):
            at = word.end()
            continue
        if low in known.stops or (low in _articles(code) and end is None):
            break
        first = word.start() if first is None else first
        at = word.end()
        if low in known:
            end = word.start() + len(word.group().rstrip(".’'"))
        elif end is not None:
            break
    if first is None or end is None:
        return None
    more = _of(code).match(text, end)
    return Span(first, more.end() if more else end)


@lru_cache(maxsize=16)
def _articles(code: str) -> frozenset[str]:
    return frozenset(lexicon("world", "office_changes").table("articles").get(code, "").split())


@lru_cache(maxsize=16)
def _pattern(code: str) -> re.Pattern[str] | None:
    source = lexicon("world", "office_changes").table("patterns").get(code)
    return re.compile(source) if source else None


@lru_cache(maxsize=16)
def _of(code: str) -> re.Pattern[str]:
    """Of which place or body an office is."""
    return re.compile(lexicon(code, "titles").table("phrases")["office_of"])
