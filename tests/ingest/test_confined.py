"""Work in processes of its own: what takes too much is given up, and the rest is done."""

from __future__ import annotations

import os
import re
import time

from corpus.ingest.confined import Bounds, confined

BOUNDS = Bounds(megabytes=600, seconds=1)


def work(item: str) -> str:
    if item == "memory":
        try:
            return str(len(b"x" * 2_000_000_000))
        except MemoryError:
            return "MemoryError"
    if item == "compute":
        re.fullmatch(r"(a+)+b", "a" * 60)  # hours, and not one step of the interpreter
    if item == "sleep":
        time.sleep(3600)
    if item == "crash":
        os.abort()
    if item == "exit":
        os._exit(3)
    return item.upper()


def lost(item: str, reason: str) -> str:
    return f"{item}: {reason}"


def test_what_goes_wrong_is_given_up_with_the_reason_and_the_rest_is_done() -> None:
    batches = [["a", "memory", "b"], ["compute", "c"], ["d", "crash"], ["exit"], [], ["e"]]
    done = list(confined(work, batches, lost, bounds=BOUNDS))
    assert done == [
        ["A", "MemoryError", "B"],
        ["compute: it took more than 1 seconds of computing", "C"],
        ["D", "crash: it ended the process that read it (SIGABRT)"],
        ["exit: it ended the process that read it"],
        [],
        ["E"],
    ]


def test_what_waits_for_ever_is_ended_by_the_clock() -> None:
    done = list(confined(work, [["a", "sleep", "b"]], lost, bounds=Bounds(megabytes=600, seconds=0.3)))
    assert done == [["A", "sleep: it took more than 1 seconds", "B"]]
