"""Our own words around what the articles say: dates, citations, certainty; one short string each."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from bot.catalogue import LANGUAGES, counted, has, joined, language, number_text, say
from bot.catalogue import day as day_by
from corpus.errors import UnreadableFile, WrongUse
from corpus.languages import lexicon
from corpus.limits import crop
from corpus.model import SUMMARY, Basis, FactKind, Hand, Published, QuoteKind, Record
from corpus.results import Listing

_BASIS = {
    Basis.STATED: "stated",
    Basis.METADATA: "metadata",
    Basis.DEDUCED: "deduced",
    Basis.FILE: "file",
    Basis.CORRECTED: "corrected",
}
_HOW = frozenset({QuoteKind.MIXED, QuoteKind.INDIRECT, QuoteKind.PULL})  # a reader is told of them in a word
MARKED = frozenset({QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.POST, QuoteKind.PULL})  # the faces set marks around
_VERB = 3  # letters a verb has at least
_TITLE, _DERIVED = 120, 60  # characters of a title in a citation line; a derived one is only a handle


def day(value: str) -> str:
    """ "2025-09-03" as "3 September 2025"; a month and a year likewise."""
    year, month, number = (*value.split("-"), "", "")[:3]
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return value
    try:
        when = date(int(year), int(month), int(number or 1))
    except ValueError:
        return value
    return day_by(when, say("day.whole" if number else "day.month"))


def published(when: Published | None) -> str:
    return say(f"day.{_BASIS[when.basis]}", day=day(when.value)) if when else say("day.unknown")


def title(text: str | None, derived: bool) -> str:
    """A title in marks. A derived one is cut from the article's first words, and says so."""
    if not text:
        return say("cite.untitled")
    shown = crop(" ".join(text.split()), _DERIVED if derived else _TITLE)
    return say("cite.first_words", title=shown.removesuffix("…")) if derived else say("cite.title", title=shown)


def citation(record: Record) -> str:
    """The article: title, outlet, date with its basis, file; its page, where it has pages; that it is but a summary."""
    page = say("cite.page", page=record.page) if record.page else ""
    named = title(record.title, record.title_derived)
    parts = (named, how_whole(record.path), record.outlet, published(record.published), record.path, page)
    return " · ".join(part for part in parts if part)


def how_whole(path: str) -> str:
    """That an article is but a summary; empty where all of it is there."""
    return say("cite.summary") if f"#{SUMMARY}-" in path else ""


def place(record: Record, line: int | None = None) -> str:
    """Where in its article a record stands: the line of its file, or its characters where the line is not known."""
    span = record.span
    return say("cite.line", line=line) if line else say("cite.characters", start=span.start, end=span.end)


def listed(row: Listing) -> str:
    return " · ".join(part for part in (how_whole(row.path), row.outlet, published(row.published), row.path) if part)


def brief(record: Record | Listing) -> str:
    """An article in a few words, where another citation already stands: the outlet or the file, and the day."""
    name = record.outlet or record.path
    return say("cite.brief", name=name, day=day(record.published.value)) if record.published else name


def introduced(record: Record) -> str:
    """How the words are brought in: "said", "posted", "quoted in part"; a denial is never told like a statement."""
    if record.kind == QuoteKind.POST:
        return say("card.posted")
    if record.kind == QuoteKind.INDIRECT and _denies(record):
        return say("card.denied")
    return ", ".join(part for part in (_cue(record), printed_how(record)) if part)


def printed_how(record: Record) -> str:
    """ "quoted in part", "in the reporter's words"; nothing of plain words between marks."""
    return say(f"card.{record.kind}") if record.kind in _HOW else ""


def _cue(record: Record) -> str:
    """The article's own word where the reader reads its language, else ours."""
    if not record.cue or record.language in ("", language()):
        return _finite(record.cue or "")
    return say("card.denied_it") if _denies(record) else say("card.said")


def _finite(cue: str) -> str:
    """A participle with its helper: "a déclaré"; a word too short to be a verb (German "so") in ours."""
    if cue and len(cue) < _VERB:
        return say("card.said")
    told = any(cue.endswith(ending) and len(ending) < len(cue) for ending in _participles(language()))
    return say("card.has", cue=cue) if told else cue


@cache
def _participles(code: str) -> frozenset[str]:
    """How participles end; not where what they begin with is a verb's own as well: "gesagt", but "gesteht"."""
    tables = lexicon(code, "verbs").tables().values()
    return frozenset(one for table in tables for one in table.get("participle", "").split() if "-" not in one)


def _denies(record: Record) -> bool:
    denying = lexicon(record.language, "frames").words("rejected_clauses")
    return any(word in denying for word in (record.cue or "").casefold().split())


def over(until: str) -> str:
    """That an office is held no more: "until 19 November 2026"."""
    return say("day.over") if until == date.min.isoformat() else say("day.until", until=day(until))


def corrected(hand: Hand) -> str:
    """Who corrected it, and on which day."""
    return say("card.corrected", by=hand.by, day=day(hand.when[:10]))


def is_quote(record: Record) -> bool:
    return record.kind in set(QuoteKind)


def not_certain() -> str:
    return say("card.not_certain")


def fact_kind(record: Record) -> str:
    return say(f"kind.{record.kind}" if record.kind in set(FactKind) else "kind.fact")


def shown(text: str) -> str:
    """A query as it is repeated to whoever asked it."""
    return say("cite.title", title=crop(" ".join(text.split()), 60))


def amid(name: str) -> str:
    """Somebody amid a sentence: "The port authority" is no name, nor is "Ein Bahnsprecher"; "The Hague" has its
    capital."""
    first, _, rest = name.partition(" ")
    small = rest[:1].islower() and first.lower() in _listed("articles")
    return first.lower() + name[len(first) :] if small or first.lower() in _listed("indefinite") else name


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in lexicon(code, "names").words(kind))


def told(error: WrongUse) -> str:
    """The error in the reader's language, where the catalogue has it; else as it is, in English."""
    facts = {name: number_text(fact) if isinstance(fact, int) else fact for name, fact in error.facts.items()}
    return say(f"wrong.{error.code}", **facts) if has(f"wrong.{error.code}") else str(error)


def unreadable(error: UnreadableFile, name: str) -> str:
    """Why a file that was sent cannot be read, in the reader's language."""
    keys = {"empty": "wordless", "damaged": "damaged", "too_much": "too_much"}
    return say(f"file.{keys.get(error.code, 'unreadable')}", name=name)


def size(number: int) -> str:
    """Bytes for a person."""
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if number >= scale:
            return f"{number / scale:.1f} {unit}"
    return counted("n.byte", number)


def when(iso: str) -> str:
    """An ISO time as a day and a minute of the clock on this machine's wall."""
    try:
        moment = datetime.fromisoformat(iso).astimezone()
    except ValueError:
        return iso
    return say("day.clock", day=day(moment.date().isoformat()), time=f"{moment:%H:%M}")


def period(since: date | None, until: date | None) -> str:
    first = day(since.isoformat()) if since else ""
    last = day(until.isoformat()) if until else ""
    if since and until:
        return say("day.between", since=first, until=last)
    if since:
        return say("day.since", since=first)
    return say("day.until", until=last) if until else ""


__all__ = [
    "MARKED",
    "amid",
    "brief",
    "citation",
    "corrected",
    "counted",
    "crop",
    "day",
    "fact_kind",
    "introduced",
    "is_quote",
    "joined",
    "listed",
    "not_certain",
    "over",
    "period",
    "place",
    "printed_how",
    "published",
    "shown",
    "size",
    "title",
    "unreadable",
    "when",
]
