"""A sentence that is cut inside a quotation says half of what was said: "Prentice said: “No." is shown to its end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.index import Store
from corpus.model import Record
from corpus.results import Answer, Hit, Query

_OPEN, _CLOSE = "“«", "”»"


@dataclass(frozen=True, slots=True)
class WholeQuotation:
    """Set by hand: what is longer is read in the article."""

    longest: int = 500  # characters of the sentences that one quotation runs over


_WHOLE = WholeQuotation()


def shown(store: Store, query: Query, answer: Answer) -> Answer:
    """The answer with every sentence as long as the quotation it opens or ends."""
    hits = {hit: _whole(store, query, hit) for hit in (*answer.hits, *answer.supporting, *answer.nearest)}
    if all(hit is whole for hit, whole in hits.items()):
        return answer
    parts = {name: tuple(hits[hit] for hit in getattr(answer, name)) for name in ("hits", "supporting", "nearest")}
    return replace(answer, hits=parts["hits"], supporting=parts["supporting"], nearest=parts["nearest"])


def _whole(store: Store, query: Query, hit: Hit) -> Hit:
    if hit.record.kind != "sentence" or not _is_cut(hit.record.text):
        return hit
    found = store.article(hit.record.article_id, query.collections)
    whole = found.quoted_around(hit.record.span, _WHOLE.longest) if found else hit.record.span
    return (
        replace(hit, record=Record.cut(found.article, "sentence", whole)) if found and whole != hit.record.span else hit
    )


def _is_cut(text: str) -> bool:
    """Whether a mark of quotation opens or closes in it alone."""
    opens, closes = ("„", "“") if "„" in text else (_OPEN, _CLOSE)
    opened, closed = (sum(map(text.count, marks)) for marks in (opens, closes))
    return text.count('"') % 2 == 1 or opened != closed
