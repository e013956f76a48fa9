"""What the face remembers across restarts: the requests too long for a button, and which commands Discord knows."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import time
from pathlib import Path

from bot.reply import Request

_SCHEMA = """
CREATE TABLE IF NOT EXISTS request (key TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
KEPT = 30 * 24 * 3600  # seconds a long request is kept: buttons have stopped working long before


class Memory:
    """A small table in a file of its own. Calls come from several threads and take turns."""

    def __init__(self, file: Path | None) -> None:
        """`None` keeps everything in memory, for as long as the process lives."""
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._fresh: dict[str, str] = {}  # named on a button already, not written yet
        self._base = sqlite3.connect(file or ":memory:", check_same_thread=False, isolation_level=None)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = NORMAL")
        self._base.executescript(_SCHEMA)
        self._base.execute("DELETE FROM request WHERE at < ?", (int(time.time()) - KEPT,))

    def name(self, request: Request) -> str:
        """The key of a request: the same request has the same key. `save` writes it down."""
        body = json.dumps([request.command, request.page, request.options])
        key = hashlib.blake2b(body.encode("ascii"), digest_size=12).hexdigest()
        self._fresh[key] = body
        return key

    def save(self) -> None:
        with self._lock:
            rows = [(key, body, int(time.time())) for key, body in self._taken()]
            self._base.executemany("INSERT OR REPLACE INTO request VALUES (?, ?, ?)", rows)

    def unsaved(self) -> bool:
        return bool(self._fresh)

    def request(self, key: str) -> Request | None:
        with self._lock:
            row = self._base.execute("SELECT body FROM request WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        command, page, options = json.loads(row[0])
        return Request(command, tuple((name, value) for name, value in options), page)

    def note(self, name: str) -> str | None:
        with self._lock:
            row = self._base.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def keep(self, name: str, value: str) -> None:
        with self._lock:
            self._base.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def close(self) -> None:
        self.save()
        with self._lock:
            self._base.close()

    def _taken(self) -> list[tuple[str, str]]:
        taken = []
        while self._fresh:
            taken.append(self._fresh.popitem())
        return taken
