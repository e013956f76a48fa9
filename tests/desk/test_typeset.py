"""A reply as text: what stands where, on a terminal and in a pipe."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply import Card, Choice, Mark, Reply, Request, Run, Tone
from bot.terminal.typeset import Face, columns, first_choice, typeset

ASK = Request.of("quote", {"query": "Lee"})
CONTEXT = Choice("Context", Request.of("context", {"article": "a"}))
CARD = Card(
    Tone.QUOTE,
    (Run("We will not yield to the storm,"),),
    quoted=True,
    heading="Ann Lee",
    detail="Mayor · told",
    source="“The harbour reopens” · line 2",
)
_ANSI = re.compile(r"\x1b\[[\d;]*m")


def test_in_a_pipe_a_quote_is_plain_unbroken_text() -> None:
    assert typeset(Reply(ASK, (CARD,), "1 quote."), Face()) == (
        "1 quote.\n\nAnn Lee\nMayor · told\n  “We will not yield to the storm,”\n“The harbour reopens” · line 2"
    )


def test_on_a_terminal_a_quote_stands_behind_a_bar() -> None:
    lines = typeset(Reply(ASK, (CARD,)), Face(40)).splitlines()
    assert lines[2] == "│ “We will not yield to the storm,”"


def test_what_is_long_is_wrapped_to_the_terminal() -> None:
    card = Card(Tone.QUOTE, (Run("word " * 60),), quoted=True, source="source " * 20, detail="detail " * 20)
    for line in typeset(Reply(ASK, (card, card), "note " * 30), Face(44)).splitlines():
        assert len(line) <= 44


def test_a_word_longer_than_the_line_is_broken() -> None:
    card = Card(Tone.QUOTE, (Run("x" * 200 + " " + "漢" * 100),), quoted=True)
    for line in typeset(Reply(ASK, (card,)), Face(44)).splitlines():
        assert columns(line) <= 44


def test_colours_are_only_where_they_are_wanted() -> None:
    assert "\x1b[" in typeset(Reply(ASK, (CARD,)), Face(80, colour=True))
    assert "\x1b" not in typeset(Reply(ASK, (CARD,)), Face(80))


def test_colours_change_no_word_and_no_break() -> None:
    reply = Reply(ASK, (CARD, CARD), "note " * 30, (CONTEXT,), 1, 3)
    assert _ANSI.sub("", typeset(reply, Face(50, colour=True))) == typeset(reply, Face(50))


def test_differences_are_told_without_colour() -> None:
    body = (Run("We "), Run("may", Mark.ADDED), Run(" "), Run("will", Mark.DROPPED), Run(" stay"))
    text = typeset(Reply(ASK, (Card(Tone.WARN, body, quoted=True),)), Face())
    assert "“We [+may+] [-will-] stay”" in text
    assert "[+ +] was sent, and is not in the article · [- -] is in the article, and was not sent" in text


def test_a_mark_inside_a_word_parts_nothing() -> None:
    body = (Run("un"), Run("yield", Mark.STRONG), Run("ing ones"))
    assert "  unyielding ones" in typeset(Reply(ASK, (Card(Tone.QUOTE, body),)), Face())


def test_cards_with_ways_on_are_numbered_when_there_are_several() -> None:
    card = Card(Tone.QUOTE, (Run("Yes."),), heading="Ann Lee", choices=(CONTEXT,))
    text = typeset(Reply(ASK, (card, card)), Face())
    assert "1  Ann Lee\n     Yes." in text and "2  Ann Lee" in text
    assert typeset(Reply(ASK, (card,)), Face()).startswith("Ann Lee")


def test_a_card_without_a_heading_begins_beside_its_number() -> None:
    card = Card(Tone.ANSWER, (Run("Yes."),), source="line 1", choices=(CONTEXT,))
    assert typeset(Reply(ASK, (card, card)), Face(80)).startswith("1  │ Yes.\n   line 1\n\n2  │ Yes.")


def test_choices_are_numbered_and_links_written_out() -> None:
    text = typeset(Reply(ASK, choices=(CONTEXT, Choice("Invite", url="https://a.example/x"))), Face())
    assert text == "1  Context\n2  Invite: https://a.example/x"


def test_choices_are_numbered_on_from_the_cards() -> None:
    card = Card(Tone.QUOTE, (Run("Yes."),), heading="Ann Lee", choices=(CONTEXT,))
    assert typeset(Reply(ASK, (card, card), choices=(CONTEXT,)), Face()).endswith("\n\n3  Context")


def test_pages_are_told_when_there_are_several() -> None:
    assert typeset(Reply(ASK, (CARD,), page=1, pages=3), Face()).endswith("Page 2 of 3")
    assert "Page" not in typeset(Reply(ASK, (CARD,)), Face())


def test_an_article_cannot_command_the_terminal() -> None:
    evil = "\x1b[2J\x07\u202egnp.\x9b31m\rok"
    card = Card(Tone.QUOTE, (Run(evil),), heading=evil, detail=evil, source=evil, choices=(Choice(evil),))
    text = typeset(Reply(ASK, (card,), evil, (Choice(evil, url=evil),)), Face(80))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_the_lines_of_a_post_stay_lines() -> None:
    card = Card(Tone.QUOTE, (Run("First.\nSecond."),), quoted=True)
    assert typeset(Reply(ASK, (card,)), Face(40)).splitlines() == ["│ “First.", "│ Second.”"]


@given(st.lists(st.tuples(st.text(max_size=60), st.sampled_from(Mark))), st.sampled_from([None, 20, 80]))
def test_no_visible_letter_is_lost(pieces: list[tuple[str, Mark]], width: int | None) -> None:
    runs = tuple(Run(text, mark) for text, mark in pieces if mark not in (Mark.ADDED, Mark.DROPPED))
    text = typeset(Reply(ASK, (Card(Tone.PLAIN, runs),)), Face(width))
    unsafe = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069│]")
    assert unsafe.sub("", text) == unsafe.sub("", "".join(run.text for run in runs)).replace("│", "")


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Núñez", 5),
        ("Nu\u0301n\u0303ez", 5),
        ("漢字", 4),
        ("👩\u200d👩\u200d👧", 2),
        ("🇩🇪", 2),
        ("ﬁ", 1),
    ],
)
def test_a_text_is_as_wide_as_a_terminal_draws_it(text: str, width: int) -> None:
    assert columns(text) == width


def test_what_is_offered_below_has_no_number_of_a_card_on_another_page() -> None:
    asked = Request.of("quote", {"query": "Lund"})
    card = Card(Tone.PLAIN, (), choices=(Choice("context", asked),))
    offered = (Choice("Ann Lund", asked), Choice("Jon Lund", asked))
    first = Reply(asked, (card,) * 5, choices=offered, page=0, pages=2, total=8)
    second = Reply(asked, (card,) * 3, choices=offered, page=1, pages=2, first=6, total=8)
    alone = Reply(asked, (card,) * 3, choices=offered)
    assert [first_choice(reply) for reply in (first, second, alone)] == [9, 9, 4]


def test_a_language_without_spaces_begins_behind_its_mark_and_ends_before_the_other() -> None:
    card = Card(Tone.QUOTE, (Run("我们不会屈服" * 12 + "。"),), quoted=True)
    lines = typeset(Reply(Request("quote"), (card,)), Face(40)).split("\n")
    assert lines[0].startswith("│ “我们") and lines[-1].endswith("。”")
    assert all(columns(line) <= 40 for line in lines)


def test_joined_emoji_and_flags_are_not_parted() -> None:
    card = Card(Tone.QUOTE, (Run("👩\u200d👩\u200d👧🇩🇪" * 20),), quoted=True)
    lines = typeset(Reply(Request("quote"), (card,)), Face(40)).split("\n")
    assert len(lines) > 1 and all(line.lstrip("│ “")[0] in "👩🇩" and not line.endswith("\u200d") for line in lines)
