"""What a person fills in beside the chat: let in, worded and answered for like a command."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.discord import limits
from bot.discord.door import Door
from bot.discord.escape import plain

_OPEN = 3600.0  # seconds a form waits for somebody who has not sent it


class Form(ui.Modal):
    """A form of ours. A class below it adds its fields and `on_submit`."""

    def __init__(self, title: str, door: Door) -> None:
        super().__init__(title=plain(title, limits.FORM_TITLE), timeout=_OPEN)
        self.door = door

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        return await self.door.admitted(interaction)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, *_: object) -> None:
        await self.door.answers.trouble(interaction, error)
