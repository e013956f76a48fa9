"""Which parts of a page are its article, told by trafilatura, and their words as the page has them, in its order.

Every run of words is given a number that no reader sees; the numbers that come back are of the words that are kept. So
the article is the page's own words, and pictures' captions and embedded posts between them can be kept too."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lxml.html import HtmlElement

from corpus.languages import DEFAULT, lexicon
from corpus.model import BlockKind
from corpus.readers.found import Paragraph
from corpus.readers.web.tree import WORDLESS

if TYPE_CHECKING:
    from configparser import ConfigParser

_BLOCKS = frozenset(
    "p div li blockquote h1 h2 h3 h4 h5 h6 figcaption figure caption td th tr dt dd dl pre section article main header "
    "footer body ul ol table tbody aside nav form address summary details hr noscript".split()
)
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_BASE, _FIRST = 240, 0xE0100  # variation selectors: they are printed nowhere, and no word has them
_NUMBERED = re.compile("[\U000e0100-\U000e01ef]{3}")
_WORD = re.compile(r"\w")
_SPACE = re.compile(r"[^\S\n]+")
_POSTS = re.compile(r"twitter-(?:tweet|video)|instagram-media|bluesky-embed|mastodon-embed|tiktok-embed|fb-post", re.I)
_BESIDE = re.compile(
    r"related|teaser|promo|recommend|sidebar|newsletter|outbrain|taboola|comment|most-|more-|gallery-thumb|author|avatar",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?…][\"”“»’')\]]*$")
_SHORT = 2000  # characters of a whole page
_BRIEF = 80  # characters of an article; of less, trafilatura looks for one by cruder means
_CAPTION = 5  # words; what has fewer is a credit
_CLUTTER = 160  # characters of a line that leads elsewhere
_STATED = 80  # characters of a line that states the day
_LONG_LINE = 100  # characters; a line that long, broken after a full stop, is a paragraph of its own


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


def paragraphs(tree: HtmlElement, *, dated: bool, language: str) -> list[Paragraph]:
    """The article's; of a page too short to tell them from the rest, all. A line that states the day stays where the
    page tells it nowhere else. Numbers the words of `tree`."""
    kept = _kept(tree) if _number(tree) else frozenset[int]()
    if kept:
        every = list(_divided(tree, kept))
        inside = _inside(every, _root(every))
        states = None if dated else _begins(language, "stated", r".*\d")
        found = [piece for number, piece in enumerate(every) if _stays(piece, number in inside, states)]
    else:
        found = [piece for piece in _divided(tree, None) if not _around(piece.element)]
    return _told(_without_clutter(found, _begins(language, "boilerplate_starts")))


def everything(tree: HtmlElement) -> list[Paragraph]:
    """All words of a piece of a page that is known to be an article."""
    return _told(list(_divided(tree, None)))


def _told(found: list[Piece]) -> list[Paragraph]:
    return [
        Paragraph(piece.text, _kind(piece), tight=number > 0 and _tight(piece, found[number - 1]))
        for number, piece in enumerate(found)
    ]


def _without_clutter(found: list[Piece], clutter: re.Pattern[str]) -> list[Piece]:
    """Without lines that lead elsewhere, and without headings at the end, which headed such lines."""
    rest = [
        piece for piece in found if not (piece.linked or (len(piece.text) <= _CLUTTER and clutter.match(piece.text)))
    ]
    while rest and _kind(rest[-1]) is BlockKind.HEADING:
        rest.pop()
    return rest or found


def _tight(piece: Piece, above: Piece) -> bool:
    """Whether both are items of one list, or rows of one table."""
    one, other = piece.element, above.element
    return one.tag in ("li", "tr", "dd") and one is not other and one.getparent() is other.getparent()


@lru_cache(maxsize=32)
def _begins(language: str, key: str, more: str = "") -> re.Pattern[str]:
    """How a line of a kind begins in this language, such as one that says when the article was published."""
    words = lexicon(language or DEFAULT, "blocks").list(key)
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?!\w){more}", re.I)


def _around(element: HtmlElement) -> bool:
    tags = {element.tag, *(above.tag for above in element.iterancestors())}
    return bool(tags & {"nav", "footer", "aside", "menu", "form", "dialog", "noscript"})


# ------------------------------------------------------------------ numbers
def _number(tree: HtmlElement) -> int:
    count = 0
    for element in tree.iter("*"):
        if element.tag not in WORDLESS and element.text and not element.text.isspace():
            element.text, count = _mark(count) + element.text, count + 1
        if element.tail and not element.tail.isspace():
            element.tail, count = _mark(count) + element.tail, count + 1
    return count


def _mark(number: int) -> str:
    high, low = divmod(number % _BASE**3, _BASE)
    return "".join(chr(_FIRST + digit) for digit in (*divmod(high, _BASE), low))


def _read_mark(mark: str) -> int:
    high, middle, low = (ord(sign) - _FIRST for sign in mark)
    return (high * _BASE + middle) * _BASE + low


def _kept(tree: HtmlElement) -> frozenset[int]:
    """The numbers of the words that are the article's."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says of a page we say ourselves
    import trafilatura

    found = trafilatura.bare_extraction(tree, fast=True, include_comments=False, config=_config(_size(tree) < _SHORT))
    content = getattr(found, "body", None)
    return (
        frozenset(map(_read_mark, _NUMBERED.findall("".join(content.itertext()))))
        if content is not None
        else frozenset()
    )


def _size(tree: HtmlElement) -> int:
    return sum(len(words.strip()) for _, words, _ in _runs(tree) if words)


@lru_cache(maxsize=2)
def _config(short: bool) -> ConfigParser:
    """As trafilatura ships it, but on a short page news in two sentences is an article too."""
    from trafilatura.settings import use_config

    config = use_config()
    if short:
        config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(_BRIEF)
    return config


# ------------------------------------------------------------------ paragraphs
def _divided(tree: HtmlElement, kept: frozenset[int] | None) -> Iterator[Piece]:
    """The words of the page as paragraphs, those of the article marked so (`kept` None: all)."""
    current = Piece(tree)
    for element, words, linked in _runs(tree):
        if words is None or element is not current.element:
            yield from _finished(current)
            current = Piece(element)
        if words is not None:
            number = _NUMBERED.match(words)
            ours = kept is None or (number is not None and _read_mark(number.group()) in kept)
            current.runs.append(Run(_NUMBERED.sub("", words), ours, linked))
    yield from _finished(current)


def _runs(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str | None, bool]]:
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
            if breaks >= 2 or (len(line) >= _LONG_LINE and _SENTENCE_END.search(line)):
                if part.runs:
                    yield part
                part, breaks = Piece(piece.element), 0
        elif run.words.strip():
            part.runs.append(run._replace(words=" " + run.words) if breaks and part.runs else run)
            breaks = 0


def _squeezed(text: str) -> str:
    return "\n".join(filter(None, (_SPACE.sub(" ", line).strip() for line in text.split("\n"))))


# ------------------------------------------------------------------ what stays
def _root(found: Sequence[Piece]) -> HtmlElement | None:
    """The innermost element that holds nearly all of the article."""
    weights: dict[HtmlElement, int] = {}
    total = 0
    for piece in found:
        size = piece.kept
        total += size
        for above in (piece.element, *piece.element.iterancestors()) if size else ():
            weights[above] = weights.get(above, 0) + size
    best = None
    for element, weight in weights.items():
        if weight >= total * 0.9 and (best is None or element in {*best.iterdescendants()}):
            best = element
    return best


def _inside(found: Sequence[Piece], root: HtmlElement | None) -> set[int]:
    """The places between the article's first and last words, inside the element that holds them."""
    places = [number for number, piece in enumerate(found) if piece.kept]
    if root is None or not places:
        return set()
    return {
        number
        for number, piece in enumerate(found)
        if number <= places[-1] and (piece.element is root or root in piece.element.iterancestors())
    }


def _stays(piece: Piece, inside: bool, states: re.Pattern[str] | None) -> bool:
    kind = _kind(piece)
    if piece.kept:
        return kind is not BlockKind.CAPTION or len(piece.text.split()) >= _CAPTION
    if not inside or _beside(piece.element):
        return False
    if states and len(piece.text) <= _STATED and states.match(piece.text):
        return True
    return kind in (BlockKind.POST, BlockKind.SIGNATURE) or (
        kind is BlockKind.CAPTION and len(piece.text.split()) >= _CAPTION
    )


def _kind(piece: Piece) -> BlockKind | None:
    """Where the page tells it."""
    if _ancestor(piece.element, "figcaption") is not None:
        return BlockKind.CAPTION
    if _ancestor(piece.element, "blockquote", _POSTS) is not None:
        return BlockKind.SIGNATURE if "(@" in piece.text else BlockKind.POST
    return BlockKind.HEADING if piece.element.tag in _HEADINGS else None


def _ancestor(element: HtmlElement, tag: str, named: re.Pattern[str] | None = None) -> HtmlElement | None:
    for above in (element, *element.iterancestors()):
        if above.tag == tag and (named is None or named.search(above.get("class", ""))):
            return above
    return None


def _beside(element: HtmlElement) -> bool:
    """Whether it stands in a box that is no part of the article, such as teasers with pictures."""
    for above in (element, *element.iterancestors()):
        if above.tag in ("body", "main", "article"):
            return False
        if above.tag in ("aside", "nav", "footer", "a") or _BESIDE.search(
            f"{above.get('class', '')} {above.get('id', '')}"
        ):
            return True
    return False
