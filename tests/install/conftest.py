"""The program as somebody has it who installed it: from a wheel, in an environment of its own, far from here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ("pyproject.toml", "constraints.txt", "README.md", "LICENSE", "src", "bot")
STORY = """---
title: The harbour reopens
published: 2025-05-03
---
The harbour reopens in May after the storm, the council decided on Tuesday.

“We will not yield to the storm,” said Mayor Ann Lee.
"""


def environment() -> dict[str, str]:
    """What is set around us, without what leads back to the checkout."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "DISCORD_TOKEN")}
    return {**kept, "PYTHONIOENCODING": "utf-8"}


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, and a folder of articles to start it in."""

    wheel: Path
    venv: Path
    desk: Path

    @property
    def python(self) -> str:
        return str(self.venv / "bin" / "python")

    def run(self, program: str, *arguments: str, typed: str = "", status: int = 0) -> str:
        """What a program of the environment prints, standard error after standard output."""
        done = subprocess.run(
            [str(self.venv / "bin" / program), *arguments],
            cwd=self.desk,
            env=environment(),
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Built from a copy, because a wheel takes along whatever an earlier build left in `build/`."""
    place = tmp_path_factory.mktemp("installed")
    source, venv, desk = place / "source", place / "venv", place / "desk"
    source.mkdir()
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    _do(place, [*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", "wheels", "./source"])
    (wheel,) = (place / "wheels").glob("*.whl")
    _do(place, [sys.executable, "-m", "venv", "--without-pip", str(venv)])
    into = ["--python", str(venv / "bin" / "python"), "install", "--quiet", "--no-compile"]
    _do(place, [*pip, *into, "--constraint", "source/constraints.txt", str(wheel)])
    (desk / "seeds").mkdir(parents=True)
    (desk / "seeds" / "harbour.txt").write_text(STORY, encoding="utf-8")
    return Installed(wheel, venv, desk)


def _do(place: Path, command: list[str]) -> None:
    done = subprocess.run(command, cwd=place, env=environment(), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
