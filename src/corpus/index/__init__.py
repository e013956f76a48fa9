"""Where articles and everything found in them are kept: in a file, or on a server; both answer alike."""

from __future__ import annotations

from corpus.errors import WrongUse
from corpus.index.outdated import OUTDATED
from corpus.index.protocol import (
    ABOUT,
    ADDED_BY,
    AFTER,
    PAIR,
    PASSED,
    SPEAKER,
    Asked,
    Candidate,
    Name,
    Naming,
    Note,
    Origin,
    Part,
    Passage,
    Passages,
    Shelf,
    State,
    Store,
    Wanted,
    Word,
    every,
    pair,
)


def open_store(url: str) -> Store:
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        from corpus.index.sqlite.store import SqliteStore

        return SqliteStore(rest[1:])
    if scheme in ("postgresql", "postgres"):
        try:
            from corpus.index.postgres.store import PostgresStore
        except ImportError as error:
            raise WrongUse("PostgreSQL needs the extra: pip install 'onrecord[postgres]'.") from error
        return PostgresStore(url)
    raise WrongUse(f"{url!r} names no index; write sqlite:///FILE or postgresql://USER@HOST/NAME.")


__all__ = [
    "ABOUT",
    "ADDED_BY",
    "AFTER",
    "OUTDATED",
    "PAIR",
    "PASSED",
    "SPEAKER",
    "Asked",
    "Candidate",
    "Name",
    "Naming",
    "Note",
    "Origin",
    "Part",
    "Passage",
    "Passages",
    "Shelf",
    "State",
    "Store",
    "Wanted",
    "Word",
    "every",
    "open_store",
    "pair",
]
