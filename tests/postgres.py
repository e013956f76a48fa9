"""A real PostgreSQL of one's own on loopback, started from the binaries on the machine."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class NoServer(Exception):
    """Why none can be started here, in a sentence."""


@dataclass(frozen=True)
class Server:
    url: str  # without a database name
    home: str
    port: int
    user: dict[str, Any]

    def run(self, program: str, *arguments: str) -> None:
        command = [str(_binaries() / program), "-D", f"{self.home}/data", *arguments]
        subprocess.run(command, cwd=self.home, check=True, stdout=subprocess.DEVNULL, timeout=60, **self.user)

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.home} -c fsync=off"
        self.run("pg_ctl", "-l", f"{self.home}/log", "-w", "-o", options, "start")

    def kill(self) -> None:
        """As if its machine had lost its power."""
        self.run("pg_ctl", "-m", "immediate", "stop")


@contextmanager
def started() -> Iterator[str]:
    """The address of a server on loopback, without a database name; it is gone afterwards with all it held."""
    with controlled() as server:
        yield server.url


@contextmanager
def controlled() -> Iterator[Server]:
    """A server that may be killed and started again."""
    account = _account()
    user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="onrecord-pg-") as home:
        if account:
            os.chown(home, account.pw_uid, account.pw_gid)
        server = Server(f"postgresql://desk@127.0.0.1:{port}", home, port, user)
        server.run("initdb", "-U", "desk", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        server.start()
        try:
            yield server
        finally:
            with suppress(subprocess.CalledProcessError):  # killed by the test itself
                server.kill()


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
