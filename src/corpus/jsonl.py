"""The JSON lines of the program: what `extract`, `export`, `import` and `batch` write and read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TypeVar

from corpus.corrections import Act, Correction
from corpus.errors import WrongUse
from corpus.model import (
    SEEDS,
    Article,
    Basis,
    Block,
    BlockKind,
    Date,
    Extraction,
    Fact,
    FactKind,
    Gender,
    Hand,
    Mention,
    MentionKind,
    Person,
    Published,
    Quote,
    QuoteKind,
    Record,
    Sentence,
    Span,
    Title,
)

Json = dict[str, object]
T = TypeVar("T")


# ------------------------------------------------------------------ out
def extracted(extraction: Extraction, summary: Iterable[Span]) -> Json:
    """One line of `extract`."""
    article = extraction.article
    return {
        "id": article.id,
        "path": article.path,
        "language": article.language,
        "text": article.text,
        "title": _title(article.title),
        "published": _published(article.published),
        "sentences": [_span(s.span) | {"worth": round(s.worth, 4)} for s in extraction.sentences],
        "mentions": _mentions(extraction),
        "people": _people(extraction),
        "quotes": _quotes(extraction),
        "facts": _facts(extraction),
        "dates": _dates(extraction),
        "summary": [_span(span) for span in summary],
    }


def exported(extraction: Extraction) -> Json:
    """One line of `export`: the article with all that is known of it, so that an import restores it whole."""
    article = extraction.article
    return {
        "article": {
            "id": article.id,
            "path": article.path,
            "title": article.title.text if article.title else None,
            "title_span": _title(article.title),
            "outlet": article.outlet,
            "published": article.published.value if article.published else None,
            "published_basis": _published(article.published),
            "language": article.language,
            "collection": article.collection,
            "address": article.address,
            "modified": article.modified,
            "seen": article.seen,
            "text": article.text,
        },
        "blocks": [_span(b.span) | {"kind": b.kind.value} for b in extraction.blocks],
        "sentences": [
            _span(s.span) | {"block": s.block.value, "worth": round(s.worth, 4)} for s in extraction.sentences
        ],
        "mentions": _mentions(extraction),
        "people": _people(extraction),
        "quotes": _quotes(extraction),
        "facts": _facts(extraction),
        "dates": _dates(extraction),
        **({"before": exported(extraction.before)} if extraction.before else {}),
    }


def correction(one: Correction) -> Json:
    """What somebody corrected: a line of `export` of its own, and what `corrections --json` lists."""
    return {
        "id": one.id,
        "act": one.act.value,
        "value": one.value,
        "by": one.hand.by,
        "when": one.hand.when,
        "collection": one.collection,
        "article": one.article,
        "digest": one.digest,
        "start": one.span.start if one.span else None,
        "end": one.span.end if one.span else None,
        "words": one.words,
        "kind": one.kind.value,
        "spelling": one.spelling,
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _title(title: Title | None) -> Json | None:
    """`start` and `end` are null for a title that came beside the text."""
    if title is None:
        return None
    return {
        "start": title.span.start if title.span else None,
        "end": title.span.end if title.span else None,
        "derived": title.derived,
        "text": title.text,
    }


def _published(published: Published | None) -> Json | None:
    if published is None:
        return None
    span = published.span
    return {
        "value": published.value,
        "basis": published.basis.value,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def _mentions(extraction: Extraction) -> list[Json]:
    return [_span(m.span) | {"kind": m.kind.value, "person": m.person} for m in extraction.mentions]


def _people(extraction: Extraction) -> list[Json]:
    return [
        {
            "name": p.name,
            "aliases": list(p.aliases),
            "roles": [_span(r) for r in p.roles],
            "gender": p.gender.value if p.gender else None,
        }
        for p in extraction.people
    ]


def _quotes(extraction: Extraction) -> list[Json]:
    text = extraction.article.text
    return [
        {
            **_span(q.span),
            "text": q.span.of(text),
            "kind": q.kind.value,
            "speaker": q.speaker,
            "speaker_start": q.speaker_span.start if q.speaker_span else None,
            "speaker_end": q.speaker_span.end if q.speaker_span else None,
            "cue": q.cue,
            "confidence": round(q.confidence, 4),
            **together(q),
            **corrected(q),
        }
        for q in extraction.quotes
    ]


def together(said: Quote | Record) -> Json:
    """Who said it together, and of which utterance it is a part: only where there are several."""
    joint: Json = {"speakers": list(said.speakers)} if said.joint else {}
    return joint if said.group is None else joint | {"group": said.group}


def corrected(said: Quote | Record) -> Json:
    """By whom and when it was corrected: only where it was."""
    return {"corrected": {"by": said.corrected.by, "when": said.corrected.when}} if said.corrected else {}


def _facts(extraction: Extraction) -> list[Json]:
    text = extraction.article.text
    return [
        {
            **_span(f.span),
            "text": f.span.of(text),
            "kind": f.kind.value,
            "speaker": f.speaker,
            "worth": round(f.worth, 4),
        }
        for f in extraction.facts
    ]


def _dates(extraction: Extraction) -> list[Json]:
    return [_span(d.span) | {"value": d.value} for d in extraction.dates]


# ------------------------------------------------------------------ in
def parsed(line: str, where: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise WrongUse(f"{where}: not JSON ({error.msg}, column {error.colno}).") from error


class Fields:
    """One JSON object on its way in: every value is checked as it is taken, and a fault names its place."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, Mapping):
            raise WrongUse(f"{where}: expected a JSON object, found {type(value).__name__}.")
        self.value, self.where = value, where

    def _wrong(self, key: str, wanted: str) -> WrongUse:
        found = self.value.get(key)
        return WrongUse(f'{self.where}: "{key}" must be {wanted}, not {str(found)[:40]!r}.')

    def text(self, key: str) -> str:
        found = self.value.get(key)
        if not isinstance(found, str):
            raise self._wrong(key, "a string")
        return found

    def maybe(self, key: str) -> str | None:
        return None if self.value.get(key) is None else self.text(key)

    def whole(self, key: str, default: int | None = None) -> int:
        found = self.value.get(key, default)
        if not isinstance(found, int) or isinstance(found, bool):
            raise self._wrong(key, "a whole number")
        return found

    def number(self, key: str, default: float) -> float:
        found = self.value.get(key, default)
        if not isinstance(found, int | float) or isinstance(found, bool):
            raise self._wrong(key, "a number")
        return float(found)

    def kind(self, key: str, kinds: type[T], default: T) -> T:
        """The member of an enumeration; its default where the key is missing."""
        found = self.value.get(key)
        if found is None:
            return default
        try:
            return kinds(found)  # type: ignore[call-arg]
        except ValueError:
            raise self._wrong(key, f"one of {', '.join(str(k) for k in kinds)}") from None  # type: ignore[attr-defined]

    def list(self, key: str) -> list[Fields]:
        found = self.value.get(key) or []
        if not isinstance(found, list):
            raise self._wrong(key, "a list")
        return [Fields(item, f"{self.where}, {key} {number}") for number, item in enumerate(found, 1)]

    def strings(self, key: str) -> tuple[str, ...]:
        found = self.value.get(key) or []
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise self._wrong(key, "a list of strings")
        return tuple(found)

    def span(self, size: int) -> Span:
        """`start` and `end`, inside a text of `size` characters."""
        span = Span(self.whole("start"), self.whole("end"))
        if not 0 <= span.start < span.end <= size:
            raise WrongUse(f"{self.where}: {span.start}..{span.end} is no slice of a text of {size} characters.")
        return span

    def maybe_span(self, start: str, end: str, size: int) -> Span | None:
        if self.value.get(start) is None or self.value.get(end) is None:
            return None
        return Fields({"start": self.value[start], "end": self.value[end]}, self.where).span(size)


def hinted(row: object, where: str) -> tuple[Article, int | None]:
    """An input line of `extract --jsonl` -> (article, how many sentences its summary may have)."""
    fields = Fields(row, where)
    day = fields.maybe("published")
    title = fields.maybe("title")
    article = Article(
        id=fields.text("id"),
        path=fields.maybe("path") or fields.text("id"),
        text=fields.text("text"),
        language=fields.maybe("language") or "",
        title=Title(title) if title else None,
        published=Published(day, Basis.METADATA) if day else None,
    )
    count = None if fields.value.get("summary_sentences") is None else fields.whole("summary_sentences")
    return article, count


def imported(row: object, where: str) -> Extraction:
    """One line of `export` -> what it says. Raises WrongUse naming the place of the first fault."""
    fields = Fields(row, where)
    before = fields.value.get("before")
    article = _article(Fields(fields.value.get("article"), f"{where}, article"))
    size = len(article.text)
    return Extraction(
        article,
        blocks=tuple(Block(f.span(size), f.kind("kind", BlockKind, BlockKind.BODY)) for f in fields.list("blocks")),
        sentences=tuple(
            Sentence(f.span(size), f.kind("block", BlockKind, BlockKind.BODY), f.number("worth", 0.0))
            for f in fields.list("sentences")
        ),
        mentions=tuple(
            Mention(f.span(size), f.kind("kind", MentionKind, MentionKind.NAME), f.maybe("person"))
            for f in fields.list("mentions")
        ),
        people=tuple(_person(f, size) for f in fields.list("people")),
        quotes=tuple(_quote(f, size) for f in fields.list("quotes")),
        facts=tuple(
            Fact(f.span(size), f.kind("kind", FactKind, FactKind.CLAIM), f.maybe("speaker"), f.number("worth", 0.0))
            for f in fields.list("facts")
        ),
        dates=tuple(Date(f.span(size), f.text("value")) for f in fields.list("dates")),
        before=imported(before, f"{where}, before") if before is not None else None,
    )


def correction_in(row: object, where: str) -> Correction | None:
    """The correction of a line of `export`; None where the line is an article."""
    if not isinstance(row, Mapping) or "correction" not in row:
        return None
    fields = Fields(row["correction"], f"{where}, correction")
    span = fields.value.get("start")
    return Correction(
        fields.kind("act", Act, Act.SPEAKER),
        fields.maybe("value") or "",
        Hand(fields.text("by"), fields.text("when")),
        fields.maybe("collection") or SEEDS,
        fields.maybe("article") or "",
        fields.maybe("digest") or "",
        Span(fields.whole("start"), fields.whole("end")) if span is not None else None,
        fields.maybe("words") or "",
        fields.kind("kind", QuoteKind, QuoteKind.DIRECT),
        fields.maybe("spelling") or "",
    )


def _article(fields: Fields) -> Article:
    text = fields.text("text")
    title, day = fields.maybe("title"), fields.maybe("published")
    where = Fields(fields.value.get("title_span") or {}, fields.where)
    basis = Fields(fields.value.get("published_basis") or {}, fields.where)
    return Article(
        id=fields.text("id"),
        path=fields.maybe("path") or fields.text("id"),
        text=text,
        language=fields.maybe("language") or "",
        collection=fields.maybe("collection") or SEEDS,
        title=Title(title, where.maybe_span("start", "end", len(text)), where.value.get("derived") is True)
        if title
        else None,
        outlet=fields.maybe("outlet"),
        published=Published(
            day, basis.kind("basis", Basis, Basis.METADATA), basis.maybe_span("start", "end", len(text))
        )
        if day
        else None,
        address=fields.maybe("address") or "",
        modified=fields.maybe("modified") or "",
        seen=fields.maybe("seen") or "",
    )


def _person(fields: Fields, size: int) -> Person:
    gender = None if fields.value.get("gender") is None else fields.kind("gender", Gender, Gender.FEMALE)
    return Person(
        fields.text("name"), fields.strings("aliases"), tuple(f.span(size) for f in fields.list("roles")), gender
    )


def _quote(fields: Fields, size: int) -> Quote:
    speaker, told = fields.maybe("speaker"), fields.value.get("corrected")
    hand = Fields(told, f"{fields.where}, corrected") if told is not None else None
    return Quote(
        fields.span(size),
        fields.kind("kind", QuoteKind, QuoteKind.DIRECT),
        speaker=speaker,
        speaker_span=fields.maybe_span("speaker_start", "speaker_end", size),
        cue=fields.maybe("cue"),
        confidence=fields.number("confidence", 1.0),
        joint=tuple(name for name in fields.strings("speakers") if speaker and name != speaker),
        group=None if fields.value.get("group") is None else fields.whole("group"),
        corrected=Hand(hand.text("by"), hand.text("when")) if hand else None,
    )
