"""What people add to the archive of their server: in the index alone, so that no sweep of a folder touches it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import NamedTuple

from corpus import extraction_version, readers
from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.errors import NoSuchArticle, UnreadableFile, WrongUse
from corpus.index import ADDED_BY, Asked, Note, Shelf, State, Store, every
from corpus.index.entries import entered
from corpus.index.passages import empty_words
from corpus.index.rows import Entry
from corpus.ingest import kept, received
from corpus.ingest.bounded import bounded
from corpus.ingest.confined import Bounds
from corpus.ingest.folder import HARMLESS
from corpus.languages import detect
from corpus.limits import ADDED, KEPT, UPLOAD
from corpus.model import Article
from corpus.results import Added, Adding, Listing


@dataclass(frozen=True, slots=True)
class SameText:
    """How a text that was added before is found again. Set by hand: its longest words are rare ones, and few passages
    hold most of them."""

    telling: int = 12  # words by which the same text is looked for
    looked_at: int = 20  # passages that hold most of them


_SAME_TEXT = SameText()

_Words = tuple[str, ...]  # by which two articles are the same


class Sent(NamedTuple):
    """What somebody sends into a collection, who, and the collections they may see; with the file the articles were
    read from."""

    articles: tuple[Article, ...]
    collection: str
    by: str
    seen: tuple[str, ...]
    file: tuple[str, bytes] | None = None  # its name and its bytes


def add(store: Store, sent: Sent, *, bounds: Bounds, alone: AbstractContextManager[object]) -> Added:
    """Takes them into the collection; those that are in what may be seen already, or twice in what is sent, are told
    instead. Names are given and written `alone`; what takes long is done before. Raises WrongUse where there are too
    many, UnreadableFile for what takes too much."""
    _fit(sent.articles)
    own = (sent.collection,)
    before = store.state(own)
    keys = [tuple(words(article.text)) for article in sent.articles]
    there = _there(store, dict(zip(keys, sent.articles, strict=True)), sent.seen)
    pairs = zip(keys, sent.articles, strict=True)
    fresh = {key: replace(article, collection=sent.collection) for key, article in pairs if key not in there}
    _room(before, len(fresh))
    if fresh:
        _storable(store, sent)
    found = dict(zip(fresh, _understood(list(fresh.values()), bounds), strict=True))
    with alone:  # two files of one name at once
        state = store.state(own)
        if state.files != before.files:  # somebody has sent something meanwhile, maybe the same
            there |= _there(store, fresh, own)
        new = {key: entry for key, entry in found.items() if key not in there}
        _room(state, len(new))
        taken = {*state.files, *(row.path for row in every(store, own))}
        named = dict(zip(new, _named(new.values(), sent.collection, taken), strict=True))
        _put(store, {fresh[key]: entry for key, entry in named.items()}, sent)
    ids = {entry.key: key for key, entry in named.items()}
    rows = store.articles(Shelf(ids=list(ids), limit=len(ids), collections=own, earlier=True)) if ids else ()
    there |= {ids[row.id]: row for row in rows}
    told = [key for number, key in enumerate(keys) if key not in named or key in keys[:number]]
    return Added(rows, tuple(there[key] for key in told if key in there))


def remove(store: Store, article: str, *, collection: str, by: str | None = None) -> Listing:
    """Takes one out; with `by` only what that person has added. Raises WrongUse."""
    rows = store.articles(Shelf(ids=[article], limit=1, collections=(collection,)))
    if not rows:
        raise NoSuchArticle(article)
    (row,) = rows
    known = {one.path: one for one in added(store, collection)}
    mine = known.pop(row.path, None)
    if by is not None and (mine is None or mine.by != by):
        raise WrongUse("Only who added this article, or who manages the server, may remove it.", "not_yours")
    unused = {mine.upload} - {one.upload for one in known.values()} if mine else set()  # with its last article
    store.put((), gone=[row.id], collection=collection, note=Note(gone=[row.path], dropped=unused))
    return row


def added(store: Store, collection: str) -> Iterator[Adding]:
    """Who has added what to a collection, and when."""
    for path, found in store.state((collection,)).files.items():
        if found.startswith(f"{ADDED_BY} "):
            by, when, upload, part = [*found.removeprefix(f"{ADDED_BY} ").split(" ", 3), "", ""][:4]
            yield Adding(collection, path, by, when, upload, part)


def mark(one: Adding) -> str:
    """The fingerprint of what somebody added."""
    return f"{ADDED_BY} {one.by} {one.when} {one.upload} {one.part}".rstrip()


def known(store: Store, article: Article, seen: tuple[str, ...]) -> Listing | None:
    """An article that is there already with the same words, whatever file it stands in."""
    text = words(article.text)
    language = article.language or detect(article.text)
    telling = sorted(set(text) - empty_words(language), key=lambda word: (-len(word), word))[: _SAME_TEXT.telling]
    asked = Asked(tuple((stem,) for stem in stems(telling, language)), limit=_SAME_TEXT.looked_at, collections=seen)
    met = {passage.article.id: passage.article for passage in store.passages(asked).found}
    ids = [key for key, other in met.items() if words(other.text) == text]
    rows = store.articles(Shelf(ids=ids, limit=1, collections=seen)) if ids else ()
    return rows[0] if rows else None


def _there(store: Store, articles: Mapping[_Words, Article], seen: tuple[str, ...]) -> dict[_Words, Listing]:
    """Those whose words are there already, and where."""
    found = {key: known(store, article, seen) for key, article in articles.items()}
    return {key: row for key, row in found.items() if row}


def _put(store: Store, entries: Mapping[Article, Entry], sent: Sent) -> None:
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    name, data = sent.file or ("", b"")
    came = next((article.seen for article in entries), now)  # the day of an article that tells no other
    upload = kept.of(sent.collection, name, came, extraction_version.stamp(), data) if sent.file else None
    made = {}
    for article, entry in entries.items():
        path, part = str(entry.columns[1]), received.part(article, name) if upload else ""
        made[path] = mark(Adding(sent.collection, path, sent.by, now, upload.key if upload else "", part))
    note = Note(made, kept=(upload,) if upload and entries else ())
    store.put(list(entries.values()), collection=sent.collection, note=note)


def _fit(articles: Sequence[Article]) -> None:
    if len(articles) > UPLOAD:
        told = f"This file holds {len(articles):,} articles, and {UPLOAD:,} is the most; send it in parts."
        raise WrongUse(told, "too_many_articles", number=len(articles), longest=UPLOAD)
    for article in articles:
        if not words(article.text):
            raise UnreadableFile(article.path, "there are no words in it", "send another", "empty")


def _room(state: State, more: int) -> None:
    """Raises WrongUse where the collection has no room for so many more."""
    held = state.articles + state.older
    if held + more > ADDED:
        raise WrongUse(f"This archive has {held:,} articles, and {ADDED:,} is the most; remove some first.",
                       "archive_full", longest=ADDED)  # fmt: skip


def _storable(store: Store, sent: Sent) -> None:
    """Raises WrongUse where the files of the collection take too much room already."""
    held = sum(one.size for one in store.uploads((sent.collection,)))
    if sent.file and held + len(sent.file[1]) > KEPT:
        megabytes = KEPT // 1_000_000
        raise WrongUse(f"This archive holds {held / 1e6:.0f} MB of files, and {megabytes} MB is the most; remove some"
                       " first.", "archive_heavy", longest=megabytes)  # fmt: skip


def _named(entries: Iterable[Entry], collection: str, taken: set[str]) -> Iterator[Entry]:
    """Under paths of their own in the collection: another article of the same name gets a number."""
    for entry in entries:
        path, number = str(entry.columns[1]), 2
        whole = PurePath(path)
        while path in taken:
            path = f"{whole.stem} ({number}){whole.suffix}"
            number += 1
        taken.add(path)
        yield entry.moved(readers.identity(collection, path), path)


def _understood(articles: Sequence[Article], bounds: Bounds) -> list[Entry]:
    """What is found in them; in several, or a long one, which may be made to take hours, in a process with limits."""
    if not articles:
        return []
    short = len(articles) == 1 and len(articles[0].text) <= HARMLESS.bytes
    return bounded(_found, articles, short=short, path=articles[0].path, bounds=bounds)


def _found(articles: Sequence[Article]) -> list[Entry]:
    from corpus.extract import extract  # here, because a folder where nothing is new need not wait for it

    return [entered(extract(article)) for article in articles]
