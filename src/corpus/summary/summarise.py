"""A summary: of one article the sentences that hold its news, of a person or a topic a line from each article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from corpus import profile, quantities
from corpus.analysis.folding import fold, words
from corpus.errors import NoSuchArticle
from corpus.index import Candidate, Shelf, Store
from corpus.languages import lexicon
from corpus.model import (
    PROSE,
    BlockKind,
    Extraction,
    Mention,
    MentionKind,
    Person,
    QuoteKind,
    Record,
    Sentence,
    Span,
)
from corpus.results import Line, Listing, Profile, Query, Summary
from corpus.summary import interviews, material
from corpus.summary.sentence_choice import choose

__all__ = ["choose", "summary"]


@dataclass(frozen=True, slots=True)
class SummaryLimits:
    """How long a summary is, and how an article is found that somebody half remembers. Set by hand: a summary is read
    in a chat."""

    fewest: int = 3  # lines
    most: int = 5  # lines
    people: int = 6  # told of
    figures: int = 6  # told of
    nearest: int = 5  # titles named where no article is found
    like: int = 50  # percent of the letters (WRatio) that a title named then has of what was typed
    sure: int = 75  # percent of the letters: a title so near what was typed is meant
    known: int = 200  # articles looked at for the nearest title
    tried: int = 2  # words so looked for: each costs a look at every title
    start: int = 3  # letters of a word that a title's word must begin with to be looked at
    head: int = 200  # characters in which an article says what it is
    whole: int = 400  # characters of a quotation's sentences, all of which are shown where one is
    opening: int = 24  # characters in which a sentence's first pronoun stands


LIMITS = SummaryLimits()

_TURNS = PROSE | {BlockKind.HEADING}  # a question of an interview may be set as a heading
_SHARES = frozenset({"percent", "share"})
_JOINED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")  # "seven-hour" only colours the noun behind it


def summary(store: Store, query: Query) -> Summary:
    """Of the article asked for, else of the person or topic, else of the latest article. Raises NoSuchArticle."""
    if query.article:
        found = _article(store, query, query.article)
        if found:
            return _of_article(found, query)
        across = _across(store, Query(query.article, collections=query.collections, limit=query.limit))
        if opened := _opening(store, query, across):
            return _of_article(opened, query)
        if across.lines:
            return across
        raise NoSuchArticle(query.article, _nearest(store, query, query.article))
    if material.sought(query):
        return _across(store, query)
    latest = store.articles(Shelf(limit=1, since=query.since, until=query.until, collections=query.collections))
    found = store.article(latest[0].id, query.collections) if latest else None
    return _of_article(found, query) if found else Summary(query)


# ---------------------------------------------------------------------- which article
def _article(store: Store, query: Query, wanted: str) -> Extraction | None:
    """By its id, its path, the words of its title, or a title near them."""
    found = store.article(wanted, query.collections)
    if found:
        return found
    rows = _listed(store, query, wanted)
    path = next((row for row in rows if row.path == wanted), None)
    row = path or _best(rows, wanted)
    return store.article(row.id, query.collections) if row else None


def _best(rows: Sequence[Listing], wanted: str) -> Listing | None:
    """None where several would do: a word that titles share asks for a topic, not for the latest of them."""
    asked = " ".join(words(wanted))
    scored = [(_likeness(row, asked), row) for row in rows]
    top = max((likeness for likeness, _ in scored), default=0.0)
    best = [row for likeness, row in scored if likeness == top]
    if top < LIMITS.sure:
        return None
    if len({fold(row.title or row.path) for row in best}) == 1:
        return best[0]
    whole = max(best, key=lambda row: _whole(row, asked))
    return whole if _whole(whole, asked) >= LIMITS.sure else None


def _whole(row: Listing, asked: str) -> float:
    """How near the words come to the whole title."""
    return fuzz.token_sort_ratio(asked, " ".join(words(row.title or "")))


def _likeness(row: Listing, asked: str) -> float:
    return max(fuzz.token_set_ratio(asked, " ".join(words(text))) for text in (row.title or "", row.path))


def _listed(store: Store, query: Query, wanted: str) -> tuple[Listing, ...]:
    """Articles that have all the words in their title, outlet or path; else those with a word that begins alike."""
    asked = tuple(words(wanted))
    rows: tuple[Listing, ...] = ()
    if asked:
        rows = store.articles(Shelf(words=asked, limit=LIMITS.known, collections=query.collections))
    longest = sorted({word for word in asked if len(word) > LIMITS.start}, key=len, reverse=True)
    for start in () if rows else [word[: LIMITS.start] for word in longest[: LIMITS.tried]]:
        rows += store.articles(Shelf(words=(start,), limit=LIMITS.known, collections=query.collections))
    return rows


def _nearest(store: Store, query: Query, wanted: str) -> tuple[str, ...]:
    """Titles of articles, the most alike first; none where none is."""
    rows = _listed(store, query, wanted) or store.articles(Shelf(limit=LIMITS.known, collections=query.collections))
    titles = [row.title for row in rows if row.title]
    near = process.extract(wanted, list(dict.fromkeys(titles)), limit=LIMITS.nearest, score_cutoff=LIMITS.like)
    return tuple(title for title, *_ in near)


def _opening(store: Store, query: Query, across: Summary) -> Extraction | None:
    """The article that opens with the words, where no other has them: "live blog" is what it calls itself."""
    found = {line.record.article_id for line in across.lines}
    if len(found) != 1:
        return None
    (article,) = found
    opens = min(line.record.span.start for line in across.lines) < LIMITS.head
    return store.article(article, query.collections) if opens else None


# ---------------------------------------------------------------------- one article
def _of_article(found: Extraction, query: Query) -> Summary:
    article = found.article
    prose = [sentence for sentence in found.sentences if sentence.block in PROSE]
    count = min(LIMITS.most, max(LIMITS.fewest, round(len(prose) / 4)))
    asked = interviews.pairs(article.text, [block for block in found.blocks if block.kind in _TURNS])
    best = [found.quoted_around(span, LIMITS.whole) for span in choose(found, count)]
    chosen = sorted(_apart(interviews.told(asked, best)))
    return Summary(
        query,
        article,
        tuple(lines(found, prose, chosen)),
        _people(found),
        _figures(found, prose),
        sum(quote.kind is not QuoteKind.PULL for quote in found.quotes),
    )


def lines(found: Extraction, prose: Sequence[Sentence], chosen: Sequence[Span]) -> Iterator[Line]:
    """With the name a leading pronoun stands for, unless the line before it is the sentence before it."""
    before = {sentence.span: prose[place - 1].span if place else None for place, sentence in enumerate(prose)}
    for place, span in enumerate(chosen):
        follows = place > 0 and before.get(span) == chosen[place - 1]
        yield Line(Record.cut(found.article, "sentence", span), None if follows else _antecedent(found, span))


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Without those that another holds."""
    return [one for one in dict.fromkeys(spans) if not any(one != other and one in other for other in spans)]


def _antecedent(found: Extraction, span: Span) -> str | None:
    """Whom the first word means, when it is a pronoun."""
    text = found.article.text
    leading = lexicon(found.article.language, "summary").words("dangling")
    first: Mention | None = next((mention for mention in found.mentions if mention.span in span), None)
    if first is None or first.kind is not MentionKind.PRONOUN or fold(first.span.of(text)) not in leading:
        return None
    return first.person if not text[span.start : first.span.start].strip("“\"‘'«( ") else None


def _people(found: Extraction) -> tuple[Profile, ...]:
    """The quoted and the often named, with what the article calls them."""
    quoted = Counter(quote.speaker for quote in found.quotes if quote.kind is not QuoteKind.PULL)
    named = Counter(mention.person for mention in found.mentions)
    known = [person for person in found.people if quoted[person.name] or person.roles or named[person.name] > 1]
    most = sorted(known, key=lambda person: (-2 * quoted[person.name] - named[person.name], person.name))
    return tuple(_portrait(found, person, quoted[person.name]) for person in most[: LIMITS.people])


def _portrait(found: Extraction, person: Person, quotes: int) -> Profile:
    day = found.article.published.value if found.article.published else None
    spellings = (person.name, *person.aliases)
    roles = tuple(profile.roles(found, person))
    return Profile(person.name, tuple(dict.fromkeys(spellings)), roles, quotes, None, day, day)


def _figures(found: Extraction, prose: Sequence[Sentence]) -> tuple[Record, ...]:
    """The quantities of the sentences most worth checking, in text order."""
    text, code = found.article.text, found.article.language
    spans: list[Span] = []
    for sentence in sorted(prose, key=lambda sentence: -sentence.worth):
        line = sentence.span.of(text)
        start = sentence.span.start
        told = (_counted(one, line, code) for one in quantities.told(line, code))
        spans += [Span(start + span.start, start + span.end) for span in told if span]
        if len(spans) >= LIMITS.figures:
            break
    return tuple(Record.cut(found.article, "figure", span) for span in sorted(spans[: LIMITS.figures]))


def _counted(figure: quantities.Figure, line: str, code: str) -> Span | None:
    """A figure with what it counts, a share with what it is of; None where that is not said: "three times", "12 %"."""
    written = figure.span.of(line)
    known = lexicon(code, "summary")
    if (
        not figure.unit
        or _JOINED.fullmatch(written)
        or not known.words("uncounted").isdisjoint(written.lower().split())
    ):
        return None
    if figure.unit not in _SHARES:
        return figure.span
    of = re.compile(rf" (?:{'|'.join(known.list('share_of'))}) (?:[\w’'-]+ ){{0,3}}?[\w’'-]{{4,}}").match(
        line, figure.span.end
    )
    return Span(figure.span.start, of.end()) if of else None


# ---------------------------------------------------------------------- several articles
def _across(store: Store, query: Query) -> Summary:
    """What the articles say of a person or a topic: a line from each of the best, none twice, in order of days."""
    best = sorted(material.about(store, query), key=_weight, reverse=True)
    spread = sorted(_spread(store, best, query), key=lambda one: (_day(one[0]), one[0].origin.id, one[0].start))
    lines = tuple(Line(_shown(store, one, query), antecedent) for one, antecedent in spread)
    return Summary(query, None, lines, did_you_mean=() if lines else material.nearest(store, query))


def _shown(store: Store, one: Candidate, query: Query) -> Record:
    found, span = store.article(one.origin.id, query.collections), Span(one.start, one.end)
    whole = found.quoted_around(span, LIMITS.whole) if found else span
    return Record.cut(found.article, "sentence", whole) if found and whole != span else one.record()


def _spread(store: Store, best: Sequence[Candidate], query: Query) -> list[tuple[Candidate, str | None]]:
    """One of each article, then more where there are few articles; none that says what another says. Each with whom
    its leading pronoun means."""
    chosen: list[tuple[Candidate, str | None]] = []
    refused: set[Candidate] = set()
    read: dict[str, Extraction | None] = {}
    for again in (False, True):
        for one in best:
            if len(chosen) == LIMITS.most:
                return chosen
            key = one.origin.id
            if one in refused or (not again and any(other.origin.id == key for other, _ in chosen)):
                continue
            if key not in read:
                read[key] = store.article(key, query.collections)
            found = read[key]
            said = [other.text for other, _ in chosen]
            if found and _in_prose(found, one) and material.new(one.text, said):
                chosen.append((one, _antecedent(found, Span(one.start, one.end))))
            else:
                refused.add(one)
    return chosen


def _in_prose(found: Extraction, one: Candidate) -> bool:
    """Posts and what else is no prose are not summed up."""
    kinds = [sentence.block for sentence in found.sentences if sentence.span.start <= one.start < sentence.span.end]
    return not kinds or kinds[0] in PROSE


def _weight(one: Candidate) -> float:
    """Worth, and more for what stands high in its article; what goes on from a sentence before it comes last."""
    first = next(iter(words(one.text[: LIMITS.opening])), "")
    leans = first in lexicon(one.origin.language, "summary").words("leaning")
    return one.worth + 0.5 / (1 + one.start / 1000) - leans


def _day(one: Candidate) -> str:
    return one.origin.published or ""
