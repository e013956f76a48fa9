"""Files into the index: a sweep of a folder takes in what is new or changed and lets go of what is gone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from corpus import extraction_version, readers
from corpus.errors import CorpusError, WrongUse
from corpus.index import Note, Store
from corpus.index.entries import entered
from corpus.index.rows import Entry
from corpus.ingest.worker_pool import spread
from corpus.languages import detect
from corpus.model import SEEDS, Extraction
from corpus.results import Failure, Totals

Progress = Callable[[int, int], None]
CLAIM = 50  # files a transaction: what a stopped sweep may have to do again
_ALONE = 4  # as many times that are read before other processes help, which take a second to start


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read; its shown path and its id are relative to `root`."""

    file: Path
    root: Path

    @property
    def path(self) -> str:
        within = self.file.is_relative_to(self.root)
        return (self.file.relative_to(self.root) if within else self.file).as_posix()


class _Claimed(NamedTuple):
    """Files to be read, with their fingerprints; `seen`: how many files of the sweep are done with them."""

    seen: int
    collection: str
    files: list[tuple[Source, str]]


class _Read(NamedTuple):
    """What has become of a file: an entry, or the reason why there is none."""

    path: str
    mark: str
    entry: Entry | None
    reason: str


def sources(paths: Iterable[Path]) -> list[Source]:
    """The readable files of files and folders, sorted, hidden ones left out. Raises WrongUse for a path not there.

    A file that is named outright is taken whatever its suffix, so that its reader can say why not.
    """
    found: dict[Path, Source] = {}
    for path in paths:
        whole = path.absolute()
        root = _root(whole)
        if whole.is_dir():
            files = [file for file in sorted(whole.rglob("*")) if _ours(file, whole)]
        elif whole.exists():
            files = [whole]
        else:
            raise WrongUse(f"There is no file or folder {str(path)!r}; check the name.")
        for file in files:
            found.setdefault(file, Source(file, root))
    return list(found.values())


def _root(path: Path) -> Path:
    here = Path.cwd()
    return here if path.is_relative_to(here) and path != here else path.parent


def _ours(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in readers.SUFFIXES and file.is_file()


def take(store: Store, paths: Iterable[Path], *, collection: str = SEEDS, progress: Progress | None = None) -> Totals:
    """Files and folders into the store; a file that has left one of the folders leaves the store too."""
    paths = list(paths)
    wanted = sources(paths)
    inside = [Source(path.absolute(), _root(path.absolute())).path + "/" for path in paths if path.is_dir()]
    return _Sweep(store, collection, progress).run(wanted, inside)


def sweep(store: Store, folder: Path, *, collection: str = SEEDS, progress: Progress | None = None) -> Totals:
    """The whole folder. Raises WrongUse where there is no such folder."""
    if not folder.is_dir():
        formats = ", ".join(sorted(readers.SUFFIXES))
        raise WrongUse(f"There is no folder {str(folder)!r}; make it and put articles ({formats}) into it.")
    return take(store, [folder], collection=collection, progress=progress)


class _Sweep:
    """One run: what was known before, what is to be stored next, and what has been done."""

    def __init__(self, store: Store, collection: str, progress: Progress | None) -> None:
        self.store, self.collection, self.progress = store, collection, progress
        state = store.state((collection,))
        self.known = dict(state.files)
        self.failing = {failure.path for failure in state.failures}
        self.totals = Totals()
        self.told = 0  # files the caller knows to be done
        self.ready: list[Entry] = []
        self.files: dict[str, str] = {}
        self.failures: list[Failure] = []

    def run(self, wanted: list[Source], inside: list[str]) -> Totals:
        gone = self._gone(wanted, inside)
        for seen, results in spread(_read, self._claimed(wanted), alone=_ALONE, ahead=4):
            for result in results:
                self._note(result)
            self._keep()
            self._tell(seen, len(wanted))
        self.totals.gone = len(gone)
        self._keep(gone)
        self._tell(len(wanted), len(wanted))
        return self.totals

    def _claimed(self, wanted: list[Source]) -> Iterator[_Claimed]:
        """What is new or changed and not another process's, some files at a time."""
        for first in range(0, len(wanted), CLAIM):
            batch = wanted[first : first + CLAIM]
            fresh = {source.path: (source, mark) for source in batch for mark in [self._news(source)] if mark}
            if not fresh:
                continue
            mine = self.store.claim(self.collection, {path: mark for path, (_, mark) in fresh.items()})
            self.totals.unchanged += len(fresh) - len(mine)  # taken in by another process meanwhile
            yield _Claimed(first + len(batch), self.collection, [file for path, file in fresh.items() if path in mine])

    def _news(self, source: Source) -> str:
        """The fingerprint of a file that is new or has changed; empty for one that is as it was."""
        path = source.path
        known = self.known.get(path, "")
        quick = _quick(source.file)
        if known.startswith(f"{quick} ") and path not in self.failing:
            self.totals.unchanged += 1
            return ""
        mark = f"{quick} {_digest(source.file)}"
        if known.partition(" ")[2] == mark.partition(" ")[2] and path not in self.failing:
            self.totals.unchanged += 1  # touched, with the same content
            self.files[path] = mark
            return ""
        return mark

    def _tell(self, seen: int, of: int) -> None:
        if self.progress:
            for number in range(self.told + 1, seen + 1):
                self.progress(number, of)
        self.told = max(seen, self.told)

    def _note(self, result: _Read) -> None:
        if result.entry is None:
            failure = Failure(result.path, result.reason, _now())
            self.failures.append(failure)
            self.totals.failures.append(failure)
            self.totals.failed += 1
            return
        self.ready.append(result.entry)
        self.files[result.path] = result.mark
        self.totals.changed += result.path in self.known
        self.totals.added += result.path not in self.known

    def _gone(self, wanted: list[Source], inside: list[str]) -> list[str]:
        """Paths on record under the swept folders that are no longer there."""
        there = {source.path for source in wanted}
        return [
            path
            for path in [*self.known, *(self.failing - set(self.known))]
            if path not in there and any(path.startswith(folder) for folder in inside)
        ]

    def _keep(self, gone: Collection[str] = ()) -> None:
        ids = [readers.identity(self.collection, path) for path in gone]
        note = Note(files=self.files, failures=tuple(self.failures), gone=gone, swept=_now())
        self.store.put(self.ready, gone=ids, collection=self.collection, note=note)
        self.ready, self.files, self.failures = [], {}, []


def _read(claimed: _Claimed) -> tuple[int, list[_Read]]:
    return claimed.seen, [_read_one(source, mark, claimed.collection) for source, mark in claimed.files]


def _read_one(source: Source, mark: str, collection: str) -> _Read:
    from corpus.extract import extract  # here, because a folder where nothing is new need not wait for it

    path = source.path
    try:
        found = extract(readers.read(source.file, source.root, collection=collection))
        return _Read(path, mark, entered(found), "")
    except CorpusError as error:
        return _Read(path, mark, None, str(error))
    except Exception as error:  # one bad file harms nothing else
        told = f"{path} could not be understood ({type(error).__name__}: {error}); the rest go on."
        return _Read(path, mark, None, told)


def _quick(file: Path) -> str:
    """What can be told of a file without reading it, and of the program that would read it."""
    try:
        status = file.stat()
    except OSError:
        return "0:0"
    return f"{status.st_size}:{status.st_mtime_ns}:{extraction_version.stamp()}"


def _digest(file: Path) -> str:
    try:
        return f"{hashlib.sha256(file.read_bytes()).hexdigest()[:32]}:{extraction_version.stamp()}"
    except OSError:
        return ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def completed(extraction: Extraction) -> Extraction:
    """An imported article with its sentences found where the line carries none, so that it can be asked."""
    if extraction.sentences:
        return extraction
    from corpus.extract.structure import blocks, sentences

    article = extraction.article
    if not article.language:
        article = replace(article, language=detect(article.text))
    divided = extraction.blocks or blocks.divide(article, article.language)
    found = sentences.split(article.text, divided, article.language)
    return replace(extraction, article=article, blocks=divided, sentences=found)
