"""Where the words of a passage stand, so that the next question about it need not read it again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from sys import intern
from typing import NamedTuple

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.index import Passage


@dataclass(frozen=True, slots=True)
class PageLimits:
    """How much of the passages is remembered, and by how many letters words are akin. Set by hand."""

    head: int = 5  # letters by which akin words are told ("invented": "inventor")
    kept: int = 2048  # passages: some 20 MB


PAGES = PageLimits()


class Page(NamedTuple):
    """The sentences of a passage. Where a stem stands is one number, with a bit for each of them."""

    said: tuple[str, ...]  # the folded words of each, a space before and behind every one
    stems: tuple[list[str], ...]
    places: dict[str, int]
    heads: dict[str, int]  # of the first letters of words long enough
    paragraphs: tuple[int, ...]  # the number of each one's


def page(passage: Passage) -> Page:
    sentences = passage.sentences
    first = sentences[0][0].start if sentences else 0
    ends = tuple(chain.from_iterable((span.start - first, span.end - first) for span, _ in sentences))
    text = passage.article.text[first : first + (ends[-1] if ends else 0)]
    return _read(text, ends, passage.article.language)


@lru_cache(maxsize=PAGES.kept)
def _read(text: str, ends: tuple[int, ...], language: str) -> Page:
    said = [words(text[start:end]) for start, end in zip(ends[::2], ends[1::2], strict=True)]
    stemmed = [stems(listed, language) for listed in said]
    places: dict[str, int] = {}
    for at, listed in enumerate(stemmed):
        for stem in listed:
            places[stem] = places.get(stem, 0) | 1 << at
    heads: dict[str, int] = {}
    for stem, where in places.items():
        if len(stem) >= PAGES.head:
            head = intern(stem[: PAGES.head])
            heads[head] = heads.get(head, 0) | where
    return Page(
        tuple(f" {' '.join(listed)} " for listed in said), tuple(stemmed), places, heads, _paragraphs(text, ends)
    )


def _paragraphs(text: str, ends: tuple[int, ...]) -> tuple[int, ...]:
    numbers, number = [], 0
    for at in range(0, len(ends), 2):
        number += bool(at) and "\n" in text[ends[at - 1] : ends[at]]
        numbers.append(number)
    return tuple(numbers)
