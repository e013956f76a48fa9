"""What the index has of a person or a topic: the sentences a summary or a timeline across articles is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from corpus.analysis import similarity
from corpus.analysis.folding import words
from corpus.index import ABOUT, SPEAKER, Candidate, Part, Store, Wanted, Word
from corpus.languages import lexicon
from corpus.results import Query
from corpus.search import name_lookup
from corpus.search.query_syntax import Typed, read


@dataclass(frozen=True, slots=True)
class MaterialLimits:
    """How much a summary across articles is made of, and when two sentences say the same. Set by hand."""

    sentences: int = 300  # candidates looked at
    few: int = 5  # sentences with every word under which those with one of them are looked at too
    alike: int = 85  # percent of the letters: two sentences so near say the same
    forms: int = 30  # of one asked word
    likely: float = 0.75  # likeness, 0 to 1, of a word that may be meant


LIMITS = MaterialLimits()


def about(store: Store, query: Query, *, any_day: bool = False) -> tuple[Candidate, ...]:
    """Facts that hold every asked word, said or naming the speaker; the newest where nothing is asked. What was quoted,
    where the index has no such fact. `any_day`: of articles outside of the days asked for, too."""
    asked = sought(query)
    near = store.words(asked) if asked else {}
    groups = tuple(_forms(word, near.get(word, ())) for word in asked)
    if not all(groups):
        return ()
    query = read(query).query
    if any_day:
        query = replace(query, since=None, until=None)
    for part in (Part.FACTS, Part.QUOTES):
        found = _holding(store, query, part, groups)
        if len(groups) > 1 and len(found) < LIMITS.few:
            found = tuple(dict.fromkeys((*found, *_on_it(store, query, part, groups))))
        if found:
            return found
    return ()


def _holding(store: Store, query: Query, part: Part, groups: Sequence[Sequence[str]]) -> tuple[Candidate, ...]:
    return store.find(
        Wanted(
            part,
            tuple(groups),
            article=query.article,
            since=query.since,
            until=query.until,
            limit=LIMITS.sentences,
            collections=query.collections,
        )
    )


def _on_it(store: Store, query: Query, part: Part, groups: Sequence[Sequence[str]]) -> Iterator[Candidate]:
    """What holds one of the words in an article that has them all: "the strike" is that of the ferries there."""
    said: dict[str, frozenset[str]] = {}
    for group in groups:
        for one in _holding(store, query, part, [group]):
            key = one.origin.id
            if key not in said:
                said[key] = frozenset(words(f"{one.origin.title or ''} {one.origin.text}"))
            if all(not said[key].isdisjoint(form.lstrip(SPEAKER + ABOUT) for form in other) for other in groups):
                yield one


def sought(query: Query) -> list[str]:
    """The folded words asked for, wherever the query has them, without those that say nothing."""
    typed: Typed = read(query)
    given = [*typed.words, *(word for phrase in typed.phrases for word in phrase)]
    given += words(typed.query.about or "") + words(typed.query.speaker or "")
    empty = lexicon("en", "stopwords").words("words")
    given = list(dict.fromkeys(given))
    return [word for word in given if word not in empty] or given


def nearest(store: Store, query: Query) -> tuple[str, ...]:
    """Names like what was asked for."""
    asked = sought(query)
    return tuple(name_lookup.alike(store, asked, store.words(asked), query.collections)) if asked else ()


def new(text: str, said: Sequence[str]) -> bool:
    """Whether none of the sentences says the same in nearly the same words."""
    return all(fuzz.token_sort_ratio(text, other) < LIMITS.alike for other in said)


def _forms(asked: str, near: Sequence[Word]) -> list[str]:
    """The words of the index that are meant: the word and those of its stem, else those a slip away."""
    meant = [word for word in near if word.stem or word.text == asked]
    if not any(word.uses or word.names for word in meant):
        meant = [word for word in near if similarity.word_likeness(asked, word.text) >= LIMITS.likely]
    return [mark + word.text for word in meant[: LIMITS.forms] for mark in ("", SPEAKER, ABOUT)]
