"""A plain question to the bot: a direct message, or a message that mentions it."""

from __future__ import annotations

import logging
import re

import discord

from bot.catalogue import say, speak
from bot.discord import cards
from bot.discord.attachments import suitable
from bot.discord.draft_check import SUFFIXES
from bot.discord.rate_limit import Pace
from bot.discord.responses import Answers, send, sentence
from bot.follow_up import follow_up
from bot.reply import Request
from bot.typed import heard
from bot.understand import a_file, draft, understand

_log = logging.getLogger(__name__)


def question(message: discord.Message, me: discord.ClientUser) -> str | None:
    """What the bot is asked; None where it is not spoken to, "" where somebody only calls it."""
    if message.author.bot or message.type not in (discord.MessageType.default, discord.MessageType.reply):
        return None
    called = re.compile(rf"<@!?{me.id}>")
    if message.guild is not None and not (me in message.mentions or called.search(message.content)):
        return None
    return " ".join(called.sub(" ", message.content).split())


async def answer(message: discord.Message, text: str, answers: Answers, pace: Pace) -> None:
    """Answers where the question was asked, in its language, and says so where it cannot."""
    who = (message.channel.id, message.author.id)
    speak(heard(text, answers.spoken(who)))
    try:
        if answers.stopping:
            await _say(message, say("discord.restarting"))
        elif wait := pace.wait(message.author.id, message.created_at.timestamp()):
            await _say(message, wait)
        elif _a_draft(message, text):
            await _say(message, say("draft.here"))
        else:
            onward = follow_up(text, answers.before(who), answers.person(who))
            request = onward or (understand(text) if text else Request("help"))
            answers.keep(who, request)
            await answers.reply(message, request, followed=onward is not None)
    except discord.Forbidden:
        _log.info("I may not write in channel %s", message.channel.id)
    except Exception as error:  # the last resort of the face, as for a command
        await _apologise(message, error)


def _a_draft(message: discord.Message, text: str) -> bool:
    """Whether a draft is to be checked, whose answer would be seen by all."""
    words = draft(text)
    return (bool(suitable(message.attachments, SUFFIXES)) and (not text or words is not None)) or a_file(words or "")


async def _apologise(message: discord.Message, error: Exception) -> None:
    try:
        await _say(message, sentence(error))
    except discord.HTTPException as failed:
        _log.warning("An answer could not be delivered: %s", failed)


async def _say(message: discord.Message, text: str) -> None:
    await send(message, cards.sentence(text))
