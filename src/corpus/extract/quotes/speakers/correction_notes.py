"""Whose words a correction hands them to: "… attributed the sentence “…” to Ann Lee. It was Bob Ray who said it." """

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.languages import lexicon
from corpus.model import Mention, MentionKind


@dataclass(frozen=True, slots=True)
class _Rules:
    """Each None in a language that lists nothing for it."""

    before: re.Pattern[str] | None  # attributed “...”
    behind: re.Pattern[str] | None  # “...” was attributed to
    owners: Sequence[re.Pattern[str]]  # it was ... who said it
    negations: frozenset[str]


def owner(text: str, statement: Statement, segment: Segment, after: Statement | None, code: str) -> Mention | None:
    """Whom the rest of the sentence, or the next one of the paragraph, names as the one who said them."""
    rules = _rules(code)
    led, behind = text[statement.span.start : segment.outer.start], text[segment.outer.end : statement.span.end]
    given = rules.before and rules.before.search(led)
    if not given and not (rules.behind and rules.behind.match(behind)):
        return None
    near = after if after and after.paragraph == statement.paragraph else None
    for one, start in ((statement, segment.outer.end), (near, near.span.start if near else 0)):
        found = [match for rule in rules.owners if one and (match := rule.search(text, start, one.span.end))]
        spans = [match.span("who") for match in found if rules.negations.isdisjoint(match["who"].lower().split())]
        for mention in one.mentions if one else ():
            named = mention.kind is MentionKind.NAME
            if named and any(begin <= mention.span.start and mention.span.end <= end for begin, end in spans):
                return mention
    return None


@lru_cache(maxsize=16)
def _rules(code: str) -> _Rules:
    words = lexicon(code, "frames")

    def any_of(key: str) -> re.Pattern[str] | None:
        listed = words.list(key)
        return re.compile("|".join(listed), re.IGNORECASE) if listed else None

    who = r"(?P<who>[^,.;]{2,40})"
    owners = [re.compile(one.replace("{who}", who), re.IGNORECASE) for one in words.list("owners")]
    return _Rules(any_of("attributing"), any_of("attributed"), owners, words.words("negations"))
