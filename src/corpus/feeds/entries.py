"""A feed taken apart: each entry as a feed of one, which is a file that can be kept."""

from __future__ import annotations

import hashlib
import re
from copy import deepcopy
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

_ROOTS = frozenset(("rss", "feed", "RDF", "rdf", "channel"))
_ENTRIES = frozenset(("item", "entry"))
_ABOUT = frozenset(("title", "language", "link", "id", "updated", "author"))  # of the whole feed: kept in every part
_WORDS = frozenset(("title", "description", "summary", "content", "encoded"))
_NAMED = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class EntryLimits:
    """How much of a feed is taken. Set by hand, the same as the reader of feeds has it."""

    full: int = 600  # characters: a summary is shorter
    entries: int = 500  # of one poll, at most


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


def parts(data: bytes) -> list[Part]:
    """Raises NoFeed."""
    if re.search(rb"<!ENTITY", data, re.I):
        raise NoFeed("it defines entities of its own, which no feed needs")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NoFeed("it is no XML") from error
    try:
        found = _with_words(root)
        if not found:
            raise NoFeed("there is no entry in it")
        return [_part(root, entry) for entry in found[: _LIMITS.entries]]
    except ValueError as error:  # names and namespaces that cannot be written again
        raise error if isinstance(error, NoFeed) else NoFeed("it is damaged") from error


def _with_words(root: etree._Element | None) -> list[etree._Element]:
    """Those with words in them."""
    if root is None or _local(root) not in _ROOTS:
        raise NoFeed("it is XML, but no feed")
    every = (element for element in root.iter() if _local(element) in _ENTRIES)
    return [entry for entry in every if any(_text(child) for child in entry if _local(child) in _WORDS)]


def _part(root: etree._Element, entry: etree._Element) -> Part:
    """The entry in a copy of all that is around it but the other entries."""
    fields = {_local(child): child for child in reversed(entry)}
    link = _link(fields.get("link"))
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
    """The name of an element without its namespace; empty for comments and the like."""
    return etree.QName(element).localname if element is not None and isinstance(element.tag, str) else ""


def _text(element: etree._Element | None) -> str:
    return "".join(element.itertext()).strip() if element is not None else ""


def _link(element: etree._Element | None) -> str:
    return (element.get("href") or _text(element)).strip() if element is not None else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
