"""Side by side, the tests of a file stay in one process and in their order: what one has started serves the next."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from tests.side_by_side import LONGEST

ROOT = Path(__file__).parents[1]
FILE = """
import os
import pytest

@pytest.mark.parametrize("number", range(6))
def test_one(number):
    with open(os.environ["TOLD"], "a") as told:
        print(__name__, os.environ["PYTEST_XDIST_WORKER"], number, file=told)
"""


def test_a_file_is_run_by_one_process_in_its_order(tmp_path: Path) -> None:
    names = [f"test_{letter}" for letter in "abcd"]
    (tmp_path / "conftest.py").write_text("from tests.side_by_side import pytest_xdist_make_scheduler\n")
    for name in names:
        (tmp_path / f"{name}.py").write_text(FILE)
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--numprocesses", "2", str(tmp_path)]
    around = {"PYTHONPATH": str(ROOT), "TOLD": str(tmp_path / "told"), "PATH": ""}
    done = subprocess.run(run, cwd=tmp_path, env=around, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout
    told = defaultdict(list)
    for line in (tmp_path / "told").read_text().splitlines():
        name, process, number = line.split()
        told[name, process].append(int(number))
    assert sorted(name for name, _ in told) == names  # each in one process alone
    assert all(numbers == list(range(6)) for numbers in told.values())
    assert len({process for _, process in told}) == 2


def test_what_takes_longest_is_still_there() -> None:
    assert all((ROOT / name).is_file() for name in LONGEST)
