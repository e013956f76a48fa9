"""Finds where two texts were run together on one line without a stop: at links, time stamps, rules, picture credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NEXT_WORD = re.compile(r"[\"“«¡¿(]?([^\W\d_]+)")
_LINK = re.compile(r"(?:://|@\w|www\.)[^\s]{3,300}+(\s+)(?=https?://|[\"“«]?[A-ZÀ-ÖØ-Þ])")
_STAMP = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4} \d{1,2}:\d\d(?::\d\d)?+(?: ?[AP]M)?+(?!\w)")
_RULE = re.compile(r"[*_=~-]{4,}+")
_SEMICOLON = re.compile(r";(\s+)(?=[\"“«¡¿]?[A-ZÀ-ÖØ-Þ])")
_SMILE = re.compile(r"[;:](?<= [;:])-?[)(](\s+)(?=[\"“«¡¿]?[A-ZÀ-ÖØ-Þ])")
_DATELINE = re.compile(
    r"^([^\W\d_a-z][^\n()–—_]{1,60}?(\([^()\n]{2,20}\))?)(?:\s?(?:--|[–—_-]|\.-)|(?<=[A-Z]{2}\)))(\s)"
    r"(?=[\"“«]?[^\W\d_a-z])",
    re.MULTILINE,
)
_DASHED = re.compile(r"[–—_)-]\s[\"“«]?[^\W\d_a-z]")  # ends every dateline: where it is not, none is looked for


@dataclass(frozen=True, slots=True)
class DatelineReach:
    """How far into a text a dateline is sought. Set by hand."""

    characters: int = 2_000  # from the beginning


_REACH = DatelineReach()

_LEADS_ON = ("on", "at", "el", "am")  # words a time stamp belongs to: "posted at 8/28/2005 07:18"


def seams(text: str, starters: frozenset[str], credits: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where a text ends and the next begins, in text order. `credits` are the words that begin a picture's credit."""
    return sorted({*_credited(text, credits), *_linked(text, starters), *_ruled(text)})


def dateline(text: str, start: int) -> int:
    """Where the article begins that a dateline at `start` may stand before."""
    match = _DATELINE.search(text, start, start + 120)
    return match.end() if match and match.start() == start and _places(match) else start


def _credited(text: str, credits: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for match in _DATELINE.finditer(text, 0, _REACH.characters) if _DASHED.search(text, 0, _REACH.characters) else ():
        if _places(match):
            yield match.span(3)
    for word in credits:
        at = text.find(f" {word}: ")
        while at >= 0:
            if at and (text[at - 1].isalnum() or text[at - 1] in ')"”'):
                yield at, at + 1
            at = text.find(f" {word}: ", at + 1)


def _linked(text: str, starters: frozenset[str]) -> Iterator[tuple[int, int]]:
    for match in _SEMICOLON.finditer(text):
        if _starts(text, match.end(), starters):
            yield match.span(1)
    if "://" in text or "@" in text or "www." in text:
        for match in _LINK.finditer(text):
            if text.startswith("http", match.end()) or _starts(text, match.end(), starters):
                yield match.span(1)
    if ":)" in text or ":-)" in text or ";)" in text:
        for match in _SMILE.finditer(text):
            yield match.span(1)


def _ruled(text: str) -> Iterator[tuple[int, int]]:
    if "----" in text or "____" in text or "****" in text or "====" in text:
        for match in _RULE.finditer(text):
            yield from _around(text, match)
    for match in _STAMP.finditer(text) if "/" in text else ():
        if not text[max(0, match.start() - 4) : match.start()].endswith(tuple(f" {word} " for word in _LEADS_ON)):
            yield from _around(text, match)


def _places(match: re.Match[str]) -> bool:
    """Whether what stands before a dash is where the article comes from: "Madrid, 23 may (EFE)", "WASHINGTON"."""
    words = match.group(1).replace(",", " ").split()
    marked = match.group(2) or "," in match.group(1) or words[0].isupper()
    return bool(marked) and all(not word[0].islower() or len(word) <= 4 for word in words)


def _around(text: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    start, end = match.span()
    if start and text[start - 1] == " ":
        yield start - 1, start
    if text[end : end + 1] == " ":
        yield end, end + 1


def _starts(text: str, at: int, starters: frozenset[str]) -> bool:
    word = _NEXT_WORD.match(text, at)
    return word is not None and word.group(1).lower() in starters
