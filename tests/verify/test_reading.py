"""What a message holds, and who is said to have said it."""

from __future__ import annotations

import pytest

from corpus.verify.claims import Piece, ahead, ahead_of, behind, ends_inside, leads_on, speech
from corpus.verify.marked import marked
from corpus.verify.reading import read, unmarked


@pytest.mark.parametrize(
    ("before", "claims"),
    [
        ("Ann Lee said: ", [("Ann Lee", True)]),
        ("Mayor Ann Lee told reporters ", [("Mayor Ann Lee", True)]),
        ("Ann Lee: ", [("Ann Lee", True)]),
        ("Ann Lee — ", [("Ann Lee", True)]),
        ("Ann Lee ", [("Ann Lee", False)]),
        ("According to Ann Lee, ", [("Ann Lee", True)]),
        ("según la alcaldesa, ", [("la alcaldesa", True)]),
        ("Bo Ray left. Ann Lee said ", [("Ann Lee", True)]),
        ("J. Lee said ", [("J. Lee", True)]),
        ("BREAKING: Ann Lee said ", [("Ann Lee", True)]),
        ("😱 Ann Lee said ", [("Ann Lee", True)]),
        ("she said ", []),
        ("The city said ", [("The city", True)]),
        ("The said ", []),
        ("Como dijo Lee: ", [("Lee", True)]),
        ("", []),
        ("…", []),
    ],
)
def test_the_words_before_a_quotation_name_its_speaker(before: str, claims: list[tuple[str, bool]]) -> None:
    assert [(claim.text, claim.sure) for claim in ahead(Piece(before, 0))] == claims


@pytest.mark.parametrize(
    ("after", "claims"),
    [
        (" said Ann Lee.", [("Ann Lee", True)]),
        (" Ann Lee said on Monday.", [("Ann Lee", True)]),
        (" said Ann Lee on Monday.", [("Ann Lee", True)]),
        (" said an engineer at the Port Office in May.", [("an engineer at the Port Office", True)]),
        (" said an engineer at noon.", [("an engineer", True)]),
        (" (Ann Lee, mayor)", [("Ann Lee, mayor", True)]),
        (" — Ann Lee", [("Ann Lee", True)]),
        ("\n— Ann Lee", [("Ann Lee", True)]),
        ("\nAnn Lee was there.", []),
        (", according to Ann Lee.", [("Ann Lee", True)]),
        (" Ann Lee", [("Ann Lee", False)]),
        (". The council met again.", []),
        (" she said in an interview with Bo Ray.", []),
        (" said May.", [("May", True)]),
        (", so Merkel.", [("Merkel", True)]),
    ],
)
def test_the_words_behind_a_quotation_name_its_speaker(after: str, claims: list[tuple[str, bool]]) -> None:
    assert [(claim.text, claim.sure) for claim in behind(Piece(after, 0))] == claims


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We go. “We stay.” he said", ["We go. “We stay."]),  # the first was never closed
        ("“one «two» three”", ["one «two» three"]),
        ("«uno “dos” tres»", ["uno “dos” tres"]),
        ("“one “two” three”", ["one “two"]),
        ('"one “two” three"', ["one “two"]),  # typed by two hands: any closing mark ends a straight one
    ],
)
def test_marks_within_marks_are_passed_over(text: str, inside: list[str]) -> None:
    assert [one.span.of(text) for one in marked(text)] == inside


def test_a_claim_knows_its_place() -> None:
    text = "Bo left. Mayor Lee: “x”"
    (claim,) = ahead(Piece(text[: text.index("“")], 0))
    assert text[claim.span.start : claim.span.end] == claim.text == "Mayor Lee"


@pytest.mark.parametrize(
    ("between", "leads"),
    [
        (" said Ann. Bo said: ", False),
        (" Bo said: ", True),
        (" and added that ", True),
        (" – ", True),
        (" said Ann\n- ", False),  # the second of a list
        (" said Ann\nBo: ", False),
        ("\nBo: ", True),
        (" said Ann, ", False),
    ],
)
def test_the_words_between_two_quotations_lead_in_the_second(between: str, leads: bool) -> None:
    text = f"“We dig on,”{between}“We wait.”"
    first, second = marked(text)
    assert leads_on(text, first, text[first.outer.end : second.outer.start]) is leads


@pytest.mark.parametrize(("between", "leads"), [(" Bo says, ", True), (", Bo says, ", False), (" Bo says ", False)])
def test_behind_a_full_stop_a_comma_leads_in_the_next(between: str, leads: bool) -> None:
    text = f"“We dig on.”{between}“We wait.”"
    first, second = marked(text)
    assert leads_on(text, first, text[first.outer.end : second.outer.start]) is leads


@pytest.mark.parametrize(
    ("text", "inside"),
    [("said Ann Núñez. Bob", True), ("said J. Lee", False), ("said Sen. Lee", False), ("said Ann.", False)],
)
def test_a_sentence_ends_inside(text: str, inside: bool) -> None:
    assert ends_inside(text) is inside


@pytest.mark.parametrize(("text", "said"), [("Ann Lee said", True), (" Ann Lee ", True), (" and then we went ", False)])
def test_he_said_stands_there(text: str, said: bool) -> None:
    assert speech(text) is said


@pytest.mark.parametrize(
    ("text", "core", "claims"),
    [
        ("We dig on and on (Ann Lee)", "We dig on and on", ["Ann Lee"]),
        ("We dig on and on - Ann Lee", "We dig on and on", ["Ann Lee"]),
        ("We dig on and on\nAnn Lee", "We dig on and on", ["Ann Lee"]),
        ("Ann Lee: We dig on and on", "We dig on and on", ["Ann Lee"]),
        ("Ann Lee said that we dig on and on", "we dig on and on", ["Ann Lee"]),
        ("the mayor said we dig on", "we dig on", ["the mayor"]),
        ("It is so: we dig on and on", "It is so: we dig on and on", []),
        ("We dig on and on (and how)", "We dig on and on (and how)", []),
        ("he said we dig on", "he said we dig on", []),
        ("We dig on - we always did, and we shall", "We dig on - we always did, and we shall", []),
        ("There's so much we dig on for", "There's so much we dig on for", []),  # "so" says nothing here
    ],
)
def test_a_text_without_marks_loses_the_name_at_its_edge(text: str, core: str, claims: list[str]) -> None:
    span, found = ahead_of(text)
    assert (text[span.start : span.end], [claim.text for claim in found]) == (core, claims)


def whole(text: str) -> list[list[str]]:
    return [[text[span.start : span.end] for span in one.spans] for one in read(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“We dig on.”", [["We dig on."]]),
        ("“We dig,” said Ann, “on and on.”", [["We dig,", "on and on."]]),
        ("“We dig,” said Ann. “We rest.”", [["We dig,", "We rest."]]),
        ("“We dig on.” (Ann) “We rest now.”", [["We dig on."], ["We rest now."]]),
        ("“We dig on,” said Ann.\n“We rest now,” said Bo.", [["We dig on,"], ["We rest now,"]]),
        ("“We dig on,” said Ann. Bo said: “We rest.”", [["We dig on,"], ["We rest."]]),
        ("“We dig on,” said Ann. “We rest now,” said Bo.", [["We dig on,"], ["We rest now,"]]),
        ("We dig on.", [["We dig on."]]),
        ("A long text in which “a bit” is marked and the rest of it is not at all", None),
        ("Ann said “dig on” yesterday", [["dig on"]]),
    ],
)
def test_a_message_is_its_quotations(text: str, parts: list[list[str]] | None) -> None:
    assert whole(text) == (parts or [[text]])


def test_halves_know_whether_they_are_one_sentence() -> None:
    (one,) = read("“We dig,” said Ann, “on and on.”")
    (two,) = read("“We dig.” said Ann. “On and on.”")
    assert (one.runs_on, two.runs_on) == (True, False)
    assert [half.span for half in one.halves] == list(one.spans)


@pytest.mark.parametrize(
    ("text", "core", "claims"),
    [
        (
            "📢 There's so much that we dig on for - Ann Lee 😱😱 share!!",
            "There's so much that we dig on for",
            ["Ann Lee"],
        ),
        ("We dig on and on for years", "We dig on and on for years", []),
    ],
)
def test_talk_around_a_text_without_marks_is_left_out(text: str, core: str, claims: list[str]) -> None:
    found = unmarked(text)
    assert text[found.span.start : found.span.end].strip("📢 ") == core
    assert [claim.text for claim in found.claims] == claims
    assert all(text[claim.span.start : claim.span.end] == claim.text for claim in found.claims)
