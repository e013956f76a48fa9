"""Plain text and Markdown, with front matter or without: the article's text is exactly the decoded file."""

from __future__ import annotations

from dataclasses import replace

from corpus.errors import UnreadableFile
from corpus.readers.encodings import decoded
from corpus.readers.found import Found
from corpus.readers.front_matter import told

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
_SIGNS = {  # how files begin that are often given the wrong suffix
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a Word document or a ZIP archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "an RTF document",
}


def read(data: bytes, shown: str) -> Found:
    _refuse(data, shown)
    text, remark = decoded(data, shown)
    if not text.strip():
        raise UnreadableFile(shown, "it is empty", "put the article's text in it or delete it")
    return replace(told(text), remarks=(remark,) if remark else ())


def _refuse(data: bytes, shown: str) -> None:
    for sign, kind in _SIGNS.items():
        if data.startswith(sign):
            raise UnreadableFile(shown, f"it is {kind}, not text", "save its words as plain text (UTF-8)")
