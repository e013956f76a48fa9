"""The day an article was published, and how that is known: stated, told by metadata, deduced, or only the file's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.analysis.calendars import Calendar, calendar
from corpus.extract.facts.dates import inside
from corpus.extract.structure.dispatches import dateline
from corpus.languages import lexicon
from corpus.model import PROSE, Article, Basis, Block, BlockKind, Published, Span

_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/.]?(0[1-9]|1[0-2])[-_/.]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class DateLine:
    """Where the day of an article may stand. Set by hand."""

    place: int = 40  # characters of a place before a day
    lead: int = 600  # characters of the first paragraph that may tell the day
    fresh: int = 3  # days after a dispatch within which its file is that of this year, whatever weekday it tells of
    years: int = 7  # back, among which a weekday may tell the year: in these each falls on each day, but for one


_LINE = DateLine()

_MARKS = ",|–—-·:([/•"  # between an outlet and the day
_AROUND = f" \t*_.])>{_MARKS}"
# What a line adds to its day: a time, a page, how long it takes to read, whose the picture is.
_ADDED = re.compile(rf"[*_)\]]*\s*(?:[{re.escape(_MARKS)}.;].{{1,40}}|(?<=\s)(?:[^\W\d_]{{1,3}} ){{0,2}}\d.{{1,20}})")
_SLASHED = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")
_POSTS = frozenset({BlockKind.POST, BlockKind.SIGNATURE})  # their day is their own
_SENTENCE = re.compile(r"[.!?;“”\"]|\d")
# The day of a birth, of a treaty, in a link: not of publication.
_ELSE = re.compile(
    r"(?:\b(?:born|died|nacid[oa]|nació|geboren|née?|nascid[oa]|treaty|agreement|accord|act|law|signed|tratado|acuerdo|ley"
    r"|firmad[oa]|vertrag|gesetz|traité|loi|acordo|lei|since|desde|seit|depuis)\b[^.\n]{0,25}|://\S*|www\.\S*)$",
    re.I,
)


def find(article: Article, blocks: Sequence[Block], code: str) -> Published | None:
    """The best known day: metadata, then one stated, then one deduced, then the file's."""
    known = article.published
    if known and known.basis is not Basis.FILE:
        return known
    rules = calendar(code)
    written = _stated(article.text, blocks, code, rules) or _recorded(article.text, blocks, code, rules)
    written = written or _deduced(article.text, blocks, rules) or _cabled(article.text, blocks, rules, known)
    return _not_after(written, article.text, known) if written else _filed(article.path) or known


def _stated(text: str, blocks: Sequence[Block], code: str, rules: Calendar) -> Published | None:
    """A line of its own at the head or the foot that says "Published: 3 September 2025" or is nothing but a date."""
    words = lexicon(code, "blocks").list("stated")
    says = re.compile(rf"\W*(?:{'|'.join(map(re.escape, words)) or '(?!)'})\b", re.I)
    for block in (*blocks[:8], *blocks[-4:]):
        if len(block.span) > 80 and block.kind is not BlockKind.META:
            continue
        for span, value in inside(text, block.span, rules, None):
            if _ELSE.search(text, block.span.start, span.start):
                continue
            alone = len(block.span) - len(span) <= 12 or (
                block.kind not in _POSTS and _dateline(text, block.span, span)
            )
            if len(value) == 10 and (alone or says.match(text, block.span.start) or block.kind is BlockKind.META):
                return Published(value, Basis.STATED, span)
    return None


def _recorded(text: str, blocks: Sequence[Block], code: str, rules: Calendar) -> Published | None:
    """The day at the end of a heading that says of what it is the record: "Transcript: council, 9 May 2026"."""
    words = "|".join(map(re.escape, lexicon(code, "blocks").list("recorded")))
    heading = blocks[0].span if blocks else Span(0, 0)
    if not words or not re.compile(rf"\W*(?:{words})\b", re.I).match(text, heading.start, heading.end):
        return None
    days = [(span, value) for span, value in inside(text, heading, rules, None) if len(value) == len("YYYY-MM-DD")]
    if not days or text[days[-1][0].end : heading.end].strip(_AROUND):
        return None
    return Published(days[-1][1], Basis.STATED, days[-1][0])


def _dateline(text: str, line: Span, day: Span) -> bool:
    """Whether a line is a dateline: a place, an outlet or a column and a day, and behind that only a time, a page
    or a credit. "Puerto Lindero, 7 de octubre de 2026", "*Bay Courier* — 12 November 2026 · 3 min read"."""
    before, after = text[line.start : day.start], text[day.end : line.end]
    name = before.strip(_AROUND)
    return (
        len(name) <= _LINE.place
        and name[:1].isupper()
        and not _SENTENCE.search(name)
        and _ends_a_name(before)
        and (not after.strip(_AROUND) or _ADDED.fullmatch(after) is not None)
    )


def _ends_a_name(before: str) -> bool:
    """Whether a mark or a word with a capital stands right before the day: no "on", "of", "since"."""
    last = before.rstrip(" \t*_")
    return last[-1:] in _MARKS or last.split()[-1][:1].isupper()


def _not_after(day: Published, text: str, known: Published | None) -> Published:
    """Nothing is published after its file was written: of 12/11/2026 the reading that had passed by then. Where the
    article has 30/11/2026 as well, the day comes first."""
    written = _SLASHED.fullmatch(text[day.span.start : day.span.end]) if day.span else None
    if not written:
        return day
    year, month, number = day.value.split("-")
    other = f"{year}-{number}-{month}"
    if int(number) > 12 or (known and other > known.value):
        return day
    month_first = int(written[1]) == int(month)
    turned = month_first and any(int(one[1]) > 12 for one in _SLASHED.finditer(text))
    return Published(other, day.basis, day.span) if turned or (known and day.value > known.value) else day


def _deduced(text: str, blocks: Sequence[Block], rules: Calendar) -> Published | None:
    """The day of the latest embedded post; where the lead names a weekday that is one of the two days after it, that
    day. Without posts a full date in the lead."""
    signed = [
        (value, span)
        for block in blocks
        if block.kind is BlockKind.SIGNATURE
        for span, value in inside(text, block.span, rules, None)
        if len(value) == 10
    ]
    lead = next(
        (Span(b.span.start, min(b.span.end, b.span.start + _LINE.lead)) for b in blocks if b.kind in PROSE), None
    )
    if not signed:
        days = inside(text, lead, rules, None) if lead else ()
        full = [found for found in days if len(found[1]) == len("YYYY-MM-DD")]
        return _of_the_event(text, lead, full) if lead else None
    value, span = max(signed, key=lambda pair: pair[0])
    last = date.fromisoformat(value)
    told = {seen for _, seen in inside(text, lead, rules, last + timedelta(days=2))} if lead else set()
    later = [last + timedelta(days=days) for days in range(3)]
    return Published(next((day for day in map(date.isoformat, later) if day in told), value), Basis.DEDUCED, span)


def _cabled(text: str, blocks: Sequence[Block], rules: Calendar, known: Published | None) -> Published | None:
    """The day of an agency's dateline, "MADRID, 24 nov (EFE).-", which has no year: the last such day before the file
    was written; where the lead names a weekday ("on Monday"), the last that is this very day of the week."""
    begun = next((block.span for block in blocks if block.kind in PROSE), None)
    line = dateline(text, begun) if begun and known else None
    months = {number for word, number in rules.tables["month"].items() if line and word.startswith(line.month.lower())}
    if line is None or begun is None or known is None or len(months) != 1:
        return None
    written = date.fromisoformat(known.value)
    days = list(_before(written, int(*months), int(line.day)))
    if not days:
        return None
    told = days[0]
    if (written - told).days > _LINE.fresh:
        lead = Span(line.span.end, min(begun.end, begun.start + _LINE.lead))
        if not _tells_of(text, lead, rules, told):
            told = next((day for day in days if _tells_of(text, lead, rules, day, nearer=False)), told)
    return Published(told.isoformat(), Basis.DEDUCED, line.span)


def _before(written: date, month: int, number: int) -> Iterator[date]:
    """This day of the last years, the latest first; the first of them is of the year of the file or the one before."""
    for year in range(written.year, written.year - _LINE.years, -1):
        try:
            told = date(year, month, number)
        except ValueError:  # 31 June, and 29 February of most years
            continue
        if told <= written:
            yield told


def _tells_of(text: str, lead: Span, rules: Calendar, day: date, *, nearer: bool = True) -> bool:
    """Whether a weekday that the lead names, "on Monday", is this day's, or it names none; for a day that is not of the
    `nearer` year the first one must be, for any of several fits by chance."""
    weekdays = rules.tables["weekday"]
    named = [
        value
        for span, value in inside(text, lead, rules, day)
        if any(word in weekdays for word in span.of(text).rstrip(".").lower().split())
    ]
    if not nearer:
        return named[:1] == [day.isoformat()]
    return not named or day.isoformat() in named


def _of_the_event(text: str, lead: Span, days: Sequence[tuple[Span, str]]) -> Published | None:
    """The one full day that the lead tells of its news: no period, no day still to come, none that somebody speaks of,
    none of a birth or a treaty."""
    if len({value for _, value in days}) != 1:
        return None
    span, value = days[0]
    spoken = text.count("“", lead.start, span.start) > text.count("”", lead.start, span.start)
    if spoken or value > date.today().isoformat() or _ELSE.search(text, 0, span.start):
        return None
    return Published(value, Basis.DEDUCED, span)


def _filed(path: str) -> Published | None:
    match = _IN_PATH.search(path)
    return Published("-".join(match.groups()), Basis.DEDUCED) if match else None
