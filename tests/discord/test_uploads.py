"""/add, its form and its menu, and /remove: who may, what is said of bad input, and where it is seen afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.env import Env

from bot.catalogue import say
from bot.desk import Desk
from bot.desk.adding import Adder, Owner
from bot.discord.rights import Rights
from bot.discord.uploads import MENU
from corpus.library import Library
from corpus.model import SEEDS
from corpus.results import Query
from tests.discord.accepted import walk
from tests.discord.conftest import Open
from tests.discord.test_bot import read

WALL = "“The harbour wall will hold for another year,” said Ann Lee, the mayor, on Monday in Northfield."
RAIN = "“It will rain on Friday,” said Bob Ray."


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "rain.txt").write_text(RAIN, encoding="utf-8")
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    library.sweep(tmp_path / "in")
    yield library
    library.close()


def server(env: Env, name: str = "Newsroom") -> tuple[Any, Any, Any, Any]:
    """A server, a channel, who manages it and who does not."""
    guild = env.create_guild(name=name)
    head = guild.create_role("desk head", permissions=discord.Permissions(manage_guild=True))
    mia = guild.add_member(env.create_user("mia", global_name="Mia"), roles=[head])
    ben = guild.add_member(env.create_user("ben", global_name="Ben"))
    return guild, guild.create_text_channel("desk"), mia, ben


def held(library: Library, guild: Any) -> list[str]:
    return [row.path for row in library.articles(Query(collections=(f"server-{guild.id}",)))]


async def asked(who: Any, channel: Any, query: str = "harbour wall") -> str:
    return read((await who.slash(channel, "quote", query=query)).response)


def fields(form: Any) -> list[str]:
    return [part["custom_id"] for part in walk(form.modal["components"]) if part.get("custom_id")]


async def test_a_file_is_added_for_the_people_of_the_server_alone(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        guild, channel, mia, ben = server(env)
        other, elsewhere, _, eve = server(env, "Elsewhere")
        result = await mia.slash(channel, "add", file=("wall.txt", WALL.encode()))
        assert result.ephemeral and "Newsroom" in read(result.response)
        assert held(shelf, guild) == ["wall.txt"] and held(shelf, other) == []
        assert "The harbour wall will hold" in await asked(ben, channel)
        assert "The harbour wall will hold" not in await asked(eve, elsewhere)
        assert "It will rain" in await asked(eve, elsewhere, "rain")


async def test_a_text_is_pasted_with_its_title_and_its_day(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        guild, channel, mia, ben = server(env)
        form = await mia.slash(channel, "add")
        title, day, text = fields(form)
        await mia.submit_modal(form, {title: 'The wall: "a storm"', day: "2026-03-04", text: WALL})
        (row,) = shelf.articles(Query(collections=(f"server-{guild.id}",)))
        assert (row.title, row.published and row.published.value) == ('The wall: "a storm"', "2026-03-04")
        assert "The harbour wall will hold" in await asked(ben, channel)


async def test_a_message_goes_into_the_archive(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        guild, channel, mia, ben = server(env)
        message = await ben.send(channel, WALL)
        await mia.context_menu(channel, MENU, message)
        (path,) = held(shelf, guild)
        assert path.startswith("Message of Ben")
        assert "The harbour wall will hold" in await asked(ben, channel)


async def test_who_may_not_add_is_told_so_by_every_way(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        guild, channel, _, ben = server(env)
        message = await ben.send(channel, WALL)
        told = [
            await ben.slash(channel, "add", file=("wall.txt", WALL.encode())),
            await ben.slash(channel, "add"),
            await ben.context_menu(channel, MENU, message),
        ]
        for result in told:
            assert say("add.may_not") in read(result.response)
        assert held(shelf, guild) == [] and env.errors is not None


async def test_the_role_that_was_set_may_add_until_it_is_lost(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, client):
        guild, channel, _, _ben = server(env)
        role = guild.create_role("reporters")
        una = guild.add_member(env.create_user("una"), roles=[role])
        client.answers.rights = Rights(contributors=(role.id,))
        form = await una.slash(channel, "add")
        await una.slash(channel, "add", file=("wall.txt", WALL.encode()))
        assert held(shelf, guild) == ["wall.txt"]
        client.answers.rights = Rights()
        late = await una.submit_modal(form, {fields(form)[2]: RAIN.replace("Friday", "Monday")})
        assert say("add.may_not") in read(late.response)
        assert held(shelf, guild) == ["wall.txt"]
        assert env.errors is not None


async def test_bad_input_is_one_clear_sentence(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        guild, channel, mia, _ = server(env)
        for name, data in (
            ("virus.exe", b"MZ"),
            ("empty.txt", b""),
            ("blank.txt", b" \n "),
            ("broken.pdf", b"%PDF-1.7\nnothing"),
            ("named.docx", WALL.encode()),
        ):
            shown = read((await mia.slash(channel, "add", file=(name, data))).response)
            assert "\n" not in shown and shown.endswith("."), shown
        for words, when in (("?!", ""), (WALL, "tomorrow"), (WALL, "2026-13-1")):
            form = await mia.slash(channel, "add")
            _, day, text = fields(form)
            values = {text: words, **({day: when} if when else {})}
            result = await mia.submit_modal(form, values)
            shown = read(result.response)
            assert "\n" not in shown and shown.endswith("."), shown
        assert held(shelf, guild) == [] and env.errors is not None


async def test_an_error_of_ours_is_logged_without_the_words_of_the_file(
    discord_with: Open, shelf: Library, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Adder, name: str, data: bytes, owner: Owner) -> Any:
        raise KeyError(data.decode())

    monkeypatch.setattr(Adder, "file", broken)
    async with discord_with(desk=Desk(shelf)) as (env, _):
        _, channel, mia, _ = server(env)
        shown = read((await mia.slash(channel, "add", file=("wall.txt", WALL.encode()))).response)
        assert "reference" in shown and env.errors
    assert "KeyError" in caplog.text and "broken" in caplog.text and "harbour" not in caplog.text


async def test_completion_in_a_direct_message_asks_one_server_at_most(
    discord_with: Open, shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = discord.Guild.fetch_member

    async def noted(self: discord.Guild, member: int, /) -> discord.Member:
        asked.append(self.name)
        return await real(self, member)

    monkeypatch.setattr(discord.Guild, "fetch_member", noted)
    async with discord_with(desk=Desk(shelf)) as (env, _):
        one, channel, mia, _ = server(env)
        await mia.slash(channel, "add", file=("wall.txt", WALL.encode()))
        una = env.create_user("una")
        one.add_member(una, roles=[one.create_role("heads", permissions=discord.Permissions(manage_guild=True))])
        assert len(await una.autocomplete("remove", "article", "")) == 1
        assert asked == ["Newsroom"]
        server(env, "Elsewhere")
        asked.clear()
        assert await una.autocomplete("remove", "article", "") == [] and asked == []
        assert len(await una.autocomplete("remove", "article", "", server="Newsroom")) == 1
        assert asked == ["Newsroom"]
        asked.clear()
        await una.slash("remove", article="wall.txt", server="Newsroom")
        assert held(shelf, one) == [] and asked == ["Newsroom"]


async def test_what_the_folder_has_is_said_and_not_added(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        guild, channel, mia, _ = server(env)
        result = await mia.slash(channel, "add", file=("copy.txt", RAIN.encode()))
        assert "already" in read(result.response) and "rain.txt" in read(result.response)
        assert held(shelf, guild) == []


async def test_own_articles_are_removed_by_their_owner_and_all_by_who_manages(
    discord_with: Open, shelf: Library
) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, client):
        guild, channel, mia, ben = server(env)
        role = guild.create_role("reporters")
        una = guild.add_member(env.create_user("una"), roles=[role])
        client.answers.rights = Rights(contributors=(role.id,))
        await una.slash(channel, "add", file=("wall.txt", WALL.encode()))
        await mia.slash(channel, "add", file=("roof.txt", WALL.replace("wall", "roof").encode()))
        offered = await una.autocomplete(channel, "remove", "article", "")
        assert len(offered) == 1 and "wall.txt" in offered[0]["name"]
        assert await ben.autocomplete(channel, "remove", "article", "") == []
        for who in (ben, una):
            refused = await who.slash(channel, "remove", article="roof.txt")
            assert say("wrong.not_yours") in read(refused.response)
        folder = await mia.slash(channel, "remove", article=shelf.articles(Query())[0].id)
        assert say("add.of_folder") in read(folder.response)
        done = await una.slash(channel, "remove", article=offered[0]["value"])
        assert "removed" in read(done.response)
        assert held(shelf, guild) == ["roof.txt"]
        await mia.slash(channel, "remove", article="roof.txt")
        assert held(shelf, guild) == []
        assert len(shelf.articles(Query(collections=(SEEDS,)))) == 1
        assert env.errors is not None


async def test_in_a_direct_message_the_servers_are_asked_who_somebody_is(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        one, _, _, _ = server(env)
        two, _, _, _ = server(env, "Elsewhere")
        una, stranger = env.create_user("una"), env.create_user("stranger")
        role = one.create_role("heads", permissions=discord.Permissions(manage_guild=True))
        one.add_member(una, roles=[role])
        two.add_member(una)
        refused = await stranger.slash("add", file=("wall.txt", WALL.encode()))
        assert say("add.may_not_anywhere") in read(refused.response)
        done = await una.slash("add", file=("wall.txt", WALL.encode()))
        assert "Newsroom" in read(done.response)
        assert held(shelf, one) == ["wall.txt"] and held(shelf, two) == []
        shown = read((await una.slash("quote", query="harbour wall")).response)
        assert "The harbour wall will hold" not in shown  # a direct message shows what all share
        assert env.errors is not None


async def test_where_somebody_may_add_to_several_archives_one_has_to_be_named(
    discord_with: Open, shelf: Library
) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        una = env.create_user("una")
        guilds = []
        for name in ("Newsroom", "Elsewhere"):
            guild, *_ = server(env, name)
            role = guild.create_role("heads", permissions=discord.Permissions(manage_guild=True))
            guild.add_member(una, roles=[role])
            guilds.append(guild)
        which = await una.slash("add", file=("wall.txt", WALL.encode()))
        assert "Newsroom or Elsewhere" in read(which.response)
        await una.slash("add", file=("wall.txt", WALL.encode()), server="Elsewhere")
        assert [held(shelf, guild) for guild in guilds] == [[], ["wall.txt"]]
        assert env.errors is not None
