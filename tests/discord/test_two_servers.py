"""Two servers share one real bot: what the people of one have added, nothing ever shows in the other."""

from __future__ import annotations

import asyncio
import json
import re
import signal
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.catalogue import say
from tests.discord.accepted import walk
from tests.discord.loopback import ANN, APP, CHANNEL, GUILD, ME, Loopback, channel, guild, member, person
from tests.discord.test_process import Town, _indexed, living

pytestmark = pytest.mark.asyncio(loop_scope="module")

OTHER, OTHER_CHANNEL = 200000000000000002, 300000000000000002
SAID = "Forty blue lanterns will burn on the pier of Zanzibar until the ferry is found again"
ARTICLE = f"""Lanterns on the pier

Quillon Marr, the harbour master of Zanzibar, spoke on 4 March 2026 about the lost ferry.

“{SAID},” said Quillon Marr.

The search for the ferry cost 12 million dollars, Marr said.
"""
MARKS = ("Quillon", "lanterns will burn", "harbour master", "lanterns.txt", "Lanterns on the pier", "12 million")
# What is asked holds none of the marks, so that an answer which repeats the question shows none.
COMMANDS: list[tuple[str, dict[str, str]]] = [
    ("quote", {"query": "Zanzibar"}),
    ("quote", {"query": "ferry", "speaker": "Marr"}),
    ("quote", {"query": "ferry", "about": "Marr"}),
    ("fact", {"topic": "ferry"}),
    ("ask", {"question": "What did Marr say about the ferry?"}),
    ("ask", {"question": "How much did the search cost?"}),
    ("verify", {"text": "Forty blue lamps will burn on the pier of Zanzibar until the ferry is found again"}),
    ("verify", {"text": "Forty blue", "speaker": "Marr"}),
    ("who", {"name": "Marr"}),
    ("timeline", {"query": "ferry"}),
    ("articles", {}),
    ("articles", {"query": "pier"}),
    ("article", {"title": "pier"}),
    ("summary", {"about": "Marr"}),
    ("summary", {"about": "ferry"}),
]
TYPED = [
    ("quote", "query", "mar"),
    ("quote", "speaker", "mar"),
    ("quote", "about", "mar"),
    ("quote", "article", "pier"),
    ("who", "name", "mar"),
    ("fact", "topic", "mar"),
    ("timeline", "query", "mar"),
    ("timeline", "article", "pier"),
    ("summary", "article", "pier"),
    ("article", "title", "pier"),
    ("summary", "article", "lant"),
    ("verify", "speaker", "mar"),
    ("correct", "quotation", "ferry"),
    ("correct", "speaker", "mar"),
    ("remove", "article", ""),
]
ELSEWHERE = {
    "add",
    "archive",
    "remove",
    "check",
    "correct",
    "corrections",
    "status",
    "help",
}  # tests of their own, below
HERE: dict[str, Any] = {}
THERE: dict[str, Any] = {
    "guild_id": str(OTHER),
    "guild": {"id": str(OTHER), "locale": "en-US", "features": []},
    "channel_id": str(OTHER_CHANNEL),
    "channel": {**channel(), "id": str(OTHER_CHANNEL), "guild_id": str(OTHER)},
    "member": member(),
    "authorizing_integration_owners": {"0": str(OTHER)},
}
DIRECT: dict[str, Any] = {
    "guild_id": None,
    "guild": None,
    "member": None,
    "user": person(),
    "context": 1,
    "guild_locale": None,
    "channel": {"id": str(CHANNEL), "type": 1, "recipients": [person()]},
    "authorizing_integration_owners": {"1": str(ANN)},
}


def other_guild() -> dict[str, Any]:
    text = json.dumps(guild()).replace(str(GUILD), str(OTHER)).replace(str(CHANNEL), str(OTHER_CHANNEL))
    return {**json.loads(text), "name": "Elsewhere"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    discord = Loopback()
    await discord.start()
    async with living(tmp_path_factory.mktemp("bot"), discord) as town:
        await _indexed(town)
        await discord.sockets[-1].dispatch("GUILD_CREATE", other_guild())
        file = discord.attached("lanterns.txt", ARTICLE.encode())
        given = {"options": [{"name": "file", "type": 11, "value": file["id"]}], "resolved": attached(file)}
        done = await discord.answer(await discord.ask({"id": "1", "name": "add", "type": 1, **given}), 30)
        assert "archive of Newsroom" in text_of(done)
        yield town
    await discord.stop()


def attached(file: dict[str, Any]) -> dict[str, Any]:
    return {"attachments": {file["id"]: file}}


def text_of(message: dict[str, Any]) -> str:
    """All that a message holds, buttons and menus as well."""
    return json.dumps(message["components"], ensure_ascii=False)


def marks(shown: str) -> list[str]:
    return [mark for mark in MARKS if mark in shown]


async def answered(town: Town, command: str, options: dict[str, str], where: dict[str, Any]) -> dict[str, Any]:
    return await town.discord.answer(await town.discord.slash(command, options, **where), 30)


@pytest.mark.parametrize(("command", "options"), COMMANDS)
async def test_a_command_shows_it_in_its_own_server_alone(town: Town, command: str, options: dict[str, str]) -> None:
    assert marks(text_of(await answered(town, command, options, HERE))), "the test would notice nothing"
    assert marks(text_of(await answered(town, command, options, THERE))) == []
    assert marks(text_of(await answered(town, command, options, DIRECT))) == []


async def test_the_latest_article_and_the_counts_are_of_what_may_be_seen(town: Town) -> None:
    assert marks(text_of(await answered(town, "summary", {}, HERE)))
    assert marks(text_of(await answered(town, "summary", {}, THERE))) == []
    assert "2 articles" in text_of(await answered(town, "status", {}, HERE))
    assert "1 article\\n" in text_of(await answered(town, "status", {}, THERE))


async def typed(town: Town, command: str, option: str, begun: str, where: dict[str, Any]) -> str:
    since = len(town.discord.calls)
    given = {"name": option, "type": 3, "value": begun, "focused": True}
    await town.discord.ask({"id": "1", "name": command, "type": 1, "options": [given]}, 4, **where)
    call = (await town.discord.until(lambda: town.discord.called("POST", "/callback", since)))[0]
    assert call.body["type"] == 8
    return json.dumps(call.body["data"]["choices"], ensure_ascii=False)


@pytest.mark.parametrize(("command", "option", "begun"), TYPED)
async def test_a_completion_offers_it_in_its_own_server_alone(
    town: Town, command: str, option: str, begun: str
) -> None:
    assert marks(await typed(town, command, option, begun, HERE)), "the test would notice nothing"
    assert marks(await typed(town, command, option, begun, THERE)) == []
    if command != "remove":  # in a direct message the servers would be asked who that is
        assert marks(await typed(town, command, option, begun, DIRECT)) == []


async def test_every_command_and_every_completion_is_looked_at(town: Town) -> None:
    listed = next(call.body for call in town.discord.called("PUT", "/commands$"))
    slash = [command for command in listed if command.get("type", 1) == 1]
    assert {command["name"] for command in slash} == {name for name, _ in COMMANDS} | ELSEWHERE
    completed = {(command["name"], option["name"]) for command in slash for option in command.get("options", ())
                 if option.get("autocomplete")}  # fmt: skip
    assert completed == {(command, option) for command, option, _ in TYPED}


async def test_what_was_corrected_in_one_server_is_listed_and_taken_back_there_alone(town: Town) -> None:
    offered = json.loads(await typed(town, "correct", "quotation", "ferry", HERE))
    one = next(choice["value"] for choice in offered if "lanterns will burn" in choice["name"])
    for where in (THERE, DIRECT):
        refused = text_of(await answered(town, "correct", {"quotation": one, "speaker": "Zed Quill"}, where))
        assert marks(refused) == [] and "Zed Quill" not in refused
    done = text_of(await answered(town, "correct", {"quotation": one, "speaker": "Zed Quill"}, HERE))
    assert "was said by Zed Quill" in done
    shown = text_of(await answered(town, "corrections", {}, HERE))
    assert marks(shown) and "Zed Quill" in shown
    for where in (THERE, DIRECT):
        other = text_of(await answered(town, "corrections", {}, where))
        assert marks(other) == [] and "Zed Quill" not in other
    undo = next(found for found in re.findall(r"corrections\.0\.undo=\w+", shown))
    refused = await sent_by(town, f"1t1:{ANN:x}:{undo}", THERE)
    assert marks(refused) == [] and "Zed Quill" not in refused and say("wrong.no_correction") in refused
    assert "Taken back" in await sent_by(town, f"1t1:{ANN:x}:{undo}", HERE)
    assert "Zed Quill" not in text_of(await answered(town, "quote", {"query": "Zanzibar"}, HERE))


async def sent_by(town: Town, custom: str, where: dict[str, Any]) -> str:
    """All that comes of a button that is pressed."""
    since = len(town.discord.calls)
    button = {"type": 2, "style": 2, "label": "Undo", "custom_id": custom}
    message = {
        **_message(""),
        "id": str(town.discord._snowflake()),
        "components": [{"type": 1, "components": [button]}],
    }
    token = await town.discord.ask({"custom_id": custom, "component_type": 2}, 3, message=message, **where)
    town.discord.originals[token] = int(message["id"])
    town.discord.messages[int(message["id"])] = message
    called = await _called(town, f"/{token}/callback")
    if called.body["type"] != 9:  # a form is all there is
        await town.discord.until(lambda: town.discord.calls[since + 1 :], 20)
    await _settled(town)
    return json.dumps([call.body for call in town.discord.calls[since:] if call.body], ensure_ascii=False)


async def its_id(town: Town) -> str:
    offered = json.loads(await typed(town, "article", "title", "pier", HERE))
    return str(offered[0]["value"])


async def test_who_knows_its_number_opens_nothing_elsewhere(town: Town) -> None:
    id = await its_id(town)
    for command, options in (
        ("article", {"title": id}),
        ("summary", {"article": id}),
        ("quote", {"query": "ferry", "article": id}),
        ("timeline", {"article": id}),
        ("remove", {"article": id}),
    ):
        assert marks(text_of(await answered(town, command, options, THERE))) == []
    assert marks(text_of(await answered(town, "article", {"title": id}, HERE)))  # it is still there


async def test_no_button_and_no_menu_of_the_one_server_shows_it_in_the_other(town: Town) -> None:
    pressed, earlier = 0, ""
    for command, options in (*COMMANDS, ("summary", {"article": await its_id(town)})):
        message = await answered(town, command, options, HERE)
        for part in list(walk(message["components"])):
            if part["type"] not in (2, 3) or not part.get("custom_id"):
                continue
            for value in [option["value"] for option in part.get("options") or []] or [None]:
                data = {"custom_id": part["custom_id"], "component_type": part["type"]}
                data |= {"values": [value]} if value else {}
                since = len(town.discord.calls)
                own = {**message, "id": str(town.discord._snowflake())}
                token = await town.discord.ask(data, 3, message=own, **THERE)
                town.discord.originals[token] = int(own["id"])
                town.discord.messages[int(own["id"])] = own
                await _called(town, f"/{token}/callback")
                await _settled(town)
                sent = [call.body for call in town.discord.calls[since:] if call.body]
                asked = f"{part['custom_id']} {value}"  # what the button itself asks for is repeated
                late = f"{earlier} {asked}"  # the answer to the one before may come while this one is awaited
                found = [mark for mark in marks(json.dumps(sent, ensure_ascii=False)) if mark not in late]
                assert found == [], (command, part.get("label"))
                pressed, earlier = pressed + 1, asked
    assert pressed > 25


async def _called(town: Town, pattern: str, since: int = 0) -> Any:
    return (await town.discord.until(lambda: town.discord.called("POST", pattern, since), 20))[0]


async def _settled(town: Town) -> None:
    """A later question is answered: what was asked before has been, too."""
    await answered(town, "help", {}, HERE)


async def test_a_message_s_menus_find_it_in_its_own_server_alone(town: Town) -> None:
    words = "“Forty blue lamps will burn on the pier of Zanzibar until the ferry is found again,” said Marr."
    for name in ("Check this quote", "Find the source", "Check this draft"):
        for where, found in ((HERE, True), (THERE, False)):
            message = {**_message(words), "channel_id": where.get("channel_id", str(CHANNEL))}
            resolved = {"messages": {message["id"]: message}}
            data = {"id": "1", "name": name, "type": 3, "target_id": message["id"], "resolved": resolved}
            shown = text_of(await town.discord.answer(await town.discord.ask(data, **where), 30))
            assert bool(marks(shown)) is found, (name, found)


async def test_a_draft_is_laid_against_what_may_be_seen(town: Town) -> None:
    draft = f"“{SAID.replace('lanterns', 'lamps')},” said Marr.\n"
    for where, found in ((HERE, True), (THERE, False), (DIRECT, False)):
        file = town.discord.attached("draft.txt", draft.encode())
        given = {"options": [{"name": "file", "type": 11, "value": file["id"]}], "resolved": attached(file)}
        token = await town.discord.ask({"id": "1", "name": "check", "type": 1, **given}, **where)
        assert bool(marks(text_of(await town.discord.answer(token, 30)))) is found


async def test_a_mention_is_answered_from_what_its_server_sees(town: Town) -> None:
    for server, place, found in ((GUILD, CHANNEL, True), (OTHER, OTHER_CHANNEL, False), (None, 9, False)):
        since = len(town.discord.calls)
        whole = {key: value for key, value in member().items() if key != "user"}
        me = {"id": str(ME), "username": "onrecord", "discriminator": "0", "avatar": None, "bot": True}
        said = {**_message(f"<@{ME}> quotes about Zanzibar"), "mentions": [me], "channel_id": str(place)}
        said |= {"guild_id": str(server), "member": whole} if server else {}
        await town.discord.sockets[-1].dispatch("MESSAGE_CREATE", said)
        sent = await _called(town, "/messages$", since)
        assert bool(marks(json.dumps(sent.body, ensure_ascii=False))) is found


async def test_nobody_elsewhere_corrects_or_removes_it(town: Town) -> None:
    id = await its_id(town)
    for options in ({"ask": "title"}, {"title": "Ours"}, {}):
        state = "&".join(f"{name}={value}" for name, value in {"article": id, **options}.items())
        told = await sent_by(town, f"1o1:{ANN:x}:correct.0.{state}", THERE)
        assert marks(told) == [] and ("no article" in told or options.get("ask"))
    assert "Ours" not in text_of(await answered(town, "articles", {}, HERE))
    refused = await answered(town, "remove", {"article": "lanterns.txt"}, THERE)
    assert "no article" in text_of(refused) and marks(text_of(await answered(town, "articles", {}, HERE)))


async def test_who_may_not_add_there_adds_nothing_whatever_discord_let_through(town: Town) -> None:
    plain = {**member(), "permissions": "0"}
    file = town.discord.attached("other.txt", b"Some other words of Bob Ray.")
    given = {"options": [{"name": "file", "type": 11, "value": file["id"]}], "resolved": attached(file)}
    for where in ({"member": plain}, {**THERE, "member": plain}):
        token = await town.discord.ask({"id": "1", "name": "add", "type": 1, **given}, **where)
        assert say("add.may_not") in text_of(await town.discord.answer(token, 30))
    nowhere = {**THERE, "guild_id": "999", "guild": {"id": "999", "locale": "en-US", "features": []}}
    token = await town.discord.ask({"id": "1", "name": "add", "type": 1, **given}, **nowhere)
    assert say("add.not_here") in text_of(await town.discord.answer(token, 30))
    big = {**file, "size": 9_000_000}
    given["resolved"] = attached(big)
    token = await town.discord.ask({"id": "1", "name": "add", "type": 1, **given}, attachment_size_limit=1_000_000)
    assert "too big" in text_of(await town.discord.answer(token, 30))


async def test_a_restart_keeps_it_where_it_was(town: Town) -> None:
    town.process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(town.process.wait(), 10) == 0
    async with living(town.log.parent, town.discord) as again:
        await _indexed(again)
        await again.discord.sockets[-1].dispatch("GUILD_CREATE", other_guild())
        assert marks(text_of(await answered(again, "quote", {"query": "Zanzibar"}, HERE)))
        assert marks(text_of(await answered(again, "quote", {"query": "Zanzibar"}, THERE))) == []
        done = await answered(again, "remove", {"article": "lanterns.txt"}, HERE)
        assert "removed" in text_of(done)
        assert marks(text_of(await answered(again, "articles", {}, HERE))) == []


def _message(text: str) -> dict[str, Any]:
    return {"id": "500000000000000009", "type": 0, "channel_id": str(CHANNEL), "author": person(5, "ben"),
            "content": text, "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": None, "mentions": [],
            "mention_roles": [], "mention_everyone": False, "attachments": [], "embeds": [], "tts": False,
            "pinned": False, "components": [], "flags": 0, "application_id": str(APP)}  # fmt: skip
