"""The same desk for machines that write: tools over MCP (standard input and output), each answer with its citation.

Read-only, with the limits people have. A draft that is checked is neither kept nor logged."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from mcp.server import MCPServer
from mcp.types import ToolAnnotations

from bot.desk import Desk
from bot.reply import Reply, Request
from bot.terminal.typeset import Face, typeset
from corpus.errors import CorpusError
from corpus.model import Article

NAME = "onrecord"
_ABOUT = (
    "A newsroom's archive of who said what, word for word. Every answer is cut from an article and cites it: cite it "
    "so, put no words between quotation marks that these tools do not give, and say when they find nothing. Before a "
    "text is passed on, send it to `check`."
)
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def serve(desk: Desk) -> int:
    """Answers until the other end hangs up. Standard output belongs to the protocol: what is logged goes elsewhere."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, force=True)
    server(desk).run("stdio")
    return 0


def server(desk: Desk) -> MCPServer:
    made = MCPServer(NAME, instructions=_ABOUT)
    for tool in (_verify, _check, _quote, _ask, _who, _article):
        made.tool(annotations=_READS, structured_output=False)(tool(desk))
    return made


def _verify(desk: Desk) -> Callable[..., str]:
    def verify(text: str, speaker: str = "") -> str:
        """Whether a quotation is printed so and whose it is. `text`: the quotation, with or without who is said to have
        said it; `speaker`: who that is, where it is not in the text."""
        return _told(desk, Request.of("verify", {"query": text, "speaker": speaker}))

    return verify


def _check(desk: Desk) -> Callable[..., str]:
    def check(text: str) -> str:
        """Every quotation of a draft, each with its verdict, the words that differ and where it is printed."""
        try:
            return _shown(desk.check(Article("draft", "draft.txt", text)))
        except CorpusError as error:
            return str(error)

    return check


def _quote(desk: Desk) -> Callable[..., str]:
    def quote(query: str = "", speaker: str = "", about: str = "", since: str = "", until: str = "") -> str:
        """What somebody said, or what was said about a topic, word for word. `since` and `until`: 2025-09-03, 2025-09
        or 2025."""
        asked = {"query": query, "speaker": speaker, "about": about, "since": since, "until": until}
        return _told(desk, Request.of("quote", asked))

    return quote


def _ask(desk: Desk) -> Callable[..., str]:
    def ask(question: str) -> str:
        """A question, answered by the sentence of an article that says it, or not at all."""
        return _told(desk, Request.of("ask", {"query": question}))

    return ask


def _who(desk: Desk) -> Callable[..., str]:
    def who(name: str) -> str:
        """Who somebody is, by what the articles call them."""
        return _told(desk, Request.of("who", {"query": name}))

    return who


def _article(desk: Desk) -> Callable[..., str]:
    def article(title: str) -> str:
        """An article as it was read. `title`: words of its title, or its id."""
        return _told(desk, Request.of("article", {"article": title}))

    return article


def _told(desk: Desk, request: Request) -> str:
    """The answer as text; what is wrong with a question as its sentence."""
    try:
        return _shown(desk.answer(request))
    except CorpusError as error:
        return str(error)


def _shown(reply: Reply) -> str:
    return typeset(reply, Face())
