"""Articles by the words of their titles, and rows of a table of articles into listings, a page at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.index.codec import title_words
from corpus.index.protocol import Shelf
from corpus.model import Basis, Published
from corpus.results import Listing


@dataclass(frozen=True, slots=True)
class TitleLimits:
    """How titles are looked through for the newest with some words. Set by hand: above it the newest that have them are
    soon met by reading backwards."""

    few: int = 2_000  # articles with the words that are sorted
    telling: int = 3  # letters of the start of a word: half of all titles have a word that begins with the same two


LIMITS = TitleLimits()


def titled(connection: sqlite3.Connection, begun: Sequence[str]) -> list[int] | None:
    """The few articles with words that begin so; None where there may be many."""
    asked = [f'"{start}"*' for start in begun if len(start) >= LIMITS.telling and start.isalnum()]
    if not asked:
        return None
    rows = connection.execute(
        f"SELECT rowid FROM title_words WHERE title_words MATCH ? LIMIT {LIMITS.few + 1}", (" AND ".join(asked),)
    ).fetchall()
    return [at for (at,) in rows] if len(rows) <= LIMITS.few else None


def shelved(rows: Iterable[tuple[Any, ...]], shelf: Shelf) -> Iterator[Listing]:
    """`rows`: key, path, title, derived, outlet, published, basis, language, quotes, facts, latest first."""
    skipped = given = 0
    for key, path, title, derived, outlet, published, basis, language, quotes, facts in rows:
        if shelf.words:
            own = title_words(title, outlet, path).split()
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
