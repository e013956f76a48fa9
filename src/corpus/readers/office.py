"""Documents of word processors (DOCX, ODT): paragraphs and footnotes as they are printed, deletions not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import UnreadableFile
from corpus.model import BlockKind
from corpus.readers.found import DAMAGE, Found, Paragraph, assembled

if TYPE_CHECKING:
    import zipfile

    from lxml.etree import _Element

SUFFIXES = frozenset({".docx", ".docm", ".odt"})


@dataclass(frozen=True, slots=True)
class UnpackedSize:
    """How large a document may become. Set by hand: a novel has 2 MB, so much more is an attack."""

    bytes: int = 60_000_000  # of one part of a document, unpacked


_UNPACKED = UnpackedSize()

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_UNPRINTED = {
    _W + "del",
    _W + "moveFrom",
    _W + "instrText",
    _W + "pPr",
    _W + "rPr",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_UNPRINTED |= {
    _OFFICE + "annotation",
    _TEXT + "tracked-changes",
    _OFFICE + "forms",
    _TEXT + "sequence-decls",
    _TEXT + "table-of-content",
}


def fits(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04")


def read(data: bytes, shown: str) -> tuple[Found, ...]:
    import zipfile  # here, because most folders hold no such document
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return (_word(archive, names, shown),)
            if "content.xml" in names and _mime(archive, names, shown).endswith("opendocument.text"):
                return (_odt(archive, names, shown),)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, *DAMAGE) as error:
        raise UnreadableFile(shown, "it is damaged or locked", "save it again from its program", "damaged") from error
    raise UnreadableFile(shown, "it is an archive, no document", "unpack it and put the articles here")


def _mime(archive: zipfile.ZipFile, names: set[str], shown: str) -> str:
    return _part(archive, "mimetype", shown).decode("ascii", "replace").strip() if "mimetype" in names else ""


def _part(archive: zipfile.ZipFile, name: str, shown: str) -> bytes:
    """A part, unpacked no further than it may: what a part says of its size can be a lie."""
    with archive.open(name) as part:
        data = part.read(_UNPACKED.bytes + 1)
    if len(data) > _UNPACKED.bytes:
        reason = f"it unpacks to more than {_UNPACKED.bytes // 1_000_000} MB"
        raise UnreadableFile(shown, reason, "save its words as a text file")
    return data


def xml(data: bytes, shown: str) -> _Element:
    """Entities are left alone, and nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(shown, "it is damaged", "save it again from its program", "damaged") from error


def _title_of(archive: zipfile.ZipFile, name: str, names: set[str], shown: str) -> str:
    if name not in names:
        return ""
    title = next(xml(_part(archive, name, shown), shown).iter(_DC + "title"), None)
    return " ".join((title.text or "").split()) if title is not None else ""


# ------------------------------------------------------------------ DOCX
def _word(archive: zipfile.ZipFile, names: set[str], shown: str) -> Found:
    body = xml(_part(archive, "word/document.xml", shown), shown)
    parts = [*_word_paragraphs(body)]
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in names:
            parts += [part._replace(kind=None) for part in _word_paragraphs(xml(_part(archive, name, shown), shown))]
    return _found(parts, _title_of(archive, "docProps/core.xml", names, shown), shown)


def _word_paragraphs(root: _Element) -> Iterator[Paragraph]:
    for paragraph in root.iter(_W + "p"):
        words = "".join(_word_runs(paragraph)).strip()
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        named = (style.get(_W + "val") or "").lower() if style is not None else ""
        yield from _lines(words, _styled(named))


def _word_runs(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag in _UNPRINTED or child.tag == _W + "p":  # a paragraph within is a text box; it comes in its turn
            continue
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag in (_W + "tab", _W + "br", _W + "cr"):
            yield " "
        elif child.tag == _W + "noBreakHyphen":
            yield "-"
        elif child.tag == _W + "r" and child.find(f"{_W}rPr/{_W}vanish") is not None:
            continue
        else:
            yield from _word_runs(child)


def _styled(name: str) -> BlockKind | None:
    if name in ("title", "titel", "título", "titre"):
        return BlockKind.TITLE
    if name.startswith(("heading", "überschrift", "berschrift", "título", "ttulo", "titre")):
        return BlockKind.HEADING
    return BlockKind.CAPTION if name.startswith(("caption", "beschriftung", "legend", "epígrafe", "légende")) else None


# ------------------------------------------------------------------ ODT
def _odt(archive: zipfile.ZipFile, names: set[str], shown: str) -> Found:
    content = xml(_part(archive, "content.xml", shown), shown)
    parts: list[Paragraph] = []
    notes: list[Paragraph] = []
    for element in content.iter(_TEXT + "p", _TEXT + "h"):
        above = {ancestor.tag for ancestor in element.iterancestors()}
        if above & _UNPRINTED:
            continue
        words = " ".join("".join(_odt_runs(element)).split())
        kind = (
            BlockKind.HEADING
            if element.tag == _TEXT + "h"
            else _styled((element.get(_TEXT + "style-name") or "").lower())
        )
        (notes if _TEXT + "note-body" in above else parts).extend(_lines(words, kind))
    return _found([*parts, *notes], _title_of(archive, "meta.xml", names, shown), shown)


def _odt_runs(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in (_TEXT + "s", _TEXT + "tab", _TEXT + "line-break"):
            yield " "
        elif child.tag not in (*_UNPRINTED, _TEXT + "note", _TEXT + "p", _TEXT + "h"):
            yield from _odt_runs(child)
        yield child.tail or ""


# ------------------------------------------------------------------ both
def _lines(words: str, kind: BlockKind | None) -> Iterator[Paragraph]:
    words = " ".join(words.split())
    if words:
        yield Paragraph(words, kind)


def _found(parts: list[Paragraph], title: str, shown: str) -> Found:
    if not parts:
        raise UnreadableFile(shown, "there are no words in it", "save its words as a text file", "empty")
    head = next((part.words for part in parts[:5] if part.kind is BlockKind.TITLE), "")
    if not head and parts[0].kind is BlockKind.HEADING:
        head = parts[0].words
    title = head or (title if any(part.words == title for part in parts[:5]) else "")
    return assembled([part for part in parts if part.words != title or not title], title=title)
