"""PostgreSQL beside SQLite: the same quotations, the same requests, recall and milliseconds of both.

Run with `PYTHONPATH=src:. python -m tests.bench.postgres [RECORDS]` (default 100000). The server is this machine's own,
started for the run as it comes but for `fsync`, which is off: its loading is flattered, its answers are not.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests import postgres
from tests.bench.search import EVAL, corpus_of, right, run, scored

RECORDS = 100_000


def main(size: int) -> int:
    if not (EVAL / "search" / "make.py").exists():
        print(f"{EVAL} is not there: nothing to measure on.", file=sys.stderr)
        return 1
    try:
        with postgres.started() as server, tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as scratch:
            folder = corpus_of(Path(scratch), size)
            print(f"{size:,} quotes; milliseconds p50 / p99")
            lite = _measured("SQLite", f"sqlite:///{folder}/index.db", folder)
            _print(lite, _measured("PostgreSQL", f"{server}/postgres", folder))
    except postgres.NoServer as why:
        print(f"PostgreSQL is not measured: {why}.")
    return 0


def _measured(name: str, url: str, folder: Path) -> list[dict[str, Any]]:
    """The scorer's rows, one for each kind of request."""
    corpus, answers = [sys.executable, "-m", "corpus", "--db", url], folder / f"{name}.jsonl"
    seconds, _, _ = run([*corpus, "import", str(folder / "articles.jsonl")])
    print(f"  {name} loaded in {seconds:.0f} s", flush=True)
    run([*corpus, "batch", str(folder / "requests.jsonl")], answers)
    return scored(folder / "gold.jsonl", answers)


def _print(lite: list[dict[str, Any]], large: list[dict[str, Any]]) -> None:
    print(f"  {'':<22}{'SQLite':>12}{'':>16}{'PostgreSQL':>14}")
    for one, other in zip(lite, large, strict=True):
        cells = "".join(f"{right(row):>14}{row['p50 ms']:>7.1f} /{row['p99 ms']:>6.1f}" for row in (one, other))
        print(f"  {one['set']:<20}{cells}")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS))
