"""A question to the index: what was typed, whom it asks for, and the candidates that hold given words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.analysis.folding import words
from corpus.index import ABOUT, Candidate, Part, Store, Wanted
from corpus.languages import lexicon
from corpus.quantities import Condition
from corpus.search import figures_asked, name_lookup, office_holders, titled_names
from corpus.search.query_syntax import Typed
from corpus.search.term_expansion import Meanings


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """How much of a question is met and how deep is looked. Set by hand: the longest words of a question are its
    rarest."""

    words: int = 10  # of a question that must be met; the longest ones, where it has more
    facts: int = 300  # among which the most check-worthy are looked for
    sized: int = 2000  # candidates whose figures are compared


LIMITS = RequestLimits()


class Request:
    """Each strategy of a search asks the index by it."""

    def __init__(self, store: Store, typed: Typed, part: Part, size: Condition | None = None) -> None:
        self.store, self.typed, self.query, self.part, self.size = store, typed, typed.query, part, size
        self.needed = self.query.offset + self.query.limit
        self.words = Meanings(store, typed.capitals)
        self._speakers: tuple[str, ...] | None = None

    @property
    def alone(self) -> bool:
        """Nothing but words is asked for: they may be a name."""
        return not self.typed.phrases and not self.query.speaker

    @property
    def careful(self) -> bool:
        """Every word that must be met is typed with its capital."""
        return self.typed.capitals.issuperset(self.content())

    def content(self) -> list[str]:
        """The words that must be met: without those that say nothing, where others are left."""
        asked = list(dict.fromkeys(self.typed.words))
        full = [word for word in asked if word not in _empty()]
        full = full or asked
        longest = sorted(full, key=len, reverse=True)[: LIMITS.words]
        return [word for word in full if word in longest]

    def extra(self, asked: Sequence[str]) -> list[dict[str, float]]:
        """The words that say nothing on their own: where they are there, so much the better."""
        return [{word: 1.0} for word in self.typed.words if word not in asked][: LIMITS.words]

    def speaker(self) -> tuple[str, ...] | None:
        """The names the asked speaker has in the index; None when nobody there is called so."""
        if not self.query.speaker:
            return ()
        if self._speakers is None:
            asked = words(self.query.speaker)
            for end in range(len(asked), 0, -1):  # "speaker:raman winter": what follows the name is the topic
                self._speakers = self.called(asked[:end])
                if self._speakers:
                    self.typed = replace(self.typed, words=(*asked[end:], *self.typed.words))
                    break
        return self._speakers or None

    def called(self, asked: list[str]) -> tuple[str, ...]:
        """The names that these words mean, as they are or misspelt."""
        self.words.look_up(asked, slips=0)
        meant = name_lookup.exact(self.store, asked, self.words.near, self.query.collections)
        if not meant and (titled := titled_names.people(self.store, asked, self.query.collections)):
            return tuple(name.name for name in titled)
        if not meant and (held := office_holders.holders(self.store, asked, self.query.collections)):
            return tuple(name for one in held for name in one.names)
        if not meant:
            self.words.look_up(asked)
            meant = name_lookup.people(self.store, asked, self.words.near, self.query.collections)
        return tuple(one.name.name for one in meant)

    def find(
        self, groups: tuple[Iterable[str], ...], *, speakers: Sequence[str] = (), least: int = 0, most: int = 0
    ) -> tuple[Candidate, ...]:
        """At least as many candidates as are shown, and some for the repeats that are not; no more than `most`, where
        that is given."""
        query = self.query
        about = tuple([mark + word for mark in ("", ABOUT)] for word in words(query.about or ""))
        deep = LIMITS.sized if self.size else LIMITS.facts if self.part is Part.FACTS else 0
        found = self.store.find(
            Wanted(
                self.part,
                (*(list(group) for group in groups), *about),
                speakers=speakers or self.speaker() or (),
                article=query.article,
                since=query.since,
                until=query.until,
                limit=most or max(3 * self.needed, least, deep),
                collections=query.collections,
            )
        )
        return figures_asked.sized(found, self.size, self.typed.words) if self.size else found

    def nearest(self, asked: Sequence[str]) -> tuple[str, ...]:
        asked = asked[: LIMITS.words]
        self.words.look_up(asked, slips=1)
        self.words.look_up([word for word in asked if not any(one.names for one in self.words.near[word])])
        return tuple(name_lookup.alike(self.store, asked, self.words.near, self.query.collections))


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return lexicon("en", "stopwords").words("words")
