"""Starts the desk: on Discord with a token, as a chat in this terminal without; the only place that builds things."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot import settings, terminal
from bot.desk import Desk
from bot.settings import Settings
from corpus import __version__
from corpus.errors import CorpusError, WrongUse
from corpus.library import Library

# View Channels, Send Messages, Read Message History, Send Messages in Threads: to reply where it is mentioned. Slash
# commands and shared answers need none of them.
PERMISSIONS = (1 << 10) | (1 << 11) | (1 << 16) | (1 << 38)
_M_ARENA_MAX = -8  # of <malloc.h>
_INVITE = (
    "https://discord.com/oauth2/authorize?client_id={id}&permissions={permissions}&scope=bot+applications.commands"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0, 1 for work that failed, 2 for wrong use."""
    given = _parser().parse_args(arguments)
    try:
        read = settings.load(given.config)
        face = given.face or ("discord" if read.token else "chat")
        return {"discord": _discord, "chat": _chat, "mcp": _mcp, "check": _check}[face](read)
    except WrongUse as error:
        print(error, file=sys.stderr)
        return 2
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it flushes at the end
        return 0


def _parser() -> argparse.ArgumentParser:
    prog = "onrecord" if Path(sys.argv[0]).stem == "onrecord" else "python -m bot"
    parser = argparse.ArgumentParser(prog=prog, description="The quote desk, on Discord or in this terminal.")
    parser.add_argument("--version", action="version", version=f"On Record {__version__}")
    parser.add_argument(
        "face",
        nargs="?",
        choices=("discord", "chat", "mcp", "check"),
        help="default: discord with a token, else chat; mcp serves the desk as tools for other programs; check lists"
        " all faults of the settings and connects to nothing",
    )
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="settings file (default: config.yaml, if there is one)"
    )
    return parser


def _check(read: Settings) -> int:
    if not read.seeds.is_dir():
        raise WrongUse(_no_folder(read.seeds))
    print("The settings are in order.")
    client = read.client_id()
    if not read.token:
        print("No token is set: the desk runs as a chat in this terminal. Put one into DISCORD_TOKEN for Discord.")
    if client is None:
        print("For the invite link, set application_id (it is on the General page of your Discord application).")
    else:
        print(f"Invite link: {_INVITE.format(id=client, permissions=PERMISSIONS)}")
    return 0


def _no_folder(folder: Path) -> str:
    return f"There is no folder {str(folder)!r}; make it and put articles into it, or set seeds in config.yaml."


def _desk(library: Library, read: Settings) -> Desk:
    return Desk(library, page_size=read.page_size)


def _open(read: Settings) -> Library:
    if not read.seeds.is_dir():
        raise WrongUse(_no_folder(read.seeds))
    if read.feeds:
        _make(read.feeds_folder)
    _one_heap()
    gc.freeze()  # what is loaded by now stays: to look through it again would make somebody wait for 50 ms
    return Library.open(read.database, read.limits())


def _one_heap() -> None:
    """The threads that answer share one heap, where the C library has such a switch: of one each, every one keeps the
    most it ever took."""
    try:
        import ctypes

        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
    except (ImportError, OSError, AttributeError, TypeError):  # not every system's has such a switch
        return


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUse(f"{folder} cannot be made ({error.strerror}); set feeds_folder in config.yaml.") from error


def _discord(read: Settings) -> int:
    import logging

    if not read.token:
        raise WrongUse("There is no token: put it into DISCORD_TOKEN or config.yaml, or start `onrecord chat`.")
    from bot.discord.service import run  # here, because the chat need not wait for it

    logging.basicConfig(level=read.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    library = _open(read)
    try:
        return run(read, _desk(library, read), library)
    finally:
        library.close()


def _chat(read: Settings) -> int:
    library = _open(read)
    try:
        desk = _desk(library, read)
        for folder in read.watched():
            terminal.sweep(library, folder)
        if not terminal.is_terminal():
            terminal.pipe(desk, sys.stdin, sys.stdout)
            return 0
        return terminal.meet(desk, library, read)
    finally:
        library.close()


def _mcp(read: Settings) -> int:
    try:
        from bot.tools import serve
    except ImportError as error:
        raise WrongUse("The tools need the extra: pip install 'onrecord[mcp]'.") from error
    library = _open(read)
    try:
        terminal.sweep(library, read.seeds)
        return serve(_desk(library, read))
    finally:
        library.close()


if __name__ == "__main__":
    sys.exit(main())
