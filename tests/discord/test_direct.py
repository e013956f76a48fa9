"""A server's archive in a direct message: chosen by its members, theirs as long as they are, and nobody else's."""

from __future__ import annotations

import re
from functools import partial
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from aiohttp import ClientConnectionError
from simcord.env import Env

from bot.catalogue import say
from bot.desk import Desk
from bot.discord import direct
from corpus.errors import WrongUse
from corpus.library import Library
from tests.discord.conftest import Open
from tests.discord.test_bot import read
from tests.discord.test_uploads import WALL, server, shelf

__all__ = ["shelf"]
HOLDS = "The harbour wall will hold"


async def _town(env: Env) -> tuple[Any, Any, Any]:
    """A server with an article of its own, who is in it, and who is only in another."""
    one, channel, mia, _ = server(env)
    two, _, _, _ = server(env, "Elsewhere")
    una, eve = env.create_user("una", global_name="Una"), env.create_user("eva", global_name="Eva")
    one.add_member(una)
    two.add_member(una)
    two.add_member(eve)
    await mia.slash(channel, "add", file=("wall.txt", WALL.encode()))
    return one, una, eve


async def _asked(user: Any) -> str:
    return read((await user.slash("quote", query="harbour wall")).response)


async def test_a_member_may_look_through_it_and_give_it_back(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        _, una, eve = await _town(env)
        assert HOLDS not in await _asked(una)
        offered = read((await una.slash("archive")).response)
        assert "Newsroom" in offered and "Elsewhere" in offered
        assert "Newsroom" in read((await una.slash("archive", server="Newsroom")).response)
        assert HOLDS in await _asked(una)
        await una.send_dm("quote harbour wall")
        assert HOLDS in read(una.dm_channel.last_message)
        assert HOLDS not in await _asked(eve)  # what one chose is nobody else's
        await una.slash("archive")
        assert HOLDS not in await _asked(una)


async def test_who_is_no_member_learns_not_even_that_it_is_there(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        one, _, eve = await _town(env)
        for named in ("Newsroom", str(one.id), "No such server"):
            assert read((await eve.slash("archive", server=named)).response) == say("archive.unknown")
        assert "Newsroom" not in read((await eve.slash("archive")).response)
        assert HOLDS not in await _asked(eve)
        await eve.send_dm("quote harbour wall")
        assert HOLDS not in read(eve.dm_channel.last_message)
        assert env.errors is not None


async def test_who_has_left_sees_it_no_more_by_question_or_by_button(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        one, una, _ = await _town(env)
        await una.slash("archive", server="Newsroom")
        answer = (await una.slash("quote", query="harbour wall")).response
        assert HOLDS in read(answer) and HOLDS in read((await una.click(answer, label="Context")).response)
        one.remove_member(una)
        assert HOLDS not in await _asked(una)
        for label in ("Context", "Article"):
            assert HOLDS not in read((await una.click(answer, label=label)).response)
        assert env.errors is not None


async def test_in_a_server_it_cannot_be_chosen(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        guild, channel, mia, _ = server(env)
        assert read((await mia.slash(channel, "archive", server="Newsroom")).response) == say("archive.here")
        assert guild and env.errors is not None


def test_among_others_no_archive_is_shown() -> None:
    """A group's direct message has no server either, but more than one reader."""
    context = discord.app_commands.AppCommandContext
    places = (context(dm_channel=True), context(private_channel=True), context(guild=True), context())
    asking = [SimpleNamespace(guild_id=None, context=place) for place in places]
    assert [direct.alone(one) for one in asking] == [True, False, False, False]


async def test_a_chosen_server_past_many_others_is_found_and_none_is_asked_as_one_is() -> None:
    asked: list[int] = []

    async def member(number: int, user: int) -> Any:
        asked.append(number)
        if number == 1:
            raise ClientConnectionError
        return SimpleNamespace(id=user)

    guilds = [SimpleNamespace(id=n, name=f"Server {n}", fetch_member=partial(member, n)) for n in range(1, 80)]
    chosen = direct.Direct(lambda: guilds)  # type: ignore[return-value]
    assert "Server 79" in await chosen.choose(5, "Server 79")
    assert (await chosen.server(5)) is guilds[78]
    asked.clear()
    for named in ("Server 1", "No such server"):
        with pytest.raises(WrongUse, match=re.escape(say("archive.unknown"))):
            await chosen.choose(6, named)
    assert asked == [1, 1] and await chosen.server(6) is None
