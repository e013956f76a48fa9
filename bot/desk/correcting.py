"""What somebody corrects from a card: what can be done, what is asked for, what has been done and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot import wording
from bot.catalogue import counted, joined, say
from bot.desk.quote_cards import Citer, place
from bot.reply import Card, Choice, Reply, Request, Run, Tone
from corpus.analysis.folding import fold, words
from corpus.corrections import Act, Correction, digest
from corpus.errors import NoSuchArticle, WrongUse
from corpus.library import Library
from corpus.limits import NAME, whole
from corpus.model import SEEDS, Extraction, Record, Span
from corpus.results import Hit, Query

ASKED = ("speaker", "merge", "split", "title", "date")  # for which a text is needed
_OFFERED = 6  # people of the article, those named nearest to the words first
_LISTED = 8  # corrections of a page
_FOUND = 25  # quotations offered for completion
CORRECTING = frozenset({"correct", "corrections"})  # what only an editor is answered
_UNDONE = 3  # the latest corrections that can be taken back from one place


@dataclass(frozen=True, slots=True)
class Editor:
    """Who may correct, and the articles of which collections."""

    name: str
    collections: tuple[str, ...] = (SEEDS,)


class Corrector:
    def __init__(self, library: Library, citer: Citer) -> None:
        self._library, self._citer = library, citer

    def answer(self, request: Request, query: Query, editor: Editor | None) -> Reply:
        """Raises WrongUse for who may not, and for what cannot be so."""
        if request.command == "corrections":
            return self._listed(request, query, editor)
        found = self._library.article(query.article or "", collections=query.collections) if query.article else None
        if found is None:
            raise NoSuchArticle(query.article) if query.article else WrongUse(say("correct.empty"))
        if editor is None or found.article.collection not in editor.collections:
            raise WrongUse(say("correct.may_not"))
        if asked := request.option("ask"):
            return self._ask(request, asked)
        done = self._done(request, found, editor, query.collections)
        return self._menu(_base(request), query, editor, done)

    def offered(self, typed: str, collections: tuple[str, ...]) -> tuple[Choice, ...]:
        """Quotations for completion, by words of theirs or of who said them."""
        if not words(typed) or len(typed) > self._library.limits.question:
            return ()
        hits = next(filter(None, (
            self._library.quote(Query(asked, limit=_FOUND, collections=collections)).hits
            for asked in self._begun(typed, collections) if words(asked)
        )), ())  # fmt: skip
        return tuple(
            Choice(self._label(hit.record), _with(Request("correct"), article=hit.record.article_id,
                   start=str(hit.record.span.start), end=str(hit.record.span.end)))
            for hit in hits
        )  # fmt: skip

    def _begun(self, typed: str, collections: tuple[str, ...]) -> Iterator[str]:
        """What may be meant by words of which the last is still being typed."""
        yield typed
        yield typed.rpartition(" ")[0]
        yield from self._library.suggest(typed, collections=collections, limit=1)

    def _label(self, record: Record) -> str:
        who = joined(self._library.named(record), "and")
        return f"{who}: {record.text}" if who else record.text

    # ------------------------------------------------------------ all of them
    def _listed(self, request: Request, query: Query, editor: Editor | None) -> Reply:
        """What has been corrected in the archives of this editor, the latest first, each with the way back."""
        if editor is None:
            raise WrongUse(say("correct.may_not_list"))
        own = tuple(name for name in editor.collections if name in query.collections)
        undone = request.option("undo")
        done = _told("correct.undone", self._library.undo(undone, collections=own)) if undone else ""
        made = self._library.corrections(collections=own)[::-1]
        pages = max(-(-len(made) // _LISTED), 1)
        page = min(max(request.page, 0), pages - 1)
        base = Request("corrections", page=page)
        shown = made[page * _LISTED : (page + 1) * _LISTED]
        choices = tuple(Choice(say("correct.undo", what=brief(one)), replace(base, options=(("undo", one.id),)))
                        for one in shown)  # fmt: skip
        note = say("correct.listed", number=counted("n.correction", len(made))) if made else say("correct.none")
        cards = tuple(self._line(one, own) for one in shown)
        return Reply(base, cards, f"{done} {note}".strip(), choices, page=page, pages=pages,
                     first=page * _LISTED + 1, secret=True)  # fmt: skip

    def _line(self, one: Correction, seen: tuple[str, ...]) -> Card:
        """By whom and when, and in which article, where it is about one."""
        found = self._library.article(one.article, collections=seen) if one.article else None
        where = found.article.path if found else say("correct.waits") if one.article else say("correct.everywhere")
        return Card(Tone.PLAIN, (Run(brief(one)),), detail=wording.corrected(one.hand), source=where)

    # ------------------------------------------------------------ doing
    def _done(
        self, request: Request, found: Extraction, editor: Editor, seen: tuple[str, ...]
    ) -> tuple[str, tuple[str, ...]]:
        """What has been done, in a sentence, and names that may have been meant; nothing where nothing was asked."""
        id, span, own = found.article.id, _span(request), editor.collections
        given = {name: value.strip() for name, value in request.options if value.strip()}
        library, by = self._library, editor.name
        if value := given.get("undo"):
            return _told("correct.undone", library.undo(value, collections=own)), ()
        if value := given.get("speaker"):
            alike = self._alike(value, seen)
            done = library.correct(id, Act.SPEAKER, value, by=by, span=span, collections=seen)
            return _told("correct.done", done), alike
        if "nobody" in given:
            return _told("correct.done", library.correct(id, Act.SPEAKER, by=by, span=span, collections=seen)), ()
        if "hide" in given:
            return _told("correct.done", library.correct(id, Act.HIDE, by=by, span=span, collections=seen)), ()
        for act in (Act.TITLE, Act.DATE):
            if value := given.get(act.value):
                return _told("correct.done", library.correct(id, act, value, by=by, collections=seen)), ()
        record = _record(found, span) if span else None
        name = given.get("name") or (record.speaker if record else None) or ""
        if value := given.get("merge"):
            done = library.merge(name, value, by=by, collection=found.article.collection, collections=seen)
            return _told("correct.done", done), ()
        if value := given.get("split"):
            done = library.split(name, value, by=by, article=id, collections=seen)
            return _told("correct.done", done), ()
        return "", ()

    def _alike(self, name: str, seen: tuple[str, ...]) -> tuple[str, ...]:
        """Names that may have been meant by one nobody has had so far."""
        if len(name) > NAME or not words(name):
            return ()  # it is refused anyway
        who = self._library.who(Query(name, collections=seen))
        names = [profile.name for profile in who.profiles] + list(who.did_you_mean)
        return () if fold(name) in map(fold, names) else tuple(names[:_UNDONE])

    # ------------------------------------------------------------ showing
    def _ask(self, request: Request, asked: str) -> Reply:
        """How the text is given where a face has no form for it."""
        if asked not in ASKED:
            raise WrongUse(say("correct.empty"))
        return Reply(_base(request), note=say(f"correct.type_{asked}"), secret=True)

    def _menu(self, base: Request, query: Query, editor: Editor, done: tuple[str, tuple[str, ...]]) -> Reply:
        """The words as they stand now, and what can be corrected of them."""
        note, alike = done
        found = self._library.article(query.article or "", collections=query.collections)
        assert found is not None  # it was there a moment ago
        span = _span(base)
        record = _record(found, span) if span else None
        again = [Choice(say("correct.meant", name=name), _with(base, speaker=name)) for name in alike]
        choices = [*again, *self._undoing(base, found, editor), *_offers(base, found, record)]
        return Reply(base, self._cards(found, record, span), note or say("correct.what"), tuple(choices), secret=True)

    def _cards(self, found: Extraction, record: Record | None, span: Span | None) -> tuple[Card, ...]:
        if record:
            card = self._citer.quote(Hit(record, 1.0), place(record, found))
            return (replace(card, choices=()),)
        article = found.article
        words = (Run(span.of(article.text)),) if span and span.end <= len(article.text) else ()
        title = wording.title(
            article.title.text if article.title else None, bool(article.title and article.title.derived)
        )
        source = " · ".join(part for part in (wording.published(article.published), article.path) if part)
        return (Card(Tone.PLAIN, words, heading=title, source=source),)

    def _undoing(self, base: Request, found: Extraction, editor: Editor) -> Iterable[Choice]:
        """The latest corrections of the words, of the article, of its people, that the editor may take back."""
        article, known, names = found.article, digest(found.article.text), _names(found)
        story = {row.id for row in self._library.versions(article.id, collections=(article.collection,))}
        made = [
            one
            for one in self._library.corrections(collections=editor.collections)
            if (one.article and (one.digest == known or one.article == article.id))
            or (one.words and one.article in story)  # said of another version's words, it holds for this one's too
            or (not one.article and (one.value in names or one.spelling in names))
        ]
        for one in reversed(made[-_UNDONE:]):
            yield Choice(say("correct.undo", what=brief(one)), _with(base, undo=one.id))


def brief(one: Correction) -> str:
    """A correction in a few words."""
    words = wording.shown(one.words) if one.words else ""
    act = "nobody" if one.act is Act.SPEAKER and not one.value else one.act.value
    return say(f"correct.{act}", words=words, value=one.value, spelling=one.spelling)


def _told(key: str, one: Correction) -> str:
    return say(key, what=brief(one))


def _offers(base: Request, found: Extraction, record: Record | None) -> Iterable[Choice]:
    if record:
        for name in _near(found, record):
            yield Choice(name, _with(base, speaker=name))
    if _span(base):
        yield Choice(say("correct.other_name"), _with(base, ask="speaker"))
    if record:
        if record.speaker:
            yield Choice(say("correct.nobody_known"), _with(base, nobody="yes"))
        yield Choice(say("correct.no_quotation"), _with(base, hide="yes"))
        if record.speaker:
            yield Choice(say("correct.same_person"), _with(base, name=record.speaker, ask="merge"))
            yield Choice(say("correct.somebody_else"), _with(base, name=record.speaker, ask="split"))
    yield Choice(say("correct.other_title"), _with(base, ask="title"))
    yield Choice(say("correct.other_date"), _with(base, ask="date"))


def _near(found: Extraction, record: Record) -> list[str]:
    """Who else may have said it: the people of the article, those named nearest to the words first."""
    away: dict[str, int] = {}
    for mention in found.mentions:
        if mention.person:
            far = max(record.span.start - mention.span.end, mention.span.start - record.span.end)
            away[mention.person] = min(far, away.get(mention.person, far))
    names = {person.name for person in found.people} - {record.speaker}
    return sorted(names, key=lambda name: (away.get(name, len(found.article.text)), name))[:_OFFERED]


def _names(found: Extraction) -> set[str]:
    people = [spelling for person in found.people for spelling in (person.name, *person.aliases)]
    return {*people, *(name for quote in found.quotes for name in quote.speakers)}


def _record(found: Extraction, span: Span) -> Record | None:
    return next((Record.quoted(found.article, quote) for quote in found.quotes if quote.span == span), None)


def _span(request: Request) -> Span | None:
    start, end = (whole(request.option(name) or "") for name in ("start", "end"))
    return Span(start, end) if start is not None and end is not None and start < end else None


def _base(request: Request) -> Request:
    """Only which words it is about: what was done to them is not done again when the answer is shown again."""
    return Request.of("correct", {name: request.option(name) for name in ("article", "start", "end")})


def _with(base: Request, **options: str) -> Request:
    return Request.of("correct", {**dict(base.options), **options})
