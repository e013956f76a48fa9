"""Work on what people send: a short text here, what may be made to take hours in a process with limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from corpus.errors import UnreadableFile
from corpus.ingest.confined import Bounds, confined

A = TypeVar("A")
B = TypeVar("B")


class _Job(NamedTuple):
    work: Callable[[Any], Any]
    item: Any


class _Lost(NamedTuple):
    reason: str


def bounded(work: Callable[[A], B], item: A, *, short: bool, path: str, bounds: Bounds) -> B:
    """`work` on the item, in a process of its own unless the item is `short`; there `work` is found by its name. Raises
    UnreadableFile, with the `path`, for what takes too much time or memory."""
    if short:
        return work(item)
    [[result]] = confined(_done, [[_Job(work, item)]], _lost, bounds=bounds)
    if isinstance(result, _Lost):
        raise UnreadableFile(path, result.reason, "send a shorter part of it", "too_much")
    return result  # type: ignore[no-any-return]  # what the work came to, from the other process


def _done(job: _Job) -> Any:
    try:
        return job.work(job.item)
    except MemoryError:
        return _Lost("it takes more memory than it may")
    except Exception as error:  # its words could be those of the text, and are not repeated
        return _Lost(f"it could not be understood ({type(error).__name__})")


def _lost(job: _Job, reason: str) -> Any:
    return _Lost(reason)
