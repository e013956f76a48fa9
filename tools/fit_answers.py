"""Fits the weights by which `ask` ranks and believes (languages/weights/ask/world.toml), on ../shared/eval/ask.

    PYTHONPATH=src python tools/fit_answers.py ../shared/eval/ask [--every N] [--write]

Ranking: a softmax over the sentences looked at. Belief: a logistic regression between questions asked with their
article in the index and the same without it, or without the answering sentences alone, and questions that people wrote
so that no article answers them; the same again in indexes of six paragraphs, for a newsroom starts small. Printed is
what five-fold cross-validation by article gives. Needs numpy, which
the program itself does not.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus import jsonl
from corpus.analysis.linear_model import LinearModel
from corpus.ask import refusal, sought
from corpus.ask.question import Question, understand
from corpus.ask.rank import Ranked, looked_at, ranked
from corpus.index import Passages, Store, open_store
from corpus.ingest import sweep
from corpus.languages import WEIGHTS
from corpus.limits import CERTAINTY
from corpus.model import Article, Extraction, Span
from corpus.results import Query

TARGET = WEIGHTS / "ask" / "world.toml"
FOLDS = 5
DECAY = {"rank": 50.0, "belief": 5.0}
LEAST = {"rank": 0.05, "belief": 0.15}  # a weight on features of variance one, below which a feature is left out
COUNTS = {
    "unanswerable": 1.5,
    "with": 1.0,
    "without": 0.5,
    "beside": 0.3,
    "small with": 0.4,
    "small without": 0.2,
    "small beside": 0.4,
}
# Not fitted but judged: in an index of a few articles a name alone says nothing, and paraphrase is not the rule there
# that it is in the questions fitted on.
JUDGED = {
    "act missing": -1.2,  # Spanish questions, none of which are among those fitted on
    "few passages, qualifier missing": -3.5,
    "few passages, only names near": -3.0,
    "few passages, uncounted": -3.0,
}
EVERY = 3  # questions of which one is asked without its sentences alone
SMALL = 6  # paragraphs of a small index
SHORTEST = 200  # characters of such a paragraph
Asked = tuple[dict, Question, Passages]
Rows = tuple[np.ndarray, list[str]]


def main() -> None:
    folder = Path(sys.argv[1])
    gold = [json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8")]
    gold = gold[:: _every()]
    names = sorted({row["article_id"] for row in gold})
    gold = [{**row, "number": n, "fold": names.index(row["article_id"]) % FOLDS} for n, row in enumerate(gold)]
    asked = _asked(folder, gold)
    weights, by_fold = _rank(asked["with"])
    belief = _belief(asked, by_fold)
    if "--write" in sys.argv:
        TARGET.write_text(_toml(weights, belief), encoding="utf-8")


def _every() -> int:
    """Of how many questions one is asked: all, or with `--every N` fewer, for a first look."""
    return int(sys.argv[sys.argv.index("--every") + 1]) if "--every" in sys.argv else 1


# ---------------------------------------------------------------------- asking
def _asked(folder: Path, gold: list[dict]) -> dict[str, list[Asked]]:
    """The passages found for each question: with its article, without it, and without its sentences."""
    found: dict[str, list[Asked]] = {kind: [] for kind in COUNTS}
    given = [json.loads(line) for line in (folder / "articles.jsonl").open(encoding="utf-8")]
    for kind, found_there in _index([sweep.completed(jsonl.imported(row, "articles")) for row in given], gold, EVERY):
        found[kind].append(found_there)
    everything = [sweep.completed(jsonl.imported(row, "articles")) for row in given]
    found["unanswerable"] = list(_unanswerable(folder, everything, gold))
    paragraphs = [paragraph for row in given for paragraph in _paragraphs(row, gold)]
    random.Random(1).shuffle(paragraphs)
    for first in range(0, len(paragraphs), SMALL):
        chosen = paragraphs[first : first + SMALL]
        rows = [row for _, listed in chosen for row in listed]
        for kind, found_there in _index([article for article, _ in chosen], rows, 1):
            found[f"small {kind}"].append(found_there)
    return found


def _unanswerable(folder: Path, articles: list[Extraction], gold: list[dict]) -> Iterator[Asked]:
    """Questions about the articles that none of them answers, with all articles in the index."""
    folds = {row["article_id"]: row["fold"] for row in gold}
    rows = [json.loads(line) for line in (folder / "unanswerable.jsonl").open(encoding="utf-8")][:: _every()]
    with tempfile.TemporaryDirectory() as scratch:
        store = open_store(f"sqlite:///{scratch}/index.db")
        store.put(articles)
        known: dict[str, Article] = {}
        for number, row in enumerate(rows, len(gold)):
            asked = {**row, "number": number, "fold": folds.get(row["article_id"], number % FOLDS), "spans": []}
            yield _one(store, asked, known)
        store.close()


def _index(articles: list[Extraction], gold: list[dict], every: int) -> Iterator[tuple[str, Asked]]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/index.db")
        store.put(articles)
        known: dict[str, Article] = {}
        for article in articles:
            rows = [row for row in gold if row["article_id"] == article.article.id]
            yield from (("with", _one(store, row, known)) for row in rows)
            store.put([], gone=[article.article.id])
            yield from (("without", _one(store, row, known)) for row in rows)
            for row in rows[::every]:
                kept = [s for s in article.sentences if not _right(row, article.article.id, s.span)]
                store.put([replace(article, sentences=tuple(kept))])
                yield "beside", _one(store, row, known)
            store.put([article])
        store.close()


def _paragraphs(given: dict, gold: list[dict]) -> Iterator[tuple[Extraction, list[dict]]]:
    """Each paragraph as an article of its own, with the questions it answers."""
    whole, at = given["article"], 0
    for text in whole["text"].split("\n"):
        key, end = f"{whole['id']}/{at}", at + len(text)
        rows = [row for row in gold if row["article_id"] == whole["id"] and at <= row["spans"][0][0] < end]
        if len(text) >= SHORTEST:
            moved = [
                {**row, "article_id": key, "spans": [[a - at, b - at] for a, b in row["spans"] if at <= a < end]}
                for row in rows
            ]
            article = {**whole, "id": key, "path": f"{key}.txt", "text": text}
            yield sweep.completed(jsonl.imported({"article": article}, "articles")), moved
        at = end + 1


def _one(store: Store, row: dict, known: dict[str, Article]) -> Asked:
    """`known`: each article is kept in memory once, not once for every question."""
    question, passages = sought(store, Query(row["query"]), understand(row["query"]))
    found = (one._replace(article=known.setdefault(one.article.id, one.article)) for one in passages.found)
    return row, question, replace(passages, found=tuple(found))


def _right(row: dict, article: str, span: Span) -> bool:
    return article == row["article_id"] and any(span.start < end and start < span.end for start, end in row["spans"])


# ---------------------------------------------------------------------- ranking
def _rank(asked: list[Asked]) -> tuple[dict, list[dict]]:
    """The weights of all, and of each fold's other folds."""
    features, groups, right, folds = [], [], [], []
    for row, question, passages in asked:
        for seen in looked_at(question, passages):
            features.append(seen.features)
            groups.append(row["number"])
            right.append(_right(row, seen.article.id, seen.span))
            folds.append(row["fold"])
    group, label, fold_of = np.array(groups), np.array(right, dtype=float), np.array(folds)
    x, names = matrix(features)
    names, x, weights = pruned(names, x, lambda part: softmax(part, group, label), LEAST["rank"])
    by_fold = []
    for fold in range(FOLDS):
        rest = fold_of != fold
        scale = x.std(0) + 1e-9
        by_fold.append(dict(zip(names, softmax(x[rest] / scale, group[rest], label[rest]) / scale, strict=True)))
    return dict(zip(names, weights, strict=True)), by_fold


def softmax(x: np.ndarray, group: np.ndarray, label: np.ndarray, decay: float = DECAY["rank"]) -> np.ndarray:
    """Newton's method with halved steps; questions none of whose sentences is right say nothing."""
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    sizes = np.diff(np.r_[starts, len(group)])
    kept = np.repeat(np.add.reduceat(label, starts) > 0, sizes)
    x, label, group = x[kept], label[kept], group[kept]
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    sizes = np.diff(np.r_[starts, len(group)])
    target = label / np.repeat(np.add.reduceat(label, starts), sizes)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = x @ w
        score -= np.repeat(np.maximum.reduceat(score, starts), sizes)
        total = np.add.reduceat(np.exp(score), starts)
        log = score - np.repeat(np.log(total), sizes)
        return decay / 2 * w @ w - target @ log, np.exp(log)

    w = np.zeros(x.shape[1])
    value, p = loss(w)
    for _ in range(20):
        slope = x.T @ (p - target) + decay * w
        middle = np.add.reduceat(x * p[:, None], starts)
        step = np.linalg.solve((x * p[:, None]).T @ x - middle.T @ middle + decay * np.eye(len(w)), slope)
        while (new := loss(w - step))[0] > value and np.abs(step).max() > 1e-6:
            step = step / 2
        w, done = w - step, value - new[0] < 1e-4 * value
        value, p = new
        if done:
            break
    return w


# ---------------------------------------------------------------------- belief
def _belief(asked: dict[str, list[Asked]], by_fold: list[dict]) -> dict:
    """Each question is ranked by the weights its own article had no part in."""
    features, kinds, folds, places = [], [], [], []
    for kind, listed in asked.items():
        for row, question, passages in listed:
            best = ranked(looked_at(question, passages), LinearModel(by_fold[row["fold"]]))
            if best and not refusal.denied(question, best[0]):
                features.append(refusal.features(question, passages, best))
                kinds.append(kind)
                folds.append(row["fold"])
                places.append(_place(row, best))
    asked_as, part_of = np.array(kinds), np.array(folds)
    fitted = [{name: one[name] for name in one if name != "always" and name not in JUDGED} for one in features]
    judged = np.array([sum(value * one[name] for name, value in JUDGED.items()) for one in features])
    x, names = matrix(fitted)
    weight = np.array([COUNTS[one] for one in kinds])
    label = np.isin(asked_as, ("with", "small with")).astype(float)
    names, x, weights = pruned(names, x, lambda part: _logistic(part, judged, label, weight), LEAST["belief"])
    sure = np.zeros(len(label))
    scale = x.std(0) + 1e-9
    for one in range(FOLDS):
        rest = part_of != one
        w = _logistic(x[rest] / scale, judged[rest], label[rest], weight[rest])
        sure[~rest] = 1 / (1 + np.exp(-(np.c_[x / scale, np.ones(len(x))] @ w + judged)[~rest]))
    _curve(sure, asked_as, np.array(places), {name: len(listed) for name, listed in asked.items()})
    return {**dict(zip(names, weights[:-1], strict=True)), "always": weights[-1], **JUDGED}


def _place(row: dict, best: list[Ranked]) -> int:
    return next((n for n, one in enumerate(best) if _right(row, one.article.id, one.span)), 99)


def _logistic(x: np.ndarray, judged: np.ndarray, label: np.ndarray, weight: np.ndarray) -> np.ndarray:
    x = np.c_[x, np.ones(len(x))]
    w, decay = np.zeros(x.shape[1]), DECAY["belief"] * np.diag([1.0] * (x.shape[1] - 1) + [0.0])
    for _ in range(15):
        p = 1 / (1 + np.exp(-np.clip(x @ w + judged, -30, 30)))
        slope = x.T @ (weight * (p - label)) + decay @ w
        w -= np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + decay, slope)
    return w


def _curve(sure: np.ndarray, kind: np.ndarray, places: np.ndarray, asked: dict[str, int]) -> None:
    there = kind == "with"
    shares = [100 * np.sum(places[there] < k) / asked["with"] for k in (1, 3, 5)]
    print("cross-validated r@1 r@3 r@5 without refusal: {:.1f} {:.1f} {:.1f}".format(*shares))
    print(f"AUC of answerable and unanswerable: {_auc(sure[there], sure[kind == 'unanswerable']):.3f}")
    print("r@1, r@5 and share answered (in percent) by belief; small: in indexes of six paragraphs")
    for edge in sorted({0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, CERTAINTY}):
        given = sure >= edge
        r1, r5 = (100 * np.sum(given & there & (places < k)) / asked["with"] for k in (1, 5))
        answered = ", ".join(f"{one} {100 * np.sum(given & (kind == one)) / n:.1f}" for one, n in asked.items())
        print(f"{edge:.2f}{'*' if edge == CERTAINTY else ' '} r@1 {r1:.1f} r@5 {r5:.1f}; {answered}")


def _auc(yes: np.ndarray, no: np.ndarray) -> float:
    """How often what has an answer is surer than what has none."""
    ranks = np.r_[yes, no].argsort().argsort()[: len(yes)] + 1.0
    return float((ranks.sum() - len(yes) * (len(yes) + 1) / 2) / (len(yes) * len(no)))


# ---------------------------------------------------------------------- both
def matrix(rows: list[dict[str, float]]) -> Rows:
    names = sorted({name for row in rows for name in row})
    index = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for n, row in enumerate(rows):
        for name, value in row.items():
            x[n, index[name]] = value
    return x, names


def pruned(
    names: list[str], x: np.ndarray, fit: Callable[[np.ndarray], np.ndarray], least: float
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Without the half of the features that weigh too little, again and again; the weights for features as they are."""
    while True:
        scale = x.std(0) + 1e-9
        w = fit(x / scale)
        low = sorted((abs(w[n]), n) for n in range(len(names)) if abs(w[n]) < least)
        if not low:
            w[: len(names)] /= scale
            return names, x, w
        gone = {n for _, n in low[: (len(low) + 1) // 2]}
        kept = [n for n in range(len(names)) if n not in gone]
        names, x = [names[n] for n in kept], x[:, kept]


def lines_of(weights: dict[str, float]) -> Iterator[str]:
    for name, value in sorted(weights.items()):
        yield f'"{name}" = {value:.3g}'


def _toml(rank: dict[str, float], belief: dict[str, float]) -> str:
    lines = [
        "# What each feature of a sentence says for its being the answer (rank), and for there being an answer at all",
        "# (belief; odds, added up). The features: ask/feature_list.py. Fitted by tools/fit_answers.py,",
        "# cross-validated by article; not to be edited by hand.",
        "",
        "[rank]",
        *lines_of(rank),
        "",
        "[belief]",
        *lines_of(belief),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
