"""Whom the subject of a cue may mean: the full names behind "Rubio", "he", "the official", each with its features."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import NamedTuple

from corpus.analysis.folding import words as fold_words
from corpus.extract.document import Antecedent, Antecedents
from corpus.extract.people import strangers
from corpus.extract.people.ages import Ages
from corpus.extract.people.name_lexicon import Is, nested, vocabulary
from corpus.extract.people.roles import nouns
from corpus.extract.quotes.clauses.cue_arguments import Subject
from corpus.extract.quotes.clauses.noun_phrases import bounds, is_compound_body, name_at_end
from corpus.extract.quotes.cues.function_words import grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.speakers.bodies import Bodies
from corpus.extract.quotes.speakers.descriptions import Holders, held
from corpus.extract.quotes.speakers.subject_shapes import pronouns, shapes
from corpus.languages import lexicon
from corpus.model import BlockKind, Gender, Mention, MentionKind, Person, Span


@dataclass(frozen=True, slots=True)
class MemorySizes:
    """How much is remembered of who was named. Set by hand: who was named longer ago is named again."""

    names: int = 14  # the last so many whom a subject left out may mean
    statements: int = 4  # the last so many whose first words may name a body: "The ministry"
    rivals: int = 5  # people weighed for one pronoun
    phrase: int = 70  # characters; what is longer is a clause and no name for anybody
    levels: tuple[float, ...] = (0.03, 0.1, 0.25, 0.45, 0.65, 0.85, 0.95)  # shares that tell likely antecedents apart


_SIZES = MemorySizes()

_UNRIVALLED = f"ante.share.{len(_SIZES.levels)}"

_OWNED_CLAUSE = re.compile(r"[’']s\s+[a-z][a-z\s-]{18,}[^a-z\s-]")
POSSESSIVE = ("'s", "’s", "' ", "’ ")


class Speaker(NamedTuple):
    name: str
    span: Span
    form: str  # name, pronoun, description, phrase, carried


Meaning = tuple[Speaker, tuple[str, ...]]  # who, and the features of reading it so


class Naming(NamedTuple):
    """A person called by name or otherwise, as a reader remembers it."""

    name: str
    statement: int
    paragraph: int
    place: str  # opens: the first words of its statement; owner: "Rubio's"; under: behind a preposition; first, later


@dataclass(slots=True)
class Memory:
    """What a reader still has in mind: the last speakers and who was named lately, the latest last."""

    speaker: str | None = None
    speaker_unit: int = -99
    sure: float = 1.0  # the share of the choice that it was they who spoke
    confidence: float = 1.0  # what that choice is worth
    named: list[Naming] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)  # in which statement somebody was named last
    statements: list[Statement] = field(default_factory=list)  # the last ones
    begin: int = 0  # where its story begins

    def hear(self, name: str, statement: int, sure: float, confidence: float) -> None:
        self.speaker, self.speaker_unit, self.sure, self.confidence = name, statement, sure, confidence

    def forget(self, statement: int) -> None:
        """Somebody spoke whom the text does not name: nobody named goes on."""
        self.speaker, self.speaker_unit = None, statement

    def note(self, statement: Statement, namings: Iterable[Naming]) -> None:
        new = list(namings)
        self.named.extend(new)
        self.met.update((naming.name, naming.statement) for naming in new)
        del self.named[: -_SIZES.names]
        self.statements.append(statement)
        del self.statements[: -_SIZES.statements]


class Cast:
    """The people of one article, asked who is meant."""

    def __init__(
        self, text: str, people: Sequence[Person], mentions: Sequence[Mention], code: str, antecedents: Antecedents
    ) -> None:
        self._antecedents = antecedents
        self._text, self._code = text, code
        self._gender = {person.name: person.gender for person in people}
        self._pronouns = pronouns(code)
        words = lexicon(code, "cues")
        self._rules = grammar(code)
        self._shapes = shapes(code)
        self._little = little = words.words("prepositions") | words.words("determiners")
        self._roles = {p.name: {w for role in p.roles for w in fold_words(role.of(text))} - little for p in people}
        self._holders = Holders(text, people, code)
        self._names = [one.span for one in mentions if one.kind is MentionKind.NAME]
        self._ages = Ages(text, mentions, people, code)
        self._vocabulary = vocabulary(code)
        self._titles = frozenset(nested(code, "titles", "words"))
        self._prepositions = words.words("prepositions")
        self._named_bodies = Bodies(text, mentions, code, self._rules)
        self._trades = nouns(code)
        self._helpers = words.words("helpers")
        self._contracted = words.words("contracted")
        self._definite, self._determiners = words.words("definite"), words.words("determiners")

    def meanings(self, subject: Subject, memory: Memory, statement: Statement) -> Iterator[Meaning]:
        """`statement`: the subject's own."""
        mention, span = subject.mention, subject.span
        if (mention is None or mention.kind is MentionKind.DESCRIPTION) and (aged := self.aged(span)):
            yield aged
        elif mention is None:
            yield from self._phrase(span, memory, statement)
        elif mention.kind is MentionKind.PRONOUN:
            yield from self._pronoun(mention, memory, statement)
        elif mention.kind is MentionKind.DESCRIPTION:
            yield from self._description(mention, memory, statement)
        else:
            yield Speaker(mention.person or span.of(self._text), span, "name"), ("form.name",)

    def aged(self, span: Span) -> Meaning | None:
        """The 56-year-old: whoever is so old, or nobody with a name."""
        meant = self._ages.meant(self._text, span)
        if meant is None:
            return None
        return Speaker(meant or span.of(self._text), span, "description" if meant else "phrase"), ("form.name",)

    def _phrase(self, span: Span, memory: Memory, statement: Statement) -> Iterator[Meaning]:
        whole, (begin, end) = span, bounds(span.of(self._text), self._rules)
        span = Span(span.start + begin, span.start + end)
        words = span.of(self._text)
        known = name_at_end(self._text, span, statement.mentions, self._rules) if span != whole else None
        if known:
            yield Speaker(known.person or known.span.of(self._text), known.span, "name"), ("form.name",)
            return
        if len(whole) > _SIZES.phrase or words.lower() in self._pronouns or _OWNED_CLAUSE.search(words):
            return
        if ranked := self._ranked(words, span):
            yield ranked, ("form.name",)
            return
        size = "long" if len(words) > 40 else "short"
        case = "capital" if words[:1].isupper() else "small"
        kind = self._kind(words)
        features = ("form.phrase", f"phrase.{case}", f"phrase.{size}", f"phrase.words.{kind}", *self._clause(words))
        if noun := self.genitive(words):
            named = self._named_bodies.called(noun, memory.begin, span.start)
            yield Speaker(named or words, span, "phrase"), features
            return
        yield Speaker(*self._without_verb(words, span), "phrase"), features
        if kind == "the" and not is_compound_body(words, self._rules):
            yield from self._whoever(words, span, memory, statement, None, "phrase")
        if not self._rules.documents and kind == "the" and not self._rules.groups.isdisjoint(words.lower().split()):
            for name, _ in self._bodies(memory, statement):
                yield Speaker(name, span, "phrase"), ("form.body",)
        elif taken_up := self._named_bodies.noun(words):
            for body in self._named_bodies.meant(*taken_up, memory.begin, span.start):
                spoke = ("body.spoke",) if memory.speaker and body.name in memory.speaker else ()
                yield Speaker(body.name, span, "phrase"), (*body.reasons, *spoke)

    def genitive(self, words: str) -> str | None:
        """The noun without its ending where it stands in the genitive, as nobody is called: Verband, of "eine
        Mitteilung des Verbands"."""
        low = words.lower()
        forms = (low.removesuffix(end) for end in self._rules.genitives if low.endswith(end))
        return next((form for form in forms if form in self._rules.groups and low not in self._rules.groups), None)

    def _without_verb(self, words: str, span: Span) -> tuple[str, Span]:
        """A spokeswoman for Lakeview, of "A spokeswoman for Lakeview denied": a verb is no part of whoever
        speaks; "the accused" stays."""
        *rest, last = words.split(" ")
        if (
            len(rest) < 2
            or not self._rules.is_deed(last)
            or not last.islower()
            or rest[-1].lower() in self._determiners
        ):
            return words, span
        kept = " ".join(rest)
        return kept, Span(span.start, span.start + len(kept))

    def _ranked(self, words: str, span: Span) -> Speaker | None:
        """The name behind a rank, known from the text or not: Tusk, of "Officer Tusk of the Walrus Police
        Department"."""
        match = self._shapes.ranked.match(words)
        rank = match["rank"].split()[-1].lower() if match else ""
        if not match or rank == "general" or rank not in self._titles or match["name"].lower() in self._titles:
            return None
        if self._vocabulary.of(match["name"]) & (Is.BODY | Is.PLACE):
            return None  # General Electric
        start, end = match.span("name")
        return Speaker(match["name"], Span(span.start + start, span.start + end), "name")

    def _bodies(self, memory: Memory, statement: Statement) -> Iterator[tuple[str, int]]:
        """Who opened one of the last statements and is no person of the article: "Hydro Norwich has sent crews." """
        found = set()
        for other in reversed(memory.statements):
            match = self._shapes.body.match(self._text, other.span.start, other.span.end)
            if not match or (other.mentions and other.mentions[0].span.start < match.end()):
                continue
            name = match.group().removesuffix("'s").removesuffix("’s")
            if name not in found and self._is_body(name, match.group(1)):
                found.add(name)
                yield name, min(statement.number - other.number, 3)

    def _is_body(self, name: str, first: str) -> bool:
        if first.lower() in self._little or first.lower() in self._pronouns:
            return False
        return " " in self._shapes.article.sub("", name) or first.isupper() or self._text.count(f" {name}") > 1

    def _clause(self, words: str) -> tuple[str, ...]:
        """What is no noun phrase: "The notice mirrored a rule", "brakes are used"."""
        inner = words.lower().split()[1:]
        helped = ("phrase.helped",) if not self._helpers.isdisjoint(inner) else ()
        return (*helped, "phrase.deed") if any(map(self._rules.is_deed, inner)) else helped

    def _description(self, mention: Mention, memory: Memory, statement: Statement) -> Iterator[Meaning]:
        span = self._uncontracted(mention.span)
        words = span.of(self._text)
        if self._holders.is_anyone(words) and self._met_nameless(words, Span(memory.begin, span.start)):
            yield Speaker(words, span, "phrase"), ("form.description", "description.words", "description.the")
            return
        if mention.person:
            # A reader wants the name: the words alone are offered only where nobody of the article fits.
            told = ("form.description", "description.person", *self._role(words, mention.person))
            fit = self._holders.fit(words, mention.person)
            found = (f"calling.{fit.level}", f"calling.{fit.level}.{fit.agreement}")
            yield Speaker(mention.person, span, "description"), (*told, *found)
        else:
            told = ("form.description", "description.words", f"description.{self._kind(words)}")
            yield Speaker(words, span, "description"), told
        yield from self._whoever(words, span, memory, statement, mention.person, "description")

    def _met_nameless(self, words: str, before: Span) -> bool:
        """A man was hurt. “...,” the man wrote: he is none of those with a name."""
        return strangers.introduced(self._text, before, words.split()[-1], self._code, self._names)

    def _uncontracted(self, span: Span) -> Span:
        """The place of the noun without the preposition that its article is one word with: A juicio "del ministro"."""
        first = span.of(self._text).split(" ", 1)[0]
        return Span(span.start + len(first) + 1, span.end) if first.lower() in self._contracted else span

    def _whoever(
        self, words: str, span: Span, memory: Memory, statement: Statement, known: str | None, form: str
    ) -> Iterator[Meaning]:
        """Whom "the minister" may mean besides: the last speaker, and those who are something like it."""
        last = None if self._holders.another(words, memory.speaker, known) else memory.speaker
        if last and last != known and statement.number - memory.speaker_unit <= 4 and self._holders.may_be(words, last):
            away = min(statement.number - memory.speaker_unit, 2)
            yield (
                Speaker(last, span, form),
                (f"form.{form}", f"{form}.speaker.{away}", *self._role(words, last)),
            )
        met = {**memory.met, **{naming.name: statement.number for naming in self.namings(statement, span.start)}}
        found = self._holders.fitting(words, met, statement.number)
        for number, holder in enumerate(found):
            if holder.name != known and not self._holders.another(words, holder.name, known):
                yield Speaker(holder.name, span, form), (f"form.{form}", f"{form}.holder", *held(found, number))

    def _role(self, words: str, name: str) -> tuple[str, ...]:
        roles = self._roles.get(name)
        if not roles:
            return ("role.unknown",)
        return ("role.other",) if roles.isdisjoint(fold_words(words)) else ("role.fits",)

    def _kind(self, words: str) -> str:
        first = words.split(maxsplit=1)[0].lower()
        return "the" if first in self._definite else "a" if first in self._determiners else "bare"

    def namings(self, statement: Statement, before: int) -> Iterator[Naming]:
        """Who is named in a statement before a place."""
        for number, mention in enumerate(statement.mentions):
            if mention.span.start >= before:
                return
            if mention.person:
                yield Naming(
                    mention.person, statement.number, statement.paragraph, self._place(mention, statement, number)
                )

    def _place(self, mention: Mention, statement: Statement, number: int) -> str:
        if statement.kind is BlockKind.CAPTION:
            return "caption"
        start, end = mention.span.start, mention.span.end
        if self._text[end : end + 2] in POSSESSIVE:
            return "owner"
        if self._serves(statement, number):
            return "served"
        led = self._text[max(statement.span.start, start - 14) : start].split()
        if not led:
            return "opens"
        if led[-1].lower() in self._prepositions:
            return "under"
        return "later" if number else "first"

    def _serves(self, statement: Statement, number: int) -> bool:
        """Whether the name only tells whose adviser the next one is: Becker adviser Ann Lee."""
        if number + 1 >= len(statement.mentions):
            return False
        between = self._text[statement.mentions[number].span.end : statement.mentions[number + 1].span.start]
        words = between.split()
        return 0 < len(words) < 4 and between[-1] == " " and between.islower() and words[-1] in self._trades

    def _pronoun(self, mention: Mention, memory: Memory, statement: Statement) -> Iterator[Meaning]:
        words = mention.span.of(self._text)
        gender = self._pronouns.get(words.lower())
        if gender is None:
            yield from self._genderless(mention, words, memory, statement)
            return
        if stranger := self._stranger(mention, gender, memory, statement):
            yield Speaker(stranger, mention.span, "pronoun"), ("form.pronoun", _UNRIVALLED)
            return
        rivals = self._rivals(mention, gender, memory)
        for name, level in rivals.items():
            away = min(statement.number - memory.speaker_unit, 4)
            spoke = (f"ante.speaker.{away}",) if name == memory.speaker else ()
            yield Speaker(name, mention.span, "pronoun"), ("form.pronoun", f"ante.share.{level}", *spoke)
        if not rivals and words.lower() not in self._rules.possessive:
            yield Speaker(words, mention.span, "pronoun"), ("form.pronoun",)

    def _stranger(self, pronoun: Mention, gender: Gender, memory: Memory, statement: Statement) -> str | None:
        """A spokesman for the bank denied it. “...,” he said: whom the sentence before is about, though nameless."""
        if any(mention.span.start < pronoun.span.start for mention in statement.mentions):
            return None
        expected = statement.number
        for other in reversed([one for one in memory.statements if one.number < statement.number]):
            expected -= 1
            if other.number != expected or other.paragraph < statement.paragraph - 1:
                return None
            names = [one.span for one in other.mentions if one.kind is MentionKind.NAME]
            if found := strangers.subject(self._text, other.span, self._code, names, partial(self._behind, other)):
                return found.span.of(self._text) if found.gender in (gender, None) else None
            if any(one.kind is not MentionKind.PRONOUN for one in other.mentions):
                return None  # somebody else has come up since
        return None

    def _behind(self, statement: Statement, place: int) -> bool:
        """Whether a verb of speech stands right before a place, or in German any verb: bestritt ein Bahnsprecher."""
        if any(cue.span.end == place - 1 for cue in statement.cues):
            return True
        word = self._text[statement.span.start : place].split()[-1:]
        names = [one.span.start for one in statement.mentions if one.kind is MentionKind.NAME]
        opened = statement.span.start in names
        verb = word and word[0].islower() and word[0].endswith(self._rules.finite_ends)
        return bool(verb and word[0] not in self._rules.little and not opened)

    def _rivals(self, pronoun: Mention, gender: Gender, memory: Memory) -> dict[str, int]:
        """Whom the pronoun may mean, each with how likely that is by what stands before it; and whoever spoke last."""
        known = self._antecedents.get(pronoun.span.start) or [
            Antecedent(name, 1.0) for name in (pronoun.person,) if name
        ]
        found: dict[str, int] = {
            name: bisect_right(_SIZES.levels, share) for name, share in known if self._fits(name, gender)
        }
        found = dict(islice(found.items(), _SIZES.rivals))
        if memory.speaker and self._fits(memory.speaker, gender):
            found.setdefault(memory.speaker, 0)
        return found

    def told(self, subject: Subject) -> Gender | None:
        """What gender a pronoun that touches its cue tells."""
        mention = subject.mention
        if not mention or mention.kind is not MentionKind.PRONOUN or subject.link != "touch":
            return None
        return self._pronouns.get(mention.span.of(self._text).lower())

    def is_pronoun(self, name: str) -> bool:
        return name.lower() in self._pronouns

    def may_be(self, name: str, gender: Gender) -> bool:
        return self._gender.get(name) in (gender, None)

    def _genderless(self, mention: Mention, words: str, memory: Memory, statement: Statement) -> Iterator[Meaning]:
        yield Speaker(words, mention.span, "pronoun"), ("form.plural", "plural.words")
        for name, how in ((memory.speaker, "speaker"), (mention.person, "person")):
            if name:
                yield Speaker(name, mention.span, "pronoun"), ("form.plural", f"plural.{how}")
        for name, away in self._bodies(memory, statement):
            yield Speaker(name, mention.span, "pronoun"), ("form.plural", f"plural.body.{away}")

    def _fits(self, name: str, gender: Gender) -> bool:
        return name in self._gender and self._gender[name] in (gender, None)
