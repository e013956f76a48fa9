"""A web server on loopback that answers as a test says, and a look-up that knows no other address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

Answer = Callable[[web.Request], web.StreamResponse]


@dataclass
class Site:
    """`pages`: path -> what is answered; a number is seconds to wait. `asked` are the requests, in their order."""

    pages: dict[str, Answer | bytes | float] = field(default_factory=dict)
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
        if isinstance(page, float):
            await asyncio.sleep(page)
            return web.Response(body=b"late")
        return web.Response(body=page) if isinstance(page, bytes) else page(request)


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
