"""Fits the weights of names (languages/weights/names/world.toml) on the annotated names of ../shared/eval.

    PYTHONPATH=src python tools/fit_names.py ../shared/eval/people/*_dev.jsonl [--write]
    PYTHONPATH=src python tools/fit_names.py ../shared/eval/people/person_{es,pt}_*_dev.jsonl --of pt [--write]

`--of` a language fits what it adds to the weights all share (languages/weights/names/pt.toml); the names of another
language beside them count half (five-fold: Portuguese 79.9 -> 80.3, Spanish 85.9 -> 86.4).

Logistic regression over the features of every candidate; before anything is written, F1 is printed as found by
five-fold cross-validation over documents. Needs numpy, which the program itself does not.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from corpus.extract.people import name_spans
from corpus.extract.people.name_shapes import WORLD
from corpus.languages import WEIGHTS, fitted, lexicon

TARGET = WEIGHTS / "names" / "world.toml"
DECAY = 2.0  # strength of the pull towards zero
NOT_NAMES = {
    "i",
    "he",
    "she",
    "his",
    "her",
    "him",
    "they",
    "the",
    "a",
    "an",
    "my",
    "our",
    "your",
    "you",
    "we",
    "it",
    "who",
}
LOOSE = 0.35  # what a document counts of which only some names are known
NEAR = 0.5  # and what one counts in a language near to the one fitted
RARE, OWN_RARE = 12, 6  # features met less often get no weight of their own, in those of all and of one language


def main() -> None:
    own = sys.argv[sys.argv.index("--of") + 1] if "--of" in sys.argv else ""
    paths = [Path(arg) for arg in sys.argv[1:] if not arg.startswith("--") and arg != own]
    documents = [(path.stem, row) for path in paths for row in map(json.loads, path.open(encoding="utf-8"))]
    samples = [_weighed(_samples(stem, row), 1.0 if f"_{own}_" in stem or not own else NEAR) for stem, row in documents]
    kept = _kept(samples, OWN_RARE if own else RARE)
    shared = _shared(own) if own else {}
    for stem in sorted({stem for stem, _ in documents if f"_{own}_" in stem or not own}):
        print(stem, "cross-validated:", _cross(documents, samples, kept, stem, shared))
    weights = _fit([sample for group in samples for sample in group[0]], kept, shared)
    for name, value in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"{value:+.2f}  {name}")
    if "--write" in sys.argv:
        target = TARGET.with_name(f"{own}.toml") if own else TARGET
        target.write_text(_toml(weights), encoding="utf-8")


def _shared(code: str) -> dict[str, float]:
    """What counts in this language before anything of its own is fitted."""
    weights = dict(fitted("names", WORLD).numbers("weights"))
    for feature, value in lexicon(code, "names").numbers("weights").items():
        weights[feature] = weights.get(feature, 0.0) + value
    return weights


def _samples(stem: str, row: dict) -> tuple[list[tuple[list[str], bool, float]], int]:
    found = name_spans.candidates(row["text"], next((code for code in ("es", "pt") if f"_{code}_" in stem), "en"))
    if "pronoun" in row:  # two names of a text are known, of the others nothing
        some = {tuple(row[side][:2]) for side in "AB"}
        return [(one.features, True, LOOSE) for one in found if (one.start, one.end) in some], 2
    gold = _gold(row)
    if "people" in row:  # its spans hold titles and appositions
        inside = {n for start, end in gold for n in range(start, end)}
        return [(one.features, one.end - 1 in inside, 1.0) for one in found], len(gold)
    return [(one.features, (one.start, one.end) in gold, 1.0) for one in found], len(gold)


def _weighed(samples: tuple[list, int], share: float) -> tuple[list, int]:
    return [(features, right, weight * share) for features, right, weight in samples[0]], samples[1]


def _gold(row: dict) -> set[tuple[int, int]]:
    if "persons" in row:
        return {(start, end) for start, end, _ in row["persons"]}
    spans = [mention[:2] for person in row["people"] for mention in person["mentions"] if _is_name(mention[2])]
    return {(start, end - 2 if row["text"][start:end].endswith(("'s", "’s")) else end) for start, end in spans}


def _is_name(said: str) -> bool:
    words = said.split()
    return len(words) < 6 and all(word[0].isupper() for word in words) and words[0].lower() not in NOT_NAMES


def _kept(samples: list, rare: int) -> list[str]:
    seen = Counter(feature for group, _ in samples for features, *_ in group for feature in features)
    return ["bias", *sorted(feature for feature, count in seen.items() if count >= rare)]


def _matrix(rows: list, kept: list[str]) -> np.ndarray:
    index = {feature: n for n, feature in enumerate(kept)}
    x = np.zeros((len(rows), len(kept)))
    for n, (features, *_) in enumerate(rows):
        x[n, 0] = 1
        for feature in features:
            if feature in index:
                x[n, index[feature]] = 1
    return x


def _fit(rows: list, kept: list[str], shared: dict[str, float]) -> dict[str, float]:
    """Newton's method, which settles in a few steps; what is fitted comes on top of what is shared."""
    base = np.array([sum(shared.get(feature, 0.0) for feature in ("bias", *features)) for features, *_ in rows])
    x, y = _matrix(rows, kept), np.array([right for _, right, _ in rows], dtype=float)
    weight = np.array([one[2] for one in rows])
    w = np.zeros(len(kept))
    for _ in range(9):
        p = 1 / (1 + np.exp(-np.clip(x @ w + base, -30, 30)))
        slope = x.T @ (weight * (p - y)) + DECAY * w
        curve = (x.T * (weight * p * (1 - p) + 1e-6)) @ x + DECAY * np.eye(len(w))
        w -= np.linalg.solve(curve, slope)
    return {feature: float(value) for feature, value in zip(kept, w, strict=True) if abs(value) >= 0.05}


def _cross(documents: list, samples: list, kept: list[str], stem: str, shared: dict[str, float]) -> str:
    right = said = gold = 0
    for fold in range(5):
        train = [s for n, g in enumerate(samples) if n % 5 != fold for s in g[0]]
        own = _fit(train, kept, shared)
        weights = {feature: shared.get(feature, 0.0) + own.get(feature, 0.0) for feature in {*shared, *own}}
        for n, (group, total) in enumerate(samples):
            if n % 5 != fold or documents[n][0] != stem:
                continue
            gold += total
            for features, label, _ in group:
                score = weights.get("bias", 0) + sum(weights.get(feature, 0) for feature in features)
                said += score > 0
                right += score > 0 and label
    precision, recall = right / max(said, 1), right / max(gold, 1)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


def _toml(weights: dict[str, float]) -> str:
    lines = [
        "# What each feature of a run of capitals speaks for a person (above zero) or against one; the sum decides.",
        "# Fitted by tools/fit_names.py (logistic regression, cross-validated by document); not to be edited by hand.",
        "",
        "[weights]",
    ]
    lines += [f'"{name}" = {value:.2f}' for name, value in sorted(weights.items()) if math.isfinite(value)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
