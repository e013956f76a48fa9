"""The names in a phrase, and whether two names are one person's: "Sen. D. Reed" and "Dana Reed"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis import similarity
from corpus.analysis.folding import fold, words
from corpus.languages import lexicon
from corpus.verify.vocabulary import vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|[,()]")


@dataclass(frozen=True, slots=True)
class ShortNames:
    """When a name may be misspelt. Set by hand: short ones are often one letter from another name."""

    short: int = 3  # letters of the longest name that must be the same to the letter


_NAMES = ShortNames()


class Named(NamedTuple):
    """What a phrase names: names with the titles before them, and the words of an office."""

    names: tuple[tuple[str, ...], ...]  # folded words of each, without titles
    titles: frozenset[str]
    titled: bool  # a title stands right before a name
    office: bool  # words written small, or a title, say what somebody is
    words: tuple[str, ...]  # all words that may be a name or an office


def named(text: str) -> Named:
    """The names in a phrase: its capitals in a row."""
    known = vocabulary()
    names: list[tuple[str, ...]] = []
    titles: set[str] = set()
    every: list[str] = []
    run: list[str] = []
    titled = before = small = False
    for last, match, following in in_threes([*_WORD.findall(text), ","]):
        key = fold(match.strip(".,()"))
        forename = known.is_forename(match, last, following)
        title = known.is_title(key) and not forename and not (run and match[:1].isupper())
        if (
            title or forename or (key and key not in known.plain and key not in known.adverbial)
        ):  # "mayor" is plain in Spanish
            every.append(key)
        if title:
            titles.add(key)
        if match[:1].isupper() and (run or forename or not (title or key in known.plain)):
            titled = titled or (before and not run)
            run += words(match)
        elif run and key in known.particles:
            run.append(key)
        else:
            _close(run, names)
            run = []
        before = title
        small = small or (match[:1].islower() and key in every)
    return Named(tuple(names), frozenset(titles), titled, small or bool(titles), tuple(every))


def in_threes(listed: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Each word with the one before it and the one behind it."""
    return zip(["", *listed], listed, [*listed[1:], ","], strict=False)


def _close(run: list[str], names: list[tuple[str, ...]]) -> None:
    while run and run[-1] in vocabulary().particles:
        run.pop()
    if run:
        names.append(tuple(run))


def same_name(asked: Sequence[str], spellings: Iterable[str], *, short: bool = False) -> bool:
    """`short`: the spellings are those an article uses besides the full one; they explain no longer name."""
    listed = [own for spelling in spellings if len(own := words(spelling)) >= len(asked) or not short]
    if any(_explains(asked, own) for own in listed):
        return True
    return len(asked) > 1 and any(similarity.name_likeness(asked, own) >= similarity.COSTS.same for own in listed)


def _explains(asked: Sequence[str], own: Sequence[str]) -> bool:
    """Whether a name that was asked may be this one: D. Reed and Reed may be Dana Reed, Dana Reed the Reed of an
    article, Bob Reed neither."""
    short, long = (asked, own) if len(asked) <= len(own) else (own, asked)
    if not short:
        return False
    left = list(long)
    for word in short:
        match = next((one for one in left if _same_word(word, one)), None)
        if match is None:
            return False
        left.remove(match)
    return max(map(len, short)) > 1


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    if bool(_nicknames().get(one, frozenset()) & _nicknames().get(other, frozenset())):
        return True
    return min(len(one), len(other)) > _NAMES.short and similarity.word_likeness(one, other) >= similarity.COSTS.same


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lexicon("world", "nicknames").list("pairs")):
        for word in words(line):
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
