"""Fits what tells somebody's words between marks from titles, names and scare quotes, on the news of
../shared/eval, all languages together; writes the table the product reads.

    python -m tools.fit_direct_speech            five-fold figures by document, then fits on everything and writes
    python -m tools.fit_direct_speech --check    the figures only

A logistic regression by Newton's method, weights kept small (L2). It reads the shares that the speaker weights give:
fit it after them.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.analysis.linear_model import LinearModel
from corpus.extract.document import divided
from corpus.extract.people import mentions
from corpus.extract.quotes import attribution
from corpus.extract.quotes.cues import dialogue
from corpus.extract.quotes.spans import direct_speech, transcripts
from corpus.extract.quotes.speakers import choice
from corpus.languages import WEIGHTS
from corpus.model import Article

EVAL = Path(__file__).resolve().parents[1].parent / "shared" / "eval" / "quotes"
SHARE = {
    "ggt": 2.0, "nature": 1.0, "polnear": 0.5, "wikinews_de": 2.0, "efe_es": 2.0, "ancora_es": 1.0, "written_es": 1.5,
    "bosque_pt": 2.0, "annodis_fr": 2.0,
}  # fmt: skip
EVERY = {"polnear": 3}  # of the large corpus every third article
FIXED = {
    "led.titled": -1.1,
    "led.placard": -2.5,
    "led.called": -2.5,
    "then.verb": -2.5,
    "holds.thing": -2.5,
    "noun.verbless.many": -1.5,
}  # the corpora have few, and call some of them speech
RARE, DECAY, FOLDS, ROUNDS = 8, 1.0, 5, 25
# How likely is enough, by hand from the five-fold figures: span recall of 98 and more with few titles. English speaker
# weights find most speakers, so what they leave is rarely speech.
LEAST = {
    "least": {"many": 0.4, "many.told": 0.4, "few": 0.5, "few.told": 0.5},
    "least_en": {"many": 0.9, "many.told": 0.3},
    "least_de": {"many": 0.25, "many.told": 0.25},
}


@dataclass(slots=True)
class Sample:
    corpus: str
    id: str
    code: str
    shape: tuple[str, ...]
    nobody: float
    told: bool  # anybody may have said it
    chosen: bool  # somebody did, by the choice of speakers
    size: int
    speech: bool

    @property
    def fold(self) -> int:
        return zlib.crc32(f"{self.corpus} {self.id}".encode()) % FOLDS


def samples(corpus: str) -> Iterator[Sample]:
    for number, line in enumerate((EVAL / f"{corpus}.dev.jsonl").read_text(encoding="utf-8").splitlines()):
        if number % EVERY.get(corpus, 1) == 0:
            yield from _samples(corpus, json.loads(line))


def _samples(corpus: str, record: dict) -> Iterator[Sample]:
    text, code = record["text"], record["lang"]
    document = divided(Article("", "", text, code))
    document.segments = dialogue.find(document)
    document.segments = transcripts.find(document)
    document.mentions, document.people = mentions.find(document)
    scene, weights = attribution.stage(document), attribution.load_weights(code)
    gold = [(q["start"], q["end"]) for q in record["quotes"] if q["kind"] != "indirect"]
    left_open = [(q["start"], q["end"]) for q in record["quotes"] if q.get("optional") is True]
    left_open += [tuple(pair) for pair in record.get("optional", ())]
    left_open += [(q["start"], q["end"]) for q in record.get("quotes_unseen", ())]
    again = direct_speech.repeated(text, document.segments)
    for decision in attribution.decide(scene, weights):
        segment = decision.segment
        if segment is None or segment.dialogue or _any(segment.span, left_open):
            continue
        parts = choice.weighed(decision.candidates, weights.speaker)
        yield Sample(
            corpus,
            record["id"],
            code,
            tuple(direct_speech.shape(text, segment, code, again=segment.span in again)),
            choice.share_of_nobody(decision.candidates, parts),
            any(candidate.speaker for candidate in decision.candidates),
            bool(choice.likeliest(decision.candidates, parts)[0].speaker),
            direct_speech.size(text, segment),
            _any(segment.span, gold),
        )


def _any(span, others) -> bool:  # type: ignore[no-untyped-def]
    return any(start < span.end and span.start < end for start, end in others)


def features(sample: Sample) -> dict[str, float]:
    return dict.fromkeys(sample.shape, 1.0) | dict(direct_speech.spoken(sample.nobody, sample.told))


def fit(found: Sequence[Sample]) -> dict[str, float]:
    counts = Counter(name for sample in found for name in features(sample))
    names = sorted(name for name, count in counts.items() if count >= RARE and name not in FIXED)
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(found), len(names)))
    for row, sample in enumerate(found):
        for name, value in features(sample).items():
            if name in place:
                table[row, place[name]] = value
    right = np.array([float(sample.speech) for sample in found])
    share = np.array([SHARE[sample.corpus] for sample in found])
    given = np.array([sum(FIXED.get(name, 0.0) for name in sample.shape) for sample in found])
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-table @ weights - given))
        slope = table.T @ (share * (right - likely)) - DECAY * weights
        bend = (table * (share * likely * (1 - likely))[:, None]).T @ table + DECAY * np.eye(len(names))
        weights += np.linalg.solve(bend, slope)
    return FIXED | dict(zip(names, weights.tolist(), strict=True))


def taken(sample: Sample, table: dict[str, float]) -> bool:
    weights = direct_speech.SpeechWeights(LinearModel(table), LEAST["least"] | LEAST.get(f"least_{sample.code}", {}))
    likely = direct_speech.likely(sample.shape, sample.nobody, sample.told, weights.model)
    return weights.takes(likely, sample.size, told=sample.chosen)


def report(found: Sequence[Sample], kept: Sequence[bool]) -> None:
    for corpus in SHARE:
        for name, few in (("4 words and more", False), ("fewer", True)):
            pairs = [(s, k) for s, k in zip(found, kept, strict=True) if s.corpus == corpus and (s.size < 4) is few]
            speech = [(s.chosen, k) for s, k in pairs if s.speech]
            others = [(s.chosen, k) for s, k in pairs if not s.speech]
            recall = [100 * sum(column) / len(speech) for column in zip(*speech, strict=True)] or [0.0, 0.0]
            wrong = [sum(column) for column in zip(*others, strict=True)] or [0, 0]
            print(f"{corpus:12} {name:17} with a speaker {recall[0]:5.1f} ({wrong[0]} others), kept {recall[1]:5.1f} "
                  f"({wrong[1]} of {len(others)} others)")  # fmt: skip


def write(table: dict[str, float]) -> None:
    lines = [
        "# What tells somebody's words between marks from titles and names (direct_speech.py): logits, fitted by",
        "# `python -m tools.fit_direct_speech` (see there) on nine corpora of ../shared/eval.",
        "",
        "[weights]",
        *(f'"{name}" = {value:.2f}' for name, value in sorted(table.items()) if abs(value) >= 0.05),
    ]
    for name, least in LEAST.items():
        lines += ["", f"[{name}]", *(f'"{key}" = {value}' for key, value in least.items())]
    folder = WEIGHTS / "direct_speech"
    folder.mkdir(exist_ok=True)
    (folder / "world.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    found = [sample for corpus in SHARE for sample in samples(corpus)]
    tables = [fit([sample for sample in found if sample.fold != fold]) for fold in range(FOLDS)]
    report(found, [taken(sample, tables[sample.fold]) for sample in found])
    if "--check" not in arguments:
        write(fit(found))


if __name__ == "__main__":
    main(sys.argv[1:])
