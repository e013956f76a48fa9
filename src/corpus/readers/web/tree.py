"""A page as a tree of elements, put in order: what was struck out is gone, and no wrapper hides the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement

WORDLESS = frozenset("script style template svg math iframe object embed canvas audio video map head".split())
_STRUCK = ("del", "s", "strike")  # words that no longer stand
_ASIDE = ("noscript", "form", "button", "dialog", "select", "label", "fieldset", "aside", "footer", "nav", "menu")
_CLUTTER = re.compile(r"advert|newsletter|related|share|social|cookie|consent|promo|comment|breadcrumb|subscri", re.I)


@dataclass(frozen=True, slots=True)
class ClutterSize:
    """What by its class may be clutter. Set by hand: a box beside an article is shorter."""

    characters: int = 600  # what has more words than this is no box beside the article, whatever its class says
    label: int = 40  # characters of a label that is read to those who do not see the page


_CLUTTER_SIZE = ClutterSize()

_UNSEEN = re.compile(r"\b(?:off-?screen|visually-?hidden|sr-only|screen-?reader(?:-text)?)\b", re.I)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_MARKS = {"de": "„“", "es": "«»", "fr": "«»", "pt": "«»", "it": "«»"}  # of `<q>`; every other language: “”
_QUOTED = re.compile(r"\s*[\"“”„«»‘’‚‹›']")
_NOTE = re.compile(r"\s*\[\s*(?:\d{1,3}|[a-z]|note \d+)\s*\]\s*$")  # a footnote's number, as encyclopaedias print it


def parse(text: str) -> HtmlElement | None:
    """None where there is not one element in it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    data = text.replace("\0", "").encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (ParserError, ValueError):
        return None
    return tree if tree.find(".//body") is not None or tree.tag == "html" else None


def prepare(tree: HtmlElement, language: str) -> None:
    """In place."""
    _unwrap(tree)
    for element in [*tree.iter(*_STRUCK)]:
        drop(element)
    for element in [*tree.iter("sup")]:
        if _NOTE.match(element.text_content()):
            drop(element)
    _clear(tree)
    _mark_quotations(tree, language)


def drop(element: HtmlElement) -> None:
    """Takes an element out; the words behind it stay."""
    if element.getparent() is not None:
        element.drop_tree()


def _unwrap(tree: HtmlElement) -> None:
    """Makes plain containers of what holds most of the page's words, whatever it is called: whole pages are wrapped in
    forms, fallbacks for browsers without scripts, and boxes that a script was to show."""
    body = tree.find(".//body")
    half = len(_words(body)) / 2 if body is not None else 0
    for element in body.iter("*") if half else ():
        hides = _hides(element)
        if not (hides or element.tag in _ASIDE) or len(_words(element)) <= half:
            continue
        if element.tag in _ASIDE:
            element.tag = "div"
        for name in ("hidden", "aria-hidden", "role", "style", *(("class", "id") if hides else ())):
            element.attrib.pop(name, None)


def _clear(tree: HtmlElement) -> None:
    """Takes out small boxes whose name says that they are beside the article, and labels that nobody sees ("Image
    caption")."""
    for element in [*tree.iter("div", "section", "ul", "ol", "p", "aside", "span")]:
        named = f"{element.get('class', '')} {element.get('id', '')}"
        if named == " ":
            continue
        size = len(element.text_content())
        if (size < _CLUTTER_SIZE.characters and _CLUTTER.search(named)) or (
            size < _CLUTTER_SIZE.label and _UNSEEN.search(named)
        ):
            drop(element)


def _hides(element: HtmlElement) -> bool:
    given = element.attrib
    if not given:
        return False
    return (
        "hidden" in given
        or given.get("aria-hidden") == "true"
        or "role" in given
        or bool(_HIDDEN.search(given.get("style", "")))
    )


def _words(element: HtmlElement) -> str:
    return "".join(_texts(element))


def _texts(element: HtmlElement) -> Iterator[str]:
    """The words a reader of the page could see, as far as tags tell."""
    for node in element.iter("*"):
        if node.tag in WORDLESS or (node.tag == "noscript" and node is not element):
            if node.tail and node is not element:
                yield node.tail.strip()
            continue
        above = node.getparent()
        if node.text and not (above is not None and above.tag in WORDLESS):
            yield node.text.strip()
        if node.tail and node is not element and above.tag not in WORDLESS:
            yield node.tail.strip()


def _mark_quotations(tree: HtmlElement, language: str) -> None:
    """Browsers print the marks of `<q>`, so the page does not hold them."""
    opening, closing = tuple(_MARKS.get(language, "“”"))
    for element in tree.iter("q"):
        if _QUOTED.match(element.text_content()):
            continue
        element.text = opening + (element.text or "").lstrip()
        last = element[-1] if len(element) else None
        if last is None:
            element.text = element.text.rstrip() + closing
        else:
            last.tail = (last.tail or "").rstrip() + closing
