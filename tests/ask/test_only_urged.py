"""That somebody called for it does not tell whether it was done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.ask import ask
from corpus.extract import extract
from corpus.index import Store
from corpus.model import Article
from corpus.results import Query

URGED = [
    ("en", "Did Paula Reyes resign?", "Union leader Marta Quill called on harbour director Paula Reyes to resign."),
    ("en", "Did Paula Reyes resign?", "The fishers asked Paula Reyes to resign on Tuesday."),
    ("es", "¿Dimitió Paula Reyes?", "La oposición exigió a Paula Reyes que dimita."),
    ("es", "¿Dimitió Paula Reyes?", "Marta Gil pidió la dimisión de Paula Reyes."),
    ("de", "Ist Paula Reyes zurückgetreten?", "Die Opposition forderte Paula Reyes auf, dass sie zurücktritt."),
]
DONE = [
    ("en", "Did Paula Reyes resign?", "Paula Reyes resigned after the fishers called on her to go."),
    ("en", "Did Paula Reyes resign?", "The fishers called for a new start and Paula Reyes resigned on Friday."),
    ("en", "Did Paula Reyes resign?", "Paula Reyes refused to resign."),
    ("en", "Did Marta Quill call on Reyes to resign?", "Marta Quill called on Paula Reyes to resign."),
    ("es", "¿Dimitió Paula Reyes?", "La oposición pidió cuentas y Paula Reyes dimitió el viernes."),
    ("de", "Ist Paula Reyes zurückgetreten?", "Die Opposition forderte Neuwahlen und Paula Reyes ist zurückgetreten."),
]


def _shown(opening: Callable[[], Store], language: str, question: str, text: str) -> list[str]:
    store = opening()
    store.put([extract(Article("a", "a.txt", text, language))])
    hits = [hit.record.text for hit in ask(store, Query(question)).hits]
    store.close()
    return hits


@pytest.mark.parametrize(("language", "question", "text"), URGED)
def test_what_was_only_called_for_is_no_answer(
    opening: Callable[[], Store], language: str, question: str, text: str
) -> None:
    assert not _shown(opening, language, question, text)


@pytest.mark.parametrize(("language", "question", "text"), DONE)
def test_what_was_done_is_shown_all_the_same(
    opening: Callable[[], Store], language: str, question: str, text: str
) -> None:
    assert _shown(opening, language, question, text) == [text]
