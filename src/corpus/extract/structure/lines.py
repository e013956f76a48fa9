"""Which printed lines belong together: files break lines at paragraphs, at sentences or at 72 columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Span

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CITED = re.compile(r"\s*(?:>[ >]*)(?=[^\s>]|$)")  # how mail marks the lines of another's letter
_MARK = re.compile(r"[\"“”«»]")
_STOPPED = re.compile(r"[.!?…:;。][)\]\"'”’»“]*$")
_ITEM = re.compile(r"(?:[-*•·◦‣▪–—>#|]|\d{1,3}[.)])(?:\s|$)")


@dataclass(frozen=True, slots=True)
class PageWidth:
    """At which width lines are broken for a page. Set by hand: what is broken elsewhere was not broken for one."""

    narrowest: int = 40  # columns
    widest: int = 120  # columns


_WIDTH = PageWidth()


@dataclass(frozen=True, slots=True)
class Line:
    """One or more printed lines that make one paragraph; `gap`: a blank line stands before it."""

    span: Span
    words: str
    gap: bool


def paragraphs(text: str) -> list[Line]:
    """Every non-blank line, those joined that only the width of a page parts."""
    printed = _printed(text)
    width = _width(printed)
    found: list[Line] = []
    for index, line in enumerate(printed):
        before = printed[index - 1] if index else None
        if before and found and not line.gap and _continues(before.words, line.words, width):
            span = Span(found[-1].span.start, line.span.end)
            found[-1] = Line(span, "", found[-1].gap)
            continue
        found.append(line)
    return [line if line.words else Line(line.span, line.span.of(text), line.gap) for line in found]


def stopped(words: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_STOPPED.search(words[-8:]))


def item(words: str) -> bool:
    return bool(_ITEM.match(words))


def _printed(text: str) -> list[Line]:
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        line = match.group()
        cited = _CITED.match(line)
        words = line[cited.end() if cited else 0 :].strip()
        if not words:
            continue
        start = match.start() + len(match.group().rstrip()) - len(words)
        gap = not found or len(_BREAK.findall(text, last, start)) > 1
        last = start + len(words)
        found.append(Line(Span(start, last), words, gap))
    return found


def _width(printed: list[Line]) -> int:
    """The column a text is broken at, 0 when it is not: there, no first word of a line fits on the line before."""
    pairs = [(a.words, b.words) for a, b in pairwise(printed) if not b.gap]
    if len(pairs) < 2:
        return 0
    width = max(len(words) for pair in pairs for words in pair)
    full = sum(_full(a, b, width) for a, b in pairs)
    open_ended = sum(not stopped(a) for a, _ in pairs)
    return (
        width
        if _WIDTH.narrowest <= width <= _WIDTH.widest and full >= 0.7 * len(pairs) and open_ended >= 0.5 * len(pairs)
        else 0
    )


def _full(words: str, following: str, width: int) -> bool:
    return len(words) + 1 + len(following.split(None, 1)[0]) > width - 2


def _continues(before: str, words: str, width: int) -> bool:
    if item(words) or item(before):
        return bool(width) and not item(words) and _full(before, words, width)
    if width and _full(before, words, width):
        return True
    if _open(before) and not stopped(before) and _closes(words):
        return True
    # mail programs break at other places: a small letter after an open end goes on with the sentence
    return words[0].islower() and not stopped(before) and len(before) >= 30


def _open(words: str) -> bool:
    """Whether a quotation is still open at the end of a line."""
    return words.count('"') % 2 == 1 or words.rfind("“") > words.rfind("”") or words.rfind("«") > words.rfind("»")


def _closes(words: str) -> bool:
    """Whether the first mark of a line closes a quotation."""
    found = _MARK.search(words)
    return found is not None and found.start() > 0 and (found.group() in "”»" or not words[found.start() - 1].isspace())
