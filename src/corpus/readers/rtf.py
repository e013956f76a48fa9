"""Rich text (RTF), read by striprtf: the words, a paragraph a line."""

from __future__ import annotations

from corpus.errors import UnreadableFile
from corpus.readers.found import DAMAGE, Found, Paragraph, assembled

SUFFIXES = frozenset({".rtf"})


def fits(head: bytes) -> bool:
    return head.lstrip().startswith(b"{\\rtf")


def read(data: bytes, shown: str) -> tuple[Found, ...]:
    from striprtf.striprtf import rtf_to_text

    try:
        text = str(rtf_to_text(data.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    except DAMAGE as error:
        raise UnreadableFile(shown, "it is damaged", "save it again from its program") from error
    parts = [Paragraph(" ".join(line.split())) for line in text.split("\n") if line.strip()]
    if not parts:
        raise UnreadableFile(shown, "there are no words in it", "save its words as a text file")
    return (assembled(parts),)
