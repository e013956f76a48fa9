"""A draft laid against the archive: attached to a command, pasted into a form, or from a message's menu.

Whoever asks is the only one to see the answer, and nothing of a draft is written down or logged."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.catalogue import say
from bot.desk import Desk
from bot.discord import archive, attachments, limits
from bot.discord.apart import Apart
from bot.discord.door import Door
from bot.discord.escape import plain
from bot.discord.forms import Form
from bot.discord.menus import words
from bot.discord.responses import Answers, Interaction
from bot.reply import Reply
from corpus.model import Article

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".docx"})
MENU = "Check this draft"


class DraftCheck(commands.Cog):
    def __init__(self, answers: Answers, desk: Desk, door: Door) -> None:
        self._answers, self._desk, self._door = answers, desk, door
        self._apart = Apart()

    def menu(self) -> app_commands.ContextMenu:
        async def check(interaction: Interaction, message: discord.Message) -> None:
            await self._message(interaction, message)

        return app_commands.ContextMenu(name=MENU, callback=check)

    @app_commands.command(
        description="Every quotation of a draft: exact, altered, somebody else's, or not in the archive"
    )
    @app_commands.describe(file="The draft: .txt, .md, .html or .docx; leave it out to paste the text")
    async def check(self, interaction: Interaction, file: discord.Attachment | None = None) -> None:
        if file is None:
            await interaction.response.send_modal(DraftForm(self._door, self))
            return
        await self.given(interaction, "", [file])

    async def given(self, interaction: Interaction, text: str, files: Sequence[discord.Attachment]) -> None:
        """Answers what was sent: a text or a file, and of both none."""
        if text.strip() and files:
            await self._answers.say(interaction, say("draft.both"))
        elif len(files) > 1:
            await self._answers.say(interaction, say("draft.several"))
        elif files:
            await self._answers.work(interaction, lambda: self._of_file(files[0], archive.seen(interaction.guild_id)))
        elif text.strip():
            await self._answers.work(interaction, lambda: self._of_text(text, archive.seen(interaction.guild_id)))
        else:
            await self._answers.say(interaction, say("draft.neither"))

    async def _message(self, interaction: Interaction, message: discord.Message) -> None:
        """Its file where it has one, for the text beside it is about the file; else its text."""
        sent = [*message.attachments, *(file for one in message.message_snapshots for file in one.attachments)]
        await self.given(interaction, "" if sent else words(message), attachments.suitable(sent, SUFFIXES) or sent)

    async def _of_file(self, file: discord.Attachment, seen: tuple[str, ...]) -> Reply:
        data = await attachments.fetch(file, SUFFIXES)
        name = attachments.shown(file.filename)
        return self._answers.drafts.keep(await self._apart(lambda: self._desk.check_file(name, data, collections=seen)))

    async def _of_text(self, text: str, seen: tuple[str, ...]) -> Reply:
        draft = Article("draft", say("draft.pasted"), text)
        return self._answers.drafts.keep(await self._apart(lambda: self._desk.check(draft, collections=seen)))


class DraftForm(Form):
    """Where a draft is pasted, or a file put in."""

    def __init__(self, door: Door, checks: DraftCheck) -> None:
        super().__init__(say("draft.title"), door)
        self._checks = checks
        self._text: ui.TextInput[DraftForm] = ui.TextInput(
            style=discord.TextStyle.paragraph, required=False, max_length=limits.FORM_TEXT
        )
        self._file: ui.FileUpload[DraftForm] = ui.FileUpload(required=False, max_values=1)
        self.add_item(ui.Label(text=_label("draft.text"), component=self._text))
        kinds = plain(say("draft.kinds"), limits.DESCRIPTION)
        self.add_item(ui.Label(text=_label("draft.file"), description=kinds, component=self._file))

    async def on_submit(self, interaction: Interaction, /) -> None:
        await self._checks.given(interaction, self._text.value, self._file.values)


def _label(key: str) -> str:
    return plain(say(key), limits.FORM_LABEL)
