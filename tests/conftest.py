"""What the whole suite shares: a real PostgreSQL of its own, and new databases in it."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from corpus.index import Store, open_store
from tests import postgres
from tests.side_by_side import (  # noqa: F401  (hooks of pytest)
    pytest_collection_modifyitems,
    pytest_xdist_auto_num_workers,
    pytest_xdist_make_scheduler,
)

# The suite tries the same examples in every run, so that it fails for who broke something; HYPOTHESIS=search looks on.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS", "suite"))

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server on loopback, without a database name."""
    try:
        with postgres.started() as address:
            yield address
    except postgres.NoServer as why:
        pytest.skip(str(why))


@pytest.fixture(scope="session")
def database(server: str) -> Callable[[], str]:
    """Makes a new, empty database and gives its URL."""
    import psycopg

    def make() -> str:
        name = f"test{next(_NUMBERS)}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"{server}/{name}"

    return make


Open = Callable[[], Store]


@pytest.fixture(params=["sqlite", "postgresql"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Opens the index of a test, again and again the same: what is promised is tried on every store there is."""
    url = f"sqlite:///{tmp_path}/index.db" if request.param == "sqlite" else request.getfixturevalue("database")()
    return lambda: open_store(url)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are not named by what they hold: packed ones have the second in which they were packed, and processes side
    by side must call every test alike."""
    return argname if isinstance(val, bytes) else None
