"""Whom an answer names, so that the next question may call them "she"."""

from __future__ import annotations

from dataclasses import replace

from corpus.index import Store
from corpus.model import MentionKind, QuoteKind
from corpus.results import Answer, Query


def named(store: Store, query: Query, answer: Answer) -> Answer:
    """The answer with the one person whom its words name, or who said them; with nobody where it names none."""
    marked = answer.answer
    if marked is None:
        return answer
    if marked.kind in set(QuoteKind):
        return replace(answer, person=marked.speaker or "")
    found = store.article(marked.article_id, query.collections)
    if found is None:
        return answer
    people = {
        one.person
        for one in found.mentions
        if one.kind is MentionKind.NAME and one.person and one.span.overlaps(marked.span)
    }
    return replace(answer, person=people.pop()) if len(people) == 1 else answer
