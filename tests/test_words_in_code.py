"""Words of a language stand in its data, not in patterns of the code: of those left there may only be fewer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from corpus.analysis.folding import fold
from corpus.languages import lexicon

SOURCE = Path(__file__).parents[1] / "src" / "corpus"
ELSEWHERE = ("readers/", "feeds/", "index/sqlite/", "index/postgres/")  # names of formats, and SQL
# Function words in the patterns of a file. Lower a figure whenever you take some away.
LEFT: dict[str, int] = {
    "ask/answer_of_kind.py": 5,
    "ask/whose_act.py": 16,
    "cli/plain_text.py": 1,
    "extract/people/appositions.py": 1,
    "extract/people/callings.py": 3,
    "extract/people/capital_runs.py": 3,
    "extract/people/name_spans.py": 1,
    "extract/quotes/clauses/noun_phrases.py": 3,
    "extract/quotes/cues/cue_words.py": 3,
    "extract/quotes/spans/posts.py": 2,
    "extract/structure/blocks.py": 10,
    "extract/structure/dispatches.py": 6,
    "extract/structure/publication_date.py": 4,
    "quantities/figures.py": 4,
    "quantities/patterns.py": 15,
    "search/query_syntax.py": 6,
    "verify/chats.py": 1,
    "verify/claims.py": 6,
}
COUNTED = ("de", "en", "es", "fr", "pt")  # whose words are counted above: one more language must not make them more
# What makes a string a pattern, and what of one is no word.
_PATTERN = re.compile(r"\(\?|\\[bwsd]|\|")
_SYNTAX = re.compile(
    r"\(\?P?<\w+>|\(\?P=\w+\)|\(\?[a-zA-Z]+[:)]|\\x[0-9a-f]{2}|\\u[0-9a-fA-F]{4}|\\[a-zA-Z]|\[(?:\\.|[^\]\\])*\]|\{[\d,]+\}"
)
_WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def _function_words() -> frozenset[str]:
    return frozenset(fold(word) for code in COUNTED for word in lexicon(code, "stopwords").list("words"))


def _words(source: str) -> Iterator[str]:
    """The function words in all patterns of a module; docstrings are for people."""
    tree = ast.parse(source)
    homes = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    told = {
        id(first.value)
        for node in ast.walk(tree)
        if isinstance(node, homes)
        for first in node.body[:1]
        if isinstance(first, ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in told:
            continue
        found = _WORD.findall(_SYNTAX.sub(" ", node.value)) if _PATTERN.search(node.value) else []
        yield from (word for word in found if fold(word) in _function_words())


@cache
def _counts() -> dict[str, int]:
    files = {path.relative_to(SOURCE).as_posix(): path for path in SOURCE.rglob("*.py")}
    found = {name: len(list(_words(path.read_text(encoding="utf-8")))) for name, path in files.items()}
    return {name: count for name, count in sorted(found.items()) if count and not name.startswith(ELSEWHERE)}


def test_no_pattern_gains_words_of_a_language() -> None:
    """Put them into `languages/data/`, where somebody who adds a language finds them."""
    assert {name: count for name, count in _counts().items() if count > LEFT.get(name, 0)} == {}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('A = re.compile(r"\\b(?:the|der) \\w+")', ["the", "der"]),
        ('A = r"(?:de la|del)"', ["de", "la", "del"]),
        ('A = re.compile(r"(?P<the>\\d+)[of] (?:kg)")', []),
        ('raise WrongUse("There is no word in the question.")', []),
        ('"""What (the|a) pattern does."""', []),
    ],
)
def test_words_are_found_in_patterns_alone(line: str, words: list[str]) -> None:
    assert list(_words(line)) == words
