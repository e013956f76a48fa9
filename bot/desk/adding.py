"""What people add to the archive of their server and take out again: what becomes of it, told in a sentence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import wording
from bot.catalogue import counted, say
from bot.desk import article_cards
from bot.reply import Choice, Reply, Request
from corpus.analysis.folding import words
from corpus.errors import NoSuchArticle, UnreadableFile, WrongUse
from corpus.library import Library
from corpus.model import SEEDS
from corpus.results import Added, Query

_OFFERED = 25


@dataclass(frozen=True, slots=True)
class Owner:
    """Who adds to the archive of a server; its managers may remove what others have added."""

    id: str
    collection: str
    server: str
    manages: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody pasted. `day` is YYYY-MM-DD."""

    words: str
    name: str
    title: str = ""
    day: str = ""


class Adder:
    def __init__(self, library: Library) -> None:
        self._library = library

    def file(self, name: str, data: bytes, owner: Owner) -> Reply:
        """Raises WrongUse with a sentence for what cannot be read or kept."""
        seen = (SEEDS, owner.collection)
        try:
            articles = self._library.received(name, data, collection=owner.collection)
            sent = name, data
            added = self._library.add(articles, collection=owner.collection, by=owner.id, seen=seen, file=sent)
        except UnreadableFile as error:
            raise WrongUse(wording.unreadable(error, name)) from error
        except WrongUse as error:
            raise WrongUse(wording.told(error)) from error
        return _told(added, owner)

    def text(self, text: Text, owner: Owner) -> Reply:
        if not words(text.words):
            raise WrongUse(say("add.empty"))
        if text.day and not _is_day(text.day):
            raise WrongUse(say("wrong.no_day", words=text.day))
        return self.file(f"{_file_name(text.name)}.md", _written(text), owner)

    def remove(self, wanted: str, owner: Owner) -> Reply:
        """An article by its id, or by its title or path where only one has it."""
        own = (owner.collection,)
        rows = self._library.articles(Query(article=wanted, limit=1, collections=own))
        rows = rows or self._library.articles(Query(wanted, limit=2, collections=own))
        if not rows and self._library.articles(Query(article=wanted, limit=1)):
            raise WrongUse(say("add.of_folder"))
        if len(rows) != 1:
            raise WrongUse(wording.told(NoSuchArticle(wanted, tuple(row.title or row.path for row in rows))))
        try:
            by = None if owner.manages else owner.id
            row = self._library.remove(rows[0].id, collection=owner.collection, by=by)
        except WrongUse as error:
            raise WrongUse(wording.told(error)) from error
        title = wording.title(row.title, row.title_derived)
        return Reply(Request("remove"), note=say("add.removed", title=title, server=owner.server), secret=True)

    def removable(self, prefix: str, owner: Owner) -> tuple[Choice, ...]:
        """What this person may remove, for completion."""
        owners = {} if owner.manages else self._library.owners(owner.collection)
        rows = self._library.articles(Query(prefix.strip(), limit=_OFFERED * 4, collections=(owner.collection,)))
        mine = [row for row in rows if owner.manages or owners.get(row.path) == owner.id]
        label = [f"{row.title or row.path} · {row.path}" for row in mine]
        return tuple(
            Choice(name, Request.of("remove", {"article": row.id})) for name, row in zip(label, mine, strict=True)
        )[:_OFFERED]


def _told(added: Added, owner: Owner) -> Reply:
    cards = tuple(article_cards.listing(row) for row in (*added.rows, *added.same))
    notes: Sequence[str] = [
        *([say("add.done", number=counted("n.article", len(added.rows)), server=owner.server)] if added.rows else []),
        *([say("add.known", number=counted("n.article", len(added.same)))] if added.same else []),
    ]
    return Reply(Request("add"), cards, " ".join(notes), secret=True)


def _written(text: Text) -> bytes:
    """The words as a file with a header, so that they are read like any other."""
    header = [f"title: {json.dumps(text.title.strip(), ensure_ascii=False)}"] if text.title.strip() else []
    header += [f"published: {text.day}"] if text.day else []
    head = "\n".join(["---", *header, "---", "", ""]) if header else ""
    return (head + text.words).encode("utf-8", "replace")


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2025-09-03") and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _file_name(name: str) -> str:
    """A name that is no path."""
    clean = " ".join("".join(" " if c in '/\\:*?"<>|#' or not c.isprintable() else c for c in name).split())
    return clean[:80].strip(". ") or "text"
