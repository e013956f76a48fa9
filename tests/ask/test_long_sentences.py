"""A transcript without full stops is one sentence: of it only the part that answers is read and shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.ask import ask
from corpus.ask.rank import _parts
from corpus.extract import extract
from corpus.index import Store
from corpus.model import Article, Span
from corpus.results import Query

FILLER = "and so we went on along the quay past the sheds and the nets that hung there to dry "
LONG = f"{FILLER * 40}then the harbour master Ida Lund sold the ferry for 300 crowns {FILLER * 40}"


@pytest.mark.parametrize("question", ["Who sold the ferry?", "What did the harbour master sell?"])
def test_only_the_part_that_answers_is_shown(opening: Callable[[], Store], question: str) -> None:
    store = opening()
    store.put([extract(Article("a", "a.txt", LONG, "en"))])
    shown = ask(store, Query(question)).hits[0].record.text
    store.close()
    assert "sold the ferry" in shown and len(shown) < 1_000


@pytest.mark.parametrize("text", ["a" * 5_000, "ab cd " * 900, " " * 2_500])
def test_parts_are_the_whole_and_end_between_words(text: str) -> None:
    parts = [part.of(text) for part in _parts(text, Span(0, len(text)))]
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert not any(part.endswith((" a", " c")) for part in parts)
