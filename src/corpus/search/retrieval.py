"""What was said, by whom and about whom: candidates of the store put into the order people expect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest

from corpus import quantities
from corpus.analysis import similarity
from corpus.analysis.folding import words
from corpus.index import ABOUT, SPEAKER, Candidate, Part, Shelf, Store, Wanted
from corpus.languages import DEFAULT, lexicon
from corpus.quantities import Condition
from corpus.results import Found, Hit, Query
from corpus.search import figures_asked, name_lookup, office_holders, sorting, titled_names
from corpus.search.name_lookup import Meant
from corpus.search.office_holders import Holder
from corpus.search.query_syntax import Typed, read
from corpus.search.ranking import Scored, best_of, hit, in_a_row, merged, newest, order, worthiest
from corpus.search.term_expansion import FORMS, LEAST, LIKELIEST, ONE_SLIP, TWO_SLIPS, Meanings

_MOST_WORDS = 10  # of a question that must be met; the longest ones, where it has more
_CANDIDATES, _DEEP = 60, 2000  # looked at for words, and for words that must stand in a row
_SHARED = 3  # people of one name whose articles are looked at
_ASIDE = 0.5  # what a quotation that has none of the words is worth
_TYPED = 3  # of what holds a word as typed that are shown among what a likelier name said
_DOUBT = 0.1  # so much likelier must words be than a misspelt name to be meant in its place
_FULL = 0.01  # what it adds that words which say nothing are there too
_SHARE = 0.75  # what is left of a score where one asked word is missing
_FACTS = 300  # facts among which the most check-worthy are looked for
_SIZED = 2000  # candidates whose figures are compared


def quote(store: Store, query: Query) -> Found:
    """What the people asked for said, newest and most certain first, then what was said about them; for topic words
    what holds them all, the exact words first."""
    return _Search(store, read(query), Part.QUOTES).found()


def fact(store: Store, query: Query) -> Found:
    """Facts about people or a topic; "tariffs > 20%" asks for those with such a figure, "sort:largest" for an order
    (of the 2,000 that match best)."""
    text, order = sorting.asked(query.text)
    text, size = quantities.condition(text, DEFAULT)
    size = size or figures_asked.alone(text)
    wanted = replace(query, text=text)
    if not order:
        return replace(_Search(store, read(wanted), Part.FACTS, size).found(), query=query)
    found = _Search(store, read(replace(wanted, limit=_SIZED, offset=0)), Part.FACTS, size).found()
    hits = sorting.arranged(found.hits, order, size)
    end = query.offset + query.limit
    return replace(found, query=query, hits=tuple(hits[query.offset : end]), more=len(hits) > end)


class _Search:
    """One question on its way to an answer."""

    def __init__(self, store: Store, typed: Typed, part: Part, size: Condition | None = None) -> None:
        self._size = size
        self._store, self._typed, self._query, self._part = store, typed, typed.query, part
        self._needed = self._query.offset + self._query.limit
        self._words = Meanings(store, typed.capitals)
        self._speakers: tuple[str, ...] | None = None
        self._careful = False  # every word typed with its capital

    def found(self) -> Found:
        query = self._query
        if self._speaker() is None:
            return Found(query, did_you_mean=self._nearest(words(query.speaker or "")))
        ranked = self._ranked()
        if self._part is Part.FACTS:
            ranked = worthiest(ranked)
        kept = merged(ranked[: 5 * self._needed])
        page = tuple(hit(*one) for one in kept[query.offset : self._needed])
        if kept or self._part is Part.FACTS:
            return Found(query, page, more=len(kept) > self._needed, did_you_mean=() if kept else self._meant())
        nearest, lacking = self._beside()
        return Found(query, did_you_mean=self._meant(), nearest=nearest[: self._needed], lacking=lacking)

    def _meant(self) -> tuple[str, ...]:
        return self._nearest([*self._typed.words, *words(self._query.about or "")])

    def _ranked(self) -> list[Scored]:
        """A name as it is written; else words as they are written, or the name they are nearer to."""
        typed, store, seen = self._typed, self._store, self._query.collections
        if not typed.words and not typed.phrases:
            return newest(self._find(()), 1.0)
        asked = self._content()
        self._words.look_up(asked, slips=0)
        alone = not typed.phrases and not self._query.speaker
        careful = self._careful = typed.capitals.issuperset(asked)
        named = [word for word in typed.words if word in asked]  # James James has it twice
        meant = name_lookup.exact(store, named, self._words.near, seen) if alone else ()
        if alone and not meant and (people := titled_names.people(store, typed.words, seen)):
            return self._by_people(typed.words, [name.name for name in people])
        if alone and (found := self._by_office(asked, meant)):
            return found
        if meant:
            return self._by_name(named, meant)
        unknown = [word for word in asked if not self._words.known(word)]
        self._words.look_up(asked if alone and len(asked) == 1 else unknown, slips=1)
        meant = name_lookup.people(store, asked, self._words.near, seen, careful=careful) if alone else ()
        name = self._words.rather_names(asked)
        if name and alone and not meant:
            self._words.look_up(asked, slips=1)
            meant = name_lookup.people(store, asked, self._words.near, seen, careful=careful)
        if meant and (name or len(asked) == 1 or self._at_best(asked) <= meant[0].likeness + _DOUBT):
            return self._by_name(asked, meant)
        found = self._by_words(asked)
        if found and found[0].score > 1 - _DOUBT:
            return found
        if alone and not meant and (not found or len(asked) == 2):
            self._words.look_up(unknown)
            self._words.look_up(asked, slips=1)
            meant = name_lookup.people(store, asked, self._words.near, seen, careful=careful)
        if meant and (not found or found[0].score <= meant[0].likeness + _DOUBT):
            return self._by_name(asked, meant)
        return found or self._loosely(asked)

    # ------------------------------------------------------------------ offices
    def _by_office(self, asked: Sequence[str], named: Sequence[Meant]) -> list[Scored]:
        """What those said who are called so, while they were: of each the newest in turn, who holds the office now
        first; then what holds the words. Nothing where the words rather are somebody's name or a topic."""
        if self._part is not Part.QUOTES or (named and self._rather_a_name(named)):
            return []
        found = office_holders.holders(self._store, self._typed.words, self._query.collections)
        each = [self._said_in(one) for one in found]
        said = [one for turn in zip_longest(*each) for one in turn if one]
        if not said:
            return []
        about = [replace(one, about=True, score=one.score / 2) for one in self._by_words(asked)]
        return best_of([*said, *about])

    def _said_in(self, one: Holder) -> list[Scored]:
        """What was said in office; under a full name first."""
        said = newest([said for said in self._find((), speakers=one.names) if one.held(said.origin.published)], 1.0)
        return sorted(said, key=lambda each: each.candidate.speaker != one.name)

    def _rather_a_name(self, named: Sequence[Meant]) -> bool:
        """Stephen King is meant by "King", nobody by "the King"; somebody known by the word alone may be anything."""
        asked = len(self._content())
        return len(self._typed.words) == asked and office_holders.longer(asked, [one.name for one in named])

    # ------------------------------------------------------------------ people
    def _by_people(self, asked: Sequence[str], names: Sequence[str]) -> list[Scored]:
        """What these very people said, those known by a last name only last; then what was said about them."""
        full = [name for name in names if len(words(name)) > 1] or list(names)
        said = newest(self._find((), speakers=full), 1.0)
        if rest := [name for name in names if name not in full]:
            said += newest(self._find((), speakers=rest), 1.0)
        if len(said) < 2 * self._needed:
            spelt = {tuple(words(name)) for name in full}
            said += self._about([asked[-1]], spelt, 1.0, set(names))
        return said

    def _by_name(self, asked: Sequence[str], meant: Sequence[Meant]) -> list[Scored]:
        """What these people said; then what was said about them."""
        names = [one.name.name for one in meant]
        sure, extra = meant[0].likeness, self._extra(asked)
        if len(asked) == 1:  # many may share it: all who do, by the word they share
            shared = name_lookup.standing(asked[0], meant[0].name)
            said = newest(self._find(([SPEAKER + shared],)), sure)
            if extra:
                said = best_of([*newest(self._find(([SPEAKER + shared], *extra)), sure + _FULL), *said])
            names += [one.candidate.speaker for one in said if one.candidate.speaker]
            if self._words.known(asked[0]) and shared != asked[0]:
                said = self._with_typed(said, asked)
        else:
            size = min(len(words(name)) for name in names)
            just = [name for name in names if len(words(name)) == size]
            said = newest(self._find((), speakers=just), sure)
            if extra:
                said = best_of([*newest(self._find(tuple(extra), speakers=just), sure + _FULL), *said])
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
            forms = {word, *(max(name, key=lambda own: similarity.word_likeness(word, own)) for name in spelt if name)}
            groups.append([mark + form for form in sorted(forms) for mark in ("", ABOUT)])
        others = [one for one in self._find(tuple(groups)) if one.speaker not in said]
        return [replace(scored, about=True) for scored in newest(others, sure * 0.5)]

    def _beside(self) -> tuple[tuple[Hit, ...], str]:
        """Where nothing is found: the same outside of the days asked for; else what the one who was asked for said in
        the articles with the words in the title, or said last, and those words. Words of names are no topic."""
        query, asked = self._query, self._content()
        if query.since or query.until:
            typed = replace(self._typed, query=replace(query, since=None, until=None))
            return _Search(self._store, typed, self._part).found().hits, ""
        if self._typed.phrases or not asked:
            return (), ""
        if self._speakers:
            return self._near_topic(self._speakers, asked), " ".join(asked)
        for word in asked if len(asked) > 1 and not self._typed.capitals.issuperset(asked) else ():
            topic = [other for other in asked if other != word]
            if not any(map(self._words.nameish, topic)) and (found := self._near_topic(self._called([word]), topic)):
                return found, " ".join(topic)
        return (), ""

    def _near_topic(self, names: tuple[str, ...], topic: list[str]) -> tuple[Hit, ...]:
        """Of a few who may be meant, the first whom an article on it names; else what they said last."""
        on_it: set[str] = set()
        for name in names[:_SHARED]:
            shelf = Shelf(words=tuple(topic), name=name, limit=self._needed, collections=self._query.collections)
            if on_it := {row.id for row in self._store.articles(shelf)}:
                names = (name,)
                break
        said = self._find((), speakers=names, least=_SIZED if on_it else 0) if names else ()
        near = newest([one for one in said if one.origin.id in on_it] or said, _ASIDE)
        return tuple(hit(*one) for one in merged(near))

    # ------------------------------------------------------------------ topics
    def _by_words(self, asked: Sequence[str]) -> list[Scored]:
        """What holds all the words, those that say nothing counting where they are there."""
        names = self._words.only_names(asked)
        if names and not all(map(self._words.known, asked)):
            return []
        found = self._widening(asked, strictly=names)
        extra = self._extra(asked)
        if extra and found:
            groups = [self._words.alternatives(word, FORMS) for word in asked]
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
        for width in (LIKELIEST, ONE_SLIP, FORMS, TWO_SLIPS):
            if found and width < FORMS:
                continue
            if width == TWO_SLIPS:
                self._words.look_up([word for word in asked if not self._words.known(word)])
            groups = [self._words.alternatives(word, width) for word in asked]
            if groups != before:
                found += self._scored(groups)
            before = groups
            if len(found) >= self._needed or (found and width >= FORMS) or strictly:
                break
        return found

    def _at_best(self, asked: Sequence[str]) -> float:
        """The score of a record that holds the likeliest words there are."""
        groups = [self._words.alternatives(word, LIKELIEST) for word in asked]
        return sum(max(group.values()) for group in groups) / len(groups) if groups and all(groups) else 0.0

    def _loosely(self, asked: Sequence[str]) -> list[Scored]:
        """What holds all the words but one as somebody may have meant it; else all but one."""
        if self._words.only_names(asked) or self._careful:
            return []
        return self._all_but_one(asked) if len(asked) > 2 else self._with_one_near(asked)

    def _with_one_near(self, asked: Sequence[str]) -> list[Scored]:
        known = [word for word in asked if self._words.known(word)]
        found: list[Scored] = []
        for slips, width in ((1, ONE_SLIP), (2, TWO_SLIPS)):
            self._words.look_up(known, slips=slips)
            for one in known:
                groups = [self._words.alternatives(word, width, near=word == one) for word in asked]
                found += self._scored(groups, extra=self._extra(asked))
            if found:
                break
        return sorted(best_of(found), key=order)

    def _all_but_one(self, asked: Sequence[str]) -> list[Scored]:
        """Three words find so few that the fourth need not be looked for in the index, only in what they find."""
        found: list[Scored] = []
        for width in (ONE_SLIP, TWO_SLIPS):
            for one in asked:
                groups = [self._words.alternatives(word, width) for word in asked if word != one]
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
        named: dict[tuple[str, ...], frozenset[str]] = {}
        for candidate in self._find((*groups, *phrases), least=_DEEP if phrases else _CANDIDATES):
            speakers = candidate.speakers
            if speakers not in named:
                named[speakers] = frozenset(SPEAKER + word for word in words(" ".join(speakers)))
            said = words(candidate.text)
            if not all(in_a_row(phrase, said) for phrase in self._typed.phrases):
                continue
            there = named[speakers].union(said)
            best = [max(((group[w], w) for w in group.keys() & there), default=(LEAST, "")) for group in groups]
            if self._somebody_else(best):
                continue
            weights = [weight for weight, _ in best]
            share = 1.0 if all(word in there for one in extra for word in one) else _SHARE
            if missing:
                nearest = max(similarity.word_likeness(missing, word.lstrip(SPEAKER)) for word in there)
                if nearest < LEAST:
                    share *= _SHARE
                else:
                    weights.append(nearest)
            score = share * sum(weights) / len(weights) if weights else share
            found[candidate.origin.id, candidate.start, candidate.end] = Scored(candidate, score)
        return sorted(found.values(), key=order)

    # ------------------------------------------------------------------ both
    def _content(self) -> list[str]:
        """The words that must be met: without those that say nothing, where others are left."""
        asked = list(dict.fromkeys(self._typed.words))
        full = [word for word in asked if word not in _empty()]
        full = full or asked
        longest = sorted(full, key=len, reverse=True)[:_MOST_WORDS]
        return [word for word in full if word in longest]

    def _speaker(self) -> tuple[str, ...] | None:
        """The names the asked speaker has in the index; None when nobody there is called so."""
        if not self._query.speaker:
            return ()
        if self._speakers is None:
            asked = words(self._query.speaker)
            for end in range(len(asked), 0, -1):  # "speaker:raman winter": what follows the name is the topic
                self._speakers = self._called(asked[:end])
                if self._speakers:
                    self._typed = replace(self._typed, words=(*asked[end:], *self._typed.words))
                    break
        return self._speakers or None

    def _called(self, asked: list[str]) -> tuple[str, ...]:
        """The names that these words mean, as they are or misspelt."""
        self._words.look_up(asked, slips=0)
        meant = name_lookup.exact(self._store, asked, self._words.near, self._query.collections)
        if not meant and (titled := titled_names.people(self._store, asked, self._query.collections)):
            return tuple(name.name for name in titled)
        if not meant and (held := office_holders.holders(self._store, asked, self._query.collections)):
            return tuple(name for one in held for name in one.names)
        if not meant:
            self._words.look_up(asked)
            meant = name_lookup.people(self._store, asked, self._words.near, self._query.collections)
        return tuple(one.name.name for one in meant)

    def _somebody_else(self, best: Sequence[tuple[float, str]]) -> bool:
        """Whether a name typed with its capitals is one word of the speaker's and another word said, not even quite."""
        speaking = sum(word.startswith(SPEAKER) for _, word in best)
        return self._careful and 0 < speaking < len(best) and any(weight < 1 for weight, _ in best)

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
        return figures_asked.sized(found, self._size, self._typed.words) if self._size else found

    def _nearest(self, asked: Sequence[str]) -> tuple[str, ...]:
        asked = asked[:_MOST_WORDS]
        self._words.look_up(asked, slips=1)
        self._words.look_up([word for word in asked if not any(one.names for one in self._words.near[word])])
        return tuple(name_lookup.alike(self._store, asked, self._words.near, self._query.collections))


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return lexicon("en", "stopwords").words("words")
