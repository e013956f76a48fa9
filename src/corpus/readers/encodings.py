"""Bytes into text: strict UTF-8 first, then what the file says it is in, as browsers read that, then by evidence."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import NamedTuple

from corpus.errors import UnreadableFile

_MARKED = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_LABEL = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:-]{3,20})|<\?xml[^>]{0,80}encoding=[\"']([\w-]{3,20})", re.I
)


@dataclass(frozen=True, slots=True)
class DecodingLimits:
    """How much of a file is looked at for its encoding, and how much of it may be damaged. Set by hand:
    the rest of a file is as its beginning, and a few bad bytes spoil no article."""

    label: int = 4096  # bytes of a page among which its label stands
    sample: int = 20_000  # characters looked at to tell whether they are text
    few: float = 0.02  # share of the bytes beyond ASCII that may be bad
    bad: int = 200  # bytes of one file, at most
    surely: int = 2  # letters of UTF-8, at least, in a file that is partly in it
    share: float = 0.25  # of them for each byte that is in Windows-1252


_LIMITS = DecodingLimits()

_READ_AS = {  # what browsers take a label for (https://encoding.spec.whatwg.org/#names-and-labels)
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "windows-1252": "cp1252",
    "x-cp1252": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "macintosh": "mac_roman",
    "utf8": "utf-8",
    "utf-16": "utf-8",  # a label that can be read byte by byte is none of UTF-16
}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FOREIGN = re.compile(r"[À-ÿ]{3,}")  # as Cyrillic, Greek or Czech read as Western text looks
_MISPLACED = re.compile(r"(?<![^\W\d_])[ÒÓÔÕÐ](?=[A-Za-z])|(?<=[a-z.,!?])[ÒÓÔÕÐÑ](?![a-zà-ÿ])|(?<=[a-z])Õ(?=[a-z])")


class Decoded(NamedTuple):
    text: str
    remark: str = ""  # what a person should know, such as that a byte was replaced


def decoded(data: bytes, shown: str, *, label: str | None = None) -> Decoded:
    """The text with line ends as they are. `label`: the encoding a header names. Raises UnreadableFile."""
    for mark, encoding in _MARKED.items():
        if data.startswith(mark):
            return _as(data[len(mark) :], encoding, shown)
    wide = _wide(data)
    if wide:
        return _as(data, wide, shown)
    if data.count(b"\0") > len(data) // 1000:
        raise _no_text(shown)
    try:
        return _checked(Decoded(data.decode("utf-8")), shown)
    except UnicodeDecodeError:
        pass
    return _labelled(data, shown, label) or _by_evidence(data, shown)


def label_of(data: bytes) -> str | None:
    """The encoding that a page or an XML file names in its head."""
    found = _LABEL.search(data, 0, _LIMITS.label)
    return (found.group(1) or found.group(2)).decode("ascii").lower() if found else None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Western text is nothing."""
    head = data[:1000]
    if len(head) < 20 or head.count(0) < len(head) * 0.4:
        return None
    if head[1::2].count(0) > len(head) * 0.4:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > len(head) * 0.4 else None


def _labelled(data: bytes, shown: str, label: str | None) -> Decoded | None:
    """None where the label is unknown, or the file is not in what it names."""
    encoding = _READ_AS.get((label or "").lower(), label)
    if not encoding:
        return None
    try:
        codec = codecs.lookup(encoding)
        if not codec._is_text_encoding:
            return None
        text, _ = codec.decode(data, "strict")
        return _checked(Decoded(text), shown)
    except (LookupError, UnicodeDecodeError):
        return _repaired(data, encoding) if encoding in ("utf-8", "cp1252") else None


def _by_evidence(data: bytes, shown: str) -> Decoded:
    mended = _repaired(data, "utf-8")
    if mended:
        return mended
    if (mixed := _mixed(data)) is not None:
        return _checked(mixed, shown)
    western = data.decode("cp1252", "replace")
    foreign = sum(len(run.group()) for run in _FOREIGN.finditer(western[: _LIMITS.sample]))
    high = sum(1 for sign in western[: _LIMITS.sample] if sign >= "\x80")
    if foreign * 4 > high:
        guessed = _guessed(data)
        if guessed:
            return _checked(Decoded(data.decode(guessed, "replace")), shown)
    apple = data.decode("mac_roman")
    if len(_MISPLACED.findall(western[: _LIMITS.sample])) > 1 + len(_MISPLACED.findall(apple[: _LIMITS.sample])):
        return _checked(Decoded(apple), shown)
    found = _repaired(data, "cp1252")
    if found is None:
        reason = "it is neither UTF-8 nor UTF-16 nor Windows-1252 text"
        raise UnreadableFile(shown, reason, "save it as UTF-8 and put it here again")
    return _checked(found, shown)


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 with a paragraph of Windows-1252 pasted in: what reads as letters of UTF-8 is hardly ever anything else."""
    good = sum(1 for sign in data.decode("utf-8", "ignore") if sign >= "\x80")
    text = data.decode("utf-8", _WESTERN)
    bad = sum(1 for sign in text if sign >= "\x80") - good
    if good < _LIMITS.surely or good < bad * _LIMITS.share:
        return None
    return Decoded(text, f"{bad} bytes that are no UTF-8 were read as Windows-1252")


def _western(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_WESTERN = "corpus-western"
codecs.register_error(_WESTERN, _western)


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # here, because nearly every file is UTF-8 or Western

    best = from_bytes(data[:50_000]).best()
    return best.encoding if best else None


def _repaired(data: bytes, encoding: str) -> Decoded | None:
    """Bad bytes replaced, where they are few beside the good ones; None where they are many."""
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    high = sum(1 for sign in text if sign >= "\x80")
    if bad > _LIMITS.bad or (
        bad > max(1, high * _LIMITS.few) if encoding == "utf-8" else bad > max(2, high * _LIMITS.few)
    ):
        return None
    if encoding == "utf-8" and bad >= high:  # not one sign beyond ASCII is good UTF-8
        return None
    return Decoded(text, _replaced(bad) if bad else "")


def _replaced(bad: int) -> str:
    return (
        f"{bad} bytes that are no text were replaced by \ufffd" if bad > 1 else "one byte that is no text became \ufffd"
    )


def _as(data: bytes, encoding: str, shown: str) -> Decoded:
    try:
        return _checked(Decoded(data.decode(encoding)), shown)
    except UnicodeDecodeError as error:
        mended = data.decode(encoding, "replace")
        bad = mended.count("\ufffd")
        if len(mended) < 20 or bad > len(mended) * _LIMITS.few:
            reason = "it is neither UTF-8 nor UTF-16 nor Windows-1252 text"
            raise UnreadableFile(shown, reason, "save it as UTF-8 and put it here again") from error
        return _checked(Decoded(mended, _replaced(bad)), shown)


def _checked(found: Decoded, shown: str) -> Decoded:
    """Control characters in number mean that the bytes only happen to decode."""
    head = found.text[: _LIMITS.sample]
    if sum(1 for _ in _CONTROL.finditer(head)) > 4 + len(head) // 500:
        raise _no_text(shown)
    return found


def _no_text(shown: str) -> UnreadableFile:
    return UnreadableFile(shown, "it holds bytes that are no text", "save the article as plain text (UTF-8)")
