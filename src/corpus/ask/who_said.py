"""Who said the words between the marks of a question: whoever the quotation that has them is given to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.analysis.folding import words
from corpus.ask.question import Kind, Question
from corpus.ask.rank import Ranked
from corpus.model import Extraction, MentionKind, Quote, Record, Span

_QUOTED = re.compile(r"(?:^|(?<=\s))[“\"'‘«„](.+)[”\"'’»“]")
_SPEAKER = "speaker"


def asked(question: Question) -> str:
    """The words between the marks of a question for somebody; empty where there are none."""
    found = _QUOTED.search(question.text) if question.kind == Kind.WHO else None
    return " ".join(words(found[1])) if found else ""


def quoted(found: Extraction, question: Question, best: Ranked) -> list[Quote]:
    """The quotations of the sentence that have the words between the marks of a question who said them."""
    if not (said := asked(question)):
        return []
    sought, text = f" {said} ", found.article.text
    overlapping = [one for one in found.quotes if one.span.overlaps(best.span)]
    return [one for one in overlapping if sought in f" {' '.join(words(one.span.of(text)))} "]


def teller(found: Extraction, quotes: Sequence[Quote], confidence: float) -> Record | None:
    """The name of who said one of them; None where nobody is as sure as this."""
    sure = (quote for quote in quotes if quote.confidence >= confidence)
    name = next((place for quote in sure if (place := _named(found, quote))), None)
    return Record.cut(found.article, _SPEAKER, name) if name else None


def _named(found: Extraction, quote: Quote) -> Span | None:
    """Where whoever said it is named nearest: in "she said" is no name."""
    names = [one.span for one in found.mentions if one.kind is MentionKind.NAME and one.person == quote.speaker]
    return min(names, key=lambda span: abs(span.start - quote.span.start), default=None)
