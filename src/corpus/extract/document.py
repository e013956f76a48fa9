"""One article on its way through the steps of extraction: each step fills what the later ones read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.extract.quotes.spans import quote_marks
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.extract.structure import blocks, dispatches, sentences
from corpus.languages import detect
from corpus.model import Article, Block, Mention, Person, Quote, Sentence

_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]+(?:[ \t]*>[ >]*)?")


class Antecedent(NamedTuple):
    """A person whom a pronoun may mean."""

    name: str
    share: float  # of the probability that it means anybody named before


Antecedents = Mapping[int, Sequence[Antecedent]]  # by where the pronoun starts; the likeliest first


@dataclass(slots=True)
class Document:
    """All spans are offsets into `article.text`; every sequence is in text order."""

    article: Article
    language: str  # ISO 639-1
    blocks: Sequence[Block] = ()
    sentences: Sequence[Sentence] = ()
    segments: Sequence[Segment] = ()  # what stands between marks
    stories: Sequence[int] = ()  # where another dispatch in the same file begins
    mentions: Sequence[Mention] = ()
    people: Sequence[Person] = ()
    antecedents: Antecedents = field(default_factory=dict)
    quotes: Sequence[Quote] = ()
    unwrapped: str = ""  # as long as the article's text

    @property
    def text(self) -> str:
        """The text as it is read: where only the width of a page breaks a line, there is a space."""
        return self.unwrapped or self.article.text


def divided(article: Article) -> Document:
    """The article with its structure: language, blocks, sentences, and what stands between marks."""
    language = article.language or detect(article.text)
    found = blocks.divide(article, language)
    text = _unwrapped(article.text, found)
    return Document(
        article,
        language,
        unwrapped=text,
        blocks=found,
        sentences=sentences.split(text, found, language),
        segments=quote_marks.segments(text, found, language),
        stories=dispatches.starts(text),
    )


def _unwrapped(text: str, blocks: Sequence[Block]) -> str:
    """The text with its lines joined: a space stands for every line break inside a block, and for the marks before
    each line of a letter that mail quotes."""
    parts, done = [], 0
    for block in blocks:
        start, end = block.span.start, block.span.end
        if text.find("\n", start, end) >= 0 or text.find("\r", start, end) >= 0:
            parts += [text[done:start], _BREAK.sub(lambda found: " " * len(found.group()), text[start:end])]
            done = end
    return "".join((*parts, text[done:])) if parts else text
