"""Numbers that steer an algorithm stand together in a documented dataclass: none stands loose."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "corpus"
FILES = sorted(path for path in SOURCE.rglob("*.py") if path.name not in ("limits.py", "extraction_version.py"))

# Set by hand, fitted or measured, chosen for a reason, or out of a paper with its year.
_ORIGIN = re.compile(r"\b(?:[Ss]et by|[Bb]y hand|[Ff]itted|[Mm]easured|[Cc]hosen|[Aa] fact of|(?:19|20)\d\d)\b")


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


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(SOURCE).as_posix())
def test_no_number_stands_loose(file: Path) -> None:
    """Put it into the dataclass of its algorithm, which says what it is, of what unit, and where it comes from."""
    assert sum(_constants(file)) == 0


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(SOURCE).as_posix())
def test_numbers_say_what_they_are_and_where_they_come_from(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    lines = source.splitlines()
    for kind in ast.walk(ast.parse(source)):
        if isinstance(kind, ast.ClassDef) and (numbers := _numbers(kind)):
            assert _ORIGIN.search(" ".join((ast.get_docstring(kind) or "").split())), kind.name
            silent = [n for n in numbers if "#" not in lines[n - 1] and not lines[n - 2].lstrip().startswith("#")]
            assert silent == [], f"{kind.name}: of what unit?"


def _numbers(kind: ast.ClassDef) -> list[int]:
    """The lines of the fields of a dataclass that holds numbers alone, each with its value."""
    fields = [node for node in kind.body if isinstance(node, ast.AnnAssign)]
    if not any("dataclass" in ast.unparse(one) for one in kind.decorator_list) or not all(map(_is_number, fields)):
        return []
    return [node.lineno for node in fields]


def _is_number(field: ast.AnnAssign) -> bool:
    return bool(field.value) and ast.unparse(field.annotation) in ("int", "float")


@pytest.mark.parametrize(("line", "numbers"), [("A = 3", 1), ("A, B = 0.5, -2", 2), ("A = 'x'", 0), ("A = 2 * 60", 1)])
def test_numbers_are_counted_in_any_form(line: str, numbers: int, tmp_path: Path) -> None:
    file = tmp_path / "room.py"
    file.write_text(line, encoding="utf-8")
    assert sum(_constants(file)) == numbers
