"""How long a question may be, how sure a name: every limit somebody can meet, the same for all faces.

Nothing is cut in silence: what is longer than its limit is refused, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.analysis.folding import words
from corpus.errors import WrongUse

QUESTION = 4_000  # characters, at most: the longest message of Discord, whose source may be asked for
TEXT = 10_000  # characters of a text to be verified, at most; all of it is compared
DRAFT = 200_000  # characters of a draft, at most: a long read has 40,000
QUOTATIONS = 500  # of a draft, at most: a long read has 100
ADDED = 2_000  # articles that people may add to the archive of one server, earlier versions among them
KEPT = 200_000_000  # bytes of the files people add to the archive of one server, which are kept to be read again
UPLOAD = 200  # articles of one file that is added
NAME, TITLE = 200, 300  # characters of a name and of a title that people give, at most
HITS = 1_000  # answers to one question, at most
MEGABYTES = 1_500  # of memory that reading one file may ask for; about a third of it is used
SECONDS = 30.0  # of the processor that reading one file may take
CONFIDENCE = 0.7  # of a speaker, 0 to 1: below it nobody is named
CERTAINTY = 0.3  # that a sentence answers, 0 to 1: below it nothing does, and the nearest is shown as such
ATTACHMENT = 10_000_000  # bytes of a file that is sent, at most: what Discord lets everybody send
FILE = 20_000_000  # bytes of a file, at most: a year of a weekly paper is smaller
DIGITS = 9  # of a whole number that is typed, at most: no text has a thousand million letters
SHOWN = 60  # characters of a text that is refused, repeated
LIKE_NAMED = 5  # articles looked through for the one that is meant
_LOOSE = " ,;:\u200d"  # before an ellipsis; a joiner would tie it to the letter


@dataclass(frozen=True, slots=True)
class Limits:
    """What the owner of an index may set."""

    confidence: float = CONFIDENCE
    question: int = QUESTION  # characters
    text: int = TEXT  # characters
    megabytes: int = MEGABYTES  # for reading one file
    seconds: float = SECONDS  # of the processor, for reading one file
    certainty: float = CERTAINTY

    def of(self, command: str) -> int:
        """How many characters the words after a command may have."""
        return self.text if command == "verify" else self.question


AS_SET = Limits()  # where nothing is set


def fit(name: str, value: str, most: int) -> None:
    """Raises WrongUse for a text that is too long."""
    if len(value) > most:
        told = f"This {name} is {len(value):,} characters long, and {most:,} is the most; send its main part."
        raise WrongUse(told, f"too_long_{name}", length=len(value), longest=most)


def check(name: str, value: str, most: int) -> None:
    """Raises WrongUse for a text that is too long, or that has no word in it."""
    fit(name, value, most)
    if value.strip() and not words(value):
        shown = crop(" ".join(value.split()), SHOWN)
        raise WrongUse(
            f"There is no word to look for in “{shown}”; write a name or a few words.", "no_word", words=shown
        )


def whole(typed: str) -> int | None:
    """The whole number that is typed; None for what is none, or longer than any place in a text could be."""
    return int(typed) if len(typed) <= DIGITS and typed.isdecimal() else None


def crop(text: str, size: int, measure: Callable[[str], int] = len) -> str:
    """At most `size` long, ending in an ellipsis where something is left out; cut at a word where one ends nearby."""
    if measure(text) <= size:
        return text
    kept = text[: max(size - 1, 0)]
    while kept and (over := measure(kept) - size + 1) > 0:
        kept = kept[: -max(1, over // 2)]
    space = kept.rfind(" ")
    return (kept[:space] if space > len(kept) // 2 else kept).rstrip(_LOOSE) + "…"
