"""Long work on what people send waits in the loop, holds few threads, and its errors are named without their words."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.discord.apart import Apart, Failed
from bot.reply import Reply, Request
from corpus.errors import WrongUse


async def test_only_so_many_are_done_at_once_and_all_are_done() -> None:
    apart, begun, go = Apart(2), threading.Semaphore(0), threading.Event()

    def make() -> Reply:
        begun.release()
        assert go.wait(20)
        return Reply(Request("check"))

    def three() -> list[bool]:
        return [begun.acquire(timeout=20), begun.acquire(timeout=20), begun.acquire(timeout=0.1)]

    waiting = asyncio.gather(*(apart(make) for _ in range(6)))
    started = await asyncio.to_thread(three)
    go.set()
    assert started == [True, True, False] and len(await waiting) == 6


async def test_an_error_of_ours_leaves_its_words_behind_and_a_sentence_stays() -> None:
    def broken() -> Reply:
        raise KeyError("zanzibarian")

    def wrong() -> Reply:
        raise WrongUse("It is too long.")

    with pytest.raises(Failed, match=r"^KeyError$") as caught:
        await Apart()(broken)
    assert caught.value.__cause__ is None and caught.value.__suppress_context__
    with pytest.raises(WrongUse, match="too long"):
        await Apart()(wrong)
