"""Who somebody is: what articles call a person, with the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.analysis.folding import words
from corpus.ask import turns
from corpus.index import Name, Shelf, Store, offices
from corpus.model import Extraction, Record, Span
from corpus.results import Answer, Hit, Query


@dataclass(frozen=True, slots=True)
class WhoLimits:
    """How far is looked for what a person is called. Set by hand: the latest articles say what they are now."""

    articles: int = 5  # looked at for each person, latest first


_LIMITS = WhoLimits()

_SENTENCE = "sentence"


def who(store: Store, query: Query, people: tuple[Name, ...]) -> Answer:
    """What somebody is. Empty when no article says it; where several people may be meant, none of them is the
    answer."""
    hits: list[Hit] = []
    answers: dict[str, Record] = {}
    for place, name in enumerate(people[: query.limit]):
        for role, sentence in _roles(store, query, name.name):
            if not offices.titles().issuperset(words(role.text)):
                answers.setdefault(name.name, role)
            if all(hit.record.text != sentence.text for hit in hits):
                hits.append(Hit(sentence, 1.0 / (1 + place)))
    several = len(answers) > 1 or sum(len(words(one.name)) > 1 for one in people) > 1
    answer = None if several else next(iter(answers.values()), None)
    return Answer(query, answer, tuple(hits[: query.limit]))


def _roles(store: Store, query: Query, name: str) -> Iterator[tuple[Record, Record]]:
    """The roles with their sentences, of the latest article first."""
    shelf = Shelf(
        name=name, since=query.since, until=query.until, limit=_LIMITS.articles, collections=query.collections
    )
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
    """An office that was left with the words that say so; none of what is only asked."""
    text, language = found.article.text, found.article.language
    for role in sorted(roles):
        holding = next((sentence.span for sentence in found.sentences if role in sentence.span), role)
        if turns.is_question(holding.of(text)):
            continue
        left = offices.leaving(text, role.start, language)
        told = Span(left, role.end) if left is not None and left >= holding.start else role
        yield Record.cut(found.article, _SENTENCE, told), Record.cut(found.article, _SENTENCE, holding)
