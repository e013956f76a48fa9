"""A draft is checked in Discord: as a file, pasted, from a message; only its sender sees it, and nothing keeps it."""

from __future__ import annotations

import asyncio
import io
import logging
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue import say
from bot.desk import Desk
from bot.discord import drafts
from bot.discord.draft_check import MENU
from bot.discord.memory import Memory
from bot.reply import Card, Reply, Request, Run, Tone
from corpus.errors import WrongUse
from corpus.library import Library
from tests.discord.accepted import walk
from tests.discord.conftest import Open, room, written
from tests.discord.test_bot import entries, labels, read

SECRET = "zanzibarian"  # a word that stands in the draft and nowhere else
DRAFT_TEXT = f"""“We will build the wall 8 metres high,” said Mayor Ann Lee. The {SECRET} council met.

“Nobody shall lose a home to the water again,” Lee said.

“Mexico and the United States are neighbours of a {SECRET} kind,” said Bob Ray.

“Nobody shall lose a house to the water again,” said Bob Ray.
"""


def docx(text: str) -> bytes:
    rows = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n") if line)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{rows}</w:body></w:document>')
    return made.getvalue()


def html(text: str) -> bytes:
    rows = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    return (
        f"<!doctype html><html><head><title>Draft</title></head><body><article>{rows}</article></body></html>".encode()
    )


def files(message: Any) -> list[str]:
    raw = message.components if isinstance(message.components[0], dict) else [c.to_dict() for c in message.components]
    return [part["file"]["url"] for part in walk(raw) if part["type"] == 13]


HEAD = "4 quotations: 1 exact, 1 altered, 1 not Ray's, 1 not in the archive."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("draft.txt", DRAFT_TEXT.encode()),
        ("my draft (2).MD", DRAFT_TEXT.encode()),
        ("draft.docx", docx(DRAFT_TEXT)),
        ("draft.html", html(DRAFT_TEXT)),
    ],
)
async def test_an_attached_draft_is_checked(discord_with: Open, name: str, data: bytes) -> None:
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        result = await ann.slash(channel, "check", file=(name, data))
        assert result.ephemeral
        shown = read(result.response)
        assert shown.startswith(HEAD)
        assert "~~home~~" in shown and "__**house**__" in shown  # the words that differ
        assert "Council votes on the river wall" in shown  # the source
        assert shown.index("Misattributed") < shown.index("Altered") < shown.index("Not found") < shown.index("Exact")
        assert [f"{number} ·" in shown for number in range(1, 5)] == [True] * 4  # as they are numbered in the draft
        assert len(files(result.response)) == 1
        assert "Share" not in labels(result.response)


async def test_the_report_comes_along_and_loads_nothing(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        sent = (await ann.slash(channel, "check", file=("my draft.txt", DRAFT_TEXT.encode()))).response
        [attached] = sent.attachments
        assert attached.filename == "my-draft-checked.html" and files(sent)[0].endswith(attached.filename)
        page = env.backend.cdn.get(attached.url).decode()
        assert SECRET in page and "default-src 'none'" in page and "http-equiv" in page and "src=" not in page


async def test_a_citation_opens_in_its_context(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        sent = (await ann.slash(channel, "check", file=("draft.txt", DRAFT_TEXT.encode()))).response
        offered = entries(sent)
        assert len(offered) == 2 and offered[0]["label"].startswith("4 · ")
        opened = await ann.select(sent, [offered[0]["value"]])
        assert opened.ephemeral and "Nobody shall lose a house" in read(opened.response)


async def test_a_draft_may_be_pasted(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        form = await ann.slash(channel, "check")
        text, file = (part["custom_id"] for part in walk(form.modal["components"]) if part.get("custom_id"))
        result = await ann.submit_modal(form, {text: DRAFT_TEXT})
        assert result.ephemeral and read(result.response).startswith(HEAD)
        form = await ann.slash(channel, "check")
        text, file = (part["custom_id"] for part in walk(form.modal["components"]) if part.get("custom_id"))
        result = await ann.submit_modal(form, {file: ("draft.docx", docx(DRAFT_TEXT))})
        assert result.ephemeral and read(result.response).startswith(HEAD)


async def test_both_and_neither_are_told(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        for given, told in (({}, "draft.neither"), ({"text": DRAFT_TEXT, "file": ("a.txt", b"words")}, "draft.both")):
            form = await ann.slash(channel, "check")
            ids = [part["custom_id"] for part in walk(form.modal["components"]) if part.get("custom_id")]
            values = {id: given[key] for key, id in zip(("text", "file"), ids, strict=True) if key in given}
            result = await ann.submit_modal(form, values)
            assert result.ephemeral and read(result.response) == say(told)


async def test_a_message_is_checked_from_its_menu(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        guild, channel, ann = room(env)
        ben = guild.add_member(env.create_user("ben"))
        written = await ben.send(channel, DRAFT_TEXT)
        result = await ann.context_menu(channel, MENU, written)
        assert result.ephemeral and read(result.response).startswith(HEAD)
        sent = await ben.send(
            channel, "Can you look at this?", attachments=[("a.txt", DRAFT_TEXT.encode()), ("p.png", b"\x89")]
        )
        assert read((await ann.context_menu(channel, MENU, sent)).response).startswith(HEAD)
        two = await ben.send(channel, "", attachments=[("a.txt", b"One."), ("b.txt", b"Two.")])
        assert read((await ann.context_menu(channel, MENU, two)).response) == say("draft.several")
        picture = await ben.send(channel, "", attachments=[("p.png", b"\x89PNG")])
        assert "p.png is no file I can read here" in read((await ann.context_menu(channel, MENU, picture)).response)
        assert env.errors is not None  # looked at


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("draft.exe", b"words", "draft.exe is no file I can read here"),
        ("draft.txt", b"\x89PNG\r\n", "draft.txt cannot be read"),
        ("draft.txt", b"%PDF-1.7 and so on", "holds something else than its name says"),
        ("draft.txt", b" \n ", "There are no words in draft.txt."),
        ("draft.docx", docx("One.")[:60], "draft.docx is damaged or locked"),
        ("draft.txt", b"Nobody speaks in here.", "There is no quotation in this draft."),
        ("draft.txt", b"words " * 40_000, "240,000 characters long, and 200,000 is the most"),
        ("draft.txt", b"x" * 10_000_001, "draft.txt is too big; 10.0 MB is the most"),
    ],
    ids=["program", "picture", "pdf", "blank", "cut short", "no quotation", "long", "big"],
)
async def test_what_cannot_be_checked_is_told_in_one_sentence(
    discord_with: Open, name: str, data: bytes, told: str
) -> None:
    async with discord_with(private=False) as (env, _):
        _, channel, ann = room(env)
        result = await ann.slash(channel, "check", file=(name, data))
        assert result.ephemeral and told in read(result.response) and "\n" not in read(result.response)
        assert env.errors is not None  # looked at


async def test_an_answer_is_private_whatever_the_settings_say(discord_with: Open) -> None:
    async with discord_with(private=False) as (env, _):
        _, channel, ann = room(env)
        assert (await ann.slash(channel, "check", file=("draft.txt", DRAFT_TEXT.encode()))).ephemeral


async def test_a_draft_in_a_channel_is_sent_to_where_nobody_else_sees_the_answer(discord_with: Open) -> None:
    async with discord_with() as (env, client):
        _, channel, ann = room(env)
        me = f"<@{client.user.id}>"
        for text, files in ((me, [("a.txt", DRAFT_TEXT.encode())]), (f"{me} check this", [("a.docx", b"PK")])):
            await ann.send(channel, text, attachments=files)
            assert read(channel.last_message) == say("draft.here")
        await ann.send(channel, f"{me} /check draft.docx")
        assert read(channel.last_message) == say("draft.here")
        await ann.send(channel, f"{me} How much will the wall cost?", attachments=[("a.txt", b"words")])
        assert "million dollars" in read(channel.last_message)


MANY = "“We will build the wall 8 metres high,” said Mayor Ann Lee.\n\n" * 8


async def test_pages_turn_and_their_file_stays(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        sent = (await ann.slash(channel, "check", file=("draft.txt", MANY.encode()))).response
        assert "page 1 of 2" in read(sent)
        await ann.click(sent, label="Next")
        assert "page 2 of 2" in read(sent) and "8 ·" in read(sent) and len(files(sent)) == 1
        assert read(sent).startswith("8 quotations: 8 exact.")


def _long(words: str) -> Reply:
    return Reply(Request("check"), tuple(Card(Tone.PLAIN, (Run(words),)) for _ in range(6)))


async def test_a_draft_is_forgotten_with_its_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "LIFETIME", 0.05)
    held = drafts.Drafts()
    first = held.keep(_long("words"))
    assert held.page(first.request.turned(1)).page == 1
    await asyncio.sleep(0.1)
    with pytest.raises(WrongUse):
        held.page(first.request)


async def test_only_so_many_drafts_are_held_and_a_short_one_is_not() -> None:
    held = drafts.Drafts()
    short = Reply(Request("check"), _long("words").cards[:2])
    assert held.keep(short) == short
    first, *others = [held.keep(_long(str(number))) for number in range(51)]
    with pytest.raises(WrongUse):
        held.page(first.request)
    assert all(held.page(one.request).cards for one in others)
    held.clear()


HOSTILE = """“@everyone **now** <@123456789012345678> https://evil.example ||{long}||,” said Bob Ray.

“<script>alert(1)</script> <t:1:R> ‮sdrawkcab‬ [free](https://evil.example) `code` :joy:,” said Ann Lee.

“Tutto il resto è noia e nessuno ci crede più,” ha detto Bob Ray.
"""


async def test_a_hostile_draft_pings_nobody_and_runs_nothing(discord_with: Open) -> None:
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        text = HOSTILE.format(long="We say it again and again " * 400)
        name = "<b>@everyone.txt"
        sent = (await ann.slash(channel, "check", file=(name, text.encode()))).response
        shown = read(sent)
        assert "@everyone" not in shown and "\\*\\*now" in shown
        page = env.backend.cdn.get(sent.attachments[0].url).decode()
        assert (
            "<script" not in page and "&lt;script&gt;" in page and "<b>" not in page.split("<h1>")[1].split("</h1>")[0]
        )


async def test_after_a_restart_a_draft_is_forgotten(discord_with: Open, library: Library, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "discord.db")
    async with discord_with(memory) as (env, client):
        _, channel, ann = room(env)
        sent = (await ann.slash(channel, "check", file=("draft.txt", MANY.encode()))).response
        client.answers.drafts.clear()
        refused = await ann.click(sent, label="Next")
        assert say("draft.gone") in read(refused.followups[0] if refused.followups else refused.response)
    memory.close()


async def test_nothing_of_a_draft_is_kept_or_logged(
    discord_with: Open,
    library: Library,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    real = io.open

    def noted(file: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
        if set(mode) & set("wax+") and not isinstance(file, int):  # a pipe is no file
            opened.append(str(file))
        return real(file, mode, *args, **more)

    monkeypatch.setattr("builtins.open", noted)
    before = library.status()
    memory = Memory(tmp_path / "discord.db")
    with caplog.at_level(logging.DEBUG):
        async with discord_with(memory) as (env, _):
            _, channel, ann = room(env)
            for name, data in (("draft.txt", (DRAFT_TEXT + MANY).encode()), ("draft.docx", docx(DRAFT_TEXT + MANY))):
                sent = (await ann.slash(channel, "check", file=(name, data))).response
                assert "page 1 of 3" in read(sent)
                await ann.click(sent, label="Next")
            form = await ann.slash(channel, "check")
            text = next(part["custom_id"] for part in walk(form.modal["components"]) if part.get("custom_id"))
            await ann.submit_modal(form, {text: DRAFT_TEXT + MANY})
    memory.close()
    assert not opened
    assert SECRET not in caplog.text
    assert library.status() == before
    assert [path for path, held in written(tmp_path) if SECRET.encode() in held] == []


async def test_an_error_of_ours_is_logged_without_the_words_of_the_draft(
    discord_with: Open, library: Library, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Desk, name: str, data: bytes, *, collections: tuple[str, ...]) -> Any:
        raise KeyError(data.decode())

    monkeypatch.setattr(Desk, "check_file", broken)
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        shown = read((await ann.slash(channel, "check", file=("draft.txt", DRAFT_TEXT.encode()))).response)
        assert "reference" in shown and env.errors
    assert "KeyError" in caplog.text and "broken" in caplog.text and SECRET not in caplog.text


async def test_a_check_leaves_the_loop_free(discord_with: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []
    real = Library.check

    def noted(self: Library, *args: Any, **more: Any) -> Any:
        threads.append(threading.get_ident())
        return real(self, *args, **more)

    monkeypatch.setattr(Library, "check", noted)
    async with discord_with() as (env, _):
        _, channel, ann = room(env)
        await ann.slash(channel, "check", file=("draft.txt", DRAFT_TEXT.encode()))
    assert threads and threading.get_ident() not in threads
