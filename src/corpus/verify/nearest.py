"""What comes nearest where a quotation is not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.results import Hit
from corpus.verify import sense
from corpus.verify.candidates import Likely
from corpus.verify.sent import Sent
from corpus.verify.utterances import Stretch


@dataclass(frozen=True, slots=True)
class Limits:
    """How near and how much. Set by hand."""

    most: int = 3  # stretches that are shown
    share: float = 0.5  # of the sent words that say something which one must have
    whole: int = 60  # words of the longest that is shown whole


_LIMITS = Limits()


def nearest(ranked: Sequence[Likely], given: Sent) -> Iterator[Hit]:
    """What has most of the words that say something, the same words once: with their speaker, where one is known."""
    telling = {key for key in given.keys if len(key) > 3}
    rows = []
    for one in ranked:
        shared = len(telling.intersection(one.stretch.folded.split()))
        if telling and shared >= max(2, _LIMITS.share * len(telling)):
            rows.append((one, shared))
    rows.sort(key=lambda row: (-row[1], -row[0].score, not row[0].stretch.speaker))
    seen: set[str] = set()
    for one, _ in rows:
        key = one.stretch.folded
        if key not in seen and len(seen) < _LIMITS.most:
            seen.add(key)
            yield Hit(one.stretch.records(*_closest(one.stretch, telling))[0], one.score / 100)


def _closest(stretch: Stretch, telling: set[str]) -> tuple[int, int]:
    """The words of it that are shown: all of a quotation, of a long text the sentence with most of what was sent."""
    size = len(stretch.keys)
    if stretch.quotes or size <= _LIMITS.whole:
        return 0, size
    ends = [at for at in range(size + 1) if sense.closes(stretch, at)]
    return max(pairwise(ends), key=lambda one: len(telling.intersection(stretch.keys[one[0] : one[1]])))
