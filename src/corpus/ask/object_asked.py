"""To whom something was done: "whom did Berg question" is answered by whom Berg questioned, or who was questioned by
Berg, and by nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.analysis.folding import fold, words
from corpus.ask import whose_act
from corpus.ask.question import Kind, Question, Term
from corpus.ask.rank import Ranked
from corpus.languages import lexicon
from corpus.model import Span

_ENDS = re.compile(r"[;:“”\"«»()]")


@dataclass(frozen=True, slots=True)
class ObjectReach:
    """How far apart a verb and its parts may stand. Set by hand."""

    doer: int = 2  # words behind "who did" in which a name must begin
    auxiliary: int = 3  # words between "was" and "questioned"
    agent: int = 6  # words between "questioned" and "by"


_REACH = ObjectReach()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked to have been done, and the names of who did it."""

    act: Term
    doer: frozenset[str]


def asked(question: Question) -> Asked | None:
    """None where something else is asked, or of somebody without a name."""
    opened = _whom(question.language).match(fold(question.text).lstrip("¿ ")) if question.kind == Kind.WHO else None
    behind = words(question.text)[1 : 2 + _REACH.doer]
    rest = [one for one in question.terms if one.word not in question.names]
    if opened is None or not rest or question.names.isdisjoint(behind):
        return None
    return Asked(rest[0], question.names)


def fitting(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The sentences, less those that tell it of others; none where only those tell it at all."""
    sought = asked(question)
    if sought is None:
        return list(ranked)
    others = [one for one in ranked if _of_others(sought, one)]
    kept = [one for one in ranked if one not in others]
    told = kept and whose_act.places(sought.act, kept[0].text, kept[0].article.language)
    return kept if told or not others else []


def _of_others(sought: Asked, one: Ranked) -> bool:
    """Whether the sentence tells who did it to whom, and it was not done by the asked one."""
    told = list(_told(sought, one.text, one.article.language))
    return bool(told) and not any(_is(sought, doer, one.text) for doer, _ in told)


def sufferer(sought: Asked, text: str, language: str) -> Span | None:
    """To whom the asked one did it."""
    told = _told(sought, text, language)
    fits = (one for doer, one in told if one and _is(sought, doer, text) and not _is(sought, one, text))
    return next(fits, None)


def _told(sought: Asked, text: str, language: str) -> Iterator[tuple[Span, Span | None]]:
    """Who did it, and to whom, wherever the act stands and both are named; behind "by" who did it is enough."""
    people = whose_act.named_people(text, language)
    for place in whose_act.places(sought.act, text, language):
        before = [one for one in people if one.end <= place.start and not _ENDS.search(text, one.end, place.start)]
        behind = [one for one in people if one.start >= place.end and not _ENDS.search(text, place.end, one.start)]
        by = _agent(text, place, language)
        doers, suffering = before[-1:], behind[:1]
        if by is not None:
            doers, suffering = [one for one in behind if one.start >= by], before[-1:]
        if doers and (suffering or by is not None):
            yield doers[0], suffering[0] if suffering else None


def _is(sought: Asked, one: Span, text: str) -> bool:
    """Whether a name is that of who is asked about; the last name decides."""
    said = words(one.of(text))
    return bool(said) and said[-1] in sought.doer


def _agent(text: str, place: Span, language: str) -> int | None:
    """Where the "by" ends behind a verb that something was done with: "was questioned on Friday by"."""
    listed = lexicon(language, "questions")
    near = words(text[: place.start])[-_REACH.auxiliary :]
    if listed.words("be_words").isdisjoint(near):
        return None
    end = place.end
    for found in list(re.finditer(r"[^\W_]+", text[place.end :]))[: _REACH.agent]:
        if fold(found[0]) in listed.words("by"):
            return end + found.end()
    return None


@lru_cache(maxsize=16)
def _whom(language: str) -> re.Pattern[str]:
    return re.compile(lexicon(language, "questions").text("whom") or r"(?!)")
