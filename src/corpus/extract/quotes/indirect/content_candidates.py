"""What a cue may have as its content: stretches of its sentence behind it, before it or about it, each with its
features.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.quotes.clauses.cue_arguments import Subject
from corpus.extract.quotes.clauses.frames import Frame
from corpus.extract.quotes.cues.cue_words import CueKind
from corpus.extract.quotes.cues.function_words import Grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.speakers.speaker_candidates import Scene
from corpus.model import Span


@dataclass(frozen=True, slots=True)
class ToldSizes:
    """How short and how far from its cue what is told may be. Set by hand."""

    shortest: int = 2  # words
    far: int = 120  # characters in which the verb of what is told is sought


TOLD_SIZES = ToldSizes()

_WORD = re.compile(r"\w[\w’'-]*|[^\w\s]")
_NAMES = re.compile(r"(?: [A-Z][\w.&’'-]*)+")
_PAUSES = ("; ", " (", " — ", " – ", " -- ")
_TRIM = frozenset(" \t\n\u00a0.,;:-–—")

Stretch = tuple[Span, list[str]]  # the words; how they were cut
Offer = tuple[str, list[str], Iterable[Stretch]]  # on, back or round; what its stretches share


class Told:
    """What one cue may tell."""

    __slots__ = ("frame", "frames", "holding", "named", "number", "others", "rules", "statement", "text")

    def __init__(self, scene: Scene, statement: Statement, number: int) -> None:
        self.text, self.rules, self.statement, self.number = scene.text, scene.rules, statement, number
        self.frames = scene.frames[statement.number]
        self.frame = frame = self.frames[number]
        self.others = [other.cue for other in self.frames if other is not frame] if len(self.frames) > 1 else []
        self.named = [one.span for one in frame.subjects if one.mention or self._follows(one)]
        self.holding = bool(self.others or statement.segments)

    def _follows(self, subject: Subject) -> bool:
        """Whether whoever speaks stands behind the cue, because nobody stands before it: "..., said the union"."""
        if subject.side != "after" or not self.text.startswith(", ", self.frame.cue.span.start - 2):
            return False
        first = self.text[subject.span.start : subject.span.end].split(None, 1)[0].lower()
        return first in self.rules.determiners and not any(one.mention for one in self.frame.subjects)

    def common(self, number: int, taken: Sequence[Span]) -> tuple[str, ...]:
        """What holds for all stretches."""
        text, rules, statement, cue, subject = self.text, self.rules, self.statement, self.frame.cue, self.frame.main()
        place = cue.span
        before = text[max(statement.span.start, place.start - 16) : place.start].lower().split()
        sign = text[place.end : place.end + 1]
        behind = _WORD.match(text, place.end + 1) if sign == " " else None
        tail = statement.span.end - max(place.end, subject.span.end if subject.side == "after" else 0)
        found = _features(
            cue.kind,
            min(number, 2),
            f"{subject.side}.{subject.link}",
            subject.mention.kind.value if subject.mention else _phrase_kind(text, subject, rules),
            f"{_ending(cue.word)}.{subject.link}",
            _kind_of(before[-1], rules) if before else "start",
            "none" if tail <= 3 else "short" if tail <= 25 else "long",
            _kind_of(behind.group(), rules) if behind else sign if sign in ",.:;" else "sign",
        )
        if taken and any(place in span for span in taken):
            found += ("nested",)
        if statement.segments:
            first, last = min(place.start, subject.span.start), max(place.end, subject.span.end)
            if any(abs(segment.outer.end - first) <= 2 for segment in statement.segments):
                found += ("behind.marks",)
            if any(0 <= segment.outer.start - last <= 2 for segment in statement.segments):
                found += ("before.marks",)
        return found

    def offers(self, sides: Iterable[str]) -> Iterator[Offer]:
        if self.frame.cue.kind in (CueKind.ACCORDING, CueKind.SO):
            yield from (offer for offer in self._round() if offer[0] in sides)
        elif "on" in sides:
            yield from self._onward()
        if "back" in sides:
            yield from self._back()

    def _round(self) -> Iterator[Offer]:
        """What stands about "according to the police"."""
        place, subject, stop = self.frame.cue.span, self.frame.main().span, self.statement.span.end
        left, right = min(place.start, subject.start), max(place.end, subject.end)
        comma = self.text.find(",", right, stop)
        if comma >= 0:
            yield self._offer("on", comma, ["comma"], [(stop, "to.unit")])
            if left > self.statement.span.start + 3:
                yield self._offer("round", self.statement.span.start, [], [(stop, "to.unit")])
        yield self._offer("on", right, ["no.comma"], [(stop, "to.unit")])

    def _onward(self) -> Iterator[Offer]:
        """What stands behind the cue."""
        text, rules, stop = self.text, self.rules, self.statement.span.end
        cue, subject = self.frame.cue, self.frame.main()
        begin = subject.span.end if subject.side == "after" else cue.span.end
        if stop - begin < 3:
            return
        yield self._offer("on", begin, ["from.cue"], self._ends(begin))
        reach = min(stop, cue.span.end + 90)
        if rules.that_word and (that := rules.that_word.search(text, cue.span.end, reach)) and that.start() > begin + 2:
            yield self._offer("on", that.start(), ["from.that"], self._ends(begin))
            return
        if (to := text.find(" to ", begin + 1, reach)) >= 0:
            yield self._offer("on", to, ["from.to"], self._ends(begin))
        if cue.kind is CueKind.TELL and (whom := _whom(text, begin, stop, rules)) < stop:
            yield self._offer("on", whom, ["from.whom"], self._ends(begin))

    def _ends(self, begin: int) -> Iterator[tuple[int, str]]:
        text, rules, stop = self.text, self.rules, self.statement.span.end
        cut, joint = 0, ""
        if self.number + 1 < len(self.frames):
            following = self.frames[self.number + 1]
            cut = _clause_end(text, begin, following, rules)
            joint = _joint(text, cut, following, rules)
        if joint == "ing" and cut > begin:
            stop = cut  # "..., adding that": told anew
        yield stop, "to.unit"
        if joint:
            yield cut, f"to.cue.{joint}"
        if stop - begin <= 8:
            return
        pause = min((at for sign in _PAUSES if (at := text.find(sign, begin + 8, stop)) >= 0), default=-1)
        if pause >= 0:
            yield pause, "to.pause"
        if found := rules.joints.search(text, begin + 8, stop):
            yield found.start() - (text[found.start() - 1] == ","), "to.and"
        comma = text.find(", ", begin + 8, stop)
        if comma >= 0:
            yield comma, "to.comma"

    def _back(self) -> Iterator[Offer]:
        """What stands before the cue and its speaker."""
        text, start = self.text, self.statement.span.start
        earlier = self.frames[self.number - 1].cue.span.end if self.number else 0
        done: set[int] = set()
        for subject in self.frame.subjects:
            left = min(self.frame.cue.span.start, subject.span.start)
            if left in done:
                continue
            done.add(left)
            comma = "comma" if text[max(0, left - 4) : left].rstrip().endswith((",", "—", "–", "?")) else "no.comma"
            shared = [comma, f"of.{subject.side}.{subject.link}"]
            yield self._offer("back", start, shared, [(left, "whole")])
            if earlier and (cut := _clause_start(text, earlier, left, self.rules)):
                yield self._offer("back", cut, shared, [(left, "part")])

    def _offer(self, side: str, at: int, shared: list[str], ends: Iterable[tuple[int, str]]) -> Offer:
        text, stop = self.text, self.statement.span.end
        while at < stop and text[at] in _TRIM:
            at += 1
        first = _WORD.match(text, at)
        begins = f"begins.{_kind_of(first.group(), self.rules)}" if first else "begins.sign"
        features = [*shared, begins, f"{begins}.{self.frame.cue.kind}"]
        if self.rules.reported:
            words = text[at : min(stop, at + TOLD_SIZES.far)].split()
            features.append("mood.told" if not self.rules.reported.isdisjoint(words) else "mood.plain")
        return side, features, self._stretches(at, ends)

    def _names(self, span: Span, subject: Span) -> bool:
        """Whether it is but whoever speaks, with where or when: "the union", "the union in a letter"."""
        if span in subject:
            return True
        rest = self.text[subject.end : span.end].lower().split(None, 4)
        return span.start == subject.start and len(rest) <= 3 and rest[0] in self.rules.adverbial

    def _stretches(self, start: int, ends: Iterable[tuple[int, str]]) -> Iterator[Stretch]:
        """Every end once, by the first of its names."""
        text, segments = self.text, self.statement.segments
        done: set[int] = set()
        for end, name in ends:
            while end > start and text[end - 1] in _TRIM:
                end -= 1
            if end <= start or end in done:
                continue
            done.add(end)
            span = _whole(self.statement, start, end) if segments else Span(start, end)
            size = text.count(" ", span.start, span.end) + 1
            if size < TOLD_SIZES.shortest or any(self._names(span, one) for one in self.named):
                continue  # "said Tom Becker", "said the union": no content
            own = [name, "size.3" if size <= 3 else "size.6" if size <= 6 else "size.12" if size <= 12 else "size.long"]
            if self.others:
                own += [f"holds.{kind}" for kind in {other.kind for other in self.others if other.span in span}]
            if segments:
                if _quoted(self.statement, span):
                    continue
                if any(segment.outer in span for segment in segments):
                    own.append("holds.marks")
            yield span, own


@lru_cache(maxsize=4_000)
def _features(
    kind: CueKind, nth: int, subject: str, form: str, ending: str, led: str, tail: str, then: str
) -> tuple[str, ...]:
    return (
        f"cue.{kind}",
        f"nth.{nth}",
        f"subject.{subject}",
        f"subject.{form}",
        f"subject.{form}.{kind}",
        f"ending.{ending}",
        f"led.{led}",
        f"tail.{tail}",
        f"then.{then}",
    )


def trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return Span(start, end)


def _phrase_kind(text: str, subject: Subject, rules: Grammar) -> str:
    first = text[subject.span.start : subject.span.start + 30].split(maxsplit=1)[0]
    if first.lower() in rules.determiners:
        return "the"
    return "capital" if first[:1].isupper() else "small"


def _ending(word: str) -> str:
    return "ed" if word.endswith("ed") else "ing" if word.endswith("ing") else "s" if word.endswith("s") else "bare"


def _kind_of(word: str, rules: Grammar) -> str:
    low = word.lower()
    if low in rules.little:
        return rules.little[low]
    if word[:1].isupper():
        return "name"
    return "word" if word[:1].isalnum() else word if word in ",.:;" else "sign"


def _quoted(statement: Statement, span: Span) -> bool:
    """Whether most of it stands between marks: then it is a quotation already."""
    marked = sum(
        min(s.span.end, span.end) - max(s.span.start, span.start) for s in statement.segments if s.span.overlaps(span)
    )
    return 5 * marked > 3 * len(span)


def _whole(statement: Statement, start: int, end: int) -> Span:
    """Words that are told end with the quotation they hold, never in the middle of it."""
    for segment in statement.segments:
        if segment.outer.start < end < segment.span.end:
            end = segment.outer.end
        if segment.span.start < start < segment.outer.end:
            start = segment.outer.start
    return Span(start, end)


def _whom(text: str, begin: int, stop: int, rules: Grammar) -> int:
    """Where those end whom somebody told: "reporters", "the council", "Channel Four"."""
    named = _NAMES.match(text, begin, stop)
    if named:
        return named.end()
    word = _WORD.match(text, begin + 1, stop)
    if word and word.group().lower() in rules.determiners:
        word = _WORD.match(text, word.end() + 1, stop)
    return word.end() if word else stop


def _joint(text: str, cut: int, following: Frame, rules: Grammar) -> str:
    """How the clause of the next cue is joined to this one: "..., adding that", "... and said", "... but she said"."""
    between = text[cut : following.cue.span.start]
    if between[:1] == "," and following.cue.word.endswith("ing") and len(between) < 12:
        return "ing"
    if rules.joints.match(between.removeprefix(",")):
        return "and.verb" if len(between) < 8 else "and"
    return "comma" if between[:1] == "," else "other"


def _clause_start(text: str, start: int, left: int, rules: Grammar) -> int:
    found = rules.clause_joints.search(text, start, left - 3)
    return found.end() if found else start


def _clause_end(text: str, begin: int, following: Frame, rules: Grammar) -> int:
    """Where the clause of the next cue begins."""
    limit = min(following.cue.span.start, *(subject.span.start for subject in following.subjects))
    if limit <= begin:
        limit = following.cue.span.start
    last = limit
    for found in rules.clause_joints.finditer(text, begin, limit + 1):
        last = found.start()
    return last
