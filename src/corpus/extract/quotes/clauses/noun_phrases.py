"""Whether words beside a cue name somebody, or are a clause or an adverb that no editor would call a speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.extract.quotes.cues.function_words import Grammar

_CONTRACTED = re.compile(r"\w+['’](?:ve|re|ll|m|d|t)")


def names_nobody(words: Sequence[re.Match[str]], rules: Grammar) -> bool:
    """ "También se refirió a la tregua", "no obstante", "el 16 por ciento los cometen los menores"."""
    if not rules.clauses:
        return False
    lows = [word[0].lower() for word in words]
    if all(low in rules.little or low in rules.clauses for low in lows) or lows[0] in rules.clauses:
        return True
    if len(words) == 1 and words[0][0].islower() and not lows[0].endswith("s") and lows[0] not in rules.titles:
        return True  # a noun of its own is somebody only where it is several: "fuentes", "vecinos"
    return _verb(lows[0], rules) or any(_tells(lows, at, rules) for at in range(1, len(lows)))


def trimmed(words: str, rules: Grammar) -> str:
    """The phrase without what no noun phrase ends with: "das Ministerium weiter bekannt", "said the union on"."""
    found = words.split(" ")
    while len(found) > 1 and _trails(found[-1], rules):
        found.pop()
    return " ".join(found)


def _trails(word: str, rules: Grammar) -> bool:
    low = word.lower()
    if low in rules.prepositions or low in rules.determiners or low in rules.helpers or low in rules.joins:
        return True
    return bool(rules.nominatives) and word.isalpha() and word.islower()  # a German noun phrase ends with its noun


def cannot_speak(words: str, rules: Grammar) -> bool:
    """ "heißt es", "We've", "An earlier version of this article": no noun phrase, or none whose head speaks."""
    lows = [word.lower().strip(",.") for word in words.split()]
    if len(lows) == 1 and lows[0] in rules.pronouns:
        return lows[0] in rules.impersonal
    if (
        not lows
        or _CONTRACTED.fullmatch(lows[0])
        or _is(lows[0], rules)
        or lows[-1] in rules.little
        or lows[0] in rules.impersonal
    ):
        return True
    if any(low in rules.be for low in lows[1:]) or (rules.gerund and lows[0] in rules.helpers and len(lows) > 1):
        return True  # "has Ward"
    end = next((at for at, low in enumerate(lows) if at and low in rules.prepositions), len(lows))
    return lows[end - 1] in rules.mute


def _is(low: str, rules: Grammar) -> bool:
    """It's, there's: no owner, but a verb."""
    word, mark, rest = low.replace("’", "'").partition("'")
    return bool(mark) and rest == "s" and (word in rules.pronouns or word in rules.impersonal or word in rules.that)


def _tells(lows: Sequence[str], at: int, rules: Grammar) -> bool:
    """Whether this word has a verb, or is one: a verb of its endings, "no", "se", an article with no noun to come."""
    low, before = lows[at], lows[at - 1]
    if low in rules.clauses and low not in rules.determiners:
        return True
    if low in rules.definite:
        return before not in rules.little and not before.endswith(("odos", "odas"))
    return _verb(low, rules)


def _verb(low: str, rules: Grammar) -> bool:
    return len(low) > 4 and low.endswith(tuple(rules.past))
