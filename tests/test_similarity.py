"""When two spellings are one word, and two names one person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from corpus.analysis import similarity

WORDS = st.text("abdehilmnorstu", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("typed", "nearer", "further"),
    [
        ("smoth", "smith", "smeth"),  # o and i are neighbours on the keyboard, o and e are not
        ("hary", "harry", "hardy"),  # one of two same letters is left out more easily than any other
        ("brwon", "brown", "bron"),
        ("wwilson", "wilson", "wiison"),
        ("hiddla", "hilda", "hidden"),  # a letter doubled and two swapped
        ("karsen", "karlsen", "larsen"),  # one letter can be left out in one way, and be another one in many
        ("mrooy", "monroy", "moritz"),  # one left out, and the two around it swapped
        ("kasper", "casper", "jasper"),  # alike to the ear, and to the fingers
    ],
)
def test_a_likelier_slip_is_nearer(typed: str, nearer: str, further: str) -> None:
    assert similarity.slip_cost(typed, nearer) <= similarity.slip_cost(typed, further)


@given(WORDS)
def test_a_word_is_itself(word: str) -> None:
    assert similarity.slip_cost(word, word) == 0
    assert similarity.word_likeness(word, word) == 1


@given(WORDS, WORDS)
def test_a_slip_never_costs_less_than_nine_tenths_nor_a_word_more_than_all(typed: str, meant: str) -> None:
    plain = OSA.distance(typed, meant)
    assert similarity.slip_cost(typed, meant) >= 0.9 * min(plain, 3)
    assert 0 <= similarity.word_likeness(typed, meant) <= 1


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Sheinbaum", "Claudia Sheinbaum Pardo"),
        ("sheinbaum claudia", "Claudia Sheinbaum"),
        ("Shienbaum", "Claudia Sheinbaum"),
        ("nunez", "José Núñez"),
        ("Lukasz Jagiello", "Łukasz Jagiełło"),
        ("O'Neil", "Ann O’Neill"),
        ("De la Fuente", "Juan Ramón De la Fuente"),
    ],
)
def test_a_person_is_known_by_any_part_of_the_name(asked: str, name: str) -> None:
    assert similarity.same_person(asked, name)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Ann Lee", "Bob Lee"),
        ("Lee", "Leeds"),
        ("Claudia Sheinbaum", "Sheinbaum"),
        ("Marta Ruiz", "Marco Rubio"),
        ("", "Ann Lee"),
        ("…", "Ann Lee"),
    ],
)
def test_another_person_is_another(asked: str, name: str) -> None:
    assert not similarity.same_person(asked, name)


def test_each_asked_word_stands_for_a_word_of_its_own() -> None:
    assert similarity.name_pairs(["lee", "lee"], ["ann", "lee"]) is None
    assert similarity.name_pairs(["lee", "anne"], ["ann", "lee"]) == [("anne", "ann"), ("lee", "lee")]


def test_an_alias_will_do() -> None:
    assert similarity.same_person("Claudiashein", "Claudia Sheinbaum", ("@Claudiashein",))
