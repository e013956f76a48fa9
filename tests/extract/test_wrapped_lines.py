"""Text broken at the width of a page, as mail and old archives break it, is read as if it were not."""

from __future__ import annotations

import textwrap

import pytest

from corpus.extract import extract
from corpus.extract.structure.lines import paragraphs
from corpus.model import Article, Extraction

PARAGRAPHS = (
    "The council of Norwich voted on Monday to close the old bridge for two years, a decision that surprised many of "
    "the people who live on the northern bank of the river.",
    '"We cannot wait any longer because the stone is crumbling and the next flood may take all of it with it," said '
    'Ellen Ward, the mayor of Norwich. "People could die on it, and I will not have that."',
    'Tom Hale, a baker, said he was "not at all happy with a decision that costs the shops of the north bank half of '
    'their customers" and would sue.',
)


def read(text: str) -> Extraction:
    return extract(Article("a", "a.txt", text, language="en"))


def found(taken: Extraction) -> list[tuple[str | None, str]]:
    text = taken.article.text
    return [(one.speaker, " ".join(one.span.of(text).replace("\n> ", " ").split())) for one in taken.quotes]


@pytest.mark.parametrize("width", [60, 72, 90])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n> "])
def test_a_quotation_runs_over_the_ends_of_lines(width: int, end: str) -> None:
    whole = found(read("\n\n".join(PARAGRAPHS)))
    blank = "\r\n\r\n" if end == "\r\n" else "\n>\n> " if end == "\n> " else "\n\n"
    broken = blank.join(end.join(textwrap.wrap(paragraph, width)) for paragraph in PARAGRAPHS)
    assert found(read(end.lstrip("\r\n") + broken)) == whole
    assert ("Ellen Ward", "People could die on it, and I will not have that.") in whole


def test_what_is_shown_is_cut_from_the_text_with_its_breaks() -> None:
    text = 'Ellen Ward told the Post: "The bridge is closed for the\nwinter and nobody will cross it before May."\n'
    taken = read(text)
    assert [quote.span.of(taken.article.text) for quote in taken.quotes] == [
        "The bridge is closed for the\nwinter and nobody will cross it before May."
    ]


def test_a_name_over_the_end_of_a_line_is_one_name() -> None:
    broken = "\n\n".join("\n".join(textwrap.wrap(paragraph, 60)) for paragraph in PARAGRAPHS)
    assert "Ellen\nWard" in broken
    assert [person.name for person in read(broken).people] == ["Ellen Ward", "Tom Hale"]


def test_a_mark_left_open_at_the_end_of_a_paragraph_goes_no_further() -> None:
    text = "He said “never open and never closed.\n\nTom Hale said the next line was not quoted.”\n"
    assert all("\n" not in quote.span.of(text) for quote in read(text).quotes)


def test_a_sign_within_a_line_is_no_mark_of_a_letter() -> None:
    (line,) = paragraphs("   They won 5 > 3 in Holm.\n")
    assert line.words == "They won 5 > 3 in Holm."
    assert line.span.of("   They won 5 > 3 in Holm.\n") == line.words
