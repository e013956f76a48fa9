"""The words by which a paste is read, of all languages together: nobody says in which one a message is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis.folding import fold
from corpus.languages import codes, lexicon

_CAPITAL = r"[^\W\d_a-zà-ÿ][\w.'’-]*"


@dataclass(frozen=True, slots=True)
class TitleEndings:
    """When a German compound is a title. Set by hand: shorter endings end other words too."""

    compound: int = 6  # letters of the longest word that is no compound
    ends: int = 4  # letters of the shortest ending that makes a compound a title


_ENDINGS = TitleEndings()


class Vocabulary(NamedTuple):
    verbs: frozenset[str]  # folded: said, told, dijo, sagte
    according: re.Pattern[str]  # according to, según, laut, as a whole word
    follows: frozenset[str]  # "so" in „…“, so Merkel
    titles: frozenset[str]  # folded: mayor, dr, ministra
    qualifiers: frozenset[str]  # folded: former, acting, stellvertretende: the office is not held in full
    endings: tuple[str, ...]
    particles: frozenset[str]
    called: frozenset[str]  # folded: forenames that are a plain word, a title or a verb, too
    plain: frozenset[str]  # words that are no names: function words, what stands before a name in a message
    pronouns: frozenset[str]  # as they are written: él is one, el is none
    determiners: frozenset[str]
    prepositions: frozenset[str]  # folded
    joins: frozenset[str]
    adverbial: frozenset[str]  # where the words that name a speaker end: on Monday, in a statement
    inverted: re.Pattern[str]  # a pronoun behind its verb: a-t-elle
    negations: frozenset[str]
    denials: re.Pattern[str]
    denied_behind: re.Pattern[str]  # what ends such a clause behind the words: gesagt zu haben
    corrections: re.Pattern[str]  # of a note by which a newspaper corrects itself
    printed_wrongly: re.Pattern[str]  # what leads in the words that were wrong: quoted her as saying
    authors: re.Pattern[str]  # whose words they were, in such a note: a remark by | Ann Lee
    in_place_of: re.Pattern[str]  # what stands there right before the words that were wrong
    chatter: frozenset[str]
    indefinite: frozenset[str]  # what brings in somebody new: a, ein, una
    successions: frozenset[str]  # folded: predecessor, who may hold any office
    sexes: Mapping[str, str]  # of a title, where all languages that have it agree: mr, señora
    unchecked: re.Pattern[str]  # how a writer marks a quotation as not checked

    def is_title(self, key: str) -> bool:
        """Whether a folded word is a title or an office, in German also as the end of a compound."""
        return key in self.titles or (len(key) > _ENDINGS.compound and key.endswith(self.endings))

    def is_forename(self, word: str, before: str, following: str) -> bool:
        """Whether what else is another word is a name here: Sean | Tolland, as | May | put it, not Will | we."""
        if not word[:1].isupper() or fold(word) not in self.called:
            return False
        key = fold(following.strip(".,()"))
        if following[:1].isupper() and key not in self.plain and not self.is_title(key):
            return True
        last = fold(before)
        small = bool(last) and (before.islower() or last in self.plain)
        return small and not self.is_title(fold(word))


class Turns(NamedTuple):
    """What turns the sense of a sentence in one language."""

    negations: frozenset[str]  # folded
    conditions: frozenset[str]  # as they are written: sí is none
    joins: frozenset[str]  # as they are written: é is no e
    others: frozenset[str]  # folded: who says what the speaker does not: they say, whoever says
    that: frozenset[str]  # folded: what leads in what they say
    says: frozenset[str]  # folded: verbs behind which it is led in by nothing: they say we are
    limits: frozenset[str]  # as they are written: what limits the words before it, besides a condition: until


@lru_cache(maxsize=16)
def turns(code: str) -> Turns:
    words = lexicon(code, "verify")
    conditions, limits = words.words("conditions"), words.words("limits")
    others, that = _folded(words.list("others")), _folded(words.list("that"))
    says = _folded(words.list("says"))
    return Turns(_folded(words.list("negations")), conditions, words.words("joins"), others, that, says, limits)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    return Vocabulary(
        verbs=_verbs(),
        according=_whole(_listed("cues", "according")),
        follows=_folded(_listed("cues", "so")),
        titles=_titles(),
        qualifiers=_qualifiers(),
        endings=tuple(
            fold(end) for end in lexicon("de", "titles").table("titles")["endings"].split() if len(end) >= _ENDINGS.ends
        ),
        particles=_folded(_listed("verify", "particles")),
        called=_folded(_listed("verify", "called")),
        plain=_folded((*_listed("stopwords", "words"), *_listed("names", "stop"), *_listed("verify", "leads"))),
        pronouns=frozenset(_listed("pronouns", "persons")),
        determiners=_folded(_listed("cues", "determiners")),
        prepositions=_folded(_listed("cues", "prepositions")),
        joins=_folded(_listed("cues", "joins")),
        adverbial=_folded(
            (*_listed("cues", "adverbial"), *_listed("cues", "infinitive"), *_listed("verify", "clause_openers"))
        ),
        inverted=re.compile(rf"-(?:{'|'.join(_listed('cues', 'inverted'))})\b"),
        negations=_folded(_listed("verify", "negations")),
        denials=_whole(_listed("verify", "denials")),
        denied_behind=_whole(_listed("verify", "denied_behind")),
        corrections=_whole(_listed("verify", "corrections")),
        printed_wrongly=_whole(_listed("verify", "printed_wrongly")),
        authors=re.compile(
            rf"\b(?:{'|'.join(_listed('verify', 'authors'))})\s+((?:{_CAPITAL}\s+){{1,3}}{_CAPITAL})(?![\w-])"
        ),
        in_place_of=re.compile(_whole(_listed("verify", "in_place_of")).pattern + r"[\s\"“„«»‚‘']*$", re.I),
        chatter=_folded(_listed("verify", "chatter")),
        indefinite=_folded(_listed("verify", "indefinite")),
        successions=_folded(_listed("verify", "successions")),
        sexes=_sexes(),
        unchecked=re.compile(
            "|".join(rf"[\[(]\s*{re.escape(word)}\s*[\])]" for word in _listed("verify", "unchecked")), re.I
        ),
    )


def _verbs() -> frozenset[str]:
    from corpus.extract.quotes.cues.cue_words import CueKind, forms  # here: the extraction takes a while to load

    speech = (CueKind.SAY, CueKind.TELL, CueKind.REPORT, CueKind.ASK, CueKind.PLEDGE)
    return _folded(form for code in codes() for form in forms(code, speech) if " " not in form)


def _listed(topic: str, key: str) -> list[str]:
    return [word for code in codes() for word in lexicon(code, topic).list(key)]


def _folded(listed: Iterable[str]) -> frozenset[str]:
    words = "\n".join(listed)  # thousands: folded at once in a third of the time
    return frozenset(fold(words).split("\n")) if words else frozenset()


def _titles() -> frozenset[str]:
    found: set[str] = set()
    for code in codes():
        words = lexicon(code, "titles")
        roles = words.table("roles")
        listed = [
            *words.table("honorifics"),
            *words.table("short"),
            words.table("titles").get("words", ""),
            *roles.values(),
        ]
        found.update(fold(word) for text in listed for word in text.split())
    return frozenset(found - _folded(_listed("stopwords", "words")) - _folded(_listed("verify", "particles")) - {""})


def _qualifiers() -> frozenset[str]:
    tables = [lexicon(code, "titles").table("roles") for code in codes()]
    return _folded(word for roles in tables for key in ("qualifiers", "then") for word in roles.get(key, "").split())


def _sexes() -> dict[str, str]:
    told: dict[str, set[str]] = {}
    for code in codes():
        for title, sex in lexicon(code, "titles").table("honorifics").items():
            told.setdefault(fold(title), set()).add(sex)
    return {title: sexes.pop() for title, sexes in told.items() if len(sexes) == 1 and "" not in sexes}


def _whole(listed: list[str]) -> re.Pattern[str]:
    tried = "|".join(re.escape(word) for word in sorted(set(listed), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{tried})(?!\w)", re.I)
