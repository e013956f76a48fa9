"""Who may correct, add and remove articles: by a role that was set, or by managing the server; checked here, for what
Discord lets people see of a command proves nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import discord

from bot.catalogue import joined, say
from bot.desk.adding import Owner
from bot.desk.correcting import Editor
from bot.discord import archive
from corpus.errors import WrongUse
from corpus.model import SEEDS

_ASKED = 50  # servers asked for one person, at most


@dataclass(frozen=True, slots=True)
class Rights:
    """Numbers of roles and servers, as the settings have them. `home` servers are those whose managers look after the
    shared articles too; where none is set, a server is one as long as it is the only one with us in it."""

    editors: Collection[int] = ()
    contributors: Collection[int] = ()
    home: Collection[int] = ()

    def editor(self, interaction: discord.Interaction[Any]) -> Editor | None:
        """What whoever asks may correct; None where that is nothing. Only in servers we are a member of: anybody may
        install the app in a server of their own."""
        member = interaction.user
        if not isinstance(member, discord.Member) or not _ours(interaction, member.guild):
            return None
        server = member.guild.id
        shared = self._has(member, self.editors) or (_manages(interaction) and self._home(interaction, server))
        if not shared and not _manages(interaction):
            return None
        own = archive.collection(server)
        return Editor(member.display_name, (SEEDS, own) if shared else (own,))

    async def owner(
        self, interaction: discord.Interaction[Any], named: str | None = None, *, removing: bool = False
    ) -> Owner:
        """Whoever asks, with the archive they may add to: of the server they ask in; in a direct message of the one
        where they may, or of the one that is `named`. Raises WrongUse with a sentence for who may not. Their own they
        may take out with no role left."""
        member = interaction.user
        if interaction.guild_id is None:
            return await self._abroad(interaction, named, removing=removing)
        if not isinstance(member, discord.Member) or not _ours(interaction, member.guild):
            raise WrongUse(say("add.not_here"))
        manages = _manages(interaction)
        if not (manages or removing or self._has(member, self.contributors)):
            raise WrongUse(say("add.may_not"))
        return _owner(member, manages=manages)

    async def _abroad(self, interaction: discord.Interaction[Any], named: str | None, *, removing: bool) -> Owner:
        """Outside of servers Discord tells nothing of roles: each server of ours, or each so named, is asked for
        the person."""
        found = []
        for guild in servers(interaction, named)[:_ASKED]:
            try:
                member = await guild.fetch_member(interaction.user.id)
            except discord.HTTPException:  # no member there, or the server does not answer
                continue
            manages = member.guild_permissions.manage_guild or member.guild_permissions.administrator
            if manages or removing or self._has(member, self.contributors):
                found.append(_owner(member, manages=manages))
        if not found:
            raise WrongUse(say("add.may_not_anywhere"))
        if len(found) > 1:
            raise WrongUse(say("add.which", servers=joined([one.server for one in found], "or")))
        return found[0]

    def _home(self, interaction: discord.Interaction[Any], server: int) -> bool:
        return server in self.home if self.home else len(interaction.client.guilds) == 1

    @staticmethod
    def _has(member: discord.Member, roles: Collection[int]) -> bool:
        return any(member.get_role(role) for role in roles)


def servers(interaction: discord.Interaction[Any], named: str | None) -> list[discord.Guild]:
    """Those of ours with this name or number; all where none is given."""
    return [guild for guild in interaction.client.guilds if not named or named in (guild.name, str(guild.id))]


def _owner(member: discord.Member, *, manages: bool) -> Owner:
    server = member.guild
    return Owner(str(member.id), archive.collection(server.id), server.name, manages)


def _manages(interaction: discord.Interaction[Any]) -> bool:
    """As Discord tells it of the one who asks, at this moment."""
    may = interaction.permissions
    return may.manage_guild or may.administrator


def _ours(interaction: discord.Interaction[Any], server: discord.Guild) -> bool:
    """Whether we are a member of the server; an app may be used in others by who installed it for themselves."""
    return interaction.client.get_guild(server.id) is not None
