"""Does confidence mean something: of the quotes of each confidence, how many have the right speaker.

    python -m tests.eval.calibration

Counted are direct and mixed quotes of four words or more that the annotation has too, by the scorer's own rules of what
is the same quote and the same speaker; quotes it has not are wrong whatever speaker they have.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.extract import extract
from corpus.model import Article, Extraction, QuoteKind

QUOTES = Path(__file__).parents[3] / "shared" / "eval" / "quotes"
SETS = ("ggt.dev", "nature.dev", "polnear.dev", "wikinews_de.dev")
EDGES = (0.9, 0.8, 0.7, 0.6, 0.4, 0.0)


def main() -> int:
    if not QUOTES.is_dir():
        print("There is no ../shared/eval/quotes beside this checkout, so there is nothing to calibrate on.")
        return 0
    sys.path.insert(0, str(QUOTES))
    scorer = importlib.import_module("score_quotes")
    print(f"{'set':<14}" + "".join(f"{'>= ' + str(edge) if edge else 'below':>18}" for edge in EDGES))
    for name in SETS:
        judged = sorted(_judged(scorer, QUOTES / f"{name}.jsonl"), reverse=True)
        cells = []
        for edge, above in zip(EDGES, (2.0, *EDGES), strict=False):
            inside = [right for sure, right in judged if edge <= sure < above]
            share = len(inside) / max(1, len(judged))
            cells.append(f"{100 * sum(inside) / len(inside):.1f} % of {100 * share:.0f} %" if inside else "-")
        print(f"{name:<14}" + "".join(f"{cell:>18}" for cell in cells))
    print("right, of so many of all quotes; confidence from the left edge up to the next")
    return 0


def _judged(scorer: Any, path: Path) -> Iterator[tuple[float, bool]]:
    """(confidence, is it right) of every predicted quote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            gold = json.loads(line)
            found = extract(Article(gold["id"], gold["id"], gold["text"], language=gold.get("lang", "")))
            yield from _document(scorer, gold, found)


def _document(scorer: Any, gold: dict[str, Any], found: Extraction) -> Iterator[tuple[float, bool]]:
    text = gold["text"]
    marked = scorer.quoted_segments(text, gold.get("lang", "en"))
    wanted = [quote for quote in gold["quotes"] if quote["kind"] != "indirect"]
    given = [
        {"start": start, "end": end, "speaker": quote.speaker, "confidence": quote.confidence}
        for quote in found.quotes
        if quote.kind != QuoteKind.INDIRECT
        for start, end in scorer.pieces(text, marked, {"start": quote.span.start, "end": quote.span.end})[0]
    ]
    pairs = {at: of for of, at in scorer.match(wanted, given, scorer.IOU)}
    for at, quote in enumerate(given):
        other = wanted[pairs[at]] if at in pairs else None
        if scorer.nwords((other or {}).get("text") or text[quote["start"] : quote["end"]]) < 4:
            continue
        if other and other.get("speaker_class") == "pronoun" and other.get("resolution") == "surface":
            continue  # nobody has said whom the pronoun means
        named = other is not None and (
            scorer.same_speaker(other["speaker"], quote["speaker"]) if other["speaker"] else not quote["speaker"]
        )
        yield quote["confidence"], bool(named)


if __name__ == "__main__":
    sys.exit(main())
