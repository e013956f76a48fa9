"""Answers out of several days: the office and who holds it now, the latest figure, corrections, printed questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.ask import ask, consider, latest, sought
from corpus.ask.answer_span import answer as marked
from corpus.ask.answer_types import fits
from corpus.ask.question import Kind, understand
from corpus.ask.rank import rank
from corpus.ask.support import judged
from corpus.ask.turns import is_question, label, takes_back
from corpus.extract import extract
from corpus.index import Store, open_store
from corpus.library import Library
from corpus.limits import Limits
from corpus.model import Article, Basis, Extraction, Published, Quote, QuoteKind, Record, Span
from corpus.results import Answer, Hit, Query
from tests.stories import story, told

MONDAY = """The tram depot at Holm burned down on Monday, and 12 trams were lost.
Mayor Petra Lund said the fire would cost the city 3 million crowns.
Lund told councillors that she would not resign.
Erik Foss, 58, who lives beside the depot, saw the smoke at noon.
"""
FRIDAY = """The number of trams lost in the fire at Holm was raised from 12 to 15 on Friday.
The fire will cost the city 4 million crowns, Mayor Petra Lund said.
Correction: An earlier version said that the depot was built in 1911. It was built in 1921.
"""
SUNDAY = """Petra Lund resigned as mayor of Holm on Sunday at noon over the fire.
Ida Berg, her deputy, was sworn in as acting mayor.
"I shall ask for an inquiry," Berg said.
"""
INTERVIEW = """The Courier asked Ida Berg about the trams.

COURIER: When will the line to Nordhavn open again?

BERG: Not before May, I am afraid.

COURIER: Will anybody be sued?

BERG: The lawyers are reading the contract.

FOSS: On the night of the fire. I was in Nordhavn.
"""
NEWS = (("2026-03-02", MONDAY), ("2026-03-06", FRIDAY), ("2026-03-08", SUNDAY), ("2026-03-09", INTERVIEW))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("latest")
    store = open_store(f"sqlite:///{folder}/index.db")
    store.put(
        [
            extract(Article(day, f"{day}.txt", text, "en", published=Published(day, Basis.METADATA)))
            for day, text in NEWS
        ]
    )
    yield store
    store.close()


def _answer(store: Store, asked: str) -> Answer:
    return ask(store, Query(asked))


@pytest.mark.parametrize(
    "asked", ["Who is the mayor of Holm?", "whos the acting mayor", "Wer ist Bürgermeister von Holm?"]
)
def test_who_holds_an_office_is_who_holds_it_now(store: Store, asked: str) -> None:
    found = _answer(store, asked)
    assert found.answer is not None
    assert found.answer.text == "Ida Berg"
    assert "acting mayor" in found.hits[0].record.text


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Did the mayor resign?", "Petra Lund resigned as mayor"),
        ("How much will the fire cost the city?", "The fire will cost the city 4 million"),
    ],
)
def test_where_days_differ_the_latest_answers_and_the_earlier_follows(store: Store, asked: str, text: str) -> None:
    found = _answer(store, asked)
    assert found.hits[0].record.text.startswith(text)
    assert any(hit.record.published != found.hits[0].record.published for hit in found.hits[1:])


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Did the mayor resign?", "she would not resign"),
        ("How much will the fire cost the city?", "3 million crowns"),
        ("How many trams were lost?", "12 trams were lost"),
    ],
)
def test_what_was_said_before_is_told_where_it_was_something_else(store: Store, asked: str, text: str) -> None:
    before = _answer(store, asked).before
    assert before is not None and text in before.record.text
    assert before.record.published and before.record.published.value == "2026-03-02"


def test_nothing_was_said_before_where_the_articles_agree(store: Store) -> None:
    assert _answer(store, "Where did the tram depot burn down?").before is None
    assert _answer(store, "How many trams were lost at first?").before is None  # asked for what was first


@pytest.mark.parametrize(
    ("asked", "day"),
    [("When did the tram depot close?", "2026-03-01"), ("Why did the tram depot close?", "")],
)
def test_when_it_was_is_told_with_the_day_that_is_meant(tmp_path: Path, asked: str, day: str) -> None:
    store = open_store(f"sqlite:///{tmp_path}/index.db")
    text = "The tram depot closed yesterday because of the fire.\n"
    store.put([extract(Article("a", "a.txt", text, "en", published=Published("2026-03-02", Basis.METADATA)))])
    found = _answer(store, asked)
    assert found.answer is not None and found.day == day
    store.close()


COST = "How much did the fire cost the city of Holm?"


@pytest.mark.parametrize(("day", "told"), [("2026-03-02", True), (None, False), ("2026-03-06", False)])
def test_only_what_has_an_earlier_day_was_said_before(tmp_path: Path, day: str | None, told: bool) -> None:
    store = open_store(f"sqlite:///{tmp_path}/index.db")
    texts = {"later": ("2026-03-06", "4 million crowns"), "other": (day, "3 million crowns")}
    store.put(
        extract(
            Article(
                name,
                f"{name}.txt",
                f"The fire cost the city of Holm {cost}.",
                "en",
                published=Published(printed, Basis.METADATA) if printed else None,
            )
        )
        for name, (printed, cost) in texts.items()
    )
    question, passages = sought(store, Query(COST), understand(COST))
    ranked = sorted(rank(question, passages), key=lambda one: one.article.id)
    assert [one.article.id for one in ranked] == ["later", "other"]
    found = latest.before(question, ranked)
    assert (found.article.id if found else None) == ("other" if told else None)
    store.close()


@pytest.mark.parametrize(
    "asked",
    ["Who lied about the fire?", "Who is to blame for the fire?", "Is Lund guilty?", "Should the mayor resign?",
     "¿Quién tiene la culpa del incendio?", "Wer ist schuld?", "À qui la faute ?", "Quem mentiu?"],
)  # fmt: skip
def test_what_people_must_judge_is_refused_with_what_was_said_about_it(store: Store, asked: str) -> None:
    found = _answer(store, asked)
    assert found.judgement
    assert not found.hits and found.answer is None
    assert all(hit.record.speaker for hit in found.nearest if hit.record.kind != "sentence")


@pytest.mark.parametrize(("limit", "shown"), [(0.5, ["Ann Lee", "Bo Falk"]), (0.7, ["Bo Falk"]), (0.95, [])])
def test_what_was_said_about_a_judgement_is_by_whom_the_owner_finds_sure(
    tmp_path: Path, limit: float, shown: list[str]
) -> None:
    said = ["Petra Lund lied about the fire.", "She lied about the fire at Holm twice."]
    quotes = tuple(
        Quote(Span(start, start + len(words)), QuoteKind.DIRECT, speaker, confidence=sure)
        for words, start, speaker, sure in zip(
            said, (0, len(said[0]) + 1), ("Ann Lee", "Bo Falk"), (0.5, 0.9), strict=True
        )
    )
    library = Library.open(f"sqlite:///{tmp_path}/index.db", Limits(confidence=limit))
    library.put([Extraction(Article("a", "a.txt", "\n".join(said), "en"), quotes=quotes)])
    found = library.ask(Query("Who lied about the fire?"))
    assert sorted(hit.record.speaker or "" for hit in found.nearest) == shown
    library.close()


def test_a_judgement_that_somebody_made_is_no_judgement_to_be_made() -> None:
    assert understand("Did Lund admit that the company lied?").kind is Kind.YES_NO
    assert understand("Who is the mayor?").kind is Kind.PERSON
    assert understand("¿Miente el alcalde?").kind is Kind.JUDGEMENT


def test_the_next_sentence_comes_along_where_it_holds_the_answer(store: Store) -> None:
    found = _answer(store, "Where was Foss on the night of the fire?")
    assert found.hits[0].record.text == "FOSS: On the night of the fire. I was in Nordhavn."
    assert found.answer is not None and found.answer.text == "in Nordhavn"
    assert all(hit.record.span not in found.hits[0].record.span for hit in found.hits[1:])


def test_the_name_before_a_turn_of_a_transcript_is_no_answer() -> None:
    assert label("DAME RUTH OKELLO: Nobody did.") == len("DAME RUTH OKELLO: ")
    assert label("Ann Lee: yes") == label("It is: so") == 0


NEXT_DAY = """The council asked Lund whether she would resign.
"No. I have nothing to resign for," Lund said.
Interior minister Paul Renn will set up an inquiry into the depot, he told parliament. He did not say who would lead it.
The inquiry into the fire will begin in May and end in June, the minister said.
"""


def test_what_is_not_told_is_said_to_be_not_told(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/index.db")
    store.put([extract(Article("a", "a.txt", NEXT_DAY, "en", published=Published("2026-03-03", Basis.METADATA)))])
    found = _answer(store, "Who will lead the inquiry?")
    assert found.hits[0].record.text == "He did not say who would lead it."
    assert found.answer is None


def test_what_is_not_told_stands_before_what_only_speaks_of_it(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/index.db")
    store.put([extract(Article("a", "a.txt", NEXT_DAY, "en", published=Published("2026-03-03", Basis.METADATA)))])
    question, passages = sought(store, Query("Who will lead the inquiry?"), understand("Who will lead the inquiry?"))
    untold, spoken, *_ = rank(question, passages)
    assert latest.fitting(question, [spoken, untold]) == [untold, spoken]


def test_a_later_sentence_that_says_all_of_it_settles_a_yes_or_no_anew(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/index.db")
    days = {"2026-03-03": NEXT_DAY, "2026-03-08": "Mayor Petra Lund resigned on Sunday, the council of Holm said.\n"}
    store.put(
        extract(Article(day, f"{day}.txt", text, "en", published=Published(day, Basis.METADATA)))
        for day, text in days.items()
    )
    assert "resigned on Sunday" in _answer(store, "Did Lund resign?").hits[0].record.text


@pytest.mark.parametrize(
    ("asked", "language", "kind"),
    [
        ("¿Dimitió Beltrán?", "es", Kind.YES_NO),
        ("¿Negó la alcaldesa haber mentido?", "es", Kind.YES_NO),
        ("subio el precio del pan", "es", Kind.YES_NO),
        ("¿qué dijo el presidente de la Autoridad Portuaria de Holm?", "es", Kind.SAID),
        ("tiene la culpa Beltrán", "es", Kind.JUDGEMENT),
    ],
)
def test_a_spanish_question_is_known_by_its_verb(asked: str, language: str, kind: Kind) -> None:
    question = understand(asked)
    assert (question.language, question.kind) == (language, kind)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("¿Robledo fue condenado?", Kind.YES_NO),
        ("¿El alcalde ha dimitido?", Kind.YES_NO),
        ("O prefeito foi preso?", Kind.YES_NO),
        ("Le maire a démissionné ?", Kind.YES_NO),
        ("¿El alcalde de qué ciudad fue condenado?", Kind.WHERE),
        ("nombre del barco que fue hundido", Kind.WHAT),
        ("Le prix est de combien ?", Kind.NUMBER),
    ],
)
def test_a_question_may_begin_with_whom_it_is_about(asked: str, kind: Kind) -> None:
    assert understand(asked).kind == kind


def test_a_verb_without_its_accent_is_met_by_its_other_forms() -> None:
    (term,) = [one for one in understand("¿cuándo reabrirá el puerto?").terms if one.word == "reabrira"]
    assert "reabr" in term.stems  # of "reabriremos"


def test_a_reason_is_not_what_the_question_says() -> None:
    kind, asked = Kind.WHY, understand("Why did the mayor resign?").words
    assert not fits(kind, "The council called on the mayor to resign.", "en", asked)
    assert not fits(kind, "The mayor resigned two days after saying that she would stay.", "en", asked)
    assert fits(kind, "The mayor resigned to save the line.", "en", asked)


def test_a_correction_is_answered_by_what_is_right(store: Store) -> None:
    assert takes_back("Correction: An earlier version said that it was 1911.", "en")
    assert not takes_back("The correction of the river took nine years.", "en")
    assert _answer(store, "When was the depot built?").hits[0].record.text == "It was built in 1921."


def test_a_printed_question_is_no_answer_what_follows_it_is(store: Store) -> None:
    assert is_question("Will anybody be sued?”")
    assert not is_question("“Why?” she said.")
    found = _answer(store, "When will the line to Nordhavn open again?")
    assert "Not before May" in found.hits[0].record.text
    assert not any(hit.record.text.endswith("?") for hit in found.hits)


@pytest.mark.parametrize(
    ("asked", "text", "answer"),
    [
        ("When did Petra Lund resign?", "Petra Lund resigned on Sunday at noon over the fire.", "on Sunday at noon"),
        ("When will it open?", "It will open, but not before May.", "not before May"),
        ("When was it sold?", "Mayor Lund sold it in Marburg on Friday.", "on Friday"),
        ("How many trams were lost?", "The number of trams lost was raised from 12 to 15.", "15"),
        ("How old is Erik Foss?", "Erik Foss, 58, has lived there since 1980.", "58"),
        ("How old is Erik Foss?", "Erik Foss has lived there for 30 years.", None),
        ("Where does Erik Foss live?", "Erik Foss, 58, who lives beside the depot, saw it.", "beside the depot"),
        ("What was found in the well?", "They left after benzene, a solvent, was found in the well.", "benzene"),
        ("What does Jon Lund import?", "Jon Lund imports bananas and is no relation.", "bananas"),
        ("What did the council approve on Monday?", "The council approved a new line on Monday.", "a new line"),
        ("What is the limit for lead?", "The limit is 1 microgram.", "1 microgram"),
        ("How long is the crack?", "A crack nine metres long was found on Monday.", "nine metres"),
        ("How long did it last?", "It lasted two hours and was nine metres wide.", "two hours"),
        ("Where is Lower Holm?", "They left Lower Holm on Thursday.", None),
        ("Why did Lund resign?", "The council called on Lund to resign.", None),
    ],
)
def test_an_answer_has_the_type_that_was_asked_for(asked: str, text: str, answer: str | None) -> None:
    found = marked(understand(asked), text, "en")
    assert (found.of(text) if found else None) == answer


def test_a_question_in_a_hurry_is_spelt_out() -> None:
    assert understand("whats the limit").text == "what is the limit"
    assert understand("what did Lund say abt trams").kind is Kind.SAID
    assert understand("what is the WHO limit for lead").kind is not Kind.WHO


def test_the_question_may_say_from_when_the_answer_shall_be(store: Store) -> None:
    found = ask(store, Query("what did Berg say since 8 March 2026"))
    assert found.query.since is not None
    days = [hit.record.published.value for hit in found.hits if hit.record.published]
    assert days and min(days) >= "2026-03-08"


SALE = """La jueza Pilar Ugarte anuló el jueves la venta del embalse de Holm por 46 millones de euros.
La Liga de Regantes del Valle celebró el fallo en la plaza.
El regante Ramón Otero leyó un comunicado.
"""


@pytest.fixture(scope="module")
def sale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('sale')}/index.db")
    store.put([extract(Article("a", "a.txt", SALE, "es", published=Published("2026-03-03", Basis.METADATA)))])
    yield store
    store.close()


@pytest.mark.parametrize(
    "asked",
    ["quien celebro el fallo en la plaza", "quien leyo un comunicado", "por cuanto se vendio el embalse de Holm"],
)
def test_a_spanish_question_whose_act_is_told_is_answered(sale: Store, asked: str) -> None:
    assert _answer(sale, asked).hits


@pytest.mark.parametrize(
    "asked",
    [
        "quien hackeo el embalse",  # nobody: the act stands nowhere
        "como se llama el portavoz de la Liga de Regantes",  # a name with the words of the question is none
    ],
)
def test_a_spanish_question_whose_act_or_name_is_not_told_is_refused(sale: Store, asked: str) -> None:
    assert not _answer(sale, asked).hits


def test_the_other_language_is_tried_for_an_article_in_it_only(store: Store, sale: Store) -> None:
    assert "anuló" in _answer(sale, "who annulled the sale of the reservoir").hits[0].record.text
    question = understand("Where did the tram depot burn down?")
    assert consider(store, Query(question.text))[0].hits[0].record.language == "en"


def test_all_that_comes_near_is_shown_where_nothing_answers() -> None:
    article = Article("a", "a.txt", "The depot is old. The depot is wet. Nothing here.", "en")
    spans = (Span(0, 17), Span(18, 35), Span(36, 49))
    near = tuple(Hit(Record.cut(article, "sentence", span), 0.9 if not span.start else 0.01) for span in spans)
    shown = judged(Answer(Query("Who owns the depot?"), nearest=near)).nearest
    assert [hit.record.text for hit in shown] == ["The depot is old.", "The depot is wet."]


@pytest.mark.parametrize(
    ("correction", "answer"),
    [
        ("The council corrected the number: the sick pupils were 71 and not 64.", "71"),
        ("The number of the sick pupils was 71, up from 64.", "71"),
        ("The number of sick pupils was 64, the council said again, not 71.", "64"),
        ("Tickets for the theatre cost 71 and not 64.", "64"),
        ("The school has 71 pupils in its classes, up from 64.", "64"),  # of the same pupils, and something else
    ],
)
def test_a_figure_that_a_later_article_takes_back_is_no_answer(tmp_path: Path, correction: str, answer: str) -> None:
    store = told(
        tmp_path,
        story("first", "2026-03-02", "In all 64 pupils fell ill at the school on Monday."),
        story("later", "2026-03-09", correction),
    )
    found = ask(store, Query("How many pupils fell ill?"))
    assert found.answer is not None and found.answer.text == answer


def test_a_figure_is_taken_back_by_what_was_printed_until_the_day_asked_for(tmp_path: Path) -> None:
    store = told(
        tmp_path,
        story("first", "2026-03-02", "In all 64 pupils fell ill at the school on Monday."),
        story("later", "2026-03-09", "The council corrected the number: the sick pupils were 71 and not 64."),
    )
    found = ask(store, Query("How many pupils fell ill?", until=date(2026, 3, 5)))
    assert found.answer is not None and found.answer.text == "64"
