"""The index in one SQLite file: many readers beside one writer, in as many threads and processes as there are."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import StoreError
from corpus.model import SEEDS, Article, Basis, Extraction, Published
from corpus.results import Failure, Listing
from corpus.store import (
    Asked,
    Candidate,
    Name,
    Naming,
    Note,
    Part,
    Passages,
    Shelf,
    State,
    Wanted,
    Word,
    packing,
    passages,
    schema,
)
from corpus.store.spelling import close as near
from corpus.store.spelling import keyed, keys, slips, stems
from corpus.store.writing import PER_DAY, Writer, batches, forget

_RECORD = (
    "r.article, r.start, r.stop, r.kind, n.name, r.speaker_start, r.speaker_stop, r.cue, r.confidence, r.worth"
    " FROM {} LEFT JOIN names n ON n.id = r.speaker WHERE {} ORDER BY {} DESC LIMIT ?"
)
_TOKEN = re.compile(r"[@~]?[^\W_]+|=[^\W_]+=[^\W_]+")
_NOTHING = '"#"'  # a word that is nowhere
_FOREVER = date.max.toordinal()


class SqliteStore:
    def __init__(self, path: str) -> None:
        self._path = Path(path)
        schema.prepare(self._path)
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        self._lock = threading.Lock()
        self._writing = threading.Lock()

    # ------------------------------------------------------------------ writing
    def put(
        self,
        extractions: Iterable[Extraction],
        *,
        gone: Collection[str] = (),
        collection: str = SEEDS,
        note: Note | None = None,
    ) -> None:
        with self._writing, self._connection() as connection:
            for batch in batches(extractions):
                with _transaction(connection):
                    writer = Writer(connection)
                    for found in batch:
                        writer.drop(found.article.collection, found.article.id)
                    for found in batch:
                        writer.add(found)
                    writer.finish()
            if gone or note:
                with _transaction(connection):
                    writer = Writer(connection)
                    forget(writer, collection, gone)
                    writer.finish()
                    writer.keep(collection, note or Note())

    # ------------------------------------------------------------------ reading
    def article(self, article_id: str, collections: tuple[str, ...] = (SEEDS,)) -> Extraction | None:
        with self._connection() as connection:
            for name, number in _numbers(connection, collections).items():
                row = connection.execute(
                    f"SELECT found, {packing.ARTICLE_COLUMNS} FROM articles WHERE collection = ? AND key = ?",
                    (number, article_id),
                ).fetchone()
                if row:
                    return packing.unpack(packing.article(row[1:], name), row[0])
        return None

    def articles(self, shelf: Shelf) -> tuple[Listing, ...]:
        with self._connection() as connection:
            numbers = _numbers(connection, shelf.collections)
            where, values = [f"collection IN ({_marks(numbers)})"], [*numbers.values()]
            bounds: list[Any] = []
            if shelf.ids:
                where.append(f"key IN ({_marks(shelf.ids)})")
                bounds += shelf.ids
            if shelf.name is not None:
                where.append(
                    "id IN (SELECT p.article FROM appearances p JOIN names n ON n.id = p.name"
                    f" WHERE n.name = ? AND n.collection IN ({_marks(numbers)}))"
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
            return tuple(_shelved(rows, shelf))

    def find(self, wanted: Wanted) -> tuple[Candidate, ...]:
        if not all(wanted.groups):
            return ()
        with self._connection() as connection:
            numbers = _numbers(connection, wanted.collections)
            plan = _plan(connection, wanted, numbers)
            if not plan:
                return ()
            sql, values = plan
            rows = connection.execute(sql, (*values, wanted.limit)).fetchall()
            articles = _articles(connection, {row[0] for row in rows}, numbers)
        kinds = packing.KINDS
        return tuple(
            Candidate._make(
                (articles[at], start, stop, kinds[kind], *rest, 1.0 if sure is None else sure, worth or 0.0)
            )
            for at, start, stop, kind, *rest, sure, worth in rows
            if at in articles
        )

    def passages(self, asked: Asked) -> Passages:
        with self._connection() as connection:
            numbers = _numbers(connection, asked.collections)
            return passages.find(connection, asked, numbers, lambda ids: _articles(connection, ids, numbers))

    def names(self, naming: Naming) -> tuple[Name, ...]:
        with self._connection() as connection:
            numbers = _numbers(connection, naming.collections)
            where, values = [f"n.collection IN ({_marks(numbers)})", "n.articles > 0"], [*numbers.values()]
            bounds: list[Any] = list(values)
            for group in naming.groups:
                where.append(f"n.id IN (SELECT name FROM name_words WHERE word IN ({_marks(group)}))")
                bounds += group
            if naming.prefix:
                where.append("n.id IN (SELECT name FROM name_words WHERE word >= ? AND word < ?)")
                bounds += [naming.prefix, naming.prefix + "\U0010ffff"]
            if naming.articles:
                where.append(
                    "n.id IN (SELECT name FROM appearances WHERE article IN (SELECT id FROM articles WHERE"
                    f" collection IN ({_marks(numbers)}) AND key IN ({_marks(naming.articles)})))"
                )
                bounds += [*values, *naming.articles]
            rows = connection.execute(
                f"SELECT n.id, n.name, n.quotes, n.articles, n.people FROM names n WHERE {' AND '.join(where)}"
                " ORDER BY n.quotes + n.articles DESC, n.name LIMIT ?",
                (*bounds, naming.limit),
            ).fetchall()
            aliases: dict[int, list[str]] = {}
            for name, alias in connection.execute(
                f"SELECT name, alias FROM aliases WHERE name IN ({_marks(rows)}) AND articles > 0"
                " ORDER BY articles DESC, alias",
                [row[0] for row in rows],
            ):
                aliases.setdefault(name, []).append(alias)
        return tuple(Name._make((*row[1:], tuple(aliases.get(row[0], ())))) for row in rows)

    def words(self, spellings: Collection[str], *, near: bool = True) -> dict[str, tuple[Word, ...]]:
        with self._connection() as connection:
            if not near:
                return _exact(connection, spellings)
            languages = [
                key.partition(":")[2]
                for (key,) in connection.execute("SELECT key FROM meta WHERE key >= 'language:' AND key < 'language;'")
            ]
            return {spelling: _near(connection, spelling, languages) for spelling in spellings}

    def state(self, collections: tuple[str, ...] | None = None) -> State:
        with self._connection() as connection:
            if collections is None:
                collections = tuple(name for (name,) in connection.execute("SELECT name FROM collections"))
            numbers = [*_numbers(connection, collections).values()]
            marks = _marks(numbers)
            articles, quotes, facts = connection.execute(
                "SELECT count(*), coalesce(sum(quotes), 0), coalesce(sum(facts), 0) FROM articles"
                f" WHERE collection IN ({marks})",
                numbers,
            ).fetchone()
            (people,) = connection.execute(
                f"SELECT count(*) FROM names WHERE collection IN ({marks}) AND people > 0", numbers
            ).fetchone()
            (swept,) = connection.execute(
                f"SELECT max(value) FROM meta WHERE key IN ({marks})", [f"swept:{number}" for number in numbers]
            ).fetchone()
            files = connection.execute(
                f"SELECT path, fingerprint, reason, moment FROM files WHERE collection IN ({marks}) ORDER BY path",
                numbers,
            ).fetchall()
            (size,) = connection.execute(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            ).fetchone()
        failures = tuple(Failure(path, reason, moment or "") for path, _, reason, moment in files if reason)
        marked = {path: mark for path, mark, _, _ in files if mark}
        return State(articles, quotes, facts, people, size, swept, failures, marked, collections)

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
                if not self._closed:
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


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))


def _numbers(connection: sqlite3.Connection, collections: tuple[str, ...]) -> dict[str, int]:
    rows = connection.execute("SELECT name, id FROM collections").fetchall()
    return {name: number for name, number in rows if name in collections}


def _shelved(rows: Iterable[tuple[Any, ...]], shelf: Shelf) -> Iterator[Listing]:
    from corpus.text import words

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


def _plan(
    connection: sqlite3.Connection, wanted: Wanted, numbers: dict[str, int]
) -> tuple[str, list[str | int]] | None:
    """The statement for what is wanted; None when it is plain that there is nothing."""
    low = (wanted.since.toordinal() if wanted.since else 0) << PER_DAY
    high = ((wanted.until.toordinal() if wanted.until else _FOREVER) + 1) << PER_DAY
    if wanted.until and not wanted.since:
        low = 1 << PER_DAY  # what has no date is not before any
    quotes = wanted.part == Part.QUOTES
    where = ["r.kind < 100" if quotes else "r.kind >= 100"]
    values: list[str | int] = []
    speakers = _speakers(connection, wanted, numbers) if wanted.speakers else []
    if (wanted.speakers and not speakers) or not numbers:
        return None
    if wanted.groups:
        table = "quote_words" if quotes else "fact_words"
        source, order = f"{table} CROSS JOIN records r ON r.id = {table}.rowid", f"{table}.rowid"
        where.append(f"{table} MATCH ? AND {table}.rowid >= ? AND {table}.rowid < ?")
        values += [_match(connection, wanted, numbers), low, high]
    else:
        source, order = "records r", "r.id"
        where.append("r.id >= ? AND r.id < ?")
        values += [low, high]
    if speakers:
        where.append(f"r.speaker IN ({_marks(speakers)})")
        values += speakers
    if wanted.article is not None:
        row = connection.execute(
            f"SELECT id, first, quotes + facts FROM articles WHERE key = ? AND collection IN ({_marks(numbers)})",
            (wanted.article, *numbers.values()),
        ).fetchone()
        if row is None:
            return None
        where.append("r.id >= ? AND r.id < ?")
        values += [row[1], row[1] + row[2]]
    elif not wanted.groups and not speakers:
        where.append(f"r.article IN (SELECT id FROM articles WHERE collection IN ({_marks(numbers)}))")
        values += numbers.values()
    return "SELECT " + _RECORD.format(source, " AND ".join(where), order), values


def _speakers(connection: sqlite3.Connection, wanted: Wanted, numbers: dict[str, int]) -> list[int]:
    rows = connection.execute(
        f"SELECT id FROM names WHERE name IN ({_marks(wanted.speakers)}) AND collection IN ({_marks(numbers)})",
        (*wanted.speakers, *numbers.values()),
    )
    return [number for (number,) in rows]


def _match(connection: sqlite3.Connection, wanted: Wanted, numbers: dict[str, int]) -> str:
    groups = [
        " OR ".join(f'"{word}"' for word in group if _TOKEN.fullmatch(word)) or _NOTHING for group in wanted.groups
    ]
    (there,) = connection.execute("SELECT count(*) FROM collections").fetchone()
    if len(numbers) < there:
        groups.append(" OR ".join(f'"#{number}"' for number in numbers.values()))
    return " AND ".join(f"({group})" for group in groups)


def _articles(connection: sqlite3.Connection, ids: set[int], numbers: dict[str, int]) -> dict[int, Article]:
    names = {number: name for name, number in numbers.items()}
    rows = connection.execute(
        f"SELECT id, collection, {packing.ARTICLE_COLUMNS} FROM articles WHERE id IN ({_marks(ids)})", tuple(ids)
    )
    return {row[0]: packing.article(row[2:], names[row[1]]) for row in rows if row[1] in names}


def _exact(connection: sqlite3.Connection, spellings: Collection[str]) -> dict[str, tuple[Word, ...]]:
    found: dict[str, tuple[Word, ...]] = dict.fromkeys(spellings, ())
    for word, uses, names in connection.execute(
        f"SELECT word, uses, names FROM words WHERE word IN ({_marks(found)}) AND (uses > 0 OR names > 0)", tuple(found)
    ):
        found[word] = (Word(word, uses, names, True),)
    return found


def _near(connection: sqlite3.Connection, spelling: str, languages: list[str]) -> tuple[Word, ...]:
    stemmed = {language: stems([spelling], language)[0] for language in languages}
    forms = {spelling, *stemmed.values()}
    for (form,) in connection.execute(
        f"SELECT word FROM stems WHERE stem IN ({_marks(stemmed)})",
        [f"{language}:{stem}" for language, stem in stemmed.items()],
    ):
        forms.add(form)
    rows = connection.execute(
        f"SELECT word, uses, names FROM words WHERE word IN ({_marks(forms)})", tuple(forms)
    ).fetchall()
    found = {word: Word(word, uses, names, True) for word, uses, names in rows}
    if keyed(spelling):
        wanted = keys(spelling, slips(spelling))
        rows = connection.execute(
            "SELECT w.word, w.uses, w.names FROM typos t CROSS JOIN words w ON w.id = t.word"
            f" WHERE t.key IN ({_marks(wanted)})",
            tuple(wanted),
        ).fetchall()
        there = {row[0]: row for row in rows}
        for word in near(spelling, there, slips(spelling)):
            found.setdefault(word, Word._make((*there[word], False)))
    return tuple(word for word in found.values() if word.uses > 0 or word.names > 0)
