"""One quotation laid against the index: is it printed so, where, and whose is it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from corpus.analysis.folding import words
from corpus.index import Store
from corpus.model import Record, Span
from corpus.results import Edit, Hit, Query, Remark, Ruling, Verdict
from corpus.verify import candidates, nearest, sense, translations
from corpus.verify.alignment import Alignment, Difference, align
from corpus.verify.candidates import Likely
from corpus.verify.chatter import compared
from corpus.verify.joined import Piece, cut_between, pieces
from corpus.verify.names import same_name
from corpus.verify.reading import Quotation
from corpus.verify.said import Said
from corpus.verify.sent import Sent, sent
from corpus.verify.speakers import People, Sameness, Whose, judged
from corpus.verify.tokens import spelt_out, written_alike
from corpus.verify.utterances import Stretch, between, inquit


@dataclass(frozen=True, slots=True)
class Rulings:
    """From where on a text is a quotation of the corpus, and how far its words may differ. Set by hand."""

    judged: int = 6  # the likeliest that are compared word by word
    hopeless: float = 55.0  # percent of likeness under which nothing is laid word by word
    close: float = 12.0  # percent under the likeliest that may still be the quotation meant
    sure: float = 0.25  # share of the words that may differ in a quotation that is no doubt the one meant
    found: float = 68.0  # percent of likeness from which on a text is a quotation of the corpus
    kept: float = 0.65  # share of its words that must be printed for that
    # percent of likeness where almost all letters are kept: “can not” is two other words than “cannot”
    letters: float = 85.0
    half: float = 0.5  # share of the words that must be printed then
    spread: float = 1.6  # printed words for each sent one, over which the kept ones may be spread
    gap: float = 3.0  # the same where all are kept and there is one gap
    run: int = 6  # sent words printed in a row that make a text more than a likeness
    beside: float = 0.9  # confidence of a speaker who is claimed and whom the printed sentence names so
    least: int = 2  # words: a single one is everybody's, if it is not the whole quotation


_RULINGS = Rulings()


@dataclass(frozen=True, slots=True)
class Laid:
    """The sent words laid against one stretch, and whether its speaker is who was claimed."""

    likely: Likely
    sent: Sent
    way: Alignment
    whose: Whose

    @property
    def stretch(self) -> Stretch:
        return self.likely.stretch

    @property
    def same(self) -> Sameness:
        return self.whose.same

    @property
    def exact(self) -> bool:
        return not self.way.differences

    @property
    def quoted(self) -> bool:
        if self.stretch.between_marks:
            return True
        return between(self.stretch.article, self.stretch.span(self.way.at, self.way.to)) is not None

    @property
    def order(self) -> tuple[bool, bool, bool, float]:
        return (not self.exact, self.same is Sameness.ANOTHER, not self.quoted, -self.likely.score)


def judge_all(store: Store, query: Query, quotation: Quotation, people: People) -> list[Verdict]:
    """Halves around "he said" are one quotation; where they stand in several places, each is judged for itself."""
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
    if len(given.words) < _RULINGS.least:
        looked = [stretch for stretch in looked if stretch.keys == given.keys]
        if not looked:
            remark = Remark.SHORT if given.words else None
            return Verdict(query, Ruling.NOT_FOUND, span=quotation.span, remark=remark)
    ranked = candidates.ranked(given.keys, looked)
    laid = _laid(ranked, given, quotation, people)
    if not any(one.exact or (one.quoted and one.way.cost <= _RULINGS.sure * len(given.words)) for one in laid):
        others = candidates.ranked(given.keys, candidates.printed(store, query, given.keys, text))
        laid += _laid(others, given, quotation, people)
        ranked += others
    verdict = _decided(query, quotation, given, ranked, laid, people)
    if verdict.ruling is Ruling.NOT_FOUND and verdict.claimed:
        said = " ".join(span.of(text) for span in quotation.spans)
        if offered := tuple(translations.offered(store, query, said, verdict.claimed, people)):
            return replace(verdict, nearest=offered, remark=Remark.TRANSLATED)
    return verdict


def judge_among(query: Query, text: str, quotation: Quotation, looked: Sequence[Stretch], people: People) -> Verdict:
    """The verdict where nothing but these is looked at."""
    given = sent(text, quotation.spans)
    ranked = candidates.ranked(given.keys, looked)
    return _decided(query, quotation, given, ranked, _laid(ranked, given, quotation, people), people)


def _decided(
    query: Query, quotation: Quotation, given: Sent, ranked: Sequence[Likely], laid: Sequence[Laid], people: People
) -> Verdict:
    laid = [one for one in laid if not _within_marks(one, laid)]
    if not any(one.exact for one in laid) and (parts := pieces(given, [one.stretch for one in ranked])):
        return _of_pieces(query, quotation, given, parts, people)
    if not laid:
        near, claimed = tuple(nearest.nearest(ranked, given)), _claimed(quotation)
        return Verdict(query, Ruling.NOT_FOUND, nearest=near, span=quotation.span, claimed=claimed)
    return _verdict(query, quotation, sorted(laid, key=lambda one: one.order))


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


def _laid(ranked: Sequence[Likely], given: Sent, quotation: Quotation, people: People) -> list[Laid]:
    found = []
    best = max((one.score for one in ranked), default=0.0)
    for likely in ranked[: _RULINGS.judged]:
        if likely.score < max(best - _RULINGS.close, _RULINGS.hopeless) or not _hopeful(likely.stretch, given):
            continue
        words, way = _aligned(likely.stretch, given, bare=quotation.bare)
        if way.differences and not _found(words, likely.stretch, way):
            continue
        whose = _whose(quotation, likely.stretch, likely.stretch.span(way.at, way.to), people)
        found.append(Laid(likely, words, way, whose))
    return found


def _hopeful(stretch: Stretch, given: Sent) -> bool:
    """Whether it has so many of the words that it may be the quotation: laying them word by word takes long."""
    held = set(stretch.folded.split())
    return sum(key in held or _spelt(key) for key in given.keys) >= min(_RULINGS.run, _RULINGS.half * len(given.keys))


def _spelt(key: str) -> bool:
    """Whether it may be printed with an umlaut."""
    return "ae" in key or "oe" in key or "ue" in key


def _aligned(stretch: Stretch, given: Sent, *, bare: bool) -> tuple[Sent, Alignment]:
    """The words as far as they are a quotation, laid against the printed ones."""
    text = stretch.article.text
    printed = spelt_out(stretch.tokens, text, set(given.keys))

    def alike(one: Difference) -> bool:
        if one.first == one.last:
            return inquit(stretch, one.at, one.to)
        if one.at == one.to:
            return False
        mine = given.text[given.words[one.first].start : given.words[one.last - 1].end]
        return written_alike(mine, stretch.shown(one.at, one.to))

    way = align(given.keys, printed, given.cuts, given.put, alike)
    if bare and way.differences:
        part = compared(given, way)
        if part is not None:
            words = given.part(*part)
            return words, align(words.keys, printed, words.cuts, words.put)
    return given, way


def _found(given: Sent, stretch: Stretch, way: Alignment) -> bool:
    """Whether the words are so alike, or so many of them stand in a row, that it is no chance."""
    edges = [0, *(edge for one in way.differences for edge in (one.first, one.last)), len(given.words)]
    rows = [last - first for first, last in zip(edges[::2], edges[1::2], strict=True)]
    kept, cuts = sum(rows) / len(given.words), sum(one.to - one.at for one in (*way.cuts, *way.put))
    alike = fuzz.ratio(" ".join(given.keys), " ".join(stretch.keys[way.at : way.to]))
    if (
        kept == 1
        and len(way.differences) == 1
        and len(given.words) >= _RULINGS.run
        and way.to - way.at <= _RULINGS.gap * len(given.words)
    ):
        return True
    if kept >= _RULINGS.kept and (
        alike >= _RULINGS.found or way.to - way.at - cuts <= _RULINGS.spread * len(given.words)
    ):
        return True
    return (alike >= _RULINGS.letters and kept >= _RULINGS.half) or max(rows) >= _RULINGS.run


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
        if one.quoted and _day(one) > last and not one.exact and one.way.cost <= _RULINGS.sure * len(one.sent.words)
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
    if one.quoted and sense.denied(stretch, span):
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
        if way.cuts or one.sent.put:
            gone = [stretch.span(cut.at, cut.to) for cut in (*way.cuts, *way.put)]
            return Ruling.EXACT, Remark.CUTS, _shown(stretch, gone)
        return Ruling.EXACT, None, []
    return Ruling.ALTERED, None, []


def _shown(stretch: Stretch, spans: Sequence[Span]) -> list[Record]:
    return [Record.cut(stretch.article, "sentence", span) for span in sorted(spans)]


def _records(one: Laid, remark: Remark | None) -> list[Record]:
    found = one.stretch.records(*_core(one))
    if remark is Remark.DENIED:  # nobody said it, whoever is named beside it
        return [replace(record, speaker=None, speaker_span=None) for record in found]
    if one.whose.printed and one.stretch.quotes:
        name, span = one.whose.printed
        return [
            replace(record, speaker=name, speaker_span=span, confidence=_RULINGS.beside, joint=()) for record in found
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
            span = Span(given.words[first].start, given.words[last - 1].end)
        else:
            here = given.words[first].start if first < len(given.words) else given.words[-1].end
            span = Span(here, here)
        yield Edit(span.of(given.text), stretch.shown(at, to) if at < to else "", span, stretch.span(at, to))


def _of_pieces(query: Query, quotation: Quotation, given: Sent, parts: Sequence[Piece], people: People) -> Verdict:
    """Printed, but in several places: a cut that is marked may tell so."""
    records = [record for part in parts for record in part.stretch.records(part.at, part.to)]
    hits = tuple(Hit(record, 1.0) for record in dict.fromkeys(records))
    first = parts[0]
    same, claim, *_ = _whose(quotation, first.stretch, first.stretch.span(first.at, first.to), people)
    marked = cut_between(parts, given)
    ruling, remark = (Ruling.EXACT, Remark.CUTS) if marked else (Ruling.ALTERED, Remark.JOINED)
    if same is Sameness.ANOTHER:
        ruling = Ruling.MISATTRIBUTED
    claimed = claim.text if claim else _claimed(quotation)
    possibly = same is Sameness.POSSIBLY
    return Verdict(query, ruling, hits, (), (), quotation.span, claimed, _told(same), possibly, remark)


def _told(same: Sameness) -> bool | None:
    return {Sameness.SAME: True, Sameness.ANOTHER: False}.get(same)


def _whose(quotation: Quotation, stretch: Stretch, span: Span, people: People) -> Whose:
    if not quotation.claims:
        return Whose(Sameness.UNKNOWN, None)
    spans = [quote.span for quote in stretch.quotes] or [between(stretch.article, span) or span]
    said = Said(stretch.spoken, stretch.article, people.article(stretch.article.id), spans)
    return judged(people, quotation.claims, said)
