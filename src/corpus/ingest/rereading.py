"""What people have added, read again by a better extraction from the files as they were sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from corpus import extraction_version, readers
from corpus.index import Note, Store
from corpus.index.entries import entered
from corpus.index.rows import Entry
from corpus.ingest import received, uploads
from corpus.ingest.confined import Bounds, confined
from corpus.results import Adding, Failure, Upload


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file holds for this extraction."""

    collection: str
    key: str
    entries: Mapping[str, Entry] = field(default_factory=dict)  # by what each article is called in the file
    reason: str = ""  # why there is none


def read_again(store: Store, *, bounds: Bounds, alone: AbstractContextManager[object]) -> int:
    """-> how many articles were put in anew. Nothing is lost: what can no longer be read stays as it was."""
    stamp = extraction_version.stamp()
    older = [one for one in store.uploads() if one.stamp != stamp]
    if not older:
        return 0
    count = 0
    for results in _results(store, older, bounds):
        for result in results:
            with alone:  # so that nothing comes back that is being removed
                count += _keep(store, result, stamp)
    return count


def _results(store: Store, older: list[Upload], bounds: Bounds) -> Iterator[list[_Read]]:
    """Read in a process of its own, but for one short plain text."""
    batches = _whole(store, older)
    if len(older) == 1:
        first = list(batches)
        if all(received.harmless(received.as_sent(one.name, one.data, "", "")) for [one] in first):
            yield from ([_read(one)] for [one] in first)
            return
        batches = iter(first)
    yield from confined(_read, batches, _lost, bounds=bounds)


def _whole(store: Store, older: list[Upload]) -> Iterator[list[Upload]]:
    """One at a time, for each may be large."""
    for one in older:
        if found := store.upload(one.collection, one.key):
            yield [found]


def _read(one: Upload) -> _Read:
    from corpus.extract import extract  # here, because where nothing is new nobody need wait for it

    sent = received.as_sent(one.name, one.data, one.when, one.collection)
    found = received.parse(sent)
    if isinstance(found, received.Failed):
        return _Read(one.collection, one.key, reason=found.reason)
    try:
        entries = {received.part(article, one.name): entered(extract(article)) for article in found}
    except Exception as error:  # one bad file harms nothing else; its words are not repeated
        return _lost(one, f"it could not be understood ({type(error).__name__})")
    return _Read(one.collection, one.key, entries)


def _lost(one: Upload, reason: str) -> _Read:
    return _Read(one.collection, one.key, reason=reason)


def _keep(store: Store, result: _Read, stamp: str) -> int:
    """The articles that are still in, each in its own place, and the extraction that has read the file."""
    mine = [one for one in uploads.added(store, result.collection) if one.upload == result.key]
    again = {one.path: found for one in mine if (found := _meant(result.entries, one, mine))}
    entries = [
        entry.moved(readers.identity(result.collection, path), path)._replace(collection=result.collection)
        for path, entry in again.items()
    ]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    failures = tuple(Failure(one.path, _told(one, result.reason), now) for one in mine if result.reason)
    files = {one.path: uploads.mark(one) for one in mine if one.path in again}
    note = Note(files, failures, again={result.key: stamp})
    store.put(entries, collection=result.collection, note=note)
    return len(entries)


def _meant(entries: Mapping[str, Entry], one: Adding, mine: list[Adding]) -> Entry | None:
    """The same article; where the file has only one now and had only one before, that one, whatever it is called."""
    if len(entries) == len(mine) == 1:
        return next(iter(entries.values()))
    return entries.get(one.part)


def _told(one: Adding, reason: str) -> str:
    return f"{one.path} cannot be read again: {reason}; it stays as it was read before."
