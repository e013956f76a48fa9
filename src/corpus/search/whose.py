"""Whether a speaker is nobody of a name but one of theirs: a lawyer for Ann Lee, Ann Lee's mother."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from corpus.analysis.folding import fold, words
from corpus.languages import DEFAULT, lexicon

_OWNING = ("'s ", "’s ", "' ", "’ ")


def is_of(speaker: str, name: Sequence[str], code: str | None) -> bool:
    """`name`: its folded words. What leads to it, or what is owned behind it, tells of somebody else; in a name, "Ana
    de la Cruz", only little words are small."""
    own, little = words(speaker), _little(code or DEFAULT)
    at = next((at for at in range(len(own)) if list(own[at : at + len(name)]) == list(name)), -1)
    if at < 0 or not name:
        return False
    if any(f"{name[-1]}{mark}" in fold(speaker) for mark in _OWNING):
        return True
    led = own[:at]
    described = any(word.islower() and fold(word) not in little.all for word in speaker.split()[:at])
    return not little.leading.isdisjoint(led) and (described or led[0] in little.articles)


class _Little:
    """The small words of a language: what leads to a noun, what stands before one."""

    def __init__(self, code: str) -> None:
        cues = lexicon(code, "cues")
        self.leading = {fold(word) for word in cues.words("prepositions")}
        self.articles = {fold(word) for word in cues.words("determiners")}
        self.all = self.leading | self.articles


@lru_cache(maxsize=16)
def _little(code: str) -> _Little:
    return _Little(code)
