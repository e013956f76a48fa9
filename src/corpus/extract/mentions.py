"""Who is meant where: names, handles, descriptions and pronouns, each tied to a person of the article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from corpus.extract import names, people, pronouns, roles
from corpus.extract.people import Somebody
from corpus.extract.pronouns import Discourse, Reference
from corpus.model import Block, BlockKind, Gender, Mention, MentionKind, Person, Sentence, Span

_HANDLE = re.compile(r"(?<![\w@./])@\w{2,}")
_SIGNED = re.compile(r"\(?$")
_POSSESSIVE = ("'s", "’s", "' ", "’ ")
_PREVIOUS = re.compile(r"([\w’']+)[ \u00a0]$")
MOST_ROLES = 12  # of one person: beyond that a list, not an article, is being read
_OPENING_PHRASE = re.compile(r"[^,.;:!?\n]{0,60}, (?:[^,.;:!?\n]{3,60}, )?(?:[\w.-]+ ){0,5}$")
_SAYS_MORE = re.compile(r" (?:of|for|at|del?) ")
_FILLER = re.compile(r"^[\"“«‘'(–—\s-]*$")


class Segment(Protocol):
    """The words between two quote marks."""

    @property
    def span(self) -> Span: ...


def find(
    text: str, sentences: Sequence[Sentence], blocks: Sequence[Block], segments: Sequence[Segment], code: str
) -> tuple[tuple[Mention, ...], tuple[Person, ...]]:
    named = names.find(text, code)
    somebodies, owners = people.gather(text, named, code)
    _give_roles(text, named, owners, code)
    where = _Where(text, sentences, blocks, segments, code)
    references = _named(text, named, owners, where)
    references += _handles(text, references, somebodies, where)
    references += _described(text, references, code, where)
    references += _pronouns(text, code, where)
    references.sort(key=lambda one: (one.start, -one.end))
    _resolve(references, somebodies, text, code)
    return _mentions(references), _persons(somebodies)


class _Where:
    """Sentence, paragraph and quotation of an offset, by bisection."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], blocks: Sequence[Block], segments: Sequence[Segment], code: str
    ) -> None:
        self.text = text
        self.sentences = [one.span.start for one in sentences]
        self.blocks = [one.span.start for one in blocks]
        self.kinds = [one.kind for one in blocks]
        self.quotes = [one.span.start for one in segments]
        self.closes = [one.span.end for one in segments]
        self.before_object = pronouns.pronouns(code).before_object

    def place(self, reference: Reference) -> Reference:
        """Fills in where the reference stands and, roughly, its part in the clause."""
        start = reference.start
        n = bisect_right(self.sentences, start) - 1
        reference.sentence = n
        block = bisect_right(self.blocks, start) - 1
        reference.block = block
        if block >= 0 and self.kinds[block] is BlockKind.POST:
            reference.quoted = True
        quote = bisect_right(self.quotes, start) - 1
        if quote >= 0 and start < self.closes[quote]:
            reference.quoted = True
        if n >= 0:
            reference.opens = bool(_FILLER.match(self.text[self.sentences[n] : start][:6]))
        if reference.kind is not MentionKind.PRONOUN:
            reference.possessive = self.text[reference.end : reference.end + 2] in _POSSESSIVE
            previous = _PREVIOUS.search(self.text[max(0, start - 16) : start])
            reference.after_preposition = bool(previous and previous.group(1).lower() in self.before_object)
            reference.subject = not reference.possessive and not reference.after_preposition
        return reference


def _give_roles(text: str, named: list[names.Candidate], owners: list[Somebody], code: str) -> None:
    for name, who in zip(named, owners, strict=True):
        for span in roles.said_of(text, name, code):
            role = span.of(text)
            if role.lower() in who.roles or len(who.roles) >= MOST_ROLES:
                continue
            who.roles[role.lower()] = span
            if who.gender is None:
                who.gender = _gender_of(role, code)


def _gender_of(role: str, code: str) -> Gender | None:
    known = roles.nouns(code).gender
    return next((known[word] for word in role.lower().split() if known.get(word)), None)


def _named(text: str, named: list[names.Candidate], owners: list[Somebody], where: _Where) -> list[Reference]:
    found = []
    for name, who in zip(named, owners, strict=True):
        reference = where.place(Reference(name.start, name.end, MentionKind.NAME, who))
        if name.title is not None:  # what stands before the title decides the part in the clause
            shifted = where.place(Reference(name.title, name.end, MentionKind.NAME, who))
            reference.subject, reference.after_preposition = shifted.subject, shifted.after_preposition
            reference.opens = shifted.opens
        found.append(reference)
    return found


def _handles(text: str, known: list[Reference], somebodies: list[Somebody], where: _Where) -> list[Reference]:
    """A handle belongs to the name right before it, or to the person whose names it is made of."""
    owners: dict[str, Somebody] = {}
    matches = list(_HANDLE.finditer(text))
    ends = {one.end: one.who for one in known}
    for match in matches:
        handle = match.group().lower()
        before = next((ends[match.start() - gap] for gap in (2, 1, 3) if match.start() - gap in ends), None)
        if before is not None and handle not in owners:
            owners[handle] = before
    found = []
    for match in matches:
        handle = match.group().lower()
        who = owners.get(handle) or _made_of(handle, somebodies)
        if who is not None:
            owners[handle] = who
            if match.group() not in who.handles:
                who.handles.append(match.group())
        found.append(where.place(Reference(match.start(), match.end(), MentionKind.HANDLE, who)))
    return found


def _made_of(handle: str, somebodies: list[Somebody]) -> Somebody | None:
    """@SecRubio holds a surname; only where one person alone fits."""
    fitting = [who for who in somebodies if len(who.key) > 1 and len(who.key[-1]) > 3 and who.key[-1] in handle]
    return fitting[0] if len(fitting) == 1 else None


def _described(text: str, known: list[Reference], code: str, where: _Where) -> list[Reference]:
    starts = {one.start for one in known}
    found = []
    for one in roles.descriptions(text, code):
        if any(one.start <= start <= one.end + 1 for start in range(one.start, one.end + 2) if start in starts):
            continue
        reference = Reference(one.start, one.end, MentionKind.DESCRIPTION, gender=one.gender, head=one.head)
        reference.field_name, reference.nation = one.field, one.nation
        found.append(where.place(reference))
    return found


def _pronouns(text: str, code: str, where: _Where) -> list[Reference]:
    known = pronouns.pronouns(code)
    if known.found is None:
        return []
    found = []
    for match in known.found.finditer(text):
        word = match.group().lower()
        reference = Reference(match.start(), match.end(), MentionKind.PRONOUN, gender=known.gender[word], word=word)
        reference.subject = word in known.subject
        reference.possessive = word in known.possessive
        found.append(where.place(reference))
    return found


def _resolve(references: list[Reference], somebodies: list[Somebody], text: str, code: str) -> None:
    discourse = Discourse()
    for n, reference in enumerate(references):
        if reference.kind is MentionKind.PRONOUN:
            reference.who = _ahead(text, references, n) or discourse.choose(reference)
        elif reference.kind is MentionKind.DESCRIPTION:
            reference.who = _beside(text, references, n) or _fitting(reference, somebodies, discourse, code)
            _learn(text, reference)
        discourse.meet(reference)


def _ahead(text: str, references: list[Reference], n: int) -> Somebody | None:
    """`For his part, Tom Becker`: the pronoun of an opening phrase means the name after its comma."""
    pronoun = references[n]
    if n and references[n - 1].sentence == pronoun.sentence:
        return None
    for follower in references[n + 1 : n + 4]:
        if follower.start - pronoun.end > 120 or follower.sentence != pronoun.sentence:
            return None
        if follower.who is None or follower.kind is not MentionKind.NAME:
            continue
        fits = follower.who.gender is None or pronoun.gender is None or follower.who.gender is pronoun.gender
        between = text[pronoun.end : follower.start]
        return follower.who if fits and _OPENING_PHRASE.match(between) and not follower.possessive else None
    return None


def _beside(text: str, references: list[Reference], n: int) -> Somebody | None:
    """`Tom Becker, the mayor` and `the mayor, Tom Becker`."""
    here = references[n]
    closed = text[here.end : here.end + 1] in ",;.)\n"
    if closed and n and references[n - 1].kind is MentionKind.NAME and text[references[n - 1].end : here.start] == ", ":
        return references[n - 1].who
    after = next((one for one in references[n + 1 : n + 3] if one.start >= here.end), None)
    if after is not None and after.kind is MentionKind.NAME and text[here.end : after.start] == ", ":
        return after.who
    return None


def _learn(text: str, reference: Reference) -> None:
    """A description that says more than a noun is a role: `the head of U.S. diplomacy`."""
    who = reference.who
    if who is None or len(who.roles) >= MOST_ROLES or not _SAYS_MORE.search(text, reference.start, reference.end):
        return
    span = Span(reference.start, reference.end)
    said = span.of(text).lower()
    if not any(said in role or role in said for role in who.roles):
        who.roles[said] = span


def _fitting(reference: Reference, somebodies: list[Somebody], discourse: Discourse, code: str) -> Somebody | None:
    """The person whose role fits the description; of several, the last met."""
    known = roles.nouns(code)
    best: tuple[float, int] = (0.0, 0)
    chosen = None
    order = {who: n for n, who in enumerate(discourse.traces)}
    for who in somebodies:
        if who not in order or (who.gender and reference.gender and who.gender is not reference.gender):
            continue
        score = 0.0
        for role in who.roles:
            nation = roles.nation_of(role, known)
            if reference.nation and nation and nation != reference.nation:
                continue
            fit = 0.0
            if reference.field_name and roles.field_of(role, known) == reference.field_name:
                fit = 3.0
            elif reference.head in role.split():
                fit = 2.0
            elif (
                reference.nation
                and nation == reference.nation
                and reference.head in ("official", "leader", "politician", "funcionario")
            ):
                fit = 1.0
            if fit and reference.nation and nation == reference.nation:
                fit += 1
            score = max(score, fit)
        if score and (score, order[who]) > best:
            best, chosen = (score, order[who]), who
    return chosen


def _mentions(references: list[Reference]) -> tuple[Mention, ...]:
    return tuple(Mention(Span(one.start, one.end), one.kind, one.who.name if one.who else None) for one in references)


def _persons(somebodies: list[Somebody]) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    for who in somebodies:
        person = Person(who.name, who.aliases, tuple(sorted(who.roles.values())), who.gender)
        if person.name in found:  # two people of one name cannot be told apart by it
            person = replace(person, aliases=tuple(dict.fromkeys(found[person.name].aliases + person.aliases)))
        found[person.name] = person
    return tuple(found.values())
