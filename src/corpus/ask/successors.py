"""Who followed somebody in office: "Who took over from Lund?" is answered by the sentence that says so."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.analysis.folding import fold
from corpus.ask import in_office
from corpus.ask.question import Question
from corpus.index import Store
from corpus.languages import lexicon
from corpus.results import Answer, Hit, Query
from corpus.search import office_holders, succession
from corpus.search.tenure import Holder, day


def followed(question: Question) -> list[str]:
    """The words of the name or the office after whose holder is asked; empty where that is not asked."""
    pattern = _asked(question.language)
    found = pattern.fullmatch(fold(question.text).strip(" ?!.¿¡")) if pattern else None
    said = next((part for part in found.groups() if part), "") if found else ""
    return office_holders.content(said.replace("’", "'").removesuffix("'s").split())


def answer(store: Store, query: Query, asked: list[str]) -> Answer | None:
    """None where nothing says who followed."""
    names = [one.name for one in office_holders.holders(store, asked, query.collections) if one.until]
    rows = succession.told(store, names[0] if names else " ".join(asked), query.collections)
    rows = [row for row in rows if query.article in (None, row.origin.id)]
    if not rows:
        return None
    newest = rows[0].speaker or ""
    own = tuple(row for row in rows if row.speaker == newest)
    told = list(in_office.told(store, query, Holder((newest,), own, day(own[-1]), "", 1.0)))
    hits = tuple(dict.fromkeys(Hit(sentence, 1.0) for sentence, _ in told))
    return Answer(query, told[0][1], hits[query.offset : query.offset + query.limit])


@lru_cache(maxsize=16)
def _asked(language: str) -> re.Pattern[str] | None:
    listed = lexicon(language, "questions").list("succession")
    return re.compile("|".join(listed)) if listed else None
