"""Articles written to do harm, through every command: Discord takes each message, and nothing in it is live."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.desk import Desk
from bot.discord import cards
from bot.reply import Reply, Request
from corpus.errors import CorpusError
from corpus.library import Library
from tests.discord.accepted import faults, walk
from tests.discord.hostile import frame, texts

LIVE = re.compile(r"@everyone|@here|<(?:@|#|:|a:|/|t:|id:)|https?://|\[[^\]]*\]\(")
COMMANDS = ("quote", "fact", "ask", "verify", "who", "summary", "timeline", "articles", "article", "status", "help")


def message(reply: Reply) -> list[dict[str, Any]]:
    async def build() -> list[dict[str, Any]]:
        return cards.render(reply, frame(private=True)).to_components()

    return asyncio.run(build())


def harmless(reply: Reply) -> None:
    parts = message(reply)
    assert not faults(
        "PATCH", "/webhooks/1/token/messages/@original", {"components": parts, "allowed_mentions": {"parse": []}}
    )
    shown = "\n".join(part["content"] for part in walk(parts) if part["type"] == 10)
    assert not LIVE.search(re.sub(r"\\[^0-9A-Za-z\s]", "\ue000", shown)), shown


@given(st.lists(texts, min_size=1, max_size=3), texts)
@settings(max_examples=5, deadline=None, derandomize=True, phases=[Phase.generate])
def test_no_article_and_no_question_breaks_or_lights_a_message(written: list[str], asked: str) -> None:
    # an example costs too much to be made smaller
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "seeds"
        folder.mkdir()
        for number, text in enumerate(written):
            page = (
                f'---\ntitle: {text[:200]!r}\n---\n{text}\n\n"{text}," said Ann {text[:60]} Lee. Mayor Ann Lee spoke.\n'
            )
            (folder / f"{number}.txt").write_text(page, encoding="utf-8", errors="replace")
        library = Library.open(f"sqlite:///{name}/corpus.db")
        try:
            library.sweep(folder)
            desk = Desk(library)
            for command in COMMANDS:
                for words in (asked, "Ann Lee", written[0]):
                    _ask(desk, command, words)
        finally:
            library.close()


def _ask(desk: Desk, command: str, words: str) -> None:
    """What is asked, and the first of what its answer offers."""
    option = "article" if command in ("article", "summary") else "query"
    try:
        reply = desk.answer(Request.of(command, {option: words}))
        harmless(reply)
        offered = [choice.request for card in reply.cards[:1] for choice in card.choices if choice.request]
        for request in offered:
            harmless(desk.answer(request))
    except CorpusError as error:
        harmless(Reply(Request(command), note=str(error)))
