"""What a message holds: its quotations, and who is said to have said each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Span
from corpus.verify.chatter import trimmed
from corpus.verify.claims import Claim, Piece, ahead_of, beside, ends_inside, leads_on, speech
from corpus.verify.marked import Marked, marked
from corpus.verify.signatures import signature
from corpus.verify.tokens import tokens


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What between marks is a quotation of a message. Set by hand: less is a word held at a distance."""

    part: int = 3  # words between marks that are a quotation
    of_it: float = 0.3  # their share of a text that has no other
    inquit: int = 14  # words between two halves of one quotation


_RULES = ReadingRules()

_CLOSED = re.compile(r"[)\]]\s*[\"“„«]?\s*$")  # (Ana Núñez) is the end of one quotation
_GAP = re.compile(r"[.!?…][\"”»“']*\s*$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Stretches that are one quotation, and who may have said it, likeliest first. `halves`: each of them may also
    be one by itself. `bare`: no marks stand around it, so words beside it may be no part of it."""

    spans: tuple[Span, ...]
    claims: tuple[Claim, ...] = ()
    bare: bool = False
    halves: tuple[Quotation, ...] = ()
    runs_on: bool = False  # only a comma between the halves: they are one sentence

    @property
    def span(self) -> Span:
        return Span(self.spans[0].start, self.spans[-1].end)


def read(text: str) -> list[Quotation]:
    """The quotations of a message in text order; the whole of it where nothing stands between marks."""
    every_part = marked(text)
    parts = [part for part in every_part if len(tokens(text, part.span.start, part.span.end)) >= 2]
    if not parts and len(every_part) == 1 and not text[: every_part[0].outer.start].strip():  # "No," said Ann Lee
        parts = every_part
    inside = sum(len(tokens(text, part.span.start, part.span.end)) for part in parts)
    every = len(tokens(text))
    claims = _signed(text, parts, beside(text, parts))
    long = [
        number for number, part in enumerate(parts) if len(tokens(text, part.span.start, part.span.end)) >= _RULES.part
    ]
    tied = any(claim.sure for row in claims for claim in row)
    if not parts or not (long or tied or inside >= 0.5 * every) or (inside < _RULES.of_it * every and not tied):
        return [unmarked(text)]
    return _joined(text, parts, claims)


def _signed(text: str, parts: Sequence[Marked], claims: Sequence[tuple[Claim, ...]]) -> list[tuple[Claim, ...]]:
    """Of a message of one quotation that begins it, with nobody else named: who signs it."""
    signed = [*claims]
    if len(parts) == 1 and not any(claims) and not text[: parts[0].outer.start].strip():
        signed[0] = tuple(signature(Piece(text[parts[0].outer.end :], parts[0].outer.end)))
    return signed


def quotations(text: str, parts: Sequence[Marked]) -> list[Quotation]:
    """What stands between these marks, halves around "he said" as one."""
    return _joined(text, parts, beside(text, parts))


def unmarked(text: str) -> Quotation:
    """All of a text, less a name before its colon or behind its dash."""
    for part in dict.fromkeys((trimmed(text), Span(0, len(text)))):
        core, claims = ahead_of(part.of(text))
        if claims or len(core) < len(part):
            moved = [claim._replace(span=_moved(claim.span, part.start)) for claim in claims]
            return Quotation((_moved(core, part.start),), tuple(moved), bare=True)
    return Quotation((Span(0, len(text)),), bare=True)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _joined(text: str, parts: Sequence[Marked], claims: Sequence[tuple[Claim, ...]]) -> list[Quotation]:
    """The quotations, two made one where only "he said" stands between them."""
    rows: list[list[int]] = []
    for number, part in enumerate(parts):
        if rows and _goes_on(text, parts[rows[-1][-1]], part, claims[number]):
            rows[-1].append(number)
        else:
            rows.append([number])
    found = []
    for row in rows:
        halves = tuple(Quotation((parts[number].span,), claims[number]) for number in row)
        merged = tuple(dict.fromkeys(claim for number in row for claim in claims[number]))
        if len(row) == 1:
            found.append(halves[0])
            continue
        between = [text[parts[a].outer.end : parts[b].outer.start] for a, b in pairwise(row)]
        one = all(not _GAP.search(words.rstrip(" ")) for words in between)
        found.append(Quotation(tuple(parts[n].span for n in row), merged, halves=halves, runs_on=one))
    return found


def _goes_on(text: str, first: Marked, then: Marked, claims: tuple[Claim, ...]) -> bool:
    """Whether only the words that name the speaker stand between; the second has no other of its own."""
    between = text[first.outer.end : then.outer.start]
    if "\n" in between or len(tokens(between)) > _RULES.inquit or not speech(between) or leads_on(text, first, between):
        return False
    if ends_inside(between) or _CLOSED.search(between):
        return False
    return not any(claim.sure and claim.span.start >= then.outer.end for claim in claims)
