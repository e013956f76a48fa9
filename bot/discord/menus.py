"""What can be done with a message somebody else wrote: check a quotation in it, find where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

import discord
from discord import app_commands

from bot.catalogue import say
from bot.discord.escape import clean
from bot.discord.responses import Answers, Interaction
from bot.reply import Request
from bot.understand import understand

CHECK, FIND = "Check this quote", "Find the source"


def add(tree: app_commands.CommandTree[discord.Client], answers: Answers) -> None:
    async def check(interaction: Interaction, message: discord.Message) -> None:
        text = words(message)
        request = understand(f"/verify {text}") if text else None
        await _give(answers, interaction, request)

    async def find(interaction: Interaction, message: discord.Message) -> None:
        text = words(message)
        await _give(answers, interaction, Request.of("ask", {"query": text}) if text else None)

    tree.add_command(app_commands.ContextMenu(name=CHECK, callback=check))
    tree.add_command(app_commands.ContextMenu(name=FIND, callback=find))


def words(message: discord.Message) -> str:
    """What a person reads in a message: its content, and the texts of cards and embeds."""
    return clean("\n".join(part.strip() for part in _parts(message) if part and part.strip())).strip()


def _parts(message: discord.Message) -> Iterator[str | None]:
    yield message.clean_content
    for embed in message.embeds:
        yield embed.title
        yield embed.description
    for component in message.components:
        yield from _texts(component)
    for snapshot in message.message_snapshots:  # a forwarded message
        yield snapshot.content


def _texts(component: discord.Component) -> Iterator[str]:
    if isinstance(component, discord.TextDisplay):
        yield component.content
    for child in getattr(component, "children", ()):
        yield from _texts(child)


async def _give(answers: Answers, interaction: Interaction, request: Request | None) -> None:
    if request is None:
        await answers.say(interaction, say("discord.no_words"))
        return
    await answers.give(interaction, request)
