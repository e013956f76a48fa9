"""The versions of stories in the SQLite index, as they are looked up while it is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from corpus.index import codec
from corpus.index.entries import entered
from corpus.index.protocol import Origin
from corpus.index.rows import Entry
from corpus.index.sqlite.schema import marks as holes
from corpus.index.versions import LIMITS, Version


@dataclass(frozen=True, slots=True)
class StatementSize:
    """How many values one statement names. Set by hand: SQLite takes 999 in its oldest builds."""

    values: int = 500  # of one statement


_SIZE = StatementSize()


class SqliteShelf:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute

    def sharing(self, collection: str, marks: Collection[int]) -> list[tuple[int, Version]]:
        known = self._run("SELECT id FROM collections WHERE name = ?", (collection,)).fetchone() or (0,)
        found = [
            (mark, article)
            for mark in sorted(marks)
            for (article,) in self._run(
                "SELECT m.article FROM marks m CROSS JOIN articles a ON a.id = m.article"
                f" WHERE m.mark = ? AND a.collection = ? ORDER BY m.article DESC LIMIT {LIMITS.marked}",
                (mark, *known),
            ).fetchall()
        ]
        versions = dict(self._versions(collection, "id", list(dict.fromkeys(article for _, article in found))))
        return [(mark, versions[article]) for mark, article in found]

    def told(self, collection: str, articles: Collection[str]) -> list[str]:
        found = []
        for at in range(0, len(articles), _SIZE.values):
            some = list(articles)[at : at + _SIZE.values]
            found += self._run(
                "SELECT a.story FROM articles a JOIN collections c ON c.id = a.collection WHERE c.name = ?"
                f" AND a.key IN ({holes(some)}) AND a.story IS NOT NULL",
                (collection, *some),
            ).fetchall()
        return [story for (story,) in found]

    def versions(self, collection: str, stories: Collection[str]) -> list[Version]:
        return [version for _, version in self._versions(collection, "story", list(stories))]

    def elsewhere(self, collection: str) -> Iterator[str]:
        inside = "SELECT id FROM collections WHERE name <> ?"
        for (text,) in self._run(f"SELECT text FROM articles WHERE collection IN ({inside})", (collection,)):
            yield text

    def entry(self, version: Version) -> Entry:
        origin = version.origin
        block, before = self._run(
            f"SELECT {codec.WHOLE} FROM articles WHERE key = ?"
            " AND collection = (SELECT id FROM collections WHERE name = ?)",
            (origin.id, origin.collection),
        ).fetchone()
        return entered(codec.unpack(origin.article(), block, before))

    def _versions(self, collection: str, column: str, values: list[Any]) -> Iterator[tuple[int, Version]]:
        known = self._run("SELECT id FROM collections WHERE name = ?", (collection,)).fetchone() or (0,)
        for at in range(0, len(values), _SIZE.values):
            some = values[at : at + _SIZE.values]
            for row, story, newer, *columns in self._run(
                f"SELECT id, story, newer, {codec.ARTICLE_COLUMNS} FROM articles"
                f" WHERE {column} IN ({holes(some)}) AND +collection = ?",
                (*some, *known),
            ).fetchall():
                yield row, Version(Origin._make((*columns, collection)), story, newer)
