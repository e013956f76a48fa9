"""Dates in the text, and the article's own: when it was published, how that is known, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from corpus.extract.calendar import Calendar, calendar, meant
from corpus.language import lexicon
from corpus.model import PROSE, Article, Basis, Block, BlockKind, Date, Published, Span, Title

_AHEAD = 90  # characters before a date that are searched for words of the future
_YEAR = re.compile(r"[12]\d{3}(?!\d)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)(?:,?\s|-)$")
_TENSED = frozenset({"weekday", "month", "feast"})  # without more, before or after the day of publication
_BEFORE, _AFTER = 18, 32  # characters of a date before and after the word that gives it away
_LEAD = 600  # characters of the first paragraph that may tell the day
_SENTENCE = re.compile(r"[.!?;]\s|\n")
_MONEY = re.compile(r"(?:[$£€¥#№.,:/]|[^a-z]-)\s?$")
_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/.]?(0[1-9]|1[0-2])[-_/.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_CUT = re.compile(r"[,;:–—]\s|\s[–—-]\s|\s")
_TITLE_ROOM = 90


def find(text: str, code: str, published: str | None) -> tuple[Date, ...]:
    """Dates in text order. `published` (YYYY-MM-DD) is the day that "Friday" and "last year" are seen from; without it
    only dates that name their year are told."""
    day = date.fromisoformat(published) if published else None
    return tuple(Date(span, value) for span, value in _dates(text, Span(0, len(text)), calendar(code), day))


def published(article: Article, blocks: Sequence[Block], code: str) -> Published | None:
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


def title(article: Article, blocks: Sequence[Block]) -> Title | None:
    """The metadata's title, else the headline, else the first words of the lead (`derived`)."""
    if article.title:
        return article.title
    for block in blocks:
        if block.kind is BlockKind.TITLE:
            span = _unmarked(article.text, block.span)
            return Title(span.of(article.text), span)
    lead = next((block for block in blocks if block.kind is BlockKind.LEAD), None)
    if lead is None:
        return None
    span = _shortened(article.text, lead.span)
    return Title(span.of(article.text), span, derived=True)


def _dates(text: str, within: Span, rules: Calendar, day: date | None) -> Iterator[tuple[Span, str]]:
    for window in _windows(text, within, rules):
        yield from _in_window(text, window, rules, day)


def _windows(text: str, within: Span, rules: Calendar) -> Iterator[Span]:
    """The surroundings of the words dates are made of: looking for whole dates everywhere is ten times slower."""
    places = [match.start() for match in _YEAR.finditer(text, within.start, within.end)]
    for word in rules.triggers:
        at = text.find(word, within.start, within.end)
        while at >= 0:
            places.append(at)
            at = text.find(word, at + len(word), within.end)
    start = end = within.start
    for place in sorted(places):
        if place - _BEFORE > end:
            if end > start:
                yield Span(start, end)
            start = place - _BEFORE
        end = min(within.end, place + _AFTER)
    if end > start:
        yield Span(start, end)


def _in_window(text: str, window: Span, rules: Calendar, day: date | None) -> Iterator[tuple[Span, str]]:
    for match in rules.pattern.finditer(text, window.start, window.end):
        names = rules.fields[match.lastgroup or ""]
        fields: dict[str, str] = {}
        start = match.end()
        for name, mark in names:
            written = match.group(mark)
            if written is not None:
                start = min(start, match.start(mark))
                key = {"mm": "month", "count": "number", "units": "unit"}.get(name, name)
                fields[key] = rules.tables[name][written.rstrip(".").lower()] if name in rules.tables else written
        if fields.keys() == {"year"} and not _is_year(text, match, rules):
            continue
        if fields.keys() == {"month"} and not _is_month(text, match, rules):
            continue
        if fields.keys() in ({"month"}, {"weekday"}) and match.group().lower() in rules.short:
            continue
        ahead = _ahead(text, Span(start, match.end()), rules) if day and not fields.keys().isdisjoint(_TENSED) else None
        value = meant(fields, day, ahead)
        if value:
            yield Span(start, match.end()), value


def _is_year(text: str, match: re.Match[str], rules: Calendar) -> bool:
    if _MONEY.search(text[max(0, match.start() - 2) : match.start()]):
        return False
    following = text[match.end() : match.end() + 16].split()
    return not (
        following and text[match.end() : match.end() + 1] == " " and following[0].strip(".,;:)") in rules.not_years
    )


def _is_month(text: str, match: re.Match[str], rules: Calendar) -> bool:
    """Not the verb "may" and not the first name of June Carter."""
    before = _WORD_BEFORE.search(text, max(0, match.start() - 16), match.start())
    if before and before.group(1).lower() in rules.before_month:
        return True
    return match.group() not in rules.alone and not text[match.end() : match.end() + 2].strip()[:1].isupper()


def _ahead(text: str, span: Span, rules: Calendar) -> bool | None:
    """Whether the nearest word that tells looks ahead; what is somebody's own ("Friday's vote") is past."""
    if text[span.end : span.end + 2] in ("'s", "’s"):
        return False
    before = _SENTENCE.split(text[max(0, span.start - _AHEAD) : span.start])[-1]
    told = list(rules.tense.finditer(before))
    if told or len(before) > 12:
        return told[-1].lastgroup == "future" if told else None
    after = rules.tense.search(_SENTENCE.split(text[span.end : span.end + _AHEAD])[0])
    return after.lastgroup == "future" if after else None


def _stated(text: str, blocks: Sequence[Block], code: str, rules: Calendar) -> Published | None:
    """A line of its own at the head or the foot that says "Published: 3 September 2025" or is nothing but a date."""
    words = lexicon(code, "blocks").list("stated")
    says = re.compile(rf"\W*(?:{'|'.join(map(re.escape, words)) or '(?!)'})\b", re.I)
    for block in (*blocks[:8], *blocks[-4:]):
        if len(block.span) > 80 and block.kind is not BlockKind.META:
            continue
        for span, value in _dates(text, block.span, rules, None):
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
        for span, value in _dates(text, block.span, rules, None)
        if len(value) == 10
    ]
    lead = next((Span(b.span.start, min(b.span.end, b.span.start + _LEAD)) for b in blocks if b.kind in PROSE), None)
    if not signed:
        full = (found for found in (_dates(text, lead, rules, None) if lead else ()) if len(found[1]) == 10)
        return next((Published(value, Basis.DEDUCED, span) for span, value in full), None)
    value, span = max(signed, key=lambda pair: pair[0])
    last = date.fromisoformat(value)
    told = {seen for _, seen in _dates(text, lead, rules, last + timedelta(days=2))} if lead else set()
    later = [last + timedelta(days=days) for days in range(3)]
    return Published(next((day for day in map(date.isoformat, later) if day in told), value), Basis.DEDUCED, span)


def _filed(path: str) -> Published | None:
    match = _IN_PATH.search(path)
    return Published("-".join(match.groups()), Basis.FILE) if match else None


def _unmarked(text: str, span: Span) -> Span:
    """Without the Markdown marks of a heading."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip("#*_ \t"))
    return Span(start, max(start + 1, span.start + len(words.rstrip("#*_ \t"))))


def _shortened(text: str, span: Span) -> Span:
    """The first words, cut at a comma or a dash in the second half of the room if there is one, else between words."""
    words = span.of(text)
    if len(words) <= _TITLE_ROOM:
        return span
    cuts = [match for match in _CUT.finditer(words, 0, _TITLE_ROOM + 1) if match.start() > 0]
    clauses = [match for match in cuts if match.start() >= _TITLE_ROOM // 2 and match.group().strip()]
    best = (clauses or cuts)[-1].start() if cuts else _TITLE_ROOM
    return Span(span.start, span.start + best)
