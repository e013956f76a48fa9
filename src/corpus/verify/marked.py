"""What stands between quote marks in a text somebody sent: any marks, typed by any hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from corpus.model import Span

_DOUBLE = '"“”„‟«»＂'
_SIGN = re.compile(rf"[{_DOUBLE}]|''|``")
_SINGLE_OPENS = re.compile(r"(?<![\w.])[‘‚'‹](?=[\w¿¡\[…“\"])|(?<![\w.])[’›](?=\w)")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…\]”\"])['’‘›‹](?!\w)")
_CLOSED_BY = {"``": "''", "“": '”"', "„": '“”"', "«": "»", "»": "«", "”": "”“", "‟": '”"'}
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class MarkLimits:
    """How many marks of a message are looked at. Set by hand: the work grows with their square."""

    most: int = 40  # marks


_LIMITS = MarkLimits()


class Marked(NamedTuple):
    """One stretch between marks: the words, and the words with their marks."""

    span: Span
    outer: Span


def marked(text: str) -> list[Marked]:
    """In text order, none inside another. Single marks count where there are no double ones outside of them."""
    single = list(_single(text))
    double = list(_double(text))
    inside = [one for one in double if not any(one.outer in other.span for other in single)]
    if single and not inside:
        return single
    return double


def by_lines(text: str) -> list[Marked]:
    """The same line by line, for a text of many paragraphs; single marks only where it has no double ones."""
    rows = [(line.start(), line.group()) for line in _LINE.finditer(text)]
    style = _double if any(any(True for _ in _double(line)) for _, line in rows) else _single
    return [_moved(part, start) for start, line in rows for part in style(line)]


def _moved(part: Marked, by: int) -> Marked:
    return Marked(*(Span(span.start + by, span.end + by) for span in part))


def _double(text: str) -> Iterator[Marked]:
    signs = list(_SIGN.finditer(text))[: _LIMITS.most]
    at = 0
    while at < len(signs):
        opened = signs[at]
        if not _opens(text, opened):
            at += 1
            continue
        close = _closing(text, signs, at)
        if close is None:
            at += 1
            continue
        yield from _between(text, opened.start(), opened.end(), signs[close].start(), signs[close].end())
        at = close + 1


def _opens(text: str, sign: re.Match[str]) -> bool:
    """Whether words stand behind it."""
    behind = text[sign.end() : sign.end() + 1]
    before = text[sign.start() - 1 : sign.start()]
    return bool(behind) and not (behind.isspace() and not before.isspace() and bool(before))


def _closing(text: str, signs: list[re.Match[str]], at: int) -> int | None:
    """The sign that closes this one; quotations inside of it are passed over, and a mark that opens a further line."""
    opened = signs[at].group()
    wanted, depth = _CLOSED_BY.get(opened, opened), 0
    for later in range(at + 1, len(signs)):
        sign, behind = signs[later].group(), text[signs[later].end() : signs[later].end() + 1]
        if sign == opened and text[: signs[later].start()].endswith("\n") and behind.strip():
            continue
        if sign in wanted or sign in "”»":
            if not depth or sign == '"':
                return later
            depth -= 1
        elif sign != opened and sign in "“„«" and opened != '"':
            depth += 1
    return None


def _single(text: str) -> Iterator[Marked]:
    opens = list(_SINGLE_OPENS.finditer(text))[: _LIMITS.most]
    for number, opened in enumerate(opens):
        until = opens[number + 1].start() if number + 1 < len(opens) else len(text)
        closes = list(_SINGLE_CLOSES.finditer(text, opened.end(), until))
        if closes:
            yield from _between(text, opened.start(), opened.end(), closes[-1].start(), closes[-1].end())


def _between(text: str, outer: int, start: int, end: int, stop: int) -> Iterator[Marked]:
    inner = text[start:end]
    stripped = inner.strip()
    if stripped:
        start += len(inner) - len(inner.lstrip())
        yield Marked(Span(start, start + len(stripped)), Span(outer, stop))
