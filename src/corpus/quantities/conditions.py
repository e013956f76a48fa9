"""What a figure must be to answer a question: "tariffs > 20%", "over 50 arrests"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isclose

from corpus.errors import WrongUse
from corpus.languages import codes
from corpus.quantities.figures import REACH, THOUSAND, Figure, find
from corpus.quantities.patterns import Bound, Grammar, grammar

_SENSE = re.compile(r"([<>]=?|[≤≥=])\s*$")
_UNIT_FIRST = re.compile(r"([€£$])\s*([<>]=?|=)\s*(?=\d)")  # "£ > 10 million"
_SHARE_FIRST = re.compile(r"%\s*([<>]=?|=)\s*(\d[\d.,]*)(?!\s*%)")  # "% > 50"
_WORD_FIRST = re.compile(r"(?<!\S)([^\W\d_]+(?: [^\W\d_]+)?)\s*([<>]=?|[≤≥])\s*(\d[\d.,]*)\s*$")  # "per cent > 5"
_LONE = re.compile(r"(?<!\S)(?:[<>]=?|[≤≥])(?=\s*$)")
_SENSES = {">": ">", "<": "<", ">=": ">=", "<=": "<=", "≥": ">=", "≤": "<=", "=": "="}
_SHARES = {("share", "percent"): 100.0, ("percent", "share"): 0.01}


@dataclass(frozen=True, slots=True)
class Condition:
    """What a figure must be: "> 20%"."""

    sense: str  # > >= < <= =
    value: float
    unit: str = ""


def condition(text: str, code: str) -> tuple[str, Condition | None]:
    """The words of a question without its condition, and the condition: "tariffs > 20%" asks for tariffs, "over 50
    arrests" for arrests, "% > 50" for shares. A counted thing stays among the words, for it may be called otherwise in
    the text. Raises WrongUse for a sign without a figure behind it."""
    found = _of_unit(text) or _condition(_SHARE_FIRST.sub(r"\1 \2%", _UNIT_FIRST.sub(r"\2 \1", text)), code)
    if lone := _LONE.search(found[0]):
        raise WrongUse(f"“{lone.group()}” needs one figure behind it, such as: tariffs {lone.group()} 20%.")
    return found


def _of_unit(text: str) -> tuple[str, Condition] | None:
    """A condition with its unit, or the scale of its figure, as a word before the sign, in any language: "Prozent > 5",
    "millones > 2"."""
    asked = _WORD_FIRST.search(text)
    if not asked:
        return None
    sense, number = _SENSES[asked[2]], asked[3]
    words = asked[1].split()
    for said in (" ".join(words), words[-1]):
        rest = text[: asked.end(1) - len(said)].strip()
        for code in codes():
            for figure in find(f"{number} {said}", code):
                scaled = figure.unit == "" and figure.span.end > len(number)
                if scaled or figure.unit in grammar(code).named:
                    return rest, Condition(sense, figure.value, figure.unit)
    return None


def scale(text: str) -> Condition | None:
    """The figures that a scale alone asks for, in any language: "million", "Milliarden"."""
    word = text.strip().casefold()
    values = (value for code in codes() if (value := grammar(code).scales.get(word)))
    least = max(values, default=0.0)
    return Condition(">=", least) if least > THOUSAND else None


def _condition(text: str, code: str) -> tuple[str, Condition | None]:
    rules = grammar(code)
    for figure in find(text, code):
        asked = _asked(text, figure, rules)
        if not asked:
            continue
        start, sense = asked
        known = figure.unit in rules.named
        amount = rules.number.match(text, figure.span.start)
        end = figure.span.end if known or not amount else amount.end()
        rest = " ".join(f"{text[:start]} {text[end:]}".split())
        return rest, Condition(sense, figure.value, figure.unit if known else "")
    return text, None


def _asked(text: str, figure: Figure, rules: Grammar) -> tuple[int, str] | None:
    """Where a condition on the figure begins and what it is, if one stands before it."""
    sign = _SENSE.search(text, 0, figure.span.start)
    if sign:
        return sign.start(), _SENSES[sign[1]]
    if figure.bound not in (Bound.OVER, Bound.UNDER):
        return None
    words = rules.bound.search(text, max(0, figure.span.start - REACH.edge), figure.span.start)
    return (words.start(), figure.bound.value) if words else None


def meets(figure: Figure, wanted: Condition) -> bool:
    """Whether the figure, or an end of its range, is as asked, in the unit asked for if one was."""
    factor = _SHARES.get((figure.unit, wanted.unit), 1.0 if wanted.unit in ("", figure.unit) else 0.0)
    if not factor:
        return False
    ends = [factor * end for end in (figure.value, figure.upto) if end is not None]
    if wanted.sense == "=":
        return any(isclose(end, wanted.value) for end in ends) or min(ends) <= wanted.value <= max(ends)
    strict = len(wanted.sense) == 1
    if wanted.sense[0] == ">":
        return max(ends) > wanted.value or (
            max(ends) == wanted.value and not (strict and figure.bound is not Bound.OVER)
        )
    return min(ends) < wanted.value or (min(ends) == wanted.value and not (strict and figure.bound is not Bound.UNDER))
