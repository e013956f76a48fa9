"""Whom and what an answer may name: the president of the country asked about, no person for a place, whole figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.ask import ask
from corpus.ask.answer_span import answer as marked
from corpus.ask.question import understand
from corpus.extract import extract
from corpus.index import Store
from corpus.model import Article, Basis, Published
from corpus.results import Query

SUMMIT = """Norwegian Prime Minister Tove Aas received the fishing fleets of two countries in Bergen on Tuesday.
Danish Prime Minister Karl Holm stayed away.
Aas will call U.S. President Alan Reed about the catch, her office said.
The president of Chile, Rosa Fuentes, sent a letter.
The talks were led by the Secretary of the Fisheries, Ingrid Moe, and the harbour master.
"""


@pytest.fixture
def asked(opening: Callable[[], Store]) -> Callable[..., tuple[str | None, list[str]]]:
    """The words marked as the answer to a question to these articles, and the sentences with it."""

    def told(question: str, *texts: str, language: str = "en") -> tuple[str | None, list[str]]:
        store = opening()
        for number, text in enumerate(texts):
            day = Published(f"2026-03-{number + 1:02d}", Basis.METADATA)
            store.put([extract(Article(f"a{number}", f"{number}.txt", text, language, published=day))])
        found = ask(store, Query(question))
        store.close()
        return found.answer.text if found.answer else None, [hit.record.text for hit in found.hits]

    return told


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is the president of the United States?", "Alan Reed"),
        ("Who is the U.S. president?", "Alan Reed"),
        ("Wer ist der US-Präsident?", "Alan Reed"),
        ("¿Quién es el presidente de Estados Unidos?", "Alan Reed"),
        ("Who is the American president?", "Alan Reed"),
        ("Who is the president of Chile?", "Rosa Fuentes"),
        ("Who is the Chilean president?", "Rosa Fuentes"),
        ("Who is the Danish prime minister?", "Karl Holm"),
        ("Who is the prime minister of Norway?", "Tove Aas"),
        ("Who is the president of France?", None),
        ("Who is the Swedish prime minister?", None),
    ],
)
def test_an_office_of_a_country_is_nobodys_of_another(
    asked: Callable[..., tuple[str | None, list[str]]], question: str, name: str | None
) -> None:
    answer, sentences = asked(question, SUMMIT)
    assert answer == name
    assert bool(sentences) == bool(name)


@pytest.mark.parametrize("question", ["Where were the talks?", "Where was the letter from Chile?"])
def test_nobody_is_a_place(asked: Callable[..., tuple[str | None, list[str]]], question: str) -> None:
    answer, _ = asked(question, SUMMIT)
    assert answer is None or not any(name in answer for name in ("Moe", "Fuentes", "Secretary"))


@pytest.mark.parametrize(
    ("question", "sentence", "span"),
    [
        ("Where are the missing crates?", "According to her, three crates are missing.", None),
        ("Where was the meeting?", "The meeting was led by the Minister of the Interior, Ana Ruiz.", None),
        ("Where was the meeting?", "The meeting took place in Bergen.", "in Bergen"),
        ("¿Qué pagó el banco?", "El banco pagó 4,2 millones de euros.", "4,2 millones de euros"),
        ("What did the bank pay?", "The bank paid 4,200 euros for the tower.", "4,200 euros"),
        ("Was zahlte die Bank?", "Die Bank zahlte 4,2 Millionen Euro.", "4,2 Millionen Euro"),
    ],
)
def test_the_slice_is_of_the_kind_and_whole(question: str, sentence: str, span: str | None) -> None:
    question_ = understand(question)
    found = marked(question_, sentence, question_.language)
    assert (found.of(sentence) if found else None) == span
