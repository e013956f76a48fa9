"""Finds what a speaker may have said in another language: it has the same names, figures, days and roots. No model
reads it. It is offered as possibly the same, and only where most of the words that carry meaning match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus import quantities
from corpus.analysis.folding import words
from corpus.index import Candidate, Store, Wanted, offices
from corpus.index.passages import empty_words
from corpus.languages import detect, lexicon, translations
from corpus.results import Hit, Query
from corpus.verify.names import named, same_name
from corpus.verify.speakers import People


@dataclass(frozen=True, slots=True)
class TranslationRules:
    """When words may be a translation of others: names, figures and days answer to one another. Set by hand."""

    newest: int = 120  # quotations of the speaker that are looked at
    share: float = 0.4  # of the words that say something which must answer to one another
    least: int = 3  # how many must
    root: int = 5  # letters by which "contaminated" and "contaminada" are akin
    lengths: float = 0.45  # share of its words that the shorter text has of the longer


_RULES = TranslationRules()


def offered(store: Store, query: Query, text: str, claimed: str, people: People) -> Iterator[Hit]:
    """The quotation of the claimed speaker in another language that may be these words."""
    speakers = _speakers(claimed, people)
    if not speakers:
        return
    language = detect(text)
    sought = _answers(text, language)
    if len(sought) < _RULES.least:
        return
    wanted = Wanted(speakers=speakers, limit=_RULES.newest, collections=query.collections)
    rows = ((_alike(sought, one), one) for one in store.find(wanted) if one.origin.language not in ("", language))
    score, best = max(rows, key=lambda row: row[0], default=(0.0, None))
    if best and score >= _RULES.share:
        yield Hit(best.record(), score)


def _speakers(claimed: str, people: People) -> list[str]:
    names = named(claimed).names
    called = [one.name for name in names for one in people.called(name)]
    return [one for one in dict.fromkeys(called) if any(same_name(name, (one,)) for name in names)]


def _alike(sought: Sequence[frozenset[str]], one: Candidate) -> float:
    """The smaller share of the words of either text that answer to one of the other."""
    there = _answers(one.text, one.origin.language)
    if not there or min(len(sought), len(there)) < _RULES.lengths * max(len(sought), len(there)):
        return 0.0
    ours, theirs = frozenset().union(*sought), frozenset().union(*there)
    met = [sum(not keys.isdisjoint(others) for keys in rows) for rows, others in ((sought, theirs), (there, ours))]
    return 0.0 if min(met) < _RULES.least else min(met[0] / len(sought), met[1] / len(there))


def _answers(text: str, language: str) -> list[frozenset[str]]:
    """For each word that carries meaning what may match it: itself, its root, an office, a day, what it means."""
    empty = empty_words(language)
    rows = [_keys(word, language) for word in dict.fromkeys(words(text)) if word not in empty and not word.isdigit()]
    figures = [frozenset({f"#{figure.value:g}"}) for figure in quantities.find(text, language)]
    return [*rows, *figures]


@lru_cache(maxsize=20_000)
def _keys(word: str, language: str) -> frozenset[str]:
    root = word
    for one, other in (*offices.respelt(), *lexicon("world", "translations").table("respelt").items()):
        root = root.replace(one, other)
    known = {key for key in offices.asked(word) if any(key in offices.known(part) for part in ("offices", "fields"))}
    days = {f"day {day}"} if (day := _days(language).get(word)) else set()
    akin = {f"~{root[: _RULES.root]}"} if len(root) > _RULES.root else {f"~{root}"}
    return frozenset({*akin, *known, *days, *_meanings().get(word, ())})


@lru_cache(maxsize=8)
def _days(language: str) -> dict[str, str]:
    """Weekdays and months, folded, each with what it is in all languages."""
    found: dict[str, str] = {}
    for topic in ("weekday", "month"):
        for name, number in lexicon(language, "dates").table(topic).items():
            found.update(dict.fromkeys(words(name), f"{topic} {number}"))
    return found


@lru_cache(maxsize=1)
def _meanings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for number, sides in enumerate(translations.lines()):
        for word in (word for side in sides for word in side.words):
            found[word] = (*found.get(word, ()), f"={number}")
    return found
