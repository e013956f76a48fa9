"""How well and how fast the index finds at growing sizes, through the command line, and what peers do with the same.

Run with `PYTHONPATH=src:. python -m tests.bench.search [RECORDS …]` (default 10000 100000 1000000; the million takes
four minutes and 2 GB of disk). Corpus, questions and scores come from `../shared/eval`; without it there is nothing to
measure on. Peers answer a part of the questions at the smallest size. At the end, how recall and time grow with the
size.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests import postgres
from tests.bench import _peers

ROOT = Path(__file__).parents[2]
EVAL = ROOT.parent / "shared" / "eval"
SEED = 1
SIZES = (10_000, 100_000, 1_000_000)
PEER_QUESTIONS = 20  # of each kind


def main(sizes: tuple[int, ...]) -> int:
    if not (EVAL / "search" / "make.py").exists():
        print(f"{EVAL} is not there: nothing to measure on.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as scratch:
        made = [corpus_of(Path(scratch), size) for size in sizes]
        for folder, size in zip(made, sizes, strict=True):
            _measure(folder, size)
        for name, peer in _peers.PEERS.items():
            _peer(made[0], sizes[0], name, peer)
        _postgres(made[0], sizes[0])
        _growth([scored(folder / "gold.jsonl", folder / "answers.jsonl") for folder in made], sizes)
    return 0


def corpus_of(scratch: Path, size: int) -> Path:
    folder = scratch / str(size)
    make = [EVAL / "search" / "make.py", "--records", size, "--seed", os.environ.get("SEED", SEED), "--out", folder]
    subprocess.run([sys.executable, *map(str, make)], check=True, stdout=subprocess.DEVNULL)
    return folder


def _measure(folder: Path, size: int) -> None:
    corpus = [sys.executable, "-m", "corpus", "--db", f"sqlite:///{folder}/index.db"]
    wall, cpu, _ = run([*corpus, "import", str(folder / "articles.jsonl")])
    held = sum(path.stat().st_size for path in folder.glob("index.db*"))
    first = folder / "first.jsonl"
    first.write_text((folder / "requests.jsonl").read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    _, start, _ = run([*corpus, "batch", str(first)])
    _, _, resident = run([*corpus, "batch", str(folder / "requests.jsonl")], folder / "answers.jsonl")
    print(f"\n{size:,} quotes")
    print(f"  load {size / wall:,.0f} quotes/s ({size / cpu:,.0f} of CPU), {held / size:.0f} bytes a quote")
    print(f"  start to first answer {start:.2f} s CPU, resident {resident:.0f} MB, {_change(corpus, folder)}")
    _score(folder / "gold.jsonl", folder / "answers.jsonl")


def _change(corpus: list[str], folder: Path, times: int = 5) -> str:
    """One article imported again into the full index, process start included."""
    with (folder / "articles.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(next(lines)) for _ in range(times)]
    taken = []
    for row in rows:
        one = folder / "one.jsonl"
        row["article"]["title"] = "Changed"
        one.write_text(json.dumps(row) + "\n", encoding="utf-8")
        taken.append(run([*corpus, "import", str(one)])[0])
    return f"one article changed in {1000 * sorted(taken)[times // 2]:.0f} ms with process start"


def run(command: list[str], out: Path | None = None) -> tuple[float, float, float]:
    """Wall and CPU seconds, and the largest resident size in MB of any process so far."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with (out or Path(os.devnull)).open("w", encoding="utf-8") as sink:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=sink)
        _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, used.ru_maxrss / 1000


def _score(gold: Path, answers: Path) -> None:
    subprocess.run([sys.executable, str(EVAL / "score.py"), "search", str(gold), str(answers)], check=True)


def scored(gold: Path, answers: Path) -> list[dict[str, Any]]:
    """The scorer's rows, one for each kind of request."""
    score = [sys.executable, str(EVAL / "score.py"), "search", str(gold), str(answers), "--json"]
    rows: list[dict[str, Any]] = json.loads(subprocess.run(score, check=True, stdout=subprocess.PIPE).stdout)["rows"]
    return rows


def right(row: dict[str, Any]) -> str:
    """Recall at one; where nothing should be found, how often something was."""
    return f"r@1 {row['r@1']:.1f}" if "r@1" in row else f"false {row['false']:.1f}"


def _growth(kinds: list[list[dict[str, Any]]], sizes: tuple[int, ...]) -> None:
    print("\ngrowth: recall, milliseconds p50 / p99")
    print(f"  {'':<20}" + "".join(f"{size:>28,}" for size in sizes))
    for rows in zip(*kinds, strict=True):
        cells = "".join(f"{right(row):>14}{row['p50 ms']:>7.1f} /{row['p99 ms']:>5.1f}" for row in rows)
        print(f"  {rows[0]['set']:<20}{cells}")


def _postgres(folder: Path, size: int) -> None:
    """Our own index on PostgreSQL, all the questions."""
    try:
        with postgres.started() as server:
            corpus = [sys.executable, "-m", "corpus", "--db", f"{server}/postgres"]
            run([*corpus, "import", str(folder / "articles.jsonl")])
            run([*corpus, "batch", str(folder / "requests.jsonl")], folder / "postgres.jsonl")
    except postgres.NoServer as why:
        print(f"\nPostgreSQL is not measured: {why}.")
        return
    print(f"\nthis index on PostgreSQL, {size:,} quotes")
    _score(folder / "gold.jsonl", folder / "postgres.jsonl")


def _peer(folder: Path, size: int, name: str, make: _peers.Make) -> None:
    """The same questions, answered in this process by somebody else's search."""
    requests, gold = _some(folder)
    records: list[tuple[str, str, str, int, int]] = []
    with (folder / "articles.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            records += [(q["speaker"], q["text"], row["article"]["id"], q["start"], q["end"]) for q in row["quotes"]]
    answer = make(records)
    if answer is None:
        print(f"\n{name}: not installed")
        return
    print(f"\n{name}, {size:,} quotes")
    with (folder / "peer.jsonl").open("w", encoding="utf-8") as out:
        for request in requests:
            began = time.perf_counter()
            hits = answer(request["query"])
            given: dict[str, Any] = {"query": request["query"], "seconds": time.perf_counter() - began}
            given["hits"] = [
                dict(zip(("speaker", "text", "article_id", "start", "end"), hit, strict=True)) for hit in hits
            ]
            out.write(json.dumps(given, ensure_ascii=False) + "\n")
    (folder / "some.jsonl").write_text("".join(gold), encoding="utf-8")
    _score(folder / "some.jsonl", folder / "peer.jsonl")


def _some(folder: Path) -> tuple[list[dict[str, Any]], list[str]]:
    requests, gold = [], []
    seen: dict[str, int] = {}
    with (
        (folder / "requests.jsonl").open(encoding="utf-8") as asked,
        (folder / "gold.jsonl").open(encoding="utf-8") as right,
    ):
        for request, line in zip(asked, right, strict=True):
            kind = json.loads(line)["kind"]
            seen[kind] = seen.get(kind, 0) + 1
            if seen[kind] <= PEER_QUESTIONS and not kind.startswith("suggest"):
                requests.append(json.loads(request))
                gold.append(line)
    return requests, gold


if __name__ == "__main__":
    sys.exit(main(tuple(map(int, sys.argv[1:])) or SIZES))
