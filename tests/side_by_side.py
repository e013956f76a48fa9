"""Which tests go together where several processes run the suite: a file's, or those that share what is built once.

pytest-xdist's own `--dist loadgroup` writes the group behind the id of a test. pytest 9.2 no longer reads what it
writes, so that every test goes alone, away from what its file has started.
"""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# What takes longest begins first, so that no process is left alone with it at the end. A folder shares what it builds.
LONGEST = (
    "tests/install",
    "tests/index/test_durability.py",
    "tests/index/test_sharing.py",
    "tests/test_cli.py",
)


def together(nodeid: str) -> str:
    """The file or folder that one process runs as a whole."""
    file = nodeid.partition("::")[0]
    return next((one for one in LONGEST if file == one or file.startswith(f"{one}/")), file)


class Together(LoadScopeScheduling):  # type: ignore[misc]  # pytest-xdist has no types
    """Gives a process that has little left the next file."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(together(item.nodeid), len(LONGEST)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    config.option.loadscopereorder = False  # by the order of collection, not by how many tests a file has
    return Together(config, log)
