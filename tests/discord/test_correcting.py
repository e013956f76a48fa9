"""*Correct* on a quotation's card: for those who look after the archive, and for nobody else, whatever they press."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.env import Env

from bot.catalogue import say
from bot.desk import Desk
from corpus.library import Library
from tests.discord.accepted import walk
from tests.discord.conftest import Open
from tests.discord.test_bot import labels, press, read

STORM = """---
title: The storm
published: 2026-03-04
---
Ann Lee, the mayor, and Eva Stone, the engineer, spoke on Tuesday.

“The harbour wall will hold for another year,” said Lee. Nobody believed it.
"""
MANAGER = discord.Permissions(manage_guild=True)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "storm.txt").write_text(STORM, encoding="utf-8")
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    library.sweep(tmp_path / "in")
    yield library
    library.close()


def people(env: Env, name: str = "newsroom") -> tuple[Any, Any, Any, Any]:
    """A server, a channel, who manages it and who does not."""
    guild = env.create_guild(name=name)
    role = guild.create_role("desk head", permissions=MANAGER)
    mia = guild.add_member(env.create_user("mia", global_name="Mia"), roles=[role])
    ben = guild.add_member(env.create_user("ben", global_name="Ben"))
    return guild, guild.create_text_channel("desk"), mia, ben


async def asked(who: Any, channel: Any) -> Any:
    return (await who.slash(channel, "quote", query="harbour wall")).response


async def test_only_those_who_look_after_the_archive_are_offered_to_correct(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        _, channel, mia, ben = people(env)
        assert "Correct" in labels(await asked(mia, channel))
        assert "Correct" not in labels(await asked(ben, channel))


async def test_an_opened_article_offers_it_to_nobody_else_nor_once_it_is_shared(
    discord_with: Open, shelf: Library
) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        _, channel, mia, ben = people(env)
        shown = (await mia.slash(channel, "article", title="storm")).response
        assert "Correct" in labels(shown)
        assert "Correct" not in labels((await ben.slash(channel, "article", title="storm")).response)
        await mia.click(shown, label="Share")
        assert "Correct" not in labels(channel.last_message)


async def test_a_role_that_was_set_may_correct(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, client):
        guild, channel, _, ben = people(env)
        role = guild.create_role("fact checkers")
        una = guild.add_member(env.create_user("una"), roles=[role])
        client.answers.rights = type(client.answers.rights)((role.id,))
        assert "Correct" in labels(await asked(una, channel))
        assert "Correct" not in labels(await asked(ben, channel))


async def test_a_speaker_is_set_with_two_presses_and_taken_back_with_one(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        _, channel, mia, ben = people(env)
        menu = (await mia.click(await asked(mia, channel), label="Correct")).response
        assert say("correct.what") in read(menu) and "Share" not in labels(menu)
        await mia.click(menu, label="Eva Stone")
        assert "was said by Eva Stone" in read(menu)
        shown = read(await asked(ben, channel))
        assert "Eva Stone" in shown and "corrected by Mia" in shown
        undo = next(label for label in labels(menu) if label.startswith("Undo"))
        await mia.click(menu, label=undo)
        assert "Taken back" in read(menu)
        assert "Ann Lee" in read(await asked(ben, channel))


@pytest.mark.parametrize(
    ("button", "typed", "told"),
    [
        ("Another name …", "José Núñez", "was said by José Núñez"),
        ("Another name …", "?!", say("wrong.no_word", words="?!")),
        ("The same person as …", "Ann Marie Lee", "Ann Lee is Ann Marie Lee"),
        ("Somebody else of this name …", "Ann Lee of Hull", "Ann Lee of Hull"),
        ("Title …", "After @everyone", "the title is"),
        ("Date …", "2026-03-09", "the date is 2026-03-09"),
        ("Date …", "next week", "is no day"),
    ],
)
async def test_what_is_typed_into_a_form_is_done_or_refused(
    discord_with: Open, shelf: Library, button: str, typed: str, told: str
) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        _, channel, mia, _ = people(env)
        menu = (await mia.click(await asked(mia, channel), label="Correct")).response
        form = await mia.click(menu, label=button)
        field = next(part["custom_id"] for part in walk(form.modal["components"]) if part.get("custom_id"))
        sent = await mia.submit_modal(form, {field: typed})
        shown = read(menu) + "".join(read(one) for one in sent.followups)
        assert told in shown
        assert env.errors is not None  # told to whoever typed it


async def test_whoever_lost_the_right_presses_in_vain(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, client):
        guild, channel, _, _ = people(env)
        role = guild.create_role("fact checkers")
        una = guild.add_member(env.create_user("una"), roles=[role])
        client.answers.rights = type(client.answers.rights)((role.id,))
        menu = (await una.click(await asked(una, channel), label="Correct")).response
        client.answers.rights = type(client.answers.rights)(())
        for label in ("Eva Stone", "No quotation", "Title …"):
            refused = await una.click(menu, label=label)
            shown = [refused.response, *refused.followups]
            assert any(one and say("correct.may_not") in read(one) for one in shown), label
        assert shelf.corrections() == ()


async def test_a_shared_answer_offers_nobody_to_correct(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        _, channel, mia, _ = people(env)
        await mia.click(await asked(mia, channel), label="Share")
        assert "Correct" not in labels(channel.last_message)


async def test_in_a_second_server_its_managers_do_not_correct_what_all_share(
    discord_with: Open, shelf: Library
) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, client):
        here, channel, mia, _ = people(env)
        _, elsewhere, eve, _ = people(env, "elsewhere")
        for who, place in ((mia, channel), (eve, elsewhere)):
            button = press(await asked(who, place), "Correct")
            assert button
            refused = await who.click(await asked(who, place), label="Correct")
            assert say("correct.may_not") in read(refused.response)
        client.answers.rights = type(client.answers.rights)(home=(here.id,))
        menu = await mia.click(await asked(mia, channel), label="Correct")
        assert say("correct.what") in read(menu.response)
        refused = await eve.click(await asked(eve, elsewhere), label="Correct")
        assert say("correct.may_not") in read(refused.response)


async def test_outside_of_servers_nobody_is_offered_to_correct(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        people(env)
        una = env.create_user("una")
        assert "Correct" not in labels((await una.slash("quote", query="harbour wall")).response)


async def test_who_said_it_is_chosen_with_completion(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        _, channel, mia, ben = people(env)
        (one,) = await mia.autocomplete(channel, "correct", "quotation", "harbour w")
        assert one["name"] == "Ann Lee: The harbour wall will hold for another year,"
        offered = await mia.autocomplete(channel, "correct", "speaker", "eva", quotation=one["value"])
        assert [choice["value"] for choice in offered] == ["Eva Stone"]
        done = (await mia.slash(channel, "correct", quotation=one["value"], speaker="Eva Stone")).response
        assert "was said by Eva Stone" in read(done) and "Share" not in labels(done)
        assert await ben.autocomplete(channel, "correct", "quotation", "harbour w") == []
        asking = {"quotation": one["value"], "speaker": "Bob Ray"}
        una = env.create_user("una")
        for refused in (await ben.slash(channel, "correct", **asking), await una.slash("correct", **asking)):
            assert say("correct.may_not") in read(refused.response)
        for typed in ("something typed", f"a1b2 {'9' * 5000} 3"):
            told = (await mia.slash(channel, "correct", quotation=typed, speaker="Bob Ray")).response
            assert say("correct.choose") in read(told)
        assert [made.value for made in shelf.corrections()] == ["Eva Stone"] and env.errors


async def test_all_corrections_are_listed_for_those_who_may_and_taken_back(discord_with: Open, shelf: Library) -> None:
    async with discord_with(desk=Desk(shelf)) as (env, _):
        _, channel, mia, ben = people(env)
        (one,) = await mia.autocomplete(channel, "correct", "quotation", "harbour w")
        await mia.slash(channel, "correct", quotation=one["value"], speaker="Eva Stone")
        shown = (await mia.slash(channel, "corrections")).response
        assert "1 correction, the latest first." in read(shown) and "corrected by Mia" in read(shown)
        assert "Share" not in labels(shown)
        undo = next(label for label in labels(shown) if label.startswith("Undo"))
        await mia.click(shown, label=undo)
        assert "Taken back" in read(shown) and "Nothing has been corrected." in read(shown)
        assert shelf.corrections() == ()
        for refused in (await ben.slash(channel, "corrections"), await env.create_user("una").slash("corrections")):
            assert say("correct.may_not_list") in read(refused.response)
        assert env.errors
