"""Small indexes for tests: articles of one quotation a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from corpus.index import Store, open_store
from corpus.library import Library
from corpus.model import SEEDS, Article, Basis, Extraction, Person, Published, Quote, QuoteKind, Span, Title


def article(
    key: str,
    *said: tuple[str | None, str],
    day: str | None = "2025-03-04",
    collection: str = SEEDS,
    language: str = "en",
) -> Extraction:
    """An article of one quotation a line, each by its speaker."""
    text = "\n".join(words for _, words in said)
    quotes, at = [], 0
    for speaker, line in said:
        quotes.append(Quote(Span(at, at + len(line)), QuoteKind.DIRECT, speaker, confidence=1.0))
        at += len(line) + 1
    people = tuple(Person(name) for name in dict.fromkeys(speaker for speaker, _ in said if speaker))
    published = Published(day, Basis.METADATA) if day else None
    kept = Article(key, f"{key}.txt", text, language, collection, Title(f"About {key}"), "The Daily", published)
    return Extraction(kept, people=people, quotes=tuple(quotes))


def filled(folder: Path, *found: Extraction) -> Store:
    store = open_store(f"sqlite:///{folder}/index.db")
    store.put(found)
    return store


@contextmanager
def swept(folder: Path, articles: Mapping[str, str]) -> Iterator[Library]:
    """A library that has read these texts, each by its file's name; their paragraphs may be wrapped."""
    (folder / "seeds").mkdir(exist_ok=True)
    for name, text in articles.items():
        paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
        (folder / "seeds" / name).write_text("\n\n".join(paragraphs), encoding="utf-8")
    library = Library.open(f"sqlite:///{folder}/index.db")
    library.sweep(folder / "seeds")
    yield library
    library.close()
