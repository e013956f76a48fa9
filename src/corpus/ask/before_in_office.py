"""Who held an office before somebody: "Who was mayor before Lund?" is never answered by Lund, nor by who has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis.folding import words
from corpus.ask import in_office
from corpus.index import Store
from corpus.languages import lexicon
from corpus.model import Extraction, MentionKind, Record
from corpus.results import Answer, Hit, Query
from corpus.search import office_holders
from corpus.search.tenure import Holder

_SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class PredecessorReach:
    """How far before a name "her predecessor" is looked for. Set by hand: a few words."""

    before: int = 60  # characters


_NEAR = PredecessorReach()


class Asked(NamedTuple):
    """An office, and before whom it was held, or until when."""

    office: list[str]
    other: list[str]
    until: bool


def split(office: Sequence[str], language: str) -> Asked | None:
    """The office, and before whom or until when; None where that is not asked."""
    listed = lexicon(language, "questions")
    before, until = listed.words("before_in_office"), listed.words("until_in_office")
    at = next((n for n, word in enumerate(office) if n and word in before | until), None)
    if at is None or at + 1 == len(office):
        return None
    return Asked(list(office[:at]), office_holders.content(office[at + 1 :]), office[at] in until)


def answer(store: Store, query: Query, asked: Asked) -> Answer | None:
    """Who is called the one before, else the only one who held it; nobody where several did, and nobody before
    somebody who is not known to have held it. None where nobody has the office."""
    found = office_holders.holders(store, asked.office, query.collections)
    if not found:
        return None
    named = [one for one in found if _named(one, asked.other)]
    after = named or [one for one in found if not one.until and asked.until]
    told = list(_told(store, query, after))
    if not told and named:
        left = [one for one in found if one.until and one not in named]
        told = [
            (said, name, one.name)
            for one in [one for one in left if one.until == named[0].since] or left
            for said, name in in_office.told(store, query, one)
            if name
        ]
    if len({name for _, _, name in told}) != 1:
        return Answer(query)
    shown, marked, _ = told[0]
    return Answer(query, marked, (Hit(shown, 1.0),))


def _named(one: Holder, said: Sequence[str]) -> bool:
    return any(set(words(name)) & set(said) for name in one.names)


def _told(store: Store, query: Query, after: Iterable[Holder]) -> Iterator[tuple[Record, Record, str]]:
    """The sentences that name "her predecessor" right after they spoke of who holds the office."""
    for holder in after:
        for key in dict.fromkeys(row.origin.id for row in holder.rows):
            found = store.article(key, query.collections)
            if found and query.article in (None, key):
                yield from _predecessors(found, holder)


def _predecessors(found: Extraction, holder: Holder) -> Iterator[tuple[Record, Record, str]]:
    text, before = found.article.text, _before(found.article.language)
    last: str | None = None
    for mention in sorted(found.mentions, key=lambda one: one.span.start):
        if mention.kind is not MentionKind.NAME:
            continue
        if mention.person is None:  # the "Carver" of two: may be who holds it
            known = _named(holder, words(mention.span.of(text)))
            last = holder.name if known else None
            continue
        said = before.search(text, max(0, mention.span.start - _NEAR.before), mention.span.start) if before else None
        if said and last in holder.names and mention.person not in holder.names:
            around = next((one.span for one in found.sentences if mention.span in one.span), mention.span)
            name = mention.span
            yield (
                Record.cut(found.article, _SENTENCE, around),
                Record.cut(found.article, _SENTENCE, name),
                mention.person,
            )
        last = mention.person


@lru_cache(maxsize=16)
def _before(language: str) -> re.Pattern[str] | None:
    """The pattern of words right before a predecessor's name: "her predecessor, "."""
    source = lexicon(language, "questions").text("predecessors")
    return re.compile(rf"\b(?:{source}),? \Z") if source else None
