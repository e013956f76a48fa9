"""Our own words around what the articles say: dates, citations, certainty; one short string each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from corpus.limits import crop
from corpus.model import Basis, FactKind, Published, QuoteKind, Record
from corpus.results import Listing

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_BASIS = {
    Basis.STATED: "stated in the article",
    Basis.METADATA: "from the file's header",
    Basis.DEDUCED: "deduced",
    Basis.FILE: "date of the file",
}
_FACT = {
    FactKind.FIGURE: "Figure",
    FactKind.AGREEMENT: "Agreement",
    FactKind.EVENT: "Event",
    FactKind.ROLE: "Who holds or held an office, or was there",
    FactKind.POSITION: "Position",
    FactKind.PLAN: "Plan",
    FactKind.CLAIM: "Claim",
}
_HOW = {
    QuoteKind.MIXED: "quoted in part",
    QuoteKind.INDIRECT: "in the reporter's words",
    QuoteKind.PULL: "printed as a pull quote",
}
MARKED = frozenset({QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.POST, QuoteKind.PULL})  # the faces set marks around
NOT_CERTAIN = "speaker not settled"
_TITLE, _DERIVED = 120, 60  # characters of a title in a citation line; a derived one is only a handle


def day(value: str) -> str:
    """ "2025-09-03" as "3 September 2025"; a month and a year likewise."""
    year, month, number = (*value.split("-"), "", "")[:3]
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return value
    return " ".join(part for part in (number.lstrip("0"), MONTHS[int(month) - 1], year) if part)


def published(when: Published | None) -> str:
    return f"{day(when.value)} ({_BASIS[when.basis]})" if when else "date not known"


def title(text: str | None, derived: bool) -> str:
    """A title in marks. A derived one is cut from the article's first words, and says so."""
    if not text:
        return "no title"
    shown = crop(" ".join(text.split()), _DERIVED if derived else _TITLE)
    return f"“{shown.removesuffix('…')}…” (its first words)" if derived else f"“{shown}”"


def citation(record: Record, line: int | None = None) -> str:
    """Title, outlet, date with its basis, file, position."""
    place = f"line {line}" if line else f"characters {record.span.start}–{record.span.end}"
    parts = (title(record.title, record.title_derived), record.outlet, published(record.published), record.path, place)
    return " · ".join(part for part in parts if part)


def listed(row: Listing) -> str:
    return " · ".join(part for part in (row.outlet, published(row.published), row.path) if part)


def brief(record: Record) -> str:
    """An article in a few words, where another citation already stands: the outlet or the file, and the day."""
    name = record.outlet or record.path
    return f"{name}, {day(record.published.value)}" if record.published else name


def introduced(record: Record) -> str:
    """How the words are brought in: "said", "posted", "quoted in part"."""
    if record.kind == QuoteKind.POST:
        return "posted"
    how = [record.cue or "", _HOW.get(QuoteKind(record.kind), "") if is_quote(record) else ""]
    return ", ".join(part for part in how if part)


def is_quote(record: Record) -> bool:
    return record.kind in set(QuoteKind)


def fact_kind(record: Record) -> str:
    return _FACT[FactKind(record.kind)] if record.kind in set(FactKind) else "Fact"


def joined(parts: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    listed = list(parts)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}" if len(listed) > 1 else "".join(listed)


def count(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def shown(text: str) -> str:
    """A query as it is repeated to whoever asked it."""
    return f"“{crop(' '.join(text.split()), 60)}”"


def size(number: int) -> str:
    """Bytes for a person."""
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if number >= scale:
            return f"{number / scale:.1f} {unit}"
    return count(number, "byte")


def when(iso: str) -> str:
    """An ISO time as a day and a minute of the clock on this machine's wall."""
    try:
        moment = datetime.fromisoformat(iso).astimezone()
    except ValueError:
        return iso
    return f"{day(moment.date().isoformat())}, {moment:%H:%M}"


def period(since: date | None, until: date | None) -> str:
    if since and until:
        return f"between {day(since.isoformat())} and {day(until.isoformat())}"
    if since:
        return f"since {day(since.isoformat())}"
    return f"until {day(until.isoformat())}" if until else ""
