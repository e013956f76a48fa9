"""One file of every format, made here: `python tests/files/formats.py FOLDER` writes them into a folder.

Every one tells the same story, so that a test can say what must be read of each."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

TITLE = "Harbor reopens two days after storm"
FIRST = "The harbor of Eastport reopened on Monday after crews had cleared the channel, the harbor master said."
SAID = "“We are glad that the boats can go out again,” said Ann Lee, who runs a ferry between the islands."
LAST = "Repairs will cost $4 million, according to the council, which meets on Thursday."
STORY = (FIRST, SAID, LAST)
DELETED = "Nobody is to read this."
FOOTNOTE = "The council published the estimate in March."


def formats() -> dict[str, bytes]:
    """The name of each file and what is in it."""
    return {
        "plain.txt": "\n\n".join((TITLE, *STORY)).encode(),
        "western.txt": "\n\n".join((TITLE, *STORY)).encode("cp1252"),
        "wide.txt": "\n\n".join((TITLE, *STORY)).encode("utf-16"),
        "yaml.md": f"---\ntitle: {TITLE}\ndate: 2024-05-06\n---\n\n{_prose()}".encode(),
        "toml.md": f'+++\ntitle = "{TITLE}"\ndate = 2024-05-06\n+++\n\n{_prose()}'.encode(),
        "json.md": f'{{"title": "{TITLE}", "date": "2024-05-06"}}\n\n{_prose()}'.encode(),
        "page.html": page(),
        "page-as-text.txt": page(),
        "saved.mhtml": saved_page(),
        "mail.eml": mail(),
        "mail-as-text.txt": mail(),
        "document.docx": docx(),
        "document.odt": odt(),
        "document.rtf": rtf(),
        "columns.pdf": columns(),
        "feed.xml": feed(),
        "atom.xml": atom(),
        "film.srt": srt(),
        "film.vtt": vtt(),
    }


def _prose() -> str:
    return "\n\n".join(STORY)


def page() -> bytes:
    paragraphs = "".join(f"<p>{words}</p>" for words in STORY)
    day = '<meta property="article:published_time" content="2024-05-06T08:00:00+02:00">'
    head = f"<title>{TITLE} | Daily Harbor</title>{day}"
    menu = "<nav><a href='/'>News</a> <a href='/s'>Sport</a></nav>"
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{menu}<article><h1>{TITLE}</h1>'
        f"{paragraphs}</article><footer>© Daily Harbor</footer></body></html>"
    ).encode()


def saved_page() -> bytes:
    import base64

    body = base64.encodebytes(page()).decode()
    return (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://harbor.example/a\r\nSubject: x\r\n"
        "Date: Tue, 7 May 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{body}\r\n--b--\r\n"
    ).encode()


def mail() -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "Port of Eastport <press@port.example>"
    message["To"] = "desk@harbor.example"
    message["Subject"] = TITLE
    message["Date"] = "Mon, 06 May 2024 23:30:00 -0400"
    message["Message-ID"] = "<1@port.example>"
    message.set_content("\n\n".join((*STORY, "-- \nPort of Eastport\nTel. 555-0100")))
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    return message.as_bytes()


# ------------------------------------------------------------------ word processors
def docx() -> bytes:
    def paragraph(words: str, style: str = "", more: str = "") -> str:
        styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        half = len(words) // 2
        runs = "".join(f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in (words[:half], words[half:]))
        return f"<w:p>{styled}{runs}{more}</w:p>"

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deleted = f'<w:del w:id="1" w:author="x"><w:r><w:delText>{DELETED}</w:delText></w:r></w:del>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{paragraph(FOOTNOTE)}</w:footnote>'
    body = "".join(
        (paragraph(TITLE, "Title"), paragraph(FIRST, more=deleted), paragraph(SAID), paragraph(LAST, more=note))
    )
    return archive(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {space}>{notes}</w:footnotes>",
        }
    )


def odt() -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    gone = f"<text:tracked-changes><text:changed-region><text:deletion><text:p>{DELETED}</text:p></text:deletion>"
    gone += "</text:changed-region></text:tracked-changes>"
    note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    note += f"<text:p>{FOOTNOTE}</text:p></text:note-body></text:note>"
    spaced = SAID.replace("go out", "go<text:s/>out")
    body = f'{gone}<text:p text:style-name="Title">{TITLE}</text:p><text:p>{FIRST}</text:p><text:p>{spaced}</text:p>'
    body += f"<text:p>{LAST}{note}</text:p>"
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
    return archive(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content + "</office:document-content>"}
    )


def archive(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def rtf() -> bytes:
    def written(words: str) -> str:
        return "".join(sign if ord(sign) < 128 else f"\\u{ord(sign)}?" for sign in words)

    paragraphs = "\\par\n".join(written(words) for words in (TITLE, *STORY))
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Times;}}}}\\f0 {paragraphs}\\par}}".encode("ascii")


# ------------------------------------------------------------------ PDF
def columns() -> bytes:
    """Two pages: two columns with words cut at the ends of lines, a running head and page numbers."""
    left = [
        "The harbor of Eastport reopened on",
        "Monday after crews had cleared the chan-",
        "nel, the harbor master said.",
    ]
    right = [
        "\x93We are glad that the boats can go",
        "out again,\x94 said Ann Lee, who runs a fer-",
        "ry between the islands.",
    ]
    first = [("Daily Harbor", 50, 800, 9), (TITLE, 50, 760, 18)]
    first += [(words, 50, 720 - 14 * row, 11) for row, words in enumerate(left)]
    first += [(words, 310, 720 - 14 * row, 11) for row, words in enumerate(right)]
    first += [("1", 300, 30, 9)]
    last = ["Repairs will cost $4 million, according to", "the council, which meets on Thursday."]
    second = [
        ("Daily Harbor", 50, 800, 9),
        *((words, 50, 760 - 14 * row, 11) for row, words in enumerate(last)),
        ("2", 300, 30, 9),
    ]
    return pdf([first, second])


def pdf(pages: list[list[tuple[str, int, int, int]]], *, trailer: str = "") -> bytes:
    """Lines, each with its place and the size of its letters, on pages."""
    streams = []
    for page_lines in pages:
        shown = []
        for words, left, bottom, size in page_lines:
            escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            shown.append(f"BT /F1 {size} Tf {left} {bottom} Td ({escaped}) Tj ET")
        streams.append("\n".join(shown).encode("latin-1"))
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return document(objects, trailer)


def document(objects: list[bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, the first of them its catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


# ------------------------------------------------------------------ feeds and subtitles
def feed() -> bytes:
    whole = "".join(f"&lt;p&gt;{words}&lt;/p&gt;" for words in STORY)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "<channel><title>Daily Harbor</title><link>https://harbor.example</link><language>en</language>"
        f"<item><title>{TITLE}</title><link>https://harbor.example/a</link>"
        f"<pubDate>Mon, 06 May 2024 23:30:00 -0400</pubDate><content:encoded>{whole}</content:encoded></item>"
        "<item><title>Ferry is late</title><link>https://harbor.example/b</link>"
        "<pubDate>Tue, 07 May 2024 08:00:00 +0200</pubDate>"
        "<description>The ferry was &lt;b&gt;late&lt;/b&gt; on Tuesday.</description></item></channel></rss>"
    ).encode()


def atom() -> bytes:
    whole = "".join(f"<p>{words}</p>" for words in STORY)
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Daily Harbor</title><id>urn:x</id>'
        f"<entry><id>urn:x:1</id><title>{TITLE}</title><published>2024-05-06T23:30:00-04:00</published>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{whole}</div></content></entry></feed>'
    ).encode()


def srt() -> bytes:
    cues = [
        ("00:00:01,000 --> 00:00:03,000", "The harbor of Eastport reopened on Monday"),
        ("00:00:03,000 --> 00:00:05,000", "after crews had cleared the channel,\nthe harbor master said."),
        ("00:00:05,500 --> 00:00:06,000", "[horn]"),
        ("00:00:12,000 --> 00:00:14,000", "<i>Repairs will cost $4 million.</i>"),
    ]
    return "\r\n\r\n".join(f"{number}\r\n{time}\r\n{words}" for number, (time, words) in enumerate(cues, 1)).encode()


def vtt() -> bytes:
    return (
        b"WEBVTT\n\nNOTE made by hand\n\n00:01.000 --> 00:03.000\n<v Ann Lee>We are glad that\n\n"
        b"00:03.000 --> 00:05.000\n<v Ann Lee>the boats can go out again.\n\n"
        b"00:05.500 --> 00:07.000\n<v Bob Roe>So am I.\n"
    )


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in formats().items():
        (folder / name).write_bytes(content)
