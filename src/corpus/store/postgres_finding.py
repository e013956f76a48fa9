"""Candidates and words out of the PostgreSQL index, the same as SQLite's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

import psycopg

from corpus.model import Article
from corpus.store import Candidate, Origin, Part, Wanted, Word, packing
from corpus.store.finding import Used, parted, told
from corpus.store.postgres_writing import LONGEST, PER_DAY, number, quoted
from corpus.store.spelling import keyed, keys, slips, stems
from corpus.store.vocabulary import nearest
from corpus.store.writing import TOKEN

Connection = psycopg.Connection[tuple[Any, ...]]

_COLUMNS = "r.article, r.start, r.stop, r.kind, n.name, r.speaker_start, r.speaker_stop, r.cue, r.confidence, r.worth"
_NOTHING = "'#'"  # a word that is nowhere
_FOREVER = date.max.toordinal()


def find(connection: Connection, wanted: Wanted, numbers: Mapping[str, int]) -> tuple[Candidate, ...]:
    if not numbers or not all(wanted.groups):
        return ()
    rows = _most(connection, wanted, numbers) if wanted.most else _all(connection, wanted, numbers)
    return tuple(_candidates(connection, rows, numbers))


def articles(connection: Connection, ids: Collection[int], numbers: Mapping[str, int]) -> dict[int, Article]:
    return {at: origin.article() for at, origin in _origins(connection, ids, numbers).items()}


def _origins(connection: Connection, ids: Collection[int], numbers: Mapping[str, int]) -> dict[int, Origin]:
    names = {at: name for name, at in numbers.items()}
    rows = connection.execute(
        f"SELECT id, collection, {packing.ARTICLE_COLUMNS} FROM articles WHERE id = ANY(%s)".encode(), (list(ids),)
    )
    return {row[0]: Origin._make((*row[2:], names[row[1]])) for row in rows if row[1] in names}


def _candidates(connection: Connection, rows: list[Any], numbers: Mapping[str, int]) -> Iterator[Candidate]:
    origins = _origins(connection, {row[0] for row in rows}, numbers)
    for article, start, stop, kind, *rest, sure, worth in rows:
        if article in origins:
            certain = 1.0 if sure is None else sure
            yield Candidate._make((origins[article], start, stop, packing.KINDS[kind], *rest, certain, worth or 0.0))


def _all(connection: Connection, wanted: Wanted, numbers: Mapping[str, int]) -> list[Any]:
    """The newest with a word from every group, of the speakers, of the article, or of all."""
    where, values = _bounds(wanted, numbers)
    if wanted.groups:
        where.append("r.words @@ %s::tsquery")
        values.append(" & ".join(_any(group) for group in wanted.groups))
    if wanted.speakers:
        where.append("r.speaker = ANY(%s)")
        values.append([number(str(at), name) for at in numbers.values() for name in wanted.speakers])
    return connection.execute(
        f"SELECT {_COLUMNS} FROM records r LEFT JOIN names n ON n.id = r.speaker"
        f" WHERE {' AND '.join(where)} ORDER BY r.rank DESC LIMIT %s".encode(),
        (*values, wanted.limit),
    ).fetchall()


def _most(connection: Connection, wanted: Wanted, numbers: Mapping[str, int]) -> list[Any]:
    """Those with most of the groups, a rare word counting more."""
    whole, joined = parted(_uses(connection, wanted.groups))
    if not whole:
        return []
    where, values = _bounds(wanted, numbers)
    rarer = [_any(group) for _, group in whole]
    groups = [*whole, *joined]
    votes = " + ".join("%s * (r.words @@ %s::tsquery)::int" for _ in groups)
    weighed = [part for uses, group in groups for part in (told(uses), _any(group))]
    return connection.execute(
        f"SELECT {_COLUMNS} FROM (SELECT r.*, {votes} AS votes FROM records r"
        f" WHERE r.words @@ %s::tsquery AND {' AND '.join(where)} ORDER BY votes DESC, r.rank DESC LIMIT %s) r"
        " LEFT JOIN names n ON n.id = r.speaker ORDER BY r.rank DESC".encode(),
        (*weighed, " | ".join(rarer), *values, wanted.limit),
    ).fetchall()


def _uses(connection: Connection, groups: tuple[Collection[str], ...]) -> Iterator[Used]:
    """In how many records the words of each group stand."""
    asked = sorted({word for group in groups for word in group if "\0" not in word})
    rows = connection.execute("SELECT word, uses FROM words WHERE word = ANY(%s)", (asked,)).fetchall()
    known: dict[str, int] = dict(rows)
    for group in groups:
        yield sum(known.get(word, 0) for word in group), tuple(group)


def _bounds(wanted: Wanted, numbers: Mapping[str, int]) -> tuple[list[str], list[Any]]:
    """Part, days, article and collections."""
    where = ["r.collection = ANY(%s)", "r.kind < 100" if wanted.part == Part.QUOTES else "r.kind >= 100"]
    values: list[Any] = [[*numbers.values()]]
    if wanted.since or wanted.until:
        first = wanted.since.toordinal() if wanted.since else 1  # no date is before none
        last = wanted.until.toordinal() if wanted.until else _FOREVER
        where.append("r.rank >= %s AND r.rank < %s")
        values += [first << PER_DAY, (last + 1) << PER_DAY]
    if wanted.article is not None:
        where.append("r.article = ANY(%s)")
        values.append([number(name, wanted.article) for name in numbers])
    return where, values


def _any(group: Collection[str]) -> str:
    kept = [quoted(word) for word in group if TOKEN.fullmatch(word) and len(word) <= LONGEST]
    return f"({' | '.join(kept)})" if kept else _NOTHING


# ---------------------------------------------------------------------- words near one that somebody typed
def near(connection: Connection, spellings: Collection[str], most: int) -> dict[str, tuple[Word, ...]]:
    rows = connection.execute("SELECT key FROM meta WHERE key LIKE 'language:%'").fetchall()
    languages = [key.partition(":")[2] for (key,) in rows]
    return {one: () if "\0" in one else _near(connection, one, languages, most) for one in spellings}


def _near(connection: Connection, spelling: str, languages: list[str], most: int) -> tuple[Word, ...]:
    found = {word.text: word for word in _forms(connection, spelling, languages)}
    if most and keyed(spelling):
        for word in _misspelt(connection, spelling, min(most, slips(spelling))):
            found.setdefault(word.text, word)
    return tuple(word for word in found.values() if word.uses > 0 or word.names > 0)


def _forms(connection: Connection, spelling: str, languages: list[str]) -> list[Word]:
    stemmed = {language: stems([spelling], language)[0] for language in languages}
    asked = [f"{language}:{stem}" for language, stem in stemmed.items()]
    rows = connection.execute("SELECT word FROM stems WHERE stem = ANY(%s)", (asked,)).fetchall()
    forms = {spelling, *stemmed.values(), *(word for (word,) in rows)}
    rows = connection.execute("SELECT word, uses, names FROM words WHERE word = ANY(%s)", (list(forms),)).fetchall()
    return [Word(word, uses, names, True) for word, uses, names in rows]


def _misspelt(connection: Connection, spelling: str, most: int) -> list[Word]:
    rows = connection.execute(
        "SELECT DISTINCT w.word, w.uses, w.names FROM typos t JOIN words w ON w.word = t.word WHERE t.key = ANY(%s)",
        (list(keys(spelling, most)),),
    ).fetchall()
    return nearest(spelling, rows, most)
