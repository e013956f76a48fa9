"""What earlier versions of a story had in the place of what its newest one says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from corpus.analysis import similarity
from corpus.index import OUTDATED, Store
from corpus.model import BlockKind, Extraction, FactKind, QuoteKind, Record
from corpus.results import Draft, Hit, Listing, Remark, Ruling, Verdict


@dataclass(frozen=True, slots=True)
class EarlierLimits:
    """How much is told of earlier versions. Set by hand: more is a history of the article, and no answer."""

    shown: int = 3  # versions told of with one hit


_LIMITS = EarlierLimits()

_QUOTES, _FACTS = frozenset(QuoteKind), frozenset(FactKind)


def marked(store: Store, hits: tuple[Hit, ...], collections: tuple[str, ...]) -> tuple[Hit, ...]:
    """The hits, each with the wording of earlier versions of its article where it differed. A hit that only an earlier
    version has is shown with the newest version."""
    return tuple(_marked(store, hit, collections) for hit in hits)


def judged(store: Store, verdict: Verdict, collections: tuple[str, ...]) -> Verdict:
    """The verdict, with a remark where not the newest version, but an earlier one has the words as they were sent."""
    parts = tuple(judged(store, part, collections) for part in verdict.parts)
    hits = marked(store, verdict.hits, collections)
    verdict = replace(_remarked(store, verdict, collections), hits=hits, parts=parts)
    worst = next((part for part in parts if (part.span, part.ruling) == (verdict.span, verdict.ruling)), verdict)
    return replace(verdict, remark=worst.remark, shown=worst.shown)


def checked(store: Store, draft: Draft, collections: tuple[str, ...]) -> Draft:
    """The same of every quotation of a draft."""
    return replace(draft, verdicts=tuple(judged(store, verdict, collections) for verdict in draft.verdicts))


# ---------------------------------------------------------------------- a hit
def _marked(store: Store, hit: Hit, collections: tuple[str, ...]) -> Hit:
    record = hit.record
    newest, before = _versions(store, record.article_id, collections)
    if newest is None:
        return hit
    if newest.id != record.article_id:
        return replace(hit, newest=newest)
    return replace(hit, earlier=tuple(_earlier(store, record, before, collections)))


def _versions(store: Store, article: str, collections: tuple[str, ...]) -> tuple[Listing | None, tuple[Listing, ...]]:
    """The newest version of an article and those before this one; None where it is the only one."""
    rows = store.versions(article, collections)
    at = next((at for at, row in enumerate(rows) if row.id == article), len(rows))
    return (rows[0], rows[at + 1 :][: _LIMITS.shown]) if rows else (None, ())


def _earlier(store: Store, record: Record, before: Iterable[Listing], collections: tuple[str, ...]) -> Iterator[Record]:
    found = [store.article(key, collections) for key in [record.article_id, *(row.id for row in before)]]
    now = similarity.folded(found[0].article.text) if found[0] else ""
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
    best = process.extractOne(words, gone, scorer=fuzz.ratio, score_cutoff=OUTDATED.alike)
    return there[best[2]] if best else None


def _records(version: Extraction, kind: str) -> Iterable[Record]:
    article = version.article
    if kind in _QUOTES:
        for quote in version.quotes:
            yield Record.quoted(article, quote)
    elif kind in _FACTS:
        for fact in version.facts:
            yield Record.cut(article, fact.kind.value, fact.span, speaker=fact.speaker, worth=fact.worth)
    else:
        for sentence in version.sentences:
            if sentence.block is not BlockKind.META:
                yield Record.cut(article, kind, sentence.span)


# ---------------------------------------------------------------------- a verdict
def _remarked(store: Store, verdict: Verdict, collections: tuple[str, ...]) -> Verdict:
    if verdict.parts or not verdict.hits or verdict.ruling is Ruling.NOT_FOUND:
        return verdict
    record = verdict.hits[0].record
    newest, before = _versions(store, record.article_id, collections)
    if newest is None:
        return verdict
    if verdict.ruling is Ruling.EXACT:
        if newest.id == record.article_id or verdict.remark:
            return verdict
        return replace(verdict, remark=Remark.LEFT_OUT)
    if verdict.remark not in (None, Remark.NOT_QUOTED) or not verdict.edits:
        return verdict
    sent = similarity.folded(verdict.query.text[verdict.span.start : verdict.span.end] or verdict.query.text)
    for version in filter(None, (store.article(row.id, collections) for row in before)):
        there = next((one for one in _records(version, record.kind) if sent in similarity.folded(one.text)), None)
        if there:
            return replace(verdict, remark=Remark.EARLIER, shown=(there,))
    return verdict
