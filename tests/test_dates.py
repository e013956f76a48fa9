"""Which day the words mean, and what an article says of its own day and title."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.extract import dates, extract
from corpus.model import Article, Basis
from corpus.readers import read

SEED = Path(__file__).parent.parent / "seeds" / "000_57df8fd8319b33ba.txt"
DAY = "2024-05-08"  # a Wednesday


def _found(text: str, code: str = "en", day: str | None = DAY) -> list[tuple[str, str]]:
    return [(date.span.of(text), date.value) for date in dates.find(text, code, day)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It opened on May 3, 2019, to crowds.", "May 3, 2019", "2019-05-03"),
        ("It opened on 3 May 2019.", "3 May 2019", "2019-05-03"),
        ("He said so on Monday.", "Monday", "2024-05-06"),
        ("He said so Wednesday.", "Wednesday", "2024-05-08"),
        ("They will vote on Friday.", "Friday", "2024-05-10"),
        ("It fell last year.", "last year", "2023"),
        ("She left two years ago.", "two years ago", "2022"),
        ("Attacks such as those of Sept. 11 changed it.", "Sept. 11", "2023-09-11"),
        ("He said so yesterday.", "yesterday", "2024-05-07"),
        ("Growth was strong in March.", "March", "2024-03"),
    ],
)
def test_english_dates_are_told_from_the_day_of_publication(text: str, words: str, value: str) -> None:
    assert _found(text) == [(words, value)]


def test_the_day_of_the_seed_is_deduced_from_its_posts_and_its_lead() -> None:
    article = extract(read(SEED)).article
    assert article.published is not None and article.published.span is not None
    assert (article.published.value, article.published.basis) == ("2025-09-03", Basis.DEDUCED)
    assert article.published.span.of(article.text) == "September 3, 2025"


def test_a_title_that_is_not_there_is_cut_from_the_lead() -> None:
    article = extract(read(SEED)).article
    assert article.title is not None and article.title.derived and article.title.span is not None
    assert article.title.text == article.title.span.of(article.text)
    assert article.text.startswith(article.title.text)


@given(st.text(alphabet=st.sampled_from("0123456789 /.-,MaySeptlanfridyo"), max_size=200))
def test_dates_of_any_text_are_exact_slices_in_order(text: str) -> None:
    found = dates.find(text, "en", DAY)
    ends = [0, *(end for date in found for end in (date.span.start, date.span.end))]
    assert ends == sorted(ends)
    assert all(date.span.of(text).strip() for date in found)


def test_an_article_without_words_has_neither_date_nor_title() -> None:
    found = extract(Article("a", "a.txt", "\n"))
    assert (found.article.title, found.article.published, found.sentences, found.blocks) == (None, None, (), ())
