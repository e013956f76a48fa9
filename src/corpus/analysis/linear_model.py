"""A linear model: what each feature of a case says for it, added up, and the probability that the sum stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product, repeat
from math import exp, log

_SLOT = re.compile(r"\{(\w+)\}")
_NOTHING = repeat(0.0)
Measured = Iterable[tuple[str, float]]  # features that hold to a degree


class Registry:
    """The features that one model may weigh, each with what it means.

    A name may have slots, each of which stands for every value of its list: "carry.{mood}" declares "carry.told" and
    the others. The features of one such family are alternatives.
    """

    def __init__(self, meanings: Mapping[str, str], **slots: Iterable[str]) -> None:
        self.meanings = dict(meanings)
        self._slots = {slot: tuple(values) for slot, values in slots.items()}

    def family(self, name: str) -> frozenset[str]:
        """All features that a declared name stands for."""
        if name not in self.meanings:
            raise KeyError(f"no feature is declared as {name!r}")
        slots = _SLOT.findall(name)
        return frozenset(
            name.format(**dict(zip(slots, values, strict=True)))
            for values in product(*(self._slots[slot] for slot in slots))
        )

    @cached_property
    def names(self) -> dict[str, str]:
        """Every feature, with the name it is declared under."""
        found: dict[str, str] = {}
        for name in self.meanings:
            for feature in self.family(name):
                if feature in found:
                    raise ValueError(f"{feature!r} is declared as {found[feature]!r} and as {name!r}")
                found[feature] = name
        return found

    def meaning(self, feature: str) -> str:
        return self.meanings[self.names[feature]]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights by feature; a feature without one says nothing."""

    weights: Mapping[str, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was ever fitted."""
        return bool(self.weights)

    def weight(self, feature: str) -> float:
        return self.weights.get(feature, 0.0)

    def total(self, features: Iterable[str]) -> float:
        """What the features that hold say together."""
        return sum(map(self.weights.get, features, _NOTHING))

    def measured(self, features: Measured) -> float:
        """The same for features that hold to a degree."""
        weight = self.weights.get
        return sum([value * weight(name, 0.0) for name, value in features])


def probability(total: float) -> float:
    """Of a thing that is so or is not: the logistic curve."""
    return 1 / (1 + exp(-total))


def logit(share: float, slack: float) -> float:
    """The total that a probability stands for; `slack` keeps it finite."""
    return log((share + slack) / (1 - share + slack))


def shares(totals: Iterable[float]) -> Iterator[float]:
    """How likely each of several alternatives is, one of which holds, as a multiple of the likeliest (softmax before it
    is divided by its sum)."""
    listed = list(totals)
    top = max(listed, default=0.0)
    return (exp(total - top) for total in listed)
