"""The README holds: its commands exist, its links lead somewhere, and what it shows is what comes back."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.__main__ import _parser

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


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


def test_there_are_two_commands_to_set_it_up() -> None:
    setup = README.split("## From clone")[1].split("```sh\n")[1].split("```")[0]
    assert [line.split("#")[0].split() for line in setup.strip().splitlines()] == [["make", "run"], ["make", "test"]]
