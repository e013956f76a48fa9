"""The form in which somebody types a name, a title or a day that is to be corrected."""

from __future__ import annotations

import discord
from discord import ui

from bot.catalogue import say
from bot.desk.correcting import ASKED
from bot.discord import limits
from bot.discord.door import Door
from bot.discord.escape import plain
from bot.discord.forms import Form
from bot.discord.responses import Interaction
from bot.reply import Request
from corpus.limits import NAME, TITLE


def asks(request: Request) -> bool:
    """Whether a text is wanted before it can be done."""
    return request.command == "correct" and request.option("ask") in ASKED


class Correction(Form):
    def __init__(self, door: Door, request: Request) -> None:
        asked = request.option("ask") or ""
        super().__init__(say("label.correct"), door)
        self._request, self._asked = request, asked
        self._text: ui.TextInput[Correction] = ui.TextInput(
            style=discord.TextStyle.short, required=True, max_length=TITLE if asked == "title" else NAME
        )
        label = plain(say(f"correct.ask_{asked}"), limits.FORM_LABEL)
        self.add_item(ui.Label(text=label, component=self._text))

    async def on_submit(self, interaction: Interaction, /) -> None:
        options = {name: value for name, value in self._request.options if name != "ask"}
        given = Request.of("correct", {**options, self._asked: self._text.value})
        await self.door.answers.turn(interaction, given)
