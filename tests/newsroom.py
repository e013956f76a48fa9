"""A small article and what is found in it, for the tests of the bot: every span is found by its words."""

from __future__ import annotations

from corpus.model import (
    Article,
    Basis,
    Block,
    BlockKind,
    Extraction,
    Person,
    Published,
    Quote,
    QuoteKind,
    Record,
    Sentence,
    Span,
    Title,
)

TEXT = """The harbour of Port Ellen reopens in May, the council said on Tuesday.
“We will not yield to the storm,” Mayor Ann Lee told reporters. Lee thanked the crews.
One of the ministers said the repairs “cost 4.2 million pounds” this year.
Today we open the gates again
– Ann Lee (@annlee) March 4, 2025
"""
ARTICLE = Article(
    "a1b2",
    "harbour.txt",
    TEXT,
    "en",
    title=Title("The harbour reopens"),
    outlet="The Islander",
    published=Published("2025-03-04", Basis.DEDUCED),
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _lines() -> list[Span]:
    spans, start = [], 0
    for line in TEXT.splitlines(keepends=True):
        spans.append(Span(start, start + len(line.rstrip("\n"))))
        start += len(line)
    return spans


_KINDS = (BlockKind.LEAD, BlockKind.BODY, BlockKind.BODY, BlockKind.POST, BlockKind.SIGNATURE)
EXTRACTION = Extraction(
    ARTICLE,
    blocks=tuple(Block(line, kind) for line, kind in zip(_lines(), _KINDS, strict=True)),
    sentences=tuple(
        Sentence(span(words))
        for words in (
            "The harbour of Port Ellen reopens in May, the council said on Tuesday.",
            "“We will not yield to the storm,” Mayor Ann Lee told reporters.",
            "Lee thanked the crews.",
            "One of the ministers said the repairs “cost 4.2 million pounds” this year.",
        )
    ),
    people=(Person("Ann Lee", ("Lee",), (span("Mayor"),)),),
    quotes=(
        Quote(span("We will not yield to the storm,"), QuoteKind.DIRECT, "Ann Lee", span("Ann Lee"), "told", 0.9),
        Quote(span("cost 4.2 million pounds"), QuoteKind.MIXED, "One of the ministers", None, "said", 0.3),
        Quote(span("Today we open the gates again"), QuoteKind.POST, "Ann Lee", None, None, 0.99),
    ),
)


def record(words: str, kind: str = "sentence", **known: object) -> Record:
    return Record.cut(ARTICLE, kind, span(words), **known)  # type: ignore[arg-type]


def quote(number: int) -> Record:
    found = EXTRACTION.quotes[number]
    return Record.cut(
        ARTICLE, found.kind, found.span, speaker=found.speaker, cue=found.cue, confidence=found.confidence
    )
