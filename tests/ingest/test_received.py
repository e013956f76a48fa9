"""A file somebody sends is read from memory, as carefully as one of a folder."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from corpus.errors import UnreadableFile
from corpus.ingest import received


def _docx(words: str) -> bytes:
    xml = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return made.getvalue()


def test_a_document_is_read_from_memory() -> None:
    [article] = received.read("draft.docx", _docx("The wall stands, said Ann Lee."))
    assert article.text == "The wall stands, said Ann Lee." and article.path == "draft.docx"


def test_a_name_tells_no_folder() -> None:
    [article] = received.read("../../etc/dra\nft.txt", b"The wall stands.")
    assert article.path.startswith("dra") and "/" not in article.path and "\n" not in article.path


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("draft.docx", _docx("The wall stands.")[:-40], "damaged"),
        ("draft.docx", _docx(""), "empty"),
        ("draft.txt", b"  \n ", "empty"),
        ("draft.txt", b"\x89PNG\r\n\x1a\n", ""),
    ],
)
def test_what_cannot_be_read_says_roughly_why(name: str, data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as told:
        received.read(name, data)
    assert told.value.code == code and name in str(told.value)


def test_what_may_unpack_is_read_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []

    def confined(work: Callable[[Any], Any], batches: Any, *_: Any, **__: Any) -> list[list[Any]]:
        names.append(batches[0][0].name)
        return [[work(batches[0][0])]]

    monkeypatch.setattr(received, "confined", confined)
    received.read("short.txt", b"The wall stands.")
    received.read("draft.docx", _docx("The wall stands."))
    received.read("called.txt", _docx("The wall stands."))  # it is told by what it holds
    received.read("long.txt", b"The wall stands. " * 10_000)
    assert names == ["draft.docx", "called.txt", "long.txt"]
