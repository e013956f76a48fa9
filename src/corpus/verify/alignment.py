"""Lays sent words against printed ones: where they stand, and which of them differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein


@dataclass(frozen=True, slots=True)
class EdgeRules:
    """Where words lie by chance, and how many one difference holds. Set by hand."""

    stray: int = 2  # words at an edge that are no part of it
    far: int = 5  # words more printed between than were sent, from which on that is so
    replaced: int = 6  # printed words that one bracket may stand for


_EDGES = EdgeRules()


class Difference(NamedTuple):
    """A place where the two differ: the sent words [first, last) stand where [at, to) are printed. One of the two
    may be empty."""

    first: int
    last: int
    at: int
    to: int


class Alignment(NamedTuple):
    """How sent words lie on printed ones. The printed words [at, to) are those compared; a mark left out `cuts` of
    them, and a bracket replaced or followed `put` of them."""

    at: int
    to: int
    differences: tuple[Difference, ...] = ()
    cuts: tuple[Difference, ...] = ()
    put: tuple[Difference, ...] = ()

    @property
    def cost(self) -> int:
        return sum(max(one.last - one.first, one.to - one.at) for one in self.differences)


def place(sent: Sequence[str], printed: Sequence[str]) -> int | None:
    """Where the sent words stand in a row, as they are."""
    if not sent:
        return None
    size, first = len(sent), sent[0]
    at = -1
    try:
        while True:
            at = printed.index(first, at + 1)
            if printed[at : at + size] == sent:
                return at
    except ValueError:
        return None


def align(
    sent: Sequence[str],
    printed: Sequence[str],
    cuts: Collection[int] = (),
    brackets: Collection[int] = (),
    alike: Callable[[Difference], bool] = lambda _: False,
) -> Alignment:
    """Lays sent words on printed ones. `cuts` and `brackets` are the sent words before which a mark stands; `alike`
    says which differences are none."""
    sent, printed = list(sent), list(printed)
    if not cuts and not brackets and (at := place(sent, printed)) is not None:
        return Alignment(at, at + len(sent))
    runs = _runs(sent, printed)
    ways = [_laid(runs if cuts or brackets else _gathered(runs), sent, printed)]
    if not cuts and not brackets:
        ways.append(_laid(_kept(sent, printed, ways[0]), sent, printed))
    laid = [_marked(way, printed, cuts, brackets, alike) for way in ways]
    return min(laid, key=lambda way: (way.cost, sum(one.last - one.first for one in way.differences)))


class _Block(NamedTuple):
    sent: int
    at: int
    size: int


def _runs(sent: list[str], printed: list[str]) -> list[_Block]:
    """The longest run of words in both, and before and after it the longest again."""
    matcher = SequenceMatcher(None, printed, sent, autojunk=False)
    return [_Block(block.b, block.a, block.size) for block in matcher.get_matching_blocks() if block.size]


def _gathered(blocks: list[_Block]) -> list[_Block]:
    """The blocks without a word or two at an edge that stand far from the rest: every text has an "and" somewhere."""
    kept = list(blocks)
    while len(kept) > 1 and _strays(kept[0], kept[0], kept[1]):
        del kept[0]
    while len(kept) > 1 and _strays(kept[-1], kept[-2], kept[-1]):
        del kept[-1]
    return kept


def _strays(one: _Block, before: _Block, behind: _Block) -> bool:
    gap = behind.at - before.at - before.size
    return one.size <= _EDGES.stray and gap >= _EDGES.far + behind.sent - before.sent - before.size


def _kept(sent: list[str], printed: list[str], rough: Alignment) -> list[_Block]:
    """The same by the fewest changes, in the stretch where the words stand and a word or two around it: "it will" may
    be printed as "it won't"."""
    start = max(0, rough.at - _EDGES.stray)
    part = printed[start : rough.to + _EDGES.stray]
    return [
        _Block(code.src_start, code.dest_start + start, code.src_end - code.src_start)
        for code in Levenshtein.opcodes(sent, part)
        if code.tag == "equal"
    ]


def _laid(blocks: Sequence[_Block], sent: list[str], printed: list[str]) -> Alignment:
    if not blocks:
        return Alignment(0, 0, (Difference(0, len(sent), 0, 0),))
    first, last = blocks[0], blocks[-1]
    lead = min(first.sent, first.at)
    tail = min(len(sent) - last.sent - last.size, len(printed) - last.at - last.size)
    found, i, j = [], 0, first.at - lead
    start, stop = j, last.at + last.size + tail
    for block in (*blocks, _Block(len(sent), stop, 0)):
        if i < block.sent or j < block.at:
            found.append(Difference(i, block.sent, j, block.at))
        i, j = block.sent + block.size, block.at + block.size
    return Alignment(start, stop, tuple(found))


def _marked(
    way: Alignment,
    printed: Sequence[str],
    cuts: Collection[int],
    brackets: Collection[int],
    alike: Callable[[Difference], bool],
) -> Alignment:
    """The alignment without the differences that a mark tells of."""
    left, cut, put = [], [], []
    for one in way.differences:
        slid = [other for other in _slid(one, printed) if other.first in cuts or other.first in brackets]
        if slid and slid[0].first in cuts:
            cut.append(slid[0])
        elif slid and one.to - one.at <= _EDGES.replaced:
            put.append(slid[0])
        elif not alike(one):
            left.append(one)
    return Alignment(way.at, way.to, tuple(left), tuple(cut), tuple(put))


def _slid(one: Difference, printed: Sequence[str]) -> Iterator[Difference]:
    """The same words left out, wherever that may be said to be: the [plan and the] law, [the plan and] the law."""
    if one.first != one.last:
        return
    yield one
    first, at, to = one.first, one.at, one.to
    while first and at and printed[at - 1] == printed[to - 1]:
        first, at, to = first - 1, at - 1, to - 1
        yield Difference(first, first, at, to)
    first, at, to = one.first, one.at, one.to
    while to < len(printed) and printed[at] == printed[to]:
        first, at, to = first + 1, at + 1, to + 1
        yield Difference(first, first, at, to)
