"""Whether two articles are versions of one story: by their addresses, or by how much of their words is the same.

A story printed by two outlets is no pair of versions: each stands, and their hits are merged where they are shown.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from corpus.analysis.folding import words
from corpus.index.protocol import Origin
from corpus.index.rows import Entry


@dataclass(frozen=True, slots=True)
class Sameness:
    """When two articles are versions of one story. Set by hand."""

    bins: int = 20  # of a sketch of an article's shingles, which are runs of four words
    band: int = 2  # bins of a band; texts that share half their shingles share a band in 94 of 100 cases
    fewest: int = 40  # shingles of a text that is known again by them
    titled: int = 3  # words of a title that tells a story from others
    same_address: float = 0.2  # share of the shorter text's shingles that the other must have, at one address
    same_title: float = 0.5  # the same under one title
    same_words: float = 0.75  # the same where only the words speak for it
    length: float = 3.0  # times as long as the other is no version any more, where only the words speak for it
    days: int = 14  # days between two versions that do not share an address
    bits: int = 0xFFFFFFFF  # mask of the bits that a shingle keeps


_RULES = Sameness()


def marks(origin: Origin) -> tuple[int, ...]:
    """What versions of a story have in common, all or some of it: address, title, bands of a one-permutation MinHash
    sketch (Li, Owen and Zhang 2012)."""
    found = [_mark("address", origin.address)] if origin.address else []
    title = words(origin.title or "")
    if len(title) >= _RULES.titled:
        found.append(_mark("title", origin.outlet or "", *title))
    return tuple(dict.fromkeys([*found, *_bands(_shingles(origin.text))]))


def of(entry: Entry) -> Origin:
    return Origin._make((*entry.columns, entry.collection))


def same_story(one: Origin, other: Origin) -> bool:
    titles = words(one.title or "") == words(other.title or "") != []
    if one.address and one.address == other.address:
        return titles or _shared(one, other) >= _RULES.same_address
    if words(one.outlet or "") != words(other.outlet or "") or _days_apart(one, other) > _RULES.days:
        return False
    if one.outlet is None and one.text.split() == other.text.split():
        return False  # perhaps of two outlets: nothing differs, and both are named
    sizes = sorted((len(_shingles(one.text)), len(_shingles(other.text))))
    if sizes[0] < _RULES.fewest:
        return False
    shared = _shared(one, other)
    return shared >= (_RULES.same_title if titles else _RULES.same_words) and (
        titles or sizes[1] <= _RULES.length * sizes[0]
    )


def _shared(one: Origin, other: Origin) -> float:
    """How much of the shorter text the other one has."""
    mine, theirs = _shingles(one.text), _shingles(other.text)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def order(origin: Origin) -> tuple[str, str, str, str]:
    """For sorting versions, the newest last: by the day they were published, then by when they were changed."""
    return (origin.published or "", origin.modified or "", origin.seen or "", origin.id)


def _days_apart(one: Origin, other: Origin) -> int:
    try:
        days = [date.fromisoformat(origin.published or "") for origin in (one, other)]
    except ValueError:
        return 0
    return abs((days[0] - days[1]).days)


@lru_cache(maxsize=64)
def _shingles(text: str) -> frozenset[int]:
    said = [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words(text)]
    runs = zip(said, said[1:], said[2:], said[3:], strict=False)  # four words
    return frozenset((a + 3 * b + 9 * c + 27 * d) & _RULES.bits for a, b, c, d in runs)


def _bands(shingles: frozenset[int]) -> list[int]:
    """Nothing for a text of few words: chance would decide."""
    if len(shingles) < _RULES.fewest:
        return []
    least: list[int | None] = [None] * _RULES.bins
    for shingle in shingles:
        at = shingle % _RULES.bins
        if (lowest := least[at]) is None or shingle < lowest:
            least[at] = shingle
    pairs = [least[at : at + _RULES.band] for at in range(0, _RULES.bins, _RULES.band)]
    return [_mark(str(at), *map(str, pair)) for at, pair in enumerate(pairs) if None not in pair]


def _mark(*parts: str) -> int:
    """31 bits and 32: the same in every process, and an integer of any store."""
    said = "\0".join(parts).encode("utf-8", "surrogatepass")
    return (zlib.crc32(said) & 0x7FFFFFFF) << 32 | zlib.adler32(said)
