"""Which files of a folder are to be read, and which are passed over, each with the reason."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus import readers
from corpus.errors import WrongUse

_UNSHOWN = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class HarmlessSize:
    """Which texts are read without a process of their own. Set by hand: so little can neither fill the memory nor take
    seconds."""

    bytes: int = 64_000  # of a plain text


HARMLESS = HarmlessSize()

_LEFT_BY_PROGRAMS = frozenset({"thumbs.db", "desktop.ini", "icon\r"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read; its shown path and its id are relative to `root`."""

    file: Path
    root: Path

    @property
    def path(self) -> str:
        within = self.file.is_relative_to(self.root)
        return shown((self.file.relative_to(self.root) if within else self.file).as_posix())

    @property
    def harmless(self) -> bool:
        """Whether it is a short plain text: nothing in it unpacks, nests or runs on."""
        try:
            status = self.file.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > HARMLESS.bytes:
                return False
            return readers.is_plain(_head(self.file), self.file.suffix.lower())
        except OSError:
            return True  # it cannot be opened, and its reader says so


@dataclass(slots=True)
class Folder:
    """What was found: `sources` sorted by path; `passed` path -> the reason why it is not read."""

    sources: list[Source] = field(default_factory=list)
    passed: dict[str, str] = field(default_factory=dict)


def shown(path: str) -> str:
    """The path as it may be printed: a name may hold line breaks, or bytes that are no text. Two names stay two."""
    clean = _UNSHOWN.sub("\ufffd", path)
    if clean == path:
        return path
    return f"{clean}~{hashlib.sha256(path.encode('utf-8', 'surrogateescape')).hexdigest()[:6]}"


def listed(paths: Iterable[Path]) -> Folder:
    """Raises WrongUse for a path not there. A file that is named outright is taken, so that its reader says why not."""
    found = Folder()
    known: set[Path] = set()
    for path in paths:
        whole = path.absolute()
        root = root_of(whole)
        if whole.is_dir():
            for file in _walk(whole, found, root):
                if file not in known:
                    known.add(file)
                    _sort(Source(file, root), whole, found)
        elif not whole.exists() and not whole.is_symlink():
            raise WrongUse(f"There is no file or folder {str(path)!r}; check the name.")
        elif whole not in known:
            known.add(whole)
            found.sources.append(Source(whole, root))
    return found


def root_of(path: Path) -> Path:
    here = Path.cwd()
    return here if path.is_relative_to(here) and path != here else path.parent


def _walk(folder: Path, found: Folder, root: Path) -> Iterator[Path]:
    """Every file below, sorted; links to folders are not gone into, because they may lead round in a circle."""
    for here, folders, files in os.walk(folder):
        place = Path(here)
        for name in sorted(folders):
            below = place / name
            if name.startswith("."):
                found.passed[Source(below, root).path] = "it is a hidden folder"
            elif below.is_symlink():
                found.passed[Source(below, root).path] = "it is a link to a folder"
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (place / name for name in sorted(files))


def _sort(source: Source, folder: Path, found: Folder) -> None:
    reason = _passed(source.file, folder)
    if reason:
        found.passed[source.path] = reason
    else:
        found.sources.append(source)


def _passed(file: Path, folder: Path) -> str:
    """Why a file is not to be read; empty where it is."""
    if file.name.startswith((".", "~$")):
        return "it is hidden"
    if file.name.lower() in _LEFT_BY_PROGRAMS:
        return "a program left it here"
    try:
        if file.is_symlink() and not file.resolve(strict=True).is_relative_to(folder.resolve()):
            return "it is a link that leads out of the folder"
        if not stat.S_ISREG(file.stat().st_mode):
            return "it is no regular file"
        if file.suffix.lower() in readers.SUFFIXES:
            return ""
        head = _head(file)
    except FileNotFoundError:
        return "it is a link that leads nowhere" if file.is_symlink() else "it has gone"
    except (OSError, RuntimeError):  # RuntimeError: links that lead round in a circle
        return "it is a link that leads round in a circle" if file.is_symlink() else ""
    return "" if readers.known(head, file.suffix.lower()) else readers.unknown(file.suffix.lower())


def _head(file: Path) -> bytes:
    """Opened so that a pipe which has taken the file's place meanwhile does not hold us."""
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        return os.read(handle, readers.HEAD.bytes)
    finally:
        os.close(handle)
