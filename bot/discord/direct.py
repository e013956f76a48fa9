"""Which server's archive somebody looks through in a direct message with us: one they chose, as long as Discord says
that they are its member. Asked at every look: a choice, a button and an answer of last week prove nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord
from aiohttp import ClientError

from bot.catalogue import joined, say
from corpus.errors import WrongUse

_ASKED = 50  # servers asked for one person, at most
_REMEMBERED = 500  # people whose choice is kept; a restart forgets them all, and shows what all share

Interaction = discord.Interaction[Any]


@dataclass(slots=True)
class Direct:
    """`guilds` are those we are in."""

    guilds: Callable[[], Sequence[discord.Guild]]
    _chosen: OrderedDict[int, int] = field(default_factory=OrderedDict)

    async def server(self, user: int) -> discord.Guild | None:
        """The server whose archive they see beside what all share; none where Discord does not say that they are its
        member now."""
        number = self._chosen.get(user)
        guild = next((one for one in self.guilds() if one.id == number), None)
        return guild if guild and await _is_member(guild, user) else None

    async def choose(self, user: int, named: str | None) -> str:
        """Takes a choice, or the choice back, and says what is so from now on. Raises WrongUse for a server they are no
        member of, with the words for one there is not: who asks learns of none."""
        if not named:
            self._chosen.pop(user, None)
            return await self._offered(user)
        guilds = self.guilds()
        meant = [guild for guild in guilds if named.strip() in (guild.name, str(guild.id))][:_ASKED]
        for guild in meant or guilds[:1]:  # one is asked in any case: no answer comes sooner where there is none
            if await _is_member(guild, user) and guild in meant:
                self._keep(user, guild.id)
                return say("archive.chosen", server=guild.name)
        raise WrongUse(say("archive.unknown"))

    def _keep(self, user: int, server: int) -> None:
        self._chosen.pop(user, None)
        self._chosen[user] = server
        if len(self._chosen) > _REMEMBERED:
            self._chosen.popitem(last=False)

    async def _offered(self, user: int) -> str:
        names = [guild.name for guild in self.guilds()[:_ASKED] if await _is_member(guild, user)]
        return say("archive.shared", servers=joined(names, "or")) if names else say("archive.nowhere")


def alone(interaction: Interaction) -> bool:
    """Whether it is a direct message with us: where a group or two others talk, a server's archive is shown to none."""
    return interaction.guild_id is None and interaction.context.dm_channel and not interaction.context.private_channel


async def _is_member(guild: discord.Guild, user: int) -> bool:
    try:
        return (await guild.fetch_member(user)).id == user
    except (discord.DiscordException, ClientError, OSError):  # no member there, or nobody can tell
        return False
