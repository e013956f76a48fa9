"""Work shared among processes, one for each core, its results in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from types import ModuleType
from typing import TypeVar

from corpus.errors import CorpusError

A = TypeVar("A")
B = TypeVar("B")


def spread(work: Callable[[A], B], items: Iterable[A], *, alone: int = 1, ahead: int = 40) -> Iterator[B]:
    """`work` of each item. What one item raises is raised in its turn; `work` is found by its name in other processes.

    So many items, if there are no more, are worth no other process and done `alone`; so many results wait `ahead` while
    the caller is busy with those before."""
    rest = iter(items)
    first = list(islice(rest, alone + 1))
    if len(first) <= alone:
        yield from map(work, first)
        return
    fresh = multiprocessing.get_context("spawn")  # threads and open indexes are not for a copy of this process
    pool = ProcessPoolExecutor(cores(), mp_context=fresh, initializer=follow_parent)
    try:
        waiting: deque[Future[B]] = deque()
        for item in chain(first, rest):
            waiting.append(pool.submit(work, item))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise CorpusError("A process that helped was ended from outside, perhaps for want of memory; again.") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_STARTING = threading.Lock()


@contextmanager
def without_main() -> Iterator[None]:
    """A process that is started meanwhile does not import the program that was started first, a bot or a script: its
    work is found by name elsewhere, and the rest would only take memory, or start the script once more."""
    with _STARTING:  # two at once would put each other's empty one back
        whole = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = whole


def follow_parent() -> None:
    """Ends a helping process with the one it helps, however that ends; Ctrl-C is for that one to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
