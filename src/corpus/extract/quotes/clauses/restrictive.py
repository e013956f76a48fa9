"""Somebody told apart by what they did to somebody named: the man who shot Ann Lee, la mujer que entrenó a Ana Gil."""

from __future__ import annotations

from corpus.extract.quotes.clauses.cue_arguments import Subject, phrase
from corpus.extract.quotes.clauses.tokens import Word
from corpus.extract.quotes.cues.cue_words import Cue
from corpus.extract.quotes.cues.function_words import Grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.model import Mention, MentionKind, Span


def told_apart(text: str, statement: Statement, cue: Cue, ahead: list[Word], rules: Grammar) -> Subject | None:
    """Whoever a clause only tells apart: the man in "the man who shot Ann Lee said", Bob Ray in "the man who shot
    Ann Lee, Bob Ray, said". Ann Lee stands nearer and is not meant."""
    words = _without_helpers(ahead, rules)
    hinge = _hinge(words, rules)
    if hinge < 1 or (not rules.nominatives and _opens_with_somebody(words[hinge + 1], statement)):
        return None
    if any(words[hinge].end() <= other.span.start < cue.span.start for other in statement.cues):
        return None  # the man who said Ann Lee called it “...”
    clause = words[hinge + 1 :]
    named = _closing_name(clause, statement)
    if named:
        return Subject(named.span, named, "before", "apposition")
    if rules.nominatives or any(not word[0][0].isalnum() for word in clause) or clause[-1][0].lower() in rules.little:
        return None
    if not any(clause[0].start() < one.span.start < cue.span.start for one in statement.mentions):
        return None
    head = phrase(text, words, hinge - 1, statement, rules)
    if not head:
        return None
    if head[1] and head[1].kind is MentionKind.NAME:
        return Subject(head[0], head[1], "before", "touch")
    return Subject(Span(head[0].start, clause[-1].end()), None, "before", "touch")


def _without_helpers(ahead: list[Word], rules: Grammar) -> list[Word]:
    last = len(ahead)
    while last and ahead[last - 1][0].lower() in rules.helpers and ahead[last - 1][0].lower() not in rules.relatives:
        last -= 1
    return ahead[:last]


def _hinge(words: list[Word], rules: Grammar) -> int:
    """The place of the relative that ties a clause to the noun before it without a comma; -1 where none does."""
    for at in range(len(words) - 2, 0, -1):
        low = words[at][0].lower()
        if low not in rules.relatives:
            continue
        if rules.nominatives:  # Der Mann, der Anna Berg traf, Karl Moos, sagte
            return at if words[at - 1][0] == "," else -1
        noun = words[at - 1][0].lower()
        anybody = at == 1 and noun in rules.determiners  # those who know Ann Lee
        person = noun in rules.callings if rules.complements else noun[0].isalpha()
        return at if anybody or (person and noun not in rules.little) else -1
    return -1


def _opens_with_somebody(word: Word, statement: Statement) -> bool:
    """The man who Ann Lee said had left: she says it."""
    return any(one.span.start == word.start() for one in statement.mentions)


def _closing_name(clause: list[Word], statement: Statement) -> Mention | None:
    """The name that stands alone between two commas where the clause ends."""
    if clause[-1][0] != ",":
        return None
    opening = next((at for at in range(len(clause) - 2, 0, -1) if clause[at][0] == ","), -1)
    if opening < 0:
        return None
    inner = Span(clause[opening + 1].start(), clause[-2].end())
    return next((one for one in statement.mentions if one.span == inner and one.kind is MentionKind.NAME), None)
