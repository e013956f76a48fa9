"""The bot as Discord sees it: connects, hears, and hands every question to `answers`."""

from __future__ import annotations

import logging
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot.desk import Desk
from bot.discord import mentions, menus
from bot.discord.command_texts import Words
from bot.discord.commands import Commands
from bot.discord.correcting import Corrections
from bot.discord.direct import Direct
from bot.discord.door import Door
from bot.discord.draft_check import DraftCheck
from bot.discord.memory import Memory
from bot.discord.pages import Press
from bot.discord.responses import Answers
from bot.discord.rights import Rights
from bot.discord.sync import sync
from bot.discord.uploads import Uploads
from bot.settings import Settings

_log = logging.getLogger(__name__)

INTENTS = discord.Intents.none()
INTENTS.guilds = True
INTENTS.guild_messages = True  # the text comes along only where we are mentioned, so no privileged intent is needed
INTENTS.dm_messages = True


class Tree(app_commands.CommandTree["Client"]):
    """Who is let in, and what happens when a command fails."""

    async def interaction_check(self, interaction: discord.Interaction[Client], /) -> bool:
        if interaction.type is discord.InteractionType.autocomplete:
            return not self.client.answers.stopping
        return await self.client.door.admitted(interaction)

    async def on_error(self, interaction: discord.Interaction[Client], error: app_commands.AppCommandError, /) -> None:
        if interaction.type is not discord.InteractionType.autocomplete:
            await self.client.answers.trouble(interaction, error)


class Client(commands.AutoShardedBot):
    def __init__(self, settings: Settings, desk: Desk, memory: Memory, *, shard_count: int | None = None) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=INTENTS,
            tree_cls=Tree,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.5,  # we need no server to be known before we answer in it
            max_messages=None,
            shard_count=shard_count,
        )
        rights = Rights(settings.editors, settings.contributors, settings.home_servers)
        direct = Direct(lambda: self.guilds)
        self.answers = Answers(desk, memory, private=settings.private, rights=rights, direct=direct)
        self._desk, self._memory = desk, memory
        self.door = Door(self.answers, settings.cooldown)

    async def setup_hook(self) -> None:
        """Runs once, after the login and before the connection."""
        await self.add_cog(Commands(self.answers, self._desk))
        menus.add(self.tree, self.answers)
        drafts = DraftCheck(self.answers, self._desk, self.door)
        await self.add_cog(drafts)
        self.tree.add_command(drafts.menu())
        await self.add_cog(Corrections(self.answers, self._desk))
        uploads = Uploads(self.answers, self._desk, self.door)
        await self.add_cog(uploads)
        self.tree.add_command(uploads.menu())
        self.add_dynamic_items(Press)
        await self.tree.set_translator(Words())
        await sync(self.tree, self._memory)

    async def on_ready(self) -> None:
        _log.info("Ready as %s in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message, /) -> None:
        """Never a prefix command: a message is a question or none of our business."""
        assert self.user is not None
        text = mentions.question(message, self.user)
        if text is not None:
            await mentions.answer(message, text, self.answers, self.door.questions)


def memory_file(database: str) -> Path:
    """Beside the index where that is a file, else in the folder the index would be in."""
    scheme, _, rest = database.partition(":///")
    return (Path(rest).parent if scheme == "sqlite" else Path("data")) / "discord.db"
