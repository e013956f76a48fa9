"""What comes nearest where a quotation is not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.index.passages import empty_words
from corpus.languages import detect
from corpus.model import Record
from corpus.results import Hit
from corpus.verify import sense
from corpus.verify.candidates import Likely
from corpus.verify.sent import Sent
from corpus.verify.speakers import People
from corpus.verify.utterances import Stretch


@dataclass(frozen=True, slots=True)
class Limits:
    """How near and how much. Set by hand."""

    most: int = 3  # stretches that are shown
    share: float = 0.5  # of the sent words that say something which one must have
    little: int = 3  # letters of the longest word that says little
    mostly: float = 0.6  # share of a sentence that is a quotation, which then stands for it
    whole: int = 60  # words of the longest that is shown whole


_LIMITS = Limits()


def nearest(ranked: Sequence[Likely], given: Sent, people: People) -> Iterator[Hit]:
    """What has most of the words that say something, the same words once: with their speaker, where one is known."""
    telling = {key for key in given.keys if len(key) > _LIMITS.little} - empty_words(detect(given.text))
    rows = []
    for one in ranked:
        shared = len(telling & one.stretch.held)
        if telling and shared >= max(2, _LIMITS.share * len(telling)):
            rows.append((one, shared))
    rows = [row for row in rows if not _has_one_of(row, rows)]
    rows.sort(key=lambda row: (-row[1], -row[0].score, not row[0].stretch.speaker))
    seen: set[str] = set()
    for one, _ in rows:
        key = one.stretch.folded
        if key not in seen and len(seen) < _LIMITS.most:
            seen.add(key)
            record = one.stretch.records(*_closest(one.stretch, telling))[0]
            yield Hit(_quoted(record, people) or record, one.score / 100)


def _quoted(sentence: Record, people: People) -> Record | None:
    """The quotation that a sentence mostly is."""
    article = people.article(sentence.article_id)
    held = (quote for quote in article.quotes if quote.span in sentence.span) if article else ()
    longest = max(held, key=lambda quote: len(quote.span), default=None)
    if article is None or longest is None or len(longest.span) < _LIMITS.mostly * len(sentence.span):
        return None
    return Record.quoted(article.article, longest)


def _has_one_of(row: tuple[Likely, int], rows: Sequence[tuple[Likely, int]]) -> bool:
    """Whether the sentence has one of the quotations in it, which is shown in its place."""
    account = row[0].stretch
    return not account.quotes and any(
        other.stretch.quotes and other.stretch.article.id == account.article.id
        for other, _ in rows
        if any(span.overlaps(own) for span in account.spans for own in other.stretch.spans)
    )


def _closest(stretch: Stretch, telling: set[str]) -> tuple[int, int]:
    """The words of it that are shown: all of a quotation, of a long text the sentence with most of what was sent."""
    size = len(stretch.keys)
    if stretch.quotes or size <= _LIMITS.whole:
        return 0, size
    ends = [at for at in range(size + 1) if sense.closes(stretch, at)]
    return max(pairwise(ends), key=lambda one: len(telling.intersection(stretch.keys[one[0] : one[1]])))
