"""How sure it is who spoke: the share of the choice, and what experience says of choices of its kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus.analysis.folding import words
from corpus.analysis.linear_model import LinearModel, logit, probability
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.extract.quotes.speakers.features import (
    DESCRIBED,
    LIKELIEST,
    LIKELY,
    PHRASES,
    SPOKE_LAST,
    SURE,
    WORDS_BEFORE,
)
from corpus.extract.quotes.speakers.speaker_candidates import SETTLED, Candidate
from corpus.extract.quotes.speakers.speaker_resolution import Memory
from corpus.model import Quote, QuoteKind, Span


@dataclass(frozen=True, slots=True)
class Bounds:
    """What keeps a confidence within what experience bears out. Set by hand, beside the fitted curve."""

    few: int = 4  # words; fewer between marks are as often a nickname as speech
    sizes: tuple[tuple[int, str], ...] = (
        (6, "phrase"),
        (12, "clause"),
    )  # fewer words; whoever says more is found better
    least: float = -4.0  # the lowest logit of a share, .02: nothing below was seen often enough
    most: float = 6.0  # the highest, .998
    disputed: float = 0.45  # the most that one of two speakers of the same words is sure
    doubted: float = 2.0  # the logit of .88, from which on a choice is no doubtful one
    slack: float = 1e-9  # added to a share, so that its logit is finite


_BOUNDS = Bounds()
_SEEN = PHRASES | DESCRIBED  # what a phrase is like, and whom a description was taken to mean

Features = tuple[tuple[str, float], ...]  # each with the degree to which it holds


class Rivals(NamedTuple):
    """What else was weighed beside the choice."""

    none: bool  # there was one way alone
    nobody: float  # the share of it that nobody is quoted


def features(
    text: str, segment: Segment, candidate: Candidate, share: float, memory: Memory, rivals: Rivals
) -> Features:
    return tuple(_features(text, segment, candidate, share, memory, rivals))


def _features(
    text: str, segment: Segment, candidate: Candidate, share: float, memory: Memory, rivals: Rivals
) -> Iterator[tuple[str, float]]:
    assert candidate.speaker
    form = candidate.speaker.form
    yield "bias", 1.0
    yield "share", _logit(share)
    yield (
        "doubt",
        min(_logit(share), _BOUNDS.doubted),
    )  # what is hardly likelier than another is unsure of whatever kind
    yield f"way.{candidate.way}", 1.0
    if form != "carried":
        yield f"form.{form}", 1.0
    if form == "carried" or not SPOKE_LAST.isdisjoint(candidate.features):
        yield "handed on", _logit(memory.sure)  # whoever spoke before was himself a choice
    if form == "pronoun":
        yield from ((feature, 1.0) for feature in _antecedent(candidate))
    if SETTLED in candidate.features:
        yield "settled", 1.0
    if rivals.none:
        yield "alone", 1.0
    yield "nobody", rivals.nobody
    yield from _sizes(len(words(segment.span.of(text))))
    told = _SEEN if segment.dialogue else _SEEN | WORDS_BEFORE  # behind a dash stands no word but the tag
    yield from ((feature, 1.0) for feature in candidate.features if feature in told)


def _sizes(count: int) -> Iterator[tuple[str, float]]:
    if count < _BOUNDS.few:
        yield "few", 1.0
    if size := next((name for least, name in _BOUNDS.sizes if count < least), None):
        yield f"size.{size}", 1.0


def _antecedent(candidate: Candidate) -> Iterator[str]:
    """What speaks against the person being meant by the pronoun."""
    likely = max(LIKELY.intersection(candidate.features), default="")
    if likely < LIKELIEST:
        yield "disputed"
    if likely < SURE:
        yield "rivals"


def told_features(candidate: Candidate, share: float, told: float) -> Features:
    """Of what is told in the reporter's words: `share` of the choice of its speaker, `told` of it being told at all."""
    assert candidate.speaker
    phrase = ((feature, 1.0) for feature in candidate.features if feature in PHRASES)
    sure = (("bias", 1.0), ("share", _logit(share)), ("told", _logit(told)))
    return (*sure, (f"form.{candidate.speaker.form}", 1.0), (f"cue.{candidate.way}", 1.0), *phrase)


def agreed(quotes: Sequence[Quote], settled: Collection[Span] = ()) -> Iterator[Quote]:
    """The quotations, in text order. Where one stands inside words told by another speaker, neither speaker is sure:
    each is right in less than half of such cases. `settled`: quotations whose own sentence leaves no doubt."""
    doubted: set[int] = set()
    told = -1
    for number, quote in enumerate(quotes):
        if told >= 0 and quote.span in quotes[told].span and quote.speaker != quotes[told].speaker:
            doubted |= {told} if quote.span in settled else {told, number}
        if quote.kind == QuoteKind.INDIRECT:
            told = number
    for number, quote in enumerate(quotes):
        if number in doubted:
            yield replace(quote, confidence=min(quote.confidence, _BOUNDS.disputed))
        else:
            yield quote


def certainty(share: float, found: Features, model: LinearModel) -> float:
    """How often choices with these features are right, from 0 to 1; the share itself where no curve was fitted."""
    return probability(model.measured(found)) if model else share


def _logit(share: float) -> float:
    return min(_BOUNDS.most, max(_BOUNDS.least, logit(share, _BOUNDS.slack)))
