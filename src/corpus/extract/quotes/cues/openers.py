"""Takes the preposition at the head of a sentence for a cue where it leads to whoever thinks so: "Para Rubio, «…»"."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.extract.quotes.cues.cue_words import Cue, CueKind
from corpus.extract.quotes.cues.statements import Statement
from corpus.languages import lexicon
from corpus.model import Span

_TITLE = 40  # characters between the preposition and a name: "la ministra de Obras"
_APPOSITION = 90  # characters behind the name up to the comma


def find(text: str, statement: Statement, code: str) -> Cue | None:
    """Only where the sentence quotes: "Para Rubio, el viaje fue largo" may be the reporter's own view."""
    pattern = _pattern(code)
    opening = pattern.match(text, statement.span.start) if pattern and statement.segments else None
    if not opening or not statement.mentions:
        return None
    somebody = statement.mentions[0].span
    led = text[opening.end() : somebody.start]
    if somebody.start < opening.end() or len(led) > _TITLE or "," in led or not _closed(text, statement, somebody):
        return None
    return Cue(Span(*opening.span()), opening[0].lower(), CueKind.ACCORDING)


def _closed(text: str, statement: Statement, somebody: Span) -> bool:
    """A comma, or the quotation itself, ends whoever is named: "para Rubio salir de casa" is no view of his."""
    first = next((s.outer.start for s in statement.segments if s.outer.start >= somebody.end), -1)
    behind = text[somebody.end : first] if first >= 0 else ""
    return first >= 0 and (not behind.strip() or "," in behind[:_APPOSITION])


@lru_cache(maxsize=16)
def _pattern(code: str) -> re.Pattern[str] | None:
    words = lexicon(code, "cues").list("openers")
    return re.compile(rf"(?:{'|'.join(word.capitalize() for word in words)})\b") if words else None
