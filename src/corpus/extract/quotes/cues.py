"""Finds the words that tie a speaker to words: "said", "according to", "afirmó"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from corpus.extract.quotes.quote_marks import Segment
from corpus.languages import lexicon
from corpus.model import Span


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


class Cue(NamedTuple):
    span: Span
    word: str  # as written, lower case
    kind: CueKind


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
        word = match[1]
        found.append(Cue(Span(start, start + len(word)), word, table.kinds[word]))
    return found


@dataclass(frozen=True, slots=True)
class _Table:
    kinds: dict[str, CueKind]
    pattern: re.Pattern[str]


@lru_cache(maxsize=16)
def _table(code: str) -> _Table:
    words = lexicon(code, "cues")
    kinds: dict[str, CueKind] = {}
    rule = "".join(words.list("inflect"))
    for kind in reversed(CueKind):  # where two lists hold a word, the first kind named above wins
        listed = list(words.list(kind.value))
        for base in words.list(f"{kind.value}_regular"):
            listed.extend(_INFLECT[rule](base))
        for said in words.list(f"{kind.value}_perfect"):  # ha pedido
            listed.extend(f"{helper} {said}" for helper in words.list("perfect"))
        kinds.update({word.lower(): kind for word in listed})
    return _Table(kinds, re.compile(rf"\W({trie(kinds)})\b"))  # looks into no word


def trie(words: Iterable[str]) -> str:
    """One pattern for many words that shares their beginnings, so a miss costs a letter or two and not a word list."""
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


def _as_listed(base: str) -> tuple[str, ...]:
    return (base,)


_INFLECT = {"en": _english, "": _as_listed}
