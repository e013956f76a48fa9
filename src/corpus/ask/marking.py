"""Which words of the best sentence are marked as the answer: none where they answer something else, or stand out too
little."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.analysis.folding import words
from corpus.ask import answer_span, counted, object_asked, turns, who_said, whose_act
from corpus.ask.question import Kind, Question, understand
from corpus.ask.rank import Ranked
from corpus.index import Store
from corpus.model import Extraction, MentionKind, Record, Span
from corpus.results import Query
from corpus.search import office_holders

_SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class MarkLimits:
    """From when on words are marked. Chosen by hand from the curve in docs/quality.md."""

    likely: float = 0.3  # 0 to 1: likelihood of a slice, times the root of that of its sentence


_LIMITS = MarkLimits()


def marked(
    store: Store, query: Query, question: Question, best: Ranked, sure: float, confidence: float
) -> Record | None:
    """`sure`: how sure it is that the sentence answers, 0 to 1; `confidence`: from which a speaker is named."""
    label = turns.label(best.text)
    if question.kind == Kind.ACCORDING and question.topic:  # "how many were hurt, according to Lund"
        question = understand(question.topic)
    found = store.article(best.article.id, query.collections) if question.kind in (Kind.WHO, Kind.WHERE) else None
    if found and (quotes := who_said.quoted(found, question, best)):
        return who_said.teller(found, quotes, confidence)
    within = _within(question, best, label, found)
    if within is None or within.likely * sure**0.5 < _LIMITS.likely:
        return None
    start = best.span.start + label
    span = Span(start + within.span.start, start + within.span.end)
    if _is_anothers(store, query, question, best, span, found):
        return None
    return Record.cut(best.article, _SENTENCE, span)


def day(store: Store, query: Query, marked: Record) -> str:
    """The day that the marked words mean in their article: 9 November for the "yesterday" of 10 November."""
    found = store.article(marked.article_id, query.collections)
    told = (date.value for date in found.dates if date.span.overlaps(marked.span)) if found else ()
    return next((value for value in told if len(value) == len("YYYY-MM-DD")), "")


def _within(question: Question, best: Ranked, label: int, found: Extraction | None) -> answer_span.Marked | None:
    """The words that answer, in the sentence behind its label."""
    text, language = best.text[label:], best.article.language
    sought = object_asked.asked(question)
    if sought and whose_act.places(sought.act, text, language):
        suffering = object_asked.sufferer(sought, text, language)
        return answer_span.Marked(suffering, 1.0) if suffering else None
    people = _people(found, best, label) if found and question.kind == Kind.WHO else []
    return answer_span.marked(question, text, language, people)


def _people(found: Extraction, best: Ranked, label: int) -> list[Span]:
    """Where people are named in the sentence, from behind its label."""
    start = best.span.start + label
    return [
        Span(one.span.start - start, one.span.end - start)
        for one in found.mentions
        if one.kind is MentionKind.NAME and one.span in best.span and one.span.start >= start
    ]


def _is_anothers(
    store: Store, query: Query, question: Question, best: Ranked, span: Span, found: Extraction | None
) -> bool:
    """Whether the words are of what was not asked: a figure of others, a person as a place, who only tells of it."""
    if question.kind == Kind.NUMBER:
        done = counted.act(question)
        return (done is not None and not counted.told(done, question, best)) or counted.of_another(question, best, span)
    if question.kind == Kind.WHERE:
        return found is not None and _names_somebody(found, span)
    if question.kind != Kind.WHO:
        return False
    if whose_act.suffers(question, span.of(best.article.text)):
        return True
    return found is not None and (
        _only_says_so(found, question, best, span) or _leads_otherwise(store, query, question, found, span)
    )


def _names_somebody(found: Extraction, span: Span) -> bool:
    """Whether the name of somebody stands there who holds an office: nobody is a place."""
    people = {person.name for person in found.people if person.roles}
    return any(
        one.kind is MentionKind.NAME and one.person in people and one.span.overlaps(span) for one in found.mentions
    )


def _only_says_so(found: Extraction, question: Question, best: Ranked, span: Span) -> bool:
    """Whether the name is that of who says the words in which alone it is told what was done: "—Renunció —dijo Gil."
    does not tell that Gil did it."""
    quotes = [one for one in found.quotes if one.span.overlaps(best.span)]
    act = whose_act.asked_of(question)
    if act is None or not any(one.speaker_span and one.speaker_span.overlaps(span) for one in quotes):
        return False
    places = [
        Span(best.span.start + place.start, best.span.start + place.end)
        for place in whose_act.places(act, best.text, best.article.language)
    ]
    return bool(places) and all(any(place in one.span for one in quotes) for place in places)


def _leads_otherwise(store: Store, query: Query, question: Question, found: Extraction, span: Span) -> bool:
    """Whether whoever is named there heads something else than what is asked about."""
    named = {one.person for one in found.mentions if one.person and one.span.overlaps(span)}
    article, asked = found.article.id, words(question.topic)
    return any(office_holders.leads_otherwise(store, name, article, asked, query.collections) for name in named)
