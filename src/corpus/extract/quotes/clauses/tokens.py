"""The words and signs around a cue, as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.quotes.cues.function_words import Grammar

TOKEN = re.compile(r"[\w&@#$](?:[\w’'&@./-]*\w)?(?:\.(?=\s?[\w,]))?|[^\w\s]")

Word = re.Match[str]


def tokens(text: str, start: int, end: int, rules: Grammar) -> list[Word]:
    words = list(TOKEN.finditer(text, start, end))
    return words if rules.inverted is None else [part for word in words for part in _untied(text, word, rules.inverted)]


def _untied(text: str, word: Word, tie: re.Pattern[str]) -> Iterator[Word]:
    """ "a-t-elle" is a verb and a pronoun."""
    found = tie.search(text, word.start(), word.end())
    parts = [word.span()] if not found else [(word.start(), found.start()), (found.end(), word.end())]
    for start, end in parts:
        if part := TOKEN.match(text, start, end):
            yield part


def is_dash(word: Word) -> bool:
    """A dash that parts words, " - " or "--", and no hyphen."""
    around = word.string[max(0, word.start() - 1) : word.end() + 1]
    return word[0] in "–—" or (word[0] == "-" and ("--" in around or around.startswith(" ") or around.endswith(" ")))
