"""What earlier versions of a story had in the place of what its newest one says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from rapidfuzz import fuzz, process

from corpus.analysis import similarity
from corpus.index import Shelf, Store
from corpus.model import Extraction, FactKind, QuoteKind, Record, Span, older
from corpus.results import Draft, Hit, Query, Remark, Ruling, Verdict

_ALIKE = 60.0  # per cent of the letters: words less alike are other words
_SHOWN = 3  # versions told of with one hit
_QUOTES, _FACTS = frozenset(QuoteKind), frozenset(FactKind)


def marked(store: Store, hits: tuple[Hit, ...], collections: tuple[str, ...]) -> tuple[Hit, ...]:
    """The hits, each with how earlier versions of its article had it, where they differed."""
    if not hits or not _versioned(store, collections):
        return hits
    return tuple(replace(hit, earlier=tuple(_earlier(store, hit.record, collections))) for hit in hits)


def judged(store: Store, verdict: Verdict, again: Callable[[Query], Verdict]) -> Verdict:
    """The verdict, which is on the newest versions; with a remark where an earlier one has the words as they were
    sent. `again` is what comes of another query."""
    seen = verdict.query.collections
    if not _versioned(store, seen):
        return verdict
    if any(part.ruling is not Ruling.EXACT for part in verdict.parts or (verdict,)):
        before = again(replace(verdict.query, collections=tuple(map(older, seen))))
        exact = {part.span: part for part in before.parts or (before,) if part.ruling is Ruling.EXACT}
        verdict = _remarked(verdict, exact)
    parts = tuple(replace(part, hits=marked(store, part.hits, seen)) for part in verdict.parts)
    return replace(verdict, hits=marked(store, verdict.hits, seen), parts=parts)


def checked(store: Store, collections: tuple[str, ...], check: Callable[[tuple[str, ...]], Draft]) -> Draft:
    """The same of every quotation of a draft; `check` is what comes of it in other collections."""
    draft = check(collections)
    if all(verdict.ruling is Ruling.EXACT for verdict in draft.verdicts) or not _versioned(store, collections):
        return draft
    before = check(tuple(map(older, collections)))
    exact = {verdict.span: verdict for verdict in before.verdicts if verdict.ruling is Ruling.EXACT}
    return replace(draft, verdicts=tuple(_remarked(verdict, exact) for verdict in draft.verdicts))


def _remarked(verdict: Verdict, exact: dict[Span, Verdict]) -> Verdict:
    if verdict.parts:
        parts = tuple(_remarked(part, exact) for part in verdict.parts)
        worst = next((part for part in parts if part.span == verdict.span and part.ruling is verdict.ruling), None)
        remark, shown = (worst.remark, worst.shown) if worst else (verdict.remark, verdict.shown)
        return replace(verdict, parts=parts, remark=remark, shown=shown)
    known = exact.get(verdict.span)
    if known is None or verdict.ruling is Ruling.EXACT:
        return verdict
    return replace(verdict, remark=Remark.EARLIER, shown=tuple(hit.record for hit in known.hits[:1]))


def _versioned(store: Store, collections: tuple[str, ...]) -> bool:
    """Whether there are earlier versions of anything."""
    return bool(store.articles(Shelf(limit=1, collections=tuple(map(older, collections)))))


def _earlier(store: Store, record: Record, collections: tuple[str, ...]) -> Iterator[Record]:
    versions = [row.id for row in store.versions(record.article_id, collections)]
    if record.article_id not in versions:
        return
    before = versions[versions.index(record.article_id) + 1 :][:_SHOWN]
    found = [store.article(key, collections) for key in [record.article_id, *before]] if before else []
    now = similarity.folded(found[0].article.text) if found and found[0] else ""
    told = {_told(record)}
    for version in found[1:]:
        other = _counterpart(record, version, now) if version else None
        if other and _told(other) not in told:
            told.add(_told(other))
            yield other


def _told(record: Record) -> tuple[str, tuple[str, ...]]:
    return similarity.folded(record.text), record.speakers


def _counterpart(record: Record, version: Extraction, now: str) -> Record | None:
    """What a version has in the place of a record: the same words by somebody else, or words like these that the newest
    version has no more."""
    there = list(_records(version, record.kind))
    words = similarity.folded(record.text)
    said = [similarity.folded(other.text) for other in there]
    for other, text in zip(there, said, strict=True):
        if text == words:
            return other if record.speaker and other.speaker else None
    gone = {at: text for at, text in enumerate(said) if text not in now}
    best = process.extractOne(words, gone, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return there[best[2]] if best else None


def _records(version: Extraction, kind: str) -> Iterable[Record]:
    article = version.article
    if kind in _QUOTES:
        for quote in version.quotes:
            yield Record.cut(
                article, quote.kind.value, quote.span, speaker=quote.speaker, speaker_span=quote.speaker_span,
                cue=quote.cue, confidence=quote.confidence, joint=quote.joint, group=quote.group,
            )  # fmt: skip
    elif kind in _FACTS:
        for fact in version.facts:
            yield Record.cut(article, fact.kind.value, fact.span, speaker=fact.speaker, worth=fact.worth)
    else:
        for sentence in version.sentences:
            yield Record.cut(article, kind, sentence.span)
