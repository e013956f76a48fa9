"""Whether words are of whoever writes the text, and so of nobody it names."""

from __future__ import annotations

from corpus.extract.quotes.clauses.government import Governor
from corpus.extract.quotes.cues.function_words import Grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.extract.quotes.speakers.speaker_resolution import Memory


def speaks(
    text: str, statement: Statement, segment: Segment, ruling: Governor | None, memory: Memory, rules: Grammar
) -> bool:
    """ "...", I said. "...": the second, too, where nothing but its words stands there. And I told him: "..."."""
    if _led_in(text, statement, segment, rules):
        return True
    if ruling:
        return ruling.frame.main().span.of(text) in rules.narrator and ruling.tags(text, segment)
    goes_on = memory.speaker is None and statement.number - memory.speaker_unit == 1
    return goes_on and not statement.cues and not statement.mentions and len(statement.segments) == 1


def _led_in(text: str, statement: Statement, segment: Segment, rules: Grammar) -> bool:
    """Whether "I told him:" stands right before the words: whoever is told them says nothing."""
    cue = max((c.span for c in statement.cues if c.span.end <= segment.outer.start), default=None)
    if not cue or text[cue.end : segment.outer.start].rstrip()[-1:] not in (":", ","):
        return False
    led = text[statement.span.start : cue.start].split()[-1:]
    told = text[cue.end : segment.outer.start].strip(" :,\n").split()
    return bool(led) and led[0] in rules.narrator and len(told) <= 1
