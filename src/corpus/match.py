"""How alike two spellings, two names or two quotations are: 1 for the same, 0 for nothing in common."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from corpus.text import fold, words

SURE = 0.8  # a name this alike is the name meant
_ROWS = (("qwertyuiop", 0.0), ("asdfghjkl", 0.25), ("zxcvbnm", 0.75))
_PLACE = {letter: (x + shift, float(y)) for y, (row, shift) in enumerate(_ROWS) for x, letter in enumerate(row)}
_FAR = 1.6  # slips, for a letter that neither sound nor keyboard explains
_SOUNDS = ("ckq", "sz", "iy", "uvw", "bvp", "dt", "gj", "mn", "aeo", "ei", "ou")
_ALIKE = {frozenset((a, b)) for group in _SOUNDS for a in group for b in group if a != b}


def word_likeness(typed: str, meant: str) -> float:
    """How well a folded word explains what was typed: one slip of the fingers in six letters is 0.83."""
    if typed == meant:
        return 1.0
    size = max(len(typed), len(meant))
    return max(0.0, 1 - slip_cost(typed, meant) / size)


@lru_cache(maxsize=16384)
def slip_cost(typed: str, meant: str) -> float:
    """Slips from one word to the other, where a key beside the right one, a letter doubled, left out or swapped with
    its neighbour costs 1 and what fingers and ears do less often costs more. Far apart: at least 3."""
    plain = OSA.distance(typed, meant, score_cutoff=3)
    if plain > 3:
        return float(plain)
    same = _shared(typed, meant)
    tail = _shared(typed[same:][::-1], meant[same:][::-1])
    kept = max(0, same - 1)  # one letter before, for a doubled one is told by it
    return _cost(typed[kept : len(typed) - tail], meant[kept : len(meant) - tail], kept == 0)


def _shared(one: str, other: str) -> int:
    """Letters at the beginning that are the same."""
    for i, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return i
    return min(len(one), len(other))


def _cost(typed: str, meant: str, first: bool) -> float:
    before: list[float] = []
    above = [float(i) for i in range(len(meant) + 1)]
    for i, given in enumerate(typed, 1):
        doubled = i > 1 and typed[i - 2] == given
        slip = 1.0 if doubled else _FAR
        row = [above[0] + (1.2 if first else _FAR)]
        for j, wanted in enumerate(meant, 1):
            best = min(above[j - 1] + (0.0 if given == wanted else _swap_key(given, wanted)), above[j] + slip)
            best = min(best, row[j - 1] + 1.0)
            if i > 1 and j > 1 and given == meant[j - 2] and typed[i - 2] == wanted:
                best = min(best, before[j - 2] + 1.0)
            row.append(best)
        before, above = above, row
    return above[-1]


@lru_cache(maxsize=2048)
def _swap_key(given: str, wanted: str) -> float:
    if frozenset((given, wanted)) in _ALIKE:
        return 1.1
    here, there = _PLACE.get(given), _PLACE.get(wanted)
    if not here or not there:
        return 1.2
    near = abs(here[0] - there[0]) < 1.6 and abs(here[1] - there[1]) <= 1
    return 1.0 if near else _FAR


def name_likeness(asked: Sequence[str], name: Collection[str]) -> float:
    """How well a name's folded words explain the asked ones: each asked word must stand for a word of its own. Words
    of the name that were not asked for cost nothing: a last name is enough."""
    left = list(name)
    total = 0.0
    for word in sorted(asked, key=len, reverse=True):
        if not left:
            return 0.0
        best = max(left, key=lambda other: word_likeness(word, other))
        likeness = word_likeness(word, best)
        if likeness < 0.5:
            return 0.0
        left.remove(best)
        total += likeness * len(word)
    letters = sum(map(len, asked))
    return total / letters if letters else 0.0


def same_person(asked: str, name: str, aliases: Iterable[str] = ()) -> bool:
    """Whether somebody who writes `asked` may mean this person."""
    given = words(asked)
    return any(name_likeness(given, words(spelling)) >= SURE for spelling in (name, *aliases)) if given else False


def same_words(one: str, other: str) -> bool:
    return words(one) == words(other)


def folded(text: str) -> str:
    """The folded words of a text in a row, for comparing whole quotations."""
    return " ".join(words(text)) or fold(text).strip()
