"""Who held an office before somebody is who is called the one before, never who holds it now."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.ask import ask
from corpus.extract import extract
from corpus.index import Store
from corpus.model import Article
from corpus.results import Answer, Query

HOLM = """Mayor Petra Lund opened the dam at Holm on Monday.
Lund thanked the builders.
Her predecessor, Alan Moe, who was mayor until May, stayed away.
"""
HAFEN = """Hafenchefin Petra Lund räumte Fehler ein.
„Das war falsch“, sagte Lund.
Ihr Vorgänger Rolf Moe wollte sich nicht äußern.
"""
ALONE = "Mayor Petra Lund opened the dam at Holm on Monday.\n"


@pytest.fixture
def asked(opening: Callable[[], Store]) -> Callable[..., Answer]:
    def told(question: str, text: str, language: str) -> Answer:
        store = opening()
        store.put([extract(Article("a", "a.txt", text, language))])
        found = ask(store, Query(question))
        store.close()
        return found

    return told


@pytest.mark.parametrize(
    ("question", "text", "language", "answer"),
    [
        ("Who was mayor before Lund?", HOLM, "en", "Alan Moe"),
        ("Who was the mayor of Holm before Petra Lund?", HOLM, "en", "Alan Moe"),
        ("Wer war Hafenchef vor Lund?", HAFEN, "de", "Rolf Moe"),
        ("Who was mayor before Lund?", ALONE, "en", None),
        ("Who was mayor until Thursday?", ALONE, "en", None),
        ("Who was mayor before Castell?", HOLM, "en", None),
    ],
)
def test_who_held_it_before_is_not_who_holds_it(
    asked: Callable[..., Answer], question: str, text: str, language: str, answer: str | None
) -> None:
    found = asked(question, text, language)
    assert (found.answer.text if found.answer else None) == answer
    assert bool(found.hits) == bool(answer)
