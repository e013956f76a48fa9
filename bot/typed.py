"""The words people type, in every language at once (`typed.toml`): they mix them, and a command may come first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from bot.catalogue import DEFAULT, known
from corpus.analysis.folding import fold
from corpus.languages import lexicon, opened, votes

_COMMAND = re.compile(r"\A\s*/\S+")
_WORD = re.compile(r"(?<![\w&@#.])[^\W\d_]+(?![\w&@])")
_TELLING = 2  # letters: of a text with shorter words only, no language is told
_QUOTED = re.compile(r"[\"“«„][^\"”»“]*[\"”»“]")
_SAYING = ("questions", "did", "said", "told")
_CALLED = (("titles", "words"), ("roles", "either"), ("roles", "female"), ("roles", "male"))
TYPED: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def words_of(kind: str) -> list[str]:
    """The words of a kind, such as "greetings", in every language."""
    return list(dict.fromkeys(word for words in TYPED.values() for word in words.get(kind, ())))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words or phrases, the longest first, with or without their accents."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join("".join(map(_letter, word)) for word in longest)


def leading(words: Iterable[str]) -> str:
    """A pattern for any of these words and the space behind it; an elided one ("d'") has none."""
    elided = {word for word in words if word.endswith("'")}
    whole = rf"(?:{any_of(set(words) - elided)})\s+"
    return rf"(?:{whole}|(?:{any_of(elided)})\s*)" if elided else whole


def heard(text: str, before: str | None = None) -> str:
    """The language somebody writes in, as far as a command or a few words tell it; else that of the turn before, else
    English."""
    if code := opened(text):
        return code
    first = text.strip().lstrip("/ ").partition(" ")[0].rstrip(":").casefold()
    called = _calling(first, ("commands", "drafts")) or _calling(fold(first), ("commands", "drafts"), fold)
    told = _told(text)
    if called:
        return told if told in called else called[0]
    asking = _calling(first, ("questions",)) if text.strip().endswith("?") else []
    return told or (asking[0] if len(asking) == 1 else _in_passing(text) or before or DEFAULT)


def _told(text: str) -> str | None:
    """What the grammar, question and speech words of a text tell of its language. Names tell nothing (the E of PG&E is
    no "and"), nor do the words of a command, which is English."""
    said = _COMMAND.sub("", text, count=1)
    opens = said == text  # where a command goes before, a capital is a name's
    own = _QUOTED.sub(" ", said)
    return _most(_small(own, opens=opens)) or (_most(_WORD.findall(said)) if own != said else None)


def _small(text: str, *, opens: bool) -> list[str]:
    """The words that are no names; one that opens a text may be either."""
    found = enumerate(_WORD.findall(text))
    return [w for at, w in found if w.islower() or (opens and not at and len(w) >= _TELLING and w.istitle())]


def _most(words: list[str]) -> str | None:
    """The language most of the words are of, English of several."""
    if max(map(len, words), default=0) < _TELLING:
        return None
    found: dict[str, float] = {}
    for word in words:
        codes = {*votes(word), *_calling(word.casefold(), _SAYING), *_called_so(word.casefold())}
        for code in codes:
            found[code] = found.get(code, 0) + 1 / len(codes)
    most = max(found.values(), default=0)
    likely = [code for code, number in found.items() if number == most]
    return known(likely[0]) if len(likely) == 1 else DEFAULT if DEFAULT in likely else None


def _called_so(word: str) -> list[str]:
    """The languages in which somebody is called so: "alcaldesa", "spokeswoman"."""
    return [code for code in TYPED if word in offices(code)]


@cache
def offices(code: str) -> frozenset[str]:
    """What people are called by their office or their trade, in small letters."""
    tables = lexicon(code, "titles").tables()
    return frozenset(
        word for table, key in _CALLED for word in str(tables.get(table, {}).get(key, "")).casefold().split()
    )


def _in_passing(text: str) -> str | None:
    """The one language whose words beside a question are in the text: "dame", "desde:", "the latest"."""
    found = {code: len(pattern.findall(text)) for code, pattern in _BESIDE.items()}
    most = max(found.values())
    codes = [code for code, number in found.items() if number == most]
    return codes[0] if most and len(codes) == 1 else None


def _calling(word: str, kinds: tuple[str, ...], spelt: Callable[[str], str] = str.casefold) -> list[str]:
    """The languages that have this word among those of the kinds, in the spelling that counts."""
    return [code for code, words in TYPED.items() if any(word in map(spelt, _listed(words, kind)) for kind in kinds)]


def _listed(words: dict[str, Any], kind: str) -> list[str]:
    found = words.get(kind, ())
    return [word for said in found.values() for word in said] if isinstance(found, dict) else list(found)


def _letter(letter: str) -> str:
    if letter in " '":
        return {" ": r"\s+", "'": "['’]"}[letter]
    plain = fold(letter)
    return re.escape(letter) if plain == letter else f"(?:{letter}|{plain})"


def _beside(words: dict[str, Any]) -> re.Pattern[str]:
    plain = any_of([*words.get("polite", ()), *words.get("latest", ())])
    options = [word for said in words.get("options", {}).values() for word in said]
    return re.compile(rf"(?<!\w)(?:(?:{plain})(?!\w)" + (rf"|(?:{any_of(options)})[:=])" if options else ")"), re.I)


_BESIDE = {code: _beside(words) for code, words in TYPED.items()}
