"""What people add to the archive of their server: a file, a pasted text, a message; and what they take out again."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.catalogue import say
from bot.desk import Desk
from bot.desk.adding import Text
from bot.discord import attachments, autocomplete, limits
from bot.discord.apart import Apart
from bot.discord.door import Door
from bot.discord.escape import plain
from bot.discord.forms import Form
from bot.discord.menus import words
from bot.discord.responses import Answers, Interaction
from bot.discord.rights import servers
from bot.reply import Reply
from corpus import readers
from corpus.errors import CorpusError
from corpus.limits import ATTACHMENT

SUFFIXES = frozenset(readers.SUFFIXES)
MENU = "Add to the archive"
SERVER = "In a direct message: to the archive of which server"


class Uploads(commands.Cog):
    """Adds what people send. Who may is asked again at the moment of adding, by what Discord says of the person then
    and not when the form was opened."""

    def __init__(self, answers: Answers, desk: Desk, door: Door) -> None:
        self._answers, self._desk, self._door = answers, desk, door
        self._apart = Apart()

    def menu(self) -> app_commands.ContextMenu:
        async def add(interaction: Interaction, message: discord.Message) -> None:
            await self._message(interaction, message)

        return app_commands.ContextMenu(name=MENU, callback=add)

    @app_commands.command(description="Puts an article into the archive of this server, for its people alone")
    @app_commands.describe(file="The article; leave it out to paste a text", server=SERVER)
    async def add(
        self, interaction: Interaction, file: discord.Attachment | None = None, server: str | None = None
    ) -> None:
        if file is not None:
            await self._answers.work(interaction, lambda: self._of_file(interaction, file, server))
            return
        if interaction.guild_id is not None:
            await self._answers.rights.owner(interaction)  # told before somebody types a long text
        await interaction.response.send_modal(UploadForm(self._door, self, server))

    @app_commands.command(description="Takes an article out of the archive of this server again")
    @app_commands.describe(article="Which one of those you have added", server=SERVER)
    async def remove(self, interaction: Interaction, article: str, server: str | None = None) -> None:
        async def make() -> Reply:
            owner = await self._answers.rights.owner(interaction, server, removing=True)
            return await self._apart(lambda: self._desk.adder.remove(article, owner))

        await self._answers.work(interaction, make)

    @remove.autocomplete("article")
    async def _removable(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        server = interaction.namespace.server
        if interaction.guild_id is None and len(servers(interaction, server)) > 1:
            return []  # not every server is asked at every letter: one has to be named first
        try:
            owner = await self._answers.rights.owner(interaction, server, removing=True)
        except CorpusError:
            return []
        rows = await asyncio.to_thread(self._desk.adder.removable, typed, owner)
        return autocomplete.choices([(row.label, row.request.option("article") or "") for row in rows if row.request])

    async def pasted(self, interaction: Interaction, text: Text, server: str | None) -> None:
        async def make() -> Reply:
            owner = await self._answers.rights.owner(interaction, server)
            return await self._apart(lambda: self._desk.adder.text(text, owner))

        await self._answers.work(interaction, make)

    async def _message(self, interaction: Interaction, message: discord.Message) -> None:
        """Its file where it has one, for the text beside it is about the file; else its text."""
        sent = [*message.attachments, *(file for one in message.message_snapshots for file in one.attachments)]
        files = attachments.suitable(sent, SUFFIXES) or sent
        if files:
            await self._answers.work(interaction, lambda: self._of_file(interaction, files[0], None))
            return
        when = message.created_at
        name = say("add.message", name=message.author.display_name, when=f"{when:%Y-%m-%d %H.%M}")
        await self.pasted(interaction, Text(words(message), name, day=f"{when:%Y-%m-%d}"), None)

    async def _of_file(self, interaction: Interaction, file: discord.Attachment, server: str | None) -> Reply:
        owner = await self._answers.rights.owner(interaction, server)
        most = min(ATTACHMENT, interaction.filesize_limit or ATTACHMENT)
        data = await attachments.fetch(file, SUFFIXES, most=most)
        return await self._apart(lambda: self._desk.adder.file(attachments.shown(file.filename), data, owner))


class UploadForm(Form):
    """Where a text is pasted, with its title and its day, if they are known."""

    def __init__(self, door: Door, uploads: Uploads, server: str | None) -> None:
        super().__init__(say("add.title"), door)
        self._uploads, self._server = uploads, server
        self._title = _field(discord.TextStyle.short, limits.FORM_TITLE_TEXT, required=False)
        self._day = _field(discord.TextStyle.short, len("2025-09-03"), required=False)
        self._text = _field(discord.TextStyle.paragraph, limits.FORM_TEXT, required=True)
        for key, field in (("field_title", self._title), ("field_date", self._day), ("text", self._text)):
            self.add_item(ui.Label(text=plain(say(f"add.{key}"), limits.FORM_LABEL), component=field))

    async def on_submit(self, interaction: Interaction, /) -> None:
        title = self._title.value.strip()
        name = title or say("add.pasted", name=interaction.user.display_name)  # a day in it would be the article's
        text = Text(self._text.value, name, title, self._day.value.strip())
        await self._uploads.pasted(interaction, text, self._server)


def _field(style: discord.TextStyle, longest: int, *, required: bool) -> ui.TextInput[Any]:
    return ui.TextInput(style=style, max_length=longest, required=required)
