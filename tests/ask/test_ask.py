"""What `ask` answers, and what it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.ask import ask
from corpus.ask.answer_span import answer as marked
from corpus.ask.question import Kind, understand
from corpus.errors import WrongUse
from corpus.extract import extract
from corpus.index import Store, open_store
from corpus.model import Article, Basis, Published
from corpus.results import Answer, Query

FERRY = """The ferry Aurora ran aground off Lindholm on Tuesday evening with 214 people on board.
Nobody was hurt, the coast guard said.
Captain Ines Vold, who has commanded the ship for eleven years, had turned too early, according to the harbour master.
The company will pay for buses until the line reopens on 4 May 2024.
The hull was repaired in Gdansk after six weeks of work.
"""
MARKET = """Fruit sellers at the covered market of Ostrava asked the city council for lower rents on Monday.
The rents rose by 18 percent last year because the roof had to be replaced.
Councillor Petra Malá promised an answer before the summer.
The market was founded in 1911 by the brewer Karel Hlava.
"""


@pytest.fixture
def store(opening: Callable[[], Store]) -> Iterator[Store]:
    store = opening()
    store.put([extract(Article(f"a{number}", f"{number}.txt", text)) for number, text in enumerate((FERRY, MARKET))])
    yield store
    store.close()


def answered(store: Store, text: str) -> str:
    """The answer in its sentence, marked."""
    found = ask(store, Query(text))
    if not found.hits:
        return ""
    sentence = found.hits[0].record
    if found.answer is None:
        return sentence.text
    at = found.answer.span.start - sentence.span.start
    return f"{sentence.text[:at]}[{found.answer.text}]{sentence.text[at + len(found.answer.text) :]}"


@pytest.mark.parametrize(
    ("sentence", "span"),
    [
        ("She later apologized to her colleagues.", None),
        ("She apologized to her colleagues to end the quarrel.", "to end the quarrel"),
    ],
)
def test_whom_something_was_said_to_is_no_reason(sentence: str, span: str | None) -> None:
    found = marked(understand("Why did she apologize?"), sentence, "en")
    assert (found.of(sentence) if found else None) == span


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When will the ferry line reopen?", "[on 4 May 2024]"),
        ("How many people were on board the ferry?", "[214]"),
        ("Where was the hull repaired?", "[in Gdansk]"),
        ("Who founded the market?", "[the brewer Karel Hlava]"),
        ("How long did the repair of the hull take?", "[six weeks of work]"),
        ("Why did the rents rise?", "[because the roof had to be replaced]"),
        ("How much did the rents rise last year?", "[18 percent]"),
    ],
)  # fmt: skip
def test_the_answer_is_marked_in_the_sentence_that_gives_it(store: Store, question: str, answer: str) -> None:
    assert answer in answered(store, question)


@pytest.mark.parametrize(
    "question",
    [
        "When was the airport of Lindholm built?",
        "Who won the election in Ostrava?",
        "How many planes landed in Gdansk?",
        "What did the prime minister say about interest rates?",
    ],
)
def test_what_no_article_says_is_not_answered(store: Store, question: str) -> None:
    found = ask(store, Query(question))
    assert (found.answer, found.hits) == (None, ())


def test_without_evidence_the_nearest_sentences_are_named(store: Store) -> None:
    found = ask(store, Query("How many planes landed in Gdansk?"))
    assert "Gdansk" in found.nearest[0].record.text


def test_an_empty_index_answers_nothing(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/index.db")
    assert ask(store, Query("Who founded the market?")) == Answer(Query("Who founded the market?"))
    store.close()


@pytest.mark.parametrize("text", ["", "  ", "?!…", "Who is it?", "what was that"])
def test_what_asks_nothing_is_told_so_in_a_sentence(store: Store, text: str) -> None:
    with pytest.raises(WrongUse, match=r"^[A-Z“].*\.$|^.*”\)?\.$"):
        ask(store, Query(text))


def test_a_misspelt_name_is_understood(store: Store) -> None:
    assert "in 1911" in answered(store, "When did Karel Hlawa found the market?")
    assert "before the summer" in answered(store, "When did Petra Mala promise an answer?")


def test_the_same_sentence_in_two_articles_is_one_hit(store: Store) -> None:
    store.put([extract(Article("copy", "copy.txt", FERRY))])
    found = ask(store, Query("Where was the hull repaired?"))
    assert [record.article_id for record in (found.hits[0].record, *found.hits[0].also)] == ["copy", "a0"]
    assert len({hit.record.text for hit in found.hits}) == len(found.hits)


def test_only_articles_of_the_asked_days_answer(store: Store) -> None:
    old, new = (Published(day, Basis.METADATA) for day in ("2019-05-01", "2024-05-01"))
    store.put([extract(Article("old", "old.txt", "The lighthouse of Skerra has 112 steps.\n", published=old))])
    store.put([extract(Article("new", "new.txt", "The lighthouse of Skerra has 115 steps.\n", published=new))])
    asked = Query("How many steps does the lighthouse of Skerra have?")
    assert {hit.record.article_id for hit in ask(store, asked).hits} == {"old", "new"}
    assert {hit.record.article_id for hit in ask(store, replace(asked, until=date(2020, 1, 1))).hits} == {"old"}
    assert {hit.record.article_id for hit in ask(store, replace(asked, since=date(2020, 1, 1))).hits} == {"new"}


def test_a_limit_and_an_offset_turn_the_pages(store: Store) -> None:
    whole = ask(store, Query("Where was the hull of the ferry repaired?", limit=3)).hits
    assert ask(store, Query("Where was the hull of the ferry repaired?", limit=1, offset=1)).hits == whole[1:2]


def test_yes_or_no_is_not_cut_out_of_the_sentence(store: Store) -> None:
    found = ask(store, Query("Was the hull repaired in Gdansk?"))
    assert found.hits[0].record.text.startswith("The hull was repaired")
    assert found.answer is None


def test_a_dateline_and_a_lone_name_are_no_evidence(store: Store) -> None:
    text = "LINDHOLM —\n\nAurora Lindholm\n\nThe ferry Aurora carries 90 cars to Lindholm.\n"
    store.put([extract(Article("short", "short.txt", text))])
    found = ask(store, Query("How many cars does the Aurora carry to Lindholm?"))
    shown = [hit.record.text for hit in (*found.hits, *found.nearest)]
    assert shown[0] == "The ferry Aurora carries 90 cars to Lindholm."
    assert all(text not in ("LINDHOLM —", "Aurora Lindholm") for text in shown)


def test_how_sure_an_answer_is_comes_with_it(store: Store) -> None:
    plain = ask(store, Query("Where was the hull repaired?"))
    assert plain.sure > 0.7 and not plain.doubtful
    assert ask(store, Query("When was the airport of Lindholm built?")).sure < 0.4
    assert replace(plain, sure=0.4).doubtful


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("Was kostet die Sperrung der Brücke?", "de", Kind.NUMBER),
        ("Was the bridge sold?", "en", Kind.YES_NO),
        ("What did the bridge cost?", "en", Kind.NUMBER),
        ("¿Qué cuesta el puente?", "es", Kind.NUMBER),
        ("What did the mayor do when the bridge fell?", "en", Kind.WHAT),
        ("Who paid when the bridge fell?", "en", Kind.WHO),
        ("When the bridge fell, who paid?", "en", Kind.WHO),
        ("When did the bridge fall, and who paid?", "en", Kind.WHEN),
        ("Which tram stops where the bridge fell?", "en", Kind.WHICH),
        ("In what decades was Doctor Who filmed here?", "en", Kind.WHEN),
        ("What measure of time does it use?", "en", Kind.WHAT),
        ("Who runs the ferry in which area?", "en", Kind.WHO),
        ("The ferry runs in which area?", "en", Kind.WHERE),
        ("¿Quién pagó cuando cayó el puente?", "es", Kind.WHO),
        ("Wer zahlte, wo die Brücke fiel?", "de", Kind.WHO),
    ],
)
def test_what_a_question_asks_is_told_in_its_language(question: str, language: str, kind: Kind) -> None:
    asked = understand(question)
    assert (asked.language, asked.kind) == (language, kind)
    assert kind != Kind.NUMBER or asked.measure == "number money"


def test_a_sum_is_sought_where_the_price_is_asked_for(store: Store) -> None:
    text = "Die Sperrung der Werft trifft viele.\n\nDie Kosten beziffert die Werft auf 1,3 Milliarden Euro.\n"
    store.put([extract(Article("werft", "werft.txt", text, "de"))])
    assert "[1,3 Milliarden Euro]" in answered(store, "Was kostet die Sperrung der Werft?")


def test_what_was_said_of_a_thing_is_told_with_what_is_done_to_it(store: Store) -> None:
    text = "They argued about the sale of old ferries to Norway.\n"
    store.put([extract(Article("sale", "sale.txt", text))])
    assert "[the sale of old ferries to Norway]" in answered(store, "What was said about the ferries?")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Did the ferry Aurora run aground off Lindholm on Tuesday evening?", True),
        ("Did the ferry Aurora run aground off Lindholm on Wednesday evening?", False),
        ("Was the market founded in 1911 by the brewer Karel Hlava in secret?", False),
        ("Did the rents rise by 18 percent last year because of inflation?", False),
    ],
)
def test_what_is_not_mentioned_is_neither_confirmed_nor_denied(store: Store, text: str, told: bool) -> None:
    assert bool(ask(store, Query(text)).hits) is told


def test_of_two_people_of_a_name_the_one_seen_more_comes_first(tmp_path: Path) -> None:
    texts = ("Mayor Ann Lee came.", "Mayor Ann Lee left.", "Senator Bea Lee sang.")
    store = open_store(f"sqlite:///{tmp_path}/index.db")
    store.put([extract(Article(f"a{number}", f"{number}.txt", text)) for number, text in enumerate(texts)])
    hits = ask(store, Query("Who is Lee?")).hits
    assert [hit.record.text for hit in hits][-1] == "Senator Bea Lee sang."
    assert hits[0].score > hits[-1].score
    store.close()


def test_words_on_the_subject_come_before_words_beside_it(tmp_path: Path) -> None:
    text = (
        "Ines Vold spoke of the ferry on Monday. “We were lucky,” Ines Vold said.\n"
        "Later “The ferry turned too early,” Ines Vold said.\n"
    )
    store = open_store(f"sqlite:///{tmp_path}/index.db")
    store.put([extract(Article("a", "a.txt", text, language="en"))])
    hits = ask(store, Query("What did Ines Vold say about the ferry?")).hits
    assert [hit.record.text.strip(",") for hit in hits] == ["The ferry turned too early", "We were lucky"]
    assert hits[0].score > hits[1].score
    assert not ask(store, Query("What did Ines Vold say about the harbour?")).hits
    store.close()
