"""Which names are one person: full names first, then the short ones that stand for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.analysis.folding import fold
from corpus.extract.people.callings import Calling, callings
from corpus.extract.people.name_shapes import WORLD, listed
from corpus.extract.people.name_spans import Candidate
from corpus.extract.people.name_spans import gender as forename_gender
from corpus.languages import lexicon
from corpus.model import Gender, Span


@dataclass(slots=True, eq=False)
class Somebody:
    """A person in the making."""

    key: tuple[str, ...]  # the folded words of the longest form, without particles and suffixes
    forms: Counter[str] = field(default_factory=Counter)
    places: list[int] = field(default_factory=list)  # where the full names start, in text order
    seen: int = -1  # where a short name stood for them last
    roles: dict[str, Span] = field(default_factory=dict)  # by their words in small letters
    handles: list[str] = field(default_factory=list)
    short: int = 0  # how often a name of one word has stood for them
    gender: Gender | None = None
    sure: bool = False  # the gender comes from a title, not from a forename
    suffix: str = ""  # "jr": the father of the same name is another

    @property
    def name(self) -> str:
        """The most common of the forms with a forename, rather not in capitals; of equals the first met."""
        full = [form for form in self.forms if len(key_of(form.split())) > 1] or list(self.forms)
        return max(full, key=lambda form: (not form.isupper(), self.forms[form]))

    def callings(self, code: str) -> tuple[Calling, ...]:
        return tuple(one for role in self.roles for one in callings(role, code))

    @property
    def aliases(self) -> tuple[str, ...]:
        name = self.name
        return tuple(form for form in [*self.forms, *self.handles] if form != name)


def key_of(words: Sequence[str]) -> tuple[str, ...]:
    folded = [fold(word) for word in words]
    kept = tuple(word for word in folded if word not in listed("particles") and word not in listed("suffixes"))
    return kept or tuple(folded)


def gather(text: str, names: Sequence[Candidate], code: str) -> tuple[list[Somebody], list[Somebody]]:
    """-> the people in order of their first name, and for each name the person it stands for."""
    table = _Table(code)
    keys = [key_of(name.words) for name in names]
    full: dict[int, Somebody] = {}
    for n, name in enumerate(names):
        if len(keys[n]) > 1:
            full[n] = table.full(keys[n], name)
            full[n].places.append(name.start)
    owners = []
    for n, name in enumerate(names):
        who = full.get(n) or table.short(keys[n][0], name)
        who.seen = name.start
        who.forms[" ".join(text[name.start : name.end].replace("(", "").replace(")", "").split())] += 1
        owners.append(who)
    return list(dict.fromkeys(owners)), owners


class _Table:
    """People by the words of their names."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.by_word: dict[str, list[Somebody]] = {}  # every word but the first
        self.by_forename: dict[str, list[Somebody]] = {}
        self.alone: dict[str, list[Somebody]] = {}  # known by one word only

    def full(self, key: tuple[str, ...], name: Candidate) -> Somebody:
        suffix = _suffix(name.words)
        for who in sorted(self.by_word.get(key[-1], ()), key=lambda who: who.suffix != suffix):
            if (
                _same(who.key, key)
                and suffix in ("", who.suffix)
                and _agree(who, name.gender or forename_gender(name.words, self.code))
            ):
                self._grow(who, key)
                return self._told(who, name)
        for who in self.by_word.get(key[-1], ()):  # Villaseñor Ocampo is José Ángel Villaseñor Ocampo
            if len(key) < len(who.key) and who.key[-len(key) :] == key and suffix in ("", who.suffix):
                return self._told(who, name)
        for who in self.by_forename.get(key[0], ()):
            if _prefix(who.key, key) and suffix in ("", who.suffix) and _agree(who, name.gender):
                self._grow(who, key)
                return self._told(who, name)
        who = Somebody(key, gender=forename_gender(name.words, self.code), suffix=suffix)
        self.by_forename.setdefault(key[0], []).append(who)
        for word in key[1:]:
            self.by_word.setdefault(word, []).append(who)
        return self._told(who, name)

    def short(self, word: str, name: Candidate) -> Somebody:
        """The last met with this surname, else with this forename, else somebody known by this word alone."""
        for people in (self.by_word.get(word, ()), self.by_forename.get(word, ())):
            fitting = [who for who in people if _agree(who, name.gender)]
            if fitting:
                who = _likeliest(fitting)
                who.short += 1
                return self._told(who, name)
        for who in self.alone.get(word, ()):
            if _agree(who, name.gender):
                return self._told(who, name)
        who = Somebody((word,), gender=forename_gender(name.words, self.code))
        self.alone.setdefault(word, []).append(who)
        return self._told(who, name)

    def _grow(self, who: Somebody, key: tuple[str, ...]) -> None:
        if len(key) > len(who.key):
            for word in key[1:]:
                if who not in self.by_word.setdefault(word, []):
                    self.by_word[word].append(who)
            who.key = key

    @staticmethod
    def _told(who: Somebody, name: Candidate) -> Somebody:
        if name.gender is not None and not who.sure:
            who.gender, who.sure = name.gender, True
        return who


def _suffix(words: Sequence[str]) -> str:
    last = fold(words[-1]).rstrip(".")
    return last if len(words) > 2 and last in listed("suffixes") else ""


def _agree(who: Somebody, gender: Gender | None) -> bool:
    return gender is None or who.gender is None or who.gender == gender


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The last words are equal: do the first go together? Tom is Thomas, Xander may be Alexander, J. is John."""
    a, b = one[0].rstrip("."), other[0].rstrip(".")
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    short, long = sorted((a, b), key=len)
    return (len(short) > 2 and short in long) or bool(_nicknames().get(a, _NONE) & _nicknames().get(b, _NONE))


_NONE: frozenset[int] = frozenset()


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[int]]:
    """For each forename the numbers of the lines of the list it stands in."""
    found: dict[str, frozenset[int]] = {}
    for number, line in enumerate(lexicon(WORLD, "nicknames").list("pairs")):
        for name in fold(line).split():
            found[name] = found.get(name, _NONE) | {number}
    return found


def _prefix(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is the other with something left out at the end: Claudia Sheinbaum and Claudia Sheinbaum
    Pardo."""
    short, long = sorted((one, other), key=len)
    return len(short) > 1 and long[: len(short)] == short


def _likeliest(people: Iterable[Somebody]) -> Somebody:
    """Of people who share a surname: the one it stood for before; else the one named more often; else the one named
    first, since relatives come in later. Where none was named before this place, the next to be named."""

    def order(who: Somebody) -> tuple[bool, int, int, int]:
        if who.seen >= 0:
            return False, -who.short, -len(who.places), who.places[0] if who.places else 0
        return True, 0, 0, who.places[0] if who.places else 0

    return min(people, key=order)
