"""Fits the weights of pronouns (languages/weights/coreference/world.toml) on the annotated texts of ../shared/eval.

    python -m tools.fit_pronouns [--write]

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
Sample = tuple[list[list[str]], list[bool], float]  # of each person the features, whether it is meant; what it counts
EVAL = Path(__file__).resolve().parents[1].parent / "shared" / "eval"
TEXTS = {  # and how much a pronoun of theirs counts
    "coreference/gap_dev.jsonl": 1.0,
    "coreference/gum_people_coref_dev.jsonl": 1.0,
    "quotes/ggt.dev.jsonl": 2.0,
    "quotes/nature.dev.jsonl": 2.0,
    "quotes/polnear.dev.jsonl": 0.5,  # resolved by a machine
}
EVERY = {"quotes/polnear.dev.jsonl": 3}  # of the large corpus every third article


def main() -> None:
    sys.path.insert(0, str(EVAL / "quotes"))
    groups = {name: [_samples(row) for row in _rows(name)] for name in TEXTS}
    every = [sample for found in groups.values() for group in found for sample in group]
    seen = Counter(feature for people, _, _ in every for features in people for feature in features)
    kept = sorted(feature for feature, count in seen.items() if count >= RARE)
    _judge(groups, kept)
    weights = _fit(every, kept)
    for name, value in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"{value:+.2f} {seen[name]:6d}  {name}")
    if "--write" in sys.argv:
        TARGET.write_text(_toml(weights), encoding="utf-8")


def _rows(name: str) -> list[dict]:
    rows = [json.loads(line) for line in (EVAL / name).read_text(encoding="utf-8").splitlines()]
    return [row | {"share": TEXTS[name]} for row in rows][:: EVERY.get(name, 1)]


def _samples(row: dict) -> list[Sample]:
    document = divided(Article("", "", row["text"], language="en"))
    found, people = mentions.references(document)
    gold = _told(row, people) if "quotes" in row else _gold(row, found)
    samples: list[Sample] = []
    for discourse, pronoun in mentions.resolve(document, found, people):
        right = gold.get((pronoun.start, pronoun.end))
        if right is None:
            continue
        offered = discourse.features(pronoun)
        if any(who in right for who, _ in offered):
            samples.append(([features for _, features in offered], [who in right for who, _ in offered], row["share"]))
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


def _told(row: dict, people: list[Somebody]) -> dict[tuple[int, int], set[Somebody]]:
    """Pronouns that an annotator of quotations found to be somebody."""
    from score_quotes import same_speaker

    found: dict[tuple[int, int], set[Somebody]] = {}
    for quote in row["quotes"]:
        if quote["resolution"] != "surface" and quote["speaker"] and quote["speaker_start"] is not None:
            right = {who for who in people if same_speaker(quote["speaker"], who.name)}
            if right:
                found[quote["speaker_start"], quote["speaker_end"]] = right
    return found


def _arrays(samples: list[Sample], kept: list[str]) -> tuple[np.ndarray, ...]:
    index = {feature: n for n, feature in enumerate(kept)}
    rows = [features for people, _, _ in samples for features in people]
    x = np.zeros((len(rows), len(kept)))
    for n, features in enumerate(rows):
        for feature in features:
            if feature in index:
                x[n, index[feature]] = 1
    group = np.repeat(np.arange(len(samples)), [len(people) for people, _, _ in samples])
    right = np.array([label for _, labels, _ in samples for label in labels], dtype=float)
    return x, group, right, np.array([share for _, _, share in samples])


def _fit(samples: list[Sample], kept: list[str]) -> dict[str, float]:
    x, group, right, share = _arrays(samples, kept)
    size = len(samples)
    target = right / np.maximum(np.bincount(group, right, size)[group], 1)
    w = np.zeros(len(kept))
    for _ in range(8):  # Newton's method
        score = np.exp(np.clip(x @ w, -30, 30))
        p = score / np.bincount(group, score, size)[group]
        slope = x.T @ ((p - target) * share[group]) + DECAY * w
        middle = np.zeros((size, len(kept)))
        np.add.at(middle, group, x * p[:, None])
        curve = (x.T * (p * share[group])) @ x - (middle.T * share) @ middle + DECAY * np.eye(len(kept))
        w -= np.linalg.solve(curve, slope)
    return {feature: float(value) for feature, value in zip(kept, w, strict=True) if abs(value) >= 0.05}


def _judge(groups: dict[str, list[list[Sample]]], kept: list[str]) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for fold in range(5):
        known = [s for found in groups.values() for n, group in enumerate(found) if n % 5 != fold for s in group]
        weights = _fit(known, kept)
        for name, found in groups.items():
            for people, labels, _ in (s for n, group in enumerate(found) if n % 5 == fold for s in group):
                scores = [sum(weights.get(feature, 0) for feature in features) for features in people]
                right[name] += labels[scores.index(max(scores))]
                total[name] += 1
    for name in groups:
        print(f"{name}: five-fold, {right[name]} of {total[name]} = {right[name] / max(total[name], 1):.3f}")


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
