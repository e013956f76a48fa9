"""Whether words that say what somebody is touch a name, in languages that put the noun first: `el ministro de
Hacienda, Juan Ríos`, `Ana Gil, portavoz del grupo`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.people import noun_first
from corpus.extract.people.name_lexicon import vocabulary
from corpus.languages import lexicon
from corpus.model import Span


@dataclass(frozen=True, slots=True)
class AppositionReach:
    """How far before a name the noun begins that says what somebody is. Set by hand: a line and a half."""

    before: int = 120  # characters before a name


_REACH = AppositionReach()

_BETWEEN = (" ", ", ", ",\n", ", \n", "., ", " (")
_REST = re.compile(r"(?: (?!qu)[a-zà-ÿ-]+(?<![óu])){1,3}(?=, \n?$)")  # what the adjectives known leave before a comma
_OPENING = re.compile(r"(?:, | \()")
_FINITE = ("ó", "aron", "ieron", "aba", "ou", "aram", "eram", "ait")
_TURN = re.compile(r"[.;:!?\n\"“”«»](?!\w)")


def before(text: str, start: int, code: str) -> Span | None:
    """The phrase that leads to the name at `start`. The widest one: in "the spokesman of the mayor, Ann Lee", "the
    mayor" is not it."""
    begin = max(0, start - _REACH.before)
    for turn in _TURN.finditer(text, begin, start):
        if not _abbreviates(text, turn.start()):
            begin = turn.end()
    for article in _introducing(code).finditer(text, begin, start):
        end = noun_first.end(text, article.end(), code, frozenset((start,)), beside=True)
        if end is not None and end <= start:
            rest = _REST.match(text[end:start])
            end += rest.end() if rest else 0
            if text[end:start] in _BETWEEN:
                return Span(article.end(), end)
    return None


def _abbreviates(text: str, dot: int) -> bool:
    """Whether the stop belongs to an abbreviation, so that no sentence ends there: EE.UU., S.A."""
    return text[dot] == "." and text[max(0, dot - 3) : dot].upper().strip(".") == text[max(0, dot - 3) : dot].strip(".")


def behind(text: str, end: int, code: str) -> Span | None:
    """The apposition after the name that ends at `end`."""
    opening = _OPENING.match(text, end)
    if opening is None:
        return None
    start = opening.end()
    article = _introducing(code).match(text, start)
    start = article.end() if article else start
    stop = noun_first.end(text, start, code, beside=True)
    if stop is None or (not article and text[start].isupper() and text[start - 2] != "("):
        return None
    following = text[stop + 1 : stop + 30].split(" ", 1)[0].rstrip(",.;:") if text[stop : stop + 1] == " " else ""
    if following in vocabulary(code).after_names or following.endswith(_FINITE):
        return None  # the subject of a clause
    return Span(start, stop)


@lru_cache(maxsize=16)
def _introducing(code: str) -> re.Pattern[str]:
    phrase = lexicon(code, "callings").table("phrase")
    words = phrase.get("introducing", "").split()
    choices = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w’'-])(?i:{choices})(?: |(?<=[lL])['’])")
