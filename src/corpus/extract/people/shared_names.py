"""Short names that several people of an article share: which of them is meant is often not to be told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.extract.people.clusters import Somebody, key_of
from corpus.extract.people.name_lexicon import Is, vocabulary
from corpus.extract.people.name_spans import Candidate
from corpus.extract.people.roles import nouns
from corpus.languages import lexicon


@dataclass(frozen=True, slots=True)
class Sharing:
    """What tells people of one name apart. Set by hand."""

    near: int = 300  # characters: of two who were both named in full so shortly before, neither is meant rather
    settled: int = 3  # times a name stood for one person, after which the other, named once, is an aside
    led: int = 3  # words before the name that a sentence is about, and what the person is


_SHARING = Sharing()
_STOP = re.compile(r"[a-zà-ÿ\d)”\"][.!?]\s")


class _Spot(NamedTuple):
    """Where somebody is named."""

    name: Candidate
    who: Somebody


def read(text: str, names: Sequence[Candidate], owners: Sequence[Somebody], code: str) -> list[Somebody | None]:
    """Whom each name means, None where that cannot be told: “…,” Drake said, where both Donald Drake and his niece
    Daisy were named."""
    met: dict[str, list[Somebody]] = defaultdict(list)
    last: dict[Somebody, int] = {}
    stood: Counter[Somebody] = Counter()
    titles: dict[Somebody, set[str]] = defaultdict(set)
    found: list[Somebody | None] = []
    spots: list[_Spot] = []
    for name, who in zip(names, owners, strict=True):
        key = key_of(name.words)
        meant: Somebody | None = who
        if len(key) == 1 and key[0] in who.key[1:]:
            rivals = [one for one in met[key[0]] if one is not who and _agree(one, name)]
            if rivals:
                told = _apart(text, name, [who, *rivals], code) or _titled(text, name, [who, *rivals], titles)
                near = [one for one in rivals if not _aside(text, last.get(who), last.get(one), one, code)]
                meant = told or _chosen(who, near, name.start, last, stood)
                focus = None if told else _in_focus(text, name, [who, *rivals], spots, code)
                if focus:
                    newcomer = focus is not who and stood[who] >= _SHARING.settled
                    meant = None if newcomer and len(focus.places) < 2 else focus
            stood[who] += meant is who
        else:
            titles[who].update(_title(text, name))
            beside = _sharing(text, name, code) if len(key) > 1 else None
            if beside:
                met[key[-1]].append(beside)
                last[beside] = name.start
            for word in key[1:]:
                if who not in met[word]:
                    met[word].append(who)
        if meant:
            last[meant] = name.start
            spots.append(_Spot(name, meant))
        found.append(meant)
    return found


def _agree(who: Somebody, name: Candidate) -> bool:
    return name.gender is None or who.gender in (None, name.gender)


def _chosen(
    who: Somebody, rivals: Iterable[Somebody], place: int, last: dict[Somebody, int], stood: Counter[Somebody]
) -> Somebody | None:
    """Whoever the name has stood for, as long as nobody else of that name has come between."""
    other = max((last.get(rival, -1) for rival in rivals), default=-1)
    own = last.get(who, -1)
    if stood[who] >= _SHARING.settled and all(len(rival.places) < 2 for rival in rivals):
        return who
    between = other > own or (not stood[who] and place - other <= _SHARING.near)
    return None if other >= 0 and between else who


def _in_focus(
    text: str, name: Candidate, people: Sequence[Somebody], spots: Sequence[_Spot], code: str
) -> Somebody | None:
    """Whom the last sentence before the name is about, of the people who share it: after "Peter Brandt, not related
    to Tomas Brandt, was angry", Brandt is Peter."""
    start = text.rfind("\n", 0, name.start) + 1
    near = [spot for spot in spots if spot.name.start >= start and spot.who in people]
    if not near:
        return None
    stops = [match.end() for match in _STOP.finditer(text, start, near[-1].name.start)]
    start = stops[-1] if stops else start
    first, *others = [spot for spot in near if spot.name.start >= start]
    if not _opens(text[start : first.name.title or first.name.start], code):
        return None
    aside = all(spot.who is first.who or _bracketed(text, first.name, spot.name) for spot in others)
    joined = _and(code).match(text, first.name.end) or _beside(code).search(text[start : first.name.start])
    return first.who if aside and not joined else None


def _opens(led: str, code: str) -> bool:
    """Whether a name behind these words is what its sentence is about: "His brother,", "Council member"."""
    words = led.lower().split()
    if not words or len(words) > _SHARING.led:
        return not words
    listed = lexicon(code, "cues")
    little = listed.words("determiners") | lexicon(code, "pronouns").words("persons") | listed.words("prepositions")
    return words[-1].endswith(",") or words[-1] in nouns(code) or not (words[0] in little or words[-1] in little)


def _bracketed(text: str, first: Candidate, other: Candidate) -> bool:
    """Whether the other name stands there only in passing: Peter Brandt, who is not related to Tomas Brandt, said."""
    between = text[first.end : other.start]
    return between.startswith((", ", " (")) and "," not in between[1:] and text[other.end : other.end + 1] in ",)"


def _title(text: str, name: Candidate) -> list[str]:
    """The words before a name that say what the person is."""
    return [] if name.title is None else text[name.title : name.start].lower().split()


def _titled(
    text: str, name: Candidate, people: Sequence[Somebody], titles: dict[Somebody, set[str]]
) -> Somebody | None:
    """The one of them who had the title of this short name when named in full: "Dr. Frost"."""
    said = set(_title(text, name))
    fits = [one for one in people if said & titles[one]]
    return fits[0] if said and len(fits) == 1 else None


def _aside(text: str, own: int | None, other: int | None, rival: Somebody, code: str) -> bool:
    """Whether the other was named once and only in passing, in a sentence about whoever the name stands for: Dora Hale
    cooks with her husband, Martin Hale."""
    if own is None or other is None or not own < other or len(rival.places) > 1:
        return False
    between = text[own:other]
    return not _and(code).search(between) and not _STOP.search(between)


def _sharing(text: str, name: Candidate, code: str) -> Somebody | None:
    """Somebody who shares a surname with the name that follows: Karl, of "Karl and Otto Brandt"."""
    match = _beside(code).search(text[max(0, name.start - 40) : name.start])
    if not match or not vocabulary(code).of(match[1]) & Is.FORENAME:
        return None
    return Somebody(key_of([match[1], *name.words[1:]]), places=[name.start])


def _apart(text: str, name: Candidate, people: Sequence[Somebody], code: str) -> Somebody | None:
    """The son or the father, where "the younger Brandt" says so."""
    younger, older = _ages(code)
    led = text[max(0, name.start - 16) : name.start].lower().split()
    if not led or (led[-1] not in younger and led[-1] not in older):
        return None
    fits = [one for one in people if bool(one.suffix) is (led[-1] in younger)]
    return fits[0] if len(fits) == 1 and len(people) > 1 else None


@lru_cache(maxsize=16)
def _ages(code: str) -> tuple[frozenset[str], frozenset[str]]:
    names = lexicon(code, "names")
    return names.words("younger"), names.words("older")


@lru_cache(maxsize=16)
def _and(code: str) -> re.Pattern[str]:
    """Between two people: "Karl and Otto Brandt"."""
    words = "|".join(lexicon(code, "frames").list("coordinators"))
    return re.compile(rf",? (?:{words}|&) ")


@lru_cache(maxsize=16)
def _beside(code: str) -> re.Pattern[str]:
    words = "|".join(lexicon(code, "frames").list("coordinators"))
    return re.compile(rf"(?<![\w-])([^\W\d_a-zà-ÿ][\w’'-]+) (?:{words}|&) $")
