"""Files into articles: one module a format, and the tuple below is the list of them."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus import limits
from corpus.errors import UnreadableFile
from corpus.model import SEEDS, Article, Basis, Published
from corpus.readers import feed, letters, mail, office, pdf, plain, rtf, subtitles, web
from corpus.readers.found import Found, Reader

READERS: tuple[Reader, ...] = (pdf, office, rtf, feed, web, subtitles, mail, plain)
SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.SUFFIXES if suffix)


@dataclass(frozen=True, slots=True)
class HeadSize:
    """How much of a file is looked at before it is read. Set by hand: the marks of every format stand in it."""

    bytes: int = 8192  # that tell the format


HEAD = HeadSize()


def read(path: Path, root: Path | None = None, *, collection: str = SEEDS) -> Article:
    """The article in a file; of several the first."""
    return read_all(path, root, collection=collection)[0]


def read_all(
    path: Path, root: Path | None = None, *, collection: str = SEEDS, shown: str | None = None
) -> tuple[Article, ...]:
    """The articles in a file. `root` is the folder their ids and shown paths are relative to. Raises UnreadableFile."""
    shown = shown or (path.relative_to(root) if root and path.is_relative_to(root) else path).as_posix()
    data, changed = _bytes(path, shown)
    suffix = path.suffix.lower()
    return articles(data, shown, suffix, changed=changed, collection=collection)


def articles(data: bytes, shown: str, suffix: str, *, changed: str, collection: str = SEEDS) -> tuple[Article, ...]:
    """The articles in what a file holds. `changed` is the time of the file, where it tells no other."""
    found = _found(data, shown, suffix)
    return tuple(_article(one, shown, changed, collection) for one in found)


def _found(data: bytes, shown: str, suffix: str) -> tuple[Found, ...]:
    reader = _reader(data[: HEAD.bytes], suffix)
    if reader is None:
        raise UnreadableFile(shown, unknown(suffix), f"use {', '.join(sorted(SUFFIXES))}")
    return letters.read(data, shown, _found) if reader is mail else reader.read(data, shown)


def content(path: Path) -> bytes:
    """What a file holds. Raises UnreadableFile."""
    return _bytes(path, path.name)[0]


def known(head: bytes, suffix: str) -> bool:
    """Whether a file that begins so and is called so is of a format that is read."""
    return _reader(head, suffix) is not None


def is_plain(head: bytes, suffix: str) -> bool:
    return _reader(head, suffix) is plain


def of_kind(head: bytes, suffix: str, suffixes: frozenset[str]) -> bool:
    """Whether what begins so is, by what it holds, of a format whose names end so."""
    reader = _reader(head, suffix)
    return reader is not None and bool(reader.SUFFIXES & suffixes)


def unknown(suffix: str) -> str:
    return f"no reader knows the format {suffix!r}" if suffix else "it has no ending, and does not read like an article"


def _reader(head: bytes, suffix: str) -> Reader | None:
    """By what the file holds, then by what it is called."""
    for reader in READERS:
        if reader.fits(head):
            return reader
    if not suffix:
        return plain if plain.is_prose(head) else None
    return next((reader for reader in READERS if suffix in reader.SUFFIXES), None)


def _article(found: Found, shown: str, changed: str, collection: str) -> Article:
    path = f"{shown}#{found.key}" if found.key else shown
    return Article(
        id=identity(collection, path),
        path=path,
        text=found.text,
        language=found.language,
        collection=collection,
        title=found.title,
        outlet=found.outlet,
        published=found.published or Published(changed[:10], Basis.FILE),
        blocks=found.blocks,
        remarks=found.remarks,
        address=found.address,
        modified=found.modified,
        seen=changed,
    )


def identity(collection: str, path: str) -> str:
    """Stable over runs and machines: a file keeps its id when its text changes."""
    return hashlib.sha256(f"{collection}\0{path}".encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _bytes(path: Path, shown: str) -> tuple[bytes, str]:
    """The file's content and when it was last changed. What is no regular file is not waited for."""
    most = limits.FILE
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableFile(shown, "it is no regular file", "put the article here as a file")
            data = file.read(most + 1) if status.st_size <= most else b""
    except FileNotFoundError as error:
        raise UnreadableFile(shown, "there is no such file", "check the name") from error
    except IsADirectoryError as error:
        raise UnreadableFile(shown, "it is a folder", "name the files in it") from error
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UnreadableFile(shown, reason.lower(), "check that this account may read the file") from error
    if status.st_size > most or len(data) > most:
        raise UnreadableFile(shown, f"it is larger than {most // 1_000_000} MB", "split it, one article a file")
    return data, datetime.fromtimestamp(status.st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
