"""What is asked of the corpus and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from corpus.languages import lexicon
from corpus.model import SEEDS, Article, Published, Record, Span


@dataclass(frozen=True, slots=True)
class AnswerLimits:
    """How sure an answer must be. Set by hand: below it the answer is told as the likeliest, not as the answer."""

    likely: float = 0.6  # 0 to 1: how sure an answer is of which nothing more need be said


ANSWERS = AnswerLimits()


class Ruling(StrEnum):
    """What `verify` says of a quotation."""

    EXACT = "exact"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Query:
    """A question. `text` may be empty where `speaker` or `about` says what is wanted."""

    text: str = ""
    speaker: str | None = None
    about: str | None = None
    article: str | None = None
    since: date | None = None
    until: date | None = None
    limit: int = 10
    offset: int = 0
    collections: tuple[str, ...] = (SEEDS,)


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer. `about` marks what was said about the person asked for, not by them. `also` are the other
    articles that print the same words."""

    record: Record
    score: float
    about: bool = False
    also: tuple[Record, ...] = ()
    earlier: tuple[Record, ...] = ()  # how earlier versions of the article had it, where they differed
    newest: Listing | None = None  # the newest version of the article, which says nothing in its place


@dataclass(frozen=True, slots=True)
class Found:
    """Answer to `quote` and `fact`. Where there are no hits, `nearest` are by who was asked for, but without the words
    of `lacking`, or where it is empty outside of the days asked for."""

    query: Query
    hits: tuple[Hit, ...] = ()
    did_you_mean: tuple[str, ...] = ()
    more: bool = False
    nearest: tuple[Hit, ...] = ()
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What has become of what somebody added: what is in now, and what was there already with the same words."""

    rows: tuple[Listing, ...]
    same: tuple[Listing, ...] = ()


class Adding(NamedTuple):
    """That somebody added the article of this path, and when (ISO)."""

    collection: str
    path: str
    by: str
    when: str
    upload: str = ""  # the key of the file that was sent
    part: str = ""  # what the article is called in it, where it has several


class Upload(NamedTuple):
    """A file as it was sent into a collection: a better extraction reads it again."""

    collection: str
    key: str  # of its bytes
    name: str
    when: str  # ISO
    stamp: str  # of the extraction that has read it
    size: int  # bytes
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Edit:
    """A word-level difference: `given` words of the sent text stand where the article has `printed`."""

    given: str
    printed: str
    span: Span  # of the given words in the sent text
    at: Span  # of the printed words in the article


NOWHERE = Span(0, 0)


class Remark(StrEnum):
    """What is to be said beside a ruling."""

    CUTS = "exact, with cuts"
    CUT_CHANGES = "the cut changes it"
    BEFORE = "what stands before turns it"
    GOES_ON = "the sentence goes on"  # with a condition or an exception, in `shown`: no elections | until they are due
    JOINED = "joined from two places"
    NOT_QUOTED = "printed, but not as a quotation"
    DENIED = "printed as what was not said"
    TRANSLATED = "possibly printed in another language"  # the nearest is what the claimed speaker said there
    CHANGED = "printed otherwise in a newer article"  # which is the first of the hits
    EARLIER = "printed so in an earlier version"  # `shown` is what that one has
    SHORT = "too short to tell"  # one word, which is no quotation's whole
    LEFT_OUT = "left out of the newest version"
    CORRECTED = "corrected by the newspaper"  # `shown` is its note


@dataclass(frozen=True, slots=True)
class Verdict:
    """`claimed` is who was said to have said it, as it was sent. `shown` are printed words that a remark speaks of:
    what was cut, what stands before or goes on behind. `parts` are the quotations of a message that has several, in
    its order; the verdict is then that of the worst."""

    query: Query
    ruling: Ruling
    hits: tuple[Hit, ...] = ()  # the quotation it is
    edits: tuple[Edit, ...] = ()
    nearest: tuple[Hit, ...] = ()  # where it is not found
    span: Span = NOWHERE  # of the quotation in what was sent
    claimed: str | None = None
    same: bool | None = None  # whether the claimed speaker is the one who said it; None: it cannot be told
    possibly: bool = False  # it cannot be told, but the claimed one is named in the same article
    remark: Remark | None = None
    shown: tuple[Record, ...] = ()
    parts: tuple[Verdict, ...] = ()
    unchecked: bool = False  # a draft's writer marked it so
    namesakes: bool = False  # several people of the index have the surname of who is claimed

    @property
    def unsettled(self) -> bool:
        """Printed so, but nothing says that the claimed one said it, or it cannot be told who that is; or it was
        corrected since."""
        if self.ruling is not Ruling.EXACT:
            return False
        corrected = self.remark is Remark.CHANGED or (self.remark is Remark.CORRECTED and not self.same)
        return corrected or self.possibly or self.untold

    @property
    def untold(self) -> bool:
        """Printed so, and who it is said to be of names nobody who is known."""
        return self.ruling is Ruling.EXACT and bool(self.claimed) and self.same is None and not self.possibly

    @property
    def only_surname(self) -> bool:
        """Whether the surname is all that is printed, and of the people who have it one was claimed: whose is open."""
        surname = (self.hits[0].record.speaker or "").split() if self.hits else []
        claimed = (self.claimed or "").split()
        return self.possibly and len(surname) == 1 < len(claimed) and surname[0] == claimed[-1]

    @property
    def accused(self) -> str:
        """The surname of who was said to have said it, all of the name where others share it; empty where that is no
        name."""
        parts = [part.split() for part in (self.claimed or "").split(",")]  # "Ann Lee, the mayor", "the mayor, Ann Lee"
        names = next((part for part in parts if part and part[-1][:1].isupper()), [])
        if not names:
            return ""
        if self.namesakes:
            first = next(at for at, word in enumerate(names) if word[:1].isupper())
            return " ".join(names[first:])
        start = len(names) - 1
        while start > 0 and names[start - 1].islower():  # "de la" in "Juan de la Fuente"
            start -= 1
        particles = lexicon("en", "verify").words("particles")  # those of all languages
        while 0 < start < len(names) - 1 and names[start - 1].lower() in particles:
            start -= 1
        return " ".join(names[start:])


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure of a draft for which the index has another one beside the same name: worth a look, no more."""

    span: Span  # in the draft
    fact: Record  # the sentence of the index
    figure: Record  # its figure


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with the verdict on each of its quotations, in its order; their spans are of its text."""

    article: Article
    verdicts: tuple[Verdict, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer to `ask`: sentences, best first, and the shortest span of the asked type in the first of them."""

    query: Query
    answer: Record | None = None
    hits: tuple[Hit, ...] = ()
    supporting: tuple[Hit, ...] = ()  # those of the hits that count as an answer
    nearest: tuple[Hit, ...] = ()  # only where there is no evidence
    sure: float = 0.0  # that the first of them answers, 0 to 1
    judgement: bool = False  # asked is what no article settles: `nearest` is what was said about it
    before: Hit | None = None  # what answered otherwise on an earlier day
    day: str = ""  # that the answering words mean, where they tell a day: YYYY-MM-DD of "yesterday"
    person: str = ""  # whom the answering words name, or who said them: whom "she" means in the next question

    @property
    def doubtful(self) -> bool:
        """Worth showing, and worth a word that it may not answer."""
        return bool(self.hits) and self.sure < ANSWERS.likely


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is called, with the sentence that says so. `until`: the day on which that ended, where it is said;
    the first of all days where it is said to be over, and not since when."""

    role: Record
    sentence: Record
    until: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Answer to `who` for one person across articles."""

    name: str
    spellings: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    quotes: int = 0
    latest: Hit | None = None
    first_seen: str | None = None
    last_seen: str | None = None
    beside: tuple[str, ...] = ()  # people of the same articles, most often first


@dataclass(frozen=True, slots=True)
class Who:
    """Several profiles are people a name could mean, to be offered as a choice; none: `did_you_mean`."""

    query: Query
    profiles: tuple[Profile, ...] = ()
    did_you_mean: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a summary. `antecedent` is the name a leading pronoun stands for, shown as our own addition."""

    record: Record
    antecedent: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Lines in reading order. `article` is None when the lines are drawn from several articles."""

    query: Query
    article: Article | None = None
    lines: tuple[Line, ...] = ()
    people: tuple[Profile, ...] = ()
    figures: tuple[Record, ...] = ()
    quotes: int = 0
    did_you_mean: tuple[str, ...] = ()  # titles, where no article is found


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of a timeline: what happened, when, and how the day is known (the words, or the article's date)."""

    value: str
    record: Record
    basis: Record | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    query: Query
    moments: tuple[Moment, ...] = ()
    did_you_mean: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """One row of `articles`."""

    id: str
    path: str
    title: str | None
    title_derived: bool
    outlet: str | None
    published: Published | None
    language: str
    quotes: int
    facts: int


@dataclass(frozen=True, slots=True)
class Failure:
    path: str
    reason: str
    when: str  # ISO time
    passed: bool = False  # it is no file of a kind that is read


@dataclass(frozen=True, slots=True)
class Status:
    articles: int
    quotes: int
    facts: int
    people: int
    index_bytes: int
    last_sweep: str | None = None  # ISO time
    failures: tuple[Failure, ...] = ()  # files that should be articles and could not be read
    passed: tuple[Failure, ...] = ()  # files of no kind that is read
    older: int = 0  # articles besides, in whose place a newer version of their story is


@dataclass(slots=True)
class Totals:
    """What a sweep did, counted in files."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    failed: int = 0
    failures: list[Failure] = field(default_factory=list)
    passed: list[Failure] = field(default_factory=list)  # files of no kind that is read
    remarks: list[str] = field(default_factory=list)  # what a person should know of files that were read
