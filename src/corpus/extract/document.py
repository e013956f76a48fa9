"""One article on its way through the steps of extraction: each step fills what the later ones read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.extract.quotes import dialogue, quote_marks
from corpus.extract.quotes.quote_marks import Segment
from corpus.extract.structure import blocks, sentences
from corpus.languages import detect
from corpus.model import Article, Block, Mention, Person, Quote, Sentence


@dataclass(slots=True)
class Document:
    """All spans are offsets into `article.text`; every sequence is in text order."""

    article: Article
    language: str  # ISO 639-1
    blocks: Sequence[Block] = ()
    sentences: Sequence[Sentence] = ()
    segments: Sequence[Segment] = ()  # what stands between marks
    mentions: Sequence[Mention] = ()
    people: Sequence[Person] = ()
    quotes: Sequence[Quote] = ()

    @property
    def text(self) -> str:
        return self.article.text


def divided(article: Article) -> Document:
    """The article with its structure: language, blocks, sentences, and what stands between marks."""
    text = article.text
    language = article.language or detect(text)
    found = blocks.divide(article, language)
    return Document(
        article,
        language,
        blocks=found,
        sentences=sentences.split(text, found, language),
        segments=dialogue.find(text, found, quote_marks.segments(text, found, language), language),
    )
