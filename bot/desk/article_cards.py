"""Articles as cards: the list of them, one read page by page, the paragraph around a passage, and the index's state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import wording
from bot.catalogue import counted, say
from bot.desk.quote_cards import correcting, picked
from bot.reply import Card, Choice, Mark, Reply, Request, Run, Tone
from corpus.limits import crop, whole
from corpus.model import Article, Block, BlockKind, Extraction, Hand, Record, Span
from corpus.results import Failure, Listing, Status

PAGE = 1800  # characters of an article on one page: fits every face with room for its frame
_FAILURES = 10
_VERSIONS = 3  # others of a story that are offered with one of them
_LABEL = 50  # characters of one on a button, at most
_BREAK = Run("\n\n", Mark.OURS)


def listing(row: Listing) -> Card:
    counts = f"{counted('n.quote', row.quotes)} · {counted('n.fact', row.facts)}"
    choices = (
        Choice(say("label.summary"), Request.of("summary", {"article": row.id})),
        Choice(say("label.quotes"), Request.of("quote", {"article": row.id})),
        Choice(say("label.article"), Request.of("article", {"article": row.id})),
    )
    title = wording.title(row.title, row.title_derived)
    return Card(Tone.PLAIN, (), heading=title, detail=counts, source=wording.listed(row), choices=choices)


def pages(article: Article) -> list[Span]:
    """The text cut into pages, at the end of a line or a word where there is one."""
    text, cuts, start = article.text, [], 0
    while start < len(text):
        end = min(start + PAGE, len(text))
        if end < len(text):
            for mark in ("\n", " "):
                found = text.rfind(mark, start + PAGE // 3, end)
                if found > 0:
                    end = found + 1
                    break
        cuts.append(Span(start, end))
        start = end
    return cuts or [Span(0, 0)]


def opened(request: Request, article: Article, hands: Sequence[Hand] = ()) -> Reply:
    """An article at the page asked for; `start` opens it where a passage stands. `hands` corrected its title or day."""
    cuts = pages(article)
    at, page = whole(request.option("start") or ""), request.page
    if at is not None:
        first = next((number for number, cut in enumerate(cuts) if at < cut.end), 0)
        request = Request.of("article", {"article": article.id})
        page = first
    page = min(max(page, 0), len(cuts) - 1)
    lines = article.text.count("\n", 0, cuts[page].start) + 1
    said = (wording.how_whole(article.path), article.outlet, _published(article), article.path)
    source = " · ".join(part for part in (*said, say("cite.from_line", line=lines)) if part)
    card = Card(Tone.PLAIN, (Run(cuts[page].of(article.text).strip("\n")),), heading=_title(article), source=source)
    card = replace(card, detail=" · ".join(dict.fromkeys(map(wording.corrected, hands))))
    choices = (
        Choice(say("label.summary"), Request.of("summary", {"article": article.id})),
        Choice(say("label.quotes"), Request.of("quote", {"article": article.id})),
        Choice(say("label.correct"), Request.of("correct", {"article": article.id})),
    )
    return Reply(request.turned(page), (card,), choices=choices, page=page, pages=len(cuts))


def versioned(reply: Reply, key: str, versions: Sequence[Listing]) -> Reply:
    """An opened article, with a word of which version of its story it is, and the way to the others."""
    others = [row for row in versions if row.id != key][:_VERSIONS]
    if not others:
        return reply
    newest = versions[0]
    note = (
        say("article.newest", n=len(versions))
        if newest.id == key
        else say("article.earlier", source=wording.brief(newest), n=len(versions))
    )
    choices = [Choice(_brief(row), Request.of("article", {"article": row.id})) for row in others]
    return replace(reply, note=note, choices=(*reply.choices, *choices))


def _brief(row: Listing) -> str:
    return say("label.version", source=crop(wording.brief(row), _LABEL))


def context(extraction: Extraction, span: Span) -> Card:
    """The paragraph a passage stands in, with the one before and the one after; the passage strong."""
    article = extraction.article
    blocks = [block for block in extraction.blocks if len(block.span)] or [
        Block(Span(0, len(article.text)), BlockKind.BODY)
    ]
    inside = [number for number, block in enumerate(blocks) if block.span.overlaps(span)]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    runs: list[Run] = []
    for block in blocks[max(first - 1, 0) : last + 2]:
        runs += [*([_BREAK] if runs else []), *_with(article, block.span, span)]
    line = article.text.count("\n", 0, span.start) + 1
    record = Record.cut(article, "sentence", span)
    choices = [Choice(say("label.article"), Request.of("article", {"article": article.id, "start": str(span.start)}))]
    choices += [correcting(record)] if any(quote.span == span for quote in extraction.quotes) else []
    return Card(
        Tone.PLAIN,
        tuple(runs),
        heading=say("card.in_context"),
        source=wording.citation(record),
        place=wording.place(record, line),
        choices=tuple(choices),
    )


def _with(article: Article, block: Span, span: Span) -> tuple[Run, ...]:
    record = Record.cut(article, "sentence", block)
    if not block.overlaps(span):
        return (Run(record.text),)
    part = Span(max(block.start, span.start), min(block.end, span.end))
    return picked(record, part) if part != block else (Run(record.text, Mark.STRONG),)


def _title(article: Article) -> str:
    title = article.title
    return wording.title(title.text if title else None, bool(title and title.derived))


def _published(article: Article) -> str:
    return wording.published(article.published)


def state(status: Status) -> tuple[Card, ...]:
    """How much there is, and what could not be read."""
    counts = (
        counted("n.article", status.articles),
        *([counted("n.earlier", status.older)] if status.older else ()),
        counted("n.quote", status.quotes),
        counted("n.fact", status.facts),
        counted("n.person", status.people),
        say("status.size", size=wording.size(status.index_bytes)),
    )
    last = status.last_sweep
    swept = say("status.swept", when=wording.when(last)) if last else say("status.not_swept")
    card = Card(Tone.PLAIN, (Run("\n".join((*counts, swept)), Mark.OURS),), heading=say("status.heading"))
    return (card, *_unread(status.failures, "n.unread"), *_unread(status.passed, "n.passed"))


def _unread(failures: Sequence[Failure], heading: str) -> tuple[Card, ...]:
    if not failures:
        return ()
    lines = [_failed(failure) for failure in failures[:_FAILURES]]
    more = len(failures) - _FAILURES
    lines += [say("status.and_more", more=counted("n.more", more))] if more > 0 else []
    return (Card(Tone.WARN, (Run("\n".join(lines), Mark.OURS),), heading=counted(heading, len(failures))),)


def _failed(failure: Failure) -> str:
    """Most reasons are whole sentences that begin with the file."""
    return (
        failure.reason
        if failure.path in failure.reason
        else say("status.failed", path=failure.path, reason=failure.reason)
    )
