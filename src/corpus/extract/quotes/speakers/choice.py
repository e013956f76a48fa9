"""The likeliest speaker among all the ways a quotation may have come by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.analysis.linear_model import LinearModel, shares
from corpus.extract.quotes.speakers.speaker_candidates import Candidate


@dataclass(frozen=True, slots=True)
class ChoiceRules:
    """Which of several ways to one speaker is shown. Set by hand."""

    shown: float = 0.1  # share of the likeliest way from which on one with a cue is shown before it


RULES = ChoiceRules()


def choose(choices: Sequence[Candidate], model: LinearModel) -> tuple[Candidate, float]:
    """The likeliest speaker and how likely."""
    return likeliest(choices, weighed(choices, model))


def weighed(choices: Sequence[Candidate], model: LinearModel) -> list[float]:
    """The share of each candidate; all together 1."""
    if len(choices) == 1:
        return [1.0]
    parts = list(shares(model.total(candidate.features) for candidate in choices))
    whole = sum(parts)
    return [part / whole for part in parts]


def likeliest(choices: Sequence[Candidate], parts: Sequence[float]) -> tuple[Candidate, float]:
    """The likeliest speaker, all candidates to the same one counted together, and how likely."""
    if len(choices) == 1:
        return choices[0], 1.0
    total: dict[str | None, float] = {}
    for candidate, share in zip(choices, parts, strict=True):
        total[_name(candidate)] = total.get(_name(candidate), 0.0) + share
    best = max(total, key=lambda name: total[name])
    same = [(share, candidate) for candidate, share in zip(choices, parts, strict=True) if _name(candidate) == best]
    clear = max(share for share, _ in same) * RULES.shown
    candidate = max(same, key=lambda pair: (pair[0] >= clear and _shown(pair[1]), pair[0]))[1]
    return candidate, total[best]


def share_of_nobody(choices: Sequence[Candidate], parts: Sequence[float]) -> float:
    return sum(share for share, candidate in zip(parts, choices, strict=True) if not candidate.speaker)


def _shown(candidate: Candidate) -> int:
    """A cue of the sentence itself tells a reader more than one beside it, and that more than none."""
    return 0 if candidate.cue is None else 2 if candidate.own else 1


def _name(candidate: Candidate) -> str | None:
    return candidate.speaker.name if candidate.speaker else None
