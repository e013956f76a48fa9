"""The JSON lines: what goes out comes in again whole, and a fault in a line names its place."""

from __future__ import annotations

import json

import pytest

from corpus import jsonl
from corpus.errors import WrongUse
from corpus.model import (
    Article,
    Basis,
    Block,
    BlockKind,
    Date,
    Extraction,
    Fact,
    FactKind,
    Gender,
    Mention,
    MentionKind,
    Person,
    Published,
    Quote,
    QuoteKind,
    Sentence,
    Span,
    Title,
)

TEXT = "Ann Lee said on 4 May: “We will not yield.” It cost 12 euros."
WHOLE = Extraction(
    Article(
        "a1",
        "seeds/a.txt",
        TEXT,
        "en",
        title=Title("Ann Lee said", Span(0, 12), derived=True),
        outlet="The Paper",
        published=Published("2026-05-04", Basis.DEDUCED, Span(16, 21)),
    ),
    blocks=(Block(Span(0, len(TEXT)), BlockKind.LEAD),),
    sentences=(Sentence(Span(0, 43), BlockKind.LEAD, 0.25), Sentence(Span(44, 61), BlockKind.LEAD, 0.5)),
    mentions=(Mention(Span(0, 7), MentionKind.NAME, "Ann Lee"),),
    people=(Person("Ann Lee", ("Lee",), (Span(8, 12),), Gender.FEMALE),),
    quotes=(
        Quote(Span(24, 42), QuoteKind.DIRECT, "Ann Lee", Span(0, 7), "said", 0.95, joint=("Bob Ray",), group=2),
        Quote(Span(44, 46), QuoteKind.MIXED),
    ),
    facts=(Fact(Span(44, 61), FactKind.FIGURE, None, 0.5),),
    dates=(Date(Span(16, 21), "2026-05-04"),),
)


def test_an_export_line_comes_in_again_whole() -> None:
    line = json.loads(json.dumps(jsonl.exported(WHOLE)))
    assert jsonl.imported(line, "line 1") == WHOLE


def test_an_extract_line_carries_slices_of_the_text() -> None:
    line = json.loads(json.dumps(jsonl.extracted(WHOLE, [Span(0, 43)])))
    assert [q["text"] for q in line["quotes"]] == [TEXT[24:42], "It"] == ["We will not yield.", "It"]
    assert line["title"] | {"text": ""} == {"start": 0, "end": 12, "derived": True, "text": ""}
    assert line["published"] == {"value": "2026-05-04", "basis": "deduced", "start": 16, "end": 21}
    assert line["summary"] == [{"start": 0, "end": 43}]


def test_a_line_tells_who_said_it_together_and_what_belongs_together_only_where_somebody_or_something_does() -> None:
    both, nobody = json.loads(json.dumps(jsonl.extracted(WHOLE, ())))["quotes"]
    assert (both["speaker"], both["speakers"], both["group"]) == ("Ann Lee", ["Ann Lee", "Bob Ray"], 2)
    assert nobody["speaker"] is None and not {"speakers", "group"} & nobody.keys()


def test_the_least_an_import_line_may_hold() -> None:
    taken = jsonl.imported({"article": {"id": "x", "text": "Hello."}}, "line 1")
    assert taken.article == Article("x", "x", "Hello.")
    assert taken.quotes == ()


def test_hints_of_a_line_reach_the_article() -> None:
    row = {"id": "d", "text": "Hi.", "title": "T", "language": "de", "published": "2026-01-02", "summary_sentences": 3}
    article, count = jsonl.hinted(row, "line 1")
    assert (article.language, article.title, count) == ("de", Title("T"), 3)
    assert article.published == Published("2026-01-02", Basis.METADATA)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ([], "line 7: expected a JSON object"),
        ({}, "line 7, article: expected a JSON object"),
        ({"article": {"id": "x"}}, '"text" must be a string'),
        ({"article": {"id": "x", "text": "abc"}, "quotes": [{"start": 1, "end": 9}]}, "1..9 is no slice"),
        ({"article": {"id": "x", "text": "abc"}, "quotes": [{"start": 1, "end": True}]}, "a whole number"),
        ({"article": {"id": "x", "text": "abc"}, "quotes": {}}, ""),
        ({"article": {"id": "x", "text": "abc"}, "quotes": [{"start": 0, "end": 1, "kind": "sung"}]}, "one of direct"),
        ({"article": {"id": "x", "text": "abc"}, "people": [{"name": 3}]}, "people 1"),
    ],
)
def test_a_fault_in_a_line_names_its_place(row: object, told: str) -> None:
    if told:
        with pytest.raises(WrongUse, match="line 7") as caught:
            jsonl.imported(row, "line 7")
        assert told in str(caught.value)
    else:  # an empty object where a list may stand is no fault
        assert jsonl.imported(row, "line 7").quotes == ()
