"""Limits simcord does not know, languages, pace, the log, and the folder that is followed."""

from __future__ import annotations

import io
import logging
import re
import threading
import time
from collections.abc import Collection, Iterator
from pathlib import Path

import discord
import pytest
from hypothesis import strategies as st

from bot.discord import command_texts
from bot.discord.autocomplete import choices
from bot.discord.log_redaction import Discreet
from bot.discord.rate_limit import Pace
from bot.watching import Follow
from corpus.library import Library
from tests.discord.accepted import faults
from tests.discord.conftest import Open, room
from tests.discord.hostile import given, texts

MESSAGE_MENU = 3  # a command's type


@given(st.lists(st.tuples(texts, texts), max_size=40))
def test_discord_takes_whatever_names_there_are(pairs: list[tuple[str, str]]) -> None:
    body = {"type": 8, "data": {"choices": [choice.to_dict() for choice in choices(pairs)]}}
    assert not [fault for fault in faults("POST", "/interactions/1/token/callback", body) if "valid under" not in fault]


def test_at_most_25_names_are_offered_and_none_that_had_to_be_cut() -> None:
    names = [(f"Ann {number}", f"Ann {number}") for number in range(30)]
    assert len(choices(names)) == 25
    assert choices([("x" * 101, "x" * 101)]) == []
    assert choices([("A title that is long " * 10, "3f9a")])[0].name.endswith("…")
    assert [choice.value for choice in choices([("Ann", "Ann"), ("Ann", "Ann")])] == ["Ann"]


async def test_every_command_and_option_has_a_name_and_a_description_in_each_language(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        written = next(r.json for r in env.http_requests if r.method == "PUT" and r.path.endswith("/commands"))
    locales = {str(locale) for locale in command_texts.LOCALES}
    for command in written:
        assert set(command["name_localizations"]) == locales, command["name"]
        if command["type"] == MESSAGE_MENU:
            continue
        for thing in [command, *command["options"]]:
            assert set(thing["name_localizations"]) == set(thing["description_localizations"]) == locales, thing["name"]
        for locale in locales:
            names = [option["name_localizations"][locale] for option in command["options"]]
            assert len(names) == len(set(names)), (command["name"], locale)
    for locale in locales:
        names = [command["name_localizations"][locale] for command in written]
        assert len(names) == len(set(names)), locale


@pytest.mark.parametrize("code", sorted(set(command_texts.LOCALES.values())))
async def test_no_language_describes_what_is_not_there(discord_with: Open, code: str) -> None:
    async with discord_with() as (env, _):
        written = next(r.json for r in env.http_requests if r.method == "PUT" and r.path.endswith("/commands"))
    known = {command["name"]: {option["name"] for option in command.get("options") or []} for command in written}
    for name, entry in command_texts.read(code).items():
        assert set(entry.get("options", {})) == known[name], name


def test_a_person_asks_once_and_then_at_the_pace_of_the_settings() -> None:
    pace = Pace(2.0)
    assert pace.wait(1, 100.0) is None
    assert pace.wait(1, 100.5) == "One moment, please: you can ask again in 2 seconds."
    assert pace.wait(1, 101.2) == "One moment, please: you can ask again in 1 second."
    assert pace.wait(2, 101.2) is None
    assert pace.wait(1, 102.0) is None


def test_several_buttons_in_a_row_are_no_haste() -> None:
    pace = Pace(2.0, burst=3)
    assert [pace.wait(1, 100.0) is None for _ in range(5)] == [True, True, True, False, False]
    assert pace.wait(1, 102.0) is None
    assert all(Pace(0).wait(1, 1.0) is None for _ in range(100))


def _logged(message: str, *args: object, error: BaseException | None = None) -> str:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(Discreet("MTAw.secret.token"))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    logger.error(message, *args, exc_info=error)
    return out.getvalue()


def test_the_token_and_the_keys_of_questions_are_in_no_line_of_the_log() -> None:
    key = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTA6abc"
    lines = [
        _logged("connecting with MTAw.secret.token"),
        _logged("%s %s", "POST", f"https://discord.com/api/v10/interactions/1/{key}/callback"),
        _logged("PATCH /webhooks/12/%s/messages/@original", key),
        _logged("event %s", {"token": key, "id": "1"}),
        _logged('raw {"token": "%s"}', key),
        _logged("failed", error=RuntimeError(f"401 for MTAw.secret.token at /webhooks/1/{key}/x")),
    ]
    assert not re.search("secret|aW50", "".join(lines))
    assert all("[hidden]" in line for line in lines)
    assert "RuntimeError" in lines[-1] and "/messages/@original" in lines[2]


def test_a_new_file_in_the_folder_can_be_asked_about(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    follow = Follow(library, (folder,), 60)
    follow.start()
    try:
        (folder / "wall.txt").write_text('"We build it," said Ann Lee on Tuesday.\n', encoding="utf-8")
        _until(lambda: library.status().articles == 1)
        (folder / "wall.txt").unlink()
        _until(lambda: library.status().articles == 0)
    finally:
        follow.stop()
        _until(lambda: not any(thread.name == "follow" for thread in threading.enumerate()))
        library.close()


def test_a_link_to_where_the_index_stands_is_not_watched(tmp_path: Path) -> None:
    """Each look at the folder writes into the index, and would be the reason for the next one."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "up").symlink_to(tmp_path)
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    read: list[int] = []
    follow = Follow(library, (folder,), 60)
    sweep = library.sweep
    library.sweep = lambda *given, **more: read.append(1) or sweep(*given, **more)  # type: ignore[method-assign, func-returns-value]
    follow.start()
    try:
        _until(lambda: len(read) >= 2)  # the first look, and the one after the watch has begun
        (folder / "a" / "b").mkdir(parents=True)
        (folder / "a" / "b" / "wall.txt").write_text('"We build it," said Ann Lee on Tuesday.\n', encoding="utf-8")
        _until(lambda: library.status().articles == 1)
        (folder / "a" / "b" / "gate.txt").write_text('"We open it," said Bob Ray on Tuesday.\n', encoding="utf-8")
        _until(lambda: library.status().articles == 2)  # a new folder is watched, too
        looks = len(read)
        time.sleep(1.2)  # in which it would be looked through twice
        assert len(read) - looks <= 1
    finally:
        follow.stop()
        _until(lambda: not any(thread.name == "follow" for thread in threading.enumerate()))
        library.close()


def test_where_the_system_tells_no_changes_the_folder_is_looked_through(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    follow = Follow(library, (folder,), 0.05)

    def none(folders: Collection[str]) -> Iterator[Collection[str]]:
        raise OSError("too many watched files")

    follow._watched = none  # type: ignore[method-assign]
    with caplog.at_level("INFO", "bot.watching"):
        follow.start()
        try:
            _until(lambda: "too many watched files" in caplog.text)
            (folder / "wall.txt").write_text('"We build it," said Ann Lee on Tuesday.\n', encoding="utf-8")
            _until(lambda: library.status().articles == 1)
        finally:
            follow.stop()
            _until(lambda: not any(thread.name == "follow" for thread in threading.enumerate()))
            library.close()
    assert caplog.text.count("too many watched files") == 1


def test_a_file_that_is_not_read_is_named_in_the_log_once_a_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "seeds" / "empty.txt").write_bytes(b"")
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    for start in (1, 2):  # the second time both are known from the first
        follow = Follow(library, (tmp_path / "seeds",), 0)
        with caplog.at_level("INFO", "bot.watching"):
            follow._sweep()
            follow._sweep()
        assert caplog.text.count("picture.png is passed over: no reader knows the format") == start
        assert caplog.text.count("empty.txt cannot be read") == start
        assert caplog.text.count("0 added, 0 changed, 0 gone, 1 failed, 1 passed over") == start
    library.close()


def test_a_file_that_is_still_being_copied_is_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    read: list[int] = []
    follow = Follow(library, (folder,), 60)
    sweep = library.sweep
    library.sweep = lambda *given, **more: read.append(1) or sweep(*given, **more)  # type: ignore[method-assign, func-returns-value]
    follow.start()
    try:
        _until(lambda: len(read) >= 2)  # the first look, and the one after the watch has begun
        with (folder / "wall.txt").open("w", encoding="utf-8") as file:
            for number in range(12):
                file.write(f'"We build wall number {number}," said Ann Lee on Tuesday.\n')
                file.flush()
                time.sleep(0.1)
        _until(lambda: library.status().articles == 1)
        assert library.status().quotes == 12
        time.sleep(0.5)
        assert len(read) == 3  # half of it was never read
    finally:
        follow.stop()
        _until(lambda: not any(thread.name == "follow" for thread in threading.enumerate()))
        library.close()


def test_a_folder_that_is_gone_is_a_line_in_the_log_and_looked_for_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    follow = Follow(library, (tmp_path / "seeds",), 0.05)
    follow.start()
    try:
        _until(lambda: "There is no folder" in caplog.text)
        (tmp_path / "seeds").mkdir()
        (tmp_path / "seeds" / "wall.txt").write_text('"We build it," said Ann Lee.\n', encoding="utf-8")
        _until(lambda: library.status().articles == 1)
    finally:
        follow.stop()
        _until(lambda: not any(thread.name == "follow" for thread in threading.enumerate()))
        library.close()


def _until(true: object) -> None:
    end = time.monotonic() + 10
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)


async def test_answers_leave_nothing_behind_in_memory(discord_with: Open) -> None:
    async with discord_with() as (env, client):
        _, channel, ann = room(env)
        for _ in range(5):
            answer = await ann.slash(channel, "fact", topic="wall")
            await ann.click(answer.response, label="Next")
        store = client._connection._view_store
        assert not store._synced_message_views and not any(store._views.values())


async def test_discord_may_be_asked_nothing_it_would_refuse(discord_with: Open) -> None:
    async with discord_with() as (env, client):
        assert client.allowed_mentions is not None and client.allowed_mentions.to_dict() == {"parse": []}
        assert not client.intents.message_content and not client.intents.members and not client.intents.presences
        assert isinstance(client, discord.AutoShardedClient)
        assert env.bot is client
