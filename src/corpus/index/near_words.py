"""Of the words of an index those nearest to one that somebody typed."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.index.protocol import Word

_KEPT = 120  # of the near words: the nearest, of equally near ones the most used
_NAMED = 20  # quotations that somebody who has a name gives, about


def nearest(spelling: str, rows: Sequence[tuple[str, int, int]], most: int) -> list[Word]:
    """Of (word, uses, names) those within so many slips, nearest first."""
    near = process.extract(spelling, [row[0] for row in rows], scorer=OSA.distance, score_cutoff=most, limit=None)
    ranked = sorted((far, -rows[at][1] - _NAMED * rows[at][2], rows[at]) for _, far, at in near)
    return [Word._make((*row, False)) for _, _, row in ranked[:_KEPT]]
