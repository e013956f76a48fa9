"""The desk over a real index: a question in, a Reply out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalogue import say
from bot.desk import PAGES, Desk
from bot.reply import Mark, Reply, Request, Tone
from bot.understand import BY_NAME, understand
from corpus.errors import CorpusError, WrongUse
from corpus.extract import extract
from corpus.library import Library
from corpus.model import SEEDS, Article, Extraction, Published, Quote, QuoteKind, Sentence, Span, Title
from tests.newsroom import ARTICLE, EXTRACTION

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = Library.open(f"sqlite:///{tmp_path_factory.mktemp('desk') / 'corpus.db'}")
    opened.put([EXTRACTION, *(_speech(number) for number in range(14))])
    opened.put([replace(EXTRACTION, article=replace(ARTICLE, id="secret", collection="guild 1", path="secret.txt"))])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def desk(library: Library) -> Desk:
    return Desk(library, page_size=5)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The articles the product is shipped with, read as they are."""
    library = Library.open(f"sqlite:///{tmp_path_factory.mktemp('seeds') / 'corpus.db'}")
    library.sweep(ROOT / "seeds")
    yield Desk(library)
    library.close()


def _speech(number: int) -> Extraction:
    """An article in which Bo Nye says one thing of his own about tariffs."""
    words = f"Tariffs of {number + 10} percent help nobody in district {'abcdefghijklmnop'[number]}"
    text = f"Bo Nye spoke again.\n“{words},” Bo Nye said."
    start = text.index(words)
    return Extraction(
        Article(
            f"s{number}",
            f"speech{number}.txt",
            text,
            "en",
            title=Title(f"Speech number {number}"),
            published=Published(f"2024-01-{number + 1:02}", ARTICLE.published.basis) if ARTICLE.published else None,
        ),
        sentences=(Sentence(Span(0, 19)), Sentence(Span(20, len(text)))),
        quotes=(Quote(Span(start, start + len(words)), QuoteKind.DIRECT, "Bo Nye", None, "said", 0.95),),
    )


def _ask(desk: Desk, text: str, page: int = 0) -> Reply:
    return desk.answer(understand(text).turned(page))


def test_a_name_brings_what_that_person_said(desk: Desk) -> None:
    reply = _ask(desk, "/quote Ann Lee")
    assert {card.heading for card in reply.cards if "about" not in card.detail} == {"Ann Lee"}
    assert "We will not yield to the storm," in {"".join(run.text for run in card.body) for card in reply.cards}
    assert reply.note.startswith("2 quotes") or "quotes" in reply.note


def test_every_word_of_a_body_is_of_the_article(desk: Desk) -> None:
    for text in ("/quote Ann Lee", "/quote million", "/quote Bo Nye"):
        reply = _ask(desk, text)
        for card in reply.cards:
            body = "".join(run.text for run in card.body if run.mark is not Mark.OURS)
            path = (card.source or reply.source).split(" · ")[-1]
            whole = EXTRACTION if path == "harbour.txt" else _speech(int(path.removeprefix("speech")[:-4]))
            assert body in whole.article.text


def test_pages_hold_every_quote_once(desk: Desk) -> None:
    first = _ask(desk, "/quote Bo Nye")
    assert (first.page, first.pages, len(first.cards)) == (0, 3, 5)
    shown = [card.citation for page in range(3) for card in _ask(desk, "/quote Bo Nye", page).cards]
    assert len(shown) == len(set(shown)) == 14


def test_a_page_that_is_not_there_is_the_last_one(desk: Desk) -> None:
    assert _ask(desk, "/quote Bo Nye", 99).page == 2


def test_the_size_of_a_page_is_set(library: Library) -> None:
    assert len(_ask(Desk(library, page_size=2), "/quote Bo Nye").cards) == 2


def test_quotes_are_narrowed_by_speaker_article_and_date(desk: Desk) -> None:
    assert len(_ask(desk, "/quote tariffs speaker:Bo Nye article:s3").cards) == 1
    late = _ask(desk, "/quote tariffs since:2024-01-13")
    assert len(late.cards) == 2
    assert "since 13 January 2024" in late.note
    assert len(_ask(desk, "/quote Bo Nye until:2024-01-02").cards) == 2


def test_nothing_found_offers_the_closest_names(desk: Desk) -> None:
    reply = _ask(desk, "/quote speaker:Bo Nyee tariffs")
    if not reply.cards:
        assert "Bo Nye" in [choice.label for choice in reply.choices]
        assert reply.note.endswith("Did you mean:")


def test_words_between_marks_are_looked_for_exactly_and_told_so(desk: Desk) -> None:
    words = "".join(run.text for run in _ask(desk, "/quote Bo Nye").cards[0].body).split()[:3]
    assert "with exactly" in _ask(desk, f'/quote "{" ".join(words)}"').note
    reply = _ask(desk, f'/quote "{" ".join(reversed(words))}"')
    assert not reply.cards
    assert reply.note.startswith("No quote found with exactly “")


def test_where_no_quote_has_the_word_a_line_says_so_and_others_are_offered(desk: Desk) -> None:
    reply = _ask(desk, "/quote speaker:Bo Nye zebras")
    assert not reply.cards
    assert reply.note.startswith("No quote found by Bo Nye zebras. Without “zebras”: ")
    (choice,) = reply.choices
    assert choice.label == "Quotes by Bo Nye" and choice.request and desk.answer(choice.request).cards
    reply = _ask(desk, "/quote Bo Nye since:2030")
    assert not reply.cards and "Outside of those dates: " in reply.note


TWO = """Two Hales at the dam

5 May 2025

“We will repair the dam before Christmas,” said Tomas Hale, the director of the water board.

“I have never trusted that wall at all,” said Rosa Hale, a farmer below the dam.
"""


def test_a_surname_of_two_people_offers_each(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "dam.txt").write_text(TWO, encoding="utf-8")
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    library.sweep(tmp_path / "seeds")
    desk = Desk(library)
    reply = _ask(desk, "/quote Hale")
    assert len(reply.cards) == 2
    assert sorted(choice.label for choice in reply.choices) == ["Rosa Hale", "Tomas Hale"]
    for choice in reply.choices:
        assert choice.request and {card.heading for card in desk.answer(choice.request).cards} == {choice.label}
    assert not _ask(desk, "/quote Rosa Hale").choices
    library.close()


def test_nothing_found_says_what_was_looked_for(desk: Desk) -> None:
    reply = _ask(desk, "/quote qqqqzzzz since:2025")
    assert not reply.cards
    assert "“qqqqzzzz”, since 1 January 2025" in reply.note


def test_nothing_within_the_limits_offers_to_drop_them(desk: Desk) -> None:
    reply = _ask(desk, "/quote Bo Nye since:2025")
    (choice,) = reply.choices
    assert choice.request and desk.answer(choice.request).cards
    nothing = "No quote found for “Bo Nye”, since 1 January 2025."
    assert reply.note == f"{nothing} Outside of those dates: 14 quotes."


def test_what_a_collection_holds_is_seen_by_its_readers_only(desk: Desk) -> None:
    request = understand("/articles")
    seen = desk.answer(request, collections=("guild 1",))
    assert [card.source.split(" · ")[-1] for card in seen.cards] == ["secret.txt"]
    everybody = [card.source for page in range(9) for card in desk.answer(request.turned(page)).cards]
    assert not any("secret" in source for source in everybody)
    with pytest.raises(CorpusError):
        desk.answer(Request.of("article", {"article": "secret"}))


def test_the_context_of_a_quote_is_its_paragraph(desk: Desk) -> None:
    (card, *_) = _ask(desk, "/quote storm").cards
    step = next(choice.request for choice in card.choices if choice.label == "Context")
    assert step is not None
    (around,) = desk.answer(step).cards
    assert [run.text for run in around.body if run.mark is Mark.STRONG] == ["We will not yield to the storm,"]
    assert "Lee thanked the crews." in "".join(run.text for run in around.body)


def test_a_passage_that_is_not_there_is_told(desk: Desk) -> None:
    for start, end in (
        ("5", "4"),
        ("0", "99999"),
        ("x", "y"),
        ("-1", "3"),
        ("²", "3"),
        ("1" * 5000, "3"),
        ("0", "9" * 20),
    ):
        with pytest.raises(WrongUse, match="There is no passage"):
            desk.answer(Request.of("context", {"article": "a1b2", "start": start, "end": end}))


def test_an_article_opens_whatever_number_is_asked_for(desk: Desk) -> None:
    for start in ("9" * 5000, "9" * 20, "-1", "²"):
        reply = desk.answer(Request.of("article", {"article": "a1b2", "start": start}))
        assert (reply.page, len(reply.cards)) == (0, 1)


def test_an_article_is_shown_as_it_was_read(desk: Desk) -> None:
    (card,) = desk.answer(Request.of("article", {"article": "a1b2"})).cards
    assert card.body[0].text == EXTRACTION.article.text.strip("\n")
    assert card.heading == "“The harbour reopens”"


def test_an_article_is_found_by_its_title(desk: Desk) -> None:
    assert _ask(desk, "/article The harbour reopens").cards[0].source.split(" · ")[-2] == "harbour.txt"


def test_articles_are_listed_latest_first(desk: Desk) -> None:
    reply = _ask(desk, "/articles")
    assert [card.heading for card in reply.cards][:2] == ["“The harbour reopens”", "“Speech number 13”"]
    assert reply.cards[0].detail == "3 quotes · 0 facts"
    assert [choice.label for choice in reply.cards[0].choices] == ["Summary", "Quotes", "Article"]


def test_a_quotation_is_verified(desk: Desk) -> None:
    reply = _ask(desk, '/verify "We will not yield to the storm"')
    assert reply.note.startswith("Exact: printed word for word, as the words of Ann Lee")
    assert reply.cards[0].tone is Tone.GOOD


def test_a_changed_word_is_marked(desk: Desk) -> None:
    card = _ask(desk, '/verify "We will not bow to the storm"').cards[0]
    assert [run.text for run in card.body if run.mark is Mark.ADDED] == ["bow"]
    assert [run.text for run in card.body if run.mark is Mark.DROPPED] == ["yield"]


def test_a_quotation_of_another_names_both(desk: Desk) -> None:
    note = _ask(desk, '/verify "We will not yield to the storm" - Bo Nye').note
    assert note.startswith("Misattributed") and "Ann Lee" in note and "Bo Nye" in note


def test_an_uncertain_speaker_is_never_vouched_for(desk: Desk) -> None:
    reply = _ask(desk, '/verify "cost 4.2 million pounds"')
    assert "not settled" in reply.note
    assert reply.cards[0].tone is Tone.WARN


def test_a_question_is_answered_by_the_sentence_that_says_it(desk: Desk) -> None:
    reply = _ask(desk, "When does the harbour of Port Ellen reopen?")
    text = "".join(run.text for run in reply.cards[0].body)
    assert text == "The harbour of Port Ellen reopens in May, the council said on Tuesday."
    assert reply.cards[0].tone is Tone.ANSWER
    assert "May" in reply.note
    assert len(reply.cards) <= 3


def test_a_question_nothing_answers_is_not_answered(desk: Desk) -> None:
    reply = _ask(desk, "What is the capital of France?")
    assert reply.note.startswith("No article here answers that.")
    assert all(card.tone is not Tone.ANSWER for card in reply.cards)


def test_a_summary_is_the_article_in_its_own_words(desk: Desk) -> None:
    reply = _ask(desk, "/summary")
    card, *more = reply.cards
    assert (card.tone, card.heading) == (Tone.SUMMARY, "“The harbour reopens”")
    assert "4 March 2025 (deduced)" in card.source
    lines = "".join(run.text for run in card.body if run.mark is not Mark.OURS or not run.text.strip()).split("\n\n")
    assert lines and all(line in EXTRACTION.article.text for line in lines)
    assert any(run.text == "Ann Lee" for extra in more for run in extra.body)
    assert [choice.label for choice in reply.choices] == ["Quotes (3)", "Facts", "Article"]


def test_a_summary_of_a_person_cites_every_line(seeds: Desk) -> None:
    reply = _ask(seeds, "/summary Sheinbaum")
    assert reply.note == "From several articles, on “Sheinbaum”:"
    assert reply.cards and all(card.place.startswith("line ") for card in reply.cards)
    assert all(card.source or reply.source for card in reply.cards)


def test_a_person_is_shown_with_the_sentence_behind_the_role(desk: Desk) -> None:
    reply = _ask(desk, "/who Ann Lee")
    face, role, *_ = reply.cards
    assert (face.heading, face.tone) == ("Ann Lee", Tone.PERSON)
    assert role.heading == "“Mayor”"
    assert "Mayor Ann Lee told reporters" in "".join(run.text for run in role.body)
    assert reply.cards[-1].heading == "Latest quote"
    assert reply.choices[0].label == "Quotes (2)"


def test_nobody_of_a_name_offers_the_closest(desk: Desk) -> None:
    reply = _ask(desk, "/who Zzyzx Qqqq")
    assert not reply.cards and reply.note.startswith("Nobody called “Zzyzx Qqqq” is in the articles.")


def test_a_timeline_tells_how_each_day_is_known(seeds: Desk) -> None:
    reply = _ask(seeds, "/timeline cooperation")
    assert reply.note.endswith("oldest first.")
    assert reply.cards and all(card.heading and card.detail.startswith("dated by") for card in reply.cards)
    assert (reply.cards[0].heading, reply.cards[0].detail[:19]) == ("February 2025", "dated by “February”")


def test_the_first_question_of_every_newsroom_is_answered(seeds: Desk) -> None:
    reply = _ask(seeds, "/quote Sheinbaum")
    first = reply.cards[0]
    assert first.heading == "Claudia Sheinbaum"
    assert "".join(run.text for run in first.body).startswith("mutual trust, shared responsibility")
    assert first.detail == "Mexican President · recalled, quoted in part"
    assert "3 September 2025 (deduced)" in reply.source and first.citation == "line 7"


def test_help_names_every_command(desk: Desk) -> None:
    text = "".join(run.text for card in _ask(desk, "/help").cards for run in card.body)
    assert all(say(f"use.{name}") in text for name in BY_NAME)


def test_status_counts_what_is_indexed_of_what_may_be_seen(desk: Desk) -> None:
    text = "".join(run.text for run in _ask(desk, "/status").cards[0].body)
    assert "15 articles" in text and "17 quotes" in text
    both = desk.answer(Request("status"), collections=(SEEDS, "guild 1"))
    assert "16 articles" in "".join(run.text for run in both.cards[0].body)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/quote", "Name a person or a topic, like: /quote Sheinbaum."),
        ("/who", "Give a name, like: /who De la Fuente."),
        ("/verify", 'Give the words to be checked, like: /verify "much has been accomplished".'),
        ("", "Ask something, like: /ask When did they meet?"),
        ("?!… —", "There is no word to look for in “?!… —”; write a name or a few words."),
        ("x" * 4500, "This question is 4,500 characters long, and 4,000 is the most; send its main part."),
        ("/quote ???", "There is no word to look for in “???”; write a name or a few words."),
        (
            "/quote a speaker:" + "b" * 4500,
            "This speaker is 4,500 characters long, and 4,000 is the most; send its main",
        ),
        (
            "/verify " + "x y " * 3000,
            "This text is 11,999 characters long, and 10,000 is the most; send its main part.",
        ),
        ("/quote a since:soon", "“soon” is no date for since; write it as 2025-09-03, 2025-09 or 2025,"),
        ("/quote a since:2025-02-30", "“2025-02-30” is no date for since; write it as 2025-09-03, 2025-09 or 2025,"),
        ("/quote a since:2025 until:2024", "Nothing is both since 2025-01-01 and until 2024-12-31; swap the two days."),
    ],
)
def test_a_question_that_is_none_is_told_in_one_sentence(desk: Desk, text: str, sentence: str) -> None:
    with pytest.raises(WrongUse) as told:
        desk.answer(understand(text))
    assert str(told.value).startswith(sentence)


def test_a_text_to_be_verified_may_be_long(desk: Desk) -> None:
    assert _ask(desk, "/verify " + "yield " * 500).note.startswith("Not found")


def test_a_request_of_no_command_is_told(desk: Desk) -> None:
    with pytest.raises(WrongUse, match="There is no command 'dance'"):
        desk.answer(Request("dance"))


@pytest.mark.parametrize("command", sorted(BY_NAME))
@pytest.mark.parametrize(
    "text",
    [
        "' OR 1=1 --",
        '"',
        "% _ *",
        "AND OR NOT",
        "(((((",
        "NEAR/2 x",
        "Łódź Ñandú",
        "漢字",
        "a" * 900,
        "\x00 a",
        "{} %s",
    ],
)
def test_an_odd_question_harms_nothing(desk: Desk, command: str, text: str) -> None:
    try:
        reply = desk.answer(Request.of(command, {BY_NAME[command].main: text}))
    except CorpusError as error:
        assert "\n" not in str(error)
        return
    assert reply.note or reply.cards


def test_names_and_titles_are_completed(desk: Desk) -> None:
    assert "Ann Lee" in desk.suggest("Ann")
    (choice, *_) = desk.titles("harbour")
    assert choice.label == "4 March 2025 · The harbour reopens"
    assert choice.request == Request.of("summary", {"article": "a1b2"})


@pytest.mark.parametrize("typed", ["?!…", "“", " ", "x" * 5000])
def test_whatever_is_typed_completing_it_harms_nothing(desk: Desk, typed: str) -> None:
    assert isinstance(desk.titles(typed), tuple) and isinstance(desk.suggest(typed), tuple)


def test_no_more_pages_than_can_be_read(library: Library) -> None:
    assert _ask(Desk(library, page_size=1), "/quote Bo Nye").pages <= PAGES


def test_a_title_of_several_is_offered_as_a_choice(desk: Desk) -> None:
    reply = _ask(desk, "/article speech number")
    assert reply.note == "“speech number” may be one of 5 articles:"
    step = reply.choices[0].request
    assert step and desk.answer(step).cards


def test_quotes_of_an_article_are_found_by_its_title(desk: Desk) -> None:
    assert len(_ask(desk, "/quote tariffs article:Speech number 7").cards) == 1
    with pytest.raises(WrongUse, match="There is no article 'qqqq'"):
        _ask(desk, "/quote tariffs article:qqqq")
    with pytest.raises(WrongUse, match="Speech number 13; "):
        _ask(desk, "/quote tariffs article:Speech")


def test_articles_are_found_by_who_appears_in_them(desk: Desk) -> None:
    reply = _ask(desk, "/articles Bo Nye")
    assert reply.note == "14 articles in which Bo Nye appears, latest first."
    none = _ask(desk, "/articles since: 2099-01-01")
    assert none.note == "No article found since 1 January 2099."  # nobody was asked for


def test_an_unknown_article_is_told_with_what_there_is(desk: Desk) -> None:
    with pytest.raises(WrongUse, match="There is no article 'qqqq'"):
        _ask(desk, "/article qqqq")
    with pytest.raises(WrongUse, match="There is no article"):
        _ask(desk, "/summary article:qqqq")


def test_an_empty_index_says_so(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'empty.db'}")
    desk = Desk(library)
    for text in (
        "/summary",
        "/articles",
        "/quote Lee",
        "who won the race?",
        "/who Lee",
        "/timeline",
        "/fact x",
        "/verify x y",
    ):
        reply = _ask(desk, text)
        assert reply.note and not reply.cards, text
    assert "no article yet" in _ask(desk, "/summary").note
    library.close()


def test_four_roles_of_a_person_are_shown_with_their_sentence(tmp_path: Path) -> None:
    trades = ("mayor", "painter", "senator", "teacher", "lawyer")
    text = " ".join(f"The {trade} Ann Lee came." for trade in trades)
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    library.put([extract(Article("a", "a.txt", text, language="en"))])
    cards = _ask(Desk(library, page_size=6), "/who Ann Lee").cards
    assert [card.heading for card in cards] == ["Ann Lee", *(f"“{trade}”" for trade in trades[:4])]
    library.close()


def test_facts_without_a_word_no_article_has_are_shown_and_said_to_lack_it(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    library.put([extract(Article("a", "a.txt", "Wind\n\nGusts reached 96 mph at Holme on Monday night.\n", "en"))])
    reply = _ask(Desk(library), "/fact zeppelin gusts")
    library.close()
    assert reply.note == "No fact found for “zeppelin gusts”. Without “zeppelin”: 1 fact."
    assert "".join(run.text for run in reply.cards[0].body).startswith("Gusts reached 96 mph")
