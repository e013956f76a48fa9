"""What a language has that a rule needs: word lists, one folder a language, and fitted weights, one folder a model."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

FOLDER = Path(__file__).parent / "data"
WEIGHTS = Path(__file__).parent / "weights"
DEFAULT = "en"
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Detection:
    """How the language of a text is told, and how much of what rules found is remembered. Set by hand; a longer
    sample changes no verdict and costs time."""

    kept: int = 8_000  # pieces of text a rule remembers
    piece: int = 30  # characters of such a piece


LIMITS = Detection()


@dataclass(frozen=True, slots=True)
class Voting:
    """How a text's language is told by its words; chosen by hand on the marked sentences of the tests."""

    sample: int = 4_000  # characters looked at: more changes no verdict and costs time
    short: int = 400  # characters: in longer texts function words alone decide
    hint: float = 0.7  # votes of a word that is no function word
    english: float = 0.5  # votes for English before a word is read: less than one word of another language
    english_line: float = 0.25  # the same in a short text, which may have no such word at all


VOTING = Voting()


class Lexicon:
    """One topic of one language, such as the cues of Spanish (`data/es/cues.toml`)."""

    __slots__ = ("_data", "_lists", "_words", "code", "topic")

    def __init__(self, code: str, topic: str, data: Mapping[str, object]) -> None:
        self.code, self.topic, self._data = code, topic, data
        self._lists: dict[str, tuple[str, ...]] = {}  # those asked for before: rules ask in every sentence
        self._words: dict[str, frozenset[str]] = {}

    def words(self, key: str) -> frozenset[str]:
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = frozenset(self.list(key))
        return found

    def list(self, key: str) -> tuple[str, ...]:
        """The strings under `key` in file order; empty where the language has none."""
        found = self._lists.get(key)
        if found is None:
            found = self._lists[key] = self._listed(key)
        return found

    def _listed(self, key: str) -> tuple[str, ...]:
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

    def ending(self, ending: str) -> tuple[str, ...]:
        """All strings under keys that end so: "say_verbs", "report_verbs"."""
        return tuple(chain.from_iterable(self.list(key) for key in self._data if key.endswith(ending)))

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
        if len(self) < LIMITS.kept and len(piece) < LIMITS.piece:
            self[piece] = found
        return found

    def all(self, text: str) -> list[Found]:
        """In text order; right for rules that look over no space."""
        return list(chain.from_iterable(map(self.__getitem__, text.split())))

    def any(self, text: str) -> bool:
        """Whether it finds anything; told at the first piece that has it."""
        return any(map(self.__getitem__, text.split()))


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
def _telling() -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / "detect.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """Every language there are word lists of (ISO 639-1), in the order of `detect.toml`."""
    return tuple(_telling()["words"])


@lru_cache(maxsize=1)
def _function_words() -> Kept[tuple[str, ...]]:
    """The languages that each word is a function word of."""
    found: dict[str, tuple[str, ...]] = {}
    for code, listed in _telling()["words"].items():
        for word in listed.split():
            found[word] = (*found.get(word, ()), code)
    return Kept(lambda piece: filter(None, map(found.get, _WORD.findall(piece))))


def votes(text: str) -> dict[str, float]:
    """How many function words of the text each language has; a word of several is shared by them."""
    found: dict[str, float] = {}
    for codes, times in Counter(_function_words().all(text[: VOTING.sample].lower())).items():
        for code in codes:
            found[code] = found.get(code, 0.0) + times / len(codes)
    return found


def detect(text: str) -> str:
    """The language (ISO 639-1) most of whose function words stand in the text; English where nothing speaks for
    another. In a line or two, which hold few such words, the language's other marks count as well."""
    found = votes(text)
    if len(text) < VOTING.short:
        for code, weight in _hints(text).items():
            found[code] = found.get(code, 0.0) + weight
    found[DEFAULT] = found.get(DEFAULT, 0) + (VOTING.english if len(text) >= VOTING.short else VOTING.english_line)
    return max(found, key=lambda code: (found[code], code == DEFAULT))


def _hints(text: str) -> dict[str, float]:
    """What speaks for a language beside its function words: common words, verbs of saying, endings, letters, marks."""
    known = _habits()
    found: dict[str, float] = {}
    for word in dict.fromkeys(_WORD.findall(text)):
        low = word.lower()
        codes = set(known.words.get(low, ()))
        if word == low:
            codes |= {
                code for end in range(3, len(low)) for code in known.stems.get(low[:end], ()) if len(low) - end < 5
            }
            codes = codes or {code for end in range(1, 5) for code in known.endings.get(low[-end:], ())}
        for code in sorted(codes):
            found[code] = found.get(code, 0.0) + VOTING.hint / len(codes)
    small = " ".join(word for word in _WORDS.findall(text) if word[0].islower())  # "Muñoz wins" is English
    for sign, code in known.signs:
        if sign in (small if sign.isalpha() else text):
            found[code] = found.get(code, 0.0) + 1.0
    return found


class _Habits(NamedTuple):
    words: dict[str, tuple[str, ...]]  # a common word, and the languages that have it
    stems: dict[str, tuple[str, ...]]  # of verbs of saying
    endings: dict[str, tuple[str, ...]]
    signs: tuple[tuple[str, str], ...]  # a letter or a mark, and the one language that has it


@lru_cache(maxsize=1)
def _habits() -> _Habits:
    data = _telling()
    words: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    for code in data["endings"]:
        names, cues = lexicon(code, "names"), lexicon(code, "cues")
        for word in {word for key in ("common", "stop", "after_names") for word in names.list(key) if word.islower()}:
            words[word] = (*words.get(word, ()), code)
        for stem in dict.fromkeys(map(_stem, cues.ending("_verbs"))):
            stems[stem] = (*stems.get(stem, ()), code)
    endings: dict[str, tuple[str, ...]] = {}
    for code, listed in data["endings"].items():
        for ending in listed.split():
            endings[ending] = (*endings.get(ending, ()), code)
    signs = tuple((sign, code) for code, listed in data["signs"].items() for sign in listed)
    return _Habits(words, stems, endings, signs)


def _stem(verb: str) -> str:
    """`contar:cuent`, `hinzu|fügen`: the verb without its ending, its changes and its particle's sign."""
    return verb.partition(":")[0].split()[0].replace("|", "")[:-2]


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
