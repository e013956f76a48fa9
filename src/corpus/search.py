"""What was said, by whom and about whom: candidates of the store put into the order people expect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from corpus import figures, match, naming
from corpus.figures import Condition
from corpus.language import DEFAULT, lexicon
from corpus.naming import Meant, Near
from corpus.querying import Typed, read
from corpus.ranking import Scored, best_of, hit, in_a_row, merged, newest, order, worthiest
from corpus.results import Found, Listing, Query
from corpus.store import ABOUT, SPEAKER, Candidate, Part, Shelf, Store, Wanted, Word
from corpus.text import words

_MOST_WORDS = 10  # of a question that must be met; the longest ones, where it has more
_CANDIDATES, _DEEP = 60, 2000  # looked at for words, and for words that must stand in a row
_VARIANTS = 20
_LIKELIEST, _ONE_SLIP, _FORMS, _TWO_SLIPS = range(4)  # how widely a word is taken
_SLIP = 1.7  # what one slip costs at most
_ALIKE = 0.02  # words as likely as each other
_TYPED = 3  # of what holds a word as typed that are shown among what a likelier name said
_LEAST = 0.6  # likeness from which a word may be meant
_FORM, _FORM_OF_UNKNOWN = 0.95, 0.7  # what another form of an asked word is worth
_DOUBT = 0.1  # so much likelier must words be than a misspelt name to be meant in its place
_OFTEN = 20  # times a word of one name may be said and still be rather a name
_FULL = 0.01  # what it adds that words which say nothing are there too
_PARTICLE = 3  # letters of a word that may be part of any name: "van", "de", "bin"
_SHARE = 0.75  # what is left of a score where one asked word is missing
_FACTS = 300  # facts among which the most check-worthy are looked for
_SIZED = 2000  # candidates whose figures are compared


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


class _Search:
    """One question on its way to an answer."""

    def __init__(self, store: Store, typed: Typed, part: Part, size: Condition | None = None) -> None:
        self._size = size
        self._store, self._typed, self._query, self._part = store, typed, typed.query, part
        self._needed = self._query.offset + self._query.limit
        self._near: Near = {}
        self._looked_up: dict[str, int] = {}
        self._slips: dict[str, list[tuple[Word, float]]] = {}
        self._speakers: tuple[str, ...] | None = None

    def found(self) -> Found:
        query = self._query
        if self._speaker() is None:
            return Found(query, did_you_mean=self._nearest(words(query.speaker or "")))
        ranked = self._ranked()
        if self._part is Part.FACTS:
            ranked = worthiest(ranked)
        kept = merged(ranked[: 5 * self._needed])
        page = [hit(*one) for one in kept[query.offset : self._needed]]
        asked = [*self._typed.words, *words(query.about or "")]
        return Found(query, tuple(page), self._nearest(asked) if not kept else (), len(kept) > self._needed)

    def _ranked(self) -> list[Scored]:
        """A name as it is written; else words as they are written, or the name they are nearer to."""
        typed, store, seen = self._typed, self._store, self._query.collections
        if not typed.words and not typed.phrases:
            return newest(self._find(()), 1.0)
        asked = self._content()
        self._look_up(asked, slips=0)
        alone = not typed.phrases and not self._query.speaker
        meant = naming.exact(store, asked, self._near, seen) if alone else ()
        if meant:
            return self._by_name(asked, meant)
        unknown = [word for word in asked if not self._known(word)]
        self._look_up(asked if alone and len(asked) == 1 else unknown, slips=1)
        meant = naming.people(store, asked, self._near, seen) if alone else ()
        name = self._rather_names(asked)
        if name and alone and not meant:
            self._look_up(asked, slips=1)
            meant = naming.people(store, asked, self._near, seen)
        if meant and (name or len(asked) == 1 or self._at_best(asked) <= meant[0].likeness + _DOUBT):
            return self._by_name(asked, meant)
        found = self._by_words(asked)
        if found and found[0].score > 1 - _DOUBT:
            return found
        if alone and not meant:
            self._look_up(unknown)
            self._look_up(asked, slips=1)
            meant = naming.people(store, asked, self._near, seen)
        if meant and (not found or found[0].score <= meant[0].likeness + _DOUBT):
            return self._by_name(asked, meant)
        return found or self._loosely(asked)

    # ------------------------------------------------------------------ people
    def _by_name(self, asked: Sequence[str], meant: Sequence[Meant]) -> list[Scored]:
        """What these people said; then what was said about them."""
        names = [one.name.name for one in meant]
        sure = meant[0].likeness
        if len(asked) == 1:  # many may share it: all who do, by the word they share
            shared = naming.standing(asked[0], meant[0].name)
            said = newest(self._find(([SPEAKER + shared],)), sure)
            names += [one.candidate.speaker for one in said if one.candidate.speaker]
            if self._known(asked[0]) and shared != asked[0]:
                said = self._with_typed(said, asked)
        else:
            size = min(len(words(name)) for name in names)
            just = [name for name in names if len(words(name)) == size]
            said = newest(self._find((), speakers=just), sure)
            extra = tuple(self._extra(asked))
            if extra:
                said = best_of([*newest(self._find(extra, speakers=just), sure + _FULL), *said])
            if len(said) < self._needed and len(just) < len(names):
                others = [name for name in names if name not in just]
                said += newest(self._find((), speakers=others), sure)
        if len(said) < 2 * self._needed:
            spelt = {tuple(words(one.name.name)) for one in meant}
            said += self._about(asked, spelt, sure, set(names))
        return said

    def _with_typed(self, said: list[Scored], asked: Sequence[str]) -> list[Scored]:
        """What holds the word just as it was typed is shown among what the likelier name said."""
        typed = [replace(one, about=True) for one in newest(self._find((asked,)), 1.0)]
        first = self._needed // 2
        return said[:first] + typed[:_TYPED] + said[first:]

    def _about(self, asked: Sequence[str], spelt: set[tuple[str, ...]], sure: float, said: set[str]) -> list[Scored]:
        groups = []
        for word in asked:
            forms = {word, *(max(name, key=lambda own: match.word_likeness(word, own)) for name in spelt if name)}
            groups.append([mark + form for form in sorted(forms) for mark in ("", ABOUT)])
        others = [one for one in self._find(tuple(groups)) if one.speaker not in said]
        return [replace(scored, about=True) for scored in newest(others, sure * 0.5)]

    # ------------------------------------------------------------------ topics
    def _by_words(self, asked: Sequence[str]) -> list[Scored]:
        """What holds all the words, those that say nothing counting where they are there."""
        names = self._only_names(asked)
        if names and not all(map(self._known, asked)):
            return []
        found = self._widening(asked, strictly=names)
        extra = self._extra(asked)
        if extra and found:
            groups = [self._alternatives(word, _FORMS) for word in asked]
            found = self._scored([*groups, *extra]) + [replace(one, score=one.score * _SHARE) for one in found]
        return sorted(best_of(found), key=order)

    def _extra(self, asked: Sequence[str]) -> list[dict[str, float]]:
        """The words that say nothing on their own: where they are there, so much the better."""
        return [{word: 1.0} for word in self._typed.words if word not in asked][:_MOST_WORDS]

    def _widening(self, asked: Sequence[str], strictly: bool) -> list[Scored]:
        """The likeliest words first, then less likely ones until there is enough: what matches best is in the smallest
        of the searches, and the others need not be made."""
        found: list[Scored] = []
        before = None
        for width in (_LIKELIEST, _ONE_SLIP, _FORMS, _TWO_SLIPS):
            if width == _TWO_SLIPS:
                self._look_up([word for word in asked if not self._known(word)])
            groups = [self._alternatives(word, width) for word in asked]
            if groups != before:
                found += self._scored(groups)
            before = groups
            if len(found) >= self._needed or (found and width >= _FORMS) or strictly:
                break
        return found

    def _at_best(self, asked: Sequence[str]) -> float:
        """The score of a record that holds the likeliest words there are."""
        groups = [self._alternatives(word, _LIKELIEST) for word in asked]
        return sum(max(group.values()) for group in groups) / len(groups) if groups and all(groups) else 0.0

    def _loosely(self, asked: Sequence[str]) -> list[Scored]:
        """What holds all the words but one as somebody may have meant it; else all but one."""
        if self._only_names(asked):
            return []
        return self._all_but_one(asked) if len(asked) > 2 else self._with_one_near(asked)

    def _with_one_near(self, asked: Sequence[str]) -> list[Scored]:
        known = [word for word in asked if self._known(word)]
        found: list[Scored] = []
        for slips, width in ((1, _ONE_SLIP), (2, _TWO_SLIPS)):
            self._look_up(known, slips=slips)
            for one in known:
                groups = [self._alternatives(word, width, near=word == one) for word in asked]
                found += self._scored(groups, extra=self._extra(asked))
            if found:
                break
        return sorted(best_of(found), key=order)

    def _all_but_one(self, asked: Sequence[str]) -> list[Scored]:
        """Three words find so few that the fourth need not be looked for in the index, only in what they find."""
        found: list[Scored] = []
        for width in (_ONE_SLIP, _TWO_SLIPS):
            for one in asked:
                groups = [self._alternatives(word, width) for word in asked if word != one]
                found += self._scored(groups, extra=self._extra(asked), missing=one)
            if any(one.score > _SHARE for one in found):
                break
        return sorted(best_of(found), key=order)

    def _scored(
        self, groups: Sequence[dict[str, float]], extra: Sequence[dict[str, float]] = (), missing: str = ""
    ) -> list[Scored]:
        """`extra`: words that should be there; `missing`: one that is not among the groups, but should be near."""
        phrases = tuple([word] for phrase in self._typed.phrases for word in phrase)
        if not all(groups):
            return []
        found = {}
        named: dict[str | None, frozenset[str]] = {}
        for candidate in self._find((*groups, *phrases), least=_DEEP if phrases else _CANDIDATES):
            if candidate.speaker not in named:
                named[candidate.speaker] = frozenset(SPEAKER + word for word in words(candidate.speaker or ""))
            said = words(candidate.text)
            if not all(in_a_row(phrase, said) for phrase in self._typed.phrases):
                continue
            there = named[candidate.speaker].union(said)
            weights = [max((group[word] for word in group.keys() & there), default=_LEAST) for group in groups]
            share = 1.0 if all(word in there for one in extra for word in one) else _SHARE
            if missing:
                nearest = max(match.word_likeness(missing, word.lstrip(SPEAKER)) for word in there)
                if nearest < _LEAST:
                    share *= _SHARE
                else:
                    weights.append(nearest)
            score = share * sum(weights) / len(weights) if weights else share
            found[candidate.origin.id, candidate.start, candidate.end] = Scored(candidate, score)
        return sorted(found.values(), key=order)

    def _alternatives(self, word: str, width: int, near: bool = False) -> dict[str, float]:
        """The words that may be meant, said or naming the speaker, with how well each explains the asked one. A word
        that is in the index is taken at its word, and from `_FORMS` on its other forms, unless `near`."""
        known = self._known(word)
        given: dict[str, float] = {}
        for one, cost in self._costs(word):
            likeness = 1 - cost / max(len(word), len(one.text))
            formed = (_FORM if known else _FORM_OF_UNKNOWN) if one.stem and width >= _FORMS else 0.0
            meant = not cost or ((near or not known) and (width >= _TWO_SLIPS or cost <= _SLIP))
            if one.uses and (meant or formed):
                given[one.text] = max(likeness if meant else 0.0, formed)
            if one.names and meant:
                given[SPEAKER + one.text] = likeness + 0.01
        ranked = sorted(((weight, one) for one, weight in given.items() if weight >= _LEAST), reverse=True)
        if width == _LIKELIEST and not near:
            ranked = [one for one in ranked if one[0] >= ranked[0][0] - _ALIKE]
        return {one: weight for weight, one in ranked[:_VARIANTS]}

    def _costs(self, word: str) -> list[tuple[Word, float]]:
        """The near words that may be meant at all, each with its slips."""
        if word not in self._slips:
            self._slips[word] = [
                (one, match.slip_cost(word, one.text))
                for one in self._near[word]
                if one.stem or OSA.distance(word, one.text) <= (1 - _LEAST) * max(len(word), len(one.text))
            ]
        return self._slips[word]

    def _only_names(self, asked: Sequence[str]) -> bool:
        """Whether all the words look like one name: then nothing but that name is meant, or those very words."""
        return len(asked) > 1 and all(map(self._nameish, asked))

    def _nameish(self, word: str) -> bool:
        capital = word in self._typed.capitals
        for one in self._near[word]:
            if one.text == word:
                return one.names > 0 and (capital or len(word) <= _PARTICLE or one.uses < _OFTEN * one.names)
        likely = [(1 - cost / max(len(word), len(one.text)), one) for one, cost in self._costs(word)]
        named = max((likeness for likeness, one in likely if one.names), default=0.0)
        said = max((likeness for likeness, one in likely if one.uses), default=0.0)
        return capital or named > said

    def _rather_names(self, asked: Sequence[str]) -> bool:
        """Whether the words, or the likeliest ones near them, are all words of names more often than they are said."""
        for word in asked:
            near = self._alternatives(word, _LIKELIEST)
            meant = [one for one, _ in self._costs(word) if one.text in near or SPEAKER + one.text in near]
            best = max(meant, key=lambda one: one.uses + _OFTEN * one.names, default=None)
            if best is None or best.uses >= _OFTEN * best.names:
                return False
        return len(asked) > 1

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
            for word in missing:
                self._slips.pop(word, None)
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
        self._look_up(asked, slips=1)
        self._look_up([word for word in asked if not any(one.names for one in self._near[word])])
        return tuple(naming.alike(self._store, asked, self._near, self._query.collections))


def _sized(candidate: Candidate, size: Condition) -> bool:
    return any(figures.meets(one, size) for one in figures.find(candidate.text, candidate.origin.language))


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return lexicon("en", "stopwords").words("words")
