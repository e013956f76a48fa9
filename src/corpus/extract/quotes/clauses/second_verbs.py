"""Two verbs of one subject: Ana Gil se levantó, miró a Juan Ríos y dijo; whoever opens the sentence says it."""

from __future__ import annotations

from corpus.extract.quotes.clauses.cue_arguments import Subject
from corpus.extract.quotes.clauses.tokens import Word, tokens
from corpus.extract.quotes.cues.cue_words import Cue
from corpus.extract.quotes.cues.function_words import Grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.model import Mention, MentionKind


def opener(text: str, statement: Statement, cue: Cue, ahead: list[Word], rules: Grammar) -> Subject | None:
    """Whoever opens the sentence by name, where "and" leads to the cue and nobody else has begun a clause since."""
    last = len(ahead) - 1
    while last >= 0 and ahead[last][0].lower() in rules.helpers | rules.clitics:
        last -= 1
    if rules.gerund == "ing" or last < 2 or ahead[last][0].lower() not in rules.coordinators:
        return None
    ends = [segment.outer.end for segment in statement.segments if segment.outer.end <= cue.span.start]
    words = tokens(text, max([statement.span.start, *ends]), cue.span.start, rules)
    named = next((one for one in statement.mentions if words and one.span.end > words[0].start()), None)
    if not named or named.kind is not MentionKind.NAME or not _opens(words, named, rules):
        return None
    rest = [at for at, word in enumerate(words) if word.start() >= named.span.end and word.end() <= ahead[last].start()]
    if not rest or words[rest[0]][0].lower() in rules.coordinators or _anew(words, rest, statement, rules):
        return None
    return Subject(named.span, named, "before", "apposition")


def _opens(words: list[Word], named: Mention, rules: Grammar) -> bool:
    """Whether nothing but an article and what somebody is stands before the name."""
    led = [word[0].lower() for word in words if word.end() <= named.span.start]
    return all(low in rules.determiners or low in rules.callings or low in rules.titles for low in led)


def _anew(words: list[Word], rest: list[int], statement: Statement, rules: Grammar) -> bool:
    """Whether a clause with a subject of its own begins among the words: when Bob Ray came, Bob Ray came and."""
    starts = {one.span.start for one in statement.mentions}
    for at in rest:
        low, before = words[at][0].lower(), words[at - 1][0].lower()
        fresh = before == "," or before in rules.coordinators
        if low in rules.joins and low not in rules.coordinators and (low not in rules.determiners or before == ","):
            return True
        if fresh and (words[at].start() in starts or low in rules.pronouns):
            return True
    return False
