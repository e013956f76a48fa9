"""Which facts have the figure that was asked for: "micrograms > 10", "40%"."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import quantities
from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.index import Candidate
from corpus.languages import DEFAULT, codes
from corpus.quantities import Condition


def alone(text: str) -> Condition | None:
    """A figure and no more, with a unit or bare, is asked for as it is: "40%" is no 18:40, "1.7 billion" no 1-7."""
    found = list(quantities.find(text, DEFAULT))
    if len(found) != 1 or text[: found[0].span.start].strip() or text[found[0].span.end :].strip():
        return None
    return Condition("=", found[0].value, found[0].unit)


def sized(found: Sequence[Candidate], size: Condition, asked: Sequence[str]) -> tuple[Candidate, ...]:
    """Those with such a figure; where a figure without a unit is asked for, and some have it of what was asked for,
    only these: "micrograms > 10" is not met by 12 days."""
    fit = [one for one in found if _has(one, size)]
    thing = frozenset(stem for code in codes() for stem in stems(list(asked), code))
    counted = [one for one in fit if not size.unit and _has(one, size, thing)]
    return tuple(counted or fit)


def _has(candidate: Candidate, size: Condition, thing: frozenset[str] | None = None) -> bool:
    language = candidate.origin.language
    return any(
        quantities.meets(one, size) and (thing is None or not thing.isdisjoint(stems(words(one.unit), language)))
        for one in quantities.find(candidate.text, language)
    )
