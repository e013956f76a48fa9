"""Files into the index: a sweep of a folder takes in what is new or changed and lets go of what is gone."""

from __future__ import annotations

import hashlib
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

from corpus import extraction_version, limits, readers
from corpus.errors import WrongUse
from corpus.index import PASSED, Note, Store
from corpus.index.rows import Entry
from corpus.ingest import reading
from corpus.ingest.confined import Bounds, confined
from corpus.ingest.folder import Folder, Source, listed, root_of
from corpus.ingest.reading import Result, Wanted
from corpus.languages import detect
from corpus.model import SEEDS, Extraction
from corpus.results import Failure, Totals

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SweepSteps:
    """How a sweep divides its work. Set by hand: starting a process takes a second, and so does what may have to be
    done again."""

    claim: int = 50  # files a transaction: what a stopped sweep may have to do again
    alone: int = 4  # claims of short plain texts that are read in this process


STEPS = SweepSteps()

_PART = "#"  # between the name of a file and what one of its articles is called


def sources(paths: Iterable[Path]) -> list[Source]:
    """The readable files of files and folders, sorted. Raises WrongUse for a path not there."""
    return listed(paths).sources


def take(
    store: Store,
    paths: Iterable[Path],
    *,
    collection: str = SEEDS,
    progress: Progress | None = None,
    bounds: Bounds | None = None,
) -> Totals:
    """Files and folders into the store; a file that has left one of the folders leaves the store too."""
    paths = list(paths)
    inside = [Source(path.absolute(), root_of(path.absolute())).path + "/" for path in paths if path.is_dir()]
    return _Sweep(store, collection, progress, bounds or Bounds()).run(listed(paths), inside)


def sweep(
    store: Store,
    folder: Path,
    *,
    collection: str = SEEDS,
    progress: Progress | None = None,
    bounds: Bounds | None = None,
) -> Totals:
    """The whole folder. Raises WrongUse where there is no such folder."""
    if not folder.is_dir():
        formats = ", ".join(sorted(readers.SUFFIXES))
        raise WrongUse(f"There is no folder {str(folder)!r}; make it and put articles ({formats}) into it.")
    return take(store, [folder], collection=collection, progress=progress, bounds=bounds)


class _Sweep:
    """One run: what was known before, what is to be stored next, and what has been done."""

    def __init__(self, store: Store, collection: str, progress: Progress | None, bounds: Bounds) -> None:
        self.store, self.collection, self.progress, self.bounds = store, collection, progress, bounds
        state = store.state((collection,))
        self.known = dict(state.files)
        self.failing = {failure.path: failure for failure in state.failures if not failure.passed}
        self.parts = _by_file(self.known)
        self.totals = Totals()
        self.told = 0  # files the caller knows to be done
        self.seen: deque[int] = deque()  # how many files are done with each batch that is being read
        self.ready: list[Entry] = []
        self.files: dict[str, str] = {}
        self.failures: list[Failure] = []
        self.gone: list[str] = []

    def run(self, found: Folder, inside: list[str]) -> Totals:
        wanted = found.sources
        gone = self._gone(found, inside)
        self._pass_over(found)
        for results in self._results(self._claimed(wanted)):
            for result in results:
                self._note(result)
            self._keep()
            self._tell(self.seen.popleft(), len(wanted))
        self.totals.gone = len({path.partition(_PART)[0] for path in gone})
        self.gone += gone
        self._keep()
        self._tell(len(wanted), len(wanted))
        return self.totals

    def _results(self, batches: Iterator[list[Wanted]]) -> Iterator[list[Result]]:
        """Everything is read in a process of its own, but for a few short plain texts."""
        first = list(islice(batches, STEPS.alone + 1))
        if len(first) <= STEPS.alone and all(wanted.source.harmless for batch in first for wanted in batch):
            yield from (list(map(reading.read, batch)) for batch in first)
            return
        yield from confined(reading.read, chain(first, batches), reading.lost, bounds=self.bounds)

    def _claimed(self, wanted: list[Source]) -> Iterator[list[Wanted]]:
        """What is new or changed and not another process's, some files at a time."""
        for first in range(0, len(wanted), STEPS.claim):
            batch = wanted[first : first + STEPS.claim]
            fresh = {source.path: (source, mark) for source in batch for mark in [self._news(source)] if mark}
            if not fresh:
                continue
            mine = self.store.claim(self.collection, {path: mark for path, (_, mark) in fresh.items()})
            self.totals.unchanged += len(fresh) - len(mine)  # taken in by another process meanwhile
            self.seen.append(first + len(batch))
            yield [Wanted(source, mark, self.collection) for path, (source, mark) in fresh.items() if path in mine]

    def _news(self, source: Source) -> str:
        """The fingerprint of a file that is new or has changed; empty for one that is as it was."""
        path = source.path
        known = self.known.get(path, "")
        quick = _quick(source.file)
        if known.startswith(f"{quick} ") and (path not in self.failing or known.endswith(self._limits())):
            self._as_it_was(path)
            return ""
        mark = f"{quick} {_digest(source.file)}"
        if known.partition(" ")[2] == mark.partition(" ")[2] and path not in self.failing:
            self.totals.unchanged += 1  # touched, with the same content
            self.files[path] = mark
            return ""
        return mark

    def _limits(self) -> str:
        return f" {self.bounds.megabytes} MB {self.bounds.seconds:g} s"

    def _as_it_was(self, path: str) -> None:
        """What could not be read then cannot be read now; it is counted and named again, not tried again."""
        failure = self.failing.get(path)
        self.totals.unchanged += failure is None
        self.totals.failed += failure is not None
        self.totals.failures += [failure] if failure else []

    def _tell(self, seen: int, of: int) -> None:
        if self.progress:
            for number in range(self.told + 1, seen + 1):
                self.progress(number, of)
        self.told = max(seen, self.told)

    def _note(self, result: Result) -> None:
        path = result.path
        if result.reason:
            self.failures.append(Failure(path, result.reason, _now()))
            self.totals.failures.append(self.failures[-1])
            self.totals.failed += 1
            if result.lasting:
                self.files[path] = result.mark + self._limits()  # with other limits it may be read
            return
        self.ready += [entry for _, entry in result.entries]
        self.files |= {path: result.mark} | {part: result.mark for part, _ in result.entries}
        self.gone += self.parts.get(path, set()) - {part for part, _ in result.entries}
        self.totals.remarks += [f"{path}: {remark}." for remark in result.remarks]
        before = path in self.known and path not in self.failing
        self.totals.changed += before
        self.totals.added += not before

    def _pass_over(self, found: Folder) -> None:
        for path, reason in found.passed.items():
            failure = Failure(path, reason, _now(), passed=True)
            self.totals.passed.append(failure)
            if self.known.get(path) != PASSED:
                self.failures.append(failure)
                self.files[path] = PASSED

    def _gone(self, found: Folder, inside: list[str]) -> list[str]:
        """Paths on record under the swept folders that are no longer there."""
        there = {source.path for source in found.sources} | found.passed.keys()
        return [
            path
            for path in dict.fromkeys([*self.known, *self.failing])
            if path not in there
            and path.rpartition(_PART)[0] not in there
            and any(path.startswith(folder) for folder in inside)
        ]

    def _keep(self) -> None:
        ids = [readers.identity(self.collection, path) for path in self.gone]
        note = Note(files=self.files, failures=tuple(self.failures), gone=self.gone, swept=_now())
        self.store.put(self.ready, gone=ids, collection=self.collection, note=note)
        self.ready, self.files, self.failures, self.gone = [], {}, [], []


def _by_file(known: Iterable[str]) -> dict[str, set[str]]:
    """The articles of files that have several."""
    found: dict[str, set[str]] = {}
    for path in known:
        file, _, part = path.rpartition(_PART)
        if file and part:
            found.setdefault(file, set()).add(path)
    return found


def _quick(file: Path) -> str:
    """What can be told of a file without reading it, and of the program that would read it."""
    try:
        status = file.stat()
    except OSError:
        return "0:0"
    return f"{status.st_size}:{status.st_mtime_ns}:{extraction_version.stamp()}"


def _digest(file: Path) -> str:
    """Of the content; of the size alone where that is more than is read."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > limits.FILE:
            return f"{status.st_size}:{extraction_version.stamp()}"
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
