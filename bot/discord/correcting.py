"""What people correct: the commands, with completion, and the form for a name, a title or a day."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.catalogue import say
from bot.desk import Desk
from bot.desk.correcting import ASKED
from bot.discord import archive, autocomplete, limits
from bot.discord.door import Door
from bot.discord.escape import plain
from bot.discord.forms import Form
from bot.discord.responses import Answers, Interaction
from bot.reply import Reply, Request
from corpus.errors import CorpusError, WrongUse
from corpus.limits import NAME, TITLE

_QUOTATION = re.compile(r"(\w+) (\d{1,9}) (\d{1,9})")  # its article, and where it stands there


class Corrections(commands.Cog):
    """Who may is asked at the moment of correcting, of what Discord says of the person then."""

    def __init__(self, answers: Answers, desk: Desk) -> None:
        self._answers, self._desk = answers, desk

    @app_commands.command(description="Corrects who said something, or that it is no quotation")
    @app_commands.describe(quotation="Which one: words of it, or who said it", speaker="Who said it")
    async def correct(self, interaction: Interaction, quotation: str, speaker: str | None = None) -> None:
        await self._give(interaction, lambda: _meant(quotation, speaker))

    @app_commands.command(description="What has been corrected, by whom and when, the latest first")
    async def corrections(self, interaction: Interaction) -> None:
        await self._give(interaction, lambda: Request("corrections"))

    @correct.autocomplete("quotation")
    async def _quotations(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if self._answers.rights.editor(interaction) is None:
            return []
        seen = archive.seen(interaction.guild_id)
        try:
            rows = await asyncio.to_thread(self._desk.corrector.offered, typed, seen)
        except CorpusError:
            return []
        return autocomplete.choices([(row.label, " ".join(_place(row.request))) for row in rows if row.request])

    @correct.autocomplete("speaker")
    async def _people(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await autocomplete.people(self._desk)(interaction, typed)

    async def _give(self, interaction: Interaction, asked: Callable[[], Request]) -> None:
        async def make() -> Reply:
            return await self._answers.ask(asked(), interaction.guild_id, self._answers.rights.editor(interaction))

        await self._answers.work(interaction, make)


def _place(request: Request) -> tuple[str, ...]:
    return tuple(request.option(name) or "" for name in ("article", "start", "end"))


def _meant(quotation: str, speaker: str | None) -> Request:
    """What was chosen of those offered. Raises WrongUse for words that were only typed."""
    found = _QUOTATION.fullmatch(quotation.strip())
    if found is None:
        raise WrongUse(say("correct.choose"))
    place = zip(("article", "start", "end"), found.groups(), strict=True)
    return Request.of("correct", {**dict(place), "speaker": speaker})


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
