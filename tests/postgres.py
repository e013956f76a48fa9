"""A real PostgreSQL of one's own on loopback, started from the binaries on the machine."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoServer(Exception):
    """Why none can be started here, in a sentence."""


@contextmanager
def started() -> Iterator[str]:
    """The address of a server on loopback, without a database name; it is gone afterwards with all it held."""
    binaries, account = _binaries(), _account()
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


def _binaries() -> Path:
    """The folder of initdb and pg_ctl, newest server first; Debian keeps it off the PATH."""
    there = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]), reverse=True)
    found = [*debian, *([Path(there).resolve()] if there else [])]
    if not found:
        raise NoServer("there are no PostgreSQL binaries (Debian's package: postgresql)")
    return found[0].parent


def _account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then another account of the machine runs it."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServer("PostgreSQL does not run as root and there is no other account")
