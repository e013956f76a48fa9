"""When two strings are the same to a person who types in a hurry."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "‘": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-",
}  # fmt: skip
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")  # that combine, those of European languages
_SYMBOLS = re.compile(r"[^\w\x00-\x7f]+")  # combining marks are among them, few other letters of a text are
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case, no accents, straight quote marks: for comparing, never for showing."""
    if text.isascii():
        return text.lower()
    small = text.lower()
    for letter, plain in _LETTERS.items():  # faster than a table, which is asked for every letter of a text
        small = small.replace(letter, plain)
    if small.isascii():
        return small
    decomposed = _MARKS.sub("", unicodedata.normalize("NFKD", small))
    if decomposed.isascii():
        return decomposed
    return _SYMBOLS.sub(_unmarked, decomposed)


def _unmarked(found: re.Match[str]) -> str:
    return "".join(symbol for symbol in found.group() if not unicodedata.combining(symbol))


def words(text: str) -> list[str]:
    """The folded words of a text; punctuation, apostrophes and hyphens part words."""
    return _WORD.findall(fold(text))
