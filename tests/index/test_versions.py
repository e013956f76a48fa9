"""The same story again is one article with versions: in every store the newest answers, whatever the order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import jsonl
from corpus.index import Naming, Shelf, Store, Wanted
from corpus.library import Library
from corpus.model import SEEDS, Article, Basis, Extraction, Published, Quote, QuoteKind, Span, Title
from corpus.results import Query
from corpus.search import retrieval

Open = Callable[[], Store]

_STREETS = "Mill Quay Well Ford Dock Park Hill Lane Bell Gate Oak Elm Ash Yew Fir".split()
REPORT = "\n".join(
    f"In {street} Street {number + 3} houses stood under water for {number + 1} days, said the council of the town, "
    f"and number {17 * number} is to be pulled down before the summer of the {number + 2}th year."
    for number, street in enumerate(_STREETS)
)


def version(
    key: str, said: str, *, day: str | None = "2026-03-02", body: str = REPORT, outlet: str | None = "The Post",
    address: str = "", title: str | None = "Flood in the old town", modified: str = "", seen: str = "",
    speaker: str = "Ann Lee",
) -> Extraction:  # fmt: skip
    """A report that begins with one quotation."""
    published = Published(day, Basis.METADATA) if day else None
    article = Article(
        key, f"{key}.txt", f"{said}\n{body}", "en", title=Title(title) if title else None, outlet=outlet,
        published=published, address=address, modified=modified, seen=seen,
    )  # fmt: skip
    return Extraction(article, quotes=(Quote(Span(0, len(said)), QuoteKind.DIRECT, speaker, confidence=1.0),))


@pytest.fixture
def store(opening: Open) -> Iterator[Store]:
    store = opening()
    yield store
    store.close()


def shelf(store: Store) -> list[str]:
    return sorted(row.id for row in store.articles(Shelf(limit=100)))


def said(store: Store, text: str = "boats") -> list[str]:
    return [hit.record.text for hit in retrieval.quote(store, Query(text)).hits]


OLD = version("old", "We lost twelve boats")
NEW = version("new", "We lost fifteen boats", day="2026-03-03")


@pytest.mark.parametrize("found", [[OLD, NEW], [NEW, OLD]])
@pytest.mark.parametrize("together", [True, False])
def test_the_newest_version_answers_in_whatever_order_they_come(
    store: Store, found: list[Extraction], together: bool
) -> None:
    for batch in [found] if together else [[one] for one in found]:
        store.put(batch)
    assert shelf(store) == ["new"]
    assert said(store) == ["We lost fifteen boats"]
    assert [row.id for row in store.versions("old")] == ["new", "old"]
    assert [row.id for row in store.versions("new")] == ["new", "old"]
    assert (store.state().articles, store.state().older, store.state().quotes) == (1, 1, 1)


def test_an_older_version_is_given_to_who_asks_for_it(store: Store) -> None:
    store.put([OLD, NEW])
    whole = store.article("old")
    assert whole and whole.article == OLD.article
    assert [row.id for row in store.articles(Shelf(ids=["old"]))] == ["old"]
    assert store.find(Wanted(article="old")) == ()


def test_when_the_newest_has_gone_the_one_before_it_answers(store: Store) -> None:
    store.put([OLD, NEW, version("mid", "We lost thirteen boats", day="2026-03-02", modified="2026-03-02T20:00:00Z")])
    assert [row.id for row in store.versions("mid")] == ["new", "mid", "old"]
    store.put((), gone=["new"])
    assert said(store) == ["We lost thirteen boats"]
    store.put((), gone=["old"])
    assert shelf(store) == ["mid"]
    assert store.versions("mid") == ()
    assert store.state().older == 0
    store.put((), gone=["mid"])
    assert shelf(store) == []
    assert [name.name for name in store.names(Naming())] == []


def test_a_version_that_becomes_another_story_leaves_its_story(store: Store) -> None:
    store.put([OLD, NEW])
    store.put([version("new", "The boats are painted", body="A painter came.", title="Paint", day="2026-03-03")])
    assert shelf(store) == ["new", "old"]
    assert sorted(said(store)) == ["The boats are painted", "We lost twelve boats"]


@pytest.mark.parametrize("modified", [("2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z"), ("", "2026-03-02T09:00:00Z")])
def test_on_one_day_the_one_changed_last_is_the_newest(store: Store, modified: tuple[str, str]) -> None:
    store.put([version("b", "We lost twelve boats", modified=modified[0], seen="2026-04-01T00:00:00Z")])
    store.put([version("a", "We lost fifteen boats", modified=modified[1])])
    assert said(store) == ["We lost fifteen boats"]


def test_one_address_is_one_story_though_half_of_it_is_written_anew(store: Store) -> None:
    lines = REPORT.splitlines()
    update = "\n".join(lines[:6]) + "\nThe army has come with boats and bread. " * 8
    store.put([
        version("a", "We lost twelve boats", address="post.example/flood"),
        version("b", "Help is here in boats", address="post.example/flood", day="2026-03-20", title="Help has come",
                body=update, outlet="Post Online"),
    ])  # fmt: skip
    assert shelf(store) == ["b"]


def test_one_address_for_a_whole_site_is_no_story(store: Store) -> None:
    other = "\n".join(f"The council meets on day {n} about the budget of school number {n * 31}." for n in range(20))
    store.put([
        version("a", "We lost twelve boats", address="post.example/news"),
        version("b", "No boats here", address="post.example/news", title="Budget", body=other),
    ])  # fmt: skip
    assert shelf(store) == ["a", "b"]


def sharing(count: int, name: str, collection: str, outlet: str = "The Post") -> list[Extraction]:
    """Stories of their own, at one address: their titles and words differ."""
    found = [
        version(f"{name}{n}", f"{name}{n} a{n} b{n} c{n} d{n}", title=f"Report number {n}", address="post.example/news",
                body="", outlet=outlet)
        for n in range(count)
    ]  # fmt: skip
    return [replace(one, article=replace(one.article, collection=collection)) for one in found]


def test_other_collections_take_no_place_among_what_is_compared(store: Store) -> None:
    mine = sharing(100, "mine", "server")
    store.put(mine[:1])
    for other in ("one", "two", "three"):  # some before it in whatever order an index has them
        store.put(sharing(100, other, other))
    store.put(sharing(1, "late", "server", "Post Online"))
    assert sorted(row.id for row in store.versions("late0", ("server",))) == ["late0", "mine0"]


def test_of_many_that_share_a_mark_the_last_are_compared(store: Store) -> None:
    store.put(sharing(200, "first", SEEDS))
    later = sharing(200, "later", SEEDS, "Post Online")
    store.put([*later[:5], *later[-10:]])
    found = {one.article.id: len(store.versions(one.article.id)) for one in later}
    assert [key for key, count in found.items() if count == 2] == [one.article.id for one in later[-10:]]


@pytest.mark.parametrize(
    "other",
    [
        version("new", "We lost twelve boats", outlet="The Mail"),  # a wire text in two outlets
        version("new", "We lost twelve boats", outlet=None),  # perhaps of another
        version("new", "We lost twelve boats", day="2026-05-02"),  # months later
        version("new", "We lost twelve boats", body="No more is known.", title="Boats"),  # too short to be known again
    ],
)
def test_what_only_looks_alike_stays_apart(store: Store, other: Extraction) -> None:
    store.put([OLD, other])
    assert shelf(store) == ["new", "old"]
    assert store.versions("old") == ()


def test_the_same_text_of_no_known_outlet_is_shown_with_both_places(store: Store) -> None:
    first = version("a", "We lost twelve boats", outlet=None)
    store.put([first, replace(first, article=replace(first.article, id="b", path="b.txt"))])
    (hit,) = retrieval.quote(store, Query("boats")).hits
    assert {hit.record.article_id, *(record.article_id for record in hit.also)} == {"a", "b"}


def test_few_words_changed_make_a_version_without_a_title_in_common(store: Store) -> None:
    store.put([OLD, version("new", "We lost fifteen boats", day="2026-03-04", title="Town counts its losses")])
    assert shelf(store) == ["new"]


def test_versions_stay_within_their_collection(store: Store) -> None:
    theirs = replace(NEW, article=replace(NEW.article, collection="guild:1"))
    store.put([OLD, theirs])
    assert shelf(store) == ["old"]
    assert [row.id for row in store.articles(Shelf(collections=("guild:1",)))] == ["new"]
    assert store.versions("new") == ()


def test_taking_the_versions_in_again_changes_nothing(store: Store) -> None:
    store.put([OLD, NEW])
    before = store.state()
    for again in ([OLD], [NEW], [OLD, NEW]):
        store.put(again)
        assert said(store) == ["We lost fifteen boats"]
        assert replace(store.state(), index_bytes=0) == replace(before, index_bytes=0)
    assert [one.speaker for one in store.find(Wanted(groups=(["fifteen"],)))] == ["Ann Lee"]


def test_an_export_moves_the_versions_too(store: Store, tmp_path: Path) -> None:
    store.put([OLD, NEW])
    rows = [(str(n), json.dumps(jsonl.exported(one))) for n, one in enumerate(Library(store).everything())]
    assert len(rows) == 2
    library = Library.open(f"sqlite:///{tmp_path}/moved.db")
    library.load(rows)
    assert [row.id for row in library.versions("old")] == ["new", "old"]
    moved = library.article("old")
    assert moved and replace(moved.article, language="") == replace(OLD.article, language="")
    library.close()
