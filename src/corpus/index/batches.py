"""Articles on their way into either store: in transactions of a size."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from corpus.index.entries import entered
from corpus.index.protocol import Note
from corpus.index.rows import Entry
from corpus.model import Extraction


@dataclass(frozen=True, slots=True)
class BatchSize:
    """How much one transaction takes in. Set by hand: larger ones are no faster and hold up who else writes."""

    bytes: int = 32_000_000  # of the entries, about: some seconds of work


SIZE = BatchSize()


def batches(found: Iterable[Extraction | Entry]) -> Iterator[list[Entry]]:
    """In transactions of a size; never twice the same article in one."""
    batch: dict[tuple[str, str], Entry] = {}
    size = 0
    for one in found:
        entry = one if isinstance(one, Entry) else entered(one)
        key = (entry.collection, entry.key)
        if key in batch or size > SIZE.bytes:
            yield list(batch.values())
            batch, size = {}, 0
        batch[key] = entry
        size += entry.size
    if batch:
        yield list(batch.values())


class Taking(Protocol):
    """The writer of one transaction, of either store."""

    def take(self, batch: Sequence[Entry]) -> None: ...

    def drop(self, collection: str, articles: Collection[str]) -> None: ...

    def keep(self, collection: str, note: Note) -> None: ...


def put(
    writing: Callable[[], AbstractContextManager[Taking]],
    found: Iterable[Extraction | Entry],
    gone: Collection[str],
    collection: str,
    note: Note | None,
) -> None:
    """What `Store.put` promises; `writing` opens a transaction."""
    for batch in batches(found):
        with writing() as writer:
            writer.take(batch)
    if gone or note:
        with writing() as writer:
            writer.drop(collection, gone)
            writer.keep(collection, note or Note())
