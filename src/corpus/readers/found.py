"""What a reader gives back: an article's text, what its file tells of it, and which lines are known to be what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from corpus.model import Block, BlockKind, Published, Span, Title

# What libraries raise, besides errors of their own, at a file that is damaged.
DAMAGE = (ValueError, LookupError, TypeError, AttributeError, RuntimeError, AssertionError, OverflowError)


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says of itself. Of a plain file the text is exactly what was decoded, front matter included."""

    text: str
    title: Title | None = None
    outlet: str | None = None
    published: Published | None = None
    language: str = ""
    blocks: tuple[Block, ...] = ()  # lines the format tells the kind of, in text order
    remarks: tuple[str, ...] = ()  # what a person should know, such as bytes that had to be replaced
    key: str = ""  # which of its file's articles it is, where a file has several
    address: str = ""  # where it is published, as `addresses.canonical` writes it
    modified: str = ""  # when it was changed last, as `addresses.moment` writes it


class Reader(Protocol):
    """One format. An implementation must not touch the disk: it is given the bytes."""

    @property
    def SUFFIXES(self) -> frozenset[str]: ...  # noqa: N802 (a constant of the module)

    def fits(self, head: bytes, /) -> bool:
        """Whether a file that begins so is of this format, whatever its name says."""

    def read(self, data: bytes, shown: str, /) -> tuple[Found, ...]:
        """The articles in it, at least one. Raises UnreadableFile."""


class Paragraph(NamedTuple):
    words: str
    kind: BlockKind | None = None  # where the format tells
    tight: bool = False  # on the line after the one before, as the items of a list are


def assembled(
    paragraphs: Iterable[Paragraph],
    *,
    title: str = "",
    outlet: str = "",
    published: Published | None = None,
    language: str = "",
    remarks: tuple[str, ...] = (),
    key: str = "",
    address: str = "",
    modified: str = "",
) -> Found:
    """One text, the title on top, paragraphs parted by a blank line."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for words, kind, tight in ([Paragraph(title, BlockKind.TITLE)] if title else []) + list(paragraphs):
        gap = ("\n" if tight else "\n\n") if parts else ""
        at += len(gap)
        parts += [gap, words]
        if kind:
            blocks.append(Block(Span(at, at + len(words)), kind))
        at += len(words)
    return Found(
        "".join(parts),
        title=Title(title, Span(0, len(title))) if title else None,
        outlet=outlet or None,
        published=published,
        language=language[:2].lower(),
        blocks=tuple(blocks),
        remarks=remarks,
        key=key,
        address=address,
        modified=modified,
    )
