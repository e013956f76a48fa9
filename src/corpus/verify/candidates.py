"""Where the sent words may stand: quotations and passages of the index that share the rarest of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.index import Asked, Candidate, Store, Wanted, pair
from corpus.index.passages import empty_words
from corpus.languages import DEFAULT, detect
from corpus.model import QuoteKind, Span
from corpus.results import Query
from corpus.verify.speakers import People
from corpus.verify.utterances import Stretch, prose


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of the index is compared with a text. Set by hand."""

    compared: int = 16  # candidates of which the articles are looked at
    short: int = 10  # words, at most, of a short text
    sharing: int = 40  # candidates among which those with most of its words are compared, for a short text
    articles: int = 4  # articles that are looked at as a whole
    nearly: float = 0.8  # share of the words of the likeliest that another must have for that
    fresh: float = 0.15  # or share of the words that it must have and those before have not
    telling: int = 5  # words by which the reporter's own sentences are sought
    passages: int = 4  # passages that are read for them
    row: int = 6  # words in a row without which, or
    part: float = 0.5  # the share without which, a text is neither the quotation nor near it
    piece: int = 3  # words of the shortest quotation that may be one of two made into one
    little: int = 3  # letters of the longest word that says little
    least: float = 40.0  # percent under which a likeness need not be known
    repeat: float = 3.0  # points: a pull quote repeats a line of the article, which is the one to cite


_REACH = Reach()


class Likely(NamedTuple):
    """A stretch with how alike its letters are, in percent."""

    stretch: Stretch
    score: float


def said(store: Store, query: Query, given: Sequence[str], people: People) -> list[Stretch]:
    """Quotations that share some of the words, each whole, as it was said."""
    found = _found(store, query, given)
    stretches = []
    for key, starts in _articles(found, given).items():
        for stretch in people.utterances(key):
            if any(quote.span.start in starts for quote in stretch.quotes):
                stretches.append(stretch)
    return stretches


def _articles(found: Sequence[Candidate], given: Sequence[str]) -> dict[str, set[int]]:
    """The few articles to look at as a whole, each with its quotations that matter. They have most of the words, or
    words that the ones before lack: two quotations may have been made into one."""
    sent = set(given)
    read = ((set(words(one.text)), one) for one in found)
    rows = nlargest(_REACH.compared, ((len(own := sent & said), own, len(said), one) for said, one in read), key=_first)
    held: dict[str, set[str]] = {}
    whole: set[str] = set()  # articles with a quotation nearly all of which was sent
    for shared, own, size, one in rows:
        held.setdefault(one.origin.id, set()).update(own)
        if shared >= max(_REACH.piece, _REACH.nearly * size):
            whole.add(one.origin.id)
    hopeless = {key for key, own in held.items() if key not in whole and not enough(own, sent)}
    chosen: dict[str, set[int]] = {}
    covered: set[str] = set()
    for shared, own, _, one in rows:
        key = one.origin.id
        fresh = len(own - covered) >= _REACH.fresh * len(sent)
        if key in hopeless:
            continue
        if key not in chosen and (
            len(chosen) == _REACH.articles or not (fresh or shared >= _REACH.nearly * rows[0][0])
        ):
            continue
        chosen.setdefault(key, set()).add(one.start)
        covered |= own
    return chosen


def enough(held: Set[str], sent: Set[str]) -> bool:
    """Whether a text with these of the sent words may be the quotation or come near it; less is not looked at."""
    own = held & sent
    if len(own) >= min(_REACH.row, _REACH.part * len(sent)):
        return True
    said = {word for word in sent if len(word) > _REACH.little}
    return bool(said) and len(own & said) >= _REACH.part * len(said)


def _first(row: tuple[int, set[str], int, Candidate]) -> int:
    return row[0]


def _found(store: Store, query: Query, given: Sequence[str]) -> Sequence[Candidate]:
    """Slices that share the rarest words, or common words in a row, so that others may be altered anywhere."""
    asked = dict.fromkeys((*given, *(pair(one, other) for one, other in pairwise(given))))
    return store.find(
        Wanted(
            groups=tuple((word,) for word in asked),
            most=True,
            article=query.article,
            since=query.since,
            until=query.until,
            limit=_REACH.sharing if len(given) <= _REACH.short else _REACH.compared,
            collections=query.collections,
        )
    )


def printed(store: Store, query: Query, given: Sequence[str], text: str) -> Iterator[Stretch]:
    """Passages that share most of the longest words: what the reporter wrote, or marked words that are no quotation."""
    telling = sorted((word for word in given if word not in empty_words(DEFAULT)), key=lambda word: -len(word))
    languages = (DEFAULT, detect(text))
    sent = set(given)
    groups = tuple(
        {stems([word], language)[0] for language in languages} for word in dict.fromkeys(telling[: _REACH.telling])
    )
    if len(groups) < 2:
        return
    for passage in store.passages(Asked(groups, query.article, _REACH.passages, query.collections)).found:
        day = passage.article.published.value if passage.article.published else ""
        if (query.since and day < query.since.isoformat()) or (query.until and not "" < day <= query.until.isoformat()):
            continue
        yield from (one for one in prose(passage) if enough(one.held, sent))


def headlines(given: Sequence[str], near: Iterable[Stretch]) -> Iterator[Stretch]:
    """The headlines of these articles that are what was sent."""
    articles = {stretch.article.id: stretch.article for stretch in near}
    for article in articles.values():
        title = article.title.text if article.title and len(given) >= _REACH.piece else ""
        at = article.text.find(title)  # the index keeps no place of it
        if title and at >= 0:
            headline = Stretch(article, (Span(at, at + len(title)),))
            if headline.keys == list(given):
                yield headline


def ranked(given: Sequence[str], stretches: Iterable[Stretch]) -> list[Likely]:
    """Likeliest first."""
    text = " ".join(given)
    rows = [Likely(stretch, _likeness(text, stretch.folded)) for stretch in stretches]
    rows.sort(key=lambda one: _REACH.repeat * _repeats(one.stretch) - one.score)
    return rows


def _repeats(stretch: Stretch) -> bool:
    return any(quote.kind is QuoteKind.PULL for quote in stretch.quotes)


def _likeness(sent: str, said: str) -> float:
    """Of the whole; of the best part of the longer one where one of them is only a part."""
    whole = fuzz.ratio(sent, said)
    if 0.9 * len(said) < len(sent) < len(said) * 1.1:
        return whole
    return max(whole, fuzz.partial_ratio(sent, said, score_cutoff=max(whole, _REACH.least)))
