"""Finds what somebody said in the reporter's words: "She said the dam would hold."

Every cue offers a few stretches of its sentence as its content, or none; the same kind of weights as for quotations
chooses among them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from corpus.extract.cues import Cue, CueKind
from corpus.extract.routes import Scene
from corpus.extract.subjects import Frame, Grammar, Subject
from corpus.extract.units import Unit
from corpus.model import Span

_SHORTEST = 2  # words
_DOUBT = 0.5  # where "nobody said this" is likelier than so, nobody did
_HOPE = 5.0  # what a stretch may add to the cue's own weight; a cue further behind "none" is not looked at
_SIDES = ("on", "back", "round")
_NOTHING = repeat(0.0)
_WORD = re.compile(r"\w[\w’'-]*|[^\w\s]")
_TRIM = " \t\n\u00a0.,;:-–—"
_BREAK = re.compile(r"\s[—–]\s|\s--\s|;\s|\s\(")
_ENDS = (("pause", _BREAK), ("and", re.compile(r",? (?:and|but|y|und|aber|et|mais|e) ")), ("comma", re.compile(", ")))
_CLAUSE = re.compile(r",\s|\s(?:and|but|while|as|y|und|aber|et|mais|e|mas)\s")


Table = Mapping[str, Mapping[str, float]]  # side -> feature -> weight


@dataclass(frozen=True, slots=True)
class Option:
    """A stretch that may be the content of a cue; `span` is None for the option that there is none."""

    span: Span | None
    features: tuple[str, ...]
    side: str = ""  # on: behind the cue; back: before it; round: about it


_NONE = Option(None, ("none",))


def by_side(weights: Mapping[str, float]) -> Table:
    """The flat table of the weights file, parted so that what all options of a side share is added up once."""
    table: dict[str, dict[str, float]] = {side: {} for side in (*_SIDES, "none")}
    for name, weight in weights.items():
        side, _, feature = name.partition(".")
        table[side][feature] = weight
    return table


def choose(scene: Scene, unit: Unit, number: int, taken: Sequence[Span], table: Table) -> tuple[Option, float]:
    """The likeliest stretch, and how likely it is that somebody is quoted at all."""
    frame = scene.frames[unit.number][number]
    if _denied(scene.text, unit, frame.cue, scene.rules):
        return _NONE, 1.0
    common = list(_common(scene.text, unit, frame, number, taken, scene.rules))
    none = table["none"].get("", 0.0)
    base = {side: table[side].get("", 0.0) + sum(map(table[side].get, common, _NOTHING)) for side in _SIDES}
    if max(base.values()) + _HOPE < none:
        return _NONE, 1.0
    best, top, total = _NONE, -math.inf, math.exp(none)
    for side, span, own in _candidates(scene, unit, number):
        score = base[side] + sum(map(table[side].get, own, _NOTHING))
        total += math.exp(min(score, 50.0))
        if score > top:
            best, top = Option(span, (), side), score
    share = 1 - math.exp(none) / total
    return (best, share) if share > _DOUBT else (_NONE, 1 - share)


def options(scene: Scene, unit: Unit, number: int, taken: Sequence[Span]) -> list[Option]:
    """All that is weighed for the frame at `number`; `taken`: contents chosen for the frames before it."""
    frame = scene.frames[unit.number][number]
    common = tuple(_common(scene.text, unit, frame, number, taken, scene.rules))
    found = [_NONE]
    for side, span, own in _candidates(scene, unit, number):
        found.append(Option(span, (side, *(f"{side}.{feature}" for feature in (*common, *own))), side))
    return found


def _denied(text: str, unit: Unit, cue: Cue, rules: Grammar) -> bool:
    """ "He did not say who would pay" tells nothing that he said."""
    before = text[max(unit.span.start, cue.span.start - 30) : cue.span.start].lower().replace("’", "'").split()[-3:]
    return any(word in rules.negations or word.endswith("n't") for word in before)


def _candidates(scene: Scene, unit: Unit, number: int) -> Iterator[tuple[str, Span, list[str]]]:
    frame = scene.frames[unit.number][number]
    others = [other.cue for other in scene.frames[unit.number] if other is not frame]
    for side, span, ways in _stretches(scene, unit, number, scene.rules):
        if span is None or (unit.segments and _quoted(unit, span)):
            continue
        if any(one.mention and span in one.span for one in frame.subjects):
            continue  # "said Tom Becker": no content
        ways += _inside(scene.text, unit, span, frame.cue.kind, others, scene.rules)
        yield side, span, ways


def _quoted(unit: Unit, span: Span) -> bool:
    """Whether most of it stands between marks: then it is a quotation already."""
    marked = sum(
        min(s.span.end, span.end) - max(s.span.start, span.start) for s in unit.segments if s.span.overlaps(span)
    )
    return 5 * marked > 3 * len(span)


def _common(text: str, unit: Unit, frame: Frame, number: int, taken: Sequence[Span], rules: Grammar) -> Iterator[str]:
    cue = frame.cue
    yield f"cue.{cue.kind}"
    yield f"nth.{min(number, 2)}"
    if taken and any(cue.span in span for span in taken):
        yield "nested"
    subject = frame.main()
    form = f"{subject.mention.kind}" if subject.mention else _phrase_kind(text, subject, rules)
    yield f"subject.{subject.side}.{subject.link}"
    yield f"subject.{form}"
    yield f"subject.{form}.{cue.kind}"
    yield f"ending.{_ending(cue.word)}.{subject.link}"
    before = text[max(unit.span.start, cue.span.start - 16) : cue.span.start].lower().split()
    yield f"led.{_kind_of(before[-1], rules)}" if before else "led.start"
    behind = _WORD.match(text, cue.span.end + 1) if text[cue.span.end : cue.span.end + 1] == " " else None
    tail = unit.span.end - max(cue.span.end, subject.span.end if subject.side == "after" else 0)
    yield "tail.none" if tail <= 3 else "tail.short" if tail <= 25 else "tail.long"
    sign = text[cue.span.end : cue.span.end + 1]
    yield f"then.{_kind_of(behind.group(), rules)}" if behind else f"then.{sign if sign in ',.:;' else 'mark'}"
    if unit.segments and any(abs(s.outer.end - min(cue.span.start, subject.span.start)) <= 2 for s in unit.segments):
        yield "behind.marks"
    if unit.segments and any(0 <= s.outer.start - max(cue.span.end, subject.span.end) <= 2 for s in unit.segments):
        yield "before.marks"


def _phrase_kind(text: str, subject: Subject, rules: Grammar) -> str:
    words = subject.span.of(text).split()
    if words[0].lower() in rules.determiners:
        return "the"
    return "capital" if words[0][:1].isupper() else "small"


def _ending(word: str) -> str:
    return next((ending for ending in ("ed", "ing", "s") if word.endswith(ending)), "bare")


def _kind_of(word: str, rules: Grammar) -> str:
    low = word.lower()
    if low in rules.little:
        return rules.little[low]
    if word[:1].isupper():
        return "name"
    return "word" if word[:1].isalnum() else word if word in ",.:;" else "sign"


def _inside(text: str, unit: Unit, span: Span, kind: CueKind, others: Sequence[Cue], rules: Grammar) -> list[str]:
    size = text.count(" ", span.start, span.end) + 1
    sized = "size.3" if size <= 3 else "size.6" if size <= 6 else "size.12" if size <= 12 else "size.long"
    first = _WORD.match(text, span.start)
    begin = _kind_of(first.group(), rules) if first else "sign"
    found = [sized, f"begins.{begin}", f"begins.{begin}.{kind}"]
    if unit.segments and any(segment.outer in span for segment in unit.segments):
        found.append("holds.marks")
    if others:
        found += [f"holds.{held}" for held in {other.kind for other in others if other.span in span}]
    return found


_Stretch = tuple[str, Span | None, list[str]]  # on, back or round; the words; how they were cut


def _stretches(scene: Scene, unit: Unit, number: int, rules: Grammar) -> Iterator[_Stretch]:
    frames = scene.frames[unit.number]
    frame = frames[number]
    on = (
        _round(scene.text, unit, frame)
        if frame.cue.kind in (CueKind.ACCORDING, CueKind.SO)
        else _onward(scene.text, unit, frame, frames[number + 1 : number + 2], rules)
    )
    for side, span, ways in (*on, *_back(scene.text, unit, frame, frames[:number])):
        yield side, span and _whole(unit, span), ways


def _whole(unit: Unit, span: Span) -> Span:
    """Words that are told end with the quotation they hold, never in the middle of it."""
    start, end = span.start, span.end
    for segment in unit.segments:
        if segment.outer.start < end < segment.span.end:
            end = segment.outer.end
        if segment.span.start < start < segment.outer.end:
            start = segment.outer.start
    return Span(start, end)


def _round(text: str, unit: Unit, frame: Frame) -> Iterator[_Stretch]:
    """What stands about "according to the police"."""
    left, right, stop = frame.cue.span.start, frame.main().span.end, unit.span.end
    comma = text.find(",", right, stop)
    if comma >= 0:
        yield "on", _trim(text, comma, stop), ["comma"]
        if left > unit.span.start + 3:
            yield "round", _trim(text, unit.span.start, stop), []
    yield "on", _trim(text, right, stop), ["no.comma"]


def _onward(text: str, unit: Unit, frame: Frame, following: Sequence[Frame], rules: Grammar) -> Iterator[_Stretch]:
    """What stands behind the cue."""
    cue, subject, stop = frame.cue, frame.main(), unit.span.end
    begin = subject.span.end if subject.side == "after" else cue.span.end
    ends = {"unit": stop}
    if following:
        ends["cue"] = _clause_end(text, begin, following[0])
    for name, pattern in _ENDS if stop - begin > 8 else ():
        if found := pattern.search(text, begin + 8, stop):
            ends[name] = found.start()
    starts = {"cue": begin}
    reach = min(stop, cue.span.end + 90)
    if rules.that_word and (that := rules.that_word.search(text, cue.span.end, reach)) and that.start() > begin + 2:
        starts["that"] = that.start()
    elif (to := text.find(" to ", begin + 1, reach)) >= 0:
        starts["to"] = to
    for start, first in starts.items():
        done: set[int] = set()
        for end, last in ends.items():
            if last > first and last not in done:
                done.add(last)
                yield "on", _trim(text, first, last), [f"from.{start}", f"to.{end}"]


def _back(text: str, unit: Unit, frame: Frame, earlier: Sequence[Frame]) -> Iterator[_Stretch]:
    """What stands before the cue and its speaker."""
    done: set[int] = set()
    for subject in frame.subjects:
        left = min(frame.cue.span.start, subject.span.start)
        if left in done:
            continue
        done.add(left)
        comma = "comma" if text[max(0, left - 4) : left].rstrip().endswith((",", "—", "–", "?")) else "no.comma"
        ways = [comma, f"of.{subject.side}.{subject.link}"]
        yield "back", _trim(text, unit.span.start, left), [*ways, "whole"]
        if earlier and (cut := _clause_start(text, earlier[-1].cue.span.end, left)):
            yield "back", _trim(text, cut, left), [*ways, "part"]


def _clause_start(text: str, start: int, left: int) -> int:
    found = _CLAUSE.search(text, start, left - 3)
    return found.end() if found else start


def _clause_end(text: str, begin: int, following: Frame) -> int:
    """Where the clause of the next cue begins."""
    limit = min(following.cue.span.start, *(subject.span.start for subject in following.subjects))
    if limit <= begin:
        limit = following.cue.span.start
    last = limit
    for found in _CLAUSE.finditer(text, begin, limit + 1):
        last = found.start()
    return last


def _trim(text: str, start: int, end: int) -> Span | None:
    rest = text[start:end].lstrip(_TRIM)
    kept = rest.rstrip(_TRIM)
    if kept.count(" ") + 1 < _SHORTEST:
        return None
    start = end - len(rest)
    return Span(start, start + len(kept))
