"""What happened on which day, across articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.index import Store
from corpus.model import Quote, QuoteKind, Span
from corpus.results import Query
from corpus.timeline import timeline
from tests.stories import story, told

NEWS = (
    story(
        "strike",
        "2025-03-04",
        "Dockers began a strike at the port.",
        "The union called the last strike on February 1.",
        people={"Ann Lee": ()},
        dates={"on February 1": "2025-02-01"},
    ),
    story("deal", "2025-03-09", "The port signed a deal that ended the strike.", "Ann Lee left the union."),
    story("copy", "2025-03-10", "The port signed a deal that ended the strike."),
    story("undated", None, "A strike hit the mills."),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return told(tmp_path_factory.mktemp("timeline"), *NEWS)


def _moments(store: Store, query: Query) -> list[tuple[str, str]]:
    return [(moment.value, moment.record.text) for moment in timeline(store, query).moments]


def test_statements_stand_in_the_order_of_their_days(store: Store) -> None:
    assert _moments(store, Query("strike")) == [
        ("2025-02-01", "The union called the last strike on February 1."),
        ("2025-03-04", "Dockers began a strike at the port."),
        ("2025-03-09", "The port signed a deal that ended the strike."),
    ]


def test_a_day_in_the_words_is_the_basis_and_else_the_article_is(store: Store) -> None:
    bases = [moment.basis and moment.basis.text for moment in timeline(store, Query("strike")).moments]
    assert bases == ["on February 1", None, None]


def test_the_words_of_a_person_or_a_topic_narrow_it(store: Store) -> None:
    assert _moments(store, Query("Ann Lee")) == [("2025-03-09", "Ann Lee left the union.")]
    assert _moments(store, Query(about="deal")) == [("2025-03-09", "The port signed a deal that ended the strike.")]


def test_without_a_topic_everything_is_told(store: Store) -> None:
    assert len(_moments(store, Query())) == 4


def test_no_more_moments_than_asked_for(store: Store) -> None:
    assert len(_moments(store, Query(limit=2))) == 2


def test_days_asked_for_are_those_of_what_happened_whenever_it_was_printed(store: Store) -> None:
    february = Query("strike", since=date(2025, 2, 1), until=date(2025, 2, 28))
    assert _moments(store, february) == [("2025-02-01", "The union called the last strike on February 1.")]
    assert _moments(store, Query("strike since:2025-02-02"))[0][0] == "2025-03-04"
    assert [day for day, _ in _moments(store, Query("strike until:2025-03-04"))] == ["2025-02-01", "2025-03-04"]


def test_a_year_is_within_no_shorter_time_that_lies_in_it(tmp_path: Path) -> None:
    built = story("mill", "2025-03-04", "The mill was built in 2024.", dates={"in 2024": "2024"})
    store = told(tmp_path, built)
    assert _moments(store, Query(since=date(2024, 1, 1), until=date(2024, 12, 31))) == [("2024", built.article.text)]
    assert _moments(store, Query(since=date(2024, 5, 1), until=date(2024, 12, 31))) == []


def test_the_articles_day_is_that_of_its_news_and_of_what_is_said_alone(tmp_path: Path) -> None:
    lines = [f"Line {name} tells of the port." for name in ("one", "two", "three", "four", "five")]
    lines[4] = "They all like the port."  # said by nobody: whom "they" means is not seen
    store = told(
        tmp_path,
        story(
            "port",
            "2025-03-04",
            *lines,
            "She left the port.",
            "It opened on March 1 with her.",
            dates={"on March 1": "2025-03-01"},
        ),
    )
    assert [text for _, text in _moments(store, Query("port"))] == lines[:3]


def test_an_unknown_topic_has_no_moments_but_near_names(store: Store) -> None:
    found = timeline(store, Query("Ann Leigh"))
    assert found.moments == () and found.did_you_mean == ("Ann Lee",)


def test_an_empty_index_has_no_moments(tmp_path: Path) -> None:
    assert timeline(told(tmp_path), Query("strike")).moments == ()


def test_an_index_of_quotations_alone_has_a_timeline_too(tmp_path: Path) -> None:
    store = told(tmp_path, replace(NEWS[1], facts=(), quotes=(Quote(Span(0, 15), QuoteKind.DIRECT, "Ann Lee"),)))
    assert _moments(store, Query("Ann Lee")) == [("2025-03-09", "The port signed")]


def test_what_was_moved_is_told_of_the_day_it_was_moved_to(tmp_path: Path) -> None:
    said = "The fair, originally planned for Friday, was moved to March 21."
    moved = story("fair", "2025-03-12", said, dates={"Friday": "2025-03-14", "March 21": "2025-03-21"})
    assert _moments(told(tmp_path, moved), Query("fair")) == [("2025-03-21", said)]
