"""The shortest slice of a sentence that answers: of the asked kind, next to what the question says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask import answer_types
from corpus.ask.question import Kind, Question, Side
from corpus.index.passages import empty_words
from corpus.languages import lexicon
from corpus.model import Span

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_BREAK = re.compile(r"[,;:!?()\[\]“”\"«»—–…]|(?<![A-Z])\.(?=\s|$)|\s-\s")
_UNIT = re.compile(r"\s[^\W\d_]+")
_WHOLE = re.compile(r"\d+ of (?:its|the|their|his|her) $")  # "46 of its" 58
_AGE, _SIZE = "duration age", "number size"
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]+)\s+$")


@dataclass(frozen=True, slots=True)
class SpanWeights:
    """Where in a sentence the answer is looked for, and how much each kind of nearness counts beside nearness to all
    words of the question (1). Set by hand."""

    beside: int = 40  # characters behind a figure in which what is counted stands
    counted: int = 2  # words behind it
    units: int = 3  # words, at most, between two figures one of which came in place of the other
    copula: int = 6  # words, at most, between the asked thing and its “is”
    longest: int = 14  # words of an answer of no particular kind
    before: int = 3  # words before the asked thing that may belong to it
    agent: int = 4  # words, at most, between a verb and its “by”
    half: float = 25.0  # characters at which nearness counts half
    anchor: float = 0.5  # weight of nearness to the verb
    focus: float = 2.0  # weight of nearness to what is asked for
    side: float = 2.0  # weight of standing on the side where the answer is expected
    fresh: float = 0.1  # weight of each word that the question does not have, up to five
    named: float = 1.0  # weight of that side for an answer of a kind: who, where
    verb: float = 0.5  # weight of nearness to the verb, for the same
    follows: float = 1.0  # weight of a place behind the verb


_WEIGHTS = SpanWeights()

_TYPED = frozenset({Kind.WHEN, Kind.NUMBER, Kind.DURATION, Kind.WHERE, Kind.WHO, Kind.PERSON, Kind.WHY})
# What answers as well where nothing of the asked kind stands: "how long" by a date, "when" by "six years later".
_INSTEAD = {Kind.DURATION: (Kind.WHEN, Kind.NUMBER), Kind.WHEN: (Kind.DURATION,), Kind.WHERE: (Kind.WHO,)}


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    term: int | None  # the term of the question it is
    empty: bool
    closed: bool  # punctuation parts it from the word before


def answer(question: Question, text: str, language: str) -> Span | None:
    """The answer within the sentence; None where no slice stands out, where the answer would be yes or no, and where
    it would be somebody's words, which are quotations."""
    if question.kind in (Kind.YES_NO, Kind.SAID):
        return None
    tokens = _tokens(question, text, language)
    hits = [token for token in tokens if token.term is not None]
    agent = _agent(question, text, tokens, language)
    if agent:
        return agent
    if question.kind in _TYPED:
        return _typed(question, text, language, hits)
    return (
        _around(question, tokens, language)
        or _told(question, text, tokens, language)
        or _object(question, tokens, language)
        or _piece(question, tokens, language)
    )


def precise(question: Question, text: str, language: str) -> bool:
    """Whether the sentence says in so many words what is asked: "the limit is", "imports", "1,650 dockers"."""
    if question.kind == Kind.NUMBER and question.focus:
        counted = set(stems(words(question.focus), question.language))
        return any(
            not counted.isdisjoint(
                stems(words(text[span.end : span.end + _WEIGHTS.beside])[: _WEIGHTS.counted], language)
            )
            for span in _new(question, Kind.NUMBER, text, language)
        )
    if question.kind not in (Kind.WHAT, Kind.DEFINITION):
        return False
    tokens = _tokens(question, text, language)
    return bool(_told(question, text, tokens, language) or _object(question, tokens, language))


def _tokens(question: Question, text: str, language: str) -> list[_Token]:
    asked = {stem: at for at, term in enumerate(question.terms) for stem in term.stems}
    empty = empty_words(language)
    breaks = [found.start() for found in _BREAK.finditer(text)]
    tokens, seen = [], 0
    for found in _WORD.finditer(text):
        parts = words(found.group())
        met = [asked[stem] for stem in stems(parts, language) if stem in asked]
        closed = False
        while seen < len(breaks) and breaks[seen] < found.start():
            closed, seen = True, seen + 1
        word = " ".join(parts)
        tokens.append(_Token(found.start(), found.end(), word, met[0] if met else None, word in empty, closed))
    return tokens


# ---------------------------------------------------------------------- of a kind
def _typed(question: Question, text: str, language: str, hits: list[_Token]) -> Span | None:
    """The span of the kind that stands nearest to the question's words and says something new."""
    kinds = (_form(question), *_INSTEAD.get(question.kind, ()))
    if question.kind == Kind.DURATION and answer_types.measured(_SIZE, text, language):
        kinds = (Kind.DURATION, Kind.NUMBER, Kind.WHEN)  # "how long is the crack" asks for metres
    fresh = next((found for kind in kinds if (found := _new(question, kind, text, language))), [])
    if not fresh and question.kind == Kind.WHERE:
        fresh = [
            place
            for place in answer_types.places(text, language)
            if not question.words.issuperset(words(place.of(text)))
        ]
    if not fresh:
        return None
    best = max(fresh, key=lambda span: (_nearness(question, text, span, hits), -span.start))
    return _with_unit(question, text, best, language) if question.kind in (Kind.NUMBER, Kind.DURATION) else best


def _new(question: Question, kind: Kind, text: str, language: str) -> list[Span]:
    """The spans of the kind that say what the question does not; "at noon on Friday" is one, and of what was changed
    from one figure to another the other."""
    if question.measure == _AGE:
        return list(answer_types.ages(text, language))
    spans = list(answer_types.spans(kind, text, language))
    if kind == Kind.WHEN:
        spans = _joined(spans, text, language)
    if kind == Kind.NUMBER:
        times = list(answer_types.spans(Kind.WHEN, text, language))
        spans = [span for span in _changed(spans, text, language) if not any(span in time for time in times)]
    return [span for span in spans if answer_types.new(kind, span.of(text), language, question.words)]


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
        if before and before[1].lower() in since and between and between[-1] in to and len(between) <= _WEIGHTS.units:
            gone.add(one)
    return [span for span in spans if span not in gone]


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


def _nearness(question: Question, text: str, span: Span, hits: list[_Token]) -> float:
    near = sum(_near(span, hit) for hit in hits)
    if question.focus:
        following = words(text[span.end : span.end + 40])[:3]
        near += 2 * any(
            stem in stems(following, question.language) for stem in stems([question.focus], question.language)
        )
    if _form(question) == Kind.WHO and hits and question.side != Side.EITHER:
        verb = (min if question.side == Side.BEFORE else max)(hits, key=lambda token: token.term or 0)
        near += _WEIGHTS.named * ((span.start > verb.start) != (question.side == Side.BEFORE))
    if hits and question.kind in (Kind.WHERE, Kind.WHEN, Kind.NUMBER, Kind.DURATION):
        verb = max(hits, key=lambda token: token.term or 0)
        near += _WEIGHTS.verb * _near(span, verb) + _WEIGHTS.follows * (
            question.kind == Kind.WHERE and span.start > verb.start
        )
    last = _stranded(question)
    beside = words(text[max(0, span.start - 12) : span.start])[-1:] + words(span.of(text))[:1]
    return near + (last in beside) - 3 * (question.kind == Kind.NUMBER and bool(_WHOLE.search(text, 0, span.start)))


def _gap(span: Span, token: _Token) -> int:
    return max(0, token.start - span.end, span.start - token.end)


def _stranded(question: Question) -> str:
    """The preposition a question ends with: "with" of "whom did she talk with"."""
    last = words(question.text)[-1]
    return last if last in lexicon(question.language, "questions").words("prepositions") else ""


# ---------------------------------------------------------------------- of any kind
def _agent(question: Question, text: str, tokens: list[_Token], language: str) -> Span | None:
    """What follows "by" soon after the asked verb, or the preposition the question ends with."""
    by = lexicon(language, "questions").words("by") if question.kind in (Kind.WHO, Kind.PERSON) else frozenset()
    stranded = "" if question.kind in _TYPED else _stranded(question)
    since = _WEIGHTS.agent
    for token in tokens:
        since = 0 if token.term is not None else since + 1 + token.closed * _WEIGHTS.agent
        if (0 < since <= _WEIGHTS.agent and token.word in by) or (since == 1 and token.word == stranded):
            return _clause(text, token.end, language)
    return None


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


def _told(question: Question, text: str, tokens: list[_Token], language: str) -> Span | None:
    """What follows "is" after the thing that is asked for: "what is the limit" by "the limit is 1 microgram"."""
    listed = lexicon(question.language, "questions")
    asked = words(question.text)
    if question.kind not in (Kind.DEFINITION, Kind.WHAT) or listed.words("verbs").isdisjoint(asked[1:2]):
        return None
    copulas = lexicon(language, "questions").words("copulas")
    met = [n for n, token in enumerate(tokens) if token.term is not None]
    for n in reversed(met):
        after = tokens[n + 1 : n + 1 + _WEIGHTS.copula]
        at = next((token for token in after if token.word in copulas and not token.closed), None)
        if at is not None and (found := _clause(text, at.end, language)):
            return found
    return None


def _object(question: Question, tokens: list[_Token], language: str) -> Span | None:
    """What follows the verb that was asked about, or stands before it where the question is of what was done to it."""
    asked = verb(question)
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
    return _trimmed(tokens[at + 1 : last + 1][: _WEIGHTS.longest], question)


def verb(question: Question) -> int | None:
    """The number of the term that is the verb of "what did she import": the last that is neither a name nor stands
    behind a preposition."""
    listed = lexicon(question.language, "questions")
    said = words(question.text)
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


def _subject(tokens: list[_Token], at: int, verbs: frozenset[str], question: Question) -> Span | None:
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


def _around(question: Question, tokens: list[_Token], language: str) -> Span | None:
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
    while first and not tokens[first].closed and (topic or first > at - _WEIGHTS.before):
        if tokens[first - 1].empty and not (topic and tokens[first - 1].word in joints):
            break
        first -= 1
    while last + 1 < len(tokens) and not tokens[last + 1].closed and _joins(tokens[last + 1], joints):
        last += 1
    return _trimmed(tokens[first : last + 1], question)


def _joins(token: _Token, joints: frozenset[str]) -> bool:
    return not token.empty or token.word in joints


def _piece(question: Question, tokens: list[_Token], language: str) -> Span | None:
    """The stretch of new words nearest to the question's words, on the side of its verb where the answer stands."""
    pieces = list(_pieces(tokens))
    met = [token for token in tokens if token.term is not None]
    if not pieces or not met:
        return None
    anchor = (min if question.side == Side.BEFORE else max)(met, key=lambda token: token.term or 0)
    focus = [token for token in met if token.term is not None and question.terms[token.term].word == question.focus]
    best = max(pieces, key=lambda piece: _claim(question, piece, anchor, met, focus))
    return _trimmed(best[: _WEIGHTS.longest], question)


def _claim(question: Question, piece: list[_Token], anchor: _Token, met: list[_Token], focus: list[_Token]) -> float:
    span = Span(piece[0].start, piece[-1].end)
    near = sum(_near(span, token) for token in met) + _WEIGHTS.anchor * _near(span, anchor)
    near += _WEIGHTS.focus * max((_near(span, token) for token in focus), default=0.0)
    side = (span.start > anchor.start) != (question.side == Side.BEFORE)
    return near + _WEIGHTS.side * side + _WEIGHTS.fresh * min(sum(not token.empty for token in piece), 5)


def _near(span: Span, token: _Token) -> float:
    return 1 / (1 + _gap(span, token) / _WEIGHTS.half)


def _pieces(tokens: list[_Token]) -> Iterator[list[_Token]]:
    piece: list[_Token] = []
    for token in tokens:
        if piece and (token.closed or token.term is not None):
            if any(not known.empty for known in piece):
                yield piece
            piece = []
        if token.term is None:
            piece.append(token)
    if any(not known.empty for known in piece):
        yield piece


def _trimmed(piece: list[_Token], question: Question) -> Span | None:
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
