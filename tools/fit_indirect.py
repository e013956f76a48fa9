"""Fits the weights of what is told in the reporter's words and writes them where the product reads them.

    python -m tools.fit_indirect            five-fold figures by document, then fits on everything and writes
    python -m tools.fit_indirect --check    the figures only

The same logistic choice as for speakers (tools/fit_speakers.py): of the stretches a cue offers, and none.
"""

from __future__ import annotations

import json
import sys
import tempfile
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.analysis.linear_model import LinearModel
from corpus.extract.quotes import attribution
from corpus.extract.quotes.attribution import Weights
from corpus.extract.quotes.cues.cue_words import CueKind
from corpus.extract.quotes.indirect import indirect_quotes
from corpus.extract.quotes.indirect.features import CONTENT, NONE
from corpus.extract.quotes.indirect.indirect_quotes import Option
from corpus.extract.quotes.speakers.confidence import certainty
from corpus.languages import WEIGHTS, fitted
from corpus.model import Span
from tools import fit_confidence
from tools.fit_speakers import (
    DECAY,
    EVAL,
    MARKED,
    RARE,
    SMALLEST,
    Document,
    Example,
    answer,
    climb,
    documents,
    folds,
    moves,
    same,
    staged,
)

SHARE = {"ggt": 6.0, "polnear": 1.0, "wikinews_de": 1.0, "efe_es": 3.0, "written_es": 3.0, MARKED: 3.0}
WIDE = ("polnear",)  # holds views and feelings for attributions too; features of its own take that up and are not kept
WIDE_MARKS = {"wide", *(f"wide.{kind}" for kind in CueKind)}
CORPORA = {"en": ("ggt", "polnear"), "de": ("wikinews_de",), "es": ("efe_es", "written_es"), "pt": (), "fr": ()}
# a language with few articles starts from the weights of another; with none the marked sentences move it a little
LIKE = {"es": "en", "pt": "es", "fr": "es"}
LEAST = {
    "en": 0.4,
    "de": 0.3,
    "es": 0.4,
    "pt": 0.4,
    "fr": 0.4,
}  # how likely words must be told; where the five-fold F1 is best
LIKE_CORPORA = {name for code in LIKE for name in CORPORA[code]} | {MARKED}
KEPT = 140  # features
CUTS = {  # where a stretch begins and ends: kept, however rare
    *(f"on.{feature}" for name in ("from.{start}", "to.{stop}") for feature in CONTENT.family(name)),
    *("back.whole", "back.part"),
}
ROUNDS = 2
FOUND, SHOWN = 0.5, 0.7


@dataclass(slots=True)
class Told:
    """A document and the contents its annotation has in the reporter's words, marks in them or not; with the cue."""

    document: Document
    gold: list[tuple[int, int, str]]
    quotes: list[dict[str, Any]]  # those without marks


def read(code: str) -> Iterator[Told]:
    for name in CORPORA[code]:
        with (EVAL / "quotes" / f"{name}.dev.jsonl").open(encoding="utf-8") as lines:
            records = [record for record in map(json.loads, lines) if record.get("indirect_done", True)]
        gold = {record["id"]: record["quotes"] for record in records}
        for document in documents(name, code):
            if document.id not in gold:
                continue  # only what is quoted was annotated
            quotes = gold[document.id]
            yield Told(document, golden(quotes), [quote for quote in quotes if quote["kind"] == "indirect"])


def marked(code: str) -> Iterator[Told]:
    """The sentences an editor marked for the tests; only for languages with few articles."""
    from tests.extract.test_attribution import CASES, read

    lines = (CASES / f"quotes_{code}.txt").read_text(encoding="utf-8").splitlines() if code in LIKE else []
    for number, line in enumerate(lines):
        if line.strip() and not line.startswith("#"):
            case = read(line)
            told = [(span.start, span.end, case.cue or "") for letter, span, _ in case.quotes if letter == "I"]
            document = Document(MARKED, f"{code} {number}", staged(case.text, code), {}, [])
            yield Told(document, told, [])


def golden(quotes: Sequence[dict[str, Any]]) -> list[tuple[int, int, str]]:
    told = set()
    for quote in quotes:
        cue = str(quote["cue"] or "").lower()
        outer = quote.get("outer")
        if quote["kind"] == "mixed" and isinstance(outer, list):
            told.add((int(outer[0]), int(outer[1]), cue))
        if quote["kind"] == "indirect":
            told.add((int(str(quote["start"])), int(str(quote["end"])), cue))
    return sorted(told)


def examples(told: Told, weights: Weights) -> Iterator[Example]:
    """A cue and its options; right is what overlaps the gold by .8, else the best by .3, else that there is none."""
    corpus, scene = told.document.corpus, told.document.scene
    for decision in attribution.decide(scene, weights):
        if not decision.statement or not decision.frame or (corpus in LIKE_CORPORA and decision.statement.segments):
            continue  # where words between marks stand in what is told, their annotation leaves it out
        choices = indirect_quotes.options(scene, decision.statement, decision.number, decision.taken)
        cue = decision.frame.cue
        found = [_likeness(told.gold, option, cue.word) for option in choices]
        best = max(found)
        right = [best < 0.3, *(value >= min(best, 0.8) and best >= 0.3 for value in found[1:])]
        options = [option.features for option in choices]
        if corpus in WIDE:
            options[0] = (*options[0], "wide", f"wide.{cue.kind}")
        if len(options) > 1:
            yield Example(options, right, SHARE[corpus])


def _likeness(gold: Sequence[tuple[int, int, str]], option: Option, cue: str) -> float:
    """Overlap with the gold; where the gold has another cue, only if the overlap is nearly whole."""
    if option.span is None:
        return 0.0
    start, end = option.span.start, option.span.end
    best = 0.0
    for a, b, word in gold[bisect_left(gold, (start - 1500, 0, "")) :]:
        if a >= end:
            break
        if b > start:
            value = (min(b, end) - max(a, start)) / (max(b, end) - min(a, start))
            best = max(best, value if value >= 0.8 or cue in word else 0.0)
    return best


def fit(found: Sequence[Told], code: str) -> dict[str, float]:
    """Each round chooses with the weights of the round before: what is chosen for one cue is seen by the next."""
    prior = before(code)
    weights, table = attribution.load_weights(code), prior or {NONE: 1.0}
    for _ in range(ROUNDS):
        seen = replace(weights, indirect=indirect_quotes.by_side(table, LEAST[code]))
        table = train([example for told in found for example in examples(told, seen)], prior, DECAY)
    return table


def before(code: str) -> dict[str, float]:
    """Where the weights stand before anything is learnt."""
    return fitted("indirect", LIKE[code]).numbers("weights") if code in LIKE else {}


def curve_before(code: str) -> dict[str, float]:
    return fitted("indirect", LIKE[code]).numbers("confidence") if code in LIKE else {}


def train(found: Sequence[Example], prior: dict[str, float], decay: float) -> dict[str, float]:
    """As for speakers; what tells of the wide corpus takes its part, and is left out in the end."""
    met = Counter(feature for example in found for feature in set().union(*example.candidates))
    everything = climb(found, sorted(name for name, count in met.items() if count >= RARE), prior, decay)
    spread = {
        name: abs(everything[name] - prior.get(name, 0.0)) * moves(count, len(found))
        for name, count in met.items()
        if count >= RARE
    }
    kept = sorted(spread, key=lambda name: -spread[name])[:KEPT]
    kept += [name for name in (*spread, *prior) if (name in CUTS or name in prior) and name not in kept]
    wide = [name for name in spread if name in WIDE_MARKS and name not in kept]
    fitted_ones = climb(found, [*kept, *wide], prior, decay)
    return {name: fitted_ones[name] for name in kept if name not in WIDE_MARKS}


def judge(found: Sequence[Document], answers: dict[str, list[dict[str, object]]]) -> None:
    """By the scorer, on the articles read only."""
    from score_quotes import score

    for name in dict.fromkeys(document.corpus for document in found):
        read_ones = {document.id for document in found if document.corpus == name}
        with tempfile.TemporaryDirectory() as folder:
            gold, given = Path(folder) / "gold", Path(folder) / "given"
            lines = (EVAL / "quotes" / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
            gold.write_text("".join(line for line in lines if json.loads(line)["id"] in read_ones), encoding="utf-8")
            told = (json.dumps({"id": one, "quotes": answers[f"{name} {one}"]}) + "\n" for one in sorted(read_ones))
            given.write_text("".join(told), encoding="utf-8")
            figures = score(str(gold), str(given))["indirect"]
        print(f"{name:12} F1 at .3 {100 * figures['F1@.3']:.1f}  at .8 {100 * figures['F1@.8']:.1f}", flush=True)


def choices(told: Told, weights: Weights) -> Iterator[fit_confidence.Sample]:
    """The speakers named for what the annotation has too, right or wrong."""
    document = told.document
    for decision in attribution.decide(document.scene, weights):
        if decision.statement and decision.quote:
            span = decision.quote.span
            gold = max(told.quotes, key=lambda quote: _overlap(span, quote), default=None)
            if gold and _overlap(span, gold) >= FOUND:
                article = f"{document.corpus} {document.id}"
                yield from fit_confidence.sample(article, decision, gold, same, SHARE[document.corpus])


def _overlap(span: Span, quote: dict[str, Any]) -> float:
    both = min(span.end, quote["end"]) - max(span.start, quote["start"])
    return both / (max(span.end, quote["end"]) - min(span.start, quote["start"]))


def shown(samples: Sequence[fit_confidence.Sample], curves: Sequence[dict[str, float]]) -> None:
    """How many of the names that are shown are right, by corpus, with curves that have not seen them."""
    for corpus in dict.fromkeys(article.split()[0] for article, *_ in samples):
        judged = [
            (certainty(0.0, features, LinearModel(curves[fit_confidence.fold_of(article)])) >= SHOWN, right)
            for article, features, right, _ in samples
            if article.split()[0] == corpus
        ]
        sure = [right for high, right in judged if high]
        right, of = 100 * sum(sure) / max(1, len(sure)), 100 * len(sure) / len(judged)
        every = 100 * sum(right for _, right in judged) / len(judged)
        print(f"{corpus:12} names right {every:.1f} %, of the {of:.0f} % shown {right:.1f} %")


def write(code: str, table: dict[str, float], curve: dict[str, float]) -> None:
    lines = [
        "# What speaks for and against words as told by somebody (indirect.py): logits, fitted by",
        f"# `python -m tools.fit_indirect` (see there) on {', '.join(CORPORA[code]) or 'nothing'} of ../shared/eval.",
        "",
        "[decision]",
        f"least = {LEAST[code]}",
        "",
        "# How far to trust the name of the speaker (confidence.py).",
        "[confidence]",
        *(f'"{name}" = {value:.2f}' for name, value in sorted(curve.items())),
        "",
        "[weights]",
    ]
    kept = sorted((name, value) for name, value in table.items() if abs(value) >= SMALLEST)
    lines += [f'"{name}" = {value:.2f}' for name, value in kept]
    (WEIGHTS / "indirect" / f"{code}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    sys.path.insert(0, str(EVAL / "quotes"))
    for code in [a for a in arguments if a in CORPORA] or CORPORA:
        own = attribution.load_weights(code)
        found, lines = list(read(code)), list(marked(code))
        home = {id(told.document): told for told in found}
        answers, samples = {}, []
        for fold in folds([told.document for told in found]):
            held = {id(document) for document in fold}
            table = fit([*(told for key, told in home.items() if key not in held), *lines], code)
            weights = replace(own, indirect=indirect_quotes.by_side(table, LEAST[code]))
            answers.update({f"{d.corpus} {d.id}": answer(d, weights) for d in fold})
            samples += [sample for d in fold for sample in choices(home[id(d)], weights)]
        if found:
            print(f"{code}: five-fold, by document")
            judge([told.document for told in found], answers)
            shown(samples, fit_confidence.held_out(samples, curve_before(code)))
        if "--check" not in arguments:
            write(code, fit([*found, *lines], code), fit_confidence.fit(samples, curve_before(code)))


if __name__ == "__main__":
    main(sys.argv[1:])
