"""The index in one SQLite file: many readers beside one writer, in as many threads and processes as there are."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.corrections import Correction
from corpus.errors import StoreError
from corpus.index import codec
from corpus.index.batches import put
from corpus.index.protocol import (
    PASSED,
    Asked,
    Candidate,
    Name,
    Naming,
    Note,
    Origin,
    Passages,
    Shelf,
    State,
    Wanted,
    Word,
    once,
)
from corpus.index.rows import Entry
from corpus.index.sqlite import candidates, passages, schema, vocabulary
from corpus.index.sqlite.amending import amend
from corpus.index.sqlite.schema import marks as holes
from corpus.index.sqlite.shelf import SqliteShelf
from corpus.index.sqlite.writing import Writer, corrections, renew, settle
from corpus.index.titles import shelved, titled
from corpus.index.versions import beside, listed
from corpus.model import SEEDS, Article, Extraction
from corpus.results import Failure, Listing, Upload


@dataclass(frozen=True, slots=True)
class SettlingRules:
    """When an index is settled by itself. Set by hand: some seconds of work, which must not fall
    into a sweep of a few files."""

    taken: int = 5_000  # articles taken in since it was opened


_SETTLING = SettlingRules()


class SqliteStore:
    def __init__(self, path: str) -> None:
        self._path = Path(path)
        schema.prepare(self._path)
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._taken = 0  # articles since the parts of the word index were made one

    # ------------------------------------------------------------------ writing
    def put(
        self,
        extractions: Iterable[Extraction | Entry],
        *,
        gone: Collection[str] = (),
        collection: str = SEEDS,
        note: Note | None = None,
    ) -> None:
        with self._writing:
            put(self._writer, extractions, gone, collection, note)
            if self._taken > _SETTLING.taken:
                self._taken = 0
                with self._connection() as connection, _transaction(connection):
                    settle(connection)

    def amend(self, made: Iterable[Correction] = (), undone: Collection[str] = ()) -> None:
        with self._writing, self._connection() as connection, _transaction(connection):
            renew(connection)
            amend(connection, tuple(made), undone)

    def corrections(self, collections: tuple[str, ...] | None = None) -> tuple[Correction, ...]:
        with self._connection() as connection:
            known = corrections(connection)
        return tuple(one for one in known if collections is None or one.collection in collections)

    @contextmanager
    def _writer(self) -> Iterator[Writer]:
        """One transaction: all of it is seen, or nothing."""
        with self._connection() as connection, _transaction(connection):
            renew(connection)
            writer = Writer(connection)
            yield writer
            writer.finish()
            self._taken += writer.taken

    def claim(self, collection: str, marks: Mapping[str, str]) -> frozenset[str]:
        """Two processes on one file may both take a file in: the second finds it there and puts the same again."""
        with self._connection() as connection:
            known: dict[str, str] = {}
            for number in _numbers(connection, (collection,)).values():
                rows = connection.execute(
                    f"SELECT path, fingerprint FROM files WHERE collection = ? AND path IN ({holes(marks)})"
                    " AND reason IS NULL",
                    (number, *marks),
                )
                known.update(rows.fetchall())
        return frozenset(path for path, mark in marks.items() if known.get(path) != mark)

    # ------------------------------------------------------------------ reading
    def article(self, article_id: str, collections: tuple[str, ...] = (SEEDS,)) -> Extraction | None:
        with self._connection() as connection:
            for name, number in _numbers(connection, collections).items():
                row = connection.execute(
                    f"SELECT {codec.WHOLE}, {codec.ARTICLE_COLUMNS} FROM articles WHERE collection = ? AND key = ?",
                    (number, article_id),
                ).fetchone()
                if row:
                    return codec.unpack(Origin._make((*row[2:], name)).article(), *row[:2])
        return None

    def articles(self, shelf: Shelf) -> tuple[Listing, ...]:
        with self._connection() as connection:
            numbers = _numbers(connection, shelf.collections)
            few = titled(connection, shelf.words)
            # The plus keeps SQLite from walking through all articles instead of the few.
            where, values = [f"{'+' if few else ''}collection IN ({holes(numbers)})"], [*numbers.values()]
            bounds: list[Any] = []
            if few is not None:
                where.append(f"id IN ({holes(few)})")
                bounds += few
            if shelf.ids:
                where.append(f"key IN ({holes(shelf.ids)})")
                bounds += shelf.ids
            elif not shelf.earlier:
                where.append("newer IS NULL")
            if shelf.name is not None:
                where.append(
                    "id IN (SELECT p.article FROM names n CROSS JOIN appearances p ON p.name = n.id"
                    f" WHERE n.name = ? AND n.collection IN ({holes(numbers)}))"
                )
                bounds += [shelf.name, *values]
            for sign, edge in ((">=", shelf.since), ("<=", shelf.until)):
                if edge:
                    where.append(f"published {sign} ?")
                    bounds.append(edge.isoformat())
            rows = connection.execute(
                "SELECT key, path, title, derived, outlet, published, basis, language, quotes, facts FROM articles"
                f" WHERE {' AND '.join(where)} ORDER BY published DESC, id DESC",
                (*values, *bounds),
            )
            return tuple(shelved(rows, shelf))

    def versions(self, article_id: str, collections: tuple[str, ...] = (SEEDS,)) -> tuple[Listing, ...]:
        with self._connection() as connection:
            found = beside(SqliteShelf(connection), article_id, collections)
        return listed(self, found)

    def find(self, wanted: Wanted) -> tuple[Candidate, ...]:
        with self._connection() as connection:
            return candidates.find(connection, wanted, _numbers(connection, wanted.collections))

    def passages(self, asked: Asked) -> Passages:
        with self._connection() as connection:
            numbers = _numbers(connection, asked.collections)
            return passages.find(connection, asked, numbers, lambda ids: _articles(connection, ids, numbers))

    def names(self, naming: Naming) -> tuple[Name, ...]:
        with self._connection() as connection:
            numbers = _numbers(connection, naming.collections)
            # The plus keeps SQLite from walking through the whole collection instead of the few names that fit.
            where, values = [f"+n.collection IN ({holes(numbers)})", "n.articles > 0"], [*numbers.values()]
            bounds: list[Any] = list(values)
            for group in naming.groups:
                where.append(f"n.id IN (SELECT name FROM name_words WHERE word IN ({holes(group)}))")
                bounds += group
            if naming.prefix:
                where.append("n.id IN (SELECT name FROM name_words WHERE word >= ? AND word < ?)")
                bounds += [naming.prefix, naming.prefix + "\U0010ffff"]
            if naming.articles:
                where.append(
                    "n.id IN (SELECT name FROM appearances WHERE article IN (SELECT id FROM articles WHERE"
                    f" collection IN ({holes(numbers)}) AND key IN ({holes(naming.articles)})))"
                )
                bounds += [*values, *naming.articles]
            rows = connection.execute(
                f"SELECT n.id, n.name, n.quotes, n.articles, n.people FROM names n WHERE {' AND '.join(where)}"
                " ORDER BY n.quotes + n.articles DESC, n.name LIMIT ?",
                (*bounds, naming.limit),
            ).fetchall()
            aliases: dict[int, list[str]] = {}
            for name, alias in connection.execute(
                f"SELECT name, alias FROM aliases WHERE name IN ({holes(rows)}) AND articles > 0"
                " ORDER BY articles DESC, alias",
                [row[0] for row in rows],
            ):
                aliases.setdefault(name, []).append(alias)
        return once(Name._make((*row[1:], tuple(aliases.get(row[0], ())))) for row in rows)

    def words(self, spellings: Collection[str], *, slips: int = 2) -> dict[str, tuple[Word, ...]]:
        with self._connection() as connection:
            return vocabulary.near(connection, spellings, slips)

    def uploads(self, collections: tuple[str, ...] | None = None) -> tuple[Upload, ...]:
        with self._connection() as connection:
            rows = connection.execute(
                f"SELECT c.name, {codec.UPLOAD_COLUMNS.replace('name', 'u.name')} FROM uploads u"
                " JOIN collections c ON c.id = u.collection ORDER BY u.collection, moment, key"
            ).fetchall()
        return tuple(codec.upload(name, row) for name, *row in rows if collections is None or name in collections)

    def upload(self, collection: str, key: str) -> Upload | None:
        with self._connection() as connection:
            row = connection.execute(
                f"SELECT {codec.UPLOAD_COLUMNS}, data FROM uploads WHERE key = ?"
                " AND collection = (SELECT id FROM collections WHERE name = ?)",
                (key, collection),
            ).fetchone()
        return codec.upload(collection, row) if row else None

    def state(self, collections: tuple[str, ...] | None = None) -> State:
        with self._connection() as connection:
            if collections is None:
                collections = tuple(name for (name,) in connection.execute("SELECT name FROM collections"))
            numbers = [*_numbers(connection, collections).values()]
            inside = holes(numbers)
            articles, quotes, facts = connection.execute(
                "SELECT count(*), coalesce(sum(quotes), 0), coalesce(sum(facts), 0) FROM articles"
                f" WHERE collection IN ({inside})",
                numbers,
            ).fetchone()
            (people,) = connection.execute(
                f"SELECT count(*) FROM names WHERE collection IN ({inside}) AND people > 0", numbers
            ).fetchone()
            (swept,) = connection.execute(
                f"SELECT max(value) FROM meta WHERE key IN ({inside})", [f"swept:{number}" for number in numbers]
            ).fetchone()
            files = connection.execute(
                f"SELECT path, fingerprint, reason, moment FROM files WHERE collection IN ({inside}) ORDER BY path",
                numbers,
            ).fetchall()
            (earlier,) = connection.execute(
                f"SELECT count(*) FROM articles WHERE collection IN ({inside}) AND newer IS NOT NULL", numbers
            ).fetchone()
            (size,) = connection.execute(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            ).fetchone()
        failures = tuple(
            Failure(path, reason, moment or "", mark == PASSED) for path, mark, reason, moment in files if reason
        )
        marked = {path: mark for path, mark, _, _ in files if mark}
        return State(articles - earlier, quotes, facts, people, size, swept, failures, marked, collections, earlier)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            schema.close(connection)

    # ------------------------------------------------------------------ connections
    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """The connection used last, for its pages are in memory; SQLite's errors leave as ours."""
        with self._lock:
            if self._closed:
                raise StoreError(f"{self._path} is closed; open it again.")
            connection = self._idle.pop() if self._idle else None
        connection = connection or schema.connect(self._path)
        try:
            yield connection
        except sqlite3.Error as error:
            raise schema.broken(self._path, error) from error
        finally:
            with self._lock:
                if not self._closed and len(self._idle) < schema.FILE.idle:
                    self._idle.append(connection)
                    connection = None
            if connection:
                schema.close(connection)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _numbers(connection: sqlite3.Connection, collections: tuple[str, ...]) -> dict[str, int]:
    rows = connection.execute("SELECT name, id FROM collections").fetchall()
    return {name: number for name, number in rows if name in collections}


def _articles(connection: sqlite3.Connection, ids: Collection[int], numbers: dict[str, int]) -> dict[int, Article]:
    return {row: origin.article() for row, origin in candidates.origins(connection, ids, numbers).items()}
