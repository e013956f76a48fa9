"""Every slice of a sentence that might be what a "what" asks for, and what speaks for it, feature by feature.

A linear model over all slices, as the baseline of Rajpurkar et al. (2016), "SQuAD: 100,000+ Questions for Machine
Comprehension of Text", without its parser: what stands at the edges of a slice, in it, and how near the words of the
question are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import log

from corpus.analysis.linear_model import Registry
from corpus.analysis.spelling import stems
from corpus.ask import answer_types
from corpus.ask.answer_words import Token
from corpus.ask.question import Kind, Question, Side
from corpus.languages import lexicon
from corpus.model import Span

Features = dict[str, float]

# The classes of words, and the lists of `questions.toml` that hold them; a later one wins.
_LISTS = {
    "preposition": "prepositions",
    "article": "articles",
    "auxiliary": "verbs",
    "and": "ands",
    "by": "by",
    "of": "of_words",
    "clause": "clause_words",
    "to": "to",
    "as": "as_words",
    "pronoun": "pronouns",
}
_SHAPES = ("term", "small", "number", "name", "adverb", "participle", "gerund", "word")  # of a word in none of them
_EDGES = ("start", "end", "punctuation")
_INSIDE = ("auxiliary", "clause", "by", "preposition", "of", "and", "to")
_TYPES = (Kind.WHEN, Kind.NUMBER, Kind.WHO, Kind.WHY)
_MONEY = "$£€¥"
_OPENING, _CLOSING = '“"«„', '”"»“,.'

SLICES = Registry(
    {
        "length": "the logarithm of its words",
        "one word": "it is one word",
        "breaks": "commas in it",
        "before {part}": "the word before it, or that there is none",
        "behind {part}": "the word behind it, or that there is none",
        "first {part}": "its first word",
        "last {part}": "its last word",
        "in {inside}": "how many such words stand in it, the first excepted",
        "asked words in it": "words of the question in it",
        "names": "the share of names among its words",
        "cut name before": "a name goes on before it",
        "cut name behind": "a name goes on behind it",
        "near all asked": "nearness to all words of the question outside, in the mean",
        "behind verb": "it stands behind the verb of the question",
        "near first": "nearness to the first word of the question",
        "behind first": "it stands behind that word",
        "near last": "nearness to the last word of the question",
        "near focus": "nearness to what is asked for: which *river*",
        "before focus": "it stands right before what is asked for",
        "on the side": "on the side of the verb where the answer is expected",
        "is {type}": "it is a day, a figure, a name or a reason",
        "has {type}": "a part of it is",
        "quoted": "it stands between quotation marks",
        "rule {rule}": "how much of it is what a rule for the form of the question finds",
    },
    part=(*_LISTS, *_SHAPES, *_EDGES),
    inside=_INSIDE,
    type=_TYPES,
    rule=("told", "object", "around"),
)


@dataclass(frozen=True, slots=True)
class SliceRules:
    """Which slices are looked at. Set by hand before the weights were fitted; a change wants them fitted again."""

    words: int = 12  # of a slice, at most
    breaks: int = 2  # commas in it, at most
    edge: int = 4  # characters, at most, by which a slice and a day or a figure may begin apart
    end: int = 2  # and end apart


_RULES = SliceRules()


class Slices:
    """The slices of one sentence, with their features."""

    def __init__(
        self, question: Question, text: str, language: str, tokens: Sequence[Token], rules: dict[str, Span | None]
    ) -> None:
        self.text, self.tokens, self.question = text, tokens, question
        self.parts = [_part(token, text, language) for token in tokens]
        self.before = _edges("before", ["start", *self.parts], [False, *(token.closed for token in tokens[1:])])
        self.behind = _edges("behind", [*self.parts[1:], "end"], [*(token.closed for token in tokens[1:]), False])
        self.commas = [
            not at or re.fullmatch(r",\s*", text[tokens[at - 1].end : token.start]) is not None
            for at, token in enumerate(tokens)
        ]
        self.terms = [at for at, token in enumerate(tokens) if token.term is not None]
        self.known = [0, *accumulate(token.term is not None for token in tokens)]
        self.full = [0, *accumulate(not token.empty for token in tokens)]
        self.names = [0, *accumulate(part == "name" for part in self.parts)]
        self.counts = {kind: [0, *accumulate(part == kind for part in self.parts)] for kind in _INSIDE}
        self.rules = {name: span for name, span in rules.items() if span is not None}
        self.types = {kind: list(answer_types.spans(kind, text, language)) for kind in _TYPES}
        self.focus = self._focus(question, language)

    def _focus(self, question: Question, language: str) -> list[int]:
        wanted = set(stems([question.focus], question.language)) if question.focus else set()
        return [at for at, token in enumerate(self.tokens) if wanted.intersection(stems([token.word], language))]

    def all(self, verb: int | None) -> Iterator[tuple[Span, Features]]:
        """`verb`: the number of the term that is the verb of the question."""
        told = [token.term for token in self.tokens if token.term is not None]
        landmarks = {
            "verb": self._places(verb),
            "first": self._places(0),
            "last": self._places(max(told, default=0)),
            "focus": self.focus,
        }
        for first, last in self._bounds():
            yield self._whole(first, last), self._features(first, last, landmarks)

    def _whole(self, first: int, last: int) -> Span:
        """With its article, with the "one" of "one gram", which is a little word, and with the signs of money and of
        per cent beside it, which are no words."""
        start, end = self.tokens[first].start, self.tokens[last].end
        little = (
            self.tokens[first - 1] if first and self.tokens[first - 1].empty and not self.tokens[first].closed else None
        )
        if little and (self.parts[first - 1] == "article" or self._is_number(little)):
            start = little.start
        money, behind = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        stop = behind == "." and self.text[end - 2 : end - 1] == "."  # of "U.S."
        return Span(start - (money != "" and money in _MONEY), end + (behind == "%" or stop))

    def _places(self, term: int | None) -> list[int]:
        return [at for at in self.terms if self.tokens[at].term == term]

    def _bounds(self) -> Iterator[tuple[int, int]]:
        """The first and the last word of each: no function word at an edge, and something new."""
        for first, token in enumerate(self.tokens):
            if self.parts[first] == "article" or (token.empty and self.parts[first] != "to"):
                continue
            breaks = 0
            for last in range(first, min(len(self.tokens), first + _RULES.words)):
                if last > first and self.tokens[last].closed:
                    breaks += 1
                    if not self.commas[last] or breaks > _RULES.breaks:
                        break
                new = self.full[last + 1] - self.full[first] - (self.known[last + 1] - self.known[first])
                if not self.tokens[last].empty and new > 0:
                    yield first, last

    def _is_number(self, token: Token) -> bool:
        return any(one.start == token.start and one.end >= token.end for one in self.types[Kind.NUMBER])

    def _features(self, first: int, last: int, landmarks: dict[str, list[int]]) -> Features:
        length, full = last - first + 1, self.full[last + 1] - self.full[first]
        before, behind = self.before[first], self.behind[last]
        names = self.names[last + 1] - self.names[first]
        found: Features = {
            "length": log(length),
            "one word": length == 1,
            "breaks": sum(token.closed for token in self.tokens[first + 1 : last + 1]),
            before: 1.0,
            behind: 1.0,
            f"first {self.parts[first]}": 1.0,
            f"last {self.parts[last]}": 1.0,
            "asked words in it": self.known[last + 1] - self.known[first],
            "names": names / full,
            "cut name before": self.parts[first] == "name" and before == "before name",
            "cut name behind": self.parts[last] == "name" and behind == "behind name",
        }
        for kind in _INSIDE:
            found[f"in {kind}"] = self.counts[kind][last + 1] - self.counts[kind][first + 1]
        found |= self._nearness(first, last, landmarks)
        found |= self._of_kinds(Span(self.tokens[first].start, self.tokens[last].end))
        return {name: float(value) for name, value in found.items() if value}

    def _nearness(self, first: int, last: int, landmarks: dict[str, list[int]]) -> Features:
        gaps = [_gap(at, first, last) for at in self.terms if not first <= at <= last]
        found: Features = {}
        if gaps:
            found["near all asked"] = sum(1 / (1 + gap) for gap in gaps) / (1 + len(self.terms))
        for name, places in landmarks.items():
            if places:
                nearest = min(places, key=lambda at: _gap(at, first, last))
                if name != "verb":
                    found[f"near {name}"] = 1 / (1 + _gap(nearest, first, last))
                if name in ("verb", "first"):
                    found[f"behind {name}"] = nearest < first
                if name == "focus":
                    found["before focus"] = nearest == last + 1
        if self.question.side != Side.EITHER and self.terms:
            after = self.question.side == Side.AFTER
            found["on the side"] = self.terms[0] < first if after else self.terms[-1] > last
        return found

    def _of_kinds(self, span: Span) -> Features:
        found: Features = {}
        for kind, spans in self.types.items():
            if any(_same(span, one) for one in spans):
                found[f"is {kind}"] = 1.0
            elif any(span.overlaps(one) for one in spans):
                found[f"has {kind}"] = 1.0
        for name, one in self.rules.items():
            shared = min(span.end, one.end) - max(span.start, one.start)
            if shared > 0:
                found[f"rule {name}"] = 2 * shared / (len(span) + len(one))
        opening = self.text[span.start - 1 : span.start]
        closing = self.text[span.end : span.end + 1]
        found["quoted"] = bool(opening and closing) and opening in _OPENING and closing in _CLOSING
        return found


def _gap(at: int, first: int, last: int) -> int:
    return max(first - at, at - last, 0)


def _same(one: Span, other: Span) -> bool:
    return abs(one.start - other.start) <= _RULES.edge and abs(one.end - other.end) <= _RULES.end


def _edges(side: str, parts: Sequence[str], closed: Sequence[bool]) -> list[str]:
    """What stands beside each word."""
    return [
        f"{side} {'punctuation' if parted else part}" for part, parted in zip(parts[: len(closed)], closed, strict=True)
    ]


def _part(token: Token, text: str, language: str) -> str:
    """The class of a word: by the lists, else by its shape."""
    if listed := _classes(language).get(token.word):
        return listed
    if token.term is not None:
        return "term"
    if token.empty:
        return "small"
    first = text[token.start]
    if first.isdigit():
        return "number"
    if first.isupper():
        return "name"
    endings = lexicon(language, "questions").table("word_endings")
    return next((shape for shape, ending in endings.items() if token.word.endswith(ending)), "word")


@lru_cache(maxsize=16)
def _classes(language: str) -> dict[str, str]:
    listed = lexicon(language, "questions")
    return {word: name for name, key in _LISTS.items() for word in listed.words(key)}
