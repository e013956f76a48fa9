"""The questions as JSON: a request in, the answer of `batch` and `--json` out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from corpus import days, limits
from corpus.errors import CorpusError, NoSuchArticle, WrongUse
from corpus.jsonl import Fields, Json, corrected, together
from corpus.library import Library
from corpus.model import Record
from corpus.results import Answer, Found, Hit, Listing, Profile, Query, Summary, Timeline, Verdict, Who

Result = Found | Answer | Who | Verdict | Summary | Timeline | tuple[Listing, ...] | tuple[str, ...]

QUESTIONS: dict[str, Callable[[Library, Query], Result]] = {
    "quote": Library.quote,
    "fact": Library.fact,
    "ask": Library.ask,
    "who": Library.who,
    "verify": Library.verify,
    "summary": Library.summary,
    "timeline": Library.timeline,
    "articles": lambda library, query: library.articles(query) or _with_person(library, query),
    "suggest": lambda library, query: library.suggest(query.text, collections=query.collections, limit=query.limit),
}


def _with_person(library: Library, query: Query) -> tuple[Listing, ...]:
    """The articles in which the person of the words appears, where no title holds them."""
    names = library.suggest(query.text, collections=query.collections, limit=1) if query.text else ()
    return library.articles(replace(query, text="", about=names[0])) if names else ()


def query_of(request: Json, where: str) -> tuple[str, Query]:
    """A request -> (command, query). Raises WrongUse where a field is not of its form."""
    fields = Fields(request, where)
    command = fields.text("command").removeprefix("/")
    if command not in QUESTIONS:
        raise WrongUse(f"{where}: there is no command {command!r}; the commands are {', '.join(QUESTIONS)}.")
    limit, offset = fields.whole("limit", 25 if command == "suggest" else 10), fields.whole("offset", 0)
    if not 1 <= limit <= limits.HITS or offset < 0:
        raise WrongUse(f'{where}: "limit" must be from 1 to {limits.HITS} and "offset" at least 0.')
    text, article = fields.maybe("query") or "", fields.maybe("article")
    since, until = fields.maybe("since"), fields.maybe("until")
    first = days.first(since, f"since in {where}") if since else None
    last = days.last(until, f"until in {where}") if until else None
    if first and last and first > last:
        raise WrongUse(f"{where}: no day is both since {first} and until {last}; turn the two round.")
    if command == "summary" and text and article is None:
        text, article = "", text
    return command, Query(
        text,
        speaker=fields.maybe("speaker"),
        about=fields.maybe("about"),
        article=article,
        since=first,
        until=last,
        limit=limit,
        offset=offset,
    )


def within(library: Library, command: str, query: Query) -> Query:
    """The query with the id of its article, which somebody names by its id, its path or its title; a summary looks for
    its own. Raises NoSuchArticle."""
    if query.article is None or command == "summary":
        return query
    return replace(query, article=article_id(library, query.article, query.collections))


def article_id(library: Library, wanted: str, collections: tuple[str, ...]) -> str:
    """The id of the article somebody names by its id, its path or its title. Raises NoSuchArticle."""
    rows = library.articles(Query(article=wanted, limit=1, collections=collections))
    rows = rows or library.articles(Query(wanted, limit=limits.LIKE_NAMED, collections=collections))
    exact = [row for row in rows if wanted in (row.path, row.title)]
    rows = tuple(exact) if len(exact) == 1 else rows
    if len(rows) != 1:
        raise NoSuchArticle(wanted, tuple(row.path for row in rows))
    return rows[0].id


def answer(library: Library, request: Json, where: str = "the request") -> Json:
    """The answer to one request; its "error" is a sentence where it could not be answered."""
    started = time.perf_counter()
    asked = {"command": request.get("command"), "query": request.get("query")} if isinstance(request, dict) else {}
    try:
        command, query = query_of(request, where)
        query = within(library, command, query)
        told = told_of(QUESTIONS[command](library, query))
    except CorpusError as error:
        told = {"hits": [], "error": str(error)}
    return {**asked, **told, "seconds": time.perf_counter() - started}


def told_of(result: Result) -> Json:
    """What a result says, as JSON."""
    if isinstance(result, Found):
        told: Json = {"hits": hits(result.hits), "did_you_mean": list(result.did_you_mean), "more": result.more}
        return told | ({"nearest": hits(result.nearest), "lacking": result.lacking} if result.nearest else {})
    if isinstance(result, Answer):
        return {
            "answer": slice_of(result.answer) if result.answer else None,
            "sure": round(result.sure, 2),
            "hits": hits(result.hits),
            "supporting": [at for at, hit in enumerate(result.hits) if hit in result.supporting],
            "nearest": hits(result.nearest),
            "judgement": result.judgement,
            "before": hits((result.before,))[0] if result.before else None,
            "day": result.day or None,
        }
    if isinstance(result, Verdict):
        return verdict_of(result) | ({"parts": [_part(part) for part in result.parts]} if result.parts else {})
    if isinstance(result, Who):
        latest = [profile.latest for profile in result.profiles if profile.latest]
        return {
            "hits": hits(tuple(latest)),
            "people": [_profile(profile) for profile in result.profiles],
            "did_you_mean": list(result.did_you_mean),
        }
    if isinstance(result, Summary):
        return _summary(result)
    if isinstance(result, Timeline):
        moments = [
            {**slice_of(m.record), "date": m.value, "basis": slice_of(m.basis) if m.basis else None}
            for m in result.moments
        ]
        return {"hits": moments, "did_you_mean": list(result.did_you_mean)}
    if result and isinstance(result[0], Listing):
        return {"hits": [], "articles": [listing(row) for row in result if isinstance(row, Listing)]}
    return {"hits": [], "choices": [row for row in result if isinstance(row, str)]}


def verdict_of(verdict: Verdict) -> Json:
    """What is said of one quotation."""
    return {
        "verdict": verdict.ruling.value,
        "remark": verdict.remark.value if verdict.remark else None,
        "claimed": verdict.claimed,
        "same": verdict.same,
        "possibly": verdict.possibly,
        "hits": hits(verdict.hits),
        "edits": [
            {
                "given": edit.given,
                "printed": edit.printed,
                "start": edit.span.start,
                "end": edit.span.end,
                "printed_start": edit.at.start,
                "printed_end": edit.at.end,
            }
            for edit in verdict.edits
        ],
        "shown": [slice_of(record) for record in verdict.shown],
        "nearest": hits(verdict.nearest),
    }


def _part(verdict: Verdict) -> Json:
    return {"start": verdict.span.start, "end": verdict.span.end, **verdict_of(verdict)}


def hits(found: tuple[Hit, ...]) -> list[Json]:
    return [
        {
            **slice_of(hit.record),
            "score": round(hit.score, 4),
            "about": hit.about,
            "also": [slice_of(record) for record in hit.also],
            **({"newest": hit.newest.id} if hit.newest else {}),
            **({"earlier": [slice_of(record) for record in hit.earlier]} if hit.earlier else {}),
        }
        for hit in found
    ]


def slice_of(record: Record) -> Json:
    return {
        "article_id": record.article_id,
        "title": record.title,
        "published": record.published.value if record.published else None,
        "path": record.path,
        "start": record.span.start,
        "end": record.span.end,
        "text": record.text,
        "speaker": record.speaker,
        "cue": record.cue,
        "kind": record.kind,
        "confidence": round(record.confidence, 4),
        **together(record),
        **corrected(record),
        **({"page": record.page} if record.page else {}),
    }


def listing(row: Listing) -> Json:
    return {
        "id": row.id,
        "path": row.path,
        "title": row.title,
        "derived": row.title_derived,
        "outlet": row.outlet,
        "published": row.published.value if row.published else None,
        "basis": row.published.basis.value if row.published else None,
        "language": row.language,
        "quotes": row.quotes,
        "facts": row.facts,
    }


def _profile(profile: Profile) -> Json:
    return {
        "name": profile.name,
        "spellings": list(profile.spellings),
        "roles": [
            {**slice_of(r.role), "sentence": slice_of(r.sentence), "until": r.until or None} for r in profile.roles
        ],
        "quotes": profile.quotes,
        "first_seen": profile.first_seen,
        "last_seen": profile.last_seen,
        "beside": list(profile.beside),
    }


def _summary(summary: Summary) -> Json:
    article = summary.article
    return {
        "article_id": article.id if article else None,
        "title": article.title.text if article and article.title else None,
        "derived": bool(article and article.title and article.title.derived),
        "published": article.published.value if article and article.published else None,
        "basis": article.published.basis.value if article and article.published else None,
        "hits": [{**slice_of(line.record), "antecedent": line.antecedent} for line in summary.lines],
        "people": [_profile(profile) for profile in summary.people],
        "figures": [slice_of(record) for record in summary.figures],
        "quotes": summary.quotes,
        "did_you_mean": list(summary.did_you_mean),
    }
