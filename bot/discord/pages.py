"""What happens when a button is pressed, however long ago and by whomever."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
from discord import ui

from bot.catalogue import say
from bot.discord import cards, correcting, custom_ids
from bot.discord.button_expiry import LIFETIME
from bot.discord.door import Door
from bot.discord.responses import SILENT, Answers, Interaction

_GRACE = timedelta(seconds=LIFETIME + 60)


Offer = ui.Button[ui.LayoutView] | ui.Select[ui.LayoutView]


class Press(ui.DynamicItem[Offer], template=custom_ids.TEMPLATE):
    """Any of our buttons and menus; Discord gives back its custom id, which says everything, or the entry chosen."""

    def __init__(self, item: Offer, pressed: custom_ids.Pressed) -> None:
        super().__init__(item)
        self._pressed = pressed

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Press:
        assert isinstance(item, ui.Button | ui.Select)
        return cls(item, custom_ids.pressed(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        door: Door = interaction.client.door
        try:
            if await door.admitted(interaction):
                chosen = self.item.values if isinstance(self.item, ui.Select) else []
                pressed = replace(self._pressed, state=chosen[0]) if chosen else self._pressed
                await _act(interaction, pressed, door)
        except Exception as error:  # discord.py would log it and leave the person waiting
            await door.answers.trouble(interaction, error)


async def _act(interaction: Interaction, pressed: custom_ids.Pressed, door: Door) -> None:
    answers = door.answers
    if _too_old(interaction):
        await _darken(interaction, answers)
        return
    if refusal := _refusal(interaction, pressed):
        await answers.say(interaction, refusal)
        return
    request = await asyncio.to_thread(custom_ids.request, pressed.state, answers.memory)
    if request is None:
        await answers.say(interaction, say("discord.gone"))
        return
    if correcting.asks(request) and answers.rights.editor(interaction):
        await interaction.response.send_modal(correcting.Correction(door, request))
        return
    actions = {cards.OPEN: answers.open, cards.PICK: answers.open, cards.TURN: answers.turn, cards.SHARE: answers.share}
    await actions[pressed.kind](interaction, request)


def _refusal(interaction: Interaction, pressed: custom_ids.Pressed) -> str | None:
    if pressed.kind in (cards.OPEN, cards.PICK):
        return None
    if interaction.user.id != pressed.asker:
        return say("discord.not_yours")
    return say("discord.may_not_write") if pressed.kind == cards.SHARE and not _may_write(interaction) else None


def _may_write(interaction: Interaction) -> bool:
    """Whether the one who pressed may write here now; outside of servers everybody who is there may."""
    if interaction.guild_id is None:
        return True
    if isinstance(interaction.user, discord.Member) and interaction.user.is_timed_out():
        return False
    may = interaction.permissions
    return may.send_messages_in_threads if isinstance(interaction.channel, discord.Thread) else may.send_messages


def _too_old(interaction: Interaction) -> bool:
    message = interaction.message
    if message is None:
        return False
    return interaction.created_at - (message.edited_at or message.created_at) > _GRACE


async def _darken(interaction: Interaction, answers: Answers) -> None:
    """A restart forgot when to switch these off; the first one to press them does it."""
    assert interaction.message is not None
    shown = ui.LayoutView.from_message(interaction.message, timeout=None)
    shown.stop()  # nothing waits for it
    await interaction.response.edit_message(view=cards.off(shown), allowed_mentions=SILENT)
    await answers.say(interaction, say("discord.old"))
