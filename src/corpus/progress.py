"""A bar on a terminal for work that takes longer than a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO


@dataclass(frozen=True, slots=True)
class BarShape:
    """How the bar looks and when it is drawn. Set by hand: nobody misses one within a second, and a terminal is drawn
    ten times a second."""

    columns: int = 30  # of the bar
    patience: float = 1.0  # seconds without a bar
    pause: float = 0.1  # seconds between two drawings


_BAR = BarShape()


@contextmanager
def bar(out: TextIO) -> Iterator[Progress | None]:
    """The bar, taken away at the end; None where nobody would see it."""
    progress = Progress(out) if out.isatty() else None
    try:
        yield progress
    finally:
        if progress:
            progress.end()


class Progress:
    """Called with how many of how many are done."""

    def __init__(self, out: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._out, self._clock = out, clock
        self._start, self._drawn = clock(), 0.0

    def __call__(self, done: int, total: int) -> None:
        now = self._clock()
        if now - self._start < _BAR.patience or (now - self._drawn < _BAR.pause and done < total):
            return
        self._drawn = now
        full = _BAR.columns * done // max(total, 1)
        self._out.write(f"\rreading {'█' * full}{'░' * (_BAR.columns - full)} {done:,} of {total:,}")
        self._out.flush()

    def end(self) -> None:
        if self._drawn:
            self._out.write("\r\x1b[K")
            self._out.flush()
