"""What stands between marks, however the marks are typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.extract import extract
from corpus.extract.quotes.spans.quote_marks import Segment, segments
from corpus.model import Article, Block, BlockKind, Span

MARKS = "\"“”„‟«»‘’'‚`—–\n .,a1"


def _segments(text: str, code: str = "en") -> tuple[Segment, ...]:
    """A paragraph a line."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return segments(text, [Block(Span(*line), BlockKind.BODY) for line in lines], code)


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("en", 'He said "yes, we can" and left.', ["yes, we can"]),
        ("en", "He said “yes, we can” and left.", ["yes, we can"]),
        ("en", "He said ``yes, we can'' and left.", ["yes, we can"]),
        ("en", "He said “yes, we can“ and left.", ["yes, we can"]),
        ("en", "He said “never open\nThe next line is not quoted.", ["never open"]),
        ("en", "“One.\n“Two.”", ["One.", "Two."]),
        ("en", "carried over from above,” he said.", ["carried over from above,"]),
        ("en", "He is 5'10\" tall and said nothing.", []),
        ("en", "“She told me ‘no’ twice,” he said.", ["She told me ‘no’ twice,"]),
        ("en", "‘We will not go,’ she said. ‘It’s ours.’", ["We will not go,", "It’s ours."]),
        ("en", "It’s the boys’ fault, isn’t it?", []),
        ("en", "He said “”.", []),
        ("de", "Er sagte: „Wir gehen nicht.“ Dann ging er.", ["Wir gehen nicht."]),
        ("de", "Er sagte: »Wir gehen nicht.« Dann ging er.", ["Wir gehen nicht."]),
        ("fr", "Il a dit : « Nous restons. »", ["Nous restons."]),
        ("es", "—No cederemos —dijo Ana—. Nunca.", ["No cederemos", "Nunca."]),
        ("es", "— Pan y leche\n— Huevos", []),
        ("es", "«No cederemos», dijo Ana.", ["No cederemos"]),
    ],
)
def test_marks_are_read_as_they_are_typed(code: str, text: str, words: list[str]) -> None:
    assert [segment.span.of(text) for segment in _segments(text, code)] == words


def test_a_quotation_taken_up_again_on_the_next_line_is_known_as_continued() -> None:
    first, second = _segments("“One.\n“Two.”")
    assert (first.closed, second.continued) == (False, True)


@given(st.text(MARKS, max_size=80), st.sampled_from(["en", "es", "de", "fr", "pt"]))
def test_any_text_gives_spans_in_order_and_none_empty(text: str, code: str) -> None:
    last = 0
    for segment in _segments(text, code):
        assert last <= segment.outer.start <= segment.span.start < segment.span.end <= segment.outer.end <= len(text)
        assert segment.span.of(text) == segment.span.of(text).strip()
        last = segment.outer.end


@given(
    st.lists(st.sampled_from(['"', "“", "”", "Ann Lee", "said", ", ", ". ", "he", "\n", "a plan", "—"]), max_size=30)
)
def test_quotes_of_any_text_are_slices_of_it(parts: list[str]) -> None:
    text = " ".join(parts)
    for quote in extract(Article("a", "a.txt", text, language="en")).quotes:
        assert quote.span.of(text).strip()
        assert 0 <= quote.confidence <= 1
        assert quote.speaker_span is None or quote.speaker_span.of(text).strip()


@pytest.mark.parametrize("marks", ['"', '"a', "“", "” ", "'", "„a“ "])
def test_a_line_of_nothing_but_marks_quotes_nobody(marks: str) -> None:
    text = marks * 5000
    assert len(extract(Article("a", "a.txt", text, language="en")).quotes) <= 1


@pytest.mark.parametrize("part", ["“a” said ", "Ann Lee said, ", '"Yes," he said. ', "said said "])
def test_a_sentence_without_an_end_is_not_read_for_ever(part: str) -> None:
    quotes = extract(Article("a", "a.txt", part * 2500, language="en")).quotes
    assert len(quotes) <= 2500
