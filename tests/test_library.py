"""The façade over one real index: what the desk may ask, and what it may not see."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from corpus.errors import NoSuchArticle, WrongUse
from corpus.library import Library
from corpus.results import Query

TEXT = """The council met on Monday, 2 March 2026.
“The old bridge must be closed at once,” said the mayor, Ann Lee.
Nobody objected to the plan, which will cost 12 million euros.
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bridge.txt").write_text(TEXT, encoding="utf-8")
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    library.sweep(tmp_path / "seeds")
    return library


def test_the_paragraph_around_a_slice_comes_with_its_neighbours(library: Library) -> None:
    hit = library.quote(Query("Ann Lee")).hits[0].record
    around = library.context(hit.article_id, hit.span)
    assert [record.text for record in around] == TEXT.splitlines()


def test_the_first_paragraph_has_no_neighbour_above(library: Library) -> None:
    hit = library.quote(Query("Ann Lee")).hits[0].record
    assert len(library.context(hit.article_id, type(hit.span)(0, 3))) == 2


def test_another_collection_sees_nothing(library: Library) -> None:
    hit = library.quote(Query("Ann Lee")).hits[0].record
    other = ("guild-7",)
    assert library.quote(Query("Ann Lee", collections=other)).hits == ()
    assert library.context(hit.article_id, hit.span, collections=other) == ()
    assert library.article(hit.article_id, collections=other) is None
    assert library.articles(Query(collections=other)) == ()
    assert library.suggest("An", collections=other) == ()
    assert library.ask(Query("What will the plan cost?", collections=other)).hits == ()


@pytest.mark.parametrize("name", ["quote", "fact", "who", "ask", "verify"])
@pytest.mark.parametrize("text", ["", "   ", "?!…", "“”"])
def test_a_question_without_a_word_is_told_what_to_type(library: Library, name: str, text: str) -> None:
    with pytest.raises(WrongUse, match="nothing to look for"):
        getattr(library, name)(Query(text))


@pytest.mark.parametrize("name", ["quote", "fact", "who", "ask"])
def test_a_question_of_five_thousand_characters_is_told_the_limit(library: Library, name: str) -> None:
    with pytest.raises(WrongUse, match="4,000"):
        getattr(library, name)(Query("word " * 1000))


def test_a_summary_of_nothing_known_names_the_nearest(library: Library) -> None:
    with pytest.raises(NoSuchArticle):
        library.summary(Query(article="quantum chromodynamics"))


def test_many_threads_may_ask_while_a_sweep_runs(library: Library, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / "seeds" / f"{number}.txt").write_text(TEXT.replace("Ann", f"Ann{number}"), encoding="utf-8")
    faults: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(20):
                assert library.quote(Query("Ann Lee")).hits
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    library.sweep(tmp_path / "seeds")
    for thread in threads:
        thread.join()
    assert not faults
    assert library.status().articles == 31
