"""The program as somebody has it who installed it: from a wheel, in an environment of its own, far from here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

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
    linked(venv)
    into = ["--python", str(venv / "bin" / "python"), "install", "--quiet", "--no-compile"]
    _do(place, [*pip, *into, "--constraint", "source/constraints.txt", str(wheel)])
    (desk / "seeds").mkdir(parents=True)
    (desk / "seeds" / "harbour.txt").write_text(STORY, encoding="utf-8")
    return Installed(wheel, venv, desk)


def linked(venv: Path, *extras: str) -> None:
    """Puts what ours asks for into a new environment, and nothing else: from the one the suite runs in, which pip has
    filled by the same constraints. pip then finds all it would have fetched, or fetches it."""
    (packages,) = venv.glob("lib/python*/site-packages")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(one for extra in extras for one in project["optional-dependencies"][extra])]
    for package in _needed(map(Requirement, asked)):
        for file in package.files or ():
            if ".." not in file.parts:  # scripts
                (packages / file).parent.mkdir(parents=True, exist_ok=True)
                _same(Path(str(package.locate_file(file))), packages / file)


def _same(file: Path, there: Path) -> None:
    try:
        os.link(file, there)
    except OSError:  # another file system
        shutil.copy2(file, there)


def _needed(asked: Iterable[Requirement]) -> Iterator[Distribution]:
    """The packages of these requirements, with those that they ask for themselves; each once."""
    waiting, seen = list(asked), set[str]()
    extras: dict[str, set[str]] = {}
    while waiting:
        one = waiting.pop()
        package = distribution(one.name)
        name = package.metadata["Name"].lower()
        new = one.extras - extras.setdefault(name, set())
        if name in seen and not new:
            continue
        extras[name] |= new
        if name not in seen:
            seen.add(name)
            yield package
        around = [{"extra": extra} for extra in ("", *new)]
        needs = [Requirement(text) for text in package.requires or ()]
        waiting += [need for need in needs if not need.marker or any(map(need.marker.evaluate, around))]


def _do(place: Path, command: list[str]) -> None:
    done = subprocess.run(command, cwd=place, env=environment(), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
