"""How alike two spellings, two names or two quotations are: 1 for the same, 0 for nothing in common."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from corpus.analysis.folding import fold, words


@dataclass(frozen=True, slots=True)
class SlipCosts:
    """What a slip costs, and when two names are one. Set by hand: slips of the fingers cost 1, rarer ones more; the
    misspelt names of generated requests are the check."""

    word: float = 0.6  # likeness, 0 to 1: a word less alike is another word
    single: float = 0.9  # one of two same letters left out
    slip: float = 1.0  # a letter left out, doubled, or swapped with its neighbour
    other: float = 1.25  # one of the several other letters that sound alike or lie beside it
    far: float = 1.6  # a slip that neither sound nor keyboard explains
    same: float = 0.8  # likeness of two names, 0 to 1, from which on they are one


COSTS = SlipCosts()

_ROWS = (("qwertyuiop", 0.0), ("asdfghjkl", 0.25), ("zxcvbnm", 0.75))
_PLACE = {letter: (x + shift, float(y)) for y, (row, shift) in enumerate(_ROWS) for x, letter in enumerate(row)}
_OTHERS = ("ckq", "sz", "iy", "uvw", "bvp", "dt", "gj", "mn", "aeo", "ei", "ou")
_ALIKE = {frozenset((a, b)) for group in _OTHERS for a in group for b in group if a != b}


def word_likeness(typed: str, meant: str) -> float:
    """How well a folded word explains what was typed: one slip of the fingers in six letters is 0.83."""
    if typed == meant:
        return 1.0
    size = max(len(typed), len(meant))
    return max(0.0, 1 - slip_cost(typed, meant) / size)


@lru_cache(maxsize=16384)
def slip_cost(typed: str, meant: str) -> float:
    """What it costs to type one word for the other. A letter doubled, left out or swapped with its neighbour costs 1,
    rarer slips cost more; words that are far apart cost as much as the longer one has letters."""
    plain = OSA.distance(typed, meant, score_cutoff=3)
    if plain > 3:
        return float(max(len(typed), len(meant)))
    same = _shared(typed, meant)
    if plain == 1:
        return _one_slip(typed, meant, same)
    tail = _shared(typed[same:][::-1], meant[same:][::-1])
    kept, tail = max(0, same - 1), max(0, tail - 1)  # one letter more, for a doubled one is told by it
    return _cost(typed[kept : len(typed) - tail], meant[kept : len(meant) - tail], kept == 0)


def _shared(one: str, other: str) -> int:
    """Letters at the beginning that are the same."""
    for i, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return i
    return min(len(one), len(other))


def _one_slip(typed: str, meant: str, at: int) -> float:
    """The cost of the only slip, which is at this letter."""
    if len(typed) == len(meant):
        return _swap_key(typed[at], meant[at]) if typed[at + 1 :] == meant[at + 1 :] else COSTS.slip
    if len(typed) > len(meant):
        return COSTS.slip if at and typed[at - 1] == typed[at] else COSTS.far if at else COSTS.other
    return COSTS.single if at and meant[at - 1] == meant[at] else COSTS.slip


def _cost(typed: str, meant: str, first: bool) -> float:
    before: list[float] = []
    above = [float(i) for i in range(len(meant) + 1)]
    for i, given in enumerate(typed, 1):
        doubled = (i > 1 and typed[i - 2] == given) or typed[i : i + 1] == given
        slip = COSTS.slip if doubled else COSTS.far
        row = [above[0] + (COSTS.other if first else COSTS.far)]
        for j, wanted in enumerate(meant, 1):
            best = min(above[j - 1] + (0.0 if given == wanted else _swap_key(given, wanted)), above[j] + slip)
            best = min(best, row[j - 1] + (COSTS.single if j > 1 and meant[j - 2] == wanted else COSTS.slip))
            if i > 1 and j > 1 and given == meant[j - 2] and typed[i - 2] == wanted:
                best = min(best, before[j - 2] + COSTS.slip)
            if (
                i > 1 and j > 2 and given == meant[j - 3] and typed[i - 2] == wanted
            ):  # swapped, and one between left out
                best = min(best, before[j - 3] + 2 * COSTS.slip)
            row.append(best)
        before, above = above, row
    return above[-1]


@lru_cache(maxsize=2048)
def _swap_key(given: str, wanted: str) -> float:
    here, there = _PLACE.get(given), _PLACE.get(wanted)
    if not here or not there or frozenset((given, wanted)) in _ALIKE:
        return COSTS.other
    near = abs(here[0] - there[0]) < 1.6 and abs(here[1] - there[1]) <= 1
    return COSTS.other if near else COSTS.far


def name_likeness(asked: Sequence[str], name: Collection[str]) -> float:
    """How well a name's folded words explain the asked ones: each asked word must stand for a word of its own. Words
    of the name that were not asked for cost nothing: a last name is enough."""
    pairs = name_pairs(asked, name)
    letters = sum(map(len, asked))
    if pairs is None or not letters:
        return 0.0
    return sum(word_likeness(word, own) * len(word) for word, own in pairs) / letters


def name_pairs(asked: Sequence[str], name: Collection[str]) -> list[tuple[str, str]] | None:
    """Which word of the name each asked word stands for; None where one stands for none."""
    left = list(name)
    pairs = []
    for word in sorted(asked, key=len, reverse=True):
        best = max(left, key=lambda own: word_likeness(word, own), default="")
        if not best or word_likeness(word, best) < COSTS.word:
            return None
        left.remove(best)
        pairs.append((word, best))
    return pairs


def same_person(asked: str, name: str, aliases: Iterable[str] = ()) -> bool:
    """Whether somebody who writes `asked` may mean this person."""
    given = words(asked)
    return any(name_likeness(given, words(spelling)) >= COSTS.same for spelling in (name, *aliases)) if given else False


def folded(text: str) -> str:
    """The folded words of a text in a row, for comparing whole quotations."""
    return " ".join(words(text)) or fold(text).strip()
