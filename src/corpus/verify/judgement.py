"""One quotation laid against the index: is it printed so, where, and whose is it?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.analysis.folding import words
from corpus.index import Store
from corpus.model import Record, Span
from corpus.results import Edit, Hit, Query, Remark, Ruling, Verdict
from corpus.verify import candidates, nearest, notes, sense, translations
from corpus.verify.candidates import Likely
from corpus.verify.denials import denied
from corpus.verify.joined import Near, Piece, cut_between, nearly, pieces
from corpus.verify.laying import RULINGS, Laid, laid_against, whose
from corpus.verify.names import same_name
from corpus.verify.reading import Quotation
from corpus.verify.sent import Sent, sent
from corpus.verify.speakers import People, Sameness
from corpus.verify.utterances import Stretch

_FIGURE_BEFORE, _FIGURE_BEHIND = re.compile(r"(?:\d+[.,])+$"), re.compile(r"(?:[.,]\d+)+")


def judge_all(store: Store, query: Query, quotation: Quotation, people: People) -> list[Verdict]:
    """The verdict on a quotation. Halves around "he said" are one quotation; where they stand in several places,
    each has its own verdict."""
    whole = judge(store, query, query.text, quotation, people)
    if not quotation.halves or whole.ruling is Ruling.EXACT or (quotation.runs_on and whole.hits):
        return [whole]
    halves = [judge(store, query, query.text, half, people) for half in quotation.halves]
    apart = len({half.hits[0].record.article_id for half in halves if half.hits}) > 1
    if whole.hits and not apart and whole.remark is not Remark.JOINED:
        return [whole]
    return halves


def judge(
    store: Store,
    query: Query,
    text: str,
    quotation: Quotation,
    people: People,
    looked: Sequence[Stretch] | None = None,
) -> Verdict:
    """The verdict on one quotation of a message. `looked`: the quotations with some of its words, where known."""
    given = sent(text, quotation.spans)
    looked = candidates.said(store, query, given.keys, people) if looked is None else looked
    if len(given.words) < RULINGS.least:
        looked = [stretch for stretch in looked if stretch.keys == given.keys]
        if not looked:
            remark = Remark.SHORT if given.words else None
            return Verdict(query, Ruling.NOT_FOUND, span=quotation.span, remark=remark)
    ranked = candidates.ranked(given.keys, looked)
    laid = laid_against(ranked, given, quotation, people)
    if not _sure(laid, given):
        prose = list(candidates.printed(store, query, given.keys, text))
        headlines = candidates.headlines(given.keys, (*looked, *prose))
        others = candidates.ranked(given.keys, (*headlines, *prose))
        laid += laid_against(others, given, quotation, people)
        ranked += others
    verdict = _decided(query, quotation, given, ranked, laid, people)
    if verdict.ruling is Ruling.NOT_FOUND and verdict.claimed:
        said = " ".join(span.of(text) for span in quotation.spans)
        if offered := tuple(translations.offered(store, query, said, verdict.claimed, people)):
            return replace(verdict, nearest=offered, remark=Remark.TRANSLATED)
    return verdict


def _sure(laid: Sequence[Laid], given: Sent) -> bool:
    """Whether one of them is no doubt what was meant."""
    return any(one.exact or (one.quoted and one.way.cost <= RULINGS.sure * len(given.words)) for one in laid)


def judge_among(query: Query, text: str, quotation: Quotation, looked: Sequence[Stretch], people: People) -> Verdict:
    """The verdict where nothing but these is looked at."""
    given = sent(text, quotation.spans)
    ranked = candidates.ranked(given.keys, looked)
    return _decided(query, quotation, given, ranked, laid_against(ranked, given, quotation, people), people)


def _decided(
    query: Query, quotation: Quotation, given: Sent, ranked: Sequence[Likely], laid: Sequence[Laid], people: People
) -> Verdict:
    laid = [_as_settled(one, laid) for one in laid if not _within_marks(one, laid)]
    if not any(one.exact for one in laid) and (parts := pieces(given, [one.stretch for one in ranked])):
        return _of_pieces(query, quotation, given, parts, people)
    if not _sure(laid, given) and (near := nearly(given, [one.stretch for one in ranked if one.stretch.quotes])):
        return _of_near(query, quotation, near, people)
    if not laid:
        beside, claimed = tuple(nearest.nearest(ranked, given, people)), _claimed(quotation)
        return Verdict(query, Ruling.NOT_FOUND, nearest=beside, span=quotation.span, claimed=claimed)
    verdict = _verdict(query, quotation, sorted(laid, key=lambda one: one.order))
    note = notes.about(given.keys, [one.stretch for one in ranked])
    return _noted(verdict, note) if note and verdict.remark is not Remark.DENIED else verdict


def _noted(verdict: Verdict, note: notes.Note) -> Verdict:
    """The verdict on words that a newspaper corrected: they were others, or somebody else's."""
    article = note.stretch.article
    printed = tuple(hit for hit in verdict.hits if hit.record.article_id != article.id) or verdict.hits
    ruling, same = verdict.ruling, verdict.same
    if verdict.claimed and note.right:
        same = note.says(verdict.claimed)
        if ruling in (Ruling.EXACT, Ruling.MISATTRIBUTED) and same is not None:
            found = Ruling.ALTERED if verdict.edits else Ruling.EXACT
            ruling = found if same else Ruling.MISATTRIBUTED
    elif ruling is Ruling.EXACT and not note.right:
        ruling = Ruling.ALTERED
    shown = (Record.cut(article, "sentence", notes.told(note)),)
    return replace(
        verdict, ruling=ruling, same=same, hits=printed, possibly=False, remark=Remark.CORRECTED, shown=shown
    )


def _within_marks(one: Laid, laid: Sequence[Laid]) -> bool:
    """Whether an account has the words of a quotation in it, which then is the one to judge."""
    here = one.stretch.span(one.way.at, one.way.to)
    return not one.stretch.between_marks and any(
        other.stretch.between_marks
        and other.stretch.article.id == one.stretch.article.id
        and here in Span(other.stretch.spans[0].start, other.stretch.spans[-1].end)
        for other in laid
    )


def _claimed(quotation: Quotation) -> str | None:
    return next((claim.text for claim in quotation.claims if claim.sure), None)


# ---------------------------------------------------------------------- the ruling
def _verdict(query: Query, quotation: Quotation, laid: Sequence[Laid]) -> Verdict:
    laid = _denied_first(laid)
    first = laid[0]
    ruling, remark, shown = _ruled(first)
    hits = [Hit(one, first.likely.score / 100) for one in _records(first, remark)]
    if ruling is Ruling.EXACT and (later := _later(first, laid)):
        hits = [*(Hit(one, later.likely.score / 100) for one in _records(later, None)), *hits]
        remark = remark or Remark.CHANGED
    for other in laid[1:]:
        if other.exact == first.exact and (other.likely.score >= first.likely.score - 4):
            hits += [Hit(one, other.likely.score / 100) for one in _records(other, None)]
    kept: list[Hit] = []
    for hit in hits:
        if not any(_repeats(hit.record, other.record) for other in kept):
            kept.append(hit)
    return Verdict(
        query,
        ruling,
        tuple(kept[: max(1, query.limit)]),
        tuple(_edits(first, shown if remark is Remark.BEFORE else ())),
        span=quotation.span,
        claimed=first.whose.claim.text if first.whose.claim else _claimed(quotation),
        same=_told(first.same),
        namesakes=first.whose.namesakes,
        possibly=first.same is Sameness.POSSIBLY,
        remark=remark,
        shown=tuple(shown),
    )


def _as_settled(one: Laid, laid: Sequence[Laid]) -> Laid:
    """Words between marks within what somebody is said to have told: where those do not settle whose they are, what
    that does."""
    if one.same is not Sameness.POSSIBLY:
        return one
    told = (Sameness.SAME, Sameness.ANOTHER)
    settled = (other for other in laid if other.whose.settled and other.same in told and _around(other, one))
    account = next(settled, None)
    return replace(one, whose=account.whose) if account else one


def _around(account: Laid, one: Laid) -> bool:
    inside = Span(one.stretch.spans[0].start, one.stretch.spans[-1].end)
    whole = Span(account.stretch.spans[0].start, account.stretch.spans[-1].end)
    return account.stretch.article.id == one.stretch.article.id and inside in whole


def _denied_first(laid: Sequence[Laid]) -> Sequence[Laid]:
    """A newer article says that the words were never said: it comes before the one that has them."""
    first = laid[0]
    note = (one for one in laid[1:] if one.exact and one.quoted and _newer(one, first))
    told = next((one for one in note if _ruled(one)[1] is Remark.DENIED), None)
    return [told, *(one for one in laid if one is not told)] if told and first.exact else laid


def _later(first: Laid, laid: Sequence[Laid]) -> Laid | None:
    """The newest article that has almost the same words of the same speaker otherwise, within them."""
    if not first.stretch.speaker or not first.stretch.article.published:
        return None
    last = max((_day(one) for one in laid if one.exact and one.quoted), default="")
    found = [
        one
        for one in laid
        if one.quoted and _day(one) > last and not one.exact and one.way.cost <= RULINGS.sure * len(one.sent.words)
        if one.stretch.speaker and same_name(words(one.stretch.speaker), (first.stretch.speaker,))
        if any(change.first > 0 and change.last < len(one.sent.words) for change in one.way.differences)
    ]
    return max(found, key=_day, default=None)


def _newer(one: Laid, other: Laid) -> bool:
    return bool(_day(other)) and _day(one) > _day(other)


def _day(one: Laid) -> str:
    published = one.stretch.article.published
    return published.value if published else ""


def _repeats(record: Record, other: Record) -> bool:
    return record.article_id == other.article_id and record.span.overlaps(other.span)


def _ruled(one: Laid) -> tuple[Ruling, Remark | None, list[Record]]:
    stretch, way = one.stretch, one.way
    span = stretch.span(way.at, way.to)
    if denied(stretch, span):
        return (Ruling.MISATTRIBUTED if one.whose.claim else Ruling.ALTERED), Remark.DENIED, []
    if one.same is Sameness.ANOTHER and one.quoted:
        return Ruling.MISATTRIBUTED, None, []
    if not one.quoted:
        return Ruling.ALTERED, Remark.NOT_QUOTED, []
    if one.exact:
        changed = [cut for cut in (*way.cuts, *way.put) if sense.cut_changes(stretch, cut)]
        if changed or any(sense.put_changes(stretch, text) for text in one.sent.put.values()):
            return (
                Ruling.ALTERED,
                Remark.CUT_CHANGES,
                _shown(stretch, [stretch.span(cut.at, cut.to) for cut in changed]),
            )
        if stretch.quotes and (before := sense.before_turns(stretch, way.at, way.to)):
            return Ruling.ALTERED, Remark.BEFORE, _shown(stretch, [before])
        if stretch.quotes and not way.cuts and (behind := sense.goes_on(stretch, way.to)):
            return Ruling.EXACT, Remark.GOES_ON, _shown(stretch, [behind])
        if way.cuts or one.sent.put:
            gone = [stretch.span(cut.at, cut.to) for cut in (*way.cuts, *way.put)]
            return Ruling.EXACT, Remark.CUTS, _shown(stretch, gone)
        return Ruling.EXACT, None, []
    return Ruling.ALTERED, None, []


def _shown(stretch: Stretch, spans: Sequence[Span]) -> list[Record]:
    return [Record.cut(stretch.article, "sentence", span) for span in sorted(spans)]


def _records(one: Laid, remark: Remark | None) -> list[Record]:
    found = one.stretch.records(*_core(one))
    if remark is Remark.DENIED or one.whose.misread:  # nobody said it, or it was not who is named for it
        return [replace(record, speaker=None, speaker_span=None) for record in found]
    if one.whose.printed and one.stretch.quotes:
        name, span = one.whose.printed
        return [
            replace(record, speaker=name, speaker_span=span, confidence=RULINGS.beside, joint=()) for record in found
        ]
    return found


def _core(one: Laid) -> tuple[int, int]:
    """The printed words without those at an edge that only stand where others were sent."""
    at, to, last = one.way.at, one.way.to, len(one.sent.words)
    for change in one.way.differences:
        at = max(at, change.to) if change.first == 0 else at
        to = min(to, change.at) if change.last == last else to
    return (at, to) if at < to else (one.way.at, one.way.to)


def _edits(one: Laid, missing: Sequence[Record] = ()) -> Iterator[Edit]:
    """The differences as they were written, in the sent text and in the article; what is missing before it first."""
    given, stretch = one.sent, one.stretch
    start = Span(given.words[0].start, given.words[0].start)
    yield from (Edit("", record.text, start, record.span) for record in missing)
    for first, last, at, to in one.way.differences:
        if first < last:
            span = _whole_figure(given.text, Span(given.words[first].start, given.words[last - 1].end))
        else:
            here = given.words[first].start if first < len(given.words) else given.words[-1].end
            span = Span(here, here)
        shown = stretch.shown(at, to) if at < to else ""
        there = stretch.span(at, to)
        whole = _whole_figure(stretch.article.text, there) if shown else there
        yield Edit(span.of(given.text), whole.of(stretch.article.text) if whole != there else shown, span, whole)


def _whole_figure(text: str, span: Span) -> Span:
    """The span of the whole figure that a letter of it stands in: [1.9] million, not 1.[9]."""
    start, end = span.start, span.end
    if text[start].isdigit():
        head = text[:start].rstrip("0123456789.,")
        start -= len((_FIGURE_BEFORE.search(text[len(head) : start]) or [""])[0])
    if text[end - 1].isdigit() and (behind := _FIGURE_BEHIND.match(text, end)):
        end = behind.end()
    return Span(start, end)


def _of_pieces(query: Query, quotation: Quotation, given: Sent, parts: Sequence[Piece], people: People) -> Verdict:
    """The verdict on words that are printed in several places. A mark where they are cut may say so."""
    records = [record for part in parts for record in part.stretch.records(part.at, part.to)]
    hits = tuple(Hit(record, 1.0) for record in dict.fromkeys(records))
    first = parts[0]
    same, claim, *_ = whose(quotation, first.stretch, first.stretch.span(first.at, first.to), people)
    marked = cut_between(parts, given)
    ruling, remark = (Ruling.EXACT, Remark.CUTS) if marked else (Ruling.ALTERED, Remark.JOINED)
    if same is Sameness.ANOTHER:
        ruling = Ruling.MISATTRIBUTED
    claimed = claim.text if claim else _claimed(quotation)
    possibly = same is Sameness.POSSIBLY
    return Verdict(query, ruling, hits, (), (), quotation.span, claimed, _told(same), possibly, remark)


def _of_near(query: Query, quotation: Quotation, parts: Sequence[Near], people: People) -> Verdict:
    """The verdict on two printed quotations that were made into one, with words of them changed."""
    laid = [
        Laid(
            Likely(one.stretch, 100.0),
            one.sent,
            one.way,
            whose(quotation, one.stretch, one.stretch.span(one.way.at, one.way.to), people),
        )
        for one in parts
    ]
    hits = tuple(Hit(record, 1.0) for record in dict.fromkeys(hit for one in laid for hit in _records(one, None)))
    edits = tuple(edit for one in laid for edit in _edits(one))
    other = next((one.whose for one in laid if one.same is Sameness.ANOTHER), laid[0].whose)
    ruling = Ruling.MISATTRIBUTED if other.same is Sameness.ANOTHER else Ruling.ALTERED
    claimed = other.claim.text if other.claim else _claimed(quotation)
    return Verdict(
        query,
        ruling,
        hits,
        edits,
        span=quotation.span,
        claimed=claimed,
        same=_told(other.same),
        possibly=other.same is Sameness.POSSIBLY,
        remark=Remark.JOINED,
    )


def _told(same: Sameness) -> bool | None:
    return {Sameness.SAME: True, Sameness.ANOTHER: False}.get(same)
