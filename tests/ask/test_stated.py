"""The sentence that says in so many words what is asked is the answer: the figure that a limit is, who did the deed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.ask import ask, stated
from corpus.ask.question import understand
from corpus.extract import extract
from corpus.index import Store
from corpus.model import Article, Basis, Published
from corpus.results import Answer, Query

LEAD = """The legal limit for lead in paint is discussed by the council of Holm.
The legal limit is 9 grams.
"""
LATER = "The paint on the Holm pier held 36 grams of lead, four times the legal limit for lead.\n"
FARM = """The ministry has approved the largest wind farm of the land, with 72 turbines off Cape Holm, on Thursday.
The farm will be built by the Danish company Nordvind.
It will cost 9.4 billion crowns.
"""
FEUD = "Mayor Petra Lund told the council on Monday that Karl Voss had lied to the harbour board.\n"


@pytest.fixture
def asked(opening: Callable[[], Store]) -> Callable[..., Answer]:
    def told(question: str, *texts: str) -> Answer:
        store = opening()
        for number, text in enumerate(texts):
            day = Published(f"2026-03-{number + 1:02d}", Basis.METADATA)
            store.put([extract(Article(f"a{number}", f"{number}.txt", text, "en", published=day))])
        found = ask(store, Query(question))
        store.close()
        return found

    return told


@pytest.mark.parametrize(
    ("question", "texts", "words"),
    [
        ("What is the legal limit for lead?", (LEAD, LATER), "The legal limit is 9 grams."),
        ("How much does the wind farm cost?", (FARM,), "It will cost 9.4 billion crowns."),
        ("Who is building the wind farm?", (FARM,), "The farm will be built by the Danish company Nordvind."),
    ],
)
def test_what_says_so_comes_first(
    asked: Callable[..., Answer], question: str, texts: tuple[str, ...], words: str
) -> None:
    assert asked(question, *texts).hits[0].record.text == words


INQUIRY = """Alan Moe, chief executive of Norbank, resigned hours after an inquiry into the bank was opened.
The minister said the inquiry would be led by Ida Berg, a judge.
A jury that sat for 11 hours acquitted Karl Voss, a 41-year-old driver, on Friday.
"""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who leads the inquiry?", "The minister said the inquiry would be led by Ida Berg, a judge."),
        ("Was Voss convicted?", "A jury that sat for 11 hours acquitted Karl Voss, a 41-year-old driver, on Friday."),
    ],
)
def test_what_is_told_outright_comes_before_what_is_near(
    asked: Callable[..., Answer], question: str, words: str
) -> None:
    assert asked(question, INQUIRY).hits[0].record.text == words


@pytest.mark.parametrize(
    ("question", "text", "language", "so"),
    [
        ("What is the price cap?", "The cap will be 33 cents a unit.", "en", True),
        ("How high is the price cap?", "The cap was set at 33 cents a unit.", "en", True),
        ("What is the price cap?", "Parliament adopted the price cap by 88 votes.", "en", False),
        ("What is the price cap?", "The cap, which will run until March, may cost 640 million.", "en", False),
        ("What did the council say?", "The council is 33 strong.", "en", False),
        ("¿Cuál es el límite de plomo?", "El límite de plomo es de 9 gramos.", "es", True),
        ("Wie hoch ist der Grenzwert?", "Der Grenzwert liegt bei 9 Gramm.", "de", True),
        ("Quelle est la limite ?", "La limite est de 9 grammes.", "fr", True),
        ("Qual é o limite?", "O limite é de 9 gramas.", "pt", True),
    ],
)
def test_a_thing_is_stated_where_a_figure_follows_it(question: str, text: str, language: str, so: bool) -> None:
    assert stated.stated(understand(question), text, language) == so


def test_a_figure_that_was_revised_is_the_later_one(asked: Callable[..., Answer]) -> None:
    first = "The tram crash at Holm on Monday injured 31 people, the hospital said.\n"
    later = "The number of injured in the tram crash at Holm has been corrected to 34. The hospital had given 31.\n"
    found = asked("How many people were injured in the tram crash?", first, later)
    assert found.answer is not None
    assert found.answer.text.startswith("34")


def test_nobody_is_marked_who_heads_a_part_only(asked: Callable[..., Answer]) -> None:
    text = "The safety agency, the TSB, sent six men. Its head of engineering, Karl Voss, found the recorder.\n"
    assert asked("Who is the head of the TSB?", text).answer is None


def test_an_age_is_that_of_the_name_before_it(asked: Callable[..., Answer]) -> None:
    text = "Ida Berg opened the dam at Holm with Karl Voss, 61. Ms Berg, 44, is an engineer by training.\n"
    found = asked("How old is Ida Berg?", text)
    assert found.answer is not None
    assert found.answer.text == "44"


def test_how_many_by_somebodys_account_is_a_number(asked: Callable[..., Answer]) -> None:
    found = asked(
        "How many people were hurt, according to the hospital?", "Eleven people were hurt, the hospital said.\n"
    )
    assert found.answer is not None
    assert found.answer.text.startswith("Eleven")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Did the mayor appeal?", "Mayor Petra Lund, who lost in court, dropped her appeal on Monday."),
        ("How long is the detour?", "Lorries face a detour of 41 miles. It costs them £400 a week."),
    ],
)
def test_what_answers_is_kept_alone(asked: Callable[..., Answer], question: str, text: str) -> None:
    assert asked(question, text + "\n").hits[0].record.text == text.partition(". ")[0].removesuffix(".") + "."


def test_another_thing_is_not_counted(asked: Callable[..., Answer]) -> None:
    found = asked("How many vehicles use the bridge?", "The limit on the bridge that cars use is 30 miles an hour.\n")
    assert found.answer is None


def test_whom_the_question_names_did_not_do_it(asked: Callable[..., Answer]) -> None:
    found = asked("Who told the mayor that Voss had lied?", FEUD)
    assert found.answer is None or "Lund" not in found.answer.text


def test_what_somebody_said_they_did_is_what_they_said() -> None:
    question = understand("What did Lund say she wrote down?")
    assert (question.kind, question.speaker, question.topic) == ("said", "lund", "she wrote down")
