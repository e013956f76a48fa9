"""Rows of a table of articles into listings, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from corpus.model import Basis, Published
from corpus.results import Listing
from corpus.store import Shelf
from corpus.text import words


def shelved(rows: Iterable[tuple[Any, ...]], shelf: Shelf) -> Iterator[Listing]:
    """`rows`: key, path, title, derived, outlet, published, basis, language, quotes, facts, latest first."""
    skipped = given = 0
    for key, path, title, derived, outlet, published, basis, language, quotes, facts in rows:
        if shelf.words:
            own = words(f"{title or ''} {outlet or ''} {path}")
            if not all(any(word.startswith(start) for word in own) for start in shelf.words):
                continue
        if skipped < shelf.offset:
            skipped += 1
            continue
        if given == shelf.limit:
            return
        given += 1
        day = Published(published, Basis(basis)) if published is not None else None
        yield Listing(key, path, title, bool(derived), outlet, day, language, quotes, facts)
