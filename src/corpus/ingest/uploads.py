"""What people add to the archive of their server: in the index alone, so that no sweep of a folder touches it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePath

from corpus import readers
from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.errors import NoSuchArticle, UnreadableFile, WrongUse
from corpus.index import Asked, Note, Shelf, Store
from corpus.index.entries import entered
from corpus.index.passages import empty_words
from corpus.index.rows import Entry
from corpus.ingest.confined import Bounds, confined
from corpus.ingest.folder import PLAIN_SIZE
from corpus.languages import detect
from corpus.limits import ADDED
from corpus.model import Article
from corpus.results import Added, Listing

_MARK = "added by"  # begins the fingerprint of what no folder holds
_TELLING = 12  # words by which the same text is looked for
_LOOKED_AT = 20  # passages that hold most of them


def add(store: Store, articles: Sequence[Article], *, collection: str, by: str, seen: tuple[str, ...],
        bounds: Bounds) -> Added:  # fmt: skip
    """Takes them into the collection; those that are in what may be `seen` already are told instead. Raises WrongUse
    where the collection is full, UnreadableFile for what takes too much."""
    same: list[Listing] = []
    fresh: list[Article] = []
    for article in articles:
        if not words(article.text):
            raise UnreadableFile(article.path, "there are no words in it", "send another", "empty")
        printed = known(store, article, seen)
        same += [printed] if printed else []
        fresh += [] if printed else [article]
    held = store.state((collection,))
    if held.articles + len(fresh) > ADDED:
        raise WrongUse(f"This archive has {held.articles:,} articles, and {ADDED:,} is the most; remove some first.",
                       "archive_full", longest=ADDED)  # fmt: skip
    named = list(_named(fresh, collection, set(held.files)))
    entries = [_understood(article, bounds) for article in named]
    mark = f"{_MARK} {by} {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    store.put(entries, collection=collection, note=Note({article.path: mark for article in named}))
    ids = [article.id for article in named]
    rows = store.articles(Shelf(ids=ids, limit=len(ids), collections=(collection,))) if ids else ()
    return Added(rows, tuple(same))


def remove(store: Store, article: str, *, collection: str, by: str | None = None) -> Listing:
    """Takes one out; with `by` only what that person has added. Raises WrongUse."""
    rows = store.articles(Shelf(ids=[article], limit=1, collections=(collection,)))
    if not rows:
        raise NoSuchArticle(article)
    (row,) = rows
    if by is not None and owner(store.state((collection,)).files.get(row.path, "")) != by:
        raise WrongUse("Only who added this article, or who manages the server, may remove it.", "not_yours")
    store.put((), gone=[row.id], collection=collection, note=Note(gone=[row.path]))
    return row


def owner(mark: str) -> str:
    """Who added what has this fingerprint; empty where nobody did."""
    return mark.removeprefix(_MARK).split()[0] if mark.startswith(f"{_MARK} ") else ""


def known(store: Store, article: Article, seen: tuple[str, ...]) -> Listing | None:
    """An article that is there already with the same words, whatever file it stands in."""
    text = words(article.text)
    language = article.language or detect(article.text)
    telling = sorted(set(text) - empty_words(language), key=lambda word: (-len(word), word))[:_TELLING]
    asked = Asked(tuple((stem,) for stem in stems(telling, language)), limit=_LOOKED_AT, collections=seen)
    met = {passage.article.id: passage.article for passage in store.passages(asked).found}
    ids = [key for key, other in met.items() if words(other.text) == text]
    rows = store.articles(Shelf(ids=ids, limit=1, collections=seen)) if ids else ()
    return rows[0] if rows else None


def _named(articles: Iterable[Article], collection: str, taken: set[str]) -> Iterator[Article]:
    """Under paths of their own in the collection: another article of the same name gets a number."""
    for article in articles:
        path, number = article.path, 2
        while path in taken:
            whole = PurePath(article.path)
            path = f"{whole.stem} ({number}){whole.suffix}"
            number += 1
        taken.add(path)
        yield replace(article, id=readers.identity(collection, path), path=path, collection=collection)


def _understood(article: Article, bounds: Bounds) -> Entry:
    """What is found in it; a long text, which may be made to take hours, in a process with limits."""
    if len(article.text) <= PLAIN_SIZE:
        result = _found(article)
    else:
        [[result]] = confined(_found, [[article]], _lost, bounds=bounds)
    if isinstance(result, str):
        raise UnreadableFile(article.path, result, "send a shorter part of it", "too_much")
    return result


def _found(article: Article) -> Entry | str:
    from corpus.extract import extract  # here, because a folder where nothing is new need not wait for it

    return entered(extract(article))


def _lost(article: Article, reason: str) -> Entry | str:
    return reason
