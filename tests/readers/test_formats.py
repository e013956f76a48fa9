"""One story in every format: what a newsroom has of it is read as if it were plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.wording import citation
from corpus.errors import UnreadableFile
from corpus.model import Article, Basis, Record, Span
from corpus.readers import read, read_all
from tests.files import formats

TITLED = "yaml.md toml.md json.md page.html page-as-text.txt saved.mhtml mail.eml mail-as-text.txt".split()
TITLED += "document.docx document.odt columns.pdf feed.xml atom.xml".split()
DATED = "yaml.md toml.md json.md page.html page-as-text.txt saved.mhtml mail.eml mail-as-text.txt".split()
DATED += "feed.xml atom.xml".split()
SUBTITLES = ("film.srt", "film.vtt")


def _read(folder: Path, name: str, data: bytes) -> tuple[Article, ...]:
    path = folder / name
    path.write_bytes(data)
    return read_all(path, folder)


@pytest.mark.parametrize("name", [name for name in formats.formats() if name not in SUBTITLES])
def test_the_story_is_read_from_every_format(tmp_path: Path, name: str) -> None:
    article = _read(tmp_path, name, formats.formats()[name])[0]
    lines = [line for line in article.text.split("\n") if line.strip()]
    assert [line for line in lines if line in formats.STORY] == list(formats.STORY)
    assert lines.count(formats.TITLE) <= 1 and formats.DELETED not in article.text
    assert not any(words in article.text for words in ("Daily Harbor", "Sport", "555-0100"))
    if name in TITLED:
        assert article.title is not None and article.title.text == formats.TITLE
    assert article.published is not None
    assert ((article.published.value, article.published.basis) == ("2024-05-06", Basis.METADATA)) == (name in DATED)


def test_a_footnote_is_read_and_a_deletion_is_not(tmp_path: Path) -> None:
    for name in ("document.docx", "document.odt"):
        article = _read(tmp_path, name, formats.formats()[name])[0]
        assert article.text.endswith(f"\n\n{formats.FOOTNOTE}")


def test_a_pdf_tells_the_page_of_every_slice(tmp_path: Path) -> None:
    text = _read(tmp_path, "columns.pdf", formats.columns())[0].text
    assert text.count("\f") == 1
    assert [text.count("\f", 0, text.index(words)) + 1 for words in formats.STORY] == [1, 1, 2]


def test_a_line_that_ends_two_pages_is_no_running_foot(tmp_path: Path) -> None:
    one, two = "The council met on Monday and again on Tuesday,", "The mayor went to Westport and to Northport,"
    pages = [[(one, 50, 700, 11), ("and so it was.", 50, 686, 11)]]
    pages += [[(two, 50, 700, 11), (one.lower(), 50, 686, 11), ("and so it was.", 50, 672, 11)]]
    foot = [[*lines, ("Daily Harbor 7", 50, 30, 9)] for lines in pages]
    text = _read(tmp_path, "a.pdf", formats.pdf(foot))[0].text
    assert text == f"{one} and so it was.\n\n\f\n\n{two} {one.lower()} and so it was."


def test_a_citation_names_the_page_and_says_what_is_a_summary(tmp_path: Path) -> None:
    article = _read(tmp_path, "columns.pdf", formats.columns())[0]
    at = article.text.index(formats.LAST)
    record = Record.cut(article, "sentence", Span(at, at + len(formats.LAST)))
    assert record.page == 2 and "page 2" in citation(record)
    plain = _read(tmp_path, "plain.txt", formats.formats()["plain.txt"])[0]
    assert Record.cut(plain, "sentence", Span(0, 5)).page is None
    whole, summary = (Record.cut(one, "sentence", Span(0, 5)) for one in _read(tmp_path, "feed.xml", formats.feed()))
    assert "summary" in citation(summary) and "summary" not in citation(whole)


def test_an_entry_of_a_feed_is_an_article_and_a_summary_is_called_one(tmp_path: Path) -> None:
    whole, summary = _read(tmp_path, "feed.xml", formats.feed())
    assert whole.id != summary.id and whole.outlet == summary.outlet == "Daily Harbor"
    assert summary.text == "Ferry is late\n\nThe ferry was late on Tuesday."
    assert "#brief-" in summary.path and "#brief-" not in whole.path
    assert summary.published is not None and summary.published.value == "2024-05-07"


def test_subtitles_are_put_together_to_sentences_with_their_speakers(tmp_path: Path) -> None:
    srt = _read(tmp_path, "film.srt", formats.srt())[0].text
    assert srt == f"{formats.FIRST}\n\nRepairs will cost $4 million."
    vtt = _read(tmp_path, "film.vtt", formats.vtt())[0].text
    assert vtt == "Ann Lee: We are glad that the boats can go out again.\n\nBob Roe: So am I."


def test_attachments_of_a_mail_that_are_not_read_are_named_with_the_reason(tmp_path: Path) -> None:
    (article,) = _read(tmp_path, "mail.eml", formats.mail())
    assert article.remarks == ("its attachment a.png was not read: no reader knows the format '.png'",)
    assert article.outlet == "Port of Eastport"


def test_a_header_no_library_understands_takes_no_word_of_the_mail(tmp_path: Path) -> None:
    nines = b"9" * 99
    article = _read(tmp_path, "mail.eml", b"From: Ann <ann@post.example>\nTo: b@post.example\nDate: " + nines
                    + b" Mar 2026 " + nines + b":00\nSubject: The port\n\nThe port is open again.\n")[0]  # fmt: skip
    assert (article.text, article.published and article.published.basis) == (
        "The port\n\nThe port is open again.", Basis.FILE)  # fmt: skip


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("---\ntitle: Port: open again\ndate: 2024-05-06\n---\n", "Port: open again"),
        ("---\ntitle: 'It''s open'\ndate: 2024-05-06\nnote: 100% sure: yes\n---\n", "It's open"),
        ("---\n\ttitle: Open\ndate: 2024-05-06\n---\n", "Open"),
        ('---\ntitle: "Open" again\ndate: 2024-05-06\n---\n', 'Open" again'),
        ('+++\ntitle = "Open"\ndate = 2024-05-06\nbad = = 3\n+++\n', "Open"),
        ('{"title": "Open", "date": "2024-05-06"}\n', "Open"),
    ],
)
def test_front_matter_is_read_as_people_write_it(tmp_path: Path, above: str, title: str) -> None:
    article = _read(tmp_path, "a.md", f"{above}\nThe port is open.\n".encode())[0]
    assert article.text == f"{above}\nThe port is open.\n"
    assert article.title is not None and article.title.text == title
    assert article.published is not None and article.published.value == "2024-05-06"


def test_a_fault_in_front_matter_is_said_and_the_rest_kept(tmp_path: Path) -> None:
    article = _read(tmp_path, "a.md", b"---\ntitle: Open\nwhat is this\nkeys: [a, b\n---\nWords.\n")[0]
    assert article.title is not None and article.title.text == "Open"
    assert "line 3 of its front matter could not be understood" in article.remarks


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b'<meta charset="iso-8859-1"><p>\x93S\xed\x94 \x80</p>', "“Sí” €"),
        (b'<meta charset="gb2312"><p>\xc4\xe3\xba\xc3</p>', "你好"),
        (b'<meta charset="windows-1251"><p>\xcf\xf0\xe8\xe2\xe5\xf2</p>', "Привет"),
        (b'<meta charset="utf-16"><p>S\xc3\xad</p>', "Sí"),
        (b'<meta charset="no-such"><p>S\xed</p>', "Sí"),
    ],
)
def test_a_label_is_read_as_browsers_read_it(tmp_path: Path, data: bytes, text: str) -> None:
    assert _read(tmp_path, "a.html", data)[0].text == text


def test_a_bad_byte_is_replaced_and_said_and_the_page_is_kept(tmp_path: Path) -> None:
    words = "“Sí”, dijo la señora López, que vive allí. ".encode() * 20
    article = _read(tmp_path, "a.txt", words + b"Fin\xff.")[0]
    assert article.text.endswith("Fin\ufffd.") and article.text.startswith("“Sí”")
    assert article.remarks == ("one byte that is no text became \ufffd",)


def test_text_of_an_old_mac_keeps_its_quotation_marks(tmp_path: Path) -> None:
    words = "“We are glad,” said Ann Lee. “It’s open,” said Bob. “So it is,” said Eve. " * 3
    assert _read(tmp_path, "a.txt", words.encode("mac_roman"))[0].text == words


def test_what_a_file_is_is_told_by_what_it_holds(tmp_path: Path) -> None:
    for name, data in formats.formats().items():
        wrong = f"{Path(name).stem}-{Path(name).suffix[1:]}.txt"
        if name.endswith((".pdf", ".docx", ".odt", ".rtf", ".eml", ".mhtml", ".xml", ".html", ".srt", ".vtt")):
            assert _read(tmp_path, wrong, data)[0].text == _read(tmp_path, name, data)[0].text


def test_a_document_with_a_password_is_said_to_be_locked(tmp_path: Path) -> None:
    from tests.files.attacks import attacks

    (tmp_path / "a.pdf").write_bytes(attacks(megabytes=1)["locked.pdf"])
    with pytest.raises(UnreadableFile, match="locked with a password"):
        read(tmp_path / "a.pdf")
