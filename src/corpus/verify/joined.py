"""Several printed quotations sent as one: whose pieces they are, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from corpus.verify.alignment import Alignment, align, place
from corpus.verify.sent import Sent
from corpus.verify.utterances import Stretch


@dataclass(frozen=True, slots=True)
class JoinRules:
    """When several printed quotations were sent as one. Set by hand: a single word is everybody's, and a cut leaves out
    less than a page."""

    least: int = 2  # words of a piece
    apart: int = 800  # characters that one cut may leave out between two quotations of one speaker


_JOINS = JoinRules()

_CLAUSE = re.compile(r"[,;:.!?…—–\n]")
_END = re.compile(r"[.!?…]|\.\.\.|\n")


@dataclass(frozen=True, slots=True)
class Nearly:
    """How much of two pieces may be changed, and they be known still. Set by hand."""

    least: int = 4  # words of a piece
    kept: float = 0.7  # share of the words of a piece that must be printed in its place
    changed: float = 0.25  # share of all of the words that may differ
    breaks: int = 8  # places at which the sent words are parted


_NEARLY = Nearly()


class Piece(NamedTuple):
    """Sent words [first, last), which stand in the stretch from its word `at` on."""

    first: int
    last: int
    stretch: Stretch
    at: int

    @property
    def to(self) -> int:
        return self.at + self.last - self.first


def pieces(given: Sent, stretches: Sequence[Stretch]) -> list[Piece]:
    """The longest printed pieces that the sent words are made of, each from one end of a sentence to another. Empty
    where some of them are not printed, or all stand in one place."""
    ends = [at for at in range(_JOINS.least, len(given.words) - _JOINS.least + 1) if _breaks(given, at)]
    if not ends:
        return []
    found: list[Piece] = []
    first = 0
    while first < len(given.words):
        later = [at for at in (*ends, len(given.words)) if at - first >= _JOINS.least]
        piece = next((one for at in reversed(later) if (one := _placed(given, first, at, stretches))), None)
        if piece is None:
            return []
        found.append(piece)
        first = piece.last
    return found if len({id(piece.stretch) for piece in found}) > 1 else []


class Near(NamedTuple):
    """Sent words [first, last), which stand in the stretch with a few of them changed."""

    sent: Sent
    stretch: Stretch
    way: Alignment


def nearly(given: Sent, stretches: Sequence[Stretch]) -> list[Near]:
    """Two pieces, divided where a clause ends, that are printed in two places with some words changed. Empty where
    one is not, or has too few words of its own."""
    size = len(given.words)
    ends = [at for at in range(_NEARLY.least, size - _NEARLY.least + 1) if _clause_ends(given, at)]
    best: tuple[int, list[Near]] = (int(_NEARLY.changed * size) + 1, [])
    for at in ends[: _NEARLY.breaks]:
        one, other = _near(given.part(0, at), stretches), _near(given.part(at, size), stretches)
        if one and other and not _overlap(one, other):
            best = min(best, (one.way.cost + other.way.cost, [one, other]), key=lambda found: found[0])
    return best[1]


def _near(part: Sent, stretches: Sequence[Stretch]) -> Near | None:
    keys = set(part.keys)
    likely = [one for one in stretches if len(keys & one.held) >= _NEARLY.kept * len(keys)]
    laid = [Near(part, one, align(part.keys, one.keys, part.cuts, part.put)) for one in likely]
    return min(laid, key=lambda one: one.way.cost, default=None)


def _overlap(one: Near, other: Near) -> bool:
    """Whether both are of one place, or of the same words printed twice."""
    if one.stretch is other.stretch:
        return True
    held = one.stretch.held
    return sum(key in held for key in other.sent.keys) >= _NEARLY.kept * len(other.sent.keys)


def _clause_ends(given: Sent, at: int) -> bool:
    return at in given.cuts or bool(_CLAUSE.search(given.text, given.words[at - 1].end, given.words[at].start))


def _breaks(given: Sent, at: int) -> bool:
    return at in given.cuts or bool(_END.search(given.text, given.words[at - 1].end, given.words[at].start))


def _placed(given: Sent, first: int, last: int, stretches: Sequence[Stretch]) -> Piece | None:
    keys = given.keys[first:last]
    for stretch in stretches:
        if sum(key in stretch.held for key in keys) < _NEARLY.kept * len(keys):
            continue
        if (at := place(keys, stretch.keys)) is not None:
            return Piece(first, last, stretch, at)
    return None


def cut_between(found: Sequence[Piece], given: Sent) -> bool:
    """Whether marked cuts tell all of it: one speaker, one article, in its order and not far apart."""
    for one, other in pairwise(found):
        first, then = one.stretch, other.stretch
        if other.first not in given.cuts or first.article.id != then.article.id:
            return False
        if not first.speaker or first.speaker != then.speaker:
            return False
        gap = then.span(other.at, other.to).start - first.span(one.at, one.to).end
        if not 0 <= gap <= _JOINS.apart:
            return False
    return True
