"""Tells a watchman how the bot is: `/health` for a person or a script, `/metrics` for Prometheus."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from aiohttp import web

from bot.discord.responses import Answers
from corpus.library import Library

_FRESH = 1.0  # seconds a look at the index is good for: a watchman who asks often must not be work


class Health:
    def __init__(self, library: Library, answers: Answers, ready: Callable[[], bool]) -> None:
        self._library, self._answers, self._ready = library, answers, ready
        self._looked, self._seen = 0.0, dict[str, float | None]()

    async def health(self, _: web.Request) -> web.Response:
        ready, index = self._ready(), await self._index()
        body = {"ready": ready, **index, "queue": self._answers.queue}
        return web.json_response(body, status=200 if ready else 503)

    async def metrics(self, _: web.Request) -> web.Response:
        index, answers = await self._index(), self._answers
        figures: list[tuple[str, str, str, float | None]] = [
            ("ready", "gauge", "1 when connected to Discord", float(self._ready())),
            ("queue", "gauge", "answers being worked on", answers.queue),
            ("answers_total", "counter", "answers asked for since the start", answers.given),
            ("answers_failed_total", "counter", "answers that failed for a reason of ours", answers.failed),
            ("answer_seconds_total", "counter", "seconds spent on answers, all together", answers.seconds),
            *((name, "gauge", f"of the index: {name.replace('_', ' ')}", value) for name, value in index.items()),
        ]
        lines = [
            f"# HELP onrecord_{name} {meaning}\n# TYPE onrecord_{name} {kind}\nonrecord_{name} {value:g}\n"
            for name, kind, meaning, value in figures
            if value is not None
        ]
        return web.Response(text="".join(lines), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    async def _index(self) -> dict[str, float | None]:
        if not self._seen or time.monotonic() - self._looked > _FRESH:
            status = await asyncio.to_thread(self._library.status)
            self._looked = time.monotonic()
            self._seen = {
                "articles": status.articles,
                "quotes": status.quotes,
                "facts": status.facts,
                "people": status.people,
                "index_bytes": status.index_bytes,
                "index_age_seconds": _age(status.last_sweep),
                "unreadable_files": len(status.failures),
            }
        return self._seen


@asynccontextmanager
async def serve(health: Health, host: str, port: int | None) -> AsyncIterator[None]:
    """Listens while the block runs; nowhere where there is no port."""
    if port is None:
        yield
        return
    app = web.Application()
    app.add_routes([web.get("/health", health.health), web.get("/metrics", health.metrics)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()


def _age(last_sweep: str | None) -> float | None:
    """Seconds since the index was last compared with the folder."""
    if last_sweep is None:
        return None
    when = datetime.fromisoformat(last_sweep)
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return round((datetime.now(UTC) - when).total_seconds(), 1)
