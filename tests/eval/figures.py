"""Scores the quantities found in news sentences against their annotated values: `python tests/eval/figures.py GOLD`.

GOLD is `../shared/eval/facts/newsquant_dev.jsonl`. A value counts once: a range is right when both its ends are, in
either order. Units are not scored but shown for the right values: same name, or one spelling holds the other.
"""

from __future__ import annotations

import json
import math
import re
import sys
from pathlib import Path

from corpus import figures

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
            for figure in figures.find(row["text"], "en")
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


def main(arguments: list[str]) -> int:
    if not arguments or not Path(arguments[0]).is_file():
        print(__doc__, file=sys.stderr)
        return 2
    right, found, gold = score(Path(arguments[0]), misses="--misses" in arguments)
    precision, recall = right / max(1, found), right / max(1, gold)
    print(f"values: gold {gold}, found {found}, P {precision:.3f}, R {recall:.3f}, F1 {2 * right / (found + gold):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
