"""Which of several people of one surname an article means where it prints the surname alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.analysis.folding import words
from corpus.model import Person
from corpus.verify.vocabulary import vocabulary


class Meant(NamedTuple):
    person: Person
    sure: bool  # named in full in the same paragraph


def meant(surname: str, people: Sequence[Person], before: str, titles: Iterable[str]) -> Meant | None:
    """Who was named in full last before the quotation, and is not of the other sex than the title tells."""
    held = [one for one in people if _is_called(one, words(surname))]
    if len(held) == 1:  # our own reading has seen that one and has its reasons
        return None
    likely = [one for one in held if not unlike(titles, one)]
    last = max(likely, key=lambda one: before.rfind(one.name), default=None)
    at = before.rfind(last.name) if last else -1
    return Meant(last, "\n" not in before[at:]) if last and at >= 0 else None


def _is_called(person: Person, asked: Sequence[str]) -> bool:
    own = words(person.name)
    return len(asked) == 1 < len(own) and own[-1] == asked[0]


def unlike(titles: Iterable[str], person: Person | None) -> bool:
    """Whether a title tells the other sex: Mr, of a woman."""
    told = {vocabulary().sexes.get(title) for title in titles} - {None}
    return person is not None and bool(person.gender and told) and person.gender not in told
