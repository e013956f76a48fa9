"""Mail (EML) and pages saved with their pictures (MHTML): the text of the message, the subject as its title, and the
files that come with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, cast

from corpus.errors import UnreadableFile
from corpus.model import Basis, Published
from corpus.readers import web
from corpus.readers.addresses import canonical
from corpus.readers.days import day_of
from corpus.readers.encodings import decoded
from corpus.readers.found import DAMAGE, Found, Paragraph, assembled

if TYPE_CHECKING:
    from email.message import EmailMessage

SUFFIXES = frozenset({".eml", ".mhtml", ".mht"})
_HEADERS = re.compile(rb"(?:\xef\xbb\xbf)?(?:From |[A-Za-z][A-Za-z0-9-]{1,40}:[ \t])", re.I)
_NAMES = re.compile(
    rb"^(from|to|date|subject|received|return-path|mime-version|message-id|content-type|delivered-to|reply-to):[ \t]",
    re.I | re.M,
)


@dataclass(frozen=True, slots=True)
class HeaderRules:
    """When a text is a mail. Set by hand: prose may begin with one word and a colon."""

    least: int = 3  # headers of mail


_RULES = HeaderRules()

_NO_FILES = frozenset(("text", "multipart"))  # where nothing says otherwise: the same again, or a foot of the list

_SIGNATURE = re.compile(r"^-- ?$", re.M)


class Enclosed(NamedTuple):
    """A file that comes with a mail."""

    name: str
    data: bytes


def fits(head: bytes) -> bool:
    """Whether it begins with the headers of a message."""
    if not _HEADERS.match(head):
        return False
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    found = {name.lower() for name in _NAMES.findall(top)}
    return len(found) >= _RULES.least and bool(found & {b"from", b"mime-version", b"message-id", b"received"})


def read(data: bytes, shown: str) -> tuple[Found, ...]:
    return (_text_of(_message(data), shown),)


def enclosed(data: bytes) -> Iterator[Enclosed]:
    """The files that come with a mail, in its order; a forwarded mail is one of them."""
    message = _message(data)
    if _saved(message):
        return
    body = _body(message)
    for part in _parts(message):
        if part is body or (part.get_content_disposition() is None and part.get_content_maintype() in _NO_FILES):
            continue
        try:
            content = _content(part)
        except DAMAGE:  # of a part that the standard library stumbles over
            content = b""
        yield Enclosed(_file_name(part), content)


def sent(data: bytes) -> tuple[str, Published | None]:
    """By whom and when."""
    message = _message(data)
    return _sender(message), _day(message)


def _message(data: bytes) -> EmailMessage:
    from email import message_from_bytes  # here, because most folders hold no mail, and the package takes a while
    from email.policy import default

    return message_from_bytes(data, policy=default)


def _text_of(message: EmailMessage, shown: str) -> Found:
    part = _body(message)
    if part is None:
        raise UnreadableFile(shown, "the message has no text", "save its text as a plain file")
    text, remark = decoded(cast(bytes, part.get_payload(decode=True)) or b"", shown, label=part.get_content_charset())
    subject, outlet, published = _header(message, "subject"), _sender(message), _day(message)
    remarks = (remark,) if remark else ()
    if part.get_content_subtype() == "html":
        found = web.of_page(text, shown)
        if _saved(message):
            named = (_header(message, "snapshot-content-location"), _header(part, "content-location"))
            address = found.address or next(filter(None, map(canonical, named)), "")
            return replace(found, remarks=remarks, published=found.published or published, address=address)
        return _of_mail([Paragraph(line) for line in found.text.split("\n\n")], subject, outlet, published, remarks)
    words = _SIGNATURE.split(text.replace("\r\n", "\n"))[0]
    if not words.strip():
        raise UnreadableFile(shown, "the message has no text", "save its text as a plain file")
    flowed = part.get_param("format") == "flowed"
    parts = [
        Paragraph(_flowed(block) if flowed else block.strip("\n"))
        for block in re.split(r"\n\s*\n", words)
        if block.strip()
    ]
    return _of_mail(parts, subject, outlet, published, remarks)


def _sender(message: EmailMessage) -> str:
    from email.utils import parseaddr

    return parseaddr(_header(message, "from"))[0]


def _day(message: EmailMessage) -> Published | None:
    day = day_of(_header(message, "date"))
    return Published(day, Basis.METADATA) if day else None


def _of_mail(
    parts: list[Paragraph], subject: str, outlet: str, published: Published | None, remarks: tuple[str, ...]
) -> Found:
    parts = [part for part in parts if part.words != subject]
    return assembled(parts, title=subject, outlet=outlet, published=published, remarks=remarks)


def _saved(message: EmailMessage) -> bool:
    """A page saved by a browser, no mail."""
    return "snapshot-content-location" in message or (
        message.get_content_type() == "multipart/related" and "to" not in message
    )


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """What is in it, but not what is in a mail that comes with it."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inside = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(inside, list):
            waiting += reversed(cast("list[EmailMessage]", inside))
        else:
            yield part


def _content(part: EmailMessage) -> bytes:
    if part.get_content_maintype() == "message" and isinstance(inside := part.get_payload(), list):
        return cast("list[EmailMessage]", inside)[0].as_bytes() if inside else b""
    return cast(bytes, part.get_payload(decode=True)) or b""


def _file_name(part: EmailMessage) -> str:
    """As it was sent; one that has none is called by what it is."""
    try:
        name = " ".join(str(part.get_filename() or "").split())
    except DAMAGE:
        name = ""
    kind = part.get_content_type()
    return name or ("mail.eml" if kind == "message/rfc822" else f"part.{part.get_content_subtype()}")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except DAMAGE:  # headers that the standard library stumbles over
        return ""


def _body(message: EmailMessage) -> EmailMessage | None:
    """The page where a browser saved one, else the plain text, else the page in a mail."""
    found: dict[str, EmailMessage] = {}
    for part in _parts(message):
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            found.setdefault(part.get_content_subtype(), part)
    wanted = ("html", "plain") if _saved(message) else ("plain", "html")
    return next((found[kind] for kind in wanted if kind in found), None)


def _flowed(block: str) -> str:
    """Lines that end in a space go on in the next one (RFC 3676)."""
    return re.sub(r" \n", " ", block).strip("\n")
