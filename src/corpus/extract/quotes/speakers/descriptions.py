"""Whom `the minister` may mean: the people met so far, by how well what they are fits the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus.extract.people import office_changes
from corpus.extract.people.callings import ANYONE, NO_FIT, UNKNOWN, Calling, Fit, best_fit, callings, read
from corpus.model import Gender, Person


@dataclass(frozen=True, slots=True)
class DescriptionReach:
    """Whom a description may mean by how long ago they were named. Set by hand."""

    people: int = 4  # weighed for one description
    far: float = 0.15  # of the worth of a fit, what each statement since the person was named takes away
    farthest: int = 12  # statements; beyond that all are equally long ago
    near: int = 2  # statements: somebody of whom nothing is known, named so lately, may be what the words say


_REACH = DescriptionReach()


class Holder(NamedTuple):
    """Somebody whom a description fits."""

    name: str
    fit: Fit
    away: int  # statements since they were named


class Holders:
    """The people of an article by what they are."""

    def __init__(self, text: str, people: Sequence[Person], code: str) -> None:
        self._code, self._text = code, text
        self._gender = {person.name: person.gender for person in people}
        self._held: dict[str, tuple[Calling, ...]] = {
            person.name: tuple(one for role in person.roles for one in callings(role.of(text).lower(), code))
            for person in people
        }

    def fitting(self, words: str, met: Mapping[str, int], statement: int) -> list[Holder]:
        """The likeliest first; `met` says in which statement somebody was named last."""
        wanted = read(words, self._code)
        found = []
        for name, last in met.items():
            away = max(0, statement - last)
            fit = self._fit(wanted, name, away) if self._may_be(name, wanted.gender) else NO_FIT
            if fit.level != "none":
                found.append(Holder(name, fit, away))
        return sorted(found, key=lambda one: _REACH.far * min(one.away, _REACH.farthest) - one.fit.worth)[
            : _REACH.people
        ]

    def is_anyone(self, words: str) -> bool:
        """The man, the woman: what anybody may be called."""
        return ANYONE in read(words, self._code).offices

    def _fit(self, wanted: Calling, name: str, away: int) -> Fit:
        held = self._held.get(name, ())
        if wanted.qualified and office_changes.leaves(self._text, name, self._code):
            held = tuple(replace(one, qualified=True) for one in held)
        return best_fit(wanted, held) if held or away > _REACH.near else UNKNOWN

    def may_be(self, words: str, name: str) -> bool:
        """Whether the noun leaves it open: the chairwoman is no man."""
        return name in self._gender and self._may_be(name, read(words, self._code).gender)

    def _may_be(self, name: str, told: Gender | None) -> bool:
        return told is None or self._gender.get(name) in (None, told)

    def another(self, words: str, name: str | None, known: str | None) -> bool:
        """Whether somebody known is called just so, and this one holds other offices: "the prime minister"."""
        if not name or known is None or name == known or not self.fit(words, known).close:
            return False
        wanted = read(words, self._code).offices - {ANYONE}
        held = [one.offices for one in self._held.get(name, ()) if one.offices]
        return bool(wanted and held) and all(wanted.isdisjoint(one) for one in held)

    def fit(self, words: str, name: str) -> Fit:
        return self._fit(read(words, self._code), name, _REACH.farthest)


def held(found: Sequence[Holder], number: int) -> Iterator[str]:
    """What speaks for one of those found."""
    one = found[number]
    yield f"calling.{one.fit.level}"
    yield f"calling.{one.fit.level}.{one.fit.agreement}"
    yield f"calling.rank.{number}"
    yield f"calling.away.{one.away if one.away < 3 else 3 if one.away < 8 else 8}"
    if sum(other.fit.level == one.fit.level for other in found) == 1:
        yield f"calling.only.{one.fit.level}"
