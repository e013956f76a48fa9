"""What every store can be asked: the queries, the candidates that come back, and the protocol `Store`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

from corpus.corrections import Correction
from corpus.index.rows import Entry
from corpus.model import SEEDS, Article, Basis, BlockKind, Extraction, Hand, Published, Record, Span, Title
from corpus.results import Failure, Listing, Upload

# How a quotation is indexed: the words said as they are, and under these marks who said them and whom they are about
# (a resolved "she" included). `Wanted.groups` uses the same marks, `words` knows those of pairs.
SPEAKER = "@"
AFTER = "#"  # of a role: whoever held it before
ABOUT = "~"  # of a role: the words around it, of the sentence and of the title
PAIR = "="
ADDED_BY = "added by"  # begins the fingerprint of what no folder holds: then who added it, and when
PASSED = "passed over"  # the fingerprint of a file that is of no kind that is read


def pair(first: str, second: str) -> str:
    """The mark of two words that say nothing alone and stand side by side: what tells common words in a row apart."""
    return f"{PAIR}{first}{PAIR}{second}"


class Part(StrEnum):
    """What of an article is looked through."""

    QUOTES = "quotes"
    FACTS = "facts"
    ROLES = "roles"  # what people are called: the office, its holder as `speaker`, the article and its day


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `find` looks for: from every group one word (folded), and everything else that is set. With `most`, instead
    of all groups as many as there are together, those of rare words before those of common ones; `speakers` is not
    looked at then.

    `speakers` are full names as stored. Newest first is the only order a store knows.
    """

    part: Part = Part.QUOTES
    groups: tuple[Collection[str], ...] = ()
    most: bool = False
    speakers: Collection[str] = ()
    article: str | None = None
    since: date | None = None
    until: date | None = None
    limit: int = 200
    collections: tuple[str, ...] = (SEEDS,)


class Origin(NamedTuple):
    """An article as its columns: hundreds are looked at where ten are shown."""

    id: str
    path: str
    title: str | None
    derived: int
    outlet: str | None
    published: str | None
    basis: str | None
    language: str
    address: str | None
    modified: str | None
    seen: str | None
    text: str
    collection: str

    def article(self) -> Article:
        return Article(
            self.id,
            self.path,
            self.text,
            self.language,
            self.collection,
            Title(self.title, None, bool(self.derived)) if self.title is not None else None,
            self.outlet,
            Published(self.published, Basis(self.basis or Basis.FILE)) if self.published is not None else None,
            address=self.address or "",
            modified=self.modified or "",
            seen=self.seen or "",
        )


class Candidate(NamedTuple):
    """A slice of an article that may be shown; the `Record` is cut only for what is."""

    origin: Origin
    start: int
    end: int
    kind: str
    speaker: str | None
    speaker_start: int | None
    speaker_end: int | None
    cue: str | None
    confidence: float
    worth: float
    joint: tuple[str, ...] = ()
    group: int | None = None
    corrected: Hand | None = None

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody who said it, the speaker first."""
        return (self.speaker, *self.joint) if self.speaker else ()

    @property
    def article(self) -> Article:
        return self.origin.article()

    @property
    def text(self) -> str:
        return self.origin.text[self.start : self.end]

    def record(self) -> Record:
        spoken = self.speaker_start is not None and self.speaker_end is not None
        return Record.cut(
            self.origin.article(),
            self.kind,
            Span(self.start, self.end),
            speaker=self.speaker,
            speaker_span=Span(self.speaker_start or 0, self.speaker_end or 0) if spoken else None,
            cue=self.cue,
            confidence=self.confidence,
            worth=self.worth,
            joint=self.joint,
            group=self.group,
            corrected=self.corrected,
        )


@dataclass(frozen=True, slots=True)
class Naming:
    """Which names `names` gives: those with a word from every group, with a word that begins with `prefix`, or of the
    `articles`; all of them, most often seen first, when nothing is set."""

    groups: tuple[Collection[str], ...] = ()
    prefix: str = ""
    articles: Collection[str] = ()
    limit: int = 500
    collections: tuple[str, ...] = (SEEDS,)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is about: stems, a group for each of its words (its forms in the languages of the index)."""

    groups: tuple[Collection[str], ...]
    article: str | None = None
    limit: int = 50
    collections: tuple[str, ...] = (SEEDS,)


class Passage(NamedTuple):
    """A run of sentences of one article; `size` in words that say something."""

    article: Article
    sentences: tuple[tuple[Span, BlockKind], ...]
    size: int


@dataclass(frozen=True, slots=True)
class Passages:
    """Candidates for a question with what weighs its words: how many passages there are, their mean size, and in how
    many of them each asked group stands."""

    found: tuple[Passage, ...]
    count: int
    size: float
    uses: tuple[int, ...]


class Name(NamedTuple):
    """A person, or a speaker who is none: how often quoted, in how many articles (of them in how many as a person of
    the article), and called what else."""

    name: str
    quotes: int
    articles: int
    people: int
    aliases: tuple[str, ...]


def once(names: Iterable[Name]) -> tuple[Name, ...]:
    """Each name once, whatever collections it is in."""
    found: dict[str, Name] = {}
    for name in names:
        if same := found.get(name.name):
            counts = same.quotes + name.quotes, same.articles + name.articles, same.people + name.people
            name = Name(name.name, *counts, tuple(dict.fromkeys((*same.aliases, *name.aliases))))
        found[name.name] = name
    return tuple(found.values())


class Word(NamedTuple):
    """A word of the index near an asked one: in how many quotes and facts it stands, in how many names.

    `stem`: it has the asked word's stem in a language of the index."""

    text: str
    uses: int
    names: int
    stem: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which articles `articles` lists, latest first. `words` must begin words of the title, outlet or path."""

    ids: Collection[str] = ()
    words: tuple[str, ...] = ()
    name: str | None = None  # articles in which this person appears
    since: date | None = None
    until: date | None = None
    limit: int = 10
    offset: int = 0
    collections: tuple[str, ...] = (SEEDS,)
    earlier: bool = False  # earlier versions of stories too


@dataclass(frozen=True, slots=True)
class Note:
    """What a sweep remembers beside the articles: a fingerprint of each file, why a file failed, when it ran.

    The paths of `gone` are forgotten; a path with a fingerprint and no failure has none any more."""

    files: Mapping[str, str] = field(default_factory=dict)  # path -> fingerprint
    failures: tuple[Failure, ...] = ()
    gone: Collection[str] = ()
    swept: str | None = None  # ISO time
    kept: tuple[Upload, ...] = ()  # what was sent, with its bytes
    again: Mapping[str, str] = field(
        default_factory=dict
    )  # key of what was sent -> the extraction that has read it now
    dropped: Collection[str] = ()  # keys of what was sent and is to be forgotten


@dataclass(frozen=True, slots=True)
class State:
    articles: int
    quotes: int
    facts: int
    people: int
    index_bytes: int
    last_sweep: str | None
    failures: tuple[Failure, ...]  # files that could not be read, and those passed over
    files: Mapping[str, str]  # path -> fingerprint
    collections: tuple[str, ...]  # those counted
    older: int = 0  # articles besides, in whose place a newer version is


class Store(Protocol):
    """Keeps extractions and finds candidates among them. An implementation must NOT rank, merge or judge: which
    candidate answers a question best is decided above, so that every store gives the same answers.

    Safe to call from any thread; readers never wait for a writer. `collections` names what a caller may see, and
    nothing of any other collection comes back. Of an earlier version of a story only what its newest has nothing in the
    place of is found; `article` gives all of it, `articles` lists it only where it is asked for.
    """

    def put(
        self,
        extractions: Iterable[Extraction | Entry],
        *,
        gone: Collection[str] = (),
        collection: str = SEEDS,
        note: Note | None = None,
    ) -> None:
        """Takes the articles in (as entries, where they were worked out elsewhere), each in place of the one of its id
        and collection; drops the ids of `gone` and keeps the `note`, both of `collection`. In one transaction, or in
        several whole-article ones when there is much; what is half done when the process dies is never seen."""

    def amend(self, made: Iterable[Correction] = (), undone: Collection[str] = ()) -> None:
        """Keeps what people corrected, forgets the corrections of these ids, and works out anew the articles both are
        about; whatever `put` takes in from then on comes out corrected. In one transaction."""

    def corrections(self, collections: tuple[str, ...] | None = None) -> tuple[Correction, ...]:
        """Those in force, the oldest first. None: of all collections."""

    def claim(self, collection: str, marks: Mapping[str, str]) -> frozenset[str]:
        """Of the files (path -> fingerprint) those the caller is to take in: not the ones that are in with this
        fingerprint, nor those another process is at. A claim ends with the `note` of its path, or after ten minutes."""

    def article(self, article_id: str, collections: tuple[str, ...] = (SEEDS,)) -> Extraction | None:
        """Everything `put` was given."""

    def articles(self, shelf: Shelf) -> tuple[Listing, ...]: ...

    def versions(self, article_id: str, collections: tuple[str, ...] = (SEEDS,)) -> tuple[Listing, ...]:
        """The versions of an article's story, newest first, itself among them; empty where it has no other."""

    def find(self, wanted: Wanted) -> tuple[Candidate, ...]: ...

    def passages(self, asked: Asked) -> Passages:
        """Those with most of the asked words, rare words counting more: many more than are shown, in no order that
        means anything."""

    def names(self, naming: Naming) -> tuple[Name, ...]: ...

    def words(self, spellings: Collection[str], *, slips: int = 2) -> dict[str, tuple[Word, ...]]:
        """For each folded word those of the index that are it, share its stem, or are at most so many slips of the
        fingers away (one in short words)."""

    def uploads(self, collections: tuple[str, ...] | None = None) -> tuple[Upload, ...]:
        """The files people have sent, without their bytes. None: of all collections."""

    def upload(self, collection: str, key: str) -> Upload | None:
        """One of them, with its bytes."""

    def state(self, collections: tuple[str, ...] | None = None) -> State:
        """None: of all collections."""

    def close(self) -> None: ...


def every(store: Store, collections: tuple[str, ...], page: int = 500) -> Iterator[Listing]:
    """All articles, earlier versions among them, a page at a time."""
    offset = 0
    while rows := store.articles(Shelf(limit=page, offset=offset, collections=collections, earlier=True)):
        yield from rows
        offset += len(rows)
