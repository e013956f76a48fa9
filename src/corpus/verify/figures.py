"""Figures of a draft that differ from what the index has for the same thing of the same person or body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isclose

from corpus import quantities
from corpus.analysis.folding import fold, words
from corpus.index import Candidate, Part, Store, Wanted
from corpus.index.passages import empty_words
from corpus.languages import lexicon
from corpus.model import Extraction, QuoteKind, Record, Span
from corpus.quantities import Figure
from corpus.results import Doubt

_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+")


@dataclass(frozen=True, slots=True)
class FigureRules:
    """When two sentences tell a figure of the same thing. Set by hand: what is shown is worth a look, never called
    wrong."""

    shared: float = 0.5  # share of the words of a sentence that the other must have
    least: int = 3  # of them
    candidates: int = 6  # sentences of the index that are compared
    most: int = 20  # sentences of a draft that are looked up


_RULES = FigureRules()


def differing(store: Store, draft: Extraction, collections: tuple[str, ...]) -> Iterator[Doubt]:
    """Sentences with a figure beside a name or a body, for which the index has another: worth a look, never wrong."""
    text, code = draft.article.text, draft.article.language
    looked = 0
    for sentence in draft.sentences:
        if any(quote.span.overlaps(sentence.span) for quote in draft.quotes if quote.kind is not QuoteKind.INDIRECT):
            continue
        told = sentence.span.of(text)
        figures = quantities.find(told, code)
        names = set(words(" ".join(_NAME.findall(told)[1:] or _NAME.findall(told)))) - empty_words(code)
        names |= set(words(told)).intersection(map(fold, lexicon(code, "cues").words("groups")))
        if figures and names and looked < _RULES.most:
            looked += 1
            yield from _doubts(store, told, sentence.span, figures, names, code, collections)


def _doubts(
    store: Store,
    told: str,
    span: Span,
    figures: Sequence[Figure],
    names: set[str],
    code: str,
    collections: tuple[str, ...],
) -> Iterator[Doubt]:
    telling = [word for word in dict.fromkeys(words(told)) if word not in empty_words(code) and not word.isdigit()]
    wanted = Wanted(
        Part.FACTS, tuple((word,) for word in telling), most=True, limit=_RULES.candidates, collections=collections
    )
    for one in store.find(wanted):
        shared = set(telling) & set(words(one.text))
        if len(shared) < max(_RULES.least, _RULES.shared * len(telling)) or not names & shared:
            continue
        if found := _other(figures, one, code):
            yield Doubt(Span(span.start + found[0].span.start, span.start + found[0].span.end), one.record(), found[1])
            return


def _other(figures: Sequence[Figure], one: Candidate, code: str) -> tuple[Figure, Record] | None:
    """The figure of the draft for which the fact has another of the same unit, and none that is the same."""
    printed = quantities.find(one.text, code)
    for mine in figures:
        alike = [theirs for theirs in printed if theirs.unit == mine.unit and mine.unit]
        if alike and not any(isclose(theirs.value, mine.value, rel_tol=0.005) for theirs in alike):
            at = alike[0].span
            place = Span(one.start + at.start, one.start + at.end)
            return mine, Record.cut(one.article, "figure", place)
    return None
