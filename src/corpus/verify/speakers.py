"""Whether the person who is said to have said it is the one whom the article names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from corpus.analysis.folding import words
from corpus.index import Name, Naming, Store
from corpus.model import Extraction, Span
from corpus.search import office_holders, whose
from corpus.verify import described
from corpus.verify.claims import Claim
from corpus.verify.names import Named, named, same_name
from corpus.verify.namesakes import unlike
from corpus.verify.office_terms import telling
from corpus.verify.printed import heads
from corpus.verify.said import Said
from corpus.verify.utterances import Stretch, utterances
from corpus.verify.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class SpeakerLimits:
    """How the people of an article are looked for by name and office. Set by hand."""

    verbatim: int = 2  # words over which an office is first looked for as it is written
    used: int = 3  # times a name may stand in quotations, where names are found by what is beside them
    short: int = 3  # letters of the shortest name that is looked up alone


_LIMITS = SpeakerLimits()


class Sameness(StrEnum):
    SAME = "same"
    POSSIBLY = "possibly the same"  # named in the same passage, and it is not settled who of it said so
    ANOTHER = "another"
    UNKNOWN = "unknown"  # nobody here is called so, or it cannot be told who is meant


class People:
    """Who is known in the index and what the articles call them."""

    def __init__(self, store: Store, collections: tuple[str, ...]) -> None:
        self._store, self._collections = store, collections
        self._articles: dict[str, Extraction | None] = {}
        self._utterances: dict[str, list[Stretch]] = {}

    def article(self, key: str) -> Extraction | None:
        if key not in self._articles:
            self._articles[key] = self._store.article(key, self._collections)
        return self._articles[key]

    def utterances(self, key: str) -> list[Stretch]:
        """The quotations of an article, those that go on joined: read once for all that was sent in one message."""
        if key not in self._utterances:
            found = self.article(key)
            self._utterances[key] = utterances(found) if found else []
        return self._utterances[key]

    def called(self, asked: Sequence[str]) -> tuple[Name, ...]:
        """The people who have all of these words in their names."""
        groups = tuple((word,) for word in sorted(set(asked), key=len, reverse=True)[:2])
        found = self._store.names(Naming(groups, limit=30, collections=self._collections))
        return tuple(
            name
            for name in found
            if name.people and any(set(asked) <= set(words(one)) for one in (name.name, *name.aliases))
        )

    def share_surname(self, claim: Claim) -> bool:
        """Whether several people of the index have the surname of who is claimed."""
        last = next((name[-1] for name in heads(claim.text) if len(name) > 1), None)
        full = [words(name.name) for name in self.called((last,))] if last else []
        return len({tuple(name) for name in full if len(name) > 1 and name[-1] == last}) > 1

    def compare(self, claim: Claim, said: Said) -> Sameness:
        """Whether who is claimed is the speaker, as this article knows them."""
        phrase = named(claim.text)
        meant = self._meant(claim, phrase)
        if _is_of(meant, said):
            return Sameness.ANOTHER
        if _is_speaker(meant, phrase, said) and not said.contradicted:
            return self._by_title(phrase, said)
        if told := self._as_printed(claim, meant, said) or _by_body(claim.text, phrase, said):
            return told
        last = words(said.speaker or "")[-1:]
        if last and last[0] in phrase.words and not phrase.office:
            return self._by_last_name(phrase, said)
        if not meant and phrase.office and (told := self._by_office(phrase, said)):
            return told
        single = [name[0] for name in meant or phrase.names if len(name) == 1]
        if len(single) == 1 and not self.called(single) and said.beside_speaker(single[0]):
            return Sameness.UNKNOWN  # the party of who said it
        if any(self._somebody(name, phrase, sure=claim.sure) for name in meant or _full(phrase.names)):
            return _another(meant or phrase.names, said, titled=phrase.titled)
        if not phrase.names and (told := self._small(phrase.words, said)):
            return told
        return Sameness.UNKNOWN

    # ------------------------------------------------------------ names
    def _meant(self, claim: Claim, phrase: Named) -> tuple[tuple[str, ...], ...]:
        """The names of a claim that are a person's, not those of what an office is of."""
        found = tuple(heads(claim.text))
        if found or not words(claim.text):
            return found
        said = words(claim.text)
        if not phrase.names and len(said) == 1 and claim.text[:1].isupper() and self.called(said):
            return (tuple(said),)  # May, and Graf who is none
        known = vocabulary()
        if claim.sure and not phrase.names and len(said) == 1 and claim.text[:1].isupper() and said[0] in known.called:
            return (tuple(said),)  # May, whose whole name no article may have
        if surname := self._surname(phrase.words, claim.text):
            return (surname,)
        return phrase.names[:1] if said[0] in known.prepositions & known.particles else ()

    def _surname(self, listed: Sequence[str], text: str) -> tuple[str, ...]:
        """What a phrase of titles ends with, where somebody of the index is called so: Dr. Nurse, ministro de Ruiz."""
        last = text.rpartition(" ")[2].strip(".,")
        if len(listed) < 2 or not last[:1].isupper():
            return ()
        name = tuple(words(last))
        before = [word for word in words(text)[: -len(name)] if word not in listed]
        whole = (*before, *name)
        for one in self.called(name):
            own = tuple(words(one.name))
            if len(own) > len(whole) and own[-len(whole) :] == whole:
                return whole
        return ()

    def _somebody(self, name: Sequence[str], phrase: Named, *, sure: bool) -> bool:
        """Whether these words are a person's name: one of the index, or tied to the quotation and no common word."""
        if self.called(name) or (sure and vocabulary().called.issuperset(name)):
            return True
        if not sure or (phrase.office and not phrase.titled) or not vocabulary().chatter.isdisjoint(name):
            return False
        if phrase.titled:
            return True
        near = self._store.words(name, slips=0)
        common = [
            any(word.text == one and word.uses > word.names + _LIMITS.used for word in near.get(one, ()))
            for one in name
        ]
        return not all(common)

    def _as_printed(self, claim: Claim, meant: Sequence[Sequence[str]], said: Said) -> Sameness | None:
        """The article's own sentence says so: it has the same words beside the quotation, or the name, or calls the
        speaker what the person is."""
        if said.corrected:
            return None
        if said.frame.holds(words(claim.text)):
            return Sameness.SAME
        fitting = [name for name in meant if not said.unlike(name)]
        matched = [head for head in said.heads if any(_is_head(name, head, said) for name in fitting)]
        others = [head for head in said.heads if head not in matched]
        ours = said.certain and any(same_name(head, said.called) for head in others)
        if matched and not ours:
            return Sameness.SAME
        called = not said.frame.heads and fitting and said.rather(fitting[0])
        return Sameness.SAME if called else None

    def _by_last_name(self, phrase: Named, said: Said) -> Sameness:
        """The last name stands in the phrase; another's full name may stand there as well."""
        speaker = said.speaker or ""
        last = words(speaker)[-1]
        if any(len(name) > 1 and name[-1] == last for name in phrase.names):
            return _another(phrase.names, said, titled=phrase.titled)
        at = phrase.words.index(last)
        if at > 0 and (found := self.called(phrase.words[at - 1 : at + 1])):
            return _whether(any(same_name(words(one.name), (speaker,)) for one in found))
        return Sameness.SAME

    def _small(self, listed: Sequence[str], said: Said) -> Sameness | None:
        """A name written small: the words that are one of the index."""
        for at in range(len(listed) - 1):
            if found := self.called(listed[at : at + 2]):
                return _whether(any(one.name == said.speaker for one in found))
        for word in reversed(listed):
            if len(word) > _LIMITS.short and word not in vocabulary().titles and self.called((word,)):
                near = self._store.words((word,), slips=0).get(word, ())
                if any(one.text == word and one.names >= one.uses for one in near):
                    return _whether(word in words(said.speaker or ""))
        return None

    # ------------------------------------------------------------ offices
    def _by_title(self, phrase: Named, said: Said) -> Sameness:
        """Whether a title tells two of one surname apart: Mayor Marsh is not Peter Marsh where Helena Marsh is the
        mayor."""
        speaker = said.speaker or ""
        if not said.person and not said.certain and phrase.titles:  # “Quote of Marsh”
            return Sameness.POSSIBLY
        if not phrase.titles or any(len(name) > 1 for name in phrase.names) or said.holds(phrase.titles, speaker):
            return Sameness.SAME
        last = words(speaker)[-1]
        called = [one.name for one in self.called((last,)) if words(one.name)[-1] == last]
        others = [name for name in called if not same_name(words(name), (speaker,))]
        mistaken = bool(others) and unlike(phrase.titles, said.person)
        return _whether(not mistaken and not any(said.holds(phrase.titles, other) for other in others))

    def _by_office(self, phrase: Named, said: Said) -> Sameness | None:
        """The mayor: whom the article calls so, or else the index on that day."""
        if said.of_another_term(phrase.words):
            return Sameness.ANOTHER
        holder = said.beside_words(phrase.words) if len(phrase.words) > _LIMITS.verbatim else None
        holder = holder or said.holder(phrase.words) or said.beside_words(phrase.words)
        if holder and said.person:
            return _whether(same_name(words(holder), said.called))
        if holder:
            return Sameness.UNKNOWN if not said.settled or _speaks_for(words(holder), said) else Sameness.ANOTHER
        if not said.person or not said.settled or not office_holders.is_office(phrase.words):
            return None
        day = said.article.published.value if said.article.published else None
        found = office_holders.holders(self._store, phrase.words, self._collections)
        same = any(same_name(words(name), said.called) for one in found if one.held(day) for name in one.names)
        return Sameness.SAME if same else None


def _is_head(name: Sequence[str], head: Sequence[str], said: Said) -> bool:
    """Whether the article names this one: Dr Marsh is whom our reading has, not every Marsh."""
    if set(name) <= set(head):
        return True
    return same_name(name, (" ".join(head),)) and not (said.certain and same_name(head, said.called))


def _is_of(meant: Sequence[Sequence[str]], said: Said) -> bool:
    """Whether the speaker is nobody of that name but one of theirs: a lawyer for Ann Lee, Ann Lee's mother."""
    if not said.speaker or (said.person and said.person.name == said.speaker):
        return False
    return any(whose.is_of(said.speaker, name, said.article.language) for name in meant)


def _full(names: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [name for name in names if len(name) > 1]


def _is_speaker(meant: Sequence[Sequence[str]], phrase: Named, said: Said) -> bool:
    """Whether one of the names is the speaker's; behind an office's "of" only where the whole name ends it."""
    if not said.speaker:
        return False
    own = (*said.called, *(" ".join(name) for name in heads(said.speaker)))
    shorter = said.person.aliases if said.person else ()
    if any(same_name(name, own) or same_name(name, shorter, short=True) for name in meant):
        return True
    ends = [words(name) for name in own if len(words(name)) > 1]
    return any(len(name) > len(end) and list(name[-len(end) :]) == end for name in phrase.names for end in ends)


def _by_body(claimed: str, phrase: Named, said: Said) -> Sameness | None:
    """A body said it: the union is "the ferry workers' union"; the county council is another where the sentence has it
    beside the union. Elsewhere two words may be of one body: the council, the local authority."""
    if not said.body or phrase.titled:
        return None
    asked, own = telling(claimed), telling(said.speaker or "")
    if asked and asked <= own:
        return Sameness.SAME if asked == own or not said.several_bodies(asked) else Sameness.POSSIBLY
    if not described.is_body(claimed, said.article.language) or not said.settled:
        return None
    if own <= asked:
        return None
    beside = asked.intersection(words(f"{said.frame.before} {said.frame.behind}"))
    apart = asked.isdisjoint(own) and beside
    return Sameness.ANOTHER if apart or (not asked.isdisjoint(own) and said.has_body(claimed)) else None


def _speaks_for(name: Sequence[str], said: Said) -> bool:
    """Whether what this one is has to do with the body that speaks: its secretary."""
    person = said.known(name)
    own = telling(said.speaker or "")
    return person is not None and any(own & set(words(role.of(said.article.text))) for role in person.roles)


def _another(names: Sequence[Sequence[str]], said: Said, *, titled: bool) -> Sameness:
    """The verdict where somebody else is named as the speaker. It is not sure where the claimed person is named
    near the words and the article does not settle who spoke."""
    own = words(said.speaker or "")
    if not said.certain and not said.person and any(name[-1] in own for name in names):
        return Sameness.POSSIBLY
    if said.settled and said.body and any(_speaks_for(name, said) for name in names):
        return Sameness.POSSIBLY
    if not said.corrected and any(said.may_be_namesake(name) for name in names):
        return Sameness.POSSIBLY
    if said.body and any(said.known(name) is None and said.has_body(" ".join(name)) for name in names):
        return Sameness.POSSIBLY  # the company, beside the name of one
    if said.settled or said.corrected:
        return Sameness.ANOTHER
    if said.open and any(_left_open(name, said, titled=titled) for name in names):
        return Sameness.POSSIBLY
    near = any(
        said.near(name) and not said.excludes(name, titled=titled) and not said.holds_another(name) for name in names
    )
    return Sameness.POSSIBLY if near else Sameness.ANOTHER


def _left_open(name: Sequence[str], said: Said, *, titled: bool) -> bool:
    """Whether a description may mean this one of the article."""
    return said.known(name) is not None and not said.excludes(name, titled=titled) and not said.holds_another(name)


def _whether(same: bool) -> Sameness:
    return Sameness.SAME if same else Sameness.ANOTHER


class Whose(NamedTuple):
    """What the claims say of the speaker; the first that names somebody counts. `printed` is set where our own
    reading has another speaker or none: the claimed name, and the words beside the quotation that say so."""

    same: Sameness
    claim: Claim | None
    printed: tuple[str, Span] | None = None
    namesakes: bool = False  # others in the index have the surname of who is claimed
    settled: bool = False  # there is no doubt who spoke
    misread: bool = False  # the words beside the quotation are not what the one read is called


def judged(people: People, claims: Sequence[Claim], said: Said) -> Whose:
    for claim in claims:
        same = people.compare(claim, said)
        if same is not Sameness.UNKNOWN:
            printed = _printed(claim, same, said)
            namesakes = same is Sameness.ANOTHER and people.share_surname(claim)
            unsure = same is Sameness.SAME and said.doubtful and not printed and not _beside(claim, said)
            misread = said.misread and not printed and not said.corrected
            return Whose(Sameness.POSSIBLY if unsure else same, claim, printed, namesakes, said.settled, misread)
    return Whose(Sameness.UNKNOWN, claims[0] if claims and claims[0].sure else None)


def _beside(claim: Claim, said: Said) -> bool:
    """Whether the article's own sentence names who is claimed."""
    return said.frame.holds(words(claim.text)) or any(
        same_name(name, (" ".join(head),)) for name in heads(claim.text) for head in said.heads
    )


def _printed(claim: Claim, same: Sameness, said: Said) -> tuple[str, Span] | None:
    if said.namesake and said.certain and said.frame.phrases:
        return said.namesake.name, said.frame.phrases[0].span
    if same is not Sameness.SAME:
        return None
    meant = tuple(heads(claim.text))
    if not said.frame.phrases or any(same_name(name, said.called) for name in meant):
        return None
    person = next((one for name in meant if (one := said.known(name))), None)
    return (person.name, said.frame.phrases[0].span) if person else None


def option(text: str) -> Claim:
    """Who was named beside the words, in a field of its own."""
    return Claim(text, Span(0, 0), sure=True)
