"""What a language has that a rule needs: word lists, one folder a language, and fitted weights, one folder a model."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Generic, TypeVar

FOLDER = Path(__file__).parent / "data"
WEIGHTS = Path(__file__).parent / "weights"
DEFAULT = "en"
_WORD = re.compile(r"[^\W\d_]+")
MOST_KEPT = 50_000  # pieces of text a rule remembers
LONGEST_KEPT = 30  # characters of such a piece
_FOR_DEFAULT = 0.5  # a vote: less than one word of another language
_SAMPLE = 4_000  # characters looked at to tell the language: more changes no verdict and costs time


class Lexicon:
    """One topic of one language, such as the cues of Spanish (`data/es/cues.toml`)."""

    __slots__ = ("_data", "code", "topic")

    def __init__(self, code: str, topic: str, data: Mapping[str, object]) -> None:
        self.code, self.topic, self._data = code, topic, data

    def words(self, key: str) -> frozenset[str]:
        return frozenset(self.list(key))

    def list(self, key: str) -> tuple[str, ...]:
        """The strings under `key` in file order; empty where the language has none."""
        value = self._data.get(key, ())
        if isinstance(value, str):
            return tuple(value.split())
        if not isinstance(value, list | tuple):
            raise TypeError(f"{self.topic} of {self.code!r}: {key} is no list")
        return tuple(str(item) for item in value)

    def text(self, key: str) -> str:
        """The string under `key` as it is, such as a pattern; empty where the language has none."""
        return str(self._data.get(key, ""))

    def table(self, key: str) -> dict[str, str]:
        value = self._data.get(key, {})
        if not isinstance(value, Mapping):
            raise TypeError(f"{self.topic} of {self.code!r}: {key} is no table")
        return {str(name): str(item) for name, item in value.items()}

    def tables(self) -> dict[str, dict[str, str]]:
        """All tables of the file by their names."""
        return {key: self.table(key) for key, value in self._data.items() if isinstance(value, Mapping)}

    def numbers(self, key: str) -> dict[str, float]:
        return {name: float(item) for name, item in self.table(key).items()}


Found = TypeVar("Found")


class Kept(dict[str, tuple[Found, ...]], Generic[Found]):
    """What a rule finds in a piece of text between two spaces. The same pieces come again and again, so the answers are
    kept, and a sentence costs a look a word."""

    __slots__ = ("_rule",)

    def __init__(self, rule: Callable[[str], Iterable[Found]]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, piece: str) -> tuple[Found, ...]:
        found = tuple(self._rule(piece))
        if len(self) < MOST_KEPT and len(piece) < LONGEST_KEPT:
            self[piece] = found
        return found

    def all(self, text: str) -> list[Found]:
        """In text order; right for rules that look over no space."""
        return list(chain.from_iterable(map(self.__getitem__, text.split())))


@lru_cache(maxsize=256)
def lexicon(code: str, topic: str) -> Lexicon:
    """The topic in this language; in English where the language has no such file, empty where English has none."""
    return _first(code, topic, lambda candidate: FOLDER / candidate / f"{topic}.toml")


@lru_cache(maxsize=64)
def fitted(model: str, code: str) -> Lexicon:
    """The weights fitted for this language; the English weights where it has none of its own. Models that serve every
    language alike have the code "world"."""
    return _first(code, model, lambda candidate: WEIGHTS / model / f"{candidate}.toml")


def _first(code: str, topic: str, place: Callable[[str], Path]) -> Lexicon:
    for candidate in (code, DEFAULT):
        path = place(candidate)
        if path.is_file():
            return Lexicon(candidate, topic, tomllib.loads(path.read_text(encoding="utf-8")))
    return Lexicon(code, topic, {})


@lru_cache(maxsize=1)
def _function_words() -> Kept[tuple[str, ...]]:
    """The languages that each word is a function word of."""
    data = tomllib.loads((FOLDER / "detect.toml").read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for code, listed in data.items():
        for word in listed.split():
            found[word] = (*found.get(word, ()), code)
    return Kept(lambda piece: filter(None, map(found.get, _WORD.findall(piece))))


def votes(text: str) -> dict[str, float]:
    """How many function words of the text each language has; a word of several is shared by them."""
    found: dict[str, float] = {}
    for codes, times in Counter(_function_words().all(text[:_SAMPLE].lower())).items():
        for code in codes:
            found[code] = found.get(code, 0.0) + times / len(codes)
    return found


def detect(text: str) -> str:
    """The language most function words of the text belong to (ISO 639-1); English where nothing speaks for another."""
    found = votes(text)
    found[DEFAULT] = found.get(DEFAULT, 0) + _FOR_DEFAULT
    return max(found, key=lambda code: (found[code], code == DEFAULT))


@lru_cache(maxsize=1)
def _opening_marks() -> dict[str, str]:
    codes = sorted(path.parent.name for path in FOLDER.glob("*/questions.toml"))
    return {mark: code for code in codes for mark in lexicon(code, "questions").list("opening_marks")}


def opened(text: str) -> str | None:
    """The language that alone opens a question or a call with a mark the text has: "¿"."""
    return next((code for mark, code in _opening_marks().items() if mark in text), None)


def speaks(text: str, code: str) -> bool:
    """Whether it has a function word of this language."""
    return any(code in codes for codes in _function_words().all(text.lower()))


def foreign(text: str, code: str) -> bool:
    """Whether it has function words of other languages and none of this one."""
    spoken = _function_words().all(text.lower())
    return bool(spoken) and not any(code in codes for codes in spoken)
