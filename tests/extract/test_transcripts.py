"""What a label hands to its speaker: transcripts, questions and answers, interviews."""

from __future__ import annotations

import pytest

from corpus.extract import extract
from corpus.model import Article

CONFERENCE = """Transcript: harbour press conference, Monday 4 May

The following was said at City Hall by Mayor Ines Okafor and Port Minister Tomas Brandt.

MAYOR INES OKAFOR: Good morning. The harbour stays shut.

QUESTION: For how long?

OKAFOR: Until the crane stands again. I will not name a day.

TOMAS BRANDT: I will. Friday.

(LAUGHTER)

OKAFOR: Then ask him on Friday."""

INTERVIEW = """# Ruth Calder on the strike

The head of the dockers’ union, Ruth Calder, spoke to the Ledger on Wednesday.

**Ledger:** How were the talks?

**Calder:** Polite. We got as far as the agenda.

**Ledger:** What would end the strike?

**Calder:** A crane with a driver in it.

**Ledger:** Has the minister rung you?

**Calder:** Not once."""

BOLD = """Ruth Calder spoke to us on Wednesday night.

**How were the talks?**

Polite. We got as far as the agenda.

**What would end the strike?**

A crane with a driver in it. I would sign tomorrow."""

KEYS = {
    "en": "Ellen Ward, the mayor, spoke to the Post.\n\nQ: Who pays?\n\nA: The state pays half of it.",
    "es": "Elena Duarte, alcaldesa, habló con este diario.\n\nP. ¿Quién paga?\n\nR. La mitad, el Estado.",
    "pt": "A ministra Marina Lopes falou ao jornal.\n\nPergunta: Quem paga?\n\nResposta: Metade, o Estado.",
    "fr": "Claire Dumont, maire de Lille, nous répond.\n\nQ. Qui paie ?\n\nR. La moitié, c'est l'État.",
    "de": "Anna Berg sprach mit der Zeitung.\n\nFrage: Wer zahlt?\n\nAntwort: Die Hälfte zahlt das Land.",
}


def turns(text: str, code: str = "en") -> list[tuple[str | None, str]]:
    return [
        (quote.speaker, quote.span.of(text)) for quote in extract(Article("a", "a.txt", text, language=code)).quotes
    ]


def test_a_label_names_the_speaker_in_full() -> None:
    assert turns(CONFERENCE) == [
        ("Ines Okafor", "Good morning. The harbour stays shut."),
        ("Ines Okafor", "Until the crane stands again. I will not name a day."),
        ("Tomas Brandt", "I will. Friday."),
        ("Ines Okafor", "Then ask him on Friday."),
    ]


def test_the_questions_of_the_paper_are_nobodys_answers() -> None:
    assert turns(INTERVIEW) == [
        ("Ruth Calder", "Polite. We got as far as the agenda."),
        ("Ruth Calder", "A crane with a driver in it."),
        ("Ruth Calder", "Not once."),
    ]


def test_what_stands_under_a_bold_question_is_its_answer() -> None:
    assert turns(BOLD) == [
        ("Ruth Calder", "Polite. We got as far as the agenda."),
        ("Ruth Calder", "A crane with a driver in it. I would sign tomorrow."),
    ]


@pytest.mark.parametrize("code", KEYS)
def test_the_answer_is_of_whoever_is_interviewed(code: str) -> None:
    ((speaker, words),) = turns(KEYS[code], code)
    assert speaker is not None and speaker in KEYS[code].split(".")[0] and speaker.count(" ") == 1
    assert KEYS[code].endswith(words)


def test_two_may_have_been_interviewed_so_nobody_is_named() -> None:
    text = "Ellen Ward and Tom Hale spoke to the Post.\n\nQ: Who pays?\n\nA: The state pays half of it."
    assert turns(text) == [(None, "The state pays half of it.")]


def test_a_label_nobody_else_is_called_by_is_printed_as_it_stands() -> None:
    text = (
        "MODERATOR: Two minutes.\n\nRUIZ: I need one. Build the school.\n\nKEANE: With what?\n\nRUIZ: With your money."
    )
    assert turns(text) == [
        (None, "Two minutes."),
        ("RUIZ", "I need one. Build the school."),
        ("KEANE", "With what?"),
        ("RUIZ", "With your money."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The fair opens on Saturday.\n\nDate: 4 May\n\nPlace: Norwich Hall\n\nTickets: 5 pounds, and 3 for children.",
        "The storm hit Norwich and Leeds.\n\nNorwich: It took two roofs.\n\nLeeds: Nobody was hurt.",
        "Why does it rain?\n\nNobody knows.\n\nThe clouds are low, and the wind comes from the west.",
    ],
)
def test_a_box_of_facts_is_no_transcript(text: str) -> None:
    assert turns(text) == []


def test_quotations_between_marks_stay_what_they_are() -> None:
    text = "Ellen Ward: “The tram will run every day.”\n\nTom Hale: “I doubt that very much.”"
    assert turns(text) == [("Ellen Ward", "The tram will run every day."), ("Tom Hale", "I doubt that very much.")]


def test_an_essay_that_asks_itself_is_no_interview() -> None:
    text = (
        "Ellen Ward wants a tram.\n\nWhat will it cost?\n\nThe mayor of Norwich speaks of two million pounds.\n\n"
        "Who will pay?\n\nThe state keeps silent.\n\nAnd who will use it?\n\nNobody counts the people.\n\n"
        "The council votes in May."
    )
    assert [quote for quote in turns(text) if quote[0] is not None] == []


def test_a_list_of_results_is_no_transcript() -> None:
    text = "Bulls fought on Sunday.\n\nPablo Serna: two ears and an ovation.\n\nJavier Soto: silence, and silence.\n"
    assert turns(text) == []


@pytest.mark.parametrize(
    ("code", "text", "speakers"),
    [
        (
            "en",
            "MS. RUIZ: The bill is dead.\n\nSENATOR KEANE: It is asleep.\n\nMS. RUIZ: Then let it sleep.",
            ["RUIZ", "KEANE", "RUIZ"],
        ),
        (
            "en",
            "President Ana Moreau spoke in Norwich.\n\nTHE PRESIDENT: We will rebuild it.\n\nQ: When?\n\n"
            "THE PRESIDENT: Before the summer.",
            ["Ana Moreau", "Ana Moreau"],
        ),
        (
            "en",
            "Helena Ford, the mayor, took questions.\nReporter: Will you resign?\nFord: No. I will stay.\n"
            "Reporter: Why?\nFord: Because I was elected.",
            ["Helena Ford", "Helena Ford"],
        ),
        (
            "fr",
            "La maire de Lille, Claire Dumont, répond au journal.\n\nLe Journal : Quand ouvre le pont ?\n\n"
            "Claire Dumont : En mai.\n\nLe Journal : Qui paie ?\n\nClaire Dumont : L'État.",
            ["Claire Dumont", "Claire Dumont"],
        ),
        (
            "es",
            "DUARTE: No vamos a cerrar el puente.\n\nSALAS: Nadie lo ha pedido.\n\nDUARTE: Usted lo pidió ayer.",
            ["DUARTE", "SALAS", "DUARTE"],
        ),
    ],
)
def test_labels_are_set_in_many_ways(code: str, text: str, speakers: list[str]) -> None:
    assert [speaker for speaker, _ in turns(text, code)] == speakers


STENOGRAPHIC = """Versión estenográfica. Conferencia de prensa

Participan la presidenta municipal, Marisol Ocampo Reyes, y el director de Agua, Ernesto Quiroz Luna.

PRESIDENTA MUNICIPAL, MARISOL OCAMPO REYES: Buenos días. El agua llega el lunes.

PREGUNTA: ¿Cuánto costó el pozo?

DIRECTOR DE AGUA Y DRENAJE DE LA CIUDAD, ERNESTO QUIROZ LUNA: Costó 27 millones de pesos.

PREGUNTA: ¿Habrá aumento?

PRESIDENTA MUNICIPAL, MARISOL OCAMPO REYES: No este año."""


def test_an_office_in_capitals_may_stand_before_the_name() -> None:
    said = extract(Article("a", "a.txt", STENOGRAPHIC, language="es")).quotes
    assert [quote.speaker for quote in said] == ["Marisol Ocampo Reyes", "Ernesto Quiroz Luna", "Marisol Ocampo Reyes"]


BRIEFING = """Transcript: the minister's briefing

DR. AMARA OYELAN, SECRETARY OF HEALTH: Good morning. We have 147 cases. I am sorry.

QUESTION: Will you close schools?

DR. OYELAN: No. We will not. I will let Mr. Tan answer the rest.

William Tan, chief pharmacist: We have 26,000 doses. It is enough.
"""


def test_an_office_may_stand_behind_the_name_of_a_label() -> None:
    found = extract(Article("a", "a.txt", BRIEFING, language="en"))
    assert [quote.speaker for quote in found.quotes] == ["AMARA OYELAN", "AMARA OYELAN", "William Tan"]
    called = {person.name: [role.of(BRIEFING) for role in person.roles] for person in found.people}
    assert called["AMARA OYELAN"] == ["SECRETARY OF HEALTH"] and called["William Tan"] == ["chief pharmacist"]
