"""One article with everything found in it, as columns, a compressed block and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from corpus.analysis.folding import words
from corpus.corrections import Act, Correction
from corpus.model import (
    Article,
    Basis,
    Block,
    BlockKind,
    Date,
    Extraction,
    Fact,
    FactKind,
    Gender,
    Hand,
    Mention,
    MentionKind,
    Person,
    Published,
    Quote,
    QuoteKind,
    Sentence,
    Span,
    Title,
)
from corpus.results import Upload


@dataclass(frozen=True, slots=True)
class KindNumbers:
    """Where the numbers of each part's kinds begin in the tables. Set by hand, and stored: none may ever change."""

    facts: int = 100  # below are the kinds of quotations
    role: int = 200  # what people are called


FIRST = KindNumbers()


@dataclass(frozen=True, slots=True)
class Memory:
    """How much of what was read last is remembered. Set by hand: a question reads one or two articles whole."""

    articles: int = 2  # read last
    block: int = 50_000  # bytes, packed, of the largest: unpacked a few megabytes


_MEMORY = Memory()

# The numbers of kinds in the tables; only ever appended to.
QUOTE_CODES = {"direct": 0, "mixed": 1, "indirect": 2, "post": 3, "pull": 4}
FACT_CODES = {"figure": 100, "agreement": 101, "event": 102, "role": 103, "position": 104, "plan": 105, "claim": 106}
KINDS = {code: kind for kind, code in (QUOTE_CODES | FACT_CODES).items()} | {FIRST.role: "office"}
CODES = {  # by part, from and to
    "quotes": (0, FIRST.facts),
    "facts": (FIRST.facts, FIRST.role),
    "roles": (FIRST.role, 2 * FIRST.role),
}
_BLOCKS = {kind.value: kind for kind in BlockKind}
_MENTIONS = {kind.value: kind for kind in MentionKind}
_FACTS = {kind.value: kind for kind in FactKind}
WHOLE = "coalesce(whole, found), before"  # all of an article, whichever version of its story it is
ARTICLE_COLUMNS = "key, path, title, derived, outlet, published, basis, language, address, modified, seen, text"


def columns(article: Article) -> tuple[str | int | None, ...]:
    title, published = article.title, _known(article.published)
    return (
        article.id,
        article.path,
        title.text if title else None,
        int(bool(title and title.derived)),
        article.outlet,
        published.value if published else None,
        published.basis.value if published else None,
        article.language,
        article.address or None,
        article.modified or None,
        article.seen or None,
        article.text,
    )


def _known(published: Published | None) -> Published | None:
    """A file's own day is no day of publication: such an article is undated, before nothing and after nothing."""
    return None if published is None or published.basis is Basis.FILE else published


def title_words(*parts: str | int | None) -> str:
    """The words of a title, an outlet and a path, by which an article is found on the shelf."""
    return " ".join(words(" ".join(str(part) for part in parts if part)))


def joined(names: Sequence[str]) -> str | None:
    """Names in one column."""
    return json.dumps(names, ensure_ascii=False) if names else None


def parted(names: str | None) -> tuple[str, ...]:
    return tuple(json.loads(names)) if names else ()


def pack(found: Extraction) -> bytes:
    title, published = found.article.title, _known(found.article.published)
    rows = (
        _ends(title.span if title else None),
        _ends(published.span if published else None),
        [(b.span.start, b.span.end, b.kind) for b in found.blocks],
        [(s.span.start, s.span.end, s.block, round(s.worth, 3)) for s in found.sentences],
        [(m.span.start, m.span.end, m.kind, m.person) for m in found.mentions],
        [(p.name, p.aliases, [_ends(role) for role in p.roles], p.gender) for p in found.people],
        [_quote_row(quote) for quote in found.quotes],
        [(*_ends(f.span), f.kind, f.speaker, f.worth) for f in found.facts],
        [(d.span.start, d.span.end, d.value) for d in found.dates],
    )
    return zlib.compress(json.dumps(rows, separators=(",", ":"), ensure_ascii=False).encode(), 3)


def unpack(article: Article, block: bytes, before: bytes | None = None) -> Extraction:
    """All that was found. Several rules in turn read the article that answers a question."""
    return (_read_last if len(block) <= _MEMORY.block else _unpacked)(article, block, before)


def _unpacked(article: Article, block: bytes, before: bytes | None) -> Extraction:
    title, published, blocks, sentences, mentions, people, quotes, facts, dates = json.loads(zlib.decompress(block))
    return Extraction(
        _with_spans(article, _span(title), _span(published)),
        tuple(Block(Span(start, end), _BLOCKS[kind]) for start, end, kind in blocks),
        tuple(Sentence(Span(start, end), _BLOCKS[kind], worth) for start, end, kind, worth in sentences),
        tuple(Mention(Span(start, end), _MENTIONS[kind], person) for start, end, kind, person in mentions),
        tuple(_person(*row) for row in people),
        tuple(_quote(*row) for row in quotes),
        tuple(Fact(Span(start, end), _FACTS[kind], speaker, worth) for start, end, kind, speaker, worth in facts),
        tuple(Date(Span(start, end), value) for start, end, value in dates),
        whole_of(article, before),
    )


_read_last = lru_cache(maxsize=_MEMORY.articles)(_unpacked)


CORRECTION_COLUMNS = "id, act, value, author, moment, collection, article, digest, start, stop, words, kind, spelling"


UPLOAD_COLUMNS = "key, name, moment, stamp, size"


def upload_row(one: Upload) -> tuple[str | int | bytes, ...]:
    return (one.key, one.name, one.when, one.stamp, one.size, zlib.compress(one.data))


def upload(collection: str, row: Sequence[Any]) -> Upload:
    """With its bytes where they stand behind the columns."""
    key, name, when, stamp, size, *data = row
    return Upload(collection, key, name, when, stamp, size, zlib.decompress(data[0]) if data else b"")


def correction_row(one: Correction) -> tuple[str | int | None, ...]:
    ends = (one.span.start, one.span.end) if one.span else (None, None)
    place = (one.collection, one.article, one.digest, *ends, one.words)
    return (one.id, one.act.value, one.value, one.hand.by, one.hand.when, *place, one.kind.value, one.spelling)


def correction(row: Sequence[Any]) -> Correction:
    _, act, value, by, when, collection, article, known, start, stop, words_, kind, spelling = row
    span = None if start is None else Span(start, stop)
    place = (collection, article, known, span, words_)
    return Correction(Act(act), value, Hand(by, when), *place, QuoteKind(kind), spelling)


def whole(found: Extraction | None) -> bytes | None:
    """All that was found, apart from the text, which its article holds."""
    if found is None:
        return None
    return json.dumps(columns(found.article)[:-1], ensure_ascii=False).encode() + b"\n" + pack(found)


def whole_of(article: Article, kept: bytes | None) -> Extraction | None:
    if kept is None:
        return None
    head, _, block = kept.partition(b"\n")
    _, _, title, derived, outlet, published, basis, language, *_ = json.loads(head)
    first = replace(
        article,
        language=language,
        title=Title(title, None, bool(derived)) if title is not None else None,
        outlet=outlet,
        published=Published(published, Basis(basis)) if published is not None else None,
    )
    return unpack(first, block)


def _ends(span: Span | None) -> tuple[int, int] | tuple[()]:
    return (span.start, span.end) if span else ()


def _span(ends: list[int]) -> Span | None:
    return Span(*ends) if ends else None


def _quote_row(quote: Quote) -> tuple[object, ...]:
    row = (*_ends(quote.span), quote.kind, quote.speaker, _ends(quote.speaker_span), quote.cue, quote.confidence)
    if quote.corrected:
        return (*row, quote.joint, quote.group, signed(quote.corrected))
    return (*row, quote.joint, quote.group) if quote.joint or quote.group is not None else row


def _quote(
    start: int,
    end: int,
    kind: str,
    speaker: str | None,
    where: list[int],
    cue: str | None,
    confidence: float,
    joint: Sequence[str] = (),
    group: int | None = None,
    hand: str | None = None,
) -> Quote:
    """Blocks written before there were joint speakers and groups have neither."""
    span, together = Span(start, end), tuple(joint)
    return Quote(span, QuoteKind(kind), speaker, _span(where), cue, confidence, together, group, hand_of(hand))


def signed(hand: Hand | None) -> str | None:
    """Who corrected something, in one column."""
    return f"{hand.when} {hand.by}" if hand else None


def hand_of(text: str | None) -> Hand | None:
    when, _, by = (text or "").partition(" ")
    return Hand(by, when) if when else None


def _person(name: str, aliases: list[str], roles: list[list[int]], gender: str | None) -> Person:
    spans = tuple(Span(start, end) for start, end in roles)
    return Person(name, tuple(aliases), spans, Gender(gender) if gender else None)


def _with_spans(article: Article, title: Span | None, published: Span | None) -> Article:
    if not title and not published:
        return article
    return replace(
        article,
        title=Title(article.title.text, title, article.title.derived) if article.title else None,
        published=Published(article.published.value, article.published.basis, published) if article.published else None,
    )
