"""Runs the bot as a service: connects, stays, and leaves in good order when it is told to."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading

import aiohttp
import discord

from bot.desk import Desk
from bot.discord.client import Client, memory_file
from bot.discord.health import Health, serve
from bot.discord.log_redaction import guard
from bot.discord.memory import Memory
from bot.polling import start_polling
from bot.settings import Settings
from bot.watching import Follow
from corpus.errors import CorpusError, WrongUse
from corpus.library import Library

ANSWERING, CLOSING, ALL = 3.0, 1.0, 4.7  # seconds for answers under way, for the farewell, and for everything
_log = logging.getLogger(__name__)


def run(settings: Settings, desk: Desk, library: Library) -> int:
    """Answers until SIGTERM or SIGINT, then 0. Raises CorpusError where Discord does not let us in."""
    guard(settings.token)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we have nothing to say aloud
    memory = Memory(memory_file(settings.database))
    try:
        return asyncio.run(_stay(settings, desk, library, memory))
    finally:
        memory.close()


async def _stay(settings: Settings, desk: Desk, library: Library, memory: Memory) -> int:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):  # discord.py itself does not listen for SIGTERM
        loop.add_signal_handler(number, stop.set)
    client = Client(settings, desk, memory)
    follow = Follow(library, settings.watched(), settings.sweep_seconds)
    health = Health(library, client.answers, client.is_ready)
    async with serve(health, settings.health_host, settings.health_port):
        follow.start()
        polling = start_polling(library, settings.polls())
        connection = asyncio.create_task(_connect(client, settings.token))
        told = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({connection, told}, return_when=asyncio.FIRST_COMPLETED)
            if connection.done():
                connection.result()  # raises why
        finally:
            _watchdog()
            follow.stop()
            polling.stop()
            await _leave(client)
            for task in (connection, told):
                task.cancel()
            await asyncio.gather(connection, told, return_exceptions=True)
    return 0


async def _connect(client: Client, token: str) -> None:
    try:
        await client.start(token)
    except discord.LoginFailure as error:
        raise WrongUse(
            "Discord does not know this token; copy the one from the Bot page of your application."
        ) from error
    except discord.PrivilegedIntentsRequired as error:
        raise CorpusError("Discord refuses the connection; look at the Bot page of your application.") from error
    except (discord.HTTPException, discord.GatewayNotFound, discord.ConnectionClosed) as error:
        raise CorpusError(f"Discord refuses the connection ({error}); try again later.") from error
    except (aiohttp.ClientError, OSError) as error:
        raise CorpusError(f"Discord cannot be reached ({error}); check the network and start again.") from error


async def _leave(client: Client) -> None:
    """Answers under way are finished first: their readers are waiting."""
    _log.info("Stopping: %d answers under way", client.answers.queue)
    await client.answers.finish(ANSWERING)
    try:
        await asyncio.wait_for(client.close(), CLOSING)
    except TimeoutError:
        _log.info("Discord did not say goodbye in time")


def _watchdog() -> None:
    """A question that never ends must not hold the process; the index takes no harm, it writes in transactions."""

    def leave() -> None:
        _log.warning("Left with work undone: it took too long")
        logging.shutdown()
        os._exit(0)

    timer = threading.Timer(ALL, leave)
    timer.daemon = True
    timer.start()
