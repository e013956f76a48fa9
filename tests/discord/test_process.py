"""The real process, started as a user starts it, living in a small Discord on this machine."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.catalogue import say
from tests.discord.accepted import faults, walk
from tests.discord.conftest import written
from tests.discord.loopback import ANN, CHANNEL, GUILD, Loopback, member, person

ROOT = Path(__file__).parents[2]
TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.GSecret.not-a-real-token-0123456789abcdef"
pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Town:
    discord: Loopback
    process: asyncio.subprocess.Process
    health: str
    log: Path


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@asynccontextmanager
async def living(folder: Path, discord: Loopback) -> AsyncIterator[Town]:
    """The bot in its own process, from start to READY; killed if it is still there at the end."""
    port, log = _port(), folder / "log.txt"
    settings = folder / "config.yaml"
    settings.write_text(
        f"seeds: {ROOT / 'seeds'}\ndatabase: sqlite:///{folder / 'corpus.db'}\nhealth_port: {port}\n"
        "log_level: debug\ncooldown: 0\n",
        encoding="utf-8",
    )
    environ = {**os.environ, "DISCORD_TOKEN": TOKEN, "PYTHONPATH": os.pathsep.join(sys.path)}
    with log.open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(Path(__file__).parent / "launch.py"), discord.url, "discord", "--config", str(settings),
            cwd=folder, env=environ, stdout=out, stderr=out,
        )  # fmt: skip
    ready = len(discord.sockets)
    try:
        await discord.until(lambda: len(discord.sockets) > ready or process.returncode is not None, 30)
        assert process.returncode is None, log.read_text(encoding="utf-8")
        yield Town(discord, process, f"http://127.0.0.1:{port}", log)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    discord = Loopback()
    await discord.start()
    async with living(tmp_path_factory.mktemp("bot"), discord) as town:
        await _indexed(town)
        yield town
    await discord.stop()
    for call in discord.calls:
        assert not faults(call.method, call.path, call.body), call


async def _get(url: str) -> tuple[int, Any]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        text = await response.text()
        return response.status, await response.json() if "json" in response.content_type else text


async def _indexed(town: Town) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            status, body = await _get(f"{town.health}/health")
            if status == 200 and body["articles"]:
                return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.1)
    raise AssertionError(f"it never became ready:\n{town.log.read_text(encoding='utf-8')[-3000:]}")


def _read(message: dict[str, Any]) -> str:
    return "\n".join(part["content"] for part in walk(message["components"]) if part["type"] == 10)


def _button(message: dict[str, Any], label: str) -> str:
    return next(part["custom_id"] for part in walk(message["components"]) if part.get("label") == label)


async def _press(town: Town, message: dict[str, Any], label: str, **fields: Any) -> str:
    data = {"custom_id": _button(message, label), "component_type": 2}
    token = await town.discord.ask(data, 3, message=message, **fields)
    town.discord.originals[token] = int(message["id"])
    return token


async def test_it_asks_for_no_privileged_intent(town: Town) -> None:
    identify = town.discord.ops(2)[0]["d"]
    privileged = 1 << 1 | 1 << 8 | 1 << 15  # members, presences, message content
    assert identify["intents"] & privileged == 0
    assert identify["token"] == TOKEN


async def test_the_commands_are_told_before_it_connects(town: Town) -> None:
    paths = [call.path for call in town.discord.calls]
    assert len(town.discord.called("PUT", r"/commands$")) == 1
    assert paths.index(f"/applications/{100000000000000001}/commands") < paths.index("/gateway/bot")


async def test_a_command_is_answered(town: Town) -> None:
    since = len(town.discord.calls)
    token = await town.discord.slash("fact", {"topic": "cooperation"})
    message = await town.discord.answer(token)
    first = town.discord.called("POST", "/callback", since)[0]
    assert first.body["type"] == 5 and first.body["data"]["flags"] & 64
    assert "cooperation" in _read(message)


@pytest.mark.parametrize(
    ("locale", "note", "share"),
    [
        ("es-419", "cita", "Compartir"),
        ("de", "Zitat", "Teilen"),
        ("fr", "citation", "Partager"),
        ("pt-BR", "citaç", "Partilhar"),
        ("ja", "quote", "Share"),
    ],
)
async def test_a_person_is_answered_in_the_language_of_their_discord(
    town: Town, locale: str, note: str, share: str
) -> None:
    token = await town.discord.slash("quote", {"query": "Sheinbaum"}, locale=locale)
    message = await town.discord.answer(token)
    assert note in _read(message).splitlines()[0] and _button(message, share)


async def test_a_command_is_answered_where_only_the_person_installed_it(town: Town) -> None:
    mine = {"authorizing_integration_owners": {"1": str(ANN)}}
    elsewhere = {"guild_id": "999", "guild": {"id": "999", "locale": "en-US", "features": []}, "app_permissions": "0"}
    token = await town.discord.slash("fact", {"topic": "cooperation"}, **mine, **elsewhere)
    message = await town.discord.answer(token)
    assert "cooperation" in _read(message)
    since = len(town.discord.calls)
    shared = await _press(town, message, "Share", **mine, **elsewhere)
    posts = await town.discord.until(lambda: town.discord.called("POST", f"/{shared}$", since))
    assert len(posts) == 1 and "Shared by Ann" in str(posts[0].body)
    direct = {"guild_id": None, "guild": None, "member": None, "user": person(), "context": 2, "guild_locale": None,
              "channel": {"id": str(CHANNEL), "type": 1, "recipients": [person(5, "ben")]}}  # fmt: skip
    token = await town.discord.slash("fact", {"topic": "cooperation"}, **mine, **direct)
    assert "cooperation" in _read(await town.discord.answer(token))


async def test_names_are_offered_while_typing(town: Town) -> None:
    since = len(town.discord.calls)
    option = {"name": "speaker", "type": 3, "value": "she", "focused": True}
    await town.discord.ask({"id": "1", "name": "quote", "type": 1, "options": [option]}, 4)
    call = (await town.discord.until(lambda: town.discord.called("POST", "/callback", since)))[0]
    assert call.body["type"] == 8
    assert "Claudia Sheinbaum" in [choice["value"] for choice in call.body["data"]["choices"]]


async def test_a_page_is_turned_in_place(town: Town) -> None:
    message = await town.discord.answer(await town.discord.slash("fact", {"topic": "Mexico"}))
    assert "page 1 of" in _read(message)
    turned = await _press(town, message, "Next")
    assert "page 2 of" in _read(await town.discord.answer(turned))


async def test_an_answer_shared_in_haste_is_posted_once(town: Town) -> None:
    message = await town.discord.answer(await town.discord.slash("fact", {"topic": "cooperation"}))
    since = len(town.discord.calls)
    first, second = await _press(town, message, "Share"), await _press(town, message, "Share")
    await town.discord.answer(first)
    await town.discord.until(lambda: len(town.discord.called("POST", "/callback$", since)) == 2)
    await town.discord.answer(await town.discord.slash("help"))
    assert len(town.discord.called("POST", f"/({first}|{second})$", since)) == 1


async def test_who_is_timed_out_may_not_share(town: Town) -> None:
    message = await town.discord.answer(await town.discord.slash("fact", {"topic": "cooperation"}))
    since = len(town.discord.calls)
    silenced = {**member(), "communication_disabled_until": "2099-01-01T00:00:00+00:00"}
    await _press(town, message, "Share", member=silenced)
    (told,) = await town.discord.until(lambda: town.discord.called("POST", "/callback$", since))
    assert say("discord.may_not_write") in str(told.body)
    assert not [call for call in town.discord.calls[since:] if "Shared by" in str(call.body)]


async def test_a_message_that_mentions_it_is_answered(town: Town) -> None:
    since = len(town.discord.calls)
    await town.discord.sockets[-1].dispatch("MESSAGE_CREATE", _mention("facts about cooperation"))
    sent = (await town.discord.until(lambda: town.discord.called("POST", f"/channels/{CHANNEL}/messages", since)))[0]
    assert sent.body["allowed_mentions"]["parse"] == [] and "cooperation" in str(sent.body["components"])


def _mention(text: str) -> dict[str, Any]:
    me = {"id": "100000000000000002", "username": "onrecord", "discriminator": "0", "avatar": None, "bot": True}
    whole = member()
    whole.pop("user")
    return {"id": "500000000000000001", "type": 0, "channel_id": str(CHANNEL), "guild_id": str(GUILD),
            "author": person(), "member": whole, "content": f"<@{me['id']}> {text}",
            "timestamp": "2026-01-01T00:00:00+00:00",
            "edited_timestamp": None, "mentions": [me], "mention_roles": [], "mention_everyone": False,
            "attachments": [], "embeds": [], "tts": False, "pinned": False, "components": [], "flags": 0}  # fmt: skip


async def test_when_discord_says_slow_down_the_answer_comes_later(town: Town) -> None:
    town.discord.limit["/messages/@original"] = 1
    since = len(town.discord.calls)
    token = await town.discord.slash("help")
    await town.discord.until(lambda: len(town.discord.called("PATCH", token, since)) == 2)
    first, second = town.discord.called("PATCH", token, since)
    assert second.at - first.at >= 0.29
    assert "What I can do" in _read(town.discord.messages[town.discord.originals[token]])


async def test_it_resumes_when_discord_asks_it_to_reconnect(town: Town) -> None:
    before, known = len(town.discord.ops(6)), len(town.discord.ops(2))
    await town.discord.sockets[-1].send(7, None)
    await town.discord.until(lambda: len(town.discord.ops(6)) == before + 1)
    assert len(town.discord.ops(2)) == known
    assert "What I can do" in _read(await town.discord.answer(await town.discord.slash("help")))


async def test_it_resumes_when_the_connection_drops(town: Town) -> None:
    before = len(town.discord.ops(6))
    await town.discord.sockets[-1].drop()
    await town.discord.until(lambda: len(town.discord.ops(6)) == before + 1, 20)
    assert "What I can do" in _read(await town.discord.answer(await town.discord.slash("help")))


async def test_its_health_can_be_watched(town: Town) -> None:
    status, body = await _get(f"{town.health}/health")
    assert status == 200 and body["ready"] and body["articles"] == 1 and body["queue"] == 0
    assert 0 <= body["index_age_seconds"] < 300
    status, text = await _get(f"{town.health}/metrics")
    assert (
        status == 200 and "# TYPE onrecord_ready gauge\nonrecord_ready 1\n" in text and "onrecord_answers_total" in text
    )


WORD = "zanzibarian"  # stands in what people send, and nowhere else
PARAGRAPH = f"“There is no government at this moment,” said Marco Rubio, the {WORD} secretary."


async def test_a_draft_is_checked_and_nothing_of_it_is_left_behind(town: Town) -> None:
    file = town.discord.attached("draft.html", f"<html><body><p>{PARAGRAPH}</p></body></html>".encode())
    option = {"name": "file", "type": 11, "value": file["id"]}
    resolved = {"attachments": {file["id"]: file}}
    data = {"id": "1", "name": "check", "type": 1, "options": [option], "resolved": resolved}
    token = await town.discord.ask(data)
    answer = await town.discord.answer(token, 30)
    assert _read(answer).startswith("1 quotation: ")
    (told,) = town.discord.called("POST", f"/{token}/callback")
    assert told.body["data"]["flags"] & 64  # seen by nobody else
    form = await town.discord.ask({"id": "1", "name": "check", "type": 1, "options": []})
    opened = (await town.discord.until(lambda: town.discord.called("POST", f"/{form}/callback")))[0].body["data"]
    rows = [
        {**row, "component": {**row["component"], "value": PARAGRAPH, "values": []}} for row in opened["components"]
    ]
    sent = await town.discord.ask({"custom_id": opened["custom_id"], "components": rows, "resolved": {}}, kind=5)
    assert _read(await town.discord.answer(sent, 30)).startswith("1 quotation: ")
    assert [path for path, held in written(town.log.parent) if WORD.encode() in held] == []


async def test_told_to_stop_it_finishes_the_answer_and_leaves_with_0(town: Town) -> None:
    since = len(town.discord.calls)
    town.discord.hold["/callback"] = 0.8
    token = await town.discord.slash("fact", {"topic": "cooperation"})
    await town.discord.until(lambda: town.discord.called("POST", "/callback", since))
    start = time.monotonic()
    town.process.send_signal(signal.SIGTERM)
    await asyncio.sleep(0.2)
    late = await town.discord.slash("help")
    assert await asyncio.wait_for(town.process.wait(), 6) == 0
    assert time.monotonic() - start < 5
    assert "cooperation" in _read(town.discord.messages[town.discord.originals[token]])
    assert "about to restart" in _read(town.discord.messages[town.discord.originals[late]])


async def test_no_secret_is_in_the_log_even_at_debug(town: Town) -> None:
    if town.process.returncode is None:  # where this test runs alone; else those before it have asked enough
        assert _read(await town.discord.answer(await town.discord.slash("help")))
    log = town.log.read_text(encoding="utf-8")
    assert "INTERACTION_CREATE" in log and "interaction-token" not in log
    assert TOKEN not in log and TOKEN.rpartition(".")[2] not in log


async def test_a_second_start_writes_no_commands_and_ctrl_c_ends_it(town: Town) -> None:
    async with living(town.log.parent, town.discord) as again:
        token = await again.discord.slash("help")
        assert "What I can do" in _read(await again.discord.answer(token))
        assert len(again.discord.called("PUT", r"/commands$")) == 1
        again.process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(again.process.wait(), 6) == 0


async def test_a_token_discord_does_not_know_is_a_sentence_and_a_failure(town: Town, tmp_path: Path) -> None:
    discord = Loopback()
    await discord.start()
    discord.refuse = True
    async with asyncio.timeout(20):
        with pytest.raises(AssertionError, match="does not know this token"):
            async with living(tmp_path, discord):
                pass
    await discord.stop()


async def test_when_discord_cannot_be_reached_it_says_so_and_fails(tmp_path: Path) -> None:
    nowhere = Loopback()
    nowhere.url = f"127.0.0.1:{_port()}"
    async with asyncio.timeout(20):
        with pytest.raises(AssertionError, match=r"Discord cannot be reached .*; check the network and start again\."):
            async with living(tmp_path, nowhere):
                pass


HANGING = """
import asyncio, time
from bot.discord import service
service.ALL = 0.3
async def main():
    asyncio.get_running_loop().run_in_executor(None, time.sleep, 60)
    service._watchdog()
asyncio.run(main())
"""


async def test_a_question_that_never_ends_does_not_hold_the_process() -> None:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", HANGING, env=environ)
    assert await asyncio.wait_for(process.wait(), 20) == 0
