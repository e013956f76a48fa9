"""The files people run it with say what the program does."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.discord.command_texts import read
from bot.discord.service import ALL

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def _unit() -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment]
    unit.read(DEPLOY / "onrecord.service", encoding="utf-8")
    return unit


def test_the_unit_waits_for_a_graceful_stop_and_does_not_restart_wrong_settings() -> None:
    service = _unit()["Service"]
    assert float(service["TimeoutStopSec"]) > ALL
    assert service["RestartPreventExitStatus"] == "2"
    assert service["ExecStart"].endswith("python -m bot discord")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not on this machine")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = (DEPLOY / "onrecord.service").read_text(encoding="utf-8")
    copy = tmp_path / "onrecord.service"
    copy.write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", unit), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(copy)], capture_output=True, text=True, check=False)
    assert "onrecord.service" not in done.stderr, done.stderr


def test_the_container_has_every_file_it_copies_and_starts_the_bot() -> None:
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [source for line in lines if line.startswith("COPY") for source in line.split()[1:-1]]
    assert {"pyproject.toml", "src", "bot"} <= set(copied)
    assert all((ROOT / source).exists() for source in copied), copied
    assert 'ENTRYPOINT ["python", "-m", "bot"]' in lines
    service = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]["onrecord"]
    assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
    assert float(service["stop_grace_period"].removesuffix("s")) > ALL
    assert "DISCORD_TOKEN" in service["environment"]


def test_the_manual_names_every_command() -> None:
    manual = (ROOT / "docs" / "discord.md").read_text(encoding="utf-8")
    for name in read("es"):
        assert (f"/{name}" if name.islower() else name) in manual, name
