"""Whether a sentence says that somebody said the words. It may deny that, suppose it, ask or reject it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from corpus.extract.quotes.cues.cue_words import Cue, trie
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.languages import Kept, Lexicon, lexicon
from corpus.model import Span

_WORD = re.compile(r"\w+")
_BREAKS = re.compile(r"[,;:—–()\n]")
_CLAUSE_END = re.compile(r"[,;:.!?„“”\"»«]")


@dataclass(frozen=True, slots=True)
class TitleWords:
    """When words are written as a title. Set by hand: articles and prepositions may be small in one."""

    little: int = 4  # letters of a word that may be small
    longest: int = 9  # words of a title


_TITLES = TitleWords()


class Factuality(StrEnum):
    SAID = "said"
    DENIED = "denied"
    SUPPOSED = "supposed"  # if she had said, may say
    ASKED = "asked"  # did she say ...?
    REJECTED = "rejected"  # she dismissed claims that ...


def of_cue(text: str, statement: Statement, cue: Cue, code: str) -> Factuality:
    """What the sentence makes of the saying that a cue tells."""
    rules = _rules(code)
    start = _start(statement, cue.span)
    wide = text[start : cue.span.start].lower()
    behind = text[cue.span.end : cue.span.end + 30].lower()
    if not rules.telling.any(wide) and not rules.telling.any(behind) and not rules.asks(text, statement, cue):
        return Factuality.SAID
    clause = _after_last(_BREAKS, wide)
    narrow = _after_last(rules.joins, clause)
    if rules.undone.fullmatch(cue.word):
        return Factuality.SAID  # she did not hesitate: “...”
    if rules.asks(text, statement, cue):
        return Factuality.ASKED
    if rules.denying.fullmatch(cue.word) and rules.negations.search(narrow) and _gerund(behind):
        return Factuality.SAID  # did not deny saying
    if unsaid := rules.unsaid.search(clause.rstrip() + " "):
        twice = rules.negations.search(clause[: unsaid.start()])  # did not deny saying
        return Factuality.SAID if twice else Factuality.DENIED
    if rules.opens_negated(wide) or rules.cleft.search(wide) or rules.denies(narrow, behind):
        return Factuality.DENIED
    if (no := rules.negations.search(narrow)) and rules.undone.search(narrow, no.end()):
        return Factuality.SAID  # could not resist adding
    if rules.replying and rules.replying.search(wide):
        return Factuality.SAID  # was asked whether she would go and answered
    hung = rules.hung.match(clause.lstrip()) or rules.hung_behind.match(behind)  # no evidence, dass sie sagte
    if rules.unreal.search(wide if hung else clause) or rules.supposes(
        text[start : _verb(text, cue)], start == statement.span.start
    ):
        return Factuality.SUPPOSED
    return Factuality.SAID


def negated(text: str, words: Span, code: str) -> bool:
    """Whether the words before say that it was not said: was never called “...”, but not "was not only called
    “...”"."""
    return _rules(code).denies(words.of(text).lower(), "")


def disowned(text: str, statement: Statement, code: str) -> bool:
    """Whether a sentence takes back the words before it: "The quote is fake." """
    rules = _rules(code)
    return bool(rules.disowned and rules.disowned.search(text[statement.span.start : statement.span.end].lower()))


def rejected(text: str, statement: Statement, segment: Span, verbs: Iterable[int], code: str) -> bool:
    """Whether the words are a claim of others that somebody turns away: She dismissed claims that the tram was “a
    toy”. `verbs` is where the cues of the sentence stand; behind one that follows the claim somebody speaks anew."""
    rules = _rules(code)
    start = max([statement.span.start, *(s.outer.end for s in statement.segments if s.outer.end <= segment.start)])
    led = text[start : segment.start].lower()
    if not rules.claiming.any(led):
        return False
    if rules.owned.search(led):
        return False
    if rules.voices.search(led):
        return True
    match = rules.turned_away.search(led)
    if match and not any(start + match.end(1) < verb < segment.start for verb in verbs):
        return True
    return rules.denied_clause.search(led) is not None


def _verb(text: str, cue: Cue) -> int:
    """Where the verb of a cue begins, behind its helper: "habría dicho" is rumour."""
    return cue.span.start + (cue.word.rfind(" ") + 1 if text.startswith(cue.word, cue.span.start) else 0)


def is_label(text: str, statement: Statement, segment: Segment, code: str) -> bool:
    """The so-called “tram of the future”; “A Chair by the Door” was her first book."""
    rules = _rules(code)
    led = text[max(statement.span.start, segment.outer.start - 30) : segment.outer.start]
    if rules.labels.search(led.lower()):
        return True
    words = segment.span.of(text).split()
    capitals = all(word[:1].isupper() or len(word) <= _TITLES.little for word in words)
    written = capitals and len(words) > 1 and rules.title_case
    stops = text[segment.span.end - 1] in ".?" and not written
    called = not text[segment.span.start].islower() and rules.works.search(led) is not None
    if called and not stops and text[segment.outer.start - 2 : segment.outer.start - 1] != ":":
        return True  # the novel “a chair by the door”, the slogan “No more!”
    if capitals and _is_work(text, segment, led, words, rules):
        return True
    opens = not text[statement.span.start : segment.outer.start].strip()
    titled = capitals and opens and len(words) > 1 and words[-1][:1].isupper() and words[-1][-1].isalnum()
    return titled and rules.be.match(text, segment.outer.end) is not None


def _is_work(text: str, segment: Segment, led: str, words: list[str], rules: _Rules) -> bool:
    """Whether a title stands between the marks: voted off “Dancing in the Rain”, CBC's “This Week at Home”, the
    “Fargo Nights” actor."""
    great = sum(word[:1].isupper() for word in words)
    if not rules.title_case or great < 2 or not words[-1][:1].isupper() or len(words) > _TITLES.longest:
        return False
    last = (led.lower().split() or [""])[-1]
    behind = text[segment.outer.end : segment.outer.end + 2]
    inside = last in rules.determiners and behind[:1] == " " and behind[1:].islower()
    return inside or last in rules.prepositions or last.endswith(("'s", "’s"))


def _start(statement: Statement, cue: Span) -> int:
    return max([statement.span.start, *(s.outer.end for s in statement.segments if s.outer.end <= cue.start)])


def _gerund(behind: str) -> bool:
    first = behind.split(maxsplit=1)[:1]
    return bool(first) and first[0].endswith("ing")


def _after_last(pattern: re.Pattern[str], text: str) -> str:
    at = 0
    for match in pattern.finditer(text):
        at = match.end()
    return text[at:]


@dataclass(frozen=True, slots=True)
class _Rules:
    """`telling` and `claiming` are looked for first: a look a word costs less than many patterns."""

    telling: Kept[str]  # of what denies, supposes or asks
    claiming: Kept[str]  # the same of what rejects
    joins: re.Pattern[str]
    negations: re.Pattern[str]
    negated_behind: re.Pattern[str]
    negated_late: re.Pattern[str] | None
    undone: re.Pattern[str]
    undone_behind: re.Pattern[str]
    opening: re.Pattern[str]
    cleft: re.Pattern[str]  # it was not Ann Lee who said
    unsaid: re.Pattern[str]
    unreal: re.Pattern[str]
    replying: re.Pattern[str] | None  # how the answer follows a question that is told: was asked if ... and
    hung: re.Pattern[str]  # how a clause begins that hangs on the one before its comma
    hung_behind: re.Pattern[str]  # how it goes on: German "gesagt zu haben"
    modals: re.Pattern[str]
    inverted: re.Pattern[str]
    asking: re.Pattern[str]
    presumed: re.Pattern[str]
    disowned: re.Pattern[str] | None
    turned_away: re.Pattern[str]
    denied_clause: re.Pattern[str]
    owned: re.Pattern[str]
    voices: re.Pattern[str]
    denying: re.Pattern[str]
    labels: re.Pattern[str]
    works: re.Pattern[str]
    be: re.Pattern[str]
    title_case: bool  # whether the words of a title begin with capitals, and others do not
    prepositions: frozenset[str]
    determiners: frozenset[str]

    def asks(self, text: str, statement: Statement, cue: Cue) -> bool:
        """Whether the sentence asks if it was said: Did Ellen Ward say “...”? A question outside the marks, and
        none that takes the saying for granted."""
        end = statement.segments[-1].outer.end if statement.segments else cue.span.end
        tail = text[max(end, cue.span.end) : statement.span.end].rstrip()
        if not tail.endswith("?"):
            return False
        whole = text[statement.span.start : cue.span.end].lower().lstrip()
        head = whole.lstrip("¿ ")
        if whole.startswith("¿"):  # ¿Ana Gil dijo que «…»? But not "¿A quién dijo Ana Gil que «…»?"
            places = (match.start() for match in islice(_WORD.finditer(head), 3))
            return not any(self.presumed.match(head, place) for place in places)
        return not self.presumed.match(head) and bool(self.asking.match(head))

    def opens_negated(self, wide: str) -> bool:
        return bool(self.opening.match(wide.lstrip(" ,")))

    def denies(self, narrow: str, behind: str) -> bool:
        found = [match.end() for match in self.negations.finditer(narrow)]
        if not found:
            late = self.negated_behind.match(behind)
            return bool(late and not self.undone_behind.match(behind, late.end())) or self._negated_late(behind)
        if self.undone.search(narrow, 0 if self.negated_late else found[-1]):
            return False
        return not self.undone_behind.match(behind)

    def _negated_late(self, behind: str) -> bool:
        """Whether a German negation stands behind the object: nannte den Fahrer nie „einen Säufer“."""
        clause = _CLAUSE_END.split(behind, maxsplit=1)[0]
        found = self.negated_late.search(clause) if self.negated_late else None
        return found is not None and not self.undone_behind.match(clause[found.end() :])

    def supposes(self, led: str, whole: bool) -> bool:
        if whole and self.inverted.match(led.lower()):
            return True
        return bool(self.modals.search(led))  # in small letters: nobody may speak in May


def _telltale(words: Lexicon, keys: Iterable[str], endings: Iterable[str] = ()) -> Kept[str]:
    """One word of each of the listed phrases: the longest, but for those that stand everywhere."""
    phrases = [re.findall(r"[\w’']+", phrase.lower()) for key in keys for phrase in words.list(key)]
    alone = {phrase[0] for phrase in phrases if len(phrase) == 1}
    little = lexicon(words.code, "stopwords").words("words")
    told = alone | {max(set(phrase) - little or phrase, key=len) for phrase in phrases if alone.isdisjoint(phrase)}
    return Kept(re.compile(rf"(?<!\w)(?:{_any(told)})(?!\w)|(?:{_any(endings)})(?!\w)").findall)


def _any(words: Iterable[str]) -> str:
    """A pattern of any of these words; of nothing at all where there are none."""
    listed = [word.lower() for word in words]
    return trie(listed).replace(r"\ ", r"\s+") if listed else r"(?!)"


def _cleft(words: Lexicon, grammar: Lexicon) -> re.Pattern[str]:
    be = rf"(?:{_any(words.list('impersonal'))})\s+(?:{_any(grammar.list('be'))})"
    negated = rf"(?:\s+(?:{_any(words.list('negations'))})|{_any(words.list('negated_endings'))})"
    other = rf"(?:(?!\b(?:{_any(grammar.list('contrast'))})\b)[^,;:])*"  # not Ann Lee but Bob Ray who said: he did
    return re.compile(rf"\b{be}{negated}\s{other}\s(?:{_any(words.list('relatives'))})\s+(?:\w+\s+)?$")


@lru_cache(maxsize=16)
def _rules(code: str) -> _Rules:
    words, grammar = lexicon(code, "frames"), lexicon(code, "cues")
    negations = rf"(?<!\w)(?:{_any(words.list('negations'))}\b|\w*(?:{_any(words.list('negated_endings'))})(?!\w))"
    claims, rejecting = _any(words.list("claims")), _any(words.list("rejecting"))
    clauses = _any(words.list("rejected_clauses"))
    joins = set(words.list("parting")) or set(grammar.list("joins"))
    links, own = _any(words.list("claim_links")), _any(words.list("own"))
    comma = "" if words.list("claim_comma") else ","
    again = rf"(?:(?!\b(?:{_any(words.list('parting_verbs'))})\s)"  # "and said": somebody speaks anew
    disowning, asked = words.list("disowned"), words.list("questioned")
    coordinators = (*words.list("coordinators"), *words.list("parting_verbs"))
    behind = ("negated_behind", "negated_late")
    telling = ("negations", "unsaid", "negated_openings", "unreal", "inverted", "modals", *behind)
    return _Rules(
        _telltale(words, telling, words.list("negated_endings")),
        _telltale(words, ("claims", "voices", "rejected_clauses")),
        re.compile(rf"\b(?:{_any(joins)})\b"),
        re.compile(negations),
        re.compile(rf"\s+(?:{_any(words.list('negated_behind'))})\b"),
        re.compile(rf"\b(?:{_any(words.list('negated_late'))})\b") if words.list("negated_late") else None,
        re.compile(rf"\b(?:{_any(words.list('undone'))})\b"),
        re.compile(rf"\W*(?:\w+\s+)?(?:{_any(words.list('undone_behind'))})\b"),
        re.compile(rf"(?:{_any(words.list('negated_openings'))})\b"),
        _cleft(words, grammar),
        re.compile(rf"\b(?:{_any(words.list('unsaid'))})\s+(?:\w+{re.escape(''.join(grammar.list('adverb')))}\s+)?$"),
        re.compile(rf"(?<![\w-])(?:{_any(words.list('unreal'))})\b"),
        re.compile(rf"\b(?:{'|'.join(asked)})\b.*\b(?:{_any(coordinators)})\s+(?:\w+\s+)?$") if asked else None,
        re.compile(rf"(?:{_any(grammar.list('that') if words.list('negated_late') else ())})\b"),
        re.compile(rf"\s+(?:{_any(words.list('hung_behind'))})\b"),
        re.compile(rf"\b(?:{_any(words.list('modals'))})\s+(?:\w+\s+){{0,2}}$"),
        re.compile(rf"(?:{_any(words.list('inverted'))})\b"),
        re.compile(rf"(?:{_any(words.list('asking'))})\b"),
        re.compile(rf"(?:{_any(words.list('presumed'))})\b"),
        re.compile("|".join(disowning)) if disowning else None,
        re.compile(rf"\b(?:{rejecting})\s[^;:.,]{{0,40}}?\b({claims})\b(?!\s+(?:{links})\s*$)[^;:.{comma}]*$"),
        re.compile(rf"\b({clauses}),?\s+(?:{_any((*words.list('that'), *words.list('being')))})\s{again}[^;:.,])*$"),
        re.compile(
            rf"\b(?:{_any(words.list('owning'))})\b[^,;:.]*\b(?:{claims})\b|\b(?:{own})\s+(?:\w+\s+)?(?:{claims})\b"
        ),
        re.compile(rf"\b(?:{_any(words.list('voices'))})\s+(?:{_any(words.list('voices_of'))})\s*$"),
        re.compile(clauses),
        re.compile(rf"\b(?:{_any(words.list('labels'))})\s*$"),
        re.compile(rf"\b(?:{_any(words.list('works'))}),?\s*$", re.IGNORECASE),
        re.compile(rf"\s(?:{_any(grammar.list('be'))})\s"),
        bool(words.list("title_case")),
        grammar.words("prepositions"),
        grammar.words("determiners"),
    )
