"""How a language writes its quantities: its lexicon compiled into the patterns of the figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.languages import Lexicon, lexicon


class Bound(StrEnum):
    """How the words before a quantity take it."""

    EXACT = "="
    ABOUT = "~"
    OVER = ">"
    UNDER = "<"


# Signs and codes that stand before an amount in any language.
SIGNS = {
    "$": "dollar",
    "US$": "dollar",
    "USD": "dollar",
    "U.S.$": "dollar",
    "A$": "australian dollar",
    "AU$": "australian dollar",
    "C$": "canadian dollar",
    "CA$": "canadian dollar",
    "HK$": "hong kong dollar",
    "NZ$": "new zealand dollar",
    "S$": "singapore dollar",
    "NT$": "taiwan dollar",
    "MX$": "peso",
    "R$": "real",
    "£": "pound sterling",
    "GBP": "pound sterling",
    "PS": "pound sterling",  # what a plain-text wire makes of £
    "€": "euro",
    "EUR": "euro",
    "¥": "yen",
    "Y=": "yen",  # what a plain-text wire makes of ¥
    "JPY": "yen",
    "₹": "rupee",
    "Rs": "rupee",
    "RM": "ringgit",
    "CHF": "swiss franc",
    "₽": "rouble",
    "₪": "shekel",
}
MONEY = frozenset(SIGNS.values())
SHORT = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "mn": 1e6, "mil": 1e6, "b": 1e9, "B": 1e9, "bn": 1e9, "tn": 1e12}
SHORT |= {"mln": 1e6, "bln": 1e9}


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules of one language, compiled."""

    begin: re.Pattern[str]  # what stands before a place where a number may begin
    number: re.Pattern[str]
    unit: re.Pattern[str]
    thing: re.Pattern[str]
    joint: re.Pattern[str]
    bound: re.Pattern[str]
    date: re.Pattern[str]
    decimal: str
    values: dict[str, float]
    scales: dict[str, float]
    onward: frozenset[str]  # scales behind which a figure may go on in digits: 3 mil 200 millones
    fractions: dict[str, float]
    units: dict[str, str]
    named: frozenset[str]  # units that have a name of their own
    bounds: dict[str, Bound]
    between: frozenset[str]
    vague: frozenset[str]
    years: frozenset[str]
    months: frozenset[str]
    pronoun: frozenset[str]
    ordinals: frozenset[str]


@lru_cache(maxsize=16)
def grammar(code: str) -> Grammar:
    data = lexicon(code, "figures")
    values, scales, fractions = (data.numbers(key) for key in ("numbers", "scales", "fractions"))
    spellings = {form: name for name, forms in data.table("units").items() for form in forms.split("|")}
    words = {Bound.ABOUT: data.list("about"), Bound.OVER: data.list("over"), Bound.UNDER: data.list("under")}
    bounds = {form: bound for bound, forms in words.items() for form in forms} | {
        "~": Bound.ABOUT,
        ">": Bound.OVER,
        "<": Bound.UNDER,
    }
    unit = rf"(?:\s?|[ -])(?P<unit>{_any(spellings)})(?![\w²])"
    things = rf"[a-zà-ÿ]{{3,}}s|{_any(data.words('measures'))}"
    months = data.words("months")
    return Grammar(
        begin=_beginning([*values, *scales, *fractions, *data.words("vague"), *data.words("article"), "minus"]),
        number=_number(data, values, scales, fractions),
        unit=re.compile(unit),
        thing=re.compile(rf"[ -](?:[a-zà-ÿ]+(?:-[a-zà-ÿ]+)?[ ]){{0,2}}?(?P<thing>{things})\b"),
        joint=re.compile(
            rf"(?:{unit})?(?:(?P<dash>\s?[-–—]\s?|-(?:{_any(data.list('to'))})-)|\s(?:(?P<to>{_any(data.list('to'))})|(?P<and>{_any(data.list('and'))}))\s)"
        ),
        bound=re.compile(
            rf"(?:(?<!\w)(?P<bound>{_any(bounds)}))(?:\s(?:a|an|the|just|only|total|of|el|la|los|las))*[\s-]*$", re.I
        ),
        date=re.compile(
            rf"\s?[ap]\.?m\b|\.?\s(?:of |de )?(?:{_any(months)})\b|\s?(?-i:GMT|BST|E[DS]?T|P[DS]?T)\b", re.I
        ),
        decimal=data.list("decimal")[0],
        values=values,
        scales=scales,
        onward=data.words("onward"),
        fractions=fractions,
        units=spellings | {form.lower(): name for form, name in spellings.items()},
        named=MONEY | {*spellings.values(), "share"},
        bounds=bounds,
        between=data.words("between"),
        vague=data.words("vague"),
        years=data.words("year"),
        months=months,
        pronoun=data.words("pronoun"),
        ordinals=data.words("ordinals"),
    )


def _number(
    data: Lexicon, values: dict[str, float], scales: dict[str, float], fractions: dict[str, float]
) -> re.Pattern[str]:
    vague = data.words("vague")
    big = _any(scales)
    word = _any({*values, *scales})
    space = r"\ " if data.list("spaced") else ""  # 1 200
    signs = _any(SIGNS).replace(r"\$", r"[ ]?\$")
    return re.compile(
        rf"""
        (?P<minus>(?<![\w.)])[-−](?=[\d$£€])|\bminus[ -](?=\d))?
        (?:(?<![\w$£€])(?P<sign>{signs})[ ]?(?=\d)
          |(?<![\w.,:/\#'’$-])|(?<=\d[-–—])|(?<=[^\w][-–—])|(?<=[=<>~])|(?<=\bsub-)|(?<=minus-))
        (?:
          (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?
            |\d{{1,3}}(?:[\u00a0\u202f\u2009{space}]\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)
          (?!\d|[.,:/]\d|(?:st|nd|rd|th|s)\b|['’]\w)
          (?:[ -]?(?P<scale>(?:{big})(?:\s(?:{big}))*)\b
            |[ ]?(?P<short>bn|tn|mn|mln|bln|mil
              |(?(sign)[kmb]|(?:k|m(?=(?:\ of)?\ [a-z-]+(?:\ [a-z]+){{0,2}}s\b))))(?!\w))?
        |
          (?P<fraction>\b(?:{_any(fractions)}))\b(?:\s(?:{_any(data.words("article"))})\s(?P<of>{big})\b)?
        |
          \b(?P<words>(?:{_any(vague)})(?:\s(?:of|de)\s(?:{_any(vague)}))?
            |(?:(?:{_any(data.words("article"))})\s(?:{_any({*scales, "dozen", "docena"} - vague)})|(?:{_any(values)}))
             (?:(?:[ -]|(?<=hundred)\sand\s|(?<=nta)\sy\s)(?:{word})\b)*)\b
        )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _beginning(forms: Iterable[str]) -> re.Pattern[str]:
    """What stands before a number, then a sign, a digit or the first three letters of a form. A set of signs stands
    first, which the engine seeks much faster than all a number may be."""
    starts = {re.escape(form[:3]) if form[1:] else rf"{form}\W" for form in forms}
    starts |= {re.escape(sign).replace(r"\$", r"[ ]?\$") + r"[ ]?\d" for sign in SIGNS if sign[0].isalpha()}
    return re.compile(rf"\W(?=[-−\d$£€¥₹₽₪]|[ ]\$|(?i:{_tree(starts)}))")


def _tree(starts: Iterable[str]) -> str:
    """By their first letters, so that most words cost one look."""
    rest: dict[str, set[str]] = {}
    for start in starts:
        rest.setdefault(start[0].lower(), set()).add(start[1:])
    return "|".join(f"{first}(?:{'|'.join(sorted(ends))})" for first, ends in sorted(rest.items()))


def _any(forms: Iterable[str]) -> str:
    """An alternation, longest first, that matches nothing where there are no forms."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) or r"(?!)"
