"""Keeps the index up with its folders, in a thread of its own, so that no question waits for it."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from corpus.errors import CorpusError
from corpus.library import Library

_log = logging.getLogger(__name__)
logging.getLogger("watchfiles").setLevel(logging.WARNING)  # a line for each change, and the log may be in the folder
_TURN = 1.0  # seconds after which the thread looks whether it is to stop
_GATHER, _STEP = 400, 100  # milliseconds in which changes are taken together, and between two looks at them
_REST = 0.4  # seconds a file must have stayed the same: it may still be being copied
_LONGEST = 60.0  # seconds a file that never rests is waited for


class Stopped(Exception):
    """Leaves a sweep between two files; what it has taken in stays."""


class Follow:
    def __init__(self, library: Library, folders: Sequence[Path], seconds: float) -> None:
        """The system tells what changes; where it cannot, and anyway every so many `seconds`, the folders are looked
        through. 0: only once."""
        self._library, self._folders, self._seconds = library, folders, seconds
        self._stop = threading.Event()
        self._blind = False  # nothing can be watched here
        self._named: set[tuple[str, str]] = set()  # files that are not read, and why, as the log has named them

    def start(self) -> None:
        # A daemon: a file that takes long must not hold the process when it is told to stop.
        threading.Thread(target=self._run, name="follow", daemon=True).start()

    def stop(self) -> None:
        self._stop.set()

    def _run(self) -> None:
        self._sweep()
        while self._seconds and not self._stop.is_set():
            for _ in self._changes():
                self._sweep()

    # ------------------------------------------------------------------ watching
    def _changes(self) -> Iterator[None]:
        """Yields when something has changed and come to rest, or when it is time to look anyway. Ends where others
        are to be watched."""
        there = [folder for folder in self._folders if folder.is_dir()]
        if len(there) < len(self._folders):
            self._stop.wait(self._seconds)
            yield
            return
        looked = 0.0  # a file may have come between the first look and this moment
        places = _places(there)
        try:
            for changed in self._watched(places):
                if changed:
                    self._settle(changed)
                if self._stop.is_set():
                    return
                if changed or time.monotonic() - looked >= self._seconds:
                    yield
                    looked = time.monotonic()
                if changed and _places(there) != places:  # a folder has come or gone
                    return
                if not all(folder.is_dir() for folder in there):
                    return
        except (ImportError, OSError, RuntimeError) as error:  # such as too many watched files for the system
            if not self._blind:
                _log.info("Changes are looked for every %g seconds: %s", self._seconds, error)
            self._blind = True
            self._stop.wait(self._seconds)
            yield

    def _watched(self, folders: Collection[str]) -> Iterator[Collection[str]]:
        """The paths that have changed in these folders and not below; none where a turn has passed without a change."""
        from watchfiles import watch  # here, because a face that only answers need not wait for it

        turn = int(1000 * min(self._seconds, _TURN))
        told = watch(
            *folders,
            stop_event=self._stop,
            rust_timeout=max(1, turn),
            yield_on_timeout=True,
            debounce=_GATHER,
            step=_STEP,
            raise_interrupt=False,
            recursive=False,  # it would follow links, which may lead to the index, or round in a circle
        )
        for changes in told:
            yield {path for _, path in changes}

    def _settle(self, paths: Collection[str]) -> None:
        """Waits until what has changed stays as it is."""
        end = time.monotonic() + _LONGEST
        before = _look(paths)
        while time.monotonic() < end and not self._stop.wait(_REST):
            now = _look(paths)
            if now == before:
                return
            before = now

    # ------------------------------------------------------------------ reading
    def _sweep(self) -> None:
        for folder in self._folders:
            self._sweep_one(folder)

    def _sweep_one(self, folder: Path) -> None:
        try:
            totals = self._library.sweep(folder, progress=self._go_on)
        except Stopped:
            return
        except CorpusError as error:
            _log.warning("%s", error)
        except Exception:  # the next look may find what this one stumbled over gone
            _log.exception("The sweep of %s failed", folder)
        else:
            unread = {(one.path, one.reason): one for one in (*totals.failures, *totals.passed)}
            fresh = [one for key, one in unread.items() if key not in self._named]
            if totals.added or totals.changed or totals.gone or any(not one.passed for one in fresh):
                counts = (totals.added, totals.changed, totals.gone, totals.failed, len(totals.passed))
                _log.info("%s: %d added, %d changed, %d gone, %d failed, %d passed over", folder, *counts)
            for one in fresh:
                _log.info("%s", f"{one.path} is passed over: {one.reason}" if one.passed else one.reason)
            self._named.update(unread)

    def _go_on(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Stopped


def _places(folders: Sequence[Path]) -> frozenset[str]:
    """These and the folders in them, but for what a sweep does not go into either: links and hidden ones."""
    found = set()
    for folder in folders:
        for here, below, _ in os.walk(folder):
            found.add(here)
            below[:] = [name for name in below if not name.startswith(".")]
    return frozenset(found)


def _look(paths: Collection[str]) -> dict[str, tuple[int, int]]:
    """The size and the time of each that is there."""
    found = {}
    for path in paths:
        try:
            status = Path(path).stat()
        except OSError:
            continue
        found[path] = (status.st_size, status.st_mtime_ns)
    return found
