"""A request as a query of the corpus, its options checked, and in words as it is repeated to whoever asked."""

from __future__ import annotations

import re

from bot import wording
from bot.catalogue import say
from bot.reply import Request
from corpus import days, limits
from corpus.errors import WrongUse
from corpus.results import Query

_NAMED = ("speaker", "about", "article")
_NEEDS_WORDS = frozenset({"quote", "ask", "verify", "fact", "who", "article", "context"})
_WITH_OPTIONS_ALONE = frozenset({"quote", "fact", "article", "context"})  # enough to ask: an option without words
_EXACT = re.compile('["“„«]([^"“”„«»]+)["”“»]')


def query(request: Request, *, limit: int, longest: int, collections: tuple[str, ...]) -> Query:
    """Raises WrongUse for an empty, overlong or wordless question and for a date that is none."""
    text = _given(request, "query")
    named = {name: _given(request, name) for name in _NAMED}
    limits.check("text" if request.command == "verify" else "question", text, longest)
    for name, value in named.items():
        limits.check(name, value, longest)
    since, until = _given(request, "since"), _given(request, "until")
    enough = text or (request.command in _WITH_OPTIONS_ALONE and (any(named.values()) or since or until))
    if request.command in _NEEDS_WORDS and not enough:
        raise WrongUse(say(f"{request.command}.empty"))
    first, last = days.first(since, "since") if since else None, days.last(until, "until") if until else None
    if first and last and first > last:
        raise WrongUse(say("wrong.never", since=first, until=last))
    return Query(
        text,
        speaker=named["speaker"] or None,
        about=named["about"] or None,
        article=named["article"] or None,
        since=first,
        until=last,
        limit=limit,
        collections=collections,
    )


def _given(request: Request, name: str) -> str:
    """What was sent; half a letter, as a broken terminal sends it, cannot be looked for and becomes a question mark."""
    return (request.option(name) or "").encode("utf-8", "replace").decode("utf-8").strip()


def wanted(request: Request, query: Query, article: str | None = None) -> str:
    """What was asked for: “for “tariffs”, by Rubio, since 3 September 2025”; `article` is its title, where known."""
    exact = _EXACT.fullmatch(query.text.strip())
    text = exact[1] if exact else query.text
    parts = [
        say("wanted.exactly" if exact else "wanted.for", words=wording.shown(text)) if text else "",
        say("wanted.by", speaker=query.speaker) if query.speaker else "",
        say("wanted.about", person=query.about) if query.about else "",
        say("wanted.in", article=article or query.article) if query.article else "",
        wording.period(query.since, query.until),
    ]
    return ", ".join(part for part in parts if part)
