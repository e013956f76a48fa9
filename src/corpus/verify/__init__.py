"""Whether somebody printed a quotation as it was said: exact, altered, misattributed or not found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.index import Store
from corpus.model import Span
from corpus.results import Query, Remark, Ruling, Verdict
from corpus.verify import candidates
from corpus.verify.alignment import place
from corpus.verify.chats import masked
from corpus.verify.judgement import judge, judge_all, judge_among
from corpus.verify.laying import RULINGS
from corpus.verify.reading import Quotation, read, unmarked
from corpus.verify.sent import sent
from corpus.verify.speakers import People, option
from corpus.verify.tokens import tokens


@dataclass(frozen=True, slots=True)
class WholeRules:
    """When the whole of a text is a quotation, and when only what is left without the talk beside it. Set by hand on
    pasted messages written for it."""

    few: float = 0.3  # share of the words of a text that may differ, and it be still the quotation that is printed
    most: float = 0.6  # share of a text that is not found, so that the whole of it is not either
    two: int = 2  # more words that are printed where the whole is the quotation
    half: float = 0.5  # share of the words beside it that are printed then
    printed: float = 0.7  # share of the words beside a quotation that, printed in it, are a part of it


_WHOLE = WholeRules()

_ELSEWHERE = (Remark.NOT_QUOTED, Remark.JOINED)  # printed, but not as the one quotation that was sent
_WORST = (Ruling.MISATTRIBUTED, Ruling.ALTERED, Ruling.NOT_FOUND, Ruling.EXACT)


def verify(store: Store, query: Query) -> Verdict:
    """The verdict on what was sent; where it holds several quotations, each in `parts`."""
    verdict = _verdict(store, replace(query, text=masked(query.text)))
    parts = tuple(replace(part, query=query) for part in verdict.parts)
    return replace(verdict, query=query, parts=parts)


def _verdict(store: Store, query: Query) -> Verdict:
    people = People(store, query.collections)
    quotations = [_asked(one, query) for one in read(query.text)]
    whole = _asked(Quotation((Span(0, len(query.text)),), bare=True), query)
    first = quotations[0]
    if quotations == [whole]:
        return judge(store, query, query.text, whole, people)
    if first.bare:
        return _led(store, query, first, replace(whole, bare=False), people)
    parts = [verdict for one in quotations for verdict in judge_all(store, query, one, people)]
    if not _may_be_whole(query.text, quotations) or _all_of_it(parts, quotations):
        return _worst(parts)
    rest = Span(quotations[0].span.start, quotations[-1].span.end)
    longer = any(_goes_on(part, rest) or _has_row(part, rest) for part in parts)
    verdict = _as_one(store, query, quotations, whole, people, longer=longer)
    return verdict or _worst(parts)


def _as_one(
    store: Store, query: Query, quotations: Sequence[Quotation], whole: Quotation, people: People, *, longer: bool
) -> Verdict | None:
    """A text with marks within it, where all of it is the quotation. `longer`: what is beside the marks is printed
    with what stands between them: no less than all of it is vouched for."""
    tied = any(claim.sure for one in quotations for claim in one.claims) and not query.speaker
    led = _asked(unmarked(query.text), query)
    if led != whole:
        verdict = _led(store, query, led, replace(whole, bare=False), people)
    else:
        verdict = judge(store, query, query.text, replace(whole, bare=not tied), people)
    found = verdict.ruling is not Ruling.NOT_FOUND and (longer or verdict.remark not in _ELSEWHERE)
    sound = verdict.ruling is Ruling.EXACT or (found and (longer or not tied or _close(verdict)))
    return verdict if sound else None


def _all_of_it(parts: Sequence[Verdict], quotations: Sequence[Quotation]) -> bool:
    """Whether what stands between the marks is printed so, and what is beside them is not printed there."""
    spans = [span for one in quotations for span in one.spans]
    rest = Span(spans[0].start, spans[-1].end)
    found = all(part.hits and not part.edits and part.remark not in _ELSEWHERE for part in parts)
    return found and not any(_goes_on(part, rest) or _has_row(part, rest) for part in parts)


def _led(store: Store, query: Query, rest: Quotation, whole: Quotation, people: People) -> Verdict:
    """A text without marks that seems to begin or end with a name: without it, or whole where it is printed so."""
    looked = candidates.said(store, query, sent(query.text, rest.spans).keys, people)
    verdict = judge(store, query, query.text, rest, people, looked)
    if _goes_on(verdict, rest.span) or _has_row(verdict, rest.span):
        other = judge(store, query, query.text, whole, people)
        told = verdict.ruling is Ruling.EXACT and verdict.same is True
        return verdict if told and other.ruling is not Ruling.EXACT else other
    hopeless = verdict.ruling is Ruling.NOT_FOUND and len(rest.span) >= _WHOLE.most * len(whole.span)
    if verdict.ruling is Ruling.EXACT or hopeless:
        return verdict
    if verdict.ruling is Ruling.NOT_FOUND:
        other = judge(store, query, query.text, whole, people)
    else:
        other = judge_among(query, query.text, whole, looked, people)
    beside = len(tokens(query.text)) - len(tokens(query.text, rest.span.start, rest.span.end))
    more = _kept(other) - _kept(verdict)
    return other if other.ruling is Ruling.EXACT or more >= max(_WHOLE.two, _WHOLE.half * beside) else verdict


def _kept(verdict: Verdict) -> int:
    """How many of the sent words are printed there."""
    if not verdict.hits or verdict.remark in _ELSEWHERE:
        return 0
    text, span = verdict.query.text, verdict.span
    return len(tokens(text, span.start, span.end)) - sum(len(tokens(edit.given)) for edit in verdict.edits)


def _goes_on(verdict: Verdict, rest: Span) -> bool:
    """Whether what was taken for a name beside the quotation is printed in it: nothing longer is called exact."""
    if not verdict.hits:
        return False
    text, printed = verdict.query.text, {token.key for token in tokens(verdict.hits[0].record.text)}
    beside = [token.key for token in (*tokens(text, 0, rest.start), *tokens(text, rest.end))]
    return bool(beside) and sum(key in printed for key in beside) >= _WHOLE.printed * len(beside)


def _has_row(verdict: Verdict, rest: Span) -> bool:
    """Whether so many words beside the marks stand in a row in what is printed that they were sent as a part of it."""
    text, printed = verdict.query.text, [token.key for hit in verdict.hits[:1] for token in tokens(hit.record.text)]
    for side in (tokens(text, 0, rest.start), tokens(text, rest.end)):
        keys, size = [token.key for token in side], RULINGS.run
        if any(place(keys[at : at + size], printed) is not None for at in range(len(keys) - size + 1)):
            return True
    return False


def _worst(found: Sequence[Verdict]) -> Verdict:
    if len(found) == 1:
        return found[0]
    return replace(min(found, key=lambda one: _WORST.index(one.ruling)), parts=tuple(found))


def _close(verdict: Verdict) -> bool:
    """Whether so few of the words differ that the whole, with the marks within it, is the printed quotation."""
    changed = sum(max(len(tokens(edit.given)), len(tokens(edit.printed))) for edit in verdict.edits)
    return changed <= _WHOLE.few * len(tokens(verdict.query.text))


def _may_be_whole(text: str, quotations: Sequence[Quotation]) -> bool:
    """Whether the whole text may be the quotation: what stands between marks in it is less than half."""
    inside = sum(len(span) for one in quotations if not one.bare for span in one.spans)
    return 2 * inside < len(text)


def _asked(quotation: Quotation, query: Query) -> Quotation:
    """Who is named in a field of its own is meant for every quotation."""
    if not query.speaker:
        return quotation
    claims = (option(query.speaker),)
    halves = tuple(replace(half, claims=claims) for half in quotation.halves)
    return replace(quotation, claims=claims, halves=halves)
