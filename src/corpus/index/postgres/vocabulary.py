"""The words of the PostgreSQL index near one that somebody typed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import psycopg
from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.analysis.spelling import keyed, slips, stems
from corpus.index.near_words import nearest
from corpus.index.postgres.writing import signed
from corpus.index.protocol import Word

Connection = psycopg.Connection[tuple[Any, ...]]


def near(
    connection: Connection, spellings: Collection[str], most: int, languages: Collection[str]
) -> dict[str, tuple[Word, ...]]:
    asked = [one for one in spellings if "\0" not in one]
    forms: dict[str, set[str]] = {one: {one} for one in asked}
    slipped: dict[str, list[str]] = {one: [] for one in asked}
    stemmed: dict[str, list[str]] = {}  # stem -> what was asked
    for language in languages:
        for one, stem in zip(asked, stems(asked, language), strict=True):
            forms[one].add(stem)
            stemmed.setdefault(f"{language}:{stem}", []).append(one)
    typed = [one for one in asked if most and keyed(one)]
    for stem, one, word in connection.execute(
        "SELECT stem, '', word FROM stems WHERE stem = ANY(%s) UNION ALL SELECT '', asked, near.word"
        " FROM unnest(%s::text[], %s::text[]) k (asked, keys) CROSS JOIN LATERAL"
        " (SELECT s.word FROM spellings s WHERE s.keys && k.keys::integer[] OFFSET 0) near",
        (list(stemmed), typed, [_array(signed(one, min(most, slips(one)))) for one in typed]),
    ):
        for each in stemmed.get(stem, ()):
            forms[each].add(word)
        if one:
            slipped[one].append(word)
    for one, listed in slipped.items():
        near = process.extract(one, listed, scorer=OSA.distance, score_cutoff=min(most, slips(one)), limit=None)
        slipped[one] = [word for word, _, _ in near]
    known = _words(connection, {word for listed in (*forms.values(), *slipped.values()) for word in listed})
    return {one: tuple(_near(one, forms, slipped, known, most)) for one in asked} | dict.fromkeys(
        set(spellings) - set(asked), ()
    )


def _near(
    one: str, forms: dict[str, set[str]], slipped: dict[str, list[str]], known: dict[str, tuple[int, int]], most: int
) -> Iterator[Word]:
    found = {word: Word(word, *known[word], True) for word in forms[one] if word in known}
    rows = [(word, *known[word]) for word in slipped[one] if word in known]
    for word in nearest(one, rows, min(most, slips(one))):
        found.setdefault(word.text, word)
    return (word for word in found.values() if word.uses > 0 or word.names > 0)


def _words(connection: Connection, asked: set[str]) -> dict[str, tuple[int, int]]:
    rows = connection.execute("SELECT word, uses, names FROM words WHERE word = ANY(%s)", (list(asked),))
    return {word: (uses, names) for word, uses, names in rows}


def _array(numbers: Collection[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"
