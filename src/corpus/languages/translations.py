"""Words of two languages that mean the same: the lines of `data/world/translations.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from corpus.languages import lexicon

_PAIRS = ("en_es",)  # as the lists are called: the languages of their two sides


class Side(NamedTuple):
    """What a line has in one language."""

    code: str
    words: tuple[str, ...]  # folded


def lines() -> Iterator[tuple[Side, Side]]:
    """Each line of each list as its two sides."""
    for pair in _PAIRS:
        codes = pair.split("_")
        for line in lexicon("world", "translations").list(pair):
            one, other = (Side(code, tuple(side.split())) for code, side in zip(codes, line.split("="), strict=True))
            yield one, other
