"""From an article to all that is found in it: each step sees what the steps before it found."""

from __future__ import annotations

from dataclasses import replace

from corpus.extract.facts import dates, kinds
from corpus.extract.facts.check_worthiness import worth
from corpus.extract.people import mentions
from corpus.extract.quotes import attribution, quote_marks
from corpus.extract.structure import blocks, publication_date, sentences
from corpus.extract.structure import title as titles
from corpus.languages import detect
from corpus.model import Article, Basis, Extraction, Sentence


def extract(article: Article) -> Extraction:
    """Everything found, in text order; the article comes back with its language, title and date filled in."""
    text = article.text
    code = article.language or detect(text)
    parts = blocks.divide(article, code)
    lines = tuple(_weighed(line, text, code) for line in sentences.split(text, parts, code))
    marked = quote_marks.segments(text, parts, code)
    found, people = mentions.find(text, lines, parts, marked, code)
    quotes = attribution.attribute(text, parts, lines, marked, found, people, code)
    title = titles.find(article, parts, lines, code)
    dated = publication_date.find(article, parts, code)
    # a file's own date says when it was copied: too little to say which Friday was meant
    day = dated.value if dated and dated.basis is not Basis.FILE else None
    return Extraction(
        replace(article, language=code, title=title, published=dated),
        blocks=parts,
        sentences=lines,
        mentions=found,
        people=people,
        quotes=quotes,
        facts=kinds.find(text, lines, quotes, found, code),
        dates=dates.find(text, code, day),
    )


def _weighed(sentence: Sentence, text: str, code: str) -> Sentence:
    return Sentence(sentence.span, sentence.block, worth(sentence.span.of(text), code))
