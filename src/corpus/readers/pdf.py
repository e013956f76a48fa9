"""PDF documents: lines put together to paragraphs, without running heads and page numbers, each page's start marked.

A page begins with a form feed on a line of its own, so the page of every slice can be told from the text alone."""

from __future__ import annotations

import io
import logging
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.errors import UnreadableFile
from corpus.model import PAGE, Basis, Published
from corpus.readers.days import day_of
from corpus.readers.found import DAMAGE, Found, Paragraph, assembled

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

SUFFIXES = frozenset({".pdf"})
_MAGIC = re.compile(rb"\s*%PDF-\d")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page is read by where its lines stand. Set by hand."""

    pages: int = 2000  # pages read of one file
    title_shortest: int = 8  # characters of a title: a large letter at the head of a text is none
    title_longest: int = 200  # characters of a title
    height: int = 6  # points by which a running head may stand higher or lower from page to page
    margin: int = 2  # lines at either end of a page among which running heads stand
    gap: float = 1.45  # times the usual distance of lines; a paragraph begins below more
    leading: float = 1.15  # times the size of the letters: the least distance of lines
    large: float = 1.2  # times the usual size: the letters of a headline
    indent: float = 0.8  # times the size of the letters; a line that begins so far in begins a paragraph


_LAYOUT = Layout()

_HYPHENED = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|p\.|s\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?\W*$", re.I
)
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?…:][\"”“»’')\]]*$")
_LIGATURES = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆ"}
_LIGATURES |= {0xAD: "", 0x200B: ""}
_PDF_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


@dataclass(slots=True)
class Line:
    words: str
    left: float
    bottom: float
    size: float


def fits(head: bytes) -> bool:
    return bool(_MAGIC.match(head[:1024])) or b"\n%PDF-" in head[:1024]


def read(data: bytes, shown: str) -> tuple[Found, ...]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a document we say ourselves
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        document = PdfReader(io.BytesIO(data), strict=False)
        if document.is_encrypted and not document.decrypt(""):
            raise UnreadableFile(shown, "it is locked with a password", "save it without one")
        pages, remarks = _pages(document)
        title, published = _told(document)
    except UnreadableFile:
        raise
    except (PyPdfError, OSError, *DAMAGE) as error:
        raise UnreadableFile(
            shown, f"it is damaged ({type(error).__name__})", "save it again from its program", "damaged"
        ) from error
    except ImportError as error:  # ciphers are a package of their own
        raise UnreadableFile(shown, "it is locked", "save it without protection") from error
    pages = _without_margins(pages)
    found = list(_paragraphs(pages))
    title = _headline(pages, found) or title
    if not any(part.words != PAGE for part in found):
        reason = "there is no text in it; its pages may be pictures"
        raise UnreadableFile(shown, reason, "save its words as a text file")
    return (assembled(_titled(found, title), title=title, published=published, remarks=remarks),)


def _headline(pages: list[list[Line]], found: list[Paragraph]) -> str:
    """The paragraph of the first page in the largest letters, where they are larger than those of the text."""
    sizes = [line.size for lines in pages for line in lines]
    first = [line for line in next(filter(None, pages), []) if len(line.words) >= _LAYOUT.title_shortest]
    largest = max(first, key=lambda line: line.size, default=None)
    if largest is None or largest.size < statistics.median(sizes) * _LAYOUT.large:
        return ""
    words = next((part.words for part in found if part.words.startswith(largest.words.rstrip("-"))), "")
    return words if len(words) <= _LAYOUT.title_longest else ""


def _pages(document: PdfReader) -> tuple[list[list[Line]], tuple[str, ...]]:
    from pypdf.errors import PyPdfError

    count = len(document.pages)
    pages = []
    bad = 0
    for number in range(min(count, _LAYOUT.pages)):
        try:
            pages.append(_lines(document.pages[number]))
        except (PyPdfError, OSError, *DAMAGE):
            pages.append([])
            bad += 1
    remarks = [f"{bad} of its {count} pages could not be read"] if bad else []
    if count > _LAYOUT.pages:
        remarks.append(f"only its first {_LAYOUT.pages} pages were read")
    return pages, tuple(remarks)


def _told(document: PdfReader) -> tuple[str, Published | None]:
    """The title, where it is none that a word processor made of a file's name, and the day it was made."""
    info = document.metadata
    title = " ".join(str(info.title or "").split()) if info else ""
    made = _PDF_DAY.match(str(info.get("/CreationDate") or "")) if info else None
    day = day_of("-".join(made.groups())) if made else None
    named = len(title.split()) > 2 and not re.search(r"\.\w{2,5}$|^Microsoft Word", title)
    return title if named else "", Published(day, Basis.FILE) if day else None


def _titled(found: list[Paragraph], title: str) -> list[Paragraph]:
    same = "".join(title.split()).lower()
    return [part for part in found if not same or "".join(part.words.split()).lower() != same]


# ------------------------------------------------------------------ lines
def _lines(page: PageObject) -> list[Line]:
    """The lines of a page in the order in which they are drawn, which is that of its columns."""
    lines: list[Line] = []

    def seen(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        words = text.translate(_LIGATURES)
        if not words.strip():
            if lines and not lines[-1].words.endswith(" "):
                lines[-1].words += " "
            return
        left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        bottom = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs(size * (tm[3] or tm[0] or 1.0) * (cm[3] or 1.0)) or 10.0
        for part in words.split("\n"):
            last = lines[-1] if lines else None
            if last and abs(last.bottom - bottom) < height * 0.5 and left >= last.left - 1:
                last.words += part
            elif part.strip():
                lines.append(Line(part, left, bottom, height))

    page.extract_text(visitor_text=seen)
    for line in lines:
        line.words = " ".join(line.words.split())
    return [line for line in lines if line.words]


def _without_margins(pages: list[list[Line]]) -> list[list[Line]]:
    """Without running heads and feet: lines at the margin that stand equally high on several pages and say the same but
    for their numbers, and what is but a number there."""
    ends = Counter(_at(line) for lines in pages for line in _margin(lines))
    often = {place for place, times in ends.items() if times > 1 and times * 3 >= len(pages)}
    kept = []
    for lines in pages:
        drop = [line for line in _margin(lines) if _NUMBER.match(line.words) or _at(line) in often]
        kept.append([line for line in lines if not any(line is other for other in drop)])
    return kept


def _at(line: Line) -> tuple[str, int]:
    """What it says but for numbers, and how high it stands, to a few points."""
    return _DIGITS.sub("#", line.words), round(line.bottom / _LAYOUT.height)


def _margin(lines: list[Line]) -> list[Line]:
    """The uppermost and the lowest lines of a page."""
    ordered = sorted(lines, key=lambda line: -line.bottom)
    return ordered if len(ordered) <= 2 * _LAYOUT.margin else [*ordered[: _LAYOUT.margin], *ordered[-_LAYOUT.margin :]]


# ------------------------------------------------------------------ paragraphs
def _paragraphs(pages: Iterable[list[Line]]) -> Iterator[Paragraph]:
    """A paragraph that goes on over a page or a column stays one, on the page where it begins."""
    found: list[tuple[int, str]] = []  # the page it begins on, its words
    last: Line | None = None
    for number, lines in enumerate(pages):
        usual, edges, full = _habits(lines)
        for line in lines:
            if last is not None and _goes_on(last, line, usual, edges, full):
                found[-1] = (found[-1][0], _joined(found[-1][1], line.words))
            else:
                found.append((number, line.words))
            last = line
    at = 0
    for number, words in found:
        yield from [Paragraph(PAGE)] * (number - at)
        yield Paragraph(words)
        at = number


def _habits(lines: list[Line]) -> tuple[float, dict[int, int], int]:
    """The usual distance of two lines, the left edge of each column, the usual length of a full line."""
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if 0 < a.bottom - b.bottom < 60]
    usual = statistics.median(steps) if steps else 12.0
    edges: Counter[int] = Counter(round(line.left) for line in lines)
    lengths = sorted(len(line.words) for line in lines)
    return usual, dict(edges), lengths[int(len(lengths) * 0.8)] if lengths else 0


def _goes_on(above: Line, line: Line, usual: float, edges: dict[int, int], full: int) -> bool:
    if abs(above.size - line.size) > 0.15 * max(above.size, line.size):
        return False
    step = above.bottom - line.bottom
    if 0 < step <= max(usual, line.size * _LAYOUT.leading) * _LAYOUT.gap and abs(above.left - line.left) < 200:
        indented = line.left - above.left > line.size * _LAYOUT.indent and edges.get(round(line.left), 0) * 4 < max(
            edges.values()
        )
        short = len(above.words) < full * 0.7 and bool(_ENDS.search(above.words))
        return not (indented or short)
    if step > 0:
        return False
    return not _ENDS.search(above.words) and len(above.words) >= full * 0.6  # at the head of a column or a page


def _joined(words: str, more: str) -> str:
    """A hyphen at the end of a line is part of a word only where what follows is no lower-case letter."""
    if _HYPHENED.search(words):
        return words[:-1] + more if more[:1].islower() else words + more
    return f"{words} {more}"
