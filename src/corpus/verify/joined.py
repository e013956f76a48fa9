"""Several printed quotations sent as one: whose pieces they are, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.verify.alignment import place
from corpus.verify.sent import Sent
from corpus.verify.utterances import Stretch

_LEAST = 2  # words of a piece
_APART = 800  # characters that one cut may leave out between two quotations of one speaker
_END = re.compile(r"[.!?…]|\.\.\.|\n")


class Piece(NamedTuple):
    """Sent words [first, last) stand in the stretch from word `at` on."""

    first: int
    last: int
    stretch: Stretch
    at: int

    @property
    def to(self) -> int:
        return self.at + self.last - self.first


def pieces(given: Sent, stretches: Sequence[Stretch]) -> list[Piece]:
    """The longest printed pieces, from one end of a sentence to another, of which the sent words are made; none where
    they are not all printed, or in one place."""
    ends = [at for at in range(_LEAST, len(given.words) - _LEAST + 1) if _breaks(given, at)]
    if not ends:
        return []
    found: list[Piece] = []
    first = 0
    while first < len(given.words):
        later = [at for at in (*ends, len(given.words)) if at - first >= _LEAST]
        piece = next((one for at in reversed(later) if (one := _placed(given, first, at, stretches))), None)
        if piece is None:
            return []
        found.append(piece)
        first = piece.last
    return found if len({id(piece.stretch) for piece in found}) > 1 else []


def _breaks(given: Sent, at: int) -> bool:
    return at in given.cuts or bool(_END.search(given.text, given.words[at - 1].end, given.words[at].start))


def _placed(given: Sent, first: int, last: int, stretches: Sequence[Stretch]) -> Piece | None:
    keys = given.keys[first:last]
    for stretch in stretches:
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
        if not 0 <= gap <= _APART:
            return False
    return True
