"""What a word alone says about names: whether it is a forename, a surname, a place, a title, or stands in no name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.people.name_shapes import WORLD, listed
from corpus.languages import lexicon
from corpus.model import Gender


class Is:
    """What a word may be, as bits of an integer. An enumeration would cost half the time of the whole extraction."""

    FEMALE = 1
    MALE = 2
    EITHER = 4
    SURNAME = 8
    PLACE = 16
    DEMONYM = 32
    BODY = 64  # a word of organisations, buildings, events
    STOP = 128
    CALENDAR = 256
    TITLE = 512
    HONORIFIC = 1024
    MODIFIER = 2048
    PARTICLE = 4096
    SUFFIX = 8192
    COMMON = 16384  # a forename met everywhere
    WORD = 32768  # a common word of the language
    FORENAME = FEMALE | MALE | EITHER
    RANK = TITLE | HONORIFIC


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lists of one language together with those of the world; keys are in lower case."""

    code: str
    bits: dict[str, int]
    honorifics: dict[str, str]
    phrases: frozenset[str]  # places of several words
    nations: dict[str, str]
    prior: dict[str, str]  # the word before a name -> its kind
    after_names: frozenset[str]
    being: frozenset[str]
    pronouns: tuple[str, ...]
    endings: tuple[str, ...]  # of compounds that are titles: Bundesfinanzminister
    callings: tuple[str, ...]  # endings of what people are: biochemist, historian
    deeds: tuple[str, ...]  # endings of what was done to somebody: Indicted Becker
    parting: frozenset[str]  # particles elsewhere, no part of a name here
    past: tuple[str, ...]  # endings of a verb of the past
    presenting: tuple[str, ...]  # endings of a verb that opens a headline: Introducing Ann Lee
    romance: bool  # a verb may open its sentence: "Habló Ana López"
    genitive: bool  # an s without apostrophe: Merkels
    surname_articles: frozenset[str]  # of any language: Le Pen
    qualifiers: frozenset[str]  # former, acting: who holds an office no more, not yet or for another
    elided: tuple[str, ...]  # what is written on to a name and is no part of it: "d'Anne"

    def of(self, word: str) -> int:
        low = word.lower()
        told = self.bits.get(low)
        if told is None:
            ends = self.endings and len(low) > 7 and low.endswith(self.endings)
            return Is.TITLE if ends or ("-" in low and self._qualified(low)) else 0
        return told

    def _qualified(self, word: str) -> bool:
        """Whether a word with a hyphen is an office: then-mayor, president-elect."""
        first, _, last = word.partition("-")
        office = last if first in self.qualifiers else first if last in self.qualifiers else ""
        return bool(self.bits.get(office, 0) & Is.RANK)


_PRIOR = (
    ("his", "after his"),
    ("that", "after that"),
    ("to", "after to"),
    ("of", "after of"),
    ("joining", "after and"),
    ("articles", "after article"),
    ("before_names", "after name word"),
    ("saying", "after saying"),
    ("places_follow", "after place word"),
)


@lru_cache(maxsize=32)
def vocabulary(code: str) -> Vocabulary:
    names, titles = lexicon(code, "names"), lexicon(code, "titles")
    places = lexicon(WORLD, "places")
    bits = dict(_world())
    honorifics = titles.table("honorifics")
    own = (
        (Is.BODY, names.list("organisation")),
        (Is.STOP, names.list("stop")),
        (Is.WORD, names.list("common")),
        (Is.CALENDAR, names.list("calendar")),
        (Is.HONORIFIC, tuple(honorifics)),
        (Is.TITLE, titled(code)),
        (Is.MODIFIER, modifiers(code)),
    )
    small = bool(names.list("small_calendar"))  # months begin small there, so "Julio Demar" is a name
    for bit, words in own:
        for word in words:
            if not (small and bit == Is.CALENDAR and bits.get(word, 0) & Is.COMMON):
                bits[word] = bits.get(word, 0) | bit
    return Vocabulary(
        code,
        bits,
        honorifics,
        frozenset(phrase.lower() for phrase in places.list("many")),
        {key.lower(): value for key, value in places.table("nations").items()},
        {word: kind for key, kind in _PRIOR for word in names.list(key)},
        names.words("after_names") | names.words("saying"),
        names.words("being"),
        (*lexicon(code, "pronouns").list("male"), *lexicon(code, "pronouns").list("female")),
        nested(code, "titles", "endings"),
        names.list("callings"),
        names.list("deeds"),
        names.words("parting"),
        names.list("past") or ("ed", "ó"),
        names.list("presenting"),
        bool(names.list("past")),
        bool(names.list("genitive")),
        lexicon(WORLD, "surnames").words("articles"),
        frozenset((*nested(code, "roles", "qualifiers"), *nested(code, "roles", "then"))),
        names.list("elided"),
    )


def beginning(words: Iterable[str]) -> str:
    """A pattern of any of the words where a word begins. A set of letters stands first, which the engine seeks much
    faster than a place between two words."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rest.setdefault(word[0], []).append(re.escape(word[1:]))
    choices = "|".join(f"(?<={first})(?:{'|'.join(ends)})" for first, ends in rest.items())
    return rf"[{''.join(rest)}](?<![\w’'-].)(?:{choices})"


def titled(code: str) -> tuple[str, ...]:
    return nested(code, "titles", "words")


def modifiers(code: str) -> tuple[str, ...]:
    return nested(code, "titles", "modifiers")


def nested(code: str, table: str, key: str) -> tuple[str, ...]:
    """The words under a key of a table of titles.toml."""
    return tuple(lexicon(code, "titles").table(table).get(key, "").split())


@lru_cache(maxsize=1)
def _world() -> dict[str, int]:
    forenames, surnames, places = (lexicon(WORLD, topic) for topic in ("forenames", "surnames", "places"))
    lists = (
        (Is.FEMALE, forenames.list("female")),
        (Is.MALE, forenames.list("male")),
        (Is.EITHER, forenames.list("either")),
        (Is.COMMON, forenames.list("common")),
        (Is.SURNAME, surnames.list("surnames")),
        (Is.PLACE, places.list("one")),
        (Is.DEMONYM, places.list("demonyms")),
        (Is.BODY, lexicon(WORLD, "bodies").list("words")),
        (Is.PARTICLE, tuple(listed("particles"))),
        (Is.SUFFIX, tuple(listed("suffixes"))),
    )
    bits: dict[str, int] = {}
    for bit, words in lists:
        for word in words:
            key = word.lower()
            bits[key] = bits.get(key, 0) | bit
    return bits


def gender_of(bits: int) -> Gender | None:
    """What a forename's bits tell; None for those both have."""
    if bits & Is.EITHER or bits & (Is.FEMALE | Is.MALE) in (0, Is.FEMALE | Is.MALE):
        return None
    return Gender.FEMALE if bits & Is.FEMALE else Gender.MALE
