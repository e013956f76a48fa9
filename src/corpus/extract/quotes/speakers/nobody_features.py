"""What speaks for words between marks that nobody said: a title, a placard, a nickname."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.extract.quotes.speakers.quotation_reach import AROUND
from corpus.extract.quotes.speakers.speaker_resolution import Memory
from corpus.model import BlockKind


def void(text: str, statement: Statement, segment: Segment, mood: str, memory: Memory) -> Iterator[str]:
    """What speaks for nobody: how the words look, and whether anybody speaks around them."""
    words = segment.span.of(text).split()
    size = len(words)
    yield "void.words.1" if size == 1 else "void.words.2" if size <= 3 else "void.words.5" if size <= 6 else "void.long"
    yield f"void.{mood}"
    talk = "talk" if memory.speaker and statement.number - memory.speaker_unit <= 1 else "silence"
    yield f"void.{talk}.{mood}"
    yield "void.several" if len(statement.segments) > 1 else "void.alone"
    if mood == "told" and any(len(other.span) >= AROUND.speech for other in statement.segments if other is not segment):
        yield "void.beside.speech"
    capitals = sum(word[:1].isupper() for word in words)
    if size > 1 and 5 * capitals >= 3 * size and all(word[:1].isupper() or len(word) <= 4 for word in words):
        yield "void.capitals"
    last = text[segment.span.end - 1]
    if last in ",.?!":
        yield "void.stops"
    behind = text[segment.outer.end : segment.outer.end + 2]
    if len(behind) == 2 and behind[0] == " " and behind[1].islower():
        yield "void.runs.on"
    if statement.kind is BlockKind.TITLE:
        yield "void.headline"
    if text[segment.span.start].islower():
        yield "void.small"
