"""What was said, by whom and about whom: candidates of the store put into the order people expect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from corpus import figures, match, naming
from corpus.figures import Condition
from corpus.language import DEFAULT, lexicon
from corpus.naming import Meant, Near
from corpus.querying import Typed, read
from corpus.results import Found, Hit, Listing, Query
from corpus.store import ABOUT, SPEAKER, Candidate, Naming, Part, Shelf, Store, Wanted
from corpus.text import words

_MOST_WORDS = 10  # of a question that must be met; the longest ones, where it has more
_CANDIDATES, _DEEP = 120, 2000  # looked at for words, and for words that must stand in a row
_VARIANTS = 20
_LEAST = 0.6  # likeness from which a word may be meant
_FORM, _FORM_OF_UNKNOWN = 0.95, 0.7  # what another form of an asked word is worth
_DOUBT = 0.1  # so much likelier must words be than a misspelt name to be meant in its place
_PARTICLE = 3  # letters of a word that may be part of any name: "van", "de", "bin"
_SHARE = 0.75  # what is left of a score where one asked word is missing
_FACTS = 300  # facts among which the most check-worthy are looked for
_SIZED = 2000  # candidates whose figures are compared
_CERTAIN = 0.5  # an attribution below this comes after those above it, however new


def quote(store: Store, query: Query) -> Found:
    """What the people asked for said, newest and most certain first, then what was said about them; for topic words
    what holds them all, the exact words first."""
    return _Search(store, read(query), Part.QUOTES).found()


def fact(store: Store, query: Query) -> Found:
    """Facts about people or a topic; "tariffs > 20%" asks for those with such a figure."""
    text, size = figures.condition(query.text, DEFAULT)
    found = _Search(store, read(replace(query, text=text)), Part.FACTS, size).found()
    return replace(found, query=query)


def articles(store: Store, query: Query) -> tuple[Listing, ...]:
    """The latest first; of those whose title, outlet or path holds the words, where there are any."""
    typed = read(query)
    asked = typed.query
    return store.articles(
        Shelf(
            ids=(asked.article,) if asked.article else (),
            words=(*typed.words, *(word for phrase in typed.phrases for word in phrase)),
            name=asked.about,
            since=asked.since,
            until=asked.until,
            limit=asked.limit,
            offset=asked.offset,
            collections=asked.collections,
        )
    )


def suggest(store: Store, prefix: str, collections: tuple[str, ...], limit: int = 25) -> tuple[str, ...]:
    """Names that a person who has typed this much may want: those with a word that begins so, most often seen first,
    then those a slip away."""
    typed = words(prefix)
    given: dict[str, None] = {}
    if not typed:
        return tuple(name.name for name in store.names(Naming(limit=limit, collections=collections)))
    *whole, last = typed
    groups = tuple((word,) for word in whole)
    for name in store.names(Naming(groups, last, limit=limit, collections=collections)):
        given[name.name] = None
    if len(given) < limit:
        near = store.words(typed)
        loose = tuple(naming.variants(near[word], word) or [word] for word in whole)
        begun = (Naming(loose, last, limit=limit, collections=collections),) if whole else ()
        slipped = naming.variants(near[last], last)
        ended = (Naming((*loose, slipped), limit=limit, collections=collections),) if slipped else ()
        for asked in (*begun, *ended):
            given.update(dict.fromkeys(name.name for name in store.names(asked)))
    return tuple(given)[:limit]


@dataclass(frozen=True, slots=True)
class _Scored:
    candidate: Candidate
    score: float
    about: bool = False


class _Search:
    """One question on its way to an answer."""

    def __init__(self, store: Store, typed: Typed, part: Part, size: Condition | None = None) -> None:
        self._size = size
        self._store, self._typed, self._query, self._part = store, typed, typed.query, part
        self._needed = self._query.offset + self._query.limit
        self._near: Near = {}
        self._looked_up: dict[str, int] = {}
        self._speakers: tuple[str, ...] | None = None

    def found(self) -> Found:
        query = self._query
        if self._speaker() is None:
            return Found(query, did_you_mean=self._nearest(words(query.speaker or "")))
        ranked = self._ranked()
        if self._part is Part.FACTS:
            ranked = _worthiest(ranked)
        kept = _merged(ranked[: 5 * self._needed])
        page = [_hit(*one) for one in kept[query.offset : self._needed]]
        asked = [*self._typed.words, *words(query.about or "")]
        return Found(query, tuple(page), self._nearest(asked) if not kept else (), len(kept) > self._needed)

    def _ranked(self) -> list[_Scored]:
        """A name as it is written; else words as they are written, or the name they are nearer to."""
        typed, store, seen = self._typed, self._store, self._query.collections
        if not typed.words and not typed.phrases:
            return _newest(self._find(()), 1.0)
        asked = self._content()
        self._look_up(asked, slips=0)
        alone = not typed.phrases and not self._query.speaker
        meant = naming.exact(store, asked, self._near, seen) if alone else ()
        if meant:
            return self._by_name(asked, meant)
        self._look_up([word for word in asked if not self._known(word)])
        meant = naming.people(store, asked, self._near, seen) if alone else ()
        if meant and self._at_best(asked) <= meant[0].likeness + _DOUBT:
            return self._by_name(asked, meant)
        found = self._by_words(asked)
        if found and found[0].score > 1 - _DOUBT:
            return found
        if alone and not meant:
            self._look_up(asked)
            meant = naming.people(store, asked, self._near, seen)
        if meant and (not found or found[0].score <= meant[0].likeness + _DOUBT):
            return self._by_name(asked, meant)
        return found or self._loosely(asked)

    # ------------------------------------------------------------------ people
    def _by_name(self, asked: Sequence[str], meant: Sequence[Meant]) -> list[_Scored]:
        """What these people said; then what was said about them."""
        names = [one.name.name for one in meant]
        sure = meant[0].likeness
        if len(asked) == 1:  # many may share it: all who do, by the word they share
            shared = naming.standing(asked[0], meant[0].name)
            said = self._find(([SPEAKER + shared],))
            names += [one.speaker for one in said if one.speaker]
        else:
            said = self._find((), speakers=names)
        found = _newest(said, sure)
        if len(said) < 2 * self._needed:
            spelt = {tuple(words(one.name.name)) for one in meant}
            found += self._about(asked, spelt, sure, set(names))
        return found

    def _about(self, asked: Sequence[str], spelt: set[tuple[str, ...]], sure: float, said: set[str]) -> list[_Scored]:
        groups = []
        for word in asked:
            forms = {word, *(max(name, key=lambda own: match.word_likeness(word, own)) for name in spelt if name)}
            groups.append([mark + form for form in sorted(forms) for mark in ("", ABOUT)])
        others = [one for one in self._find(tuple(groups)) if one.speaker not in said]
        return [replace(scored, about=True) for scored in _newest(others, sure * 0.5)]

    # ------------------------------------------------------------------ topics
    def _by_words(self, asked: Sequence[str]) -> list[_Scored]:
        """What holds all the words, those that say nothing counting where they are there."""
        if self._only_names(asked) and not all(map(self._known, asked)):
            return []
        groups = [self._alternatives(word) for word in asked]
        extra = [{word: 1.0} for word in self._typed.words if word not in asked][:_MOST_WORDS]
        found = self._scored(groups)
        if extra and found:
            found = self._scored([*groups, *extra]) + [replace(one, score=one.score * _SHARE) for one in found]
        return sorted(_best_of(found), key=_order)

    def _at_best(self, asked: Sequence[str]) -> float:
        """The score of a record that holds the likeliest words there are."""
        groups = [self._alternatives(word) for word in asked]
        return sum(max(group.values()) for group in groups) / len(groups) if groups and all(groups) else 0.0

    def _loosely(self, asked: Sequence[str]) -> list[_Scored]:
        """What holds all the words but one as somebody may have meant it; else all but one."""
        self._look_up(asked)
        if self._only_names(asked):
            return []
        strict = [self._alternatives(word) for word in asked]
        loose = [self._alternatives(word, near=True) for word in asked]
        tried = [[*strict[:i], loose[i], *strict[i + 1 :]] for i, word in enumerate(asked) if self._known(word)]
        found = [one for groups in tried for one in self._scored(groups)]
        if not found and len(asked) > 2:
            fewer = combinations(loose, len(asked) - 1)
            found = [one for groups in fewer for one in self._scored(groups, share=_SHARE)]
        return sorted(_best_of(found), key=_order)

    def _scored(self, groups: Sequence[dict[str, float]], share: float = 1.0) -> list[_Scored]:
        phrases = tuple([word] for phrase in self._typed.phrases for word in phrase)
        if not all(groups):
            return []
        found = {}
        named: dict[str | None, frozenset[str]] = {}
        for candidate in self._holding(groups, phrases):
            if candidate.speaker not in named:
                named[candidate.speaker] = frozenset(SPEAKER + word for word in words(candidate.speaker or ""))
            said = words(candidate.text)
            if not all(_in_a_row(phrase, said) for phrase in self._typed.phrases):
                continue
            there = named[candidate.speaker].union(said)
            score = sum(max((group[word] for word in group.keys() & there), default=_LEAST) for group in groups)
            found[candidate[:3]] = _Scored(candidate, share * score / len(groups) if groups else share)
        return sorted(found.values(), key=_order)

    def _holding(self, groups: Sequence[dict[str, float]], phrases: tuple[list[str], ...]) -> tuple[Candidate, ...]:
        """Where there are more than are looked at, also those with the likeliest words."""
        most = _DEEP if phrases else _CANDIDATES
        found = self._find((*groups, *phrases), least=most)
        likeliest = [[word for word in group if group[word] >= max(group.values()) - 0.02] for group in groups]
        if len(found) < most or all(len(few) == len(group) for few, group in zip(likeliest, groups, strict=True)):
            return found
        return found + self._find((*likeliest, *phrases), least=most)

    def _alternatives(self, word: str, near: bool = False) -> dict[str, float]:
        """The words that may be meant, said or naming the speaker, with how well each explains the asked one. A word
        that is in the index is taken at its word, and its other forms, unless `near`."""
        known = self._known(word)
        given: dict[str, float] = {}
        for one in self._near[word]:
            likeness = match.word_likeness(word, one.text)
            formed = (_FORM if known else _FORM_OF_UNKNOWN) if one.stem else 0.0
            if one.uses and (near or not known or one.stem):
                given[one.text] = max(likeness, formed)
            if one.names and (near or not known or one.text == word):
                given[SPEAKER + one.text] = likeness + 0.01
        ranked = sorted(((weight, one) for one, weight in given.items() if weight >= _LEAST), reverse=True)
        return {one: weight for weight, one in ranked[:_VARIANTS]}

    def _only_names(self, asked: Sequence[str]) -> bool:
        """Whether all the words look like one name: then nothing but that name is meant, or those very words."""
        return len(asked) > 1 and all(map(self._nameish, asked))

    def _nameish(self, word: str) -> bool:
        capital = word in self._typed.capitals
        for one in self._near[word]:
            if one.text == word:
                return one.names > 0 and (capital or len(word) <= _PARTICLE or one.uses < 20 * one.names)
        likely = [(match.word_likeness(word, one.text), one) for one in self._near[word]]
        named = max((likeness for likeness, one in likely if one.names), default=0.0)
        said = max((likeness for likeness, one in likely if one.uses), default=0.0)
        return capital or named > said

    # ------------------------------------------------------------------ both
    def _content(self) -> list[str]:
        """The words that must be met: without those that say nothing, where others are left."""
        asked = list(dict.fromkeys(self._typed.words))
        full = [word for word in asked if word not in _empty()]
        full = full or asked
        longest = sorted(full, key=len, reverse=True)[:_MOST_WORDS]
        return [word for word in full if word in longest]

    def _look_up(self, asked: Iterable[str], slips: int = 2) -> None:
        missing = [word for word in asked if self._looked_up.get(word, -1) < slips]
        if missing:
            self._near |= self._store.words(missing, slips=slips)
            self._looked_up |= dict.fromkeys(missing, slips)

    def _known(self, word: str) -> bool:
        return any(one.text == word for one in self._near[word])

    def _speaker(self) -> tuple[str, ...] | None:
        """The names the asked speaker has in the index; None when nobody there is called so."""
        if not self._query.speaker:
            return ()
        if self._speakers is None:
            asked, seen = words(self._query.speaker), self._query.collections
            self._look_up(asked, slips=0)
            meant = naming.exact(self._store, asked, self._near, seen)
            if not meant:
                self._look_up(asked)
                meant = naming.people(self._store, asked, self._near, seen)
            self._speakers = tuple(one.name.name for one in meant)
        return self._speakers or None

    def _find(
        self, groups: tuple[Iterable[str], ...], *, speakers: Sequence[str] = (), least: int = 0
    ) -> tuple[Candidate, ...]:
        """At least as many candidates as are shown, and some for the repeats that are not."""
        query = self._query
        about = tuple([mark + word for mark in ("", ABOUT)] for word in words(query.about or ""))
        deep = _SIZED if self._size else _FACTS if self._part is Part.FACTS else 0
        found = self._store.find(
            Wanted(
                self._part,
                (*(list(group) for group in groups), *about),
                speakers=speakers or self._speaker() or (),
                article=query.article,
                since=query.since,
                until=query.until,
                limit=max(3 * self._needed, least, deep),
                collections=query.collections,
            )
        )
        return tuple(one for one in found if _sized(one, self._size)) if self._size else found

    def _nearest(self, asked: Sequence[str]) -> tuple[str, ...]:
        asked = asked[:_MOST_WORDS]
        self._look_up(asked)
        return tuple(naming.alike(self._store, asked, self._near, self._query.collections))


def _sized(candidate: Candidate, size: Condition) -> bool:
    return any(figures.meets(one, size) for one in figures.find(candidate.text, candidate.origin.language))


def _worthiest(ranked: Iterable[_Scored]) -> list[_Scored]:
    """How well a fact matches, times how much it is worth checking; the order given decides between equals."""
    weighed = [replace(one, score=one.score * (1 + one.candidate.worth) / 2) for one in ranked]
    return sorted(weighed, key=lambda one: -one.score)


def _best_of(found: Iterable[_Scored]) -> list[_Scored]:
    """Each candidate once, as best explained."""
    best: dict[tuple[str, int, int], _Scored] = {}
    for scored in found:
        candidate = scored.candidate
        key = (candidate.origin.id, candidate.start, candidate.end)
        if key not in best or best[key].score < scored.score:
            best[key] = scored
    return list(best.values())


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return lexicon("en", "stopwords").words("words")


def _day(candidate: Candidate) -> str:
    return candidate.origin.published or ""


def _newest(found: Sequence[Candidate], score: float) -> list[_Scored]:
    """Certain before doubtful, then the newest day, then the surest; an article's quotations as they stand."""
    arrived: dict[str, int] = {}
    for candidate in found:
        arrived.setdefault(candidate.origin.id, len(arrived))

    def key(one: Candidate) -> tuple[bool, int, float, int, int]:
        return (one.confidence < _CERTAIN, _age(_day(one)), -one.confidence, arrived[one.origin.id], one.start)

    return [_Scored(candidate, score) for candidate in sorted(found, key=key)]


def _order(scored: _Scored) -> tuple[float, bool, int]:
    """For sorting: best first, then certain, then new."""
    return (-scored.score, scored.candidate.confidence < _CERTAIN, _age(_day(scored.candidate)))


@lru_cache(maxsize=4096)
def _age(day: str) -> int:
    """For sorting the newest first; what has no date comes last."""
    return -int("".join(letter for letter in day if letter.isdecimal()) or 0)


def _in_a_row(phrase: tuple[str, ...], said: list[str]) -> bool:
    size = len(phrase)
    return any(tuple(said[i : i + size]) == phrase for i in range(len(said) - size + 1))


def _merged(ranked: Sequence[_Scored]) -> list[tuple[_Scored, list[Candidate]]]:
    """Each hit with the other articles that print the same words; within an article only the longest of repeats."""
    said = [match.folded(scored.candidate.text) for scored in ranked]
    within: dict[str, list[int]] = {}
    for number, scored in enumerate(ranked):
        within.setdefault(scored.candidate.origin.id, []).append(number)
    merged: dict[tuple[str, str | None], tuple[_Scored, list[Candidate]]] = {}
    for number, scored in enumerate(ranked):
        candidate = scored.candidate
        if any(_repeats(number, other, said, ranked) for other in within[candidate.origin.id]):
            continue
        key = (said[number], candidate.speaker)
        if key in merged:
            merged[key][1].append(candidate)
        else:
            merged[key] = (scored, [])
    return list(merged.values())


def _repeats(number: int, other: int, said: Sequence[str], ranked: Sequence[_Scored]) -> bool:
    """Whether a quotation only says again what the other one of its article says."""
    if number == other or len(said[number]) > len(said[other]) or said[number] not in said[other]:
        return False
    speakers = {ranked[number].candidate.speaker, ranked[other].candidate.speaker}
    return len(speakers - {None}) < 2 and (len(said[number]) < len(said[other]) or other < number)


def _hit(scored: _Scored, also: Sequence[Candidate]) -> Hit:
    return Hit(scored.candidate.record(), scored.score, scored.about, tuple(other.record() for other in also))
