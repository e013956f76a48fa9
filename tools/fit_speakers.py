"""Fits the weights of attribution on the annotated news of ../shared/eval and writes them where the product reads them.

    python -m tools.fit_speakers            five-fold figures by document, then fits on everything and writes
    python -m tools.fit_speakers --check    the figures only

Plain logistic choice: the share of a route is exp(sum of its weights) over that of all routes, all right routes count,
weights are kept small (L2). No number comes from a document it is later judged on in the five-fold figures.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from corpus.extract import attribution, quotations
from corpus.extract.routes import Route, Scene
from corpus.language import FOLDER

EVAL = Path(__file__).resolve().parents[1].parent / "shared" / "eval"
SHARE = {
    "ggt": 3.0,
    "nature": 3.0,
    "polnear": 1.0,
    "wikinews_de": 2.0,
}  # so that the large corpus does not drown the rest
CORPORA = {"en": ("ggt", "nature", "polnear"), "de": ("wikinews_de",)}
FOLDS, ROUNDS, STEPS, RATE, DECAY = 5, 2, 250, 0.08, 2.0


@dataclass(slots=True)
class Document:
    corpus: str
    id: str
    scene: Scene
    gold: dict[tuple[int, int], dict[str, Any]]


@dataclass(slots=True)
class Example:
    routes: list[tuple[str, ...]]
    right: list[bool]
    weight: float


def documents(name: str, code: str) -> Iterator[Document]:
    for line in (EVAL / "quotes" / f"{name}.dev.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        gold = {(q["start"], q["end"]): q for q in record["quotes"] if q["kind"] != "indirect"}
        yield Document(name, record["id"], staged(record["text"], code), gold)


def examples(document: Document, weights: dict[str, float]) -> Iterator[Example]:
    from score_quotes import nwords

    for decision in attribution.decide(document.scene, weights):
        span = decision.segment.span
        gold = _near(document.gold, span.start, span.end)
        if gold and gold.get("speaker_class") == "pronoun" and gold.get("resolution") == "surface":
            continue
        right = [_right(route, gold) for route in decision.choices]
        if any(right) and not all(right):
            size = 1.0 if nwords(span.of(document.scene.text)) >= 4 else 0.5
            weight = SHARE[document.corpus] * size
            yield Example([route.features for route in decision.choices], right, weight)


def _near(gold: dict[tuple[int, int], dict[str, Any]], start: int, end: int) -> dict[str, Any] | None:
    if (start, end) in gold:
        return gold[start, end]
    for (a, b), quote in gold.items():
        both = min(b, end) - max(a, start)
        if both > 0 and both / (max(b, end) - min(a, start)) >= 0.8:
            return quote
    return None


def _right(route: Route, gold: dict[str, Any] | None) -> bool:
    if gold is None or route.speaker is None:
        return gold is None and route.speaker is None
    return bool(gold["speaker"]) and _same(gold["speaker"], route.speaker.name)


@lru_cache(maxsize=200_000)
def _same(one: str, other: str) -> bool:
    from score_quotes import same_speaker

    return bool(same_speaker(one, other))


def train(found: Sequence[Example]) -> dict[str, float]:
    """Full gradient, Adam steps: all examples at once, as arrays."""
    names = sorted({feature for example in found for route in example.routes for feature in route})
    place = {name: number for number, name in enumerate(names)}
    routes = [route for example in found for route in example.routes]
    columns = np.array([place[feature] for route in routes for feature in route])
    starts = np.cumsum([0, *(len(route) for route in routes)])[:-1]
    rows = np.repeat(np.arange(len(routes)), [len(route) for route in routes])
    groups = np.cumsum([0, *(len(example.routes) for example in found)])[:-1]
    home = np.repeat(np.arange(len(found)), [len(example.routes) for example in found])
    right = np.array([value for example in found for value in example.right])
    size = np.array([example.weight for example in found])[home]
    weights, mean, spread = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = np.add.reduceat(weights[columns], starts)
        shares = np.exp(scores - np.maximum.reduceat(scores, groups)[home])
        good = np.where(right, shares, 0.0)
        push = (good / np.add.reduceat(good, groups)[home] - shares / np.add.reduceat(shares, groups)[home]) * size
        slope = np.bincount(columns, push[rows], len(names)) - DECAY * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, weights.tolist(), strict=True))


def fit(documents: Sequence[Document]) -> dict[str, float]:
    """Each round reads the articles with the weights of the round before, so the carried speakers are its own."""
    weights: dict[str, float] = {}
    for _ in range(ROUNDS):
        weights = train([e for document in documents for e in examples(document, weights)])
    return weights


def staged(text: str, code: str) -> Scene:
    from corpus.extract import blocks, mentions, sentences
    from corpus.model import Article

    divided = blocks.divide(Article("", "", text, code), code)
    marked = quotations.segments(text, divided, code)
    split = sentences.split(text, divided, code)
    named, people = mentions.find(text, split, divided, marked, code)
    return attribution.stage(text, divided, split, marked, named, people, code)


def folds(found: Sequence[Document]) -> list[list[Document]]:
    order = sorted(found, key=lambda document: document.id)
    random.Random(11).shuffle(order)
    return [order[number::FOLDS] for number in range(FOLDS)]


def judge(found: Sequence[Document], answers: dict[str, list[dict[str, Any]]]) -> None:
    import tempfile

    from score_quotes import score

    for name in dict.fromkeys(document.corpus for document in found):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            for document in found:
                if document.corpus == name:
                    file.write(json.dumps({"id": document.id, "quotes": answers[f"{name} {document.id}"]}) + "\n")
            file.flush()
            result = score(str(EVAL / "quotes" / f"{name}.dev.jsonl"), file.name)
        long = result["w4"]
        spans, speakers, both = (100 * long[key] for key in ("F1", "spk_acc", "e2e_F1"))
        indirect = [100 * result["indirect"][key] for key in ("F1@.3", "F1@.8")]
        print(f"{name:12} span F1 {spans:.1f}  speaker {speakers:.1f}  e2e F1 {both:.1f}  indirect {indirect}")


def answer(document: Document, weights: dict[str, float]) -> list[dict[str, Any]]:
    text = document.scene.text
    quotes = [d.quote for d in attribution.decide(document.scene, weights) if d.quote]
    return [
        {
            "start": q.span.start,
            "end": q.span.end,
            "text": q.span.of(text),
            "kind": q.kind.value,
            "speaker": q.speaker,
            "speaker_start": q.speaker_span.start if q.speaker_span else None,
            "speaker_end": q.speaker_span.end if q.speaker_span else None,
            "confidence": q.confidence,
        }
        for q in quotes
    ]


def write(code: str, weights: dict[str, float]) -> None:
    kept = {name: value for name, value in sorted(weights.items()) if abs(value) >= 0.05}
    lines = [
        "# What speaks for and against a speaker: logits, fitted by `python -m tools.fit_speakers` (see there) on",
        f"# {', '.join(CORPORA[code])} of ../shared/eval.",
        "# The names are the features of corpus/extract/routes.py; a weight under .05 is left out.",
        "[speaker]",
        *(f'"{name}" = {value:.2f}' for name, value in kept.items()),
    ]
    (FOLDER / code / "weights.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    sys.path.insert(0, str(EVAL / "quotes"))
    for code in [a for a in arguments if a in CORPORA] or CORPORA:
        found = [document for name in CORPORA[code] for document in documents(name, code)]
        answers = {}
        for fold in folds(found):
            held = {id(document) for document in fold}
            weights = fit([document for document in found if id(document) not in held])
            answers.update({f"{d.corpus} {d.id}": answer(d, weights) for d in fold})
        print(f"{code}: five-fold, by document")
        judge(found, answers)
        weights = fit(found)
        print(f"{code}: fitted on all of it")
        judge(found, {f"{d.corpus} {d.id}": answer(d, weights) for d in found})
        if "--check" not in arguments:
            write(code, weights)


if __name__ == "__main__":
    main(sys.argv[1:])
