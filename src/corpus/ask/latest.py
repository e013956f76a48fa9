"""Where articles of different days answer alike, the latest is the answer: who said so before is told after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask import answer_span, answer_types, counted, premises, refusal, stated
from corpus.ask.question import Kind, Question
from corpus.ask.rank import Ranked
from corpus.languages import lexicon
from corpus.model import Article


@dataclass(frozen=True, slots=True)
class LatestRules:
    """How much less sure a later answer may be and still be the one. Differences are in the sum of features, which are
    log-odds. Set by hand; measured is `what`: 2.5 costs one answer in fifty."""

    as_good: float = 1.8  # below the best: odds of six to one
    nearly: float = 3.5  # the same of one that says just what is asked
    what: float = 1.3  # the same for a "what", where an object or an "is" is soon found
    earlier: float = 5.0  # the same of what was said before, which is told in one line only
    changed: float = 8.0  # the same of a new day or sum, whose sentence lacks the act
    kept: int = 2  # words of the question that such a sentence has at least
    lacking: int = 1  # words of the question that the best sentence has and a later one may have around it only
    negation: int = 3  # words between a negation and what it denies


_RULES = LatestRules()

_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}\b)")  # "35,000" has nothing in common with "20,000"

_CHANGING = frozenset(
    {
        Kind.NUMBER,
        Kind.DURATION,
        Kind.WHEN,
        Kind.WHERE,
        Kind.WHY,
        Kind.YES_NO,
        Kind.WHAT,
        Kind.DEFINITION,
        Kind.WHO,
    }
)
_TOLD = frozenset({Kind.WHY, Kind.WHAT, Kind.DEFINITION, Kind.NUMBER})
_COMPARED = frozenset({Kind.NUMBER, Kind.DURATION, Kind.WHEN})
_TYPED = frozenset({Kind.NUMBER, Kind.DURATION, Kind.WHEN, Kind.WHERE, Kind.WHO})


def fitting(question: Question, ranked: list[Ranked]) -> list[Ranked]:
    """The sentences in a new order. Those come first that say that this is not told. Otherwise, where the best one
    gives no reason for a "why", or does not say in so many words what is asked, those do that answer about as well
    and say it."""
    if not ranked:
        return ranked
    best = ranked[0]
    untold = [one for one in ranked[1:] if _untold(question, best, one)]
    if untold:
        return [untold[0], *(one for one in ranked if one is not untold[0])]
    if question.kind not in _TOLD or _stated(question, best):
        return ranked
    if said_so := [one for one in ranked if _about(best, one, _RULES.earlier) and _stated(question, one)]:
        return [*said_so, *(one for one in ranked if one not in said_so)]
    if _fits(question, best):
        return ranked
    near = _RULES.what if question.kind in (Kind.WHAT, Kind.DEFINITION) else _RULES.nearly
    found = [one for one in ranked[1:] if _about(best, one, near) and _fits(question, one)]
    if not found and question.kind == Kind.WHY and denies(question, best.text, best.article.language):
        found = [one for one in ranked[1:] if _happened(question, best, one)][:1]
    return [*found, *(one for one in ranked if one not in found)]


def _happened(question: Question, best: Ranked, one: Ranked) -> bool:
    """Whether a sentence says that what the best denies was done: why it was, stands beside that."""
    told = best.weighed - one.weighed <= _RULES.earlier and not best.inside & ~one.inside
    return told and not denies(question, one.text, one.article.language)


def _untold(question: Question, best: Ranked, one: Ranked) -> bool:
    """Whether a sentence says that somebody did not tell what is asked: "He did not say who would lead it" is
    nearer to "who will lead the inquiry" than a sentence that only has the inquiry."""
    act = len(question.terms) and max(
        (at for at, term in enumerate(question.terms) if one.inside >> at & 1), default=-1
    )
    return (
        question.kind != Kind.YES_NO
        and act >= 0
        and not best.inside >> act & 1
        and not one.missing
        and best.weighed - one.weighed <= _RULES.nearly
        and premises.untold(one.text, one.article.language)
    )


def _fits(question: Question, one: Ranked) -> bool:
    if question.kind == Kind.WHY:
        return f"fits {Kind.WHY}" in one.features
    return answer_span.precise(question, one.text, one.article.language)


def _stated(question: Question, one: Ranked) -> bool:
    return stated.stated(question, one.text, one.article.language)


def _about(best: Ranked, one: Ranked, near: float) -> bool:
    lacking = best.inside & ~one.inside & one.missing
    return best.weighed - one.weighed <= near and not lacking


def first(question: Question, ranked: list[Ranked]) -> list[Ranked]:
    """The same sentences, the latest day first among those that answer as well as the best. The order stays where the
    question asks what was first, or names a day."""
    if not ranked or question.kind not in _CHANGING or _fixed(question):
        return ranked
    best = ranked[0]
    rivals = [one for one in ranked[1:] if _as_good(question, best, one)]
    newest = max([best, *rivals], key=lambda one: (_day(one), one.weighed))
    if _day(newest) <= _day(best) or not _day(best):
        return ranked
    return [newest, *(one for one in ranked if one is not newest)]


def _as_good(question: Question, best: Ranked, one: Ranked) -> bool:
    lacking = best.inside & ~one.inside
    if _changes(question, best, one):
        return True
    if question.kind == Kind.YES_NO and refusal.only_spells(question, one):
        return False
    done = counted.act(question) if question.kind == Kind.NUMBER else None
    if done and counted.told(done, question, best) and not counted.told(done, question, one):
        return False
    whole = question.kind == Kind.YES_NO and not lacking  # says all of it, so that it settles the question anew
    return (
        best.weighed - one.weighed <= (_RULES.earlier if whole else _RULES.as_good)
        and lacking.bit_count() <= _RULES.lacking
        and not lacking & one.missing
        and (not _stated(question, best) or _stated(question, one))
        and (question.kind != Kind.WHY or not _fits(question, best) or _fits(question, one))
        and (question.kind not in _TYPED or f"fits {question.kind}" in one.features)
    )


def _changes(question: Question, best: Ranked, one: Ranked) -> bool:
    """Whether it tells a new day or sum of the same thing in the place of an older one: it lacks the act at most, since
    "was postponed to 4 May" has no "will be held"."""
    kept = best.inside & one.inside
    key = "day" if question.kind == Kind.WHEN else "sum" if question.kind == Kind.NUMBER else ""
    source = lexicon(one.article.language, "questions").table("changes").get(key)
    return (
        best.weighed - one.weighed <= _RULES.changed
        and kept.bit_count() >= _RULES.kept
        and (best.inside & ~one.inside).bit_count() <= _RULES.lacking
        and _alike(best.article, one.article)
        and f"fits {question.kind}" in one.features
        and bool(source and re.search(source, one.text))
    )


def _alike(one: Article, other: Article) -> bool:
    """Whether two articles share a name, and so may tell of the same."""
    return one.id == other.id or not _names(one).isdisjoint(_names(other))


def _names(article: Article) -> frozenset[str]:
    found = answer_types.spans(Kind.WHO, article.text, article.language)
    small = frozenset(re.findall(r"\b[^\W\d_A-ZÀ-Þ]\w+", article.text))
    return frozenset(said for name in found if (said := name.of(article.text)).lower() not in small)


def before(question: Question, ranked: list[Ranked]) -> Ranked | None:
    """The sentence of an earlier day that answers as well as the first and says something else: another figure,
    another day, or no where the first says yes."""
    if len(ranked) < 2 or question.kind not in _CHANGING or _fixed(question) or not _day(ranked[0]):
        return None
    best = ranked[0]
    earlier = [one for one in ranked[1:] if "" < _day(one) < _day(best) and _said_of_it(best, one)]
    return next((one for one in earlier if _differs(question, best, one)), None)


def _said_of_it(best: Ranked, one: Ranked) -> bool:
    """Whether a sentence speaks of the same: it may call somebody "she"."""
    lacking, act = best.inside & ~one.inside, best.inside.bit_length() - 1
    return (
        best.weighed - one.weighed <= _RULES.earlier
        and lacking.bit_count() <= _RULES.lacking
        and _alike(best.article, one.article)
        and bool(one.inside >> act & 1 if act >= 0 else 0)
    )


def _differs(question: Question, best: Ranked, one: Ranked) -> bool:
    if question.kind == Kind.YES_NO:
        return denies(question, best.text, best.article.language) != denies(question, one.text, one.article.language)
    if question.kind not in _COMPARED:
        return False
    now, then = (answer_span.answer(question, each.text, each.article.language) for each in (best, one))
    return bool(now and then and _figures(now.of(best.text)).isdisjoint(_figures(then.of(one.text))))


def _figures(text: str) -> frozenset[str]:
    """What two answers have in common where they agree."""
    said = words(_THOUSANDS.sub("", text))
    return frozenset(word for word in said if word[0].isdecimal()) or frozenset(said)


def denies(question: Question, text: str, language: str) -> bool:
    """Whether the sentence says no to what is asked. The negation stands right before the last words of the
    question; where none of its words but names are in the sentence, it may stand anywhere."""
    said, asked = words(text), [one for one in question.terms if one.word not in question.names]
    places = [n for n, stem in enumerate(stems(said, language)) if asked and stem in asked[-1].stems]
    if not places:
        return premises.negated(text, language)
    return all(premises.negated(" ".join(said[max(0, n - _RULES.negation) : n]), language) for n in places)


def _fixed(question: Question) -> bool:
    if question.measure == "duration age":
        return True
    early = lexicon(question.language, "questions").words("early")
    return not early.isdisjoint(question.words) or any(answer_types.spans(Kind.WHEN, question.text, question.language))


def _day(one: Ranked) -> str:
    return one.article.published.value if one.article.published else ""
