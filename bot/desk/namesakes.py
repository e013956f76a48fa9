"""Whom a name or an office may mean, where several are called so: each to be asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue import say
from bot.desk import ask_cards
from bot.reply import Choice, Request
from bot.understand import somebody
from corpus.library import Library
from corpus.results import Found, Hit, Query

_MOST = 5  # people offered
_NAME = re.compile(r"(?<=\w )[^\W\d_a-zà-ÿ][\w’-]*(?:\s+[^\W\d_a-zà-ÿ][\w’-]*)*")


class Namesakes:
    """Asks the library who is called so."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def quoted(self, request: Request, query: Query, found: Found) -> tuple[Choice, ...]:
        """The people a name alone may mean, where several of them are quoted here."""
        asked = request.option("speaker") or request.option("query") or ""
        if request.command != "quote" or query.about or len(asked.split()) > 1:
            return ()
        quoted = {name for hit in found.hits for name in hit.record.speakers}
        people = [name for name in self._people(query, asked) if name in quoted]
        return tuple(Choice(name, instead(request, name)) for name in people[:_MOST]) if len(people) > 1 else ()

    def asked(self, request: Request, query: Query, hits: Sequence[Hit]) -> tuple[Choice, ...]:
        """The question anew for each of the people whom the only name in it may mean, where it is a surname of several
        and the answer does not tell which of them is meant."""
        question = request.option("query") or ""
        names = list(_NAME.finditer(question))
        if len(names) != 1 or len(names[0][0].split()) > 1:
            return ()
        found = self._meant(query, hits, names[0][0])
        start, end = names[0].span()
        options = dict(request.options)
        return tuple(
            Choice(name, Request.of("ask", {**options, "query": f"{question[:start]}{name}{question[end:]}"}))
            for name in (found[:_MOST] if len(found) > 1 else ())
        )

    def somebody(self, query: Query) -> str | None:
        """Whom a question of a "who" and a name is about; "who resigned" asks something else."""
        asked = somebody(query.text)
        return asked if asked and self._people(query, asked) else None

    def _meant(self, query: Query, hits: Sequence[Hit], name: str) -> tuple[str, ...]:
        """Nobody where the article that answers knows but one of them."""
        people = self._people(query, name)
        if ask_cards.quotes(hits):
            return tuple(one for one in people if any(one in hit.record.speakers for hit in hits))
        article = self._library.article(hits[0].record.article_id, collections=query.collections)
        there = {person.name for person in article.people} if article else set()
        return () if len(there.intersection(people)) == 1 else people

    def _people(self, query: Query, name: str) -> tuple[str, ...]:
        return tuple(one.name for one in self._library.who(Query(name, collections=query.collections)).profiles)


def instead(request: Request, name: str) -> Request:
    """The request with this name in place of the one that was asked for."""
    options = dict(request.options)
    place = next((option for option in ("speaker", "about", "query", "article") if option in options), "query")
    return Request.of(request.command, {**options, place: name})


def told(note: str, others: Sequence[Choice]) -> str:
    """The note with what the people offered below are."""
    return f"{note} {say('found.namesakes', n=len(others))}".strip() if others else note
