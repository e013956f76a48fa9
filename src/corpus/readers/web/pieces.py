"""The paragraphs of a page in its order, made of runs of words that carry numbers no reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.html import HtmlElement

from corpus.readers.web.tree import WORDLESS

_BLOCKS = frozenset(
    "p div li blockquote h1 h2 h3 h4 h5 h6 figcaption figure caption td th tr dt dd dl pre section article main header "
    "footer body ul ol table tbody aside nav form address summary details hr noscript".split()
)


@dataclass(frozen=True, slots=True)
class RunMarks:
    """The signs that carry a run's number through the reading of a page, and where a line is a paragraph. The signs are
    Unicode's variation selectors 17 to 256: they are printed nowhere, and no word has them. The length is set by
    hand."""

    base: int = 240  # signs, as digits of a number
    first: int = 0xE0100  # the sign for 0
    line: int = 100  # characters; a line that long, broken after a full stop, is a paragraph of its own


_MARKS = RunMarks()

_NUMBERED = re.compile("[\U000e0100-\U000e01ef]{3}")
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"\w")
_SPACE = re.compile(r"[^\S\n]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”“»’')\]]*$")


class Run(NamedTuple):
    words: str
    kept: bool  # they are the article's
    linked: bool = False


@dataclass(slots=True)
class Piece:
    """A paragraph, or a line of a list or a table."""

    element: HtmlElement  # the innermost block its words stand in
    runs: list[Run] = field(default_factory=list)

    @property
    def kept(self) -> int:
        return sum(len(run.words.strip()) for run in self.runs if run.kept)

    @property
    def linked(self) -> bool:
        """Whether it is all a link: such words lead elsewhere."""
        return all(run.linked or not _WORD.search(run.words) for run in self.runs)

    @property
    def text(self) -> str:
        return _squeezed("".join(run.words for run in self.runs))


def divided(tree: HtmlElement, kept: frozenset[int] | None) -> Iterator[Piece]:
    """The words of the page as paragraphs, those of the article marked so (`kept` None: all)."""
    current = Piece(tree)
    for element, words, linked in runs(tree):
        if words is None or element is not current.element:
            yield from _finished(current)
            current = Piece(element)
        if words is not None:
            number = _NUMBERED.match(words)
            ours = kept is None or (number is not None and _read_mark(number.group()) in kept)
            current.runs.append(Run(_NUMBERED.sub("", words), ours, linked))
    yield from _finished(current)


def runs(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str | None, bool]]:
    """Runs of words in the order of the page, each with the block it stands in and whether it is a link; None ends a
    paragraph."""
    stack: list[tuple[HtmlElement, HtmlElement, bool, bool]] = [(tree, tree, False, False)]
    while stack:
        element, block, linked, done = stack.pop()
        if done:
            if element.tag in _BLOCKS:
                yield block, None, linked
            if element.tail:
                yield block, _lines(element, element.tail), linked
            continue
        stack.append((element, block, linked, True))
        if element.tag in WORDLESS:
            continue
        if element.tag == "br":
            yield block, "\n", linked
            continue
        within = element if element.tag in _BLOCKS else block
        inner = linked or element.tag == "a"
        if within is element:
            yield within, None, inner
        if element.text:
            yield within, _lines(element, element.text), inner
        stack.extend((child, within, inner, False) for child in reversed(element))


def _lines(element: HtmlElement, words: str) -> str:
    return words if element.tag == "pre" else words.replace("\n", " ")


def _finished(piece: Piece) -> Iterator[Piece]:
    """Two line breaks end a paragraph; so does one after a long line with a full stop; any other is a space."""
    if not any(run.words.strip() for run in piece.runs):
        return
    if piece.element.tag == "pre" or not any(run.words == "\n" for run in piece.runs):
        yield piece
        return
    part = Piece(piece.element)
    breaks = 0
    for run in [*piece.runs, Run("\n", False), Run("\n", False)]:
        if run.words == "\n":
            breaks += 1
            line = part.text.rpartition("\n")[2]
            if breaks >= 2 or (len(line) >= _MARKS.line and _SENTENCE_END.search(line)):
                if part.runs:
                    yield part
                part, breaks = Piece(piece.element), 0
        elif run.words.strip():
            part.runs.append(run._replace(words=" " + run.words) if breaks and part.runs else run)
            breaks = 0


def _squeezed(text: str) -> str:
    return "\n".join(filter(None, (_SPACE.sub(" ", line).strip() for line in text.split("\n"))))


# ------------------------------------------------------------------ numbers
def number_words(tree: HtmlElement) -> int:
    count = 0
    for element in tree.iter("*"):
        if element.tag not in WORDLESS and element.text and not element.text.isspace():
            element.text, count = _mark(count) + _clean(element.text), count + 1
        if element.tail and not element.tail.isspace():
            element.tail, count = _mark(count) + _clean(element.tail), count + 1
    return count


def _clean(words: str) -> str:
    """Without what may stand in a page as a number (&#7;), but in no tree and in no article."""
    return _UNPRINTED.sub("", words)


def _mark(number: int) -> str:
    high, low = divmod(number % _MARKS.base**3, _MARKS.base)
    return "".join(chr(_MARKS.first + digit) for digit in (*divmod(high, _MARKS.base), low))


def _read_mark(mark: str) -> int:
    high, middle, low = (ord(sign) - _MARKS.first for sign in mark)
    return (high * _MARKS.base + middle) * _MARKS.base + low


def numbers(words: str) -> Iterator[int]:
    """Those in a text that the words have come through."""
    return map(_read_mark, _NUMBERED.findall(words))
