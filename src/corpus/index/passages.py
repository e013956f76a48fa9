"""Passages: the runs of sentences a question may be answered from, and what each weighs; the same for every store."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.index.rows import Cut
from corpus.languages import lexicon
from corpus.model import BlockKind, Extraction, Span

POST_MARK = "#post"  # stands in every embedded post, so that "the tweet" finds one that does not say so

# Sentences that answer nothing, or say again what stands elsewhere.
_LEFT_OUT = frozenset(
    {BlockKind.META, BlockKind.TITLE, BlockKind.HEADING, BlockKind.PULL, BlockKind.AUTHOR, BlockKind.CREDIT,
     BlockKind.BOILERPLATE}
)  # fmt: skip
POSTS = frozenset({BlockKind.POST, BlockKind.SIGNATURE})
_KINDS = tuple(BlockKind)


@dataclass(frozen=True, slots=True)
class PassageLimits:
    """How passages are cut, and how many are weighed for a question. Set by hand, but for BM25's part."""

    enough: int = 500  # characters: short paragraphs are read together with the next ones, as a reader does
    per_article: int = 12  # bits of a passage's id that count within its article: part of the stored ids
    weighed: int = 200  # passages whose length is looked at, at most
    weighed_each: int = 6  # the same, for each that is wanted
    spread: float = 0.77  # how little the length counts: BM25 with k1 .6 and b .6 for words that stand there once
    read: int = 4_000  # rowids read for one question, about, at most
    read_each: int = 250  # the same, for each passage that is wanted
    unpacked: int = 1_024  # passages whose sentences are remembered: a megabyte


LIMITS = PassageLimits()


@lru_cache(maxsize=64)
def empty_words(language: str) -> frozenset[str]:
    """The words of a language that say nothing on their own, folded."""
    return frozenset(words(" ".join(lexicon(language, "stopwords").list("words"))))


def cuts(found: Extraction) -> Iterator[Cut]:
    """The passages of an article. The same extraction always gives the same ones: this is how they are taken out."""
    text, language = found.article.text, found.article.language
    empty = empty_words(language)
    for run in _runs(found):
        said = [word for span, _ in run for word in words(span.of(text)) if word not in empty]
        marks = [POST_MARK] if any(kind in POSTS for _, kind in run) else []
        ends = array("I", [number for span, kind in run for number in (span.start, span.end, _KINDS.index(kind))])
        yield Cut(ends.tobytes(), " ".join([*dict.fromkeys(stems(said, language)), *marks]), len(said))


def _runs(found: Extraction) -> Iterator[list[tuple[Span, BlockKind]]]:
    """Sentences in runs that end with a paragraph and are long enough to tell what they are about."""
    text, sentences = found.article.text, found.sentences
    enough = max(LIMITS.enough, len(text) >> (LIMITS.per_article - 2))
    run: list[tuple[Span, BlockKind]] = []
    size = 0
    for sentence, following in pairwise((*sentences, None)):
        assert sentence is not None
        if sentence.block not in _LEFT_OUT and len(sentence.span):
            run.append((sentence.span, sentence.block))
            size += len(sentence.span)
        closed = following is None or (size >= enough and "\n" in text[sentence.span.end : following.span.start])
        if run and (closed or size >= 4 * enough):
            yield run
            run, size = [], 0
    if run:
        yield run


def weight(count: int, uses: int) -> float:
    """How much it says that a passage holds a word that `uses` of `count` passages hold."""
    return log(1 + (count - uses + 0.5) / (uses + 0.5)) if uses <= count else 0.0


def dense(score: float, size: int, mean: float) -> float:
    """The score of a passage with its length held against it."""
    return score / (LIMITS.spread + (1 - LIMITS.spread) * size / (mean or 1))


def weighed(limit: int) -> int:
    """How many of the passages that score best are looked at for so many that are wanted."""
    return min(LIMITS.weighed, LIMITS.weighed_each * limit)


def rarest(uses: tuple[int, ...], limit: int) -> tuple[tuple[int, ...], str]:
    """The groups by which candidates are found. "|": one of these must stand in a candidate, as many of the rarest
    groups as may be read. "&": where no group is rare, the two rarest must both stand in it."""
    listed = sorted((number, at) for at, number in enumerate(uses) if number)
    whole, left = [], min(LIMITS.read, LIMITS.read_each * limit)
    for number, at in listed:
        if number > left:
            break
        whole.append(at)
        left -= number
    if whole or len(listed) < 2:
        return tuple(whole or [at for _, at in listed]), "|"
    return tuple(at for _, at in listed[:2]), "&"


@lru_cache(maxsize=LIMITS.unpacked)
def unpacked(block: bytes) -> tuple[tuple[Span, BlockKind], ...]:
    numbers = array("I")
    numbers.frombytes(block)
    rest = iter(numbers)
    return tuple((Span(start, end), _KINDS[kind]) for start, end, kind in zip(rest, rest, rest, strict=True))
