"""What a store writes of one article, worked out with no store at hand: in any process, for any store."""

from __future__ import annotations

import unicodedata
import zlib
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import Stemmer

from corpus.analysis import folding, spelling
from corpus.analysis.folding import words
from corpus.index import appointments, codec, offices, passages, same_story, successions
from corpus.index.passages import cuts, empty_words
from corpus.index.protocol import ABOUT, SPEAKER, Origin, pair
from corpus.index.rows import Entry, Row
from corpus.languages import FOLDER
from corpus.model import Extraction, Fact, Mention, Quote, Span


def entered(found: Extraction) -> Entry:
    article, columns = found.article, codec.columns(found.article)
    return Entry(
        article.collection,
        article.id,
        article.language,
        day(columns[5]),
        columns,
        codec.pack(found),
        _quotes(found),
        _facts(found),
        [_held(*office) for office in _offices(found)],
        list(cuts(found)),
        [person.name for person in found.people],
        [(person.name, alias) for person in found.people for alias in person.aliases if alias != person.name],
        codec.whole(found.before),
        same_story.marks(Origin._make((*columns, article.collection))),
    )


def day(published: str | int | None) -> int:
    """The number of a day; 0 where none is known."""
    try:
        return date.fromisoformat(str(published or "")).toordinal()
    except ValueError:
        return 0


@cache
def stamp() -> str:
    """Changes with whatever decides under which words an article is found."""
    rooms = (codec, offices, appointments, successions, passages, same_story, folding, spelling)
    code = [*(Path(str(module.__file__)) for module in rooms), Path(__file__)]
    total = zlib.crc32(f"{Stemmer.version()} {unicodedata.unidata_version}".encode())
    for path in (*code, *sorted([*FOLDER.glob("*/stopwords.toml"), *FOLDER.glob("*/offices.toml")])):
        total = zlib.crc32(path.read_bytes(), total)
    return f"{total:08x}"


def _quotes(found: Extraction) -> list[Row]:
    called = {person.name: words(" ".join((person.name, *person.aliases))) for person in found.people}
    text, empty = found.article.text, empty_words(found.article.language)
    rows = []
    for quote in found.quotes:
        span, where = quote.span, quote.speaker_span
        row = words(text[span.start : span.end])
        row += [pair(one, other) for one, other in pairwise(row) if one in empty and other in empty]
        for speaker in quote.speakers:
            named = called.get(speaker)
            row += [SPEAKER + word for word in (named if named is not None else words(speaker))]
        if found.mentions:
            row += _about(found.mentions, quote, called)
        rows.append(
            Row(
                span.start,
                span.end,
                codec.QUOTE_CODES[quote.kind],
                quote.speaker,
                where.start if where else None,
                where.end if where else None,
                quote.cue,
                None if quote.confidence == 1 else quote.confidence,
                None,
                " ".join(dict.fromkeys(row)),
                quote.joint,
                quote.group,
                codec.signed(quote.corrected),
            )
        )
    return rows


def _facts(found: Extraction) -> list[Row]:
    text, rows = found.article.text, []
    for fact in found.facts:
        row = [*words(fact.span.of(text)), *(SPEAKER + word for word in words(fact.speaker or ""))]
        code, said = codec.FACT_CODES[fact.kind], " ".join(dict.fromkeys(row))
        sure = _sure(found.quotes, fact)
        rows.append(Row(fact.span.start, fact.span.end, code, fact.speaker, None, None, None, sure, fact.worth, said))
    return rows


def _sure(quotes: tuple[Quote, ...], fact: Fact) -> float | None:
    """How sure the speaker of a fact is: as sure as that of the quotation in it. None: quite sure, or there is none."""
    if fact.speaker is None:
        return None
    said = [quote for quote in quotes if quote.speaker == fact.speaker and quote.span.overlaps(fact.span)]
    sure = max((quote.confidence for quote in said), default=1.0)
    return None if sure == 1 else sure


def _offices(found: Extraction) -> list[tuple[str, Span, str]]:
    held = list(offices.find(found))
    return [*held, *successions.rows(found, held)]


def _held(person: str, span: Span, said: str) -> Row:
    return Row(span.start, span.end, codec.FIRST.role, person, None, None, None, None, None, said)


def _about(mentions: tuple[Mention, ...], quote: Quote, called: dict[str, list[str]]) -> list[str]:
    inside = {m.person for m in mentions if m.person and m.person not in quote.speakers and m.span in quote.span}
    return sorted({ABOUT + word for person in inside for word in called.get(person) or words(person)})
