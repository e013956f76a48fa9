"""Whether an article prints words as what somebody did not say: never said “…”, “…” is what she denies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.analysis.folding import fold
from corpus.model import Span
from corpus.verify.tokens import tokens
from corpus.verify.utterances import Stretch, between
from corpus.verify.vocabulary import turns, vocabulary

_END = re.compile(r"[.!?…][\"”»“]*\s")
_BREAK = re.compile(r"[,;:()—–]")
_MARKS = " \t\"“”„«»‚‘’',."
_THAT = frozenset({"that", "que", "dass"})
_AND = frozenset({"and", "but", "y", "pero", "und", "aber", "et", "mais", "e", "mas"})


@dataclass(frozen=True, slots=True)
class Near:
    """How near a denial stands to the words that are denied. Set by hand."""

    around: int = 90  # characters beside them that are looked at
    next: int = 3  # words between it and them
    clause: int = 8  # the same where a clause is denied: that the island was “…”
    behind: int = 4  # words between them and it


_NEAR = Near()


def denied(stretch: Stretch, span: Span) -> bool:
    """Whether the article says that nobody said so; or corrects it: said “…,” not “…”."""
    inside = between(stretch.article, span) or _marks_within(stretch, span)
    if any(_denied_before(stretch.article.text, one) for one in dict.fromkeys((span, inside or span))):
        return True
    return inside is not None and _denied_behind(stretch, inside)


def _denied_before(text: str, said: Span) -> bool:
    line = text.rfind("\n", 0, said.start) + 1
    if vocabulary().corrections.search(text, line, said.start) and vocabulary().in_place_of.search(
        text[line : said.start]
    ):
        return True
    before = _before(text, said)
    found = list(vocabulary().denials.finditer(before))
    return bool(found) and _reaches(before[found[-1].start() :], before[found[-1].end() :])


def _before(text: str, said: Span) -> str:
    """The sentence before these words."""
    line = text.rfind("\n", 0, said.start) + 1
    return _END.split(text[max(line, said.start - _NEAR.around) : said.start])[-1]


def _marks_within(stretch: Stretch, span: Span) -> Span | None:
    """What stands between marks in these printed words: that the island was “a luxury”."""
    text = stretch.article.text
    opened = re.search(r"[\"“„«]", span.of(text))
    return between(stretch.article, Span(at := span.start + opened.end(), at + 1)) if opened else None


def _reaches(denial: str, rest: str) -> bool:
    """Whether what is denied are the words behind, and not something before them."""
    keys = [token.key for token in tokens(rest)]
    if len(keys) <= _NEAR.next:
        return True
    phrase = [token.key for token in tokens(denial)][: -len(keys)]
    clause = keys[0] in _THAT or phrase[-1] in _THAT
    broken = _BREAK.search(rest) or not _AND.isdisjoint(keys) or not vocabulary().verbs.isdisjoint(keys[1:])
    return clause and len(keys) <= _NEAR.clause and not broken


def _of_something_else(behind: str, denial: re.Match[str]) -> bool:
    """“…,” but he denied that it was late: what is denied is told behind it."""
    rest = [token.key for token in tokens(behind, denial.end())]
    that = not _THAT.isdisjoint(denial.group().lower().split()[-1:])
    return bool(rest) and (that or rest[0] in _THAT - {"that"})


def _denied_behind(stretch: Stretch, inside: Span) -> bool:
    """Whether the words behind a quotation say that it was never said: “…” is something Pike never said; bestritt,
    den Satz „…“ gesagt zu haben."""
    text = stretch.article.text
    end = text.find("\n", inside.end)
    behind = text[inside.end : min(end if end >= 0 else len(text), inside.end + _NEAR.around)].lstrip(_MARKS)
    behind = _END.split(behind)[0]
    negations = turns(stretch.article.language).negations
    if vocabulary().denied_behind.match(behind):
        return not negations.isdisjoint(token.key for token in tokens(_before(text, inside)))
    found = vocabulary().denials.search(behind)
    if not found or _BREAK.search(behind, 0, found.start()) or _of_something_else(behind, found):
        return False
    keys = [fold(token.key) for token in tokens(behind, 0, found.start())]
    return len(keys) <= _NEAR.behind and vocabulary().verbs.isdisjoint(keys)
