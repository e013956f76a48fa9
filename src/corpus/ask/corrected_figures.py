"""A figure that a later article takes back: "fueron 71 y no 64" answers, not the 64 of the first day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask import answer_of_kind
from corpus.ask.features import alike
from corpus.ask.question import Kind, Question
from corpus.ask.rank import Ranked
from corpus.index import Asked, Passage, Store
from corpus.languages import lexicon
from corpus.model import Article, Record, Span
from corpus.results import Query


@dataclass(frozen=True, slots=True)
class CorrectedLimits:
    """What is looked at for a figure taken back. Chosen by hand: a digit alone is chance too often."""

    digits: int = 2  # of a figure, at least
    passages: int = 20  # that hold the figure
    shared: int = 2  # words of the question, or like them, in a passage of the same story: one alone is chance


_LIMITS = CorrectedLimits()


class Corrected(NamedTuple):
    """The sentence of the later article, and the figure that is right."""

    sentence: Record
    figure: Record


def later(store: Store, query: Query, question: Question, best: Ranked, marked: Record | None) -> Corrected | None:
    """None where nothing later takes the marked figure back, of the same story: a passage with words of the
    question."""
    said = words(marked.text) if marked else []
    figures = [word for word in said if word[0].isdecimal() and len(word) >= _LIMITS.digits]
    day = best.article.published.value if best.article.published else ""
    if question.kind != Kind.NUMBER or len(figures) != 1 or not day:
        return None
    wanted = Asked((frozenset(figures),), query.article, _LIMITS.passages, query.collections)
    for passage in store.passages(wanted).found:
        published = passage.article.published
        newer = published is not None and published.value > day and _until(query, published.value)
        if newer and _of_it(question, passage) and (found := _corrected(passage, figures[0])):
            return found
    return None


def _until(query: Query, day: str) -> bool:
    return query.until is None or day <= query.until.isoformat()


def _of_it(question: Question, passage: Passage) -> bool:
    language = passage.article.language
    text = " ".join(span.of(passage.article.text) for span, _ in passage.sentences)
    title = passage.article.title.text if passage.article.title else ""
    there = frozenset(stems(words(f"{title} {text}"), language))
    listed = [term.stems | alike(term.stems, language) for term in question.terms if not term.word[0].isdecimal()]
    return sum(not there.isdisjoint(one) for one in listed) >= min(_LIMITS.shared, len(listed))


def _corrected(passage: Passage, figure: str) -> Corrected | None:
    article = passage.article
    spans = [span for span, _ in passage.sentences]
    for at, span in enumerate(spans):
        found = _instead(article, span, figure) or _revised(article, spans[at : at + 2], figure)
        if found:
            return Corrected(Record.cut(article, "sentence", span), Record.cut(article, "sentence", found))
    return None


def _revised(article: Article, spans: Sequence[Span], figure: str) -> Span | None:
    """The figure of "has been corrected to 34", where that sentence or the next has the one before: "had given 31"."""
    source = lexicon(article.language, "questions").table("corrections").get("revised")
    text = spans[0].of(article.text)
    said = re.search(source, text) if source else None
    told = {word for span in spans for word in words(span.of(article.text))}
    if said is None or figure not in told:
        return None
    found = (one for one in answer_of_kind.figures(text, article.language) if one.start <= said.end() < one.end)
    return next((Span(spans[0].start + one.start, spans[0].start + one.end) for one in found), None)


def _instead(article: Article, sentence: Span, figure: str) -> Span | None:
    """The figure that came in place of the other."""
    text = sentence.of(article.text)
    spans = list(answer_of_kind.figures(text, article.language))
    gone = answer_of_kind.replaced(spans, text, article.language)
    if not any(figure in words(span.of(text)) for span in gone):
        return None
    kept = [span for span in spans if span not in gone]
    last = max((span for span in kept if span.start < max(gone).start), default=None)
    return Span(sentence.start + last.start, sentence.start + last.end) if last else None
