"""Finds every place where a person is meant, by name, handle, description or pronoun, and ties it to that person."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from corpus.extract.document import Antecedent, Document
from corpus.extract.people import clusters, coreference, name_spans, office_changes, roles, shared_names
from corpus.extract.people.callings import Calling, best_fit
from corpus.extract.people.clusters import Somebody
from corpus.extract.people.coreference import Discourse, Part, Reference
from corpus.extract.people.name_lexicon import vocabulary
from corpus.languages import lexicon
from corpus.model import BlockKind, Gender, Mention, MentionKind, Person, Span

_HANDLE = re.compile(r"@(?<![\w@./].)\w{2,}")
_POSSESSIVE = ("'s", "’s", "' ", "’ ")
# people named here are not whom the next paragraph goes on about
_ASIDE = frozenset(
    {
        BlockKind.POST,
        BlockKind.SIGNATURE,
        BlockKind.CAPTION,
        BlockKind.CREDIT,
        BlockKind.PULL,
        BlockKind.AUTHOR,
        BlockKind.BOILERPLATE,
        BlockKind.META,
    }
)


@dataclass(frozen=True, slots=True)
class MentionLimits:
    """How much is weighed for a description, and what is kept of one person. Set by hand."""

    met: int = 40  # people last met that a description may mean
    least_fit: float = 0.5  # worth of a fit below which a description stands for nobody named
    roles: int = 12  # of one person: beyond that a list, not an article, is being read


LIMITS = MentionLimits()

_OPENING_PHRASE = re.compile(r"[^,.;:!?\n]{0,60}, (?:[^,.;:!?\n]{3,60}, )?(?:[\w.-]+ ){0,5}$")
_OFFICE = re.compile(r"['’]s? (?:Office|office)")  # the prime minister's office is nobody


def find(document: Document) -> tuple[tuple[Mention, ...], tuple[Person, ...]]:
    """Leaves with the document, too, whom each pronoun may mean: who speaks may show that it is not the likeliest."""
    found, somebodies = references(document)
    for _ in resolve(document, found, somebodies):
        pass
    called = {who: who.name for who in somebodies}
    document.antecedents = {
        one.start: [Antecedent(called[who], share) for who, share in one.likely] for one in found if one.likely
    }
    return _mentions(found, called), _persons(called)


def references(document: Document) -> tuple[list[Reference], list[Somebody]]:
    """Where somebody is meant, in text order; pronouns and descriptions are not resolved yet."""
    text, code = document.text, document.language
    named = name_spans.find(text, code)
    somebodies, owners = clusters.gather(text, named, code)
    _give_roles(text, named, owners, code)
    _give_offices(text, named, owners, code)
    where = _Where(document)
    found = _named(named, shared_names.read(text, named, owners, code), where)
    found += _handles(text, found, somebodies, where)
    found += _described(text, found, code, where)
    found += _pronouns(text, code, where)
    found.sort(key=lambda one: (one.start, -one.end))
    return found, somebodies


class _Where:
    """Sentence, paragraph and quotation of an offset, by bisection."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.sentences = [one.span.start for one in document.sentences]
        self.blocks = [one.span.start for one in document.blocks]
        self.kinds = [one.kind for one in document.blocks]
        self.quotes = [one.span.start for one in document.segments]
        self.closes = [one.span.end for one in document.segments]
        self.words = coreference.pronouns(document.language)
        self.verbs = vocabulary(document.language)

    def place(self, reference: Reference, begin: int | None = None) -> Reference:
        """Fills in where the reference stands and its part in the clause; `begin` is where its title starts."""
        start = reference.start if begin is None else begin
        n = bisect_right(self.sentences, start) - 1
        reference.sentence = n
        block = bisect_right(self.blocks, start) - 1
        reference.block = block
        quote = bisect_right(self.quotes, start) - 1
        reference.quoted = (quote >= 0 and start < self.closes[quote]) or (block >= 0 and self.kinds[block] in _ASIDE)
        if self.text[reference.end : reference.end + 1] == "/":  # the credit of a picture: (Ann Lee/Agency)
            reference.quoted = True
        reference.opens = n >= 0 and start - self.sentences[n] < 2
        if reference.kind is MentionKind.PRONOUN:
            reference.part = self._pronoun_part(reference)
        else:
            reference.part = self._part(reference, start)
        return reference

    def _part(self, reference: Reference, start: int) -> Part:
        after = self.text[reference.end : reference.end + 20]
        if after.startswith(_POSSESSIVE):
            return Part.OWNER
        if reference.opens:
            return Part.SUBJECT
        before = self.text[max(0, start - 16) : start].split(" ")
        word = before[-2] if len(before) > 1 and not before[-1] else before[-1]
        if word.lower() in self.words.before_object and word.lower() not in self.words.joining:
            return Part.PREPOSED
        following = after[1:].split(" ", 1)[0] if after[:1] == " " else ""
        if following in self.verbs.after_names or following in self.verbs.being or following.endswith(_deeds()):
            return Part.SUBJECT
        if not word or word[-1] in '.!?\n"”’“‘«»:;—–(' or word.lower() in self.words.clause:
            return Part.SUBJECT
        if word[-1] == "," or word.lower() in self.words.joining:
            return Part.LISTED
        return Part.OBJECT

    def _pronoun_part(self, reference: Reference) -> Part:
        word = reference.word
        if word in self.words.either:
            following = self.text[reference.end : reference.end + 16]
            owned = following[:1] == " " and following[1:2].isalpha()
            then = following[1:].split(" ", 1)[0].lower() if owned else ""
            if owned and then not in self.words.before_object and then not in self.words.clause:
                return Part.OWNER
        elif word in self.words.possessive:
            return Part.OWNER
        if word in self.words.subject:
            return Part.SUBJECT
        before = self.text[max(0, reference.start - 12) : reference.start].rstrip().rsplit(" ", 1)[-1].lower()
        return Part.PREPOSED if before in self.words.before_object else Part.OBJECT


def _give_roles(text: str, named: list[name_spans.Candidate], owners: list[Somebody], code: str) -> None:
    for name, who in zip(named, owners, strict=True):
        for span in roles.said_of(text, name, code):
            role = span.of(text)
            if role.lower() in who.roles or len(who.roles) >= LIMITS.roles:
                continue
            who.roles[role.lower()] = span
            if who.gender is None:
                who.gender = _gender_of(role, code)


def _give_offices(text: str, named: list[name_spans.Candidate], owners: list[Somebody], code: str) -> None:
    """The offices somebody takes or gives up, where no role says so already."""
    for number, span in office_changes.find(text, [name.end for name in named], code):
        who, role = owners[number], span.of(text).lower()
        if role not in who.roles and len(who.roles) < LIMITS.roles:
            who.roles[role] = span


def _gender_of(role: str, code: str) -> Gender | None:
    known = roles.nouns(code)
    return next((told for word in role.lower().split() if (told := known.told(word))), None)


def _named(named: list[name_spans.Candidate], owners: list[Somebody | None], where: _Where) -> list[Reference]:
    return [
        where.place(Reference(name.start, name.end, MentionKind.NAME, who), name.title)
        for name, who in zip(named, owners, strict=True)
    ]


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
    """Whoever a handle is made of: @SecRubio holds a surname. Only where it fits one person alone."""
    fitting = [who for who in somebodies if len(who.key) > 1 and len(who.key[-1]) > 3 and who.key[-1] in handle]
    return fitting[0] if len(fitting) == 1 else None


def _described(text: str, known: list[Reference], code: str, where: _Where) -> list[Reference]:
    starts = frozenset(one.start for one in known)
    found = []
    for one in roles.descriptions(text, code, starts):
        if not starts.isdisjoint(range(one.end, one.end + 2)) or _OFFICE.match(text, one.end):
            continue
        if not _holds_owner(text, one, starts, code):
            continue
        reference = Reference(one.start, one.end, MentionKind.DESCRIPTION, gender=one.calling.gender)
        reference.calling = one.calling
        found.append(where.place(reference))
    return found


def _holds_owner(text: str, one: roles.Description, names: frozenset[int], code: str) -> bool:
    """A name inside is that of somebody else only behind a little word: the spokesman of Ann Lee."""
    inside = [start for start in range(one.start, one.end) if start in names]
    return all(_owned(code).search(text, one.start, start) for start in inside)


@lru_cache(maxsize=32)
def _owned(code: str) -> re.Pattern[str]:
    """What stands before the name of somebody else inside a description; elided words with no word between."""
    words = lexicon(code, "pronouns").list("owned")
    choices = (word if word.endswith(("'", "’")) else rf"{word} (?:\S+ ){{0,3}}" for word in words)
    return re.compile(rf" (?:{'|'.join(choices) or '(?!)'})$")


@lru_cache(maxsize=32)
def _more(code: str) -> re.Pattern[str]:
    """What makes a description say more than its noun."""
    return re.compile(rf" (?:{'|'.join(lexicon(code, 'pronouns').list('says_more')) or '(?!)'}) ")


def _pronouns(text: str, code: str, where: _Where) -> list[Reference]:
    known = coreference.pronouns(code)
    if known.found is None:
        return []
    found = []
    for match in known.found.finditer(text):
        word = match.group().lower()
        if word in known.shared and not _of_one(text, match, code):
            continue
        reference = Reference(match.start(), match.end(), MentionKind.PRONOUN, gender=known.gender[word], word=word)
        reference.strict = word in known.only_known
        found.append(where.place(reference))
    return found


def _of_one(text: str, match: re.Match[str], code: str) -> bool:
    """Whether German `sie` is one woman, for the verb beside it is in the singular: `sagte sie`, `sie hat`."""
    ends = lexicon(code, "pronouns").list("of_one")
    beside = (
        text[max(0, match.start() - 20) : match.start()].split(" ")[-2:-1],
        text[match.end() : match.end() + 20].split(" ")[1:2],
    )
    return any(word and word[0].islower() and word[0].endswith(ends) for word in beside)


@lru_cache(maxsize=1)
def _deeds() -> tuple[str, ...]:
    """How verbs end that tell what somebody did, in any language."""
    return lexicon("world", "names").list("deeds")


def resolve(
    document: Document, found: list[Reference], somebodies: list[Somebody]
) -> Iterator[tuple[Discourse, Reference]]:
    """Ties pronouns and descriptions to people, in text order; yields each pronoun that only the weights decide,
    with what was known before it."""
    main = max(somebodies, key=lambda who: who.forms.total(), default=None)
    discourse = Discourse(main)
    text, code = document.text, document.language
    coming = [*reversed(document.stories)]
    for n, reference in enumerate(found):
        while coming and reference.start >= coming[-1]:
            coming.pop()
            discourse = Discourse(main)
        if reference.kind is MentionKind.PRONOUN:
            reference.who = _ahead(text, found, n)
            if reference.who is None:
                reference.likely = discourse.likely(reference, _named_beside(text, found, n, code))
                reference.who = reference.likely[0][0] if reference.likely else None
                yield discourse, reference
        elif reference.kind is MentionKind.DESCRIPTION:
            reference.who = _beside(text, found, n) or _fitting(text, reference, discourse, code)
            _learn(text, reference, code)
        discourse.meet(reference)


def _ahead(text: str, references: list[Reference], n: int) -> Somebody | None:
    """The name that the pronoun of an opening phrase means; it stands behind the comma: `For his part, Tom Becker`."""
    pronoun = references[n]
    if pronoun.opens and pronoun.part is Part.SUBJECT:
        return None  # He said that the friend of his, Tom Becker, left
    if n and references[n - 1].sentence == pronoun.sentence:
        return None
    for follower in references[n + 1 : n + 4]:
        if follower.start - pronoun.end > 120 or follower.sentence != pronoun.sentence:
            return None
        if follower.who is None or follower.kind is not MentionKind.NAME:
            continue
        fits = follower.who.gender is None or pronoun.gender is None or follower.who.gender is pronoun.gender
        between = text[pronoun.end : follower.start]
        return follower.who if fits and _OPENING_PHRASE.match(between) and follower.part is not Part.OWNER else None
    return None


def _named_beside(text: str, references: list[Reference], n: int, code: str) -> Somebody | None:
    """Whom the pronoun cannot mean: `Becker, he said, knows`, `Unlike Becker, he works`; but `As for Becker, he`."""
    here = references[n]
    before = references[n - 1] if n else here
    if here.part is not Part.SUBJECT or before.kind is not MentionKind.NAME or before.quoted != here.quoted:
        return None
    if before.sentence != here.sentence or text[before.end : here.start] != ", ":
        return None
    start = text.rfind("\n", 0, before.start) + 1
    led = re.split(r"[.?!] ", text[start : before.start])[-1].lower().split()
    return None if " ".join(led[:2]) in coreference.pronouns(code).topics else before.who


def _beside(text: str, references: list[Reference], n: int) -> Somebody | None:
    """The person whose name touches a description: `Tom Becker, the mayor` and `the mayor, Tom Becker`."""
    here = references[n]
    closed = text[here.end : here.end + 1] in ",;.)\n"
    if closed and n and references[n - 1].kind is MentionKind.NAME and text[references[n - 1].end : here.start] == ", ":
        return references[n - 1].who
    after = next((one for one in references[n + 1 : n + 3] if one.start >= here.end), None)
    if after is not None and after.kind is MentionKind.NAME and text[here.end : after.start] == ", ":
        return after.who
    return None


def _learn(text: str, reference: Reference, code: str) -> None:
    """A description that says more than a noun is a role: `the head of U.S. diplomacy`."""
    who = reference.who
    if who is None or len(who.roles) >= LIMITS.roles or not _more(code).search(text, reference.start, reference.end):
        return
    span = Span(reference.start, reference.end)
    said = span.of(text).lower()
    if not any(said in role or role in said for role in who.roles):
        who.roles[said] = span


def _held(text: str, reference: Reference, who: Somebody, code: str) -> tuple[Calling, ...]:
    """What somebody is, as a description would call it: whoever leaves an office is the former holder."""
    held = who.callings(code)
    if not reference.calling.qualified or not office_changes.leaves(text, who.name, code):
        return held
    return tuple(replace(one, qualified=True) for one in held)


def _fitting(text: str, reference: Reference, discourse: Discourse, code: str) -> Somebody | None:
    """The person whose role fits the description; of several who do as well, the last met."""
    best, chosen = LIMITS.least_fit, None
    for rank, (who, trace) in enumerate(islice(reversed(discourse.traces.items()), LIMITS.met)):
        if who.gender and reference.gender and who.gender is not reference.gender:
            continue
        away = min(reference.sentence - trace.last.sentence, 8)
        score = best_fit(reference.calling, _held(text, reference, who, code)).worth - 0.2 * min(rank, 6) - 0.1 * away
        score += 0.3 * (who.gender is not None and who.gender is reference.gender)
        if score > best:
            best, chosen = score, who
    return chosen


def _mentions(references: list[Reference], called: dict[Somebody, str]) -> tuple[Mention, ...]:
    return tuple(
        Mention(Span(one.start, one.end), one.kind, called[one.who] if one.who else None) for one in references
    )


def _persons(called: dict[Somebody, str]) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    for who, name in called.items():
        person = Person(name, who.aliases, tuple(sorted(who.roles.values())), who.gender)
        if person.name in found:  # two people of one name cannot be told apart by it
            person = replace(person, aliases=tuple(dict.fromkeys(found[person.name].aliases + person.aliases)))
        found[person.name] = person
    return tuple(found.values())
