"""What may be fetched: hosts that are named, at public addresses, so much and no more."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from corpus.feeds.fetching import Fetched, Unfetched, fetch, is_public, public, shown
from tests.feeds.loopback import Names, Site, endless, here, served

HOUR = 3600


def _with(site: Site, do: Callable[[Site], Awaitable[Fetched]]) -> Fetched:
    async def run() -> Fetched:
        async with served(site):
            return await do(site)

    return asyncio.run(run())


def _to(place: str) -> Callable[[web.Request], web.StreamResponse]:
    return lambda request: web.Response(status=302, headers={"Location": place})


def test_what_a_named_host_has_is_fetched() -> None:
    site = Site({"/feed": b"words"})
    assert _with(site, lambda s: fetch(s.url("/feed"), {s.host}, lookup=here)).data == b"words"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://other.example/feed", "no setting names other.example"),
        ("http://post.example:8080/feed", "no setting names post.example:8080"),
        ("ftp://post.example/feed", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:secret@post.example/feed", "a name or a password"),
        ("http://127.0.0.1/feed", "its host is a number"),
        ("http://127.1/feed", "its host is a number"),
        ("http://0x7f000001/feed", "its host is a number"),
        ("http://[::1]/feed", "its host is a number"),
        ("http://post.example/\r\nHost: other", "that is no address"),
        ("http://post.example\\@other.example/", "that is no address"),
    ],
)
def test_what_is_not_to_be_fetched_is_refused_with_the_reason(url: str, reason: str) -> None:
    hosts = {"post.example", "127.0.0.1", "127.1", "0x7f000001", "::1"}
    with pytest.raises(Unfetched, match=reason) as refused:
        asyncio.run(fetch(url, hosts, lookup=here))
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
     "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "2002:0a00:0001::", "64:ff9b::a00:1", "255.255.255.255", "nonsense",
     "::127.0.0.1", "::10.0.0.1", "::ffff:0:10.0.0.1", "fec0::1", "64:ff9b:1::a00:1", "64:ff9b:1::5db8:d70e"],
)  # fmt: skip
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


def test_an_address_outside_is_public() -> None:
    assert is_public("93.184.215.14") and is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    assert is_public("64:ff9b::93.184.215.14") and is_public("::ffff:93.184.215.14")


def test_a_name_that_leads_inside_is_not_connected_to() -> None:
    with pytest.raises(OSError, match="no public address"):
        asyncio.run(public("localhost", 80))
    site = Site({"/feed": b"words"})
    site.port = 80
    with pytest.raises(Unfetched):
        asyncio.run(fetch("http://localhost/feed", {"localhost"}))
    assert not site.asked


def test_each_redirection_is_looked_at_like_the_first_address() -> None:
    site = Site({"/a": _to("/b"), "/b": b"there", "/out": _to("http://inside.example/"), "/round": _to("/round")})
    assert _with(site, lambda s: fetch(s.url("/a"), {s.host}, lookup=here)).data == b"there"
    for path, reason in (("/out", "no setting names inside.example"), ("/round", "leads on more than 5 times")):
        with pytest.raises(Unfetched, match=reason):
            _with(site, lambda s, path=path: fetch(s.url(path), {s.host}, lookup=here))  # type: ignore[misc]


def test_a_name_is_looked_up_for_each_redirection_and_may_not_lead_inside_then() -> None:
    answers = iter([["127.0.0.1"]])

    async def once(host: str, port: int) -> list[str]:
        found = next(answers, None)
        if found is None:
            raise OSError("it leads to 10.0.0.1, which is no public address")
        return found

    site = Site({"/a": _to("/b"), "/b": b"there"})
    with pytest.raises(Unfetched, match="no public address"):
        _with(site, lambda s: fetch(s.url("/a"), {s.host}, lookup=once))
    assert [request.path for request in site.asked] == ["/a"]


def _packed(body: bytes, packing: str) -> Site:
    return Site({"/feed": lambda request: web.Response(body=body, headers={"Content-Encoding": packing})})


@pytest.mark.parametrize(("pack", "packing"), [(gzip.compress, "gzip"), (gzip.compress, "X-GZIP"),
                                               (zlib.compress, "deflate"), (bytes, "identity")])  # fmt: skip
def test_what_comes_packed_though_nobody_asked_is_unpacked(pack: Callable[[bytes], bytes], packing: str) -> None:
    site = _packed(pack(b"words"), packing)
    assert _with(site, lambda s: fetch(s.url("/feed"), {s.host}, lookup=here)).data == b"words"
    assert site.asked[0].headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("body", "packing", "reason"),
    [
        (gzip.compress(bytes(50_000_000)), "gzip", "larger than 1 MB"),  # of 49 KB
        (gzip.compress(gzip.compress(b"words")), "gzip, gzip", "packed in a way that is not read"),
        (b"words", "br", "packed in a way that is not read"),
        (b"words", "gzip", "packed, and damaged"),
        (gzip.compress(b"words" * 99)[:-9], "gzip", "packed, and is cut short"),
    ],
)
def test_a_bomb_is_not_unpacked_further_than_it_may_be_large(body: bytes, packing: str, reason: str) -> None:
    with pytest.raises(Unfetched, match=reason):
        _with(_packed(body, packing), lambda s: fetch(s.url("/feed"), {s.host}, lookup=here, most=1_000_000))


def test_a_body_without_end_is_left_and_one_that_drips_as_well() -> None:
    site = Site({"/large": endless(b"x" * 100_000), "/drip": endless(b"x", pause=0.01)})
    with pytest.raises(Unfetched, match="larger than 1 MB"):
        _with(site, lambda s: fetch(s.url("/large"), {s.host}, lookup=here, most=1_000_000))
    with pytest.raises(Unfetched, match=r"more than 0\.2 seconds"):
        _with(site, lambda s: fetch(s.url("/drip"), {s.host}, lookup=here, seconds=0.2))


def test_a_body_that_is_shorter_than_was_said_is_not_taken_for_whole() -> None:
    async def short(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": "150"})
        await answer.prepare(request)
        await answer.write(b"x" * 100)
        assert request.transport
        request.transport.close()
        return answer

    with pytest.raises(Unfetched):
        _with(Site({"/feed": short}), lambda s: fetch(s.url("/feed"), {s.host}, lookup=here))


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "Mon, 02 Mar 2026 11:00:00 GMT", "Date": "Mon, 02 Mar 2026 10:00:00 GMT"}, HOUR),
        ({"Retry-After": "Mon, 02 Mar 2026 09:00:00 GMT", "Date": "Mon, 02 Mar 2026 10:00:00 GMT"}, 0),
        ({"Retry-After": "Mon, 02 Mar 2006 09:00:00 GMT"}, 0),
        *(({"Retry-After": odd}, 0) for odd in ("soon", "-5", "1.5", "9" * 5000, "Mon, 99 Mar 99999999999")),
        ({}, 0),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_host_may_say_when_it_wants_to_be_asked_again(headers: dict[str, str], wait: int, status: int) -> None:
    site = Site({"/feed": lambda request: web.Response(status=status, headers=headers)})
    with pytest.raises(Unfetched, match=f"it answers {status}") as refused:
        _with(site, lambda s: fetch(s.url("/feed"), {s.host}, lookup=here))
    assert (refused.value.wait, refused.value.status) == (wait, status)


@pytest.mark.parametrize("inside", ["10.0.0.5", "127.0.0.1", "169.254.169.254", "::1", "fd00::5", "64:ff9b::a00:5"])
def test_a_redirection_to_a_named_host_whose_name_leads_inside_is_refused(inside: str) -> None:
    """Public for the first address, and inside for the one it leads to: no connection is made."""
    site = Site()
    site.pages["/a"] = lambda request: web.Response(
        status=301, headers={"Location": f"http://cdn.example:{site.port}/b"}
    )
    site.pages["/b"] = b"a secret"
    names = Names(site, {"post.example": ["127.0.0.1"], "cdn.example": ["93.184.215.14", inside]})
    with pytest.raises(Unfetched, match="which is no public address"):
        _with(site, lambda s: fetch(s.url("/a"), {s.host, f"cdn.example:{s.port}"}, lookup=names))
    assert names.asked == ["post.example", "cdn.example"] and [request.path for request in site.asked] == ["/a"]


def test_a_key_in_an_address_is_not_told() -> None:
    site = Site({"/to": _to("/away?key=secret")})
    for path in ("/none?key=secret", "/to?key=secret", "/none#secret"):
        with pytest.raises(
            Unfetched, match=r"http://post\.example:\d+/\w+ cannot be fetched: it answers 404"
        ) as refused:
            _with(site, lambda s, path=path: fetch(s.url(path), {s.host}, lookup=here))  # type: ignore[misc]
        assert "secret" not in str(refused.value)
    assert "secret" not in shown("http://[post.example/?key=secret")


async def test_a_key_is_not_told_where_the_answer_is_no_http_either() -> None:
    async def nonsense(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 nonsense\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(nonsense, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(Unfetched) as refused:
            await fetch(f"http://post.example:{port}/feed?key=secret", {f"post.example:{port}"}, lookup=here)
    assert "secret" not in str(refused.value)
