"""Why the words of a sentence are nobody's whom it names: they are denied, rejected or taken back, or are what a
thing is called."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.extract.quotes.clauses import factuality
from corpus.extract.quotes.clauses.frames import Frame
from corpus.extract.quotes.clauses.government import Governor
from corpus.extract.quotes.cues.cue_words import CueKind
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.spans.quote_marks import Segment

DENIED, REJECTED, DISOWNED, LABEL = "unsaid.denied", "unsaid.rejected", "unsaid.disowned", "unsaid.label"


def unsaid(
    text: str,
    statements: Sequence[Statement],
    frames: Sequence[Frame],
    statement: Statement,
    segment: Segment,
    ruling: Governor | None,
    code: str,
) -> str | None:
    """Nothing where somebody may have said them; `frames`: all of the statement, denied ones and passives too."""
    if ruling and not ruling.frame.said() and (ruling.frame.passive or ruling.frame.cue.kind is not CueKind.THINK):
        return DENIED
    if any(subject.span == segment.span for frame in frames for subject in frame.subjects):
        return LABEL  # „...“, schrieb die „Neue Rundschau“
    if not segment.dialogue and factuality.is_label(text, statement, segment, code):
        return LABEL
    if not ruling or ruling.frame.cue.span.start < segment.outer.start:
        told = [frame for frame in frames if frame.cue.kind is not CueKind.ACCORDING]
        verbs = [frame.cue.span.start for frame in told if frame.led not in ("det", "owner")]
        if factuality.rejected(text, statement, segment.outer, verbs, code):
            return REJECTED
    after = statements[statement.number + 1] if statement.number + 1 < len(statements) else None
    near = after and not after.segments and after.paragraph == statement.paragraph and segment is statement.segments[-1]
    return DISOWNED if near and after and factuality.disowned(text, after, code) else None
