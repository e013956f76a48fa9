"""What was done by those asked for: "how many soldiers were killed" asks for no other figure of soldiers, "who sued"
for nobody who did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask import answer_of_kind, answer_span, answer_types, turns, who_said, whose_act
from corpus.ask.features import alike
from corpus.ask.question import Kind, Question, Term
from corpus.ask.rank import Ranked
from corpus.languages import lexicon
from corpus.model import Span

_AGE, _SIZE = "duration age", "number size"


@dataclass(frozen=True, slots=True)
class CountedRules:
    """How far below the best a sentence may be that tells what was done. Set by hand, as for what was said before."""

    near: float = 5.0  # of the sum of its features
    unit: int = 12  # characters behind a figure in which its unit stands
    lacking: int = 1  # words of the question that the best has, and it around it only


_RULES = CountedRules()


def act(question: Question) -> Term | None:
    """The verb right behind what is counted or behind "who", over an auxiliary or none; None where no such question is
    asked."""
    said = words(question.text)
    if question.kind == Kind.WHO:
        return None if who_said.asked(question) else whose_act.asked_of(question)
    if question.kind not in (Kind.NUMBER, Kind.DURATION):
        return None
    listed = lexicon(question.language, "questions")
    if not question.focus or question.focus in listed.words("helpers") | listed.words("verbs"):
        return _priced(question)
    if question.focus not in said:
        return None
    auxiliary = listed.words("verbs") | listed.words("asking")
    rest = said[said.index(question.focus) + 1 :]
    while rest and rest[0] in auxiliary:
        rest = rest[1:]
    if not rest or rest[0] in question.names:
        return None
    return next((one for one in question.terms if one.word == rest[0]), None)


def _priced(question: Question) -> Term | None:
    """The verb of "how much does the bridge cost", "how long did the jury sit"."""
    lasting = question.kind == Kind.DURATION and not question.measure
    at = answer_span.verb(question) if lasting or question.measure == "number money" else None
    return question.terms[at] if at is not None and question.terms[at].word not in question.names else None


def told(asked: Term, question: Question, one: Ranked) -> bool:
    """Whether the sentence tells it, in the word or in one of like meaning, or the printed question it answers."""
    language = one.article.language
    if turns.is_question(one.article.text[: one.span.start].rstrip()):
        return True
    met = asked.stems | alike(asked.stems, question.language) | alike(asked.stems, language)
    said = answer_of_kind.without_parts(one.text, language) if question.kind == Kind.NUMBER else one.text
    return not met.isdisjoint(stems(words(said), language))


def of_another(question: Question, best: Ranked, marked: Span) -> bool:
    """Whether the marked figure measures, where things are counted: of "how many vehicles use the bridge" no miles."""
    counted_as = next((one.word for one in question.terms if one.word == question.focus), None)
    if question.kind != Kind.NUMBER or counted_as is None:
        return False
    language = best.article.language
    told_of = best.article.text[marked.start : marked.end + _RULES.unit]
    return answer_types.measured(_SIZE, told_of, language) and not answer_types.measured(_SIZE, counted_as, language)


def first(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The sentences in a new order where the best has no figure or name or does not tell what was done: one that does
    comes first."""
    if question.measure == _AGE:
        found = next((one for one in ranked if aged(question, one)), None)
        return [found, *(one for one in ranked if one is not found)] if found else list(ranked)
    asked = act(question)
    if asked is None or not ranked or told(asked, question, ranked[0]):
        return list(ranked)
    near = (
        one for one in ranked if ranked[0].weighed - one.weighed <= _RULES.near and _as_full(question, ranked[0], one)
    )
    found = next((one for one in near if told(asked, question, one) and _counts(question, one)), None)
    return [found, *(one for one in ranked if one is not found)] if found else list(ranked)


def aged(question: Question, one: Ranked) -> bool:
    """Whether an age stands right behind a name of the question: "Lund, 44, a plumber"."""
    if question.measure != _AGE:
        return False
    ages = answer_types.ages(one.text, one.article.language)
    return any(set(words(one.text[: age.start])[-1:]) & question.names for age in ages)


def _as_full(question: Question, best: Ranked, one: Ranked) -> bool:
    """Whether a sentence lacks little of what the best has of a question for somebody; "it" may stand for one word."""
    lacking = best.inside & ~one.inside
    return question.kind != Kind.WHO or (lacking.bit_count() <= _RULES.lacking and not lacking & one.missing)


def _counts(question: Question, one: Ranked) -> bool:
    if question.measure and not answer_types.measured(question.measure, one.text, one.article.language):
        return False
    return answer_types.fits(question.kind, one.text, one.article.language, question.words)
