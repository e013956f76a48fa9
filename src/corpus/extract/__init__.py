"""From an article to all that is found in it: each step sees what the steps before it found."""

from __future__ import annotations

from corpus.model import Article, Extraction


def extract(article: Article) -> Extraction:
    """Everything found, in text order; the article comes back with its language, title and date filled in."""
    from corpus.extract.whole import whole  # here: who asks for a language alone need not wait

    return whole(article)
