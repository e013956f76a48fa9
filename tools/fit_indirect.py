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

from corpus.extract import attribution, indirect
from corpus.extract.attribution import Weights
from corpus.extract.indirect import Option
from corpus.language import FOLDER
from tools.fit_speakers import (
    EVAL,
    RARE,
    SMALLEST,
    Document,
    Example,
    answer,
    climb,
    documents,
    folds,
    moves,
)

SHARE = {"ggt": 6.0, "polnear": 1.0, "wikinews_de": 1.0}
WIDE = ("polnear",)  # holds views and feelings for attributions too; features of its own take that up and are not kept
WIDE_MARK = "wide"
CORPORA = {"en": ("ggt", "polnear"), "de": ("wikinews_de",)}
LEAST = {"en": 0.4, "de": 0.3}  # how likely words must be told; where the five-fold F1 is best
KEPT = 140  # features
ROUNDS = 2


@dataclass(slots=True)
class Told:
    """A document and the contents its annotation has in the reporter's words, marks in them or not; with the cue."""

    document: Document
    gold: list[tuple[int, int, str]]


def read(code: str) -> Iterator[Told]:
    for name in CORPORA[code]:
        with (EVAL / "quotes" / f"{name}.dev.jsonl").open(encoding="utf-8") as lines:
            gold = {record["id"]: golden(record["quotes"]) for record in map(json.loads, lines)}
        yield from (Told(document, gold[document.id]) for document in documents(name, code))


def golden(quotes: Sequence[dict[str, object]]) -> list[tuple[int, int, str]]:
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
        if not decision.unit or not decision.frame:
            continue
        choices = indirect.options(scene, decision.unit, decision.number, decision.taken)
        cue = decision.frame.cue
        found = [_likeness(told.gold, option, cue.word) for option in choices]
        best = max(found)
        right = [best < 0.3, *(value >= min(best, 0.8) and best >= 0.3 for value in found[1:])]
        options = [option.features for option in choices]
        if corpus in WIDE:
            options[0] = (*options[0], WIDE_MARK, f"{WIDE_MARK}.{cue.kind}")
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
    weights, table = attribution.load_weights(code), {"none": 1.0}
    for _ in range(ROUNDS):
        seen = replace(weights, indirect=indirect.by_side(table, LEAST[code]))
        table = train([example for told in found for example in examples(told, seen)])
    return table


def train(found: Sequence[Example]) -> dict[str, float]:
    """As for speakers; what tells of the wide corpus takes its part, and is left out in the end."""
    met = Counter(feature for example in found for feature in set().union(*example.routes))
    everything = climb(found, sorted(name for name, count in met.items() if count >= RARE))
    spread = {name: abs(everything[name]) * moves(count, len(found)) for name, count in met.items() if count >= RARE}
    kept = sorted(spread, key=lambda name: -spread[name])[:KEPT]
    wide = [name for name in spread if name.startswith(WIDE_MARK) and name not in kept]
    fitted = climb(found, [*kept, *wide])
    return {name: fitted[name] for name in kept if not name.startswith(WIDE_MARK)}


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


def write(code: str, table: dict[str, float]) -> None:
    lines = [
        "# What speaks for and against words as told by somebody (indirect.py): logits, fitted by",
        f"# `python -m tools.fit_indirect` (see there) on {', '.join(CORPORA[code])} of ../shared/eval.",
        "",
        "[decision]",
        f"least = {LEAST[code]}",
        "",
        "[weights]",
    ]
    kept = sorted((name, value) for name, value in table.items() if abs(value) >= SMALLEST)
    lines += [f'"{name}" = {value:.2f}' for name, value in kept]
    (FOLDER / code / "indirect.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    sys.path.insert(0, str(EVAL / "quotes"))
    for code in [a for a in arguments if a in CORPORA] or CORPORA:
        own = attribution.load_weights(code)
        found = list(read(code))
        home = {id(told.document): told for told in found}
        answers = {}
        for fold in folds([told.document for told in found]):
            held = {id(document) for document in fold}
            table = fit([told for key, told in home.items() if key not in held], code)
            weights = replace(own, indirect=indirect.by_side(table, LEAST[code]))
            answers.update({f"{d.corpus} {d.id}": answer(d, weights) for d in fold})
        print(f"{code}: five-fold, by document")
        judge([told.document for told in found], answers)
        if "--check" not in arguments:
            write(code, fit(found, code))


if __name__ == "__main__":
    main(sys.argv[1:])
