"""Of the words of an index those nearest to one that somebody typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.index.protocol import Word


@dataclass(frozen=True, slots=True)
class NearWords:
    """Which of the near words are offered. Set by hand: of equally near ones the most used are the likeliest meant, and
    a name is looked for more often than a word."""

    kept: int = 120  # words: the nearest, of equally near ones the most used
    named: int = 20  # uses that being the name of somebody quoted counts for


_LIMITS = NearWords()


def nearest(spelling: str, rows: Sequence[tuple[str, int, int]], most: int) -> list[Word]:
    """Of (word, uses, names) those within so many slips, nearest first."""
    near = process.extract(spelling, [row[0] for row in rows], scorer=OSA.distance, score_cutoff=most, limit=None)
    ranked = sorted((far, -rows[at][1] - _LIMITS.named * rows[at][2], rows[at]) for _, far, at in near)
    return [Word._make((*row, False)) for _, _, row in ranked[: _LIMITS.kept]]
