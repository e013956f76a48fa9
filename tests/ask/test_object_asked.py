"""To whom something was done: whoever did it is asked by name, and nobody who suffered it answers for them."""

from __future__ import annotations

import pytest

from corpus.ask import ask
from corpus.ask.object_asked import asked, sufferer
from corpus.ask.question import understand
from corpus.extract import extract
from corpus.index import open_store
from corpus.model import Article
from corpus.results import Query


@pytest.mark.parametrize(
    ("question", "sentence", "language", "whom"),
    [
        (
            "Whom did Ida Berg question?",
            "Inspector Ida Berg questioned the banker Ole Voss for hours.",
            "en",
            "Ole Voss",
        ),
        ("Who did Berg sue?", "Ole Voss was sued by his partner, Ida Berg.", "en", "Ole Voss"),
        ("Whom did Ole Voss question?", "Inspector Ida Berg questioned the banker Ole Voss.", "en", None),
        ("Whom did Ole Voss sue?", "Ole Voss was sued on Friday by Ida Berg.", "en", None),
        ("¿A quién detuvo Ana Gil?", "Luis Paz fue detenido por la inspectora Ana Gil.", "es", "Luis Paz"),
    ],
)
def test_who_suffers_it_stands_before_or_behind(question: str, sentence: str, language: str, whom: str | None) -> None:
    sought = asked(understand(question))
    assert sought is not None
    found = sufferer(sought, sentence, language)
    assert (whom in found.of(sentence)) if whom and found else found is None is whom


@pytest.mark.parametrize("question", ["Who sued Berg?", "Who did the accounts?", "When did Berg sue Voss?", "Whom?"])
def test_nothing_else_asks_to_whom_it_was_done(question: str) -> None:
    assert asked(understand(question)) is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Whom did Ida Berg question?", "Ole Voss"),
        ("Whom did Ole Voss question?", None),
        ("Who did Ole Voss rob?", None),
        ("Who did Karl Moe rob?", None),  # the banker, whom no name is given there
    ],
)
def test_who_suffered_it_did_not_do_it(tmp_path_factory: pytest.TempPathFactory, question: str, answer: str) -> None:
    text = (
        "Bank\n\nInspector Ida Berg questioned the banker Ole Voss for hours. Voss was released by Judge Amir Lund.\n\n"
        "The banker had been robbed by his driver, Karl Moe, in 2022."
    )
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('whom')}/index.db")
    store.put([extract(Article("a", "a.txt", text, "en"))])
    found = ask(store, Query(question))
    assert (found.answer.text if found.answer else None) == answer
