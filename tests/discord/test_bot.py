"""People type, press and read; real discord.py answers them in a simulated Discord."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.catalogue import say
from bot.discord.memory import Memory
from bot.discord.menus import CHECK, FIND
from bot.reply import Reply, Request
from corpus.errors import CorpusError
from tests.discord.accepted import walk
from tests.discord.conftest import Open, room


def read(message: Any) -> str:
    """What a person reads in a message."""
    raw = message.components if isinstance(message.components[0], dict) else [c.to_dict() for c in message.components]
    return "\n".join(part["content"] for part in walk(raw) if part["type"] == 10)


def labels(message: Any, *, lit: bool = True) -> list[str]:
    raw = message.components if isinstance(message.components[0], dict) else [c.to_dict() for c in message.components]
    return [part["label"] for part in walk(raw) if part["type"] == 2 and not (lit and part.get("disabled"))]


def press(message: Any, label: str) -> str:
    """The custom id of the first button that is called so."""
    raw = message.components if isinstance(message.components[0], dict) else [c.to_dict() for c in message.components]
    return next(part["custom_id"] for part in walk(raw) if part["type"] == 2 and part["label"] == label)


def entries(message: Any) -> list[dict[str, Any]]:
    """What the menu below an answer offers."""
    raw = message.components if isinstance(message.components[0], dict) else [c.to_dict() for c in message.components]
    return next(part["options"] for part in walk(raw) if part["type"] == 3)


COMMANDS: list[tuple[str, dict[str, str], str]] = [
    ("quote", {"query": "Ann Lee"}, "We will build the wall"),
    ("quote", {"query": "wall", "speaker": "Ann Lee", "since": "2025-05-02"}, "Ann Lee"),
    ("summary", {}, "Mexico and the United States"),
    ("ask", {"question": "How much will the wall cost?"}, "million dollars"),
    (
        "verify",
        {"text": "Nobody shall lose a house to the water again"},
        "Nobody shall lose a house to the water again",
    ),
    ("fact", {"topic": "wall"}, "wall"),
    ("who", {"name": "Ann Lee"}, "Mayor"),
    ("timeline", {"query": "wall"}, "wall"),
    ("articles", {}, "Council votes on the river wall"),
    ("article", {"title": "river-3.txt"}, "The council voted on the wall"),
    ("help", {}, "/quote"),
    ("status", {}, "articles"),
]


@pytest.mark.parametrize(("command", "options", "expected"), COMMANDS, ids=[f"{c[0]}-{len(c[1])}" for c in COMMANDS])
async def test_every_command_is_answered_privately(
    discord_with: Open, command: str, options: dict[str, str], expected: str
) -> None:
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        result = await ann.slash(channel, command, **options)
        assert result.acknowledged and result.ephemeral
        assert expected in read(result.response)


async def test_a_name_typed_in_a_hurry_finds_the_quotes(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        assert "Sheinbaum" in read((await ann.slash(channel, "quote", query="Shienbaum")).response)


async def test_answers_are_public_where_the_settings_say_so(discord_with: Open) -> None:
    async with discord_with(private=False) as (env, _):
        _, channel, ann = room(env)
        result = await ann.slash(channel, "quote", query="Ann Lee")
        assert not result.ephemeral
        assert "Share" not in labels(result.response)


async def test_names_and_titles_are_offered_while_a_person_types(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        offered = await ann.autocomplete(channel, "quote", "speaker", "ann", query="wall")
        assert "Ann Lee" in [choice["value"] for choice in offered]
        titles = await ann.autocomplete(channel, "summary", "article", "council")
        assert titles and all("Council" in choice["name"] for choice in titles)
        result = await ann.slash(channel, "summary", article=titles[0]["value"])
        assert "river" in read(result.response)


async def test_only_the_asker_turns_pages(discord_with: Open) -> None:
    async with discord_with(private=False) as (env, _):
        guild, channel, ann = room(env)
        ben = guild.add_member(env.create_user("ben"))
        first = (await ann.slash(channel, "fact", topic="wall")).response
        refused = await ben.click(first, label="Next")
        assert say("discord.not_yours") in read(refused.response or refused.followups[0])
        assert "page 1 of" in read(first)
        await ann.click(first, label="Next")
        assert "page 2 of" in read(first)
        await ann.click(first, label="Back")
        assert "page 1 of" in read(first)


async def test_context_opens_privately_for_whoever_presses(discord_with: Open) -> None:
    async with discord_with(private=False) as (env, _):
        guild, channel, ann = room(env)
        ben = guild.add_member(env.create_user("ben"))
        first = (await ann.slash(channel, "fact", topic="wall")).response
        entry = next(one for one in entries(first) if "will cost" in one.get("description", ""))
        opened = await ben.select(first, [entry["value"]])
        assert opened.ephemeral and "will cost" in read(opened.response)
        article = await ben.click(opened.response, custom_id=press(opened.response, "Article"))
        assert "The council voted on the wall" in read(article.response)


async def test_a_private_answer_is_shared_with_the_name_of_the_asker(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        private = (await ann.slash(channel, "fact", topic="wall")).response
        shared = await ann.click(private, label="Share")
        post = shared.followups[0]
        assert not post.ephemeral and read(post).startswith("-# Shared by Ann\n")
        assert "wall" in read(post)
        assert "Share" not in labels(private) and "Share" not in labels(post)


async def test_who_may_not_write_here_may_not_share_here(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        guild = env.create_guild()
        ann = guild.add_member(env.create_user("ann"))
        silent = discord.PermissionOverwrite(send_messages=False)
        channel = guild.create_text_channel("read-only", overwrites={guild.default_role: silent})
        private = (await ann.slash(channel, "fact", topic="wall")).response
        refused = await ann.click(private, label="Share")
        assert [read(message) for message in refused.followups or [refused.response]] == [say("discord.may_not_write")]


async def test_buttons_work_after_a_restart(discord_with: Open, tmp_path: Path, library: Any) -> None:
    from bot.desk import Desk
    from bot.discord.client import Client
    from bot.settings import Settings

    memory = Memory(tmp_path / "discord.db")
    async with discord_with(memory) as (env, _):
        _, channel, ann = room(env)
        long = {"query": "wall", "about": "the wall along the river, which will be built " * 3}
        private = (await ann.slash(channel, "fact", topic="wall")).response
        nothing = (await ann.slash(channel, "quote", **long)).response
        await env.restart_bot(
            Client(Settings(cooldown=0.0), Desk(library), Memory(tmp_path / "discord.db"), shard_count=1)
        )
        await ann.click(private, label="Next")
        assert "page 2 of" in read(private)
        shared = await ann.click(private, label="Share")
        assert "page 2 of" in read(shared.followups[0])
        assert read(nothing)


async def test_buttons_go_dark_when_their_time_is_over(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        private = (await ann.slash(channel, "fact", topic="wall")).response
        await env.advance_time(13 * 60)
        assert "Next" in labels(private)
        await ann.click(private, label="Next")  # a page turned begins the time anew
        await env.advance_time(13 * 60)
        assert "Next" in labels(private)
        await env.advance_time(2 * 60)
        assert labels(private) == [] and labels(private, lit=False)


async def test_a_button_older_than_the_restart_goes_dark_when_pressed(discord_with: Open, library: Any) -> None:
    from bot.desk import Desk
    from bot.discord.client import Client
    from bot.settings import Settings

    async with discord_with(private=False) as (env, _):
        _, channel, ann = room(env)
        answer = (await ann.slash(channel, "fact", topic="wall")).response
        await env.restart_bot(Client(Settings(cooldown=0.0), Desk(library), Memory(None), shard_count=1))
        await env.advance_time(3600)
        pressed = await ann.click(answer, label="Next")
        assert say("discord.old") in read(pressed.followups[0])
        assert labels(answer) == []


async def test_a_quotation_in_a_message_is_checked(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        guild, channel, ann = room(env)
        ben = guild.add_member(env.create_user("ben"))
        said = await ben.send(channel, '"Nobody shall lose a house to the water again" - Ann Lee')
        result = await ann.context_menu(channel, CHECK, said)
        assert result.ephemeral and "Nobody shall lose a house to the water again" in read(result.response)
        altered = await ben.send(channel, '"Nobody shall lose a home to the water again"')
        shown = read((await ann.context_menu(channel, CHECK, altered)).response)
        assert "~~home~~" in shown and "__**house**__" in shown
        found = await ann.context_menu(channel, FIND, await ben.send(channel, "The wall will cost 3 million dollars"))
        assert "million dollars" in read(found.response)


async def test_a_message_without_words_cannot_be_checked(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        picture = await ann.send(channel, "", attachments=[("wall.png", b"\x89PNG")])
        assert say("discord.no_words") in read((await ann.context_menu(channel, CHECK, picture)).response)


async def test_a_mention_and_a_direct_message_are_questions(discord_with: Open) -> None:
    async with discord_with() as (env, client):
        _, channel, ann = room(env)
        await ann.send(channel, f"<@{client.user.id}> How much will the wall cost?")
        assert "million dollars" in read(channel.last_message)
        await ann.send(channel, f"<@{client.user.id}> quote Ann Lee")
        assert "We will build the wall" in read(channel.last_message)
        await ann.send(channel, f"<@{client.user.id}>")
        assert "What I can do" in read(channel.last_message)
        user = env.create_user("cleo")
        await user.send_dm("summary")
        assert "Mexico and the United States" in read(user.dm_channel.last_message)


async def test_a_question_goes_on_from_the_one_before_by_command_or_by_mention(discord_with: Open) -> None:
    async with discord_with() as (env, client):
        _, channel, ann = room(env)
        await ann.slash(channel, "ask", question="What did Marco Rubio say about cooperation?")
        await ann.send(channel, f"<@{client.user.id}> and Ann Lee?")
        assert read(channel.last_message).startswith("Understood as “What did Ann Lee say about cooperation?”.")
        await ann.send(channel, f"<@{client.user.id}> what about the wall?")
        shown = read(channel.last_message)
        assert shown.startswith("Understood as “What did Ann Lee say about the wall?”.") and "metres high" in shown


async def test_a_mention_that_tells_no_language_is_answered_in_that_of_the_one_before(discord_with: Open) -> None:
    async with discord_with() as (env, client):
        _, channel, ann = room(env)
        await ann.send(channel, f"<@{client.user.id}> Ann Lee")
        assert "quotes" in read(channel.last_message)
        await ann.send(channel, f"<@{client.user.id}> ¿qué dijo Ann Lee?")
        await ann.send(channel, f"<@{client.user.id}> Ann Lee")
        assert "citas" in read(channel.last_message)


async def test_talk_that_is_not_for_us_is_left_alone(discord_with: Open) -> None:
    async with discord_with() as (env, client):
        guild, channel, ann = room(env)
        robot = guild.add_member(env.create_user("robot", bot=True))
        await ann.send(channel, "quote Ann Lee")
        await robot.send(channel, f"<@{client.user.id}> quote Ann Lee")
        assert channel.last_message.author.name == "robot"


async def test_a_direct_command_is_answered_where_it_was_asked(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        user = env.create_user("cleo")
        result = await user.slash("quote", query="Ann Lee")
        assert "We will build the wall" in read(result.response) and not result.ephemeral
        opened = await user.select(result.response, [entries(result.response)[0]["value"]])
        assert "Nobody shall lose a house" in read(opened.response)


async def test_who_asks_too_fast_is_asked_to_wait_and_pages_may_be_turned(discord_with: Open) -> None:
    async with discord_with(cooldown=2.0) as (env, _):
        guild, channel, ann = room(env)
        ben = guild.add_member(env.create_user("ben"))
        for _ in range(4):  # four questions in a few seconds are a conversation
            first = await ann.slash(channel, "fact", topic="wall")
            assert "wall" in read(first.response)
        again = await ann.slash(channel, "fact", topic="wall")
        assert re.match(r"One moment, please: you can ask again in \d seconds?\.", read(again.response))
        assert again.ephemeral
        await ann.click(first.response, label="Next")
        assert "page 2 of" in read(first.response)
        assert "wall" in read((await ben.slash(channel, "fact", topic="wall")).response)
        await env.advance_time(3)
        assert "wall" in read((await ann.slash(channel, "fact", topic="wall")).response)


class Failing:
    """A desk whose index breaks under it."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def answer(self, request: Request, **_: object) -> Reply:
        raise self._error


@pytest.mark.parametrize("way", ["slash", "mention"])
async def test_our_errors_are_sentences(discord_with: Open, way: str) -> None:
    async with discord_with(desk=Failing(CorpusError("The index is being moved; ask again later."))) as (env, client):
        _, channel, ann = room(env)
        if way == "slash":
            answer = (await ann.slash(channel, "help")).response
        else:
            await ann.send(channel, f"<@{client.user.id}> help")
            answer = channel.last_message
        assert read(answer) == "The index is being moved; ask again later."
        assert env.errors is not None


async def test_other_errors_are_a_reference_that_is_in_the_log(
    discord_with: Open, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        async with discord_with(desk=Failing(ZeroDivisionError("secret detail"))) as (env, _):
            _, channel, ann = room(env)
            shown = read((await ann.slash(channel, "quote", query="Ann Lee")).response)
            assert env.errors
    reference = re.search(r"reference: ([0-9a-f]{6})", shown)
    assert reference and "secret" not in shown
    assert f"Reference {reference[1]}" in caplog.text and "ZeroDivisionError" in caplog.text


async def test_while_stopping_no_question_is_taken(discord_with: Open) -> None:
    async with discord_with() as (env, client):
        _, channel, ann = room(env)
        client.answers.stopping = True
        assert read((await ann.slash(channel, "help")).response) == say("discord.restarting")
        await ann.send(channel, f"<@{client.user.id}> help")
        assert read(channel.last_message) == say("discord.restarting")


async def test_nothing_pings_and_nothing_is_live_in_a_hostile_article(discord_with: Open) -> None:
    async with discord_with() as (env, client):
        _, channel, ann = room(env)
        offered = await ann.autocomplete(channel, "summary", "article", "everyone")
        asked = [
            ("quote", {"query": "Bob Ray"}),
            ("summary", {"article": offered[0]["value"]}),
            ("fact", {"topic": "clerk"}),
            ("articles", {}),
            ("who", {"name": "Bob Ray"}),
            ("verify", {"text": "Look at https://evil.example and <@123456789012345678> @everyone **now**"}),
            ("ask", {"question": "@everyone <@1> https://evil.example **?"}),
        ]
        shown = [read((await ann.slash(channel, name, **options)).response) for name, options in asked]
        await ann.send(channel, f"<@{client.user.id}> quote Bob Ray")
        text = "\n".join([*shown, read(channel.last_message)])
        live = re.sub(r"\\[^0-9A-Za-z\s]", "", text)
        for piece in ("@everyone", "<@1", "https://", "<t:1", ":joy:", "\u202e", "[free]"):
            assert piece not in live, piece


async def test_the_commands_are_written_once_and_again_only_when_they_change(
    discord_with: Open, tmp_path: Path
) -> None:
    writes = []
    for _ in range(2):
        memory = Memory(tmp_path / "discord.db")
        async with discord_with(memory) as (env, _client):
            writes.append([r for r in env.http_requests if r.method == "PUT" and r.path.endswith("/commands")])
        memory.close()
    assert [len(calls) for calls in writes] == [1, 0]
    assert {c["name"] for c in writes[0][0].json} >= {"quote", "summary", "ask", "verify", "fact", CHECK, FIND}
    assert all(c["integration_types"] == [0, 1] and c["contexts"] == [0, 1, 2] for c in writes[0][0].json)
