"""Who is how old in an article, so that "the 56-year-old" is told from the one who is 31."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.people.callings import read
from corpus.languages import lexicon
from corpus.model import Gender, Mention, MentionKind, Person, Span

_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class AgeReach:
    """How far from a name an age stands that is theirs. Set by hand: a title, and an apposition."""

    before: int = 60  # characters before a name
    behind: int = 24  # and behind it
    own: int = 12  # characters behind a description that may still tell its age: the man of 34 years


_REACH = AgeReach()


@dataclass(frozen=True, slots=True)
class _Phrasing:
    before: re.Pattern[str]  # the 56-year-old baker ...
    behind: re.Pattern[str]  # ..., 56,
    called: re.Pattern[str]  # the 56-year-old, and no name behind


class Ages:
    """The ages an article tells: read when a description first asks for one."""

    def __init__(self, text: str, mentions: Sequence[Mention], people: Sequence[Person], code: str) -> None:
        self._text, self._mentions, self._code = text, mentions, code
        self._gender = {person.name: person.gender for person in people}
        self._told: dict[str, set[str]] | None = None

    def meant(self, text: str, description: Span) -> str | None:
        """Whom a description with an age, in it or right behind it, means: nobody ("") where several or none are so
        old; None where it tells no age, or the article tells nobody's."""
        phrasing = _phrasing(self._code)
        asked = phrasing.called.match(text, description.start, description.end + _REACH.own) if phrasing else None
        if not asked:
            return None
        if self._told is None:
            self._told = self._read()
        if not self._told:
            return None
        gender = read(description.of(text), self._code).gender
        fits = [name for name in self._told.get(asked["age"], ()) if self._may_be(name, gender)]
        return fits[0] if len(fits) == 1 else ""

    def _may_be(self, name: str, gender: Gender | None) -> bool:
        return gender is None or self._gender.get(name) in (gender, None)

    def _read(self) -> dict[str, set[str]]:
        told: dict[str, set[str]] = defaultdict(set)
        phrasing = _phrasing(self._code)
        for one in self._mentions if phrasing else ():
            if one.kind is not MentionKind.NAME or not one.person or not phrasing:
                continue
            start, end = one.span.start, one.span.end
            before = phrasing.before.search(self._text, max(0, start - _REACH.before), start)
            for match in (before, phrasing.behind.match(self._text, end, end + _REACH.behind)):
                if match:
                    told[match["age"]].add(one.person)
        return dict(told)


@lru_cache(maxsize=16)
def _phrasing(code: str) -> _Phrasing | None:
    table = lexicon(code, "callings").table("ages")
    if not table:
        return None
    age = r"(?P<age>1?\d{1,2})"
    before, behind, called = (table.get(key, _NEVER).replace("{age}", age) for key in ("before", "behind", "called"))
    return _Phrasing(re.compile(f"(?:{before})$"), re.compile(behind), re.compile(called, re.IGNORECASE))
