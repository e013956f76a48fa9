"""What each line of an article is, specified by articles whose lines say it themselves: `kind| line`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.extract import blocks
from corpus.model import Article, BlockKind

SEED = Path(__file__).parent.parent / "seeds" / "000_57df8fd8319b33ba.txt"


def _article(text: str) -> Article:
    return Article("a", "a.txt", text)


def _divided(text: str, code: str) -> str:
    found = blocks.divide(_article(text), code)
    return "\n".join(f"{block.kind}| {' '.join(block.span.of(text).split())}" for block in found)


def _check(marked: str, code: str = "en") -> None:
    lines = [line.strip() for line in marked.strip().splitlines()]
    text = "\n".join(line.partition("| ")[2] for line in lines)
    want = "\n".join(line for line in lines if line)
    assert _divided(text, code) == want


def test_the_lines_of_the_seed_are_what_an_editor_says_they_are() -> None:
    kinds = [block.kind.value for block in blocks.divide(_article(SEED.read_text(encoding="utf-8")), "en")]
    post = ["post", "post", "signature"]
    want = ["lead", "body", "caption", *post, *["body"] * 3, *post, *["body"] * 7, "heading", *["body"] * 7]
    assert kinds == [*want, "pull", "author", "credit"]


@given(st.text(alphabet=st.sampled_from("Aa .,:“”\"'()@#-–\n\r\u2028 é1"), max_size=400))
def test_every_line_of_any_text_is_in_exactly_one_block(text: str) -> None:
    found = blocks.divide(_article(text), "en")
    ends = [0, *(end for block in found for end in (block.span.start, block.span.end))]
    assert ends == sorted(ends)
    assert all(
        isinstance(block.kind, BlockKind) and block.span.of(text).strip() == block.span.of(text) for block in found
    )
    covered = "".join(block.span.of(text) for block in found)
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u2028"])
def test_no_words_make_no_block(text: str) -> None:
    assert blocks.divide(_article(text), "en") == ()
