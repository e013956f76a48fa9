"""The passages of the SQLite index: found by the stems of their words, weighed here."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from heapq import nlargest

from corpus.index.passages import LIMITS, dense, rarest, unpacked, weighed, weight
from corpus.index.protocol import Asked, Passage, Passages
from corpus.index.rows import Cut
from corpus.model import Article

SCHEMA = """
    CREATE TABLE passages (id INTEGER PRIMARY KEY, size INTEGER NOT NULL, sentences BLOB NOT NULL);
    CREATE TABLE passage_stems (stem TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
    CREATE VIRTUAL TABLE passage_words USING fts5 (
        stems, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '@~#'")
"""


class PassageWriter:
    """The passages' part of one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._uses: Counter[str] = Counter()
        self._rows: list[tuple[int, int, bytes]] = []
        self._stems: list[tuple[int, str]] = []
        self._count = self._size = 0

    def add(self, article: int, cuts: Iterable[Cut], collection: int) -> None:
        for at, cut in enumerate(cuts, article << LIMITS.per_article):
            self._tally(cut, 1)
            self._rows.append((at, cut.size, cut.sentences))
            self._stems.append((at, f"{cut.stems} #{collection}"))

    def drop(self, article: int, cuts: Iterable[Cut], collection: int) -> None:
        first = article << LIMITS.per_article
        gone = []
        for at, cut in enumerate(cuts, first):
            self._tally(cut, -1)
            gone.append((at, f"{cut.stems} #{collection}"))
        self._connection.executemany(
            "INSERT INTO passage_words (passage_words, rowid, stems) VALUES ('delete', ?, ?)", gone
        )
        self._connection.execute("DELETE FROM passages WHERE id >= ? AND id < ?", (first, first + len(gone)))

    def finish(self) -> None:
        many = self._connection.executemany
        many("INSERT INTO passages VALUES (?, ?, ?)", self._rows)
        many("INSERT INTO passage_words (rowid, stems) VALUES (?, ?)", self._stems)
        many(
            "INSERT INTO passage_stems VALUES (?, ?) ON CONFLICT (stem) DO UPDATE SET passages = passages"
            " + excluded.passages",
            sorted(self._uses.items()),
        )
        many(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = value + excluded.value",
            [("passages", self._count), ("passage words", self._size)],
        )

    def _tally(self, cut: Cut, sign: int) -> None:
        self._count += sign
        self._size += sign * cut.size
        tally = self._uses.update if sign > 0 else self._uses.subtract
        tally(cut.stems.split())


def find(
    connection: sqlite3.Connection,
    asked: Asked,
    numbers: Mapping[str, int],
    articles: Callable[[set[int]], dict[int, Article]],
) -> Passages:
    """`numbers`: the collections looked through, `articles` loads articles by their row."""
    count, size = _totals(connection)
    uses = _uses(connection, asked.groups)
    scores = _scores(connection, asked, uses, count, numbers) if numbers and asked.limit else {}
    mean = size / count if count else 0.0
    best = [at for _, at in nlargest(weighed(asked.limit), zip(scores.values(), scores, strict=True))]
    rows = _rows(connection, best)
    scored = nlargest(asked.limit, ((dense(scores[at], rows[at][0], mean), at) for at in best if at in rows))
    chosen = [(at, *rows[at]) for _, at in scored]
    texts = articles({at >> LIMITS.per_article for at, _, _ in chosen})
    found = tuple(
        Passage(texts[at >> LIMITS.per_article], unpacked(block), words)
        for at, words, block in chosen
        if at >> LIMITS.per_article in texts
    )
    return Passages(found, count, mean, uses)


def _totals(connection: sqlite3.Connection) -> tuple[int, int]:
    rows = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('passages', 'passage words')"))
    return int(rows.get("passages", 0)), int(rows.get("passage words", 0))


def _uses(connection: sqlite3.Connection, groups: tuple[Collection[str], ...]) -> tuple[int, ...]:
    asked = sorted({stem for group in groups for stem in group})
    marks = ", ".join("?" * len(asked))
    known = dict(connection.execute(f"SELECT stem, passages FROM passage_stems WHERE stem IN ({marks})", asked))
    return tuple(sum(known.get(stem, 0) for stem in group) for group in groups)


def _any(alternatives: Iterable[str]) -> str:
    return " OR ".join(f'"{stem}"' for stem in alternatives)


def _scores(
    connection: sqlite3.Connection, asked: Asked, uses: tuple[int, ...], count: int, numbers: Mapping[str, int]
) -> dict[int, float]:
    """Passage -> weight of the asked groups in it. Rare groups are read whole; common ones only where a rarer one
    stands too, so that the work has a bound."""
    bounds = _bounds(connection, asked, numbers)
    seen = within(connection, numbers)
    scores: dict[int, float] = {}
    before = scores.get
    read: dict[str, list[tuple[int]]] = {}
    for match, number in _plan(uses, asked.groups, asked.limit):
        if match not in read:
            read[match] = connection.execute(
                "SELECT rowid FROM passage_words WHERE passage_words MATCH ? AND rowid >= ? AND rowid < ?"
                " ORDER BY rowid DESC LIMIT ?",
                (match + seen, *bounds, LIMITS.read),
            ).fetchall()
        worth = weight(count, number)
        for (at,) in read[match]:
            scores[at] = before(at, 0.0) + worth
    return scores


def _plan(uses: tuple[int, ...], groups: tuple[Collection[str], ...], limit: int) -> list[tuple[str, int]]:
    """What to read, each with the uses of its group: the rarest groups whole, of the others what stands beside them."""
    rare, sign = rarest(uses, limit)
    beside = f" {'AND' if sign == '&' else 'OR'} ".join(f"({_any(groups[at])})" for at in rare)
    listed = sorted((number, at) for at, number in enumerate(uses) if number)
    whole = {at: f"({_any(groups[at])})" if sign == "|" else beside for at in rare}  # with "&" all of them at once
    return [(whole.get(at) or f"({beside}) AND ({_any(groups[at])})", number) for number, at in listed]


def _bounds(connection: sqlite3.Connection, asked: Asked, numbers: Mapping[str, int]) -> tuple[int, int]:
    """The ids of the passages of the asked article; of all where none is asked for."""
    if asked.article is None:
        return 0, 1 << 62
    marks = ", ".join("?" * len(numbers))
    row = connection.execute(
        f"SELECT id FROM articles WHERE key = ? AND collection IN ({marks})", (asked.article, *numbers.values())
    ).fetchone()
    return (row[0] << LIMITS.per_article, (row[0] + 1) << LIMITS.per_article) if row else (0, 0)


def within(connection: sqlite3.Connection, numbers: Mapping[str, int]) -> str:
    """The end of a MATCH that hides what of other collections there is."""
    (there,) = connection.execute("SELECT count(*) FROM collections").fetchone()
    return f" AND ({_any(f'#{number}' for number in numbers.values())})" if len(numbers) < there else ""


def _rows(connection: sqlite3.Connection, ids: list[int]) -> dict[int, tuple[int, bytes]]:
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(f"SELECT id, size, sentences FROM passages WHERE id IN ({marks})", ids)
    return {at: (size, block) for at, size, block in rows}
