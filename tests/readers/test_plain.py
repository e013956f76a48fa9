"""What a file must look like to become an article, and what is said when it does not."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.model import Basis, Span
from corpus.readers import SUFFIXES, identity, read

SEED = Path(__file__).parent.parent.parent / "seeds" / "000_57df8fd8319b33ba.txt"


def _write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_the_text_of_the_seed_is_the_file_itself() -> None:
    text = read(SEED).text
    assert hashlib.sha1(text.encode()).digest() == hashlib.sha1(SEED.read_bytes()).digest()


@pytest.mark.parametrize("text", ["One.\r\nTwo.\r\n", "One.\rTwo.", "\n\n  One.\u2028Two.\n ", "Ünï—“code”\n"])
def test_line_ends_and_white_space_stay_as_they_are(tmp_path: Path, text: str) -> None:
    assert read(_write(tmp_path, "a.txt", text.encode())).text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Señor López".encode(), "Señor López"),
        (b"\xef\xbb\xbf" + "Señor".encode(), "Señor"),
        (b"\xff\xfe" + "Señor “sí”".encode("utf-16-le"), "Señor “sí”"),
        (b"\xfe\xff" + "Señor “sí”".encode("utf-16-be"), "Señor “sí”"),
        ("Señor “sí” – 5 €".encode("cp1252"), "Señor “sí” – 5 €"),
        ("Él dijo: “sí”.\n".encode() + "Ella: “no” – café\n".encode("cp1252"), "Él dijo: “sí”.\nElla: “no” – café\n"),
    ],
)
def test_utf8_then_utf16_by_its_mark_then_windows(tmp_path: Path, data: bytes, text: str) -> None:
    assert read(_write(tmp_path, "a.txt", data)).text == text


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.txt", b" \n\r\n", "it is empty"),
        ("a.txt", b"abc\0def", "bytes that are no text"),
        ("a.txt", bytes(range(1, 32)) * 40, "bytes that are no text"),
        ("a.txt", b"bad \x81\x8d\x9d", "neither UTF-8 nor UTF-16 nor Windows-1252"),
        ("a.txt", b"\xff\xfea", "neither UTF-8 nor UTF-16 nor Windows-1252"),
        ("a.txt", b"%PDF-1.7 ...", "it is damaged"),
        ("a.txt", b"{\\rtf1 }", "no words in it"),
        ("a.txt", b"PK\x03\x04...", "damaged or locked"),
        ("a.md", b"\x89PNG\r\n", "a picture"),
        ("a.xyz", b"words", "no reader knows the format '.xyz'"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(_write(tmp_path, name, data), tmp_path)
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"{name} cannot be read: ")
    assert caught.value.remedy in str(caught.value)


def test_a_file_that_is_not_there_and_a_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    for name, says in (("gone.txt", "there is no such file"), ("folder.txt", "it is a folder")):
        with pytest.raises(UnreadableFile, match=says):
            read(tmp_path / name, tmp_path)


def test_a_file_too_large_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(30_000_000)
    with pytest.raises(UnreadableFile, match="larger than 20 MB"):
        read(path, tmp_path)


MATTER = """---
title: "Port reopens: after the storm"
date: 2024-05-06
outlet: Harbour Gazette
lang: en-GB
---

The port reopened on Monday.
"""


def test_front_matter_tells_title_date_outlet_and_language(tmp_path: Path) -> None:
    article = read(_write(tmp_path, "a.md", MATTER.encode()), tmp_path)
    assert article.text == MATTER
    assert article.title is not None and article.published is not None
    assert article.title.text == "Port reopens: after the storm"
    assert article.title.span is not None and article.title.span.of(MATTER) == article.title.text
    assert (article.published.value, article.published.basis) == ("2024-05-06", Basis.METADATA)
    assert isinstance(article.published.span, Span) and article.published.span.of(MATTER) == "2024-05-06"
    assert (article.outlet, article.language) == ("Harbour Gazette", "en")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: [unclosed\n---\nWords.\n",
        "---\n- a\n- list\n---\nWords.\n",
        "---\ndate: 2025-02-31\n---\nWords.\n",
        "---\nno end of it\nWords.\n",
        "--- a dash begins a line of prose.\n",
    ],
)
def test_front_matter_that_is_none_leaves_the_article_as_it_is(tmp_path: Path, text: str) -> None:
    article = read(_write(tmp_path, "a.md", text.encode()), tmp_path)
    assert article.text == text
    assert article.title is None and article.outlet is None


def test_without_a_date_the_files_own_is_the_last_resort(tmp_path: Path) -> None:
    path = _write(tmp_path, "a.txt", b"Words.")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    published = read(path, tmp_path).published
    assert published is not None
    assert (published.value, published.basis, published.span) == ("2023-11-14", Basis.FILE, None)


def test_an_id_depends_on_the_collection_and_the_place_alone(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        _write(tmp_path, f"{folder}/sub/a.txt", folder.encode())
    one, two = (read(tmp_path / f / "sub" / "a.txt", tmp_path / f) for f in ("one", "two"))
    assert one.id == two.id and one.path == "sub/a.txt" and one.text != two.text
    assert read(tmp_path / "one" / "sub" / "a.txt", tmp_path).id != one.id
    assert read(tmp_path / "one" / "sub" / "a.txt", tmp_path / "one", collection="guild").id != one.id
    assert identity("seeds", "sub/a.txt") == one.id


def test_the_list_of_formats_is_that_of_the_readers() -> None:
    assert {".txt", ".md"} <= SUFFIXES
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in SUFFIXES)


def test_a_web_page_is_read_without_what_is_around_the_article() -> None:
    article = read(Path(__file__).parent.parent / "files" / "harbor.html")
    assert article.text.split("\n\n") == [
        "Harbor reopens two days after storm",
        "The harbor of Eastport reopened on Monday, the harbor master said.",
        "Ships wait outside Eastport. (Nora Quist/Daily Harbor)",
        "“We are glad,” said Ann Lee, who runs a ferry. “So are the passengers.”",
        "The port is open. Thank you all!",
        "— Port of Eastport (@eastport) May 6, 2024",
        "What it cost",
        "Repairs cost $4 million.",
    ]
    assert article.title is not None and article.title.span is not None
    assert article.title.span.of(article.text) == "Harbor reopens two days after storm"
    assert article.published is not None
    assert (article.published.value, article.published.basis) == ("2024-05-06", Basis.METADATA)
    assert (article.outlet, article.language) == ("Daily Harbor", "en")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (b"<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        (b"<div>One <i>and</i> only.</div>", "One and only."),
        ('<meta charset="iso-8859-1"><p>Señor</p>'.encode("latin-1"), "Señor"),
        ('<meta charset="utf-8"><p>Señor “sí”</p>'.encode("cp1252"), "Señor “sí”"),
        ("<p>Señor</p>".encode(), "Señor"),
        (b"<p>A &amp; B &lt;C&gt;</p>", "A & B <C>"),
        (b"<article><p>Unclosed <b>words", "Unclosed words"),
        (b"<b>" * 5000 + b"deep" + b"</b>" * 5000, "deep"),
    ],
)
def test_pages_of_all_kinds_are_read(tmp_path: Path, page: bytes, text: str) -> None:
    assert read(_write(tmp_path, "a.html", page)).text == text


def test_a_page_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no words of an article"):
        read(_write(tmp_path, "a.html", b"<html><script>var a;</script></html>"))


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-05-06T10:00Z">',
        '<meta property="article:published_time" content="soon"><time datetime="2024-05-06">6 May</time>',
        '<script type="application/ld+json">{"headline": "x", "datePublished": "2024-05-06T09:00:00Z"}</script>',
        '<meta itemprop="datePublished" content="2024-05-06">',
    ],
)
def test_a_page_tells_its_day_in_one_of_many_ways(tmp_path: Path, head: str) -> None:
    published = read(_write(tmp_path, "a.html", f"{head}<p>Words.</p>".encode())).published
    assert published is not None and (published.value, published.basis) == ("2024-05-06", Basis.METADATA)


@pytest.mark.parametrize(
    "holds",
    [
        "test: all\n\t$(PY) -m pytest -v\n\n.PHONY: test\n",
        "# how to build it, in one line that is long enough\nFROM debian:12\nRUN apt-get update && apt-get upgrade\n",
        "#!/bin/sh\necho hello world this is a script\n",
        "#!/bin/sh\nset -e\nfor file in *; do echo $file; done\n",
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n",
        "name,day,boats\nAnn,2026-03-02,12\nTom,2026-03-03,15\n",
        "\0\1\2\3",
        "",
    ],
)
def test_a_program_s_file_without_an_ending_is_no_article(tmp_path: Path, holds: str) -> None:
    (tmp_path / "Makefile").write_text(holds)
    with pytest.raises(UnreadableFile, match="does not read like an article"):
        read(tmp_path / "Makefile", tmp_path)


@pytest.mark.parametrize(
    "holds",
    [
        "“We go,” said Ann Lee, and the boats left the harbour before the storm.\n",
        "---\ntitle: The boats\n---\n\nThe boats left the harbour in the night.\nNobody knew why they had gone.\n",
        "Los barcos salieron del puerto por la noche; nadie supo por qué.\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_text_without_an_ending_is_an_article(tmp_path: Path, holds: str, encoding: str) -> None:
    (tmp_path / "notes").write_text(holds, encoding=encoding)
    assert read(tmp_path / "notes", tmp_path).text == holds


def test_a_page_or_a_mail_without_an_ending_is_told_by_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "saved").write_text(
        "<!doctype html><html><body><article><p>The boats left.</p></article></body></html>"
    )
    (tmp_path / "mail").write_text(
        "From: a@b.example\nTo: c@d.example\nSubject: Boats\nDate: 2 Mar 2026\n\nThey left.\n"
    )
    assert read(tmp_path / "saved", tmp_path).text == "The boats left."
    title = read(tmp_path / "mail", tmp_path).title
    assert title and title.text == "Boats"
