"""The promises every face keeps: nobody is named who is not sure enough, and no text is cut in silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.settings import Settings
from bot.terminal.typeset import Face, typeset
from bot.understand import understand
from corpus import days, limits
from corpus.analysis.calendars import calendar
from corpus.cli import answers, plain_text
from corpus.errors import NoSuchArticle, WrongUse
from corpus.library import Library
from corpus.limits import Limits, crop
from corpus.model import (
    Article,
    Basis,
    Extraction,
    Fact,
    FactKind,
    Published,
    Quote,
    QuoteKind,
    Sentence,
    Span,
)
from corpus.results import Query, Ruling

SAID = "The ferry will sail again in June with 40 cars"
TEXT = f"The harbour was closed.\n“{SAID},” Tom Hill is believed to have said.\n"
ARTICLE = Article("f", "ferry.txt", TEXT, "en", published=Published("2025-03-04", Basis.STATED))
ASKED = (
    "/quote ferry",
    "/quote speaker:Hill",
    "/ask What did Hill say about the ferry?",
    f"/verify {SAID}",
    "/fact ferry",
    "/timeline ferry",
)


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def _library(folder: Path, least: float) -> Library:
    """One quotation and one fact of somebody we are sure of by half."""
    whole = Span(TEXT.index("“"), len(TEXT) - 1)
    library = Library.open(f"sqlite:///{folder / 'corpus.db'}", Limits(confidence=least))
    library.put(
        [
            Extraction(
                ARTICLE,
                sentences=(Sentence(_span("The harbour was closed.")), Sentence(whole)),
                quotes=(Quote(_span(SAID), QuoteKind.DIRECT, "Tom Hill", _span("Tom Hill"), "said", 0.5),),
                facts=(Fact(whole, FactKind.PLAN, "Tom Hill", 0.9),),
            )
        ]
    )
    return library


@pytest.fixture(params=[0.5, 0.6])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    library = _library(tmp_path, request.param)
    yield library
    library.close()


def _without(shown: str, words: str) -> str:
    """What a face says of its own: the article's words, which name whom they like, left out."""
    return " ".join(shown.split()).replace(words, "")


@pytest.mark.parametrize("line", ASKED)
def test_the_desk_names_who_is_as_sure_as_was_set_and_nobody_else(library: Library, line: str) -> None:
    request = understand(line)
    shown = typeset(Desk(library).answer(request), Face())
    ours = _without(shown, "Tom Hill is believed to have said").replace("by Hill", "").replace("Hill say", "")
    assert SAID in " ".join(shown.split())
    assert ("Hill" in ours) == (library.limits.confidence <= 0.5), shown
    assert ("not settled" in shown.lower()) == (library.limits.confidence > 0.5), shown


@pytest.mark.parametrize("line", ASKED)
def test_the_command_line_names_whom_the_desk_names(library: Library, line: str) -> None:
    request = understand(line)
    query = Query(request.option("query") or "", speaker=request.option("speaker"))
    shown = plain_text.told(answers.QUESTIONS[request.command](library, query), library)
    ours = _without(shown, "Tom Hill is believed to have said")
    assert SAID in " ".join(shown.split())
    assert "Tom Hill" not in ours or library.limits.confidence <= 0.5, shown
    if request.command in ("quote", "ask", "verify"):
        assert ("Tom Hill" in ours) == (library.limits.confidence <= 0.5), shown
        assert ("in the sentence: “The ferry" in shown) == (library.limits.confidence > 0.5), shown


def test_a_person_is_shown_with_their_latest_words_only_as_sure_as_they_are(library: Library) -> None:
    shown = plain_text.told(library.who(Query("Tom Hill")), library)
    assert ("speaker not settled" in shown) == (library.limits.confidence > 0.5)


# ---------------------------------------------------------------------- how long
def test_what_the_settings_allow_is_taken_and_no_more() -> None:
    read = Settings(confidence=0.9, query_limit=60, verify_limit=100).limits()
    assert (read.confidence, read.of("ask"), read.of("quote"), read.of("verify")) == (0.9, 60, 60, 100)


@pytest.mark.parametrize("command", ["quote", "ask", "verify", "fact", "who", "timeline", "articles"])
def test_a_text_is_taken_up_to_its_limit_and_refused_beyond(library: Library, command: str) -> None:
    most = library.limits.of(command)
    words = "ferry ".ljust(most, "y")
    answers.QUESTIONS[command](library, Query(words))
    with pytest.raises(WrongUse, match=f"is {most + 1:,} characters long, and {most:,} is the most"):
        answers.QUESTIONS[command](library, Query(f"{words}y"))


@pytest.mark.parametrize("option", ["speaker", "about", "article"])
def test_an_option_is_not_cut_either(library: Library, option: str) -> None:
    long = "x" * 4001
    options = {"speaker": Query(speaker=long), "about": Query(about=long), "article": Query(article=long)}
    with pytest.raises(WrongUse, match=f"This {option} is 4,001 characters long"):
        library.quote(options[option])


def test_a_long_quotation_is_compared_to_its_last_word(tmp_path: Path) -> None:
    said = " ".join(f"Line {number} of the order stands." for number in range(310))
    text = f"“{said}” said Ann Lee."
    assert 9_000 < len(said) < limits.TEXT
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    quote = Quote(Span(1, 1 + len(said)), QuoteKind.DIRECT, "Ann Lee", None, "said", 1.0)
    library.put([Extraction(Article("o", "order.txt", text, "en"), quotes=(quote,))])
    assert library.verify(Query(said)).ruling is Ruling.EXACT
    altered = library.verify(Query(said.removesuffix("stands.") + "falls."))
    assert altered.ruling is Ruling.ALTERED
    assert [(edit.given, edit.printed) for edit in altered.edits] == [("falls", "stands")]
    library.close()


def test_a_cut_is_seen_and_falls_between_words() -> None:
    assert crop("We will not yield", 17) == "We will not yield"
    assert crop("We will not yield", 15) == "We will not…"
    assert crop("Donaudampfschiff", 8) == "Donauda…"
    assert crop("a, b, c", 4) == "a…"


# ---------------------------------------------------------------------- days
@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2024-2-3 ", date(2024, 2, 3), date(2024, 2, 3)),
    ],
)
def test_a_day_a_month_and_a_year_have_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    assert days.period(text, "since") == (first, last)


SATURDAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("texts", "first", "last"),
    [
        ("last week|letzte Woche|la semana pasada|la semaine dernière|semana passada", (11, 16), (11, 22)),
        ("yesterday|ayer|gestern|hier|ontem|yesterday evening", (11, 27), (11, 27)),
        ("Friday|friday|last Friday|el viernes|am Freitag|vendredi|sexta-feira", (11, 27), (11, 27)),
        ("20 November|November 20|20/11|11/20|20.11.|20 de noviembre|20. November|le 20 novembre", (11, 20), (11, 20)),
        ("the 20th|since the 20th|20", (11, 20), (11, 20)),
        ("november|in November|this month|este mes", (11, 1), (11, 30)),
        ("two weeks ago|vor zwei Wochen", (11, 9), (11, 15)),
        (
            "last 3 days|los últimos 3 días|den letzten 3 Tagen|the last three days|los últimos tres días",
            (11, 25),
            (11, 28),
        ),
    ],
)
def test_a_time_seen_from_today_has_a_first_and_a_last_day(
    texts: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    for text in texts.split("|"):
        assert days.period(text, "since", SATURDAY) == (date(2026, *first), date(2026, *last)), text


@pytest.mark.parametrize(
    ("question", "rest", "first", "last"),
    [
        ("what did the mayor say last week", "what did the mayor say ", (11, 16), (11, 22)),
        ("what did she say yesterday about water", "what did she say  about water", (11, 27), (11, 28)),
        ("¿qué dijo la alcaldesa ayer?", "¿qué dijo la alcaldesa ?", (11, 27), (11, 28)),
        ("what has Rubio said since monday", "what has Rubio said ", (11, 23), None),
        ("qu'a dit le maire la semaine dernière", "qu'a dit le maire ", (11, 16), (11, 22)),
        ("what did the mayor say on 20 november", "what did the mayor say ", (11, 20), (11, 21)),
        ("¿qué dijo Gil el 12 de noviembre?", "¿qué dijo Gil ?", (11, 12), (11, 13)),
        ("what did Moe say between 3 and 10 November", "what did Moe say ", (11, 3), (11, 10)),
        ("was sagte Moe zwischen dem 3. und 10. November", "was sagte Moe ", (11, 3), (11, 10)),
        ("what was said in the last three days", "what was said ", (11, 25), (11, 28)),
        ("¿qué dijo Gil a partir del lunes?", "¿qué dijo Gil ?", (11, 23), None),
    ],
)
def test_a_question_may_say_from_when_its_answer_shall_be(
    question: str, rest: str, first: tuple[int, int], last: tuple[int, int] | None
) -> None:
    told = days.in_question(question, SATURDAY)
    assert told is not None
    assert question[: told.start] + question[told.end :] == rest
    assert (told.first, told.last) == (date(2026, *first), date(2026, *last) if last else None)


@pytest.mark.parametrize("question", ["what happened in March", "USA Today", "Black Friday", "how many died last year"])
def test_a_day_that_may_be_what_is_asked_about_is_left_in_the_question(question: str) -> None:
    assert days.in_question(question, SATURDAY) is None


def test_a_number_in_another_letter_is_the_same() -> None:
    assert days.period("last ſix days", "since", SATURDAY) == days.period("last 6 days", "since", SATURDAY)


@pytest.mark.parametrize("question", ["What did Mena say?", "¿Qué dijo Mena de los 12 puentes?"])
def test_a_question_without_a_word_of_a_day_reads_no_calendar(question: str) -> None:
    calendar.cache_clear()
    assert days.in_question(question, SATURDAY) is None
    assert calendar.cache_info().currsize == 0


@pytest.mark.parametrize("text", ["", "soon", "2024-13", "2024-02-30", "24-02-03", "2024-02-03x", "0000"])
def test_what_is_no_day_is_told_with_what_would_be(text: str) -> None:
    with pytest.raises(WrongUse, match="is no date for since; write it as 2025-09-03, 2025-09 or 2025"):
        days.period(text, "since")


def test_an_article_that_is_not_there_is_not_repeated_whole() -> None:
    told = str(NoSuchArticle("9" * 5000))
    assert told == f"There is no article {'9' * 59 + '…'!r}; `articles` lists what there is."
