"""Corrections by hand and from scripts: made, listed, taken back, written as marked sentences."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus import jsonl, marked_cases
from corpus.cli.answers import article_id
from corpus.corrections import Act, Correction
from corpus.errors import WrongUse
from corpus.library import Library
from corpus.limits import SHOWN, crop, whole
from corpus.model import Extraction, Span
from corpus.results import Query

_USES = {
    "speaker": "speaker ARTICLE START END NAME",
    "nobody": "nobody ARTICLE START END",
    "hide": "hide ARTICLE START END",
    "merge": "merge SPELLING NAME",
    "split": "split SPELLING NAME [--article ARTICLE]",
    "title": "title ARTICLE TITLE",
    "date": "date ARTICLE DAY",
    "undo": "undo ID",
}
USE = "; ".join(_USES.values())


@dataclass(frozen=True, slots=True)
class CorrectingLimits:
    """How much is looked through and shown where something is corrected by hand. Set by hand: a line of a terminal."""

    articles: int = 20  # looked through for one that holds both names of a merge
    shown: int = 70  # characters of a quotation


_LIMITS = CorrectingLimits()


class Given(NamedTuple):
    """Who corrects, and in which article two people are told apart."""

    by: str | None = None
    article: str | None = None


def correct(library: Library, what: Sequence[str], given: Given, *, as_json: bool) -> int:
    act, *rest = what
    if act not in _USES or len(rest) != len(_USES[act].partition(" [")[0].split()) - 1:
        uses = _USES.get(act)
        raise WrongUse(f"correct takes: {uses or USE}.")
    done = _done(library, act, rest, given._replace(by=given.by or _me()))
    undone = "undone: " if act == "undo" else ""
    print(json.dumps(jsonl.correction(done), ensure_ascii=False) if as_json else undone + _told(done, library))
    return 0


def _done(library: Library, act: str, rest: Sequence[str], given: Given) -> Correction:
    by, seen = given.by or "", library.collections()
    if act == "undo":
        return library.undo(rest[0])
    if act == "merge":
        return library.merge(rest[0], rest[1], by=by, collections=seen)
    if act == "split":
        where = article_id(library, given.article, seen) if given.article else None
        return library.split(rest[0], rest[1], by=by, article=where, collections=seen)
    article = article_id(library, rest[0], seen)
    if act in ("title", "date"):
        return library.correct(article, Act(act), rest[1], by=by, collections=seen)
    start, end = map(whole, rest[1:3])
    if start is None or end is None:
        first, last = (repr(crop(one, SHOWN)) for one in rest[1:3])
        raise WrongUse(f"START and END are whole numbers, as `quote` shows them, not {first} and {last}.")
    span, value = Span(start, end), rest[3] if act == "speaker" else ""
    if act == "speaker" and not value.strip():
        raise WrongUse("A speaker has a name; where nobody can be told: correct nobody ARTICLE START END.")
    kind = Act.HIDE if act == "hide" else Act.SPEAKER
    return library.correct(article, kind, value, by=by, span=span, collections=seen)


def _me() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "the command line"


def listed(library: Library, *, as_json: bool, marked: bool) -> int:
    made = library.corrections()
    if marked:
        for line in marked_cases.lines(made, lambda one: _about(library, one)):
            print(line)
        return 0
    for one in made:
        print(json.dumps(jsonl.correction(one), ensure_ascii=False) if as_json else _told(one, library))
    if not made and not as_json:
        print("Nothing has been corrected.")
    return 0


def _about(library: Library, one: Correction) -> Iterator[Extraction]:
    """The articles a correction is about."""
    seen = library.collections()
    if one.article:
        ids = [one.article]
    else:
        ids = [row.id for row in library.articles(Query(about=one.value, limit=_LIMITS.articles, collections=seen))]
    for id in ids:
        if found := library.article(id, collections=seen):
            yield found


def _told(one: Correction, library: Library) -> str:
    rows = library.articles(Query(article=one.article, limit=1, collections=(one.collection,))) if one.article else ()
    path = rows[0].path if rows else one.article
    where = f"  ({path}{f':{one.span.start}-{one.span.end}' if one.span else ''})" if one.article else ""
    flat = " ".join(one.words.split())
    words = f"“{flat[: _LIMITS.shown - 1]}…”" if len(flat) > _LIMITS.shown else f"“{flat}”"
    said = {
        Act.SPEAKER: f"{words} was said by {one.value or 'nobody who can be told'}",
        Act.HIDE: f"{words} is no quotation",
        Act.MERGE: f"{one.spelling} is {one.value}",
        Act.SPLIT: f"{one.spelling} is somebody else: {one.value}",
        Act.TITLE: f"the title is “{one.value}”",
        Act.DATE: f"the day is {one.value}",
    }[one.act]
    return f"{one.id}  {one.hand.when[:10]}  {one.hand.by}  {said}{where}"
