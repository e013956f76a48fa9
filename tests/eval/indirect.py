"""What is told in the reporter's words, with its speaker: is it quoted, by whom, and how far can one trust it.

    python -m tests.eval.indirect

A quote counts as found where it overlaps one of the annotation by half (of both together). Its name can be judged only
there; a pronoun the annotation leaves unresolved is left out. Shown names are those of the confidence the product asks
for before it shows a name.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.extract import extract
from corpus.model import Article, Extraction, QuoteKind

QUOTES = Path(__file__).parents[3] / "shared" / "eval" / "quotes"
SETS = ("ggt.dev", "polnear.dev", "wikinews_de.dev")
EDGES = (0.9, 0.8, 0.7, 0.6, 0.4, 0.0)
FOUND = 0.5
SHOWN = 0.7


@dataclass(frozen=True, slots=True)
class Told:
    confidence: float
    found: bool
    named: bool
    right: bool | None  # the name, or that there is none; None where nobody can say


def main() -> int:
    if not QUOTES.is_dir():
        print("There is no ../shared/eval/quotes beside this checkout, so there is nothing to measure on.")
        return 0
    sys.path.insert(0, str(QUOTES))
    scorer = importlib.import_module("score_quotes")
    for name in SETS:
        gold, told = _judged(scorer, QUOTES / f"{name}.jsonl")
        _print(name, gold, told)
    return 0


def _print(name: str, gold: int, told: list[Told]) -> None:
    right = sum(one.found and one.right is not False for one in told)
    named = [one for one in told if one.named and one.right is not None]
    shown = [one for one in named if one.confidence >= SHOWN]
    precision, recall = right / max(1, len(told)), right / max(1, gold)
    both = 2 * precision * recall / max(1e-9, precision + recall)
    print(
        f"{name:<16} gold {gold}  told {len(told)}  end to end P {100 * precision:.1f} R {100 * recall:.1f} "
        f"F1 {100 * both:.1f}  names right {_share(named)}, shown {_share(shown)}"
    )
    for title, choice in (("found", lambda one: one.found), ("name right", lambda one: one.right)):
        cells = []
        for edge, above in zip(EDGES, (2.0, *EDGES), strict=False):
            inside = [one for one in (told if title == "found" else named) if edge <= one.confidence < above]
            rate = (
                f"{100 * sum(map(bool, map(choice, inside))) / len(inside):.1f} % of {len(inside)}" if inside else "-"
            )
            cells.append(f"{'>= ' + str(edge) if edge else 'below'}: {rate}")
        print(f"   {title:<11}" + "   ".join(cells))


def _share(names: list[Told]) -> str:
    return f"{100 * sum(bool(one.right) for one in names) / max(1, len(names)):.1f} % of {len(names)}"


def _judged(scorer: Any, path: Path) -> tuple[int, list[Told]]:
    total = 0
    found: list[Told] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            gold = json.loads(line)
            wanted = [quote for quote in gold["quotes"] if quote["kind"] == "indirect"]
            total += len(wanted)
            extraction = extract(Article(gold["id"], gold["id"], gold["text"], language=gold.get("lang", "")))
            found.extend(_document(scorer, gold, wanted, extraction))
    return total, found


def _document(scorer: Any, gold: dict[str, Any], wanted: list[dict[str, Any]], found: Extraction) -> Iterator[Told]:
    text = gold["text"]
    marked = scorer.quoted_segments(text, gold.get("lang", "en"))
    given: list[dict[str, Any]] = [
        {"start": quote.span.start, "end": quote.span.end, "quote": quote}
        for quote in found.quotes
        if quote.kind == QuoteKind.INDIRECT
        and not scorer.pieces(text, marked, {"start": quote.span.start, "end": quote.span.end})[0]
    ]
    pairs = {at: of for of, at in scorer.match(wanted, given, FOUND)}
    for at, one in enumerate(given):
        quote, other = one["quote"], wanted[pairs[at]] if at in pairs else None
        yield Told(quote.confidence, other is not None, bool(quote.speaker), _right(scorer, other, quote.speaker))


def _right(scorer: Any, gold: dict[str, Any] | None, speaker: str | None) -> bool | None:
    if gold is None or (gold.get("speaker_class") == "pronoun" and gold.get("resolution") == "surface"):
        return None
    return bool(scorer.same_speaker(gold["speaker"], speaker)) if gold["speaker"] else not speaker


if __name__ == "__main__":
    sys.exit(main())
