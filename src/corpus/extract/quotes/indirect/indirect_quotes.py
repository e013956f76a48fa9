"""Finds what somebody said in the reporter's words: "She said the dam would hold."

Every cue offers a few stretches of its sentence as its content, or none; the same kind of weights as for quotations
chooses among them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.analysis.linear_model import LinearModel
from corpus.extract.quotes.cues.cue_words import Cue, CueKind
from corpus.extract.quotes.cues.function_words import Grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.indirect.content_candidates import TOLD_SIZES, Told, trim
from corpus.extract.quotes.indirect.features import CONTENT, ENDING, HOLDING, MOOD, NONE, OPENING, SIDES, WORDS
from corpus.extract.quotes.speakers.speaker_candidates import Scene
from corpus.model import MentionKind, Span


@dataclass(frozen=True, slots=True)
class TellingRules:
    """What is not weighed of what a sentence may tell, and how much is remembered. Set by hand, beside the fitted
    weights: the first loses nothing that is shown."""

    near: float = 0.7  # log-odds below "nobody said this" from which on a stretch is not looked at
    kept: int = 20_000  # ways in which a cue may stand that are remembered
    half: int = 3  # words of the second half of what is told about its speaker
    hint: int = 20  # characters in which a cue tells that what follows is told anew


_RULES = TellingRules()

_PARTING = (", ", "— ", "– ")
_DASHES = (" —", " –")


@dataclass(frozen=True, slots=True)
class Side:
    """The model of one side, and the most that the parts of a stretch can add to what its cue says."""

    model: LinearModel
    always: float  # what every stretch of the side has
    opening: Mapping[str, float]  # by the kind of cue
    end: float
    held: float


@dataclass(frozen=True, slots=True)
class Table:
    none: float
    least: float  # how likely it must be that somebody said this
    sides: Mapping[str, Side]
    known: dict[tuple[str, ...], tuple[float, ...]] = field(default_factory=dict)

    def base(self, common: tuple[str, ...]) -> tuple[float, ...]:
        """What a cue adds to the stretches of each side; most cues stand as others did."""
        found = self.known.get(common)
        if found is None:
            found = tuple(side.always + side.model.total(common) for side in self.sides.values())
            if len(self.known) < _RULES.kept:
                self.known[common] = found
        return found


class Option(NamedTuple):
    """A stretch that may be the content of a cue; `span` is None for the option that there is none."""

    span: Span | None
    features: tuple[str, ...]
    side: str = ""  # on: behind the cue; back: before it; round: about it


_NONE = Option(None, (NONE,))


def by_side(weights: Mapping[str, float], least: float) -> Table:
    """The flat table of the weights file, parted so that what all options of a side share is added up once."""
    sides = {side: _side(weights, side) for side in SIDES}
    return Table(weights.get(NONE, 0.0), least, sides)


def _side(weights: Mapping[str, float], side: str) -> Side:
    named = ((feature, f"{side}.{feature}") for feature in CONTENT.names)
    model = LinearModel({feature: weights[name] for feature, name in named if name in weights})
    shared = sum(_most(model, name) for name in OPENING) + max(0.0, *map(model.weight, MOOD))
    return Side(
        model,
        weights.get(side, 0.0),
        {kind: shared + _most_begun(model, kind) for kind in CueKind},
        sum(_most(model, name) for name in ENDING),
        sum(max(model.weight(feature), 0.0) for name in HOLDING for feature in CONTENT.family(name)),
    )


def _most(model: LinearModel, name: str) -> float:
    """What the best of the features declared under a name adds: one of them holds at a time."""
    return max(0.0, *map(model.weight, CONTENT.family(name)))


def _most_begun(model: LinearModel, kind: CueKind) -> float:
    """What the best first word adds, alone and together with the kind of cue."""
    return max(0.0, *(model.weight(f"begins.{word}") + model.weight(f"begins.{word}.{kind}") for word in WORDS))


def choose(
    scene: Scene, statement: Statement, number: int, taken: Sequence[Span], table: Table
) -> tuple[Option, float]:
    """The likeliest stretch, and how likely it is that somebody is quoted at all."""
    told = Told(scene, statement, number)
    cue = told.frame.cue
    if _denied(scene.text, statement, cue, scene.rules):
        return _NONE, 1.0
    common = told.common(number, taken)
    enough = table.none - _RULES.near
    base: dict[str, float] = {}
    for (name, side), total in zip(table.sides.items(), table.base(common), strict=True):
        if total + side.opening[cue.kind] + side.end + (side.held if told.holding else 0.0) > enough:
            base[name] = total
    if not base:
        return _NONE, 1.0
    best, top, total = _NONE, -math.inf, math.exp(table.none)
    for name, shared, stretches in told.offers(base):
        side = table.sides[name]
        start = base[name] + side.model.total(shared)
        if start + side.end + (side.held if told.holding else 0.0) < enough:
            continue
        for span, own in stretches:
            score = start + side.model.total(own)
            total += math.exp(min(score, 50.0))
            if score > top:
                best, top = Option(span, (), name), score
    share = 1 - math.exp(table.none) / total
    return (best, share) if share > table.least else (_NONE, 1 - share)


def options(scene: Scene, statement: Statement, number: int, taken: Sequence[Span]) -> list[Option]:
    """All that is weighed for the frame at `number`; `taken`: contents chosen for the frames before it."""
    told = Told(scene, statement, number)
    common = told.common(number, taken)
    return [
        _NONE,
        *(
            Option(span, (side, *(f"{side}.{feature}" for feature in (*common, *shared, *own))), side)
            for side, shared, stretches in told.offers(SIDES)
            for span, own in stretches
        ),
    ]


def other_half(scene: Scene, statement: Statement, number: int, option: Option) -> Span | None:
    """The other half of what is told on both sides of its speaker: "The drugs, she says, have few uses"."""
    text, frame = scene.text, scene.frames[statement.number][number]
    subject = frame.main()
    left, right = min(frame.cue.span.start, subject.span.start), max(frame.cue.span.end, subject.span.end)
    closed = text[right : right + 1] == "," or text[right : right + 2] in _DASHES
    parted = closed and text[left - 2 : left] in _PARTING
    if not parted or subject.link != "touch" or option.span is None or option.side not in ("on", "back"):
        return None
    if option.side == "on" and option.span.start > right + 4:
        return None
    start, end = (statement.span.start, left) if option.side == "on" else (right, statement.span.end)
    span = trim(text, start, end)
    if text.count(" ", span.start, span.end) + 1 < (TOLD_SIZES.shortest if option.side == "on" else _RULES.half):
        return None
    if any(segment.outer.overlaps(span) for segment in statement.segments):
        return None
    if option.side == "back" and (not subject.mention or subject.mention.kind is not MentionKind.PRONOUN):
        first = text[span.start : span.end].split(None, 1)[0].lower()
        if scene.rules.little.get(first) in ("det", "that", "join") or first.endswith(("'s", "’s")):
            return None  # "..., said Ann Lee, the mayor of Ely", "..., said Ann Lee, who left": about her
    if option.side == "back" and any(0 <= cue.span.start - span.start < _RULES.hint for cue in statement.cues):
        return None  # "..., she says, adding that": told anew
    return span


def _denied(text: str, statement: Statement, cue: Cue, rules: Grammar) -> bool:
    """Whether the cue says that somebody did not tell this: "He did not say who would pay"."""
    for word in text[max(statement.span.start, cue.span.start - 30) : cue.span.start].lower().split()[-3:]:
        if word in rules.negations or word.endswith(("n't", "n’t")):
            return True
    return False
