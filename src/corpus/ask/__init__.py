"""A question in, the sentences that answer it out, with the words of the first that are the answer; or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz.distance import OSA

from corpus import days
from corpus.analysis.folding import fold, words
from corpus.ask import (
    answer_types,
    before_in_office,
    corrected_figures,
    counted,
    disowned,
    in_office,
    judgement,
    latest,
    marking,
    object_asked,
    refusal,
    said,
    successors,
    translations,
    turns,
    who,
    whose_act,
)
from corpus.ask.question import Kind, Question, Term, term, understand
from corpus.ask.rank import Ranked, rank
from corpus.errors import WrongUse
from corpus.index import Asked, Name, Passage, Passages, Store, Word
from corpus.languages import lexicon
from corpus.limits import CERTAINTY, CONFIDENCE, SHOWN, crop
from corpus.model import Article, Record, Span
from corpus.results import ANSWERS, Answer, Hit, Query
from corpus.search import office_holders, query_syntax


@dataclass(frozen=True, slots=True)
class AskLimits:
    """How much is read for a question, and what is shown of it. Set by hand."""

    passages: int = 20  # read for one question
    misspelt: int = 5  # letters of a name that may be misspelt
    beside: int = 40  # characters behind an office, up to a comma, in which stands what it is of
    common: int = 6  # and of a word that is no name
    nearest: int = 5  # sentences shown where nothing answers
    others: float = 0.1  # share of the uses of its words: fewer words of another language are chance ("real", "final")
    close: float = 0.001  # share of the best score: what is further off supports nothing


_LIMITS = AskLimits()

_SENTENCE = "sentence"


def ask(store: Store, query: Query, certainty: float = CERTAINTY, confidence: float = CONFIDENCE) -> Answer:
    """Hits where it is certain enough that an article answers, else only the nearest sentences. A question of judgement
    gets what people said about it, each speaker with at least this confidence. Raises WrongUse where nothing is
    asked."""
    return consider(store, query, certainty, confidence)[0]


def consider(
    store: Store, query: Query, certainty: float = CERTAINTY, confidence: float = CONFIDENCE
) -> tuple[Answer, float]:
    """The answer, and how sure it is that there is one, 0 to 1, on either side of what is enough."""
    typed = crop(" ".join(query.text.split()), SHOWN)
    query, question = _within_days(query)
    if not question.terms:
        raise WrongUse(f"“{typed}” names nothing to look for; add a person or a subject.", "nothing_named", words=typed)
    if question.kind == Kind.JUDGEMENT:
        return _judged(store, query, question, confidence), 0.0
    by_name = _by_name(store, query, question)
    if by_name is None:
        return _by_text(store, query, question, certainty, confidence)
    sure = float(bool(by_name.hits))
    return replace(by_name, sure=sure), sure


def _within_days(query: Query) -> tuple[Query, Question]:
    """The question without words that say from which days its answer shall be, and the query within these days."""
    question = understand(query.text)
    told = days.in_question(query.text) if question.kind not in (Kind.WHEN, Kind.DURATION) else None
    day = told is not None and told.first and told.last and (told.last - told.first).days <= 1
    if told is None:
        return query, question
    rest = " ".join(f"{query.text[: told.start]} {query.text[told.end :]}".split())
    without = understand(rest) if words(rest) else question
    if day and question.kind != Kind.SAID and without.terms:  # when it happened, not when it was printed
        return query, question
    return query_syntax.within(query, told), without


def _by_name(store: Store, query: Query, question: Question) -> Answer | None:
    """What somebody said, or who somebody is; None where the words name nobody, or nothing is known."""
    office = in_office.asked(question)
    if (before := successors.followed(question)) and (later := successors.answer(store, query, before)):
        return later
    earlier = before_in_office.split(in_office.asked(understand(query.text)), question.language)
    if earlier and (former := before_in_office.answer(store, query, earlier)):
        near = () if former.hits else _nearest(query, rank(*sought(store, query, question)))
        return replace(former, nearest=near)
    if office and question.kind == Kind.WHO and _told_outright(store, query, question, office):
        return None
    held = in_office.answer(store, query, office) if office and not said.exactly(store, query, office) else None
    if held:
        return held
    if office and office_holders.of_country(office):  # whoever holds such an office elsewhere is not meant
        return Answer(query, nearest=_nearest(query, rank(*sought(store, query, question))))
    if question.kind in (Kind.PERSON, Kind.JOB):
        found = who.who(store, query, said.named(store, query, question.topic or question.speaker))
        return found if found.hits else None
    speaker = query.speaker or question.speaker
    if not speaker:
        return None
    persons = said.named(store, query, speaker)
    topic = question.topic if question.speaker else question.text
    if not persons and question.kind == Kind.SAID and not question.topic:
        speaker, topic, persons = _where_said(store, query, question)
    if not persons:
        spoken = said.speaking_for(store, query, speaker)
        found = said.said(store, query, question, spoken, topic)
        if found.hits or question.kind != Kind.SAID or question.topic:
            return found if found.hits else None
        return said.known_from(query, speaker, rank(*sought(store, query, question)))
    found = said.said(store, query, question, persons, topic)
    if found.hits or question.kind == Kind.ACCORDING:
        return found if found.hits else None
    return replace(found, nearest=_nearest(query, rank(*sought(store, query, question))))


def _told_outright(store: Store, query: Query, question: Question, office: list[str]) -> bool:
    """Whether a sentence has all of "who leads the inquiry", where nobody has an office of it: the director of the
    company that is inquired into does not lead the inquiry."""
    of = frozenset(word for word in office_holders.content(office) if not office_holders.is_office([word]))
    held = office_holders.holders(store, office, query.collections)
    around = (
        row.origin.text[row.start : row.end + _LIMITS.beside].partition(",")[0] for one in held for row in one.rows
    )
    if not of or any(of <= frozenset(words(beside)) for beside in around):
        return False
    read = _once(store, query, question)
    every = (1 << len(read.question.terms)) - 1
    return bool(read.sure) and read.ranked[0].inside == every


def _where_said(store: Store, query: Query, question: Question) -> tuple[str, str, tuple[Name, ...]]:
    """The speaker, what more is asked and the people meant: of "what did Moe say at the town hall" Moe."""
    said_by = question.speaker.split()
    small = lexicon(question.language, "pronouns").words("before_object")
    small |= lexicon(question.language, "questions").words("toward")
    for end in range(1, len(said_by)):
        if said_by[end] in small and (found := said.named(store, query, " ".join(said_by[:end]))):
            return " ".join(said_by[:end]), " ".join(said_by[end:]), found
    return question.speaker, question.topic, ()


def _judged(store: Store, query: Query, question: Question, confidence: float) -> Answer:
    """No answer, but what was said about it."""
    ranked = rank(*sought(store, query, judgement.widened(question)))
    said = judgement.told(store, query, ranked, confidence)[: min(_LIMITS.nearest, query.limit)]
    return Answer(query, nearest=said, judgement=True)


def _by_text(
    store: Store, query: Query, question: Question, certainty: float, confidence: float
) -> tuple[Answer, float]:
    read = _read(store, query, question)
    question, passages, sure = read.question, read.passages, read.sure
    ranked = latest.first(question, latest.fitting(question, read.ranked))
    if not ranked or sure < certainty:
        return Answer(query, nearest=_nearest(query, ranked), sure=sure), sure
    kept = [one for one in ranked if one.score >= _LIMITS.close * ranked[0].score]
    best = _with_more(question, kept[0], passages)
    hits = _hits([best, *(one for one in kept[1:] if one.article is not best.article or one.span not in best.span)])
    hits = hits[query.offset : query.offset + query.limit]
    earlier = latest.before(question, ranked)
    before = _hits([earlier])[0] if earlier else None
    marked = marking.marked(store, query, question, best, sure, confidence)
    day = marking.day(store, query, marked) if marked and question.kind == Kind.WHEN else ""
    if newer := corrected_figures.later(store, query, question, best, marked):
        first, *rest = hits
        hits = (Hit(newer.sentence, first.score), first, *rest)[: query.limit]
        return Answer(query, newer.figure, hits, sure=sure, before=first), sure
    return Answer(query, marked, hits, sure=sure, before=before, day=day), sure


class _Read(NamedTuple):
    """The sentences looked at for a question, best first, and how sure it is that the first answers."""

    question: Question
    passages: Passages
    ranked: list[Ranked]
    sure: float


def _read(store: Store, query: Query, question: Question) -> _Read:
    """By the words of the question; where they find nothing sure, by what they are in another language as well."""
    own = _once(store, query, question)
    wide = translations.widened(question)
    if own.sure >= ANSWERS.likely or not _known(store, query, question, wide):
        return own
    other = _once(store, query, wide)
    foreign = other.ranked and other.ranked[0].article.language != question.language
    return max(own, other, key=lambda read: read.sure) if foreign else own


def _known(store: Store, query: Query, question: Question, wide: Question) -> bool:
    """Whether articles have the words of the other language, beside those of the question's own."""
    pairs = [(one.stems, other.stems) for one, other in zip(question.terms, wide.terms, strict=True) if one != other]
    if not pairs:
        return False
    own = _uses(store, query, [own for own, _ in pairs])
    return _uses(store, query, [both - own for own, both in pairs]) > _LIMITS.others * own


def _uses(store: Store, query: Query, groups: Iterable[frozenset[str]]) -> int:
    return sum(store.passages(Asked(tuple(groups), query.article, 0, query.collections)).uses)


def _once(store: Store, query: Query, question: Question) -> _Read:
    question, passages = sought(store, query, question)
    ranked = rank(question, passages)
    told = disowned.without(question, ranked)
    own = whose_act.own(question, whose_act.doer(store, query, question), told)
    own = object_asked.fitting(question, own)
    own = refusal.able(question, counted.first(question, own))
    return _Read(question, passages, own or ranked, refusal.belief(question, passages, own))


def _with_more(question: Question, best: Ranked, passages: Passages) -> Ranked:
    """Adds the next sentence where the best one leaves something open: a "why" without a reason, or a kind of answer
    that only the next sentence of the paragraph has."""
    if f"fits {question.kind}" in best.features or answer_types.sized(question.kind, best.text, best.article.language):
        return best
    following = _following(best, passages)
    if following is None or not (question.kind == Kind.WHY or _fits(question, best.article, following)):
        return best
    said = following.of(best.article.text)
    if turns.label(said) or turns.is_question(said):
        return best
    return replace(best, span=Span(best.span.start, following.end))


def _following(best: Ranked, passages: Passages) -> Span | None:
    for passage in passages.found:
        spans = [span for span, _ in passage.sentences] if passage.article.id == best.article.id else []
        if best.span in spans[:-1]:
            return spans[spans.index(best.span) + 1]
    return None


def _fits(question: Question, article: Article, following: Span) -> bool:
    start = article.text.rfind("\n", 0, following.start)
    begins = not article.text[start + 1 : following.start].strip()
    said = following.of(article.text)
    return not begins and answer_types.fits(question.kind, said, article.language, question.words)


def sought(store: Store, query: Query, question: Question) -> tuple[Question, Passages]:
    """The passages of the asked days. A word the index does not know is taken for the names it may be a slip of."""
    if question.kind == Kind.PERSON:  # of somebody no article calls anything, or described instead of named
        by_name = question.names.issuperset(words(question.topic))
        question = replace(question, kind=Kind.DEFINITION if by_name else Kind.WHO)
    passages = _passages(store, query, question)
    unknown = [term.word for term, uses in zip(question.terms, passages.uses, strict=True) if not uses]
    near = store.words([word for word in unknown if len(word) >= _LIMITS.misspelt])
    named = {word: _written_for(word, listed) for word, listed in near.items()}
    if not any(named.values()):
        return question, passages
    terms = tuple(_meant(one, named.get(one.word, []), question.language) for one in question.terms)
    question = replace(question, terms=terms)
    return question, _passages(store, query, question)


def _written_for(word: str, near: Sequence[Word]) -> list[str]:
    """The names an unknown word may be a slip of; where there are none, a long word that is one letter off."""
    names = [one.text for one in near if one.names]
    if names or len(word) < _LIMITS.common:
        return names
    return [one.text for one in near if one.text[0] == word[0] and OSA.distance(word, one.text) == 1][:1]


def _meant(asked: Term, names: list[str], language: str) -> Term:
    return Term(asked.word, asked.stems.union(*(term(name, language).stems for name in names)))


def _passages(store: Store, query: Query, question: Question) -> Passages:
    groups = tuple(term.stems for term in question.terms)
    passages = store.passages(Asked(groups, query.article, _LIMITS.passages, query.collections))
    if not (query.since or query.until):
        return passages
    return replace(passages, found=tuple(passage for passage in passages.found if _timely(query, passage)))


def _timely(query: Query, passage: Passage) -> bool:
    day = passage.article.published.value if passage.article.published else ""
    since, until = (edge.isoformat() if edge else "" for edge in (query.since, query.until))
    return bool(day) and since <= day and (not until or day <= until)


def _nearest(query: Query, ranked: list[Ranked]) -> tuple[Hit, ...]:
    return _hits(ranked[: 2 * _LIMITS.nearest])[: min(_LIMITS.nearest, query.limit)]


def _hits(ranked: list[Ranked]) -> tuple[Hit, ...]:
    """One for each sentence; where else the same words are printed stands with the first."""
    found: dict[str, Hit] = {}
    for one in ranked:
        record = Record.cut(one.article, _SENTENCE, one.span)
        key = fold(record.text)
        first = found.get(key)
        found[key] = replace(first, also=(*first.also, record)) if first else Hit(record, one.score)
    return tuple(found.values())
