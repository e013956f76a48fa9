"""A feed taken apart: each entry as a feed of one, which is a file that can be kept."""

from __future__ import annotations

import hashlib
import re
from copy import deepcopy
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.readers.encodings import decoded, label_of

_ROOTS = frozenset(("rss", "feed", "RDF", "rdf", "channel"))
_ENTRIES = frozenset(("item", "entry"))
_ABOUT = frozenset(("title", "language", "link", "id", "updated", "author"))  # of the whole feed: kept in every part
_WORDS = frozenset(("title", "description", "summary", "content", "encoded"))
_NAMESPACES = frozenset((  # of feeds; a name of another one, such as media:title, is of something beside the entry
    None, "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://purl.org/rss/1.0/",
    "http://purl.org/rss/1.0/modules/content/", "http://my.netscape.com/rdf/simple/0.9/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
))  # fmt: skip
_PAGE = re.compile(rb"<(?:!doctype\s+)?html\b", re.I)
_OPENS = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)(?:\s[^>]*)?(?<!/)>")
_CLOSES = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>")
_NAMED = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class EntryLimits:
    """How much of a feed is taken. Set by hand, the same as the reader of feeds has it."""

    full: int = 600  # characters: a summary is shorter
    entries: int = 500  # of one poll, at most
    head: int = 2000  # bytes in which a page says that it is one


_LIMITS = EntryLimits()


class Part(NamedTuple):
    """`name` is the same as long as the words of the entry are; `link` where its page is, `whole`: it need not be
    looked for there."""

    name: str
    data: bytes
    link: str
    whole: bool


class NoFeed(ValueError):
    """It cannot be taken apart; the message says why."""


def parts(data: bytes, label: str | None = None) -> list[Part]:
    """`label`: the encoding a header names. Raises NoFeed."""
    data = _utf8(data, label)
    if re.search(rb"<!ENTITY", data, re.I):
        raise NoFeed("it defines entities of its own, which no feed needs")
    if _PAGE.search(data[: _LIMITS.head]):
        raise NoFeed("it is a page, no feed")
    if data.lstrip()[:1] == b"{":
        raise NoFeed("it is JSON; of feeds RSS and Atom are read")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NoFeed("it is no feed") from error
    try:
        found = _with_words(root, broken_off=len(_OPENS.findall(data)) > len(_CLOSES.findall(data)))
        if not found:
            raise NoFeed("there is no entry in it")
        return [_part(root, entry) for entry in found[: _LIMITS.entries]]
    except ValueError as error:  # names and namespaces that cannot be written again
        raise error if isinstance(error, NoFeed) else NoFeed("it is damaged") from error


def _utf8(data: bytes, label: str | None) -> bytes:
    """As browsers read it: many a feed says that it is in UTF-8 and holds curly marks of Windows-1252."""
    try:
        return decoded(data, "", label=label or label_of(data)).text.encode("utf-8", "replace")
    except UnreadableFile as error:
        raise NoFeed(error.reason) from error


def _with_words(root: etree._Element | None, *, broken_off: bool) -> list[etree._Element]:
    """Those with words in them; without the last, where what was sent breaks off: next time it comes whole."""
    if root is None or _local(root) not in _ROOTS:
        raise NoFeed("it is no feed")
    every = [element for element in root.iter() if _local(element) in _ENTRIES]
    if broken_off:
        every.pop()
    return [entry for entry in every if any(_text(child) for child in entry if _local(child) in _WORDS)]


def _part(root: etree._Element, entry: etree._Element) -> Part:
    """The entry in a copy of all that is around it but the other entries."""
    fields = {_local(child): child for child in reversed(entry)}
    link = _page(entry)
    identity = _text(fields.get("guid")) or _text(fields.get("id")) or link or _text(fields.get("title"))
    words = "\0".join(_text(child) for child in entry if _local(child) in _WORDS)
    tail = _NAMED.sub("-", identity.rstrip("/").rpartition("/")[2])[:40].strip("-.")
    name = "-".join(filter(None, (tail, _digest(identity), _digest(words))))
    longest = max((len(_text(child)) for child in entry if _local(child) in _WORDS), default=0)
    whole = _local(fields.get("encoded")) == "encoded" or _local(fields.get("content")) == "content"
    return Part(f"{name}.xml", _alone(root, entry), link, whole or longest >= _LIMITS.full)


def _alone(root: etree._Element, entry: etree._Element) -> bytes:
    fresh = etree.Element(root.tag, attrib=dict(root.attrib), nsmap=root.nsmap)
    inside = fresh
    channel = next((child for child in root if _local(child) == "channel"), None)
    if channel is not None:
        inside = etree.SubElement(fresh, channel.tag)
    for child in channel if channel is not None else root:
        if _local(child) in _ABOUT:
            inside.append(deepcopy(child))
    (inside if entry.getparent() is channel or channel is None else fresh).append(deepcopy(entry))
    written: bytes = etree.tostring(fresh, xml_declaration=True, encoding="UTF-8")
    return written


def _local(element: etree._Element | None) -> str:
    """The name of an element of feeds; empty for comments and the like."""
    if element is None or not isinstance(element.tag, str):
        return ""
    name = etree.QName(element)
    return name.localname if name.namespace in _NAMESPACES else ""


def _text(element: etree._Element | None) -> str:
    return "".join(element.itertext()).strip() if element is not None else ""


def _page(entry: etree._Element) -> str:
    """Where its page is: of Atom's links the alternate one, for it may link itself and what it holds first."""
    links = [link for link in entry if _local(link) == "link" and link.get("rel", "alternate") == "alternate"]
    return next(((link.get("href") or _text(link)).strip() for link in links), "")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
