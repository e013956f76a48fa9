"""A new SQLite index out of what can still be read of a damaged one; the old file is kept."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from corpus.corrections import Correction
from corpus.errors import StoreError
from corpus.index import codec
from corpus.index.protocol import ADDED_BY, Note, Origin
from corpus.index.sqlite import schema
from corpus.index.sqlite.store import SqliteStore
from corpus.model import Extraction
from corpus.results import Upload

_SIDES = ("", "-wal", "-shm")


class Rebuilt(NamedTuple):
    """What became of a damaged index; `corrections_lost` are the corrections lost, as far as they can be counted."""

    kept: int  # articles
    lost: int
    corrections_lost: int
    old: Path  # where the damaged file is now


def rebuild(path: Path) -> Rebuilt:
    """Makes a new index out of what can be read of this one.

    The new index takes the place of the old one only when it is whole. Where something was lost it forgets which files
    it has seen, so that the next sweep reads all of them again; who added what no folder holds it keeps. Raises
    StoreError when there is no index, or the file is another program's."""
    if not path.is_file():
        raise StoreError(f"There is no index {path}; `ingest` makes one.")
    fresh = path.with_name(f"{path.name}.new")
    _remove(fresh)
    tally = [0, 0]
    made, corrections_lost = _corrections(path)
    store = SqliteStore(str(fresh))
    try:
        store.amend(made)
        store.put(_readable(path, tally))
        for collection, files in _files(path):
            files = {file: mark for file, mark in files.items() if not tally[1] or mark.startswith(ADDED_BY)}
            store.put((), collection=collection, note=Note(files))
        for upload in _uploads(path):
            store.put((), collection=upload.collection, note=Note(kept=(upload,)))
    except BaseException:
        store.close()
        _remove(fresh)
        raise
    store.close()
    old = _aside(path)
    fresh.replace(path)
    return Rebuilt(tally[0], tally[1], corrections_lost, old)


def _readable(path: Path, tally: list[int]) -> Iterator[Extraction]:
    """Article by article, for a damaged page loses only what stands on it."""
    with closing(_opened(path)) as connection:
        names = dict(connection.execute("SELECT id, name FROM collections").fetchall())
        (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()
        for row_id in _ids(connection, last):
            try:
                row = connection.execute(
                    f"SELECT {codec.WHOLE}, collection, {codec.ARTICLE_COLUMNS} FROM articles WHERE id = ?",
                    (row_id,),
                ).fetchone()
                if row is None:
                    continue
                found = codec.unpack(Origin._make((*row[3:], names[row[2]])).article(), *row[:2])
            except Exception:  # whatever a damaged page holds in place of an article
                tally[1] += 1
                continue
            tally[0] += 1
            yield found


def _ids(connection: sqlite3.Connection, last: int) -> Iterator[int]:
    """The ids of the articles; where their list is damaged, every id there could be."""
    try:
        ids = [row_id for (row_id,) in connection.execute("SELECT id FROM articles ORDER BY id")]
    except sqlite3.Error:
        ids = list(range(1, last + 1))
    yield from ids


def _files(path: Path) -> list[tuple[str, dict[str, str]]]:
    """What the last sweep knew of each collection's files; nothing where that cannot be read."""
    found: dict[str, dict[str, str]] = {}
    try:
        with closing(_opened(path)) as connection:
            rows = connection.execute(
                "SELECT c.name, f.path, f.fingerprint FROM files f JOIN collections c ON c.id = f.collection"
                " WHERE f.fingerprint IS NOT NULL AND f.reason IS NULL"
            )
            for name, file, mark in rows:
                found.setdefault(name, {})[file] = mark
    except (sqlite3.Error, StoreError):
        return []
    return list(found.items())


def _uploads(path: Path) -> Iterator[Upload]:
    """The files people have sent, one by one: their articles are kept whether these can be read or not."""
    with closing(_opened(path)) as connection, suppress(sqlite3.Error):
        for row_id, collection in connection.execute(
            "SELECT u.rowid, c.name FROM uploads u JOIN collections c ON c.id = u.collection"
        ):
            with suppress(sqlite3.Error, zlib.error):
                row = connection.execute(
                    f"SELECT {codec.UPLOAD_COLUMNS}, data FROM uploads WHERE rowid = ?", (row_id,)
                ).fetchone()
                yield codec.upload(collection, row)


def _corrections(path: Path) -> tuple[list[Correction], int]:
    """What people corrected, oldest first, and how many corrections are lost: one by one, as with the articles."""
    found: list[Correction] = []
    with closing(_opened(path)) as connection:
        rows, lost = _corrected(connection)
        for row_id in rows:
            try:
                row = connection.execute(
                    f"SELECT {codec.CORRECTION_COLUMNS} FROM corrections NOT INDEXED WHERE rowid = ?", (row_id,)
                ).fetchone()
                found.append(codec.correction(row))
            except Exception:  # whatever a damaged page holds in place of a correction
                lost += 1
    return sorted(found, key=lambda one: one.hand.when), lost


def _corrected(connection: sqlite3.Connection) -> tuple[list[int], int]:
    """The rows of the corrections, in their order, and how many more there must be. They are listed twice, in the table
    and in the index of its key; where neither list is whole, nobody can say how many are missing: it counts as one."""
    listed: set[int] = set()
    whole = False
    for order in ("rowid", "id"):
        try:
            for (row_id,) in connection.execute(f"SELECT rowid FROM corrections ORDER BY {order}"):
                listed.add(row_id)
            whole = True
        except sqlite3.Error as error:
            if "no such table" in str(error):  # the index was made before anything could be corrected
                return [], 0
    return sorted(listed), 0 if whole else 1


def _opened(path: Path) -> sqlite3.Connection:
    connection = schema.connect(path)
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error as error:
        raise schema.broken(path, error) from error
    if application != schema.FILE.mark:
        raise StoreError(f"{path} is no index of ours; move it away and ingest again.")
    return connection


def _aside(path: Path) -> Path:
    """Moves the old index and its journal out of the way, beside it."""
    number = 1
    while (old := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    for side in _SIDES:
        there = path.with_name(path.name + side)
        if there.exists():
            there.replace(old.with_name(old.name + side))
    return old


def _remove(path: Path) -> None:
    for side in _SIDES:
        path.with_name(path.name + side).unlink(missing_ok=True)
