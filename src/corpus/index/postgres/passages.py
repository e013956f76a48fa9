"""The passages of the PostgreSQL index: the same candidates in the same order as SQLite's, weighed by the server."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from heapq import nlargest
from typing import Any

import psycopg

from corpus.index.passages import dense, rarest, unpacked, weighed, weight
from corpus.index.postgres.numbers import number
from corpus.index.postgres.writing import quoted
from corpus.index.protocol import Asked, Passage, Passages
from corpus.model import Article

Connection = psycopg.Connection[tuple[Any, ...]]


def find_passages(
    connection: Connection,
    asked: Asked,
    numbers: Mapping[str, int],
    articles: Callable[[set[int]], dict[int, Article]],
) -> Passages:
    """`numbers`: the collections looked through; `articles` loads articles by their number."""
    count, size, uses = _counts(connection, asked.groups)
    mean = size / count if count else 0.0
    best = _best(connection, asked, uses, count, numbers) if numbers and asked.limit and any(uses) else []
    chosen = nlargest(asked.limit, best, key=lambda row: (dense(row[4], row[2], mean), row[1]))
    texts = articles({row[0] for row in chosen})
    found = tuple(
        Passage(texts[article], unpacked(bytes(block)), length)
        for article, _, length, block, _ in chosen
        if article in texts
    )
    return Passages(found, count, mean, uses)


def _counts(connection: Connection, groups: tuple[Collection[str], ...]) -> tuple[int, int, tuple[int, ...]]:
    """How many passages there are, of how many words in all, and in how many each group stands."""
    asked = sorted({stem for group in groups for stem in group if "\0" not in stem})
    rows = connection.execute(
        "SELECT stem, passages, false FROM passage_stems WHERE stem = ANY(%s)"
        " UNION ALL SELECT key, value::bigint, true FROM meta WHERE key IN ('passages', 'passage words')",
        (asked,),
    ).fetchall()
    known: dict[str, int] = {stem: count for stem, count, total in rows if not total}
    totals: dict[str, int] = {key: count for key, count, total in rows if total}
    uses = tuple(sum(known.get(stem, 0) for stem in group) for group in groups)
    return totals.get("passages", 0), totals.get("passage words", 0), uses


def _best(
    connection: Connection, asked: Asked, uses: tuple[int, ...], count: int, numbers: Mapping[str, int]
) -> list[tuple[Any, ...]]:
    """The heaviest passages, each (article, rank, size, sentences, score). Rare groups are read whole; common ones only
    where a rarer one stands too, so that the work has a bound."""
    groups = [_any(group) for group in asked.groups]
    ranked = sorted((n, at) for at, n in enumerate(uses) if n)
    rare, sign = rarest(uses, asked.limit)
    worth = " + ".join("%s * (stems @@ %s::tsquery)::int" for _ in ranked)
    values: list[Any] = [part for n, at in ranked for part in (weight(count, n), groups[at])]
    where = "stems @@ %s::tsquery AND collection = ANY(%s)"
    bounds: list[Any] = [f" {sign} ".join(groups[at] for at in rare), [*numbers.values()]]
    if asked.article is not None:
        where += " AND article = ANY(%s)"
        bounds.append([number(name, asked.article) for name in numbers])
    return connection.execute(
        "SELECT article, rank, size, sentences, score FROM"
        f" (SELECT article, rank, size, sentences, {worth} AS score FROM passages WHERE {where}) found"
        " ORDER BY score DESC, rank DESC LIMIT %s".encode(),
        (*values, *bounds, weighed(asked.limit)),
    ).fetchall()


def _any(group: Collection[str]) -> str:
    return f"({' | '.join(quoted(stem) for stem in group)})"
