"""Finds what stands between quote marks, paragraph by paragraph: a mark left open closes where its paragraph ends."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.languages import lexicon
from corpus.model import Block, BlockKind, Span

_SINGLE = ("'", "’", "‘")  # one of them ends whatever stands between single marks


@dataclass(frozen=True, slots=True)
class MarkLimits:
    """Which lines are read for marks. Set by hand: with more it is no prose, and nobody said any of it."""

    marks: int = 2000  # of one line


_LIMITS = MarkLimits()

_MAY_FOLLOW_A_CLOSING_MARK = frozenset(" \t\n\u00a0\u202f\u2009.,;:!?)]}…—–-/")
_GOES_ON = frozenset(",;:")
_MAY_PRECEDE_AN_OPENING_MARK = frozenset(" \t\n\u00a0\u202f\u2009([{—–-/:,;.>’'‘")
_MAY_STAND_BEFORE_A_MARK_OF_EITHER_KIND = _MAY_PRECEDE_AN_OPENING_MARK - frozenset(",.")


class Turn(StrEnum):
    """How a paragraph of a transcript is handed to its speaker."""

    LABEL = "label"  # by a name before a colon
    PERHAPS = "perhaps"  # by what is a label only where it names a person of the article
    ANSWER = "answer"  # as the one who is interviewed


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch between marks inside one paragraph. `span` is the words, `outer` the marks too."""

    span: Span
    outer: Span
    closed: bool = True
    continued: bool = False  # the line before ended inside a quotation and this one opens with a mark again
    dialogue: bool = False  # opened by a dash, or by a label
    turn: Turn | None = None
    label: Span | None = None


def segments(text: str, blocks: Sequence[Block], code: str) -> tuple[Segment, ...]:
    """In text order, none inside another, none empty."""
    marks = _marks(code)
    pattern = marks.single if _writes_single_marks(text, marks) else marks.double
    found: list[Segment] = []
    for block in blocks:
        if block.kind is BlockKind.META:
            continue
        start, end = block.span.start, block.span.end
        open_before = bool(found) and not found[-1].closed
        line = list(_line(text, start, end, pattern, marks))
        if line and open_before and not text[start : line[0].outer.start].strip():
            first = line[0]
            line[0] = Segment(first.span, first.outer, first.closed, continued=True)
        if not line and marks.dialogue:
            line = list(_dialogue(text, start, end, marks.dialogue))
        found.extend(line)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Marks:
    opens: frozenset[str]
    closes: frozenset[str]
    double: re.Pattern[str]
    single: re.Pattern[str]
    pairs: re.Pattern[str]
    dialogue: re.Pattern[str] | None


@lru_cache(maxsize=16)
def _marks(code: str) -> _Marks:
    words = lexicon(code, "marks")
    double = [*words.list("opens"), *words.list("closes"), *words.list("either")]
    opens, closes = words.list("single_opens"), words.list("single_closes")
    either = "".join(words.list("single_either"))
    # An apostrophe is no quote mark: a single mark counts only at the edge of a word.
    clipped = rf"(?!(?:{'|'.join(words.list('clipped'))})\b|\d\ds?\b)" if words.list("clipped") else ""
    starts = rf"(?<![\w.]){_either(opens)}(?=\S)|(?<![\w.,!?…]){_either(either)}{clipped}(?=[\w¿¡(\[“\"«])"
    ends = rf"(?<=[\w.,!?…—–)\]”\"»]){_either([*closes, *either])}(?!\w)"
    dashes = words.list("dialogue")
    return _Marks(
        frozenset((*words.list("opens"), *opens)),
        frozenset((*words.list("closes"), *closes)),
        re.compile(_either(double)),
        re.compile(f"{starts}|{ends}"),
        re.compile(
            rf"(?<![\w’'])(?:{_either(opens)}|{_either(either)}{clipped})(?=[\w¿¡(\[“\"«])(?:[^\n]|\n(?!\s*\n)){{3,600}}?"
            rf"(?:[.,!?…—–]{_either([*closes, *either])}(?!\w)|{_either([*closes, *either])}(?=[.,;:]|\s*$))",
            re.MULTILINE,
        ),
        re.compile(rf"{_either(dashes)}") if dashes else None,
    )


def _either(marks: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True)) + ")"


def _writes_single_marks(text: str, marks: _Marks) -> bool:
    """Whether its quotations stand between single marks: every double mark stands inside such a pair."""
    pairs = [match.span() for match in marks.pairs.finditer(text)] if any(map(text.__contains__, _SINGLE)) else []
    if not pairs:
        return False
    starts = [start for start, _ in pairs]
    for mark in marks.double.finditer(text):
        at = bisect_left(starts, mark.start()) - 1
        if at < 0 or pairs[at][1] <= mark.start():
            return False
    return True


def _line(text: str, start: int, end: int, pattern: re.Pattern[str], marks: _Marks) -> Iterator[Segment]:
    found = list(pattern.finditer(text, start, end))
    if pattern is marks.single:
        found = [mark for number, mark in enumerate(found) if not _owns(text, number, found)]
    if not found or len(found) > _LIMITS.marks:
        return
    opened: re.Match[str] | None = None
    untouched = True  # no mark of this line had a meaning yet
    for mark in found:
        role = _role(text, mark, opened, marks, start, end)
        if role == "open" and opened is None:
            opened = mark
        elif role == "reopen" and opened is not None:
            yield from _between(text, opened.end(), mark.start(), opened.start(), mark.start(), closed=False)
            opened = mark
        elif role == "close" and opened is not None:
            yield from _between(text, opened.end(), mark.start(), opened.start(), mark.end())
            opened = None
        elif role == "close" and untouched and pattern is not marks.single:
            # The quotation was carried over from the line before without a mark of its own.
            yield from _between(text, start, mark.start(), start, mark.end())
        untouched = untouched and role == "stray"
    if opened is not None:
        yield from _between(text, opened.end(), end, opened.start(), end, closed=False)


def _owns(text: str, number: int, found: Sequence[re.Match[str]]) -> bool:
    """Whether it is the apostrophe of "the drivers' union": more of the same quotation follows before another opens."""
    mark = found[number]
    if text[mark.start() - 1 : mark.start()] not in ("s", "S", "x", "z") or text[mark.end() : mark.end() + 1] != " ":
        return False
    following = next(iter(found[number + 1 :]), None)
    if following is None:
        return not text[mark.end() + 1 : mark.end() + 2].isupper() and number == 0
    return not text[following.start() - 1].isspace()


def _role(text: str, mark: re.Match[str], opened: re.Match[str] | None, marks: _Marks, start: int, end: int) -> str:
    """What a mark does: open, close, reopen (where the closing mark before it was forgotten), or stray."""
    sign, at, after = mark.group(), mark.start(), mark.end()
    before = text[at - 1] if at > start else " "
    behind = text[after] if after < end else " "
    if opened is None:
        return _role_outside(sign, before, behind, marks)
    if sign in marks.opens:
        # Typed the wrong way round where text stands before it and none after; else a quotation in the quotation.
        wrong = before not in _MAY_STAND_BEFORE_A_MARK_OF_EITHER_KIND and behind in _MAY_FOLLOW_A_CLOSING_MARK
        return "close" if wrong else "nested"
    if sign in marks.closes or sign == opened.group() == "''":
        return "close"
    if sign != opened.group() and opened.group() in ('"', "''", "＂"):
        return "nested"
    again = before.isspace() and not behind.isspace() and behind not in _GOES_ON
    return "reopen" if again and sign == opened.group() else "close"


def _role_outside(sign: str, before: str, behind: str, marks: _Marks) -> str:
    if sign in marks.opens:
        return "open"
    if sign in marks.closes:
        return "open" if before.isspace() and not behind.isspace() else "close"
    if before.isdigit() and not behind.isalnum():
        return "stray"  # 5'10" is a height
    if behind in _GOES_ON:
        return "close"  # “We left ", he said: no quotation begins with a comma
    if behind.isspace() and not before.isspace():
        return "stray" if sign == "''" else "close"
    return "open"


def _between(
    text: str, start: int, end: int, outer_start: int, outer_end: int, *, closed: bool = True, dialogue: bool = False
) -> Iterator[Segment]:
    content = text[start:end]
    stripped = content.strip()
    if stripped:
        start += len(content) - len(content.lstrip())
        span = Span(start, start + len(stripped))
        yield Segment(span, Span(outer_start, outer_end), closed, dialogue=dialogue)


def _dialogue(text: str, start: int, end: int, dash: re.Pattern[str]) -> Iterator[Segment]:
    """The words of a line that a dash opens, without its tag: —No cederemos —dijo Ana—. Nunca. The dash must touch
    its word; in a list a space stands there."""
    first = dash.match(text, start + len(text[start:end]) - len(text[start:end].lstrip()), end)
    if not first or first.end() >= end or text[first.end()].isspace():
        return
    said, at, opener = True, first.end(), first.start()
    for sign in dash.finditer(text, first.end(), end):
        before, behind = text[sign.start() - 1], text[sign.end() : sign.end() + 1]
        if said and before.isspace() and behind.strip():
            yield from _between(text, at, sign.start(), opener, sign.start(), dialogue=True)
            said = False
        elif not said and not before.isspace():
            at = opener = sign.end()
            while at < end and text[at] in ".,;:":
                at += 1
            said = True
    if said:
        yield from _between(text, at, end, opener, end, dialogue=True)
