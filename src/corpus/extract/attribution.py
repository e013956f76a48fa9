"""Decides who said what stands between marks, reading from the first line to the last as a reader does."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract import cues as cue_words
from corpus.extract import posts
from corpus.extract.quotations import Segment
from corpus.extract.routes import Route, Scene, place, routes
from corpus.extract.speakers import Cast, Memory
from corpus.extract.subjects import frames
from corpus.extract.units import Unit, units
from corpus.language import lexicon
from corpus.model import PROSE, Block, BlockKind, Mention, Person, Quote, QuoteKind, Sentence, Span
from corpus.text import words

_HEADINGS = frozenset({BlockKind.HEADING, BlockKind.TITLE, BlockKind.CAPTION})


def attribute(
    text: str,
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    segments: Sequence[Segment],
    mentions: Sequence[Mention],
    people: Sequence[Person],
    code: str,
) -> tuple[Quote, ...]:
    """Every quotation of the article with its speaker, in text order."""
    scene = stage(text, blocks, sentences, segments, mentions, people, code)
    marked = [decision.quote for decision in decide(scene, _weights(code)) if decision.quote]
    unmarked = posts.find(text, blocks, mentions, marked)
    return tuple(sorted([*marked, *unmarked], key=lambda quote: (quote.span.start, -quote.span.end)))


@dataclass(frozen=True, slots=True)
class Decision:
    """What was chosen for one segment, and from what. `quote` is None where nobody is quoted."""

    segment: Segment
    choices: Sequence[Route]
    quote: Quote | None


def decide(scene: Scene, weights: Mapping[str, float]) -> Iterator[Decision]:
    memory = Memory()
    repeated = _repeated(scene)
    for unit in scene.units:
        for number, segment in enumerate(unit.segments):
            if segment.span in repeated:
                continue
            choices = routes(scene, unit, number, memory)
            route, confidence = choose(choices, weights)
            quote = None
            if route.speaker:
                memory.hear(route.speaker.name, unit.number)
                kind = _kind(scene.text, segment)
                quote = Quote(
                    segment.span, kind, route.speaker.name, place(route.speaker), route.cue, round(confidence, 3)
                )
            yield Decision(segment, choices, quote)
        close(scene, unit, memory, weights)


def _repeated(scene: Scene) -> set[Span]:
    """Headings that print a quotation of the article again: they quote nobody anew."""
    headings = [segment.span for unit in scene.units if unit.kind in _HEADINGS for segment in unit.segments]
    if not headings:
        return set()
    prose = [words(s.span.of(scene.text)) for unit in scene.units if unit.kind in PROSE for s in unit.segments]
    printed = "\n".join(" ".join(one) for one in prose)
    return {span for span in headings if " ".join(words(span.of(scene.text))) in printed}


def stage(
    text: str,
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    segments: Sequence[Segment],
    mentions: Sequence[Mention],
    people: Sequence[Person],
    code: str,
) -> Scene:
    found = units(blocks, sentences, segments, cue_words.find(text, segments, code), mentions)
    return Scene(text, found, [frames(text, unit, code) for unit in found], Cast(text, people, mentions, code))


def close(scene: Scene, unit: Unit, memory: Memory, weights: Mapping[str, float]) -> None:
    """Keep in mind who was named and who spoke in a unit that has been read."""
    if not unit.segments:
        for frame in scene.frames[unit.number][:1]:
            meanings = scene.cast.meanings(frame.subjects[0], memory, unit.number, unit.mentions)
            speaker = max(meanings, key=lambda one: sum(weights.get(why, 0.0) for why in one[1]), default=None)
            if speaker and speaker[0].form != "phrase":
                memory.hear(speaker[0].name, unit.number)
    memory.note(scene.text, unit.mentions, unit.number)


def choose(choices: Sequence[Route], weights: Mapping[str, float]) -> tuple[Route, float]:
    """The likeliest speaker, all routes to the same one counted together, and how likely."""
    scores = [sum(weights.get(feature, 0.0) for feature in route.features) for route in choices]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    total: dict[str | None, float] = {}
    for route, share in zip(choices, shares, strict=True):
        name = route.speaker.name if route.speaker else None
        total[name] = total.get(name, 0.0) + share
    best = max(total, key=lambda name: total[name])
    share, route = max(
        ((share, route) for route, share in zip(choices, shares, strict=True) if _name(route) == best),
        key=lambda pair: pair[0],
    )
    return route, total[best] / sum(shares)


def _name(route: Route) -> str | None:
    return route.speaker.name if route.speaker else None


def _kind(text: str, segment: Segment) -> QuoteKind:
    start, end = segment.span.start, segment.span.end
    whole = text[start].isupper() and (text[end - 1] in ",.?!…" or not segment.closed)
    return QuoteKind.DIRECT if whole else QuoteKind.MIXED


@lru_cache(maxsize=16)
def _weights(code: str) -> dict[str, float]:
    return lexicon(code, "weights").numbers("speaker")
