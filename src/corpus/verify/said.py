"""Who an article says is speaking, and what else it tells of its people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from corpus.analysis.folding import fold, words
from corpus.index.offices import gone
from corpus.model import Article, Extraction, Person, Quote, Span
from corpus.verify import described
from corpus.verify.names import named, same_name
from corpus.verify.namesakes import meant
from corpus.verify.office_terms import other_office, other_term, telling
from corpus.verify.printed import Frame, frame, heads
from corpus.verify.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class SaidRules:
    """How well an office must fit who an article says is speaking. Set by hand."""

    certain: float = 0.7  # confidence, 0 to 1, from which on a speaker is sure
    beyond_doubt: float = 0.9  # the same: two names of offices are of one then, the socialist and the PSOE's spokesman
    telling: int = 5  # letters of the shortest office that is looked for
    reach: int = 600  # characters beside it among which its speaker may be named: some print one long paragraph
    party: int = 3  # words between a name and the party or town it stands with
    pronoun: int = 3  # words behind the quotation among which a pronoun tells a sex: he said, said he, sagte er
    next: int = 30  # characters between an office and the name beside it
    office: float = 0.5  # share of the words of an office that must be of the other
    nearly: float = 0.25  # less than this share under the best is as good


_RULES = SaidRules()

_SENTENCE = re.compile(r"[.!?…;:\n\"“”„«»]")
_APPOSED = re.compile(r",\s*(?:[^\W\d_]{1,5}\s+)?$")  # Ana Núñez, the | mayor of Harwick


class Said:
    """One utterance with its speaker. `spans` are its parts; no quote: words between marks of which none was made."""

    def __init__(self, quote: Quote | None, article: Article, whole: Extraction | None, spans: Sequence[Span]) -> None:
        self.article, self._spans = article, spans
        self.people: tuple[Person, ...] = whole.people if whole else ()
        self.speaker = quote.speaker if quote else None
        self.joint = quote.joint if quote else ()
        self.person = _person(self.speaker, self.people)
        self.certain = bool(quote and quote.confidence >= _RULES.certain)
        self._beyond_doubt = bool(quote and quote.confidence >= _RULES.beyond_doubt)
        self.namesake = self._namesake()  # whom a surname alone means here
        if self.namesake:
            self.person, self.speaker = self.namesake, self.namesake.name
        self.corrected = bool(quote and quote.corrected)  # a person has judged the sentence
        self.new = self._new_before()
        self.certain &= not self.new and not self.misfit

    def _new_before(self) -> bool:
        """Whether a pronoun was read as another than who the sentence before has just brought in: a spokesman denied
        it. “…”, he said."""
        new = [phrase.text for phrase in self.frame.phrases if described.is_new(phrase.text)]
        told = any(any(map(vocabulary().is_title, words(text))) for text in new)
        return bool(self.sex and told and self.person) and not self._is_among(new)

    @property
    def open(self) -> bool:
        """Whether who is speaking is only described, or a pronoun for somebody without a name: that excludes nobody
        who is named in the article, unless it tells the other sex or another office."""
        called = self.speaker or next((phrase.text for phrase in self.frame.phrases), "")
        if self.corrected or self.body or not called:
            return False
        if self.new or self.misfit:
            return True
        ahead = " ".join(word for name in heads(called) for word in name)  # not whom the office is of
        return not self.person and not self.joint and not described.names(ahead.title())

    def holds_another(self, name: Sequence[str]) -> bool:
        """Whether this person has an office, and none that the description names: the judge is no engineer."""
        person = self.known(name)
        asked = described.titles(" ".join(self._called))
        if not person or not person.roles or self.person or not asked:
            return False
        text, language = self.article.text, self.article.language
        return not any(asked & set(described.office(role.of(text), language)) for role in person.roles)

    def _is_among(self, phrases: Sequence[str]) -> bool:
        return any(same_name(name, self.called) for text in phrases for name in named(text).names)

    def _namesake(self) -> Person | None:
        if self.person or not self.speaker:
            return None
        titles = [title for phrase in self.frame.phrases for title in named(phrase.text).titles]
        found = meant(self.speaker, self.people, self.article.text[: self._spans[0].start], titles)
        self.certain = self.certain and (found is None or found.sure)
        return found.person if found else None

    @cached_property
    def frame(self) -> Frame:
        return frame(self.article.text, self._spans, self.article.language)

    @property
    def called(self) -> tuple[str, ...]:
        """The names of who said it."""
        person = (self.person.name,) if self.person else ()
        return (*self.joint, self.speaker, *person) if self.speaker else ()

    @cached_property
    def heads(self) -> tuple[tuple[str, ...], ...]:
        """The people whom the sentence names beside the quotation; or calls what only one of the article is."""
        found = tuple(head for head in self.frame.heads if len(head) > 1 or self.known(head))
        if found:
            return found
        return tuple(tuple(words(name)) for text in self._called if (name := self.only(text)))

    @property
    def _called(self) -> list[str]:
        """The phrases by which the article calls who is speaking: the judge."""
        called = [phrase.text for phrase in self.frame.phrases]
        return [*called, self.speaker] if self.speaker and not self.person else called

    @property
    def settled(self) -> bool:
        """Whether there is no doubt who said it: the reading is sure, or the name or the office stands beside it; or
        the body that is read."""
        if self.person:
            named = any(same_name(head, self.called) for head in self.heads)
            return self.certain or (named and not self.misfit)
        return self.body and any(words(phrase.text) == words(self.speaker or "") for phrase in self.frame.phrases)

    @cached_property
    def sex(self) -> str | None:
        """Which sex the pronoun behind the words tells: “…”, sagte er."""
        return described.sex(words(self.frame.behind)[: _RULES.pronoun], self.article.language)

    def unlike(self, name: Sequence[str]) -> bool:
        """Whether the pronoun is not this person's."""
        person = self.known(name)
        return bool(self.sex and person and person.gender and person.gender != self.sex)

    @cached_property
    def body(self) -> bool:
        """Whether no person spoke: the ferry workers' union."""
        return bool(self.speaker) and described.is_body(self.speaker or "", self.article.language)

    def has_body(self, phrase: str) -> bool:
        """Whether the article names this body elsewhere: the town council, beside the student council."""
        return f" {' '.join(words(phrase))} " in f" {' '.join(words(self.article.text))} "

    def several_bodies(self, asked: frozenset[str]) -> bool:
        """Whether the article has another body that is called so, too: the council, where it has the student council
        and the town council."""
        own, small = telling(self.speaker or ""), vocabulary().determiners | vocabulary().prepositions
        text = words(self.article.text)
        before = {one for one, word in pairwise(text) if word in asked and one not in small and one not in asked}
        return bool(before - own)

    @property
    def doubtful(self) -> bool:
        """Whether a speaker is read, and nothing beside the words says so."""
        return bool(self.speaker) and not (self.certain or self.settled or self.corrected)

    @property
    def contradicted(self) -> bool:
        """Whether the sentence names another than an uncertain reading does, or an office that is another's."""
        if self.certain:
            return False
        return self.misread or (bool(self.heads) and not any(same_name(head, self.called) for head in self.heads))

    @cached_property
    def misfit(self) -> bool:
        """Whether the office beside the words is another than that of who was read: the minister of mines, where that
        one is of trade."""
        held = self._elsewhere(self.person) if self.person and not self._beyond_doubt else []
        return any(other_office(telling(text), held) for text in self._described_so) or self.misread

    @cached_property
    def misread(self) -> bool:
        """Whether it is that of who held it before, or the other way about: not of who resigns in the article, who is
        the former director of its last line."""
        if not self.person or self._beyond_doubt:
            return False
        held = self._elsewhere(self.person) if not self._resigned(self.person) else []
        return any(other_term(telling(said), held) for said in self._described_so)

    @property
    def _described_so(self) -> list[str]:
        return [phrase.text for phrase in self.frame.phrases if not any(heads(phrase.text))]

    def _resigned(self, person: Person) -> bool:
        return any(gone(self.article.text, role, self.article.language) for role in self._roles(person))

    def _elsewhere(self, person: Person) -> list[frozenset[str]]:
        return [telling(role.of(self.article.text)) for role in self._roles(person)]

    def _roles(self, person: Person) -> list[Span]:
        """A person's offices, less the words beside the quotation: those are one by the very reading in doubt."""
        beside = [phrase.span for phrase in self.frame.phrases]
        return [role for role in person.roles if not any(role.overlaps(span) for span in beside)]

    @cached_property
    def beside(self) -> frozenset[str]:
        """The words among which who said it may be named: who is named with the quotation; where it is nobody, those
        of its paragraph and the one before; for a headline those of the article."""
        text = self.article.text
        if self.heads:
            return frozenset(word for head in self.heads for word in head)
        start, end = self._spans[0].start, self._spans[-1].end
        if self.speaker is None and not text[:start].strip(' \n"“„«').count("\n"):
            return frozenset(words(text))
        line = text.rfind("\n", 0, start) + 1
        above = text.rfind("\n", 0, len(text[:line].rstrip())) + 1
        below = text.find("\n", end)
        before, behind = text[max(above, start - _RULES.reach) : start], text[end : below if below >= 0 else len(text)]
        return frozenset(words(before + " " + behind[: _RULES.reach]))

    def near(self, name: Sequence[str]) -> bool:
        """Whether somebody of this name may be meant: its last or its longest word stands there, or the genitive; in
        the very sentence, where that names somebody."""
        telling = {name[-1], max(name, key=len)}
        if self._named_here and not any(word in self._sentence or f"{word}s" in self._sentence for word in telling):
            return False
        return any(word in self.beside or f"{word}s" in self.beside for word in telling) and not self._namesakes(name)

    @cached_property
    def _sentence(self) -> frozenset[str]:
        return frozenset(words(f"{self.frame.before} {self.frame.behind}"))

    @cached_property
    def _named_here(self) -> bool:
        """Whether the sentence with the words names one of the article's people before them: Ann told how she ran."""
        before = words(self.frame.before)
        return any(words(one.name)[-1] in before for one in self.people if words(one.name))

    def _namesakes(self, name: Sequence[str]) -> bool:
        """Whether the surname is only that of others here: the article has Helen Ashby, and no Tom; or it has
        her beside the words, and Tom is elsewhere."""
        if len(name) < 2:
            return False
        held = [own for one in self.people if len(own := words(one.name)) > 1 and own[-1] == name[-1]]
        beside = [own for own in held if own[0] != name[0] and own[0] in self.beside]
        return bool(held) and name[0] not in (self.beside if beside else words(self.article.text))

    def may_be_namesake(self, name: Sequence[str]) -> bool:
        """Whether the article has only a surname and a title beside the words, and the one read has that title nowhere
        else: another of the surname may be meant."""
        if len(name) < 2 or not self.person:
            return False
        for phrase in self.frame.phrases:
            printed = named(phrase.text)
            titles = printed.titles - vocabulary().sexes.keys()
            if titles and printed.names == ((name[-1],),) and not self.holds(titles, self.person.name):
                return True
        return False

    def excludes(self, name: Sequence[str], *, titled: bool) -> bool:
        """Whether the sentence calls the speaker what this person is not: an office that fits the one we read
        better, the name of a body, or words that bring somebody in, where this person had been named before."""
        if self.unlike(name):
            return True
        person = self.known(name)
        held = self._elsewhere(person) if person and not self._resigned(person) else []
        if any(other_term(telling(phrase), held) for phrase in self._called):
            return True
        offices = [named(phrase).words for phrase in self._called]
        shares = [(self.share(office, person), self.share(office, self.person)) for office in offices]
        if self.person and not self.misfit:
            return any(read >= _RULES.office and read > own for own, read in shares)
        if not self.speaker or not self.certain or any(own for own, _ in shares):
            return False
        if self.body:
            return titled or bool(person and (person.roles or person.gender))
        before = words(self.article.text[: self._spans[0].start])
        return described.is_new(self.speaker) and name[-1] in before

    def known(self, name: Sequence[str]) -> Person | None:
        """The only person of the article who may be called so."""
        whole = [one for one in self.people if words(one.name) == list(name)]
        found = whole or [one for one in self.people if same_name(name, (one.name, *one.aliases))]
        return found[0] if len(found) == 1 else None

    def beside_speaker(self, word: str) -> bool:
        """Whether this word, nobody's name, stands next to the name of who spoke: Labour's Tom Ackroyd."""
        listed, own = words(self.article.text), words(self.speaker or "")[-1:]
        named = [at for at, one in enumerate(listed) if [one] == own]
        near = (listed[max(0, at - _RULES.party) : at + 1 + _RULES.party] for at in named)
        return self.known((word,)) is None and any(word in row for row in near)

    # ------------------------------------------------------------ offices
    def holds(self, office: Iterable[str], name: str) -> bool:
        """Whether the article gives this person one of these titles."""
        person = next((one for one in self.people if one.name == name), None)
        wanted = set(office)
        if person and any(wanted & set(words(role.of(self.article.text))) for role in person.roles):
            return True
        whole = re.escape(name)
        return any(re.search(rf"\b{re.escape(title)}\.? {whole}\b", self.article.text, re.I) for title in wanted)

    def share(self, office: Sequence[str], person: Person | None) -> float:
        """The share of an office's words that one of the person's offices has."""
        wanted = {word for one in office for word in words(one)}
        if not wanted or person is None:
            return 0.0
        text, language = self.article.text, self.article.language
        held = (wanted.intersection(described.office(role.of(text), language)) for role in person.roles)
        return max(map(len, held), default=0) / len(wanted)

    def of_another_term(self, office: Sequence[str]) -> bool:
        """Whether the words beside the quotation are of this office, but of who held it before; or the other way."""
        asked, called = telling(" ".join(office)), [telling(phrase.text) for phrase in self.frame.phrases]
        return any(other_term(asked, [one]) for one in called)

    def only(self, phrase: str) -> str | None:
        """The only person of the article who is called just this: a minister is no prime minister."""
        office = telling(phrase)
        held = [
            one.name
            for one in self.people
            if any(telling(role.of(self.article.text)) == office for role in one.roles) and office
        ]
        return held[0] if len(held) == 1 else None

    def rather(self, name: Sequence[str]) -> bool:
        """Whether the words for who is speaking are what the article calls this person, more than the one read."""
        person = self.known(name)
        offices = [named(phrase).words for phrase in self._called if described.titles(phrase)]
        shares = (
            (self.share(office, person), self.share(office, self.person))
            for office in offices
            if person and any(self._fits(office, role) for role in person.roles)
        )
        return any(own >= _RULES.office and own > other for own, other in shares)

    def _fits(self, office: Sequence[str], role: Span) -> bool:
        """Whether both may be one office: a former minister is not the minister, a bank's spokesman not its director,
        a finance minister not the minister of trade."""
        asked, held = (
            telling(" ".join(office)),
            telling(" ".join(described.office(role.of(self.article.text), self.article.language))),
        )
        left = gone(self.article.text, role, self.article.language) and bool(described.qualified(asked))
        if not left and described.qualified(asked) != described.qualified(held):
            return False
        titles = {word for word in asked if vocabulary().is_title(word)} - vocabulary().qualifiers
        return not titles or bool(titles & held)

    def holder(self, office: Sequence[str]) -> str | None:
        """Who in the article holds this office: whose it is called, or who stands beside the same words."""
        if only := self.only(" ".join(office)):
            return only
        shares = {
            one.name: self.share(office, one)
            for one in self.people
            if any(self._fits(office, role) for role in one.roles)
        }
        best = max(shares.values(), default=0.0)
        if best < _RULES.office:
            return None
        own = shares.get(self.speaker or "", 0.0)
        return self.speaker if own >= best - _RULES.nearly else max(shares, key=lambda name: shares[name])

    def beside_words(self, office: Sequence[str]) -> str | None:
        """The only person whose name stands next to these words, said in this order and in one sentence."""
        if not office or len("".join(office)) < _RULES.telling:
            return None
        pattern = r"[\s,]+(?:[^\W\d_]{1,5}\s+){0,2}".join(re.escape(word) for one in office for word in words(one))
        text = fold(self.article.text)
        found = (self._named_at(text, Span(*match.span())) for match in re.finditer(rf"\b{pattern}\b", text))
        holders = {name for name in found if name}
        return holders.pop() if len(holders) == 1 else None

    def _named_at(self, text: str, office: Span) -> str | None:
        behind = _SENTENCE.split(text[office.end : office.end + _RULES.next])[0]
        before = _SENTENCE.split(text[max(0, office.start - _RULES.next) : office.start])[-1]
        sides = (before, behind) if _APPOSED.search(before) else (behind, before)
        for side in sides:
            listed = words(side)
            whole = [one.name for one in self.people if len(own := words(one.name)) > 1 and set(own) <= set(listed)]
            if len(whole) == 1:
                return whole[0]
            held = [one.name for one in self.people if words(one.name)[-1:] and words(one.name)[-1] in listed]
            if len(held) == 1:
                return held[0]
        return None


def _person(speaker: str | None, people: Sequence[Person]) -> Person | None:
    """The person of the article that a speaker is: of that name, behind a title too; the only one of a forename."""
    said = words(speaker or "")
    found = next((one for one in people if one.name == speaker), None)
    if found or not said:
        return found
    if len(said) == 1:
        called = [one for one in people if len(own := words(one.name)) > 1 and own[0] == said[0]]
        return called[0] if len(called) == 1 else None
    return next(
        (one for one in people if len(words(one.name)) > 1 and words(one.name) == said[-len(words(one.name)) :]), None
    )
