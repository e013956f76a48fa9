"""Small articles for the tests of what is told across articles: each line is a sentence and a fact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.extract.facts.check_worthiness import worth
from corpus.index import Store, open_store
from corpus.model import (
    Article,
    Basis,
    Date,
    Extraction,
    Fact,
    FactKind,
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


def story(
    key: str,
    day: str | None,
    *lines: str,
    title: str | None = None,
    people: dict[str, tuple[str, ...]] | None = None,
    roles: dict[str, tuple[str, ...]] | None = None,
    quotes: dict[str, str] | None = None,
    dates: dict[str, str] | None = None,
) -> Extraction:
    """`people`: name -> how else the article calls them; `roles`: name -> what it calls them; `quotes`: words -> who
    said them; `dates`: words -> the day they mean. All are found by their words."""
    text = "\n".join(lines)

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    spans = [at(line) for line in lines]
    published = Published(day, Basis.METADATA) if day else None
    return Extraction(
        Article(key, f"{key}.txt", text, "en", title=Title(title) if title else None, published=published),
        sentences=tuple(Sentence(span, worth=worth(span.of(text), "en")) for span in spans),
        mentions=tuple(_mentions(text, people or {})),
        people=tuple(
            Person(name, also, tuple(at(role) for role in (roles or {}).get(name, ())))
            for name, also in (people or {}).items()
        ),
        quotes=tuple(Quote(at(said), QuoteKind.DIRECT, who, None, "said", 0.9) for said, who in (quotes or {}).items()),
        facts=tuple(Fact(span, FactKind.EVENT, None, worth(span.of(text), "en")) for span in spans),
        dates=tuple(Date(at(words), value) for words, value in (dates or {}).items()),
    )


def _mentions(text: str, people: dict[str, tuple[str, ...]]) -> Iterator[Mention]:
    for name in people:
        start = text.find(name)
        if start >= 0:
            yield Mention(Span(start, start + len(name)), MentionKind.NAME, name)


def told(folder: Path, *found: Extraction) -> Store:
    store = open_store(f"sqlite:///{folder}/index.db")
    store.put(found)
    return store
