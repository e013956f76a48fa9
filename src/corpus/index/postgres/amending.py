"""Corrections into the PostgreSQL index and out of it, with the articles they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import psycopg

from corpus.corrections import Correction
from corpus.index.postgres.numbers import number
from corpus.index.postgres.writing import NUMBERS, anew, clean, corrections, forget, keep
from corpus.model import SEEDS


def amend(connection: psycopg.Connection, made: Iterable[Correction], undone: Collection[str]) -> None:
    """What `Store.amend` promises, inside a transaction."""
    changed = [*made, *(one for one in corrections(connection) if one.id in undone)]
    keep(connection, (one for one in changed if one.id not in undone))
    forget(connection, undone)
    names: dict[int, str] = dict(connection.execute("SELECT id, name FROM collections").fetchall())
    ids = sorted({row for one in changed for row in _concerned(connection, one, names)})
    for at in range(0, len(ids), NUMBERS.anew):
        anew(connection, "a.id = ANY(%s)", ids[at : at + NUMBERS.anew])


def _concerned(connection: psycopg.Connection, one: Correction, names: Mapping[int, str]) -> list[int]:
    """The articles a correction is about, of those that may be in, with the other versions of their stories."""
    inside = [at for at, name in names.items() if one.collection in (SEEDS, name)]
    if one.article:
        meant = [number(names[at], one.article) for at in inside]
        versions = connection.execute(
            "SELECT id FROM articles WHERE collection = ANY(%s)"
            " AND story IN (SELECT story FROM articles WHERE id = ANY(%s) AND story IS NOT NULL)",
            (inside, meant),
        ).fetchall()
        return [*meant, *(row for (row,) in versions)]
    called = [number(str(at), name) for at in inside for name in (one.spelling, one.value)]
    rows = connection.execute(
        "SELECT article FROM appearances WHERE name = ANY(%s) OR name IN (SELECT n.id FROM aliases a JOIN names n"
        " ON n.id = a.name WHERE a.alias = %s AND n.collection = ANY(%s))",
        (called, clean(one.spelling), inside),
    ).fetchall()
    return [row for (row,) in rows]
