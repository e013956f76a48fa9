"""Who said something together: "said Ann Burton and Nick Lowe"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.quotes.cues.function_words import Grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.speakers.speaker_resolution import POSSESSIVE, Speaker
from corpus.model import Mention, MentionKind, Span

_ASIDE = re.compile(r", [^,;:!?“”\"«»\n]{2,60}(?=,)")  # "Ann Burton, a councillor, and"


@dataclass(frozen=True, slots=True)
class KinSize:
    """How long one may be named only by kin to the other of two speakers. Set by hand."""

    words: int = 4  # "her former deputy"


_KIN = KinSize()

_WORD = re.compile(r"[^\W_][\w’'-]*")
_ENDS = re.compile(r"\s*(?:$|[,;:.!?)—–\n“”\"»«-])")


def beside(text: str, statement: Statement, speaker: Speaker, cue: Span, rules: Grammar) -> tuple[Mention, ...]:
    """Everybody named as the speaker, in text order; empty where one speaks alone."""
    names = [mention for mention in statement.mentions if mention.kind is MentionKind.NAME and mention.person]
    at = next((number for number, mention in enumerate(names) if mention.span == speaker.span), None)
    if at is None or speaker.form != "name":
        return ()
    first = last = at
    while first > 0 and _joined(text, names[first - 1], names[first], rules):
        first -= 1
    while last + 1 < len(names) and _joined(text, names[last], names[last + 1], rules):
        last += 1
    chain = names[first : last + 1]
    whole = Span(chain[0].span.start, chain[-1].span.end)
    people = {mention.person for mention in chain}
    if (
        len(chain) < 2
        or len(people) < len(chain)
        or not _listed(text, chain)
        or not _alone(text, statement, whole, cue, rules)
    ):
        return ()
    return tuple(chain)


def _joined(text: str, one: Mention, other: Mention, rules: Grammar) -> bool:
    """Whether nothing but "and", a comma, an office stands between two names."""
    between = text[one.span.end : other.span.start]
    if between == ", ":
        return True
    aside = _ASIDE.match(between)
    match = _and(rules.coordinators).fullmatch(between, aside.end() if aside else 0)
    if match is None:
        return False
    said = _WORD.findall(match["title"])
    if match["aside"]:  # "Ann Burton and her husband, Nick Lowe"
        return bool(said) and said[0].lower() in rules.determiners and len(said) <= _KIN.words
    return all(_names_office(word, rules) for word in said)


@lru_cache(maxsize=16)
def _and(coordinators: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(sorted(coordinators))
    return re.compile(rf",? ?(?:(?<=[ ,])(?:{words})|&) (?P<title>[^,;:.!?]{{0,40}})(?P<aside>, )?")


def _names_office(word: str, rules: Grammar) -> bool:
    return word[0].isupper() or word.lower() in rules.titles or word.lower() in rules.determiners


def _listed(text: str, chain: list[Mention]) -> bool:
    """The last two are tied by a word, not by a comma alone."""
    return text[chain[-2].span.end : chain[-1].span.start] != ", "


def _alone(text: str, statement: Statement, whole: Span, cue: Span, rules: Grammar) -> bool:
    """Whether the subject holds these names and nothing else. Not so: "said Ann Burton and Nick Lowe nodded", "the son
    of Ann Burton and Nick Lowe said"."""
    if cue.end <= whole.start:
        behind = text[whole.end : statement.span.end]
        word = _WORD.match(behind.lstrip())
        return bool(_ENDS.match(behind)) or (word is not None and _follows_a_name(word.group(), rules))
    led = text[max(statement.span.start, whole.start - 24) : whole.start].split()
    owned = text[whole.end : whole.end + 2] in POSSESSIVE
    return not owned and not (led and led[-1].lower() in rules.prepositions)


def _follows_a_name(word: str, rules: Grammar) -> bool:
    low = word.lower()
    return low in rules.prepositions or low in rules.adverbial or low in rules.joins
