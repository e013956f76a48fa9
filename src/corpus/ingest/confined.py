"""Work that may go wrong, done in processes of its own: with so much memory and so much time, and no more.

A process lives as long as its work goes well, so that thousands of files cost no more than a few starts. One that takes
too much is ended, its item is given up with the reason, and another process goes on with the next."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Generic, TypeVar

from corpus.errors import CorpusError
from corpus.ingest.worker_pool import cores, follow_parent, without_main
from corpus.limits import MEGABYTES, SECONDS

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """What a process of its own is given before it is given up. Set by hand: a busy
    machine starts a process in seconds, not in a minute."""

    starting: float = 60.0  # seconds a process has to start, whatever its work may take
    megabyte: int = 1 << 20  # bytes
    working: float = 0.05  # of the time on the clock a process at work has of the processor, however busy the machine
    # processes that end before their first work: something is wrong with this machine, not with a file
    bad_starts: int = 5
    behind: int = 5  # steps of niceness behind the process that answers: a third of its share where both want it


_LIMITS = ProcessLimits()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one item may take. Set by the owner of the index, or as `limits` has it."""

    megabytes: int = MEGABYTES  # of memory that is asked for
    seconds: float = SECONDS  # of the processor; on the clock four times as many


@dataclass(slots=True)
class _Child(Generic[A, B]):
    process: BaseProcess
    pipe: Connection
    batch: Sequence[A] = ()
    number: int = -1  # of the batch
    done: list[B] = field(default_factory=list)
    since: float = 0.0
    started: bool = False
    used: float = 0.0  # seconds of the processor, when it was last given more time

    @property
    def idle(self) -> bool:
        return self.number < 0


def confined(
    work: Callable[[A], B],
    batches: Iterable[Sequence[A]],
    lost: Callable[[A, str], B],
    *,
    bounds: Bounds,
    ahead: int = 4,
) -> Iterator[list[B]]:
    """`work` of the items of each batch, batches in their order; `lost` of an item and the reason why it was given up.

    `work` is found by its name in the other processes, and raises nothing."""
    with contextlib.closing(_Pool(work, lost, bounds)) as pool:
        yield from pool.run(iter(batches), ahead)


class _Pool(Generic[A, B]):
    def __init__(self, work: Callable[[A], B], lost: Callable[[A, str], B], bounds: Bounds) -> None:
        self.work, self.lost, self.bounds = work, lost, bounds
        self.context = multiprocessing.get_context("spawn")  # threads and open indexes are not for a copy of us
        self.children: list[_Child[A, B]] = []
        self.ready: dict[int, list[B]] = {}
        self.bad_starts = 0

    def run(self, batches: Iterator[Sequence[A]], ahead: int) -> Iterator[list[B]]:
        waiting: deque[Sequence[A]] = deque()
        given = told = 0
        more = True
        while True:
            while more and len(waiting) + given - told <= ahead:
                batch = next(batches, None)
                if batch is None:
                    more = False
                else:
                    waiting.append(batch)
            while waiting and (child := self._free(len(waiting))):
                self._give(child, waiting.popleft(), given)
                given += 1
            while told in self.ready:
                yield self.ready.pop(told)
                told += 1
            if told == given and not waiting and not more:
                return
            if told < given:
                self._attend()

    def close(self) -> None:
        for child in self.children:
            child.process.kill()
            child.pipe.close()
        for child in self.children:
            child.process.join(5)

    # ------------------------------------------------------------------ processes
    def _free(self, needed: int) -> _Child[A, B] | None:
        found = next((child for child in self.children if child.idle), None)
        if found is None and len(self.children) < cores():
            found = self._start()
            self.children.append(found)
        return found

    def _start(self) -> _Child[A, B]:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_serve, args=(self.work, theirs, self.bounds), daemon=True)
        with without_main():
            process.start()
        theirs.close()
        return _Child(process, ours)

    def _give(self, child: _Child[A, B], batch: Sequence[A], number: int) -> None:
        child.batch, child.number, child.done = batch, number, []
        if not batch:
            self._finished(child)
            return
        child.since = time.monotonic()
        with contextlib.suppress(OSError):  # it has died; its end is attended to like any other
            child.pipe.send(batch)

    def _finished(self, child: _Child[A, B]) -> None:
        self.ready[child.number] = child.done
        child.number, child.batch = -1, ()

    # ------------------------------------------------------------------ what comes of them
    def _attend(self) -> None:
        """Waits for a result, an end, or the time at which somebody has taken too long."""
        busy = [child for child in self.children if not child.idle]
        soonest = min(self._deadline(child) for child in busy)
        came = wait([child.pipe for child in busy], max(0.0, soonest - time.monotonic()))
        for child in busy:
            if child.pipe in came:
                self._receive(child)
            elif time.monotonic() > self._deadline(child) and not self._works(child):
                child.process.kill()
                self._give_up(child, f"it took more than {self._clock():.0f} seconds")

    def _works(self, child: _Child[A, B]) -> bool:
        """Whether it has been at work and only had to wait for the processor: the limit of computing ends it in its
        turn. Then it has the same time again."""
        used, before = _computed(child.process.pid), child.used
        if used is None or used - before < _LIMITS.working * self._clock():
            return False
        child.used, child.since = used, time.monotonic()
        return True

    def _clock(self) -> float:
        return self.bounds.seconds * 4

    def _deadline(self, child: _Child[A, B]) -> float:
        return child.since + (self._clock() if child.started else max(_LIMITS.starting, self._clock()))

    def _receive(self, child: _Child[A, B]) -> None:
        try:
            result = child.pipe.recv()
        except (EOFError, OSError):
            child.process.join(5)
            self._give_up(child, self._end(child.process.exitcode))
            return
        child.started, child.since = True, time.monotonic()
        child.done.append(result)
        if len(child.done) == len(child.batch):
            self._finished(child)

    def _end(self, code: int | None) -> str:
        if code == -signal.SIGXCPU:
            return f"it took more than {self.bounds.seconds:.0f} seconds of computing"
        if code is not None and code < 0:
            return f"it ended the process that read it ({signal.Signals(-code).name})"
        return "it ended the process that read it"

    def _give_up(self, child: _Child[A, B], reason: str) -> None:
        """A new process goes on with the rest of the batch."""
        self.bad_starts = 0 if child.started else self.bad_starts + 1
        if self.bad_starts >= _LIMITS.bad_starts:
            raise CorpusError(f"No process that reads files can be started here ({reason}).")
        child.process.kill()
        child.pipe.close()
        done = [*child.done, self.lost(child.batch[len(child.done)], reason)]
        rest, batch, number = child.batch[len(done) :], child.batch, child.number
        fresh = self._start()
        self.children[self.children.index(child)] = fresh
        fresh.batch, fresh.number, fresh.done, fresh.since = batch, number, done, time.monotonic()
        if not rest:
            self._finished(fresh)
            return
        with contextlib.suppress(OSError):
            fresh.pipe.send(rest)


def _computed(pid: int | None) -> float | None:
    """Seconds of the processor a process has taken; None where the system does not tell."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


# ------------------------------------------------------------------ in the process
def _serve(work: Callable[[A], B], pipe: Connection, bounds: Bounds) -> None:
    follow_parent()
    _give_way()
    _bind_memory(bounds.megabytes)
    while True:
        try:
            batch = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)
        for item in batch:
            _bind_time(bounds.seconds)
            pipe.send(work(item))


def _give_way() -> None:
    """Whoever asks meanwhile has the processor first."""
    with contextlib.suppress(AttributeError, OSError):  # Windows knows no such thing
        os.nice(_LIMITS.behind)


def _bind_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time on the clock holds there too
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = megabytes * _LIMITS.megabyte
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _bind_time(seconds: float) -> None:
    """From now on; the system ends the process that takes more, wherever it is at that time."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    wanted = int(used.ru_utime + used.ru_stime + seconds) + 1
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard < 0 else min(wanted, hard), hard))
