"""Where sentences end: the bar `|` stands where one ends and the next begins, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.extract import blocks, sentences
from corpus.model import Article


def _split(text: str, code: str) -> list[str]:
    article = Article("a", "a.txt", text)
    return [sentence.span.of(text) for sentence in sentences.split(text, blocks.divide(article, code), code)]


def _check(marked: str, code: str) -> None:
    assert _split(marked.replace("| ", ""), code) == [part.strip() for part in marked.split("| ")]


@pytest.mark.parametrize(
    "marked",
    [
        "The vote passed. | It was close.",
        "“We agreed. It is good,” she said. | Nobody objected.",
        "Dr. Ann Lee met Mr. Roe at 5 p.m. on Friday. | They left.",
        "He joined the U.S. Army. | He left it for the U.S. | She stayed.",
        "J. K. Moore wrote it with P. Vale. | It sold well.",
        "Inflation was 3.5 percent. | Wages rose 2.1 percent.",
    ],
)
def test_english_sentences_end_where_a_reader_says(marked: str) -> None:
    _check(marked, "en")


def test_a_line_without_a_stop_is_a_sentence_of_its_own() -> None:
    assert _split("Port reopens\n\nThe port reopened. It is busy.", "en") == [
        "Port reopens",
        "The port reopened.",
        "It is busy.",
    ]


@given(st.text(alphabet=st.sampled_from('Aa .!?…,“”"«»()\n é1U.S.'), max_size=300))
def test_sentences_of_any_text_are_exact_slices_in_order(text: str) -> None:
    article = Article("a", "a.txt", text)
    found = sentences.split(text, blocks.divide(article, "en"), "en")
    ends = [0, *(end for sentence in found for end in (sentence.span.start, sentence.span.end))]
    assert ends == sorted(ends)
    assert all(sentence.span.of(text).strip() for sentence in found)
    assert "".join("".join(s.span.of(text) for s in found).split()) == "".join(text.split())


def test_in_a_text_without_capitals_small_letters_open_sentences() -> None:
    _check("the vote passed. | it was close, he said. | nobody objected.", "en")
    assert _split("The vote was at 5 p.m. and went on for 3 min. or so.", "en") == [
        "The vote was at 5 p.m. and went on for 3 min. or so."
    ]
