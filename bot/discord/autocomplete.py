"""What is offered while a person types: names of people, titles of articles."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands

from bot.desk import Desk
from bot.discord import archive, limits
from bot.discord.escape import plain
from bot.discord.limits import units

Complete = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]

PEOPLE = {("quote", "query"), ("quote", "about"), ("who", "name"), ("fact", "topic"), ("timeline", "query")}


def completion(command: str, option: str, desk: Desk) -> Complete | None:
    if option == "speaker" or (command, option) in PEOPLE:
        return people(desk)
    return _articles(desk) if option == "article" or (command, option) == ("article", "title") else None


def choices(pairs: list[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    """What Discord takes: 25 at most, no value twice, and none that is too long: cut, it would ask something else."""
    found: dict[str, str] = {}
    for name, value in pairs:
        shown = plain(name, limits.CHOICE)
        if shown and value and units(value) <= limits.CHOICE:
            found.setdefault(value, shown)
    return [app_commands.Choice(name=name, value=value) for value, name in found.items()][: limits.CHOICES]


def people(desk: Desk) -> Complete:
    async def complete(asking: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        seen = archive.seen(asking.guild_id)
        names = await asyncio.to_thread(desk.suggest, typed, collections=seen, limit=limits.CHOICES)
        return choices([(name, name) for name in names])

    return complete


def _articles(desk: Desk) -> Complete:
    async def complete(asking: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        seen = archive.seen(asking.guild_id)
        rows = await asyncio.to_thread(desk.titles, typed, collections=seen, limit=limits.CHOICES)
        return choices([(row.label, (row.request and row.request.option("article")) or row.label) for row in rows])

    return complete
