"""An article as a store writes it: its columns, its quotations and facts, its passages, its people."""

from __future__ import annotations

from typing import NamedTuple


class Cut(NamedTuple):
    """A passage as it is written; `stems` of its words, each once, between spaces."""

    sentences: bytes
    stems: str
    size: int


class Row(NamedTuple):
    """A quotation or a fact: where it stands, and the words it is found by, each once, between spaces."""

    start: int
    stop: int
    kind: int
    speaker: str | None
    speaker_start: int | None
    speaker_stop: int | None
    cue: str | None
    confidence: float | None
    worth: float | None
    words: str
    joint: tuple[str, ...] = ()  # who said it together with the speaker
    group: int | None = None
    hand: str | None = None  # who corrected it and when (`codec.signed`)


class Entry(NamedTuple):
    """`people` and `aliases` are of the article, in its order; `day` is 0 where none is known."""

    collection: str
    key: str
    language: str
    day: int
    columns: tuple[str | int | None, ...]
    block: bytes
    quotes: list[Row]
    facts: list[Row]
    roles: list[Row]
    cuts: list[Cut]
    people: list[str]
    aliases: list[tuple[str, str]]
    before: bytes | None = None  # what was found, where people have corrected something of it since (`codec.whole`)
    marks: tuple[int, ...] = ()  # by which another version of its story is found
    story: str | None = None  # what the versions of one story share
    newer: str | None = None  # the newest of them, where this is an earlier one
    whole: bytes | None = (
        None  # all of such a one; `block` and the rows have what the newest has nothing in the place of
    )

    @property
    def names(self) -> list[str]:
        """Whoever appears: the people of the article, and who is quoted besides."""
        said = [name for row in self.quotes if row.speaker for name in (row.speaker, *row.joint)]
        return list(dict.fromkeys([*self.people, *said]))

    def moved(self, key: str, path: str) -> Entry:
        """The same under another id and path, which stand first in its columns."""
        return self._replace(key=key, columns=(key, path, *self.columns[2:]))

    @property
    def size(self) -> int:
        """About how much memory it takes."""
        return 4 * len(str(self.columns[-1])) + 2000
