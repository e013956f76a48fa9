"""Tells Discord of the commands when they changed, and only then: Discord counts every write of a day."""

from __future__ import annotations

import hashlib
import json
import logging

import discord
from discord import app_commands

from bot.discord.memory import Memory

_NOTE = "commands"
_log = logging.getLogger(__name__)


async def sync(tree: app_commands.CommandTree[discord.Client], memory: Memory) -> bool:
    """-> whether a write was needed. The hash is kept after the write, so one that failed is tried again."""
    wanted = f"{tree.client.application_id} {await fingerprint(tree)}"
    if memory.note(_NOTE) == wanted:
        return False
    known = await tree.sync()
    memory.keep(_NOTE, wanted)
    _log.info("Told Discord of %d commands", len(known))
    return True


async def fingerprint(tree: app_commands.CommandTree[discord.Client]) -> str:
    """A hash of all that Discord would be told, translations included."""
    commands = [*tree.get_commands(), *tree.get_commands(type=discord.AppCommandType.message)]
    translator = tree.translator
    if translator:
        told = [await command.get_translated_payload(tree, translator) for command in commands]
    else:
        told = [command.to_dict(tree) for command in commands]
    told.sort(key=lambda command: (command["type"], command["name"]))
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
