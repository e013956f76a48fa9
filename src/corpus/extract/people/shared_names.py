"""Short names that several people of an article share: which of them is meant is often not to be told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from corpus.extract.people.clusters import Somebody, key_of
from corpus.extract.people.name_lexicon import Is, vocabulary
from corpus.extract.people.name_spans import Candidate
from corpus.languages import lexicon

_NEAR = 300  # characters: of two who were both named in full so shortly before, neither is meant rather
_SETTLED = 3  # times a surname stood for one person, after which the other, named once, is an aside
_STOP = re.compile(r"[a-zà-ÿ)”\"][.!?]\s")
_BESIDE = re.compile(r"(?<![\w-])([^\W\d_a-zà-ÿ][\w’'-]+) (?:and|&|y|e|und|et) $")
_AND = re.compile(r",? (?:and|&|y|e|und|et) ")


def read(text: str, names: Sequence[Candidate], owners: Sequence[Somebody], code: str) -> list[Somebody | None]:
    """Whom each name means, nobody where that cannot be told: “…,” Drake said, of Donald and of his niece Daisy."""
    met: dict[str, list[Somebody]] = defaultdict(list)
    last: dict[Somebody, int] = {}
    stood: Counter[Somebody] = Counter()
    titles: dict[Somebody, set[str]] = defaultdict(set)
    found: list[Somebody | None] = []
    for name, who in zip(names, owners, strict=True):
        key = key_of(name.words)
        meant: Somebody | None = who
        if len(key) == 1 and key[0] in who.key[1:]:
            rivals = [one for one in met[key[0]] if one is not who and _agree(one, name)]
            if rivals:
                told = _apart(text, name, [who, *rivals], code) or _titled(text, name, [who, *rivals], titles)
                near = [one for one in rivals if not _aside(text, last.get(who), last.get(one), one)]
                meant = told or _chosen(who, near, name.start, last, stood)
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
    if stood[who] >= _SETTLED and all(len(rival.places) < 2 for rival in rivals):
        return who
    between = other > own or (not stood[who] and place - other <= _NEAR)
    return None if other >= 0 and between else who


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


def _aside(text: str, own: int | None, other: int | None, rival: Somebody) -> bool:
    """Whether the other was named once and only in passing, in a sentence about whoever the name stands for: Dora Hale
    cooks with her husband, Martin Hale."""
    if own is None or other is None or not own < other or len(rival.places) > 1:
        return False
    between = text[own:other]
    return not _AND.search(between) and not _STOP.search(between)


def _sharing(text: str, name: Candidate, code: str) -> Somebody | None:
    """Karl, of "Karl and Otto Brandt"."""
    match = _BESIDE.search(text[max(0, name.start - 40) : name.start])
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
