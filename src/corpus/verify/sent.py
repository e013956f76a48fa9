"""A quotation as somebody sent it: its words, and where marks tell that words were cut or put in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.model import Span
from corpus.verify.tokens import Token, tokens

_CUT = re.compile(r"[\[(]\s*(?:…|\.{2,}|\. \. \.)\s*[\])]|…|\.{2,}|\. \. \.")
_LETTERS = re.compile(r"\[(?=\w{1,3}\]\w)|(?<=\[\w)\](?=\w)|(?<=\[\w\w)\](?=\w)|(?<=\[\w\w\w)\](?=\w)")  # [T]he
_PUT = re.compile(r"\[[^\[\]\n]{1,80}\]")


@dataclass(frozen=True, slots=True)
class Sent:
    """`cuts` and `put` are the words before which a mark stands, with what stands in it."""

    text: str
    words: tuple[Token, ...]
    cuts: frozenset[int] = frozenset()
    put: Mapping[int, str] = field(default_factory=dict)

    @property
    def keys(self) -> list[str]:
        return [word.key for word in self.words]

    @property
    def span(self) -> Span:
        return Span(self.words[0].start, self.words[-1].end)

    def part(self, first: int, last: int) -> Sent:
        """The words from one to another."""
        return Sent(
            self.text,
            self.words[first:last],
            frozenset(at - first for at in self.cuts if first <= at <= last),
            {at - first: text for at, text in self.put.items() if first <= at <= last},
        )


def sent(text: str, stretches: Sequence[Span]) -> Sent:
    """The words of these stretches of a text, in a row."""
    shown = _LETTERS.sub("\u200b", text)
    words: list[Token] = []
    cuts: set[int] = set()
    put: dict[int, str] = {}
    for stretch in stretches:
        at = stretch.start
        for mark, cut in _marks(shown, stretch):
            words += tokens(shown, at, mark.start)
            if cut:
                cuts.add(len(words))
            else:
                put[len(words)] = text[mark.start + 1 : mark.end - 1]
            at = mark.end
        words += tokens(shown, at, stretch.end)
    return Sent(text, tuple(words), frozenset(cuts), put)


def _marks(text: str, stretch: Span) -> list[tuple[Span, bool]]:
    """Where something was cut (True) or put in, in text order."""
    cuts = [Span(*match.span()) for match in _CUT.finditer(text, stretch.start, stretch.end)]
    others = (Span(*match.span()) for match in _PUT.finditer(text, stretch.start, stretch.end))
    put = [span for span in others if not any(span.overlaps(cut) for cut in cuts)]
    return sorted([*((span, True) for span in cuts), *((span, False) for span in put)])
