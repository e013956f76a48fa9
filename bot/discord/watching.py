"""Keeps the index up with the seeds folder, in a thread of its own, so that no question waits for it."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from corpus.errors import CorpusError
from corpus.library import Library

_log = logging.getLogger(__name__)


class Stopped(Exception):
    """Leaves a sweep between two files; what it has taken in stays."""


class Follow:
    def __init__(self, library: Library, folder: Path, seconds: float) -> None:
        """`seconds` between two looks; 0 looks once."""
        self._library, self._folder, self._seconds = library, folder, seconds
        self._stop = threading.Event()

    def start(self) -> None:
        # A daemon: a file that takes long must not hold the process when it is told to stop.
        threading.Thread(target=self._run, name="follow", daemon=True).start()

    def stop(self) -> None:
        self._stop.set()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._sweep()
            if not self._seconds or self._stop.wait(self._seconds):
                return

    def _sweep(self) -> None:
        try:
            totals = self._library.sweep(self._folder, progress=self._go_on)
        except Stopped:
            return
        except CorpusError as error:
            _log.warning("%s", error)
        except Exception:  # the next look may find what this one stumbled over gone
            _log.exception("The sweep of %s failed", self._folder)
        else:
            if totals.added or totals.changed or totals.gone or totals.failed:
                _log.info(
                    "%s: %d added, %d changed, %d gone, %d failed",
                    self._folder,
                    totals.added,
                    totals.changed,
                    totals.gone,
                    totals.failed,
                )

    def _go_on(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Stopped
