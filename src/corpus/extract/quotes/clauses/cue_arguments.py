"""Who may stand as the speaker beside a cue: the words before it and the words after it, read as noun phrases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from corpus.extract.quotes.clauses.names_behind import named_behind, named_past, named_past_clause, served
from corpus.extract.quotes.clauses.phrase_heads import head
from corpus.extract.quotes.clauses.tokens import TOKEN, Word, is_dash
from corpus.extract.quotes.cues.cue_words import Cue
from corpus.extract.quotes.cues.function_words import Grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.model import Mention, MentionKind, Span


@dataclass(frozen=True, slots=True)
class ArgumentReach:
    """How far from a cue its speaker is looked for. Set by hand: a long clause, and a long noun phrase in it."""

    reach: int = 240  # characters looked at on either side of a cue
    longest: int = 14  # words of a noun phrase


ARGUMENTS = ArgumentReach()

_OWNS = ("'s ", "’s ")
_MARKS = frozenset("“”\"‘’'«»„()")
_OWNING = (("'", "’"), ("'", "’", "s "))  # what follows on a name that owns something; German writes no apostrophe
_GLUE = frozenset("-&’'@$#")  # signs inside a name, not around it


class Subject(NamedTuple):
    span: Span
    mention: Mention | None
    side: str  # before, after: where it stands seen from the cue
    link: str  # touch, apposition, clause, first: how it hangs on the cue; dropped: nobody is named


def before(text: str, words: list[Word], left: int, cue: Cue, statement: Statement, rules: Grammar) -> list[Subject]:
    at = _skip_helpers(words, statement, rules)
    if at < 0:
        return []
    found: list[Subject] = []
    if words[at][0] == ",":
        _add(found, _apposed(text, words, at, statement, rules), "before", "apposition")
        _add(found, phrase(text, words, at - 1, statement, rules), "before", "clause")
    elif is_dash(words[at]):
        _add(found, _parenthesized(text, words, at, statement, rules), "before", "apposition")
    elif words[at][0].lower() not in rules.joins and (words[at][0][0].isalnum() or words[at][0] == ")"):
        _add(found, phrase(text, words, at, statement, rules), "before", _link(words, at, rules))
    first = _first(text, left, cue, statement, rules)
    if first and not any(_holds(text, one, first, rules) or _told_of(text, one, first) for one in found):
        whose = _opening_phrase(text, words, first, statement, rules)
        called = _called(text, whose, statement) if whose else first
        found.append(Subject(called.span if called else whose or first.span, called, "before", "first"))
    return found


def _called(text: str, phrase: Span, statement: Statement) -> Mention | None:
    """The name between commas behind a phrase: A friend of Ann Lee, Tom Becker, called and said."""
    named = next((one for one in statement.mentions if one.span.start == phrase.end + len(", ")), None)
    apart = named is not None and text.startswith(", ", phrase.end) and text.startswith(",", named.span.end)
    return named if named and apart and named.kind is MentionKind.NAME else None


def _opening_phrase(text: str, words: list[Word], name: Mention, statement: Statement, rules: Grammar) -> Span | None:
    """A spokesman for Tom Becker left at once and said: it is the spokesman whom the sentence is about."""
    last = next((at for at, word in enumerate(words) if word.end() >= name.span.end), -1)
    whole = phrase(text, words, last, statement, rules)
    if not whole or whole[1] or name.span not in whole[0] or whole[0] == name.span:
        return None
    opens = not text[statement.span.start : whole[0].start].strip()
    article, head, *_ = [*whole[0].of(text).lower().split(), "", ""]
    return whole[0] if opens and article in rules.determiners and head in rules.kin else None


def _told_of(text: str, subject: Subject, name: Mention) -> bool:
    """Becker, she said, knows it: whoever stands before a tag between commas is told of."""
    pronoun = subject.mention is not None and subject.mention.kind is MentionKind.PRONOUN
    return pronoun and text[name.span.end : subject.span.start] == ", "


def _holds(text: str, subject: Subject, name: Mention, rules: Grammar) -> bool:
    """Whether a subject is this name, what the name leads to, or holds it: an aide to Ann Lee said."""
    led = text[subject.span.start : name.span.start].lower().split() if name.span in subject.span else []
    under = subject.mention is None and bool(led) and led[-1] in rules.prepositions
    return under or name.span == subject.span or _leads_to(text, name, subject.mention, rules)


def _leads_to(text: str, name: Mention, other: Mention | None, rules: Grammar) -> bool:
    """Whether the first name is a part of what the second is: Norwich coach Tom Becker said."""
    if not other or not 0 < other.span.start - name.span.end < 50:
        return False
    between = text[name.span.end : other.span.start].split()
    return all(word.islower() and word not in rules.little and word not in rules.helpers for word in between)


def _first(text: str, left: int, cue: Cue, statement: Statement, rules: Grammar) -> Mention | None:
    """Whom the sentence is likely about: the first it names, but not in what opens it ("During the visit of Tom
    Becker, Ann Lee ...", "When told of Tom Becker, Ann Lee ...") where somebody is named behind that."""
    ahead = [
        m
        for m in statement.mentions
        if m.span.start >= left and m.span.end <= cue.span.start and not text.startswith(_OWNS, m.span.end)
    ]
    opening = TOKEN.search(text, statement.span.start, statement.span.end) if len(ahead) > 1 else None
    first = opening[0].lower() if opening else ""
    if first in rules.prepositions or first in rules.prefaces:
        comma = text.find(",", statement.span.start, cue.span.start)
        return next((m for m in ahead if 0 <= comma < m.span.start), ahead[0])
    return ahead[0] if ahead else None


def _skip_helpers(words: list[Word], statement: Statement, rules: Grammar) -> int:
    names = {mention.span.start for mention in statement.mentions if mention.kind is MentionKind.NAME}
    at = len(words) - 1
    while at >= 0 and words[at].start() not in names:  # George Will is no helper
        word = words[at][0].lower()
        if word not in rules.helpers and not (rules.adverb and word.endswith(rules.adverb) and len(word) > 4):
            break
        at -= 1
    return at


def _apposed(
    text: str, words: list[Word], at: int, statement: Statement, rules: Grammar
) -> tuple[Span, Mention | None] | None:
    """The name that an apposition between commas follows, one comma back or more: Ann Lee, the mayor of Norwich,
    UK, said."""
    opening = _comma_before(words, at)
    if opening < 0:
        return None
    closest = phrase(text, words, opening - 1, statement, rules)
    inner = Span(words[opening + 1].start(), words[at - 1].end()) if at > opening + 1 else None
    alone = next((m for m in statement.mentions if m.span == inner and m.kind is MentionKind.NAME), None)
    if alone and closest and (closest[1] is None or closest[1].kind is MentionKind.DESCRIPTION):
        return alone.span, alone  # the head of the board in Hull, Ann Lee, said
    if closest and (named := _body_between(text, words[opening + 1 : at], closest, statement, rules)):
        return named
    further = _comma_before(words, opening)
    if further >= 0 and closest and closest[0].of(text).isdigit():
        return phrase(text, words, further - 1, statement, rules)  # Dunne, 54, a former nurse from Hull, said
    if further < 0 or (closest and closest[1]):
        return closest
    named = phrase(text, words, further - 1, statement, rules)
    return named if named and named[1] and named[1].kind is MentionKind.NAME else closest


def _parenthesized(
    text: str, words: list[Word], at: int, statement: Statement, rules: Grammar
) -> tuple[Span, Mention | None] | None:
    """Whoever stands before the first of two dashes: Ann Lee -- who leads the party -- said."""
    while at > 0 and is_dash(words[at - 1]):
        at -= 1
    opening = next((n for n in range(at - 1, max(-1, at - 30), -1) if is_dash(words[n])), -1)
    while opening > 0 and is_dash(words[opening - 1]):
        opening -= 1
    return phrase(text, words, opening - 1, statement, rules) if opening > 0 else None


def _body_between(
    text: str, inner: list[Word], outer: tuple[Span, Mention | None], statement: Statement, rules: Grammar
) -> tuple[Span, Mention | None] | None:
    """The group that owns her songs, Big Machine, says: between the commas stands its name."""
    described = outer[1] is None or outer[1].kind is not MentionKind.NAME
    if not inner or not described or not all(word[0][0].isupper() for word in inner):
        return None
    start = text.rfind(", ", statement.span.start, inner[0].start() - 2) + 2
    first = TOKEN.search(text, max(start if start > 1 else 0, statement.span.start), inner[0].start())
    if not first or first[0].lower() not in rules.determiners:
        return None
    span = Span(inner[0].start(), inner[-1].end())
    return (
        None if any(one.span.overlaps(span) for one in statement.mentions) else (span, None)
    )  # a person is found anyway


def _comma_before(words: list[Word], at: int) -> int:
    bracketed = False
    for index in range(at - 1, max(-1, at - 30), -1):
        if words[index][0] in "()":
            bracketed = words[index][0] == ")"
        if words[index][0] == "," and not bracketed:
            return index
        if words[index][0] in ";:":
            return -1
    return -1


def _add(found: list[Subject], phrase: tuple[Span, Mention | None] | None, side: str, link: str) -> None:
    if phrase and all(phrase[0] != subject.span for subject in found):
        found.append(Subject(phrase[0], phrase[1], side, link))


def phrase(
    text: str, words: list[Word], last: int, statement: Statement, rules: Grammar
) -> tuple[Span, Mention | None] | None:
    """The noun phrase whose last word is at `last`."""
    if last >= 0 and words[last][0] == ")":  # Ann Lee (D-Ohio), who
        last = next((at - 1 for at in range(last, max(-1, last - 8), -1) if words[at][0] == "("), -1)
    first = last
    while first > 0 and last - first < ARGUMENTS.longest:
        if _breaks(words, first - 1, rules) and not _in_name(words[first - 1], statement):
            break
        if words[first - 1][0].lower() in rules.that and words[first][0].lower() in rules.determiners:
            break  # recalled that his grandfather said
        first -= 1
    first = _paired(words, first, last, rules)
    if last < 0 or first > last:
        return None
    start, end = words[first].start(), words[last].end()
    for mention in statement.mentions:  # el primer ministro y ministro de Justicia
        if mention.kind is MentionKind.DESCRIPTION and mention.span.start < start and mention.span.end == end:
            return mention.span, mention
    inside = [m for m in statement.mentions if start <= m.span.start and m.span.end <= end + 2]
    return head(text, words[first : last + 1], inside, rules)


def _link(words: list[Word], last: int, rules: Grammar) -> str:
    """How a subject is tied to its cue. A name behind a preposition is under it: Nach dem Treffen mit Becker sagte
    Lee."""
    for at in range(last, max(-1, last - ARGUMENTS.longest), -1):
        if words[at][0].lower() in rules.prepositions and (at == 0 or _breaks(words, at - 1, rules)):
            return "under"
        if _breaks(words, at, rules):
            break
    return "touch"


def _breaks(words: list[Word], at: int, rules: Grammar) -> bool:
    """Whether no noun phrase runs over this word; German "die" is an article but behind a comma."""
    word = words[at][0]
    if word.lower() in rules.joins:
        return word.lower() not in rules.determiners or (at > 0 and words[at - 1][0] == ",")
    return not word[0].isalnum() and (word not in _GLUE or is_dash(words[at]))


def _paired(words: list[Word], first: int, last: int, rules: Grammar) -> int:
    """The singer and guitarist told us: one person, of two trades."""
    if not 2 < first == last or not words[first][0].islower() or words[first][0] in rules.little:
        return first
    if words[first - 1][0].lower() not in rules.joins or not words[first - 2][0].islower():
        return first
    article = next((at for at in (first - 3, first - 4) if at >= 0 and words[at][0].lower() in rules.determiners), -1)
    return article if article >= 0 else first


def _in_name(word: Word, statement: Statement) -> bool:
    """The marks of Rosa “Patches” Molina."""
    return word[0] in _MARKS and any(m.span.start < word.start() < m.span.end for m in statement.mentions)


def after(text: str, words: list[Word], statement: Statement, rules: Grammar) -> list[Subject]:
    first = _past_helpers(words, rules)
    if rules.nominatives and first < len(words) and words[first][0] in rules.objectives:
        first += 1  # sagte ihm Ann Lee
    last = first
    while last < len(words) and last - first < ARGUMENTS.longest:
        if _breaks(words, last, rules) and not _in_name(words[last], statement):
            break
        last += 1
    if last == first:
        return []
    start, end = words[first].start(), words[last - 1].end()
    inside = [m for m in statement.mentions if start <= m.span.start and m.span.end <= end + 2]
    title = words[first + 1].start() if last > first + 1 and words[first][0].lower() in rules.titles else start
    name = next((m for m in inside if m.span.start in (start, title) and m.kind is MentionKind.NAME), None)
    if name is None and inside and _is_pronoun(inside[0], words[first], rules):
        return [Subject(inside[0].span, inside[0], "after", "touch")]  # sagte er dem Kurier
    if name and not text.startswith(_OWNING[bool(rules.nominatives)], name.span.end):
        name = served(name, inside, words[first:last], rules)
        return [Subject(name.span, name, "after", "touch")]  # laut Peter Brandner ist der Plan tot
    phrase = head(text, _whoever(words[first:last], inside, rules), inside, rules)
    if not phrase:
        return []
    named = (
        named_behind(words, last, statement, rules) if not phrase[1] or phrase[1].kind is not MentionKind.NAME else None
    )
    if not named and not phrase[1] and last < len(words):
        named = named_past(words, first, last, statement, rules)
    if not named and last < len(words):
        named = named_past_clause(words, last, statement, rules)
    chosen = (named.span, named) if named else phrase
    return [Subject(chosen[0], chosen[1], "after", "touch")]


def _is_pronoun(mention: Mention, word: Word, rules: Grammar) -> bool:
    """Whether somebody is meant by a pronoun alone: "he", not "his lawyer"."""
    opens = mention.kind is MentionKind.PRONOUN and mention.span.start == word.start()
    return opens and (low := word[0].lower()) not in rules.determiners and low not in rules.own


def _whoever(words: list[Word], inside: list[Mention], rules: Grammar) -> list[Word]:
    """The words for who spoke, without where and when: dijo la Fiscalía en un comunicado."""
    if inside:
        names = {mention.span.start for mention in inside if mention.kind is MentionKind.NAME}
        told = (
            at - 1 for at in range(2, len(words)) if words[at].start() in names and _addresses(words, at - 1, rules)
        )
        return words[: next(told, len(words))]
    lows = enumerate(word[0].lower() for word in words)
    cut = next((at for at, low in lows if at and (low in rules.adverbial or low in rules.that)), len(words))
    cut = next((at for at in range(1, cut - 1) if _listens(words, at, rules)), cut)
    if any(word[0].lower() in rules.papers for word in words[:cut]):
        return words  # a study published on Thursday: where and when tell which study
    return words[:cut]


def _addresses(words: list[Word], at: int, rules: Grammar) -> bool:
    """Whether the name here is spoken to: it stands behind "at" in "shouted a man at Ann Lee"."""
    return words[at][0].lower() in rules.addressing


def _listens(words: list[Word], at: int, rules: Grammar) -> bool:
    """Whether the noun here is spoken to: "sagte Roth der Zeitung", but not "der Chefredakteur der Zeitung"."""
    opened = words[0][0].lower() in rules.determiners or words[0][0].lower() in rules.titles
    return not opened and words[at][0].lower() in rules.determiners and words[at + 1][0].lower() in rules.audience


def _past_helpers(words: list[Word], rules: Grammar) -> int:
    """How many words to pass that stand between a cue and its subject: dijo ayer, dijo el lunes."""
    first = 0
    while first < len(words):
        if words[first][0].lower() in rules.adverbs:
            first += 1
        elif _article(words, first, rules) and words[first + 1][0].lower() in rules.helpers:
            first += 2
        else:
            break
    return first


def _article(words: list[Word], at: int, rules: Grammar) -> bool:
    return at + 1 < len(words) and words[at][0].lower() in rules.determiners
