"""A real desk over a real index of the seed article and a few small ones, and a simulated Discord to ask it in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import simcord
from simcord.env import Env

from bot.desk import Desk
from bot.discord import attachments
from bot.discord.client import Client
from bot.discord.memory import Memory
from bot.settings import Settings
from corpus.library import Library
from tests.discord.accepted import faults

SEEDS = Path(__file__).parents[2] / "seeds"
RIVER = """---
title: Council votes on the river wall
outlet: Northfield Post, edition {day}
published: 2025-05-0{day}
---
The council voted on the wall along the river on Tuesday.

"We will build the wall {day} metres high," said Mayor Ann Lee. "Nobody shall lose a house to the water again."

The wall will cost {day} million dollars, the council said in a statement.
"""
HOSTILE = """---
title: "@everyone [free](https://evil.example) <#1> **loud**"
published: 2024-02-01
---
The clerk Bob *Star* Ray spoke on Monday.

"Look at https://evil.example and <@123456789012345678> @everyone **now** <t:1:R> :joy: ‮backwards‬," said Bob Ray.

"{long}," said Bob Ray.
"""

Open = Callable[..., AbstractAsyncContextManager[tuple[Env, Client]]]


def room(env: Env) -> tuple[Any, Any, Any]:
    """A server, a channel in it and somebody called Ann."""
    guild = env.create_guild()
    return guild, guild.create_text_channel("newsroom"), guild.add_member(env.create_user("ann", global_name="Ann"))


def written(folder: Path) -> list[tuple[Path, bytes]]:
    """Every file under a folder, and what is in it."""
    return [(path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("newsroom")
    for seed in SEEDS.glob("*.txt"):
        (folder / seed.name).write_bytes(seed.read_bytes())
    for day in range(1, 9):
        (folder / f"river-{day}.txt").write_text(RIVER.format(day=day), encoding="utf-8")
    (folder / "hostile.txt").write_text(HOSTILE.format(long="We say it again and again " * 400), encoding="utf-8")
    library = Library.open(f"sqlite:///{tmp_path_factory.mktemp('index') / 'corpus.db'}")
    library.sweep(folder)
    yield library
    library.close()


@pytest.fixture(scope="session")
def desk(library: Library) -> Desk:
    return Desk(library)


@pytest.fixture
def discord_with(library: Library, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a simulated Discord with our bot in it, and checks every body the bot has sent there."""

    @asynccontextmanager
    async def open_(
        memory: Memory | None = None, desk: Any = None, **settings: Any
    ) -> AsyncIterator[tuple[Env, Client]]:
        read = Settings(**{"cooldown": 0.0, **settings})
        client = Client(read, desk or Desk(library), memory or Memory(None), shard_count=1)
        async with simcord.run(client) as env:
            monkeypatch.setattr(attachments, "ORIGINS", frozenset({simcord.backend.cdn.CDN_BASE}))
            monkeypatch.setattr(attachments, "download", lambda url, most: client.http.get_from_cdn(url))
            yield env, client
            for request in env.http_requests:
                assert not faults(request.method, request.path, request.json), request

    return open_
