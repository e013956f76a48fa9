"""Buttons go dark when their time is over, so that nobody presses one that can no longer answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import discord

LIFETIME = 14 * 60  # seconds; what lets us edit a private answer ends after fifteen minutes
MOST = 2000  # messages watched at once

_log = logging.getLogger(__name__)


class Sunset:
    def __init__(self) -> None:
        self._timers: dict[int, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def set(self, message: int, off: Callable[[], Awaitable[object]] | None) -> None:
        """Calls `off` when the time is over; a message that changed meanwhile starts anew."""
        if old := self._timers.pop(message, None):
            old.cancel()
        if off is None:
            return
        while len(self._timers) >= MOST:
            self._timers.pop(next(iter(self._timers))).cancel()
        self._timers[message] = asyncio.get_running_loop().call_later(LIFETIME, self._due, message, off)

    def clear(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def _due(self, message: int, off: Callable[[], Awaitable[object]]) -> None:
        self._timers.pop(message, None)
        task = asyncio.get_running_loop().create_task(self._turn_off(off))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _turn_off(self, off: Callable[[], Awaitable[object]]) -> None:
        try:
            await off()
        except discord.HTTPException as error:
            _log.debug("Buttons stay lit: %s", error)  # the message is gone, or we may not see it any more
