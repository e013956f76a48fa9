"""How long a quotation takes to be verified, and a draft of thirty of them, against an index of a million.

Run with `PYTHONPATH=src:. python -m tests.bench.verify [RECORDS]` (default 1000000). Corpus and questions come from
`../shared/eval`; without it there is nothing to measure on. `BENCH_INDEX=FOLDER` keeps the index there, and takes the
one that is there. CPU time, which other work on the machine lengthens less than the clock.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.extract import extract
from corpus.index import Store, open_store
from corpus.model import Article
from corpus.results import Query, Ruling
from corpus.verify import verify
from corpus.verify.draft import check
from tests.bench.search import EVAL, corpus_of, run

RECORDS = 1_000_000
DRAFT = 30  # quotations
TIMES = 5


def main(records: int) -> int:
    if not (EVAL / "search" / "make.py").exists():
        print(f"{EVAL} is not there: nothing to measure on.", file=sys.stderr)
        return 1
    with _folder() as scratch:
        folder = scratch / str(records)
        if not (folder / "index.db").exists():
            corpus_of(scratch, records)
            corpus = [sys.executable, "-m", "corpus", "--db", f"sqlite:///{folder}/index.db"]
            run([*corpus, "import", str(folder / "articles.jsonl")])
        _measure(open_store(f"sqlite:///{folder}/index.db"), folder)
    return 0


@contextmanager
def _folder() -> Iterator[Path]:
    if kept := os.environ.get("BENCH_INDEX"):
        yield Path(kept)
        return
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as scratch:
        yield Path(scratch)


def _measure(store: Store, folder: Path) -> None:
    found: list[float] = []
    absent: list[float] = []
    asked = _asked(folder)
    verify(store, Query(asked[0]["query"]))  # what is loaded once
    for request in asked:
        began = time.process_time()
        verdict = verify(store, Query(request["query"], speaker=request.get("speaker")))
        rows = absent if verdict.ruling is Ruling.NOT_FOUND else found
        rows.append(1000 * (time.process_time() - began))
    print(f"found {_spread(found)}\nnot found {_spread(absent)}")
    draft = _draft([request["query"] for request in asked])
    taken = [_seconds(lambda: check(store, extract(draft))) for _ in range(TIMES)]
    size = len(check(store, extract(draft)).verdicts)
    print(f"a draft of {size} quotations {min(taken):.2f} s, our own reading of it included")


def _asked(folder: Path) -> list[dict[str, Any]]:
    with (folder / "requests.jsonl").open(encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row["command"] == "verify"]


def _spread(taken: list[float]) -> str:
    listed = sorted(taken)
    middle, last = listed[len(listed) // 2], listed[int(len(listed) * 0.99)]
    return f"{len(listed)}: p50 {middle:.1f} ms, p99 {last:.1f} ms of CPU"


def _draft(texts: list[str]) -> Article:
    """Every so many of them as a paragraph with its speaker."""
    plain = [text for text in texts if not set(text) & set("\"“”«»'‘’\n") and len(text) > 40]
    chosen = plain[:: max(1, len(plain) // DRAFT)][:DRAFT]
    text = "\n\n".join(f"“{words.rstrip('.')},” said Ann Lee, the mayor, on Tuesday." for words in chosen)
    return Article("draft", "draft.txt", f"A draft\n\n{text}\n", "en")


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS))
