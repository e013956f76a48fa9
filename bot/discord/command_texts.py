"""Names and descriptions of the commands in other languages, kept as data in `locales/`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Where

FOLDER = Path(__file__).parent / "locales"
LOCALES = {
    discord.Locale.spain_spanish: "es",
    discord.Locale.latin_american_spanish: "es",
    discord.Locale.german: "de",
    discord.Locale.french: "fr",
    discord.Locale.brazil_portuguese: "pt",
}
Table = dict[str, Any]


class Words(app_commands.Translator):
    async def load(self) -> None:
        self._tables = {code: read(code) for code in set(LOCALES.values())}

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        code = LOCALES.get(locale)
        return None if code is None else _find(self._tables[code], context)


def read(code: str) -> Table:
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


def _find(table: Table, context: app_commands.TranslationContextTypes) -> str | None:
    """The entry of a command, or of one of its options; None leaves Discord with the English."""
    data: Any = context.data
    if context.location in (Where.command_name, Where.command_description):
        entry = table.get(data.name, {})
    elif context.location in (Where.parameter_name, Where.parameter_description):
        entry = table.get(data.command.name, {}).get("options", {}).get(data.name, {})
    else:
        return None
    found = entry.get("name" if context.location in (Where.command_name, Where.parameter_name) else "description")
    return str(found) if found else None
