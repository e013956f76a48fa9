"""Which of the words asked for a store looks up, so that the work has a bound however large the index."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, combinations
from math import log2
from typing import NamedTuple

TOKEN = re.compile(r"[@~#]?[^\W_]+|=[^\W_]+=[^\W_]+")  # what of the indexed words may be asked for


@dataclass(frozen=True, slots=True)
class ClueLimits:
    """How much of an index one text may touch: the work has a bound however common its words are. Measured on generated
    indexes of up to a million records."""

    read: int = 1_200  # rows looked at for one clue: a millisecond or two, however large the index
    joined: int = 2  # common words of one text that are looked for beside its rare ones
    few: int = 3  # rare words: where there are less, common ones are looked for two by two
    paired: int = 4  # common words of which pairs are made
    common: int = 20_000  # records, at most, in which the rarer word of a pair stands
    bits: float = 24.0  # what a word in one of sixteen million records tells


LIMITS = ClueLimits()


Used = tuple[int, tuple[str, ...]]  # a group of words and in how many records they stand


class Clue(NamedTuple):
    """Groups of words that must stand together, and what it tells that they do."""

    worth: float
    groups: tuple[tuple[str, ...], ...]


def clues(groups: Iterable[Used]) -> list[Clue]:
    """What to look for: rare words alone; commoner ones only beside a rare one; where few words are rare, two common
    ones together. The commonest are left out. So the work has a bound."""
    rarest = sorted((uses, group) for uses, group in groups if uses)
    whole = sum(total <= LIMITS.read for total in accumulate(uses for uses, _ in rarest)) or int(len(rarest) == 1)
    rare, common = rarest[:whole], rarest[whole : whole + LIMITS.paired]
    anyone = tuple(word for _, group in rare for word in group)
    pairs = list(combinations(common, 2)) if whole < LIMITS.few else []
    pairs = [pair for pair in pairs if pair[1][0] <= LIMITS.common] or ([] if whole else pairs[:1])
    return [
        *(Clue(told(uses), (group,)) for uses, group in rare),
        *(Clue(told(uses), (anyone, group)) for uses, group in common[: LIMITS.joined if rare else 0]),
        *(Clue(told(one) + told(other), (first, second)) for (one, first), (other, second) in pairs),
    ]


def told(uses: int) -> float:
    """How many bits a word tells that stands in so many records."""
    return max(1.0, LIMITS.bits - log2(uses))
