"""Finds the words that tie a speaker to words: "said", "according to", "afirmó"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from corpus.extract.quotes.cues.conjugation import conjugate
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.languages import Lexicon, lexicon
from corpus.model import Span

_SO = re.compile(r"[,–—(»“”\"«‘’'] ?\Z")  # what stands before the word that follows what somebody said


@dataclass(frozen=True, slots=True)
class HelperReach:
    """How far before a verb its helpers are looked for. Set by hand: `would not have`."""

    ahead: int = 24  # characters before a word in which its helpers stand
    chained: int = 40  # characters before an infinitive in which the verb stands that it hangs on


_REACH = HelperReach()


class CueKind(StrEnum):
    SAY = "say"
    TELL = "tell"
    REPORT = "report"
    ACCORDING = "according"  # the speaker follows: "according to", "según", "laut"
    SO = "so"  # stands behind the words, the speaker follows: German "so"
    ASK = "ask"
    THINK = "think"
    PLEDGE = "pledge"
    SHOW = "show"
    MENTION = "mention"  # a verb of speech that is as often a noun or something else
    CALL = "call"
    STAND = "stand"  # wants, supports, refuses
    ACT = "act"  # put it so


_SAID = frozenset({CueKind.SAY, CueKind.REPORT})
_CHAINED = _SAID | {CueKind.TELL, CueKind.ASK}  # the verbs of saying that hang on another: llegó a "decir"


class Cue(NamedTuple):
    span: Span
    word: str  # as written, lower case
    kind: CueKind
    impersonal: bool = False  # nobody is named who says it, nor anybody meant: "se dijo"


def find(text: str, segments: Sequence[Segment], code: str) -> list[Cue]:
    """In text order; none inside a segment."""
    table = _table(code)
    starts = [segment.outer.start for segment in segments]
    ends = [segment.outer.end for segment in segments]
    found = []
    low = text.lower()
    if len(low) != len(text):  # a few letters become two when made small
        low = "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)
    for match in table.pattern.finditer("\n" + low):  # looking for small letters only is twice as fast
        start = match.start()  # of what stands before the word, which the line added makes that of the word
        at = bisect_right(starts, start) - 1
        if at >= 0 and start < ends[at]:
            continue
        if cue := table.read(low, start, match[1]):
            found.append(cue)
    return list(_joined(low, sorted(found), table))


def _joined(low: str, found: Sequence[Cue], table: _Table) -> Iterator[Cue]:
    """The cues found, two as one where they belong together: "según dijo", whose speaker follows."""
    skip = False
    for cue, following in zip_longest(found, found[1:]):
        if skip:
            skip = False
            continue
        between = low[cue.span.end : following.span.start].split() if following else []
        skip = bool(following) and cue.word in table.leading and table.between.issuperset(between)
        yield cue._replace(span=Span(cue.span.start, following.span.end)) if skip else cue


def forms(code: str, kinds: Iterable[CueKind]) -> frozenset[str]:
    """The words of these kinds, as they are written: the participles and reflexive verbs without their helpers."""
    wanted, known = frozenset(kinds), _forms(code)
    listed = (*known.reflexive.items(), *known.helped.items(), *known.plain.items())
    return frozenset(word for word, kind in listed if kind in wanted)


class _Apart:
    """The particles of a verb. Teilte die Polizei am Montag mit: they close its clause; elsewhere "mit" is a
    preposition."""

    def __init__(self, kinds: Mapping[str, CueKind]) -> None:
        self._kinds = kinds
        stop = r"(?=\s*(?:[,.:;!?–—)„“”\"»«\n]|und\b|oder\b|$))"
        self._pattern = re.compile(rf"[^.;:!?\n]{{0,160}}?\b({'|'.join(kinds)})\b{stop}")

    def kind(self, low: str, end: int) -> CueKind | None:
        match = self._pattern.match(low, end)
        return self._kinds[match[1]] if match else None


@dataclass(frozen=True, slots=True)
class _Table:
    """The forms that may be cues, by what must stand before them."""

    pattern: re.Pattern[str]
    plain: dict[str, CueKind]
    helped: dict[str, CueKind]  # ha "dicho"
    reflexive: dict[str, CueKind]  # se "quejó"
    nouns: frozenset[str]  # forms that behind one of `articles` are a noun: "la denuncia"
    articles: frozenset[str]
    helpers: frozenset[str]
    oneself: frozenset[str]  # what makes a verb reflexive, or tells that nobody is named who says it: "se dijo"
    past: tuple[str, ...]  # how the past ends in which nobody says it; "se considera" goes on with who spoke
    elided: tuple[str, ...]  # the same before a vowel: "s'exclame"
    enclitic: re.Pattern[str] | None  # pronouns behind a hyphen: "disse-lhe"
    of: re.Pattern[str] | None  # what must follow on `owned`: "a juicio de"
    owned: frozenset[str]
    leading: frozenset[str]  # words that make one cue with the verb behind them: "según dijo"
    between: frozenset[str]  # what may stand between the two
    infinitives: dict[str, CueKind]  # forms that are a cue only behind `chained`: llegó a "decir"
    chained: re.Pattern[str] | None
    apart: dict[str, _Apart]  # forms that are a cue only with a particle of theirs behind them: "teilte … mit"

    def read(self, low: str, start: int, word: str) -> Cue | None:
        """The cue that `word` is where it stands, with its helper and its pronouns: "ha dicho", "se quejó"."""
        end = start + len(word)
        ahead = low[max(0, start - _REACH.ahead) : start]
        before = ahead.split(" ")[:-1] if ahead.endswith(" ") else []
        last = before[-1] if before else ""
        helped = last in self.helpers and word in self.helped
        led = last if not helped else before[-2] if len(before) > 1 else ""
        begin = start - (len(last) + 1 if helped else 0)
        grown = self.enclitic.match(low, end) if self.enclitic else None
        itself = led in self.oneself or (grown is not None and grown[1] in self.oneself)
        if led in self.oneself:
            begin -= len(led) + 1
        elif ahead.endswith(self.elided):
            itself, begin = True, begin - 2
        if word in self.infinitives and word not in self.plain:
            return self._chained(low, start, end)
        if word in self.owned and self.of and not self.of.match(low, end):
            return None
        if torn := self.apart.get(word):
            kind = torn.kind(low, end)
            if kind or word not in self.plain:
                return Cue(Span(start, end), word, kind) if kind else None
        if self.plain.get(word) is CueKind.SO and not _SO.search(ahead):
            return None  # "so soll das Bad": thus, and nobody's words
        nobody = led in self.oneself and word not in self.reflexive and self.plain.get(word) in _SAID
        if nobody and word.endswith(self.past) and not low.startswith(" a sí", end):
            return Cue(Span(begin, end), low[begin:end], CueKind.REPORT, impersonal=True)
        kinds = self.reflexive if itself else self.helped if helped else self.plain
        if word not in kinds or (not itself and not helped and word in self.nouns and last in self.articles):
            return None
        return Cue(Span(begin, grown.end() if grown else end), low[begin:end], kinds[word])

    def _chained(self, low: str, start: int, end: int) -> Cue | None:
        """Two verbs of one subject as one cue: "llegó a decir", "no se cansa de repetir", "vient d’annoncer"."""
        led = self.chained.search(low, max(0, start - _REACH.chained), start) if self.chained else None
        kind = self.infinitives[low[start:end]]
        return Cue(Span(led.start(1), end), low[led.start(1) : end], kind) if led else None


class _Forms(NamedTuple):
    """Every form that may be a cue, by what must stand before it; see `_Table`."""

    plain: dict[str, CueKind]
    helped: dict[str, CueKind]
    reflexive: dict[str, CueKind]
    apart: dict[str, dict[str, CueKind]]  # a form, and its particles
    infinitives: dict[str, CueKind]


@lru_cache(maxsize=16)
def _forms(code: str) -> _Forms:
    """Apart from the table, whose pattern takes ten times as long: whoever only asks for the words need not wait."""
    words = lexicon(code, "cues")
    plain: dict[str, CueKind] = {}
    helped: dict[str, CueKind] = {}
    reflexive: dict[str, CueKind] = {}
    apart: dict[str, dict[str, CueKind]] = {}
    infinitives: dict[str, CueKind] = {}
    chained = bool(words.list("chained"))
    for kind in reversed(CueKind):  # where two lists hold a word, the first kind named above wins
        plain.update(dict.fromkeys(_listed(words, kind), kind))
        for verb in words.list(f"{kind}_verbs"):
            forms = conjugate(verb, words.code)
            plain.update(dict.fromkeys((*forms.finite, *forms.gerund), kind))
            if chained and kind in _CHAINED:
                infinitives.update(dict.fromkeys(forms.infinitive, kind))
            (helped if words.list("perfect") else plain).update(dict.fromkeys(forms.participle, kind))
            for form in forms.apart:
                apart.setdefault(form, {})[verb.partition("|")[0]] = kind
        for verb in words.list(f"{kind}_reflexive"):
            forms = conjugate(verb, words.code)
            agreeing = (f"{form}{ending}" for form in forms.participle for ending in words.list("agreement"))
            reflexive.update(dict.fromkeys((*forms.finite, *forms.participle, *agreeing), kind))
        for phrase in words.list(f"{kind}_reflexive_phrases"):  # se limitó a decir
            verb, _, rest = phrase.partition(" ")
            reflexive.update(dict.fromkeys((f"{form} {rest}" for form in conjugate(verb, words.code).finite), kind))
    return _Forms(plain, helped, reflexive, apart, infinitives)


@lru_cache(maxsize=16)
def _table(code: str) -> _Table:
    words = lexicon(code, "cues")
    plain, helped, reflexive, apart, infinitives = _forms(code)
    chained = "|".join(words.list("chained"))
    enclitics = words.list("enclitics")
    return _Table(
        re.compile(rf"\W({trie({*plain, *helped, *reflexive, *apart, *infinitives})})\b"),  # looks into no word
        plain,
        helped,
        reflexive,
        words.words("nouns"),
        words.words("determiners") | words.words("prepositions"),
        words.words("perfect"),
        words.words("oneself"),
        lexicon(code, "names").list("past"),
        tuple(one for one in words.list("oneself") if not one[-1].isalpha()),
        re.compile(rf"-({'|'.join((*enclitics, *words.list('oneself')))})\b") if enclitics else None,
        re.compile(rf" (?:{'|'.join(words.list('of'))})") if words.list("of") else None,
        words.words("according_of"),
        words.words("leading"),
        words.words("clitics") | words.words("perfect"),
        infinitives,
        re.compile(rf"(?<!\w)((?:{chained}))\s?$") if chained else None,
        {form: _Apart(kinds) for form, kinds in apart.items()},
    )


def _listed(words: Lexicon, kind: CueKind) -> Iterator[str]:
    """The words as they are listed, and the verbs that head a phrase: "hacer hincapié"."""
    for word in (*words.list(kind), *words.list(f"{kind}_of")):
        yield word.lower()
    for base in words.list(f"{kind}_regular"):
        yield from _english(base)
    for phrase in words.list(f"{kind}_phrases"):
        verb, _, rest = phrase.partition(" ")
        for form in conjugate(verb, words.code).finite:
            yield f"{form} {rest}"


def trie(words: Iterable[str]) -> str:
    """One pattern for many words, with their common beginnings written once: a word that is none of them costs a
    letter or two, not the whole list."""
    tree: _Tree = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


_Tree = dict[str, "_Tree"]  # letter -> what may follow it; "" marks the end of a word


def _branch(node: _Tree) -> str:
    ends = "" in node
    parts = [re.escape(letter) + _branch(below) for letter, below in node.items() if letter]
    if not parts:
        return ""
    joined = parts[0] if len(parts) == 1 and not ends else "(?:" + "|".join(parts) + ")"
    return joined + "?" if ends else joined


_DOUBLES = re.compile(r"(?:[^aeiou]*|.*qu)[aeiou][bdgklmnprt]")
_DOUBLES_ANYWAY = frozenset({"refer", "admit", "rebut", "concur", "confer", "infer", "label", "submit", "commit"})


def _english(base: str) -> tuple[str, ...]:
    third = base + "s"
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base.endswith("e"):
        return base, third, base + "d", base[:-1] + "ing"
    if base in _DOUBLES_ANYWAY or _DOUBLES.fullmatch(base):
        return base, third, base + base[-1] + "ed", base + base[-1] + "ing"
    return base, third, base + "ed", base + "ing"
