"""What a sentence only leads to: a printed question is no answer, what follows it is; so with a correction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.index import Passage
from corpus.languages import lexicon

_QUESTION = re.compile(r"\?[\"”’»)\]*_\s]*$")
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")  # "(LAUGHTER)"
_LABEL = re.compile(r"(?:[^\Wa-zß-ÿ_][^\Wa-zß-ÿ_.’'()-]*(?: |(?=:))){1,6}: *")  # "DAME RUTH OKELLO:"


@dataclass(frozen=True, slots=True)
class TurnLimits:
    """How far behind a printed question its answer stands. Set by hand."""

    following: int = 2  # sentences after a question that may answer it


_LIMITS = TurnLimits()


def answering(passage: Passage, at: int) -> tuple[int, ...]:
    """The numbers of the sentences that say what this one is about: itself, unless it asks or takes something back."""
    text, language = passage.article.text, passage.article.language
    said = passage.sentences[at][0].of(text)
    if is_question(said):
        return _after(passage, at, _LIMITS.following)
    if takes_back(said, language):
        return _after(passage, at, 1) or (at,)
    return (at,)


def label(said: str) -> int:
    """How long the name is that a transcript puts before what somebody says."""
    found = _LABEL.match(said)
    return found.end() if found else 0


def is_question(said: str) -> bool:
    return bool(_QUESTION.search(said))


def takes_back(said: str, language: str) -> bool:
    """Whether a sentence tells what was printed before and was wrong."""
    found = _correction(language)
    return bool(found and found.search(said))


def _after(passage: Passage, at: int, many: int) -> tuple[int, ...]:
    text = passage.article.text
    following = []
    for place in range(at + 1, len(passage.sentences)):
        said = passage.sentences[place][0].of(text)
        if is_question(said):
            break
        if not _ASIDE.fullmatch(said):
            following.append(place)
        if len(following) == many:
            break
    return tuple(following)


@lru_cache(maxsize=16)
def _correction(language: str) -> re.Pattern[str] | None:
    source = lexicon(language, "questions").table("corrections").get("earlier")
    return re.compile(source) if source else None
