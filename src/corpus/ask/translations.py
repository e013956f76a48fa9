"""What a word is called in the other languages of a newsroom, so that an article in one of them can answer."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask.question import Question, Term
from corpus.index.passages import empty_words
from corpus.languages import lexicon, translations

_NONE: frozenset[str] = frozenset()


def widened(question: Question) -> Question:
    """The question with the stems that its words have in articles of other languages."""
    listed = _listed(question.language)
    terms = tuple(Term(one.word, one.stems.union(*(listed.get(s, _NONE) for s in one.stems))) for one in question.terms)
    return question if terms == question.terms else replace(question, terms=terms)


@lru_cache(maxsize=8)
def _listed(language: str) -> dict[str, frozenset[str]]:
    """The words of other languages for each word, less those that are a stem of this language: "partido" has the
    stem of "part"."""
    own = _known(language)
    found: dict[str, frozenset[str]] = {}
    for line in translations.lines():
        for ours, theirs in (line, line[::-1]):
            if ours.code == language:
                met = frozenset(stems([*theirs.words], theirs.code)) - own
                for stem in stems([*ours.words], language):
                    found[stem] = found.get(stem, _NONE) | met
    return found


@lru_cache(maxsize=8)
def _known(language: str) -> frozenset[str]:
    """The stems of all words of a language that are in lists here."""
    listed = lexicon(language, "questions")
    said = words(" ".join((*listed.list("forms"), *listed.list("like"))))
    said += [word for line in translations.lines() for side in line if side.code == language for word in side.words]
    return frozenset(stems([*said, *sorted(empty_words(language))], language))
