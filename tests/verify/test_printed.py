"""Whom the printed sentence names beside a quotation."""

from __future__ import annotations

import pytest

from corpus.model import Span
from corpus.verify.printed import Frame, frame, heads


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("Ann Lee", ["ann lee"]),
        ("Mayor Ann Lee", ["ann lee"]),
        ("the mayor of Port Ellen, Ann Lee", ["ann lee"]),
        ("a glaciologist at the Goddard Space Centre in Greenbelt", []),
        ("a biologist with the Institute of Science and Technology", []),
        ("the head of the Port Authority", []),
        ("el presidente de Spanair", []),
        ("la ministra de Hacienda, Nuria Peláez", ["nuria pelaez"]),
        ("Humberto de la Calle", ["humberto de la calle"]),
        ("Bundesaußenministerin Wittmer", ["wittmer"]),
        ("Sprecherin von Anke Wittmer", []),
        ("Consultada por el reparo de Osorio, Peláez", ["consultada", "pelaez"]),
    ],
)
def test_a_name_behind_of_is_not_who_speaks(phrase: str, names: list[str]) -> None:
    assert [" ".join(name) for name in heads(phrase)] == names


def around(line: str, words: str) -> Frame:
    start = line.index(words)
    return frame(line, [Span(start, start + len(words))], "en")


@pytest.mark.parametrize(
    ("line", "phrases"),
    [
        ("“We dig on,” Ann Lee said. Bo Ray shrugged.", ["Ann Lee"]),
        ("Bo Ray shrugged. “We dig on,” said Ann Lee, the mayor.", ["Ann Lee, the mayor"]),
        ("It went well, says Lee: “We dig on.”", ["Lee"]),
        ("“We dig on.” Bo Ray said nothing.", []),
        ("Among them were Bo Ray, the poet, Ann Lee (“We dig on.”), and others.", ["Ann Lee"]),
        ("“We dig on” (the phrase is Bo Ray's) was heard.", []),
        ("“Enough,” Bo Ray said. “We dig on,” Ann Lee replied.", ["Ann Lee"]),
        ("Ann Lee said she asked whether “We dig on” meant anything.", ["Ann Lee said she"]),
        ("Bo Ray said: “We dig on,” replied Ann Lee.", ["Ann Lee"]),
        ("«We dig on», advirtió la juez, quien se fue.", ["la juez, quien se fue"]),
        ("„We dig on“, sagte Anke Wittmer.", ["Anke Wittmer"]),
        ("„We dig on“. Die Richterin Anke Wittmer verwies darauf.", []),
        ("Insistió en que el Valencia dijo que “We dig on”.", ["Insistió en que el Valencia"]),
    ],
)
def test_the_phrase_beside_the_words_is_found(line: str, phrases: list[str]) -> None:
    found = around(line, "We dig on").phrases
    assert [claim.text for claim in found] == phrases
    assert all(claim.sure and line[claim.span.start : claim.span.end] == claim.text for claim in found)


def test_the_frame_is_one_sentence_between_two_quotations() -> None:
    found = around("He left. Then, “no,” said Bo, “We dig on” and sat down. Ann Lee, the mayor, rose.", "We dig on")
    assert (found.before, found.behind) == (" said Bo, “", "and sat down")


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        (["the", "leader", "of", "the", "union"], True),
        (["leader", "of", "the", "union"], True),
        (["the", "union"], False),  # too little to be no chance
        (["leader", "of", "the", "city"], False),
    ],
)
def test_what_somebody_is_called_is_held_word_by_word(asked: list[str], held: bool) -> None:
    found = around("“We dig on,” said the leader of the union, who had been asked thrice.", "We dig on")
    assert found.holds(asked) is held


def test_a_short_phrase_is_held_only_as_a_whole() -> None:
    found = around("“We dig on,” the mayor said.", "We dig on")
    assert found.holds(["the", "mayor"]) and not found.holds(["mayor"])


def test_behind_an_article_of_the_language_stands_no_name() -> None:
    assert around("“We dig on,” the Kentucky Republican said.", "We dig on").heads == ()
    assert around("As Ann Lee put it: “We dig on.”", "We dig on").heads == (("ann", "lee"),)  # "as" is one elsewhere
