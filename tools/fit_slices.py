"""Fits the weights by which `ask` marks what a "what" asks for (languages/weights/slices/en.toml), on questions.

    PYTHONPATH=src python -m tools.fit_slices ../shared/eval/ask [--every N] [--write]

A softmax over the slices of the sentence that holds the answer; a slice is as right as it shares words with the answer
(F1, articles and prepositions left out, as SQuAD's own scorer), and right enough from a half. Printed is what five-fold
cross-validation by article gives. Needs numpy, which the program itself does not.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.analysis.folding import words
from corpus.analysis.linear_model import LinearModel
from corpus.ask import answer_span
from corpus.ask.answer_slices import Features
from corpus.ask.answer_words import tokens_of
from corpus.ask.question import understand
from corpus.languages import WEIGHTS
from corpus.model import Span
from tools.fit_answers import FOLDS, lines_of, matrix, pruned, softmax

TARGET = WEIGHTS / "slices" / "en.toml"
DECAY = 5.0
LEAST = 0.06  # a weight on features of variance one, below which a feature is left out
# Not fitted but judged: a newsroom's sentences are shorter than those fitted on, and the rules find more in them.
JUDGED = {"rule told": 2.0, "rule object": 2.0, "rule around": 2.0}
RIGHT, LEARNT = 0.5, 0.6  # F1 from which a slice counts as right, and as one to learn from
LEFT_OUT = frozenset({"the", "a", "an", "of", "in", "at", "on", "by"})


class Example(NamedTuple):
    fold: int
    text: str
    slices: list[tuple[Span, Features]]
    right: list[float]  # F1 of each


def main() -> None:
    every = int(sys.argv[sys.argv.index("--every") + 1]) if "--every" in sys.argv else 1
    examples = list(_examples(Path(sys.argv[1]), every))
    x, names = matrix([features for one in examples for _, features in one.slices])
    group = np.array([n for n, one in enumerate(examples) for _ in one.slices])
    label = np.array([share for one in examples for share in _learnt(one.right)])
    fold = np.array([one.fold for one in examples for _ in one.slices])
    names, x, weights = pruned(names, x, lambda part: softmax(part, group, label, DECAY), LEAST)
    scale = x.std(0) + 1e-9
    marked = []
    for number in range(FOLDS):
        rest = fold != number
        by_fold = dict(zip(names, softmax(x[rest] / scale, group[rest], label[rest], DECAY) / scale, strict=True))
        marked += [_marked(one, LinearModel(by_fold)) for one in examples if one.fold == number]
    _curve(marked, len(names))
    if "--write" in sys.argv:
        TARGET.parent.mkdir(exist_ok=True)
        fitted = dict(zip(names, weights, strict=True))
        TARGET.write_text(_toml({**fitted, **{name: fitted[name] + JUDGED[name] for name in JUDGED}}), encoding="utf-8")


def _examples(folder: Path, every: int) -> Iterator[Example]:
    given = (json.loads(line)["article"] for line in (folder / "articles.jsonl").open(encoding="utf-8"))
    texts = {article["id"]: article["text"] for article in given}
    gold = [json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8")]
    names = sorted(texts)
    for row in gold[::every]:
        question = understand(row["query"])
        text = next((t for a, b in row["spans"] if row["answer"] in (t := texts[row["article_id"]][a:b])), "")
        if text and answer_span.open_ended(question):
            slices = answer_span.slices(question, text, "en", tokens_of(question, text, "en"))
            right = [_alike(span.of(text), row["answer"]) for span, _ in slices]
            if slices:
                yield Example(names.index(row["article_id"]) % FOLDS, text, slices, right)


def _alike(one: str, other: str) -> float:
    """F1 of their words."""
    first, second = (Counter(word for word in words(text) if word not in LEFT_OUT) for text in (one, other))
    both = (first & second).total()
    return 2 * both / (first.total() + second.total()) if both else 0.0


def _learnt(right: list[float]) -> list[float]:
    """How much of the answer each slice is held for: the best, and what is nearly as good by the third power."""
    top = max(right)
    return [share**3 if share >= max(LEARNT, top - 1e-9) else 0.0 for share in right]


def _marked(one: Example, model: LinearModel) -> tuple[float, bool]:
    """How likely the marked slice is, and whether it is right."""
    found = answer_span.likeliest(one.slices, model)
    if found is None:
        return 0.0, False
    at = next(n for n, (span, _) in enumerate(one.slices) if span == found.span)
    return found.likely, one.right[at] >= RIGHT


def _curve(marked: list[tuple[float, bool]], features: int) -> None:
    print(f"{len(marked)} questions, {features} features; right in the right sentence, cross-validated:")
    for edge in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        there = [right for likely, right in marked if likely >= edge]
        print(
            f"{edge:.1f} marked {100 * len(there) / len(marked):.1f}, right {100 * sum(there) / max(1, len(there)):.1f}"
        )


def _toml(weights: dict[str, float]) -> str:
    lines = [
        "# What each feature of a slice of a sentence says for its being what an English “what” asks for. Features:",
        "# ask/answer_slices.py. Fitted by tools/fit_slices.py, cross-validated by article; not to be edited by hand.",
        "",
        "[weights]",
        *lines_of(weights),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
