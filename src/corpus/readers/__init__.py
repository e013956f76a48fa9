"""Files into articles: one module a format, and the tuple below is the list of them."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from corpus import limits
from corpus.errors import UnreadableFile
from corpus.model import SEEDS, Article, Basis, Published
from corpus.readers import plain, web
from corpus.readers.found import Reader

READERS: tuple[Reader, ...] = (plain, web)
SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.SUFFIXES)


def read(path: Path, root: Path | None = None, *, collection: str = SEEDS) -> Article:
    """The article in a file. `root` is the folder its id and its shown path are relative to."""
    shown = (path.relative_to(root) if root and path.is_relative_to(root) else path).as_posix()
    reader = next((reader for reader in READERS if path.suffix.lower() in reader.SUFFIXES), None)
    if reader is None:
        known = ", ".join(sorted(SUFFIXES))
        raise UnreadableFile(shown, f"no reader knows the format {path.suffix or 'without a suffix'!r}", f"use {known}")
    data, changed = _bytes(path, shown)
    found = reader.read(data, shown)
    return Article(
        id=identity(collection, shown),
        path=shown,
        text=found.text,
        language=found.language,
        collection=collection,
        title=found.title,
        outlet=found.outlet,
        published=found.published or Published(changed, Basis.FILE),
        blocks=found.blocks,
        remarks=found.remarks,
    )


def identity(collection: str, path: str) -> str:
    """Stable over runs and machines: a file keeps its id when its text changes."""
    return hashlib.sha256(f"{collection}\0{path}".encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _bytes(path: Path, shown: str) -> tuple[bytes, str]:
    """The file's content and the day it was last changed."""
    try:
        status = path.stat()
        if status.st_size > limits.FILE:
            raise UnreadableFile(
                shown, f"it is larger than {limits.FILE // 1_000_000} MB", "split it, one article a file"
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(shown, "there is no such file", "check the name") from error
    except IsADirectoryError as error:
        raise UnreadableFile(shown, "it is a folder", "name the files in it") from error
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise UnreadableFile(shown, reason.lower(), "check that this account may read the file") from error
    return data, datetime.fromtimestamp(status.st_mtime, UTC).date().isoformat()
