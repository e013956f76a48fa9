"""The desk: a question in, a Reply out, the same for every face."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from bot import wording
from bot.catalogue import counted, language, number_text, say
from bot.desk import article_cards, ask_cards, draft_cards, namesakes, person_cards, requests, verdict_cards
from bot.desk.adding import Adder
from bot.desk.correcting import CORRECTING, Corrector, Editor
from bot.desk.quote_cards import Citer, Place, once, place
from bot.manual import manual
from bot.reply import Card, Choice, Reply, Request, Tone
from corpus import days, report
from corpus.analysis.folding import words
from corpus.corrections import Act
from corpus.errors import NoSuchArticle, UnreadableFile, WrongUse
from corpus.library import Library
from corpus.limits import SHOWN, crop, whole
from corpus.model import SEEDS, Article, Extraction, Hand, Record, Span
from corpus.results import Found, Hit, Listing, Query

PAGES = 10  # pages of hits at most: who has read fifty quotes wants a narrower question
CHOICES = 5
_GAP = re.compile(r" ([.,;])")
_LIMITS = ("article", "since", "until")
_LISTS = frozenset({"quote", "fact", "ask", "verify", "timeline", "articles"})  # cards are numbered over all pages
T = TypeVar("T")


class Desk:
    """Safe to call from several threads. Raises CorpusError with a sentence for whoever asked."""

    def __init__(self, library: Library, *, page_size: int = 5) -> None:
        self._library, self._size = library, page_size
        self._citer = Citer(library.limits.confidence)
        self._namesakes = namesakes.Namesakes(library)
        self.corrector = Corrector(library, self._citer)
        self.adder = Adder(library)
        self._commands: dict[str, Callable[[Request, Query], Reply]] = {
            "quote": self._quote,
            "summary": self._summary,
            "ask": self._ask,
            "verify": self._verify,
            "fact": self._fact,
            "who": self._who,
            "timeline": self._timeline,
            "articles": self._articles,
            "article": self._article,
            "context": self._context,
            "status": self._status,
            "help": self._help,
            **dict.fromkeys(CORRECTING, self._help),  # of who may: `answer`
        }

    def answer(
        self, request: Request, *, collections: tuple[str, ...] = (SEEDS,), editor: Editor | None = None
    ) -> Reply:
        """`collections` may be seen; `editor` is who asks, where they may correct something."""
        command = self._commands.get(request.command)
        if command is None:
            raise WrongUse(say("wrong.command", command=repr(request.command)))
        longest = self._library.limits.of(request.command)
        try:
            query = requests.query(request, limit=self._size * PAGES, longest=longest, collections=collections)
            edits = request.command in CORRECTING
            reply = self.corrector.answer(request, query, editor) if edits else command(request, query)
            first = reply.page * self._size + 1 if reply.pages > 1 and request.command in _LISTS else reply.first
            return replace(cited_once(reply), language=language(), first=first, note=self._so_far(reply.note))
        except WrongUse as error:
            raise WrongUse(wording.told(error)) from error

    def _so_far(self, note: str) -> str:
        """The note; while new articles are being read, with how far that is: what is missing may be among the rest."""
        reading = self._library.reading
        if reading is None:
            return note
        done, total = map(number_text, reading)
        return f"{note} {say('found.reading', done=done, total=total)}".strip()

    def check(self, draft: Article, *, collections: tuple[str, ...] = (SEEDS,)) -> Reply:
        """Every quotation of a draft with its verdict, on one page, and the report to be passed on; nothing is kept.
        Raises WrongUse where it takes too much."""
        try:
            found = self._library.check(draft, collections=collections)
        except UnreadableFile as error:
            raise WrongUse(wording.unreadable(error, draft.path)) from error
        places = self._places(draft_cards.records(found), Query(collections=collections))
        cards = draft_cards.cards(found, self._citer, places)
        file = draft_cards.report(found, report.page([found], self._library.named)) if cards else None
        note = self._so_far(draft_cards.note(found))
        return cited_once(Reply(Request("check"), cards, note, language=language(), file=file, secret=True))

    def check_file(self, name: str, data: bytes, *, collections: tuple[str, ...] = (SEEDS,)) -> Reply:
        """The same of a file somebody sends. Raises WrongUse where it cannot be read."""
        return self.check(_read(name, lambda: self._library.received(name, data)), collections=collections)

    def check_path(self, path: Path, *, collections: tuple[str, ...] = (SEEDS,)) -> Reply:
        """The same of a file of this machine."""
        return self.check(_read(path.name, lambda: self._library.received_file(path)), collections=collections)

    def suggest(self, prefix: str, *, collections: tuple[str, ...] = (SEEDS,), limit: int = 25) -> tuple[str, ...]:
        """Names of people that begin so, for completion."""
        return self._library.suggest(prefix, collections=collections, limit=limit)

    def titles(self, prefix: str, *, collections: tuple[str, ...] = (SEEDS,), limit: int = 25) -> tuple[Choice, ...]:
        """Articles for completion: the label says which, the request's `article` option is the id."""
        if len(prefix) > self._library.limits.question:
            return ()  # no title is as long as that
        rows = self._library.articles(Query(prefix.strip(), limit=limit, collections=collections))
        return tuple(Choice(_label(row), Request.of("summary", {"article": row.id})) for row in rows)

    # ------------------------------------------------------------ the questions
    def _quote(self, request: Request, query: Query) -> Reply:
        found = self._library.quote(self._within(query))
        return self._found(request, query, found, "quote")

    def _fact(self, request: Request, query: Query) -> Reply:
        found = self._library.fact(self._within(query))
        return self._found(request, query, found, "fact")

    def _found(self, request: Request, query: Query, found: Found, noun: str) -> Reply:
        wanted = requests.wanted(request, query)
        none = _closed(say(f"{noun}.none", wanted=wanted))
        if not found.hits and not found.nearest:
            return _nothing(request, none, found.did_you_mean)
        if not found.hits:
            return self._elsewhere(request, query, found, none)
        groups = self._gathered(found, query)
        shown, page, pages = _page(groups, request.page, self._size)
        places = self._places([hit.record for group in shown for hit in group], query)
        asked = request.option("about") or request.option("speaker") or request.option("query") or ""
        cards = self._citer.of_groups(shown, places, asked=asked, person=_meant(found))
        number = counted(f"n.first_{noun}" if found.more else f"n.{noun}", len(groups))
        note = _closed(say("found.note", number=number, wanted=wanted))
        if found.more:
            note += " " + say("found.narrow")
        others = self._namesakes.quoted(request, query, found)
        return Reply(request, cards, namesakes.told(note, others), others, page=page, pages=pages, total=len(groups))

    def _gathered(self, found: Found, query: Query) -> tuple[tuple[Hit, ...], ...]:
        """The hits of each card, over all pages: how many there are is what the reader counts."""
        return self._citer.gathered(found.hits, lambda records: self._places(records, query))

    def _elsewhere(self, request: Request, query: Query, found: Found, none: str) -> Reply:
        """That there is none, in a line, and what there is in its neighbourhood, to be asked for."""
        noun = "fact" if request.command == "fact" else "quote"
        number = counted(f"n.{noun}", len(found.nearest))
        if not found.lacking:
            note = say("found.outside", none=none, number=number)
            return Reply(request, note=note, choices=_nothing(request, none, ()).choices)
        if noun == "fact":
            rest = Request.of("fact", {**dict(request.options), "query": _without(query.text, found.lacking)})
            near = self._found(rest, query, replace(found, hits=found.nearest, nearest=()), "fact")
            return replace(near, note=say("found.rest", none=none, words=wording.shown(found.lacking), number=number))
        note = say("found.without", none=none, words=wording.shown(found.lacking), number=number)
        named = dict.fromkeys(name for hit in found.nearest for name in self._library.named(hit.record))
        people = [
            Choice(say("found.by", name=name), Request.of("quote", {"speaker": name})) for name in list(named)[:1]
        ]
        words = Query(found.lacking, limit=1, collections=query.collections)
        topics = [
            Choice(say(f"found.{other}s", words=found.lacking), Request.of(other, {"query": found.lacking}))
            for other, has in (("quote", self._library.quote), ("fact", self._library.fact))
            if has(words).hits
        ]
        return Reply(request, note=note, choices=(*people, *topics))

    def _ask(self, request: Request, query: Query) -> Reply:
        if asked := self._namesakes.somebody(query):
            return self._who(Request.of("who", {"query": asked}), replace(query, text=asked))
        within = self._within(query)
        try:
            answer = self._library.ask(replace(within, limit=self._size))
        except WrongUse as error:
            told = days.in_question(query.text) if error.code == "nothing_named" else None
            if told is None:
                raise
            return self._days(told, within)  # "What happened last week?"
        if len(answer.supporting) == self._size and ask_cards.quotes(answer.supporting):  # there may be more
            answer = self._library.ask(replace(within, limit=self._size * PAGES))
        evidence = bool(answer.hits)
        hits = answer.supporting if evidence else answer.nearest
        if not hits:
            return Reply(request, note=say("ask.none"))
        shown, page, pages = _page(hits, request.page, self._size)
        places = self._places([hit.record for hit in shown], query)
        cards = once(self._evidence(hit, places[hit.record], answer.answer, evidence) for hit in shown)
        note = ask_cards.note(answer) if evidence else say("ask.judgement" if answer.judgement else "ask.nearest")
        others = self._namesakes.asked(request, query, hits) if evidence else ()
        note, whom = namesakes.told(note, others), answer.person
        return Reply(request, cards, note, others, page=page, pages=pages, total=len(hits), person=whom)

    def _days(self, told: days.Told, query: Query) -> Reply:
        """What happened on these days."""
        edges = {name: day.isoformat() for name, day in (("since", told.first), ("until", told.last)) if day}
        within = replace(query, text="", since=told.first, until=told.last, limit=self._size * PAGES)
        return self._timeline(Request.of("timeline", edges), within)

    def _evidence(self, hit: Hit, where: Place, answer: Record | None, evidence: bool) -> Card:
        """A passage; the words that answer are strong in it."""
        tone = Tone.ANSWER if evidence else Tone.PLAIN
        if wording.is_quote(hit.record):
            return self._citer.quote(hit, where, tone=tone, parts=ask_cards.parts(answer, hit.record))
        return self._citer.passage(hit, where, tone=tone, parts=ask_cards.parts(answer, hit.record))

    def _verify(self, request: Request, query: Query) -> Reply:
        verdict = self._library.verify(query)
        places = self._places(verdict_cards.records(verdict), query)
        cards = verdict_cards.cards(verdict, self._citer, places)
        shown, page, pages = _page(cards, request.page, self._size)
        return Reply(request, shown, verdict_cards.note(verdict, self._citer), page=page, pages=pages, total=len(cards))

    def _who(self, request: Request, query: Query) -> Reply:
        who = self._library.who(query)
        if not who.profiles:
            return _nothing(request, say("who.none", name=wording.shown(query.text)), who.did_you_mean)
        if len(who.profiles) > 1:
            choices = tuple(person_cards.candidate(profile) for profile in who.profiles[: CHOICES * 2])
            return Reply(
                request, note=say("who.several", name=wording.shown(query.text), n=len(choices)), choices=choices
            )
        profile = who.profiles[0]
        profile = replace(profile, quotes=self._quoted(Query(speaker=profile.name), query, profile.quotes))
        records = [role.sentence for role in profile.roles] + ([profile.latest.record] if profile.latest else [])
        cards = person_cards.person(profile, self._citer, self._places(records, query))
        shown, page, pages = _page(cards, request.page, self._size + 1)
        return Reply(request, shown, choices=person_cards.next_steps(profile), page=page, pages=pages)

    def _quoted(self, wanted: Query, query: Query, number: int) -> int:
        """How many cards /quote makes of so many quotations, so that a number says what it opens; of very many the
        number itself."""
        if not number:
            return 0
        found = self._library.quote(replace(wanted, limit=self._size * PAGES, collections=query.collections))
        return number if found.more else len(self._gathered(found, query))

    def _summary(self, request: Request, query: Query) -> Reply:
        summary = self._library.summary(query)
        if not summary.lines:
            none = say("summary.none", wanted=requests.wanted(request, query))
            note = none if request.options else say("summary.no_article")
            return _nothing(request, note, summary.did_you_mean)
        if summary.article:
            summary = replace(summary, quotes=self._quoted(Query(article=summary.article.id), query, summary.quotes))
        places = self._places([line.record for line in summary.lines], query)
        note = person_cards.summarised(summary, query)
        return Reply(request, person_cards.summary(summary, places), note, person_cards.further(summary))

    def _timeline(self, request: Request, query: Query) -> Reply:
        timeline = self._library.timeline(self._within(query))
        if not timeline.moments:
            none = _closed(say("timeline.none", wanted=requests.wanted(request, query)))
            return _nothing(request, none, timeline.did_you_mean)
        moments, page, pages = _page(timeline.moments, request.page, self._size)
        places = self._places([moment.record for moment in moments], query)
        cards = tuple(self._citer.moment(moment, places[moment.record]) for moment in moments)
        number = counted("n.moment", len(timeline.moments))
        note = _closed(say("timeline.note", number=number, wanted=requests.wanted(request, query)))
        return Reply(request, cards, note, page=page, pages=pages, total=len(timeline.moments))

    # ------------------------------------------------------------ the shelf
    def _articles(self, request: Request, query: Query) -> Reply:
        rows, wanted = self._library.articles(query), requests.wanted(request, query)
        near = (
            self._library.suggest(query.text, collections=query.collections, limit=1) if query.text and not rows else ()
        )
        if near:
            rows = self._library.articles(replace(query, text="", about=near[0]))
            wanted = say("articles.appears", name=near[0])
        if not rows:
            return Reply(request, note=say("articles.none", wanted=wanted) if wanted else say("articles.no_article"))
        shown, page, pages = _page(rows, request.page, self._size)
        number = counted("n.latest_article" if len(rows) == query.limit else "n.article", len(rows))
        note = _closed(say("articles.note", number=number, wanted=wanted))
        cards = tuple(article_cards.listing(row) for row in shown)
        return Reply(request, cards, note, page=page, pages=pages, total=len(rows))

    def _article(self, request: Request, query: Query) -> Reply:
        rows = self._rows(query)
        if len(rows) == 1:
            extraction = self._library.article(rows[0].id, collections=query.collections)
            if extraction:
                reply = article_cards.opened(request, extraction.article, self._hands(extraction, query))
                versions = self._library.versions(rows[0].id, collections=query.collections)
                return article_cards.versioned(reply, rows[0].id, versions)
        if not rows:
            raise NoSuchArticle(query.article or query.text)
        note = say("article.several", wanted=wording.shown(query.article or query.text), n=len(rows))
        choices = tuple(Choice(_label(row), Request.of("article", {"article": row.id})) for row in rows)
        return Reply(request, note=note, choices=choices)

    def _hands(self, found: Extraction, query: Query) -> list[Hand]:
        """Who corrected the title or the day of an article."""
        if found.before is None:
            return []
        made = self._library.corrections(collections=query.collections)
        return [one.hand for one in made if one.act in (Act.TITLE, Act.DATE) and found.article.id == one.article]

    def _context(self, request: Request, query: Query) -> Reply:
        extraction = self._library.article(query.article or "", collections=query.collections)
        if extraction is None:
            raise NoSuchArticle(query.article or "")
        typed = [request.option(name) or "" for name in ("start", "end")]
        start, end = map(whole, typed)
        if start is None or end is None or not start < end <= len(extraction.article.text):
            first, last = (crop(one, SHOWN) for one in typed)
            raise WrongUse(say("context.none", start=first, end=last, path=extraction.article.path))
        return Reply(request, (article_cards.context(extraction, Span(start, end)),))

    def _status(self, request: Request, query: Query) -> Reply:
        return Reply(request, article_cards.state(self._library.status(collections=query.collections)))

    def _help(self, request: Request, query: Query) -> Reply:
        return Reply(request, manual())

    # ------------------------------------------------------------ what they share
    def _rows(self, query: Query) -> tuple[Listing, ...]:
        """The articles a person may mean: the one of that id, else those of that title or path."""
        wanted, seen = query.article or query.text, query.collections
        by_id = self._library.articles(Query(article=wanted, limit=1, collections=seen))
        return by_id or self._library.articles(Query(wanted, limit=CHOICES, collections=seen))

    def _within(self, query: Query) -> Query:
        """The query with the id of the article it is limited to, which a person names by its title."""
        rows = self._rows(query) if query.article else ()
        if not query.article:
            return query
        if len(rows) != 1:
            raise NoSuchArticle(query.article, tuple(row.title or row.path for row in rows))
        return replace(query, article=rows[0].id)

    def _places(self, records: Sequence[Record], query: Query) -> dict[Record, Place]:
        """Each record's surroundings; every article is fetched once."""
        articles = {
            id: self._library.article(id, collections=query.collections)
            for id in dict.fromkeys(record.article_id for record in records)
        }
        return {record: place(record, articles[record.article_id]) for record in records}


def _read(name: str, read: Callable[[], tuple[Article, ...]]) -> Article:
    """The first article of a file; of several more is not asked of a draft."""
    try:
        return read()[0]
    except UnreadableFile as error:
        raise WrongUse(wording.unreadable(error, name)) from error


def cited_once(reply: Reply) -> Reply:
    """Cards of one and the same article tell only their place in it; the reply cites it."""
    citing = [card for card in reply.cards if card.source]  # others show no words of an article
    sources = {card.source for card in citing}
    if len(citing) < 2 or len(sources) != 1 or not all(card.place for card in citing):
        return reply
    return replace(reply, cards=tuple(replace(card, source="") for card in reply.cards), source=sources.pop())


def _page(items: Sequence[T], page: int, size: int) -> tuple[tuple[T, ...], int, int]:
    """The items of a page, which page that is when there are fewer, and how many there are."""
    pages = max(-(-len(items) // size), 1)
    page = min(max(page, 0), pages - 1)
    return tuple(items[page * size : (page + 1) * size]), page, pages


def _without(text: str, lacking: str) -> str:
    """What was asked without the words that no article has."""
    gone = set(lacking.split())
    return " ".join(word for word in text.split() if gone.isdisjoint(words(word)))


def _meant(found: Found) -> str:
    """The one who was asked for, as the articles spell it; empty where several or none of those found said it."""
    named = {hit.record.speaker for hit in found.hits if not hit.about and hit.record.speaker}
    return named.pop() if len(named) == 1 else ""


def _closed(text: str) -> str:
    """Without the gap that a sentence has where nothing stands in its last place."""
    return _GAP.sub(r"\1", " ".join(text.split()))


def _nothing(request: Request, note: str, near: Sequence[str]) -> Reply:
    """Says that nothing is found, and offers the same question with what is nearest to it, or without its limits."""
    freed = Request.of(request.command, {name: value for name, value in request.options if name not in _LIMITS})
    if freed.options and freed.options != request.options:
        return Reply(request, note=note, choices=(Choice(say("found.unlimited"), freed),))
    choices = tuple(Choice(name, namesakes.instead(request, name)) for name in near[:CHOICES])
    return Reply(request, note=say("found.did_you_mean", none=note) if choices else note, choices=choices)


def _label(row: Listing) -> str:
    """An article in a list of completions."""
    when = f"{wording.day(row.published.value)} · " if row.published else ""
    return crop(f"{when}{row.title or row.path}", 100)
