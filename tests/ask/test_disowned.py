"""What was denied, not done, only alleged or is to come answers neither who did it nor when: nobody is marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.ask import ask
from corpus.extract import extract
from corpus.index import Store
from corpus.model import Article
from corpus.results import Answer, Query

Asking = Callable[..., Answer]


@pytest.fixture
def asked(opening: Callable[[], Store]) -> Asking:
    """The answer to a question to one article."""

    def told(question: str, text: str, language: str = "en") -> Answer:
        store = opening()
        store.put([extract(Article("a", "a.txt", text, language))])
        found = ask(store, Query(question))
        store.close()
        return found

    return told


@pytest.mark.parametrize(
    ("language", "question", "text"),
    [
        ("en", "Who took a bribe?", "Paula Stone denied having taken a bribe from the ferry company."),
        ("en", "Who met the smugglers in secret?", "Paula Stone denies that she met the smugglers in secret."),
        ("en", "Who signed the harbour treaty?", "Paula Stone refused to sign the harbour treaty on Monday."),
        ("en", "Who attended the funeral?", "Senator Paula Stone failed to attend the funeral in Holm."),
        ("en", "Who attended the funeral?", "Senator Paula Stone did not attend the funeral in Holm."),
        ("en", "Who won the election?", "Paula Stone will not win the election in March."),
        ("en", "Who resigned?", "The council called on Paula Stone to resign."),
        ("en", "When did the ferry sink?", "On Monday the council met for the first time since the ferry sank."),
        ("en", "What was inflation in May?", "The central bank expects inflation of 4.6 per cent in May."),
        ("en", "What was the noise at night?", "The limit for noise at night is 45 decibels."),
        ("en", "What was inflation in May?", "Inflation may reach 5 per cent in May, the minister said."),
        ("en", "When did Paula Stone take office?", "Paula Stone will take office on Thursday."),
        ("es", "¿Quién asistió al pleno?", "La concejala Paula Gil no asistió al pleno del lunes."),
        ("es", "¿Cuál fue la inflación en mayo?", "El banco central prevé una inflación del 4,6 por ciento en mayo."),
        ("en", "Who stole the compass?", "A court acquitted Paula Stone, once its director, of stealing the compass."),
        ("es", "¿Quién dimitió?", "Su grupo pidió la dimisión de Paula Gil."),
        ("de", "Wer nahm an der Sitzung teil?", "An der Sitzung nahm Paula Stein nicht teil."),
        ("fr", "Qui a assisté à la réunion ?", "Paula Roux n’a pas assisté à la réunion de lundi."),
        ("pt", "Quem assistiu à reunião?", "Paula Reis não assistiu à reunião de segunda-feira."),
        ("en", "Who stole the painting?", "Police accused Paula Stone of stealing the painting in May."),
        ("en", "Who stole the painting?", "Paula Stone is suspected of having stolen the painting."),
        ("en", "Who sold the ferry terminal?", "There were rumours that Paula Stone sold the ferry terminal."),
        ("en", "When was the ferry terminal sold?", "Stone denied that the ferry terminal was sold in May."),
        ("es", "¿Quién negoció con los piratas?", "Ana Gil también negó haber negociado con los piratas."),
        ("es", "¿Quién vertió aceite en el río?", "Aceros Lema negó en una nota haber vertido aceite en el río."),
        ("es", "¿Quién firmó el tratado?", "Ana Gil se negó a firmar el tratado del puerto."),
        ("es", "¿Quién robó el cuadro?", "La policía acusó a Ana Gil de robar el cuadro."),
        ("en", "Who negotiated with the guerrillas?", "Ana Gil negó haber negociado con la guerrilla."),
        ("de", "Wer hat den Rücktritt angeboten?", "Dass Ida Berg den Rücktritt angeboten habe, bestritt Moe."),
        ("de", "Wer hat den Vertrag unterschrieben?", "Ida Berg weigerte sich, den Vertrag zu unterschreiben."),
        ("de", "Wer hat das Gemälde gestohlen?", "Ida Berg bestritt, das Gemälde gestohlen zu haben."),
        ("fr", "Qui a volé le tableau ?", "Anne Morel a nié avoir volé le tableau du musée."),
        ("fr", "Qui a signé le traité ?", "Anne Morel a refusé de signer le traité du port."),
        ("pt", "Quem roubou o quadro?", "Ana Matos negou ter roubado o quadro do museu."),
        ("pt", "Quem assinou o tratado?", "Ana Matos recusou assinar o tratado do porto."),
    ],
)  # fmt: skip
def test_a_denial_is_not_the_deed(asked: Asking, language: str, question: str, text: str) -> None:
    found = asked(question, text, language)
    assert (found.answer, found.hits) == (None, ())
    assert [hit.record.text for hit in found.nearest] == [text]


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Who denied taking a bribe?", "Paula Stone denied taking a bribe from the ferry company.", "Paula Stone"),
        ("Who refused to sign the treaty?", "Paula Stone refused to sign the harbour treaty.", "Paula Stone"),
        ("Who scrapped the levy?", "Paula Stone, who scrapped the levy, denied a quarrel.", "Paula Stone"),
        ("Who signed the treaty?", "Paula Stone signed the treaty and refused to comment.", "Paula Stone"),
        ("Who did not attend the funeral?", "Paula Stone did not attend the funeral.", "Paula Stone"),
        ("Who lifted the order?", "Paula Stone lifted the do-not-drink order.", "Paula Stone"),
        ("Who opened the dam?", "Paula Stone, who did not say why, opened the dam.", "Paula Stone"),
        ("When did the dam open?", "The dam did not open until Friday.", "Friday"),
        ("What inflation does the bank expect in May?", "The bank expects inflation of 4.6 per cent in May.", "4.6"),
        ("How much was Paula Stone offered?", "They have offered Paula Stone £850 but will not reinstate her.", "850"),
        ("When will the dam open?", "The dam will open on Friday.", "Friday"),
        (
            "Who stole the painting?",
            "Jon Lund denied having stolen the painting.\nPaula Stone stole the painting in May.",
            "Paula Stone",
        ),
    ],
)
def test_a_deed_beside_a_denial_and_the_denial_itself_are_told(
    asked: Asking, question: str, text: str, answer: str
) -> None:
    found = asked(question, text)
    assert found.answer is not None
    assert answer in found.answer.text


def test_whether_it_was_done_is_answered_by_the_denial(asked: Asking) -> None:
    text = "Paula Stone denied having taken a bribe."
    assert [hit.record.text for hit in asked("Did Paula Stone take a bribe?", text).hits] == [text]
