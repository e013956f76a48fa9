"""Cuts an article into the statements of its reporter: a sentence with the quotations and the cues it holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from corpus.extract.document import Document
from corpus.extract.quotes.cues.cue_words import Cue
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.model import BlockKind, Mention, Span


@dataclass(frozen=True, slots=True)
class StatementSizes:
    """How much of one sentence is read, and which only tells who spoke. Set by hand: the work grows with the square."""

    most: int = 60  # cues, quotations or names of one sentence; with more it is a list, and the rest of it is not read
    tag: int = 12  # words behind the name of a sentence that only tells who spoke


SIZES = StatementSizes()

_Part = TypeVar("_Part")
_CALLS = "?!…—."
_OPENING = "“\"«„‘'»"
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
class Statement:
    """A sentence of the reporter's with all that is quoted in it: “A. B,” he said. is one."""

    span: Span
    number: int  # its place among the statements
    paragraph: int  # place of its block among the blocks that hold statements
    kind: BlockKind
    segments: list[Segment] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)  # those outside the marks


def statements(document: Document, cues: Sequence[Cue]) -> list[Statement]:
    """The statements of the article in text order; blocks that state nothing (credits, posts) hold none."""
    blocks, sentences, segments, mentions = (
        document.blocks,
        document.sentences,
        document.segments,
        document.mentions,
    )
    found: list[Statement] = []
    inside, tags = _Inside(segments), _Tags(document, cues)
    starts = [sentence.span.start for sentence in sentences]
    paragraph = 0
    lines = {segment.outer.start for segment in segments if segment.dialogue}
    for block in blocks:
        if block.kind in _NO_STATEMENT:
            continue
        cuts = [block.span.start]
        for at in range(bisect_left(starts, block.span.start + 1), bisect_left(starts, block.span.end)):
            end = starts[at + 1] if at + 1 < len(starts) else block.span.end
            if block.span.start in lines:
                break  # a line of dialogue is one turn: —Renunció —respondió Montaño—. Y se lo agradezco.
            if not inside.strictly(starts[at]) and not tags.at(Span(starts[at], min(end, block.span.end))):
                cuts.append(starts[at])
        cuts.append(block.span.end)
        for start, end in pairwise(cuts):
            found.append(Statement(Span(start, end), len(found), paragraph, block.kind))
        paragraph += 1
    _deal(found, segments, cues, [mention for mention in mentions if not inside.at_all(mention.span.start)])
    return found


class _Tags:
    """Sentences that only tell who spoke before them: “Nobody told us!” Daniel Price exclaimed."""

    def __init__(self, document: Document, cues: Sequence[Cue]) -> None:
        self._text = document.text
        self._ends = {segment.outer.end: segment for segment in document.segments if segment.closed}
        self._names = {mention.span.start: mention.span.end for mention in document.mentions}
        self._cues = {cue.span.start for cue in cues}

    def at(self, sentence: Span) -> bool:
        before = self._ends.get(sentence.start - 1)
        if not before or self._text[before.span.end - 1] not in _CALLS or sentence.start not in self._names:
            return False
        named = self._names[sentence.start]
        rest = self._text[named : sentence.end].split()
        if not rest:
            return False
        if named + 1 in self._cues and rest[0].endswith(",") and rest[1:] and rest[1][0] not in _OPENING:
            return True  # Price exclaimed, pointing at the “old” dam
        if len(rest) > SIZES.tag or any(mark in self._text[named : sentence.end] for mark in ":“«„"):
            return False
        places = (named + 1, named + 2 + len(rest[0]))  # said; later said
        return any(place in self._cues for place in places)


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


def _deal(
    found: list[Statement], segments: Sequence[Segment], cues: Sequence[Cue], mentions: Sequence[Mention]
) -> None:
    """Hand every segment, cue and mention to the statement it starts in."""
    starts = [statement.span.start for statement in found]

    def home(place: int) -> Statement | None:
        at = bisect_left(starts, place + 1) - 1
        return found[at] if at >= 0 and place < found[at].span.end else None

    for segment in segments:
        if statement := home(segment.outer.start):
            _add(statement.segments, segment)
    for cue in cues:
        if statement := home(cue.span.start):
            _add(statement.cues, cue)
    for mention in mentions:
        if statement := home(mention.span.start):
            _add(statement.mentions, mention)


def _add(found: list[_Part], part: _Part) -> None:
    if len(found) < SIZES.most:
        found.append(part)
