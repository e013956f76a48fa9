"""Taking articles into the SQLite index and out of it, many in one transaction."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from corpus.analysis.folding import words
from corpus.analysis.spelling import keyed, keys, slips, stems
from corpus.corrections import Correction
from corpus.index import codec, versions
from corpus.index.corrected import Corrections
from corpus.index.entries import entered, stamp
from corpus.index.protocol import ABOUT, PAIR, SPEAKER, Note, Origin
from corpus.index.rows import Entry, Row
from corpus.index.sqlite.passages import PassageWriter
from corpus.index.sqlite.schema import marks
from corpus.index.sqlite.shelf import SqliteShelf


@dataclass(frozen=True, slots=True)
class RecordNumbers:
    """How records are numbered, and how much one statement asks for. Set by hand; what is stored in ids may never
    change."""

    per_day: int = 24  # bits of a record's id that count within a day
    asked: int = 500  # names looked up by one statement
    low: int = (1 << 32) - 1  # mask of the lower half of a number of 64 bits


NUMBERS = RecordNumbers()

_MARKS = frozenset((SPEAKER, ABOUT, "#"))  # words under these are not counted
_FOUND_BY = ("title_words", "quote_words", "fact_words", "role_words", "passage_words")
_WORKED_OUT = (
    "records", "joint", "names", "aliases", "name_words", "appearances", "words", "typos", "stems", "passages",
    "passage_stems", "marks",
)  # fmt: skip


def settle(connection: sqlite3.Connection) -> None:
    """Joins the parts into which much writing divides the word indexes. At a million quotations that takes two seconds,
    and questions take two thirds of their time after it."""
    for table in _FOUND_BY:
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def renew(connection: sqlite3.Connection) -> None:
    """Works the whole index out anew where the word lists or the rules of words it was made by have changed since, for
    an article can be taken out only under the words it was put in under."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'words by'").fetchone()
    if row and row[0] == stamp():
        return
    for table in _FOUND_BY:
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    for table in _WORKED_OUT:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM meta WHERE key IN ('passages', 'passage words') OR key LIKE 'language:%'")
    names = dict(connection.execute("SELECT id, name FROM collections").fetchall())
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()
    columns = f"id, {codec.WHOLE}, collection, {codec.ARTICLE_COLUMNS}"
    select = f"SELECT {columns} FROM articles WHERE id <= ? ORDER BY id LIMIT 2000"
    connection.execute("UPDATE articles SET story = NULL, newer = NULL")
    while rows := connection.execute(select, (last,)).fetchall():
        writer = Writer(connection)  # counts on from the articles that are in
        connection.execute("DELETE FROM articles WHERE id <= ?", (rows[-1][0],))
        writer.take([stored(row[1:], names) for row in rows])
        writer.finish()
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('words by', ?)", (stamp(),))


def _stories(connection: sqlite3.Connection, articles: Sequence[str]) -> list[tuple[str, str | None]]:
    """Articles with the story each is a version of."""
    found: list[tuple[str, str | None]] = []
    for at in range(0, len(articles), NUMBERS.asked):
        some = articles[at : at + NUMBERS.asked]
        found += connection.execute(
            "SELECT key, story FROM articles WHERE collection IN (SELECT id FROM collections)"
            f" AND key IN ({marks(some)})",
            some,
        ).fetchall()
    return found


def corrections(connection: sqlite3.Connection) -> list[Correction]:
    rows = connection.execute(f"SELECT {codec.CORRECTION_COLUMNS} FROM corrections ORDER BY moment, rowid")
    return [codec.correction(row) for row in rows]


def keep(connection: sqlite3.Connection, made: Iterable[Correction]) -> None:
    held = marks(codec.CORRECTION_COLUMNS.split(", "))
    rows = [codec.correction_row(one) for one in made]
    connection.executemany(f"INSERT OR IGNORE INTO corrections ({codec.CORRECTION_COLUMNS}) VALUES ({held})", rows)


def forget(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    connection.executemany("DELETE FROM corrections WHERE id = ?", [(one,) for one in ids])


def stored(row: Sequence[Any], names: Mapping[int, str]) -> Entry:
    """An article that is in: (found, before, collection, its columns)."""
    block, before, collection, *columns = row
    return entered(codec.unpack(Origin._make((*columns, names[collection])).article(), block, before))


class Writer:
    """The work of one transaction, gathered in memory and written table by table in the order of their keys."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._many = connection.executemany
        self._collections: dict[str, int] = {}
        self._next: dict[int, int] = {}
        (self._article,) = self._run("SELECT coalesce(max(id), 0) FROM articles").fetchone()
        self._names: dict[tuple[int, str], int] = {}
        self._counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
        self._aliases: Counter[tuple[int, str]] = Counter()
        self._uses: dict[str, Counter[str]] = defaultdict(Counter)  # by language
        self._named: Counter[str] = Counter()
        self._rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._passages = PassageWriter(connection)
        self._connection = connection
        self._know_corrections()
        self.taken = 0  # articles
        self.shelf = SqliteShelf(connection)

    def _know_corrections(self) -> None:
        self._corrections = Corrections(corrections(self._connection))
        self._corrections.follow(_stories(self._connection, self._corrections.articles))

    def collection(self, name: str) -> int:
        if name not in self._collections:
            self._run("INSERT OR IGNORE INTO collections (name) VALUES (?)", (name,))
            row = self._run("SELECT id FROM collections WHERE name = ?", (name,)).fetchone()
            self._collections[name] = row[0]
        return self._collections[name]

    def take(self, batch: Sequence[Entry]) -> None:
        """Puts each article in the place of the one of its id, as people have corrected it; of a story the newest
        version in the place of the others."""
        self._place(versions.settled(self.shelf, batch, self._corrections))

    def _place(self, batch: Sequence[Entry]) -> None:
        for entry in batch:
            self._out(entry.collection, [entry.key])
        self._know(batch)
        for entry in batch:
            self._add(entry)

    def drop(self, collection: str, articles: Collection[str]) -> None:
        """Takes the articles out that are in, whichever versions of their stories they are."""
        stories = self.shelf.told(collection, articles)
        self._hand_on(collection, articles)
        self._out(collection, articles)
        self._place(versions.without(self.shelf, collection, stories, self._corrections))

    def _hand_on(self, collection: str, articles: Collection[str]) -> None:
        """What was corrected in the articles becomes a correction of another version of the story."""
        found = versions.handed_on(self.shelf, collection, articles, self._corrections)
        if found.kept:
            forget(self._connection, [one.id for one in found.forgotten])
            keep(self._connection, found.kept)
            self._know_corrections()

    def _out(self, collection: str, articles: Collection[str]) -> None:
        number = self.collection(collection) if articles else 0
        for key in articles:
            self._drop(collection, number, key)

    def _drop(self, collection: str, number: int, key: str) -> None:
        row = self._run(
            f"SELECT id, first, found, {codec.ARTICLE_COLUMNS} FROM articles WHERE collection = ? AND key = ?",
            (number, key),
        ).fetchone()
        if row is None:
            return
        article, first, block, *columns = row
        title = codec.title_words(columns[2], columns[4], columns[1])
        self._run("INSERT INTO title_words (title_words, rowid, words) VALUES ('delete', ?, ?)", (article, title))
        gone = entered(codec.unpack(Origin._make((*columns, collection)).article(), block))
        for table, at, rows in _placed(gone, first):
            self._many(
                f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', ?, ?)",
                [(offset, f"{old.words} #{number}") for offset, old in enumerate(rows, at)],
            )
        self._know([gone])
        self._count(gone, number, article, -1)
        self._passages.drop(article, gone.cuts, number)
        last = first + len(gone.quotes) + len(gone.facts) + len(gone.roles)
        self._run("DELETE FROM records WHERE id >= ? AND id < ?", (first, last))
        for at, row in enumerate(gone.quotes, first):
            self._many("DELETE FROM joint WHERE name = ? AND record = ?", self._together(at, number, row))
        self._many("DELETE FROM marks WHERE mark = ? AND article = ?", [(mark, article) for mark in gone.marks])
        self._run("DELETE FROM articles WHERE id = ?", (article,))

    def _add(self, entry: Entry) -> None:
        number = self.collection(entry.collection)
        self._article += 1
        self.taken += 1
        said, told, held = len(entry.quotes), len(entry.facts), len(entry.roles)
        first = self._ids(entry.day, said + told + held)
        self._count(entry, number, self._article, 1)
        self._passages.add(self._article, entry.cuts, number)
        columns, counts = entry.columns, (said, told, held, first)
        kept = entry.block, entry.before, entry.story, entry.newer, entry.whole
        self._rows["articles"].append((self._article, number, *columns, *counts, *kept))
        self._rows["marks"] += [(mark, self._article) for mark in entry.marks]
        self._rows["title_words"].append((self._article, codec.title_words(columns[2], columns[4], columns[1])))
        for table, at, rows in _placed(entry, first):
            records, found_by = self._rows["records"], self._rows[table]
            for offset, row in enumerate(rows, at):
                records.append(self._record(offset, number, row))
                self._rows["joint"] += self._together(offset, number, row)
                found_by.append((offset, f"{row.words} #{number}"))

    def finish(self) -> None:
        """Writes what was gathered."""
        self._write_articles()
        self._write_names()
        self._write_words()
        self._passages.finish()

    def keep(self, collection: str, note: Note) -> None:
        number = self.collection(collection)
        self._many(
            "INSERT OR REPLACE INTO files (collection, path, fingerprint) VALUES (?, ?, ?)",
            [(number, path, mark) for path, mark in note.files.items()],
        )
        self._many(
            "INSERT INTO files (collection, path, reason, moment) VALUES (?, ?, ?, ?) ON CONFLICT (collection, path)"
            " DO UPDATE SET reason = excluded.reason, moment = excluded.moment",
            [(number, failure.path, failure.reason, failure.when) for failure in note.failures],
        )
        self._many("DELETE FROM files WHERE collection = ? AND path = ?", [(number, path) for path in note.gone])
        self._keep_uploads(number, note)
        if note.swept:
            self._run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"swept:{number}", note.swept))

    def _keep_uploads(self, number: int, note: Note) -> None:
        self._many(
            f"INSERT OR IGNORE INTO uploads (collection, {codec.UPLOAD_COLUMNS}, data) VALUES ({marks(range(7))})",
            [(number, *codec.upload_row(one)) for one in note.kept],
        )
        self._many(
            "UPDATE uploads SET stamp = ? WHERE collection = ? AND key = ?",
            [(stamp, number, key) for key, stamp in note.again.items()],
        )
        self._many("DELETE FROM uploads WHERE collection = ? AND key = ?", [(number, key) for key in note.dropped])

    def _ids(self, day: int, count: int) -> int:
        """The first of `count` new record ids of a day."""
        low = day << NUMBERS.per_day
        if low not in self._next:
            (last,) = self._run(
                "SELECT max(id) FROM records WHERE id >= ? AND id < ?", (low, low + (1 << NUMBERS.per_day))
            ).fetchone()
            self._next[low] = low if last is None else last + 1
        first = self._next[low]
        self._next[low] += count
        return first

    def _record(self, at: int, collection: int, row: Row) -> tuple[Any, ...]:
        speaker = self._names[collection, row.speaker] if row.speaker else None
        return (at, self._article, *row[:3], speaker, *row[4:9], codec.joined(row.joint), row.group, row.hand)

    def _together(self, at: int, collection: int, row: Row) -> list[tuple[int, int]]:
        """Who is found by a record beside its speaker."""
        return [(self._names[collection, name], at) for name in row.joint]

    def _know(self, entries: Iterable[Entry]) -> None:
        """Looks up all the names of some entries at once, and takes in those that are new."""
        named = {
            (self.collection(entry.collection), name)
            for entry in entries
            for name in (*entry.names, *(row.speaker for row in (*entry.facts, *entry.roles) if row.speaker))
        }
        unknown = sorted(named - self._names.keys())
        for collection, group in groupby(unknown, key=itemgetter(0)):
            names = [name for _, name in group]
            for at in range(0, len(names), NUMBERS.asked):
                some = names[at : at + NUMBERS.asked]
                found = self._run(
                    f"SELECT name, id FROM names WHERE collection = ? AND name IN ({marks(some)})", (collection, *some)
                )
                self._names.update(((collection, name), number) for name, number in found)
        (last,) = self._run("SELECT coalesce(max(id), 0) FROM names").fetchone()
        fresh = [(at, *key) for at, key in enumerate((k for k in unknown if k not in self._names), last + 1)]
        self._many(
            "INSERT INTO names (id, collection, name, quotes, articles, people) VALUES (?, ?, ?, 0, 0, 0)", fresh
        )
        self._names.update(((collection, name), at) for at, collection, name in fresh)
        called = sorted({(word, at) for at, _, name in fresh for word in words(name)})
        self._many("INSERT INTO name_words VALUES (?, ?)", called)
        self._named.update(word for word, _ in called)

    def _call(self, name: int, spelling: str) -> None:
        """Makes a name findable by the words of a spelling."""
        for word in set(words(spelling)):
            fresh = self._run("INSERT OR IGNORE INTO name_words VALUES (?, ?)", (word, name)).rowcount
            if fresh:
                self._named[word] += 1

    def _count(self, entry: Entry, collection: int, article: int, sign: int) -> None:
        persons = set(entry.people)
        for name in entry.names:
            at = self._names[collection, name]
            counts = self._counts[at]
            counts[1] += sign
            counts[2] += sign * (name in persons)
            self._rows["appearances" if sign > 0 else "gone"].append((at, article))
        for row in (*entry.quotes, *entry.facts):
            for name in (row.speaker, *row.joint) if row.speaker and row.kind < codec.FIRST.facts else ():
                self._counts[self._names[collection, name]][0] += sign
        for name, alias in entry.aliases:
            self._aliases[self._names[collection, name], alias] += sign
        uses = self._uses[entry.language]
        tally = uses.update if sign > 0 else uses.subtract
        tally(" ".join([row.words for row in (*entry.quotes, *entry.facts)]).split())

    def _write_articles(self) -> None:
        self._many(
            f"INSERT INTO articles (id, collection, {codec.ARTICLE_COLUMNS}, quotes, facts, roles, first, found,"
            f" before, story, newer, whole) VALUES ({marks(range(23))})",
            self._rows["articles"],
        )
        for table, columns in (("records", 14), ("joint", 2), ("appearances", 2), ("marks", 2)):
            self._many(f"INSERT INTO {table} VALUES ({marks(range(columns))})", sorted(self._rows[table]))
        self._many("DELETE FROM appearances WHERE name = ? AND article = ?", self._rows["gone"])
        for table in ("title_words", "quote_words", "fact_words", "role_words"):
            self._many(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", sorted(self._rows[table]))

    def _write_names(self) -> None:
        self._many(
            "UPDATE names SET quotes = quotes + ?, articles = articles + ?, people = people + ? WHERE id = ?",
            [(*counts, name) for name, counts in self._counts.items()],
        )
        for (name, alias), count in self._aliases.items():
            if count > 0:
                self._call(name, alias)
        self._many(
            "INSERT INTO aliases VALUES (?, ?, ?) ON CONFLICT (name, alias) DO UPDATE"
            " SET articles = articles + excluded.articles",
            [(name, alias, count) for (name, alias), count in self._aliases.items()],
        )

    def _write_words(self) -> None:
        (before,) = self._run("SELECT coalesce(max(id), 0) FROM words").fetchone()
        uses: Counter[str] = Counter()
        for spoken in self._uses.values():
            for word, count in spoken.items():
                uses[word] += count
        used = sorted(word for word in uses.keys() | self._named.keys() if word[0] not in _MARKS)
        self._many(
            "INSERT INTO words (word, uses, names) VALUES (?, ?, ?) ON CONFLICT (word) DO UPDATE"
            " SET uses = uses + excluded.uses, names = names + excluded.names",
            [(word, uses[word], self._named[word]) for word in used],
        )
        self._write_typos(before)
        for language, spoken in self._uses.items():
            listed = sorted(word for word in spoken if word[0] not in _MARKS and word[0] != PAIR)
            pairs = zip(stems(listed, language), listed, strict=True)
            self._many(
                "INSERT OR IGNORE INTO stems VALUES (?, ?)",
                [(f"{language}:{stem}", word) for stem, word in pairs if stem != word],
            )
            self._run("INSERT OR IGNORE INTO meta VALUES (?, '')", (f"language:{language}",))

    def _write_typos(self, before: int) -> None:
        fresh = self._run("SELECT id, word FROM words WHERE id > ?", (before,)).fetchall()
        typos = [key << 32 | number for number, word in fresh if keyed(word) for key in keys(word, slips(word))]
        typos.sort()
        self._many("INSERT OR IGNORE INTO typos VALUES (?, ?)", ((typo >> 32, typo & NUMBERS.low) for typo in typos))


def _placed(entry: Entry, first: int) -> Iterator[tuple[str, int, list[Row]]]:
    """The records of an article by the table their words go to, with the id of the first of each."""
    for table, rows in (("quote_words", entry.quotes), ("fact_words", entry.facts), ("role_words", entry.roles)):
        yield table, first, rows
        first += len(rows)
