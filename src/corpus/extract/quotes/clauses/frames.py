"""Reads each cue of a sentence: who may be its speaker, and whether it says that anybody said anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from corpus.extract.quotes.clauses import complements, constructions, factuality, voice
from corpus.extract.quotes.clauses.cue_arguments import ARGUMENTS, Subject, after, before, phrase
from corpus.extract.quotes.clauses.factuality import Factuality
from corpus.extract.quotes.clauses.tokens import Word, tokens
from corpus.extract.quotes.cues.cue_words import Cue, CueKind
from corpus.extract.quotes.cues.function_words import Grammar, grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.model import Mention, MentionKind, Span

_OWNS = ("'s ", "’s ")


@dataclass(frozen=True, slots=True)
class WorkTitles:
    """When marks hold the title of a work, not speech. Set by hand."""

    longest: int = 24  # characters between the marks


_WORKS = WorkTitles()


class Frame(NamedTuple):
    """A cue with those who may be its speaker."""

    cue: Cue
    subjects: tuple[Subject, ...]
    led: str = "none"  # what kind of word stands before the cue: "her question", "to question" ask nothing
    then: str = "none"  # and behind it
    factuality: Factuality = Factuality.SAID
    passive: bool = False  # its subjects are those behind "by"

    @property
    def dropped(self) -> bool:
        """Whether nobody stands beside the cue, in a language that allows it."""
        return bool(self.subjects) and self.subjects[0].link == "dropped"

    def said(self) -> bool:
        """Whether somebody is said to have said something."""
        return bool(self.subjects) and self.factuality is Factuality.SAID

    def ranked(self) -> list[Subject]:
        """Who touches the cue first, before it or behind it; a clause or a name far off last."""
        return sorted(self.subjects, key=_rank) if len(self.subjects) > 1 else list(self.subjects)

    def main(self) -> Subject:
        """Whom a told content most likely belongs to: "It will open, said Tom Becker" is not told by the opening."""
        first = self.subjects[0]
        if first.link == "clause" and not first.mention:
            return next((one for one in self.subjects if one.side == "after" and one.mention), first)
        return first


def _rank(subject: Subject) -> int:
    if subject.side == "after":
        return 1
    return 0 if subject.link in ("touch", "apposition") else 2


def frames(text: str, statement: Statement, code: str) -> list[Frame]:
    """In text order; a passive whose actor nobody names has no subjects."""
    rules = grammar(code)
    passives = voice.find(text, statement, code) if statement.cues or statement.segments else []
    passives = [one for one in passives if not _answered(text, statement, one, rules)]
    found = [_passive(text, statement, one, rules, code) for one in passives]
    for number, cue in enumerate(statement.cues):
        if any(cue.span.overlaps(one.cue.span) for one in passives):
            continue
        if cue.impersonal:  # en la que se advirtió: whoever is named beside it does not say so
            found.append(Frame(cue, (), passive=True))
            continue
        left, right = _limits(statement, number)
        ahead = tokens(text, left, cue.span.start, rules)
        behind = _behind(text, cue, min(right, cue.span.end + ARGUMENTS.reach // 2), rules)
        subjects = _subjects(text, statement, cue, ahead, behind, rules)
        if not subjects and rules.drops and _finite(cue, rules):
            subjects = [Subject(cue.span, None, "before", "dropped")]
        if subjects:
            led = _kind(ahead[-1][0], rules) if ahead else "none"
            then = _kind(behind[0][0], rules) if behind else "none"
            real = factuality.of_cue(text, statement, cue, code)
            found.append(Frame(cue, tuple(subjects), led, then, real))
    return sorted(found, key=lambda frame: frame.cue.span.start) if passives else found


def _subjects(
    text: str, statement: Statement, cue: Cue, ahead: list[Word], behind: list[Word], rules: Grammar
) -> list[Subject]:
    if sole := constructions.sole(text, statement, cue, ahead, behind, rules):
        return [sole]
    if rules.asked and ahead and ahead[-1][0] == "," and rules.asked.match(text, statement.span.start):
        return []  # consultada sobre el plan, respondió: whoever was asked
    subjects = _ahead(text, statement, cue, ahead, rules)
    if cue.kind is CueKind.ACCORDING and cue.word not in rules.trailing:
        behind = _uncontracted(_up_to_verb(behind, rules), statement, rules)
    first = subjects[0] if subjects else None
    told = _spoken_to(ahead, rules)
    if cue.word in rules.trailing or (first and first.link == "touch" and first.mention and not told):
        return subjects
    if actor := _of_clause(text, statement, cue, ahead, rules):
        return [actor]
    if not any(one.link == "touch" for one in subjects):
        behind = behind[complements.past(behind, cue.kind, statement.mentions, rules) :]
    following = after(text, _up_to_told(cue, behind, statement, rules), statement, rules)
    following = [one for one in following if one.span.of(text).lower() not in rules.objectives]  # calling her “...”
    if first and _nameless(text, first, ahead, rules):
        # "prosecutors told Viktor Hahn", "a source close to Hahn said": whoever is named is told, or told about
        return [one for one in subjects if one.link != "first"]
    if cue.word in rules.told:
        return subjects or _opening(text, statement, cue, rules)
    if first and following and _is_subject_of_clause(text, following[0], behind, statement, rules):
        following = []
    if following and (told or (rules.nominatives and first and first.link == "under")):
        return following
    return [*subjects, *following]


def _within(text: str, statement: Statement, cue: Cue, first: Subject, rules: Grammar) -> bool:
    """En el equipo de Ana Gil dicen: several do, and she is only named where they are."""
    if not rules.they or not cue.word.endswith(rules.they) or first.link not in ("first", "under"):
        return False
    words = tokens(text, statement.span.start, first.span.start, rules)
    opens = bool(words) and words[0][0].lower() in rules.prepositions
    return opens and rules.coordinators.isdisjoint(word[0].lower() for word in words)


def _ahead(text: str, statement: Statement, cue: Cue, ahead: list[Word], rules: Grammar) -> list[Subject]:
    """Who stands before a cue."""
    if cue.kind in (CueKind.ACCORDING, CueKind.SO) and cue.word not in rules.trailing:
        return []
    found = before(text, ahead, ahead[0].start() if ahead else cue.span.start, cue, statement, rules)
    subjects = [one for one in (_past_cue(text, statement, one, rules) for one in found) if one]
    if subjects and subjects[0].link == "touch" and subjects[0].span.of(text).lower() in rules.impersonal:
        return subjects[:1]  # dans l’entourage d’Anne Roux, on assure
    return subjects[1:] if subjects and _within(text, statement, cue, subjects[0], rules) else subjects


def _past_cue(text: str, statement: Statement, subject: Subject, rules: Grammar) -> Subject | None:
    """Whoever stands behind another cue that opens the phrase: the mayor, of ", agregó la alcaldesa, quien, además,
    insistió"."""
    if subject.mention or subject.link == "dropped" or not rules.complements:
        return subject  # where the verb seldom stands first, what opens so is a noun: "supporters of Ann Lee chanted"
    if any(cue.span.end == subject.span.end and cue.span.start > subject.span.start for cue in statement.cues):
        return None  # Ana Gil recordó lo que le dijo Juan Ríos
    first = next((cue for cue in statement.cues if cue.span.start == subject.span.start), None)
    if not first or first.span.end >= subject.span.end:
        return subject
    words = tokens(text, first.span.end, subject.span.end, rules)
    while words and words[-1][0].lower() in rules.relatives:
        words.pop()
    if not words:
        return None
    start, end = words[0].start(), words[-1].end()
    named = next((m for m in statement.mentions if m.span.start >= start and m.span.end <= end), None)
    return subject._replace(span=named.span if named else Span(start, end), mention=named)


def _is_subject_of_clause(text: str, named: Subject, behind: list[Word], statement: Statement, rules: Grammar) -> bool:
    """Whether the name behind the cue is the subject of what is said: Massie said Trump had “the chance”."""
    if not rules.gerund or not named.mention or any(s.outer.end <= named.span.start for s in statement.segments):
        return False
    if text.startswith(_OWNS, named.span.end):
        return True
    rest = [word[0] for word in behind if word.start() >= named.span.end]
    return bool(rest) and rest[0] in rules.clausal


def _of_clause(text: str, statement: Statement, cue: Cue, ahead: list[Word], rules: Grammar) -> Subject | None:
    """The subject that a participle or a second verb shares with the verb before it: The company wrote to Lee Dunn,
    calling it “...”; Ann Lee thanked Bob Ray, and said. Not the name nearest to it."""
    if not rules.gerund or not ahead or not _goes_on(cue, ahead, rules):
        return None
    marks = [segment.outer.end for segment in statement.segments if segment.outer.end <= cue.span.start]
    words = tokens(text, max([statement.span.start, *marks]), cue.span.start, rules)
    while words and not words[0][0][0].isalnum():
        words = words[1:]
    comma = next((at for at, word in enumerate(words) if word[0] == ","), 0)
    if words and words[0][0].lower() in rules.prepositions and comma < len(words) - 1 and not marks:
        words = words[comma + 1 :]  # in August, several groups ...
    if not words or ((low := words[0][0].lower()) in rules.tied and low not in rules.pronouns):
        return None
    first = next((m for m in statement.mentions if m.span.end > words[0].start()), None)
    verb = next((at for at, word in enumerate(words) if _acts(word, first, rules)), 0)
    if first and verb and first.span.start < words[verb].start():
        return _inner(words, verb, statement, rules) or _opener(first, words, verb, rules)
    if not verb or marks or not first or not cue.word.endswith(rules.gerund) or ahead[-1][0] != ",":
        return None
    if any(not word[0][0].isalnum() for word in words[:verb]):
        return None
    return Subject(Span(words[0].start(), words[verb - 1].end()), None, "before", "touch")


def _inner(words: list[Word], verb: int, statement: Statement, rules: Grammar) -> Subject | None:
    """The subject of the last clause before a participle: Ann Lee, of "Bob Ray was sacked after Ann Lee complained,
    saying"."""
    at = next((n for n in range(verb + 2, len(words) - 1) if words[n][0].lower() in rules.subordinators), -1)
    if at < 0 or words[verb][0].lower() not in rules.be or not rules.is_deed(words[verb + 1][0]):
        return None
    named = next((m for m in statement.mentions if m.span.start == words[at + 1].start()), None)
    acts = next((n for n in range(at + 2, len(words)) if _acts(words[n], named, rules)), -1)
    if acts < 0 or any(word[0] == "," for word in words[verb:acts]):
        return None
    if named and named.kind is not MentionKind.DESCRIPTION:
        return Subject(named.span, named, "before", "apposition")
    return Subject(Span(words[at + 1].start(), words[acts - 1].end()), None, "before", "touch")


def _opening(text: str, statement: Statement, cue: Cue, rules: Grammar) -> list[Subject]:
    """The foundation would not talk about “...,” telling reporters: whoever opens the sentence."""
    words = tokens(text, statement.span.start, cue.span.start, rules)
    verb = next((at for at, word in enumerate(words) if _acts(word, None, rules)), 0)
    if not verb or words[0][0].lower() in rules.tied or any(not word[0][0].isalnum() for word in words[:verb]):
        return []
    found = phrase(text, words, verb - 1, statement, rules)
    return [Subject(found[0], found[1], "before", "first")] if found else []


def _goes_on(cue: Cue, ahead: list[Word], rules: Grammar) -> bool:
    """Whether a cue belongs to the verb before it: "..., saying", "lost no time in saying", "... and now said"."""
    if cue.word.endswith(rules.gerund):
        return ahead[-1][0] == "," or ahead[-1][0].lower() in rules.manner
    last = next((word[0].lower() for word in reversed(ahead) if word[0].lower() not in rules.helpers), "")
    return last in rules.continuing


def _opener(named: Mention, words: list[Word], verb: int, rules: Grammar) -> Subject | None:
    """Whoever opens a clause by name, where nobody else takes it over before its end."""
    led = [word[0] for word in words[:verb] if word.end() <= named.span.start]
    rest = [word[0].lower() for word in words[:verb] if word.start() >= named.span.end]
    if any(word[0].islower() for word in led) or not (not rest or (rest[0] == "," and rest[-1] == ",")):
        return None
    told = [word[0].lower() for word in words[verb:]]
    passed = (rules.helpers, rules.continuing, rules.manner)
    while told and (any(told[-1] in one for one in passed) or not told[-1].isalnum()):
        told.pop()
    if not rules.joins.isdisjoint(told):
        return None  # ... Bob Ray, who promised her a boat, saying
    return Subject(named.span, named, "before", "apposition")


def _acts(word: Word, named: Mention | None, rules: Grammar) -> bool:
    """Whether a word of an English sentence is its verb, as far as one can tell without a lexicon."""
    low = word[0]
    if not low.islower() or (low in rules.little and low not in rules.be):
        return False
    touches = named is not None and named.span.end == word.start() - 1
    return touches or low in rules.helpers or low in rules.strong or rules.is_deed(low)


def _up_to_told(cue: Cue, words: list[Word], statement: Statement, rules: Grammar) -> list[Word]:
    """The words behind a cue up to whoever is spoken to. That is the name that follows somebody without one: Rief
    eine Frau Paul Adler zu, riefen Anwohner Paul Adler zu."""
    several = cue.kind is not CueKind.ACCORDING and bool(rules.plural) and cue.word.endswith(rules.plural)
    if not words or not (several or words[0][0].lower() in rules.indefinite):
        return words
    named = {mention.span.start for mention in statement.mentions if mention.kind is MentionKind.NAME}
    at = next((at for at, word in enumerate(words) if word.start() in named), len(words))
    titled = at == 1 and words[0][0].lower() in rules.titles
    if several and (titled or not rules.joins.isdisjoint(word[0].lower() for word in words[: at + 8])):
        return words
    return words[:at] if at or several else words


def _spoken_to(ahead: list[Word], rules: Grammar) -> bool:
    """Whether whoever stands before the verb was told it: Dem Minister sagte ein Fischer; a la alcaldesa le
    preguntó un periodista."""
    if not ahead:
        return False
    if rules.clitics and ahead[-1][0].lower() in rules.clitics:
        return ahead[0][0].lower() in rules.datives
    comma = next((at for at in range(len(ahead) - 1, -1, -1) if ahead[at][0] == ","), -1)
    return ahead[0][0].lower() in rules.objects or ahead[min(comma + 1, len(ahead) - 1)][0].lower() in rules.objects


def _nameless(text: str, first: Subject, ahead: list[Word], rules: Grammar) -> bool:
    """Whether what stands right before a cue is a noun phrase that names nobody and opens its clause."""
    if first.mention or first.link != "touch" or first.side != "before":
        return False
    words = [word for word in ahead if first.span.start <= word.start() < first.span.end]
    led = [word[0] for word in ahead if word.start() < first.span.start]
    if not words or not rules.opens_subject(words[0][0]):
        return False
    if any(word[0].lower() in rules.helpers - rules.determiners for word in words):
        return False
    if words[0][0].lower() in rules.own and words[-1][0].lower() in rules.papers:
        return False  # "her statement read": hers are the words
    return not led or led[-1] in ",;:—–”\"»“’'" or led[-1].lower() in rules.joins


def _answered(text: str, statement: Statement, passive: voice.Passive, rules: Grammar) -> bool:
    """Whether the sentence tells the question, so that the words are the answer: Asked by reporters whether she
    would go, Ann Lee: “...”."""
    words = next((one for one in statement.segments if passive.agent and one.outer.start > passive.agent), None)
    if passive.agent is None or not words or words.span.of(text).endswith("?"):
        return False
    led = text[passive.agent : words.outer.start].rstrip()
    opens = passive.start <= statement.span.start + 1 and "," in led
    return led.endswith((":", ",")) and (opens or _answers(led.lower().split(), rules))


def _answers(led: list[str], rules: Grammar) -> bool:
    """Whether "and" leads to a verb or its subject, and so to the answer: "... by reporters whether she would go,
    and answered", but not "by Ann Lee and the board"."""
    behind = [
        led[at + 1].strip(",:") for at in range(len(led) - 1) if led[at] in rules.joins and led[at] not in rules.that
    ]
    return any(word in rules.pronouns or word in rules.strong or rules.is_deed(word) for word in behind)


def _passive(text: str, statement: Statement, passive: voice.Passive, rules: Grammar, code: str) -> Frame:
    """The frame of a passive, whose speaker stands behind "by": Hahn was called “a liar” by Ann Park."""
    if passive.agent is None:
        return Frame(passive.cue, (), passive=True)
    ends = [s.outer.start for s in statement.segments if s.outer.start >= passive.agent]
    behind = tokens(text, passive.agent, min([statement.span.end, passive.agent + ARGUMENTS.reach // 2, *ends]), rules)
    found = [subject._replace(side="after", link="touch") for subject in after(text, behind, statement, rules)]
    denied = factuality.negated(
        text, Span(passive.start, passive.cue.span.start), code
    )  # was never called “...” by her
    return Frame(passive.cue, tuple(found), factuality=Factuality.DENIED if denied else Factuality.SAID, passive=True)


def _finite(cue: Cue, rules: Grammar) -> bool:
    """Whether a cue is no gerund: that has no subject of its own, said or left out."""
    return cue.kind not in (CueKind.SO, CueKind.MENTION) and not cue.word.endswith(rules.hanging)


def _behind(text: str, cue: Cue, right: int, rules: Grammar) -> list[Word]:
    """The words behind a cue, from the first that may belong to whoever speaks."""
    tie = rules.inverted.match(text, cue.span.end) if rules.inverted else None
    words = tokens(text, tie.end() if tie else cue.span.end, right, rules)
    low = words[0][0].lower() if cue.kind is CueKind.ACCORDING and words else ""
    if low in rules.of_words and low not in rules.determiners:
        return words[1:]  # a juicio de Rubio; but "a juicio del ministro"
    return words


def _up_to_verb(words: list[Word], rules: Grammar) -> list[Word]:
    """The words for who says so, up to the verb that follows them: Laut Polizei sind alle wohlauf."""
    return words[: next((at for at in range(1, len(words)) if _is_verb(words, at, rules)), len(words))]


def _is_verb(words: list[Word], at: int, rules: Grammar) -> bool:
    """Whether the word here is the verb: a listed one, or in German a small word behind a noun (Laut Ministerium
    dient das Zentrum) that does not end as an adjective would ("die geplante Reform")."""
    word = words[at][0]
    if word.lower() in rules.finite or word.lower() in rules.reported:
        return True
    if not rules.nominatives or not word.islower() or word in rules.little or not words[at - 1][0][0].isupper():
        return False
    noun = at + 1 < len(words) and words[at + 1][0].lower() in rules.determiners  # brannte die Halle
    return word.endswith("t") or (noun and word.endswith(("te", "ten")))


def _uncontracted(words: list[Word], statement: Statement, rules: Grammar) -> list[Word]:
    """The words without the preposition that the article is one word with: A juicio del sindicato, nach Ansicht der
    Polizei. Only where no mention holds it."""
    if len(words) < 2 or words[0][0].lower() not in rules.contracted:
        return words
    return words if any(one.span.start == words[0].start() for one in statement.mentions) else words[1:]


def _kind(word: str, rules: Grammar) -> str:
    low = word.lower()
    if low in rules.little:
        return rules.little[low]
    if low in rules.helpers:
        return "help"
    if low.endswith(("'s", "’s", "'", "’")):
        return "owner"
    if word[0].isupper():
        return "name"
    return "word" if word[0].isalnum() else word if word in ",:" else "sign"


def _limits(statement: Statement, number: int) -> tuple[int, int]:
    """The stretch around a cue that no mark and no earlier cue breaks."""
    cue = statement.cues[number].span
    left, right = statement.span.start, statement.span.end
    for segment in statement.segments:
        if segment.outer.end <= cue.start and not _title_between(segment, cue):
            left = max(left, segment.outer.end)
        elif segment.outer.start >= cue.end:
            right = min(right, segment.outer.start)
    return max(left, cue.start - ARGUMENTS.reach), min(right, cue.end + ARGUMENTS.reach)


def _title_between(segment: Segment, cue: Span) -> bool:
    """The author of "Going Home," a book on exile, said: a few words between marks that part nobody from a cue."""
    return len(segment.span) <= _WORKS.longest and cue.start - segment.outer.end > 2
