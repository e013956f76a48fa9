"""Cuts an article into the statements of its reporter: a sentence with the quotations and the cues it holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from corpus.extract.document import Document
from corpus.extract.quotes.cues import Cue
from corpus.extract.quotes.quote_marks import Segment
from corpus.model import BlockKind, Mention, Span

_MOST = 60  # cues, quotations or names of one sentence; with more it is a list, and the rest of it is not read
_Part = TypeVar("_Part")
_NO_STATEMENT = frozenset(
    {
        BlockKind.META,
        BlockKind.CREDIT,
        BlockKind.BOILERPLATE,
        BlockKind.SIGNATURE,
        BlockKind.AUTHOR,
        BlockKind.POST,
        BlockKind.PULL,
    }
)


@dataclass(slots=True)
class Unit:
    """A sentence of the reporter's with all that is quoted in it: “A. B,” he said. is one."""

    span: Span
    number: int  # its place among the units
    paragraph: int  # place of its block among the blocks that hold statements
    kind: BlockKind
    segments: list[Segment] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)  # those outside the marks


def units(document: Document, cues: Sequence[Cue]) -> list[Unit]:
    """The statements of the article in text order; blocks that state nothing (credits, posts) hold none."""
    blocks, sentences, segments, mentions = (
        document.blocks,
        document.sentences,
        document.segments,
        document.mentions,
    )
    found: list[Unit] = []
    inside = _Inside(segments)
    starts = [sentence.span.start for sentence in sentences]
    paragraph = 0
    for block in blocks:
        if block.kind in _NO_STATEMENT:
            continue
        cuts = [block.span.start]
        for at in range(bisect_left(starts, block.span.start + 1), bisect_left(starts, block.span.end)):
            if not inside.strictly(starts[at]):
                cuts.append(starts[at])
        cuts.append(block.span.end)
        for start, end in pairwise(cuts):
            found.append(Unit(Span(start, end), len(found), paragraph, block.kind))
        paragraph += 1
    _deal(found, segments, cues, [mention for mention in mentions if not inside.at_all(mention.span.start)])
    return found


class _Inside:
    """Whether a place is inside a segment."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._starts = [segment.outer.start for segment in segments]
        self._ends = [segment.outer.end for segment in segments]

    def strictly(self, place: int) -> bool:
        at = bisect_left(self._starts, place) - 1
        return at >= 0 and place < self._ends[at]

    def at_all(self, place: int) -> bool:
        at = bisect_left(self._starts, place + 1) - 1
        return at >= 0 and place < self._ends[at]


def _deal(found: list[Unit], segments: Sequence[Segment], cues: Sequence[Cue], mentions: Sequence[Mention]) -> None:
    """Hand every segment, cue and mention to the unit it starts in."""
    starts = [unit.span.start for unit in found]

    def home(place: int) -> Unit | None:
        at = bisect_left(starts, place + 1) - 1
        return found[at] if at >= 0 and place < found[at].span.end else None

    for segment in segments:
        if unit := home(segment.outer.start):
            _add(unit.segments, segment)
    for cue in cues:
        if unit := home(cue.span.start):
            _add(unit.cues, cue)
    for mention in mentions:
        if unit := home(mention.span.start):
            _add(unit.mentions, mention)


def _add(found: list[_Part], part: _Part) -> None:
    if len(found) < _MOST:
        found.append(part)
