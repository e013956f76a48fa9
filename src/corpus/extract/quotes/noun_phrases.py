"""Whether words beside a cue name somebody, or are a clause or an adverb that no editor would call a speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.extract.quotes.function_words import Grammar


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
