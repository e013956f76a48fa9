"""A reply becomes a message Discord takes, whatever is in it."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from hypothesis import strategies as st

from bot.discord import cards
from bot.reply import Card, Choice, Mark, Reply, Request, Run, Tone
from tests.discord.accepted import faults, walk
from tests.discord.hostile import frame as framed
from tests.discord.hostile import given, replies

QUOTE = Request("quote", (("query", "Ann Lee"),))
ROUTE = ("PATCH", "/webhooks/1/token/messages/@original")


def components(reply: Reply, **frame: Any) -> list[dict[str, Any]]:
    async def build() -> list[dict[str, Any]]:
        return cards.render(reply, framed(**frame)).to_components()

    return asyncio.run(build())


def body(parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {"components": parts, "allowed_mentions": {"parse": []}, "flags": 1 << 15}


def texts(parts: list[dict[str, Any]]) -> str:
    return "\n".join(part["content"] for part in walk(parts) if part["type"] == 10)


def buttons(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [part for part in walk(parts) if part["type"] == 2]


def quote(*runs: Run, **fields: Any) -> Card:
    return Card(Tone.QUOTE, runs or (Run("We will not yield."),), quoted=True, **fields)


@given(replies, st.booleans(), st.text(max_size=40))
def test_whatever_is_in_a_reply_discord_takes_the_message(reply: Reply, private: bool, sharer: str) -> None:
    assert not faults(*ROUTE, body(components(reply, private=private, shared_by=sharer, disabled=private)))


def test_a_quote_shows_who_said_it_how_and_where() -> None:
    card = quote(heading="Ann Lee", detail="Mayor of Northfield · said", source="The river · 2025-09-03")
    assert texts(components(Reply(QUOTE, (card,), note="One quote."))) == (
        "One quote.\n### Ann Lee\nMayor of Northfield · said\n> “We will not yield.”\n-# The river · 2025-09-03"
    )


def test_a_quote_of_several_lines_stays_behind_its_bar() -> None:
    assert "> “One.\n> \n> Two.”" in texts(components(Reply(QUOTE, (quote(Run("One.\n\nTwo.")),))))


def test_altered_words_are_told_apart_and_explained() -> None:
    runs = (Run("We will "), Run("never ", Mark.ADDED), Run("not ", Mark.DROPPED), Run("yield."))
    shown = texts(components(Reply(QUOTE, (quote(*runs),))))
    assert "> “We will ~~never~~ __**not**__ yield.”" in shown
    assert "~~struck out~~ was sent" in shown and "__**underlined**__ is in the article" in shown


def test_marks_never_touch_a_space_which_would_switch_them_off() -> None:
    shown = texts(components(Reply(QUOTE, (quote(Run("a"), Run(" *b* ", Mark.STRONG), Run("c")),))))
    assert "a **\\*b\\*** c" in shown


def test_a_quote_too_long_is_cut_and_the_others_are_whole() -> None:
    long, short = quote(Run("word " * 2000), heading="Ann"), quote(Run("Short."), heading="Ben")
    shown = texts(components(Reply(QUOTE, (long, short, short))))
    assert shown.count("> “Short.”") == 2 and "word…”" in shown and len(shown) > 3500


def test_pages_can_be_turned_both_ways_and_the_place_is_named() -> None:
    parts = components(Reply(QUOTE, (quote(),), page=1, pages=3))
    assert [button["label"] for button in buttons(parts)] == ["Back", "Next"]
    assert "page 2 of 3" in texts(parts)


def test_only_a_private_answer_can_be_shared() -> None:
    reply = Reply(QUOTE, (quote(),))
    assert [button["label"] for button in buttons(components(reply, private=True))] == ["Share"]
    assert not buttons(components(reply))
    assert texts(components(reply, shared_by="*Ann*")).startswith("-# Shared by \\*Ann\\*\n")


def test_nothing_found_offers_the_nearest_and_nothing_to_share() -> None:
    near = (Choice("Ann Lee", QUOTE), Choice("Anna Leigh", QUOTE))
    parts = components(Reply(QUOTE, note="No quote found of An Le.", choices=near), private=True)
    assert [button["label"] for button in buttons(parts)] == ["Ann Lee", "Anna Leigh"]


def test_to_correct_is_offered_to_editors_alone_on_a_card_and_below_the_cards() -> None:
    offer = Choice("Correct", Request.of("correct", {"article": "a"}))
    reply = Reply(Request("article"), (quote(choices=(offer, Choice("Context", QUOTE))),), choices=(offer,))
    assert [button["label"] for button in buttons(components(reply))] == ["Context"]
    assert [button["label"] for button in buttons(components(reply, editor=True))] == ["Correct", "Context", "Correct"]


def test_links_are_buttons_and_only_to_the_web() -> None:
    links = [
        Choice(url, url=url)
        for url in ("https://a.example/1", "javascript:x", "file:///etc", "https://u@b.example", "\0http://x.y")
    ]
    parts = components(Reply(QUOTE, (quote(choices=tuple(links)),)))
    assert [button["url"] for button in buttons(parts)] == ["https://a.example/1"]


def test_ten_cards_are_all_shown_even_if_their_buttons_are_not() -> None:
    card = quote(heading="Ann Lee", choices=(Choice("Context", QUOTE), Choice("Article", QUOTE)))
    parts = components(Reply(QUOTE, (card,) * 10), private=True)
    assert texts(parts).count("We will not yield.") == 10


def test_what_does_not_fit_is_said() -> None:
    card = quote(Run("word " * 200), heading="Ann " * 200, detail="d " * 300, source="s " * 400)
    shown = texts(components(Reply(QUOTE, (card,) * 40)))
    assert re.search(r"\d+ more do not fit in one message", shown)


def test_an_article_text_cannot_forge_a_heading_or_a_bar() -> None:
    shown = texts(components(Reply(QUOTE, (Card(Tone.PLAIN, (Run("ok\n### Forged\n> bar\n-# small"),)),))))
    assert "\n\\### Forged\n\\> bar\n\\-# small" in shown
