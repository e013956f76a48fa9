"""From when until when somebody held an office, as far as the articles tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from corpus.analysis.folding import words
from corpus.index import Candidate, Part, Store, Wanted, departures

UNDATED = date.min.isoformat()


@dataclass(frozen=True, slots=True)
class TenureRules:
    """How much is looked at for who left. Set by hand: nobody leaves often."""

    places: int = 200  # the newest in which one of the people asked for is said to leave


_RULES = TenureRules()


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who is called so. `rows` are the places, newest first; `since` and `until` days, `until` empty where
    nothing says that the office is held no more."""

    names: tuple[str, ...]
    rows: tuple[Candidate, ...]
    since: str
    until: str
    weight: float

    @property
    def name(self) -> str:
        return max(self.names, key=lambda name: len(words(name)))

    @property
    def last(self) -> str:
        return day(self.rows[0])

    def held(self, day: str | None) -> bool:
        """Whether it was held on a day, as far as that is known."""
        return not day or ((not self.since or self.since <= day) and (not self.until or day <= self.until))


def ordered(found: Sequence[Holder]) -> tuple[Holder, ...]:
    """Of those who have most of the asked words: who holds the office, the latest first, then who held it."""
    most = max((one.weight for one in found), default=0.0)
    kept = [one for one in found if one.weight == most]
    kept.sort(key=lambda one: (bool(one.until), _reverse(one.since if not one.until else one.until), one.name))
    return tuple(kept)


@lru_cache(maxsize=4096)
def _reverse(day: str) -> int:
    return -int(day.replace("-", "") or 0)


def day(row: Candidate) -> str:
    return row.origin.published or ""


def ended(store: Store, found: Sequence[Holder], collections: tuple[str, ...]) -> list[Holder]:
    """With the day on which they are said to leave, by words that do not name the office, where they are called so no
    more since."""
    names = tuple(name for one in found if not one.until for name in one.names)
    keys = frozenset(key for name in names for key in departures.keys(" ".join(words(name)[-1:])))
    if not keys:
        return list(found)
    rows = store.find(Wanted(Part.ROLES, (keys,), speakers=names, limit=_RULES.places, collections=collections))
    days: dict[str, str] = {}
    for row in rows:
        days[row.speaker or ""] = max(days.get(row.speaker or "", ""), day(row))
    return [_until(one, max((days.get(name, "") for name in one.names), default="")) for one in found]


def _until(one: Holder, day: str) -> Holder:
    """Who leaves on this day is called so until then."""
    return replace(one, until=day) if day and not one.until and one.last <= day else one
