"""Whom a subject beside a cue may mean: the full names behind "Rubio", "he", "the official", each with reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.extract.subjects import Subject
from corpus.language import lexicon
from corpus.model import Gender, Mention, MentionKind, Person, Span
from corpus.text import words as fold_words

_MEMORY = 14  # the last so many names that a pronoun may mean
_RIVALS = 5  # so many people are weighed for one pronoun
_LONGEST_PHRASE = 70  # characters; what is longer is a clause and no name for anybody
_OWNED_CLAUSE = re.compile(r"[’']s\s+[a-z][a-z\s-]{18,}[^a-z\s-]")
_POSSESSIVE = ("'s", "’s", "' ", "’ ")


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    span: Span
    form: str  # name, pronoun, description, phrase, carried


Meaning = tuple[Speaker, tuple[str, ...]]  # who, and the features of reading it so


@dataclass(frozen=True, slots=True)
class Naming:
    """A person called by name or otherwise, as a reader remembers it."""

    name: str
    unit: int
    first: bool  # opened its unit
    owner: bool  # "Rubio's"


@dataclass(slots=True)
class Memory:
    """What a reader still has in mind: the last speakers and who was named lately, the latest last."""

    speaker: str | None = None
    speaker_unit: int = -99
    earlier: str | None = None  # who spoke before the last speaker
    named: list[Naming] = field(default_factory=list)

    def hear(self, name: str, unit: int) -> None:
        if name != self.speaker:
            self.earlier = self.speaker
        self.speaker, self.speaker_unit = name, unit

    def note(self, text: str, mentions: Sequence[Mention], unit: int) -> None:
        for number, mention in enumerate(mentions):
            if mention.person:
                owner = text[mention.span.end : mention.span.end + 2] in _POSSESSIVE
                self.named.append(Naming(mention.person, unit, number == 0, owner))
        del self.named[:-_MEMORY]


class Cast:
    """The people of one article, asked who is meant."""

    def __init__(self, text: str, people: Sequence[Person], mentions: Sequence[Mention], code: str) -> None:
        self._text = text
        self._gender = {person.name: person.gender for person in people}
        self._pronouns = _pronouns(code)
        words = lexicon(code, "cues")
        self._little = little = words.words("prepositions") | words.words("determiners")
        self._roles = {p.name: {w for role in p.roles for w in fold_words(role.of(text))} - little for p in people}
        self._definite, self._determiners = words.words("definite"), words.words("determiners")
        often = Counter(mention.person for mention in mentions if mention.person)
        self._main = {name for name, _ in often.most_common(2)}

    def meanings(self, subject: Subject, memory: Memory, unit: int, near: Sequence[Mention]) -> Iterator[Meaning]:
        """`near`: the mentions of the subject's own unit."""
        mention, span = subject.mention, subject.span
        if mention is None:
            yield from self._phrase(span, memory, unit)
        elif mention.kind is MentionKind.PRONOUN:
            yield from self._pronoun(mention, memory, unit, near)
        elif mention.kind is MentionKind.DESCRIPTION:
            yield from self._description(mention, memory, unit)
        else:
            yield Speaker(mention.person or span.of(self._text), span, "name"), ("form.name",)

    def _phrase(self, span: Span, memory: Memory, unit: int) -> Iterator[Meaning]:
        words = span.of(self._text)
        if len(words) > _LONGEST_PHRASE or words.lower() in self._pronouns or _OWNED_CLAUSE.search(words):
            return
        size = "long" if len(words) > 40 else "short"
        case = "capital" if words[:1].isupper() else "small"
        kind = self._kind(words)
        reasons = ("form.phrase", f"phrase.{case}", f"phrase.{size}", f"phrase.words.{kind}")
        yield Speaker(words, span, "phrase"), reasons
        if kind == "the":
            yield from self._whoever(words, span, memory, unit, None, "phrase")

    def _description(self, mention: Mention, memory: Memory, unit: int) -> Iterator[Meaning]:
        words = mention.span.of(self._text)
        if mention.person:
            # A reader wants the name: the words alone are offered only where nobody of the article fits.
            reasons = ("form.description", "description.person", *self._role(words, mention.person))
            yield Speaker(mention.person, mention.span, "description"), reasons
        else:
            reasons = ("form.description", "description.words", f"description.{self._kind(words)}")
            yield Speaker(words, mention.span, "description"), reasons
        yield from self._whoever(words, mention.span, memory, unit, mention.person, "description")

    def _whoever(
        self, words: str, span: Span, memory: Memory, unit: int, known: str | None, form: str
    ) -> Iterator[Meaning]:
        """Whom "the minister" may mean besides: the last speaker, and those whose role has the word."""
        last = memory.speaker
        if last and last != known and last in self._gender and unit - memory.speaker_unit <= 4:
            away = min(unit - memory.speaker_unit, 2)
            reasons = (f"form.{form}", f"{form}.speaker.{away}", *self._role(words, last))
            yield Speaker(last, span, form), reasons
        for name in self._holders(words):
            if name not in (last, known):
                yield Speaker(name, span, form), (f"form.{form}", f"{form}.holder")

    def _holders(self, words: str) -> list[str]:
        wanted = set(fold_words(words)) - self._little
        return [name for name, roles in self._roles.items() if not wanted.isdisjoint(roles)][:2]

    def _role(self, words: str, name: str) -> tuple[str, ...]:
        fits = not (set(fold_words(words)) - self._little).isdisjoint(self._roles.get(name, ()))
        return ("role.fits",) if fits else ()

    def _kind(self, words: str) -> str:
        first = words.split(maxsplit=1)[0].lower()
        return "the" if first in self._definite else "a" if first in self._determiners else "bare"

    def _pronoun(self, mention: Mention, memory: Memory, unit: int, near: Sequence[Mention]) -> Iterator[Meaning]:
        words = mention.span.of(self._text)
        gender = self._pronouns.get(words.lower())
        if gender is None:
            yield from self._genderless(mention, words, memory)
            return
        before = [
            Naming(one.person, unit, number == 0, self._owns(one))
            for number, one in enumerate(near)
            if one.person and one.span < mention.span
        ]
        rivals = self._rivals([*memory.named, *before], gender, mention.person, memory)
        for name, reasons in rivals:
            reasons.append("form.pronoun")
            if len(rivals) == 1:
                reasons.append("ante.only")
            yield Speaker(name, mention.span, "pronoun"), tuple(self._reasons(name, reasons, mention, memory, unit))
        if not rivals:
            yield Speaker(words, mention.span, "pronoun"), ("form.pronoun", "ante.nobody")

    def _genderless(self, mention: Mention, words: str, memory: Memory) -> Iterator[Meaning]:
        yield Speaker(words, mention.span, "pronoun"), ("form.plural", "plural.words")
        for name, reason in ((memory.speaker, "speaker"), (mention.person, "person")):
            if name:
                yield Speaker(name, mention.span, "pronoun"), ("form.plural", f"plural.{reason}")

    def _rivals(
        self, named: Sequence[Naming], gender: Gender, resolved: str | None, memory: Memory
    ) -> list[tuple[str, list[str]]]:
        """Who may be meant, the latest named first, with where they were named last."""
        found: dict[str, list[str]] = {}
        for naming in reversed(named):
            if naming.name not in found and self._fits(naming.name, gender) and len(found) < _RIVALS:
                place = "first" if naming.first else "owner" if naming.owner else "later"
                found[naming.name] = [f"ante.recent.{min(len(found), 3)}", f"ante.place.{place}"]
        for name in (resolved, memory.speaker):
            if name and name not in found and self._fits(name, gender):
                found[name] = ["ante.long.ago"]
        return list(found.items())

    def _reasons(self, name: str, reasons: list[str], mention: Mention, memory: Memory, unit: int) -> Iterator[str]:
        yield from reasons
        if name == mention.person:
            yield "ante.resolved"
        if name == memory.speaker:
            away = min(unit - memory.speaker_unit, 4)
            yield f"ante.speaker.{away}"
        elif name == memory.earlier:
            yield "ante.earlier"
        if name in self._main:
            yield "ante.main"
        if self._gender.get(name) is None:
            yield "ante.unsexed"

    def _owns(self, mention: Mention) -> bool:
        return self._text[mention.span.end : mention.span.end + 2] in _POSSESSIVE

    def _fits(self, name: str, gender: Gender) -> bool:
        return name in self._gender and self._gender[name] in (gender, None)


@lru_cache(maxsize=16)
def _pronouns(code: str) -> dict[str, Gender | None]:
    words = lexicon(code, "cues")
    table: dict[str, Gender | None] = dict.fromkeys(words.list("pronouns"))
    table.update(dict.fromkeys(words.list("plural")))
    table.update(dict.fromkeys(words.list("male"), Gender.MALE))
    table.update(dict.fromkeys(words.list("female"), Gender.FEMALE))
    return table
