"""Changes one small thing after another in a room, and tells which changes no test notices.

    python tools/mutants.py ROOM [--sample N] [--seed N]

A mutant is the room with one comparison turned, one number raised, one condition or call left out. It is killed where
a test of the room fails with it. The rooms and their tests stand in ROOMS. The work is done in a copy.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = {  # the code, and the tests that are run; a mutant of the index is tried on SQLite
    "ask": (["src/corpus/ask"], ["tests/ask", "tests/test_limits.py"]),
    "index": (
        ["src/corpus/index", "-src/corpus/index/postgres"],
        [
            f"tests/index/test_{name}.py"
            for name in ("index_contract", "passages", "sqlite", "versions", "corrected_rows")
        ]
        + ["tests/search"],
    ),
    "verify": (["src/corpus/verify"], ["tests/verify", "tests/test_limits.py"]),
}
PATIENCE = 5  # times as long as the tests take without a change: a mutant that never ends is killed
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
SWAPPED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """The `place`th node of a file's tree, in the order of `ast.walk`, changed."""

    file: Path
    place: int
    line: int
    told: str


def mutants(file: Path) -> Iterator[Mutant]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    # How much is cached and whether a type is frozen is seen by no test of what comes out.
    passed = {
        id(inner) for node in ast.walk(tree) for one in getattr(node, "decorator_list", ()) for inner in ast.walk(one)
    }
    for place, node in enumerate(ast.walk(tree)):
        if id(node) in passed:
            continue
        before = ast.unparse(node) if isinstance(node, ast.expr | ast.stmt) else ""
        changed = _changed(deepcopy(node))
        if changed is not None:
            yield Mutant(file, place, getattr(node, "lineno", 0), f"{before[:50]} -> {ast.unparse(changed)[:50]}")


def _changed(node: ast.AST) -> ast.AST | None:
    """The node with one thing in it changed; None for one that has nothing to change."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        node.ops[0] = TURNED[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in SWAPPED:
        node.op = SWAPPED[type(node.op)]()
    elif isinstance(node, ast.IfExp):
        return node.orelse
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        node.value += 1  # type: ignore[operator]
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        node.value = not node.value
    elif isinstance(node, ast.AugAssign) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return ast.Pass()
    else:
        return None
    return node


class _At(ast.NodeTransformer):
    def __init__(self, wanted: ast.AST) -> None:
        self.wanted = wanted

    def visit(self, node: ast.AST) -> ast.AST:
        return _changed(node) or node if node is self.wanted else self.generic_visit(node)


def mutated(mutant: Mutant) -> str:
    tree = ast.parse(mutant.file.read_text(encoding="utf-8"))
    wanted = list(ast.walk(tree))[mutant.place]
    return ast.unparse(ast.fix_missing_locations(_At(wanted).visit(tree)))


def _files(home: Path, paths: list[str]) -> list[Path]:
    out = [home / path[1:] for path in paths if path.startswith("-")]
    found = [file for path in paths if not path.startswith("-") for file in sorted((home / path).rglob("*.py"))]
    return [file for file in found if not any(file.is_relative_to(one) for one in out)]


def _fails(home: Path, tests: list[str], seconds: float | None) -> bool:
    there = [test for test in tests if (home / test).exists()]
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-k", "not postgresql", *there]
    around = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": f"{home / 'src'}{os.pathsep}{home}"}
    try:
        done = subprocess.run(command, cwd=home, env=around, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("room", choices=ROOMS)
    parser.add_argument("--sample", type=int, default=60, help="how many mutants are tried (default 60; 0: all)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    code, tests = ROOMS[given.room]
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        for name in ("src", "bot", "tests", "seeds", "pyproject.toml", "README.md", "config.example.yaml"):
            source = ROOT / name
            shutil.copytree(source, home / name) if source.is_dir() else shutil.copy(source, home)
        return _tried(home, code, tests, given.sample, given.seed)


def _tried(home: Path, code: list[str], tests: list[str], sample: int, seed: int) -> int:
    started = os.times().elapsed
    if _fails(home, tests, None):
        print("The tests of this room fail as they are; mend them first.", file=sys.stderr)
        return 1
    seconds = PATIENCE * (os.times().elapsed - started)
    every = [mutant for file in _files(home, code) for mutant in mutants(file)]
    chosen = random.Random(seed).sample(every, sample) if 0 < sample < len(every) else every
    killed = 0
    for mutant in chosen:
        before = mutant.file.read_text(encoding="utf-8")
        mutant.file.write_text(mutated(mutant), encoding="utf-8")
        noticed = _fails(home, tests, seconds)
        mutant.file.write_text(before, encoding="utf-8")
        killed += noticed
        if not noticed:
            print(f"lives: {mutant.file.relative_to(home)}:{mutant.line}  {mutant.told}", flush=True)
    share = 100 * killed / max(1, len(chosen))
    print(f"{killed} of {len(chosen)} mutants killed ({share:.0f} %); there are {len(every)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
