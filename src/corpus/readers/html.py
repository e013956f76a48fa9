"""Saved web pages: the words of the article, a paragraph a line, without menus, advertising and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.errors import UnreadableFile
from corpus.model import Basis, Published, Span, Title
from corpus.readers.matter import Found
from corpus.readers.plain import decode

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_DROPPED = (
    "script, style, noscript, template, svg, iframe, object, form, button, select, nav, footer, aside, dialog, menu, "
    "[hidden], [aria-hidden=true], [role=navigation], [role=complementary], [role=banner], [role=contentinfo]"
)
_CLUTTER = ", ".join(
    f"[{attribute}*={name} i]"
    for attribute in ("class", "id")
    for name in (
        "advert",
        "newsletter",
        "related",
        "share",
        "social",
        "cookie",
        "promo",
        "comment",
        "breadcrumb",
        "subscri",
    )
)
_CLUTTER_ROOM = 600  # characters; what has more words than this is no box beside the article, whatever its class says
_ROOTS = ("[itemprop=articleBody]", "article", "main", "[role=main]")
_BLOCKS = frozenset(
    "p div li blockquote h1 h2 h3 h4 h5 h6 figcaption td th dt dd pre section article main header figure body ul ol "
    "table".split()
)
_DEEPEST = 60  # elements between a word and its paragraph
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{3,20})", re.I)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LINKED = re.compile(r"\"datePublished\"\s*:\s*\"(\d{4}-\d\d-\d\d)")
_SPACE = re.compile(r"[^\S\n]+")


def read(data: bytes, shown: str) -> Found:
    page = LexborHTMLParser(_decoded(data, shown))
    published, outlet = _published(page), _meta(page, "og:site_name")
    heading = page.css_first("h1")
    title = _meta(page, "og:title") or (_squeezed(heading.text()) if heading else "")
    language = (page.root.attributes.get("lang") or "") if page.root else ""
    text = _text(page)
    if not text:
        raise UnreadableFile(shown, "there are no words of an article in it", "save its text as a plain file")
    if title and title not in text[: len(title) + 300]:
        text = f"{title}\n\n{text}"
    at = text.find(title) if title else -1
    return Found(
        text,
        title=Title(title, Span(at, at + len(title))) if at >= 0 else None,
        outlet=outlet or None,
        published=published,
        language=language[:2].lower(),
    )


def _decoded(data: bytes, shown: str) -> str:
    named = _CHARSET.search(data[:4096])
    if named:
        try:
            return data.decode(named.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # pages often name an encoding they are not in
    return decode(data, shown)


def _meta(page: LexborHTMLParser, name: str) -> str:
    node = page.css_first(f'meta[property="{name}"], meta[name="{name}"]')
    return _squeezed((node.attributes.get("content") or "") if node else "")


def _published(page: LexborHTMLParser) -> Published | None:
    node = page.css_first("[itemprop=datePublished], time[datetime]")
    told = [_meta(page, "article:published_time"), *(_LINKED.findall(page.html or "")[:1])]
    if node:
        told.append(node.attributes.get("content") or node.attributes.get("datetime") or "")
    days = (day for day in map(_day, told) if day)
    return next((Published(day, Basis.METADATA) for day in days), None)


def _day(value: str) -> str | None:
    match = _DAY.match(value)
    try:
        return date.fromisoformat(match.group()).isoformat() if match else None
    except ValueError:
        return None


def _text(page: LexborHTMLParser) -> str:
    for node in page.css(_DROPPED):
        node.decompose()
    for node in page.css(_CLUTTER):
        if node.tag not in ("html", "body") and len(node.text()) < _CLUTTER_ROOM:
            node.decompose()
    root = _root(page)
    return "\n\n".join(_paragraphs(root)) if root else ""


def _root(page: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the article: the first kind of which one has half the words of all paragraphs."""
    total = _weight(page.body) if page.body else 0
    for selector in _ROOTS:
        best = max(page.css(selector), key=_weight, default=None)
        if best and _weight(best) >= max(1, total / 2):
            return best
    return page.body


def _weight(node: LexborNode) -> int:
    return sum(len(paragraph.text()) for paragraph in node.css("p"))


def _paragraphs(root: LexborNode) -> Iterator[str]:
    """The words of each innermost block; a line break within it stays one."""
    parts: list[str] = []
    current: int | None = None
    for node in root.traverse(include_text=True):
        if node.tag == "br":
            parts.append("\n")
        if node.tag != "-text":
            continue
        block = _block(node, root)
        if block != current:
            yield from _joined(parts)
            parts, current = [], block
        parts.append(node.text(deep=False).replace("\n", " "))
    yield from _joined(parts)


def _block(node: LexborNode, root: LexborNode) -> int:
    above = node.parent
    for _ in range(_DEEPEST):
        if above is None or above.tag in _BLOCKS or above.mem_id == root.mem_id:
            break
        above = above.parent
    return above.mem_id if above else 0


def _joined(parts: list[str]) -> Iterator[str]:
    lines = (_squeezed(line) for line in "".join(parts).split("\n"))
    words = "\n".join(line for line in lines if line)
    if words:
        yield words


def _squeezed(text: str) -> str:
    return _SPACE.sub(" ", text.replace("\n", " ")).strip()
