"""Whether words beside a cue name somebody, or are a clause or an adverb that no editor would call a speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.extract.quotes.cues.function_words import Grammar
from corpus.model import Mention, MentionKind, Span

_CONTRACTED = re.compile(r"\w+['’](?:ve|re|ll|m|d|t)")


def names_nobody(words: Sequence[re.Match[str]], rules: Grammar) -> bool:
    """Whether the words beside a cue name nobody: "También se refirió a la tregua", "no obstante", "el 16 por
    ciento los cometen los menores"."""
    if not rules.clauses:
        return False
    lows = [word[0].lower() for word in words]
    if all(low in rules.little or low in rules.clauses for low in lows) or lows[0] in rules.clauses:
        return True
    if len(words) == 1 and words[0][0].islower() and not lows[0].endswith("s") and lows[0] not in rules.titles:
        return True  # a noun of its own is somebody only where it is several: "fuentes", "vecinos"
    return _verb(lows[0], rules) or any(_tells(lows, at, rules) for at in range(1, len(lows)))


def bounds(words: str, rules: Grammar) -> tuple[int, int]:
    """Where in the words the noun phrase begins and ends: without what none ends with ("das Ministerium weiter
    bekannt", "said the union on"), and what a German one is read together with ("hatte VW-Chef Lauer in einem Brief",
    "das Gericht seine Entscheidung")."""
    found = words.split(" ")
    if rules.nominatives:
        skipped = next((at for at, word in enumerate(found) if not _leads(word, rules)), 0)
        found = [*found[:skipped], *_first_noun_phrase(found[skipped:], rules)]
    else:
        skipped = 0
    while len(found) > skipped + 1 and _trails(found[-1], rules):
        found.pop()
    begin = sum(len(word) + 1 for word in found[:skipped])
    return begin, len(" ".join(found))


def _leads(word: str, rules: Grammar) -> bool:
    """What stands before a German noun phrase and is no part of it: wie, hatte, sowie."""
    low = word.lower()
    if low in rules.determiners:
        return False
    return low in rules.helpers or low in rules.finite or low in rules.coordinators


def _first_noun_phrase(found: list[str], rules: Grammar) -> list[str]:
    """German words up to a verb, a second subject or object, or a preposition that ties nothing to a noun."""
    for at in range(1, len(found)):
        word, before = found[at], found[at - 1]
        parts = word in rules.be or word in rules.finite
        second = at > 1 and word in rules.determiners and word not in rules.contracted and before[:1].isupper()
        turns = word in rules.prepositions and word not in rules.tying
        if (parts or second or turns) and any(one[:1].isupper() for one in found[:at]):
            return found[:at]
    return found


def name_at_end(text: str, span: Span, mentions: Sequence[Mention], rules: Grammar) -> Mention | None:
    """Karl Brandt, of "Minister Karl Brandt": who spoke, once what stood around is cut; but not "für den Brandt"."""
    first = span.of(text).split()[0].lower()
    if first in rules.objects or first in rules.prepositions:
        return None
    inside = (one for one in mentions if one.kind is MentionKind.NAME and one.span in span)
    return next((one for one in inside if one.span.end == span.end), None)


def is_compound_body(words: str, rules: Grammar) -> bool:
    """Die Bundesregierung: German writes as one word what kind of body it is."""
    return bool(rules.nominatives) and words.lower().endswith(tuple(rules.groups))


def _trails(word: str, rules: Grammar) -> bool:
    low = word.lower()
    if low in rules.prepositions or low in rules.determiners or low in rules.helpers or low in rules.joins:
        return True
    return bool(rules.nominatives) and word.isalpha() and word.islower()  # a German noun phrase ends with its noun


def cannot_speak(words: str, rules: Grammar) -> bool:
    """Whether words are no noun phrase, or one whose head cannot speak: "heißt es", "We've", "An earlier version of
    this article"."""
    lows = [word.lower().strip(",.") for word in words.split()]
    if len(lows) == 1 and lows[0] in rules.pronouns:
        return lows[0] in rules.impersonal
    if rules.nominatives and (lows[0] in rules.prepositions or not any(word[:1].isupper() for word in words.split())):
        return lows[0] not in rules.nominatives  # "worden", "in einem Interview"; but "mehrere", "viele"
    if (
        not lows
        or lows[0].startswith("-")
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
    """Whether the s is a verb and owns nothing: it's, there's."""
    word, mark, rest = low.replace("’", "'").partition("'")
    return bool(mark) and rest == "s" and (word in rules.pronouns or word in rules.impersonal or word in rules.that)


def _tells(lows: Sequence[str], at: int, rules: Grammar) -> bool:
    """Whether a verb stands here, by its ending or by what is around it: "no", "se", an article that no noun
    follows."""
    low, before = lows[at], lows[at - 1]
    if low in rules.clauses and low not in rules.determiners:
        return True
    if low in rules.definite:
        return before not in rules.little and not before.endswith(("odos", "odas"))
    return _verb(low, rules)


def _verb(low: str, rules: Grammar) -> bool:
    return len(low) > 4 and low.endswith(tuple(rules.past))
