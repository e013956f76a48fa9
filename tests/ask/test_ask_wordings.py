"""Questions in other words than the article's: what is asked, by whom it was said, and what only asks the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from corpus.ask import ask, premises, refusal
from corpus.ask.question import Kind, understand
from corpus.ask.rank import Ranked
from corpus.extract import extract
from corpus.index import Store
from corpus.model import Article, Span
from corpus.results import Answer, Query

CRASH = """Two United States service members have been killed in a helicopter crash near Harrow, the military said.
About 13,000 troops are deployed there.
"""
SINGER = """The label said Mara Quill would be allowed to perform all of her old tracks at the awards on Sunday.
Quill had accused the label of blocking her.
"""
WELLS = """Wells in Dunholm hold 37 micrograms of lead a litre, nearly four times the limit.
Council member Ann Dorsey asked who would pay for the filters.
“We knew of the wells in March,” Dorsey said in the council.
"""
PUERTO = """La ministra de Comercio, Rita Sandoval, votó a favor de la nueva terminal y explicó su decisión.
“El puerto no puede esperar”, declaró Sandoval.
Las grúas se detuvieron a las 14.24, según el informe.
Patricio Vela contó que dos inspectores llegaron a su almacén.
“Nos pidieron los papeles”, relató.
El hospital suspendió 94 cirugías en tres semanas.
"""


@pytest.fixture
def store(opening: Callable[[], Store]) -> Iterator[Store]:
    store = opening()
    texts = {"crash": CRASH, "singer": SINGER, "wells": WELLS}
    store.put([extract(Article(name, f"{name}.txt", text, "en")) for name, text in texts.items()])
    store.put([extract(Article("puerto", "puerto.txt", PUERTO, "es"))])
    yield store
    store.close()


def first(found: Answer) -> str:
    return found.hits[0].record.text if found.hits else ""


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("how many US soldiers were killed near Harrow?", "Two United States service members"),
        ("did Mara Quill get permission to play her old songs?", "allowed to perform all of her old tracks"),
        ("what did Dorsey say in the council?", "We knew of the wells in March"),
        ("¿qué le dijeron los inspectores a Patricio Vela?", "Nos pidieron los papeles"),
        ("cuantas cirujias suspendio el hospital", "94 cirugías"),
        ("¿a qué hora se detuvieron las grúas?", "a las 14.24"),
    ],
)
def test_other_words_find_what_the_article_says(store: Store, asked: str, said: str) -> None:
    assert said in first(ask(store, Query(asked)))


@pytest.mark.parametrize(
    "asked",
    ["who will pay for the filters?", "¿por qué votó en contra Rita Sandoval?", "did Mara Quill sue the label?"],
)
def test_what_only_asks_or_says_the_opposite_is_no_answer(store: Store, asked: str) -> None:
    assert not ask(store, Query(asked)).hits


def test_a_number_opens_a_sentence_in_a_capital(store: Store) -> None:
    found = ask(store, Query("how many US soldiers were killed near Harrow?"))
    assert found.answer and found.answer.text == "Two"


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("max fine in the water law", Kind.NUMBER),
        ("cost overrun of line 5", Kind.NUMBER),
        ("Higher rates of illness are effects of what?", Kind.WHAT),
        ("What do a number of researchers think?", Kind.WHAT),
        ("What area draws restaurants?", Kind.WHERE),
        ("What is the area of the lake?", Kind.NUMBER),
        ("¿En qué pueblo nació Vela?", Kind.WHERE),
        ("¿En qué minuto marcó Vela?", Kind.NUMBER),
        ("¿De qué murió Vela?", Kind.WHY),
    ],
)
def test_what_is_asked_for_is_known_without_a_word_that_asks(asked: str, kind: Kind) -> None:
    assert understand(asked).kind is kind


@pytest.mark.parametrize(
    ("asked", "inside", "near", "share"),
    [
        ("¿Cuándo renunció Vela?", 0b01, 0b01, 0.0),
        ("¿Cuándo renunció Vela?", 0b10, 0b11, 0.5),
        ("¿Cuándo renunció Vela?", 0b10, 0b10, 1.0),
        ("¿Por cuánto fue el contrato de Vela?", 0b10, 0b10, 0.0),  # no act, but what it is about
        ("¿Cómo se llama el hermano de Vela?", 0b10, 0b10, 1.0),  # the name of whom
    ],
)
def test_an_act_that_is_only_told_around_the_sentence_counts_half(
    asked: str, inside: int, near: int, share: float
) -> None:
    article = Article("a", "a.txt", "Vela llegó al puerto.", "es")
    question = understand(asked)
    best = Ranked(article, Span(0, len(article.text)), 1.0, 1.0, {}, inside, 0b11 & ~near)
    assert refusal._act_missing(question, best) == share


@pytest.mark.parametrize(
    ("asked", "said", "language", "turned"),
    [
        ("Who built the northern bridge?", "Voss built the southern bridge.", "en", True),
        ("Who built the northern bridge?", "Voss built the bridge over the southern arm.", "en", False),
        ("Who built the northern bridge?", "Voss, a southern builder, built it.", "en", False),  # in another place
        ("When did the second ferry sink?", "The first ferry sank in 1902.", "en", True),
        ("When did the second ferry sink?", "The first ferry sank in 1902, the second ferry in 1907.", "en", False),
        ("What did the 1998 report say?", "The 1988 report praised it.", "en", True),
        ("What did the 1998 report say?", "The 12 reports praised it.", "en", False),
        ("Why did Voss vote against it?", "Voss voted for it because he likes boats.", "en", True),
        ("¿Por qué votó en contra Vela?", "Vela votó a favor porque quiso.", "es", True),
        ("¿Quién cerró la segunda terminal?", "Vela cerró la primera terminal.", "es", True),
        ("Wann kam der französische Minister?", "Der deutsche Minister kam am Montag.", "de", True),
        ("Wann sank die zweite Fähre?", "Die erste Fähre sank 1902.", "de", True),
        ("Quand la deuxième ligne a-t-elle ouvert?", "La troisième ligne a ouvert en mai.", "fr", True),
        ("Quando abriu a linha norte?", "A linha sul abriu em maio.", "pt", True),
        ("When did the second ferry sink?", "La primera balsa se hundió.", "es", False),  # not the question's language
    ],
)
def test_what_excludes_the_asked_in_its_place_is_no_answer(asked: str, said: str, language: str, turned: bool) -> None:
    assert premises.turned_round(understand(asked), said, language) is turned
