"""Sentences: where one ends, with abbreviations, initials, ellipses, quotations and headlines in mind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.extract.structure.run_ons import seams
from corpus.languages import lexicon
from corpus.model import Block, Sentence, Span

# A run of end marks, what closes after it (notes such as [1] too), and the space; each run is looked at once, so time
# is linear. Without space a new sentence is only begun by a large letter after two small ones: "he said.The mayor".
_END = re.compile(
    r"([.!?…。！？](?<![.!?…][.!?…])[.!?…。！？]*+)((?:[\"'”’»)\]}›“*_`]|\s''(?=\s)|[ \u00a0\u202f]»|\s?\[\d{1,3}\])*+)"
    r"(\s++|(?<=[。！？])|(?<=[a-zß-öø-ÿ]{2}[.!?…])(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]*+[\s,’'.])|(?<=[.!?]”)(?=[A-Z]))"
)
_TOKEN = re.compile(r"([^\s(\[\"“”«„—–/]+)\s?$")
_NEXT = re.compile(r"[\"'“”«„‘‚(\[{¿¡*_`—–-]*+([^\W_]+(?:['’.][^\W_]+)*+)?")
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘]*?[,.!?]’(?!\w)|«[^«»]*»|„[^„“”]*[“”]|\"(?<![^\s(\[—–-].)(?=\S)[^\"]*(?<=\S)\"")
_GOES_ON = re.compile(r"\s*(?:,|[—–-]\s|[^\W\d_A-ZÁÉÍÓÚÑÄÖÜ])")
_ASIDE = re.compile(r"[(\[][^()\[\]]{1,100}[)\]](?:\s*[.,;:]|\s+[^\W\d_A-ZÀ-ÖØ-Þ])")
_SIGNED = re.compile(r"[—–-]{1,2}\s?[A-ZÀ-ÖØ-Þ][^.!?]{2,60}$")
_TAG = re.compile(r"(?:[—–―]|-)\s?[^\W\d_A-ZÀ-ÖØ-Þ]")  # —¿Quién? —preguntó Ana
_MARKER = re.compile(r"(?:(?<=\s)|^)(?:[•⁃‣◦*-]\s?)?(\d{1,3}|[a-z])(?:\.\)|[.)])\s")


@dataclass(frozen=True, slots=True)
class SentenceLimits:
    """What is looked at to tell whether a text has capitals, and how long a quotation is held together. Set by hand."""

    head: int = 5_000  # characters; where these have no capital, none can open a sentence (lower-cased archives)
    held: int = 1500  # characters: beyond that a quotation is more likely one whose end is missing


_LIMITS = SentenceLimits()

_I = re.compile(r"I(?:['’]\w+)?$")  # always large, so it begins no sentence by itself
_STARTS = "$€£¥#@•–—-*→✓"  # besides letters, digits and opening marks


@dataclass(frozen=True, slots=True)
class _Rules:
    before_name: frozenset[str]
    inside: frozenset[str]
    ending: frozenset[str]
    before_number: frozenset[str]
    starters: frozenset[str]
    hours: frozenset[str]
    after_hour: frozenset[str]
    openers: frozenset[str]
    credits: tuple[str, ...]
    answered: re.Pattern[str]
    elided: frozenset[str]  # letters that stand for a word before an apostrophe
    ordinals: bool
    cased: bool = True


def split(text: str, blocks: Iterable[Block], code: str) -> tuple[Sentence, ...]:
    """In text order, never across blocks; a quotation that its own sentence goes on after is not cut."""
    head = text[: _LIMITS.head]
    rules = _rules(code) if head != head.lower() else replace(_rules(code), cased=False)
    places = seams(text, rules.starters, rules.credits)
    found: list[Sentence] = []
    at = 0
    for block in blocks:
        start, last = block.span.start, block.span.end
        own = []
        while at < len(places) and places[at][0] < last:
            if places[at][0] > start and places[at][1] < last:
                own.append(places[at])
            at += 1
        listed = _MARKER.match(text, start, last)
        for end, following in (
            _parted(text, block.span, own, rules) if own or listed else _inner(text, block.span, rules)
        ):
            found.append(Sentence(Span(start, end), block.kind))
            start = following
        if start < last:
            found.append(Sentence(Span(start, last), block.kind))
    return tuple(found)


def _parted(text: str, span: Span, seams: list[tuple[int, int]], rules: _Rules) -> Iterator[tuple[int, int]]:
    """The ends in a block that is more than one text."""
    start = span.start
    for end, following in (*sorted({*seams, *_items(text, span)}), (span.end, span.end)):
        if start < end:
            yield from _inner(text, Span(start, end), rules)
        if start <= end < span.end:
            yield end, following
        start = max(start, following)


def _items(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """The ends in a list on one line, 1. like this 2. and so on: its markers count up by one."""
    last = None
    for match in _MARKER.finditer(text, span.start, span.end) if _MARKER.match(text, span.start) else ():
        place = int(match.group(1)) if match.group(1).isdigit() else ord(match.group(1))
        if last is None or place == last + 1:
            last = place
            if match.start() > span.start:
                yield match.start() - 1, match.start()


def _inner(text: str, span: Span, rules: _Rules) -> Iterator[tuple[int, int]]:
    """Each end inside the span with the start of what follows."""
    held: list[tuple[int, int]] | None = None
    last, at, casual = span.start, 0, text[span.start].islower()
    for match in _END.finditer(text, span.start, span.end):
        if match.end() >= span.end:
            return
        if not _breaks(text, match, Span(last, span.end), casual, rules):
            continue
        if held is None:
            held = _held(text, span)
        while at < len(held) and held[at][1] <= match.start():
            at += 1
        if at < len(held) and held[at][0] < match.start() and match.end() <= held[at][1]:
            continue
        last = match.end()
        yield match.end(2), match.end()


def _held(text: str, span: Span) -> list[tuple[int, int]]:
    """The quotations that no sentence ends in, since theirs goes on: “We agreed. It is good,” she said."""
    found = []
    for match in _QUOTED.finditer(text, span.start, span.end):
        start, end = match.span()
        if end - start > _LIMITS.held:
            continue
        if (
            text[end - 2] == ","
            or text.startswith(",", end)
            or (text[end - 2] not in ".…" and _GOES_ON.match(text, end))
        ):
            found.append((start, end - 1))
    return found


def _breaks(text: str, match: re.Match[str], rest: Span, casual: bool, rules: _Rules) -> bool:
    """Whether a sentence that began at `rest.start` ends here."""
    marks, closed, at = match.group(1), match.group(2), match.end()
    following = _NEXT.match(text, at, min(rest.end, at + 60))
    word = (following.group(1) if following else None) or ""
    opened = bool(following and following.end() - len(word) > at)
    if not word and not opened:
        return text[at] in _STARTS
    if _TAG.match(text, at) or (word[:1].islower() and marks[-1] in "!?" and rules.answered.match(text, at)):
        return False
    token = _token(text, match, rest.start)
    if word[:1].islower() and rules.cased:
        if opened and text[at] not in "¿¡":
            return marks != "." and text[at] not in "([" and not closed
        if not opened and not _small(
            marks, closed, token, casual or (word in rules.starters and token.lower() not in rules.inside)
        ):
            return False
    if opened and _hangs(text, at, rest.end):
        return False
    if any(mark in closed for mark in "\"”’»“'‘"):
        return not rules.answered.match(text, at)
    if len(marks) > 1 or marks == "…" or token == ".":
        return marks[-1] in "!?" or not _I.match(word)
    if marks != "." or not token:
        return True
    return _full_stop(text, match.start(), rest.start, token, word, opened, rules)


def _token(text: str, match: re.Match[str], start: int) -> str:
    found = _TOKEN.search(text, max(start, match.start() - 24), match.start())
    return found.group(1) if found else ""


def _small(marks: str, closed: str, token: str, casual: bool) -> bool:
    """Whether a sentence may begin with a small letter here: in a text that writes so, or after a plain "?" or "!"."""
    if closed or not token.isalpha():
        return False
    if marks[-1] in "!?":
        return token.islower() or len(marks) > 1
    return casual and marks == "." and len(token) > 2


def _hangs(text: str, at: int, end: int) -> bool:
    """What opens here still belongs to the sentence before: "(1965), and", or a signature after a dash."""
    if text[at] in "([":
        return bool(_ASIDE.match(text, at, end))
    return text[at] in "—–-" and end - at < 70 and bool(_SIGNED.match(text, at, end))


def _full_stop(text: str, at: int, start: int, token: str, word: str, opened: bool, rules: _Rules) -> bool:
    """Whether the single stop after `token` ends a sentence when `word` follows."""
    low = token.lower().lstrip("'’-")
    if rules.elided and low[1:2] in ("'", "’") and low[0] in rules.elided:
        low = low[2:]  # the article of "l'art. 5" is no part of the abbreviation
    begins = opened or word.lower() in rules.starters
    if at - start < 12 and (len(token) == 1 or token.isdigit()) and not text[start : at - len(token)].strip(" •⁃-(*"):
        return False  # the number of a list's item
    if low in rules.before_number and (word[:1].isdigit() or not word.strip("IVXL")):
        return False
    if word[:1].islower() and (low in rules.hours or low in rules.ending or low in rules.inside or _initials(token)):
        return False
    if low in rules.hours:
        return word not in rules.after_hour and (
            begins or text[start : start + 20].split(None, 1)[0].lower() not in rules.openers
        )
    if low in rules.ending and not token[:1].isupper():
        return True
    if low in rules.before_name:
        return low in rules.inside and begins
    if rules.ordinals and token.isdigit() and len(token) <= 2:
        return False
    if low in rules.inside or _initials(token):
        return begins or low in rules.ending
    if len(token) == 1 and token.isalpha():
        return _after_letter(text, at, token, word, begins)
    return True


def _after_letter(text: str, at: int, token: str, word: str, begins: bool) -> bool:
    """Whether a sentence ends behind one letter: it does in "you and I. Did", not in "Ann I. Lee" and "(b. March
    2009)"."""
    if token == "I":
        before = text[max(0, at - 16) : at - 1].split()
        return begins or not (before and before[-1][0].isupper())
    return begins and len(word) > 1


def _initials(token: str) -> bool:
    return "." in token and len(token) <= 8 and all(len(part) <= 2 for part in token.split("."))


@lru_cache(maxsize=16)
def _rules(code: str) -> _Rules:
    words = lexicon(code, "sentences")
    cues = "|".join(map(re.escape, words.list("cues"))) or "(?!)"
    small = "|".join(lexicon("world", "names").list("in_labels"))
    return _Rules(
        before_name=words.words("before_name"),
        inside=words.words("inside"),
        ending=words.words("ending"),
        before_number=words.words("before_number"),
        starters=words.words("starters"),
        hours=words.words("hours"),
        after_hour=words.words("after_hour"),
        openers=words.words("openers"),
        credits=words.list("credits"),
        answered=re.compile(
            rf"(?:(?:(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|{small})\s){{1,4}}(?:{cues})\b|(?:{cues})\s)"
            r"(?![^.!?:\n“\"«„]{0,40}:)"  # what ends in a colon leads to the words behind it
        ),
        ordinals=bool(words.list("ordinals")),
        elided=words.words("elided"),
    )
