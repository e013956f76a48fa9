"""Quotations of the article that a headline or a caption prints again: said by whoever says them below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.analysis.folding import words
from corpus.extract.quotes.speakers.speaker_candidates import Scene
from corpus.model import PROSE, BlockKind, Quote, QuoteKind, Span

HEADINGS = frozenset({BlockKind.HEADING, BlockKind.TITLE, BlockKind.CAPTION})


def repeated(scene: Scene) -> set[Span]:
    """Quotations in headings that stand in the prose as well: there somebody is named for them, in the heading
    nobody."""
    headings = [
        segment.span for statement in scene.statements if statement.kind in HEADINGS for segment in statement.segments
    ]
    if not headings:
        return set()
    prose = [
        words(s.span.of(scene.text))
        for statement in scene.statements
        if statement.kind in PROSE
        for s in statement.segments
    ]
    printed = "\n".join(" ".join(one) for one in prose)
    return {span for span in headings if " ".join(words(span.of(scene.text))) in printed}


def again(scene: Scene, quotes: Sequence[Quote]) -> Iterator[Quote]:
    """The repeated ones, each by the speaker of the quotation that has its words."""
    spans = repeated(scene)
    said = [(f" {' '.join(words(quote.span.of(scene.text)))} ", quote) for quote in quotes] if spans else []
    for span in sorted(spans):
        wanted = f" {' '.join(words(span.of(scene.text)))} "
        quote = next((one for printed, one in said if wanted in printed), None)
        if quote:
            yield Quote(span, QuoteKind.MIXED, quote.speaker, None, None, quote.confidence, joint=quote.joint)
