"""Who said the words between the marks of a question: whoever the quotation that has them is given to."""

from __future__ import annotations

import re

from corpus.analysis.folding import words
from corpus.ask.question import Kind, Question
from corpus.ask.rank import Ranked
from corpus.index import Store
from corpus.limits import CONFIDENCE
from corpus.model import Record
from corpus.results import Query

_QUOTED = re.compile(r"(?:^|(?<=\s))[“\"'‘«„](.+)[”\"'’»“]")
_SPEAKER = "speaker"


def teller(store: Store, query: Query, question: Question, best: Ranked) -> Record | None:
    """None where nothing is quoted in the question, or the speaker of these words is not settled."""
    quoted = _QUOTED.search(question.text) if question.kind == Kind.WHO else None
    found = store.article(best.article.id, query.collections) if quoted else None
    if quoted is None or found is None:
        return None
    asked = f" {' '.join(words(quoted[1]))} "
    for quote in found.quotes:
        said = f" {' '.join(words(quote.span.of(best.article.text)))} "
        if asked in said and quote.speaker_span and quote.confidence >= CONFIDENCE and quote.span.overlaps(best.span):
            return Record.cut(best.article, _SPEAKER, quote.speaker_span)
    return None
