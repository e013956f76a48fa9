"""What an answer of a kind looks like: a day, a number, a place, a name, a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.answer.question import Kind
from corpus.language import lexicon
from corpus.model import Span
from corpus.text import words

_TAIL = " .,;:’'-"


def spans(kind: Kind, text: str, language: str) -> Iterator[Span]:
    """Every slice of a sentence that could answer a question of this kind; none for kinds that may be anything."""
    pattern = _pattern(kind, language)
    if pattern is not None:
        for found in pattern.finditer(text):
            yield Span(found.start(), found.start() + len(found.group().rstrip(_TAIL)))


def fits(kind: Kind, text: str, language: str, asked: frozenset[str]) -> bool:
    """Whether the sentence holds something of the kind that the question does not itself say."""
    return any(not asked.issuperset(words(span.of(text))) for span in spans(kind, text, language))


@lru_cache(maxsize=64)
def _pattern(kind: Kind, language: str) -> re.Pattern[str] | None:
    source = lexicon(language, "questions").table("spans").get(kind)
    return re.compile(source) if source else None
