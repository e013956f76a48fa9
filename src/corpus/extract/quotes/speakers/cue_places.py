"""Where a cue stands seen from a quotation, and what its subject is called by."""

from __future__ import annotations

from corpus.extract.quotes.clauses.cue_arguments import Subject
from corpus.extract.quotes.clauses.frames import Frame
from corpus.extract.quotes.clauses.government import Governor
from corpus.extract.quotes.cues.function_words import Grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.extract.quotes.speakers.features import Way
from corpus.model import MentionKind


def form(subject: Subject) -> str:
    return subject.mention.kind.value if subject.mention else "phrase"


def subject_is_sure(text: str, ruling: Governor, rules: Grammar) -> bool:
    """Whether it is certain that the subject belongs to the verb. Where a language leaves subjects out, only a name
    beside the verb is, and before a colon a noun with an article: un gerente escribió: «...»."""
    main = ruling.frame.main()
    if not rules.drops or form(main) == MentionKind.NAME:
        return True
    opening = main.span.of(text).split()[0].lower()
    return ruling.spoken and main.side == "before" and main.link == "touch" and opening in rules.determiners


def distance(frame: Frame, segment: Segment) -> int:
    cue = frame.cue.span
    return cue.start - segment.outer.end if cue.start >= segment.outer.end else segment.outer.start - cue.end


def way(segment: Segment, frame: Frame) -> Way:
    return Way.AFTER if frame.cue.span.start >= segment.outer.end else Way.BEFORE


def where(text: str, statement: Statement, segment: Segment, frame: Frame, rules: Grammar) -> list[str]:
    """Where the cue stands seen from the quotation, and what is between them."""
    cue, outer = frame.cue.span, segment.outer
    between = sum(
        1
        for other in statement.segments
        if min(outer.end, cue.end) <= other.outer.start and other.outer.end <= max(outer.start, cue.start)
    )
    crowd = "split" if between else "next"
    if cue.start >= outer.end:
        start = min([cue.start, *(s.span.start for s in frame.subjects if s.span.start >= outer.end)])
        gap = start - outer.end
        last = text[segment.span.end - 1]
        mark = last if last in ",.?!" else "other"
        near = "touch" if gap <= 2 else "near" if gap <= 14 else "far"
        return ["after", f"after.{crowd}", f"after.{near}", f"after.ends{mark}"]
    gap_text = text[cue.end : outer.start].rstrip()
    near = "touch" if len(gap_text) <= 2 else "near" if len(gap_text) <= 30 else "far"
    mark = (
        gap_text[-1:]
        if gap_text[-1:] in (",", ":")
        else "that"
        if not rules.that.isdisjoint(gap_text.split())
        else "other"
    )
    capital = "capital" if text[segment.span.start].isupper() else "small"
    return ["before", f"before.{crowd}", f"before.{near}", f"before.mark{mark}", f"before.{capital}"]
