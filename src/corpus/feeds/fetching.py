"""One address fetched with nothing trusted: its host must be named in the settings, and what answers for it public.

Each redirection is looked at like the first address. A name is looked up once, and no other address is connected to."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import zlib
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from corpus import limits
from corpus.errors import CorpusError


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one address may cost. Set by hand: a newsroom's server leads on once or twice."""

    seconds: float = 30.0  # for one address, redirections and all
    redirections: int = 5  # at most
    piece: int = 65_536  # bytes taken at a time
    longest: int = 2_000  # characters of an address


LIMITS = FetchLimits()

_PORTS = {"http": 80, "https": 443}
_WELL, _SAME, _MOVED = 200, 304, frozenset((301, 302, 303, 307, 308))
_PACKINGS = frozenset(("gzip", "x-gzip", "deflate"))
_AGENT = "OnRecord (a newsroom's archive; reads feeds)"
Lookup = Callable[[str, int], Awaitable[list[str]]]  # host, port -> the addresses that may be connected to


class Unfetched(CorpusError):
    """Why an address was not fetched; `status` is what its host answers, 0 where it does not, `wait` how many seconds
    it asks to be left alone."""

    def __init__(self, url: str, reason: str, *, status: int = 0, wait: float = 0.0) -> None:
        super().__init__(f"{shown(url)} cannot be fetched: {reason}.")
        self.url, self.reason, self.status, self.wait = url, reason, status, wait


@dataclass(frozen=True, slots=True)
class Fetched:
    url: str
    data: bytes | None  # None: it is as it was
    headers: Mapping[str, str] = field(default_factory=dict)  # in lower case


async def public(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises OSError where one of them is of no public network: a name that leads inside is
    no host to be trusted with the next question either."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return outside(host, list(dict.fromkeys(str(place[4][0]) for place in found)))


def outside(host: str, addresses: list[str]) -> list[str]:
    """The addresses a name leads to. Raises OSError."""
    hidden = next((address for address in addresses if not is_public(address)), None)
    if hidden:
        raise OSError(f"{host} leads to {hidden}, which is no public address")
    return addresses


def is_public(address: str) -> bool:
    """Whether it is of the public internet, also where it wraps another one."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(known, ipaddress.IPv6Address):
        inner = known.ipv4_mapped or known.sixtofour or (known.teredo or (None, None))[1]
        if known.is_site_local or known in _LOCAL:
            return False
        if inner or any(known in network for network in _WRAPPING):
            return is_public(str(inner or ipaddress.IPv4Address(int(known) & 0xFFFFFFFF)))
    return known.is_global and not known.is_multicast


_WRAPPING = (  # an IPv4 address in the last 32 bits
    ipaddress.IPv6Network("64:ff9b::/96"),  # behind a translator (RFC 6052)
    ipaddress.IPv6Network("::ffff:0:0:0/96"),  # the same (RFC 2765)
    ipaddress.IPv6Network("::/96"),  # "IPv4-compatible", given up (RFC 4291)
)
_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")  # for translators of one's own network (RFC 8215)


async def fetch(
    url: str,
    hosts: Collection[str],
    *,
    headers: Mapping[str, str] | None = None,
    lookup: Lookup = public,
    most: int = limits.FILE,
    seconds: float = LIMITS.seconds,
) -> Fetched:
    """What an address holds, of one of the `hosts` ("post.example", or "post.example:8080"). Raises Unfetched."""
    try:
        async with asyncio.timeout(seconds):
            return await _followed(url, hosts, dict(headers or {}), lookup, most)
    except TimeoutError as error:
        raise Unfetched(url, f"it took more than {seconds:g} seconds") from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        told = getattr(error, "os_error", None) or error  # a look-up's own words, not aiohttp's around them
        told = error.message if isinstance(error, aiohttp.ClientResponseError) else told  # the rest is the address
        raise Unfetched(url, str(told)[:200] or type(error).__name__) from error


async def _followed(url: str, hosts: Collection[str], headers: dict[str, str], lookup: Lookup, most: int) -> Fetched:
    at = url
    for _ in range(LIMITS.redirections + 1):
        parts = _allowed(at, hosts)
        answer = await _once(at, parts, headers, lookup, most)
        if isinstance(answer, Fetched):
            return answer
        following = urljoin(at, answer)
        if parts.scheme == "https" and not following.startswith("https:"):
            raise Unfetched(url, "it leads from a secured address to one that is not")
        at = following
    raise Unfetched(url, f"it leads on more than {LIMITS.redirections} times")


def _allowed(url: str, hosts: Collection[str]) -> SplitResult:
    """The parts of an address that may be fetched. Raises Unfetched."""
    if len(url) > LIMITS.longest or not url.isprintable() or not url.isascii() or "\\" in url:
        raise Unfetched(url, "that is no address")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise Unfetched(url, "that is no address") from error
    if parts.scheme not in _PORTS or not host:
        raise Unfetched(url, "only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise Unfetched(url, "it has a name or a password in it")
    named = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    if named not in hosts:
        raise Unfetched(url, f"no setting names {named}")
    if (URL(url).host or "").rstrip(".") != host:  # it is another library that connects, and it must read the same
        raise Unfetched(url, "that is no address")
    if _is_number(host):
        raise Unfetched(url, "its host is a number, no name")
    return parts


def _is_number(host: str) -> bool:
    """Whether it is no name, but an address in one of the ways they are written: 127.1, 0x7f000001, [::1]."""
    last = host.rpartition(".")[2]
    return ":" in host or last.isdigit() or last.startswith("0x")


async def _once(url: str, parts: SplitResult, headers: Mapping[str, str], lookup: Lookup, most: int) -> Fetched | str:
    """What stands there, or where it leads."""
    connector = aiohttp.TCPConnector(resolver=_Pinned(lookup), use_dns_cache=False, limit=1)
    asked = {"User-Agent": _AGENT, "Accept-Encoding": "identity", **headers}  # what is packed may unpack to anything
    async with (
        aiohttp.ClientSession(
            connector=connector, auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False
        ) as session,
        session.get(url, headers=asked, allow_redirects=False) as answer,
    ):
        told = {name.lower(): value for name, value in answer.headers.items()}
        if answer.status in _MOVED and told.get("location"):
            return told["location"]
        if answer.status == _SAME:
            return Fetched(url, None, told)
        if answer.status != _WELL:
            raise Unfetched(url, f"it answers {answer.status}", status=answer.status, wait=_wait(told))
        data = bytearray()
        async for piece in answer.content.iter_chunked(LIMITS.piece):
            data += piece
            _fits(url, len(data), most)
        return Fetched(url, _unpacked(url, bytes(data), told.get("content-encoding", ""), most), told)


def _fits(url: str, size: int, most: int) -> None:
    if size > most:
        raise Unfetched(url, f"it is larger than {most // 1_000_000} MB")


def _unpacked(url: str, data: bytes, packing: str, most: int) -> bytes:
    """Some servers pack what they send whatever they were asked; it is unpacked as far as it may be large."""
    packing = packing.strip().lower()
    if packing in ("", "identity"):
        return data
    if packing not in _PACKINGS:
        raise Unfetched(url, "it comes packed in a way that is not read")
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, whichever it is
    try:
        data = unpacking.decompress(data, most + 1)
    except zlib.error as error:
        raise Unfetched(url, "it comes packed, and damaged") from error
    _fits(url, len(data), most)
    if not unpacking.eof:
        raise Unfetched(url, "it comes packed, and is cut short")
    return data


def _wait(told: Mapping[str, str]) -> float:
    """Seconds for which a host asks to be left alone; it may write the moment instead, by its own clock."""
    asked = told.get("retry-after", "").strip()
    if (seconds := limits.whole(asked)) is not None:
        return float(seconds)
    until, now = _moment(asked), _moment(told.get("date", "")) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds()) if until else 0.0


def _moment(told: str) -> datetime | None:
    """Of a header, as HTTP writes it; None for what is none."""
    try:
        found = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class _Pinned(AbstractResolver):
    """Looks a name up once for each connection: what was looked at is what is connected to."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in await self._lookup(host, port)
        ]

    async def close(self) -> None:
        """Nothing is held."""


def shown(url: str) -> str:
    """An address as it is told: without a name, a password, or a query, which may hold a key."""
    try:
        parts = urlsplit(url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()[:200]
    except ValueError:
        return url.partition("?")[0][:200]
