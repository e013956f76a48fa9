"""What was said, by whom and about whom: candidates of the store put into the order people expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import quantities
from corpus.analysis.folding import words
from corpus.index import Part, Shelf, Store
from corpus.languages import DEFAULT
from corpus.quantities import Condition
from corpus.results import Found, Hit, Query
from corpus.search import figures_asked, name_lookup, sorting, titled_names
from corpus.search.by_people import ByPeople
from corpus.search.by_words import ByWords
from corpus.search.name_lookup import Meant
from corpus.search.query_syntax import Typed, read
from corpus.search.ranking import Scored, best_of, hit, merged, newest, worthiest
from corpus.search.request import LIMITS, Request


@dataclass(frozen=True, slots=True)
class RetrievalRules:
    """When words are taken for a topic, and when for a misspelt name. Set by hand; the misspelt names of generated
    requests are the check."""

    shared: int = 3  # people of one name whose articles are looked at
    few: int = 3  # facts under which those are looked at that have but some of the words
    aside: float = 0.5  # score, 0 to 1, of a quotation that has none of the words
    doubt: float = 0.1  # likeness, 0 to 1, that words must have more than a misspelt name to be meant in its place


_RULES = RetrievalRules()


def quote(store: Store, query: Query) -> Found:
    """What the people asked for said, newest and most certain first, then what was said about them; for topic words
    what holds them all, the exact words first."""
    return _Search(store, read(query), Part.QUOTES).found()


def fact(store: Store, query: Query) -> Found:
    """Facts about people or a topic; "tariffs > 20%" asks for those with such a figure, "sort:largest" for an order
    (of the 2,000 that match best)."""
    text, order = sorting.asked(query.text)
    text, size = quantities.condition(text, DEFAULT)
    if size is None and (size := quantities.scale(text)):
        text = ""  # "million" asks for all that are as large, however they are written
    size = size or figures_asked.alone(text)
    wanted = replace(query, text=text)
    if not order:
        return replace(_Search(store, read(wanted), Part.FACTS, size).found(), query=query)
    found = _Search(store, read(replace(wanted, limit=LIMITS.sized, offset=0)), Part.FACTS, size, order=order).found()
    hits = sorting.arranged(found.hits, order, size)
    end = query.offset + query.limit
    return replace(found, query=query, hits=tuple(hits[query.offset : end]), more=len(hits) > end)


class _Search:
    """One question on its way to an answer."""

    def __init__(
        self, store: Store, typed: Typed, part: Part, size: Condition | None = None, *, order: str | None = None
    ) -> None:
        self._request, self._order = Request(store, typed, part, size), order

    def found(self) -> Found:
        request, query = self._request, self._request.query
        if request.speaker() is None:
            return Found(query, did_you_mean=request.nearest(words(query.speaker or "")))
        strategies = _Strategies(request)
        ranked = strategies.ranked()
        if request.part is Part.FACTS:
            ranked = worthiest(ranked if self._order else strategies.with_facts_beside(ranked))
        kept = merged(ranked[: 5 * request.needed])
        page = tuple(hit(*one) for one in kept[query.offset : request.needed])
        if kept:
            return Found(query, page, more=len(kept) > request.needed)
        nearest, lacking = self._known_words() if request.part is Part.FACTS else self._beside()
        return Found(query, did_you_mean=self._meant(), nearest=nearest[: request.needed], lacking=lacking)

    def _meant(self) -> tuple[str, ...]:
        return self._request.nearest([*self._request.typed.words, *words(self._request.query.about or "")])

    def _beside(self) -> tuple[tuple[Hit, ...], str]:
        """Where nothing is found: the same outside of the days asked for; else what the one who was asked for said in
        the articles with the words in the title, or said last, and those words. Words of names are no topic."""
        request, query, asked = self._request, self._request.query, self._request.content()
        if query.since or query.until:
            typed = replace(request.typed, query=replace(query, since=None, until=None))
            return _Search(request.store, typed, request.part).found().hits, ""
        if request.typed.phrases or not asked:
            return (), ""
        if speakers := request.speaker():
            return self._near_topic(speakers, asked), " ".join(asked)
        for word in asked if len(asked) > 1 and not request.careful else ():
            topic = [other for other in asked if other != word]
            if any(map(request.words.nameish, topic)):
                continue
            if found := self._near_topic(request.called([word]), topic):
                return found, " ".join(topic)
        return (), ""

    def _known_words(self) -> tuple[tuple[Hit, ...], str]:
        """The facts of those words that the articles have, and the words they have not."""
        request = self._request
        asked = request.content()
        request.words.look_up(asked, slips=0)
        known = [word for word in asked if any(one.uses for one in request.words.near[word])]
        if not known or len(known) == len(asked) or not request.alone:
            return (), ""
        typed = replace(request.typed, words=tuple(known))
        found = _Search(request.store, typed, request.part, request.size).found()
        return found.hits, " ".join(word for word in asked if word not in known)

    def _near_topic(self, names: tuple[str, ...], topic: list[str]) -> tuple[Hit, ...]:
        """Of a few who may be meant, the first whom an article on it names; else what they said last."""
        request, seen = self._request, self._request.query.collections
        on_it: set[str] = set()
        for name in names[: _RULES.shared]:
            shelf = Shelf(words=tuple(topic), name=name, limit=request.needed, collections=seen)
            if on_it := {row.id for row in request.store.articles(shelf)}:
                names = (name,)
                break
        said = request.find((), speakers=names, least=LIMITS.sized if on_it else 0) if names else ()
        near = newest([one for one in said if one.origin.id in on_it] or said, _RULES.aside)
        return tuple(hit(*one) for one in merged(near))


class _Strategies:
    """The ways to read what was typed, tried in order: as it is written first, as it may have been meant last."""

    def __init__(self, request: Request) -> None:
        self._request, self._words = request, request.words
        self._asked = request.content()
        self._topic = ByWords(request)
        self._people = ByPeople(request, self._topic)
        self._named: Sequence[Meant] = ()  # who is called so to the letter
        self._near: Sequence[Meant] = ()  # who may have been meant
        self._unknown: list[str] = []  # words that the index does not have
        self._told: list[Scored] = []  # what holds the words

    def ranked(self) -> list[Scored]:
        for strategy in (
            self._everything,
            self._people_with_a_title,
            self._office,
            self._name_as_written,
            self._name_as_meant,
            self._words_as_written,
            self._name_far_from_what_is_written,
            self._words_as_meant,
        ):
            if (found := strategy()) is not None:
                return found
        return self._topic.loosely(self._asked)

    def with_facts_beside(self, found: list[Scored]) -> list[Scored]:
        """Where few facts have all the words, those with some beside which the others stand: "90 days" of a deal."""
        if len(found) >= _RULES.few or not self._request.alone:
            return found
        return best_of([*found, *self._topic.beside(self._asked)])

    def _everything(self) -> list[Scored] | None:
        """Nothing is asked for but a speaker, an article, days."""
        typed = self._request.typed
        return newest(self._request.find(()), 1.0) if not typed.words and not typed.phrases else None

    def _people_with_a_title(self) -> list[Scored] | None:
        self._words.look_up(self._asked, slips=0)
        request = self._request
        if not request.alone:
            return None
        store, seen = request.store, request.query.collections
        self._named = name_lookup.exact(store, self._typed_words(), self._words.near, seen)
        initial = len(request.typed.words) > 1 and len(request.typed.words[0]) == 1  # the "t" of "T. Lund" tells
        if self._named and not initial:
            return None
        if not (people := titled_names.people(store, request.typed.words, seen)):
            return None
        return self._people.by_people(request.typed.words, [name.name for name in people])

    def _typed_words(self) -> list[str]:
        """The words that must be met as often as they were typed: James James."""
        return [word for word in self._request.typed.words if word in self._asked]

    def _office(self) -> list[Scored] | None:
        return (self._people.by_office(self._asked, self._named) or None) if self._request.alone else None

    def _name_as_written(self) -> list[Scored] | None:
        return self._people.by_name(self._typed_words(), self._named) if self._named else None

    def _name_as_meant(self) -> list[Scored] | None:
        """A name near to what is written, where words are not nearer."""
        asked, single = self._asked, len(self._asked) == 1
        self._unknown = [word for word in asked if not self._words.known(word)]
        self._words.look_up(asked if self._request.alone and single else self._unknown, slips=1)
        self._near = self._who()
        name = self._words.rather_names(asked)
        if name and not self._near:
            self._look_up_all()
        if not self._near:
            return None
        likely = name or single or self._topic.at_best(asked) <= self._near[0].likeness + _RULES.doubt
        return self._people.by_name(asked, self._near) if likely else None

    def _words_as_written(self) -> list[Scored] | None:
        self._told = self._topic.by_words(self._asked)
        return self._told if self._told and self._told[0].score > 1 - _RULES.doubt else None

    def _name_far_from_what_is_written(self) -> list[Scored] | None:
        if not self._near and (not self._told or len(self._asked) == 2):
            if self._request.alone:
                self._words.look_up(self._unknown)
            self._look_up_all()
        near = bool(self._near) and (not self._told or self._told[0].score <= self._near[0].likeness + _RULES.doubt)
        return self._people.by_name(self._asked, self._near) if near else None

    def _words_as_meant(self) -> list[Scored] | None:
        return self._told or None

    def _look_up_all(self) -> None:
        if self._request.alone:
            self._words.look_up(self._asked, slips=1)
            self._near = self._who()

    def _who(self) -> Sequence[Meant]:
        """Who may have been meant, by the words looked up so far."""
        request = self._request
        if not request.alone:
            return ()
        near, seen = self._words.near, request.query.collections
        return name_lookup.people(request.store, self._asked, near, seen, careful=request.careful)
