"""Plain text and Markdown, with front matter or without: the article's text is exactly the decoded file."""

from __future__ import annotations

import codecs
import re

from corpus.errors import UnreadableFile
from corpus.readers.matter import Found, told

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SIGNS = {  # how files begin that are often given the wrong suffix
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a Word document or a ZIP archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "an RTF document",
}


def read(data: bytes, shown: str) -> Found:
    text = decode(data, shown)
    if not text.strip():
        raise UnreadableFile(shown, "it is empty", "put the article's text in it or delete it")
    return told(text)


def decode(data: bytes, shown: str) -> str:
    """Strict UTF-8, then UTF-16 where a byte order mark says so, then Windows-1252, the old default of newsrooms."""
    for sign, kind in _SIGNS.items():
        if data.startswith(sign):
            raise UnreadableFile(shown, f"it is {kind}, not text", "save its words as plain text (UTF-8)")
    wide = _UTF16.get(data[:2])
    if wide:
        return _as(data[2:], wide, shown)
    if b"\0" in data:
        raise UnreadableFile(shown, "it holds bytes that are no text", "save the article as plain text (UTF-8)")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return _checked(data.decode("utf-8"), shown)
    except UnicodeDecodeError:
        return _as(data, "cp1252", shown)


def _as(data: bytes, encoding: str, shown: str) -> str:
    try:
        return _checked(data.decode(encoding), shown)
    except UnicodeDecodeError as error:
        reason = "it is neither UTF-8 nor UTF-16 nor Windows-1252 text"
        raise UnreadableFile(shown, reason, "save it as UTF-8 and put it here again") from error


def _checked(text: str, shown: str) -> str:
    """Control characters in number mean that the bytes only happen to decode."""
    strange = sum(1 for _ in _CONTROL.finditer(text[:20_000]))
    if strange > 4 + len(text[:20_000]) // 500:
        raise UnreadableFile(shown, "it holds bytes that are no text", "save the article as plain text (UTF-8)")
    return text
