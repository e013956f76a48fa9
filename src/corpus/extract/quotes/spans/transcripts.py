"""Speech that a label hands to its speaker: MARSH: …, Q: … A: …, an interview with its questions in bold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from corpus.analysis.folding import fold, words
from corpus.extract.document import Document
from corpus.extract.people.name_lexicon import Is, vocabulary
from corpus.extract.people.roles import nouns
from corpus.extract.quotes.spans.quote_marks import Segment, Turn
from corpus.languages import lexicon
from corpus.model import Block, BlockKind, Mention, Person, Span

_NO_SPEECH = frozenset({BlockKind.META, BlockKind.BOILERPLATE, BlockKind.CREDIT, BlockKind.POST, BlockKind.SIGNATURE})
_NAME = r"[^\W\d_a-zà-ÿ][\w.'’-]*"
_SHOUT = r"[^\W\d_a-zà-ÿ][^\Wa-zà-ÿ_]*"  # DIRECTOR DE AGUA, ANA RUIZ
_BOLD = r"(?:\*\*|__|'{2,5})"
_QUESTION = re.compile(rf"{_BOLD}?[^\n]{{6,300}}[?？]{_BOLD}?$")
_WHOLE_BOLD = re.compile(rf"{_BOLD}[^*\n]{{6,300}}{_BOLD}$")
_DIRECTION = re.compile(r"[(\[][^()\[\]]{1,60}[)\]]\.?$")  # (LAUGHTER)
_QUOTED = "\"“«„‘'"
_MARKS = _QUOTED[:4]
_OPENING, _CLOSING = '"“', '"”'
_ENDS = ".?!…)]*”"
_TRIM = " \t\n*_'"
_HEADINGS = frozenset({BlockKind.HEADING, BlockKind.TITLE, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True)
class TurnRules:
    """What makes a text a transcript or an interview. Set by hand."""

    label: int = 48  # characters of a label, at most
    office: int = 96  # the same where an office in capitals stands before the name
    between: int = 4  # paragraphs of one turn before the next label
    asked: int = 3  # questions under one label, of those who ask
    answers: int = 2  # paragraphs a question, on the whole; with more it is an essay that asks itself
    plain_questions: int = 3  # questions that make an interview
    bold_questions: int = 2  # the same where they are printed bold


_RULES = TurnRules()


@dataclass(frozen=True, slots=True)
class Keys:
    """What a label says instead of a name."""

    asks: frozenset[str]
    answers: frozenset[str]
    roles: frozenset[str]  # moderator, host
    never: frozenset[str]  # date, place, photo


@lru_cache(maxsize=16)
def keys(code: str) -> Keys:
    listed = lexicon(code, "transcripts")
    return Keys(*(frozenset(map(fold, listed.list(key))) for key in ("asks", "answers", "roles", "never")))


@dataclass(frozen=True, slots=True)
class _Line:
    block: Block
    label: Span
    words: Span  # what follows the label
    key: str  # the label, folded


def find(document: Document) -> tuple[Segment, ...]:
    """The segments of the article with the turns of its transcript in the place of what they hold."""
    turns = list(_turns(document.text, document.blocks, document.language))
    if not turns:
        return tuple(document.segments)
    marked = [one for one in document.segments if not any(one.span.overlaps(turn.span) for turn in turns)]
    return tuple(sorted((*marked, *turns), key=lambda segment: segment.outer.start))


def _turns(text: str, blocks: Sequence[Block], code: str) -> Iterator[Segment]:
    known = keys(code)
    printed = [block for block in blocks if block.kind not in _NO_SPEECH]
    lines = list(_of_people(text, list(_labelled(text, printed, known, code)), known))
    counts = Counter(line.key for line in lines)
    keyed = [line for line in lines if line.key in known.asks | known.answers | known.roles]
    shouted = max(counts.values(), default=0) > 1 and all(line.label.of(text).isupper() for line in lines)
    strong = bool(keyed) or shouted or sum(count > 1 for count in counts.values()) > 1
    several = len(lines) > 1 and (len(counts) > 1 or keyed)
    spoken = (
        keyed
        or (shouted and all(text[line.words.end - 1] in _ENDS for line in lines))
        or _first_person([line.words.of(text) for line in lines], code)
    )
    if several and spoken and (strong or any(_elsewhere(text, line, lines) for line in lines)):
        return _spoken(text, printed, lines, Turn.LABEL if strong else Turn.PERHAPS, known)
    return iter(_interview(text, printed, code))


def _labelled(text: str, blocks: Sequence[Block], known: Keys, code: str) -> Iterator[_Line]:
    for block in blocks:
        opened = text[block.span.start] in _OPENING  # a transcript that is quoted: “MARSH: ...
        match = _label().match(text, block.span.start + opened, block.span.end)
        most = _RULES.office if match and match["label"].isupper() and "," in match["label"] else _RULES.label
        if match and match["office"]:
            most = _RULES.office if _is_office(match["office"][2:], code) else 0
        if not match or len(match["label"]) > most or text[match.end()] in _QUOTED:
            continue
        end = block.span.end - (opened and text[block.span.end - 1] in _CLOSING)
        start, key = match.start("label"), fold(match["label"].strip(" .'"))
        keyed = key in known.asks or key in known.answers
        if block.kind in _HEADINGS or ("." in match["key"] and not keyed):
            continue
        yield _Line(block, Span(start, start + len(match["label"].rstrip("'"))), Span(match.end(), end), key)


def _of_people(text: str, lines: Sequence[_Line], known: Keys) -> Iterator[_Line]:
    """The lines of people, without those whose label is an ordinary word. Such a word is a name after all where the
    text around has it as one, or where it stands in capitals by turns with another label: PRICE: Who asked you?"""
    for at, line in enumerate(lines):
        if line.key in known.never:
            beside = {other.key for other in lines[max(0, at - 1) : at + 2] if other.label.of(text).isupper()}
            by_turns = len(beside - known.never) > 0 and sum(other.key == line.key for other in lines) > 1
            if not line.label.of(text).isupper() or not (by_turns or _elsewhere(text, line, lines)):
                continue
        yield line


def _elsewhere(text: str, line: _Line, lines: Sequence[_Line]) -> bool:
    """Whether the last word of a label is a name in the text around."""
    last = line.label.of(text).split("(")[0].split()[-1]
    labels = {other.label.start for other in lines}
    places = re.finditer(rf"\b{re.escape(last)}\b", text, re.IGNORECASE)
    return any(
        match.group()[0].isupper() and not any(start <= match.start() < start + _RULES.label for start in labels)
        for match in places
    )


def _spoken(
    text: str, blocks: Sequence[Block], lines: Sequence[_Line], labelled: Turn, known: Keys
) -> Iterator[Segment]:
    """The turns of those who are not the paper: what its label leads to, and paragraphs up to the next label."""
    places = {block: number for number, block in enumerate(blocks)}
    for line, following in pairwise((*lines, None)):
        assert line
        if line.key in known.asks:
            continue
        turn, label = (Turn.ANSWER, None) if line.key in known.answers else (labelled, line.label)
        yield from _turn(text, line.words, turn, label)
        at = places[line.block] + 1
        stop = places[following.block] if following else at
        for block in blocks[at:stop] if stop - at <= _RULES.between else ():
            if block.kind not in _HEADINGS and not _DIRECTION.match(block.span.of(text)):
                yield from _turn(text, block.span, turn, label)


def _first_person(paragraphs: Sequence[str], code: str) -> bool:
    """Whether they are people talking: about themselves, to somebody, asking."""
    persons = frozenset(map(fold, lexicon(code, "marks").list("persons")))
    talk = [any(sign in words for sign in "?!") or not persons.isdisjoint(fold(words).split()) for words in paragraphs]
    return 2 * sum(talk) >= len(talk)


def _interview(text: str, blocks: Sequence[Block], code: str) -> list[Segment]:
    """Paragraphs that are questions, each with its answer below."""
    asked = [bool(_QUESTION.match(block.span.of(text))) for block in blocks]
    bold = [bool(_WHOLE_BOLD.match(block.span.of(text))) for block in blocks]
    if sum(a and b for a, b in zip(asked, bold, strict=True)) >= _RULES.bold_questions:
        asked = bold
    elif sum(asked) < _RULES.plain_questions or any(bold):
        return []
    answers = _answers(text, blocks, asked)
    told = [block.span.of(text) for block in answers]
    few = len(answers) > _RULES.answers * sum(asked)
    if few or not _first_person(told, code) or any(mark in words for words in told for mark in _MARKS):
        return []
    return [turn for block in answers for turn in _turn(text, block.span, Turn.ANSWER, None)]


def _answers(text: str, blocks: Sequence[Block], asked: Sequence[bool]) -> list[Block]:
    question, last = -_RULES.between - 1, len(asked) - asked[::-1].index(True)
    found = []
    for number, block in enumerate(blocks):
        if asked[number]:
            question = number
        elif number - question > (1 if number > last else _RULES.between) or block.kind in _HEADINGS:
            continue
        elif not block.span.of(text).startswith(("—", "–")) and not _is_labelled(text, block):
            found.append(block)
    return found


def _is_labelled(text: str, block: Block) -> bool:
    """Whether a label in capitals opens the paragraph: what follows is of whoever it names."""
    match = _label().match(text, block.span.start, block.span.end)
    return match is not None and match["label"].isupper() and ":" in match["key"]


def _turn(text: str, span: Span, turn: Turn, label: Span | None) -> Iterator[Segment]:
    start, end = span.start, span.end
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    if start < end:
        yield Segment(Span(start, end), Span(start, end), dialogue=True, turn=turn, label=label)


# ---------------------------------------------------------------------- whose voice it is
def speakers(document: Document) -> dict[Span, str | None]:
    """Who speaks in each turn that is one; nobody where a label names a role."""
    turns = [segment for segment in document.segments if segment.turn]
    if not turns:
        return {}
    known, answerer = keys(document.language), _answerer(document, turns[0].span.start)
    names = [person.name for person in document.people]
    found: dict[Span, str | None] = {}
    asking = _asking(document.text, turns)
    for turn in turns:
        if turn.label is None:
            found[turn.span] = answerer
            continue
        whole = turn.label.of(document.text).split(" (")[0].strip(" .,")
        label = parted(document.text, turn.label, document.language)[0].of(document.text).split(" (")[0].strip(" .,")
        bare = _untitled(label, document.language)
        name = _named(label, names) or _in_office(document, whole) or _named(bare, names)
        papers = whole in asking and bare == label and not _is_surname(label, document.language)
        if name is None and (turn.turn is Turn.PERHAPS or papers):
            continue
        if name is None and fold(label) not in known.roles and not _several(label, names):
            name = bare
            names.append(name)
        found[turn.span] = name
    return found


def introduced(document: Document) -> tuple[Person, ...]:
    """The people of the article, with those whom only a label names, and with the offices that labels give them."""
    text, people = document.text, {person.name: person for person in document.people}
    voices = {quote.speaker_span: quote.speaker for quote in document.quotes if quote.speaker_span and quote.speaker}
    for label, name in voices.items():
        office = parted(text, label, document.language)[1]
        known = people.get(name)
        if office is None or (known is None and " " not in name):
            continue
        told = known or Person(name)
        same = any(role.of(text).casefold() == office.of(text).casefold() for role in told.roles)
        people[name] = told if same else replace(told, roles=(*told.roles, office))
    return tuple(people.values())


def parted(text: str, label: Span, code: str) -> tuple[Span, Span | None]:
    """The parts of a label: whom it names, and the office beside the name. "ANN LEE, MAYOR OF HOLM", "MAYOR, ANN
    LEE"."""
    comma = text.find(", ", label.start, label.end)
    if comma < 0:
        return label, None
    first, second = Span(label.start, comma), Span(comma + 2, label.end)
    if _is_office(second.of(text), code):
        return first, second
    return (second, first) if _is_office(first.of(text), code) else (label, None)


def _is_office(said: str, code: str) -> bool:
    known = nouns(code)
    return any(word.strip(".").lower() in known for word in said.split())


def _asking(text: str, turns: Sequence[Segment]) -> frozenset[str]:
    """The labels of those who mostly ask: the paper's own."""
    said = Counter(turn.label.of(text) for turn in turns if turn.label)
    asked = Counter(turn.label.of(text) for turn in turns if turn.label and text[turn.span.end - 1] in "?？")
    return frozenset(
        label
        for label, count in asked.items()
        if (count >= _RULES.asked and 2 * count >= said[label]) or 1 < count == said[label]
    )


def _named(label: str, names: Sequence[str]) -> str | None:
    """The one person of the article whom the label may name: "MARSH", "MAYOR HELENA MARSH"."""
    said = set(words(label))
    fits = [name for name in names if (own := set(words(name))) and (own <= said or said <= own)]
    whole = [name for name in fits if set(words(name)) <= said and " " in name]
    whole.sort(key=str.isupper)  # as the text writes it elsewhere
    return whole[0] if whole else fits[0] if len(fits) == 1 else None


def _untitled(label: str, code: str) -> str:
    known, said = vocabulary(code), label.split()
    while len(said) > 1 and known.of(said[0].rstrip(".")) & Is.RANK:
        said = said[1:]
    return " ".join(said)


def _is_surname(label: str, code: str) -> bool:
    """Whether somebody's name leads to the words, not a paper's: OKAFOR in a hearing asks in her own name."""
    return bool(vocabulary(code).of(label.split()[-1]) & Is.SURNAME)


def _in_office(document: Document, label: str) -> str | None:
    """The one person of the article who has this office: "THE PRESIDENT"."""
    said = set(words(label)) - set(map(fold, lexicon(document.language, "cues").list("determiners")))
    fits = [
        person.name
        for person in document.people
        if any(said <= set(words(role.of(document.text))) for role in person.roles)
    ]
    return fits[0] if said and len(fits) == 1 else None


def _several(label: str, names: Sequence[str]) -> bool:
    said = set(words(label))
    return sum(said <= set(words(name)) for name in names) > 1


def _answerer(document: Document, first: int) -> str | None:
    """Who is named before the first answer; of several, the one named most, where one is."""
    named = Counter(
        mention.person for mention in _before(document.mentions, first) if mention.person is not None
    ).most_common(2)
    if not named:
        return document.people[0].name if len(document.people) == 1 else None
    return named[0][0] if len(named) == 1 or named[0][1] > named[1][1] else None


def _before(mentions: Sequence[Mention], place: int) -> Iterator[Mention]:
    return (mention for mention in mentions if mention.span.end <= place)


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    """How a turn begins: a label of a few words with capitals, perhaps with an office, and a colon or a stop."""
    small = "|".join(lexicon("world", "names").list("in_labels"))
    return re.compile(
        rf"{_BOLD}?(?P<label>(?:{_SHOUT}(?: {_SHOUT}){{0,8}}, (?={_SHOUT}))?"
        rf"{_NAME}(?: (?:{_NAME}|{small})){{0,5}}"
        rf"(?:,? \([^()\n]{{1,24}}\))?(?P<office>, [^\n:.;()“”\"]{{3,60}}?)?)"
        rf"(?P<key>{_BOLD}?(?:[ \u00a0\u202f]?:|\.){_BOLD}?) ?(?=\S)"
    )
