"""Whom a pronoun or a description means: the people named before it, each with what speaks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.extract.people import Somebody
from corpus.language import lexicon
from corpus.model import Gender, MentionKind

REACH = 12  # people looked back at


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
    subject: bool = False
    possessive: bool = False
    after_preposition: bool = False
    gender: Gender | None = None
    word: str = ""
    head: str = ""
    field_name: str | None = None
    nation: str | None = None
    opens: bool = False  # the first words of its sentence
    cases: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Pronouns:
    found: re.Pattern[str] | None
    gender: dict[str, Gender | None]
    subject: frozenset[str]
    possessive: frozenset[str]
    reflexive: frozenset[str]
    before_object: frozenset[str]


@lru_cache(maxsize=32)
def pronouns(code: str) -> Pronouns:
    words = lexicon(code, "pronouns")
    gender: dict[str, Gender | None] = {}
    for key, value in (("male", Gender.MALE), ("female", Gender.FEMALE), ("any", None)):
        for word in words.list(key):
            if "'" not in word:
                gender[word] = value
    longest = sorted(gender, key=len, reverse=True)
    found = re.compile(rf"(?<![\w’'-])(?:{'|'.join(longest)})(?![\w-])", re.IGNORECASE) if longest else None
    return Pronouns(
        found,
        gender,
        words.words("subject"),
        words.words("possessive"),
        words.words("reflexive"),
        words.words("before_object"),
    )


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return lexicon("world", "pronoun_weights").numbers("weights")


@dataclass(slots=True)
class _Trace:
    """What the text has said of a person so far."""

    last: Reference
    count: int = 0
    outside: Reference | None = None  # the last mention not inside a quotation


class Discourse:
    """The people met so far, the last met first."""

    def __init__(self) -> None:
        self.traces: dict[Somebody, _Trace] = {}

    def meet(self, reference: Reference) -> None:
        who = reference.who
        if who is None:
            return
        trace = self.traces.pop(who, None) or _Trace(reference)
        trace.last = reference
        trace.count += 1
        if not reference.quoted:
            trace.outside = reference
        self.traces[who] = trace  # the end of the dictionary is the most recent

    def traits(self, pronoun: Reference) -> list[tuple[Somebody, list[str]]]:
        """The people the pronoun can mean, each with its traits; the most recent first."""
        found: list[tuple[Somebody, list[str]]] = []
        top = max((trace.count for trace in self.traces.values()), default=0)
        for n, (who, trace) in enumerate(reversed(self.traces.items())):
            if n >= REACH:
                break
            if who.gender is not None and pronoun.gender is not None and who.gender != pronoun.gender:
                continue
            found.append((who, _traits(pronoun, who, trace, len(found), top)))
        return found

    def choose(self, pronoun: Reference) -> Somebody | None:
        weights = _weights()
        best, chosen = float("-inf"), None
        for who, traits in self.traits(pronoun):
            score = sum(weights.get(trait, 0.0) for trait in traits)
            if score > best:
                best, chosen = score, who
        return chosen


def _traits(pronoun: Reference, who: Somebody, trace: _Trace, rank: int, top: int) -> list[str]:
    last = trace.last
    if last.quoted and not pronoun.quoted and trace.outside is not None:
        last = trace.outside
    gap = pronoun.sentence - last.sentence
    traits = [f"sentences {min(gap, 4)}", f"rank {min(rank, 3)}"]
    if who.gender is not None and pronoun.gender is not None:
        traits.append("gender known")
    elif pronoun.gender is not None and not who.key[0].isalpha():
        traits.append("gender odd")
    if last.subject:
        traits.append(f"was subject {min(gap, 2)}")
        if pronoun.subject:
            traits.append("both subjects")
    if last.possessive:
        traits.append("was possessive")
    elif last.after_preposition:
        traits.append("was object")
    if last.kind is MentionKind.PRONOUN:
        traits.append("chain" if last.word[:2] == pronoun.word[:2] or True else "")
    elif last.kind is MentionKind.DESCRIPTION:
        traits.append("was description")
    if last.opens:
        traits.append("opened its sentence")
    if last.quoted and not pronoun.quoted:
        traits.append("only in quotation")
    if pronoun.quoted and not last.quoted and gap == 0:
        traits.append("frame of quotation")
    if last.block == pronoun.block:
        traits.append("same paragraph")
    if trace.count == top and top > 1:
        traits.append("most named")
    if trace.count > 2:
        traits.append("named often")
    if len(who.key) > 1:
        traits.append("full name known")
    if gap == 0:
        if pronoun.possessive:
            traits.append("own possessive" if last.subject else "same sentence possessive")
        elif not pronoun.subject:
            traits.append("object of same sentence" if last.subject else "same sentence object")
        elif last.subject:
            traits.append("subject again")
    return traits
