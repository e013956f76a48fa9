"""Lines of an export into the index: read and understood by several processes, written by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus import jsonl
from corpus.corrections import Correction
from corpus.index import Store
from corpus.index.entries import entered
from corpus.index.rows import Entry
from corpus.ingest import sweep
from corpus.ingest.worker_pool import spread

_SHEAF = 600_000  # characters handed to another process at once: some hundreds of articles

Line = tuple[str, str]  # the place, as told of a fault in it, and what stands there


def load(store: Store, rows: Iterable[Line]) -> int:
    """-> articles taken. A faulty line stops the import before anything of its transaction is stored; corrections are
    put in last, for they may stand anywhere."""
    count, corrections = 0, list[Correction]()

    def counted() -> Iterator[Entry]:
        nonlocal count
        for entries, made in spread(_entries, _sheaves(rows)):
            count += len(entries)
            corrections.extend(made)
            yield from entries

    store.put(counted())
    if corrections:
        store.amend(corrections)
    return count


def _sheaves(rows: Iterable[Line]) -> Iterator[list[Line]]:
    sheaf: list[Line] = []
    size = 0
    for row in rows:
        sheaf.append(row)
        size += len(row[1])
        if size > _SHEAF:
            yield sheaf
            sheaf, size = [], 0
    if sheaf:
        yield sheaf


def _entries(rows: list[Line]) -> tuple[list[Entry], list[Correction]]:
    entries, corrections = [], []
    for where, line in rows:
        row = jsonl.parsed(line, where)
        if made := jsonl.correction_in(row, where):
            corrections.append(made)
        else:
            entries.append(entered(sweep.completed(jsonl.imported(row, where))))
    return entries, corrections
