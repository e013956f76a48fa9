"""Embedded posts and pull quotes: words without quote marks, said by whoever signs the line below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.analysis.folding import words
from corpus.extract.document import Document
from corpus.model import Block, BlockKind, Mention, MentionKind, Quote, QuoteKind, Span

_LINKS = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/|t\.co/|pic\.x\.com/)\S+)+\s*$")


@dataclass(frozen=True, slots=True)
class SignedPosts:
    """How sure a signature makes its post. Set by hand: who runs an account is not told by the article."""

    confidence: float = 0.9  # 0 to 1


_SIGNED = SignedPosts()

_EDGES = ' \t\r\n\u00a0"“”„«»'
_KINDS = {BlockKind.POST: QuoteKind.POST, BlockKind.PULL: QuoteKind.PULL}
_SIGNED_BY = {BlockKind.POST: BlockKind.SIGNATURE, BlockKind.PULL: BlockKind.AUTHOR}


def find(document: Document, quotes: Sequence[Quote]) -> Iterator[Quote]:
    """`quotes`: those of the prose, for a pull quote repeats one of them."""
    text, blocks, mentions = document.text, document.blocks, document.mentions
    at = 0
    while at < len(blocks):
        kind = blocks[at].kind
        first = at
        at += 1
        if kind not in _KINDS:
            continue
        while at < len(blocks) and blocks[at].kind is kind:
            at += 1
        span = _content(text, blocks[first].span.start, blocks[at - 1].span.end)
        if not span:
            continue
        signed = blocks[at] if at < len(blocks) and blocks[at].kind is _SIGNED_BY[kind] else None
        author = _author(signed, mentions) if signed else None
        if author:
            yield Quote(
                span, _KINDS[kind], author.person or author.span.of(text), author.span, None, _SIGNED.confidence
            )
        else:
            yield _unsigned(text, span, _KINDS[kind], quotes)


def _content(text: str, start: int, end: int) -> Span | None:
    """The words without the links that hang on a post and without marks at either end."""
    content = text[start:end]
    links = _LINKS.search(content)
    content = content[: links.start()] if links else content
    stripped = content.strip(_EDGES)
    if not stripped:
        return None
    start += len(content) - len(content.lstrip(_EDGES))
    return Span(start, start + len(stripped))


def _author(signed: Block, mentions: Sequence[Mention]) -> Mention | None:
    inside = [mention for mention in mentions if mention.span in signed.span and mention.person]
    names = [mention for mention in inside if mention.kind is MentionKind.NAME]
    return next(iter([*names, *inside]), None)


def _unsigned(text: str, span: Span, kind: QuoteKind, quotes: Sequence[Quote]) -> Quote:
    wanted = " ".join(words(span.of(text)))
    for quote in quotes:
        if quote.speaker and wanted in " ".join(words(quote.span.of(text))):
            return Quote(span, kind, quote.speaker, None, None, quote.confidence)
    return Quote(span, kind)
