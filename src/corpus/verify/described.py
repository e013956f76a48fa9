"""Whether words that say who is speaking, without a name, can mean somebody who is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.analysis.folding import fold, words
from corpus.languages import lexicon
from corpus.verify.names import named
from corpus.verify.vocabulary import vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:['’]s\b)?")


_NOUN_LAST = frozenset({"en", "de"})


@dataclass(frozen=True, slots=True)
class CompoundSize:
    """Which German nouns may end a compound. Set by hand: shorter ones end words by chance."""

    letters: int = 5  # of the shortest: Hafenbehörde
    stem: int = 6  # letters of an adjective that tell it whatever its ending: ehemalige, ehemaliger


_COMPOUND = CompoundSize()


def is_new(phrase: str) -> bool:
    """Whether it brings in somebody who was not there before: a spokesman for the mayor's office."""
    return fold(phrase.split()[0]) in vocabulary().indefinite if phrase.split() else False


def is_body(phrase: str, language: str) -> bool:
    """Whether it is no person: the port authority, but not the authority's chairman."""
    known, groups = vocabulary(), tuple(map(fold, lexicon(language, "cues").words("groups")))
    head: list[str] = []
    for word in map(fold, _WORD.findall(phrase)):
        behind = word in known.determiners and not known.determiners.issuperset(head)  # der Sprecher | der Behörde
        if behind or word in known.prepositions - known.determiners:
            break
        head.append(word)
    ends = tuple(group for group in groups if len(group) >= _COMPOUND.letters) if language == "de" else ()
    bodies = [word in groups or (bool(ends) and word.endswith(ends)) for word in head]
    telling = [body for word, body in zip(head, bodies, strict=True) if body or known.is_title(word)]
    noun = -1 if language in _NOUN_LAST else 0  # the student council, the council president
    return bool(telling) and telling[noun]


def qualified(office: Iterable[str]) -> frozenset[str]:
    """How the office is not held in full: former, acting, stellvertretend; whatever its ending."""
    found = (word for word in office if word in vocabulary().qualifiers)
    return frozenset(word[: _COMPOUND.stem] for word in found)


def titles(phrase: str) -> frozenset[str]:
    """The offices in a phrase; who came before or after somebody holds any."""
    known = vocabulary()
    return (
        frozenset(word for word in words(phrase) if known.is_title(word))
        - known.verbs
        - known.qualifiers
        - known.successions
    )


def names(phrase: str) -> bool:
    """Whether there is more than an office in it: German writes that with a capital, too."""
    known = vocabulary()
    found = (word for name in named(phrase).names for word in name)
    return any(not known.is_title(word) and word not in known.successions for word in found)


def sex(listed: Sequence[str], language: str) -> str | None:
    """Which sex the first pronoun among these words tells: er, she; sie with a plural verb tells none."""
    known = lexicon(language, "pronouns")
    pronouns = frozenset(map(fold, known.words("persons")))
    plural = language == "de" and any(word.endswith("en") for word in listed)
    for word in listed:
        for told in ("male", "female"):
            if word in pronouns and word in set(map(fold, known.words(told))) and not plural:
                return told
    return None


def office(role: str, language: str) -> list[str]:
    """The words of what somebody is, without what a relative clause adds: a councillor who knows the commissioner."""
    ends = lexicon(language, "frames").words("relatives") - lexicon(language, "cues").words("determiners")
    listed = words(role)
    at = next((at for at, word in enumerate(listed) if word in ends), len(listed))
    return listed[:at]
