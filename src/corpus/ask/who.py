"""Who somebody is: what articles call a person, with the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.index import Name, Shelf, Store
from corpus.model import Extraction, Record, Span
from corpus.results import Answer, Hit, Query

_ARTICLES = 5  # looked at for each person, latest first
_SENTENCE = "sentence"


def who(store: Store, query: Query, people: tuple[Name, ...]) -> Answer:
    """Empty when no article says what the person is."""
    hits: list[Hit] = []
    answer: Record | None = None
    for place, name in enumerate(people[: query.limit]):
        for role, sentence in _roles(store, query, name.name):
            answer = answer or role
            if all(hit.record.text != sentence.text for hit in hits):
                hits.append(Hit(sentence, 1.0 / (1 + place)))
    return Answer(query, answer, tuple(hits[: query.limit]))


def _roles(store: Store, query: Query, name: str) -> Iterator[tuple[Record, Record]]:
    """Role and sentence, of the latest article first."""
    shelf = Shelf(name=name, since=query.since, until=query.until, limit=_ARTICLES, collections=query.collections)
    for listing in store.articles(shelf):
        if query.article not in (None, listing.id):
            continue
        found = store.article(listing.id, query.collections)
        if found is None:
            continue
        for person in found.people:
            if person.name == name:
                yield from _cut(found, person.roles)


def _cut(found: Extraction, roles: tuple[Span, ...]) -> Iterator[tuple[Record, Record]]:
    for role in sorted(roles):
        holding = next((sentence.span for sentence in found.sentences if role in sentence.span), role)
        yield Record.cut(found.article, _SENTENCE, role), Record.cut(found.article, _SENTENCE, holding)
