"""The articles there are: the latest, or those with words in their titles."""

from __future__ import annotations

from corpus.index import Shelf, Store
from corpus.results import Listing, Query
from corpus.search.query_syntax import read


def articles(store: Store, query: Query) -> tuple[Listing, ...]:
    """The latest first; of those whose title, outlet or path holds the words, where there are any."""
    typed = read(query)
    asked = typed.query
    shelf = Shelf(
        ids=(asked.article,) if asked.article else (),
        words=(*typed.words, *(word for phrase in typed.phrases for word in phrase)),
        name=asked.about,
        since=asked.since,
        until=asked.until,
        limit=asked.limit,
        offset=asked.offset,
        collections=asked.collections,
    )
    return store.articles(shelf)
