"""What is found in an article is written down twice, as a line of JSON and as a store's block: each field in both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import Any

from corpus import jsonl
from corpus.index import codec
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
    Hand,
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
DAY = Published("2026-05-04", Basis.DEDUCED, Span(16, 21))
MIA = Hand("Mia", "2026-05-06T10:00:00Z")
QUOTE = Quote(Span(24, 42), QuoteKind.MIXED, "Ann Lee", Span(0, 7), "said", 0.75, ("Bob Ray",), 2, MIA)
FOUND = Extraction(
    Article(
        "a1", "seeds/a.txt", TEXT, "es", "server-1", Title("Ann Lee said", Span(0, 12), True), "The Paper", DAY,
        address="paper.example/a", modified="2026-05-05T10:00:00Z", seen="2026-05-05T11:00:00Z",
    ),
    blocks=(Block(Span(0, len(TEXT)), BlockKind.LEAD),),
    sentences=(Sentence(Span(0, 43), BlockKind.LEAD, 0.25),),
    mentions=(Mention(Span(0, 7), MentionKind.DESCRIPTION, "Ann Lee"),),
    people=(Person("Ann Lee", ("Lee",), (Span(8, 12),), Gender.FEMALE),),
    quotes=(QUOTE,),
    facts=(Fact(Span(44, 61), FactKind.FIGURE, "Ann Lee", 0.5),),
    dates=(Date(Span(16, 21), "2026-05-04"),),
)  # fmt: skip
ALL = replace(FOUND, before=replace(FOUND, quotes=(replace(QUOTE, speaker="Eva Stone", corrected=None),)))
KEPT_BY_NONE = {"blocks", "remarks"}  # of an article: what its reader had to say


def _values(of: Any) -> Iterator[tuple[str, Any, Any]]:
    """Every field of every part: where it is, what it holds, what it holds where nothing is said."""
    for field in fields(of):
        value, name = getattr(of, field.name), f"{type(of).__name__}.{field.name}"
        if isinstance(of, Article) and field.name in KEPT_BY_NONE:
            continue
        yield name, value, field.default
        for part in value if isinstance(value, tuple) else (value,):
            if is_dataclass(part) and not isinstance(part, Extraction):
                yield from _values(part)


def test_nothing_here_is_left_at_its_default() -> None:
    """A field that is new has to be filled in above, and is then missed where it is not written down."""
    assert [name for name, value, default in _values(ALL) if default is not MISSING and value == default] == []


def test_a_line_of_json_brings_every_field_back() -> None:
    assert jsonl.imported(json.loads(json.dumps(jsonl.exported(ALL))), "line 1") == ALL


def test_the_block_of_a_store_brings_every_field_back() -> None:
    assert codec.unpack(ALL.article, codec.pack(ALL), codec.whole(ALL.before)) == ALL
