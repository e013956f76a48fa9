"""One answer from question to message: acknowledge, ask the desk away from the event loop, show."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import discord
from discord import app_commands

from bot.catalogue import language, say
from bot.desk import Desk
from bot.desk.correcting import Editor
from bot.discord import archive, cards, custom_ids, direct
from bot.discord.button_expiry import Sunset
from bot.discord.direct import Direct
from bot.discord.drafts import DRAFT, Drafts
from bot.discord.memory import Memory
from bot.discord.rights import Rights
from bot.follow_up import understood
from bot.reply import Reply, Request
from corpus.errors import CorpusError, WrongUse

_log = logging.getLogger(__name__)
SILENT = discord.AllowedMentions.none()
Client = discord.Client
Interaction = discord.Interaction[Client]


NOBODY = Rights()
_REMEMBERED = 500  # people whose last question is kept


class Answers:
    def __init__(
        self, desk: Desk, memory: Memory, *, private: bool, rights: Rights = NOBODY, direct: Direct | None = None
    ) -> None:
        self.rights, self.direct = rights, direct or Direct(tuple)
        self.memory, self.stopping = memory, False
        self.given, self.failed, self.seconds = 0, 0, 0.0
        self._desk, self._private = desk, private
        self.drafts = Drafts()
        self._sunset = Sunset()
        self._open: set[asyncio.Task[object]] = set()
        self._shared: deque[int] = deque(maxlen=500)  # answers that are in the channel already
        self._before: dict[tuple[int, int], tuple[Request, str, str]] = {}  # what somebody asked last in a channel

    def before(self, who: tuple[int, int]) -> Request | None:
        """What somebody (channel, person) asked last in plain words, that "and Rubio?" goes on from."""
        return self._before[who][0] if who in self._before else None

    def spoken(self, who: tuple[int, int]) -> str | None:
        """The language they asked it in."""
        return self._before[who][1] if who in self._before else None

    def person(self, who: tuple[int, int]) -> str:
        """Whom the answer to it named."""
        return self._before[who][2] if who in self._before else ""

    def keep(self, who: tuple[int, int], request: Request, person: str = "") -> None:
        self._before.pop(who, None)
        self._before[who] = request, language(), person
        if len(self._before) > _REMEMBERED:
            self._before.pop(next(iter(self._before)))

    @property
    def queue(self) -> int:
        """How many answers are being worked on."""
        return len(self._open)

    async def give(self, interaction: Interaction, request: Request) -> None:
        """Answers a command."""
        async with self._counted():
            private = self._private and not interaction.context.dm_channel
            await interaction.response.defer(ephemeral=private, thinking=True)
            reply = await self.ask(request, await self.where(interaction))
            if interaction.channel_id:
                self.keep((interaction.channel_id, interaction.user.id), request, reply.person)
            await self._show(interaction, reply, self._frame(interaction, private=private))

    async def choose(self, interaction: Interaction, server: str | None) -> None:
        """Takes whose archive is looked through in this direct message, and says so."""
        if not direct.alone(interaction):
            raise WrongUse(say("archive.here" if interaction.guild_id else "archive.apart"))
        async with self._counted():
            await interaction.response.defer(thinking=True)
            told = await self.direct.choose(interaction.user.id, server)
            await interaction.edit_original_response(view=cards.sentence(told), allowed_mentions=SILENT)

    async def open(self, interaction: Interaction, request: Request) -> None:
        """Answers a button with a new message that only the one who pressed it sees."""
        async with self._counted():
            await interaction.response.defer(ephemeral=True, thinking=True)
            private = interaction.guild_id is not None
            reply = await self.ask(request, await self.where(interaction), self.rights.editor(interaction))
            await self._show(interaction, reply, self._frame(interaction, private=private))

    async def work(
        self, interaction: Interaction, make: Callable[[], Awaitable[Reply]], *, private: bool = True
    ) -> None:
        """Answers with what `make` comes to, however long that takes."""
        async with self._counted():
            await interaction.response.defer(ephemeral=private, thinking=True)
            reply = await make()
            await self._show(interaction, reply, self._frame(interaction, private=private))

    async def turn(self, interaction: Interaction, request: Request) -> None:
        """Puts another answer in the place of the one the button belongs to."""
        async with self._counted():
            await interaction.response.defer()
            private = bool(interaction.message and interaction.message.flags.ephemeral)
            reply = await self.ask(request, await self.where(interaction), self.rights.editor(interaction))
            await self._show(interaction, reply, self._frame(interaction, private=private))

    async def share(self, interaction: Interaction, request: Request) -> None:
        """Posts a private answer for all to see, in the name of the one who asked."""
        answer = interaction.message.id if interaction.message else 0
        async with self._counted():
            await interaction.response.defer()
            if answer in self._shared:  # pressed twice before the button was gone
                return
            self._shared.append(answer)
            try:
                await self._post(interaction, await self.ask(request, await self.where(interaction)))
            except Exception:
                self._shared.remove(answer)
                raise

    async def reply(self, message: discord.Message, request: Request, *, followed: bool = False) -> None:
        """Answers a message somebody wrote; one that goes on from another is told how it was understood."""
        async with self._counted():
            reply = await self.ask(request, await self._written_in(message))
            self.keep((message.channel.id, message.author.id), request, reply.person)
            shown = await self.message(understood(reply) if followed else reply, self.frame(message.author.id))
            sent = await send(message, shown)
            self._sunset.set(sent.id, self._later(sent.edit, shown))

    async def where(self, interaction: Interaction) -> int | None:
        """The server whose archive is looked through: that of the question; in a direct message with us the one that
        was chosen, by who is its member now."""
        if not direct.alone(interaction):
            return interaction.guild_id
        chosen = await self.direct.server(interaction.user.id)
        return chosen.id if chosen else None

    async def _written_in(self, message: discord.Message) -> int | None:
        """The same of a message somebody wrote."""
        if message.guild is not None or not isinstance(message.channel, discord.DMChannel):
            return message.guild.id if message.guild else None
        chosen = await self.direct.server(message.author.id)
        return chosen.id if chosen else None

    async def ask(self, request: Request, server: int | None, editor: Editor | None = None) -> Reply:
        """The answer for somebody in this server: of its own articles and the shared ones, never another one's."""
        if request.command == DRAFT:
            return self.drafts.page(request)
        return await asyncio.to_thread(self._desk.answer, request, collections=archive.seen(server), editor=editor)

    async def message(self, reply: Reply, frame: cards.Frame) -> cards.Shown:
        shown = cards.render(reply, frame)
        if self.memory.unsaved():
            await asyncio.to_thread(self.memory.save)
        return shown

    def frame(self, asker: int, *, private: bool = False, shared_by: str = "", editor: bool = False) -> cards.Frame:
        state, name = partial(custom_ids.written, memory=self.memory), custom_ids.naming(self.memory, asker)
        return cards.Frame(name, state, private=private, shared_by=shared_by, editor=editor)

    def _frame(self, interaction: Interaction, *, private: bool) -> cards.Frame:
        """For whoever asks, with what they may do."""
        editor = self.rights.editor(interaction) is not None
        return self.frame(interaction.user.id, private=private, editor=editor)

    async def trouble(self, interaction: Interaction, error: BaseException) -> None:
        """The one place where an error becomes words: ours as they are, others as a number that is in the log."""
        self.failed += not isinstance(_cause(error), CorpusError)
        try:
            await self.say(interaction, sentence(error))
        except discord.HTTPException as failed:
            _log.warning("An answer could not be delivered: %s", failed)

    async def say(self, interaction: Interaction, text: str) -> None:
        """A sentence to the one who asked: in the place of an answer that is awaited, else privately."""
        shown = cards.sentence(text)
        if not interaction.response.is_done():
            await interaction.response.send_message(view=shown, ephemeral=True, allowed_mentions=SILENT)
        elif interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            await interaction.edit_original_response(view=shown, allowed_mentions=SILENT)
        else:
            await interaction.followup.send(view=shown, ephemeral=True, allowed_mentions=SILENT)

    async def finish(self, seconds: float) -> None:
        """Takes no more questions and waits for the answers under way."""
        self.stopping = True
        self._sunset.clear()
        self.drafts.clear()
        if self._open:
            await asyncio.wait(set(self._open), timeout=seconds)

    async def _post(self, interaction: Interaction, reply: Reply) -> None:
        user = interaction.user
        shown = await self.message(reply, self.frame(user.id, shared_by=user.display_name))
        post = await interaction.followup.send(view=shown, ephemeral=False, allowed_mentions=SILENT, wait=True)
        self._sunset.set(post.id, self._later(post.edit, shown))
        await self._show(interaction, reply, self.frame(user.id))

    async def _show(self, interaction: Interaction, reply: Reply, frame: cards.Frame) -> None:
        shown = await self.message(reply, frame)
        files = shown.files() or discord.utils.MISSING
        sent = await interaction.edit_original_response(view=shown, attachments=files, allowed_mentions=SILENT)
        self._sunset.set(sent.id, self._later(interaction.edit_original_response, shown))

    def _later(
        self, edit: Callable[..., Awaitable[object]], shown: cards.Shown
    ) -> Callable[[], Awaitable[object]] | None:
        """What to do when the time of the buttons is over; nothing where there are none."""
        if not shown.is_dispatchable():
            return None
        files = {"attachments": shown.files()} if shown.files() else {}  # what a message shows is sent along each time
        return lambda: edit(view=cards.off(shown), allowed_mentions=SILENT, **files)

    @asynccontextmanager
    async def _counted(self) -> AsyncIterator[None]:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        self.given, start = self.given + 1, time.monotonic()
        try:
            yield
        finally:
            self.seconds += time.monotonic() - start
            self._open.discard(task)


async def send(message: discord.Message, shown: cards.Shown) -> discord.Message:
    """Replies to a message, even if that is gone by now."""
    about = message.to_reference(fail_if_not_exists=False)
    return await message.channel.send(view=shown, reference=about, mention_author=False, allowed_mentions=SILENT)


def sentence(error: BaseException) -> str:
    """What a person is told of an error."""
    error = _cause(error)
    if isinstance(error, CorpusError):
        return str(error)
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return say("discord.changed")
    reference = secrets.token_hex(3)
    _log.error("Reference %s: an answer failed", reference, exc_info=error)
    return say("discord.broken", reference=reference)


def _cause(error: BaseException) -> BaseException:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error
