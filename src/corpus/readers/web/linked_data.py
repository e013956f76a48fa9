"""What a page tells machines about its article as linked data (JSON-LD, https://schema.org/Article)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

_ARTICLES = re.compile(r"(?:Article|BlogPosting|Report|Review|LiveBlogPosting)$")


@dataclass(frozen=True, slots=True)
class DataDepth:
    """How far linked data is followed. Set by hand: pages nest an article in a page in a graph."""

    deepest: int = 6  # objects within objects


_DEPTH = DataDepth()

_CONTROL = re.compile(r"[\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Linked:
    headline: str = ""
    published: str = ""
    modified: str = ""
    outlet: str = ""
    language: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()


def linked(tree: HtmlElement) -> Linked:
    """Of the first article; a video's, a comment's or an organisation's fields are not taken for it."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for thing in _things(_parsed(script.text or ""), 0):
            kinds = _strings(thing.get("@type"))
            if any(map(_ARTICLES.search, kinds)) or (not kinds and "headline" in thing):
                return Linked(
                    headline=_string(thing.get("headline")) or _string(thing.get("name")),
                    published=_string(thing.get("datePublished")),
                    modified=_string(thing.get("dateModified")),
                    outlet=_name(thing.get("publisher")) or _name(thing.get("sourceOrganization")),
                    language=_string(thing.get("inLanguage")),
                    body=_string(thing.get("articleBody")),
                    authors=tuple(_names(thing.get("author"))),
                )
    return Linked()


def _parsed(text: str) -> object:
    """None for what is no JSON; line breaks within strings, a frequent fault, are let pass."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(_CONTROL.sub(" ", text))
    except (ValueError, RecursionError):
        return None


def _things(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _DEPTH.deepest:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(key), depth + 1)


def _string(value: object) -> str:
    return next(iter(_strings(value)), "")


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item.strip() for item in values if isinstance(item, str) and item.strip()]


def _name(value: object) -> str:
    return next(_names(value), "")


def _names(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            yield from _strings(item.get("name"))
        elif isinstance(item, str) and item.strip() and not item.startswith("http"):
            yield item.strip()
