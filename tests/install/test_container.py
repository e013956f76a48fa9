"""The Dockerfile's steps, one after the other, in a plain environment that stands for the image."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.install.conftest import ROOT, environment, linked

# What a step may do to the machine, done to the stand-in: users are noted, and no file changes its owner.
USERADD = '#!/bin/sh\nfor name; do :; done\necho "$name" >> "$IMAGE/users"\n'
PIP = f'#!/bin/sh\nexec {sys.executable} -m pip --python "$IMAGE/venv/bin/python" "$@"\n'
INSTALL = '#!/bin/sh\n[ "$1 $2" = "-d -o" ] && grep -qx "$3" "$IMAGE/users" && mkdir -p "$4"\n'


@dataclass
class Image:
    """A folder as the root of the file system, an environment as its Python, and what the steps have set."""

    root: Path
    folder: Path
    user: str = "root"
    volumes: list[str] = field(default_factory=list)
    entry: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)

    def path(self, name: str) -> Path:
        return self.root / name.lstrip("/") if name.startswith("/") else self.folder / name

    def run(self, command: list[str], typed: str = "") -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(self.root / "bin"), str(self.root / "venv" / "bin"), os.environ["PATH"]])
        around = {**environment(), "PATH": path, "IMAGE": str(self.root), "PIP_NO_COMPILE": "1"}
        return subprocess.run(
            command, cwd=self.folder, env=around, input=typed, capture_output=True, text=True, encoding="utf-8",
            timeout=300, check=False,
        )  # fmt: skip


def _steps() -> Iterator[tuple[str, str]]:
    """The instructions with what follows them; a line that ends in a backslash goes on."""
    text = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    for line in re.sub(r"\\\n\s*", "", text).splitlines():
        if line and not line.startswith("#"):
            word, _, rest = line.partition(" ")
            yield word, rest


def _sent(name: str) -> bool:
    """Whether .dockerignore lets a path of the project into the build: the last pattern that fits decides."""
    sent = True
    for pattern in (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n"):
        bare = pattern.removeprefix("!").removeprefix("**/")
        parts = Path(name).parts
        places = parts if "**/" in pattern else parts[:1]
        if pattern and not pattern.startswith("#") and any(fnmatch(part, bare) for part in places):
            sent = pattern.startswith("!")
    return sent


def _copy(image: Image, rest: str) -> None:
    *sources, target = rest.split()
    for source in sources:
        assert _sent(source), f".dockerignore keeps {source} out"
        into = image.path(target)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, into, ignore=_ignored, dirs_exist_ok=True)
        else:
            shutil.copy(ROOT / source, into)


def _ignored(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not _sent((Path(folder) / name).relative_to(ROOT).as_posix())]


def _step(image: Image, word: str, rest: str) -> None:
    if word == "WORKDIR":
        image.folder = image.path(rest)
        image.folder.mkdir(parents=True, exist_ok=True)
    elif word == "COPY":
        _copy(image, rest)
    elif word == "RUN":
        done = image.run(["/bin/sh", "-c", rest])
        assert done.returncode == 0, f"RUN {rest}\n{done.stdout}{done.stderr}"
    elif word == "USER":
        assert rest in (image.root / "users").read_text().split(), f"no step made the user {rest}"
        image.user = rest
    elif word == "VOLUME":
        image.volumes = json.loads(rest)
    elif word == "ENTRYPOINT":
        image.entry = json.loads(rest)
    elif word == "CMD":
        image.command = json.loads(rest)
    else:
        assert word in ("FROM", "STOPSIGNAL"), f"a step this test does not know: {word} {rest}"


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    root = tmp_path_factory.mktemp("image")
    (root / "bin").mkdir()
    for name, script in (("pip", PIP), ("useradd", USERADD), ("install", INSTALL)):
        (root / "bin" / name).write_text(script)
        (root / "bin" / name).chmod(0o755)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(root / "venv")], check=True, timeout=120)
    linked(root / "venv", "postgres")
    image = Image(root, root)
    for word, rest in _steps():
        _step(image, word, rest)
    return image


def test_the_image_answers_from_the_articles_it_brings(image: Image) -> None:
    done = image.run([*image.entry, "chat"], "/ask Who attended the meeting?\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Rosa Icela Rodríguez" in done.stdout
    assert image.path("data/corpus.db").is_file()


def test_without_a_token_the_container_says_so_and_stays_down(image: Image) -> None:
    done = image.run([*image.entry, *image.command])
    assert done.returncode == 2 and "There is no token" in done.stderr


def test_the_image_runs_what_was_installed_with_the_other_store_too(image: Image) -> None:
    done = image.run(["python", "-c", "import bot, corpus, psycopg; print(bot.__file__, corpus.__file__)"])
    assert done.returncode == 0, done.stderr
    assert all(Path(path).is_relative_to(image.root / "venv") for path in done.stdout.split())


def test_it_runs_as_nobody_special_and_keeps_its_index_in_a_volume(image: Image) -> None:
    assert image.user != "root"
    assert image.volumes == ["/app/data"] and image.path("/app/data").is_dir()


def test_no_secret_and_no_index_goes_into_the_build() -> None:
    for name in ("config.yaml", ".git", "data", "out", ".venv", "tests", "src/corpus/__pycache__", "src/x.egg-info"):
        assert not _sent(name), name
    assert _sent("src/corpus/model.py") and _sent("bot/py.typed")
