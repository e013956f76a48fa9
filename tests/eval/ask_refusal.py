"""How often `ask` answers what it cannot and refuses what it could: `python -m tests.eval.ask_refusal [--every N]`.

Each question is asked of an index that holds its article among the others; of the same index without that article,
which can hold no answer; and, harder, without only the sentences that answer. Hardest are questions people wrote about
the articles so that nothing in them answers. The belief above which an answer is given moves along the curve; the line
marked * is where the program stands (`certainty` of the settings).
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus import jsonl
from corpus.ask import consider
from corpus.index import Store, open_store
from corpus.ingest import sweep
from corpus.limits import CERTAINTY
from corpus.model import Extraction
from corpus.results import Query

FOLDER = Path(__file__).parents[3] / "shared/eval/ask"
STEPS = sorted({0.2, 0.3, 0.4, CERTAINTY, 0.5, 0.6, 0.7, 0.8})
ANSWERED = 0.85  # share of the questions with an answer at which the refusals are told in one line
PER_ARTICLE = 8  # questions asked without their sentences: each takes the article in and out of the index


def beliefs(store: Store, articles: dict[str, Extraction], asked: dict[str, list[Any]]) -> Iterator[tuple[str, float]]:
    for key, found in articles.items():
        questions = asked[key]
        yield from (("with", belief(store, row)) for row in questions)
        store.put([], gone=[key])
        yield from (("without", belief(store, row)) for row in questions)
        for row in questions[:PER_ARTICLE]:
            kept = tuple(
                s for s in found.sentences if not any(s.span.start < b and a < s.span.end for a, b in row["spans"])
            )
            store.put([replace(found, sentences=kept)])
            yield "beside", belief(store, row)
        store.put([found])


def unanswerable(store: Store, every: int) -> Iterator[float]:
    """Of questions about the articles that none of them answers."""
    for row in (FOLDER / "unanswerable.jsonl").read_text(encoding="utf-8").splitlines()[::every]:
        yield belief(store, json.loads(row))


def surer(yes: list[float], no: list[float]) -> float:
    """How often what has an answer is surer than what has none (the area under the curve)."""
    ranked = sorted([(sure, True) for sure in yes] + [(sure, False) for sure in no])
    ranks = sum(place for place, (_, there) in enumerate(ranked, 1) if there)
    return (ranks - len(yes) * (len(yes) + 1) / 2) / (len(yes) * len(no) or 1)


def belief(store: Store, row: Any) -> float:
    return consider(store, Query(row["query"]))[1]


def main() -> None:
    if not FOLDER.is_dir():
        print(f"{FOLDER} is not here, so there are no questions to ask.")
        return
    every = int(sys.argv[sys.argv.index("--every") + 1]) if "--every" in sys.argv else 4
    asked: dict[str, list[Any]] = defaultdict(list)
    for row in (FOLDER / "gold.jsonl").read_text(encoding="utf-8").splitlines()[::every]:
        asked[json.loads(row)["article_id"]].append(json.loads(row))
    found: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/index.db")
        articles = {}
        for line in (FOLDER / "articles.jsonl").read_text(encoding="utf-8").splitlines():
            extraction = sweep.completed(jsonl.imported(json.loads(line), "articles.jsonl"))
            articles[extraction.article.id] = extraction
        store.put(articles.values())
        for kind, sure in beliefs(store, articles, asked):
            found[kind].append(sure)
        found["unanswerable"] = list(unanswerable(store, every))
        store.close()
    print(f"an answer is surer than none: {surer(found['with'], found['unanswerable']):.3f}")
    least = sorted(found["with"], reverse=True)[int(ANSWERED * len(found["with"])) - 1]
    none = share(found["unanswerable"], least, below=False)
    print(f"where {ANSWERED:.0%} are answered (belief {least:.2f}), {none:.1f} % of the unanswerable are")
    print(
        f"{'belief':>8} {'lost':>7} {'wrong':>7} {'beside':>7} {'unanswerable':>13}   percent of {len(found['with'])}"
    )
    for step in STEPS:
        lost = share(found["with"], step, below=True)
        wrong, beside, none = (share(found[kind], step, below=False) for kind in ("without", "beside", "unanswerable"))
        print(f"{step:8.2f} {lost:7.1f} {wrong:7.1f} {beside:7.1f} {none:13.1f}{'   *' if step == CERTAINTY else ''}")


def share(found: list[float], step: float, *, below: bool) -> float:
    return 100 * sum((sure < step) == below for sure in found) / max(1, len(found))


if __name__ == "__main__":
    main()
