"""How fast and how well the index answers at a given size: makes the corpus, loads it, asks, scores, prints a table.

PYTHONPATH=src python tests/bench/search.py --records 100000 --seed 1 --out FOLDER
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import search, verify
from corpus.model import Article, Basis, Extraction, Person, Published, Quote, QuoteKind, Record, Sentence, Span, Title
from corpus.results import Hit, Query
from corpus.store import Store, open_store

CLOCK = time.process_time if os.environ.get("CLOCK") == "cpu" else time.perf_counter
EVAL = Path(__file__).parents[2].parent / "shared" / "eval"


def read(path: Path) -> Iterator[Extraction]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield _extraction(json.loads(line))


def _extraction(row: dict[str, Any]) -> Extraction:
    own = row["article"]
    article = Article(
        own["id"],
        own["path"],
        own["text"],
        own["language"],
        title=Title(own["title"]),
        published=Published(own["published"], Basis.METADATA),
    )
    quotes = tuple(
        Quote(Span(q["start"], q["end"]), QuoteKind(q["kind"]), q["speaker"], None, q["cue"], q["confidence"])
        for q in row["quotes"]
    )
    return Extraction(
        article,
        sentences=tuple(Sentence(q.span) for q in quotes),
        people=tuple(Person(p["name"]) for p in row["people"]),
        quotes=quotes,
    )


def answer(store: Store, request: dict[str, Any]) -> dict[str, Any]:
    began = CLOCK()
    query = Query(request["query"], speaker=request.get("speaker"))
    given: dict[str, Any] = {"command": request["command"], "query": request["query"]}
    if request["command"] == "suggest":
        given["choices"] = search.suggest(store, query.text, query.collections)
    elif request["command"] == "verify":
        verdict = verify.verify(store, query)
        given |= {"verdict": verdict.ruling, "hits": [_hit(hit) for hit in verdict.hits]}
        given["nearest"] = [_hit(hit) for hit in verdict.nearest]
    else:
        found = search.quote(store, query)
        given |= {"hits": [_hit(hit) for hit in found.hits], "did_you_mean": found.did_you_mean}
    return given | {"seconds": CLOCK() - began}


def _hit(hit: Hit) -> dict[str, Any]:
    record: Record = hit.record
    return {
        "article_id": record.article_id,
        "start": record.span.start,
        "end": record.span.end,
        "text": record.text,
        "speaker": record.speaker,
        "score": hit.score,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--keep", action="store_true", help="use the index that is there")
    given = parser.parse_args()
    folder: Path = given.out / f"{given.records}-{given.seed}"
    if not (folder / "gold.jsonl").exists():
        made = [sys.executable, EVAL / "search/make.py", "--records", str(given.records), "--seed", str(given.seed)]
        subprocess.run([*map(str, made), "--out", str(folder)], check=True)
    index = folder / "index.db"
    if not given.keep or not index.exists():
        _load(folder, index, given.records)
    _ask(folder, index, given.records)


def _load(folder: Path, index: Path, records: int) -> None:
    for old in folder.glob("index.db*"):
        old.unlink()
    began = time.perf_counter()
    store = open_store(f"sqlite:///{index}")
    store.put(read(folder / "articles.jsonl"))
    store.close()
    seconds = time.perf_counter() - began
    size = sum(path.stat().st_size for path in folder.glob("index.db*"))
    print(f"load {records / seconds:.0f} quotes/s, {size / records:.0f} bytes a quote, {seconds:.1f} s")


def _ask(folder: Path, index: Path, records: int) -> None:
    began = time.process_time()
    store = open_store(f"sqlite:///{index}")
    requests = [json.loads(line) for line in (folder / "requests.jsonl").read_text(encoding="utf-8").splitlines()]
    answer(store, requests[0])
    print(f"open and first answer {time.process_time() - began:.3f} s, {time.process_time():.3f} s CPU since start")
    with (folder / "answers.jsonl").open("w", encoding="utf-8") as out:
        for request in requests:
            out.write(json.dumps(answer(store, request), ensure_ascii=False) + "\n")
    print(f"resident {_resident():.0f} MB")
    change = _change(store, folder)
    print(f"change of one article: median {change[len(change) // 2] * 1000:.1f} ms, slowest {change[-1] * 1000:.1f} ms")
    store.close()
    score = [sys.executable, EVAL / "score.py", "search", folder / "gold.jsonl", folder / "answers.jsonl"]
    subprocess.run([*map(str, score)], check=True)


def _change(store: Store, folder: Path, times: int = 40) -> list[float]:
    taken = []
    for found, _ in zip(read(folder / "articles.jsonl"), range(times), strict=False):
        began = time.perf_counter()
        store.put([found])
        taken.append(time.perf_counter() - began)
    return sorted(taken)


def _resident() -> float:
    with Path("/proc/self/statm").open() as file:
        pages = int(file.read().split()[1])
    return max(pages * os.sysconf("SC_PAGE_SIZE"), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 0) / 1e6


if __name__ == "__main__":
    main()
