"""What of an earlier version of a story still stands: all that its newest version has nothing in the place of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from corpus.analysis.similarity import folded
from corpus.index import codec
from corpus.index.entries import entered
from corpus.index.rows import Entry
from corpus.index.same_story import of
from corpus.model import Extraction, Span


@dataclass(frozen=True, slots=True)
class Outdated:
    """What the newest version of a story has something else in the place of. Set by hand."""

    alike: float = 70.0  # percent of the letters: what is less alike says something else


OUTDATED = Outdated()


def unpacked(entry: Entry) -> Extraction:
    return codec.unpack(of(entry).article(), entry.block, entry.before)


def standing(entry: Entry, latest: Extraction) -> Entry:
    """The entry of an earlier version, found by nothing that the latest says again or says otherwise."""
    found = unpacked(entry)
    text, now = found.article.text, folded(latest.article.text)

    def kept(spans: Iterable[Span], others: Iterable[Span]) -> set[Span]:
        said = [folded(other.of(latest.article.text)) for other in others]
        return {span for span in spans if not _outdated(folded(span.of(text)), said, now)}

    quotes = kept((quote.span for quote in found.quotes), (quote.span for quote in latest.quotes))
    facts = kept((fact.span for fact in found.facts), (sentence.span for sentence in latest.sentences))
    sentences = kept((sentence.span for sentence in found.sentences), (other.span for other in latest.sentences))
    rest = replace(
        found,
        quotes=tuple(quote for quote in found.quotes if quote.span in quotes),
        facts=tuple(fact for fact in found.facts if fact.span in facts),
        sentences=tuple(sentence for sentence in found.sentences if sentence.span in sentences),
    )
    known = {person.name for person in latest.people}
    spoken = {name for quote in rest.quotes for name in quote.speakers}
    people = tuple(person for person in rest.people if person.name in spoken or person.name not in known)
    return entered(replace(rest, people=people))._replace(whole=entry.block, story=entry.story)


def _outdated(words: str, said: Sequence[str], now: str) -> bool:
    return words in now or process.extractOne(words, said, scorer=fuzz.ratio, score_cutoff=OUTDATED.alike) is not None
