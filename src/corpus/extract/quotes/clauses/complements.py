"""Passes over what may stand between a cue and whoever speaks behind it: "dijo a la prensa, este martes, Ana"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.extract.quotes.cues.cue_words import CueKind
from corpus.extract.quotes.cues.function_words import Grammar
from corpus.model import Mention, MentionKind

Word = re.Match[str]
# what hardly has an object: "solicitaron ante el juez el aplazamiento" is not said by the delay
_SAYING = frozenset({CueKind.SAY, CueKind.REPORT, CueKind.TELL, CueKind.ASK, CueKind.ACCORDING})


def past(words: Sequence[Word], kind: CueKind, mentions: Sequence[Mention], rules: Grammar) -> int:
    """The place of the first word behind the words that tell to whom, where and when. 0 where there are no such words,
    or where nobody is named behind them."""
    if not rules.complements:
        return 0
    names = {mention.span.start: mention for mention in mentions if mention.kind is MentionKind.NAME}
    at = 0
    while at < len(words):
        low = words[at][0].lower()
        if low in rules.complements and not _is_article(words, at, rules):
            at = _past_phrase(words, at + 1, names, rules)
        elif _when(words, at, rules):
            at += 2 if low in rules.determiners else 1
        elif low == "," and at and _resumes(words, at + 1, names, rules):
            at += 1
        elif low == "," and (aside := _past_aside(words, at + 1, rules)):
            at = aside
        else:
            break
    somebody = at < len(words) and (kind in _SAYING or any(one.span.start == words[at].start() for one in mentions))
    return at if somebody and _begins(words, at, names, rules) else 0


def _is_article(words: Sequence[Word], at: int, rules: Grammar) -> bool:
    """Whether Portuguese "a" is an article: it is in "disse a mãe do menino Pedro Rocha", not in "disse a
    jornalistas"."""
    if words[at][0].lower() not in rules.determiners or at + 1 >= len(words):
        return False
    noun = words[at + 1][0].lower()
    return noun in rules.callings or noun in rules.kin


def _past_aside(words: Sequence[Word], at: int, rules: Grammar) -> int:
    """The place behind an aside between commas, 0 where none stands here: "tajante," of "dijo, tajante, la actriz
    Ana Gil"."""
    end = next((n for n in range(at, min(at + 3, len(words))) if words[n][0] == ","), at)
    said = [word[0] for word in words[at:end]]
    return end + 1 if said and all(one.islower() and one not in rules.joins for one in said) else 0


def _when(words: Sequence[Word], at: int, rules: Grammar) -> bool:
    """Whether a word tells when or how: ayer, oficialmente, este martes."""
    low = words[at][0].lower()
    if low in rules.adverbs or (rules.adverb and low.endswith(rules.adverb) and len(low) > 5):
        return True
    return low in rules.determiners and at + 1 < len(words) and words[at + 1][0].lower() in rules.adverbs


def _past_phrase(words: Sequence[Word], at: int, names: dict[int, Mention], rules: Grammar) -> int:
    """Where the noun phrase behind a preposition ends: at an article, a name, a pronoun, a sign."""
    due, proper = True, False  # the noun is still to come; it is a name
    while at < len(words):
        word, low = words[at][0], words[at][0].lower()
        if low in rules.of_words and not due:
            due = True
        elif due and low in rules.determiners:
            pass
        elif due:
            due, proper = False, word[0].isupper()
            at = _past_name(words, at, names) - 1
        elif words[at].start() in names or _ends(low, rules) or (proper and word.islower()):
            break  # "dijeron a Efe fuentes de la Policía": a name has no adjective
        at += 1
    return at


def _ends(low: str, rules: Grammar) -> bool:
    return low in rules.little or low in rules.complements or low in rules.adverbs or not low[0].isalnum()


def _past_name(words: Sequence[Word], at: int, names: dict[int, Mention]) -> int:
    """The place behind the name that stands here, or behind this one word."""
    name = names.get(words[at].start())
    if not name:
        return at + 1
    return next((n for n in range(at + 1, len(words)) if words[n].start() >= name.span.end), len(words))


def _resumes(words: Sequence[Word], at: int, names: dict[int, Mention], rules: Grammar) -> bool:
    """Whether behind a comma stands more of where and when, or a name."""
    if at >= len(words):
        return False
    return words[at].start() in names or words[at][0].lower() in rules.complements or _when(words, at, rules)


def _begins(words: Sequence[Word], at: int, names: dict[int, Mention], rules: Grammar) -> bool:
    """Whether a noun phrase begins here that may be whoever speaks."""
    word, low = words[at][0], words[at][0].lower()
    if low in rules.determiners or low in rules.pronouns or words[at].start() in names:
        return True
    return word[0].isalpha() and low not in rules.little and low not in rules.adverbs
