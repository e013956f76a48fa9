"""Candidates out of the PostgreSQL index, the same as SQLite's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg

from corpus.index import codec
from corpus.index.clues import TOKEN, Used, clues
from corpus.index.postgres.numbers import number
from corpus.index.postgres.writing import NUMBERS, quoted
from corpus.index.protocol import Candidate, Origin, Wanted
from corpus.model import Article

Connection = psycopg.Connection[tuple[Any, ...]]

_ARTICLE = codec.ARTICLE_COLUMNS.split(", ")  # the text last
_COLUMNS = (
    "article, start, stop, kind, speaker, speaker_start, speaker_stop, cue, confidence, worth, joint, part, hand, rank"
)
# Names and articles are looked up for the few records that are left (the server would read all of them beforehand), an
# article's text is sent once.
_WITH_ARTICLES = f"""
    WITH found AS MATERIALIZED ({{}})
    SELECT f.article, f.start, f.stop, f.kind, (SELECT name FROM names WHERE id = f.speaker), f.speaker_start,
        f.speaker_stop, f.cue, f.confidence, f.worth,
        CASE WHEN f.joint IS NOT NULL THEN
            ARRAY(SELECT n.name FROM unnest(f.joint) WITH ORDINALITY j (id, at) JOIN names n ON n.id = j.id ORDER BY at)
        END, f.part, f.hand, a.collection, {", ".join(f"a.{c}" for c in _ARTICLE[:-1])},
        CASE WHEN row_number() OVER (PARTITION BY f.article ORDER BY f.rank DESC) = 1 THEN a.text END
    FROM found f CROSS JOIN LATERAL
        (SELECT collection, {codec.ARTICLE_COLUMNS} FROM articles WHERE id = f.article OFFSET 0) a
    ORDER BY f.rank DESC"""


@dataclass(frozen=True, slots=True)
class ShelfLimits:
    """When the newest of each speaker are asked for one by one, so
    that no older row is read. Set by hand: a person has few spellings."""

    few: int = 8  # speakers asked one by one


_LIMITS = ShelfLimits()

_NOTHING = "'#'"  # a word that is nowhere
_FOREVER = date.max.toordinal()


def find(connection: Connection, wanted: Wanted, numbers: Mapping[str, int]) -> tuple[Candidate, ...]:
    if not numbers or not all(wanted.groups):
        return ()
    rows = _most(connection, wanted, numbers) if wanted.most else _all(connection, wanted, numbers)
    return tuple(_candidates(rows, numbers))


def articles(connection: Connection, ids: Collection[int], numbers: Mapping[str, int]) -> dict[int, Article]:
    names = {at: name for name, at in numbers.items()}
    rows = connection.execute(
        f"SELECT id, collection, {codec.ARTICLE_COLUMNS} FROM articles WHERE id = ANY(%s)".encode(), (list(ids),)
    )
    return {row[0]: Origin._make((*row[2:], names[row[1]])).article() for row in rows if row[1] in names}


def _candidates(rows: list[Any], numbers: Mapping[str, int]) -> Iterator[Candidate]:
    names = {at: name for name, at in numbers.items()}
    origins: dict[int, Origin] = {}
    for row in rows:
        article, start, stop, kind, *rest, sure, worth, joint, group, hand, collection = row[:14]
        if row[-1] is not None:
            origins[article] = Origin._make((*row[14:], names[collection]))
        said = codec.KINDS[kind], *rest, 1.0 if sure is None else sure, worth or 0.0, tuple(joint or ()), group
        yield Candidate._make((origins[article], start, stop, *said, codec.hand_of(hand)))


def _all(connection: Connection, wanted: Wanted, numbers: Mapping[str, int]) -> list[Any]:
    """The newest with a word from every group, of the speakers, of the article, or of all."""
    where, values = _bounds(wanted, numbers)
    if wanted.groups:
        where.append("r.words @@ %s::tsquery")
        values.append(" & ".join(_any(group) for group in wanted.groups))
    speakers = [number(str(at), name) for at in numbers.values() for name in wanted.speakers]
    if 0 < len(speakers) <= _LIMITS.few and not wanted.groups:
        return _newest(connection, speakers, (where, values), wanted.limit)
    if speakers:
        where.append("(r.speaker = ANY(%s) OR r.joint && %s::bigint[])")
        values += [speakers, speakers]
    # With words to go by, the server must not walk through all records from the newest on.
    order = "rank + 0" if wanted.groups else "rank"
    newest = f"SELECT {_COLUMNS} FROM records r WHERE {' AND '.join(where)} ORDER BY {order} DESC LIMIT %s"
    return connection.execute(_WITH_ARTICLES.format(newest).encode(), (*values, wanted.limit)).fetchall()


def _newest(connection: Connection, speakers: list[int], bounds: tuple[list[str], list[Any]], limit: int) -> list[Any]:
    """Of each speaker the newest, then the newest of these: the server reads no more of who is quoted every day."""
    where, values = bounds
    some = list(set(speakers))
    each, joint = (
        f"SELECT {_COLUMNS} FROM records r WHERE {said} AND {' AND '.join(where)} ORDER BY rank DESC LIMIT %s"
        for said in ("r.speaker = s", "r.joint && %s::bigint[] AND NOT r.speaker = ANY(%s)")
    )
    newest = (
        f"SELECT * FROM (SELECT r.* FROM unnest(%s::bigint[]) s CROSS JOIN LATERAL ({each}) r UNION ALL ({joint})) n"
        " ORDER BY rank DESC LIMIT %s"
    )
    return connection.execute(
        _WITH_ARTICLES.format(newest).encode(), (some, *values, limit, some, some, *values, limit, limit)
    ).fetchall()


def _most(connection: Connection, wanted: Wanted, numbers: Mapping[str, int]) -> list[Any]:
    """Those with most of the groups, a rare word counting more."""
    looked_for = clues(_uses(connection, wanted.groups))
    if not looked_for:
        return []
    where, values = _bounds(wanted, numbers)
    asked = [" & ".join(map(_any, clue.groups)) for clue in looked_for]
    votes = " + ".join("%s * (r.words @@ %s::tsquery)::int" for _ in asked)
    weighed = [part for clue, text in zip(looked_for, asked, strict=True) for part in (clue.worth, text)]
    best = (
        f"SELECT {_COLUMNS} FROM records r WHERE r.words @@ %s::tsquery AND {' AND '.join(where)}"
        f" ORDER BY {votes} DESC, rank DESC LIMIT %s"
    )
    match = " | ".join(f"({text})" for text in asked)
    return connection.execute(_WITH_ARTICLES.format(best).encode(), (match, *values, *weighed, wanted.limit)).fetchall()


def _uses(connection: Connection, groups: tuple[Collection[str], ...]) -> Iterator[Used]:
    """In how many records the words of each group stand."""
    asked = sorted({word for group in groups for word in group if "\0" not in word})
    rows = connection.execute("SELECT word, uses FROM words WHERE word = ANY(%s)", (asked,)).fetchall()
    known: dict[str, int] = dict(rows)
    for group in groups:
        yield sum(known.get(word, 0) for word in group), tuple(group)


def _bounds(wanted: Wanted, numbers: Mapping[str, int]) -> tuple[list[str], list[Any]]:
    """Part, days, article and collections."""
    where = ["r.collection = ANY(%s)", "r.kind >= %s AND r.kind < %s"]
    values: list[Any] = [[*numbers.values()], *codec.CODES[wanted.part]]
    if wanted.since or wanted.until:
        first = wanted.since.toordinal() if wanted.since else 1  # no date is before none
        last = wanted.until.toordinal() if wanted.until else _FOREVER
        where.append("r.rank >= %s AND r.rank < %s")
        values += [first << NUMBERS.per_day, (last + 1) << NUMBERS.per_day]
    if wanted.article is not None:
        where.append("r.article = ANY(%s)")
        values.append([number(name, wanted.article) for name in numbers])
    return where, values


def _any(group: Collection[str]) -> str:
    kept = [quoted(word) for word in group if TOKEN.fullmatch(word) and len(word) <= NUMBERS.longest]
    return f"({' | '.join(kept)})" if kept else _NOTHING
