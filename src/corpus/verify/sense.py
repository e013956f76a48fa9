"""Whether what was left out turns the sense: a "not", a condition, the end of another sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Span
from corpus.verify.alignment import Difference
from corpus.verify.tokens import tokens
from corpus.verify.utterances import Stretch
from corpus.verify.vocabulary import turns, vocabulary

_CLAUSE = re.compile(r"[,.:](?=\W*\s)|[;!?…—–()]| - ")  # a dot within a word ends nothing: Paral.lel, 3.5
_SENTENCE = re.compile(r"\.(?=\W*\s)|[;!?…]")


@dataclass(frozen=True, slots=True)
class SenseReach:
    """How far a word that turns the sense reaches. Set by hand: to the end of its clause, about."""

    negation: int = 14  # words before a fragment in which a negation may hold for it
    least: int = 3  # words of a fragment, to the end of its first clause, that a negation is about


_REACH = SenseReach()


def cut_changes(stretch: Stretch, gone: Difference) -> bool:
    """Whether the words kept beside a cut say something else without those that are gone."""
    at, to = gone.at, gone.to
    joined_before, joined_behind = not _begins(stretch, at), not _begins(stretch, to)
    first = next((k for k in range(at, to) if _begins(stretch, k)), to) if joined_before else at
    last = max((k for k in range(at, to) if _begins(stretch, k)), default=at) if joined_behind else to
    if _negated(stretch, at, first) or _negated(stretch, last, to) or _ends_negated(stretch, at, to):
        return True
    ends = [k for k in range(at, to + 1) if closes(stretch, k)]
    inner = [k for k in ends if at < k < to]
    if joined_before and joined_behind and inner:
        return True
    conditions = [k for k in range(at, to) if _condition(stretch, k)]
    return any(not any(at <= k <= one for k in ends) or not any(one < k <= to for k in ends) for one in conditions)


def _ends_negated(stretch: Stretch, at: int, to: int) -> bool:
    """Whether a cut ends with a negation of what is kept behind it: [and not] because we want to."""
    first = to - 1
    return (
        at < to
        and _negated(stretch, first, to)
        and not _CLAUSE.search(_between(stretch, to) if to < len(stretch.keys) else ". ")
    )


def put_changes(stretch: Stretch, text: str) -> bool:
    """Whether words put in between brackets turn the sense: We will [not] go."""
    return not turns(stretch.article.language).negations.isdisjoint(token.key for token in tokens(text))


def before_turns(stretch: Stretch, at: int, to: int) -> Span | None:
    """The words before a fragment that turn it round: I do not believe | the mayor lied."""
    if stretch.keys[at] == "to":  # not have | to go: it says nothing by itself
        return None
    if at and _reported(stretch, at):
        return stretch.span(_clause_start(stretch, at - 1), at)
    if not _begins(stretch, to):
        return None
    if next((k for k in range(at + 1, to) if _begins(stretch, k)), to) - at < _REACH.least:
        return None
    first = at
    while first > max(0, at - _REACH.negation) and not _begins(stretch, first):
        first -= 1
    if first < at and _negated(stretch, first, at):
        return stretch.span(first, at)
    if at and _condition(stretch, at - 1) and (closes(stretch, to) or closes(stretch, at - 1)):
        first = next(
            (k for k in range(at - 1, max(0, at - _REACH.negation), -1) if closes(stretch, k)),
            max(0, at - _REACH.negation),
        )
        return stretch.span(first, at)  # I would be surprised if | there was none
    return None


def _reported(stretch: Stretch, at: int) -> bool:
    """Whether the fragment is what the speaker says that others say: Whoever says | we're bankrupt. I say | no."""
    known = turns(stretch.article.language)
    led = stretch.keys[at - 1] in known.that
    verb = at - 2 if led else at - 1
    if (
        verb < 1
        or stretch.keys[verb] not in (vocabulary().verbs if led else known.says)
        or _CLAUSE.search(_between(stretch, at))
    ):
        return False
    return stretch.keys[verb - 1] in known.others


def _clause_start(stretch: Stretch, at: int) -> int:
    return next(k for k in range(at, -1, -1) if k == 0 or _CLAUSE.search(_between(stretch, k)))


def goes_on(stretch: Stretch, to: int) -> Span | None:
    """What limits a fragment right behind it, to the end of the clause: No elections | until they are due."""
    if to >= len(stretch.keys) or closes(stretch, to) or not (_condition(stretch, to) or _limit(stretch, to)):
        return None
    return stretch.span(to, next(k for k in range(to + 1, len(stretch.keys) + 1) if _ends(stretch, k)))


def _ends(stretch: Stretch, at: int) -> bool:
    return at >= len(stretch.keys) or bool(_CLAUSE.search(_between(stretch, at)))


def _limit(stretch: Stretch, at: int) -> bool:
    return _written(stretch, at) in turns(stretch.article.language).limits


def _negated(stretch: Stretch, at: int, to: int) -> bool:
    return not turns(stretch.article.language).negations.isdisjoint(stretch.keys[at:to])


def _begins(stretch: Stretch, at: int) -> bool:
    """Whether a clause begins with this word."""
    if at == 0 or at >= len(stretch.keys):
        return True
    return (
        _written(stretch, at) in turns(stretch.article.language).joins
        or _condition(stretch, at)
        or bool(_CLAUSE.search(_between(stretch, at)))
    )


def _condition(stretch: Stretch, at: int) -> bool:
    """Whether this word is an "if": with its accent, for "sí" is none."""
    return _written(stretch, at) in turns(stretch.article.language).conditions


def _written(stretch: Stretch, at: int) -> str:
    token = stretch.tokens[at]
    return stretch.article.text[token.start : token.end].lower()


def closes(stretch: Stretch, at: int) -> bool:
    """Whether a sentence ends before this word."""
    return at == 0 or at >= len(stretch.keys) or bool(_SENTENCE.search(_between(stretch, at)))


def _between(stretch: Stretch, at: int) -> str:
    return stretch.article.text[stretch.tokens[at - 1].end : stretch.tokens[at].start]
