"""The shortest slice of a sentence that answers: of the asked kind, next to what the question says; where a "what" may
be answered with anything, the one for which a fitted model speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis.folding import words
from corpus.analysis.linear_model import LinearModel, shares
from corpus.analysis.spelling import stems
from corpus.ask import answer_of_kind as of_kind
from corpus.ask.answer_slices import Features, Slices
from corpus.ask.answer_words import WEIGHTS, Token, stranded_word, tokens_of
from corpus.ask.question import Kind, Question
from corpus.languages import fitted, lexicon
from corpus.model import Span

_OPEN = frozenset({Kind.WHAT, Kind.WHICH, Kind.ACCORDING})
_TYPED = frozenset({Kind.WHEN, Kind.NUMBER, Kind.DURATION, Kind.WHERE, Kind.WHO, Kind.PERSON, Kind.WHY})


class Marked(NamedTuple):
    """The slice that answers, and how likely it is, 0 to 1: the share of the slices that are much the same."""

    span: Span
    likely: float


def answer(question: Question, text: str, language: str) -> Span | None:
    """The same without how likely it is."""
    found = marked(question, text, language)
    return found.span if found else None


def marked(question: Question, text: str, language: str, people: Sequence[Span] = ()) -> Marked | None:
    """The answer within the sentence; None where no slice stands out, where the answer would be yes or no, and where
    it would be somebody's words, which are quotations. `people`: where in the sentence people are named, as far as that
    is known."""
    if question.kind in (Kind.YES_NO, Kind.SAID) or (question.kind in _OPEN and _asks_manner(question)):
        return None
    tokens = tokens_of(question, text, language)
    if _model(language) and question.language == language and open_ended(question):
        found = likeliest(slices(question, text, language, tokens), _model(language))
        return found and found._replace(span=_whole(question, found.span, tokens, text, language))
    span = _by_rule(question, text, tokens, language, people)
    return Marked(span, 1.0) if span else None


def _whole(question: Question, span: Span, tokens: list[Token], text: str, language: str) -> Span:
    """With the rest of a name, or of a clause right behind the asked verb: "denied that her office had known"."""
    at = next((n for n, token in enumerate(tokens) if token.start >= span.start), 0)
    that = lexicon(language, "questions").words("subclause")
    if (
        at > 1
        and tokens[at - 1].word in that
        and tokens[at - 2].term is not None
        and tokens[at - 2].term == verb(question)
    ):
        return _clause(text, tokens[at - 1].start, language) or span
    return _whole_name(span, tokens, text)


def _whole_name(span: Span, tokens: list[Token], text: str) -> Span:
    """With the rest of a name that goes on behind it: "St Brigid's Hospital", where the question says "hospital"."""
    last = next((token for token in reversed(tokens) if token.end <= span.end), None)
    if last is None or not text[last.start].isupper():
        return span
    end = span.end
    for token in tokens:
        if token.start >= end and token.start >= span.end:
            if token.closed or not text[token.start].isupper():
                break
            end = token.end
    return Span(span.start, end)


def open_ended(question: Question) -> bool:
    """Whether it may be answered with anything. "How did it burn" may not: that is told by a sentence."""
    return question.kind in _OPEN and not _asks_manner(question) and not _asks_for_several(question)


def _asks_for_several(question: Question) -> bool:
    """Whether "which tariffs" is asked: what they are called holds the word itself, "tariffs on salt"."""
    plural = lexicon(question.language, "questions").text("plural")
    return question.kind == Kind.WHICH and bool(plural) and question.focus.endswith(plural)


def _asks_manner(question: Question) -> bool:
    return words(question.text)[0] in lexicon(question.language, "questions").words("manner")


def slices(question: Question, text: str, language: str, tokens: list[Token]) -> list[tuple[Span, Features]]:
    """Every slice with its features."""
    rules = {
        "told": _told(question, text, tokens, language),
        "object": _object(question, tokens, language),
        "around": _around(question, tokens, language),
    }
    return list(Slices(question, text, language, tokens, rules).all(verb(question)))


def likeliest(found: list[tuple[Span, Features]], model: LinearModel) -> Marked | None:
    """The slice for which most speaks."""
    totals = [model.measured(features.items()) for _, features in found]
    if not totals:
        return None
    best = found[max(range(len(totals)), key=totals.__getitem__)][0]
    each = list(shares(totals))
    alike = sum(share for share, (span, _) in zip(each, found, strict=True) if _much_the_same(span, best))
    return Marked(best, alike / sum(each))


def _much_the_same(one: Span, other: Span) -> bool:
    """Whether they share at least half of what they have (Dice)."""
    return 2 * (min(one.end, other.end) - max(one.start, other.start)) >= WEIGHTS.same * (len(one) + len(other))


@lru_cache(maxsize=16)
def _model(language: str) -> LinearModel:
    found = fitted("slices", language)
    return LinearModel(found.numbers("weights") if found.code == language else {})


def _by_rule(question: Question, text: str, tokens: list[Token], language: str, people: Sequence[Span]) -> Span | None:
    hits = [token for token in tokens if token.term is not None]
    agent = _agent(question, text, tokens, language)
    if agent:
        return agent
    if question.kind in _TYPED:
        return of_kind.nearest(question, text, language, hits, people)
    return (
        _around(question, tokens, language)
        or _told(question, text, tokens, language)
        or _object(question, tokens, language)
    )


def precise(question: Question, text: str, language: str) -> bool:
    """Whether the sentence says in so many words what is asked: "the limit is", "imports", "1,650 dockers"."""
    if question.kind == Kind.NUMBER and question.focus:
        counted = set(stems(words(question.focus), question.language))
        return any(
            not counted.isdisjoint(
                stems(words(text[span.end : span.end + WEIGHTS.beside])[: WEIGHTS.counted], language)
            )
            for span in of_kind.new(question, Kind.NUMBER, text, language)
        )
    if question.kind not in (Kind.WHAT, Kind.DEFINITION):
        return False
    tokens = tokens_of(question, text, language)
    return bool(_told(question, text, tokens, language) or _object(question, tokens, language))


def _agent(question: Question, text: str, tokens: list[Token], language: str) -> Span | None:
    """What follows "by" soon after the asked verb, or the preposition the question ends with."""
    passive = question.kind in (Kind.WHO, Kind.PERSON) and not _active(question, tokens, language)
    by = lexicon(language, "questions").words("by") if passive else frozenset()
    stranded = "" if question.kind in _TYPED else stranded_word(question)
    since = WEIGHTS.agent
    for token in tokens:
        since = 0 if token.term is not None else since + 1 + token.closed * WEIGHTS.agent
        if (0 < since <= WEIGHTS.agent and token.word in by) or (since == 1 and token.word == stranded):
            return _clause(text, token.end, language)
    return None


def _active(question: Question, tokens: list[Token], language: str) -> bool:
    """Whether the act stands there as the question has it: behind "pidió", "por" tells what for, not by whom."""
    first = lexicon(language, "questions").words("act_first") and question.language == language and question.terms
    return bool(first) and any(token.word == question.terms[0].word for token in tokens)


def _clause(text: str, start: int, language: str) -> Span | None:
    """From here to where the clause ends; a quotation that opens here, to where it closes."""
    while start < len(text) and text[start].isspace():
        start += 1
    closing = {"“": "”", '"': '"', "«": "»", "„": "“"}.get(text[start : start + 1])
    if closing and (end := text.find(closing, start + 1)) > 0:
        return Span(start + 1, end)
    found = _ending(language).search(text, start)
    end = found.start() if found else len(text)
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")%"):
        end -= 1
    return Span(start, end) if end > start else None


@lru_cache(maxsize=16)
def _ending(language: str) -> re.Pattern[str]:
    listed = "|".join(lexicon(language, "questions").list("clause")) or r"\b\B"
    ands = "|".join(lexicon(language, "questions").list("ands")) or r"\b\B"
    return re.compile(rf"[;:—–]|(?<![A-Z])\.(?=\s|$)|,\s+(?!(?:{ands})\b)(?=[^\W\d_A-ZÀ-Þ])|,?\s+(?:{listed})\b")


def _told(question: Question, text: str, tokens: list[Token], language: str) -> Span | None:
    """What follows "is" after the thing that is asked for: "what is the limit" by "the limit is 1 microgram"."""
    listed = lexicon(question.language, "questions")
    asked = words(question.text)
    if question.kind not in (Kind.DEFINITION, Kind.WHAT) or listed.words("verbs").isdisjoint(asked[1:2]):
        return None
    copulas, joints = (lexicon(language, "questions").words(key) for key in ("copulas", "joints"))
    met = [n for n, token in enumerate(tokens) if token.term is not None]
    for n in reversed(met):
        after = tokens[n + 1 : n + 1 + WEIGHTS.copula]
        if not after or after[0].word not in copulas | joints:
            continue  # "Kestrel said the bank was right" tells nothing of Kestrel
        at = next((token for token in after if token.word in copulas and not token.closed), None)
        if at is not None and (found := _clause(text, at.end, language)):
            return found
    return None


def _object(question: Question, tokens: list[Token], language: str) -> Span | None:
    """What follows the verb that was asked about, or stands before it where the question is of what was done to it."""
    asked = verb(question)
    if language != question.language and lexicon(question.language, "questions").words("act_first"):
        return None
    at = next((n for n, token in enumerate(tokens) if token.term is not None and token.term == asked), None)
    if asked is None or at is None:
        return None
    listed = lexicon(language, "questions")
    if _passive(question):
        return _subject(tokens, at, listed.words("verbs"), question)
    stops, verbs = listed.words("prepositions"), listed.words("verbs")
    last = at
    while last + 1 < len(tokens) and not tokens[last + 1].closed:
        following = tokens[last + 2].word if last + 2 < len(tokens) else ""
        ends = tokens[last + 1].word in stops or following in verbs
        if ends and last > at:
            break
        last += 1
    return _trimmed(tokens[at + 1 : last + 1][: WEIGHTS.longest], question)


def verb(question: Question) -> int | None:
    """The number of the term that is the verb of "what did she import": the last that is neither a name nor stands
    behind a preposition."""
    listed = lexicon(question.language, "questions")
    said = words(question.text)
    if listed.words("act_first"):  # «¿qué comieron los alumnos?»
        first = next((at for at, one in enumerate(question.terms) if one.word not in question.names), None)
        return first if question.kind == Kind.WHAT and len(said) > 1 and question.terms else None
    if listed.words("helpers").isdisjoint(said) and not _passive(question) and not listed.words("going") & set(said):
        return None
    numbers = {term.word: at for at, term in enumerate(question.terms)}
    going = not listed.words("going").isdisjoint(said)
    stops = listed.words("prepositions") - (listed.words("to") if going else frozenset())
    end = next((n for n, word in enumerate(said) if n > 2 and word in stops), len(said))
    found = [numbers[word] for word in said[:end] if word in numbers and word not in question.names]
    return found[-1] if found else None


def _passive(question: Question) -> bool:
    """Whether "what was found" is asked: what it was done to stands before the verb."""
    said = words(question.text)
    listed = lexicon(question.language, "questions")
    if not listed.words("going").isdisjoint(said):
        return False
    asked = {term.word for term in question.terms}
    return question.kind == Kind.WHAT and len(said) > 2 and said[1] in listed.words("passives") and said[2] in asked


def _subject(tokens: list[Token], at: int, verbs: frozenset[str], question: Question) -> Span | None:
    """The noun before "was found", over what is said aside between commas."""
    last = at
    while last and tokens[last - 1].word in verbs and not tokens[last].closed:
        last -= 1
    if last and tokens[last].closed:  # an aside ends here: back to where it began
        last -= 1
        while last and not tokens[last].closed:
            last -= 1
    first = last
    while first and (first == last or not tokens[first].closed) and not tokens[first - 1].empty:
        first -= 1
    return _trimmed(tokens[first:last], question) if first < last else None


def _around(question: Question, tokens: list[Token], language: str) -> Span | None:
    """The phrase the asked thing stands in: "U.S. tariffs on farm products" for "which tariffs"."""
    if question.kind not in (Kind.WHICH, Kind.TOPIC):
        return None
    wanted = set(stems(words(question.focus or question.topic), question.language))
    at = next((n for n, token in enumerate(tokens) if wanted.intersection(stems([token.word], language))), None)
    if at is None:
        return None
    joints = lexicon(language, "questions").words("joints")
    first = last = at
    topic = question.kind == Kind.TOPIC  # "the passage of exports", where a "which" asks for what the thing is called
    while first and not tokens[first].closed and (topic or first > at - WEIGHTS.before):
        if tokens[first - 1].empty and not (topic and tokens[first - 1].word in joints):
            break
        first -= 1
    while last + 1 < len(tokens) and not tokens[last + 1].closed and _joins(tokens[last + 1], joints):
        last += 1
    return _trimmed(tokens[first : last + 1], question)


def _joins(token: Token, joints: frozenset[str]) -> bool:
    return not token.empty or token.word in joints


def _trimmed(piece: list[Token], question: Question) -> Span | None:
    """Without function words at the ends, an article at the start excepted."""
    articles = lexicon(question.language, "questions").words("articles")
    first, last = 0, len(piece)
    while last > first and piece[last - 1].empty:
        last -= 1
    while first < last and piece[first].empty and piece[first].word not in articles:
        first += 1
    if first == last or all(token.term is not None or token.empty for token in piece[first:last]):
        return None
    return Span(piece[first].start, piece[last - 1].end)
