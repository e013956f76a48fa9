"""A file somebody attached: fetched from Discord's own hosts and nowhere else, and only what may be read of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import urlsplit

import aiohttp
import discord

from bot import wording
from bot.catalogue import joined, say
from bot.discord.escape import plain
from corpus import limits, readers
from corpus.errors import CorpusError, WrongUse

ORIGINS = frozenset({"https://cdn.discordapp.com", "https://media.discordapp.net"})
_SECONDS = 30.0  # for a file; who waits longer has gone
_PIECE = 65_536  # bytes taken at a time, so that a file that lies about its size is not taken whole
_NAME = 60  # characters of a file's name that are repeated
_IDENTITY = {"Accept-Encoding": "identity"}  # what is packed could unpack to more than was agreed


async def fetch(attachment: discord.Attachment, suffixes: frozenset[str], *, most: int = limits.ATTACHMENT) -> bytes:
    """What the file holds: of a format whose names end so, and neither more than `most` bytes nor nothing.
    Raises WrongUse with the reason as a sentence in the reader's language."""
    name = shown(attachment.filename)
    suffix = PurePath(attachment.filename).suffix.lower()
    if suffix not in suffixes:
        raise WrongUse(say("file.kind", name=name, kinds=_listed(suffixes)))
    _fits(attachment.size, name, most)
    if not ours(attachment.url):
        raise WrongUse(say("file.host", name=name))
    data = await _fetched(attachment.url, name, most)
    _fits(len(data), name, most)
    if not readers.of_kind(data[: readers.HEAD.bytes], suffix, suffixes):
        raise WrongUse(say("file.mislabelled", name=name, kinds=_listed(suffixes)))
    return data


def suitable(files: Sequence[discord.Attachment], suffixes: frozenset[str]) -> list[discord.Attachment]:
    """Those that are called like files that can be read."""
    return [file for file in files if PurePath(file.filename).suffix.lower() in suffixes]


def ours(url: str) -> bool:
    """Whether it stands on one of Discord's own hosts: no other port, no name before an @, nothing that looks alike."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return f"{parts.scheme}://{parts.netloc}".lower() in ORIGINS and url.isascii() and url.isprintable()


def shown(name: str) -> str:
    """A file's name as it is repeated to whoever sent it."""
    return plain(name, _NAME) or "…"


def _fits(size: int, name: str, most: int) -> None:
    if not size:
        raise WrongUse(say("file.empty", name=name))
    if size > most:
        raise WrongUse(say("file.too_big", name=name, most=wording.size(most)))


async def _fetched(url: str, name: str, most: int) -> bytes:
    try:
        return await download(url, most)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise CorpusError(say("file.gone", name=name)) from error


async def download(url: str, most: int) -> bytes:
    """As much as there is, of too much what tells so. A redirection could lead anywhere: it is not taken."""
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    async with (
        aiohttp.ClientSession(timeout=timeout, auto_decompress=False, headers=_IDENTITY) as session,
        session.get(url, allow_redirects=False, raise_for_status=True) as answer,
    ):
        if answer.status != 200:
            raise aiohttp.ClientError(f"the answer was {answer.status}")
        data = bytearray()
        async for piece in answer.content.iter_chunked(_PIECE):
            data += piece
            if len(data) > most:
                break
        return bytes(data)


def _listed(suffixes: frozenset[str]) -> str:
    return joined(sorted(suffixes), "or")
