"""The words of the SQLite index near one that somebody typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from corpus.analysis.spelling import keyed, keys, slips, stems
from corpus.index.near_words import nearest
from corpus.index.protocol import Word
from corpus.index.sqlite.schema import marks


def near(connection: sqlite3.Connection, spellings: Collection[str], most: int) -> dict[str, tuple[Word, ...]]:
    languages = [
        key.partition(":")[2]
        for (key,) in connection.execute("SELECT key FROM meta WHERE key >= 'language:' AND key < 'language;'")
    ]
    return {spelling: _near(connection, spelling, languages, most) for spelling in spellings}


def _near(connection: sqlite3.Connection, spelling: str, languages: list[str], most: int) -> tuple[Word, ...]:
    found = {word.text: word for word in _forms(connection, spelling, languages)}
    if most and keyed(spelling):
        for word in _misspelt(connection, spelling, min(most, slips(spelling))):
            found.setdefault(word.text, word)
    return tuple(word for word in found.values() if word.uses > 0 or word.names > 0)


def _forms(connection: sqlite3.Connection, spelling: str, languages: list[str]) -> list[Word]:
    stemmed = {language: stems([spelling], language)[0] for language in languages}
    forms = {spelling, *stemmed.values()}
    for (form,) in connection.execute(
        f"SELECT word FROM stems WHERE stem IN ({marks(stemmed)})",
        [f"{language}:{stem}" for language, stem in stemmed.items()],
    ):
        forms.add(form)
    rows = connection.execute(f"SELECT word, uses, names FROM words WHERE word IN ({marks(forms)})", tuple(forms))
    return [Word(word, uses, names, True) for word, uses, names in rows]


def _misspelt(connection: sqlite3.Connection, spelling: str, most: int) -> list[Word]:
    wanted = keys(spelling, most)
    rows = connection.execute(
        f"SELECT word, uses, names FROM words WHERE id IN (SELECT word FROM typos WHERE key IN ({marks(wanted)}))",
        tuple(wanted),
    ).fetchall()
    return nearest(spelling, rows, most)
