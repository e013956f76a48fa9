"""Whether the best sentence is evidence at all: no answer is better than one to another question."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.analysis.folding import fold, words
from corpus.analysis.linear_model import LinearModel, probability
from corpus.analysis.spelling import stems
from corpus.ask import answer_span, answer_types, counted, premises
from corpus.ask.features import Features
from corpus.ask.question import Kind, Question, measure
from corpus.ask.rank import Ranked
from corpus.ask.retrieval import weigh
from corpus.index import Passages
from corpus.index.passages import empty_words
from corpus.languages import fitted, lexicon

_TYPED = frozenset({Kind.NUMBER, Kind.DURATION})
_SOUGHT = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.WHY, Kind.NUMBER, Kind.DURATION})


@dataclass(frozen=True, slots=True)
class BeliefRules:
    """What the belief in an answer is reckoned from, beside its fitted weights. Set by hand."""

    surely: float = 0.95  # 0 to 1: of a question of yes or no whose every word stands in the sentence, or of an age
    best: int = 5  # sentences that are compared
    few: int = 30  # passages of a small index
    near: float = 5.0  # of the sum of its features: how far below the best a sentence may be that comes in its place
    elsewhere: float = 0.5  # of what a missing act counts, where the paragraph tells it and the sentence does not


_RULES = BeliefRules()


def belief(question: Question, passages: Passages, ranked: list[Ranked]) -> float:
    """How sure it is that the best sentence answers, 0 to 1."""
    if not ranked or denied(question, ranked[0]):
        return 0.0
    if counted.aged(question, ranked[0]):
        return _RULES.surely
    if question.kind == Kind.YES_NO:
        return _mentioned(ranked[0], weigh(passages))
    return probability(_model().measured(features(question, passages, ranked).items()))


def _mentioned(best: Ranked, weights: list[float]) -> float:
    """How much of a yes-or-no question the sentence and its surroundings mention. Set by hand: no weights were fitted
    on such questions."""
    total = sum(weights) or 1.0
    inside = sum(weight for at, weight in enumerate(weights) if best.inside >> at & 1)
    near = sum(weight for at, weight in enumerate(weights) if not best.missing >> at & 1)
    return _RULES.surely * (inside + near) / (2 * total)


def denied(question: Question, best: Ranked) -> bool:
    """Whether what is asked cannot be said no to. What is not mentioned is neither confirmed nor denied, and
    without a number nobody tells how many or how long."""
    if _lacks_it(question, best) or _without_against(question, best):
        return True
    if question.kind == Kind.NUMBER and _of_something_else(question, best):
        return True
    if question.kind != Kind.YES_NO and premises.turned_round(question, best.text, best.article.language):
        return True
    if question.kind in _SOUGHT and premises.asks_on(question, best.text, best.article.language):
        return True
    return question.kind == Kind.WHO and question.naming and not _called(question, best)


def _lacks_it(question: Question, one: Ranked) -> bool:
    """Whether the number asked for does not stand there, or what is asked to be so is not mentioned."""
    if question.kind in _TYPED:
        return answer_span.answer(question, one.text, one.article.language) is None
    if question.kind == Kind.YES_NO and only_spells(question, one):
        return True
    return question.kind == Kind.YES_NO and any(
        one.missing >> at & 1 and not premises.answered(term.stems, question.language, one.article, one.span)
        for at, term in enumerate(question.terms)
    )


def only_spells(question: Question, one: Ranked) -> bool:
    """Whether it only tells how somebody is spelt: "She is Ann Lee, not Ann Leigh" says nothing of what she did."""
    told = any(one.inside >> at & 1 and term.word not in question.names for at, term in enumerate(question.terms))
    small = empty_words(one.article.language)
    rest = [said for said in one.text.split() if not small.issuperset(words(said))]
    return not told and all(said[:1].isupper() for said in rest) and premises.negated(one.text, one.article.language)


def _without_against(question: Question, one: Ranked) -> bool:
    """Whether "who voted against it" is asked of a sentence in which nobody is against anything."""
    asked, there = (lexicon(code, "questions").words("against") for code in (question.language, one.article.language))
    return question.kind == Kind.WHO and not asked.isdisjoint(question.words) and there.isdisjoint(words(one.text))


def able(question: Question, ranked: list[Ranked]) -> list[Ranked]:
    """With the best first that can be an answer: an age for "how old", a sentence that mentions what is asked to be
    so. Unchanged where the best can, or none that is near it."""
    if not ranked or not _lacks_it(question, ranked[0]):
        return ranked
    near = (one for one in ranked[1 : _RULES.best] if ranked[0].weighed - one.weighed <= _RULES.near)
    found = next((one for one in near if not _lacks_it(question, one)), None)
    return [found, *(one for one in ranked if one is not found)] if found else ranked


def _of_something_else(question: Question, best: Ranked) -> bool:
    """Whether the figure is one of something else: what those who are counted did stands nowhere near, nor anything
    like it; or the article has none of the names."""
    said = fold(best.article.text)
    if question.names and not any(name in said for name in question.names):
        return True
    listed = [term.word for term in question.terms]
    after = listed.index(question.focus) + 1 if question.focus in listed else len(listed)
    people = lexicon(question.language, "questions").words("people_words")
    if question.focus not in people or after >= len(listed) or listed[after] in question.names:
        return False
    act = question.terms[after]
    return not best.inside >> after & 1 and not premises.like(act.stems, question.language, best.article, best.span)


def _called(question: Question, best: Ranked) -> bool:
    """Whether a name stands there that has no word of the question in it: the League of Irrigators does not tell what
    its spokesman is called."""
    asked = set().union(*(term.stems for term in question.terms))
    language = best.article.language
    names = (words(span.of(best.text)) for span in answer_types.spans(Kind.WHO, best.text, language))
    return any(asked.isdisjoint(stems(name, language)) for name in names)


def features(question: Question, passages: Passages, ranked: list[Ranked]) -> Features:
    """What tells an answer from the best of what is no answer: the features of the best sentence, how it stands out,
    and what of the question is met."""
    best = ranked[0]
    articles = [one.article.id for one in ranked[: _RULES.best]]
    five = [one.features for one in ranked[: _RULES.best]]
    return {
        **best.features,
        "always": 1.0,
        "weighed": best.weighed,
        "stands out": best.score,
        "above the fifth": best.weighed - ranked[min(_RULES.best, len(ranked)) - 1].weighed,
        "one article": articles.count(best.article.id) / len(articles),
        "passages": sum(passage.article.id == best.article.id for passage in passages.found),
        "exact share of five": max(features["exact share"] for features in five),
        "paragraph share of five": max(features["paragraph share"] for features in five),
        "pairs of five": max(features["pairs"] for features in five),
        f"asks {question.kind}": 1.0,
        **_met(question, passages, best),
        "act missing": _act_missing(question, best),
        **premises.kept(question, best.article, best.span),
    }


def _act_missing(question: Question, best: Ranked) -> float:
    """How much of the act that a question begins with is missing, 0 to 1. All of it where neither the word nor one
    of like meaning stands near; half where it stands near, but not in the sentence. In an article of another
    language only the verb is looked for, in the sentence."""
    article = best.article
    if not question.terms or not lexicon(question.language, "questions").words("act_first"):
        verb = answer_span.verb(question) if article.language != question.language else None
        return float(verb is not None and not best.inside >> verb & 1)
    act = question.terms[0]
    if not _is_act(question, act.word) or premises.like(act.stems, question.language, article, best.span):
        return 0.0
    if _measured_by(question, act.word) and answer_types.measured(question.measure, best.text, article.language):
        return 0.0
    return 1.0 if best.missing & 1 else _RULES.elsewhere * (not best.inside & 1)


def _measured_by(question: Question, act: str) -> bool:
    """Whether the act only says in what is measured: a sum of money tells what something "costs"."""
    return bool(question.measure) and measure(question.kind, question.language, act) == question.measure


def _is_act(question: Question, word: str) -> bool:
    """Whether a word tells the act: not a noun behind its article ("por cuánto fue el contrato"), nor "before"."""
    listed = lexicon(question.language, "questions")
    pairs = set(pairwise(words(question.text)))
    behind = any((small, word) in pairs for small in listed.words("articles"))
    return question.naming or (word not in listed.words("early") and not behind)


def _met(question: Question, passages: Passages, best: Ranked) -> Features:
    """What weighs how much in the question, and what of it is missing. Where there are few passages, the best has the
    name that is asked about anyway: something must be met there of what is asked about it."""
    weights = weigh(passages)
    total = sum(weights) or 1.0
    terms = range(len(weights))
    missing = [at for at in terms if best.missing >> at & 1]
    names = [at for at in terms if question.terms[at].word in question.names]
    others = [at for at in terms if at not in names]
    unknown = [at for at in terms if not passages.uses[at]]
    qualifiers = lexicon(question.language, "questions").words("qualifiers")
    uncounted = any(question.terms[at].word == question.focus and not _alike(question, at, best) for at in missing)
    few = 1 / (1 + passages.count / _RULES.few)

    def share(part: list[int]) -> float:
        return sum(weights[at] for at in part) / total

    return {
        "question": total,
        "words": len(weights),
        "names a name": bool(names),
        "name share": share(names),
        "unknown name share": share([at for at in names if at in unknown]),
        "unknown words": len(unknown),
        "unknown share": share(unknown),
        "missing words": len(missing),
        "missing share": share(missing),
        "heaviest nowhere": max([weights[at] for at in missing], default=0.0),
        "others missing share": share([at for at in others if at in missing]),
        "few passages, only names near": few * (bool(others) and all(at in missing for at in others)),
        "few passages, qualifier missing": few * any(question.terms[at].word in qualifiers for at in missing),
        "few passages, uncounted": few * (question.kind == Kind.NUMBER and uncounted),
    }


def _alike(question: Question, at: int, best: Ranked) -> bool:
    return premises.like(question.terms[at].stems, question.language, best.article, best.span)


@lru_cache(maxsize=1)
def _model() -> LinearModel:
    return LinearModel(fitted("ask", "world").numbers("belief"))
