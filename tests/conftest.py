"""What the whole suite shares: a real PostgreSQL of its own, started from the binaries on the machine."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The suite tries the same examples in every run, so that it fails for who broke something; HYPOTHESIS=search looks on.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS", "suite"))

_NUMBERS = itertools.count()


def _binaries() -> Path | None:
    """The folder of initdb and pg_ctl, newest server first; Debian keeps it off the PATH."""
    there = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]), reverse=True)
    found = [*debian, *([Path(there).resolve()] if there else [])]
    return found[0].parent if found else None


def _account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then another account of the machine runs it."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.skip("PostgreSQL does not run as root and there is no other account")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server on loopback, without a database name."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("there are no PostgreSQL binaries (Debian's package: postgresql)")
    account = _account()
    user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="onrecord-pg-") as home:
        if account:
            os.chown(home, account.pw_uid, account.pw_gid)

        def run(*command: str) -> None:
            subprocess.run(command, cwd=home, check=True, stdout=subprocess.DEVNULL, timeout=60, **user)  # type: ignore[call-overload]

        data = f"{home}/data"
        run(str(binaries / "initdb"), "-D", data, "-U", "desk", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"
        run(str(binaries / "pg_ctl"), "-D", data, "-l", f"{home}/log", "-w", "-o", options, "start")
        try:
            yield f"postgresql://desk@127.0.0.1:{port}"
        finally:
            run(str(binaries / "pg_ctl"), "-D", data, "-m", "immediate", "stop")


@pytest.fixture
def database(server: str) -> Callable[[], str]:
    """Makes a new, empty database and gives its URL."""
    import psycopg

    def make() -> str:
        name = f"test{next(_NUMBERS)}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"{server}/{name}"

    return make
