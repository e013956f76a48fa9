"""Candidates in the order people expect: best, certain and new first, and the same words only once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.analysis import similarity
from corpus.index import Candidate
from corpus.results import Hit


@dataclass(frozen=True, slots=True)
class RankingRules:
    """What comes first among equals. Set by hand: as likely as not is the border."""

    certain: float = 0.5  # confidence, 0 to 1: an attribution below this comes after those above it, however new


_RULES = RankingRules()


@dataclass(frozen=True, slots=True)
class Scored:
    candidate: Candidate
    score: float
    about: bool = False


def worthiest(ranked: Iterable[Scored]) -> list[Scored]:
    """How well a fact matches, times how much it is worth checking; the order given decides between equals."""
    weighed = [replace(one, score=one.score * (1 + one.candidate.worth) / 2) for one in ranked]
    return sorted(weighed, key=lambda one: -one.score)


def best_of(found: Iterable[Scored]) -> list[Scored]:
    """Each candidate once, as best explained."""
    best: dict[tuple[str, int, int], Scored] = {}
    for scored in found:
        candidate = scored.candidate
        key = (candidate.origin.id, candidate.start, candidate.end)
        if key not in best or best[key].score < scored.score:
            best[key] = scored
    return list(best.values())


def _day(candidate: Candidate) -> str:
    return candidate.origin.published or ""


def newest(found: Sequence[Candidate], score: float) -> list[Scored]:
    """Certain before doubtful, then the newest day, then the surest; an article's quotations as they stand."""
    arrived: dict[str, int] = {}
    for candidate in found:
        arrived.setdefault(candidate.origin.id, len(arrived))

    def key(one: Candidate) -> tuple[bool, int, float, int, int]:
        return (one.confidence < _RULES.certain, _age(_day(one)), -one.confidence, arrived[one.origin.id], one.start)

    return [Scored(candidate, score) for candidate in sorted(found, key=key)]


def order(scored: Scored) -> tuple[float, bool, int]:
    """For sorting: best first, then certain, then new."""
    return (-scored.score, scored.candidate.confidence < _RULES.certain, _age(_day(scored.candidate)))


@lru_cache(maxsize=4096)
def _age(day: str) -> int:
    """For sorting the newest first; what has no date comes last."""
    return -int("".join(letter for letter in day if letter.isdecimal()) or 0)


def in_a_row(phrase: tuple[str, ...], said: list[str]) -> bool:
    size = len(phrase)
    return any(tuple(said[i : i + size]) == phrase for i in range(len(said) - size + 1))


def merged(ranked: Sequence[Scored]) -> list[tuple[Scored, list[Candidate]]]:
    """Each hit with the other articles that print the same words; within an article only the longest of repeats."""
    said = [similarity.folded(scored.candidate.text) for scored in ranked]
    within: dict[str, list[int]] = {}
    for number, scored in enumerate(ranked):
        within.setdefault(scored.candidate.origin.id, []).append(number)
    merged: dict[tuple[str, tuple[str, ...]], tuple[Scored, list[Candidate]]] = {}
    seen: set[int] = set()
    for first in range(len(ranked)):
        number = _longest(first, within[ranked[first].candidate.origin.id], said, ranked)
        if number in seen:
            continue
        seen.add(number)
        candidate = ranked[number].candidate
        key = (said[number], candidate.speakers)
        if key in merged:
            merged[key][1].append(candidate)
        else:
            merged[key] = (ranked[number], [])
    return list(merged.values())


def _longest(number: int, others: Sequence[int], said: Sequence[str], ranked: Sequence[Scored]) -> int:
    """Which of the repeats in an article stands in the place of the first of them: a headline comes before the words
    it is taken from."""
    longer = next((other for other in others if _repeats(number, other, said, ranked)), None)
    return number if longer is None else _longest(longer, others, said, ranked)


def _repeats(number: int, other: int, said: Sequence[str], ranked: Sequence[Scored]) -> bool:
    """Whether a quotation only says again what the other one of its article says."""
    if number == other or len(said[number]) > len(said[other]) or said[number] not in said[other]:
        return False
    speakers = {ranked[number].candidate.speaker, ranked[other].candidate.speaker}
    return len(speakers - {None}) < 2 and (len(said[number]) < len(said[other]) or other < number)


def hit(scored: Scored, also: Sequence[Candidate]) -> Hit:
    return Hit(scored.candidate.record(), scored.score, scored.about, tuple(other.record() for other in also))
