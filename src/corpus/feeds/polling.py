"""When which feed is asked again, and what of its answer becomes a file."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from corpus.errors import CorpusError
from corpus.feeds.entries import NoFeed, Part, parts
from corpus.feeds.fetching import Fetched, Lookup, Unfetched, fetch, public, shown
from corpus.ingest.confined import Bounds, confined
from corpus.limits import MEGABYTES, SECONDS


@dataclass(frozen=True, slots=True)
class PollLimits:
    """How a feed that fails is left alone, and how many pages are fetched for one that has summaries only. Set by hand:
    a newsroom's server is no file server."""

    pause: float = 24 * 3600.0  # seconds a feed that fails is left alone at most
    pages: int = 5  # linked pages fetched with one poll


_LIMITS = PollLimits()

_AGENT = "OnRecord"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:-]{3,20})", re.I)


class _Sent(NamedTuple):
    """What a host sends as a feed, and the encoding its header names."""

    data: bytes
    label: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the settings say of feeds."""

    feeds: tuple[str, ...]
    folder: Path
    minutes: float = 15.0
    pages_from: frozenset[str] = frozenset()  # hosts of which linked pages may be fetched


@dataclass(slots=True)
class _Known:
    """What is remembered of a feed from one run to the next."""

    etag: str = ""
    modified: str = ""
    due: float = 0.0  # seconds since 1970
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Polled:
    """What came of one feed: how many files are new, or the `reason` why there are none."""

    url: str
    fresh: int = 0
    reason: str = ""

    @property
    def place(self) -> str:
        """What the feed is called where people read of it; feeds that differ in their queries share one."""
        return shown(self.url)


@dataclass(slots=True)
class Polls:
    wanted: Wanted
    megabytes: int = MEGABYTES  # for taking one feed apart
    seconds: float = SECONDS
    lookup: Lookup = public
    clock: Callable[[], float] = time.time
    _asked: dict[str, _Known] = field(default_factory=dict, init=False, repr=False)  # by this process

    @property
    def places(self) -> frozenset[str]:
        return frozenset(map(shown, self.wanted.feeds))

    async def due(self) -> list[Polled]:
        """Asks every feed whose time has come."""
        known, found = self._remembered(), []
        for url in self.wanted.feeds:
            feed = known.setdefault(url, _Known())
            if not self.clock() < feed.due <= self._latest():
                self._asked[url] = feed
                polled = await self._poll(url, feed)
                unwritten = self._write({one: known[one] for one in self.wanted.feeds if one in known})
                found.append(replace(polled, reason=polled.reason or unwritten))
        return found

    def _latest(self) -> float:
        """When any feed is asked again at the latest; what is due later was noted by a clock that was wrong."""
        return self.clock() + max(self.wanted.minutes * 60, _LIMITS.pause)

    # ------------------------------------------------------------------ one feed
    async def _poll(self, url: str, feed: _Known) -> Polled:
        asked = {"If-None-Match": feed.etag} if feed.etag else {}
        asked |= {"If-Modified-Since": feed.modified} if feed.modified else {}
        feed.due = self.clock() + self.wanted.minutes * 60
        try:
            answer = await fetch(url, self._hosts(), headers=asked, lookup=self.lookup)
            fresh = 0 if answer.data is None else await self._kept(url, self._parts(url, answer))
        except CorpusError as error:
            return self._failed(url, feed, error)
        except OSError as error:
            return self._failed(url, feed, _unwritten(self.wanted.folder, error))
        feed.failures = 0
        if answer.data is not None:
            feed.etag, feed.modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
        return Polled(url, fresh)

    def _failed(self, url: str, feed: _Known, error: CorpusError) -> Polled:
        feed.failures += 1
        wanted = error.wait if isinstance(error, Unfetched) else 0.0
        feed.due = self.clock() + min(max(self.wanted.minutes * 60 * 2**feed.failures, wanted), _LIMITS.pause)
        return Polled(url, reason=str(error))

    def _hosts(self) -> frozenset[str]:
        return frozenset(_host(url) for url in self.wanted.feeds) | self.wanted.pages_from

    def _parts(self, url: str, answer: Fetched) -> Sequence[Part]:
        """Taken apart in a process that may fail."""
        named = _CHARSET.search(answer.headers.get("content-type", ""))
        sent = _Sent(answer.data or b"", named[1] if named else None)
        [[found]] = confined(_taken_apart, [[sent]], _lost, bounds=Bounds(self.megabytes, self.seconds))
        if isinstance(found, str):
            raise Unfetched(url, found)
        return found

    async def _kept(self, url: str, found: Sequence[Part]) -> int:
        """Writes what is new; -> how many files."""
        folder = self.wanted.folder / _host(url).replace(":", "_")
        folder.mkdir(parents=True, exist_ok=True)
        fresh, pages = 0, 0
        for part in found:
            page = (folder / part.name).with_suffix(".html")
            if (folder / part.name).exists() or page.exists():
                continue
            wanted = not part.whole and _host(part.link) in self.wanted.pages_from and pages < _LIMITS.pages
            data = await self._page(part.link) if wanted else None
            pages += wanted
            _write(page if data else folder / part.name, data or part.data)
            fresh += 1
        return fresh

    async def _page(self, link: str) -> bytes | None:
        """A linked page, where its host lets programs read it; the summary does where it cannot be had."""
        try:
            if not await self._welcome(link):
                return None
            return (await fetch(link, self.wanted.pages_from, lookup=self.lookup)).data
        except Unfetched:
            return None

    async def _welcome(self, link: str) -> bool:
        """Whether the host's robots.txt lets us; a host without one does."""
        rules = RobotFileParser()
        try:
            told = await fetch(f"{urlsplit(link).scheme}://{_host(link)}/robots.txt", self.wanted.pages_from,
                               lookup=self.lookup, most=500_000)  # fmt: skip
        except Unfetched as error:
            return 400 <= error.status < 500 and error.status != HTTPStatus.TOO_MANY_REQUESTS
        rules.parse((told.data or b"").decode("utf-8", "replace").splitlines())
        return rules.can_fetch(_AGENT, link)

    # ------------------------------------------------------------------ what is remembered
    @property
    def _state(self) -> Path:
        """Beside the folder, not in it: it is no article."""
        return self.wanted.folder.with_name(f"{self.wanted.folder.name}.state.json")

    def _remembered(self) -> dict[str, _Known]:
        """As the file says, which other processes write too; what this one could not write it knows all the same."""
        told = self._read()
        later = {url: one for url, one in self._asked.items() if url not in told or told[url].due < one.due}
        return told | later

    def _read(self) -> dict[str, _Known]:
        """What cannot be read is asked for anew."""
        try:
            told = json.loads(self._state.read_text())
            return {url: _Known(**one) for url, one in told.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _write(self, known: dict[str, _Known]) -> str:
        """-> why it cannot be written."""
        try:
            _write(self._state, json.dumps({url: asdict(one) for url, one in known.items()}, indent=1).encode())
        except CorpusError as error:
            return str(error)
        return ""


def _taken_apart(sent: _Sent) -> list[Part] | str:
    try:
        return parts(*sent)
    except NoFeed as error:
        return str(error)
    except MemoryError:
        return "it takes more memory than it may"
    except Exception as error:  # one bad feed harms nothing else
        return f"it could not be understood ({type(error).__name__})"


def _lost(sent: _Sent, reason: str) -> list[Part] | str:
    return reason


def _host(url: str) -> str:
    """As settings name it: with its port, where that is not the usual one."""
    try:
        parts = urlsplit(url)
        usual = {"http": 80, "https": 443}.get(parts.scheme)
        host = (parts.hostname or "").rstrip(".")
        return host if parts.port in (None, usual) else f"{host}:{parts.port}"
    except ValueError:
        return ""


def _write(file: Path, data: bytes) -> None:
    """All of it or nothing: who reads the folder never sees half a file."""
    partial = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(data)
        partial.replace(file)
    except OSError as error:
        raise _unwritten(file, error) from error


def _unwritten(file: Path, error: OSError) -> CorpusError:
    return CorpusError(f"{file} cannot be written: {error.strerror or error}; check the folder.")
