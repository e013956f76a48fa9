"""Whose act a sentence tells: who accepted the resignation did not resign."""

from __future__ import annotations

from itertools import pairwise

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.ask.question import Kind, Question, Term
from corpus.languages import lexicon

_ASKING = frozenset({Kind.YES_NO, Kind.WHEN, Kind.WHY})


def anothers(question: Question, text: str, language: str) -> bool:
    """Whether what somebody is asked to have done stands there only as a thing, behind the name of who does something
    with it: "Okafor accepted the resignation"."""
    act = _act(question)
    if act is None:
        return False
    listed = lexicon(language, "questions")
    said = words(text)
    places = [at for at, stem in enumerate(stems(said, language)) if stem in act.stems]
    named = [at for at, word in enumerate(said) if word in question.names]
    the, of = listed.words("the_words"), listed.words("of_words")
    return bool(places and named) and all(
        at and said[at - 1] in the and min(named) < at and not (said[at + 1 : at + 2] and said[at + 1] in of)
        for at in places
    )


def _act(question: Question) -> Term | None:
    """The verb right beside the name of who is asked to have done it."""
    helpers = lexicon(question.language, "questions").words("helpers")
    if question.kind not in _ASKING or not question.names or (helpers and helpers.isdisjoint(question.words)):
        return None
    act = next((one for one in question.terms if one.word not in question.names), None)
    pairs = set(pairwise(words(question.text)))
    the = lexicon(question.language, "questions").words("the_words")
    if any((small, name) in pairs for small in the for name in question.names):  # "did the Marsh report help"
        return None
    beside = act and any((name, act.word) in pairs or (act.word, name) in pairs for name in question.names)
    return act if beside else None
