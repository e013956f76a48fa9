"""How fast one person may ask, so that nobody keeps the desk busy alone."""

from __future__ import annotations

import math
from collections import OrderedDict

from bot.catalogue import counted

MOST = 10_000  # people remembered


class Pace:
    """Each person may ask `burst` times in a row, then once every `seconds`."""

    def __init__(self, seconds: float, *, burst: int = 1) -> None:
        self._seconds, self._burst = seconds, burst
        self._free: OrderedDict[int, float] = OrderedDict()  # when all of a person's turns are free again

    def wait(self, person: int, now: float) -> str | None:
        """Takes one turn; a kind sentence instead where the person has to wait."""
        if self._seconds <= 0:
            return None
        free = max(self._free.get(person, now), now)
        early = free - now - self._seconds * (self._burst - 1)
        if early > 0:
            return counted("discord.wait", max(1, math.ceil(early)))
        self._free[person] = free + self._seconds
        self._free.move_to_end(person)
        while len(self._free) > MOST:
            self._free.popitem(last=False)
        return None
