"""Which body a noun takes up again ("the union"), and who issued "the statement": the bodies an article names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.analysis.folding import fold
from corpus.analysis.folding import words as fold_words
from corpus.extract.people.callings import offices
from corpus.extract.people.name_lexicon import Is, vocabulary
from corpus.extract.people.name_spans import in_brackets_with_year
from corpus.extract.quotes.cues.function_words import Grammar
from corpus.languages import lexicon
from corpus.model import Mention, MentionKind


@dataclass(frozen=True, slots=True)
class BodyReach:
    """Which bodies a noun may take up again. The distances are the steps of fitted features (tools/fit_pronouns.py);
    chosen by hand before."""

    bodies: int = 3  # weighed for one noun
    near: int = 400  # characters since a body was named
    far: int = 1200  # the same; beyond it, it was long ago
    beside: int = 90  # characters around a body in which what it issued may be named


_REACH = BodyReach()

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ](?:[\w&./’'-]*\w)?"
_SHORT = re.compile(r" \((\w+)\)")
_OPENS = re.compile(r"(?:^|[\n.!?»”\"])\s?((?:\w+ ){0,3})\Z")
_LED = re.compile(r"\b([^\W\d_]+) (?:\w+ )?[\"“«]?\Z")


@lru_cache(maxsize=1)
def _runs() -> re.Pattern[str]:
    """Words with capitals, and the little ones between them."""
    little = "|".join(lexicon("world", "bodies").list("little"))
    return re.compile(rf"(?<![\w@#’'-]){_CAPITAL}(?: (?:(?:{little}) ){{0,2}}{_CAPITAL})*")


class Named(NamedTuple):
    """A body where the article names it."""

    name: str
    start: int
    opens: bool  # its statement begins with it
    led: str  # the noun before it: el sindicato UGT


class Body(NamedTuple):
    """One that a noun may mean, and what speaks for it."""

    name: str
    reasons: tuple[str, ...]


class Bodies:
    """What an article names that is nobody: read when a noun first asks for it."""

    def __init__(self, text: str, mentions: Sequence[Mention], code: str, rules: Grammar) -> None:
        self._text, self._code, self._rules = text, code, rules
        self._taken = [m.span for m in mentions if m.kind is MentionKind.NAME]
        self._starts = [span.start for span in self._taken]
        self._groups = frozenset(map(fold, rules.groups))
        self._named: list[Named] | None = None

    def noun(self, words: str) -> tuple[str, str] | None:
        """-> what kind of thing a definite phrase is about, a group or a document, and the noun itself."""
        written = words.split()
        said = [fold(word) for word in written]
        if not said or (said[0] not in self._rules.definite and said[0] not in offices(self._code).determiners):
            return None
        for at, word in enumerate(said[1:], 1):
            if self._is_named(written[at + 1 : at + 3]):
                return None  # el Gobierno de Ana Gil is no other that was named before
            if word in self._groups:
                return "group", word
            if word in self._rules.documents:
                return "paper", word
            if word in self._rules.prepositions:
                return None
        return None

    def _is_named(self, behind: Sequence[str]) -> bool:
        """Whether the words behind a noun tell whose it is."""
        return len(behind) == 2 and behind[0].lower() in self._rules.of_words and behind[1][0].isupper()

    def called(self, noun: str, begin: int, here: int) -> str | None:
        """The body named last whose name holds the noun with more: der Fahrgastverband Pro Schiene, for "Verband"."""
        fits = (
            one.name
            for one in reversed(self._all())
            if begin <= one.start < here and any(word.endswith(fold(noun)) for word in fold_words(one.name)[:-1])
        )
        return next(fits, None)

    def meant(self, kind: str, noun: str, begin: int, here: int) -> Iterator[Body]:
        """Who the noun at `here` may mean, of those named since `begin`; the likeliest first."""
        named = [one for one in self._all() if begin <= one.start < here]
        often = Counter(one.name for one in named)
        last = {one.name: one for one in named}
        fits = {name: self._fit(kind, noun, name, named) for name in last}
        opened = {one.name for one in named if one.opens}

        def worth(one: Named) -> float:
            away = min(2, (here - one.start) // _REACH.near)
            return 3 * (fits[one.name] != "any") + (one.name in opened) + 0.3 * min(often[one.name], 4) - away

        ranked = sorted(last.values(), key=lambda one: (-worth(one), -one.start))[: _REACH.bodies]
        for rank, one in enumerate(ranked):
            gap = here - one.start
            away = "near" if gap < _REACH.near else "far" if gap < _REACH.far else "long"
            place = "opens" if one.name in opened else "inside"
            reasons = [
                "form.body",
                f"body.{kind}",
                f"body.{kind}.{fits[one.name]}",
                f"body.{kind}.rank.{rank}",
                f"body.{kind}.{away}",
                f"body.{kind}.{place}",
            ]
            if often[one.name] == max(often.values()):
                reasons.append(f"body.{kind}.main")
            yield Body(one.name, tuple(reasons))

    def _fit(self, kind: str, noun: str, name: str, named: Sequence[Named]) -> str:
        if kind == "group":
            same = noun in fold_words(name) or any(one.led == noun for one in named if one.name == name)
            return "word" if same else "any"
        return "issued" if any(self._issues(one) for one in named if one.name == name) else "any"

    def _issues(self, one: Named) -> bool:
        """Whether this place says that a body issued something: El manifiesto de Udal; Udal difundió un comunicado."""
        around = self._text[max(0, one.start - _REACH.beside) : one.start + len(one.name) + _REACH.beside]
        return not self._rules.documents.isdisjoint(fold_words(around))

    def _all(self) -> list[Named]:
        if self._named is None:
            self._named = list(self._read())
        return self._named

    def _read(self) -> Iterator[Named]:
        text, known = self._text, vocabulary(self._code)
        full: dict[str, str] = {}
        for run in _runs().finditer(text):
            start, name = run.start(), run.group()
            while name and self._is_little(name.split(" ", 1)[0]):
                head, _, name = name.partition(" ")
                start += len(head) + 1
            if (
                len(name) < 2
                or self._is_person(start, start + len(name))
                or in_brackets_with_year(text, start, start + len(name))
                or known.of(name) & (Is.CALENDAR | Is.DEMONYM)
            ):
                continue
            alone = " " not in name and not name.isupper()
            if alone and (known.of(name) & Is.STOP or f" {name.lower()} " in text):
                continue  # "Fuentes" that opens a sentence
            if short := _SHORT.match(text, start + len(name)):
                full[short.group(1)] = name
            before = text[max(0, start - 60) : start]
            led = _LED.search(before)
            yield Named(full.get(name, name), start, self._opens(before), fold(led.group(1)) if led else "")

    def _opens(self, before: str) -> bool:
        found = _OPENS.search(before)
        rules = self._rules
        return found is not None and all(
            word.lower() not in rules.little or word.lower() in rules.determiners for word in found[1].split()
        )

    def _is_little(self, word: str) -> bool:
        low = word.lower()
        return low in self._rules.little or low in self._rules.definite or low in self._rules.helpers

    def _is_person(self, start: int, end: int) -> bool:
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._taken[at].end > start
