"""Fits what a choice of speaker is worth: on choices for articles the weights had not seen, right or wrong.

Used by tools.fit_speakers, which makes those choices. A logistic curve over few features (confidence.py) turns the
share of a choice into how often such choices are right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from corpus.analysis.linear_model import LinearModel
from corpus.extract.quotes.attribution import Decision
from corpus.extract.quotes.speakers.confidence import Features, certainty

FOLDS, DECAY, ROUNDS = 5, 1.0, 12
HELD = 5.0  # the decay towards the curve of another language (five-fold: 93.5 -> 94.0 % of those at .9 right)
SURE = 0.9
Sample = tuple[str, Features, bool, float]  # the article, what the choice was like, was it right, its weight
Same = Callable[[str, str], bool]


def sample(
    article: str, decision: Decision, gold: dict[str, Any] | None, same: Same, weight: float
) -> Iterable[Sample]:
    """Nothing where no person said who it was: pronouns a machine resolved, descriptions left as they are."""
    if not decision.quote:
        return
    if gold and gold.get("speaker_class") == "pronoun" and gold.get("resolution") != "gold":
        return
    speaker, form = decision.quote.speaker, [name for name, _ in decision.features]
    if gold and gold.get("resolution") == "surface" and "form.description" in form:
        return
    right = bool(gold and gold["speaker"] and speaker and same(gold["speaker"], speaker))
    yield article, decision.features, right, weight


def fit(samples: Sequence[Sample], prior: Mapping[str, float]) -> dict[str, float]:
    """`prior`: the curve of another language, from which few samples move little."""
    names = sorted({name for _, features, _, _ in samples for name, _ in features} | set(prior))
    x, right, size = _arrays(samples, names)
    free = () if prior else ("bias", "share", "doubt")
    decay = HELD if prior else DECAY
    keep = np.array([0.0 if name in free else decay for name in names])
    start = np.array([prior.get(name, 0.0) for name in names])
    weights = start.copy()
    for _ in range(ROUNDS):  # Newton's method
        sure = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ ((sure - right) * size) + keep * (weights - start)
        curve = (x.T * (sure * (1 - sure) * size)) @ x + np.diag(keep + 1e-6)
        weights -= np.linalg.solve(curve, slope)
    return {name: round(float(value), 2) for name, value in zip(names, weights, strict=True) if abs(value) >= 0.05}


def _arrays(samples: Sequence[Sample], names: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    place = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(samples), len(names)))
    for row, (_, features, _, _) in enumerate(samples):
        for name, value in features:
            if name in place:
                x[row, place[name]] = value
    return x, np.array([right for _, _, right, _ in samples], dtype=float), np.array([size for *_, size in samples])


def held_out(samples: Sequence[Sample], prior: Mapping[str, float]) -> list[dict[str, float]]:
    """For each fold by article the curve that the other folds give."""
    return [fit([one for one in samples if fold_of(one[0]) != fold], prior) for fold in range(FOLDS)]


def report(samples: Sequence[Sample], curves: Sequence[dict[str, float]]) -> None:
    """How many of those with a confidence of .9 and more are right, by corpus."""
    for corpus in dict.fromkeys(article.split()[0] for article, *_ in samples):
        judged = [
            (certainty(0.0, features, LinearModel(curves[fold_of(article)])) >= SURE, right)
            for article, features, right, _ in samples
            if article.split()[0] == corpus
        ]
        sure = [right for high, right in judged if high]
        share, of = 100 * sum(sure) / max(1, len(sure)), 100 * len(sure) / len(judged)
        print(f"{corpus:12} confidence >= {SURE}: {share:.1f} % right, {of:.0f} % of those the annotation decides")


def fold_of(article: str) -> int:
    return sum(article.encode()) % FOLDS
