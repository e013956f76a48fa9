"""One file of every attack, made here: `python -m tests.files.attacks FOLDER` writes them into a folder.

None does harm to a program that reads with care; one that does not pays with its memory, its time or its secrets."""

from __future__ import annotations

import os
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from tests.files import formats

SECRET = "this stands in a file outside of the folder"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def attacks(*, megabytes: int = 300, many: int = 100_000) -> dict[str, bytes]:
    """The name of each file and what is in it. `megabytes`: what the bombs unpack to; `many`: of what there is much."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughing = f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]>'
    stealing = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    return {
        "zip-bomb.docx": _docx_bomb(megabytes),
        "laughs.docx": _docx(laughing, "<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"),
        "entity.docx": _docx(stealing, "<w:p><w:r><w:t>See &x; here.</w:t></w:r></w:p>"),
        "nested.docx": _docx("", "<w:p>" * 50_000 + "<w:r><w:t>deep</w:t></w:r>" + "</w:p>" * 50_000),
        "laughs.xml": f"{laughing}<rss><channel><item><title>&l9;</title></item></channel></rss>".encode(),
        "entity.xml": f"{stealing}<rss><channel><item><title>&x;</title></item></channel></rss>".encode(),
        "inflate-bomb.pdf": _pdf_bomb(megabytes),
        "truncated.pdf": formats.columns()[:700],
        "locked.pdf": formats.pdf([[("secret", 50, 700, 12)]], trailer=_LOCK),
        "loop.pdf": _pdf_loop(),
        "nested.html": b"<div>" * many + b"The words." + b"</div>" * many,
        "unclosed.html": b"<p><b>The words." * (many // 5),
        "attributes.html": b"<p " + b'a="b" ' * many + b">The words.</p>",
        "nested-json.md": b'{"title": ' + b"[" * 9_000 + b"\n\nWords.",
        "nested-yaml.md": b"---\ntitle: " + b"[" * 9_000 + b"\n---\nWords.",
        "aliases.md": b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 9)) for n in range(98, 108))
        + b"---\nWords.",
        "nulls.txt": b"The words.\0" * 1000,
        "nested.eml": _nested_mail(),
        "deep.rtf": b"{\\rtf1 " + b"{" * (many // 2) + b"deep" + b"}" * (many // 2),
        "quotes.txt": b'"' * (many // 2),
        "phrase.txt": b"He said that she said that " * (many // 25),
        "blanks.txt": b" " * (many * 5) + b"The words.",
        "one-line.txt": b"word " * 10_500_000,
    }


_LOCK = (
    "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >> "
    "/ID [<" + "43" * 16 + "> <" + "43" * 16 + ">]"
)


def _docx(head: str, body: str) -> bytes:
    document = f'<?xml version="1.0"?>{head}<w:document {_W}><w:body>{body}</w:body></w:document>'
    return formats.archive({"[Content_Types].xml": _TYPES, "word/document.xml": document})


def _docx_bomb(megabytes: int) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        with packed.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(b" " * 1_000_000)
    return buffer.getvalue()


def _pdf_bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj()
    packed = b"".join(packer.compress(b"(a) Tj " * 150_000) for _ in range(megabytes)) + packer.flush()
    return formats.document(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents 4 0 R >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        ]
    )


def _pdf_loop() -> bytes:
    """Pages that are their own parents."""
    return formats.document(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"]
    )


def _nested_mail() -> bytes:
    depth = 500
    head = b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth))
    return head + parts + b"Content-Type: text/plain\r\n\r\nThe words.\r\n"


def specials(folder: Path) -> dict[str, str]:
    """Makes in a folder what is no regular file of it; -> the name of each and what must be said of it."""
    outside = folder.parent / "outside.txt"
    outside.write_text(SECRET, encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "link.txt").symlink_to(outside)
    (folder / "round.txt").symlink_to(folder / "round.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone")
    (folder / "up").symlink_to(folder.parent)
    (folder / ".hidden.txt").write_text(SECRET, encoding="utf-8")
    (folder / "Makefile").write_text("all: test\n\t$(PY) -m pytest\n", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return {
        "pipe.txt": "no regular file",
        "device.txt": "leads out of the folder",
        "link.txt": "leads out of the folder",
        "round.txt": "round in a circle",
        "nowhere.txt": "leads nowhere",
        "up": "a link to a folder",
        ".hidden.txt": "hidden",
        "picture.png": "no reader knows the format",
        "Makefile": "does not read like an article",
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1]).resolve()  # links lead from where they stand
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in attacks().items():
        (folder / name).write_bytes(content)
    specials(folder)
