"""The words of a sentence as an answer is cut from it: which of them the question has, and how near they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask.question import Question
from corpus.index.passages import empty_words
from corpus.languages import lexicon
from corpus.model import Span

_WORD = re.compile(r"[^\W_]+(?:(?:[’'.-]|(?<=\d),(?=\d))[^\W_]+)*")  # "4,2 millones" is one figure
_BREAK = re.compile(r"(?<!\d),|,(?!\d)|[;:!?()\[\]“”\"«»—–…]|(?<![A-Z])\.(?=\s|$)|\s-\s")


@dataclass(frozen=True, slots=True)
class SpanWeights:
    """Where in a sentence the answer is looked for, and how much each kind of nearness counts beside nearness to all
    words of the question (1). Set by hand."""

    beside: int = 40  # characters behind a figure in which what is counted stands
    counted: int = 2  # words behind it
    units: int = 3  # words, at most, between two figures one of which came in place of the other
    copula: int = 6  # words, at most, between the asked thing and its “is”
    longest: int = 14  # words of an answer of no particular kind
    before: int = 3  # words before the asked thing that may belong to it
    agent: int = 4  # words, at most, between a verb and its “by”
    half: float = 25.0  # characters at which nearness counts half
    named: float = 1.0  # weight of that side for an answer of a kind: who, where
    verb: float = 0.5  # weight of nearness to the verb, for the same
    follows: float = 1.0  # weight of a place behind the verb
    same: float = 0.5  # share of their letters at which two slices are much the same


WEIGHTS = SpanWeights()


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    word: str
    term: int | None  # the term of the question it is
    empty: bool
    closed: bool  # punctuation parts it from the word before


def tokens_of(question: Question, text: str, language: str) -> list[Token]:
    asked = {stem: at for at, term in enumerate(question.terms) for stem in term.stems}
    empty = empty_words(language)
    breaks = [found.start() for found in _BREAK.finditer(text)]
    tokens, seen = [], 0
    for found in _WORD.finditer(text):
        parts = words(found.group())
        met = [asked[stem] for stem in stems(parts, language) if stem in asked]
        closed = False
        while seen < len(breaks) and breaks[seen] < found.start():
            closed, seen = True, seen + 1
        word = " ".join(parts)
        tokens.append(Token(found.start(), found.end(), word, met[0] if met else None, word in empty, closed))
    return tokens


def nearness(span: Span, token: Token) -> float:
    return 1 / (1 + _gap(span, token) / WEIGHTS.half)


def _gap(span: Span, token: Token) -> int:
    return max(0, token.start - span.end, span.start - token.end)


def stranded_word(question: Question) -> str:
    """The preposition a question ends with: "with" of "whom did she talk with"."""
    last = words(question.text)[-1]
    return last if last in lexicon(question.language, "questions").words("prepositions") else ""
