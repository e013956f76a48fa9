"""A draft before it is printed: every quotation in it laid against the index, and the figures worth a look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.errors import WrongUse
from corpus.index import Store
from corpus.limits import QUOTATIONS
from corpus.model import SEEDS, Extraction, Quote, QuoteKind, Span
from corpus.results import Draft, Query
from corpus.verify.claims import Claim
from corpus.verify.figures import differing
from corpus.verify.judgement import judge_all
from corpus.verify.marked import by_lines
from corpus.verify.reading import Quotation, quotations
from corpus.verify.speakers import People
from corpus.verify.tokens import tokens
from corpus.verify.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class DraftRules:
    """What in a draft is a quotation to be checked. Set by hand: less is a title or a single word."""

    least: int = 3  # words between marks that are a quotation though nobody is named beside them
    sure: float = 0.5  # confidence, 0 to 1, from which on our own reading of the draft names a speaker


_RULES = DraftRules()

_SPOKEN = frozenset({QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.POST})


def check(store: Store, found: Extraction, collections: tuple[str, ...] = (SEEDS,)) -> Draft:
    """The verdict on each quotation of a draft, in its order, by what we read out of it. Touches nothing: a draft is
    never kept. Raises WrongUse for too many."""
    draft, asked = found.article, _quotations(found)
    if len(asked) > QUOTATIONS:
        told = f"This draft has {len(asked):,} quotations, and {QUOTATIONS:,} is the most; check it in parts."
        raise WrongUse(told, "too_many_quotations", number=len(asked), longest=QUOTATIONS)
    people = People(store, collections)
    query = Query(draft.text, collections=collections)
    verdicts = [one for quotation in asked for one in judge_all(store, query, quotation, people)]
    starts = [*(one.span.start for one in verdicts[1:]), len(draft.text)][: len(verdicts)]
    verdicts = [
        replace(one, unchecked=_set_aside(draft.text, Span(one.span.end, max(start, one.span.end))))
        for one, start in zip(verdicts, starts, strict=True)
    ]
    return Draft(found.article, tuple(verdicts), tuple(differing(store, found, collections)))


def _quotations(found: Extraction) -> list[Quotation]:
    """What stands between marks, paragraph by paragraph, and what our own reading of the draft finds besides."""
    text = found.article.text
    rows = [_in_its_paragraph(text, one) for one in quotations(text, by_lines(text))]
    kept = [one for one in rows if _counts(text, one, found.quotes)]
    others = [quote for quote in found.quotes if quote.kind in _SPOKEN and not _held(quote, rows)]
    kept += [Quotation((quote.span,), _named(quote)) for quote in others if len(quote.span)]
    named = [one if any(claim.sure for claim in one.claims) else _by_reading(one, found.quotes) for one in kept]
    return sorted(named, key=lambda one: one.span)


def _in_its_paragraph(text: str, one: Quotation) -> Quotation:
    """The quotation without a speaker named in another paragraph that has a quotation of its own: that one is
    theirs."""
    kept = tuple(claim for claim in one.claims if _near(text, one.span, claim.span))
    halves = tuple(_in_its_paragraph(text, half) for half in one.halves)
    return replace(one, claims=kept, halves=halves)


def _near(text: str, said: Span, named: Span) -> bool:
    start, end = (said.end, named.start) if said.end <= named.start else (named.end, said.start)
    if "\n" not in text[start:end]:
        return True
    line = Span(text.rfind("\n", 0, named.start) + 1, _line_end(text, named.end))
    return not by_lines(line.of(text))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _counts(text: str, one: Quotation, quotes: Sequence[Quote]) -> bool:
    """Whether it is a quotation, no title or word in marks: somebody is named, or our own reading takes it for one."""
    if any(claim.sure for claim in one.claims):
        return True
    size = sum(len(tokens(text, span.start, span.end)) for span in one.spans)
    spoken = any(quote.span.overlaps(one.span) and quote.kind in _SPOKEN for quote in quotes)
    return spoken and size >= _RULES.least


def _held(quote: Quote, rows: Sequence[Quotation]) -> bool:
    return any(span.overlaps(quote.span) for one in rows for span in one.spans)


def _by_reading(one: Quotation, quotes: Sequence[Quote]) -> Quotation:
    """The quotation with the speaker that the extraction finds, where nobody is named beside it."""
    said = [quote for quote in quotes if quote.kind in _SPOKEN and quote.span.overlaps(one.span)]
    best = max(said, key=lambda quote: quote.confidence, default=None)
    return replace(one, claims=(*one.claims, *_named(best))) if best else one


def _named(quote: Quote) -> tuple[Claim, ...]:
    named = quote.speaker_span and quote.speaker  # a pronoun accuses nobody
    if not named or not quote.speaker or quote.confidence < _RULES.sure:
        return ()
    return (Claim(quote.speaker, quote.speaker_span or quote.span, sure=True),)


def _set_aside(text: str, behind: Span) -> bool:
    """Whether the writer marked it as unchecked, behind it and before the next or the end of its paragraph."""
    end = text.find("\n", behind.start, behind.end)
    return vocabulary().unchecked.search(text, behind.start, end if end >= 0 else behind.end) is not None
