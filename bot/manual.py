"""What /help says: every command with an example, from the one table of commands."""

from __future__ import annotations

from bot.reply import Card, Mark, Run, Tone
from bot.understand import COMMANDS

_ANY = "A plain question works too, and so do: quotes by Rubio about tariffs · summary · verify “…”."
_OPTIONS = "Options: speaker: about: article: since: until:, as in /quote border speaker: Rubio since: 2025-09."
_PROMISE = "Every word shown is cut from an article; where nobody can be named for certain, nobody is."


def manual() -> tuple[Card, ...]:
    runs: list[Run] = []
    for command in COMMANDS:
        runs += [Run(command.use, Mark.STRONG), Run(f" – {command.does}\n", Mark.OURS)]
    return (
        Card(Tone.PLAIN, (*runs, Run(f"\n{_ANY}\n{_OPTIONS}", Mark.OURS)), heading="What I can do", source=_PROMISE),
    )
