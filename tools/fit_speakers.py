"""Fits the weights of attribution on the annotated news of ../shared/eval and writes them where the product reads them.

    python -m tools.fit_speakers            five-fold figures by document, then fits on everything and writes
    python -m tools.fit_speakers --check    the figures only
    python -m tools.fit_speakers --near     the shipped weights, moved as little as changed features ask for

Plain logistic choice: the share of a candidate is exp(sum of its weights) over that of all candidates, all right ones
count, weights are kept small (L2). No number comes from a document it is later judged on in the five-fold figures.
"""

from __future__ import annotations

import json
import math
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from corpus.analysis.linear_model import LinearModel
from corpus.extract.document import divided
from corpus.extract.people import mentions
from corpus.extract.quotes import attribution
from corpus.extract.quotes.attribution import Weights
from corpus.extract.quotes.cues import dialogue
from corpus.extract.quotes.spans import transcripts
from corpus.extract.quotes.speakers.features import ANTECEDENTS, SPEAKER
from corpus.extract.quotes.speakers.speaker_candidates import Candidate, Scene
from corpus.languages import WEIGHTS, fitted
from corpus.model import Article, Span

EVAL = Path(__file__).resolve().parents[1].parent / "shared" / "eval"
MARKED = "marked"
SHARE = {
    "ggt": 3.0,
    "nature": 3.0,
    "polnear": 1.0,
    "wikinews_de": 2.0,
    "efe_es": 3.0,
    "ancora_es": 3.0,
    "written_es": 3.0,
    "bosque_pt": 3.0,
    "annodis_fr": 3.0,
    MARKED: 3.0,  # what an editor marks in tests/marked: clear cases, the shorter ones the corpora leave out among them
}  # so that the large corpus does not drown the rest
BY_PLACE = ("wikinews_de",)  # pronouns are never resolved there: the right word is the right answer
LONG_ONLY = ("ancora_es", "bosque_pt", "annodis_fr")  # fewer than four words between marks are not annotated there
EVERY = {"polnear": 3}  # of the large corpus every third article: ten times the rest is enough
SMALLEST = 0.05  # a weight below this is left out
KEPT = {"en": 160}  # features; more fit the articles at hand no better, and other languages start from these
MORE = 300  # the same for the rest
FIXED = {"void.beside.speech": -1.2}  # a few words beside a speech: the corpora do not annotate most such pieces
# Where these stand before anything is learnt: polnear leaves "the minister" as it stands, so it shows little, and a
# name set behind a dash signs the words before it, which one article in all shows.
PRIOR = {"description.person": 1.0, "role.fits": 0.5, "role.other": -0.5, "bare.signed": 3.0, "bare.colon": 0.5}
RARE = 6  # features met in fewer examples get no weight
CORPORA = {
    "en": ("ggt", "nature", "polnear"),
    "de": ("wikinews_de",),
    "es": ("efe_es", "ancora_es", "written_es"),
    "pt": ("bosque_pt",),
    "fr": ("annodis_fr",),
}
LIKE = {"es": "en", "pt": "es", "fr": "en"}  # a language with few articles starts from the weights of another
Flat = dict[str, float]  # feature -> weight
FOLDS, ROUNDS, STEPS, RATE, DECAY = 5, 2, 250, 0.08, 2.0
HELD = 4.0  # the decay towards the weights of another language: more articles would bear less


@dataclass(slots=True)
class Document:
    corpus: str
    id: str
    scene: Scene
    gold: dict[tuple[int, int], dict[str, Any]]
    optional: list[list[int]]  # the annotators left it open whether these are quotations


@dataclass(slots=True)
class Example:
    candidates: list[tuple[str, ...]]
    right: list[bool]
    weight: float


def documents(name: str, code: str) -> Iterator[Document]:
    for number, line in enumerate(_lines(name)):
        if number % EVERY.get(name, 1):
            continue
        record = json.loads(line)
        told = [*record["quotes"], *record.get("quotes_unseen", ()), *_behind_dashes(name).get(record["id"], ())]
        marked = {(q["start"], q["end"]): q for q in told if q["kind"] != "indirect"}
        yield Document(name, record["id"], staged(record["text"], code), marked, record.get("optional", []))


@lru_cache(maxsize=8)
def _behind_dashes(name: str) -> dict[str, list[dict[str, Any]]]:
    """What the annotators of a set marked behind dashes, which the common scorer cannot see: of each article."""
    own = EVAL / name / "quotes.jsonl"
    if not own.is_file():
        return {}
    records = map(json.loads, own.read_text(encoding="utf-8").splitlines())
    return {one["id"]: [quote for quote in one["quotes"] if quote["marks"] == "dash"] for one in records}


def marked(code: str) -> Iterator[Document]:
    """The sentences an editor marked for the tests, each as an article; only for languages with few articles."""
    from tests.extract.test_attribution import CASES, read

    path = CASES / f"quotes_{code}.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if code in LIKE and path.is_file() else []
    for number, line in enumerate(lines):
        if line.strip() and not line.startswith("#"):
            case = read(line)
            said = {
                (span.start, span.end): {"speaker": case.speaker if name is None else name or None}
                for letter, span, name in case.quotes
                if letter != "I"
            }
            yield Document(MARKED, f"{code} {number}", staged(case.text, code), said, [])


def spoken(document: Document, weights: Weights) -> Iterator[Example]:
    from score_quotes import nwords

    for decision in attribution.decide(document.scene, weights):
        if not decision.segment or left_out(document, decision.segment.span):
            continue
        span = decision.segment.span
        gold = near(document.gold, span.start, span.end)
        if gold and gold.get("speaker_class") == "pronoun" and gold.get("resolution") == "surface":
            right = [document.corpus in BY_PLACE and _pronoun(candidate, gold) for candidate in decision.candidates]
        else:
            right = [_right(candidate, gold) for candidate in decision.candidates]
        if any(right) and not all(right):
            size = 1.0 if nwords(span.of(document.scene.text)) >= 4 else 0.5
            weight = SHARE[document.corpus] * size
            yield Example([candidate.features for candidate in decision.candidates], right, weight)


def left_out(document: Document, span: Span) -> bool:
    """What the annotation does not judge."""
    from score_quotes import nwords

    if document.corpus in LONG_ONLY and nwords(span.of(document.scene.text)) < 4:
        return True
    return any(start < span.end and span.start < end for start, end in document.optional)


def near(gold: dict[tuple[int, int], dict[str, Any]], start: int, end: int) -> dict[str, Any] | None:
    if (start, end) in gold:
        return gold[start, end]
    for (a, b), quote in gold.items():
        both = min(b, end) - max(a, start)
        if both > 0 and both / (max(b, end) - min(a, start)) >= 0.8:
            return quote
    return None


def _right(candidate: Candidate, gold: dict[str, Any] | None) -> bool:
    if gold is None or candidate.speaker is None:
        return gold is None and candidate.speaker is None
    return bool(gold["speaker"]) and same(gold["speaker"], candidate.speaker.name)


def _pronoun(candidate: Candidate, gold: dict[str, Any]) -> bool:
    """Where the gold leaves "he" as it stands, the right "he" is all one can ask for."""
    speaker = candidate.speaker
    return bool(
        speaker
        and speaker.form == "pronoun"
        and gold["speaker_start"] is not None
        and speaker.span.start < gold["speaker_end"]
        and gold["speaker_start"] < speaker.span.end
    )


@lru_cache(maxsize=200_000)
def same(one: str, other: str) -> bool:
    from score_quotes import same_speaker

    return bool(same_speaker(one, other))


def train(found: Sequence[Example], keep: int, prior: Flat, decay: float) -> dict[str, float]:
    """Fits all features, keeps those that move the most choices, fits these anew: a table one can read."""
    met = Counter(feature for example in found for feature in set().union(*example.candidates))
    everything = climb(
        found, sorted(name for name, count in met.items() if count >= RARE and name not in FIXED), prior, decay
    )
    spread = {
        name: abs(weight - prior.get(name, 0.0)) * moves(met[name], len(found)) for name, weight in everything.items()
    }
    kept = sorted(spread, key=lambda name: -spread[name])[:keep]
    return climb(found, [*kept, *(name for name in prior if name not in kept and name not in FIXED)], prior, decay)


def moves(count: int, total: int) -> float:
    """How much a feature can move: little where it is rare, little where it is always there."""
    return math.sqrt(count * (1.05 * total - count) / total)


def climb(found: Sequence[Example], names: Sequence[str], prior: Flat, decay: float) -> dict[str, float]:
    """Full gradient, Adam steps: all examples at once, as arrays."""
    names = [*names, *FIXED]
    place = {name: number for number, name in enumerate(names)}
    rest = len(names)  # a column for what is rare, so that no row is empty; its weight stays nothing
    candidates = [
        [rest, *(place[feature] for feature in candidate if feature in place)]
        for example in found
        for candidate in example.candidates
    ]
    columns = np.array([column for candidate in candidates for column in candidate])
    starts = np.cumsum([0, *(len(candidate) for candidate in candidates)])[:-1]
    rows = np.repeat(np.arange(len(candidates)), [len(candidate) for candidate in candidates])
    groups = np.cumsum([0, *(len(example.candidates) for example in found)])[:-1]
    home = np.repeat(np.arange(len(found)), [len(example.candidates) for example in found])
    right = np.array([value for example in found for value in example.right])
    size = np.array([example.weight for example in found])[home]
    weights, mean, spread = (np.zeros(rest + 1) for _ in range(3))
    fixed = [place[name] for name in FIXED] + [rest]
    weights[fixed[:-1]] = list(FIXED.values())
    start = np.array([*(prior.get(name, 0.0) for name in names), 0.0])
    weights += start
    for step in range(1, STEPS + 1):
        scores = np.add.reduceat(weights[columns], starts)
        shares = np.exp(scores - np.maximum.reduceat(scores, groups)[home])
        good = np.where(right, shares, 0.0)
        push = (good / np.add.reduceat(good, groups)[home] - shares / np.add.reduceat(shares, groups)[home]) * size
        slope = np.bincount(columns, push[rows], rest + 1) - decay * (weights - start)
        slope[fixed] = 0.0
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, weights.tolist(), strict=False))


def fit(documents: Sequence[Document], code: str) -> tuple[Weights, Flat]:
    """Each round reads the articles with the weights of the round before, so the carried speakers are its own."""
    prior, loaded = before(code), attribution.load_weights(code)
    table: Flat = prior if code in LIKE else {}
    weights = Weights(LinearModel(table), loaded.indirect, speech=loaded.speech)
    for _ in range(ROUNDS):
        table = train(
            [e for document in documents for e in spoken(document, weights)],
            KEPT.get(code, MORE),
            prior,
            HELD if code in LIKE else DECAY,
        )
        weights = replace(weights, speaker=LinearModel(table))
    return weights, table


def moved(documents: Sequence[Document], code: str) -> Flat:
    """The shipped table with antecedents weighed anew, all else held to what it was; no figure of it is five-fold."""
    loaded = attribution.load_weights(code)
    table = dict(loaded.speaker.weights)
    prior = {name: value for name, value in table.items() if name in SPEAKER.names and name not in ANTECEDENTS}
    names = [*(name for name in prior if name not in FIXED), *sorted(ANTECEDENTS)]
    for _ in range(ROUNDS):
        weights = Weights(LinearModel(table), loaded.indirect, speech=loaded.speech)
        table = climb([e for document in documents for e in spoken(document, weights)], names, prior, HELD)
    return table


def before(code: str) -> Flat:
    """Where the weights stand before anything is learnt."""
    if code not in LIKE:
        return PRIOR
    known = fitted("attribution", LIKE[code]).numbers("speaker")
    return {name: value for name, value in {**PRIOR, **known}.items() if name not in FIXED}


def staged(text: str, code: str) -> Scene:
    document = divided(Article("", "", text, code))
    document.segments = dialogue.find(document)
    document.segments = transcripts.find(document)
    document.mentions, document.people = mentions.find(document)
    return attribution.stage(document)


def folds(found: Sequence[Document]) -> list[list[Document]]:
    order = sorted(found, key=lambda document: document.id)
    random.Random(11).shuffle(order)
    return [order[number::FOLDS] for number in range(FOLDS)]


def judge(found: Sequence[Document], answers: dict[str, list[dict[str, Any]]]) -> None:
    """By the scorer, on the articles read only."""
    from score_quotes import score

    for name in dict.fromkeys(document.corpus for document in found if document.corpus != MARKED):
        with tempfile.TemporaryDirectory() as folder:
            gold, given = Path(folder) / "gold", Path(folder) / "given"
            told = {document.id: answers[f"{name} {document.id}"] for document in found if document.corpus == name}
            gold.write_text("".join(line for line in _lines(name) if json.loads(line)["id"] in told), encoding="utf-8")
            lines = (json.dumps({"id": one, "quotes": quotes}) + "\n" for one, quotes in told.items())
            given.write_text("".join(lines), encoding="utf-8")
            long = score(str(gold), str(given))["w4"]
        spans, speakers, both = (100 * long[key] for key in ("F1", "spk_acc", "e2e_F1"))
        print(f"{name:12} span F1 {spans:.1f}  speaker {speakers:.1f}  e2e F1 {both:.1f}")


def _lines(name: str) -> list[str]:
    return (EVAL / "quotes" / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)


def answer(document: Document, weights: Weights) -> list[dict[str, Any]]:
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


def write(code: str, table: Flat) -> None:
    lines = [
        "# What speaks for and against a speaker (speaker_candidates.py): logits, fitted by",
        f"# `python -m tools.fit_speakers` (see there) on {', '.join(CORPORA[code])} of ../shared/eval.",
        "",
        "[speaker]",
    ]
    kept = sorted((name, value) for name, value in table.items() if abs(value) >= SMALLEST)
    lines += [f'"{name}" = {value:.2f}' for name, value in kept]
    (WEIGHTS / "attribution" / f"{code}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def english_antecedents() -> Flat:
    """What likely antecedents weigh: the corpora of other languages leave most pronouns as they stand."""
    known = fitted("attribution", "en").numbers("speaker")
    return {name: value for name, value in known.items() if name in ANTECEDENTS}


def crossed(found: Sequence[Document], code: str) -> Iterator[tuple[Weights, list[Document]]]:
    """Each fifth of the articles with the weights that the other four give."""
    for fold in folds(found):
        held = {id(document) for document in fold}
        yield fit([document for document in found if id(document) not in held], code)[0], fold


def read(code: str) -> list[Document]:
    return [document for name in CORPORA[code] for document in documents(name, code)] + list(marked(code))


def main(arguments: Sequence[str]) -> None:
    sys.path.insert(0, str(EVAL / "quotes"))
    antecedents = english_antecedents()
    for code in [a for a in arguments if a in CORPORA] or CORPORA:
        found = read(code)
        if "--near" in arguments:
            write(code, moved(found, code))
            continue
        print(f"{code}: five-fold, by document")
        judge(found, {f"{d.corpus} {d.id}": answer(d, w) for w, fold in crossed(found, code) for d in fold})
        weights, table = fit(found, code)
        print(f"{code}: fitted on all of it")
        judge(found, {f"{d.corpus} {d.id}": answer(d, weights) for d in found})
        if "--check" not in arguments:
            if code == "en":
                antecedents = {name: value for name, value in table.items() if name in ANTECEDENTS}
            else:
                table = {name: value for name, value in table.items() if name not in ANTECEDENTS} | antecedents
            write(code, table)


if __name__ == "__main__":
    main(sys.argv[1:])
