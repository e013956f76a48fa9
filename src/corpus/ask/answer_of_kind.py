"""An answer of the asked kind: of the days, figures and names of a sentence the one nearest to what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask import answer_types
from corpus.ask.answer_words import WEIGHTS, Token, nearness, stranded_word
from corpus.ask.question import NOUNS, Kind, Question, Side
from corpus.index.passages import empty_words
from corpus.languages import lexicon
from corpus.model import Span

_PARTED = re.compile(r";|\.\s|,\s(?:but|y|pero|aber|mais|mas)\s")
_UNIT = re.compile(r"\s[^\W\d_]+")
_AGE, _SIZE, _MONEY = "duration age", "number size", "number money"
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]+)\s+$")
# What answers as well where nothing of the asked kind stands: "how long" by a date, "when" by "six years later".
_INSTEAD = {Kind.DURATION: (Kind.WHEN, Kind.NUMBER), Kind.WHEN: (Kind.DURATION,)}


def nearest(
    question: Question, text: str, language: str, hits: list[Token], people: Sequence[Span] = ()
) -> Span | None:
    """The span of the kind that stands nearest to the question's words and says something new. `people`: where people
    are named in the text."""
    kinds = (_form(question), *_INSTEAD.get(question.kind, ()))
    if question.kind == Kind.DURATION and answer_types.measured(_SIZE, text, language):
        kinds = (Kind.DURATION, Kind.NUMBER, Kind.WHEN)  # "how long is the crack" asks for metres
    fresh = next((found for kind in kinds if (found := new(question, kind, text, language))), [])
    if question.kind == Kind.WHERE:
        fresh = [span for span in fresh if not answer_types.belongs(span.of(text), language, question.words)]
    if not fresh and question.kind == Kind.WHERE:
        fresh = [
            place
            for place in answer_types.places(text, language)
            if not question.words.issuperset(words(place.of(text)))
        ]
    if question.kind == Kind.WHO and question.side == Side.BEFORE:
        fresh = [span for span in fresh if not _behind_place(text, span, language)]
    if question.kind == Kind.WHO and not question.words.isdisjoint(
        lexicon(question.language, "questions").table("office_verbs")
    ):
        fresh = [span for span in fresh if not _spokesperson(text, span, language)]
    if question.kind == Kind.WHO:
        fresh = _somebody(question, fresh, people, language)
    if question.kind == Kind.NUMBER and hits:
        fresh = _beside_verb(text, fresh, hits, language)
    if not fresh:
        return None
    best = max(fresh, key=lambda span: (_closeness(question, text, span, hits), -span.start))
    if question.kind == Kind.WHO:
        return _all_joined(text, best, [span for span in fresh if any(span.overlaps(one) for one in people)], language)
    return _with_unit(question, text, best, language) if question.kind in (Kind.NUMBER, Kind.DURATION) else best


def _all_joined(text: str, best: Span, people: list[Span], language: str) -> Span:
    """With those who did it together: "Ann Lee, Bo Kim and Cy Roe". A comma alone joins nobody."""
    ands = lexicon(language, "questions").words("ands")
    row = next((row for row in _rows(text, people, ands) if best in row), [best])
    joined = any(not ands.isdisjoint(words(text[one.end : other.start])) for one, other in pairwise(row))
    return Span(row[0].start, row[-1].end) if joined else best


def _rows(text: str, people: list[Span], ands: frozenset[str]) -> list[list[Span]]:
    """The names that nothing but a comma or an "and" parts."""
    rows: list[list[Span]] = []
    for span in sorted(people):
        between = text[rows[-1][-1].end : span.start] if rows else ""
        if between and ands.issuperset(words(between)) and set(between) - set(" ,") <= set("".join(ands)):
            rows[-1].append(span)
        else:
            rows.append([span])
    return rows


def _beside_verb(text: str, fresh: list[Span], hits: list[Token], language: str) -> list[Span]:
    """Those on the verb's side of a semicolon: "2,000 people came; 14 were arrested"."""
    verb = max(hits, key=lambda token: token.term or 0)
    beside = [span for span in fresh if text.count(";", 0, span.start) == text.count(";", 0, verb.start)] or fresh
    return [one for one in beside if not any(_told_between(text, one, other, verb, language) for other in beside)]


def _told_between(text: str, one: Span, other: Span, verb: Token, language: str) -> bool:
    """Whether something else is told of the one figure before the other comes: "14 were killed and dozens hurt"."""
    if not one.end <= other.start < verb.start:
        return False
    listed = lexicon(language, "questions")
    head, *rest = _joined_by(language).split(text[one.end : other.start], maxsplit=1)
    return bool(rest) and not (listed.words("verbs") | listed.words("passives")).isdisjoint(words(head))


@lru_cache(maxsize=16)
def _joined_by(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(lexicon(language, 'questions').words('ands'))) or '(?!)'})\b")


def _somebody(question: Question, fresh: list[Span], people: Sequence[Span], language: str) -> list[Span]:
    """Those of the names that people have, where "who" is asked and some are; every noun has a capital in German."""
    if lexicon(question.language, "questions").words("who_words").isdisjoint(question.words):
        return fresh
    named = [span for span in fresh if any(span.overlaps(one) for one in people)]
    return named or ([] if language in NOUNS and people else fresh)


def _spokesperson(text: str, span: Span, language: str) -> bool:
    """Whether somebody only speaks for whoever runs it: "its spokeswoman, Ann Lee"."""
    before = words(text[: span.start])[-1:]
    return not lexicon(language, "questions").words("spokespeople").isdisjoint(before)


def _behind_place(text: str, span: Span, language: str) -> bool:
    """Whether it is where something is or goes: "the ferry to Skerra" tells no one who sailed it."""
    before = words(text[: span.start])[-1:]
    return bool(before) and before[0] in lexicon(language, "questions").words("toward")


def new(question: Question, kind: Kind, text: str, language: str) -> list[Span]:
    """The spans of the kind that say something new. "At noon on Friday" is one span; of a change from one figure to
    another, the figure that the question does not name."""
    if question.measure == _AGE:
        return list(answer_types.ages(text, language))
    spans = list(answer_types.spans(kind, text, language))
    if kind == Kind.WHEN:
        spans = _joined(spans, text, language)
    if kind == Kind.NUMBER:
        times = list(answer_types.spans(Kind.WHEN, text, language))
        spans = _parts(_changed(spans, text, language), text, language)
        spans = [span for span in spans if not any(span in time for time in times)]
    if question.measure == _MONEY:
        spans = [span for span in spans if not _no_sum(span, text, language)]
    if kind == Kind.WHEN and lexicon(question.language, "questions").words("early").isdisjoint(question.words):
        spans = moved(spans, text, language)
    return [span for span in spans if answer_types.new(kind, span.of(text), language, question.words)]


def _no_sum(span: Span, text: str, language: str) -> bool:
    """Whether it is an age or how many voted for and against: neither is money."""
    return any(age.overlaps(span) for age in answer_types.ages(text, language)) or any(
        found.start() <= span.start < found.end() for found in _votes(language).finditer(text)
    )


@lru_cache(maxsize=16)
def _votes(language: str) -> re.Pattern[str]:
    return re.compile(lexicon(language, "questions").text("votes") or r"(?!)")


def moved(spans: list[Span], text: str, language: str) -> list[Span]:
    """The days behind "was postponed to", where there are some: the others are gone."""
    source = lexicon(language, "questions").table("changes").get("day")
    said = re.search(source, text) if source else None
    later = [span for span in spans if said and said.end() <= span.end]
    return later or spans


def _joined(spans: list[Span], text: str, language: str) -> list[Span]:
    """Times that stand side by side as one, with the "not" before."""
    joined: list[Span] = []
    for span in spans:
        if joined and not text[joined[-1].end : span.start].strip(" ,"):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    no = lexicon(language, "questions").words("not")
    return [_with_before(span, text, no) for span in joined]


def _with_before(span: Span, text: str, small: frozenset[str]) -> Span:
    before = _LAST_WORD.search(text[: span.start])
    return Span(before.start(1), span.end) if before and before[1].lower() in small else span


def _changed(spans: list[Span], text: str, language: str) -> list[Span]:
    """Without the first of "from 46,000 to 43,500"."""
    listed = lexicon(language, "questions")
    since, to = listed.words("from"), listed.words("to")
    gone = set()
    for one, other in pairwise(spans):
        before = _LAST_WORD.search(text[: one.start])
        between = words(text[one.end : other.start])
        if before and before[1].lower() in since and between and between[-1] in to and len(between) <= WEIGHTS.units:
            gone.add(one)
    gone_before = replaced(spans, text, language)
    return [span for span in spans if span not in gone and (span not in gone_before or len(gone_before) == len(spans))]


def figures(text: str, language: str) -> list[Span]:
    """The figures of a sentence that are no time."""
    times = list(answer_types.spans(Kind.WHEN, text, language))
    found = answer_types.spans(Kind.NUMBER, text, language)
    return [span for span in found if not any(span in time for time in times)]


def replaced(spans: list[Span], text: str, language: str) -> set[Span]:
    """The figures that others came in place of: "14, not nine", "£2.4m, up from £1.8m"."""
    listed = lexicon(language, "questions")
    before = re.compile(listed.text("instead_of") or r"(?!)")
    clauses = [_clause(text, span) for span in spans]
    told = [not listed.words("earlier_clause").isdisjoint(words(clause)) for clause in clauses]
    return {
        span
        for at, span in enumerate(spans)
        if before.search(text, 0, span.start) or (told[at] and any(not one for one in told[at + 1 :]))
    }


def _clause(text: str, span: Span) -> str:
    """What stands before it between two semicolons or full stops."""
    return _PARTED.split(text[: span.start])[-1]


def _with_unit(question: Question, text: str, number: Span, language: str) -> Span:
    """ "50,000 kroner" where the question does not itself say what is counted."""
    unit = _UNIT.match(text, number.end)
    if (
        unit is None
        or not text[number.end - 1].isdigit()
        or any(term.word == question.focus for term in question.terms)
    ):
        return number
    return number if empty_words(language).issuperset(words(unit.group())) else Span(number.start, unit.end())


def _form(question: Question) -> Kind:
    """A place that is asked for as "which country" may stand anywhere a name does."""
    where = lexicon(question.language, "questions").words("where_words")
    return Kind.WHO if question.kind == Kind.WHERE and where.isdisjoint(question.words) else question.kind


def _closeness(question: Question, text: str, span: Span, hits: list[Token]) -> float:
    near = sum(nearness(span, hit) for hit in hits)
    if question.focus:
        following = words(text[span.end : span.end + 40])[:3]
        near += 2 * any(
            stem in stems(following, question.language) for stem in stems([question.focus], question.language)
        )
    if _form(question) == Kind.WHO and hits and question.side != Side.EITHER:
        verb = (min if question.side == Side.BEFORE else max)(hits, key=lambda token: token.term or 0)
        near += WEIGHTS.named * ((span.start > verb.start) != (question.side == Side.BEFORE))
    if hits and question.kind in (Kind.WHERE, Kind.WHEN, Kind.NUMBER, Kind.DURATION):
        verb = max(hits, key=lambda token: token.term or 0)
        near += WEIGHTS.verb * nearness(span, verb) + WEIGHTS.follows * (
            question.kind == Kind.WHERE and span.start > verb.start
        )
    last = stranded_word(question)
    beside = words(text[max(0, span.start - 12) : span.start])[-1:] + words(span.of(text))[:1]
    return near + (last in beside)


@lru_cache(maxsize=16)
def _whole(language: str) -> re.Pattern[str]:
    """What stands before a number that is the whole of which a part is told: "46 of its" 58, "Of the" 64, 19."""
    return re.compile(
        rf"(?:^|\s|[“«„])(?:{'|'.join(lexicon(language, 'questions').list('whole')) or '(?!)'})\s$", re.IGNORECASE
    )


def _parts(spans: list[Span], text: str, language: str) -> list[Span]:
    """Without the whole of which a part is told, right before it or behind it."""
    told = set()
    for one, other in pairwise(spans):
        if _whole(language).fullmatch(text, one.end, other.start):
            told.add(other)
        elif _whole(language).search(text, 0, one.start) and "," in text[one.end : other.start]:
            told.add(one)
    return [span for span in spans if span not in told]


def without_parts(text: str, language: str) -> str:
    """The sentence without the whole of which a part is told: "three of the missing were found" counts no missing."""
    source = "|".join(lexicon(language, "questions").list("whole")) or "(?!)"
    kept, end = "", 0
    for figure in answer_types.spans(Kind.NUMBER, text, language):
        if figure.start >= end and (said := re.compile(rf"\s(?:{source})\s+[^\W\d_]+").match(text, figure.end)):
            kept, end = kept + text[end : figure.end], said.end()
    return kept + text[end:]
