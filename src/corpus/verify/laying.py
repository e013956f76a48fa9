"""Sent words laid word by word against the stretches they may stand in, and whose those are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from corpus.model import Span
from corpus.verify.alignment import Alignment, Difference, align
from corpus.verify.candidates import Likely
from corpus.verify.chatter import compared
from corpus.verify.reading import Quotation
from corpus.verify.said import Said
from corpus.verify.sent import Sent
from corpus.verify.speakers import People, Sameness, Whose, judged
from corpus.verify.tokens import spelt_out, written_alike
from corpus.verify.utterances import Stretch, between, inquit, within


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
    few: int = 3  # words that, one of them another, are in long quotations by chance
    least: int = 2  # words: a single one is everybody's, if it is not the whole quotation


RULINGS = Rulings()


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


def laid_against(ranked: Sequence[Likely], given: Sent, quotation: Quotation, people: People) -> list[Laid]:
    found = []
    best = max((one.score for one in ranked), default=0.0)
    for likely in ranked[: RULINGS.judged]:
        if likely.score < max(best - RULINGS.close, RULINGS.hopeless) or not _hopeful(likely.stretch, given):
            continue
        words, way = _aligned(likely.stretch, given, bare=quotation.bare)
        if way.differences and not _found(words, likely.stretch, way):
            continue
        said = whose(quotation, likely.stretch, likely.stretch.span(way.at, way.to), people)
        found.append(Laid(likely, words, way, said))
    return found


def _hopeful(stretch: Stretch, given: Sent) -> bool:
    """Whether it has so many of the words that it may be the quotation: laying them word by word takes long."""
    held = stretch.held
    return sum(key in held or _spelt(key) for key in given.keys) >= min(RULINGS.run, RULINGS.half * len(given.keys))


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
    if len(given.words) <= RULINGS.few and len(stretch.keys) > 2 * len(given.words):
        return False
    kept, cuts = sum(rows) / len(given.words), sum(one.to - one.at for one in (*way.cuts, *way.put))
    alike = fuzz.ratio(" ".join(given.keys), " ".join(stretch.keys[way.at : way.to]))
    if (
        kept == 1
        and len(way.differences) == 1
        and len(given.words) >= RULINGS.run
        and way.to - way.at <= RULINGS.gap * len(given.words)
    ):
        return True
    if kept >= RULINGS.kept and (alike >= RULINGS.found or way.to - way.at - cuts <= RULINGS.spread * len(given.words)):
        return True
    return (alike >= RULINGS.letters and kept >= RULINGS.half) or max(rows) >= RULINGS.run


def whose(quotation: Quotation, stretch: Stretch, span: Span, people: People) -> Whose:
    if not quotation.claims:
        return Whose(Sameness.UNKNOWN, None)
    spans = [quote.span for quote in stretch.quotes] or [between(stretch.article, span) or span]
    said = Said(stretch.spoken, stretch.article, people.article(stretch.article.id), spans)
    found = judged(people, quotation.claims, said)
    if found.same in (Sameness.SAME, Sameness.ANOTHER) and any(within(stretch.article, one, span) for one in spans):
        return found._replace(same=Sameness.POSSIBLY, printed=None, settled=False)
    return found
