"""Taking articles into the SQLite index and out of it, many in one transaction."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from corpus.model import Extraction, Quote
from corpus.store import ABOUT, PAIR, SPEAKER, Note, Origin, packing
from corpus.store.passages import PassageWriter
from corpus.store.spelling import keyed, keys, slips, stems
from corpus.text import words

PER_DAY = 24  # bits of a record's id that count within a day
TOKEN = re.compile(r"[@~]?[^\W_]+|=[^\W_]+=[^\W_]+")  # what of the indexed words may be asked for
_MARKS = frozenset((SPEAKER, ABOUT, "#"))  # words under these are not counted
_BATCH_CHARACTERS = 6_000_000  # of text in one transaction: some seconds of work, some tens of megabytes


def batches(extractions: Iterable[Extraction]) -> Iterator[list[Extraction]]:
    """In transactions of a size; never twice the same article in one."""
    batch: dict[tuple[str, str], Extraction] = {}
    size = 0
    for found in extractions:
        key = (found.article.collection, found.article.id)
        if key in batch or size > _BATCH_CHARACTERS:
            yield list(batch.values())
            batch, size = {}, 0
        batch[key] = found
        size += len(found.article.text) + 500
    if batch:
        yield list(batch.values())


def day(published: str | None) -> int:
    """The number of a day; 0 where none is known."""
    try:
        return date.fromisoformat(published or "").toordinal()
    except ValueError:
        return 0


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
        self._uses: Counter[str] = Counter()
        self._named: Counter[str] = Counter()
        self._spoken: dict[str, set[str]] = defaultdict(set)
        self._rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._passages = PassageWriter(connection)

    def collection(self, name: str) -> int:
        if name not in self._collections:
            self._run("INSERT OR IGNORE INTO collections (name) VALUES (?)", (name,))
            row = self._run("SELECT id FROM collections WHERE name = ?", (name,)).fetchone()
            self._collections[name] = row[0]
        return self._collections[name]

    def drop(self, collection: str, key: str) -> None:
        """Takes an article out, if it is in."""
        number = self.collection(collection)
        row = self._run(
            f"SELECT id, first, found, {packing.ARTICLE_COLUMNS} FROM articles WHERE collection = ? AND key = ?",
            (number, key),
        ).fetchone()
        if row is None:
            return
        article, first, block, *columns = row
        found = packing.unpack(Origin._make((*columns, collection)).article(), block)
        said, facts = packing.quote_words(found, number), packing.fact_words(found, number)
        for table, at, rows in (("quote_words", first, said), ("fact_words", first + len(said), facts)):
            for offset, row_words in enumerate(rows):
                self._run(
                    f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', ?, ?)",
                    (at + offset, " ".join(row_words)),
                )
        self._count(found, number, article, said, facts, -1)
        self._passages.drop(article, found, number)
        last = first + len(said) + len(facts)
        self._run("DELETE FROM records WHERE id >= ? AND id < ?", (first, last))
        self._run("DELETE FROM articles WHERE id = ?", (article,))

    def add(self, found: Extraction) -> None:
        number = self.collection(found.article.collection)
        self._article += 1
        said, facts = packing.quote_words(found, number), packing.fact_words(found, number)
        first = self._ids(found, len(said) + len(facts))
        self._count(found, number, self._article, said, facts, 1)
        self._passages.add(self._article, found, number)
        self._rows["articles"].append(
            (
                self._article,
                number,
                *packing.columns(found.article),
                len(said),
                len(facts),
                first,
                packing.pack(found),
            )
        )
        for at, (quote, row) in enumerate(zip(found.quotes, said, strict=True), first):
            self._rows["records"].append(self._record(at, number, quote))
            self._rows["quote_words"].append((at, " ".join(row)))
        for at, (fact, row) in enumerate(zip(found.facts, facts, strict=True), first + len(said)):
            speaker = self._name(number, fact.speaker) if fact.speaker else None
            code = packing.FACT_CODES[fact.kind]
            span = fact.span
            self._rows["records"].append(
                (at, self._article, span.start, span.end, code, speaker, None, None, None, None, fact.worth)
            )
            self._rows["fact_words"].append((at, " ".join(row)))

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
        if note.swept:
            self._run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"swept:{number}", note.swept))

    def _ids(self, found: Extraction, count: int) -> int:
        """The first of `count` new record ids of the article's day."""
        published = found.article.published
        low = day(published.value if published else None) << PER_DAY
        if low not in self._next:
            (last,) = self._run(
                "SELECT max(id) FROM records WHERE id >= ? AND id < ?", (low, low + (1 << PER_DAY))
            ).fetchone()
            self._next[low] = low if last is None else last + 1
        first = self._next[low]
        self._next[low] += count
        return first

    def _record(self, at: int, collection: int, quote: Quote) -> tuple[Any, ...]:
        where = quote.speaker_span
        return (
            at,
            self._article,
            quote.span.start,
            quote.span.end,
            packing.QUOTE_CODES[quote.kind],
            self._name(collection, quote.speaker) if quote.speaker else None,
            where.start if where else None,
            where.end if where else None,
            quote.cue,
            None if quote.confidence == 1 else quote.confidence,
            None,
        )

    def _name(self, collection: int, name: str) -> int:
        key = (collection, name)
        if key not in self._names:
            row = self._run("SELECT id FROM names WHERE collection = ? AND name = ?", key).fetchone()
            if row is None:
                row = self._run(
                    "INSERT INTO names (collection, name, quotes, articles, people) VALUES (?, ?, 0, 0, 0)"
                    " RETURNING id",
                    key,
                ).fetchone()
                self._call(row[0], name)
            self._names[key] = row[0]
        return self._names[key]

    def _call(self, name: int, spelling: str) -> None:
        """Makes a name findable by the words of a spelling."""
        for word in set(words(spelling)):
            fresh = self._run("INSERT OR IGNORE INTO name_words VALUES (?, ?)", (word, name)).rowcount
            if fresh:
                self._named[word] += 1

    def _count(
        self,
        found: Extraction,
        collection: int,
        article: int,
        said: list[list[str]],
        facts: list[list[str]],
        sign: int,
    ) -> None:
        persons = {person.name for person in found.people}
        speakers = [quote.speaker for quote in found.quotes if quote.speaker]
        for name in dict.fromkeys([*(p.name for p in found.people), *speakers]):
            number = self._name(collection, name)
            counts = self._counts[number]
            counts[1] += sign
            counts[2] += sign * (name in persons)
            self._rows["appearances" if sign > 0 else "gone"].append((number, article))
        for speaker in speakers:
            self._counts[self._name(collection, speaker)][0] += sign
        for person in found.people:
            for alias in person.aliases:
                if alias != person.name:
                    self._aliases[self._name(collection, person.name), alias] += sign
        tally = self._uses.update if sign > 0 else self._uses.subtract
        spoken = self._spoken[found.article.language]
        for row in (*said, *facts):
            once = set(row)
            tally(once)
            if sign > 0:
                spoken |= once

    def _write_articles(self) -> None:
        self._many(
            f"INSERT INTO articles (id, collection, {packing.ARTICLE_COLUMNS}, quotes, facts, first, found)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self._rows["articles"],
        )
        for table, marks in (("records", "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"), ("appearances", "?, ?")):
            self._many(f"INSERT INTO {table} VALUES ({marks})", sorted(self._rows[table]))
        self._many("DELETE FROM appearances WHERE name = ? AND article = ?", self._rows["gone"])
        for table in ("quote_words", "fact_words"):
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
        used = sorted(word for word in self._uses.keys() | self._named.keys() if word[0] not in _MARKS)
        rows = [(word, self._uses[word], self._named[word]) for word in used]
        self._many(
            "INSERT INTO words (word, uses, names) VALUES (?, ?, ?) ON CONFLICT (word) DO UPDATE"
            " SET uses = uses + excluded.uses, names = names + excluded.names",
            rows,
        )
        self._write_typos(before)
        for language, spoken in self._spoken.items():
            listed = sorted(word for word in spoken if word[0] not in _MARKS and word[0] != PAIR)
            pairs = zip(stems(listed, language), listed, strict=True)
            self._many(
                "INSERT OR IGNORE INTO stems VALUES (?, ?)",
                [(f"{language}:{stem}", word) for stem, word in pairs if stem != word],
            )
            self._run("INSERT OR IGNORE INTO meta VALUES (?, '')", (f"language:{language}",))

    def _write_typos(self, before: int) -> None:
        fresh = self._run("SELECT id, word FROM words WHERE id > ?", (before,)).fetchall()
        typos = [(key, number) for number, word in fresh if keyed(word) for key in keys(word, slips(word))]
        typos.sort()
        self._many("INSERT OR IGNORE INTO typos VALUES (?, ?)", typos)


def forget(writer: Writer, collection: str, gone: Collection[str]) -> None:
    for key in gone:
        writer.drop(collection, key)
