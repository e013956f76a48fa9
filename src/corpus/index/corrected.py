"""What people corrected, put into what was found; every article goes through here before it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.analysis.folding import fold
from corpus.corrections import Act, Correction, digest
from corpus.index import codec
from corpus.index.entries import entered
from corpus.index.protocol import Origin
from corpus.index.rows import Entry
from corpus.model import (
    SEEDS,
    Basis,
    Extraction,
    Fact,
    Hand,
    Mention,
    Person,
    Published,
    Quote,
    Span,
    Title,
)


@dataclass(frozen=True, slots=True)
class CorrectedSpans:
    """When a quotation that is found again is the one that was corrected. Set by hand: a sentence more or less is the
    same quotation, its half is not."""

    same: float = 0.5  # share of all that two spans cover, which they must have in common


_SPANS = CorrectedSpans()


class Corrections:
    """Those in force, oldest first, by what they are about."""

    def __init__(self, made: Iterable[Correction]) -> None:
        self._all = tuple(made)
        self._about: dict[str, list[Correction]] = defaultdict(list)
        self._names: set[str] = set()
        for one in self._all:
            if one.article:
                self._about[one.digest].append(one)
                self._about[one.article].append(one)
            else:
                self._names.add(one.spelling)
        self._stories: dict[str, set[int]] = defaultdict(set)

    @property
    def articles(self) -> list[str]:
        """The ids of those that are corrected."""
        return sorted({one.article for one in self._all if one.article})

    def follow(self, stories: Iterable[tuple[str, str | None]]) -> None:
        """What is said of the words of an article (its id, its story) holds for later versions of its story, too."""
        for article, story in stories:
            if story:
                said = (one for one in self._about.get(article, ()) if one.article == article and one.words)
                self._stories[story].update(id(one) for one in said)

    def inherited(self, collection: str, articles: Collection[str]) -> list[Correction]:
        """What of the corrections in these articles holds for other versions of their stories."""
        mine = (one for one in self._all if one.collection in (SEEDS, collection))
        return [one for one in mine if one.article in articles and one.words]

    def entry(self, entry: Entry) -> Entry:
        """The article as it is to be written."""
        if (not self._all and not entry.before) or entry.whole:  # of an earlier version it was done before
            return entry
        origin = Origin._make((*entry.columns, entry.collection))
        found = codec.unpack(origin.article(), entry.block, entry.before) if entry.before else None
        first = found.before if found else None
        made = self._of(entry, _called(first) if first else {*entry.names, *(alias for _, alias in entry.aliases)})
        if not made and not first:
            return entry
        first = first or codec.unpack(origin.article(), entry.block)
        return entered(applied(first, made))._replace(story=entry.story)

    def _of(self, entry: Entry, called: set[str]) -> list[Correction]:
        """`called`: whoever was found in it, for a correction may have taken a name out."""
        known = digest(str(entry.columns[-1])) if self._about else ""
        mine = {id(one) for key in (known, entry.key) for one in self._about.get(key, ())}
        mine |= self._stories.get(entry.story or "", set())
        named = not self._names.isdisjoint(called)
        return [
            one
            for one in self._all
            if one.collection in (SEEDS, entry.collection)
            and (id(one) in mine or (not one.article and (named or mine)))
        ]


def carried(one: Correction, origin: Origin) -> Correction | None:
    """The same of another article, where the words stand once in it."""
    span = place(origin.text, one)
    return replace(one, article=origin.id, digest=digest(origin.text), span=span) if span else None


def _called(found: Extraction) -> set[str]:
    spelt = {name for person in found.people for name in (person.name, *person.aliases)}
    return spelt | _speakers(found)


def applied(found: Extraction, made: Sequence[Correction]) -> Extraction:
    """What was found, corrected; with what it was `before`, where that is something else."""
    now = found
    for one in made:
        now = _ACTS[one.act](now, one)
    return now if now == found else replace(now, before=replace(found, before=None))


def place(text: str, one: Correction) -> Span | None:
    """Where in the text it belongs: at its span; in a text that has changed, where the same words stand once."""
    if one.span is None:
        return None
    if one.span.of(text) == one.words and digest(text) == one.digest:
        return one.span
    at = text.find(one.words) if one.words else -1
    return Span(at, at + len(one.words)) if at >= 0 and text.find(one.words, at + 1) < 0 else None


# ---------------------------------------------------------------------- one quotation
def _spoken(found: Extraction, one: Correction) -> Extraction:
    span = place(found.article.text, one)
    if span is None:
        return found
    meant = _meant(found.quotes, span)
    quotes = list(found.quotes)
    if meant is None:
        meant = Quote(span, one.kind)
        quotes = sorted([*quotes, meant], key=lambda quote: quote.span)
    name = _known(found, one.value)
    same = {quote.span for quote in quotes if quote is meant or _together(quote, meant)}
    told = tuple(_by(found, quote, name, one.hand) if quote.span in same else quote for quote in quotes)
    facts = tuple(
        replace(fact, speaker=name or None)
        if fact.speaker == meant.speaker and any(fact.span.overlaps(span) for span in same)
        else fact
        for fact in found.facts
    ) if meant.speaker else found.facts  # fmt: skip
    return replace(found, quotes=told, facts=facts)


def _hidden(found: Extraction, one: Correction) -> Extraction:
    span = place(found.article.text, one)
    meant = _meant(found.quotes, span) if span else None
    if meant is None:
        return found
    quotes = tuple(quote for quote in found.quotes if quote is not meant)
    facts = tuple(
        replace(fact, speaker=None) if fact.speaker and fact.speaker == meant.speaker and fact.span.overlaps(meant.span)
        and not any(quote.span.overlaps(fact.span) for quote in quotes if quote.speaker == fact.speaker) else fact
        for fact in found.facts
    )  # fmt: skip
    return replace(found, quotes=quotes, facts=facts)


def _meant(quotes: Iterable[Quote], span: Span) -> Quote | None:
    """The quotation that stands there, also where it is found a mark or a word longer or shorter."""
    best = max(quotes, key=lambda quote: _common(quote.span, span), default=None)
    return best if best and _common(best.span, span) >= _SPANS.same else None


def _common(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0, both) / (max(one.end, other.end) - min(one.start, other.start))


def _together(quote: Quote, meant: Quote) -> bool:
    """Whether it is another part of the same utterance, or the same words read in another way."""
    if quote.group is not None and quote.group == meant.group:
        return True
    return quote.span.overlaps(meant.span) and quote.speaker == meant.speaker


def _by(found: Extraction, quote: Quote, name: str, hand: Hand) -> Quote:
    if not name:
        return replace(quote, speaker=None, speaker_span=None, confidence=0.0, joint=(), corrected=hand)
    where = _named(found, quote.span, name)
    return replace(quote, speaker=name, speaker_span=where, confidence=1.0, joint=(), corrected=hand)


def _known(found: Extraction, name: str) -> str:
    """The name as the article has it, where it is one of its people."""
    called = fold(name)
    for person in found.people:
        if called in {fold(spelling) for spelling in (person.name, *person.aliases)}:
            return person.name
    return name


def _named(found: Extraction, span: Span, name: str) -> Span | None:
    """Where the speaker is named nearest to the words, in the same paragraph."""
    text = found.article.text
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    around = Span(start, end if end >= 0 else len(text))
    near = [m.span for m in found.mentions if m.person == name and m.span in around and not m.span.overlaps(span)]
    return min(near, key=lambda one: max(one.start - span.end, span.start - one.end), default=None)


# ---------------------------------------------------------------------- people
def _merged(found: Extraction, one: Correction) -> Extraction:
    """Whoever has the one name has the other; the spelling stays one of theirs."""
    return _renamed(found, one.spelling, one.value, one.hand, kept=True)


def _split(found: Extraction, one: Correction) -> Extraction:
    """The spelling is somebody else's. Pronouns stay with whom it was taken for: nothing tells whose they are."""
    spelling, name = one.spelling, one.value
    if any(person.name == spelling for person in found.people) or spelling in _speakers(found):
        return _renamed(found, spelling, name, one.hand, kept=False)
    taken = next((person for person in found.people if spelling in person.aliases), None)
    if taken is None:
        return found
    text = found.article.text
    rest = replace(taken, aliases=tuple(alias for alias in taken.aliases if alias != spelling))
    people = [rest if person is taken else person for person in found.people]
    people = _with(people, Person(name, (spelling,) if spelling != name else ()))
    said = tuple(
        replace(quote, speaker=name, corrected=one.hand)
        if quote.speaker == taken.name and quote.speaker_span and quote.speaker_span.of(text) == spelling
        else quote
        for quote in found.quotes
    )
    mentions = tuple(
        replace(mention, person=name) if mention.person == taken.name and mention.span.of(text) == spelling else mention
        for mention in found.mentions
    )
    return replace(found, people=tuple(people), quotes=said, mentions=mentions)


def _renamed(found: Extraction, old: str, new: str, hand: Hand, *, kept: bool) -> Extraction:
    if old == new or (old not in _speakers(found) and all(person.name != old for person in found.people)):
        return found
    people: list[Person] = []
    for person in found.people:
        if person.name == old:
            more = (*person.aliases, *((old,) if kept else ()))
            person = replace(person, name=new, aliases=tuple(alias for alias in more if alias != new))
        people = _with(people, person)
    return replace(
        found,
        people=tuple(people),
        mentions=tuple(_mention(mention, old, new) for mention in found.mentions),
        quotes=tuple(_quote(quote, old, new, hand) for quote in found.quotes),
        facts=tuple(_fact(fact, old, new) for fact in found.facts),
    )


def _with(people: list[Person], more: Person) -> list[Person]:
    """The people with one more, or with what is known of them put together."""
    at = next((at for at, person in enumerate(people) if person.name == more.name), None)
    if at is None:
        return [*people, more]
    same = people[at]
    aliases = tuple(dict.fromkeys((*same.aliases, *more.aliases)))
    roles = tuple(sorted({*same.roles, *more.roles}))
    whole = replace(same, aliases=aliases, roles=roles, gender=same.gender or more.gender)
    return [*people[:at], whole, *people[at + 1 :]]


def _speakers(found: Extraction) -> set[str]:
    return {name for quote in found.quotes for name in quote.speakers}


def _mention(mention: Mention, old: str, new: str) -> Mention:
    return replace(mention, person=new) if mention.person == old else mention


def _quote(quote: Quote, old: str, new: str, hand: Hand) -> Quote:
    if old not in quote.speakers:
        return quote
    speaker, *joint = dict.fromkeys(new if name == old else name for name in quote.speakers)
    return replace(quote, speaker=speaker, joint=tuple(joint), corrected=hand)


def _fact(fact: Fact, old: str, new: str) -> Fact:
    return replace(fact, speaker=new) if fact.speaker == old else fact


# ---------------------------------------------------------------------- the article
def _titled(found: Extraction, one: Correction) -> Extraction:
    return replace(found, article=replace(found.article, title=Title(one.value)))


def _dated(found: Extraction, one: Correction) -> Extraction:
    return replace(found, article=replace(found.article, published=Published(one.value, Basis.CORRECTED)))


_ACTS: dict[Act, Callable[[Extraction, Correction], Extraction]] = {
    Act.SPEAKER: _spoken,
    Act.HIDE: _hidden,
    Act.MERGE: _merged,
    Act.SPLIT: _split,
    Act.TITLE: _titled,
    Act.DATE: _dated,
}
