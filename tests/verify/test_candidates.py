"""Where sent words are looked for, and what of it is laid word by word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.index import Store
from corpus.results import Query, Remark, Ruling
from corpus.verify import candidates, verify
from corpus.verify.candidates import enough
from corpus.verify.speakers import People
from tests import shelves

LONG = "The ferry will sail again in spring once the second engine has been rebuilt by hand in the old yard."
SHORT = "Lamps burn until midnight."
OTHER = "The ferry will not sail this winter."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = shelves.filled(
        tmp_path,
        shelves.article("a", ("Ann Lee", LONG)),
        shelves.article("b", ("Bo Ray", SHORT)),
        shelves.article("c", ("Olav Lie", OTHER), day="2025-05-01"),
        *(shelves.article(f"n{n}", ("Karin Moe", f"The number {n} ferry was painted green again.")) for n in range(9)),
    )
    yield store
    store.close()


def found(store: Store, text: str) -> list[str]:
    query = Query(text)
    return [one.folded for one in candidates.said(store, query, text.lower().split(), People(store, query.collections))]


@pytest.mark.parametrize(
    ("held", "sent", "is_enough"),
    [
        ("a b c d e f", "a b c d e f g h i j k l m n o p", True),  # six are a row
        ("a b c d e", "a b c d e g h i j k l m n o p q", False),
        ("a b", "a b c d", True),  # half
        ("a b", "a b c d e", False),
        ("ferry sails", "the ferry sails in a b c d", True),  # of those that say something
        ("ferry", "the ferry sails away in a b c d", False),
        ("", "", True),
        ("x y", "the a in of", False),
    ],
)
def test_a_text_with_too_few_of_the_words_is_not_looked_at(held: str, sent: str, is_enough: bool) -> None:
    assert enough(set(held.split()), set(sent.split())) is is_enough


def test_an_article_with_words_that_the_likeliest_lacks_is_looked_at(store: Store) -> None:
    text = f"{LONG.rstrip('.')} lamps burn until midnight"
    assert {one.split()[0] for one in found(store, text)} == {"the", "lamps"}


def test_of_articles_that_have_no_more_only_the_likeliest_are(store: Store) -> None:
    assert 0 < len(set(found(store, "the number ferry was painted green again"))) <= 4
    assert found(store, "nobody ever heard of walruses") == []


def test_pieces_of_two_articles_are_found_as_such(store: Store) -> None:
    verdict = verify(store, Query(f"“{LONG} {SHORT}”"))
    assert (verdict.ruling, verdict.remark) == (Ruling.ALTERED, Remark.JOINED)
    assert [hit.record.speaker for hit in verdict.hits] == ["Ann Lee", "Bo Ray"]


def test_the_likest_comes_first(store: Store) -> None:
    given = OTHER.lower().rstrip(".").split()
    query = Query(OTHER)
    ranked = candidates.ranked(given, candidates.said(store, query, given, People(store, query.collections)))
    assert ranked[0].stretch.speaker == "Olav Lie" and ranked[0].score == 100
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


@pytest.mark.parametrize(
    ("text", "ruling"),
    [
        ("The ferry will sail by hand in the old yard.", Ruling.ALTERED),  # all kept, one gap
        ("The ferry will sail again in summer once the third engine has been bought", Ruling.ALTERED),
        ("The ferry will sink one day", Ruling.NOT_FOUND),
        ("once the second engine has been stolen by men from the south who hate boats", Ruling.ALTERED),  # six in a row
        ("has been rebuilt by robots from the south who hate boats and men", Ruling.NOT_FOUND),
    ],
)
def test_how_alike_words_must_be_to_be_found(store: Store, text: str, ruling: Ruling) -> None:
    assert verify(store, Query(f"“{text}”")).ruling is ruling


def test_what_is_nearest_has_most_of_the_words_that_say_something(store: Store) -> None:
    verdict = verify(store, Query("“midnight lamps are no fun to burn with”"))
    assert verdict.ruling is Ruling.NOT_FOUND
    assert [hit.record.text for hit in verdict.nearest] == [SHORT]
    assert verify(store, Query("“midnight trains are no fun to ride in the rain”")).nearest == ()


def test_an_altered_beginning_that_looks_like_a_name_is_a_part_of_the_quotation(tmp_path: Path) -> None:
    """Most of it is printed there, so it names nobody."""
    printed = "Dear Ann Lee: we dig on until the winter comes over the hills, whatever the council says."
    store = shelves.filled(tmp_path, shelves.article("a", ("Ida Falk", printed)))
    sent = printed.replace("Ann", "Bo").replace("winter", "summer")
    verdict = verify(store, Query(sent))
    assert (verdict.span.of(sent), verdict.ruling) == (sent, Ruling.ALTERED)
    assert [(edit.given, edit.printed) for edit in verdict.edits] == [("Bo", "Ann"), ("summer", "winter")]
    store.close()
