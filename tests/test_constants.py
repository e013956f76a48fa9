"""Numbers that steer an algorithm stand together in a documented dataclass; of loose ones there may only be fewer."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "corpus"
ELSEWHERE = {"limits.py", "extraction_version.py"}  # each the one home of its numbers
# Numeric constants beside no dataclass, by room. Lower a figure whenever you take some away.
LOOSE: dict[str, int] = {"index": 1, "verify": 1}


def _numeric(value: ast.expr | None) -> int:
    """How many numbers a constant is: a number, a sum of numbers, several in a tuple."""
    if isinstance(value, ast.Tuple):
        return len(value.elts) if value.elts and all(map(_numeric, value.elts)) else 0
    if isinstance(value, ast.UnaryOp):
        return _numeric(value.operand)
    if isinstance(value, ast.BinOp):
        return int(bool(_numeric(value.left) and _numeric(value.right)))
    return int(isinstance(value, ast.Constant) and type(value.value) in (int, float))


def _constants(file: Path) -> Iterator[int]:
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            yield _numeric(node.value)


@cache
def _loose() -> Counter[str]:
    found: Counter[str] = Counter()
    for file in SOURCE.rglob("*.py"):
        room = file.relative_to(SOURCE).parts[0]
        found[room] += sum(_constants(file)) if file.name not in ELSEWHERE else 0
    return +found


def test_no_room_gains_loose_numbers() -> None:
    """Put a new one into a dataclass that says what it is, and of what unit."""
    assert {room: number for room, number in _loose().items() if number > LOOSE.get(room, 0)} == {}


@pytest.mark.parametrize(("line", "numbers"), [("A = 3", 1), ("A, B = 0.5, -2", 2), ("A = 'x'", 0), ("A = 2 * 60", 1)])
def test_numbers_are_counted_in_any_form(line: str, numbers: int, tmp_path: Path) -> None:
    file = tmp_path / "room.py"
    file.write_text(line, encoding="utf-8")
    assert sum(_constants(file)) == numbers
