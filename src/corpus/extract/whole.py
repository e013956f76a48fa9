"""The steps of the extraction, in their order."""

from __future__ import annotations

from dataclasses import replace

from corpus.extract.document import divided
from corpus.extract.facts import dates, kinds
from corpus.extract.facts.check_worthiness import worth
from corpus.extract.people import mentions
from corpus.extract.quotes import attribution
from corpus.extract.quotes.cues import dialogue
from corpus.extract.quotes.spans import transcripts
from corpus.extract.structure import publication_date, title
from corpus.model import Article, Basis, Extraction, Sentence


def whole(article: Article) -> Extraction:
    """Everything found, in text order; the article comes back with its language, title and date filled in."""
    document = divided(article)
    document.segments = dialogue.find(document)
    document.segments = transcripts.find(document)
    text, language = document.text, document.language
    document.sentences = tuple(_weighed(sentence, text, language) for sentence in document.sentences)
    document.mentions, document.people = mentions.find(document)
    document.quotes = attribution.attribute(document)
    document.people = transcripts.introduced(document)
    published = publication_date.find(article, document.blocks, language)
    # a file's own date says when it was copied: too little to say which Friday was meant
    day = published.value if published and published.basis is not Basis.FILE else None
    called = title.find(article, document.blocks, document.sentences, language)
    return Extraction(
        replace(article, language=language, title=called, published=published),
        blocks=tuple(document.blocks),
        sentences=tuple(document.sentences),
        mentions=tuple(document.mentions),
        people=tuple(document.people),
        quotes=tuple(document.quotes),
        facts=kinds.find(document),
        dates=dates.find(text, language, day),
    )


def _weighed(sentence: Sentence, text: str, language: str) -> Sentence:
    return Sentence(sentence.span, sentence.block, worth(sentence.span.of(text), language))
