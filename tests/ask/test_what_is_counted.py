"""Which of several figures is meant: the part of a whole, the sum of money, the figure of the asked verb."""

from __future__ import annotations

import pytest

from corpus.ask.answer_span import answer
from corpus.ask.question import Kind, understand


def _marked(asked: str, said: str, language: str) -> str:
    found = answer(understand(asked), said, language)
    return found.of(said) if found else ""


@pytest.mark.parametrize(
    ("asked", "said", "language", "part"),
    [
        ("How many buses are running?", "The firm has 34 of the planned 60 buses running.", "en", "34"),
        ("How many contracts did Lund win?", "Lund won 12 of a total of 40 contracts.", "en", "12"),
        ("Wie viele Busse fahren?", "Es fahren 34 von den geplanten 60 Bussen.", "de", "34"),
        ("¿Cuántos autobuses circulan?", "Circulan 34 de los previstos 60 autobuses.", "es", "34"),
        ("Combien de bus roulent ?", "Le réseau compte 34 sur un total de 60 bus qui roulent.", "fr", "34"),
        ("Quantos ônibus circulam?", "Circulam 34 de um total de 60 ônibus.", "pt", "34"),
    ],
)
def test_the_part_and_not_the_whole(asked: str, said: str, language: str, part: str) -> None:
    assert _marked(asked, said, language) == part


@pytest.mark.parametrize(
    "asked", ["Is that true?", "Was it really true?", "Stimmt das?", "¿Es verdad eso?", "Est-ce vrai ?", "Isso é verdade?"]
)
def test_whether_that_is_true_is_for_people_to_judge(asked: str) -> None:
    assert understand(asked).kind == Kind.JUDGEMENT


def test_what_is_true_of_somebody_is_no_judgement() -> None:
    assert understand("Is it true that Lund resigned?").kind != Kind.JUDGEMENT
