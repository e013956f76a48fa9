"""What a question takes for granted and the sentence does not say so: "never", an opposite, another name or number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from corpus.analysis.folding import fold, words
from corpus.analysis.spelling import stems
from corpus.ask.features import Features, alike
from corpus.ask.question import Question
from corpus.index.passages import empty_words
from corpus.languages import lexicon
from corpus.model import Article, Span


@dataclass(frozen=True, slots=True)
class PrefixSize:
    """Which words may be the opposite of others by a prefix. Set by hand: shorter ones begin so by chance."""

    letters: int = 4  # of a word that may have a prefix


_PREFIXES = PrefixSize()


def kept(question: Question, article: Article, span: Span) -> Features:
    """How the sentence and its paragraph differ from what the question says, each difference a feature with a
    fitted weight."""
    text, language = article.text, article.language
    said = words(span.of(text))
    asked = words(question.text)
    around = words(_paragraph(text, span))
    there, near = set(stems(said, language)), set(stems(around, language))
    return {
        **_negation(question, fold(span.of(text)), language),
        **_opposites(asked, question.language, said, there, near),
        **_figures(asked, said, set(around)),
        **_row(asked, said, question.language, language),
    }


def answered(asked: frozenset[str], language: str, article: Article, span: Span) -> bool:
    """Whether a word of like or of opposite meaning stands there: "denied" answers whether it was admitted."""
    pairs = _pairs(language)
    opposite = _NONE.union(*(pairs.get(stem, _NONE) for stem in asked))
    return like(asked, language, article, span) or not opposite.isdisjoint(_near(article, span))


def like(asked: frozenset[str], language: str, article: Article, span: Span) -> bool:
    """Whether a word of like meaning stands there, in the language of the question or of the article."""
    found = alike(asked, language) | alike(asked, article.language)
    return not found.isdisjoint(_near(article, span))


def _near(article: Article, span: Span) -> frozenset[str]:
    return frozenset(stems(words(_paragraph(article.text, span)), article.language))


def _paragraph(text: str, span: Span) -> str:
    end = text.find("\n", span.end)
    return text[text.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(text)]


def _negation(question: Question, said: str, language: str) -> Features:
    asks, says = negated(question.text, question.language), negated(said, language)
    return {
        "asks with no": asks,
        "says no": says,
        "only the question says no": asks and not says,
        "only the sentence says no": says and not asks,
    }


def negated(text: str, language: str) -> bool:
    found = _negations(language)
    return bool(found and found.search(fold(text)))


def untold(text: str, language: str) -> bool:
    """Whether a sentence says that something was not said."""
    found = _untold(language)
    return bool(found and found.search(fold(text)))


def asks_on(question: Question, text: str, language: str) -> bool:
    """Whether a sentence asks what is asked, or tells that somebody did: "Dorsey asked who would pay"."""
    found = _asks(language)
    asking = found.search(fold(text)) if found else None
    if asking is None:
        return False
    rest = words(fold(text)[asking.end() :])
    opened = lexicon(language, "questions").words("interrogatives")
    at = next((n for n, word in enumerate(rest) if word in opened), None)
    if at is None or (language == question.language and rest[at] not in question.words):
        return False
    sought = frozenset().union(*(term.stems for term in question.terms))
    return not sought.isdisjoint(stems(rest[at:], language))


def turned_round(question: Question, text: str, language: str) -> bool:
    """Whether the sentence has the opposite of what is asked, or another thing of its kind, beside the same word:
    "voted against" does not answer "voted for it", nor the southern bridge the northern one."""
    if language != question.language:
        return False
    looked_for = {term.word for term in question.terms}
    asked, said = _weighty(question.text, language), _weighty(text, language)
    known, there = {stem for _, stem in asked}, {stem for _, stem in said}
    turned = [
        (at, other)
        for at, one in enumerate(asked)
        if (one[0] in looked_for or one[0] in empty_words(language)) and one[1] not in there
        for other, instead in enumerate(said)
        if instead[1] not in known and _excludes(one, instead, language)
    ]
    return any(not _beside(asked, at).isdisjoint(_beside(said, other)) for at, other in turned)


def _excludes(one: tuple[str, str], other: tuple[str, str], language: str) -> bool:
    """Whether what is the one is not the other: opposites, two of a kind, figures with as many digits."""
    if one[0].isdecimal():
        return other[0].isdecimal() and len(one[0]) == len(other[0])
    return other[1] in _pairs(language).get(one[1], _NONE) or other[1] in _kinds(language).get(one[1], _NONE)


def _weighty(text: str, language: str) -> list[tuple[str, str]]:
    """The words that are not small, and those that have an opposite, each with its stem."""
    said = words(text)
    empty, listed = empty_words(language), _pairs(language)
    return [
        (word, stem)
        for word, stem in zip(said, stems(said, language), strict=True)
        if word not in empty or stem in listed
    ]


def _beside(row: list[tuple[str, str]], at: int) -> frozenset[str]:
    return frozenset(stem for _, stem in row[max(0, at - 1) : at] + row[at + 1 : at + 2])


def _opposites(asked: list[str], language: str, said: list[str], there: set[str], near: set[str]) -> Features:
    empty, listed, prefixes = empty_words(language), _pairs(language), _prefixes(language)
    own = list(zip(asked, stems(asked, language), strict=True))
    missing = [(word, stem) for word, stem in own if stem not in there]
    little = _little(language)

    def turned(word: str, stem: str, found: set[str]) -> frozenset[str]:
        """The words found that turn this one round. A little word alone does not ("with", "without"); "in favour"
        and "against" do."""
        opposite = listed.get(stem, _NONE) & found
        return opposite - little if word in empty else opposite

    return {
        "opposite": sum(bool(turned(word, stem, there)) for word, stem in missing),
        "small opposite": sum(
            word in empty and bool(listed.get(stem, _NONE) & there & little) for word, stem in missing
        ),
        "opposite near": sum(stem not in near and bool(turned(word, stem, near)) for word, stem in missing),
        "opposite by its beginning": sum(_turned(word, said, prefixes) for word, _ in missing if word not in empty),
    }


def _turned(word: str, said: list[str], prefixes: tuple[str, ...]) -> bool:
    """Whether one of two words is the other with "un" before it."""
    return len(word) >= _PREFIXES.letters and any(
        prefix + word in said or (word.startswith(prefix) and word.removeprefix(prefix) in said) for prefix in prefixes
    )


def _figures(asked: list[str], said: list[str], near: set[str]) -> Features:
    figures = [word for word in asked if any(letter.isdecimal() for letter in word)]
    return {
        "asks with a figure": bool(figures),
        "figure missing": any(word not in said for word in figures),
        "figure missing near": any(word not in near for word in figures),
    }


def _row(asked: list[str], said: list[str], asks_in: str, language: str) -> Features:
    """How much of the question stands in the sentence in its own order and side by side."""
    own, other = stems(asked, asks_in), stems(said, language)
    pairs = set(pairwise(other))
    return {
        "side by side": sum(pair in pairs for pair in pairwise(own)) / max(1, len(own) - 1),
        "in order": LCSseq.similarity(own[1:], other) / max(1, len(own) - 1),
    }


_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=16)
def _negations(language: str) -> re.Pattern[str] | None:
    source = lexicon(language, "opposites").text("negations")
    return re.compile(source) if source else None


@lru_cache(maxsize=16)
def _untold(language: str) -> re.Pattern[str] | None:
    source = lexicon(language, "opposites").text("untold")
    return re.compile(source) if source else None


@lru_cache(maxsize=16)
def _asks(language: str) -> re.Pattern[str] | None:
    source = lexicon(language, "opposites").text("asks")
    return re.compile(source) if source else None


@lru_cache(maxsize=16)
def _prefixes(language: str) -> tuple[str, ...]:
    return lexicon(language, "opposites").list("prefixes")


@lru_cache(maxsize=16)
def _little(language: str) -> frozenset[str]:
    """The stems of its small words."""
    return frozenset(stems(sorted(empty_words(language)), language))


@lru_cache(maxsize=16)
def _kinds(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in lexicon(language, "opposites").list("exclusive"):
        listed = frozenset(stems(words(line), language))
        for stem in listed:
            found[stem] = found.get(stem, _NONE) | listed - {stem}
    return found


@lru_cache(maxsize=16)
def _pairs(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in lexicon(language, "opposites").list("opposites"):
        one, other = stems(words(line)[:2], language)
        found[one] = found.get(one, _NONE) | {other}
        found[other] = found.get(other, _NONE) | {one}
    return found
