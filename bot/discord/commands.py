"""The slash commands: each one passes a question on, and says what Discord shows of it while a person types."""

from __future__ import annotations

from typing import Any

from discord import app_commands
from discord.ext import commands

from bot.desk import Desk
from bot.discord.autocomplete import completion
from bot.discord.responses import Answers, Interaction
from bot.reply import Request

SINCE, UNTIL = "From this day on: 2025, 2025-09 or 2025-09-03", "Up to this day: 2025, 2025-09 or 2025-09-03"
ARTICLE = "Only in this article"
SPEAKER = "Only what this person said"
Text = app_commands.Range[str, 1, 6000]


class Commands(commands.Cog):
    def __init__(self, answers: Answers, desk: Desk) -> None:
        self._answers = answers
        for command in self.get_app_commands():
            assert isinstance(command, app_commands.Command)
            for parameter in command.parameters:
                if (complete := completion(command.name, parameter.name, desk)) is not None:
                    command.autocomplete(parameter.name)(complete)

    @app_commands.command(description="Word for word: what somebody said, or what was said about a topic")
    @app_commands.describe(
        query="A person or a topic, such as Sheinbaum",
        speaker=SPEAKER,
        about="Only what was said about this person or topic",
        article=ARTICLE,
        since=SINCE,
        until=UNTIL,
    )
    async def quote(
        self,
        interaction: Interaction,
        query: Text,
        speaker: str | None = None,
        about: str | None = None,
        article: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> None:
        options = {"query": query, "speaker": speaker, "about": about, "article": article}
        await self._give(interaction, "quote", {**options, "since": since, "until": until})

    @app_commands.command(description="The latest article, or another one, in its own sentences")
    @app_commands.describe(article="Another article than the latest", about="A person or a topic, across articles")
    async def summary(self, interaction: Interaction, article: str | None = None, about: str | None = None) -> None:
        await self._give(interaction, "summary", {"article": article, "about": about})

    @app_commands.command(description="A question, answered by the sentence that says it, or not at all")
    @app_commands.describe(question="Such as: When did they meet?")
    async def ask(self, interaction: Interaction, question: Text) -> None:
        await self._give(interaction, "ask", {"query": question})

    @app_commands.command(description="Is a quotation printed so, and whose is it?")
    @app_commands.describe(text="The words to be checked", speaker="Who is said to have said them")
    async def verify(self, interaction: Interaction, text: Text, speaker: str | None = None) -> None:
        await self._give(interaction, "verify", {"query": text, "speaker": speaker})

    @app_commands.command(description="Sentences about a topic that can be checked: figures, events, agreements")
    @app_commands.describe(topic="Such as tariffs")
    async def fact(self, interaction: Interaction, topic: Text) -> None:
        await self._give(interaction, "fact", {"query": topic})

    @app_commands.command(description="Who somebody is, by what the articles call them")
    @app_commands.describe(name="A person, such as De la Fuente")
    async def who(self, interaction: Interaction, name: Text) -> None:
        await self._give(interaction, "who", {"query": name})

    @app_commands.command(description="What happened when, about a person or a topic")
    @app_commands.describe(query="A person or a topic", article=ARTICLE, since=SINCE, until=UNTIL)
    async def timeline(
        self,
        interaction: Interaction,
        query: str | None = None,
        article: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> None:
        await self._give(interaction, "timeline", {"query": query, "article": article, "since": since, "until": until})

    @app_commands.command(description="The articles there are, latest first")
    @app_commands.describe(query="Words of the title, or the outlet")
    async def articles(self, interaction: Interaction, query: str | None = None) -> None:
        await self._give(interaction, "articles", {"query": query})

    @app_commands.command(description="An article as it was read, page by page")
    @app_commands.describe(title="Which one")
    async def article(self, interaction: Interaction, title: Text) -> None:
        await self._give(interaction, "article", {"article": title})

    @app_commands.command(
        description="In a direct message: which server's archive I look through beside what all share"
    )
    @app_commands.describe(server="The name of a server you are in; left out, only what all share")
    async def archive(self, interaction: Interaction, server: str | None = None) -> None:
        await self._answers.choose(interaction, server)

    @app_commands.command(description="What I can be asked, with examples")
    async def help(self, interaction: Interaction) -> None:
        await self._give(interaction, "help", {})

    @app_commands.command(description="How much is indexed, and what could not be read")
    async def status(self, interaction: Interaction) -> None:
        await self._give(interaction, "status", {})

    async def _give(self, interaction: Interaction, command: str, options: dict[str, Any]) -> None:
        await self._answers.give(interaction, Request.of(command, options))
