"""Fits what a choice of speaker is worth: one curve for all sets and languages.

On choices for articles that the weights they were made with had not seen.

    python -m tools.fit_confidence            five-fold figures by document, then fits on everything and writes
    python -m tools.fit_confidence --check    the figures only

A logistic curve over few features (confidence.py) turns the share of a choice into how often such choices are right.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from corpus.analysis.linear_model import LinearModel
from corpus.extract.quotes import attribution
from corpus.extract.quotes.attribution import Decision, Weights
from corpus.extract.quotes.speakers.confidence import Features, certainty
from corpus.languages import WEIGHTS
from tools import fit_speakers
from tools.fit_speakers import CORPORA, EVAL, MARKED, Document

FOLDS, DECAY, ROUNDS = 5, 3.0, 12
HELD = 5.0  # the decay towards the curve of another language (five-fold: 93.5 -> 94.0 % of those at .9 right)
EDGES = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5)
SHARE = {**fit_speakers.SHARE, "polnear": 0.3}  # of its choices of .9 and more counted wrong two in three are right
Sample = tuple[str, Features, bool, float]  # the article, what the choice was like, was it right, its weight
Same = Callable[[str, str], bool]


def choices(document: Document, weights: Weights) -> Iterator[Sample]:
    """What was chosen and whether it is right."""
    from score_quotes import nwords

    for decision in attribution.decide(document.scene, weights):
        if decision.segment and decision.quote and not fit_speakers.left_out(document, decision.segment.span):
            span = decision.segment.span
            gold = fit_speakers.near(document.gold, span.start, span.end)
            weight = SHARE[document.corpus] * (1.0 if nwords(span.of(document.scene.text)) >= 4 else 0.25)
            yield from sample(f"{document.corpus} {document.id}", decision, gold, fit_speakers.same, weight)


def unseen(code: str) -> Iterator[Sample]:
    """The choices for every article of a language, by weights that had not seen it."""
    found = fit_speakers.read(code)
    shipped = (WEIGHTS / "attribution" / f"{code}.toml").is_file()
    parts = fit_speakers.crossed(found, code) if shipped else [(attribution.load_weights(code), found)]
    for weights, fold in parts:
        for document in fold:
            if document.corpus != MARKED:
                yield from choices(document, weights)


def sample(
    article: str, decision: Decision, gold: dict[str, Any] | None, same: Same, weight: float
) -> Iterable[Sample]:
    """Nothing where no person said who it was: pronouns a machine resolved, descriptions left as they are, speakers
    that are the word "said"."""
    if not decision.quote:
        return
    if gold and gold.get("speaker_class") == "pronoun" and gold.get("resolution") != "gold":
        return
    speaker, form = decision.quote.speaker, [name for name, _ in decision.features]
    if gold and _is_left_open(gold, form):
        return
    if gold and gold["speaker"] and gold["speaker"] == gold.get("cue"):
        return
    right = bool(gold and gold["speaker"] and speaker and same(gold["speaker"], speaker))
    yield article, decision.features, right, weight


def _is_left_open(gold: dict[str, Any], form: Sequence[str]) -> bool:
    """Whether nobody is named for a description, so that its own words are all one can show."""
    if gold["speaker"] is None and gold.get("speaker_class") == "description":
        return "form.description" in form or "form.phrase" in form
    return gold.get("resolution") == "surface" and "form.description" in form


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
    return {
        name: round(float(value), 2)
        for name, value in zip(names, weights, strict=True)
        if name == "bias" or abs(value) >= 0.05
    }


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


def report(samples: Sequence[Sample], curves: Sequence[Mapping[str, float]]) -> None:
    """Of those with a confidence of so much and more how many are right, and how many they are, by corpus."""
    print(f"{'':12}" + "".join(f"{f'>= {edge}':>14}" for edge in EDGES))
    for corpus in dict.fromkeys(article.split()[0] for article, *_ in samples):
        judged = [
            (certainty(0.0, features, LinearModel(curves[fold_of(article)])), right)
            for article, features, right, weight in samples
            if article.split()[0] == corpus and weight >= SHARE[corpus]
        ]
        cells = []
        for edge in EDGES:
            shown = [right for sure, right in judged if sure >= edge]
            cells.append(f"{100 * sum(shown) / max(1, len(shown)):.1f} of {100 * len(shown) / len(judged):.0f} %")
        print(f"{corpus:12}" + "".join(f"{cell:>14}" for cell in cells))


def fold_of(article: str) -> int:
    return sum(article.encode()) % FOLDS


def write(curve: Mapping[str, float]) -> None:
    sets = ", ".join(name for names in CORPORA.values() for name in names)
    lines = [
        "# How sure it is who spoke (confidence.py): a logistic curve over the share of a choice and its kind, fitted",
        "# by `python -m tools.fit_confidence` on choices for articles that the weights they were made with had not",
        f"# seen, of {sets} in ../shared/eval.",
        "",
        "[weights]",
        *(f'"{name}" = {value:.2f}' for name, value in sorted(curve.items())),
    ]
    folder = WEIGHTS / "confidence"
    folder.mkdir(exist_ok=True)
    (folder / "world.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    sys.path.insert(0, str(EVAL / "quotes"))
    samples = [one for code in CORPORA for one in unseen(code)]
    print("of those shown at so much and more, right: five-fold, by document; four words and more")
    report(samples, held_out(samples, {}))
    if "--check" not in arguments:
        write(fit(samples, {}))


if __name__ == "__main__":
    main(sys.argv[1:])
