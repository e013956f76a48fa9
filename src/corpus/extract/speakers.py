"""Whom a subject beside a cue means: the full name behind "Rubio", "he" or "the U.S. official"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.extract.subjects import Subject
from corpus.language import lexicon
from corpus.model import Gender, Mention, MentionKind, Person, Span

_MEMORY = 12  # the last so many names that a pronoun may mean
_LONGEST_PHRASE = 70  # characters; what is longer is a clause and no name for anybody
_OWNED_CLAUSE = re.compile(r"[’']s\s+[a-z][a-z\s-]{18,}[^a-z\s-]")


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    span: Span
    form: str  # name, pronoun, description, phrase


@dataclass(slots=True)
class Memory:
    """What a reader still has in mind: the last speaker and who was named lately, the latest last."""

    speaker: str | None = None
    speaker_unit: int = -99
    named: list[tuple[str, int, bool]] = field(default_factory=list)  # name, unit, whether it opened its unit

    def hear(self, name: str, unit: int) -> None:
        self.speaker, self.speaker_unit = name, unit

    def note(self, mentions: Sequence[Mention], unit: int) -> None:
        for number, mention in enumerate(mentions):
            if mention.person and mention.kind is not MentionKind.PRONOUN:
                self.named.append((mention.person, unit, number == 0))
        del self.named[:-_MEMORY]


class Cast:
    """The people of one article, asked who is meant."""

    def __init__(self, text: str, people: Sequence[Person], code: str) -> None:
        self._text = text
        self._gender = {person.name: person.gender for person in people}
        self._pronouns = _pronouns(code)

    def meant(self, subject: Subject, memory: Memory, unit: int) -> Speaker | None:
        mention = subject.mention
        if mention is None:
            return self._phrase(subject.span)
        written = mention.span.of(self._text)
        if mention.kind is MentionKind.PRONOUN:
            name = self._behind(written.lower(), mention, memory, unit)
            return Speaker(name or written, mention.span, "pronoun")
        if mention.kind is MentionKind.DESCRIPTION:
            return Speaker(mention.person or written, mention.span, "description")
        return Speaker(mention.person or written, mention.span, "name")

    def _phrase(self, span: Span) -> Speaker | None:
        words = span.of(self._text)
        if len(words) > _LONGEST_PHRASE or words.lower() in self._pronouns or _OWNED_CLAUSE.search(words):
            return None
        return Speaker(words, span, "phrase")

    def _behind(self, word: str, mention: Mention, memory: Memory, unit: int) -> str | None:
        gender = self._pronouns.get(word)
        if word not in self._pronouns:
            return mention.person
        if gender is None:
            return mention.person
        if memory.speaker and unit - memory.speaker_unit <= 6 and self._fits(memory.speaker, gender):
            return memory.speaker
        opened = [name for name, _, first in reversed(memory.named) if first and self._fits(name, gender)]
        others = [name for name, _, _ in reversed(memory.named) if self._fits(name, gender)]
        return next(iter([*opened, *others]), mention.person)

    def _fits(self, name: str, gender: Gender) -> bool:
        return self._gender.get(name, gender) in (gender, None) and name in self._gender


@lru_cache(maxsize=16)
def _pronouns(code: str) -> dict[str, Gender | None]:
    words = lexicon(code, "cues")
    table: dict[str, Gender | None] = dict.fromkeys(words.list("pronouns"))
    table.update(dict.fromkeys(words.list("plural")))
    table.update(dict.fromkeys(words.list("male"), Gender.MALE))
    table.update(dict.fromkeys(words.list("female"), Gender.FEMALE))
    return table
