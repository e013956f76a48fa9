"""The day an article was published, and how that is known: stated, told by metadata, deduced, or the file's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from corpus.extract.facts.date_rules import Calendar, calendar
from corpus.extract.facts.dates import inside
from corpus.languages import lexicon
from corpus.model import PROSE, Article, Basis, Block, BlockKind, Published, Span

_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/.]?(0[1-9]|1[0-2])[-_/.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_LEAD = 600  # characters of the first paragraph that may tell the day


def find(article: Article, blocks: Sequence[Block], code: str) -> Published | None:
    """The best known day: metadata, then one stated, then one deduced, then the file's."""
    known = article.published
    if known and known.basis is not Basis.FILE:
        return known
    rules = calendar(code)
    return (
        _stated(article.text, blocks, code, rules)
        or _deduced(article.text, blocks, rules)
        or _filed(article.path)
        or known
    )


def _stated(text: str, blocks: Sequence[Block], code: str, rules: Calendar) -> Published | None:
    """A line of its own at the head or the foot that says "Published: 3 September 2025" or is nothing but a date."""
    words = lexicon(code, "blocks").list("stated")
    says = re.compile(rf"\W*(?:{'|'.join(map(re.escape, words)) or '(?!)'})\b", re.I)
    for block in (*blocks[:8], *blocks[-4:]):
        if len(block.span) > 80 and block.kind is not BlockKind.META:
            continue
        for span, value in inside(text, block.span, rules, None):
            alone = len(block.span) - len(span) <= 12
            if len(value) == 10 and (alone or says.match(text, block.span.start) or block.kind is BlockKind.META):
                return Published(value, Basis.STATED, span)
    return None


def _deduced(text: str, blocks: Sequence[Block], rules: Calendar) -> Published | None:
    """The day of the latest embedded post, moved to the weekday of the lead when that is one of the next two days;
    else a full date in the lead."""
    signed = [
        (value, span)
        for block in blocks
        if block.kind is BlockKind.SIGNATURE
        for span, value in inside(text, block.span, rules, None)
        if len(value) == 10
    ]
    lead = next((Span(b.span.start, min(b.span.end, b.span.start + _LEAD)) for b in blocks if b.kind in PROSE), None)
    if not signed:
        full = (found for found in (inside(text, lead, rules, None) if lead else ()) if len(found[1]) == 10)
        return next((Published(value, Basis.DEDUCED, span) for span, value in full), None)
    value, span = max(signed, key=lambda pair: pair[0])
    last = date.fromisoformat(value)
    told = {seen for _, seen in inside(text, lead, rules, last + timedelta(days=2))} if lead else set()
    later = [last + timedelta(days=days) for days in range(3)]
    return Published(next((day for day in map(date.isoformat, later) if day in told), value), Basis.DEDUCED, span)


def _filed(path: str) -> Published | None:
    match = _IN_PATH.search(path)
    return Published("-".join(match.groups()), Basis.FILE) if match else None
