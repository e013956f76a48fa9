"""The README holds: its commands exist, its links lead somewhere, and what it shows is what comes back."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.__main__ import _parser

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n(.*?)```", README, re.S)


def _commands() -> set[str]:
    actions = [action for action in _parser()._actions if action.choices]
    return set(actions[-1].choices or ())


def test_every_command_of_the_corpus_is_in_the_readme() -> None:
    missing = [name for name in _commands() if not re.search(rf"`(?:[^`]* )?{name}\b", README)]
    assert not missing, f"not in the README: {missing}"


def test_every_target_of_make_is_in_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = next(line for line in makefile.splitlines() if line.startswith(".PHONY:")).split()[1:]
    assert not [name for name in targets if f"make {name}" not in README]


def test_every_link_leads_to_a_file() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links and not [link for link in links if not (ROOT / link).exists()]


def test_every_room_is_named_with_its_question() -> None:
    house = README.split("## The house")[1].split("## Reference")[0]
    rooms = [path.parent for top in ("bot", "src/corpus") for path in (ROOT / top).rglob("__init__.py")]
    names = {room.name for room in rooms} - {"bot", "corpus", "extract", "web"}
    assert {"ask", "quotes", "postgres"} <= names
    assert not [name for name in sorted(names) if f"{name}/" not in house]
    modules = [path.name for folder in ("src/corpus", "bot") for path in (ROOT / folder).glob("[a-z]*.py")]
    assert not [name for name in sorted(modules) if f"{name}`" not in house]


def test_every_path_the_guide_names_is_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = [path for path in re.findall(r"[\w./-]+", guide.replace("/LANGUAGE/", "/en/")) if "/" in path]
    paths = [path for path in named if path.split("/")[0] in ("src", "bot", "tests", "tools", "docs")]
    assert len(paths) > 10 and not [path for path in paths if not (ROOT / path).exists()]


def test_clean_takes_everything_that_is_built_and_nothing_of_the_owner(tmp_path: Path) -> None:
    """What git passes over is either built, and goes, or the owner's, and stays."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for pattern in (ROOT / ".gitignore").read_text(encoding="utf-8").split():
        (tmp_path / pattern.replace("*", "onrecord").strip("/")).mkdir()
    for made in ("src/onrecord.egg-info", "src/corpus/__pycache__"):
        (tmp_path / made).mkdir(parents=True)
    subprocess.run(["make", "--silent", "clean"], cwd=tmp_path, check=True, timeout=60)
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert left == ["Makefile", "config.yaml", "data", "src", "src/corpus"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_the_readme_shows_is_what_comes_back(example: str, tmp_path: Path) -> None:
    """`$ echo REQUEST | make run` blocks: each request goes to the real chat over the shipped seeds."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    parts = re.split(r"^\$ echo '(.*)' \| make run\n", example, flags=re.M)
    assert len(parts) > 1 and not parts[0].strip()
    for request, shown in zip(parts[1::2], parts[2::2], strict=True):
        done = subprocess.run(
            [sys.executable, "-m", "bot", "chat"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONIOENCODING": "utf-8"},
            input=request + "\n",
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() == shown.strip()
