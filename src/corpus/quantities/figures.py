"""The quantities of a sentence, each with its unit and its value as a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from corpus.model import Span
from corpus.quantities.patterns import MONEY, SHORT, SIGNS, Bound, Grammar, grammar


@dataclass(frozen=True, slots=True)
class Figure:
    """`upto` is the other end of a range. `unit` is a name such as "percent" or "dollar", else the counted thing as
    the sentence has it ("jobs"), else empty. A fraction ("a third of") has the unit "share"."""

    span: Span
    value: float
    unit: str = ""
    upto: float | None = None
    bound: Bound = Bound.EXACT


_NO_NEWS = frozenset({"year of age", "generation"})  # who somebody is, what a network is called
_MEASURED = frozenset({*MONEY, "percent", "share", "degree"})  # one of these is a quantity; one of a thing is a word
_BEFORE = re.compile(r"([^\W\d_][\w.'’]*)[ ]$")
_NUMBERED = re.compile(r"(?:\b(?:no|nos|num|núm|number|número)\.?|[#№]|n[.º°]+)\s?$", re.IGNORECASE)
_LISTED = re.compile(r"\(\d+\)")
_LETTERS = re.compile(r"[^\W\d_]+")
THOUSAND = float(1000)


@dataclass(frozen=True, slots=True)
class FigureReach:
    """How much of a sentence is read for its quantities. Set by hand."""

    longest: int = 5_000  # characters: what is longer is no sentence
    edge: int = 60  # characters before a number that can say how it is meant


REACH = FigureReach()


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    value: float
    sign: str = ""
    scaled: float = 1.0  # the scale in the value
    upto: float | None = None
    words: bool = False
    share: bool = False


def find(text: str, code: str) -> tuple[Figure, ...]:
    """In text order; dates, times, ordinals, scores and the numbers of names ("Part 3", "S23") are no quantities."""
    return tuple(_found(text, grammar(code)))


def told(text: str, code: str) -> tuple[Figure, ...]:
    """The figures that tell something: one or two of a thing is said of anything."""
    return tuple(filter(_telling, _found(text[: REACH.longest], grammar(code))))


def tells(text: str, code: str) -> bool:
    """Whether there are any that tell something."""
    return any(map(_telling, _found(text[: REACH.longest], grammar(code))))


def _telling(figure: Figure) -> bool:
    return figure.unit not in _NO_NEWS and (
        figure.upto is not None or abs(figure.value) > 2 or figure.unit in _MEASURED
    )


def _found(text: str, rules: Grammar) -> Iterator[Figure]:
    numbers = _joined(text, chain.from_iterable(_numbers(match, rules) for match in _written(text, rules)), rules)
    number = next(numbers, None)
    while number:
        after = next(numbers, None)
        if after and (_score(text, number, after, rules) or _days(text, number, after, rules)):
            number = next(numbers, None)
            continue
        pair = _range(text, number, after, rules) if after else None
        if pair:
            yield pair
            after = next(numbers, None)
        elif not _names(text, number, rules):
            yield _figure(text, number, rules)
        number = after


def _joined(text: str, numbers: Iterator[_Number], rules: Grammar) -> Iterator[_Number]:
    """With what a language writes apart as one: 3 mil 200 millones, mil 200, 2 millones 500 mil."""
    if not rules.onward:
        yield from numbers
        return
    held: _Number | None = None
    for number in numbers:
        whole = _as_one(text, held, number, rules) if held else None
        number = number if whole else _after_scale(text, number, held.end if held else 0, rules)
        if held and not whole:
            yield held
        held = whole or number
    if held:
        yield held


def _after_scale(text: str, number: _Number, free: int, rules: Grammar) -> _Number:
    """The number with the thousand that is written before it as a word alone."""
    before = _BEFORE.search(text, max(free, number.start - REACH.edge), number.start)
    scale = rules.scales.get(before[1].lower(), 0.0) if before and before[1].lower() in rules.onward else 0.0
    own = number.value / number.scaled
    if not before or scale != THOUSAND or not 0 < own < scale or number.words or number.sign:
        return number
    return replace(number, start=before.start(), value=(scale + own) * number.scaled)


def _as_one(text: str, first: _Number, second: _Number, rules: Grammar) -> _Number | None:
    gap = text[first.end : second.start]
    last = text[first.start : first.end].lower().split()[-1]
    own = second.value / second.scaled
    if gap != " " or last not in rules.onward or second.sign or second.words or second.upto or not 0 < own < 1000:
        return None
    size = rules.scales[last]
    if second.scaled > size and size == THOUSAND:  # 3 mil 200 millones
        return replace(first, end=second.end, value=(first.value + own) * second.scaled, scaled=second.scaled)
    if second.value < size and (second.scaled > 1 or size == THOUSAND):
        return replace(first, end=second.end, value=first.value + second.value)
    return None


def _written(text: str, rules: Grammar) -> Iterator[re.Match[str]]:
    at = start = 0
    while True:
        match = rules.number.match(text, start)
        if match:
            yield match
            at = match.end()
        begin = rules.begin.search(text, at)
        if not begin:
            return
        at = start = begin.end()


def _numbers(match: re.Match[str], rules: Grammar) -> Iterator[_Number]:
    start, end = match.span()
    fraction, words = match["fraction"], match["words"]
    if fraction:
        value = rules.fractions[" ".join(fraction.lower().split())]
        of = rules.scales.get((match["of"] or "").lower())
        yield _Number(start, end, value * (of or 1), share=not of, words=True)
    elif words:
        yield from _spoken(match, rules)
    else:
        value = _digits(match["digits"], rules.decimal)
        scale = _scale(match, rules)
        sign = " ".join((match["sign"] or "").split())
        minus = -1 if match["minus"] else 1
        yield _Number(start, end, minus * value * scale, SIGNS.get(sign.replace(" ", ""), ""), scale)


def _scale(match: re.Match[str], rules: Grammar) -> float:
    scale = 1.0
    for word in (match["scale"] or "").lower().split():
        scale *= rules.scales.get(word, 1.0)
    return scale * SHORT.get(match["short"] or "", 1.0)


def _digits(digits: str, decimal: str) -> float:
    """1,234.5 or 1.234,5: the last of two different marks is the decimal one; a single mark is what the language
    makes of it, and before three digits alone it groups thousands unless the language writes its decimals so."""
    digits = re.sub(r"\s", "", digits)
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        mark = "," if comma > point else "."
    elif comma < 0 and point < 0:
        return float(digits)
    else:
        mark = "," if comma >= 0 else "."
        whole, _, rest = digits.partition(mark)
        grouped = all(len(group) == 3 for group in rest.split(mark)) and whole not in ("", "0") and len(whole) <= 3
        if grouped and not (mark == "." and decimal == "." and digits.count(".") == 1):
            return float(digits.replace(mark, ""))
    if mark == ",":
        digits = digits.replace(".", "").replace(",", ".")
    return float(digits.replace(",", ""))


def _spoken(match: re.Match[str], rules: Grammar) -> Iterator[_Number]:
    start, end = match.span()
    words = re.split(r"[\s-]+", match["words"].lower())
    total = part = 0.0
    for word in words:
        if word not in rules.scales:
            part += rules.values.get(word, 0.0)
        elif total and not part:
            total *= rules.scales[word]  # mil millones
        else:
            part = (part or 1.0) * rules.scales[word]
            if rules.scales[word] >= 1000:
                total, part = total + part, 0.0
    value = total + part
    yield _Number(start, end, value, words=True, upto=value * 10 if words[0] in rules.vague else None)


def _score(text: str, first: _Number, second: _Number, rules: Grammar) -> bool:
    """2-1, 16–18 Industrial Avenue: a bare dash between two small numbers that measure nothing."""
    tight = text[first.end : second.start] in ("-", "–") and not (first.sign or second.sign or second.words)
    return tight and not rules.unit.match(text, second.end) and not rules.thing.match(text, second.end)


def _days(text: str, first: _Number, second: _Number, rules: Grammar) -> bool:
    """Jan. 24 to 27."""
    joint = rules.joint.match(text, first.end)
    return bool(joint and joint.end() == second.start and not joint["unit"] and _dated(text, first, rules))


def _range(text: str, first: _Number, second: _Number, rules: Grammar) -> Figure | None:
    """Two numbers as one, where "to" or a dash joins them and the first has no unit but the second's."""
    if first.share or second.share or first.upto or (first.sign and second.sign and first.sign != second.sign):
        return None
    joint = rules.joint.match(text, first.end)
    if not joint or joint.end() != second.start:
        return None
    before = text[max(0, first.start - REACH.edge) : first.start].lower().split()
    if joint["and"] and not set(before[-3:]) & rules.between:
        return None
    if joint["unit"] and not set(before[-3:]) & (rules.between | rules.years):
        return None
    end, unit = _unit(text, second, rules)
    if joint["unit"] and rules.units.get(joint["unit"].strip(" -").lower()) != unit:
        return None
    if _year(text, first, rules) and (second.scaled > 1 or _year(text, second, rules)):
        return None
    low = first.value
    if first.scaled == 1.0 and second.scaled > 1.0 and low < second.value / second.scaled:
        low *= second.scaled
    return Figure(Span(first.start, end), low, unit, second.value, _bound(text, first.start, rules))


def _figure(text: str, number: _Number, rules: Grammar) -> Figure:
    end, unit = (number.end, "share") if number.share else _unit(text, number, rules)
    return Figure(Span(number.start, end), number.value, unit, number.upto, _bound(text, number.start, rules))


def _unit(text: str, number: _Number, rules: Grammar) -> tuple[int, str]:
    """Where the quantity ends with its unit, and the unit's name."""
    known = rules.unit.match(text, number.end)
    name = (rules.units.get(known["unit"]) or rules.units[known["unit"].lower()]) if known else ""
    if number.sign:  # $1,200 million pesos
        return (known.end(), name) if known and name in MONEY else (number.end, number.sign)
    if known:
        return known.end(), name
    thing = rules.thing.match(text, number.end)
    if thing and not rules.values.keys().isdisjoint(text[number.end : thing.start("thing")].lower().split()):
        thing = None  # "rose to 19 after two people died": these are two
    return (thing.end(), thing["thing"].lower()) if thing else (number.end, "")


def _bound(text: str, start: int, rules: Grammar) -> Bound:
    found = rules.bound.search(text, max(0, start - REACH.edge), start)
    return rules.bounds[" ".join(found["bound"].lower().split())] if found else Bound.EXACT


def _names(text: str, number: _Number, rules: Grammar) -> bool:
    """Whether the number is part of a name or a date, or a word of one that counts nothing."""
    if number.sign:
        return False
    if number.share:
        before = _LETTERS.findall(text[max(0, number.start - 20) : number.start].lower())
        return bool(before) and before[-1] in rules.ordinals
    if number.words:
        return number.value == 1 and _pronoun(text, number, rules)
    if _dated(text, number, rules) or _year(text, number, rules):
        return True
    if rules.unit.match(text, number.end):
        return False
    if text[number.end : number.end + 1].isalpha() or _LISTED.match(text, max(0, number.start - 1)):
        return True
    return _named(text, number, rules)


def _named(text: str, number: _Number, rules: Grammar) -> bool:
    """iPhone 14, Section 427, no. 5. The word that opens a sentence is no name where something counted follows."""
    before = text[max(0, number.start - 40) : number.start]
    if _NUMBERED.search(before):
        return True
    name = _BEFORE.search(before)
    if not name or name[1].islower() or number.scaled > 1:
        return False
    rest = before[: name.start()].rstrip(" \n\t\"“‘'(")
    opening = not rest or rest[-1] in ".!?:"
    return not (opening and rules.thing.match(text, number.end))


def _pronoun(text: str, number: _Number, rules: Grammar) -> bool:
    before = text[max(0, number.start - 20) : number.start].lower().split()
    after = re.match(r"\s([a-zà-ÿ]+)", text[number.end : number.end + 30])
    return (bool(before) and before[-1] in rules.pronoun) or not after or after[1] in rules.pronoun


def _dated(text: str, number: _Number, rules: Grammar) -> bool:
    """3 September, September 3; the hour of a day."""
    before = text[max(0, number.start - 14) : number.start].lower().rstrip(" .,")
    if re.split(r"[^\w]+", before)[-1] in rules.months:
        return True
    return bool(rules.date.match(text, number.end))


def _year(text: str, number: _Number, rules: Grammar) -> bool:
    if not (1500 <= number.value < 2200) or number.end - number.start != 4 or number.sign:
        return False
    if rules.unit.match(text, number.end):
        return False
    if 1900 <= number.value < 2100:
        return _bound(text, number.start, rules) is Bound.EXACT
    before = _LETTERS.findall(text[max(0, number.start - 20) : number.start].lower())
    return bool(before) and before[-1] in rules.years
