"""Who leads something: its director or its head, not its chief engineer, nor the head of one of its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.analysis.folding import fold, words
from corpus.index import Candidate, offices
from corpus.index.passages import empty_words
from corpus.languages import lexicon

_PAUSE = re.compile(r"[.,;:\n“”«»„]")


@dataclass(frozen=True, slots=True)
class LeadingReach:
    """How far behind "leader of Holm" what it is of goes on. Set by hand: two words."""

    behind: int = 25  # characters


_REACH = LeadingReach()

_HEAD_FIRST = frozenset({"es", "fr", "pt"})  # "presidenta de la asociación"; in the others "union president"
_OWNER = re.compile(r"['’]s?\s")  # whose office it is: the museum's head of security
_OPENING = re.compile(r"(?:^|[.:\n“”\"«„] ?)\Z")


@lru_cache(maxsize=1)
def words_for() -> frozenset[str]:
    """The keys of words that ask for whoever leads: "head", "leader"."""
    return frozenset(lexicon("world", "offices").table("leading")["asked"].split())


@lru_cache(maxsize=1)
def newly() -> frozenset[str]:
    """What may stand before an office and says only that it is held now."""
    return frozenset(lexicon("world", "offices").table("leading")["newly"].split())


def leads(row: Candidate, said: Sequence[str], asked: frozenset[str]) -> bool:
    """Whether the words of an office, its own and those of what it is of, leave it the first one there. `asked` are
    the keys of all that was asked."""
    language = row.origin.language
    noun = said[0 if language in _HEAD_FIRST else -1]
    own = set(offices.keys(noun, language))
    if own.isdisjoint(_first() | asked):
        return False
    told = _OWNER.split(row.text)[-1]
    return all(_is_name(row, word) or _allowed(word, language, asked) for word in words(told) if word != noun)


def behind(row: Candidate) -> frozenset[str]:
    """The keys of what stands right behind an office of a place: the council of "leader of Holm county council"."""
    rest = _PAUSE.split(row.origin.text[row.end : row.end + _REACH.behind])[0]
    return frozenset(offices.keys(rest, row.origin.language))


def _allowed(word: str, language: str, asked: frozenset[str]) -> bool:
    keys = set(offices.keys(word, language))
    if word in empty_words(language) or word in _beside() or not keys.isdisjoint(asked | _first()):
        return True
    return not offices.known("manners").isdisjoint(keys)


def _is_name(row: Candidate, word: str) -> bool:
    """Whether it is written as a name, and not only because the sentence begins with it."""
    at = next((one for one in re.finditer(r"[^\W_]+", row.text) if fold(one[0]) == word), None)
    if at is None or not at[0][0].isupper():
        return False
    return bool(at.start()) or not _OPENING.search(row.origin.text[max(0, row.start - 2) : row.start])


@lru_cache(maxsize=1)
def _first() -> frozenset[str]:
    """The keys of offices whose holder leads what they are of."""
    return frozenset(lexicon("world", "offices").table("leading")["first"].split())


@lru_cache(maxsize=1)
def _beside() -> frozenset[str]:
    return frozenset(lexicon("world", "offices").table("leading")["beside"].split())
