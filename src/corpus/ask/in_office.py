"""Who holds an office: the sentence that calls somebody so, and the name in it; who holds it now comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.analysis.folding import fold, words
from corpus.ask.question import Kind, Question
from corpus.index import Candidate, Store
from corpus.languages import lexicon
from corpus.model import Extraction, Record, Span
from corpus.results import Answer, Hit, Query
from corpus.search import office_holders
from corpus.search.tenure import Holder

_SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class HolderRules:
    """Which sentences about who holds an office are shown. Set by hand."""

    earlier: float = 0.5  # what the sentence about somebody who held the office before is worth, 0 to 1
    each: int = 2  # sentences for one holder
    shortest: int = 3  # letters of a last name that is looked for alone


_RULES = HolderRules()


def asked(question: Question) -> list[str]:
    """The words of the office somebody asks for the holder of; empty where none is asked for."""
    if question.kind == Kind.PERSON:
        return words(question.topic)
    if question.kind != Kind.WHO:
        return []
    _, *rest = words(question.text)
    verbs = lexicon(question.language, "questions").table("office_verbs")
    office = verbs.get(rest[0]) if rest else None
    return [*office.split(), *rest[1:]] if office else []


def answer(store: Store, query: Query, office: Sequence[str]) -> Answer | None:
    """None where nobody is called so."""
    hits: list[Hit] = []
    marked: Record | None = None
    for place, holder in enumerate(office_holders.holders(store, office, query.collections)):
        worth = _RULES.earlier / place if place else 1.0
        for sentence, name in list(told(store, query, holder))[: _RULES.each]:
            marked = marked or (name if not place and not holder.until else None)
            if all(hit.record.text != sentence.text for hit in hits):
                hits.append(Hit(sentence, worth))
    if not hits:
        return None
    return Answer(query, marked, tuple(hits[query.offset : query.offset + query.limit]))


def told(store: Store, query: Query, holder: Holder) -> Iterator[tuple[Record, Record | None]]:
    """The sentences that call the holder so, the newest first, each with the name in it."""
    for row in holder.rows:
        found = store.article(row.origin.id, query.collections)
        if found is None or query.article not in (None, row.origin.id):
            continue
        sentence = _around(found, row)
        name = _name(found, sentence, holder, row)
        yield (
            Record.cut(found.article, _SENTENCE, sentence),
            Record.cut(found.article, _SENTENCE, name) if name else None,
        )


def _around(found: Extraction, row: Candidate) -> Span:
    role = Span(row.start, row.end)
    return next((one.span for one in found.sentences if role in one.span), role)


def _name(found: Extraction, sentence: Span, holder: Holder, row: Candidate) -> Span | None:
    """The name in the sentence nearest to the office, the fullest of those that begin there."""
    spellings = {spelling for name in holder.names for spelling in (name, *_short(name))}
    text = sentence.of(found.article.text)
    places = [
        Span(sentence.start + at.start(), sentence.start + at.end())
        for spelling in sorted(spellings, key=len, reverse=True)
        for at in re.finditer(rf"(?<!\w){re.escape(fold(spelling))}(?!\w)", _folded(text))
    ]
    return min(places, key=lambda span: (_apart(span, row), -len(span)), default=None)


def _short(name: str) -> list[str]:
    last = name.split()[-1]
    return [last] if len(last) >= _RULES.shortest else []


def _folded(text: str) -> str:
    """The text folded letter for letter, so that every place in it stays where it is."""
    return "".join(folded if len(folded := fold(letter)) == 1 else letter for letter in text)


def _apart(span: Span, row: Candidate) -> int:
    return max(0, row.start - span.end, span.start - row.end)
