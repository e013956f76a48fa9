"""Whom a pronoun or a description means: the people named before it, each with its features."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.analysis.linear_model import LinearModel, Registry, shares
from corpus.extract.people.callings import NOBODY, Calling
from corpus.extract.people.clusters import Somebody
from corpus.extract.people.name_lexicon import beginning
from corpus.languages import fitted, lexicon
from corpus.model import Gender, MentionKind


@dataclass(frozen=True, slots=True)
class ReferenceReach:
    """How many people a pronoun or a description may mean. Set by hand: who was named longer ago is named again."""

    people: int = 12  # looked back at, the latest first


REACH = ReferenceReach()


class Part(StrEnum):
    """The part a reference has in its clause, roughly told."""

    SUBJECT = "subject"
    OWNER = "owner"
    OBJECT = "object"  # after a verb
    PREPOSED = "preposed"  # after a preposition
    LISTED = "listed"  # after "and", a comma


@dataclass(slots=True)
class Reference:
    """A place where a person is meant, on its way to become a Mention."""

    start: int
    end: int
    kind: MentionKind
    who: Somebody | None = None
    sentence: int = 0
    block: int = 0
    quoted: bool = False
    opens: bool = False  # the first words of its sentence
    part: Part = Part.OBJECT
    gender: Gender | None = None
    word: str = ""  # of a pronoun
    strict: bool = False  # of a pronoun: means only people whose gender is known
    calling: Calling = NOBODY  # of a description
    likely: Sequence[tuple[Somebody, float]] = ()  # whom a pronoun can mean, the likeliest first, each with its share


@dataclass(frozen=True, slots=True)
class Pronouns:
    found: re.Pattern[str] | None
    gender: dict[str, Gender | None]
    subject: frozenset[str]
    possessive: frozenset[str]
    either: frozenset[str]  # own or suffer, which the next word tells
    before_object: frozenset[str]
    clause: frozenset[str]
    shared: frozenset[str]  # a woman, or several people: the verb tells
    joining: frozenset[str]  # these join one name to another
    topics: frozenset[str]  # what leads to somebody whom the pronoun goes on about: as for Ann Lee, she
    only_known: frozenset[str]  # taken for a person only where the gender is known to fit


@lru_cache(maxsize=32)
def pronouns(code: str) -> Pronouns:
    words = lexicon(code, "pronouns")
    gender: dict[str, Gender | None] = {}
    for key, value in (("male", Gender.MALE), ("female", Gender.FEMALE), ("any", None)):
        for word in words.list(key):
            if "'" not in word:
                gender[word] = value
    cases = [form for word in gender for form in (word, word.capitalize(), word.upper())]
    tied = "|".join(words.list("inverted"))  # "dit-il", "a-t-elle dit"
    rest = rf"|(?<=-)(?:{tied})(?![\w-])" if tied else ""
    found = re.compile(rf"{beginning(cases)}(?![\w-]){rest}") if cases else None
    return Pronouns(
        found,
        gender,
        words.words("subject"),
        words.words("possessive"),
        words.words("either"),
        words.words("before_object"),
        words.words("clause"),
        words.words("shared"),
        words.words("joining"),
        words.words("topics"),
        words.words("only_known"),
    )


@lru_cache(maxsize=1)
def _model() -> LinearModel:
    return LinearModel(fitted("coreference", "world").numbers("weights"))


@dataclass(slots=True)
class _Trace:
    """What the text has said of a person so far."""

    last: Reference
    count: int = 0
    outside: Reference | None = None  # the last mention not inside a quotation
    subject: Reference | None = None


class Discourse:
    """The people met so far, the last met first."""

    def __init__(self, main: Somebody | None = None) -> None:
        self.traces: dict[Somebody, _Trace] = {}
        self.main = main  # whom the text names most

    def meet(self, reference: Reference) -> None:
        who = reference.who
        if who is None:
            return
        trace = self.traces.pop(who, None) or _Trace(reference)
        trace.last = reference
        trace.count += 1
        if not reference.quoted:
            trace.outside = reference
            if reference.part is Part.SUBJECT:
                trace.subject = reference
        self.traces[who] = trace  # the end of the dictionary is the most recent

    def features(self, pronoun: Reference) -> list[tuple[Somebody, list[str]]]:
        """The people the pronoun can mean, each with its features; the most recent first."""
        found: list[tuple[Somebody, list[str]]] = []
        for n, (who, trace) in enumerate(reversed(self.traces.items())):
            if n >= REACH.people:
                break
            if pronoun.gender is not None and who.gender is not pronoun.gender and (who.gender or pronoun.strict):
                continue
            features = _features(pronoun, trace, len(found))
            if who is self.main:
                features.append("main")
            if who.gender is None and pronoun.gender is not None:
                features.append("gender unknown" if len(who.key) > 1 else "gender unknown, one word")
            found.append((who, features))
        return found

    def likely(self, pronoun: Reference, barred: Somebody | None) -> list[tuple[Somebody, float]]:
        """The people the pronoun can mean, the likeliest first, each with the share of the probability it has."""
        offered = [one for one in self.features(pronoun) if one[0] is not barred]
        weighed = list(shares(_model().total(features) for _, features in offered))
        whole = sum(weighed)
        found = [(who, share / whole) for (who, _), share in zip(offered, weighed, strict=True)]
        found.sort(key=lambda one: -one[1])
        return found


_PLACES = ("same", "before", "earlier")  # sentence
ANTECEDENT = Registry(
    {
        "{part} after {last}, {place}": "the part of the pronoun, that of the last mention, and where that is",
        "rank {rank}": "people who fit and were named since",
        "named {times}": "mentions of the person so far",
        "sentences {gap}": "sentences since the last mention; 5 and more",
        "near": "it stands in the same sentence, within 40 characters",
        "mid": "within 120",
        "far": "farther off",
        "subject too, {place}": "the person was a subject since",
        "chain": "the last mention is a pronoun itself",
        "described": "it is a description",
        "opened, {place}": "it opens its sentence",
        "both quoted": "both stand in quotations",
        "frame of quotation": "the person is the subject of the sentence that quotes the pronoun",
        "outside of quotation": "the pronoun alone stands in a quotation",
        "only in quotation": "the person was named only in quotations, and the pronoun stands in none",
        "other paragraph": "the last mention stands in another paragraph",
        "main": "the person whom the text names most",
        "gender unknown": "nobody knows whether the person is a man or a woman",
        "gender unknown, one word": "and only one word of the name is known",
    },
    part=tuple(Part),
    last=tuple(Part),
    place=_PLACES,
    rank=("0", "1", "2", "3"),
    times=("0", "1", "2", "3", "4"),
    gap=("2", "3", "4", "5"),
)
_AFTER = {(a, b, place): f"{a} after {b}, {place}" for a in Part for b in Part for place in _PLACES}
_RANK = tuple(f"rank {n}" for n in range(4))
_NAMED = tuple(f"named {n}" for n in range(5))


def _features(pronoun: Reference, trace: _Trace, rank: int) -> list[str]:
    last = trace.last
    if last.quoted and not pronoun.quoted and trace.outside is not None:
        last = trace.outside
    gap = pronoun.sentence - last.sentence
    place = _PLACES[min(gap, 2)]
    features = [
        _AFTER[pronoun.part, last.part, place],
        _RANK[min(rank, 3)],
        _NAMED[min(trace.count, 4)],
    ]
    if gap > 1:
        features.append(f"sentences {min(gap, 5)}")
    elif gap == 0:
        features.append("near" if pronoun.start - last.end < 40 else "far" if pronoun.start - last.end > 120 else "mid")
    if trace.subject is not None and trace.subject is not last:
        since = pronoun.sentence - trace.subject.sentence
        if since < 3:
            features.append(f"subject too, {_PLACES[min(since, 2)]}")
    if last.kind is MentionKind.PRONOUN:
        features.append("chain")
    elif last.kind is MentionKind.DESCRIPTION:
        features.append("described")
    if last.opens:
        features.append(f"opened, {place}")
    if pronoun.quoted:
        if last.quoted:
            features.append("both quoted")
        else:
            features.append("frame of quotation" if gap == 0 and last.part is Part.SUBJECT else "outside of quotation")
    elif last.quoted:
        features.append("only in quotation")
    if last.block != pronoun.block:
        features.append("other paragraph")
    return features
