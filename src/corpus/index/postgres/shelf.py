"""The versions of stories in the PostgreSQL index, as they are looked up while it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import psycopg

from corpus.index import codec
from corpus.index.entries import entered
from corpus.index.postgres.numbers import number
from corpus.index.protocol import Origin
from corpus.index.rows import Entry
from corpus.index.versions import LIMITS, Version


class PostgresShelf:
    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._run = connection.execute

    def sharing(self, collection: str, marks: Collection[int]) -> list[tuple[int, Version]]:
        # OFFSET: each article is looked up by its key, whatever the planner knows of a table just filled
        rows = self._run(
            "SELECT m.mark, f.article FROM unnest(%s::bigint[]) m (mark) CROSS JOIN LATERAL"
            " (SELECT s.article, a.arrival FROM marks s CROSS JOIN LATERAL"
            " (SELECT arrival, collection FROM articles WHERE id = s.article OFFSET 0) a"
            " WHERE s.mark = m.mark AND a.collection = %s ORDER BY a.arrival DESC LIMIT %s) f"
            " ORDER BY m.mark, f.arrival DESC",
            (list(marks), number("collection", collection), LIMITS.marked),
        ).fetchall()
        found = dict(self._versions(collection, "id", list({row for _, row in rows})))
        return [(mark, found[row]) for mark, row in rows if row in found]

    def told(self, collection: str, articles: Collection[str]) -> list[str]:
        ids = [number(collection, key) for key in articles]
        rows = self._run("SELECT story FROM articles WHERE id = ANY(%s) AND story IS NOT NULL", (ids,))
        return [story for (story,) in rows.fetchall()]

    def versions(self, collection: str, stories: Collection[str]) -> list[Version]:
        return [version for _, version in self._versions(collection, "story", list(stories))]

    def elsewhere(self, collection: str) -> Iterator[str]:
        rows = self._run("SELECT text FROM articles WHERE collection <> %s", (number("collection", collection),))
        for (text,) in rows.fetchall():
            yield text

    def entry(self, version: Version) -> Entry:
        origin = version.origin
        found = self._run(f"SELECT {codec.WHOLE} FROM articles WHERE id = %s", (number(origin.collection, origin.id),))
        return entered(codec.unpack(origin.article(), *found.fetchall()[0]))

    def _versions(self, collection: str, column: str, values: list[Any]) -> Iterator[tuple[int, Version]]:
        rows = self._run(
            f"SELECT id, story, newer, {codec.ARTICLE_COLUMNS} FROM articles"
            f" WHERE {column} = ANY(%s) AND collection = %s".encode(),
            (values, number("collection", collection)),
        )
        for row, story, newer, *columns in rows.fetchall() if values else ():
            yield row, Version(Origin._make((*columns, collection)), story, newer)
