"""A file that somebody sends: read as carefully as one of a folder, from memory, and kept nowhere."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import NamedTuple

from corpus import readers
from corpus.errors import UnreadableFile
from corpus.ingest.confined import Bounds, confined
from corpus.ingest.folder import HARMLESS, shown
from corpus.model import SEEDS, Article

_REMEDY = "save its words as a plain text file"


class Sent(NamedTuple):
    name: str  # as it may be printed
    suffix: str
    data: bytes
    changed: str  # ISO time, where the file tells no other
    collection: str


class Failed(NamedTuple):
    """Why a file cannot be read; it holds no word of the file."""

    reason: str
    remedy: str
    code: str = ""


def read(name: str, data: bytes, *, collection: str = SEEDS, bounds: Bounds | None = None) -> tuple[Article, ...]:
    """The articles in it, at least one. Raises UnreadableFile.

    What unpacks, nests or runs on is read in a process of its own; a short plain text is not worth one."""
    sent = as_sent(name, data, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", collection)
    if harmless(sent):
        result = parse(sent)
    else:
        [[result]] = confined(parse, [[sent]], lost, bounds=bounds or Bounds())
    if isinstance(result, Failed):
        raise UnreadableFile(sent.name, result.reason, result.remedy, result.code)
    return result


def read_file(path: Path, *, bounds: Bounds | None = None) -> tuple[Article, ...]:
    """The articles in a file of this machine, read in the same way. Raises UnreadableFile."""
    return read(path.name, readers.content(path), bounds=bounds)


def harmless(sent: Sent) -> bool:
    """Whether it is a short plain text: nothing in it unpacks, nests or runs on."""
    return len(sent.data) <= HARMLESS.bytes and readers.is_plain(sent.data[: readers.HEAD.bytes], sent.suffix)


def as_sent(name: str, data: bytes, when: str, collection: str) -> Sent:
    """`when` it came, in ISO time."""
    file = PurePath(name)
    return Sent(shown(file.name), file.suffix.lower(), data, when, collection)


def part(article: Article, name: str) -> str:
    """What an article is called in the file of this name; empty where it is the only one."""
    return article.path.removeprefix(shown(PurePath(name).name)).removeprefix("#")


def parse(sent: Sent) -> tuple[Article, ...] | Failed:
    try:
        return readers.articles(sent.data, sent.name, sent.suffix, changed=sent.changed, collection=sent.collection)
    except UnreadableFile as error:
        return Failed(error.reason, error.remedy, error.code)
    except MemoryError:
        return lost(sent, "it takes more memory than it may")
    except Exception as error:  # whatever a damaged file does to a library; its words are not repeated
        return Failed(f"it could not be understood ({type(error).__name__})", _REMEDY, "damaged")


def lost(sent: Sent, reason: str) -> Failed:
    """Of a file at which the process was ended."""
    return Failed(reason, _REMEDY, "too_much")
