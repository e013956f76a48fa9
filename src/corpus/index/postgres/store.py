"""The index in PostgreSQL, for a newsroom: many bots and many sweeps share it, on one server or a cluster."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

from corpus.corrections import Correction
from corpus.errors import StoreError
from corpus.index import codec
from corpus.index.batches import put
from corpus.index.postgres import candidates, schema, vocabulary
from corpus.index.postgres.amending import amend
from corpus.index.postgres.numbers import number
from corpus.index.postgres.passages import find_passages
from corpus.index.postgres.shelf import PostgresShelf
from corpus.index.postgres.writing import NUMBERS, Writer, corrections, quoted, renew
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
from corpus.index.titles import shelved
from corpus.index.versions import beside, listed
from corpus.model import SEEDS, Extraction
from corpus.results import Failure, Listing, Upload


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the server is waited for, and how old what is remembered of it may be. Set by hand: a bot
    that waits longer has lost its asker, and who adds an article looks for it a moment later."""

    wait: float = 10.0  # seconds for a free connection, or for the server to answer at all
    connections: int = 8  # open at once, at most
    worth_survey: int = 2000  # records that came in since the server last counted its tables
    fresh: float = 1.0  # seconds in which a change is seen by all


_PATIENCE = Patience()

_CLAIMED = "10 minutes"  # a process that died holds its files up no longer

# Compiling a statement, and planning it anew for each question, takes longer than answering it; what questions touch is
# in memory or on a fast disk.
_OPTIONS = (
    f"-c search_path={schema.SCHEMA} -c jit=off -c plan_cache_mode=force_generic_plan"
    " -c random_page_cost=1.1 -c enable_seqscan=off"
)

Connection = psycopg.Connection[tuple[Any, ...]]


class PostgresStore:
    def __init__(self, url: str) -> None:
        """Raises StoreError when the server cannot be reached or refuses."""
        self._shown = re.sub(r"//[^@/]*@", "//", url)  # without the password
        options = {"options": _OPTIONS, "connect_timeout": int(_PATIENCE.wait)}
        self._known: tuple[float, tuple[str, ...]] = (-_PATIENCE.fresh, ())
        self._there: tuple[float, frozenset[str]] = (-_PATIENCE.fresh, frozenset())
        try:
            with psycopg.connect(url, autocommit=True, **options) as connection:  # type: ignore[arg-type]
                if connection.info.server_version < 140_000:
                    raise StoreError(f"{self._shown} is older than PostgreSQL 14; name a newer server.")
                schema.prepare(connection)
        except psycopg.Error as error:
            raise self._broken(error) from error
        self._pool = ConnectionPool(
            url,
            kwargs={**options, "autocommit": True, "prepare_threshold": 1},
            min_size=1,
            max_size=_PATIENCE.connections,
            timeout=_PATIENCE.wait,
            open=True,
        )

    # ------------------------------------------------------------------ writing
    def put(
        self,
        extractions: Iterable[Extraction | Entry],
        *,
        gone: Collection[str] = (),
        collection: str = SEEDS,
        note: Note | None = None,
    ) -> None:
        put(self._writer, extractions, gone, collection, note)

    def amend(self, made: Iterable[Correction] = (), undone: Collection[str] = ()) -> None:
        with self._connection() as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (schema.NUMBERS.lock,))
            renew(connection)
            amend(connection, tuple(made), undone)
            connection.execute(f"NOTIFY {schema.CHANNEL}")

    def corrections(self, collections: tuple[str, ...] | None = None) -> tuple[Correction, ...]:
        with self._connection() as connection:
            known = corrections(connection)
        return tuple(one for one in known if collections is None or one.collection in collections)

    @contextmanager
    def _writer(self) -> Iterator[Writer]:
        """One transaction, with no other writer beside it; readers are not in its way."""
        with self._connection() as connection:
            with connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (schema.NUMBERS.lock,))
                renew(connection)
                writer = Writer(connection)
                yield writer
                writer.finish()
                connection.execute(f"NOTIFY {schema.CHANNEL}")
            self._there = (-_PATIENCE.fresh, frozenset())
            _survey(connection)

    def claim(self, collection: str, marks: Mapping[str, str]) -> frozenset[str]:
        at = number("collection", collection)
        paths = list(marks)
        with self._connection() as connection, connection.transaction():
            rows = connection.execute(
                "SELECT path, fingerprint FROM files WHERE collection = %s AND path = ANY(%s) AND reason IS NULL",
                (at, paths),
            ).fetchall()
            known: dict[str, str] = dict(rows)
            wanted = [path for path in paths if known.get(path) != marks[path]]
            connection.execute(
                "INSERT INTO claims SELECT %s, unnest(%s::text[]), '-infinity' ON CONFLICT DO NOTHING", (at, wanted)
            )
            mine = connection.execute(
                f"UPDATE claims SET until = now() + interval '{_CLAIMED}' WHERE collection = %s AND path IN"
                " (SELECT path FROM claims WHERE collection = %s AND path = ANY(%s) AND until < now()"
                " FOR UPDATE SKIP LOCKED) RETURNING path".encode(),
                (at, at, wanted),
            ).fetchall()
        return frozenset(path for (path,) in mine)

    # ------------------------------------------------------------------ reading
    def article(self, article_id: str, collections: tuple[str, ...] = (SEEDS,)) -> Extraction | None:
        with self._connection() as connection:
            for name in self._numbers(connection, collections):
                row = connection.execute(
                    f"SELECT {codec.WHOLE}, {codec.ARTICLE_COLUMNS} FROM articles WHERE id = %s".encode(),
                    (number(name, article_id),),
                ).fetchone()
                if row:
                    return codec.unpack(Origin._make((*row[2:], name)).article(), *row[:2])
        return None

    def articles(self, shelf: Shelf) -> tuple[Listing, ...]:
        with self._connection() as connection:
            at = [*self._numbers(connection, shelf.collections).values()]
            where, values = ["collection = ANY(%s)"], list[Any]([at])
            if shelf.ids:
                where.append("key = ANY(%s)")
                values.append(list(shelf.ids))
            elif not shelf.earlier:
                where.append("newer IS NULL")
            if shelf.name is not None:
                where.append("id IN (SELECT article FROM appearances WHERE name = ANY(%s))")
                values.append([number(str(c), shelf.name) for c in at])
            for sign, edge in ((">=", shelf.since), ("<=", shelf.until)):
                if edge:
                    where.append(f"published {sign} %s")
                    values.append(edge.isoformat())
            begun = [f"{quoted(start)}:*" for start in shelf.words if start.isalnum() and len(start) <= NUMBERS.longest]
            if begun:
                where.append("(titled @@ %s::tsquery OR titled IS NULL)")
                values.append(" & ".join(begun))
            bound = "" if shelf.words else f" LIMIT {shelf.limit + shelf.offset}"
            rows = connection.execute(
                "SELECT key, path, title, derived, outlet, published, basis, language, quotes, facts FROM articles"
                f" WHERE {' AND '.join(where)} ORDER BY published DESC NULLS LAST, arrival DESC{bound}".encode(),
                values,
            )
            return tuple(shelved(rows, shelf))

    def versions(self, article_id: str, collections: tuple[str, ...] = (SEEDS,)) -> tuple[Listing, ...]:
        with self._connection() as connection:
            found = beside(PostgresShelf(connection), article_id, collections)
        return listed(self, found)

    def find(self, wanted: Wanted) -> tuple[Candidate, ...]:
        with self._connection() as connection:
            return candidates.find(connection, wanted, self._numbers(connection, wanted.collections))

    def passages(self, asked: Asked) -> Passages:
        with self._connection() as connection:
            numbers = self._numbers(connection, asked.collections)
            return find_passages(connection, asked, numbers, lambda ids: candidates.articles(connection, ids, numbers))

    def names(self, naming: Naming) -> tuple[Name, ...]:
        with self._connection() as connection:
            numbers = self._numbers(connection, naming.collections)
            where, values = _naming(naming, numbers)
            rows = connection.execute(
                "SELECT name, quotes, articles, people, ARRAY(SELECT alias FROM aliases a WHERE a.name = n.id"
                ' AND a.articles > 0 ORDER BY a.articles DESC, a.alias COLLATE "C")'
                f" FROM (SELECT * FROM names WHERE {' AND '.join(where)}"
                ' ORDER BY quotes + articles DESC, name COLLATE "C" LIMIT %s) n'
                ' ORDER BY quotes + articles DESC, name COLLATE "C"'.encode(),
                (*values, naming.limit),
            ).fetchall()
        return once(Name._make((*row[:4], tuple(row[4]))) for row in rows)

    def words(self, spellings: Collection[str], *, slips: int = 2) -> dict[str, tuple[Word, ...]]:
        with self._connection() as connection:
            return vocabulary.near(connection, spellings, slips, self._languages(connection))

    def uploads(self, collections: tuple[str, ...] | None = None) -> tuple[Upload, ...]:
        with self._connection() as connection:
            rows = connection.execute(
                f"SELECT c.name, {codec.UPLOAD_COLUMNS.replace('name', 'u.name')} FROM uploads u"
                " JOIN collections c ON c.id = u.collection ORDER BY u.collection, moment, key".encode()
            ).fetchall()
        return tuple(codec.upload(name, row) for name, *row in rows if collections is None or name in collections)

    def upload(self, collection: str, key: str) -> Upload | None:
        with self._connection() as connection:
            row = connection.execute(
                f"SELECT {codec.UPLOAD_COLUMNS}, data FROM uploads WHERE collection = %s AND key = %s".encode(),
                (number("collection", collection), key),
            ).fetchone()
        return codec.upload(collection, row) if row else None

    def state(self, collections: tuple[str, ...] | None = None) -> State:
        with self._connection() as connection:
            if collections is None:
                rows = connection.execute("SELECT name FROM collections ORDER BY name").fetchall()
                collections = tuple(name for (name,) in rows)
            at = [*self._numbers(connection, collections).values()]
            articles, quotes, facts = connection.execute(
                "SELECT count(*), coalesce(sum(quotes), 0), coalesce(sum(facts), 0) FROM articles"
                " WHERE collection = ANY(%s)",
                (at,),
            ).fetchall()[0]
            earlier = _single(
                connection,
                "SELECT count(*) FROM articles WHERE story IS NOT NULL AND newer IS NOT NULL AND collection = ANY(%s)",
                at,
            )
            people = _single(connection, "SELECT count(*) FROM names WHERE collection = ANY(%s) AND people > 0", at)
            swept = _single(
                connection, "SELECT max(value) FROM meta WHERE key = ANY(%s)", [f"swept:{number}" for number in at]
            )
            files = connection.execute(
                "SELECT path, fingerprint, reason, moment FROM files WHERE collection = ANY(%s) ORDER BY path", (at,)
            ).fetchall()
            size = _single(
                connection,
                "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class"
                " WHERE relkind = 'r' AND relnamespace = %s::regnamespace",
                schema.SCHEMA,
            )
        failures = tuple(
            Failure(path, reason, moment or "", mark == PASSED) for path, mark, reason, moment in files if reason
        )
        marked = {path: mark for path, mark, _, _ in files if mark}
        return State(
            articles - earlier, int(quotes), int(facts), people, size, swept, failures, marked, collections, earlier
        )

    def close(self) -> None:
        self._pool.close()

    def _languages(self, connection: Connection) -> tuple[str, ...]:
        """Those of the index; another process may bring a new one, so they are asked for every second."""
        read, known = self._known
        if time.monotonic() - read > _PATIENCE.fresh:
            rows = connection.execute("SELECT key FROM meta WHERE key LIKE 'language:%'").fetchall()
            known = tuple(key.partition(":")[2] for (key,) in rows)
            self._known = (time.monotonic(), known)
        return known

    def _numbers(self, connection: Connection, collections: tuple[str, ...]) -> dict[str, int]:
        """Of several collections those there are: the newest of one alone are read in their order, of two they have to
        be sorted. Another process may bring a new one, so they are asked for every second."""
        if len(collections) > 1:
            read, known = self._there
            if time.monotonic() - read > _PATIENCE.fresh:
                rows = connection.execute("SELECT name FROM collections").fetchall()
                known = frozenset(name for (name,) in rows)
                self._there = (time.monotonic(), known)
            collections = tuple(name for name in collections if name in known)
        return {name: number("collection", name) for name in collections}

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """A connection of the pool; the server's errors leave as ours."""
        try:
            with self._pool.connection() as connection:
                yield connection
        except (psycopg.Error, PoolTimeout) as error:
            if isinstance(error, psycopg.OperationalError):
                self._pool.check()  # a server that went takes every connection with it
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> StoreError:
        said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        return StoreError(f"{self._shown} cannot be used ({said}); check that the server runs and lets us in.")


def _survey(connection: Connection) -> None:
    """Lets the server look at the tables anew when they have doubled: it plans a bulk load's first questions badly
    otherwise (ten times slower at 100,000 quotes), and comes round by itself only minutes later."""
    arrived = int(_single(connection, "SELECT last_value + 0 * %s FROM arrivals", 0))
    surveyed = int(_single(connection, "SELECT value FROM meta WHERE key = %s", "surveyed") or 0)
    if arrived > 2 * surveyed + _PATIENCE.worth_survey:
        connection.execute("ANALYZE")
        connection.execute(
            "INSERT INTO meta VALUES ('surveyed', %s) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (str(arrived),),
        )


def _single(connection: Connection, statement: str, value: object) -> Any:
    row = connection.execute(statement.encode(), (value,)).fetchone()
    return row[0] if row else None


def _naming(naming: Naming, numbers: Mapping[str, int]) -> tuple[list[str], list[Any]]:
    where, values = ["collection = ANY(%s)", "articles > 0"], list[Any]([[*numbers.values()]])
    for group in naming.groups:
        where.append("id IN (SELECT name FROM name_words WHERE word = ANY(%s))")
        values.append([word for word in group if "\0" not in word])
    if naming.prefix and "\0" in naming.prefix:
        where.append("false")
    elif naming.prefix:
        where.append("id IN (SELECT name FROM name_words WHERE word >= %s AND word < %s)")
        values += [naming.prefix, naming.prefix + "\U0010ffff"]
    if naming.articles:
        where.append("id IN (SELECT name FROM appearances WHERE article = ANY(%s))")
        values.append([number(name, key) for name in numbers for key in naming.articles])
    return where, values
