"""Which quotations are parts of one utterance, broken by "he said" or by a paragraph: they share a group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.extract.quotes.speakers.speaker_candidates import Scene
from corpus.model import Quote, QuoteKind, Span


@dataclass(frozen=True, slots=True)
class TagSize:
    """How long what parts two halves of one utterance may be. Set by hand: a longer stretch tells something of its
    own."""

    characters: int = 120  # between two parts


_TAG = TagSize()

_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|Sr|Jr|St))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Sra))[.!?](?=\s|$)")
_MARKED = (QuoteKind.DIRECT, QuoteKind.MIXED)


def grouped(scene: Scene, quotes: Sequence[Quote]) -> Iterator[Quote]:
    """The quotations in text order, numbered from 1 where several belong together."""
    segments = {segment.span: segment for statement in scene.statements for segment in statement.segments}
    cues = [cue.span for statement in scene.statements for cue in statement.cues]
    heads: dict[Span, Span] = {}  # the part before -> the first of its utterance, by their spans
    marked = [quote for quote in quotes if quote.kind in _MARKED and quote.span in segments]
    for one, other in pairwise(marked):
        if _speak_as_one(one, other) and _goes_on(scene.text, segments[one.span], segments[other.span], cues):
            heads[other.span] = heads.setdefault(one.span, one.span)
    halves = [quote for quote in quotes if quote.kind is QuoteKind.INDIRECT]
    for one, other in pairwise(halves):
        if one.cue == other.cue and one.speaker_span == other.speaker_span and _about_a_cue(one, other, cues):
            heads[other.span] = heads.setdefault(one.span, one.span)
    numbers = {head: number for number, head in enumerate(sorted(set(heads.values())), 1)}
    joint = {quote.span: quote for quote in quotes if quote.joint}
    for quote in quotes:
        head = heads.get(quote.span)
        fits = (quote.kind is QuoteKind.INDIRECT) is (quote.span not in segments)
        if head and fits:
            yield replace(quote, group=numbers[head], joint=quote.joint or _shared(quote, joint.get(head)))
        else:
            yield quote


def _speak_as_one(one: Quote, other: Quote) -> bool:
    return one.speaker == other.speaker or None in (one.speaker, other.speaker)


def _shared(quote: Quote, first: Quote | None) -> tuple[str, ...]:
    """Who else said the first part, where nobody new is named for this one."""
    same = (None, first.speaker_span if first else None)
    return first.joint if first and first.speaker == quote.speaker and quote.speaker_span in same else ()


def _goes_on(text: str, before: Segment, segment: Segment, cues: Sequence[Span]) -> bool:
    between = text[before.outer.end : segment.outer.start]
    if not before.closed or segment.continued:
        return not between.strip(" \t\r\n>")  # a paragraph ends between
    if "\n\n" in between or len(between) > _TAG.characters or between.rstrip().endswith(":"):
        return False
    told = [cue for cue in cues if before.outer.end <= cue.start and cue.end <= segment.outer.start]
    return len(told) == 1 and len(_STOP.findall(between)) <= 1 and _is_tag(between, text[segment.span.start])


def _is_tag(between: str, first: str) -> bool:
    """Whether only a tag stands between two quotations: "he said." and a new sentence, or ", he said," and the rest
    of this one. Not "he said of it. It was" and a scrap."""
    stop = _STOP.search(between)
    if stop is None:
        return between.rstrip().endswith((",", "—", "–", "-", ";")) or not first.islower()
    return not between[stop.end() :].strip(" \n\t—–-")


def _about_a_cue(one: Quote, other: Quote, cues: Sequence[Span]) -> bool:
    """The rain, Becker said, would stay: told before the cue and behind it."""
    told = [cue for cue in cues if one.span.end <= cue.start and cue.end <= other.span.start]
    return len(told) == 1 and other.span.start - one.span.end <= _TAG.characters
