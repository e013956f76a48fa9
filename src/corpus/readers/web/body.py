"""Which parts of a page are its article, told by trafilatura, and their words as the page has them, in its order.

Every run of words is given a number that no reader sees; the numbers that come back are of the words that are kept. So
the article is the page's own words, and pictures' captions and embedded posts between them can be kept too."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from corpus.languages import DEFAULT, lexicon
from corpus.model import BlockKind
from corpus.readers.found import DAMAGE, Paragraph
from corpus.readers.web.ends import without_ends
from corpus.readers.web.pieces import Piece, divided, number_words, numbers, runs
from corpus.readers.web.printed_day import line_of_day

if TYPE_CHECKING:
    from configparser import ConfigParser

_WORD = re.compile(r"\w+")
_RESERVED = re.compile(
    r"\ball rights?\b|\balle rechte\b|\btous droits\b|\btodos (?:los|os) d(?:erechos|ireitos)\b", re.I
)
_SENTENCE_END = re.compile(r"[.!?…:][\"”»’)]*$")
_BEHIND_NAME = " \t\u00a0,;:|·•—–-"  # between a name and the day
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_POSTS = re.compile(r"twitter-(?:tweet|video)|instagram-media|bluesky-embed|mastodon-embed|tiktok-embed|fb-post", re.I)
_BESIDE = re.compile(
    r"related|teaser|promo|recommend|sidebar|newsletter|outbrain|taboola|comment|most-|more-|gallery-thumb|author|avatar",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PageText:
    """What on a page is text of the article. Set by hand; the page benchmark (88 pages) is the check."""

    prose: int = 80  # characters of a paragraph that is no button and no credit
    short: int = 2000  # characters of a whole page that is a short one
    brief: int = 80  # characters of an article; of less, trafilatura looks for one by cruder means
    caption: int = 5  # words of a caption; what has fewer is a credit
    clutter: int = 160  # characters, at most, of a line that leads elsewhere
    headline: int = 4  # spaces between the words of a headline, at least
    lead: int = 8  # words of a lead, at least
    stated: int = 80  # characters, at most, of a line that states the day
    links: float = 0.5  # of the characters of a paragraph are links in one that leads elsewhere
    ended: float = 0.6  # of the characters that are kept stand before a heading that ends the article


_TEXT = PageText()


def paragraphs(
    tree: HtmlElement, *, dated: bool, language: str, title: str = "", lead: str = "", authors: Sequence[str] = ()
) -> list[Paragraph]:
    """The article's; of a page too short to tell them from the rest, all. A line that states the day stays where the
    page tells it nowhere else, and so does the `lead`, as the page tells it. Numbers the words of `tree`."""
    kept = _kept(tree) if number_words(tree) else frozenset[int]()
    if kept:
        every = list(divided(tree, kept))
        _keep_the_rest(every)
        _keep_lead(every, lead)
        inside = _inside(every, _root(every))
        states = None if dated else _begins(language, "stated", r".*\d")
        day = None if dated else line_of_day(every, title)
        stays = [piece for number, piece in enumerate(every) if _stays(piece, number in inside, states)]
        found = [piece for piece in stays if piece is not day]
    else:
        found, day = [piece for piece in divided(tree, None) if not _around(piece.element)], None
    told = without_ends(_without_clutter(found, language), language, authors)
    return [*_of_day(day, authors), *_told(told)]


def everything(tree: HtmlElement) -> list[Paragraph]:
    """All words of a piece of a page that is known to be an article."""
    return _told(list(divided(tree, None)))


def _of_day(piece: Piece | None, authors: Sequence[str]) -> list[Paragraph]:
    """The line that prints the day, without the names before it."""
    if piece is None:
        return []
    text = piece.text
    for name in authors:
        text = text[text.rfind(name) + len(name) :] if 0 <= text.rfind(name) < len(text) / 2 else text
    return [Paragraph(text.lstrip(_BEHIND_NAME), BlockKind.META)]


def _told(found: list[Piece]) -> list[Paragraph]:
    return [
        Paragraph(piece.text, _kind(piece), tight=number > 0 and _tight(piece, found[number - 1]))
        for number, piece in enumerate(found)
    ]


def _without_clutter(found: list[Piece], language: str) -> list[Piece]:
    """Without what leads elsewhere: lines that are all a link, the words below such a heading, teasers at the end,
    lines that begin like "Read more" or forbid copies, headings with nothing below them, all below "Top stories"."""
    begins, whole = _begins(language, "boilerplate_starts"), _begins(language, "boilerplate_whole", r"\W*$")
    notice, found = _begins(language, "notice_starts"), _ended(found, language)
    rest: list[Piece] = []
    led: Piece | None = None  # the heading that led elsewhere
    for piece in found:
        if piece.linked:
            led = piece if piece.element.tag in _HEADINGS else None
        elif not (
            _below(piece, led)
            or notice.match(piece.text)
            or ((len(piece.text) <= _TEXT.clutter or _mostly_linked(piece)) and begins.match(piece.text))
            or (len(piece.text) <= _TEXT.clutter and whole.match(piece.text))
        ):
            rest.append(piece)
            led = None
    teasers = next((n for n, piece in enumerate(reversed(rest)) if not _teases(piece)), 0)
    rest = rest[: len(rest) - teasers] if teasers > 1 else rest
    while rest and _kind(rest[-1]) is BlockKind.HEADING:
        rest.pop()
    return rest or found


def _ended(found: list[Piece], language: str) -> list[Piece]:
    """Up to the heading of a list of other articles."""
    ends, total = _begins(language, "ends_whole", r"\W*$"), sum(len(piece.text) for piece in found)
    before = 0
    for number, piece in enumerate(found):
        if before >= _TEXT.ended * total and number and len(piece.text) <= _TEXT.clutter and ends.match(piece.text):
            return found[:number]
        before += len(piece.text)
    return found


def _below(piece: Piece, heading: Piece | None) -> bool:
    """Whether it is the few words below the heading of another article."""
    if heading is None or len(piece.text) > _TEXT.clutter:
        return False
    return any(above in (heading.element.getparent(), heading.element) for above in piece.element.iterancestors())


def _teases(piece: Piece) -> bool:
    """Whether it is another article's headline, as a link, with its first words behind it."""
    first = next((run for run in piece.runs if run.words.strip()), None)
    return first is not None and first.linked and first.words.count(" ") >= _TEXT.headline and not piece.linked


def _mostly_linked(piece: Piece) -> bool:
    size = sum(len(run.words) for run in piece.runs if run.linked)
    return size >= _TEXT.links * len(piece.text)


def _tight(piece: Piece, above: Piece) -> bool:
    """Whether both are items of one list, or rows of one table."""
    one, other = piece.element, above.element
    return one.tag in ("li", "tr", "dd") and one is not other and one.getparent() is other.getparent()


@lru_cache(maxsize=32)
def _begins(language: str, key: str, more: str = "") -> re.Pattern[str]:
    """How a line of a kind begins in this language, such as one that says when the article was published."""
    words = lexicon(language or DEFAULT, "blocks").list(key)
    return re.compile(rf"[^\w\"“„«‘']*(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?!\w){more}", re.I)


def _around(element: HtmlElement) -> bool:
    tags = {element.tag, *(above.tag for above in element.iterancestors())}
    return bool(tags & {"nav", "footer", "aside", "menu", "form", "dialog", "noscript"})


def _kept(tree: HtmlElement) -> frozenset[int]:
    """The numbers of the words that are the article's."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says of a page we say ourselves
    import trafilatura

    short = _size(tree) < _TEXT.short
    try:
        found = trafilatura.bare_extraction(tree, fast=True, include_comments=False, config=_config(short))
    except DAMAGE:  # a page it stumbles over is read as if it were too short to be told from the rest
        return frozenset()
    content = getattr(found, "body", None)
    return frozenset(numbers("".join(content.itertext()))) if content is not None else frozenset()


def _size(tree: HtmlElement) -> int:
    return sum(len(words.strip()) for _, words, _ in runs(tree) if words)


@lru_cache(maxsize=2)
def _config(short: bool) -> ConfigParser:
    """As trafilatura ships it, but on a short page news in two sentences is an article too."""
    from trafilatura.settings import use_config

    config = use_config()
    if short:
        config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(_TEXT.brief)
    return config


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


def _keep_the_rest(found: Sequence[Piece]) -> None:
    """Marks the paragraphs in boxes like the one that holds most of the article. Where advertising divides a page, only
    the first part may have been recognised."""
    boxes: dict[tuple[str, ...], int] = {}
    for piece in found:
        if piece.kept and piece.element.tag == "p":
            boxes[_box(piece.element)] = boxes.get(_box(piece.element), 0) + piece.kept
    if not boxes:
        return
    best = max(boxes, key=boxes.__getitem__)
    home = next(_home(piece.element) for piece in found if piece.kept and _box(piece.element) == best)
    _keep_between(found, best)
    for piece in found:
        told = piece.element.tag == "p" and not piece.kept and best[1] and _box(piece.element) == best
        if told and _home(piece.element) is home and len(piece.text) >= _TEXT.prose and not piece.linked:
            piece.runs = [run._replace(kept=True) for run in piece.runs]


def _keep_between(found: Sequence[Piece], box: tuple[str, ...]) -> None:
    """Marks the short sentences that stand between paragraphs of the article as these do."""
    ours = [
        n for n, piece in enumerate(found) if piece.kept and piece.element.tag == "p" and _box(piece.element) == box
    ]
    homes = {found[n].element.getparent() for n in ours}
    for piece in found[ours[0] : ours[-1]]:
        if piece.kept or piece.element.tag != "p" or piece.element.getparent() not in homes:
            continue
        if _SENTENCE_END.search(piece.text) and not any(run.linked for run in piece.runs):
            piece.runs = [run._replace(kept=True) for run in piece.runs]


def _keep_lead(found: Sequence[Piece], lead: str) -> None:
    """Marks the words above the article by which the page describes it, where they stand in the article's own box. In a
    box of their own they are about the article and not part of it."""
    told = _WORD.findall(lead.lower())
    first = next((number for number, piece in enumerate(found) if piece.kept and len(piece.text) >= _TEXT.prose), 0)
    if len(told) < _TEXT.lead or any(_tells(piece, told) for piece in found if piece.kept):
        return
    boxes = {above for piece in found if piece.kept for above in (piece.element, *piece.element.iterancestors())}
    for piece in reversed(found[:first]):
        if piece.element in boxes and _tells(piece, told):
            piece.runs = [run._replace(kept=True) for run in piece.runs]
            return


def _tells(piece: Piece, lead: Sequence[str]) -> bool:
    """Whether it begins with these words, the last of which may be cut."""
    words = _WORD.findall(piece.text.lower())[: len(lead)]
    return words[:-1] == list(lead[:-1]) and len(words) == len(lead) and words[-1].startswith(lead[-1])


def _box(element: HtmlElement) -> tuple[str, ...]:
    """What the two boxes around a paragraph are called."""
    parent = element.getparent()
    above = parent.getparent() if parent is not None else None
    return tuple(
        part for box in (parent, above) for part in ((box.tag, box.get("class", "")) if box is not None else ("", ""))
    )


def _home(element: HtmlElement) -> HtmlElement | None:
    return next((above for above in element.iterancestors() if above.tag in ("article", "main", "body")), None)


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
    if kind is BlockKind.CAPTION and _RESERVED.search(piece.text):
        return False
    if piece.kept:
        return kind is not BlockKind.CAPTION or len(piece.text.split()) >= _TEXT.caption
    if not inside or _beside(piece.element):
        return False
    if states and len(piece.text) <= _TEXT.stated and states.match(piece.text):
        return True
    return kind in (BlockKind.POST, BlockKind.SIGNATURE) or (
        kind is BlockKind.CAPTION and len(piece.text.split()) >= _TEXT.caption
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
