"""Keys by which a misspelt word meets the right one, and the stems under which the forms of a word meet."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import Stemmer


@dataclass(frozen=True, slots=True)
class SpellingKeys:
    """How much of a word its keys are made of, and how many stems are remembered. The length of a key is that of
    SymSpell (Garbe 2012), the others are set by hand: nothing longer is a word of a language."""

    keyed: int = 7  # letters: a slip further back leaves the keys as they are
    shortest: int = 3  # letters of a word that may be misspelt
    longest: int = 40  # letters of one
    remembered: int = 12_000  # stems a language: some megabytes


LIMITS = SpellingKeys()

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian",
    "nb": "norwegian", "nn": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


def slips(word: str) -> int:
    """How many slips of the fingers a word of this length may hold and still be it."""
    return 1 if len(word) < 4 else 2


def keys(word: str, depth: int) -> frozenset[int]:
    """What is left of the word's first letters when up to `depth` of them are taken out, as numbers.

    Two words within `depth` slips of one another (a letter more, less, other, or two swapped) share a key."""
    return _keys(word[: LIMITS.keyed], depth)


@lru_cache(maxsize=256)  # words that begin alike come one after another
def _keys(head: str, depth: int) -> frozenset[int]:
    size = len(head)
    left = {head}
    for gone in range(1, min(depth, size - 2) + 1):
        left.update(map("".join, combinations(head, size - gone)))
    return frozenset([zlib.crc32(part.encode()) for part in left])


def keyed(word: str) -> bool:
    """Numbers have no misspellings, only other numbers."""
    return LIMITS.shortest <= len(word) <= LIMITS.longest and word.isalpha()


class _Stems(dict[str, str]):
    """The stems of words met before: looking one up takes a tenth of working it out."""

    def __init__(self, stemmer: Stemmer.Stemmer) -> None:
        super().__init__()
        self._stemmer = stemmer

    def __missing__(self, word: str) -> str:
        if len(self) >= LIMITS.remembered:
            self.clear()
        stem = self[word] = str(self._stemmer.stemWord(word))
        return stem


@lru_cache(maxsize=64)
def _known(language: str) -> _Stems | None:
    name = _STEMMERS.get(language[:2].lower())
    return _Stems(Stemmer.Stemmer(name)) if name else None


def stems(words: list[str], language: str) -> list[str]:
    """The stem of each folded word; the word itself in a language without a stemmer."""
    known = _known(language)
    return list(map(known.__getitem__, words)) if known is not None else words
