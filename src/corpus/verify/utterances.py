"""What one person said in one go, as an article prints it: around "he said" and over paragraphs one quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.analysis.folding import fold, words
from corpus.index import Passage
from corpus.model import Article, Extraction, Quote, QuoteKind, Record, Span
from corpus.verify.marked import marked
from corpus.verify.tokens import Token, keys, tokens
from corpus.verify.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class InquitSize:
    """How long what interrupts a quotation may be. Set by hand: longer stretches tell something of their own."""

    between: int = 12  # words that may stand between two halves
    within: int = 14  # words of one inside of the marks


_INQUITS = InquitSize()

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = ' \t\n\u00a0"“”„«»‟'
_APART = re.compile(r"[-–—]")
_ENDS = re.compile(r"[.!?…]")
_NEW = re.compile(r":\s*[\"“„«]?\s*$")  # the words before lead in something else


@dataclass(frozen=True, eq=False)
class Stretch:
    """Printed words in a row. `quotes` are those it is made of; none: the reporter's own words."""

    article: Article
    spans: tuple[Span, ...]
    quotes: tuple[Quote, ...] = ()

    @cached_property
    def tokens(self) -> list[Token]:
        return [token for span in self.spans for token in tokens(self.article.text, span.start, span.end)]

    @cached_property
    def keys(self) -> list[str]:
        return [key for span in self.spans for key in keys(self.article.text, span.start, span.end)]

    @cached_property
    def folded(self) -> str:
        """All of its words, for a first look."""
        return " ".join(word for span in self.spans for word in words(span.of(self.article.text)))

    @cached_property
    def held(self) -> frozenset[str]:
        """The same, each once: whether it is worth a second look, without its words one by one."""
        return frozenset(self.folded.split())

    @property
    def spoken(self) -> Quote | None:
        """The quotation of it whose speaker is surest."""
        return max(self.quotes, key=lambda quote: (quote.speaker is not None, quote.confidence), default=None)

    @property
    def speaker(self) -> str | None:
        return self.spoken.speaker if self.spoken else None

    @property
    def between_marks(self) -> bool:
        return any(quote.kind is not QuoteKind.INDIRECT for quote in self.quotes)

    def span(self, at: int, to: int) -> Span:
        """Where the printed words [at, to) stand; an empty span before the first where there are none."""
        if at < to:
            return Span(self.tokens[at].start, self.tokens[to - 1].end)
        here = self.tokens[at].start if at < len(self.tokens) else self.tokens[-1].end
        return Span(here, here)

    def shown(self, at: int, to: int) -> str:
        """The printed words [at, to), without what stands between the halves."""
        span = self.span(at, to)
        parts = [Span(max(one.start, span.start), min(one.end, span.end)) for one in self.spans if one.overlaps(span)]
        return " ".join(part.of(self.article.text) for part in parts)

    def records(self, at: int, to: int) -> list[Record]:
        """What of it holds these words, in text order."""
        span = self.span(at, to)
        held = [quote for quote in self.quotes if quote.span.overlaps(span)]
        if not held:
            inside = [one for one in self.spans if one.overlaps(span)] or [span]
            return [Record.cut(self.article, "sentence", Span(inside[0].start, inside[-1].end))]
        return [Record.quoted(self.article, quote) for quote in held]


def utterances(found: Extraction) -> list[Stretch]:
    """The quotations of an article, those that go on joined. What is repeated in an indirect one stands for itself."""
    rows: list[list[Quote]] = []
    accounts = [one for one in found.quotes if one.kind is QuoteKind.INDIRECT and one.speaker]
    for quote in sorted(found.quotes, key=lambda quote: quote.span):
        if quote.kind is QuoteKind.INDIRECT or quote.kind is QuoteKind.PULL:
            continue
        quote = quote if quote.speaker else _told_by(quote, accounts)
        if rows and goes_on(found.article.text, rows[-1][-1], quote):
            rows[-1].append(quote)
        else:
            rows.append([quote])
    others = [[quote] for quote in found.quotes if quote.kind in (QuoteKind.INDIRECT, QuoteKind.PULL)]
    return [Stretch(found.article, tuple(q.span for q in row), tuple(row)) for row in (*rows, *others)]


def _told_by(quote: Quote, accounts: Sequence[Quote]) -> Quote:
    """Marked words within what somebody is said to have told are that one's: he stressed that it was “a risk”."""
    around = next((one for one in accounts if quote.span in one.span), None)
    if around is None:
        return quote
    return replace(quote, speaker=around.speaker, speaker_span=around.speaker_span, confidence=around.confidence)


def goes_on(text: str, first: Quote, then: Quote) -> bool:
    """Whether the second is the rest of the first: only "he said" between them, or the next paragraph."""
    if first.group is not None or then.group is not None:
        return first.group == then.group
    between = text[first.span.end : then.span.start]
    said = between.strip(_MARKS)
    one = text[then.span.start].islower() and not _ENDS.search(text, first.span.end - 1, first.span.end)
    if first.speaker and then.speaker and first.speaker != then.speaker and not one:
        return False
    if not said.strip(" .,;:!?-–—"):
        return (bool(first.speaker) and first.speaker == then.speaker) or "\n" not in between
    if "\n" in between or len(_WORD.findall(said)) > _INQUITS.between or _NEW.search(between):
        return False
    known = vocabulary()
    return any(key in known.verbs or key in known.follows for key in map(fold, _WORD.findall(said)))


def inquit(stretch: Stretch, at: int, to: int) -> bool:
    """Whether these words inside of the marks are the reporter's: - he said -."""
    if not 0 < at < to < len(stretch.keys) or to - at > _INQUITS.within:
        return False
    text, tokens = stretch.article.text, stretch.tokens
    before, behind = text[tokens[at - 1].end : tokens[at].start], text[tokens[to - 1].end : tokens[to].start]
    apart = _APART.search(before) and _APART.search(behind)
    if "," in before and "," in behind:  # Personne, a-t-elle ajouté, n'en veut
        apart = vocabulary().inverted.search(text, tokens[at].start, tokens[to - 1].end)
    return bool(apart) and not vocabulary().verbs.isdisjoint(stretch.keys[at:to])


def prose(passage: Passage) -> Iterator[Stretch]:
    """The sentences of a passage, and what of it stands between marks though no quotation was found there."""
    yield Stretch(passage.article, tuple(span for span, _ in passage.sentences))


def between(article: Article, span: Span) -> Span | None:
    """What stands between the marks around these words in their paragraph."""
    start = article.text.rfind("\n", 0, span.start) + 1
    end = article.text.find("\n", span.end)
    line = article.text[start : end if end >= 0 else len(article.text)]
    here = Span(span.start - start, span.end - start)
    found = next((part.span for part in marked(line) if here in part.outer), None)
    return Span(found.start + start, found.end + start) if found else None


def within(article: Article, quotation: Span, span: Span) -> bool:
    """Whether these words stand in inner marks of a quotation: its speaker passes them on as another's."""
    said = quotation.of(article.text)
    here = Span(span.start - quotation.start, span.end - quotation.start)
    return any(here in part.outer and part.span != Span(0, len(said)) for part in marked(said))
