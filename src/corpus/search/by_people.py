"""What the people said whom a name or an office means, and what was said about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from corpus.analysis import similarity
from corpus.analysis.folding import words
from corpus.index import ABOUT, SPEAKER, Part
from corpus.search import name_lookup, office_holders, spokespeople, whose
from corpus.search.by_words import ByWords
from corpus.search.name_lookup import Meant
from corpus.search.ranking import Scored, best_of, newest
from corpus.search.request import Request
from corpus.search.tenure import Holder


@dataclass(frozen=True, slots=True)
class PeopleRules:
    """How the words of several people are mixed. Set by hand: a namesake as typed is seen, the likelier one stays
    first."""

    typed: int = 3  # of what holds a word as typed that are shown among what a likelier name said
    full: float = 0.01  # what it adds to a score, 0 to 1, that words which say nothing are there too


_RULES = PeopleRules()


class ByPeople:
    """The search by name and by office of one request."""

    def __init__(self, request: Request, topic: ByWords) -> None:
        self._request, self._words, self._topic = request, request.words, topic

    def by_office(self, asked: Sequence[str], named: Sequence[Meant]) -> list[Scored]:
        """What those said who are called so, or speak for it, while they were: of each the newest; who is called so in
        the language it was asked in and who holds it now come first. Then what holds the words. Nothing where the words
        rather are somebody's name or a topic."""
        if self._request.part is not Part.QUOTES or (named and self._rather_a_name(named)):
            return []
        store, seen = self._request.store, self._request.query.collections
        found = office_holders.holders(store, self._request.typed.words, seen)
        bodies = [one.name.name for one in named if not one.name.people]
        if not found and len(bodies) == len(named):  # of a person only what she said herself
            found = spokespeople.of(store, asked, seen)
        heads = office_holders.content(asked)
        each = [self._said_in(one) for one in sorted(found, key=lambda one: not office_holders.is_written(one, heads))]
        if bodies and found:
            each.append(newest(self._request.find((), speakers=bodies), 1.0))
        said = [one for turn in zip_longest(*each) for one in turn if one]
        if not said:
            return []
        about = [replace(one, about=True, score=one.score / 2) for one in self._topic.by_words(asked)]
        return best_of([*said, *about])

    def _said_in(self, one: Holder) -> list[Scored]:
        """What was said in office; under a full name first."""
        said = newest(
            [said for said in self._request.find((), speakers=one.names) if one.held(said.origin.published)], 1.0
        )
        return sorted(said, key=lambda each: each.candidate.speaker != one.name)

    def _rather_a_name(self, named: Sequence[Meant]) -> bool:
        """Stephen King is meant by "King", nobody by "the King"; somebody known by the word alone may be anything."""
        asked = len(self._request.content())
        return len(self._request.typed.words) == asked and office_holders.longer(asked, [one.name for one in named])

    def by_people(self, asked: Sequence[str], names: Sequence[str]) -> list[Scored]:
        """What these very people said, those known by a last name only last; then what was said about them."""
        full = [name for name in names if len(words(name)) > 1] or list(names)
        said = newest(self._request.find((), speakers=full), 1.0)
        if rest := [name for name in names if name not in full]:
            said += newest(self._request.find((), speakers=rest), 1.0)
        if len(said) < 2 * self._request.needed:
            spelt = {tuple(words(name)) for name in full}
            said += self._about([asked[-1]], spelt, 1.0, set(names))
        return said

    def by_name(self, asked: Sequence[str], meant: Sequence[Meant]) -> list[Scored]:
        """What these people said; then what was said about them."""
        names = [one.name.name for one in meant]
        sure, extra = meant[0].likeness, self._request.extra(asked)
        if len(asked) == 1:  # many may share it: all who do, by the word they share
            shared = name_lookup.standing(asked[0], meant[0].name)
            said = newest(self._request.find(([SPEAKER + shared],)), sure)
            if extra:
                said = best_of([*newest(self._request.find(([SPEAKER + shared], *extra)), sure + _RULES.full), *said])
            names += [one.candidate.speaker for one in said if one.candidate.speaker]
            if self._words.known(asked[0]) and shared != asked[0]:
                said = self._with_typed(said, asked)
        else:
            size = min(len(words(name)) for name in names)
            just = [name for name in names if len(words(name)) == size]
            said = newest(self._request.find((), speakers=just), sure)
            if extra:
                said = best_of([*newest(self._request.find(tuple(extra), speakers=just), sure + _RULES.full), *said])
            if len(said) < self._request.needed and len(just) < len(names):
                others = [name for name in names if name not in just]
                said += newest(self._request.find((), speakers=others), sure)
        if len(said) < 2 * self._request.needed:
            spelt = {tuple(words(one.name.name)) for one in meant}
            said += self._about(asked, spelt, sure, set(names))
        return _own_first(said, asked) if any(one.name.people for one in meant) else said

    def _with_typed(self, said: list[Scored], asked: Sequence[str]) -> list[Scored]:
        """What holds the word just as it was typed is shown among what the likelier name said."""
        typed = [replace(one, about=True) for one in newest(self._request.find((asked,)), 1.0)]
        first = self._request.needed // 2
        return said[:first] + typed[: _RULES.typed] + said[first:]

    def _about(self, asked: Sequence[str], spelt: set[tuple[str, ...]], sure: float, said: set[str]) -> list[Scored]:
        groups = []
        for word in asked:
            forms = {word, *(max(name, key=lambda own: similarity.word_likeness(word, own)) for name in spelt if name)}
            groups.append([mark + form for form in sorted(forms) for mark in ("", ABOUT)])
        others = [one for one in self._request.find(tuple(groups)) if one.speaker not in said]
        return [replace(scored, about=True) for scored in newest(others, sure * 0.5)]


def _own_first(said: Sequence[Scored], asked: Sequence[str]) -> list[Scored]:
    """What a lawyer for Ann Lee or her mother said is none of her words: it stands behind them, as about her."""
    theirs = [not one.about and _is_another(one, asked) for one in said]
    own = [one for one, other in zip(said, theirs, strict=True) if not other and not one.about]
    about = [replace(one, about=True) for one, other in zip(said, theirs, strict=True) if other or one.about]
    return [*own, *about]


def _is_another(one: Scored, asked: Sequence[str]) -> bool:
    """Whether nobody who says it is called so, but somebody who is described by the name."""
    speakers = [name for name in one.candidate.speakers if set(asked) <= set(words(name))]
    return bool(speakers) and all(whose.is_of(name, asked, one.candidate.origin.language) for name in speakers)
