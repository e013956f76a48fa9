"""A record as a card: the words of the source, who says so, and where to look it up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from bot import wording
from bot.catalogue import counted, say
from bot.reply import Card, Choice, Mark, Request, Run, Tone
from corpus.analysis.folding import fold, words
from corpus.model import Extraction, FactKind, QuoteKind, Record, Span
from corpus.results import Hit, Moment

_FEW = 6  # spaces in a fragment that is shown within its sentence
_LIKE = 0.7  # from here on a word may be the name asked for, mistyped
_POSSESSIVE = re.compile(r"[’']s$")
_ALSO = 3  # articles named that print the same words; the others are counted


@dataclass(frozen=True, slots=True)
class Place:
    """What the article around a record tells of it: the line it is on, its speaker's role, its whole sentence."""

    line: int | None = None
    role: str | None = None
    sentence: Record | None = None


def place(record: Record, extraction: Extraction | None) -> Place:
    """Nothing where the article has changed since the record was found."""
    if extraction is None or record.span.of(extraction.article.text) != record.text:
        return Place()
    roles = next((person.roles for person in extraction.people if person.name == record.speaker), ())
    role = roles[0].of(extraction.article.text) if roles else None
    line = extraction.article.text.count("\n", 0, record.span.start) + 1
    return Place(line, role, extraction.around(record.span))


Places = Callable[[Sequence[Record]], Mapping[Record, Place]]


@dataclass(frozen=True, slots=True)
class Citer:
    """Makes the cards. `confidence`: below it a speaker is not named, and the whole sentence is shown instead."""

    confidence: float

    def certain(self, record: Record) -> bool:
        return bool(record.named(self.confidence))

    def gathered(self, hits: Sequence[Hit], places: Places) -> tuple[tuple[Hit, ...], ...]:
        """The hits of each card: fragments of one sentence share the card that shows the sentence, and the parts of one
        utterance ("…," he said, "…") share theirs, wherever in the list they are."""
        kept = _whole(hits)
        shown = [hit.record for hit in kept if self._in_its_sentence(hit.record)]
        several = Counter(record.article_id for record in shown)
        known = places([record for record in shown if several[record.article_id] > 1])
        groups: dict[object, list[Hit]] = {}
        for hit in kept:
            groups.setdefault(self._shared(hit.record, known.get(hit.record, Place())), []).append(hit)
        return tuple(map(tuple, groups.values()))

    def cards(self, hits: Sequence[Hit], places: Mapping[Record, Place], *, asked: str = "") -> tuple[Card, ...]:
        """The cards of hits that are all shown together."""
        return self.of_groups(self.gathered(hits, lambda records: places), places, asked=asked)

    def of_groups(
        self, groups: Iterable[tuple[Hit, ...]], places: Mapping[Record, Place], *, asked: str = "", person: str = ""
    ) -> tuple[Card, ...]:
        """A card for each of the groups that `gathered` makes. `person`: who was asked for, as articles spell it."""
        return once(self.card(hit, places[hit.record], *more, asked=asked, person=person) for hit, *more in groups)

    def _shared(self, record: Record, where: Place) -> object:
        """What the records of one card have in common."""
        sentence = where.sentence if self._in_its_sentence(record) else None
        if sentence:
            return sentence.article_id, sentence.span, record.speaker
        if record.group is not None:
            return record.article_id, record.group, record.speaker
        return record

    def card(self, hit: Hit, where: Place, *more: Hit, asked: str = "", person: str = "") -> Card:
        """The card of a hit of any kind; `asked` is the person a hit can be *about*, `more` are other fragments of the
        same sentence."""
        if not wording.is_quote(hit.record):
            return self.fact(hit, where)
        parts = [other.record.span for other in (hit, *more)]
        card = self.quote(hit, where, asked=asked, person=person, parts=parts)
        if not more or self._in_its_sentence(hit.record):
            return card
        return replace(card, body=_joined(hit.record, *(other.record for other in more)))

    def _in_its_sentence(self, record: Record) -> bool:
        """A few words alone say little, and an unknown speaker needs the words around."""
        if not wording.is_quote(record):
            return False
        return not self.certain(record) or (record.kind == QuoteKind.MIXED and record.text.count(" ") < _FEW)

    def quote(
        self,
        hit: Hit,
        where: Place,
        *,
        asked: str = "",
        person: str = "",
        tone: Tone = Tone.QUOTE,
        parts: Sequence[Span] = (),
    ) -> Card:
        """`parts` are strong: the fragments that are quoted, the words that answer."""
        record, certain = hit.record, self.certain(hit.record)
        sentence = where.sentence if self._in_its_sentence(record) else None
        detail = [
            (where.role or "") if certain else "",
            _told(hit, asked, person) if certain else say("card.to_judge") if sentence else "",
            _about(record, asked, person) if hit.about and not certain else "",
            wording.corrected(record.corrected) if record.corrected else "",
            *self._earlier(hit),
        ]
        return Card(
            tone if certain else Tone.WARN,
            picked(sentence, *(parts or [record.span])) if sentence else picked(record, *parts),
            quoted=sentence is None and record.kind in wording.MARKED,
            heading=wording.joined(record.speakers) if certain else _begun(_of_nobody(record, sentence)),
            detail=" · ".join(part for part in detail if part),
            source=_source(hit),
            place=wording.place(record, where.line),
            choices=(*choices(record), correcting(record)),
        )

    def fact(self, hit: Hit, where: Place) -> Card:
        known = hit.record.kind in set(FactKind)
        return replace(self.passage(hit, where), heading=wording.fact_kind(hit.record) if known else "")

    def passage(self, hit: Hit, where: Place, *, tone: Tone = Tone.FACT, parts: Sequence[Span] = ()) -> Card:
        """A whole sentence, with who says so where somebody does."""
        record = hit.record
        return Card(
            tone,
            picked(record, *parts),
            detail=" · ".join(part for part in (self._said_by(record, where), *self._earlier(hit)) if part),
            source=_source(hit),
            place=wording.place(record, where.line),
            choices=choices(record),
        )

    def moment(self, moment: Moment, where: Place) -> Card:
        """An entry of a timeline: the day, what happened, how the day is known."""
        basis = moment.basis
        known = say("card.dated_by", words=basis.text) if basis else say("card.dated_by_article")
        card = self.passage(Hit(moment.record, 1.0), where)
        detail = " · ".join(part for part in (known, card.detail) if part)
        part = basis.span if basis else None
        return replace(card, body=picked(moment.record, part), heading=wording.day(moment.value), detail=detail)

    def _earlier(self, hit: Hit) -> Iterator[str]:
        """What earlier versions of the article had in its place, or that the newest has nothing in it."""
        if hit.newest:
            yield say("card.newest", source=wording.brief(hit.newest))
        for record in hit.earlier:
            told = {"source": wording.brief(record), "words": " ".join(record.text.split())}
            other = record.speakers != hit.record.speakers and self.certain(record) and wording.is_quote(record)
            if other:
                yield say("card.earlier_by", who=wording.joined(record.speakers), **told)
            else:
                yield say("card.earlier", **told)

    def _said_by(self, record: Record, where: Place) -> str:
        if record.speaker is None:
            return ""
        if not self.certain(record):
            return wording.not_certain()
        who = wording.joined(map(wording.amid, record.speakers))
        return (
            say("card.said_by_role", speaker=who, role=where.role) if where.role else say("card.said_by", speaker=who)
        )


def _whole(hits: Sequence[Hit]) -> list[Hit]:
    """Leaves out words that stand inside others by the same person in the same article, as a headline repeats what is
    said below. Of two alike the first stays."""
    said = [(hit.record.article_id, hit.record.speaker, f" {' '.join(words(hit.record.text))} ") for hit in hits]
    return [
        hit
        for place, (hit, mine) in enumerate(zip(hits, said, strict=True))
        if not (
            wording.is_quote(hit.record)
            and any(_holds(other, mine, at < place) for at, other in enumerate(said) if at != place)
        )
    ]


def _holds(whole: tuple[str, str | None, str], part: tuple[str, str | None, str], first: bool) -> bool:
    alike = whole[:2] == part[:2] and part[2].strip() and part[2] in whole[2]
    return bool(alike) and (len(whole[2]) > len(part[2]) or first)


def once(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Without those that only repeat what another one of the same article shows: its words, or most of its sentence."""
    kept: list[tuple[Card, str]] = []
    for card in cards:
        shown = f" {' '.join(words(''.join(run.text for run in card.body)))} "
        if not any(_repeats(card, shown, other, theirs) for other, theirs in kept):
            kept.append((card, shown))
    return tuple(card for card, _ in kept)


def _repeats(card: Card, shown: str, other: Card, theirs: str) -> bool:
    apart = card.source != other.source or (card.heading and other.heading and card.heading != other.heading)
    if apart or not shown.strip():
        return False
    return shown in theirs or (theirs in shown and len(theirs) * 2 > len(shown))


def _joined(*records: Record) -> tuple[Run, ...]:
    """The parts of one utterance in the order they are printed, the reporter's words between them left out."""
    runs: list[Run] = []
    for record in sorted(records, key=lambda one: one.span):
        runs += [*([Run(" … ", Mark.OURS)] if runs else []), Run(record.text)]
    return tuple(runs)


def picked(record: Record, *parts: Span | None) -> tuple[Run, ...]:
    """The record's text with parts of it strong; all of it, or a part outside it, is no part."""
    runs, done = [], record.span.start
    for part in sorted(part for part in parts if part and part in record.span and part != record.span):
        if part.start >= done:
            runs += [Run(_cut(record, done, part.start)), Run(_cut(record, part.start, part.end), Mark.STRONG)]
            done = part.end
    runs.append(Run(_cut(record, done, record.span.end)))
    return tuple(run for run in runs if run.text)


def _cut(record: Record, start: int, end: int) -> str:
    return record.text[start - record.span.start : end - record.span.start]


def choices(record: Record) -> tuple[Choice, ...]:
    """Where a reader may go from a record: the paragraph around it, the whole article."""
    span = {"article": record.article_id, "start": str(record.span.start), "end": str(record.span.end)}
    at = {"article": record.article_id, "start": str(record.span.start)}
    return (
        Choice(say("label.context"), Request.of("context", span)),
        Choice(say("label.article"), Request.of("article", at)),
    )


def correcting(record: Record) -> Choice:
    """Where somebody who may corrects what is said of a quotation; a face offers it to nobody else."""
    span = {"article": record.article_id, "start": str(record.span.start), "end": str(record.span.end)}
    return Choice(say("label.correct"), Request.of("correct", span))


def _source(hit: Hit) -> str:
    source = wording.citation(hit.record)
    return say("cite.also", source=source, others=_others(hit.also)) if hit.also else source


def _others(records: Iterable[Record]) -> str:
    names = list(dict.fromkeys(wording.brief(record) for record in records))
    more = len(names) - _ALSO
    return wording.joined([*names[:_ALSO], counted("n.more", more)] if more > 0 else names)


def _told(hit: Hit, asked: str, person: str) -> str:
    """How the words are brought in, and about whom, where that is what was asked for; nothing twice."""
    if not hit.about:
        return wording.introduced(hit.record)
    return ", ".join(part for part in (_about(hit.record, asked, person), wording.printed_how(hit.record)) if part)


def _about(record: Record, asked: str, person: str) -> str:
    """ "said about Sheinbaum", with the name as the article prints it where it is in these words."""
    name = _printed(asked, record.text) or person  # what was typed may be misspelt
    verb = "posted" if record.kind == QuoteKind.POST else "said"
    return say(f"card.{verb}_about", name=name) if name else say(f"card.{verb}_about_them")


def _of_nobody(record: Record, sentence: Record | None) -> str:
    """What heads words nobody is named for. A sentence shown whole says itself who tells what."""
    told = record.kind == QuoteKind.INDIRECT and sentence is not None
    return say("card.indirect") if told else wording.not_certain()


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _printed(name: str, text: str) -> str:
    """The name as the text prints it: accents, case and spelling of the article, not of the hurry."""
    wanted = words(name)[-1:]
    best, score = "", _LIKE
    for token in text.split() if wanted else ():
        bare = _POSSESSIVE.sub("", token.strip(".,;:!?()[]“”\"'‘’«»"))
        likeness = OSA.normalized_similarity(fold(bare), wanted[0])
        if bare[:1].isupper() and likeness > score:
            best, score = bare, likeness
    return best


__all__ = ["Citer", "Place", "choices", "correcting", "once", "picked", "place"]
