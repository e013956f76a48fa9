"""Whether a sentence states what a thing is in so many words: "The limit is 1 microgram", "the cap will be 33"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask.question import Kind, Question
from corpus.languages import lexicon

_ASKED = frozenset({Kind.WHAT, Kind.DEFINITION, Kind.NUMBER, Kind.WHICH})
_WORD = re.compile(r"[^\W_]+")


def thing(question: Question) -> frozenset[str]:
    """The stems of the noun of "what is the legal limit for benzene", "how high is the price cap"; none where another
    thing is asked."""
    listed = lexicon(question.language, "questions")
    said = words(question.text)
    at = next((n for n, word in enumerate(said) if word in listed.words("copulas")), None)
    other = question.focus and question.focus not in listed.words("copulas")  # "quelle est la limite"
    if question.kind not in _ASKED or other or at is None or at > 2:
        return frozenset()
    stops = listed.words("prepositions") | listed.words("of_words")
    phrase = list(takewhile(lambda word: word not in stops, said[at + 1 :]))
    terms = {one.word: one.stems for one in question.terms}
    if not phrase or not all(word in terms or word in listed.words("the_words") for word in phrase):
        return frozenset()
    return terms.get(phrase[-1], frozenset())


def stated(question: Question, text: str, language: str) -> bool:
    """Whether a verb of being stands right behind it and a figure behind that."""
    sought = thing(question)
    return bool(sought) and any(_is_so(text, end, language) for end in _places(sought, text, language))


def _places(sought: frozenset[str], text: str, language: str) -> Iterable[int]:
    found = list(_WORD.finditer(text))
    met = stems([word for one in found for word in words(one[0])[:1]], language)
    return [one.end() for one, stem in zip(found, met, strict=True) if stem in sought]


def _is_so(text: str, end: int, language: str) -> bool:
    source = lexicon(language, "questions").text("stating")
    return bool(source and re.match(source, text[end:], re.IGNORECASE))
