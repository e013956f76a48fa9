"""Who signs a message that began with its quotation: a name on a line of its own, or behind a full stop or a smiley."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.analysis.folding import fold
from corpus.model import Span
from corpus.verify.claims import Claim, Piece
from corpus.verify.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class SignatureSize:
    """How long a signature may be. Set by hand: longer ones tell something of their own."""

    name: int = 4  # words of the name
    whole: int = 14  # words of it all, with what somebody is


_SIZE = SignatureSize()

_WORD = r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?"
_SIGNED = re.compile(
    rf"[^\w@#]*(?P<all>(?P<name>{_WORD}(?:[ \t]+{_WORD})*)(?P<office>\s*,\s*[^.!?:;\n]+(?:\n[^.!?:;\n]+)?)?)"
    r"(?P<rest>[^\w@#]*(?:(?:[@#]\w+|https?://\S+)[^\w@#]*)*)\Z"
)


def signature(after: Piece) -> list[Claim]:
    """The name in the words behind the last quotation, where they hold no more than that and an office."""
    found = _SIGNED.match(after.text)
    if found is None:
        return []
    named = re.findall(_WORD, found["name"])
    whole = re.findall(_WORD, found["all"])
    if len(named) > _SIZE.name or len(whole) > _SIZE.whole or not _is_name(named):
        return []
    text, start = found["all"].strip(), after.start + found.start("all")
    return [Claim(text, Span(start, start + len(text)), sure=len(whole) > 1)]


def _is_name(listed: list[str]) -> bool:
    known = vocabulary()
    keys = [fold(word.strip(".")) for word in listed]
    if not known.chatter.isdisjoint(keys):
        return False
    small = [word for word, key in zip(listed, keys, strict=True) if word[:1].islower() and key not in known.particles]
    capital = [word for word, key in zip(listed, keys, strict=True) if word[:1].isupper() and key not in known.plain]
    return not small and bool(capital) and capital[-1] == listed[-1]
