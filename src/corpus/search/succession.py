"""Who followed somebody in an office, where the sentence that says so does not name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.analysis.folding import words
from corpus.index import AFTER, Candidate, Part, Store, Wanted
from corpus.search.tenure import Holder, day, ordered


@dataclass(frozen=True, slots=True)
class SuccessionLimits:
    """How much is read for who followed whom. Set by hand: more than an article has."""

    rows: int = 50  # the newest places that tell that somebody was followed
    holders: int = 6  # who are looked at, of one office


_LIMITS = SuccessionLimits()


def followed(store: Store, found: Sequence[Holder], collections: tuple[str, ...]) -> tuple[Holder, ...]:
    """With those who followed one of them in the article that tells that the office was left: "Ida Berg takes over
    from him" names no office."""
    listed, known = list(found), {name for one in found for name in one.names}
    for one in listed[: _LIMITS.holders]:
        later = _after(store, one, collections) if one.until else None
        if later and known.isdisjoint(later.names):
            listed.append(later)
            known.update(later.names)
    return ordered(listed) if len(listed) > len(found) else tuple(found)


def _after(store: Store, one: Holder, collections: tuple[str, ...]) -> Holder | None:
    articles = {row.origin.id for row in one.rows}
    rows = [row for row in told(store, one.name, collections) if row.origin.id in articles]
    if not rows:
        return None
    newest = rows[0].speaker or ""
    own = tuple(row for row in rows if row.speaker == newest)
    return Holder((newest,), own, day(own[-1]), "", one.weight)


def told(store: Store, name: str, collections: tuple[str, ...]) -> list[Candidate]:
    """The places that tell who followed somebody, the newest first."""
    last = words(name)[-1:]
    wanted = Wanted(Part.ROLES, tuple({AFTER + word} for word in last), limit=_LIMITS.rows, collections=collections)
    found = [row for row in store.find(wanted) if row.speaker] if last else []
    return sorted(found, key=day, reverse=True)
