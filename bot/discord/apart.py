"""Long work on what people send: away from the event loop, few at once, and with nothing of it in the log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.reply import Reply
from corpus.errors import CorpusError

AT_ONCE = 2  # of a kind: the others wait in the loop and hold no thread that a question needs


class Failed(Exception):
    """What went wrong, by the name of the error alone: its words could be of what was sent."""


class Apart:
    def __init__(self, most: int = AT_ONCE) -> None:
        self._free = asyncio.Semaphore(most)

    async def __call__(self, make: Callable[[], Reply]) -> Reply:
        """What `make` comes to. Raises its CorpusError, and Failed for any other."""
        async with self._free:
            try:
                return await asyncio.to_thread(make)
            except CorpusError:
                raise
            except Exception as error:  # raised again at once: the client's last resort writes which it was, and where
                raise Failed(type(error).__name__).with_traceback(error.__traceback__) from None
