"""Other people's words do nothing in Discord but be read."""

from __future__ import annotations

import re
import time

import pytest

from bot.discord.escape import clean, escape, fit, plain
from bot.discord.limits import units
from corpus.limits import crop
from tests.discord.hostile import PIECES, given, texts

_PAIR = re.compile(r"\\([^0-9A-Za-z\s])", re.DOTALL)  # how Discord reads a backslash
LIVE = re.compile(
    r"[\\*_~|`<>\[\]]|@everyone|@here|[a-z]+://|:[^\s:]{1,40}:|^\s*(?:#{1,3}(?=\s|$)|-#|[-+](?=\s|$)|\d+[.)](?=\s|$))",
    re.MULTILINE,
)
UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f\u00ad\ud800-\udfff]")


def shown(sent: str) -> str:
    """What a person sees of it."""
    return _PAIR.sub(r"\1", sent).replace("@\u200b", "@")


@given(texts)
def test_the_same_letters_are_seen(text: str) -> None:
    assert shown(escape(text)) == clean(text)


@given(texts)
def test_nothing_of_it_is_live(text: str) -> None:
    left = _PAIR.sub("\ue000", escape(text))  # what a backslash stands before is a letter
    assert not LIVE.search(left), left


@given(texts)
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(texts)
def test_nothing_unseen_is_left(text: str) -> None:
    assert not UNSEEN.search(escape(text))


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_alone_and_in_a_sentence_is_harmless(piece: str) -> None:
    for text in (piece, f"He said {piece} twice.", f"{piece}\n{piece}x"):
        assert not LIVE.search(_PAIR.sub("\ue000", escape(text)))


@given(texts)
def test_a_cut_text_is_within_its_limit_and_cut_between_escapes(text: str) -> None:
    for limit in (1, 2, 3, 10, 80):
        kept = fit(text, limit)
        assert units(kept) <= limit
        assert shown(kept).rstrip("…").rstrip() in clean(text)
        assert units(plain(text, limit)) <= limit


def test_ordinary_prose_is_left_alone() -> None:
    prose = "“We don't yield,” she said at 10:30 a.m. — 50% (of $3.5 million) isn't #1; see e.g. section 2.1!"
    assert escape(prose) == prose


def test_joiners_stay_where_a_language_spells_with_them() -> None:
    assert clean("می‌خواهم 👩‍👩‍👧") == "می‌خواهم 👩‍👩‍👧"
    assert clean("pay\u200dpal\u200c.com") == "paypal.com"


def test_a_cut_falls_between_words() -> None:
    assert crop("We will not yield to anyone", 20, units) == "We will not yield…"


def test_a_megabyte_of_marks_takes_no_time_worth_naming() -> None:
    start = time.monotonic()
    for mark in ("*", "\n ", ":", "<", "a:", "1.", "\u0301", " \n", "@"):
        fit(mark * (1_000_000 // len(mark)), 4000)
    assert time.monotonic() - start < 60  # quadratic work would take hours
