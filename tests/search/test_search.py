"""What a person finds, however it is spelt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import WrongUse
from corpus.index import Store
from corpus.model import SEEDS, Mention, MentionKind, Quote, QuoteKind, Span
from corpus.results import Query
from corpus.search import article_list, name_lookup, retrieval
from tests.shelves import article, filled
from tests.stories import story, told

WALL = "The wall will not be built by us"
OLD = "Cooperation is the only road"
TARIFFS = "These tariffs hurt workers on both sides"
TARIFF = "A tariff is a tax by another name"
SHE = "Sheinbaum has kept her word on water"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    she = article("she", ("Tom Ray", "She will never give in"), day="2025-07-01")
    pronoun = Mention(Span(0, 3), MentionKind.PRONOUN, "Claudia Sheinbaum")
    store = filled(
        tmp_path,
        article("old", ("Claudia Sheinbaum", OLD), ("Marco Rubio", TARIFFS), day="2024-02-01"),
        article("new", ("Claudia Sheinbaum", WALL), ("Marco Rubio", SHE), day="2025-06-01"),
        article("tax", ("José Núñez", TARIFF), (None, "Nobody knows who said the harvest failed"), day="2025-01-01"),
        replace(she, mentions=(pronoun,)),
        article("wire", ("Marco Rubio", TARIFFS), day="2024-02-02"),
    )
    yield store
    store.close()


def said(store: Store, text: str = "", **more: object) -> list[str]:
    return [hit.record.text for hit in retrieval.quote(store, Query(text, **more)).hits]  # type: ignore[arg-type]


def test_a_name_means_what_they_said_newest_first_then_what_was_said_about_them(store: Store) -> None:
    found = retrieval.quote(store, Query("Sheinbaum"))
    assert [(hit.record.text, hit.about) for hit in found.hits] == [
        (WALL, False),
        (OLD, False),
        ("She will never give in", True),
        (SHE, True),
    ]


@pytest.mark.parametrize(
    "text",
    ["Sheinbaum", "sheinbaum", "SHEINBAUM", "Shienbaum", "Scheinbaum", "Sheinbuam", "claudia sheinbaum",
     "Sheinbaum, Claudia", "Cluadia Sheinbaun", "Claudia"],
)  # fmt: skip
def test_a_name_is_found_however_it_is_spelt(store: Store, text: str) -> None:
    assert said(store, text)[:2] == [WALL, OLD]


@pytest.mark.parametrize("text", ["nunez", "Núñez", "NUÑEZ", "jose nunez", "Nunes", "Jose Nuñes"])
def test_accents_do_not_matter(store: Store, text: str) -> None:
    assert said(store, text) == [TARIFF]


@pytest.mark.parametrize(
    "text",
    [
        "Rubio tariffs",
        "tariffs rubio",
        "Marco Rubio workers tariffs",
        "rubio tarrifs",
        "rubio workes",
        "rubio hurt sides",
    ],
)
def test_speaker_and_topic_mix_in_any_order(store: Store, text: str) -> None:
    assert said(store, text) == [TARIFFS]


def test_the_exact_word_comes_before_its_other_forms(store: Store) -> None:
    assert said(store, "tariff") == [TARIFF, TARIFFS]
    assert said(store, "tariffs") == [TARIFFS, TARIFF]


def test_the_same_words_in_two_outlets_are_one_hit_with_two_citations(store: Store) -> None:
    (hit,) = retrieval.quote(store, Query("Rubio tariffs")).hits
    assert (hit.record.article_id, [other.article_id for other in hit.also]) == ("wire", ["old"])


def test_repeats_inside_an_article_are_shown_once(tmp_path: Path) -> None:
    found = article("a", ("Ann Lee", "More and better results"), ("Ann Lee", "We want more and better results at once"))
    first, second = found.quotes
    store = filled(tmp_path, replace(found, quotes=(replace(first, kind=QuoteKind.PULL), second)))
    assert said(store, "Ann Lee") == ["We want more and better results at once"]
    assert len(said(store, "better results")) == 1


@pytest.mark.parametrize("text", ["Sheinfeld", "Carla Steinbach", "Claudia Rubio", "xqzt"])
def test_nobody_else_comes_back_for_an_absent_name(store: Store, text: str) -> None:
    assert said(store, text) == []


@pytest.mark.parametrize("text", ["Leopoldina Ucsiu", "leopoldina suicu", "Leopldina Suciu", "leopoldina susci"])
def test_a_name_two_slips_away_is_found_by_its_other_word(tmp_path: Path, text: str) -> None:
    line = "Nobody has asked the villages"
    store = filled(tmp_path, article("a", ("Leopoldina Suciu", line), ("Leopoldina Barbu", "We asked them all")))
    assert said(store, text)[0] == line
    store.close()


@pytest.mark.parametrize("text", ["Joyce Marshall", "Wendy Wells", "Paul Joyce", "Anna Marschal", "Wendy Drey"])
def test_words_of_names_that_nobody_has_together_find_nobody(tmp_path: Path, text: str) -> None:
    store = filled(
        tmp_path,
        article("a", ("Joyce Hodges", "The marshal kept well away"), ("Emma Marshall", "We never saw him")),
        article(
            "b", ("Wendy Moore", "The well is dry"), ("Anna Wells", "It is not"), ("Paul Moore", "Joy to the world")
        ),
    )
    found = retrieval.quote(store, Query(text))
    assert not found.hits
    assert found.did_you_mean
    store.close()


def test_who_is_called_just_so_comes_before_who_has_a_longer_name(tmp_path: Path) -> None:
    longer = article("b", ("Ana López Gil", "I said this later"), day="2025-05-05")
    store = filled(tmp_path, article("a", ("Ana López", "I said this first"), day="2025-01-01"), longer)
    assert said(store, "ana lopez") == ["I said this first", "I said this later"]
    assert said(store, "ana lopze") == ["I said this first", "I said this later"]
    store.close()


def test_a_name_with_the_same_word_twice_is_that_name(tmp_path: Path) -> None:
    store = filled(tmp_path, article("a", ("James James", "I was here")), article("b", ("James Lee", "So was I")))
    assert said(store, "James James") == ["I was here"]
    assert len(said(store, "James")) == 2
    store.close()


def test_of_two_people_with_each_others_names_the_one_called_in_this_order_is_meant(tmp_path: Path) -> None:
    store = filled(tmp_path, article("a", ("Morgan Frank", "I came first"), ("Frank Morgan", "I came second")))
    assert said(store, "mogran frank")[0] == "I came first"
    assert said(store, "frank morgna")[0] == "I came second"
    store.close()


def test_a_word_typed_as_somebody_said_it_is_shown_with_the_likelier_name(tmp_path: Path) -> None:
    lines = [(f"Lucas Barros {n}", f"We shall play game {n}") for n in "abcdefghijkl" for _ in range(9)]
    store = filled(tmp_path, article("a", *lines), article("b", ("Mary Michael", "We lost the game on Baros")))
    found = retrieval.quote(store, Query("baros"))
    assert found.hits[0].record.speaker.startswith("Lucas Barros")  # type: ignore[union-attr]
    assert [hit.about for hit in found.hits if hit.record.speaker == "Mary Michael"] == [True]
    store.close()


def test_words_that_say_nothing_are_wanted_beside_a_name(tmp_path: Path) -> None:
    later = article("b", ("Ana Núñez", "It is over"), day="2025-05-05")
    store = filled(tmp_path, article("a", ("Ana Núñez", "Wait until June"), day="2025-01-01"), later)
    assert said(store, "ana nunez until") == ["Wait until June", "It is over"]
    assert said(store, "nunez until") == ["Wait until June", "It is over"]
    store.close()


def test_of_three_words_one_may_be_another_word(store: Store) -> None:
    assert said(store, "tariffs worker sites") == [TARIFFS]
    assert said(store, "wall built bits") == [WALL]


def test_an_absent_name_is_answered_with_the_nearest(store: Store) -> None:
    found = retrieval.quote(store, Query("Claudia Scheinmann"))
    assert (found.hits, found.did_you_mean[:1]) == ((), ("Claudia Sheinbaum",))


def test_fields_in_the_text_are_understood(store: Store) -> None:
    assert said(store, "speaker:Rubio") == [SHE, TARIFFS]
    assert said(store, 'speaker:"Marco Rubio" water') == [SHE]
    assert said(store, "Sheinbaum before:2025") == [OLD]
    assert said(store, "sheinbaum after:2025-06 before:2025-06-02") == [WALL, SHE]
    assert said(store, "about:sheinbaum") == ["She will never give in", SHE]
    assert said(store, "speaker:Nobody") == []


@pytest.mark.parametrize("text", ["speaker:Rubio tariffs", 'speaker:"Marco Rubio" tariffs', "tariffs speaker:Rubbio"])
def test_the_words_beside_a_speaker_are_the_topic(store: Store, text: str) -> None:
    assert said(store, text) == [TARIFFS]


@pytest.mark.parametrize("speaker", ["Marco Rubio tariffs", '"Marco Rubio" tariffs', "rubio tarifs"])
def test_what_follows_the_name_of_a_speaker_is_the_topic(store: Store, speaker: str) -> None:
    assert said(store, speaker=speaker) == [TARIFFS]


def test_where_nothing_they_said_has_the_word_their_other_quotes_are_the_nearest(
    tmp_path: Path,
) -> None:
    line, other = "We have studied this for years", "I like the sea"
    store = filled(tmp_path, article("bridge", ("Teresa Okafor", line)), article("sea", ("Teresa Okafor", other)))
    for text in ("okafor bridge", "bridge okafro", "speaker:Okafor bridge"):
        found = retrieval.quote(store, Query(text))
        assert ([hit.record.text for hit in found.nearest], found.lacking) == ([line], "bridge")
        assert not found.hits
    assert not retrieval.quote(store, Query("Okafor Sea")).nearest
    for text in ("speaker:Okafor harvest", "okafor harvest"):
        latest = retrieval.quote(store, Query(text))
        assert (len(latest.nearest), latest.lacking) == (2, "harvest")
    assert retrieval.quote(store, Query("harvest bridge")).nearest == ()
    dated = retrieval.quote(store, Query("Okafor before:2020"))
    assert (len(dated.hits), len(dated.nearest), dated.lacking) == (0, 2, "")
    store.close()


def test_fields_of_the_query_narrow(store: Store) -> None:
    assert said(store, "tariffs", speaker="Nunez") == [TARIFF]
    assert said(store, speaker="rubio", until=date(2024, 12, 31)) == [TARIFFS]
    assert said(store, "sheinbaum", since=date(2025, 1, 1)) == [WALL, "She will never give in", SHE]
    assert said(store, article="old") == [OLD, TARIFFS]
    assert said(store, "tariffs", collections=("guild:1",)) == []


def test_a_date_that_is_none_is_named(store: Store) -> None:
    with pytest.raises(WrongUse, match="“sometime” is no date for before; write it as 2025"):
        said(store, "rubio before:sometime")


def test_a_quoted_phrase_is_exact(store: Store) -> None:
    assert said(store, '"tariffs hurt workers"') == [TARIFFS]
    assert said(store, "“tariffs workers”") == []
    assert said(store, 'rubio "both sides"') == [TARIFFS]


def test_a_name_that_begins_so_comes_before_one_that_holds_it(tmp_path: Path) -> None:
    rows = [("Rosa Ana Gil", "Rosa said this"), ("Ana Gil", "Ana said this"), ("Ana Gil Sanz", "Ana said that")]
    store = filled(tmp_path, article("a", *rows))
    assert said(store, "ana gil") == ["Ana said this", "Ana said that"]
    assert said(store, "rosa gil") == ["Rosa said this"]


def test_of_two_names_as_near_the_one_often_heard_is_meant(tmp_path: Path) -> None:
    often = [("Mark Carney", f"Number {i} on trade") for i in range(30)]
    store = filled(tmp_path, article("a", ("Ann Barney", "Something else"), *often))
    assert set(said(store, "Xarney")) <= {line for _, line in often}


def test_words_that_say_nothing_may_be_missing(store: Store) -> None:
    assert said(store, "what did Rubio say about the tariffs") == [TARIFFS]


def test_uncertain_attributions_come_last(tmp_path: Path) -> None:
    sure, unsure = article("sure", ("Ann Lee", "Old and sure"), day="2020-01-01"), article("unsure", ("Ann Lee", "New"))
    doubt = Quote(Span(0, 3), QuoteKind.DIRECT, "Ann Lee", confidence=0.3)
    assert said(filled(tmp_path, sure, replace(unsure, quotes=(doubt,))), "lee") == ["Old and sure", "New"]


def test_pages_follow_each_other_without_gap_or_repeat(tmp_path: Path) -> None:
    rows = [article(f"a{i}", ("Ann Lee", f"Number {i} of rain"), day=f"2025-01-{i + 1:02}") for i in range(25)]
    store = filled(tmp_path, *rows)
    whole = said(store, "rain", limit=25)
    pages = [retrieval.quote(store, Query("rain", limit=10, offset=offset)) for offset in (0, 10, 20)]
    assert [hit.record.text for page in pages for hit in page.hits] == whole
    assert len(set(whole)) == 25
    assert [page.more for page in pages] == [True, True, False]


@pytest.mark.parametrize(
    "text", ["", "   ", "…!?", '"', '""', "%", "AND", "OR NOT", "(", ")", "*", "'; DROP TABLE articles; --", "a" * 3000,
             "word " * 600, "speaker:", "speaker:\"", "NEAR(a b)", "\0", "🦆", "-", "^", ":", "@", "#1", "~"],
)  # fmt: skip
def test_no_question_harms(store: Store, text: str) -> None:
    retrieval.quote(store, Query(text))
    retrieval.fact(store, Query(text))
    name_lookup.suggest(store, text, (SEEDS,))
    article_list.articles(store, Query(text))
    assert said(store, "Sheinbaum")[:1] == [WALL]


def test_names_are_suggested_by_how_often_they_speak(store: Store) -> None:
    assert name_lookup.suggest(store, "", (SEEDS,))[0] == "Marco Rubio"
    assert name_lookup.suggest(store, "shei", (SEEDS,)) == ("Claudia Sheinbaum",)
    assert name_lookup.suggest(store, "nun", (SEEDS,)) == ("José Núñez",)
    assert name_lookup.suggest(store, "Claudia Sh", (SEEDS,)) == ("Claudia Sheinbaum",)
    assert name_lookup.suggest(store, "Shienbaum", (SEEDS,)) == ("Claudia Sheinbaum",)
    assert name_lookup.suggest(store, "", ("guild:1",)) == ()
    assert len(name_lookup.suggest(store, "", (SEEDS,), limit=2)) == 2


def test_articles_are_listed_latest_first_or_by_their_words(store: Store) -> None:
    assert [row.id for row in article_list.articles(store, Query(limit=2))] == ["she", "new"]
    assert [row.id for row in article_list.articles(store, Query("about tax"))] == ["tax"]


def test_a_fact_may_be_asked_for_by_its_size(tmp_path: Path) -> None:
    store = told(
        tmp_path,
        story("steel", "2025-03-04", "The tariff on steel rose to 25 percent.", "The tariff on wool is 5%."),
        story("wool", "2025-03-05", "Police made 59 arrests at the wool fair.", "A third of the tariff goes to towns."),
    )

    def facts(text: str) -> list[str]:
        return [hit.record.text for hit in retrieval.fact(store, Query(text)).hits]

    assert facts("tariff > 20%") == ["The tariff on steel rose to 25 percent.", "A third of the tariff goes to towns."]
    assert facts("tariff under 10 percent") == ["The tariff on wool is 5%."]
    assert facts("arrests > 50") == ["Police made 59 arrests at the wool fair."]
    assert facts("arrests > 100") == []
    assert len(facts("> 20%")) == 2


def test_facts_come_in_the_order_of_their_figures_or_days_where_asked(tmp_path: Path) -> None:
    wool, steel, tin = "The tariff on wool is 5%.", "The tariff on steel is 25 percent.", "The tariff on tin is 12 %."
    arrests = "Police made 900 arrests over the tariff."
    store = told(
        tmp_path,
        story("old", "2024-03-01", wool, arrests),
        story("middle", "2024-05-01", steel),
        story("new", "2025-03-04", tin),
    )

    def facts(text: str, limit: int = 10, offset: int = 0) -> list[str]:
        found = retrieval.fact(store, Query(text, limit=limit, offset=offset))
        return [hit.record.text for hit in found.hits]

    assert facts("tariff sort:largest") == [steel, tin, wool]
    assert facts("tariff sort:smallest") == [wool, tin, steel]
    assert facts("tariff > 10% sort:smallest") == [tin, steel]
    assert facts("tariff sort:largest", limit=1, offset=1) == [tin]
    assert facts("tariff arrests sort:largest") == [arrests]
    assert facts("tariff sort:newest")[:2] == [tin, steel]
    assert facts("tariff sort:oldest")[-1] == tin
    with pytest.raises(WrongUse, match="sort:size is no order; write one of sort:largest"):
        facts("tariff sort:size")


def test_of_facts_that_match_the_most_check_worthy_comes_first(tmp_path: Path) -> None:
    worthy = "The tariff on steel rose to 25 percent, the highest since 1930."
    store = told(
        tmp_path,
        story("old", "2024-01-01", worthy),
        story("new", "2025-03-04", "Some like the tariff on steel.", "The tariff on steel may change."),
    )
    assert retrieval.fact(store, Query("steel tariff")).hits[0].record.text == worthy
    assert retrieval.fact(store, Query(since=date(2024, 1, 1))).hits[0].record.text == worthy


def test_who_is_called_no_more_is_meant_before_one_with_a_longer_name_often_heard(tmp_path: Path) -> None:
    longer = article("b", ("Ana López Gil", "I said this later"), ("Ana López Gil", "And this"), day="2025-05-05")
    store = filled(tmp_path, article("a", ("Ana López", "I said this first"), day="2025-01-01"), longer)
    asked = ["ana", "lopze"]
    meant = name_lookup.people(store, asked, store.words(asked), (SEEDS,))
    assert [one.name.name for one in meant] == ["Ana López", "Ana López Gil"]
    store.close()


def test_the_order_of_a_misspelt_name_tells_two_people_apart_though_one_is_heard_more(tmp_path: Path) -> None:
    often = article("b", ("Frank Morgan", "I came second"), ("Frank Morgan", "I came third"))
    store = filled(tmp_path, article("a", ("Morgan Frank", "I came first")), often)
    assert said(store, "mogran frank")[0] == "I came first"
    store.close()


def test_a_figure_with_its_unit_alone_is_no_time_and_a_bare_one_counts_what_was_asked_for(tmp_path: Path) -> None:
    lines = ("At 18:40 the blog closed.", "Some 40 % of the homes had no water.", "After 13 days it held 9 micrograms.")
    store = told(
        tmp_path,
        story("a", "2025-03-04", *lines),
        story("b", "2025-03-05", "It held 21 micrograms."),
        story("c", "2025-03-06", "The score was 1-7 before two million viewers."),
    )
    assert [hit.record.text for hit in retrieval.fact(store, Query("40%")).hits] == [lines[1]]
    assert retrieval.fact(store, Query("1.7 million")).hits == ()  # no line with a 1 and a 7 in its place
    assert [hit.record.text for hit in retrieval.fact(store, Query("micrograms > 10")).hits] == [
        "It held 21 micrograms."
    ]


def test_a_fact_is_found_by_a_word_that_stands_beside_it(tmp_path: Path) -> None:
    filler = [f"The lake is deep and cold in winter, and has been so for {n} years or more." for n in range(11, 16)]
    lines = (
        "The mayor read the contract of Skua Water.",
        "It ends with 90 days of notice.",
        *filler,
        "We saw 40 ducks.",
    )
    store = told(tmp_path, story("a", "2025-03-04", *lines))
    assert [hit.record.text for hit in retrieval.fact(store, Query("contract notice")).hits] == [lines[1], lines[0]]
    assert retrieval.fact(store, Query("contract ducks")).hits == ()
    store.close()


def test_a_scale_alone_finds_every_way_to_write_it(tmp_path: Path) -> None:
    lines = (
        "The port lost £2.3m in June.",
        "The town paid 4.6 million for it.",
        "The city hired 40 teachers in March.",
    )
    store = told(tmp_path, story("a", "2025-03-04", *lines))
    assert {hit.record.text for hit in retrieval.fact(store, Query("million")).hits} == {*lines[:2]}
    store.close()
