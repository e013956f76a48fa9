"""Questions and answers in turn: an answer says little without what it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Block, Span


@dataclass(frozen=True, slots=True)
class Interview:
    """What makes a text one. Set by hand."""

    pairs: int = 2  # the fewest questions with an answer behind them
    share: float = 0.6  # of its paragraphs that are part of such a pair, at least
    longest: int = 500  # characters of a pair that is shown whole


_INTERVIEW = Interview()
_ASKS = re.compile(r"\?[\"'”’»*_)\s]*\Z")


def pairs(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Each question with the paragraph that answers it, in text order; empty where the text is no interview."""
    turns = [span for block in blocks for span in _lines(text, block.span)]
    found = [
        Span(one.start, other.end) for one, other in pairwise(turns) if _asks(text, one) and not _asks(text, other)
    ]
    if len(found) < _INTERVIEW.pairs or 2 * len(found) < _INTERVIEW.share * len(turns):
        return ()
    return tuple(found)


def told(pairs: Sequence[Span], chosen: Sequence[Span]) -> list[Span]:
    """The chosen sentences that answer, each with its question; the sentence alone where both would be long."""
    answers = []
    for span in chosen:
        pair = next((pair for pair in pairs if span in pair), None)
        answers.append(pair if pair and len(pair) <= _INTERVIEW.longest else span)
    return list(dict.fromkeys(answers))


def _lines(text: str, block: Span) -> list[Span]:
    """The lines of a block that say something."""
    found, start = [], block.start
    for line in block.of(text).split("\n"):
        if line.strip():
            found.append(Span(start, start + len(line)))
        start += len(line) + 1
    return found


def _asks(text: str, turn: Span) -> bool:
    return bool(_ASKS.search(turn.of(text)))
