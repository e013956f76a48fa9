"""Sentences: where one ends, with abbreviations, initials, ellipses, quotations and headlines in mind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.language import lexicon
from corpus.model import Block, Sentence, Span

_HEAD = 5_000  # characters; where these have no capital, none can open a sentence (lower-cased archives)
_CLOSE = "\"'”’»)\\]}›“*_"
# A run of end marks with what closes after it and the white space; each run is looked at once, so time is linear.
_END = re.compile(rf"(?<![.!?…])([.!?…]++|[。！？]++)([{_CLOSE}]*+)(\s++|(?<=[。！？]))")
_BEFORE = re.compile(r"[^\s(\[\"“”«„—–/]+$")
_NEXT = re.compile(r"[\"'“”«„‘‚(\[{¿¡*_—–-]*+([^\W_]+(?:['’.][^\W_]+)*+)?")
_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|(?<![\w.,!?])\"[^\"]*\"")
_HELD = re.compile(r"\s*(?:,|[—–-]\s|[^\W\d_A-ZÁÉÍÓÚÑÄÖÜ])")


@dataclass(frozen=True, slots=True)
class _Rules:
    before_name: frozenset[str]
    inside: frozenset[str]
    before_number: frozenset[str]
    starters: frozenset[str]
    cues: frozenset[str]
    ordinals: bool
    cased: bool = True


def split(text: str, blocks: Iterable[Block], code: str) -> tuple[Sentence, ...]:
    """In text order, never across blocks; a quotation that its own sentence goes on after is not cut."""
    head = text[:_HEAD]
    rules = replace(_rules(code), cased=head != head.lower())
    found: list[Sentence] = []
    for block in blocks:
        start = block.span.start
        for end, following in _ends(text, block.span, rules):
            found.append(Sentence(Span(start, end), block.kind))
            start = following
        if start < block.span.end:
            found.append(Sentence(Span(start, block.span.end), block.kind))
    return tuple(found)


def _ends(text: str, span: Span, rules: _Rules) -> Iterator[tuple[int, int]]:
    """Each inner end with the start of what follows."""
    held: list[tuple[int, int]] | None = None
    last = span.start
    for match in _END.finditer(text, span.start, span.end):
        if match.end() >= span.end:
            return
        if not _breaks(text, match, last, span.end, rules):
            continue
        if held is None:
            held = _held(text, span)
        while held and held[0][1] <= match.start():
            held.pop(0)
        if held and held[0][0] < match.start() and match.end() <= held[0][1]:
            continue
        last = match.end()
        yield match.end(2), match.end()


def _held(text: str, span: Span) -> list[tuple[int, int]]:
    """The quotations that no sentence ends in, since theirs goes on: “We agreed. It is good,” she said."""
    found = []
    for match in _QUOTED.finditer(text, span.start, span.end):
        inner = text[match.end() - 2]
        if (
            inner == ","
            or (inner not in ".…" and _HELD.match(text, match.end()))
            or text[match.end() : match.end() + 1] == ","
        ):
            found.append((match.start(), match.end() - 1))
    return found


def _breaks(text: str, match: re.Match[str], last: int, end: int, rules: _Rules) -> bool:
    marks, closed = match.group(1), match.group(2)
    following = _NEXT.match(text, match.end(), min(end, match.end() + 60))
    word = (following.group(1) if following else "") or ""
    opened = bool(following and following.end() - len(word) > following.start())
    first = word[:1]
    if rules.cased and first.islower() and not (marks[-1] in "!?" and not closed and opened):
        return False
    if not word and not opened:
        return text[match.end()] not in ".,;:!?…)"
    if marks != ".":
        return _after_strong(text, match, word)
    if closed:
        return True
    before = _BEFORE.search(text, max(last, match.start() - 24), match.start())
    token = before.group() if before else ""
    return not token or _full_stop(token, word, opened, rules)


def _after_strong(text: str, match: re.Match[str], word: str) -> bool:
    return True


def _full_stop(token: str, word: str, opened: bool, rules: _Rules) -> bool:
    """Whether the single stop after `token` ends a sentence when `word` follows."""
    low = token.lower().lstrip("'’-")
    digit = word[:1].isdigit()
    if low in rules.before_name and not (opened and low in rules.inside):
        return low in rules.inside and word.lower() in rules.starters
    if digit and low in rules.before_number:
        return False
    if rules.ordinals and token.isdigit() and len(token) <= 2:
        return False
    if low in rules.inside or ("." in token and len(token) <= 8 and _initials(token)):
        return opened or word.lower() in rules.starters
    if len(token) == 1 and token.isalpha() and token.isupper() and token != "I":
        return word.lower() in rules.starters and len(word) > 1
    return True


def _initials(token: str) -> bool:
    return all(len(part) <= 2 for part in token.split("."))


@lru_cache(maxsize=16)
def _rules(code: str) -> _Rules:
    words = lexicon(code, "sentences")
    return _Rules(
        before_name=words.words("before_name"),
        inside=words.words("inside"),
        before_number=words.words("before_number"),
        starters=words.words("starters"),
        cues=words.words("cues"),
        ordinals=bool(words.list("ordinals")),
    )
