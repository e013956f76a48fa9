"""Which sentences state something that can be checked, and of what kind each is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from corpus import quantities
from corpus.extract.document import Document
from corpus.extract.facts import check_worthiness
from corpus.languages import Kept, lexicon
from corpus.model import PROSE, BlockKind, Fact, FactKind, MentionKind, Quote, QuoteKind, Sentence, Span

# The worth a sentence of each kind must have at least. What a word of the kind proves already needs less.
LEAST = {
    FactKind.FIGURE: 0.15,
    FactKind.AGREEMENT: 0.1,
    FactKind.ROLE: 0.08,
    FactKind.PLAN: 0.06,
    FactKind.EVENT: 0.08,
    FactKind.POSITION: 0.25,
    FactKind.CLAIM: 0.3,
}
_LEAST_OF_ALL = min(LEAST.values())


@dataclass(frozen=True, slots=True)
class FactLeast:
    """How check-worthy (0 to 1) and how long a fact must be where the table above does not say. Set by hand on
    facts that were read and judged."""

    told: float = 0.09  # for a position or a claim that a word proves
    spoken: float = 0.35  # for a position in the speaker's own words: much of direct speech is feeling
    posted: float = 0.5  # for a claim in a post
    words: int = 5  # of the shortest fact


OTHERS = FactLeast()

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WORDS = Kept(_WORD.findall)
_DIGIT = re.compile(r"\d")
_BROKEN = re.compile(r"(?:…|\.\.\.)\W*(?:\S+\.\S+/\S*)?\W*$")
_ASKED = re.compile(r"\?[\"”»’)\s]*$")
_BY_WORD = (FactKind.AGREEMENT, FactKind.ROLE, FactKind.PLAN, FactKind.POSITION, FactKind.EVENT, FactKind.CLAIM)
_UNSAID = frozenset({FactKind.POSITION, FactKind.EVENT, FactKind.CLAIM})  # where nobody is quoted


def find(document: Document) -> tuple[Fact, ...]:
    """Whole sentences of the prose and of posts, in text order."""
    named = [mention.span.start for mention in document.mentions if mention.kind is MentionKind.NAME]
    found = []
    for sentence, said, name in _with(document.sentences, document.quotes, named):
        fact = _fact(document.text, sentence, said, name, document.language)
        if fact:
            found.append(fact)
    return tuple(_put_right(document, found))


def _put_right(document: Document, facts: Sequence[Fact]) -> Iterator[Fact]:
    """What a newspaper had wrong together with the sentence behind it, which says what is right."""
    taken, text = _taken_back(document.language), document.text
    after = {one.span: other.span for one, other in pairwise(document.sentences)}
    for fact in facts:
        behind = after.get(fact.span) if taken and taken.match(text, fact.span.start, fact.span.end) else None
        near = behind is not None and "\n" not in text[fact.span.end : behind.start]
        yield replace(fact, span=Span(fact.span.start, behind.end)) if behind and near else fact


@lru_cache(maxsize=16)
def _taken_back(code: str) -> re.Pattern[str] | None:
    listed = lexicon(code, "facts").list("taken_back")
    lead = r"(?:[^\W\d_]+(?: [^\W\d_]+){0,2}: )?"  # "Correction: "
    return re.compile(rf"{lead}(?:{'|'.join(map(re.escape, listed))})\b", re.IGNORECASE) if listed else None


def _with(
    sentences: Sequence[Sentence], quotes: Sequence[Quote], named: Sequence[int]
) -> Iterator[tuple[Sentence, Quote | None, bool]]:
    """Each sentence with the first quote in it and whether it names somebody."""
    spoken = [quote for quote in quotes if quote.kind is not QuoteKind.PULL]
    at = near = 0
    for sentence in sentences:
        span = sentence.span
        while at < len(spoken) and spoken[at].span.end <= span.start:
            at += 1
        while near < len(named) and named[near] < span.start:
            near += 1
        said = spoken[at] if at < len(spoken) and spoken[at].span.start < span.end else None
        yield sentence, said, near < len(named) and named[near] < span.end


def _fact(text: str, sentence: Sentence, said: Quote | None, named: bool, code: str) -> Fact | None:
    if sentence.block not in PROSE and sentence.block is not BlockKind.POST:
        return None
    words = sentence.span.of(text)
    score = sentence.worth or check_worthiness.worth(words, code)
    if score < _LEAST_OF_ALL:
        return None
    kind, proved = _kind(words, said, named, code, posted=sentence.block is BlockKind.POST)
    if kind is None or score < _least(kind, sentence, said, proved):
        return None
    return Fact(sentence.span, kind, said.speaker if said else None, score)


def _least(kind: FactKind, sentence: Sentence, said: Quote | None, proved: bool) -> float:
    if kind is FactKind.CLAIM and sentence.block is BlockKind.POST:
        return OTHERS.posted
    if kind is FactKind.POSITION and said and said.kind is QuoteKind.DIRECT:
        return OTHERS.spoken
    return OTHERS.told if proved and kind in _UNSAID and kind is not FactKind.EVENT else LEAST[kind]


def _kind(words: str, said: Quote | None, named: bool, code: str, *, posted: bool) -> tuple[FactKind | None, bool]:
    """The kind of fact, and whether a word proves it. None for what cannot be checked alone: questions, courtesies,
    sentences that break off or need the one before."""
    tokens = _WORDS.all(words.lower())
    if len(tokens) < OTHERS.words or ("?" in words and _ASKED.search(words)) or _breaks_off(words):
        return None, False
    table = _table(code)
    kinds = set(map(table.get, tokens))
    if ("number" in kinds or _DIGIT.search(words)) and quantities.tells(words, code):
        return FactKind.FIGURE, True
    pairs = _pairs(code)
    kinds.update(pairs[one].get(two) for one, two in pairwise(tokens) if one in pairs)
    if "courtesy" in kinds and FactKind.AGREEMENT not in kinds:
        return None, False
    if not named and table.get(tokens[0]) == "opening":
        return None, False
    quoted = said is not None and not posted
    for kind in _BY_WORD:
        if kind in kinds and not (quoted and kind in _UNSAID):
            return kind, True
    return FactKind.POSITION if quoted else FactKind.CLAIM, False


def _breaks_off(words: str) -> bool:
    return ("…" in words or "..." in words) and _BROKEN.search(words) is not None


@lru_cache(maxsize=16)
def _pairs(code: str) -> dict[str, dict[str, str]]:
    """The table's entries of two words: the first -> the second -> what they prove."""
    pairs: dict[str, dict[str, str]] = {}
    for words, kind in _table(code).items():
        if len(parts := words.split()) == 2:
            pairs.setdefault(parts[0], {})[parts[1]] = kind
    return pairs


@lru_cache(maxsize=16)
def _table(code: str) -> dict[str, str]:
    """For each word the kind of fact it proves."""
    words = lexicon(code, "facts")
    table: dict[str, str] = {}
    for kind in ("opening", "courtesy", *_BY_WORD):
        for word in words.list(kind):
            table.setdefault(word, kind)
    numbers = lexicon(code, "figures")
    for word in (*numbers.numbers("numbers"), *numbers.numbers("scales"), *numbers.numbers("fractions")):
        table.setdefault(word.split()[-1], "number")
    return table
