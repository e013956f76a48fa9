"""From process start to the first answer, index built: CPU seconds, beside Python importing nothing.

python -m tests.bench.start
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 7


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/corpus.db"
        corpus = [sys.executable, "-m", "corpus", "--db", database]
        _seconds([*corpus, "ingest", "seeds"])
        rows = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "corpus quote": [*corpus, "quote", "Sheinbaum"],
            "corpus ask": [*corpus, "ask", "Who attended the meeting?"],
            "corpus verify": [*corpus, "verify", "much has been accomplished"],
            "corpus summary": [*corpus, "summary"],
        }
        print(f"start to first answer, CPU seconds (user + system), median of {ROUNDS}")
        for name, command in rows.items():
            print(f"  {name:<16}{statistics.median(_seconds(command) for _ in range(ROUNDS)):>8.3f}")


def _seconds(command: list[str]) -> float:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
