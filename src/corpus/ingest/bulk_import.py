"""Lines of an export into the index: read and understood by several processes, written by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from corpus import jsonl
from corpus.corrections import Correction
from corpus.index import Note, Store
from corpus.index.entries import entered
from corpus.index.rows import Entry
from corpus.ingest import kept, sweep, uploads
from corpus.ingest.worker_pool import spread
from corpus.results import Adding, Upload


@dataclass(frozen=True, slots=True)
class SheafSize:
    """How much is handed to another process at once. Set by hand: a second of work, so that handing over costs little
    of it."""

    characters: int = 600_000  # of the lines: some hundreds of articles


_SIZE = SheafSize()


Line = tuple[str, str]  # the place, as told of a fault in it, and what stands there


class _Sheaf(NamedTuple):
    entries: list[Entry]
    corrections: list[Correction]
    added: list[Adding]
    sent: list[Upload]


def load(store: Store, rows: Iterable[Line]) -> int:
    """-> articles taken. A faulty line stops the import before anything of its transaction is stored; corrections,
    and who added what, are put in last, for they may stand anywhere."""
    count, corrections, added = 0, list[Correction](), list[Adding]()
    sheaves = spread(_entries, _sheaves(rows))
    sent: list[Upload] | None = []

    def counted() -> Iterator[Entry]:
        """Up to the next files that were sent, which take too much memory to be gathered."""
        nonlocal count, sent
        sent = None
        for sheaf in sheaves:
            count += len(sheaf.entries)
            corrections.extend(sheaf.corrections)
            added.extend(sheaf.added)
            yield from sheaf.entries
            if sheaf.sent:
                sent = sheaf.sent
                return

    while sent is not None:
        store.put(counted())
        for upload in sent or ():
            store.put((), collection=upload.collection, note=Note(kept=(upload,)))
    if corrections:
        store.amend(corrections)
    for collection, marks in _marks(added).items():
        store.put((), collection=collection, note=Note(marks))
    return count


def _marks(added: Iterable[Adding]) -> dict[str, dict[str, str]]:
    """Collection -> path -> fingerprint."""
    found: dict[str, dict[str, str]] = {}
    for one in added:
        found.setdefault(one.collection, {})[one.path] = uploads.mark(one)
    return found


def _sheaves(rows: Iterable[Line]) -> Iterator[list[Line]]:
    sheaf: list[Line] = []
    size = 0
    for row in rows:
        sheaf.append(row)
        size += len(row[1])
        if size > _SIZE.characters:
            yield sheaf
            sheaf, size = [], 0
    if sheaf:
        yield sheaf


def _entries(rows: list[Line]) -> _Sheaf:
    found = _Sheaf([], [], [], [])
    for where, line in rows:
        row = jsonl.parsed(line, where)
        if made := jsonl.correction_in(row, where):
            found.corrections.append(made)
        elif added := _added_in(row, where):
            found.added.append(added)
        elif upload := kept.read(row, where):
            found.sent.append(upload)
        else:
            found.entries.append(entered(sweep.completed(jsonl.imported(row, where))))
    return found


def _added_in(row: object, where: str) -> Adding | None:
    """Who added an article, of a line of `export`; None where the line is something else."""
    if not isinstance(row, Mapping) or "added" not in row:
        return None
    fields = jsonl.Fields(row["added"], f"{where}, added")
    named = fields.text("collection"), fields.text("path"), fields.text("by"), fields.text("when")
    return Adding(*named, fields.maybe("upload") or "", fields.maybe("part") or "")
