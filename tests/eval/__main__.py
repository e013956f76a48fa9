"""Prints the figures of every task on the annotated text in ../shared/eval, where it is present.

    python -m tests.eval [TASK ...]      TASK: quotes people sentences dates summaries worth coreference seed search ask

Each text goes through the program as a user would send it: `python -m corpus extract --jsonl`, `import`, `batch`.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "eval"
OUT = ROOT / "out" / "eval"
GOLD = {
    "quotes": [
        "quotes/ggt.dev.jsonl",
        "quotes/nature.dev.jsonl",
        "quotes/polnear.dev.jsonl",
        "quotes/wikinews_de.dev.jsonl",
    ],
    "people": [
        "people/person_conllpp_dev.jsonl",
        "people/person_wikigold_dev.jsonl",
        "people/person_es_conll02_dev.jsonl",
    ],
    "sentences": ["sentences/sents_dev.jsonl", "sentences/sents_golden.json"],
    "dates": ["dates/timex_dev.jsonl"],
    "summaries": ["summaries/summ_dev.jsonl"],
    "worth": ["facts/claimbuster_dev.jsonl", "facts/checkworthy_debates_dev.jsonl"],
    "coreference": ["coreference/gum_people_coref_dev.jsonl", "coreference/gap_dev.jsonl"],
}
# Further figures of our own, each a module here with `main() -> None`.
OURS = ("calibration", "indirect", "figures", "ask_refusal", "peers")
RECORDS = 100_000  # quotations of the made corpus for `search`


def main(wanted: list[str]) -> int:
    if not SHARED.is_dir():
        print("There is no ../shared/eval beside this checkout, so there is nothing annotated to measure on.")
        return 0
    OUT.mkdir(parents=True, exist_ok=True)
    for task in wanted or [*GOLD, "seed", "search", "ask", *OURS]:
        print(f"\n== {task}", flush=True)
        if task in GOLD:
            _extraction(task)
        elif task in OURS:
            _own(task)
        elif task in ("seed", "search", "ask"):
            {"seed": _seed, "search": _search, "ask": _ask}[task]()
        else:
            print(f"There is no task {task!r}.", file=sys.stderr)
            return 2
    return 0


def _extraction(task: str) -> None:
    _score("prepare", task, str(OUT / task), quiet=True)
    for name in GOLD[task]:
        gold = SHARED / name
        given = OUT / task / f"{gold.stem}.jsonl"
        found = OUT / task / f"{gold.stem}.pred.jsonl"
        seconds = _corpus(["extract", "--jsonl", str(given)], found)
        print(f"-- {gold.name}  ({given.stat().st_size / 1e6:.1f} MB of JSON in {seconds:.1f} s)", flush=True)
        _score(task, str(gold), str(found))


def _seed() -> None:
    gold, database = SHARED / "seed" / "seed_gold.json", _database("seed")
    _score("prepare", "seed", str(OUT / "seed"), quiet=True)
    _corpus(["extract", *map(str, sorted((ROOT / "seeds").glob("*.txt")))], OUT / "seed" / "pred.jsonl")
    _corpus(["--db", database, "ingest", "seeds"], OUT / "seed" / "ingest.txt")
    _corpus(["--db", database, "batch", str(OUT / "seed" / "seed_gold.jsonl")], OUT / "seed" / "answers.jsonl")
    _score("seed", str(gold), str(OUT / "seed" / "pred.jsonl"), str(OUT / "seed" / "answers.jsonl"))


def _search() -> None:
    made, database = OUT / "search", _database("search")
    command = [sys.executable, str(SHARED / "search" / "make.py"), "--records", str(RECORDS), "--seed", "1"]
    if not (made / "gold.jsonl").exists():
        subprocess.run([*command, "--out", str(made)], check=True)
    seconds = _corpus(["--db", database, "import", str(made / "articles.jsonl")], made / "import.txt")
    print(f"-- {RECORDS} quotations imported in {seconds:.0f} s ({RECORDS / seconds:.0f}/s)", flush=True)
    _corpus(["--db", database, "batch", str(made / "requests.jsonl")], made / "answers.jsonl")
    _score("search", str(made / "gold.jsonl"), str(made / "answers.jsonl"))


def _ask() -> None:
    database = _database("ask")
    _corpus(["--db", database, "import", str(SHARED / "ask" / "articles.jsonl")], OUT / "ask" / "import.txt")
    _corpus(["--db", database, "batch", str(SHARED / "ask" / "requests.jsonl")], OUT / "ask" / "answers.jsonl")
    _score("ask", str(SHARED / "ask" / "gold.jsonl"), str(OUT / "ask" / "answers.jsonl"))


def _own(name: str) -> None:
    if importlib.util.find_spec(f"tests.eval.{name}"):
        subprocess.run([sys.executable, "-m", f"tests.eval.{name}"], cwd=ROOT, check=False)


def _database(name: str) -> str:
    folder = OUT / name
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("corpus.db*"):
        old.unlink()
    return f"sqlite:///{folder / 'corpus.db'}"


def _corpus(arguments: list[str], out: Path) -> float:
    """Runs the corpus command line with its output in a file; -> seconds."""
    started = time.perf_counter()
    with out.open("w", encoding="utf-8") as stream:
        environment = {**os.environ, "PYTHONPATH": "src"}
        done = subprocess.run(
            [sys.executable, "-m", "corpus", *arguments], cwd=ROOT, stdout=stream, env=environment, check=False
        )
    if done.returncode:
        print(f"`corpus {' '.join(arguments[:3])} …` ended with {done.returncode}", file=sys.stderr)
    return time.perf_counter() - started


def _score(*arguments: str, quiet: bool = False) -> None:
    done = subprocess.run(
        [sys.executable, str(SHARED / "score.py"), *arguments], stdout=subprocess.PIPE if quiet else None, check=False
    )
    if done.returncode:
        print(f"scoring {arguments[0]} ended with {done.returncode}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
