"""Which of the words asked for a store looks up, so that the work has a bound however large the index."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate, combinations
from math import log2
from typing import NamedTuple

TOKEN = re.compile(r"[@~]?[^\W_]+|=[^\W_]+=[^\W_]+")  # what of the indexed words may be asked for
READ = 1_200  # rows looked at for one text: a millisecond or two, however large the index
JOINED = 2  # common words of one text that are looked for beside its rare ones
FEW = 3  # rare words: where there are less, common ones are looked for two by two
PAIRED, COMMON = 4, 20_000  # of them so many, none commoner than that
BITS = 24.0  # what a word in one of sixteen million records tells

Used = tuple[int, tuple[str, ...]]  # a group of words and in how many records they stand


class Clue(NamedTuple):
    """Groups of words that must stand together, and what it tells that they do."""

    worth: float
    groups: tuple[tuple[str, ...], ...]


def clues(groups: Iterable[Used]) -> list[Clue]:
    """What to look for: rare words alone, commoner ones beside a rare one, and where few are rare two of the common
    ones together, so that the work has a bound. The commonest are not looked at."""
    rarest = sorted((uses, group) for uses, group in groups if uses)
    whole = sum(total <= READ for total in accumulate(uses for uses, _ in rarest)) or int(len(rarest) == 1)
    rare, common = rarest[:whole], rarest[whole : whole + PAIRED]
    anyone = tuple(word for _, group in rare for word in group)
    pairs = list(combinations(common, 2)) if whole < FEW else []
    pairs = [pair for pair in pairs if pair[1][0] <= COMMON] or ([] if whole else pairs[:1])
    return [
        *(Clue(told(uses), (group,)) for uses, group in rare),
        *(Clue(told(uses), (anyone, group)) for uses, group in common[: JOINED if rare else 0]),
        *(Clue(told(one) + told(other), (first, second)) for (one, first), (other, second) in pairs),
    ]


def told(uses: int) -> float:
    """How many bits a word tells that stands in so many records."""
    return max(1.0, BITS - log2(uses))
