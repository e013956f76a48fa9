"""Reads dialogue without quote marks: a dash opens it and a tag breaks it: — Quem assinou? — perguntou Inês. -Yo
-dijo Soto. A dash that touches its word opens dialogue by itself where the language has that (quote_marks). A
hyphen, or a dash with a space behind it, may open an item of a list: there a tag must stand in this line or in a
line of dialogue beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.extract.document import Document
from corpus.extract.quotes.cues import cue_words
from corpus.extract.quotes.cues.function_words import Grammar, grammar
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.languages import lexicon
from corpus.model import BlockKind, Span

_OPENS = re.compile(r"[ \t]*(?:[—–―]|--?)[ \t\u00a0\u202f]?(?=\S)")
_DASH = re.compile(
    r"(?<=[\s\u00a0])(?:[—–―]|--?)(?=\s?[^\W\d_])|(?<=[\s\u00a0])[—–―](?=[.,;:])|(?<=\S)(?:[—–―]|-(?=[.,;:\s]))(?=[\s.,;:])"
)
_COMMA = re.compile(r"(?:,|[?!…])[\s\u00a0]+(?=[^\W\d_A-ZÀ-ÖØ-Þ])")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_STOP = re.compile(r"[.,;:](?=\s|$)")


@dataclass(frozen=True, slots=True)
class DialogueReach:
    """How far a tag of dialogue reaches, and how far its untagged neighbours. Set by hand on dialogue written for
    it."""

    tag: int = 30  # characters in which a tag has its verb
    near: int = 12  # and where nothing but a comma opens it: "a dit", "lui a répondu"
    named: int = 3  # words in which a tag without a known verb names somebody: "quis saber Inês"
    around: int = 2  # lines of dialogue further on that a line without a tag may belong to


_REACH = DialogueReach()

_PRINTED = frozenset({BlockKind.BODY, BlockKind.LEAD, BlockKind.HEADING, BlockKind.TITLE, BlockKind.CAPTION})

Tag = tuple[int, int]


def find(document: Document) -> tuple[Segment, ...]:
    """What stands between marks, and the dialogue of lines that have none, in text order."""
    text, code, marked = document.text, document.language, document.segments
    if not lexicon(code, "marks").list("dialogue"):
        return tuple(marked)
    taken = [segment.outer for segment in marked]
    opened = [
        (block.span.start, block.span.end, opener.end())
        for block in document.blocks
        if block.kind in _PRINTED
        if (opener := _OPENS.match(text, block.span.start, block.span.end))
        if not any(outer.overlaps(block.span) for outer in taken)
    ]
    rules = grammar(code)
    tagged = [list(_tags(text, at, end, code, rules)) for _, end, at in opened]
    found: list[Segment] = []
    for number, (start, end, at) in enumerate(opened):
        near = tagged[max(0, number - _REACH.around) : number + _REACH.around + 1]
        if tagged[number] or (any(near) and text[at:end].rstrip()[-1:] in (".", "?", "!", "…")):
            found.extend(_spoken(text, start, at, end, tagged[number]))
    return tuple(sorted((*marked, *found), key=lambda segment: segment.outer.start)) if found else tuple(marked)


def _tags(text: str, start: int, end: int, code: str, rules: Grammar) -> Iterator[Tag]:
    """Where the line tells who speaks."""
    told = [start + cue.span.start for cue in cue_words.find(text[start:end], (), code)]
    dashes = [match.span() for match in _DASH.finditer(text, start, end)]
    at = start
    for number, (dash, behind) in enumerate(dashes):
        if dash < at or not text[dash - 1].isspace() or not _tells(text, behind, end, told, rules):
            continue
        at = next((after for _, after in dashes[number + 1 :]), end)
        yield dash, at
    if (
        at > start
        or text[start - 1 : start].strip() == "-"
        or text[start - 2 : start - 1] == "-"
        or text[start].islower()
    ):
        return
    for match in _COMMA.finditer(text, start, end):
        first = next((cue for cue in told if match.end() <= cue <= match.end() + _REACH.near), None)
        if first is not None and match.start() >= at:
            stop = _STOP.search(text, first, end)
            at = stop.end() if stop else end
            yield match.start() + (text[match.start()] != ","), at


def _tells(text: str, start: int, end: int, told: Sequence[int], rules: Grammar) -> bool:
    """Whether words behind a dash tell who speaks: they begin small, with a verb of speech or before a name."""
    words = list(_WORD.finditer(text, start, min(end, start + 2 * _REACH.tag)))[: _REACH.named + 1]
    if not words or not words[0].group()[0].islower():
        return False
    if any(start <= cue <= start + _REACH.tag for cue in told):
        return True
    first = words[0].group().lower()
    little = first in rules.prepositions or first in rules.determiners or first in rules.joins
    return not little and any(word.group()[0].isupper() for word in words[1:])


def _spoken(text: str, start: int, at: int, end: int, tags: Sequence[Tag]) -> Iterator[Segment]:
    opener = start
    for left, right in (*tags, (end, end)):
        first, last = at, left
        while first < last and text[first] in " \t\u00a0\u202f.,;:—–―-":
            first += 1
        while last > first and text[last - 1] in " \t\u00a0\u202f,":
            last -= 1
        if first < last:
            yield Segment(Span(first, last), Span(opener, left), dialogue=True)
        at = opener = right
