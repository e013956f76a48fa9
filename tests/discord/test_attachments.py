"""Attachments come from Discord's own hosts, in the size and of the kind they are said to have, or not at all."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace
from typing import Any

import discord
import pytest
import pytest_asyncio
from aiohttp import web

from bot.discord import attachments
from corpus.errors import CorpusError, WrongUse

PLAIN = frozenset({".txt", ".md"})
WORDS = b"We will build the wall, said Ann Lee."
Serve = Callable[[str], str]


def attached(url: str, *, name: str = "draft.txt", size: int = len(WORDS)) -> discord.Attachment:
    data: Any = {"id": "1", "filename": name, "size": size, "url": url, "proxy_url": url}
    state: Any = SimpleNamespace(http=None)
    return discord.Attachment(data=data, state=state)


@pytest_asyncio.fixture
async def serve(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Serve]:
    """A host on this machine that counts as Discord's while the test runs."""

    async def answer(request: web.Request) -> web.StreamResponse:
        kind = request.path.strip("/")
        if kind == "moved":
            raise web.HTTPFound("/draft")
        if kind == "gone":
            raise web.HTTPNotFound
        if kind == "packed":
            return web.Response(body=gzip.compress(b"a" * 100_000), headers={"Content-Encoding": "gzip"})
        return web.Response(body={"draft": WORDS, "big": WORDS * 1000, "picture": b"%PDF-1.7\n", "empty": b""}[kind])

    app = web.Application()
    app.add_routes([web.get("/{path}", answer)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    here = f"http://127.0.0.1:{runner.addresses[0][1]}"
    monkeypatch.setattr(attachments, "ORIGINS", frozenset({here}))
    yield lambda path: f"{here}/{path}"
    await runner.cleanup()


@pytest.mark.parametrize(
    "url",
    [
        "http://cdn.discordapp.com/a.txt",
        "https://cdn.discordapp.com.evil.example/a.txt",
        "https://evil.example/cdn.discordapp.com/a.txt",
        "https://cdn.discordapp.com@evil.example/a.txt",
        "https://ann@cdn.discordapp.com/a.txt",
        "https://cdn.discordapp.com:8443/a.txt",
        "https://discordapp.com/a.txt",
        "https://[cdn.discordapp.com/a.txt",
        "file:///etc/passwd",
        "",
    ],
)
async def test_nothing_is_fetched_from_elsewhere(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fetched(*_: Any) -> bytes:
        raise AssertionError("it was fetched")

    monkeypatch.setattr(attachments, "download", fetched)
    with pytest.raises(WrongUse, match="does not lie with Discord"):
        await attachments.fetch(attached(url), PLAIN)


def test_both_hosts_of_discord_are_its_own() -> None:
    assert attachments.ours("https://cdn.discordapp.com/attachments/1/2/a.txt?ex=1&is=2&hm=3")
    assert attachments.ours("https://media.discordapp.net/ephemeral-attachments/1/2/a.txt")


async def test_a_file_is_fetched(serve: Serve) -> None:
    assert await attachments.fetch(attached(serve("draft")), PLAIN) == WORDS


async def test_a_redirection_is_not_followed(serve: Serve) -> None:
    with pytest.raises(CorpusError, match="could not be fetched"):
        await attachments.fetch(attached(serve("moved")), PLAIN)


async def test_a_file_that_is_gone_is_told(serve: Serve) -> None:
    with pytest.raises(CorpusError, match="could not be fetched"):
        await attachments.fetch(attached(serve("gone")), PLAIN)


async def test_a_file_is_not_taken_for_smaller_than_it_is(serve: Serve) -> None:
    with pytest.raises(WrongUse, match="too big"):
        await attachments.fetch(attached(serve("big")), PLAIN, most=1000)
    assert len(await attachments.download(serve("big"), 1000)) <= 1000 + 65_536


async def test_what_is_packed_on_the_way_stays_packed(serve: Serve) -> None:
    assert len(await attachments.download(serve("packed"), 10_000)) < 1000


@pytest.mark.parametrize(
    ("path", "name", "size", "told"),
    [
        ("draft", "draft.exe", 10, "no file I can read here"),
        ("draft", "draft", 10, "no file I can read here"),
        ("draft", "draft.txt", 20_000_000, "too big; 10.0 MB"),
        ("draft", "draft.txt", 0, "is empty"),
        ("empty", "draft.txt", 10, "is empty"),
        ("picture", "draft.txt", 10, "something else than its name says"),
    ],
)
async def test_what_cannot_be_read_is_one_sentence(serve: Serve, path: str, name: str, size: int, told: str) -> None:
    with pytest.raises(WrongUse, match=told) as why:
        await attachments.fetch(attached(serve(path), name=name, size=size), PLAIN)
    assert name in str(why.value) and "\n" not in str(why.value)
