"""Does confidence mean something: of the quotes shown from each confidence on, how many have the right speaker.

    python -m tests.eval.calibration [--svg docs/confidence.svg]

Counted are direct and mixed quotes of four words or more that the annotation has too, by the scorer's own rules of what
is the same quote and the same speaker; quotes it has not are wrong whatever speaker they have.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.extract import extract
from corpus.limits import CONFIDENCE
from corpus.model import Article, Extraction, QuoteKind

QUOTES = Path(__file__).parents[3] / "shared" / "eval" / "quotes"
SETS = ("ggt", "nature", "polnear", "wikinews_de", "efe_es", "ancora_es", "written_es", "bosque_pt", "annodis_fr")
EDGES = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.5)
COLOURS = ("#1f6feb", "#d29922", "#8250df", "#cf222e", "#1a7f37", "#0a7ea4", "#bf3989", "#57606a", "#953800")
Judged = Sequence[tuple[float, bool]]  # how sure, is it right


def main(arguments: Sequence[str]) -> int:
    if not QUOTES.is_dir():
        print("There is no ../shared/eval/quotes beside this checkout, so there is nothing to calibrate on.")
        return 0
    sys.path.insert(0, str(QUOTES))
    scorer = importlib.import_module("score_quotes")
    judged = {name: list(_judged(scorer, QUOTES / f"{name}.dev.jsonl")) for name in SETS}
    _print("right, of what is shown from this confidence on; of all quotes so many are", judged, _right)
    _print("of a hundred quotes: shown under a wrong name; under the right one, but withheld", judged, _both_sides)
    print(f"the setting's default: {CONFIDENCE}")
    if "--svg" in arguments:
        Path(arguments[arguments.index("--svg") + 1]).write_text(_drawing(judged), encoding="utf-8")
    return 0


def _print(title: str, judged: Mapping[str, Judged], cell: Any) -> None:
    print(f"\n{title}\n{'':<12}" + "".join(f"{f'>= {edge}':>14}" for edge in EDGES))
    for name, found in judged.items():
        print(f"{name:<12}" + "".join(f"{cell(found, edge):>14}" for edge in EDGES))


def _right(found: Judged, edge: float) -> str:
    shown = [right for sure, right in found if sure >= edge]
    return f"{_percent(shown):.1f} of {100 * len(shown) / max(1, len(found)):.0f}"


def _both_sides(found: Judged, edge: float) -> str:
    wrong = sum(sure >= edge and not right for sure, right in found)
    withheld = sum(sure < edge and right for sure, right in found)
    return f"{100 * wrong / max(1, len(found)):.1f} / {100 * withheld / max(1, len(found)):.1f}"


def _percent(shown: Sequence[bool]) -> float:
    return 100 * sum(shown) / max(1, len(shown))


def _drawing(judged: Mapping[str, Judged]) -> str:
    """From which confidence on how many of the names shown are right: one line a set."""
    lines, edges = [], sorted(EDGES)
    for number, (name, found) in enumerate(judged.items()):
        rights = [_percent([right for sure, right in found if sure >= edge]) for edge in edges]
        points = " ".join(f"{_x(edge)},{_y(right)}" for edge, right in zip(edges, rights, strict=True))
        colour = COLOURS[number]
        lines.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines.append(f'<text x="480" y="{24 + 18 * number}" fill="{colour}">{name}</text>')
    for edge in edges:
        lines.append(f'<text x="{_x(edge)}" y="318" text-anchor="middle">{edge}</text>')
    for right in (75, 80, 85, 90, 95, 100):
        lines.append(f'<path d="M40 {_y(right)}H470" stroke="#d0d7de"/><text x="6" y="{_y(right) + 4}">{right}</text>')
    default = _x(CONFIDENCE)
    lines.append(f'<path d="M{default} 20V300" stroke="#57606a" stroke-dasharray="4"/>')
    body = "\n".join(lines)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 580 326" font-family="sans-serif" font-size="12">\n'
        '<rect width="580" height="326" fill="#ffffff"/>\n'
        f"<title>Names shown from a confidence on: how many per cent are right</title>\n{body}\n</svg>\n"
    )


def _x(edge: float) -> int:
    return round(50 + 410 * (edge - 0.5) / 0.45)


def _y(right: float) -> int:
    return round(300 - 280 * (max(right, 70) - 70) / 30)


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
    sys.exit(main(sys.argv[1:]))
