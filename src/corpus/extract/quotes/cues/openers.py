"""Finds two cues that are none elsewhere: a preposition that opens a sentence and leads to whoever thinks so ("Para
Rubio, «…»"), and a verb that says where something stands ("in dem Brief war „…“ zu lesen")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.extract.quotes.cues.cue_words import Cue, CueKind, trie
from corpus.extract.quotes.cues.statements import Statement
from corpus.languages import lexicon
from corpus.model import Span


@dataclass(frozen=True, slots=True)
class OpenerReach:
    """How far from the preposition at the head of a sentence whoever thinks so is named. Set by hand."""

    title: int = 40  # characters between the preposition and a name: "la ministra de Obras"
    apposition: int = 90  # characters behind the name up to the comma


_REACH = OpenerReach()


def find(text: str, statement: Statement, code: str) -> Cue | None:
    """The preposition, where the sentence quotes. Elsewhere it may be the reporter's own view: "Para Rubio, el
    viaje fue largo"."""
    pattern = _pattern(code)
    opening = pattern.match(text, statement.span.start) if pattern and statement.segments else None
    if not opening or not statement.mentions:
        return None
    somebody = statement.mentions[0].span
    led = text[opening.end() : somebody.start]
    if (
        somebody.start < opening.end()
        or len(led) > _REACH.title
        or "," in led
        or not _closed(text, statement, somebody)
    ):
        return None
    return Cue(Span(*opening.span()), opening[0].lower(), CueKind.ACCORDING)


def _closed(text: str, statement: Statement, somebody: Span) -> bool:
    """A comma, or the quotation itself, ends whoever is named: "para Rubio salir de casa" is no view of his."""
    first = next((s.outer.start for s in statement.segments if s.outer.start >= somebody.end), -1)
    behind = text[somebody.end : first] if first >= 0 else ""
    return first >= 0 and (not behind.strip() or "," in behind[: _REACH.apposition])


def written(text: str, statement: Statement, code: str) -> Cue | None:
    """The verb beside the place where the words stand, which opens the sentence or closes it: In dem Entwurf steht:
    „…“; in dem Brief war von „…“ die Rede; «…», se lee en la carta."""
    rules = _written(code)
    if not rules or not statement.segments:
        return None
    first, last = statement.segments[0].outer, statement.segments[-1].outer
    found = rules.tag.match(text, last.end, statement.span.end)
    if not found and not statement.cues and rules.opening.match(text, statement.span.start):
        if rules.signs.search(text, statement.span.start, first.start):
            return None  # what is written on a banner nobody tells
        ahead = rules.before.search(text, statement.span.start, first.start)
        found = ahead or rules.behind.match(text, last.end, statement.span.end)
    return Cue(Span(*found.span("cue")), found["cue"].lower(), CueKind.REPORT) if found else None


class _Written(NamedTuple):
    opening: re.Pattern[str]  # the preposition before where it stands
    before: re.Pattern[str]  # the verb right before the words
    behind: re.Pattern[str]  # or right behind
    tag: re.Pattern[str]  # behind a comma, and where the words stand behind it
    signs: re.Pattern[str]


@lru_cache(maxsize=16)
def _written(code: str) -> _Written | None:
    words, cues = lexicon(code, "frames"), lexicon(code, "cues")
    before, behind = (trie(words.list(key)) for key in ("stands", "stands_behind"))
    if not before or words.code != code:
        return None
    origins = cues.list("origins")
    opening = "|".join(word.capitalize() for word in origins)
    return _Written(
        re.compile(rf"(?:{opening})\b"),
        re.compile(rf"\b(?P<cue>{before})(?:\s\w+){{0,4}}:?\s\Z"),
        re.compile(rf"\s(?P<cue>{behind})\b"),
        re.compile(rf",?\s(?P<cue>{behind})(?=\s(?:{trie(origins)})\b)"),
        re.compile(rf"\b(?:{'|'.join(words.list('signs'))})\b", re.IGNORECASE),
    )


@lru_cache(maxsize=16)
def _pattern(code: str) -> re.Pattern[str] | None:
    words = lexicon(code, "cues").list("openers")
    return re.compile(rf"(?:{'|'.join(word.capitalize() for word in words)})\b") if words else None
