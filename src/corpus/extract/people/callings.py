"""What offices and trades are called, and whether two callings can be one person's: the regidor is the alcaldesa."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis.folding import fold
from corpus.extract.people.name_lexicon import nested, vocabulary
from corpus.extract.people.name_shapes import WORLD
from corpus.languages import LIMITS, lexicon
from corpus.model import Gender

_WORD = re.compile(r"[^\W_](?:[\w.’'-]*\w)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_ELIDED = re.compile(r"^[dlDL]['’]")
_AGE = re.compile(r"\b(\d\d)(?:\W|$)")


@dataclass(frozen=True, slots=True)
class CallingSizes:
    """How many letters and words tell a calling. Set by hand: with shorter stems unrelated words would count as one
    calling."""

    stem: int = 5  # letters in which words of one stem agree: Valencia, valenciano
    longest: int = 4  # words of a phrase that names one office
    shortest: int = 4  # letters before the ending of a trade the lists do not have


_SIZES = CallingSizes()

ANYONE = "anyone"


@dataclass(frozen=True, slots=True)
class Calling:
    """What somebody is called instead of a name, taken apart."""

    head: str = ""  # the noun, in small letters
    offices: frozenset[str] = frozenset()  # what it names
    broader: frozenset[str] = frozenset()  # what whoever is that is besides
    about: frozenset[str] = frozenset()  # stems of the words that tell which: of Defence, Valencian
    nation: str | None = None
    gender: Gender | None = None
    age: str | None = None
    vague: bool = False  # said of anybody: the official
    qualified: bool = False  # former, acting, deputy: whoever is plainly that is somebody else


NOBODY = Calling()


_BODIES = ("ía", "ías")
_STRESSED = "\u0301"


@dataclass(frozen=True, slots=True)
class Offices:
    """The words of a language for offices and trades, folded."""

    code: str
    names: dict[tuple[str, ...], frozenset[str]]  # the words, without the little ones -> what they name
    gender: dict[str, Gender | None]
    written: dict[str, Gender | None]  # the single words as they are written
    short: dict[str, str]  # sen -> senator
    vague: frozenset[str]
    unsure: frozenset[str]  # words of other things as often: only beside a name
    narrow: frozenset[str]  # of the links those that only a name follows: por Puno
    leading: frozenset[str]  # where the noun follows the article: what may stand between; else nothing
    determiners: frozenset[str]
    told: dict[str, Gender]  # by the determiner
    epicene: frozenset[str]
    endings: tuple[str, ...]
    little: frozenset[str]
    links: frozenset[str]
    qualities: tuple[str, ...]
    qualifiers: frozenset[str]
    former: tuple[str, ...]  # what is written on to an office that somebody has left: exalcalde, Altbürgermeister
    no_qualities: frozenset[str]
    firsts: frozenset[str]  # the first words of all names
    openings: dict[str, bool]  # what was asked before

    def known(self, word: str) -> bool:
        return (word,) in self.names or self.trade(word)

    def may_open(self, word: str) -> bool:
        """Whether a phrase about somebody may begin with the word, as it is written; asked of every article's noun."""
        told = self.openings.get(word)
        if told is None:
            folded = plain(word)
            told = folded in self.leading or folded in self.firsts or self.trade(folded)
            if len(self.openings) < LIMITS.kept:
                self.openings[word] = told
        return told

    def trade(self, word: str) -> bool:
        """Whether its ending alone makes a word a trade."""
        return bool(self.endings) and word.endswith(self.endings) and len(word) > _SIZES.shortest + 3

    def left(self, word: str) -> bool:
        """Whether a word says that somebody held an office before: exalcalde, ex-ministre."""
        rests = (word.removeprefix(prefix).lstrip("-") for prefix in self.former if word.startswith(prefix))
        return any((rest,) in self.names for rest in rests)

    def named(self, words: Sequence[str]) -> tuple[int, frozenset[str]]:
        """-> how many of the words, from the first, name an office, and which."""
        for size in range(min(_SIZES.longest, len(words)), 0, -1):
            found = self.names.get(tuple(words[:size]))
            if found is not None:
                return size, found
        return 0, frozenset()

    def compound(self, word: str) -> frozenset[str]:
        """The office that the longest known end of a German compound names: Finanzstaatssekretärin."""
        for start in range(3, len(word) - 3):
            found = self.names.get((word[start:],))
            if found is not None:
                return found
        return frozenset()


def plain(word: str) -> str:
    """The word folded, but the stress stays that tells a body from an office: la Secretaría is no secretaria."""
    return fold(word) + _STRESSED if word.lower().endswith(_BODIES) else fold(word)


@lru_cache(maxsize=16)
def offices(code: str) -> Offices:
    data = lexicon(code, "callings")
    phrase = data.table("phrase")
    little = frozenset(map(fold, phrase.get("little", "").split()))
    names: dict[tuple[str, ...], frozenset[str]] = {}
    gender: dict[str, Gender | None] = {}
    single: dict[str, Gender | None] = {}
    for office, written in data.table("offices").items():
        for words, told in _forms(written):
            if len(words) == 1:
                single.setdefault(words[0], told)
            key = tuple(word for word in map(plain, words) if word not in little)
            names[key] = names.get(key, frozenset()) | {office}
            if len(key) == 1:
                gender.setdefault(key[0], told)
    for sex, told in (("male", Gender.MALE), ("female", Gender.FEMALE)):
        for noun in map(fold, data.table("anyone").get(sex, "").split()):
            names[(noun,)] = names.get((noun,), frozenset()) | {ANYONE}
            gender.setdefault(noun, told)
    return Offices(
        code,
        names,
        {**gender, **_listed_genders(code)},
        single,
        lexicon(code, "titles").table("short"),
        frozenset(map(fold, phrase.get("vague", "").split())),
        frozenset(map(fold, phrase.get("unsure", "").split())),
        frozenset(map(fold, phrase.get("narrow", "").split())),
        frozenset(map(fold, phrase.get("leading", "").split())),
        frozenset(map(fold, phrase.get("determiners", "").split())),
        {
            fold(word): told
            for key, told in (("male", Gender.MALE), ("female", Gender.FEMALE))
            for word in phrase.get(key, "").split()
        },
        frozenset(map(fold, phrase.get("epicene", "").split())),
        tuple(map(fold, phrase.get("endings", "").split())),
        little,
        frozenset(map(fold, phrase.get("links", "").split())),
        tuple(phrase.get("qualities", "").split()),
        frozenset(map(fold, nested(code, "roles", "qualifiers"))),
        tuple(phrase.get("former", "").split()),
        frozenset(phrase.get("no_qualities", "").split()),
        frozenset(key[0] for key in names if key),
        {},
    )


def _listed_genders(code: str) -> dict[str, Gender | None]:
    told: tuple[tuple[str, Gender | None], ...] = (("either", None), ("male", Gender.MALE), ("female", Gender.FEMALE))
    return {fold(word): value for key, value in told for word in nested(code, "roles", key)}


def _forms(written: str) -> Iterator[tuple[tuple[str, ...], Gender | None]]:
    """The forms that an entry of a list stands for: `concejal/a` is concejal and concejala, `jefe/a_comunal` two
    words in two forms."""
    for entry in written.split():
        if "/" not in entry:
            yield tuple(entry.split("_")), None
            continue
        parts = entry.split("_")
        yield tuple(part.partition("/")[0] for part in parts), Gender.MALE
        yield tuple(_other(*part.partition("/")[::2]) for part in parts), Gender.FEMALE


def _other(stem: str, ending: str) -> str:
    if not ending:
        return stem
    if stem[-1] in "oea" and ending[0] in "aeio":
        stem = stem[:-1]
    return stem + ending


@lru_cache(maxsize=1)
def _broader() -> dict[str, frozenset[str]]:
    direct = {office: told.split() for office, told in lexicon(WORLD, "callings").table("broader").items()}

    def above(office: str) -> set[str]:
        found = set(direct.get(office, ()))
        return found.union(*map(above, found)) if found else found

    return {office: frozenset(above(office)) for office in direct}


@lru_cache(maxsize=4_000)
def callings(role: str, code: str) -> tuple[Calling, ...]:
    """What a role says somebody is; `minister of justice and spokesman of the government` are two things."""
    known = offices(code)
    parts = [part for part in re.split(r",| [ye&] | and | und | et | e ", role) if part]
    found = [one for part in parts if (one := read(part, code)).offices or known.known(one.head)]
    whole = read(role, code)
    return tuple(dict.fromkeys([whole, *found])) if whole.head else tuple(found)


@lru_cache(maxsize=4_000)
def read(phrase: str, code: str) -> Calling:
    """Takes `el también diputado opositor` or `the acting mayor of Ely` apart."""
    known = offices(code)
    written = [known.short.get(word.lower(), word) for word in map(_bare, _WORD.findall(phrase))]
    words = [plain(word) for word in written]
    first, size, held = _head(words, known)
    if size == 0:
        opening = (n for n, word in enumerate(words) if word not in known.determiners and word not in known.leading)
        first = next(opening, 0)
        size = 1 if words else 0
    head = words[first if known.leading else first + size - 1] if words else ""
    rest = [word for n, word in enumerate(words) if not first <= n < first + size]
    about = frozenset(word[: _SIZES.stem] for word in rest if _tells(word, known))
    broader = frozenset().union(*(_broader().get(office, frozenset()) for office in held)) - held
    age = _AGE.search(phrase)
    return Calling(
        head,
        held,
        broader,
        about,
        _nation(written, code),
        _gender(words, head, known),
        age.group(1) if age else None,
        head in known.vague,
        not known.qualifiers.isdisjoint(rest) or any(map(known.left, words)),
    )


def _tells(word: str, known: Offices) -> bool:
    small = word in known.little or word in known.determiners or word in known.leading
    return not small and len(word) > 1 and not word.isdigit()


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", _ELIDED.sub("", word)).rstrip(".")


def _head(words: list[str], known: Offices) -> tuple[int, int, frozenset[str]]:
    """-> where the noun stands, over how many words, and what it names."""
    if known.leading:
        for n in range(min(len(words), 6)):
            size, held = _named_over(words, n, known)
            if size:
                return n, size, held
            if known.trade(words[n]):
                return n, 1, frozenset()
        return 0, 0, frozenset()
    best: tuple[int, int, frozenset[str]] = (0, 0, frozenset())
    for n, word in enumerate(words[:8]):
        size, held = _named_over(words, n, known)
        if size and n + size > best[0] + best[1]:
            best = (n, size, held)
        if best[1] and n >= best[0] + best[1] - 1 and n + 1 < len(words) and words[n + 1] in known.links:
            break
        if not best[1] and (known.trade(word) or known.compound(word)):
            best = (n, 1, known.compound(word))
    return best


def _named_over(words: list[str], start: int, known: Offices) -> tuple[int, frozenset[str]]:
    """-> how many words name an office, and which, with the little words inside passed over: jefe de la diplomacia."""
    first = words[start]
    if (first in known.little or first in known.determiners) and (first,) not in known.names:
        return 0, frozenset()
    kept = [n for n in range(start, min(len(words), start + 7)) if words[n] not in known.little]
    size, held = known.named([words[n] for n in kept])
    return (kept[size - 1] + 1 - start, held) if size else (0, frozenset())


def _nation(words: Sequence[str], code: str) -> str | None:
    nations = vocabulary(code).nations
    return next((told for word in words if (told := nations.get(word.lower()))), None)


def _gender(words: Sequence[str], head: str, known: Offices) -> Gender | None:
    if head in known.epicene:
        return None
    if words and words[0] in known.told:
        return known.told[words[0]]
    return known.gender.get(head)


# How much it speaks for one person that what they are called fits so well, and that it agrees in what it adds.
_LEVEL = {"word": 4.0, "office": 3.5, "broader": 2.5, "narrower": 1.5, "anyone": 0.7, "unknown": 0.4, "none": -9.0}
_AGREED = {"shared": 1.5, "open": 0.0, "apart": -2.0}
_AGREED_WIDELY = {"shared": 1.5, "open": 0.0, "apart": -0.7}  # of two words for two sides of somebody


class Fit(NamedTuple):
    level: str  # word: the same; office: the same by another; broader, narrower: an official, the mayor; anyone; none
    agreement: str  # what both add to it is shared, apart, or open, where one adds nothing

    @property
    def close(self) -> bool:
        """Whether it is the very calling, and nothing it adds speaks against it."""
        return self.level in ("word", "office") and self.agreement != "apart"

    @property
    def worth(self) -> float:
        near = self.level in ("word", "office")
        return _LEVEL[self.level] + (_AGREED if near else _AGREED_WIDELY)[self.agreement]


NO_FIT = Fit("none", "open")
UNKNOWN = Fit("unknown", "open")  # of somebody of whom nothing is told


def best_fit(wanted: Calling, held: Sequence[Calling]) -> Fit:
    """Of several things somebody is the one that fits best."""
    return max([fit(wanted, one) for one in held or (NOBODY,)], key=lambda found: found.worth)


def fit(wanted: Calling, held: Calling) -> Fit:
    """How near what is held comes to what is wanted."""
    level = "none"
    same = wanted.head and wanted.head == held.head and not _another_office(wanted, held)
    if same and ANYONE not in wanted.offices:
        level = "word"
    elif wanted.offices & held.offices - {ANYONE}:
        level = "office"
    elif wanted.offices & held.broader:
        level = "broader"
    elif held.offices & wanted.broader:
        level = "narrower"
    elif ANYONE in wanted.offices or _only_nation(wanted):
        level = "anyone"
    agreement = _agreement(wanted, held)
    if wanted.qualified and not held.qualified and level in ("word", "office"):
        level = "none"
    if wanted.vague and agreement != "shared" and level != "word":
        level = "none"
    return Fit(level, agreement)


def _another_office(wanted: Calling, held: Calling) -> bool:
    """Whether one noun names two offices here: the prime minister is no finance minister, but the minister may be."""
    both = wanted.offices and held.offices
    return bool(both) and wanted.offices.isdisjoint(held.offices | held.broader)


def _only_nation(wanted: Calling) -> bool:
    """Whether the words say no more than where somebody is from: `el ecuatoriano` is anybody of that country."""
    return wanted.nation is not None and not wanted.offices and not wanted.about


def _agreement(wanted: Calling, held: Calling) -> str:
    if wanted.nation and held.nation:
        return "shared" if wanted.nation == held.nation else "apart"
    if wanted.age and held.age:
        return "shared" if wanted.age == held.age else "apart"
    if wanted.about & held.about:
        return "shared"
    return "open" if not wanted.about or not held.about else "apart"
