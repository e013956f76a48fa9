"""Of which country an office is said to be: "U.S. President", "presidenta de México", "Präsident Frankreichs"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.analysis.folding import words
from corpus.languages import lexicon

_ENDINGS = r"(?:e[snrm]?|s|n)?"
_BEFORE = re.compile(r"(?:[\w.’'-]+[ -]){1,3}$")
_NAME = r"(?:,? [A-ZÀ-Þ][\w’'-]*){0,4},?"


def asked(office: Sequence[str]) -> tuple[frozenset[str], list[str]]:
    """The countries among the words of an office somebody asks for, and the other words."""
    typed = lexicon("world", "countries").table("typed")
    said = " ".join(typed.get(word, word) for word in office)
    return _named(said), _forms().sub(" ", said).split()


def of(text: str, start: int, end: int) -> frozenset[str]:
    """The countries that what stands there is said to be of: by its own words, those right before or right behind."""
    before = _BEFORE.search(text[text.rfind("\n", 0, start) + 1 : start])
    after = _after().match(text, end)
    beside = " ".join(_words(before[0])).removesuffix(" s") if before else ""
    behind = " ".join(_words(after[1])) if after else ""
    ends = [found for found in _forms().finditer(beside) if found.end() == len(beside)]
    begins = _forms().match(behind)
    near = [found[0] for found in (*ends, *([begins] if begins else []))]
    return _named(" ".join(_words(text[start:end]))).union(*map(_named, near))


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    """What stands behind an office: its country, or whose it is and then that country."""
    of = "|".join(lexicon("world", "offices").table("of_name").values())
    return re.compile(rf"(?:{_NAME} (?:{of}))? ((?:[\w.’'-]+ ?){{1,4}})")


def _words(text: str) -> list[str]:
    for capitals, instead in lexicon("world", "countries").table("capitals").items():
        text = re.sub(rf"\b{capitals}\b", instead, text)
    return words(text)


def _named(said: str) -> frozenset[str]:
    return frozenset(country for found in _forms().finditer(said) for country in _countries()[found[1]])


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    longest = sorted(_countries(), key=len, reverse=True)
    regions = "".join(f"(?<!{word} )" for word in lexicon("world", "countries").list("regions"))
    return re.compile(rf"{regions}\b({'|'.join(map(re.escape, longest))}){_ENDINGS}\b")


@lru_cache(maxsize=1)
def _countries() -> dict[str, frozenset[str]]:
    """form -> the countries it may mean"""
    found: dict[str, frozenset[str]] = {}
    for country, listed in lexicon("world", "countries").table("countries").items():
        for form in listed.split(","):
            found[form.strip()] = found.get(form.strip(), frozenset()) | {country}
    return found
