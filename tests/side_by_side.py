"""Which tests go together where several processes run the suite: a file's, in their order.

pytest-xdist's own `--dist loadgroup` writes the group behind the id of a test. pytest 9.2 no longer reads what it
writes, so that every test goes alone, away from what its file has started.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# What takes longest begins first, so that no process is left alone with it at the end.
LONGEST = (
    "tests/index/test_durability.py",
    "tests/ingest/test_rereading.py",
    "tests/install/test_wheel.py",
    "tests/test_cli.py",
    "tests/feeds/test_polling.py",
    "tests/index/test_sharing.py",
    "tests/install/test_container.py",
    "tests/index/test_postgres.py",
    "tests/readers/test_fuzz.py",
    "tests/index/test_corrected_rows.py",
)


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


class Files(LoadScopeScheduling):  # type: ignore[misc]  # pytest-xdist has no types
    """Gives a process that has little left the next file."""

    def _split_scope(self, nodeid: str) -> str:
        return file_of(nodeid)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(file_of(item.nodeid), len(LONGEST)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores, for some tests wait for another process."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Files:
    config.option.loadscopereorder = False  # by the order of collection, not by how many tests a file has
    return Files(config, log)
