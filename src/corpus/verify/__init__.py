"""Whether somebody printed a quotation as it was said: exact, altered, misattributed or not found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.index import Store
from corpus.model import Span
from corpus.results import Query, Remark, Ruling, Verdict
from corpus.verify.judgement import judge, judge_all
from corpus.verify.reading import Quotation, read
from corpus.verify.speakers import People, option

_WORST = (Ruling.MISATTRIBUTED, Ruling.ALTERED, Ruling.NOT_FOUND, Ruling.EXACT)


def verify(store: Store, query: Query) -> Verdict:
    """The verdict on what was sent; where it holds several quotations, each in `parts`."""
    people = People(store, query.collections)
    quotations = [_asked(one, query) for one in read(query.text)]
    if not _may_be_whole(query.text, quotations):
        return _worst([verdict for one in quotations for verdict in judge_all(store, query, one, people)])
    tied = any(claim.sure for one in quotations for claim in one.claims) and not query.speaker
    whole = _asked(Quotation((Span(0, len(query.text)),), bare=not tied), query)
    verdict = judge(store, query, query.text, whole, people)
    if quotations == [whole] or verdict.ruling is Ruling.EXACT:
        return verdict
    if not tied and verdict.ruling is not Ruling.NOT_FOUND and verdict.remark is not Remark.NOT_QUOTED:
        return verdict
    return _worst([verdict for one in quotations for verdict in judge_all(store, query, one, people)])


def _worst(found: Sequence[Verdict]) -> Verdict:
    if len(found) == 1:
        return found[0]
    return replace(min(found, key=lambda one: _WORST.index(one.ruling)), parts=tuple(found))


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
