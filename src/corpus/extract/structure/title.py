"""What an article is called: by its metadata, by its headline, else by the first words of its lead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.extract.structure.run_ons import dateline
from corpus.languages import lexicon
from corpus.model import Article, Block, BlockKind, Sentence, Span, Title

_MARKS = "#*_ \t"  # of Markdown
_CUT = re.compile(r"[,;:]\s|\s[–—-]\s|\s")


@dataclass(frozen=True, slots=True)
class TitleLength:
    """How long a title is that is cut from the lead. Set by hand."""

    longest: int = 90  # characters
    shortest: int = 30  # characters: a first sentence shorter than this says too little


_LENGTH = TitleLength()


def find(article: Article, blocks: Sequence[Block], sentences: Sequence[Sentence], code: str) -> Title | None:
    """`derived` where there is no headline."""
    if article.title:
        return article.title
    text = article.text
    for block in blocks:
        if block.kind is BlockKind.TITLE:
            span = _unmarked(text, block.span)
            return Title(span.of(text), span)
    lead = next((block.span for block in blocks if block.kind is BlockKind.LEAD), None)
    if lead is None:
        return None
    start = min(dateline(text, lead.start), lead.end - 1)
    ends = (sentence.span.end for sentence in sentences if start + _LENGTH.shortest < sentence.span.end <= lead.end)
    span = _shortened(text, Span(start, next(ends, lead.end)), lexicon(code, "blocks").words("hanging"))
    return Title(span.of(text), span, derived=True)


def _unmarked(text: str, span: Span) -> Span:
    """Without the Markdown marks of a heading."""
    words = span.of(text)
    bare = words.strip(_MARKS)
    start = span.start + words.index(bare) if bare else span.start
    return Span(start, start + len(bare)) if bare else span


def _shortened(text: str, span: Span, hanging: frozenset[str]) -> Span:
    """Cut at a comma or a dash in the second half of the room, else after a word that says something."""
    words = span.of(text)
    if len(words) <= _LENGTH.longest:
        return span
    cuts = [match for match in _CUT.finditer(words, 0, _LENGTH.longest + 1) if match.start() > 0]
    clauses = [match for match in cuts if match.start() >= _LENGTH.longest // 2 and match.group().strip()]
    while not clauses and len(cuts) > 1 and words[: cuts[-1].start()].split()[-1].lower() in hanging:
        cuts.pop()
    best = (clauses or cuts)[-1].start() if cuts else _LENGTH.longest
    return Span(span.start, span.start + best)
