"""Candidates out of the SQLite index: by the words said, by who says them, by where they stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from itertools import repeat
from typing import Any

from corpus.index import codec
from corpus.index.clues import LIMITS, TOKEN, Used, clues
from corpus.index.protocol import Candidate, Origin, Part, Wanted
from corpus.index.sqlite.passages import within
from corpus.index.sqlite.schema import marks
from corpus.index.sqlite.writing import NUMBERS


@dataclass(frozen=True, slots=True)
class SpeakerLimits:
    """When the records of the speakers are looked up before those with the words. Set by hand: of somebody who is
    always in the news the newest with the words are soon met."""

    few: int = 5_000  # records of the speakers, at most


_OWN = SpeakerLimits()

_COLUMNS = (
    "r.article, r.start, r.stop, r.kind, n.name, r.speaker_start, r.speaker_stop, r.cue, r.confidence, r.worth,"
    " r.joint, r.part, r.hand, r.id"
)
_NOTHING = '"#"'  # a word that is nowhere
_FOREVER = date.max.toordinal()
_TABLES = {Part.QUOTES: "quote_words", Part.FACTS: "fact_words", Part.ROLES: "role_words"}


def find(connection: sqlite3.Connection, wanted: Wanted, numbers: dict[str, int]) -> tuple[Candidate, ...]:
    speakers = _speakers(connection, wanted, numbers) if wanted.speakers else []
    if not numbers or not all(wanted.groups) or (wanted.speakers and not speakers):
        return ()
    bounds = _bounds(connection, wanted, numbers)
    if bounds is None:
        return ()
    if wanted.most:
        rows = _most(connection, wanted, bounds, within(connection, numbers))
    elif wanted.groups:
        rows = _all(connection, wanted, bounds, speakers, within(connection, numbers))
    else:
        rows = _newest(connection, wanted, bounds, speakers, numbers)
    return tuple(_candidates(connection, rows, numbers))


def origins(connection: sqlite3.Connection, ids: Collection[int], numbers: dict[str, int]) -> dict[int, Origin]:
    names = {number: name for name, number in numbers.items()}
    found: dict[int, Origin] = {}
    for row, collection, *columns in connection.execute(
        f"SELECT id, collection, {codec.ARTICLE_COLUMNS} FROM articles WHERE id IN ({marks(ids)})", tuple(ids)
    ):
        if collection in names:
            found[row] = Origin._make((*columns, names[collection]))
    return found


def _candidates(connection: sqlite3.Connection, rows: list[Any], numbers: dict[str, int]) -> Iterator[Candidate]:
    articles = origins(connection, {row[0] for row in rows}, numbers)
    kinds = codec.KINDS
    for article, start, stop, kind, *rest, sure, worth, joint, group, hand, _ in rows:
        origin = articles.get(article)
        if origin:
            certain = 1.0 if sure is None else sure
            said = codec.parted(joint), group, codec.hand_of(hand)
            yield Candidate._make((origin, start, stop, kinds[kind], *rest, certain, worth or 0.0, *said))


# ---------------------------------------------------------------------- by words
def _all(
    connection: sqlite3.Connection, wanted: Wanted, bounds: tuple[int, int], speakers: list[int], seen: str
) -> list[Any]:
    """The newest with a word from every group."""
    table = _table(wanted)
    match = " AND ".join(f"({_any(group)})" for group in wanted.groups) + seen
    among = marks(speakers)
    spoken = ""
    if speakers and _few(connection, speakers):
        # The plus keeps SQLite from asking the word index for each of their records.
        own = f"SELECT id FROM records WHERE speaker IN ({among}) UNION ALL SELECT record FROM joint"
        spoken = f"AND +f.rowid IN ({own} WHERE name IN ({among}))"
    elif speakers:
        spoken = (
            f"AND (r.speaker IN ({among}) OR EXISTS (SELECT 1 FROM joint WHERE record = r.id AND name IN ({among})))"
        )
    return connection.execute(
        f"SELECT {_COLUMNS} FROM {table} f CROSS JOIN records r ON r.id = f.rowid LEFT JOIN names n ON n.id = r.speaker"
        f" WHERE {table} MATCH ? AND f.rowid >= ? AND f.rowid < ? {spoken} ORDER BY f.rowid DESC LIMIT ?",
        (match, *bounds, *speakers, *speakers, wanted.limit),
    ).fetchall()


def _few(connection: sqlite3.Connection, speakers: list[int]) -> bool:
    """Whether all their records are soon known, so that of every other record with the words none is read."""
    row = connection.execute(
        f"SELECT 1 FROM records WHERE speaker IN ({marks(speakers)}) LIMIT 1 OFFSET ?", (*speakers, _OWN.few)
    ).fetchone()
    return row is None


def _most(connection: sqlite3.Connection, wanted: Wanted, bounds: tuple[int, int], seen: str) -> list[Any]:
    """Those with most of the groups, a rare word counting more."""
    table = _table(wanted)
    votes: dict[int, float] = {}
    before = votes.get
    matches: dict[tuple[str, ...], str] = {}  # the rare words stand in many clues
    for clue in clues(_uses(connection, wanted.groups)):
        for group in clue.groups:
            if group not in matches:
                matches[group] = f"({_any(group)})"
        match = " AND ".join(map(matches.__getitem__, clue.groups))
        rows = connection.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
            (match + seen, *bounds, 2 * LIMITS.read),
        ).fetchall()
        worth = clue.worth
        for (at,) in rows:
            votes[at] = before(at, 0.0) + worth
    best = [at for _, at in nlargest(wanted.limit, zip(votes.values(), votes, strict=True))]
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM records r LEFT JOIN names n ON n.id = r.speaker WHERE r.id IN ({marks(best)})",
        best,
    ).fetchall()
    return _latest(found)


_NEVER = repeat(0)


def _uses(connection: sqlite3.Connection, groups: tuple[Collection[str], ...]) -> Iterator[Used]:
    """In how many records the words of each group stand."""
    asked = sorted({word for group in groups for word in group})
    known = dict(connection.execute(f"SELECT word, uses FROM words WHERE word IN ({marks(asked)})", asked))
    for group in groups:
        yield sum(map(known.get, group, _NEVER)), tuple(group)


def _table(wanted: Wanted) -> str:
    return _TABLES[wanted.part]


def _any(group: Collection[str]) -> str:
    return " OR ".join(f'"{word}"' for word in group if TOKEN.fullmatch(word)) or _NOTHING


# ---------------------------------------------------------------------- by speaker and place
def _newest(
    connection: sqlite3.Connection,
    wanted: Wanted,
    bounds: tuple[int, int],
    speakers: list[int],
    numbers: dict[str, int],
) -> list[Any]:
    """The newest of the speakers, of the article, or of all."""
    kinds = "r.kind >= {} AND r.kind < {}".format(*codec.CODES[wanted.part])
    if speakers:
        # two walks: with one condition for both SQLite reads everything somebody ever said
        among, values = marks(speakers), list(speakers)
        narrows = [
            f"r.speaker IN ({among})",
            f"r.id IN (SELECT record FROM joint WHERE name IN ({among}))",
        ]
    else:
        narrows = [f"r.article IN (SELECT id FROM articles WHERE +collection IN ({marks(numbers)}))"]
        values = list(numbers.values())
    rows = {
        row[-1]: row
        for narrow in narrows
        for row in connection.execute(
            f"SELECT {_COLUMNS} FROM records r LEFT JOIN names n ON n.id = r.speaker"
            f" WHERE r.id >= ? AND r.id < ? AND {kinds} AND {narrow} ORDER BY r.id DESC LIMIT ?",
            (*bounds, *values, wanted.limit),
        )
    }
    return _latest(rows.values())[: wanted.limit]


def _latest(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: -row[-1])


def _bounds(connection: sqlite3.Connection, wanted: Wanted, numbers: dict[str, int]) -> tuple[int, int] | None:
    """The ids of the records of the days, and of the article, that are wanted; None where there can be none."""
    first = wanted.since.toordinal() if wanted.since else 1 if wanted.until else 0  # no date is before none
    last = wanted.until.toordinal() if wanted.until else _FOREVER
    low, high = first << NUMBERS.per_day, (last + 1) << NUMBERS.per_day
    if wanted.article is None:
        return low, high
    row = connection.execute(
        f"SELECT first, quotes + facts + roles FROM articles WHERE key = ? AND collection IN ({marks(numbers)})",
        (wanted.article, *numbers.values()),
    ).fetchone()
    return (max(low, row[0]), min(high, row[0] + row[1])) if row else None


def _speakers(connection: sqlite3.Connection, wanted: Wanted, numbers: dict[str, int]) -> list[int]:
    rows = connection.execute(
        f"SELECT id FROM names WHERE name IN ({marks(wanted.speakers)}) AND collection IN ({marks(numbers)})",
        (*wanted.speakers, *numbers.values()),
    )
    return [number for (number,) in rows]
