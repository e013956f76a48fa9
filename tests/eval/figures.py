"""Scores the quantities found in news sentences against their annotated values: `python -m tests.eval.figures`.

A value counts once: a range is right when both its ends are, in
either order. Units are not scored. `--misses` lists what is lost and what is too much.
"""

from __future__ import annotations

import json
import math
import re
import sys
from pathlib import Path

from corpus import quantities

GOLD = Path(__file__).parents[3] / "shared/eval/facts/newsquant_dev.jsonl"
Value = tuple[float, ...]


def values(given: str) -> Value:
    """'252.0-287.0' -> (252.0, 287.0); '-1.3' -> (-1.3,)."""
    return tuple(float(part) for part in re.findall(r"(?:(?<![\d.])-)?\d+(?:\.\d+)?(?:E[+-]?\d+)?", given))


def alike(one: Value, other: Value) -> bool:
    pairs = zip(sorted(one), sorted(other), strict=False)
    return len(one) == len(other) and all(math.isclose(a, b, rel_tol=1e-6) for a, b in pairs)


def score(path: Path, *, misses: bool) -> tuple[int, int, int]:
    """Right, found, annotated."""
    right = found = gold = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted = [values(quantity["value"]) for quantity in row["quantities"]]
        got = [
            (figure.value,) if figure.upto is None else (figure.value, figure.upto)
            for figure in quantities.find(row["text"], "en")
        ]
        gold, found = gold + len(wanted), found + len(got)
        spurious = []
        for value in got:
            match = next((w for w in wanted if alike(w, value)), None)
            if match is None:
                spurious.append(value)
            else:
                wanted.remove(match)
                right += 1
        if misses and (wanted or spurious):
            print(f"lost {wanted} spurious {spurious}: {row['text'][:160]}", file=sys.stderr)
    return right, found, gold


def main() -> None:
    if not GOLD.is_file():
        print(f"{GOLD} is not here, so there are no annotated quantities to measure on.")
        return
    right, found, gold = score(GOLD, misses="--misses" in sys.argv)
    precision, recall = right / max(1, found), right / max(1, gold)
    print(f"values: gold {gold}, found {found}, P {precision:.3f}, R {recall:.3f}, F1 {2 * right / (found + gold):.3f}")


if __name__ == "__main__":
    main()
