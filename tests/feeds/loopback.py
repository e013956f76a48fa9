"""A web server on loopback that answers as a test says, and a look-up that knows no other address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from corpus.feeds.fetching import outside

Answer = Callable[[web.Request], web.StreamResponse | Awaitable[web.StreamResponse]]


@dataclass
class Site:
    """`pages`: path -> what is answered. `asked` are the requests, in their order."""

    pages: dict[str, Answer | bytes] = field(default_factory=dict)
    asked: list[web.Request] = field(default_factory=list)
    port: int = 0

    @property
    def host(self) -> str:
        return f"post.example:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        page = self.pages.get(request.path)
        if page is None:
            return web.Response(status=404)
        if isinstance(page, bytes):
            return web.Response(body=page)
        answer = page(request)
        return answer if isinstance(answer, web.StreamResponse) else await answer


def endless(piece: bytes, *, pause: float = 0.0, **headers: str) -> Answer:
    """A body that never ends, a piece at a time."""

    async def send(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers=headers)
        await answer.prepare(request)
        while True:  # until whoever reads it has had enough
            await answer.write(piece)
            await asyncio.sleep(pause)

    return send


@dataclass
class Names:
    """A resolver of our own: where each name leads, looked at as in earnest; but for the site, which is on loopback.
    `asked` are the names, in their order."""

    site: Site
    leads: dict[str, list[str]]
    asked: list[str] = field(default_factory=list)

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host not in self.leads:
            raise OSError(f"{host} is not known")
        found = self.leads[host]
        return found if (found, port) == (["127.0.0.1"], self.site.port) else outside(host, found)


async def here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


@asynccontextmanager
async def served(site: Site) -> AsyncIterator[Site]:
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        await runner.cleanup()
