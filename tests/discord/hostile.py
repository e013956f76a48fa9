"""Texts as somebody would write them who wants the bot to ping, to link, to format or to fall over."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

import hypothesis
from hypothesis import strategies as st

from bot.discord import custom_ids
from bot.discord.cards import Frame
from bot.discord.memory import Memory
from bot.reply import Card, Choice, Mark, Reply, Request, Run, Tone

# The same examples every time, so that a change fails for what it changed; HOSTILE=3000 looks for that many others.
_SOUGHT = int(os.environ.get("HOSTILE", "0"))
_SETTINGS = hypothesis.settings(max_examples=_SOUGHT or 50, derandomize=not _SOUGHT, deadline=None)


def frame(**given: Any) -> Frame:
    """What surrounds a message of person 7."""
    memory = Memory(None)
    return Frame(custom_ids.naming(memory, 7), partial(custom_ids.written, memory=memory), **given)


def given(*strategies: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return lambda test: _SETTINGS(hypothesis.given(*strategies)(test))


PIECES = (
    "@everyone", "@here", "<@123456789012345678>", "<@!1>", "<@&2>", "<#3>", "</quote:4>", "<id:customize>",
    "<id:browse>", "<t:1757000000:R>", "<:smile:5>", "<a:dance:6>", ":joy:", ":+1:",
    "[click me](https://evil.example)", "https://evil.example", "http://x.y", "discord.gg/abc",
    "steam://run", "<https://evil.example>", "**", "__", "~~", "||", "`", "```", "```py\n", "*", "_", "\\",
    "\\\\", "> ", ">>> ", "# ", "## ", "-# ", "- ", "* ", "+ ", "1. ", "12) ", "\n", "\n\n\n\n", "\r\n",
    "\t", "\u202e", "\u2066", "\u2069", "\u200b", "\u200d", "\u200c", "\u2060", "\ufeff", "\x00",
    "\x1b[31m", "\ud800", "\u2028", "Z̴̢̧̛̛̛̛̛̛", "🇺🇳", "👩‍👩‍👧", "می‌خواهم", "“", "”", "«", "ﷺ",
    "word", "Claudia Sheinbaum", "said", " ", "—", "?", "&", "=", "%", "+", "!", "(", ")", "{", "}",
    "W" * 300, "w " * 200,
)  # fmt: skip
pieces = st.sampled_from(PIECES)
texts = st.one_of(
    st.lists(pieces, max_size=30).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.tuples(pieces, st.integers(1, 3000)).map(lambda pair: (pair[0] * pair[1])[:10_000]),
)
urls = st.one_of(
    texts, st.sampled_from(["https://a.example/x", "javascript:alert(1)", "https://a@b.example", "http://"])
)
requests = st.builds(
    Request,
    st.sampled_from(["quote", "context", "article", "verify"]),
    st.lists(st.tuples(st.sampled_from(["query", "speaker", "article"]), texts), max_size=3).map(tuple),
    st.integers(0, 1000),
)
choices = st.builds(Choice, texts, st.none() | requests, st.none() | urls)
runs = st.builds(Run, texts, st.sampled_from(list(Mark)))
cards = st.builds(
    Card,
    st.sampled_from(list(Tone)),
    st.lists(runs, max_size=6).map(tuple),
    st.booleans(),
    texts,
    texts,
    texts,
    texts,
    st.lists(choices, max_size=7).map(tuple),
)
replies = st.builds(
    Reply,
    requests,
    st.lists(cards, max_size=12).map(tuple),
    texts,
    st.lists(choices, max_size=14).map(tuple),
    st.integers(0, 3),
    st.integers(1, 4),
    texts,
    st.integers(1, 999),
    st.just("en"),
)
