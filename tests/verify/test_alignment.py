"""Sent words laid against printed ones."""

from __future__ import annotations

import pytest

from corpus.verify.alignment import Difference, align, place

PRINTED = (
    "and then the mayor went home , we will count the trucks and we will count the people in every street of the town"
)


def changes(sent: str, printed: str = PRINTED) -> list[tuple[str, str]]:
    mine, theirs = sent.split(), printed.split()
    way = align(mine, theirs)
    return [(" ".join(mine[a:b]), " ".join(theirs[c:d])) for a, b, c, d in way.differences]


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ("we will count the people", []),
        ("we will count the buses and", [("buses", "trucks")]),
        ("we will count the people in every town", [("", "street of the")]),
        ("we will not count the trucks", [("not", "")]),
        ("we will count trucks", [("", "the")]),
        # a word or two that are printed far away are no part of it
        ("and weigh the people in every street", [("and weigh", "will count")]),
        ("the people in every street of house town", [("house", "the")]),
        ("count the trucks or town", [("or town", "and we")]),
        # a cut of many words is one: what stands before it is long enough
        ("the mayor went home in every street", [("", ", we will count the trucks and we will count the people")]),
        ("nothing here", [("nothing here", "")]),
    ],
)
def test_the_words_that_differ(sent: str, found: list[tuple[str, str]]) -> None:
    assert changes(sent) == found


@pytest.mark.parametrize(
    ("between", "found"),
    [("a b c d", [("", "a b c d")]), ("a b c d e", [("alpha", "e")])],
)
def test_how_far_a_word_at_the_edge_may_stand(between: str, found: list[tuple[str, str]]) -> None:
    assert changes("alpha we count trucks", f"alpha {between} we count trucks") == found
    turned = [(mine, theirs.split(" ")[0] if mine else theirs) for mine, theirs in found]
    assert changes("we count trucks omega", f"we count trucks {between} omega") == [
        ("omega", "a") if mine else (mine, theirs) for mine, theirs in turned
    ]
    assert align("alpha we count".split(), f"alpha {between} we count".split(), cuts={1}).cost == 0


def test_where_words_stand_in_a_row() -> None:
    printed = "a b a b c a b c d".split()
    assert place("a b c".split(), printed) == 2
    assert place("a b c d".split(), printed) == 5
    assert place("b d".split(), printed) is None
    assert place([], printed) is None
    assert (align("b c a".split(), printed).at, align("b c a".split(), printed).to) == (3, 6)


def test_a_marked_cut_and_a_bracket_are_no_differences() -> None:
    printed = "we shall count the trucks and weigh them".split()
    way = align("we shall weigh them".split(), printed, cuts={2})
    assert (way.differences, way.cuts, way.cost) == ((), (Difference(2, 2, 2, 6),), 0)
    way = align("we shall weigh them".split(), printed, brackets={2})
    assert (way.differences, way.put) == ((), (Difference(2, 2, 2, 6),))
    printed = "we all shall count all of the trucks and cars and weigh them".split()
    way = align("we all shall weigh them".split(), printed, brackets={3})
    assert (way.put, way.cost) == ((), 8)  # one bracket stands for no whole sentence


def test_a_cut_may_be_marked_before_words_that_stand_twice() -> None:
    printed = "the plan and the law".split()
    for mark in (0, 1):
        assert align("the law".split(), printed, cuts={mark}).differences == ()


def test_what_is_alike_is_no_difference() -> None:
    sent, printed = "the co op opens".split(), "the coop opens".split()
    way = align(sent, printed, alike=lambda one: one == Difference(1, 3, 1, 2))
    assert (way.differences, way.cost) == ((), 0)
    assert align(sent, printed).cost == 2


@pytest.mark.parametrize(("sent", "cost"), [("we will count cars", 1), ("we shall not count the trucks", 2)])
def test_the_cost_is_the_words_that_would_have_to_be_changed(sent: str, cost: int) -> None:
    assert align(sent.split(), PRINTED.split()).cost == cost
