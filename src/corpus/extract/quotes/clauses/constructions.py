"""Sentences built so that one of those around a cue alone can be its speaker, whoever else stands nearer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.extract.quotes.clauses import second_verbs
from corpus.extract.quotes.clauses.cue_arguments import ARGUMENTS, Subject, after, phrase
from corpus.extract.quotes.clauses.restrictive import told_apart
from corpus.extract.quotes.clauses.tokens import Word, tokens
from corpus.extract.quotes.cues.cue_words import Cue, CueKind
from corpus.extract.quotes.cues.function_words import Grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.model import Mention, MentionKind, Span

_TELLS = frozenset({CueKind.SAY, CueKind.REPORT, CueKind.ACCORDING})


@dataclass(frozen=True, slots=True)
class Reaches:
    """How far from a cue whoever it belongs to is looked for. Set by hand."""

    named: int = 8  # words behind a cue that may be a title and a name
    paper: int = 24  # characters between a cue and the name of a paper
    name: int = 4  # words of that name


_REACHES = Reaches()
_PARTED = re.compile(r",[”\"»“'’]?\s+\Z")


def sole(
    text: str, statement: Statement, cue: Cue, ahead: list[Word], behind: list[Word], rules: Grammar
) -> Subject | None:
    """Whoever alone can be meant by how the sentence is built."""
    if found := _relative(text, statement, cue, ahead, behind, rules) or _writing(
        text, statement, cue, ahead, behind, rules
    ):
        return found
    named = behind[1:] if behind and behind[0][0].lower() in rules.datives else behind  # citó a Ana Gil
    if cue.word in rules.quoting and (quoted := after(text, named, statement, rules)):
        return quoted[0]  # state television quoted Viktor Hahn, quoted her husband
    return (
        told_apart(text, statement, cue, ahead, rules)
        or _free_relative(text, statement, cue, ahead, behind, rules)
        or second_verbs.opener(text, statement, cue, ahead, rules)
        or _antecedent(text, statement, ahead, rules)
        or _cleft(text, statement, ahead, rules)
        or _non_restrictive(statement, cue, ahead, rules)
        or _relayed(text, statement, ahead, rules)
        or _origin(text, statement, cue, behind, rules)
        or _place(text, statement, cue, behind, rules)
        or _in_marks(text, statement, cue, ahead, rules)
        or _outdone(text, statement, ahead, behind, rules)
        or _inverted(text, statement, cue, ahead, behind, rules)
    )


def _inverted(
    text: str, statement: Statement, cue: Cue, ahead: list[Word], behind: list[Word], rules: Grammar
) -> Subject | None:
    """The name behind "says" and a comma, where another name stands before: He has a low profile, unlike Tom Hale,
    says Ann Lee: “...”."""
    if not rules.gerund or cue.kind is not CueKind.SAY or not ahead or not behind or ahead[-1][0] != ",":
        return None
    found = after(text, behind[: _REACHES.named], statement, rules)
    named = found[0].mention if found and found[0].mention else None
    if not named or named.kind is not MentionKind.NAME:
        return None
    ends = named.span.end == statement.span.end or text[named.span.end] in ":."
    return found[0] if ends else None


def _antecedent(text: str, statement: Statement, ahead: list[Word], rules: Grammar) -> Subject | None:
    """The noun of a relative clause, which is whose words they are: in "Critics who called it “...”" the critics,
    not whoever answers them."""
    if not rules.gerund or len(ahead) < 2 or ahead[-1][0].lower() not in rules.relatives or ahead[-2][0] == ",":
        return None
    last = len(ahead) - 2
    under = next((at for at in range(last - 1, max(-1, last - 4), -1) if ahead[at][0].lower() in rules.tied), -1)
    found = phrase(text, ahead[under + 1 :], last - under - 1, statement, rules) if under >= 0 else None
    return Subject(found[0], found[1], "before", "touch") if found else None


def _carried(low: str, rules: Grammar) -> bool:
    """Whether it goes with the verb behind it."""
    return (low in rules.helpers or low in rules.clitics) and low not in rules.that


def _leads_away(low: str, rules: Grammar) -> bool:
    return low in rules.prepositions and low not in rules.of_words


def _non_restrictive(statement: Statement, cue: Cue, ahead: list[Word], rules: Grammar) -> Subject | None:
    """She was heckled by Rufus Kane, who shouted: the name right before the comma."""
    last = len(ahead) - 1
    while last > 1 and (low := ahead[last][0].lower()) in rules.helpers and low not in rules.relatives:
        last -= 1
    if last < 2 or ahead[last][0].lower() not in rules.relatives or ahead[last - 1][0] != ",":
        return None
    if rules.nominatives and cue.span.start != ahead[last].end() + 1:
        return None  # , der sie zitierte: he is quoted nowhere, the verb stands last
    end = ahead[last - 2].end()
    named = next((one for one in statement.mentions if one.span.end == end and one.kind is MentionKind.NAME), None)
    return Subject(named.span, named, "before", "touch") if named else None


def _free_relative(
    text: str, statement: Statement, cue: Cue, ahead: list[Word], behind: list[Word], rules: Grammar
) -> Subject | None:
    """Whoever stands behind the inner verb: in "Ana Gil contó lo que le dijo Juan Ríos: «...»" Juan Ríos said it."""
    last = len(ahead) - 1
    while last > 0 and _carried(ahead[last][0].lower(), rules):
        last -= 1
    if last < 1 or ahead[last][0].lower() not in rules.that or ahead[last - 1][0].lower() not in rules.neuters:
        return None
    found = next(iter(after(text, behind, statement, rules)), None)
    named = found and found.mention and found.mention.kind is MentionKind.NAME
    return found._replace(side="before") if found and named else None


def _cleft(text: str, statement: Statement, ahead: list[Word], rules: Grammar) -> Subject | None:
    """Whoever the sentence puts first: It was Ann Lee who first used the phrase “...”."""
    last = len(ahead) - 1
    while last > 0 and (low := ahead[last][0].lower()) in rules.helpers and low not in rules.relatives:
        last -= 1
    if not rules.gerund or last < 3 or ahead[last][0].lower() not in rules.hinges:
        return None
    lows = [word[0].lower() for word in ahead[:last]]
    at = next((n for n in range(last - 2) if lows[n] in rules.impersonal and lows[n + 1] in rules.be), -1)
    if at < 0 or lows[at + 2] in rules.negations:
        return None
    words = ahead[at + 2 : last]
    comma = next((n for n in range(1, len(words) - 1) if words[n][0] == ","), len(words))
    if comma + 1 < len(words) and words[comma + 1][0].lower() in rules.negations:
        words = words[:comma]  # it was Ann Lee, not Bob Ray, who said
    found = phrase(text, words, len(words) - 1, statement, rules)
    return Subject(found[0], found[1], "before", "touch") if found else None


def _relayed(text: str, statement: Statement, ahead: list[Word], rules: Grammar) -> Subject | None:
    """Whoever is quoted by another: in "Ann Lee quoted her mother as saying" the mother said it."""
    if len(ahead) < 3 or ahead[-1][0].lower() not in rules.relays:
        return None
    quoted = next((at for at in range(len(ahead) - 2, -1, -1) if ahead[at][0].lower() in rules.quoting), -1)
    found = after(text, ahead[quoted + 1 : -1], statement, rules) if quoted >= 0 else []
    return found[0]._replace(side="before") if found else None


def _origin(text: str, statement: Statement, cue: Cue, behind: list[Word], rules: Grammar) -> Subject | None:
    """Where words come from, if that is all that is said of their speaker: heißt es aus dem Rathaus, hieß es in
    einem Schreiben des Ministeriums, se lee en la carta."""
    lows = [word[0].lower() for word in behind[:2]]
    first = 0 if cue.word in rules.stands else 1
    if len(lows) < 2 or (first and lows[0] not in rules.impersonal) or lows[first] not in rules.origins:
        return None
    return next(iter(after(text, behind[first + 1 :], statement, rules)), None)


def _place(text: str, statement: Statement, cue: Cue, behind: list[Word], rules: Grammar) -> Subject | None:
    """The document that opens the sentence and bears the words, where nobody is named who says them: in einer
    Erklärung des Ministeriums heißt es, im Entwurf steht, dort war „…“ zu lesen."""
    first = text[statement.span.start : cue.span.start].split(" ", 1)[0]
    if not rules.stands or first.lower() not in rules.origins or first.islower():
        return None
    opening = tokens(text, statement.span.start, cue.span.start, rules)
    if len(opening) < 2:
        return None
    last = opening[-1][0].lower()
    nobody = (behind and behind[0][0].lower() in rules.impersonal) or last in rules.impersonal
    if not nobody and cue.word not in rules.stands:
        return None
    end = min([cue.span.start, *(segment.outer.start for segment in statement.segments)])
    words = [word for word in opening[1:] if word.end() <= end]
    away = (at for at, word in enumerate(words) if _leads_away(word[0].lower(), rules))
    near = words[: next(away, len(words))]  # en la carta enviada al juez se lee: the judge only gets it
    found = after(text, near, statement, rules)
    if rules.nominatives and found and found[0].span.start == near[0].start():
        found = after(text, words, statement, rules) or found  # no author among them: all that bears the words
    return found[0]._replace(side="before") if found else None


def _in_marks(text: str, statement: Statement, cue: Cue, ahead: list[Word], rules: Grammar) -> Subject | None:
    """A paper whose name stands between marks, as its words do: „...“, schrieb die „Neue Rundschau“."""
    if cue.kind not in _TELLS or (cue.kind is not CueKind.ACCORDING and (len(statement.segments) < 2 or _opens(ahead))):
        return None
    segment = next((s for s in statement.segments if s.outer.start > cue.span.end), None)
    if not segment or not segment.closed or segment.outer.start - cue.span.end > _REACHES.paper:
        return None
    led = text[cue.span.end : segment.outer.start].lower().split()
    words = segment.span.of(text).split()
    if len(words) > _REACHES.name or not words[0][0].isupper() or not words[-1][-1].isalnum():
        return None
    between = all(word in rules.determiners or word in rules.groups for word in led)
    return Subject(segment.span, None, "after", "touch") if between else None


def _opens(ahead: list[Word]) -> bool:
    """Whether anybody may stand before a cue."""
    return any(word[0][0].isalnum() for word in ahead)


def _outdone(text: str, statement: Statement, ahead: list[Word], behind: list[Word], rules: Grammar) -> Subject | None:
    """Whoever said it best: in "Nobody put it better than Ann Lee" she did."""
    if not ahead or not any(word[0].lower() in rules.nobody for word in ahead):
        return None
    for at in range(min(len(behind), 8)):
        if behind[at][0].lower() in rules.than:
            found = after(text, behind[at + 1 :], statement, rules)
            return found[0] if found and found[0].mention else None
    return None


def _relative(
    text: str, statement: Statement, cue: Cue, ahead: list[Word], behind: list[Word], rules: Grammar
) -> Subject | None:
    """The name before a clause that stands between it and the cue: Rita Moss, whose son, Paul Reed, died in the
    flood, said."""
    bare = next((word for word in reversed(ahead) if word[0].lower() not in rules.helpers), None)
    helped = bare is not None and bare[0] == "," and bare is not ahead[-1]  # ..., a dit
    if not helped and not _PARTED.search(text[max(statement.span.start, cue.span.start - 4) : cue.span.start]):
        return None
    marks = [segment.outer.end for segment in statement.segments if segment.outer.end <= cue.span.start]
    starts = [max(marks)] if marks else [statement.span.start]
    tagged = behind and ((low := behind[0][0].lower()) not in rules.tied or low in rules.pronouns)
    if marks and not tagged:  # who was accused of “looking away,” said on Sunday
        starts.append(statement.span.start)
    for start in starts:
        words = tokens(text, max(start, cue.span.start - ARGUMENTS.reach), cue.span.start, rules)
        if named := _parted(words, statement, rules):
            return Subject(named.span, named, "before", "apposition")
    return None if marks else _parted_kin(text, statement, cue, rules)


def _parted_kin(text: str, statement: Statement, cue: Cue, rules: Grammar) -> Subject | None:
    """Somebody told by whom they belong to, before such a clause: Ray’s widow, who met Ann Lee, said."""
    words = tokens(text, statement.span.start, cue.span.start, rules)
    commas = [at for at, word in enumerate(words) if word[0] == ","]
    if len(commas) != 2 or not commas[0] or words[commas[0] - 1][0].lower() not in rules.kin:
        return None
    if words[commas[0] + 1][0].lower() not in rules.relatives:
        return None
    span = Span(words[0].start(), words[commas[0] - 1].end())
    named = any(one.span.overlaps(span) and one.span.end == span.end for one in statement.mentions)
    return None if named else Subject(span, None, "before", "touch")


def _parted(words: list[Word], statement: Statement, rules: Grammar) -> Mention | None:
    """Whoever opens these words, where a clause about them is all that follows."""
    floor = words[0].start() if words else statement.span.end
    named = next((m for m in statement.mentions if m.span.start >= floor and m.kind is not MentionKind.PRONOUN), None)
    if not named:
        return None
    led = [word[0] for word in words if word.end() <= named.span.start]
    rest = [word[0] for word in words if word.start() >= named.span.end]
    while rest and not rest[-1][0].isalnum():
        rest.pop()
    if len(rest) < 3 or any(word.lower() in rules.prepositions or word in ",;:" for word in led):
        return None
    clause = rest[0] == "," and rest[1].lower() in rules.relatives and _has_verb(rest[2:], rules)
    return named if clause else None


def _has_verb(words: list[str], rules: Grammar) -> bool:
    """Whether a clause says anything behind the last name in it: "whose son, Paul Reed" is not at its end yet."""
    last = next((at for at in range(len(words) - 1, -1, -1) if words[at] == ","), -1)
    return any(word[:1].islower() and word.lower() not in rules.determiners for word in words[last + 1 :])


def _writing(
    text: str, statement: Statement, cue: Cue, ahead: list[Word], behind: list[Word], rules: Grammar
) -> Subject | None:
    """A billboard promising “...”, read the banner behind Ann Lee; she read out a letter from Ann Lee."""
    bearer = _bearer(cue, ahead, rules)
    if bearer >= 0:
        made = ahead[bearer][0].lower() in rules.papers and not any(w[0].lower() in rules.received for w in ahead)
        opens = (at for at in range(bearer, -1, -1) if ahead[at][0].lower() in rules.determiners)
        written = Span(ahead[next(opens, bearer)].start(), ahead[bearer].end())
        return None if made else Subject(written, None, "before", "touch")
    if sender := _sender(statement, ahead, rules):
        return sender
    for at in range(min(len(behind), 6)):
        noun = behind[at][0].lower()
        if noun not in rules.bearers and noun not in rules.sayings:
            continue
        if noun in rules.sayings and (owner := _owner_of(behind[:at])):
            return Subject(owner, None, "before", "touch")
        recited = cue.word in rules.recited or (noun in rules.sayings and not _owned(behind[:at], rules))
        if at + 2 < len(behind) and behind[at + 1][0].lower() in rules.authors and recited:
            found = after(text, behind[at + 2 :], statement, rules)
            return found[0]._replace(side="before") if found else None
        quoted = statement.segments and statement.segments[0].outer.end <= cue.span.start
        if at <= 1 and quoted and behind[at][0].lower() in rules.signs:
            return Subject(Span(behind[0].start(), behind[at].end()), None, "after", "touch")
    return None


def _bearer(cue: Cue, ahead: list[Word], rules: Grammar) -> int:
    """The place of what bears the words: a banner reading “...”, a banner that read “...”; -1 where nothing does."""
    last = len(ahead) - 1
    if last > 0 and ahead[last][0].lower() in rules.hinges:
        last -= 1
    elif not cue.word.endswith(rules.gerund or "\n"):
        return -1
    return last if last >= 0 and ahead[last][0].lower() in rules.bearers else -1


def _sender(statement: Statement, ahead: list[Word], rules: Grammar) -> Subject | None:
    """Whoever wrote what bears the words: She received an e-mail from Ann Lee that said."""
    if len(ahead) < 4 or ahead[-1][0].lower() not in rules.hinges:
        return None
    named = next((m for m in statement.mentions if m.span.end == ahead[-2].end()), None)
    led = [word[0].lower() for word in ahead if named and word.end() <= named.span.start]
    written = len(led) > 1 and led[-1] in rules.authors and led[-2] in rules.papers
    return Subject(named.span, named, "before", "touch") if named and written else None


def _owner_of(led: list[Word]) -> Span | None:
    """Her father, of "remembers her father's last words": whose words they are."""
    at = next((at for at, word in enumerate(led) if word[0].endswith(("'s", "’s"))), -1)
    return Span(led[0].start(), led[at].end() - 2) if at >= 0 else None


def _owned(led: list[Word], rules: Grammar) -> bool:
    """Whether the words are those of whoever owns them: her words of comfort are her own."""
    return not led or led[-1][0].lower() in rules.possessive or led[-1][0].lower() not in rules.determiners
