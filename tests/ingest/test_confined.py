"""Work in processes of its own: what takes too much is given up, and the rest is done."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

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
    if item == "starve":
        for _ in range(3):  # works, but has the processor a fifth of the time
            end = time.process_time() + 0.2
            while time.process_time() < end:
                pass
            time.sleep(0.8)
    if item == "crash":
        os.abort()
    if item == "exit":
        os._exit(3)
    if item == "niceness":
        return str(os.getpriority(os.PRIO_PROCESS, 0))
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


def test_who_asks_has_the_processor_before_what_is_read() -> None:
    ((told,),) = confined(work, [["niceness"]], lost, bounds=BOUNDS)
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    assert int(told) > ours or ours == 19


def test_what_waits_for_ever_is_ended_by_the_clock() -> None:
    done = list(confined(work, [["a", "sleep", "b"]], lost, bounds=Bounds(megabytes=600, seconds=0.3)))
    assert done == [["A", "sleep: it took more than 1 seconds", "B"]]


def test_what_only_has_to_wait_for_the_processor_is_not_given_up() -> None:
    """A busy machine makes no file unreadable; what computes too long is ended by what it has computed."""
    done = list(confined(work, [["a", "starve", "b"]], lost, bounds=Bounds(megabytes=600, seconds=0.4)))
    assert done == [["A", "STARVE", "B"]]


def test_a_script_that_reads_files_is_not_run_again_by_the_processes_that_help(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from corpus.ingest.confined import Bounds, confined\n"
        "from tests.ingest.test_confined import lost, work\n"
        "print('begun', list(confined(work, [['a']], lost, bounds=Bounds())))\n"
    )
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, script], env=environ, capture_output=True, text=True, check=False)
    assert done.stdout == "begun [['A']]\n" and not done.stderr
