"""What /help says: every command with an example, from the one table of commands."""

from __future__ import annotations

from bot.catalogue import say
from bot.reply import Card, Mark, Run, Tone
from bot.understand import COMMANDS


def manual() -> tuple[Card, ...]:
    runs: list[Run] = []
    for command in COMMANDS:
        runs += [Run(say(f"use.{command.name}"), Mark.STRONG), Run(f" – {say(f'does.{command.name}')}\n", Mark.OURS)]
    hints = Run(f"\n{say('help.draft')}\n{say('help.any')}\n{say('help.options')}", Mark.OURS)
    return (Card(Tone.PLAIN, (*runs, hints), heading=say("help.heading"), source=say("help.promise")),)
