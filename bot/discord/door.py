"""Who is let in with a question, and what somebody is told who has to wait."""

from __future__ import annotations

import logging

import discord

from bot.catalogue import DEFAULT, known, say, speak
from bot.discord.rate_limit import Pace
from bot.discord.responses import Answers, Interaction

_log = logging.getLogger(__name__)
_PRESSES = 5  # buttons pressed in a row before one has to wait
# A form was asked for by a command, which has counted already.
_PRESSED = frozenset({discord.InteractionType.component, discord.InteractionType.modal_submit})
_QUESTIONS = 4  # questions in a row likewise: who asks, asks again at once with other words


class Door:
    """Commands and messages share one pace, buttons have one of their own."""

    def __init__(self, answers: Answers, cooldown: float) -> None:
        self.answers = answers
        self.questions = Pace(cooldown, burst=_QUESTIONS)
        self._presses = Pace(cooldown, burst=_PRESSES)

    async def admitted(self, interaction: Interaction) -> bool:
        """Whether this question is taken now; the person is told where it is not. All that is said to them from here on
        is in the language of their Discord."""
        speak(known(interaction.locale.value) or DEFAULT)
        pace = self._presses if interaction.type in _PRESSED else self.questions
        wait = pace.wait(interaction.user.id, interaction.created_at.timestamp())
        refusal = say("discord.restarting") if self.answers.stopping else wait
        if refusal:
            try:
                await self.answers.say(interaction, refusal)
            except discord.HTTPException as error:
                _log.warning("A person could not be told to wait: %s", error)
        return not refusal
