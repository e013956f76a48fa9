"""Work shared among processes: in order, faults told in their turn, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from corpus.errors import WrongUse
from corpus.index import open_store
from corpus.ingest.worker_pool import spread, without_main
from corpus.results import Query
from corpus.search.retrieval import quote

ROOT = Path(__file__).parents[2]
SCRIPT = """
import os, sys, time
from corpus.ingest.worker_pool import spread

def work(number):
    print(os.getpid(), flush=True)
    time.sleep(60)

if __name__ == "__main__":
    list(spread(work, range(4)))
"""


def square(number: int) -> int:
    if number == 7:
        raise WrongUse("Seven is too much.")
    return number * number


def home(_: int) -> int:
    return os.getpid()


def test_results_come_in_order_and_a_fault_in_its_turn() -> None:
    results = spread(square, range(100))
    assert [next(results) for _ in range(7)] == [0, 1, 4, 9, 16, 25, 36]
    with pytest.raises(WrongUse, match="Seven"):
        next(results)


def test_one_piece_of_work_starts_no_process() -> None:
    assert list(spread(home, [1])) == [os.getpid()]
    assert os.getpid() not in set(spread(home, [1, 2, 3]))


def test_helpers_end_with_the_process_they_help(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(SCRIPT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "run.py"]
    running = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    helper = int(running.stdout.readline())
    running.send_signal(signal.SIGKILL)
    running.wait()
    until = time.monotonic() + 20
    while Path(f"/proc/{helper}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{helper}").exists()


def test_an_import_in_several_processes_tells_the_faulty_line_and_stores_nothing(tmp_path: Path) -> None:
    line = '{{"article": {{"id": "a{0}", "text": "Rain {0} {1}"}}, "quotes": [{{"start": 0, "end": {2}}}]}}\n'
    rows = [line.format(number, "x" * 1000, 9999 if number == 1500 else 6) for number in range(2000)]
    (tmp_path / "all.jsonl").write_text("".join(rows), encoding="utf-8")
    command = [sys.executable, "-m", "corpus", "--db", "sqlite:///index.db", "import", "all.jsonl"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr.startswith("all.jsonl, line 1501, quotes 1: 0..9999 is no slice") and done.stderr.count("\n") == 1
    )
    store = open_store(f"sqlite:///{tmp_path}/index.db")
    assert store.state().articles == 0 and not quote(store, Query("rain")).hits
    store.close()


def test_two_that_start_processes_at_once_leave_the_program_in_its_place() -> None:
    program, inside, leave = sys.modules["__main__"], threading.Event(), threading.Event()

    def another() -> None:
        with without_main():
            inside.set()
            leave.wait(10)

    thread = threading.Thread(target=another)
    with without_main():
        thread.start()
        assert not inside.wait(0.1)
    leave.set()
    thread.join(10)
    assert sys.modules["__main__"] is program
