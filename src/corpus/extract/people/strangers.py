"""People without a name whom a sentence is about: `A spokesman for the bank denied it`, `sagte ein Bahnsprecher`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.analysis.folding import fold
from corpus.extract.people import noun_first
from corpus.extract.people.callings import offices, read
from corpus.extract.people.name_lexicon import beginning
from corpus.languages import lexicon
from corpus.model import Gender, Span


@dataclass(frozen=True, slots=True)
class StrangerSizes:
    """How a phrase for somebody without a name is built. Set by hand."""

    qualities: int = 3  # words between the article and the noun: a senior police officer
    introduced: int = 12  # characters between the phrase and a name that is theirs: an officer named Joe


SIZES = StrangerSizes()

_WORD = re.compile(r" ?((?:\d{1,3}-)?[^\W\d_](?:[\w’'-]*\w)?)")
_BESIDE = " ,(–—"


@dataclass(frozen=True, slots=True)
class Stranger:
    span: Span
    gender: Gender | None


@lru_cache(maxsize=16)
def _articles(code: str) -> re.Pattern[str] | None:
    listed = lexicon(code, "pronouns").list("unnamed")
    forms = [form for word in listed for form in (word, word.capitalize())]
    return re.compile(rf"{beginning(forms)}(?= )") if forms else None


def find(text: str, span: Span, code: str) -> Iterator[Stranger]:
    """Phrases with an indefinite article about one person, within a stretch."""
    articles = _articles(code)
    for article in articles.finditer(text, span.start, span.end) if articles else ():
        end = _end(text, article.end(), code)
        if end is not None:
            yield Stranger(Span(article.start(), end), read(text[article.start() : end], code).gender)


def _end(text: str, at: int, code: str) -> int | None:
    """Where the phrase ends, past what may stand before the noun."""
    known = offices(code)
    for _ in range(1 if known.leading else SIZES.qualities + 1):
        word = _WORD.match(text, at)
        if word is None or (low := fold(word[1])) in known.little or low in known.links:
            return None
        end = noun_first.end(text, word.start(1), code)
        if end is None and not known.leading and word[1][0].isupper() and known.compound(fold(word[1])):
            noun = next(n for n in range(3, len(word[1])) if (fold(word[1])[n:],) in known.names)
            end = noun_first.end(text, word.start(1) + noun, code) or word.end()  # Bahn|sprecher des Landes
        if end is not None:
            return end
        at = word.end()
    return None


def introduced(text: str, span: Span, noun: str, code: str, names: list[Span]) -> bool:
    """Whether somebody without a name was called so before: a man ... the man."""
    low = f" {noun.lower()}"
    if low not in text[span.start : span.end].lower():
        return False
    found = (one for one in find(text, span, code) if one.span.of(text).lower().endswith(low))
    return any(not _is_named(text, one, names) for one in found)


def subject(text: str, span: Span, code: str, names: list[Span], behind_cue: Callable[[int], bool]) -> Stranger | None:
    """Whom a sentence is about, where that is nobody with a name: whoever opens it, or stands right behind its verb
    (`behind_cue`: whether one ends before an offset)."""
    for one in find(text, span, code):
        opens = not text[span.start : one.span.start].strip(" \"'“„«»”—–")
        if (opens or behind_cue(one.span.start)) and not _is_named(text, one, names):
            return one
    return None


def _is_named(text: str, one: Stranger, names: list[Span]) -> bool:
    """An officer named Joe Bush; a spokesman, Karl Vogel, said."""
    for name in names:
        gap = name.start - one.span.end
        if gap >= 0 and (gap <= SIZES.introduced or set(text[name.start - 2 : name.start]) <= set(_BESIDE)):
            between = text[one.span.end : name.start]
            if "." not in between and (gap <= SIZES.introduced or text[name.end : name.end + 1] in ",)–—"):
                return True
    return False
