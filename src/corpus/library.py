"""The one object the desk holds: every question the corpus answers, over one index."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import earlier, editing, extraction_version, profile, timeline
from corpus.analysis.folding import words
from corpus.corrections import Act, Correction
from corpus.errors import WrongUse
from corpus.index import Note, Store, every, open_store
from corpus.limits import AS_SET, DRAFT, Limits, check, fit
from corpus.model import SEEDS, Article, Extraction, Record, Span
from corpus.results import (
    Added,
    Adding,
    Answer,
    Draft,
    Failure,
    Found,
    Listing,
    Query,
    Status,
    Summary,
    Timeline,
    Totals,
    Upload,
    Verdict,
    Who,
)
from corpus.search import article_list, name_lookup, retrieval
from corpus.summary import summarise

if TYPE_CHECKING:
    from corpus.index.sqlite.rebuilding import Rebuilt
    from corpus.ingest.confined import Bounds


class Library:
    """Synchronous and safe to call from several threads; no call waits for a sweep."""

    def __init__(self, store: Store, limits: Limits = AS_SET) -> None:
        self._store, self.limits = store, limits
        self._adding = threading.Lock()
        self.reading: tuple[int, int] | None = None  # files read, of how many, while a sweep takes in new ones

    @classmethod
    def open(cls, url: str, limits: Limits = AS_SET) -> Library:
        """`sqlite:///FILE` or `postgresql://…`; makes the index where there is none. Raises StoreError."""
        return cls(open_store(url), limits)

    def close(self) -> None:
        self._store.close()

    # -------------------------------------------------------------- questions
    def quote(self, query: Query) -> Found:
        return self._versioned(
            retrieval.quote(self._store, self._asked(query, "name somebody or a topic, such as: quote tariffs"))
        )

    def fact(self, query: Query) -> Found:
        return self._versioned(retrieval.fact(self._store, self._asked(query, "name a topic, such as: fact tariffs")))

    def _versioned(self, found: Found) -> Found:
        return replace(found, hits=earlier.marked(self._store, found.hits, found.query.collections))

    def ask(self, query: Query) -> Answer:
        from corpus import ask  # here: it takes a while to load
        from corpus.ask import persons, support, whole_quotations

        advice = "ask something, such as: ask what did Rubio say about tariffs"
        asked, limits = self._asked(query, advice), self.limits
        answer = support.judged(ask.ask(self._store, asked, limits.certainty, limits.confidence))
        return persons.named(self._store, asked, whole_quotations.shown(self._store, asked, answer))

    def verify(self, query: Query) -> Verdict:
        """All of the text is compared, or none."""
        from corpus import verify  # here: it takes a while to load

        asked = self._asked(query, "give the words to be checked", "verify")
        return earlier.judged(self._store, verify.verify(self._store, asked), asked.collections)

    def check(self, draft: Article, *, collections: tuple[str, ...] = (SEEDS,)) -> Draft:
        """Every quotation of a draft, each with its verdict; nothing of the draft is kept. Raises WrongUse,
        UnreadableFile for what takes too much."""
        from corpus.extract import extract
        from corpus.ingest.bounded import bounded
        from corpus.ingest.folder import HARMLESS
        from corpus.verify import draft as drafts

        check("draft", draft.text, DRAFT)
        short = len(draft.text) <= HARMLESS.bytes
        found = bounded(extract, draft, short=short, path=draft.path, bounds=self._bounds())
        return earlier.checked(self._store, drafts.check(self._store, found, collections), collections)

    def who(self, query: Query) -> Who:
        return profile.who(self._store, self._asked(query, "name somebody, such as: who De la Fuente"))

    def summary(self, query: Query) -> Summary:
        """Of an article, a person or a topic; of the latest article where nothing is asked. Raises NoSuchArticle."""
        return summarise.summary(self._store, self._fit(query))

    def timeline(self, query: Query) -> Timeline:
        return timeline.timeline(self._store, self._fit(query))

    def articles(self, query: Query) -> tuple[Listing, ...]:
        return article_list.articles(self._store, self._fit(query))

    def suggest(self, prefix: str, *, collections: tuple[str, ...] = (SEEDS,), limit: int = 25) -> tuple[str, ...]:
        return name_lookup.suggest(self._store, prefix, collections, limit)

    def _asked(self, query: Query, advice: str, command: str = "") -> Query:
        """The query, if it asks for anything. Raises WrongUse with the advice where it does not."""
        text = query.text.strip()
        if not words(text) and not (query.speaker or query.about or query.article):
            raise WrongUse(f"There is nothing to look for{' in ' + repr(text[:40]) if text else ''}: {advice}.",
                           "nothing_asked")  # fmt: skip
        return self._fit(replace(query, text=text), command)

    def _fit(self, query: Query, command: str = "") -> Query:
        """The query, none of whose words is cut. Raises WrongUse where there are too many."""
        fit("text" if command == "verify" else "question", query.text, self.limits.of(command))
        for name, value in (("speaker", query.speaker), ("about", query.about), ("article", query.article)):
            fit(name, value or "", self.limits.question)
        return query

    def named(self, record: Record) -> tuple[str, ...]:
        """Whose words they are, where that is sure enough to be shown; the only way to a name for whoever shows it."""
        return record.named(self.limits.confidence)

    def sentence(self, record: Record, *, collections: tuple[str, ...] = (SEEDS,)) -> Record | None:
        """The whole sentence a slice stands in, by which a person may judge who is meant."""
        whole = self._store.article(record.article_id, collections)
        return whole.around(record.span) if whole else None

    # -------------------------------------------------------------- articles
    def article(self, article_id: str, *, collections: tuple[str, ...] = (SEEDS,)) -> Extraction | None:
        return self._store.article(article_id, collections)

    def versions(self, article_id: str, *, collections: tuple[str, ...] = (SEEDS,)) -> tuple[Listing, ...]:
        """The versions of an article's story, newest first, itself among them; empty where it has no other."""
        return self._store.versions(article_id, collections)

    def context(self, article_id: str, span: Span, *, collections: tuple[str, ...] = (SEEDS,)) -> tuple[Record, ...]:
        """The paragraph of a slice with the one before and the one after, as far as there are any, in text order.
        Empty where the article is not to be seen."""
        whole = self._store.article(article_id, collections)
        if whole is None:
            return ()
        spans = _paragraphs(whole.article)
        at = next((i for i, paragraph in enumerate(spans) if paragraph.overlaps(span)), None)
        if at is None:
            return ()
        return tuple(Record.cut(whole.article, "paragraph", paragraph) for paragraph in spans[max(0, at - 1) : at + 2])

    # -------------------------------------------------------------- corrections
    def correct(
        self,
        article_id: str,
        act: Act,
        value: str = "",
        *,
        by: str,
        span: Span | None = None,
        collections: tuple[str, ...] = (SEEDS,),
    ) -> Correction:
        """Who said what stands at the span, that it is no quotation, or the article's title or day; from now on every
        answer has it so. Raises WrongUse."""
        return editing.in_article(
            self._store, article_id, act, value, by=by, span=span, collections=collections
        )  # fmt: skip

    def merge(
        self, spelling: str, name: str, *, by: str, collection: str = SEEDS, collections: tuple[str, ...] = (SEEDS,)
    ) -> Correction:
        """Whoever is called by the spelling is the one of the name, in later articles too. Raises WrongUse."""
        return editing.of_people(
            self._store, Act.MERGE, spelling, name, by=by, collection=collection, collections=collections
        )

    def split(
        self,
        spelling: str,
        name: str,
        *,
        by: str,
        article: str | None = None,
        collection: str = SEEDS,
        collections: tuple[str, ...] = (SEEDS,),
    ) -> Correction:
        """The spelling means somebody else, who is called by the name: in later articles too, or in one article. Raises
        WrongUse."""
        return editing.of_people(
            self._store, Act.SPLIT, spelling, name, by=by, collection=collection, collections=collections,
            article=article,
        )  # fmt: skip

    def undo(self, correction_id: str, *, collections: tuple[str, ...] | None = None) -> Correction:
        """Takes a correction back. Raises WrongUse where there is none."""
        return editing.undo(self._store, correction_id, collections)

    def corrections(self, *, collections: tuple[str, ...] | None = None) -> tuple[Correction, ...]:
        """Those in force, the oldest first. None: of all collections."""
        return self._store.corrections(collections)

    def collections(self) -> tuple[str, ...]:
        """Every collection there is: for the owner of the index alone."""
        return self._store.state().collections or (SEEDS,)

    def everything(self) -> Iterator[Extraction]:
        """Every article of every collection, for `export`."""
        for collection in self._store.state().collections:
            for row in every(self._store, (collection,)):
                found = self._store.article(row.id, (collection,))
                if found:
                    yield found

    # -------------------------------------------------------------- taking in
    def sweep(
        self, folder: Path, *, collection: str = SEEDS, progress: Callable[[int, int], None] | None = None
    ) -> Totals:
        from corpus.ingest import sweep as ingest

        known = len(self._store.state((collection,)).files)

        def told(done: int, total: int) -> None:
            self.reading = (done, total) if known < total and done < total else None
            if progress:
                progress(done, total)

        try:
            totals = ingest.sweep(self._store, folder, collection=collection, progress=told, bounds=self._bounds())
        finally:
            self.reading = None
        self.read_again()
        return totals

    def take(self, paths: Iterable[Path], *, progress: Callable[[int, int], None] | None = None) -> Totals:
        from corpus.ingest import sweep as ingest

        totals = ingest.take(self._store, paths, progress=progress, bounds=self._bounds())
        self.read_again()
        return totals

    def received(self, name: str, data: bytes, *, collection: str = SEEDS) -> tuple[Article, ...]:
        """The articles in a file that somebody sends, read under the same bounds; touches neither index nor disk.
        Raises UnreadableFile."""
        from corpus.ingest import received

        return received.read(name, data, collection=collection, bounds=self._bounds())

    def received_file(self, path: Path) -> tuple[Article, ...]:
        """The same for a file of this machine."""
        from corpus.ingest import received

        return received.read_file(path, bounds=self._bounds())

    def add(
        self,
        articles: Sequence[Article],
        *,
        collection: str,
        by: str,
        seen: tuple[str, ...] = (SEEDS,),
        file: tuple[str, bytes] | None = None,
    ) -> Added:
        """Articles somebody sends into a collection of their own, where no sweep of a folder touches them. The `file`
        they were read from, its name and its bytes, is kept to be read again. Raises WrongUse, UnreadableFile."""
        from corpus.ingest import uploads

        sent = uploads.Sent(tuple(articles), collection, by, seen, file)
        return uploads.add(self._store, sent, bounds=self._bounds(), alone=self._adding)

    def remove(self, article_id: str, *, collection: str, by: str | None = None) -> Listing:
        """Takes out what was added; with `by` only what that person has added. Raises WrongUse."""
        from corpus.ingest import uploads

        with self._adding:
            return uploads.remove(self._store, article_id, collection=collection, by=by)

    def read_again(self) -> int:
        """What people have added is read again where an older extraction has read it; -> how many articles."""
        stamp = extraction_version.stamp()
        if all(one.stamp == stamp for one in self._store.uploads()):
            return 0
        from corpus.ingest import rereading  # here, because a folder where nothing is new need not wait for it

        return rereading.read_again(self._store, bounds=self._bounds(), alone=self._adding)

    def uploads(self) -> Iterator[Upload]:
        """The files people have sent, for `export`."""
        for one in self._store.uploads():
            if found := self._store.upload(one.collection, one.key):
                yield found

    def owners(self, collection: str) -> dict[str, str]:
        """Who has added what: by the path of each article."""
        from corpus.ingest import uploads

        return {one.path: one.by for one in uploads.added(self._store, collection)}

    def added(self) -> Iterator[Adding]:
        """The same of every collection, for `export`."""
        from corpus.ingest import uploads

        for collection in self._store.state().collections:
            yield from uploads.added(self._store, collection)

    def _bounds(self) -> Bounds:
        from corpus.ingest.confined import Bounds

        return Bounds(self.limits.megabytes, self.limits.seconds)

    def told_of(self, place: str, reason: str) -> None:
        """Records why something outside of the folders, such as a feed, cannot be read; no reason: that it can."""
        failed = () if not reason else (Failure(place, reason, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S+00:00}"),)
        self._store.put((), note=Note(failures=failed, gone=() if reason else (place,)))

    def told_of_only(self, places: Collection[str]) -> None:
        """Forgets why other places on the web cannot be read: nobody would ever say that they can."""
        for failure in self._store.state((SEEDS,)).failures:
            if failure.path.startswith(("http://", "https://")) and failure.path not in places:
                self.told_of(failure.path, "")

    def put(self, extractions: Iterable[Extraction]) -> None:
        from corpus.ingest import sweep as ingest

        self._store.put(ingest.completed(extraction) for extraction in extractions)

    def load(self, rows: Iterable[tuple[str, str]]) -> int:
        """Takes in lines of an export, each after its place; -> how many articles. Raises WrongUse for a fault."""
        from corpus.ingest import bulk_import

        return bulk_import.load(self._store, rows)

    def status(self, *, collections: tuple[str, ...] | None = None) -> Status:
        """None: of all collections."""
        state = self._store.state(collections)
        return Status(
            state.articles,
            state.quotes,
            state.facts,
            state.people,
            state.index_bytes,
            state.last_sweep,
            tuple(failure for failure in state.failures if not failure.passed),
            tuple(failure for failure in state.failures if failure.passed),
            state.older,
        )


def study(article: Article, count: int | None = None) -> tuple[Extraction, tuple[Span, ...]]:
    """What is found in one article, and the sentences of its summary, best first. Touches no index."""
    from corpus.extract import extract

    found = extract(article)
    return found, summarise.choose(found, count or 5)


def rebuild(url: str) -> Rebuilt:
    """A new index out of what can be read of a damaged one, and what was lost. Raises StoreError; WrongUse for an
    index that is no file."""
    from corpus.index.sqlite.rebuilding import rebuild

    scheme, _, rest = url.partition(":///")
    if scheme != "sqlite":
        raise WrongUse("Only an index in a file (sqlite:///FILE) is rebuilt; a PostgreSQL server repairs its own.")
    return rebuild(Path(rest))


def _paragraphs(article: Article) -> list[Span]:
    return [Span(found.start(), found.end()) for found in re.finditer(r"[^\s\n][^\n]*", article.text)]
