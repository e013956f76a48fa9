"""What stands beside a quotation without marks and is no part of it: a question to a colleague, a handle, a smiley."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Span
from corpus.verify.alignment import Alignment
from corpus.verify.sent import Sent
from corpus.verify.tokens import tokens
from corpus.verify.vocabulary import vocabulary

_TALK = re.compile(r"[?#@]|https?:|[\U0001F000-\U0001FAFF\u2600-\u27BF]")
_BREAK = re.compile(r"[.!?…:#@(\n\U0001F000-\U0001FAFF\u2600-\u27BF]|\s[-–—]\s|\.\.\.")


@dataclass(frozen=True, slots=True)
class ChatterRules:
    """How much of what stands beside a quotation is talk. Set by hand on pasted messages written for it: longer talk is
    as often part of the quotation."""

    longest: int = 16  # words of such talk
    pieces: int = 6  # behind the quotation that are looked at
    tags: int = 6  # words of a piece that is but a tag or a smiley
    many: float = 0.5  # share of the words that are words of talk where nothing parts them from the quotation
    two: int = 2  # how many there must be then
    fewest: int = 3  # words before a colon that may be anything
    few: float = 0.3  # share of the words beside a quotation that are words of talk, where something parts them


_RULES = ChatterRules()

_LEAD = re.compile(r"\s*([^:\n?!]{2,90})(?::\s+|([?!]+:?\s+|\s*\n\s*))")
_LABEL = re.compile(r"(?:[^:\n.?!\"“”„«»]|(?<=\b[A-ZÀ-Þ])\.){2,60}:\s")
_NAME = re.compile(r"\s[^\W\d_a-zà-ÿ]")
_LINK = re.compile(r"\s*https?:")
_BEHIND = re.compile(
    r"\s*(?:[\U0001F000-\U0001FAFF\u2600-\u27BF]|\(|\n|\.\.\.|…|https?:|[@#]|(?<=\s)[-–—]\s|(?<=[.!?])\s)"
)
_SIGNS = re.compile(r"[#@]|https?:|[\U0001F000-\U0001FAFF\u2600-\u27BF]")


def compared(given: Sent, way: Alignment) -> tuple[int, int] | None:
    """Which of the words are the quotation: from one to another; None where all are."""
    first, last = 0, len(given.words)
    runs = _runs(given, way)
    if not runs:
        return None
    longest = max(runs, key=lambda run: run[1] - run[0])
    for start, _ in runs:
        if start > longest[0]:
            break
        if start and not _kept(runs, 0, start) and _talk(given, 0, start):
            first = start
    for _, end in reversed(runs):
        if end < longest[1]:
            break
        if end < len(given.words) and not _kept(runs, end, len(given.words)) and _talk(given, end, len(given.words)):
            last = end
    return (first, last) if (first, last) != (0, len(given.words)) else None


def _runs(given: Sent, way: Alignment) -> list[tuple[int, int]]:
    """The sent words that stand there as they are, in rows."""
    edges = [0, *(edge for one in way.differences for edge in (one.first, one.last)), len(given.words)]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _kept(runs: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether most of these words are printed there, too: then they are a part of the quotation."""
    return 2 * sum(b - a for a, b in runs if first <= a and b <= last) > last - first


def _talk(given: Sent, first: int, last: int) -> bool:
    """Whether the words at an edge are said about the quotation. A break stands between, and they ask, address
    somebody, or are words of such talk."""
    text, words = given.text, given.words
    start = words[first - 1].end if first else 0
    end = words[last].start if last < len(words) else len(text)
    beside = text[start:end]
    inner = text[start : words[first].start] if first else text[words[last - 1].end : end]
    keys = [word.key for word in words[first:last]]
    begins = not first and text[words[last].start].isupper()
    apart = _BREAK.search(inner) or (first > 0 and _LINK.match(text, start))
    if last - first > _RULES.longest or not (apart or vocabulary().negations.isdisjoint(keys)):
        return False
    hits = sum(key in vocabulary().chatter for key in keys)
    if not apart and not begins and (hits < _RULES.two or hits < _RULES.many * len(keys)):
        return False
    if _TALK.search(beside) and (hits or (_SIGNS.search(beside) and len(keys) <= _RULES.tags)):
        return True
    alone = "\n" in inner and hits >= _RULES.two
    told = hits or len(keys) <= _RULES.fewest or not vocabulary().verbs.isdisjoint(keys)  # what she wrote: …
    return alone or hits >= _RULES.few * len(keys) or bool(not first and ":" in inner and told)


def trimmed(text: str) -> Span:
    """The text without the talk around it, where it has no marks: before it, up to a colon, a question or a line;
    after it, from the last break on."""
    start, end = 0, len(text)
    for _ in range(_RULES.pieces):
        lead = _LEAD.match(text, start)
        if lead is None or not _leads(lead, text):
            break
        start = lead.end()
    for found in reversed(list(_BEHIND.finditer(text, start))[-_RULES.pieces :]):
        if _is_talk(text[found.start() : end]):
            end = found.start()
    return Span(start, end)


def _leads(lead: re.Match[str], text: str) -> bool:
    """Whether these words are talk: by what they are; before another name with its colon, where they name nobody."""
    apart = lead[2] is not None
    if _is_talk(lead[1]) or (apart and _is_talk("\n" + lead[1], least=1)):
        return True
    if apart and "?" in lead[2] and _LABEL.match(text, lead.end()):
        return True
    return not apart and not _NAME.search(lead[1]) and _LABEL.match(text, lead.end()) is not None


def _is_talk(piece: str, least: int = _RULES.two) -> bool:
    """Whether a piece is talk about the quotation. On a line of its own `least` words of talk are enough."""
    keys = [token.key for token in tokens(piece)]
    if len(keys) > _RULES.longest:
        return False
    if _SIGNS.search(piece) and len(keys) <= _RULES.tags:
        return True
    hits = sum(key in vocabulary().chatter for key in keys)
    return hits >= max(1.0, _RULES.few * len(keys)) or (
        piece.startswith("\n") and hits >= least and len(keys) <= _RULES.tags + least
    )
