"""Dates in the text, each with the day, month or year it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.analysis.calendars import Calendar, calendar, meant, nearer_ahead, undone
from corpus.model import Date, Span


@dataclass(frozen=True, slots=True)
class DateReach:
    """How far from a date the words are looked for that say what it means. Set by hand: a clause, about."""

    ahead: int = 90  # characters before a date that are searched for words of the future
    before: int = 18  # characters of a date before the word that gives it away
    after: int = 32  # characters of one behind that word
    near: int = 150  # characters about a year in which the date may stand that it belongs to
    next: int = 3  # characters between a date and the word right before it


_REACH = DateReach()

_YEAR = re.compile(r"[12]\d{3}(?!\d)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)(?:,?\s|-)$")
_TENSED = frozenset({"weekday", "month", "feast"})  # without more, before or after the day of publication
_SENTENCE = re.compile(r"[.!?;]\s|\n")
_MONEY = re.compile(r"(?:[$£€¥#№.,:/]|[^a-z]-)\s?$")


def find(text: str, code: str, published: str | None) -> tuple[Date, ...]:
    """Dates in text order. `published` (YYYY-MM-DD) is the day that "Friday" and "last year" are seen from; without it
    only dates that name their year are told."""
    day, rules = _day(published), calendar(code)
    places = [Span(0, len(text))] if day else _near_years(text)
    return tuple(Date(span, value) for place in places for span, value in inside(text, place, rules, day))


def _near_years(text: str) -> Iterator[Span]:
    start = end = 0
    for match in _YEAR.finditer(text):
        if match.start() - _REACH.near > end:
            if end:
                yield Span(start, end)
            start = match.start() - _REACH.near
        end = min(len(text), match.end() + _REACH.near)
    if end:
        yield Span(start, end)


def _day(value: str | None) -> date | None:
    """None for a day that is none or at the end of time: what came beside the text may say anything."""
    try:
        day = date.fromisoformat(value) if value else None
    except ValueError:
        return None
    return day if day and 1000 < day.year < 9000 else None


def inside(text: str, within: Span, rules: Calendar, day: date | None) -> Iterator[tuple[Span, str]]:
    last: tuple[Span, str] | None = None
    for window in _windows(text, within, rules):
        for span, fields in _in_window(text, window, rules):
            from_then = _told_before(text, span, last) if "from_then" in fields else day
            ahead = _looks_ahead(text, span, rules, fields, day) if day else None
            value = meant(fields, from_then, ahead)
            if value:
                last = (span, value)
                yield span, value


def _told_before(text: str, span: Span, last: tuple[Span, str] | None) -> date | None:
    """The day told of last in the same paragraph, from which "nine days earlier" counts."""
    near = last is not None and "\n" not in text[last[0].end : span.start]
    return _day(last[1]) if last and near and len(last[1]) > len("2026-11") else None


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
        if place - _REACH.before > end:
            if end > start:
                yield Span(start, end)
            start = place - _REACH.before
        end = min(within.end, place + _REACH.after)
    if end > start:
        yield Span(start, end)


def _in_window(text: str, window: Span, rules: Calendar) -> Iterator[tuple[Span, dict[str, str]]]:
    """Each date with what it holds."""
    for match in rules.pattern.finditer(text, window.start, window.end):
        names = rules.fields[match.lastgroup or ""]
        fields: dict[str, str] = {}
        start = match.end()
        for name, mark in names:
            written = match.group(mark)
            if written is not None:
                start = min(start, match.start(mark))
                key = {"mm": "month", "roman": "month", "count": "number", "units": "unit"}.get(name, name)
                fields[key] = (
                    rules.tables[name][" ".join(written.rstrip(".").lower().split())]
                    if name in rules.tables
                    else written
                )
        if fields.keys() == {"year"} and not _is_year(text, match, rules):
            continue
        if fields.keys() == {"month"} and not _is_month(text, match, rules):
            continue
        if fields.keys() in ({"month"}, {"weekday"}) and match.group().lower() in rules.short:
            continue
        yield Span(start, match.end()), fields


def _is_year(text: str, match: re.Match[str], rules: Calendar) -> bool:
    if _MONEY.search(text[max(0, match.start() - 2) : match.start()]):
        return False
    following = text[match.end() : match.end() + 16].split()
    return not (
        following and text[match.end() : match.end() + 1] == " " and following[0].strip(".,;:)") in rules.not_years
    )


def _is_month(text: str, match: re.Match[str], rules: Calendar) -> bool:
    """Whether "May" or "June" is the month here, not the verb and not the name of June Carter."""
    before = _WORD_BEFORE.search(text, max(0, match.start() - 16), match.start())
    if before and before.group(1).lower() in rules.before_month:
        return True
    return match.group() not in rules.alone and not text[match.end() : match.end() + 2].strip()[:1].isupper()


def _looks_ahead(text: str, span: Span, rules: Calendar, fields: dict[str, str], day: date) -> bool | None:
    """Whether a day is to come; of a plan that was given up, the nearer one of the two is meant."""
    if fields.keys().isdisjoint(_TENSED):
        return None
    if "weekday" in fields and undone(_before(text, span), rules):
        return nearer_ahead(int(fields["weekday"]), day)
    return _ahead(text, span, rules)


def _before(text: str, span: Span) -> str:
    """What stands before a date in its sentence."""
    return _SENTENCE.split(text[max(0, span.start - _REACH.ahead) : span.start])[-1]


def _ahead(text: str, span: Span, rules: Calendar) -> bool | None:
    """Whether the nearest word that tells looks ahead; what is somebody's own ("Friday's vote") is past."""
    if text[span.end : span.end + 2] in ("'s", "’s"):
        return False
    before = _before(text, span)
    behind = _SENTENCE.split(text[span.end : span.end + _REACH.ahead])[0]
    told = list(rules.tense.finditer(before))
    if told and told[-1].lastgroup == "future" and told[-1].end() > len(before) - _REACH.next:  # "by", "until"
        return not (rules.finished.search(before) or rules.finished.search(behind))
    if told or len(before) > 12:
        return told[-1].lastgroup == "future" if told else None
    after = rules.tense.search(behind)
    return after.lastgroup == "future" if after else None
