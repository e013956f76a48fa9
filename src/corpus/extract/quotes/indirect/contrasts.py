"""Where the reporter turns from what was told to somebody else: "..., but the mayor disagrees", "while Hale said"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.indirect.content_candidates import trim
from corpus.languages import lexicon
from corpus.model import MentionKind, Span


@dataclass(frozen=True, slots=True)
class TurnReach:
    """Where the reporter turns to somebody else. Set by hand."""

    shortest: int = 12  # characters told before the turn
    near: int = 6  # characters between the turning word and whom it turns to: "the "
    behind: int = 20  # characters behind the told words in which their cue may stand


_REACH = TurnReach()

_PERSONS = (MentionKind.NAME, MentionKind.DESCRIPTION)


def cut(text: str, statement: Statement, told: Span, speaker: str | None, code: str) -> Span:
    """The told words up to the first such turn."""
    turns = _turns(code)
    for match in turns.finditer(text, told.start + _REACH.shortest, told.end) if turns else ():
        beside = next(
            (one for one in statement.mentions if match.end() <= one.span.start <= match.end() + _REACH.near), None
        )
        if match["soft"] is None and _changes_time(text, told, match.start(), match.end(), code):
            return trim(text, told.start, match.start())
        if beside is None or beside.kind not in _PERSONS or beside.span.end > told.end:
            continue
        if beside.person is not None and beside.person == speaker:
            continue
        if match["soft"] is None or any(
            beside.span.end <= cue.span.start < told.end + _REACH.behind for cue in statement.cues
        ):
            return trim(text, told.start, match.start())
    return told


def _changes_time(text: str, told: Span, end: int, start: int, code: str) -> bool:
    """Whether the tense changes, which ends what is told: in "would close, but the council disagrees" only "would
    close" was said."""
    words = lexicon(code, "cues")
    shifted = words.words("backshifted")
    after = text[start : told.end].lower().split()
    if not shifted or not after or after[0] not in words.words("determiners"):
        return False
    return not shifted.isdisjoint(text[told.start : end].lower().split()) and shifted.isdisjoint(after)


@lru_cache(maxsize=16)
def _turns(code: str) -> re.Pattern[str] | None:
    """Words that turn to somebody whatever follows, and (soft) those that do where somebody else says something."""
    words = lexicon(code, "cues")
    hard, soft = ("|".join(map(re.escape, words.list(key))) for key in ("contrast", "contrast_soft"))
    return re.compile(rf",? (?:(?:{hard})|(?P<soft>{soft})) ") if hard else None
