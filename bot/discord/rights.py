"""Who may correct, add and remove articles: by a role that was set, or by managing the server; checked here, for what
Discord lets people see of a command proves nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import discord

from bot.desk.correcting import Editor
from bot.discord import archive
from corpus.model import SEEDS


@dataclass(frozen=True, slots=True)
class Rights:
    """Numbers of roles and servers, as the settings have them. `home` servers are those whose managers look after the
    shared articles too; where none is set, a server is one as long as it is the only one with us in it."""

    editors: Collection[int] = ()
    contributors: Collection[int] = ()
    home: Collection[int] = ()

    def editor(self, interaction: discord.Interaction[Any]) -> Editor | None:
        """Whoever asks, with what they may correct; None where that is nothing. Only in servers we are a member of:
        anybody may take us into one of their own."""
        member = interaction.user
        if not isinstance(member, discord.Member) or not _ours(interaction, member.guild):
            return None
        server = member.guild.id
        shared = self._has(member, self.editors) or (_manages(interaction) and self._home(interaction, server))
        if not shared and not _manages(interaction):
            return None
        own = archive.collection(server)
        return Editor(member.display_name, (SEEDS, own) if shared else (own,))

    def _home(self, interaction: discord.Interaction[Any], server: int) -> bool:
        return server in self.home if self.home else len(interaction.client.guilds) == 1

    @staticmethod
    def _has(member: discord.Member, roles: Collection[int]) -> bool:
        return any(member.get_role(role) for role in roles)


def _manages(interaction: discord.Interaction[Any]) -> bool:
    """As Discord tells it of the one who asks, at this moment."""
    may = interaction.permissions
    return may.manage_guild or may.administrator


def _ours(interaction: discord.Interaction[Any], server: discord.Guild) -> bool:
    """Whether we are a member of the server; an app may be used in others by who installed it for themselves."""
    return interaction.client.get_guild(server.id) is not None
