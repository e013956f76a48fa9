"""Taking articles into the PostgreSQL index and out of it, many in one transaction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import psycopg

from corpus.analysis.folding import words
from corpus.analysis.spelling import keyed, keys, slips, stems
from corpus.corrections import Correction
from corpus.index import codec, versions
from corpus.index.corrected import Corrections
from corpus.index.entries import entered
from corpus.index.postgres.numbers import number
from corpus.index.postgres.shelf import PostgresShelf
from corpus.index.protocol import ABOUT, PAIR, SPEAKER, Note, Origin
from corpus.index.rows import Entry, Row

_MARKS = frozenset((SPEAKER, ABOUT, "#"))  # words under these are not counted
# What was written goes from the lists of the new into the indexes, sorted: four times as fast as word by word.
_SETTLE = """
    SELECT gin_clean_pending_list(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'gin' AND c.relkind = 'i'
    AND c.relnamespace = current_schema()::regnamespace"""


@dataclass(frozen=True, slots=True)
class WritingNumbers:
    """How records are numbered and how much is written at once. Set by hand, the longest word by what PostgreSQL takes:
    no lexeme over 2 kB."""

    per_day: int = 36  # bits of a rank that count the arrivals; the day stands above them
    longest: int = 500  # letters of a word that is indexed
    anew: int = 500  # articles put in anew together


NUMBERS = WritingNumbers()

_KEPT = "found, titled, roles, before, story, newer, whole"
_ARTICLES = f"id, arrival, collection, {codec.ARTICLE_COLUMNS}, quotes, facts, {_KEPT}"


def clean(text: str | None) -> str | None:
    """PostgreSQL's text holds no NUL."""
    return text.replace("\0", "�") if text and "\0" in text else text


class Writer:
    """The work of one transaction, gathered in memory and written table by table in the order of their keys."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection
        self._collections: dict[str, int] = {}
        self._rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._names: dict[int, tuple[int, str]] = {}
        self._counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
        self._aliases: Counter[tuple[int, str]] = Counter()
        self._calls: set[tuple[str, int]] = set()
        self._uses: dict[str, Counter[str]] = defaultdict(Counter)  # by language; "" for what goes
        self._stems: Counter[str] = Counter()
        self._passages = self._size = 0
        self._know_corrections()
        self.shelf = PostgresShelf(connection)

    def _know_corrections(self) -> None:
        self._corrections = Corrections(corrections(self._connection))
        if articles := self._corrections.articles:
            self._corrections.follow(_stories(self._connection, articles))

    def collection(self, name: str) -> int:
        if name not in self._collections:
            self._collections[name] = number("collection", name)
            self._connection.execute(
                "INSERT INTO collections VALUES (%s, %s) ON CONFLICT DO NOTHING", (self._collections[name], name)
            )
        return self._collections[name]

    def take(self, batch: Sequence[Entry]) -> None:
        """Puts each article in the place of the one of its id, as people have corrected it; of a story the newest
        version in the place of the others."""
        self._place(versions.settled(self.shelf, batch, self._corrections))

    def _place(self, batch: Sequence[Entry]) -> None:
        for name in sorted({entry.collection for entry in batch}):
            self._out(name, [entry.key for entry in batch if entry.collection == name])
        for entry, arrival in zip(batch, self._arrivals(batch), strict=True):
            self._add(entry, arrival)

    def _arrivals(self, batch: Sequence[Entry]) -> list[int]:
        """For each article the first of the ranks it needs: all arrive after everything that is in."""
        records = [len(entry.quotes) + len(entry.facts) + len(entry.roles) for entry in batch]
        needed = [count + len(entry.cuts) + 1 for count, entry in zip(records, batch, strict=True)]
        row = self._connection.execute("SELECT setval('arrivals', nextval('arrivals') + %s)", (sum(needed),)).fetchone()
        last = row[0] if row else 0
        return [last - sum(needed) + before for before in accumulate(needed, initial=0)][:-1]

    def drop(self, collection: str, articles: Collection[str]) -> None:
        """Takes the articles out that are in, whichever versions of their stories they are."""
        stories = self.shelf.told(collection, articles)
        self._hand_on(collection, articles)
        self._out(collection, articles)
        if stories:
            self._place(versions.without(self.shelf, collection, stories, self._corrections))

    def _hand_on(self, collection: str, articles: Collection[str]) -> None:
        """What was corrected in the articles becomes a correction of another version of the story."""
        found = versions.handed_on(self.shelf, collection, articles, self._corrections)
        if found.kept:
            forget(self._connection, [one.id for one in found.forgotten])
            keep(self._connection, found.kept)
            self._know_corrections()

    def _out(self, collection: str, articles: Collection[str]) -> None:
        at = number("collection", collection)
        ids = [number(collection, key) for key in articles]
        rows = self._connection.execute(
            f"SELECT id, found, {codec.ARTICLE_COLUMNS} FROM articles WHERE id = ANY(%s)".encode(), (ids,)
        ).fetchall()
        gone = [row[0] for row in rows]
        if not gone:
            return
        for article, block, *columns in rows:
            self._appears(entered(codec.unpack(Origin._make((*columns, collection)).article(), block)), at, article, -1)
        # The words as they were written: word lists may have changed since.
        said = f"CASE WHEN kind < {codec.FIRST.role} THEN words END"  # the words of roles are not counted
        for table, column, counts in (("records", said, self._uses[""]), ("passages", "stems", self._stems)):
            taken = self._connection.execute(
                f"WITH gone AS (DELETE FROM {table} WHERE article = ANY(%s) RETURNING {column} AS said)"
                " SELECT word, count(*) FROM gone, unnest(tsvector_to_array(said)) word GROUP BY word".encode(),
                (gone,),
            )
            counts.subtract(dict(taken.fetchall()))
        self._connection.execute("DELETE FROM marks WHERE article = ANY(%s)", (gone,))
        self._connection.execute("DELETE FROM articles WHERE id = ANY(%s)", (gone,))

    def _add(self, entry: Entry, arrival: int) -> None:
        """`arrival` is larger than that of every article taken in before, by more than this one has records."""
        at, article = self.collection(entry.collection), number(entry.collection, entry.key)
        rank = (entry.day << NUMBERS.per_day) + arrival
        self._appears(entry, at, article, 1)
        self._uses[entry.language].update(" ".join([row.words for row in (*entry.quotes, *entry.facts)]).split())
        self._stems.update(" ".join([cut.stems for cut in entry.cuts]).split())
        columns = [clean(value) if isinstance(value, str) else value for value in entry.columns]
        counts = len(entry.quotes), len(entry.facts)
        titled = lexemes(codec.title_words(entry.columns[2], entry.columns[4], entry.columns[1]))
        told = entry.block, titled, len(entry.roles), entry.before, entry.story, entry.newer, entry.whole
        self._rows["articles"].append((article, arrival, at, *columns, *counts, *told))
        self._rows["marks"] += [(mark, article) for mark in entry.marks]
        for place, row in enumerate((*entry.quotes, *entry.facts, *entry.roles), rank):
            self._rows["records"].append((article, place, at, *self._record(at, row)))
        for place, cut in enumerate(entry.cuts, arrival):
            self._rows["passages"].append((article, place, at, cut.size, cut.sentences, lexemes(cut.stems)))

    def _record(self, collection: int, row: Row) -> tuple[Any, ...]:
        speaker = self._name(collection, row.speaker)
        joint = [self._name(collection, name) for name in row.joint] or None
        said = (*row[:3], speaker, *row[4:6], clean(row.cue), row.confidence, row.worth, lexemes(row.words))
        return (*said, joint, row.group, clean(row.hand))

    def finish(self) -> None:
        """Writes what was gathered, every table in the order of its key."""
        self._copy(f"articles ({_ARTICLES})", self._rows["articles"])
        for table in ("records", "passages"):
            self._copy(table, self._rows[table])
        self._copy("marks", sorted(self._rows["marks"]))
        self._write_names()
        self._write_words()
        self._upsert("passage_stems", ("stem text", "passages integer"), sorted(self._stems.items()))
        self._connection.execute(
            "INSERT INTO meta VALUES ('passages', %s), ('passage words', %s) ON CONFLICT (key) DO UPDATE"
            " SET value = (meta.value::bigint + excluded.value::bigint)::text",
            (str(self._passages), str(self._size)),
        )
        self._connection.execute(_SETTLE)

    def keep(self, collection: str, note: Note) -> None:
        at = self.collection(collection)
        cursor = self._connection.cursor()
        cursor.executemany(
            "INSERT INTO files (collection, path, fingerprint) VALUES (%s, %s, %s) ON CONFLICT (collection, path)"
            " DO UPDATE SET fingerprint = excluded.fingerprint, reason = NULL, moment = NULL",
            [(at, path, mark) for path, mark in note.files.items()],
        )
        cursor.executemany(
            "INSERT INTO files (collection, path, reason, moment) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (collection, path) DO UPDATE SET reason = excluded.reason, moment = excluded.moment",
            [(at, failure.path, clean(failure.reason), failure.when) for failure in note.failures],
        )
        self._connection.execute("DELETE FROM files WHERE collection = %s AND path = ANY(%s)", (at, list(note.gone)))
        done = [*note.files, *(failure.path for failure in note.failures), *note.gone]
        self._connection.execute("DELETE FROM claims WHERE collection = %s AND path = ANY(%s)", (at, done))
        self._keep_uploads(at, note)
        if note.swept:
            self._connection.execute(
                "INSERT INTO meta VALUES (%s, %s) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (f"swept:{at}", note.swept),
            )

    def _keep_uploads(self, collection: int, note: Note) -> None:
        cursor = self._connection.cursor()
        cursor.executemany(
            f"INSERT INTO uploads (collection, {codec.UPLOAD_COLUMNS}, data) VALUES (%s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING".encode(),
            [(collection, one.key, clean(one.name), *codec.upload_row(one)[2:]) for one in note.kept],
        )
        cursor.executemany(
            "UPDATE uploads SET stamp = %s WHERE collection = %s AND key = %s",
            [(stamp, collection, key) for key, stamp in note.again.items()],
        )
        self._connection.execute(
            "DELETE FROM uploads WHERE collection = %s AND key = ANY(%s)", (collection, list(note.dropped))
        )

    # ------------------------------------------------------------------ gathering
    def _name(self, collection: int, name: str | None) -> int | None:
        if not name:
            return None
        at = number(str(collection), name)
        if at not in self._names:
            self._names[at] = (collection, name)
            self._calls.update((word, at) for word in words(name))
        return at

    def _appears(self, entry: Entry, collection: int, article: int, sign: int) -> None:
        persons = set(entry.people)
        for name in entry.names:
            at = self._name(collection, name) or 0
            counts = self._counts[at]
            counts[1] += sign
            counts[2] += sign * (name in persons)
            self._rows["appearances" if sign > 0 else "gone"].append((at, article))
        for row in entry.quotes:
            for name in (row.speaker, *row.joint) if row.speaker else ():
                self._counts[self._name(collection, name) or 0][0] += sign
        for name, alias in entry.aliases:
            at = self._name(collection, name) or 0
            self._aliases[at, alias] += sign
            self._calls.update((word, at) for word in words(alias))
        self._passages += sign * len(entry.cuts)
        self._size += sign * sum(cut.size for cut in entry.cuts)

    # ------------------------------------------------------------------ writing
    def _copy(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        with self._connection.cursor().copy(f"COPY {table} FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)

    def _upsert(
        self, table: str, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]], heads: int = 1, keys: int = 1
    ) -> list[Any]:
        """Adds the counts, the columns after the first `heads`, to those that are there under the first `keys`; -> the
        first column of the rows that are new."""
        names = [column.split()[0] for column in columns]
        arrays = ", ".join(f"%s::{column.split()[1]}[]" for column in columns)
        added = ", ".join(f"{count} = {table}.{count} + excluded.{count}" for count in names[heads:])
        fresh = self._connection.execute(
            f"WITH written AS (INSERT INTO {table} ({', '.join(names)}) SELECT * FROM unnest({arrays})"
            f" ON CONFLICT ({', '.join(names[:keys])}) DO UPDATE SET {added} RETURNING {names[0]}, xmax = 0 AS fresh)"
            f" SELECT {names[0]} FROM written WHERE fresh".encode(),
            [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in columns],
        )
        return [row[0] for row in fresh]

    def _write_names(self) -> None:
        rows = [(at, *self._names[at], *self._counts[at]) for at in sorted(self._names)]
        kinds = ("id bigint", "collection bigint", "name text", "quotes integer", "articles integer", "people integer")
        self._upsert("names", kinds, rows, 3)
        aliases = [(*key, count) for key, count in sorted(self._aliases.items())]
        self._upsert("aliases", ("name bigint", "alias text", "articles integer"), aliases, 2, 2)
        gone = self._rows["gone"]
        self._connection.execute(
            "DELETE FROM appearances a USING unnest(%s::bigint[], %s::bigint[]) g (name, article)"
            " WHERE a.name = g.name AND a.article = g.article",
            ([name for name, _ in gone], [article for _, article in gone]),
        )
        self._copy("appearances", sorted(self._rows["appearances"]))

    def _write_words(self) -> None:
        calls = sorted((word, at) for word, at in self._calls if len(word) <= NUMBERS.longest)
        fresh = self._connection.execute(
            "INSERT INTO name_words SELECT * FROM unnest(%s::text[], %s::bigint[]) ON CONFLICT DO NOTHING"
            " RETURNING word",
            ([word for word, _ in calls], [at for _, at in calls]),
        ).fetchall()
        named = Counter(word for (word,) in fresh)
        uses: Counter[str] = Counter()
        for spoken in self._uses.values():
            for word, count in spoken.items():
                uses[word] += count
        counted = (word for word in uses.keys() | named.keys() if word[0] not in _MARKS)
        every = sorted(word for word in counted if len(word) <= NUMBERS.longest)
        rows = [(word, uses[word], named[word]) for word in every]
        new = sorted(self._upsert("words", ("word text", "uses integer", "names integer"), rows))
        self._copy("spellings", [(word, signed(word, slips(word))) for word in new if keyed(word)])
        for language, spoken in self._uses.items():
            if not language:
                continue
            said = (word for word in spoken if word[0] not in _MARKS and word[0] != PAIR)
            listed = sorted(word for word in said if len(word) <= NUMBERS.longest)
            pairs = zip(stems(listed, language), listed, strict=True)
            self._pairs("stems", "text", sorted((f"{language}:{stem}", word) for stem, word in pairs if stem != word))
            self._connection.execute(
                "INSERT INTO meta VALUES (%s, '') ON CONFLICT DO NOTHING", (f"language:{language}",)
            )

    def _pairs(self, table: str, kind: str, rows: Sequence[tuple[Any, str]]) -> None:
        self._connection.execute(
            f"INSERT INTO {table} SELECT * FROM unnest(%s::{kind}[], %s::text[]) ON CONFLICT DO NOTHING".encode(),
            ([first for first, _ in rows], [word for _, word in rows]),
        )


def renew(connection: psycopg.Connection) -> None:
    """Puts the articles in anew that came in before it was looked for who holds which office."""
    while anew(connection, f"a.roles IS NULL ORDER BY a.arrival LIMIT {NUMBERS.anew}"):
        continue


def anew(connection: psycopg.Connection, which: str, *values: object) -> int:
    """Puts the articles in anew that are meant; -> how many there are."""
    columns = ", ".join(f"a.{column}" for column in codec.ARTICLE_COLUMNS.split(", "))
    rows = connection.execute(
        f"SELECT c.name, a.story, {codec.WHOLE}, {columns} FROM articles a JOIN collections c ON c.id = a.collection"
        f" WHERE {which}".encode(),
        values,
    ).fetchall()
    writer = Writer(connection)
    writer.take([_stored(*row) for row in rows])
    writer.finish()
    return len(rows)


def _stored(collection: str, story: str | None, block: bytes, before: bytes | None, *columns: Any) -> Entry:
    """An article that is in."""
    origin = Origin._make((*columns, collection))
    return entered(codec.unpack(origin.article(), block, before))._replace(story=story)


def keep(connection: psycopg.Connection, made: Iterable[Correction]) -> None:
    holes = ", ".join(["%s"] * len(codec.CORRECTION_COLUMNS.split(", ")))
    connection.cursor().executemany(
        f"INSERT INTO corrections ({codec.CORRECTION_COLUMNS}) VALUES ({holes}) ON CONFLICT DO NOTHING".encode(),
        [
            tuple(clean(value) if isinstance(value, str) else value for value in codec.correction_row(one))
            for one in made
        ],
    )


def forget(connection: psycopg.Connection, ids: Collection[str]) -> None:
    connection.execute("DELETE FROM corrections WHERE id = ANY(%s)", (list(ids),))


def _stories(connection: psycopg.Connection, articles: list[str]) -> list[tuple[str, str | None]]:
    """Articles with the story each is a version of."""
    names = [name for (name,) in connection.execute("SELECT name FROM collections").fetchall()]
    ids = [number(name, article) for name in names for article in articles]
    return connection.execute("SELECT key, story FROM articles WHERE id = ANY(%s)", (ids,)).fetchall()


def corrections(connection: psycopg.Connection) -> list[Correction]:
    rows = connection.execute(f"SELECT {codec.CORRECTION_COLUMNS} FROM corrections ORDER BY moment, arrival".encode())
    return [codec.correction(row) for row in rows.fetchall()]


def signed(word: str, depth: int) -> list[int]:
    """The keys of a word as PostgreSQL's integers."""
    return [key - (1 << 31) for key in keys(word, depth)]


def lexemes(said: str) -> str:
    """Words between spaces as PostgreSQL reads a tsvector without positions; no mark in them means anything to it."""
    if len(said) <= NUMBERS.longest:
        return said
    return " ".join([word for word in said.split() if len(word) <= NUMBERS.longest])


def quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
