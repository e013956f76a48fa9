"""Corrections into the SQLite index and out of it, with the articles they are about."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from corpus.corrections import Correction
from corpus.index import codec
from corpus.index.sqlite.schema import marks
from corpus.index.sqlite.writing import Writer, corrections, forget, keep, stored
from corpus.model import SEEDS


@dataclass(frozen=True, slots=True)
class AmendingLimits:
    """How much is corrected at once. Set by hand: some seconds of work."""

    anew: int = 500  # articles put in anew together


_LIMITS = AmendingLimits()


def amend(connection: sqlite3.Connection, made: Iterable[Correction], undone: Collection[str]) -> None:
    """What `Store.amend` promises, inside a transaction."""
    known = corrections(connection)
    changed = [*made, *(one for one in known if one.id in undone)]
    keep(connection, (one for one in changed if one.id not in undone))
    forget(connection, undone)
    names = dict(connection.execute("SELECT id, name FROM collections").fetchall())
    ids = sorted({row for one in changed for row in _concerned(connection, one, names)})
    for at in range(0, len(ids), _LIMITS.anew):
        some = ids[at : at + _LIMITS.anew]
        writer = Writer(connection)
        rows = connection.execute(
            f"SELECT story, {codec.WHOLE}, collection, {codec.ARTICLE_COLUMNS} FROM articles"
            f" WHERE id IN ({marks(some)})",
            some,
        ).fetchall()
        writer.take([stored(row, names)._replace(story=story) for story, *row in rows])
        writer.finish()


def _concerned(connection: sqlite3.Connection, one: Correction, names: Mapping[int, str]) -> list[int]:
    """The articles a correction is about, of those that are in, with the other versions of their stories."""
    inside = [number for number, name in names.items() if one.collection in (SEEDS, name)]
    if one.article:
        found = connection.execute(
            f"WITH meant AS (SELECT id, story FROM articles WHERE collection IN ({marks(inside)}) AND key = ?)"
            " SELECT id FROM meant UNION SELECT id FROM articles"
            f" WHERE story IN (SELECT story FROM meant WHERE story IS NOT NULL) AND +collection IN ({marks(inside)})",
            (*inside, one.article, *inside),
        )
    else:
        found = connection.execute(
            "SELECT article FROM appearances WHERE name IN (SELECT n.id FROM names n LEFT JOIN aliases a"
            f" ON a.name = n.id WHERE n.collection IN ({marks(inside)}) AND (n.name IN (?, ?) OR a.alias = ?))",
            (*inside, one.spelling, one.value, one.spelling),
        )
    return [row for (row,) in found]
