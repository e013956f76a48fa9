"""What is installed from the wheel starts and answers; nothing of the checkout is in reach."""

from __future__ import annotations

import asyncio
import json
import shutil
import zipfile
from pathlib import Path

from tests.discord.loopback import Loopback
from tests.install.conftest import ROOT, Installed, environment

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.GSecret.not-a-real-token-0123456789abcdef"


def test_the_wheel_holds_every_module_and_every_word_list(installed: Installed) -> None:
    shipped = set(zipfile.ZipFile(installed.wheel).namelist())
    ours = {
        path.relative_to(base).as_posix()
        for base, top in ((ROOT / "src", "corpus"), (ROOT, "bot"))
        for path in (base / top).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {"corpus/py.typed", "bot/py.typed"} <= ours
    assert not ours - shipped
    assert not [name for name in shipped - ours if ".dist-info/" not in name]


def test_the_wheel_names_its_licence_and_brings_it(installed: Installed) -> None:
    wheel = zipfile.ZipFile(installed.wheel)
    (metadata,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    told = wheel.read(metadata).decode()
    assert "License-Expression: MIT\n" in told and "Project-URL: Homepage" in told
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())


def test_what_runs_is_what_was_installed(installed: Installed) -> None:
    where = installed.run("python", "-c", "import bot, corpus; print(bot.__file__, corpus.__file__)").split()
    assert all(Path(path).is_relative_to(installed.venv) for path in where)


def test_both_programs_tell_their_version_and_their_name(installed: Installed) -> None:
    version = installed.wheel.name.split("-")[1]
    for program in ("onrecord", "onrecord-corpus"):
        assert installed.run(program, "--version").strip() == f"On Record {version}"
        assert installed.run(program, "--help").startswith(f"usage: {program} ")


def test_articles_are_taken_in_and_quoted(installed: Installed, tmp_path: Path) -> None:
    index = f"sqlite:///{tmp_path / 'corpus.db'}"
    assert installed.run("onrecord-corpus", "--db", index, "ingest", "seeds").startswith("added 1,")
    told = json.loads(installed.run("onrecord-corpus", "--db", index, "quote", "storm", "--json"))
    assert [(hit["speaker"], hit["text"]) for hit in told["hits"]] == [("Ann Lee", "We will not yield to the storm,")]


def test_the_settings_are_checked(installed: Installed) -> None:
    assert "The settings are in order." in installed.run("onrecord", "check")


def test_the_chat_answers_through_a_pipe(installed: Installed) -> None:
    told = installed.run("onrecord", "chat", typed="/quote storm\n/ask When does the harbour reopen?\n")
    assert "“We will not yield to the storm,”" in told and "The harbour reopens in May" in told


async def test_it_starts_on_discord_and_answers_there(installed: Installed, tmp_path: Path) -> None:
    discord = Loopback()
    await discord.start()
    shutil.copy(ROOT / "tests" / "discord" / "launch.py", tmp_path)
    process = await asyncio.create_subprocess_exec(
        installed.python, str(tmp_path / "launch.py"), discord.url, "discord",
        cwd=installed.desk, env={**environment(), "DISCORD_TOKEN": TOKEN},
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        await discord.until(lambda: discord.sockets or process.returncode is not None, 30)
        assert process.returncode is None, process.stderr and (await process.stderr.read()).decode()
        answer = await discord.answer(await discord.slash("help"))
        assert "What I can do" in json.dumps(answer)
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 10) == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        await discord.stop()
