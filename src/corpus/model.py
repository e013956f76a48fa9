"""The nouns of the corpus: what is read and what is found in it.

Offsets count Unicode code points of an article's text and are half-open. Text is kept once, in the article;
everything else points into it with a `Span`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PAGE = "\f"  # begins every page of a text that has pages, but the first
SUMMARY = "brief"  # how what stands behind the # of a path begins, where a feed gives no more of the article
SEEDS = "seeds"  # the shared collection: the files of the seeds folder


class BlockKind(StrEnum):
    """What a line of an article is."""

    META = "meta"  # front matter
    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    POST = "post"  # the words of an embedded social-media post
    SIGNATURE = "signature"  # "– Name (@handle) September 3, 2025"
    PULL = "pull"  # a line of the article printed again, large
    AUTHOR = "author"  # the name under a pull quote
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"


PROSE = frozenset({BlockKind.LEAD, BlockKind.BODY})


class QuoteKind(StrEnum):
    DIRECT = "direct"  # a whole sentence or more between marks
    MIXED = "mixed"  # a fragment between marks inside a sentence of the reporter's
    INDIRECT = "indirect"
    POST = "post"
    PULL = "pull"


class MentionKind(StrEnum):
    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"
    HANDLE = "handle"


class FactKind(StrEnum):
    FIGURE = "figure"
    AGREEMENT = "agreement"
    EVENT = "event"
    ROLE = "role"  # who holds an office, who attended
    POSITION = "position"
    PLAN = "plan"
    CLAIM = "claim"


class Basis(StrEnum):
    """How a publication date is known."""

    STATED = "stated"
    METADATA = "metadata"
    DEDUCED = "deduced"
    FILE = "file"
    CORRECTED = "corrected"  # by a person


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


# Hundreds are made for an article: past the freezing that takes twice as long.
_set_start, _set_end = (vars(Span)[part].__set__ for part in ("start", "end"))


@dataclass(frozen=True, slots=True)
class Title:
    """`span` is None when the title came beside the text (metadata); `derived` when it is cut from the lead."""

    text: str
    span: Span | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    value: str  # YYYY-MM-DD
    basis: Basis
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Block:
    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    id: str
    path: str
    text: str
    language: str = ""  # ISO 639-1; empty: not known yet
    collection: str = SEEDS
    title: Title | None = None
    outlet: str | None = None
    published: Published | None = None
    blocks: tuple[Block, ...] = ()  # lines whose kind the format tells; kept by no store
    remarks: tuple[str, ...] = ()  # what its reader had to say, such as that bytes were replaced; kept by no store
    address: str = ""  # where it is published, without what differs from one copy of the address to the next
    modified: str = ""  # when its publisher changed it last, ISO time in UTC, where that is told
    seen: str = ""  # when its file was last changed, ISO time in UTC


@dataclass(frozen=True, slots=True)
class Sentence:
    span: Span
    block: BlockKind = BlockKind.BODY
    worth: float = 0.0  # how check-worthy, 0 to 1


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a person is referred to. `person` is the full name, None when it cannot be told."""

    span: Span
    kind: MentionKind
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person of one article. `roles` are slices such as "U.S. Secretary of State"; `organisation` speakers are
    not people and have no entry."""

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Span, ...] = ()
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class Hand:
    """A person who corrected something, and the moment (ISO 8601)."""

    by: str
    when: str


@dataclass(frozen=True, slots=True)
class Quote:
    """`span` excludes the quote marks. `speaker` is a full name where one is known, else the words that name the
    speaker ("the spokesman"), None when the evidence is thin. `joint` are who said it together with the speaker.
    The parts of one utterance, broken by "he said" or by a paragraph, share a `group`."""

    span: Span
    kind: QuoteKind
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: str | None = None
    confidence: float = 0.0
    joint: tuple[str, ...] = ()
    group: int | None = None
    corrected: Hand | None = None  # whoever said last who said it

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody who said it, the speaker first."""
        return (self.speaker, *self.joint) if self.speaker else ()


@dataclass(frozen=True, slots=True)
class Fact:
    span: Span
    kind: FactKind
    speaker: str | None = None
    worth: float = 0.0


@dataclass(frozen=True, slots=True)
class Date:
    """`value` is YYYY-MM-DD, YYYY-MM or YYYY."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is found in one article. Every tuple is in text order. `before` is what was found where people have
    corrected something of it since."""

    article: Article
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    people: tuple[Person, ...] = ()
    quotes: tuple[Quote, ...] = ()
    facts: tuple[Fact, ...] = ()
    dates: tuple[Date, ...] = ()
    before: Extraction | None = None

    def around(self, span: Span) -> Record | None:
        """The whole sentence a slice stands in, or the several it runs over."""
        spans = [sentence.span for sentence in self.sentences if sentence.span.overlaps(span)]
        if not spans:
            return None
        whole = Span(min(spans[0].start, span.start), max(spans[-1].end, span.end))
        return Record.cut(self.article, "sentence", whole)

    def quoted_around(self, span: Span, longest: int) -> Span:
        """The sentences of the quotations that stand partly in the slice; the slice where they are longer than
        `longest` characters."""
        within = [one.span for one in self.quotes if one.span.overlaps(span) and one.kind is not QuoteKind.INDIRECT]
        if not within:
            return span
        around = self.around(Span(min(span.start, *(o.start for o in within)), max(span.end, *(o.end for o in within))))
        return around.span if around and len(around.span) <= longest else span


@dataclass(frozen=True, slots=True)
class Record:
    """What a store keeps and gives back: a slice of a stored article with what is known about it.

    `kind` is the value of a QuoteKind or FactKind, or "sentence". Made only by `cut`, so what we show is verbatim.
    """

    article_id: str
    span: Span
    text: str
    kind: str
    title: str | None = None
    title_derived: bool = False
    outlet: str | None = None
    published: Published | None = None
    path: str = ""
    language: str = ""
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: str | None = None
    confidence: float = 1.0
    worth: float = 0.0
    joint: tuple[str, ...] = ()  # who said it together with the speaker
    group: int | None = None  # what the parts of one utterance share within their article
    page: int | None = None  # of a document with pages, on which it begins
    corrected: Hand | None = None

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody who said it, the speaker first."""
        return (self.speaker, *self.joint) if self.speaker else ()

    def named(self, least: float) -> tuple[str, ...]:
        """Who said it, where that is sure enough to be shown as a fact; no name is better than a wrong one."""
        return self.speakers if self.confidence >= least else ()

    @classmethod
    def cut(
        cls,
        article: Article,
        kind: str,
        span: Span,
        *,
        speaker: str | None = None,
        speaker_span: Span | None = None,
        cue: str | None = None,
        confidence: float = 1.0,
        worth: float = 0.0,
        joint: tuple[str, ...] = (),
        group: int | None = None,
        corrected: Hand | None = None,
    ) -> Record:
        """Raises ValueError when the span is empty or not inside the article's text."""
        if not 0 <= span.start < span.end <= len(article.text):
            raise ValueError(f"{span.start}..{span.end} is no slice of {article.path} ({len(article.text)} characters)")
        title = article.title
        return cls(
            article.id,
            span,
            span.of(article.text),
            kind,
            title=title.text if title else None,
            title_derived=bool(title and title.derived),
            outlet=article.outlet,
            published=article.published,
            path=article.path,
            language=article.language,
            speaker=speaker,
            speaker_span=speaker_span,
            cue=cue,
            confidence=confidence,
            worth=worth,
            joint=joint,
            group=group,
            page=article.text.count(PAGE, 0, span.start) + 1 if PAGE in article.text else None,
            corrected=corrected,
        )

    @classmethod
    def quoted(cls, article: Article, quote: Quote) -> Record:
        """A quotation with all that is known of it."""
        return cls.cut(
            article,
            quote.kind.value,
            quote.span,
            speaker=quote.speaker,
            speaker_span=quote.speaker_span,
            cue=quote.cue,
            confidence=quote.confidence,
            joint=quote.joint,
            group=quote.group,
            corrected=quote.corrected,
        )
