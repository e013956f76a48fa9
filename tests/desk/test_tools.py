"""The desk as tools for programs that write, asked by the protocol's own client."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("mcp", reason="the tools are an extra")

from mcp import Client, StdioServerParameters

from bot.desk import Desk
from bot.tools import server
from corpus.library import Library

TEXT = """Ferry will sail again

5 May 2025

“The ferry will sail again before the first frost,” said Hanna Voss, the harbour master of Lund.
"""
SAID = "The ferry will sail again before the first frost"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "ferry.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def _text(result: object) -> str:
    return "\n".join(part.text for part in result.content)  # type: ignore[attr-defined]


async def test_every_answer_carries_its_citation(folder: Path) -> None:
    library = Library.open(f"sqlite:///{folder}/index.db")
    library.sweep(folder / "seeds")
    async with Client(server(Desk(library))) as client:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {"verify", "check", "quote", "ask", "who", "article"}
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
        asked = {
            "verify": {"text": f"“{SAID},” said Hanna Voss."},
            "check": {"text": f"“{SAID},” Hanna Voss said."},
            "quote": {"speaker": "Voss"},
            "ask": {"question": "What did Hanna Voss say about the ferry?"},
            "who": {"name": "Hanna Voss"},
        }
        for name, given in asked.items():
            told = _text(await client.call_tool(name, given))
            assert "ferry.txt" in told, (name, told)
        assert "harbour master" in _text(await client.call_tool("article", {"title": "Ferry"}))
        assert _text(await client.call_tool("verify", {"text": SAID})).startswith("Exact")
        assert "Not found" in _text(await client.call_tool("verify", {"text": "We sold the ferry to a circus in May."}))
        assert "10,000" in _text(await client.call_tool("verify", {"text": "word " * 9_000}))
    library.close()


async def test_the_server_speaks_over_standard_input_and_output(folder: Path) -> None:
    settings = folder / "config.yaml"
    settings.write_text(f"seeds: {folder / 'seeds'}\ndatabase: sqlite:///{folder}/index.db\n", encoding="utf-8")
    root = Path(__file__).parents[2]
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "bot", "mcp", "--config", str(settings)],
        cwd=str(root),
        env={"PYTHONPATH": f"{root / 'src'}:{root}", "PATH": ""},
    )
    async with Client(command) as client:
        told = _text(await client.call_tool("verify", {"text": f"Ole Brink: “{SAID}”"}))
    assert told.startswith("Misattributed") and "Hanna Voss" in told
