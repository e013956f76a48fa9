"""Every fitted weight is of a feature the code still has: a name that is misspelt, or left over, weighs nothing."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from corpus.languages import FOLDER, WEIGHTS

HOME = FOLDER.parents[1]
# Where the features of a model are named, and the word lists whose keys are part of names ("report" of cues.toml).
ROOMS = {
    "ask": ("ask",),
    "attribution": ("extract/quotes", "extract/people"),
    "coreference": ("extract/people",),
    "direct_speech": ("extract/quotes",),
    "indirect": ("extract/quotes",),
    "names": ("extract/people",),
}
LISTS = ("callings", "cues", "frames", "names", "offices", "pronouns", "titles")
TABLES = [(path, section) for path in sorted(WEIGHTS.rglob("*.toml")) for section in tomllib.loads(path.read_text())]


def _parts(name: str) -> set[str]:
    """ "after.stand" is made of two words, each of which the code must know."""
    return {part for part in re.split(r"\W+", name) if part and not part.isdigit()}


@cache
def _written(room: str) -> frozenset[str]:
    """The words of every string in the code of a room, docstrings left out."""
    found: set[str] = set()
    for path in (HOME / room).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
                found |= _parts(node.value)
    return frozenset(found)


@cache
def _listed() -> frozenset[str]:
    paths = [path for path in FOLDER.rglob("*.toml") if path.stem in LISTS]
    return frozenset(key for path in paths for key in _keys(tomllib.loads(path.read_text(encoding="utf-8"))))


def _keys(table: dict[str, object]) -> Iterator[str]:
    for key, value in table.items():
        yield key.removesuffix("_regular")
        if isinstance(value, dict):
            yield from _keys(value)


@pytest.mark.parametrize(
    ("path", "section"), TABLES, ids=lambda value: value.stem if isinstance(value, Path) else value
)
def test_every_weight_is_of_a_feature_the_code_has(path: Path, section: str) -> None:
    known = frozenset().union(*map(_written, ROOMS[path.parent.name]), _listed())
    weights = tomllib.loads(path.read_text(encoding="utf-8"))[section]
    words = {part for name in weights for part in _parts(name)} if isinstance(weights, dict) else set()
    unknown = {word for word in words - known if not _joined(word, known)}
    assert not unknown, f"{path.parent.name}/{path.name} [{section}]"


def _joined(word: str, known: frozenset[str]) -> bool:
    """ "markthat" is "mark" and "that"."""
    return any(word[:at] in known and word[at:] in known for at in range(3, len(word) - 2))
