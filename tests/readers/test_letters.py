"""Mail with files: each an article of its own under the mail's name, nested ones too; what is not read is said."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.library import Library
from corpus.model import Article
from corpus.readers import read_all
from corpus.results import Query
from tests.files import formats

WORDS = "The release is attached. Call us with questions."


def letter(
    words: str = WORDS, *files: tuple[str, bytes], subject: str = "The port", html: bool = False
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Port of Eastport <press@port.example>"
    message["To"] = "desk@harbor.example"
    message["Subject"] = subject
    message["Date"] = "Tue, 03 Mar 2026 09:00:00 +0000"
    message["Message-ID"] = "<1@port.example>"
    message.set_content(f"<p>{words}</p>" if html else words, subtype="html" if html else "plain")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def read(folder: Path, message: EmailMessage) -> tuple[Article, ...]:
    (folder / "mail.eml").write_bytes(message.as_bytes())
    return read_all(folder / "mail.eml", folder)


def test_every_file_of_a_mail_is_an_article_by_the_reader_of_its_format(tmp_path: Path) -> None:
    files = (("release.docx", formats.docx()), ("columns.pdf", formats.columns()), ("notes", b"\x00\x01"))
    own, *found = read(tmp_path, letter(WORDS, *files))
    assert own.text == f"The port\n\n{WORDS}"
    assert own.remarks == (
        "its attachment notes was not read: it has no ending, and does not read like an article",)  # fmt: skip
    assert [one.path for one in found] == ["mail.eml#release.docx", "mail.eml#columns.pdf"]
    assert all(words in one.text.replace("\n", " ") for one in found for words in formats.STORY)
    told = [(one.outlet, one.published and one.published.value) for one in (own, *found)]
    assert told == [("Port of Eastport", "2026-03-03")] * 3


def test_a_mail_in_a_mail_has_its_own_sender_and_its_files(tmp_path: Path) -> None:
    inner = letter("We open the gates.", ("release.docx", formats.docx()), subject="Gates")
    inner.replace_header("From", "Ann Lee <ann@gates.example>")
    outer = letter("See below.", subject="FW: Gates", html=True)
    outer.add_attachment(inner)
    own, passed_on, release = read(tmp_path, outer)
    assert "See below." in own.text and "We open" not in own.text  # though that one is plain text
    assert (passed_on.path, passed_on.outlet, passed_on.text) == (
        "mail.eml#mail.eml", "Ann Lee", "Gates\n\nWe open the gates.")  # fmt: skip
    assert (release.path, release.outlet) == ("mail.eml#mail.eml/release.docx", "Ann Lee")
    as_file = letter("See below.", ("gates.eml", inner.as_bytes()))
    assert [one.path for one in read(tmp_path, as_file)][1:] == [
        "mail.eml#gates.eml", "mail.eml#gates.eml/release.docx"]  # fmt: skip


def test_a_mail_of_nothing_but_a_file_is_read(tmp_path: Path) -> None:
    message = letter("", ("release.docx", formats.docx()))
    (release,) = read(tmp_path, message)
    assert release.path == "mail.eml#release.docx" and release.remarks == ("the message has no text",)
    with pytest.raises(UnreadableFile, match=r"no text; its attachment a\.png was not read"):
        read(tmp_path, letter("", ("a.png", b"\x89PNG")))


def test_files_of_one_name_and_names_that_are_none_are_told_apart(tmp_path: Path) -> None:
    names = ("a.txt", "a.txt", "../../etc/a b#c.txt", "\u202e.txt", "x" * 300 + ".txt")
    found = read(
        tmp_path, letter(WORDS, *((name, f"The {n}th note of the port.".encode()) for n, name in enumerate(names)))
    )
    paths = [one.path.removeprefix("mail.eml#") for one in found[1:]]
    assert paths[:3] == ["a.txt", "a-2.txt", "etc-a-b-c.txt"] and len(set(paths)) == 5
    assert all(path.isprintable() and "#" not in path and len(path) <= 60 for path in paths)


def test_mails_within_mails_and_files_without_number_have_an_end(tmp_path: Path) -> None:
    message = letter("The last of them.")
    for _ in range(9):
        outer = letter("Passed on.")
        outer.add_attachment(message)
        message = outer
    assert len(read(tmp_path, message)) == 3
    (tmp_path / "many").mkdir()
    many = letter(WORDS, *((f"{n}.txt", f"The {n}th note of the port.".encode()) for n in range(30)))
    own, *found = read(tmp_path / "many", many)
    assert len(found) == 20 and own.remarks == ("of its attachments only the first 20 were read",)


def test_the_files_of_a_mail_come_and_go_with_it(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    folder = tmp_path / "in"
    folder.mkdir()
    for files in (
        (("a.txt", b"The first note."), ("b.txt", b"Quite another thing.")),
        (("b.txt", b"Quite another thing."),),
    ):
        (folder / "mail.eml").write_bytes(letter(WORDS, *files).as_bytes())
        library.sweep(folder)
        paths = sorted(row.path.partition("#")[2] for row in library.articles(Query()))
        assert paths == ["", *(name for name, _ in files)]
    (folder / "mail.eml").unlink()
    assert library.sweep(folder).gone == 1 and not library.articles(Query())
    library.close()


def test_a_page_a_browser_saved_has_its_frames_and_pictures_as_no_files(tmp_path: Path) -> None:
    def part(kind: str, at: str, holds: str) -> str:
        return f"--b\r\nContent-Type: {kind}\r\nContent-Location: {at}\r\n\r\n{holds}\r\n"

    frame = "<html><body><p>Buy now, for a short time only, at our shop in Eastport.</p></body></html>"
    body = part("text/html; charset=utf-8", "https://harbor.example/port", formats.page().decode())
    body += part("text/html", "cid:frame", frame) + part("image/png", "https://harbor.example/a.png", "x")
    head = ("From: <Saved by Blink>\r\nSubject: x\r\nDate: Tue, 7 May 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n')  # fmt: skip
    (tmp_path / "saved.mht").write_bytes((head + body + "--b--\r\n").encode())
    (article,) = read_all(tmp_path / "saved.mht", tmp_path)
    assert all(words in article.text for words in formats.STORY) and "Buy now" not in article.text
    assert article.address == "harbor.example/port" and not article.remarks
