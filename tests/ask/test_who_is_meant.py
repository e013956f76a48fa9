"""Whom and what an answer may name: the president of the country asked about, no person for a place, whole figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.ask import ask, whose_act
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
        ("¿Quién pidió disculpas?", "La ministra Ana Ruiz pidió disculpas por el retraso.", "Ana Ruiz"),
        ("¿Quién fundó el mercado?", "El mercado fue fundado por el cervecero Luis Gil.", "el cervecero Luis Gil"),
        ("¿Qué pagó el banco?", "El banco pagó 4,2 millones de euros.", "4,2 millones de euros"),
        ("What did the bank pay?", "The bank paid 4,200 euros for the tower.", "4,200 euros"),
        ("Was zahlte die Bank?", "Die Bank zahlte 4,2 Millionen Euro.", "4,2 Millionen Euro"),
    ],
)
def test_the_slice_is_of_the_kind_and_whole(question: str, sentence: str, span: str | None) -> None:
    question_ = understand(question)
    found = marked(question_, sentence, question_.language)
    assert (found.of(sentence) if found else None) == span


STORM = """The storm tore down the mast at Holm on Monday.
**Q: Will Mr Brandt resign?**
A: He has no plans to.
Mayor Tove Aas accepted the resignation of nobody.
"""
LEFT = (
    "Harbour master Jon Brandt resigned as harbour master of Holm on Friday. Mayor Tove Aas accepted the resignation."
)


@pytest.mark.parametrize("question", ["Did Aas resign?", "When did Aas resign?"])
def test_who_accepts_a_resignation_did_not_resign(
    asked: Callable[..., tuple[str | None, list[str]]], question: str
) -> None:
    assert asked(question, LEFT) == (None, [])


@pytest.mark.parametrize("question", ["Did Brandt resign?", "When did Brandt resign?"])
def test_who_resigned_did(asked: Callable[..., tuple[str | None, list[str]]], question: str) -> None:
    _, sentences = asked(question, LEFT)
    assert sentences[0].startswith("Harbour master Jon Brandt resigned")


@pytest.mark.parametrize(
    ("question", "sentence", "anothers"),
    [
        ("Did Aas resign?", "Aas accepted the resignation.", True),
        ("Did Aas resign?", "Aas accepted her resignation.", True),
        ("Did Aas resign?", "Aas accepted the resignation of Holm.", True),
        ("Did Aas resign?", "Aas announced her resignation.", False),
        ("Did Aas resign?", "The mayor regretted the resignation of Aas.", False),
        ("Did Aas resign?", "Holm resigned on Friday, and Aas took over.", True),
        ("Did Eva Aas resign?", "Tove Aas resigned on Friday.", True),
        ("When did Eva Aas first resign?", "Tove Aas resigned on Friday.", True),
        ("Did the mayor resign?", "Eva Aas told the director that she would not resign.", False),
        ("Did the mayor resign?", "Eva Aas told reporters about the director, who resigned on Friday.", True),
        ("Did the strike of teachers end?", "The strike of the nurses ended.", False),
        ("Did Eva Aas resign?", "She resigned on Friday.", False),
        ("Did the mayor resign?", "Harbour director Jon Holm resigned on Friday.", True),
        ("Did the mayor resign?", "Mayor Eva Aas resigned on Friday.", False),
        ("Did the mayor resign?", "Eva Aas resigned as mayor.", False),
        ("Has the harbour director resigned?", "The mayor, Eva Aas, resigned on Friday.", True),
        ("Why did the mayor of Bergen resign?", "The director resigned because of the flood.", True),
        ("Did the Aas report help?", "Aas published the report.", False),
        ("¿Cuándo renunció Aas?", "Aas aceptó la renuncia el lunes.", True),
        ("¿Cuándo renunció Aas?", "Aas renunció el lunes, y la renuncia fue aceptada.", False),
        ("¿Dimitió la alcaldesa?", "El concejal, Luis Gil, presentó ayer su dimisión.", True),
        ("¿Dimitió la alcaldesa?", "La alcaldesa aceptó la dimisión del concejal.", True),
        ("¿Dimitió la alcaldesa?", "Dimitió ayer el concejal Luis Gil.", True),
        ("¿Dimitió la alcaldesa el lunes?", "El concejal, Luis Gil, presentó ayer su dimisión.", True),
        ("¿Dimitió la alcaldesa?", "La alcaldesa, Ana Ruiz, presentó ayer su dimisión.", False),
        ("¿Dimitió la alcaldesa?", "Dimite la alcaldesa de Holm, Ana Ruiz.", False),
        ("Ist die Bürgermeisterin zurückgetreten?", "Der Hafendirektor ist am Freitag zurückgetreten.", True),
        ("Ist die Bürgermeisterin zurückgetreten?", "Bürgermeisterin Aas ist am Freitag zurückgetreten.", False),
    ],
)
def test_whose_act_a_sentence_tells(opening: Callable[[], Store], question: str, sentence: str, anothers: bool) -> None:
    asked = understand(question)
    store = opening()
    doer = whose_act.doer(store, Query(question), asked)
    store.close()
    assert bool(doer and whose_act.anothers(doer, sentence, asked.language)) == anothers


LEFT_TOO = """The mayor of Holm, Eva Aas, accepted the resignation at once.
Harbour director Jon Holm resigned on Friday after the flood.
"""


@pytest.mark.parametrize("question", ["Did the mayor resign?", "When did the mayor resign?", "Why did Eva Aas resign?"])
def test_who_only_accepted_a_resignation_did_not_resign(
    asked: Callable[..., tuple[str | None, list[str]]], question: str
) -> None:
    assert asked(question, LEFT_TOO) == (None, [])


@pytest.mark.parametrize("question", ["Who resigned?", "¿Quién dimitió?"])
def test_who_resigned_is_not_who_accepted_it(asked: Callable[..., tuple[str | None, list[str]]], question: str) -> None:
    answer, _ = asked(question, LEFT_TOO)
    assert answer == "Jon Holm"


def test_an_office_that_was_left_is_told_with_the_words_that_say_so(
    asked: Callable[..., tuple[str | None, list[str]]],
) -> None:
    answer, _ = asked("Who is Ida Moe?", "Ida Moe stepped down as chief executive of Fjord Line on Monday.")
    assert answer is not None
    assert answer.startswith("stepped down as chief executive")


def test_of_two_people_of_a_surname_none_is_the_answer(asked: Callable[..., tuple[str | None, list[str]]]) -> None:
    text = "Councillor Ana Brandt voted against it.\nSenator Jon Brandt voted for it."
    answer, sentences = asked("Who is Brandt?", text)
    assert answer is None
    assert any("Ana" in one for one in sentences)
    assert any("Jon" in one for one in sentences)


@pytest.mark.parametrize(
    ("question", "answer"),
    [("Who is Bishop?", "lawyer"), ("Who is Ann Bishop?", "lawyer"), ("Who is the bishop?", "Leo Marn")],
)
def test_a_name_that_is_an_office_too_is_somebodys_name(
    asked: Callable[..., tuple[str | None, list[str]]], question: str, answer: str
) -> None:
    named = "The council heard Ann Bishop on Friday. Ann Bishop, a lawyer, said the bridge was old. She left for Holm."
    held = "The bishop, Leo Marn, opened the bridge on Monday."
    found = asked(question, held, named)[0]
    assert found is not None and answer in found


def test_a_printed_question_says_who_nobody_is(asked: Callable[..., tuple[str | None, list[str]]]) -> None:
    answer, sentences = asked("Who is Brandt?", STORM)
    assert answer is None or "Will" not in answer
    assert not any("Will Mr Brandt" in one for one in sentences)


def test_why_somebody_left_is_not_told_by_who_would_not_leave(
    asked: Callable[..., tuple[str | None, list[str]]],
) -> None:
    early = "Asked whether he would resign, Jon Holm said: “No. I have a harbour to run.”"
    _, sentences = asked("Why did Holm resign?", early, "Jon Holm resigned because of the lost letters.")
    assert sentences[0].startswith("Jon Holm resigned because")


def test_how_many_died_is_not_how_many_travelled(asked: Callable[..., tuple[str | None, list[str]]]) -> None:
    text = "The ferry to Holm carries about 3,000 people a week."
    assert asked("How many people died on the ferry?", text) == (None, [])
    assert asked("How many people does the ferry carry?", text)[0] == "about 3,000"


def test_what_is_known_from_a_body_answers_what_it_said(
    asked: Callable[..., tuple[str | None, list[str]]],
) -> None:
    text = (
        "El tren lleva a 6.500 personas al día, según el Ayuntamiento.\n\nAna Ruiz salió del Ayuntamiento a las dos.\n"
    )
    _, sentences = asked("¿Qué dijo el Ayuntamiento?", text, language="es")
    assert sentences == ["El tren lleva a 6.500 personas al día, según el Ayuntamiento."]
    english = "According to the harbour office, the ferry is full.\n\nAccording to Moe, the harbour office is open.\n"
    assert asked("What did the harbour office say?", english)[1] == [english.split("\n")[0]]


@pytest.mark.parametrize(
    ("question", "text", "name"),
    [
        ("Who resigned?", "“He resigned,” said Ida Moe.", None),
        ("Who resigned?", "“Jon Holm resigned,” said Ida Moe.", "Jon Holm"),
        ("Who resigned?", "“I am tired,” said Ida Moe, who resigned on Friday.", "Ida Moe"),
    ],
)
def test_who_only_says_that_somebody_did_it_did_not(
    asked: Callable[..., tuple[str | None, list[str]]], question: str, text: str, name: str | None
) -> None:
    assert asked(question, f"News\n\n{text}\n")[0] == name


def test_where_somebody_said_it_is_no_part_of_the_name(asked: Callable[..., tuple[str | None, list[str]]]) -> None:
    text = "„Ich habe geschwiegen“, sagte Jon Holm im Rathaus.\n\n„Ich nicht“, sagte Eva Aas am Hafen.\n"
    assert asked("Was sagte Holm im Rathaus?", text, language="de")[1] == ["Ich habe geschwiegen"]


def test_how_many_were_killed_is_told_where_it_is_told_that_they_were(
    asked: Callable[..., tuple[str | None, list[str]]],
) -> None:
    text = "Roughly 13,000 soldiers remain in Holm.\n\nThis month 40 soldiers have been killed in Holm by mines.\n"
    assert asked("How many soldiers were killed in Holm?", text)[0] == "40"
    alone = "Roughly 13,000 soldiers remain in Holm. They were not killed."
    assert asked("How many soldiers were killed in Holm?", alone)[0] is None
    interview = "Entrevista a Eva Ruiz\n\nP: ¿Qué encontraron?\n\nR: Salmonela en la cocina.\n\nP: ¿Cuántas muestras "
    interview += "tomaron?\n\nR: Veintidós. Fue de noche.\n\nP: ¿Comería usted allí?\n\nR: Hoy no.\n"
    assert asked("¿Cuántas muestras tomaron?", interview, language="es")[0] == "Veintidós"
