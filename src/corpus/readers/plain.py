"""Plain text and Markdown, with front matter or without: the article's text is exactly the decoded file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.errors import UnreadableFile
from corpus.readers.encodings import decoded
from corpus.readers.found import Found
from corpus.readers.front_matter import told

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ""})


@dataclass(frozen=True, slots=True)
class ProseShape:
    """When a file without a known format is prose and not a table, a list or code. Set by hand: a Makefile,
    a log and a table have some long lines too."""

    line: int = 25  # characters of the shortest line that may be a sentence
    letters: float = 0.95  # share of its characters that are letters, spaces and the marks of prose
    prose: float = 0.5  # share of a file's characters that stand in such lines


_SHAPE = ProseShape()

_MARKS = frozenset(" ,.;:!?'\"’‘“”«»„()-–—…")
_CODE = ("#", "//", "/*", ";", "@", "$")  # how lines of programs begin, and how they end
_OPEN = ("{", "}", ";", "\\", ",")
_SIGNS = {  # how files begin that are no text, whatever their suffix says
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a sound",
    b"ID3": "a sound",
    b"\x1f\x8b": "a packed file",
    b"BZh": "a packed file",
    b"7z\xbc\xaf": "a packed file",
    b"Rar!": "a packed file",
    b"\xd0\xcf\x11\xe0": "a Word document of before 2007",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}


def fits(head: bytes) -> bool:
    return False  # everything may be text: what no other reader knows is told by its suffix


def is_prose(head: bytes) -> bool:
    """Whether a file without an ending that begins so is to be read as words: programs keep many files of that kind."""
    if head.startswith(b"#!"):  # a script, whatever its lines read like
        return False
    if b"\0" in head[:200] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    text = head.decode("utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "ignore")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    prose = sum(len(line) for line in lines if _is_sentence(line))
    return prose >= _SHAPE.prose * sum(map(len, lines)) > 0


def _is_sentence(line: str) -> bool:
    if len(line) < _SHAPE.line or "=" in line or line.startswith(_CODE) or line.endswith(_OPEN):
        return False
    return sum(letter.isalnum() or letter in _MARKS for letter in line) >= _SHAPE.letters * len(line)


def read(data: bytes, shown: str) -> tuple[Found, ...]:
    for sign, kind in _SIGNS.items():
        if data.startswith(sign):
            raise UnreadableFile(shown, f"it is {kind}, not text", "save its words as plain text (UTF-8)")
    text, remark = decoded(data, shown)
    if not text.strip():
        raise UnreadableFile(shown, "it is empty", "put the article's text in it or delete it", "empty")
    found = told(text)
    return (replace(found, remarks=(*((remark,) if remark else ()), *found.remarks)),)
