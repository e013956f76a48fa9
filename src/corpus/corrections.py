"""What people correct: who said something, what is no quotation, who is one person, an article's title or day."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from enum import StrEnum

from corpus.model import SEEDS, Article, Hand, QuoteKind, Span


class Act(StrEnum):
    SPEAKER = "speaker"  # `value` said it; empty: it cannot be told
    HIDE = "hide"  # it is no quotation
    MERGE = "merge"  # `spelling` is another name of `value`
    SPLIT = "split"  # `spelling` is not whom it was taken for, but `value`
    TITLE = "title"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody corrected. It hangs on the `digest` of the text and the `span`, never on the number of a row; where
    the text has changed, the same `words` are looked for in the article of that id. A correction of people without an
    article holds for all articles, also those still to come."""

    act: Act
    value: str
    hand: Hand
    collection: str = SEEDS
    article: str = ""
    digest: str = ""
    span: Span | None = None
    words: str = ""  # what stands at the span
    kind: QuoteKind = QuoteKind.DIRECT
    spelling: str = ""

    @property
    def id(self) -> str:
        said = "\0".join(str(part) for part in astuple(self))
        return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def digest(text: str) -> str:
    """What an article is known by, whatever file it stands in."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def of(
    article: Article, act: Act, value: str, hand: Hand, *, span: Span | None = None, spelling: str = ""
) -> Correction:
    """A correction in one article."""
    words = span.of(article.text) if span else ""
    known = digest(article.text)
    return Correction(act, value, hand, article.collection, article.id, known, span, words, spelling=spelling)
