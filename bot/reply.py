"""An answer before it has a face: what the desk returns and what every face knows how to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Tone(StrEnum):
    """What a card is, so that a face can colour it; never the only carrier of a meaning."""

    QUOTE = "quote"
    FACT = "fact"
    SUMMARY = "summary"
    ANSWER = "answer"
    PERSON = "person"
    GOOD = "good"  # verified as exact
    WARN = "warn"  # altered, misattributed, not certain
    PLAIN = "plain"


class Mark(StrEnum):
    """How a run of text is to be told apart from the words around it."""

    NONE = ""
    STRONG = "strong"
    ADDED = "added"  # in the text somebody sent, not in the article
    DROPPED = "dropped"  # in the article, missing in the text somebody sent
    OURS = "ours"  # our own words or spacing among verbatim ones; the run holds its brackets itself, where it has any


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Request:
    """A question as data, so that a button can carry it: `command` and its options by name."""

    command: str
    options: tuple[tuple[str, str], ...] = ()
    page: int = 0

    @classmethod
    def of(cls, command: str, options: Mapping[str, str | None] | None = None, *, page: int = 0) -> Request:
        """Leaves out the options that are None or empty."""
        return cls(command, tuple((name, value) for name, value in (options or {}).items() if value), page)

    def option(self, name: str) -> str | None:
        return dict(self.options).get(name)

    def turned(self, page: int) -> Request:
        return replace(self, page=page)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to press or to type: a label and the request it stands for. `url` instead: a link out (http, https)."""

    label: str
    request: Request | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One record or answer. `body` is verbatim text of a source unless a run is marked OURS; `source` cites the article
    (title, outlet, date, path), `place` the position in it."""

    tone: Tone
    body: tuple[Run, ...]
    quoted: bool = False  # the face sets quotation marks around the body
    heading: str = ""  # who, or what
    detail: str = ""  # role, how it was introduced, certainty
    source: str = ""
    place: str = ""
    choices: tuple[Choice, ...] = ()
    number: int = (
        0  # where it has one of its own, such as a quotation's in its draft; else its place in the list counts
    )

    @property
    def citation(self) -> str:
        return " · ".join(part for part in (self.source, self.place) if part)


@dataclass(frozen=True, slots=True)
class File:
    """A text to be passed on beside an answer, under a name that every system takes."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """`note` is a sentence of ours above the cards; `page` counts from 0 and `pages` is at least 1. `source` cites the
    one article of all cards, which then only tell their place in it; `first` is the number of the first card."""

    request: Request
    cards: tuple[Card, ...] = ()
    note: str = ""
    choices: tuple[Choice, ...] = ()
    page: int = 0
    pages: int = 1
    source: str = ""
    first: int = 1
    total: int = 0  # cards on all pages, where they are counted over them
    language: str = "en"  # of our own words in it (ISO 639-1): what a face adds is in the same
    file: File | None = None
    person: str = ""  # whom it is about, where that is one: "she" in the next question
    secret: bool = False  # for the eyes of the one who asked: no face shows it to others, or offers to

    @property
    def numbers(self) -> tuple[int, ...]:
        """The number of each card."""
        return tuple(card.number or self.first + place for place, card in enumerate(self.cards))
