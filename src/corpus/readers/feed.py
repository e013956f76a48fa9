"""Feeds (RSS, Atom): every entry an article of its own, its full text where the feed has it, else its summary."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.errors import UnreadableFile
from corpus.model import SUMMARY, Basis, Published
from corpus.readers import web
from corpus.readers.addresses import canonical, moment
from corpus.readers.days import day_of
from corpus.readers.found import DAMAGE, Found, assembled

SUFFIXES = frozenset({".rss", ".atom", ".xml", ".rdf"})
_ROOT = re.compile(rb"<(?:[\w-]+:)?(?:rss|feed|rdf|RDF|channel)[\s>]")
_ENTITY = re.compile(rb"<!ENTITY", re.I)
_PAGE = re.compile(rb"<html", re.I)
_KEY = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class FeedLimits:
    """How much of a feed is read, and what in it is a whole article. Set by hand: summaries end before."""

    entries: int = 2000  # of one feed, at most
    full: int = 600  # characters; a summary is shorter


LIMITS = FeedLimits()


def fits(head: bytes) -> bool:
    return (
        bool(_ROOT.search(head[:2000]))
        and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        and not _PAGE.search(head[:2000])
    )


def read(data: bytes, shown: str) -> tuple[Found, ...]:
    if _ENTITY.search(data[:100_000]):
        raise UnreadableFile(
            shown, "it defines entities of its own, which no feed needs", "have its program write it again"
        )
    if not _ROOT.search(data[:2000]):
        raise UnreadableFile(shown, "it is XML, but no feed", "save its words as a text file")
    import feedparser

    try:
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except DAMAGE as error:
        raise UnreadableFile(shown, "it is damaged", "have its program write it again") from error
    outlet, language = _words(feed.feed.get("title")), str(feed.feed.get("language") or "")
    found = tuple(_entries(feed.entries[: LIMITS.entries], outlet, language))
    if not found:
        raise UnreadableFile(shown, "there is no entry with words in it", "save its articles as files")
    return found


def _entries(entries: list[Mapping[str, Any]], outlet: str, language: str) -> Iterator[Found]:
    seen: set[str] = set()
    for entry in entries:
        whole = max((str(part.get("value") or "") for part in entry.get("content") or ()), key=len, default="")
        body = whole or str(entry.get("description") or "")
        title = _words(entry.get("title"))
        parts = web.of_fragment(body)
        full = sum(len(part.words) for part in parts) >= LIMITS.full or bool(whole)
        day = day_of(str(entry.get("published") or entry.get("updated") or ""))
        key = _key(str(entry.get("id") or entry.get("link") or title), full)
        if not (parts or title) or key in seen:
            continue
        seen.add(key)
        yield assembled(
            [part for part in parts if part.words != title],
            title=title,
            outlet=outlet,
            published=Published(day, Basis.METADATA) if day else None,
            language=language,
            key=key,
            address=canonical(str(entry.get("link") or "")),
            modified=moment(str(dict(entry).get("updated") or "")),
        )


def _key(identity: str, full: bool) -> str:
    """What the entry is called behind the name of the file: the end of its address, and its digest."""
    tail = _KEY.sub("-", identity.rstrip("/").rpartition("/")[2])[:40].strip("-")
    digest = hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:6]
    return "-".join(filter(None, ("" if full else SUMMARY, tail, digest)))


def _words(markup: object) -> str:
    return " ".join(" ".join(part.words for part in web.of_fragment(str(markup or ""))).split())
