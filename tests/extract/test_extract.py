"""The whole pipeline on any text at all: what is found lies in the text and in its order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.extract import extract
from corpus.model import Article, Extraction, Span
from corpus.readers import read

SEED = Path(__file__).parents[2] / "seeds" / "000_57df8fd8319b33ba.txt"
WORDS = (
    "Ann Lee|Mr. Roe|the mayor|she|said|told reporters|on Monday|May 3, 2024|last year|We agreed|will|$4 million|"
    'according to|dijo|sagte|el presidente|Advertisement|By|(@annlee)|pic.x.com/a1|é|ß|🇺🇳|“|”|"|«|»|‘|’|.|,|?|…|:|—|#|-'
)
PIECES = (*WORDS.split("|"), "\n", "\n\n", "\u200d", "\u2028", "\r\n", "\t", "\x00")
texts = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join) | st.text(max_size=200)


def _spans(found: Extraction) -> dict[str, Sequence[Span]]:
    return {
        "blocks": [block.span for block in found.blocks],
        "sentences": [sentence.span for sentence in found.sentences],
        "mentions": [mention.span for mention in found.mentions],
        "quotes": [quote.span for quote in found.quotes],
        "facts": [fact.span for fact in found.facts],
        "dates": [date.span for date in found.dates],
    }


def _check(found: Extraction) -> None:
    length = len(found.article.text)
    for name, spans in _spans(found).items():
        assert all(0 <= span.start < span.end <= length for span in spans), name
        assert [span.start for span in spans] == sorted(span.start for span in spans), name
    for quote in found.quotes:
        assert quote.speaker_span is None or quote.speaker_span.of(found.article.text)
        assert 0 <= quote.confidence <= 1
    assert all(0 <= sentence.worth <= 1 for sentence in found.sentences)
    assert all(role.of(found.article.text) for person in found.people for role in person.roles)
    assert found.article.language


@settings(max_examples=150, deadline=None)
@given(texts, st.sampled_from(["", "en", "es", "de", "fr", "xx"]))
def test_whatever_is_found_lies_in_the_text_in_order(text: str, code: str) -> None:
    _check(extract(Article("a", "a.txt", text, language=code)))


@pytest.mark.parametrize("code", ["", "en", "es", "de"])
def test_the_seed_is_read_in_any_language(code: str) -> None:
    article = read(SEED)
    _check(extract(Article(article.id, article.path, article.text, language=code)))


def test_the_same_text_is_always_read_the_same() -> None:
    article = read(SEED)
    assert extract(article) == extract(article)


def test_line_ends_of_windows_move_nothing() -> None:
    article = read(SEED)
    unix, windows = extract(article), extract(Article("a", "a.txt", article.text.replace("\n", "\r\n")))
    for name, spans in _spans(unix).items():
        if name in ("blocks", "sentences", "dates"):
            assert [span.of(article.text) for span in spans] == [
                span.of(windows.article.text) for span in _spans(windows)[name]
            ]
