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
    "asked",
    ["Is that true?", "Was it really true?", "Stimmt das?", "¿Es verdad eso?", "Est-ce vrai ?", "Isso é verdade?"],
)
def test_whether_that_is_true_is_for_people_to_judge(asked: str) -> None:
    assert understand(asked).kind == Kind.JUDGEMENT


def test_what_is_true_of_somebody_is_no_judgement() -> None:
    assert understand("Is it true that Lund resigned?").kind != Kind.JUDGEMENT


@pytest.mark.parametrize(
    ("asked", "said", "language", "figure"),
    [
        ("How many people were hurt?", "At least 14 people were killed and dozens hurt on Monday.", "en", "dozens"),
        ("How many people were killed?", "At least 14 people were killed and dozens hurt on Monday.", "en", "14"),
        ("How much did Lund win?", "Ida Lund, 31, won the jackpot in June.", "en", ""),
        ("How much did the lamps cost?", "The council voted, nine to four, for the lamps.", "en", ""),
        ("Combien a coûté le pont ?", "Le pont, adopté par 12 voix contre 7, a coûté cher.", "fr", ""),
        ("When is the race?", "The race, planned for Friday, was postponed to Nov. 28.", "en", "Nov. 28"),
        ("Wann ist das Rennen?", "Das Rennen vom 3. Mai wurde verschoben auf den 9. Mai.", "de", "9. Mai"),
        ("¿Cuándo es la carrera?", "La carrera del 3 de mayo fue aplazada al 9 de mayo.", "es", "9 de mayo"),
        ("Quando é a corrida?", "A corrida de 3 de maio foi adiada para 9 de maio.", "pt", "9 de maio"),
    ],
)
def test_the_figure_of_the_asked_thing(asked: str, said: str, language: str, figure: str) -> None:
    found = _marked(asked, said, language)
    assert figure in found if figure else not found


def test_when_it_was_planned_first_stays() -> None:
    said = "The race, originally planned for Friday, was postponed to Nov. 28."
    assert "Friday" in _marked("When was the race originally planned?", said, "en")


def test_whoever_only_speaks_for_it_does_not_run_it() -> None:
    said = "The firm that runs the depot, Nordhavn Lines, denied it; its spokeswoman, Ida Berg, was away."
    assert _marked("Who runs the depot?", said, "en") == "Nordhavn Lines"


def test_what_was_denied_is_the_whole_clause() -> None:
    said = "Mayor Petra Lund denied that her office had ignored the warning."
    assert _marked("What did Lund deny?", said, "en") == "that her office had ignored the warning"
