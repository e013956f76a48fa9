"""Fits the weights of pronouns (languages/weights/coreference/world.toml) on the annotated texts of ../shared/eval.

    PYTHONPATH=src python tools/fit_pronouns.py ../shared/eval/coreference/*_dev.jsonl [--write]

For every pronoun the people before it are ranked (softmax over the sum of their features' weights); printed is the
share chosen rightly, by five-fold cross-validation over documents. Needs numpy, which the program itself does not.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from corpus.extract.document import divided
from corpus.extract.people import mentions
from corpus.extract.people.clusters import Somebody
from corpus.extract.people.coreference import Reference
from corpus.languages import WEIGHTS
from corpus.model import Article, MentionKind

TARGET = WEIGHTS / "coreference" / "world.toml"
DECAY = 1.0
RARE = 10
Sample = tuple[list[list[str]], list[bool]]  # for each person its features, and whether the pronoun means it


def main() -> None:
    paths = [Path(arg) for arg in sys.argv[1:] if not arg.startswith("--")]
    documents = [row for path in paths for row in map(json.loads, path.open(encoding="utf-8"))]
    groups = [_samples(row) for row in documents]
    seen = Counter(feature for group in groups for people, _ in group for features in people for feature in features)
    kept = sorted(feature for feature, count in seen.items() if count >= RARE)
    for kind in ("gap", "gum"):
        marks = [("pronoun" in row) == (kind == "gap") for row in documents]
        print(kind, "cross-validated share right:", _cross(groups, marks, kept))
    weights = _fit([sample for group in groups for sample in group], kept)
    for name, value in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"{value:+.2f} {seen[name]:6d}  {name}")
    if "--write" in sys.argv:
        TARGET.write_text(_toml(weights), encoding="utf-8")


def _samples(row: dict) -> list[Sample]:
    document = divided(Article("", "", row["text"], language="en"))
    found, people = mentions.references(document)
    gold = _gold(row, found)
    samples: list[Sample] = []
    for discourse, pronoun in mentions.resolve(document, found, people):
        right = gold.get((pronoun.start, pronoun.end))
        if right is None:
            continue
        offered = discourse.features(pronoun)
        if any(who in right for who, _ in offered):
            samples.append(([features for _, features in offered], [who in right for who, _ in offered]))
            pronoun.who = next(who for who, _ in offered if who in right)
    return samples


def _gold(row: dict, found: list[Reference]) -> dict[tuple[int, int], set[Somebody]]:
    """pronoun span -> the people of ours it means"""
    named = {one.end: one.who for one in found if one.kind is MentionKind.NAME and one.who}
    if "pronoun" in row:
        owners = {who for side in "AB" if row[side][3] and (who := named.get(row[side][1]))}
        start, end = row["pronoun"]
        return {(start, end): owners} if owners else {}
    answer: dict[tuple[int, int], set[Somebody]] = {}
    for person in row["people"]:
        ends = [end - 2 * said.endswith(("'s", "’s")) for _, end, said in person["mentions"]]
        votes = Counter(named[end] for end in ends if end in named)
        if votes:
            for start, end, _ in person["mentions"]:
                answer[start, end] = {votes.most_common(1)[0][0]}
    return answer


def _arrays(samples: list[Sample], kept: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    index = {feature: n for n, feature in enumerate(kept)}
    rows = [features for people, _ in samples for features in people]
    x = np.zeros((len(rows), len(kept)))
    for n, features in enumerate(rows):
        for feature in features:
            if feature in index:
                x[n, index[feature]] = 1
    group = np.repeat(np.arange(len(samples)), [len(people) for people, _ in samples])
    right = np.array([label for _, labels in samples for label in labels], dtype=float)
    return x, group, right


def _fit(samples: list[Sample], kept: list[str]) -> dict[str, float]:
    x, group, right = _arrays(samples, kept)
    size = len(samples)
    target = right / np.maximum(np.bincount(group, right, size)[group], 1)
    w = np.zeros(len(kept))
    for _ in range(8):  # Newton's method
        score = np.exp(np.clip(x @ w, -30, 30))
        p = score / np.bincount(group, score, size)[group]
        slope = x.T @ (p - target) + DECAY * w
        middle = np.zeros((size, len(kept)))
        np.add.at(middle, group, x * p[:, None])
        curve = (x.T * p) @ x - middle.T @ middle + DECAY * np.eye(len(kept))
        w -= np.linalg.solve(curve, slope)
    return {feature: float(value) for feature, value in zip(kept, w, strict=True) if abs(value) >= 0.05}


def _cross(groups: list[list[Sample]], marks: list[bool], kept: list[str]) -> str:
    right = total = 0
    for fold in range(5):
        weights = _fit([s for n, g in enumerate(groups) if n % 5 != fold for s in g], kept)
        for n, group in enumerate(groups):
            if n % 5 != fold or not marks[n]:
                continue
            for people, labels in group:
                scores = [sum(weights.get(feature, 0) for feature in features) for features in people]
                right += labels[scores.index(max(scores))]
                total += 1
    return f"{right} of {total} = {right / max(total, 1):.3f}"


def _toml(weights: dict[str, float]) -> str:
    lines = [
        "# What each feature of a person named before says for the pronoun meaning them; the highest sum is chosen.",
        "# Fitted by tools/fit_pronouns.py (ranking, cross-validated by document); not to be edited by hand.",
        "",
        "[weights]",
    ]
    lines += [f'"{name}" = {value:.2f}' for name, value in sorted(weights.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
