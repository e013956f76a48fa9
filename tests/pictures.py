"""Makes the pictures of the README from real answers: `make pictures` (needs chromium, as Debian has it).

The bot answers in a simulated Discord, over the shipped article; Chromium draws what a person would see.
"""

from __future__ import annotations

import asyncio
import functools
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import simcord
from PIL import Image
from playwright.async_api import BrowserType
from simcord.backend.cdn import CDN_BASE

from bot.desk import Desk
from bot.discord import attachments
from bot.discord.client import Client
from bot.discord.memory import Memory
from bot.settings import Settings
from corpus.library import Library
from corpus.model import Article
from corpus.report import page

ROOT = Path(__file__).parent.parent
WIDTH, HEIGHT = 620, 1800
PAGE_WIDTH, PAGE_HEIGHT = 1100, 900
DRAFT = """“There is no government at this moment that is cooperating with us more in the fight against crime than the \
Government of Mexico,” said Marco Rubio, the U.S. Secretary of State.

“The idea is to systematize this cooperation and hold meetings on a weekly basis,” he said. The new group “will be \
able to report progress in the coming months,” said Claudia Sheinbaum.

“We will build a wall of trust along the whole border,” Rubio told reporters. Mexico has surrendered 95 high-level \
criminals wanted by the United States.
"""
ALTERED = "There is no government at this moment that is working with us less in the fight against crime"
SCENES: dict[str, tuple[str, dict[str, str]]] = {
    "quote": ("quote", {"query": "Shienbaum"}),
    "verify": ("verify", {"text": ALTERED, "speaker": "Marco Rubio"}),
    "ask": ("ask", {"question": "Who attended the meeting?"}),
    "summary": ("summary", {}),
    "who": ("who", {"name": "De la Fuente"}),
}


async def draw(folder: Path, library: Library) -> None:
    client = Client(Settings(cooldown=0.0), Desk(library), Memory(None), shard_count=1)
    async with simcord.run(client) as env:
        env.backend.bot_user.name = "On Record"
        guild = env.create_guild("Newsroom")
        channel = guild.create_text_channel("politics")
        ann = guild.add_member(env.create_user("ann", global_name="Ann"))
        attachments.ORIGINS, attachments.download = (
            frozenset({CDN_BASE}),
            lambda url, most: client.http.get_from_cdn(url),
        )
        scenes: dict[str, tuple[str, dict[str, Any]]] = {
            **SCENES,
            "draft": ("check", {"file": ("draft.md", DRAFT.encode())}),
        }
        for name, (command, options) in scenes.items():
            answer = (await ann.slash(channel, command, **options)).response
            await _picture(env, channel, ann, answer, folder / f"{name}.png")
            _shrink(folder / f"{name}.png")


async def _picture(env: Any, channel: Any, viewer: Any, message: Any, file: Path) -> None:
    async with env.preview(channel, viewers=[viewer], width=WIDTH, height=HEIGHT) as preview:
        await preview.screenshot(file, target=message)


def report(folder: Path, library: Library, chromium: str) -> None:
    """The page of a checked draft, as a browser shows it."""
    draft = library.check(Article("draft", "draft.txt", DRAFT))
    with tempfile.TemporaryDirectory() as made:
        html = Path(made) / "draft.html"
        html.write_text(page([draft], library.named), encoding="utf-8")
        size = f"--window-size={PAGE_WIDTH},{PAGE_HEIGHT}"
        picture = f"--screenshot={folder / 'check.png'}"
        how = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", size, picture]
        subprocess.run([chromium, *how, html.as_uri()], check=True, capture_output=True)
    _shrink(folder / "check.png")


def _shrink(file: Path) -> None:
    image = Image.open(file).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    image.save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {image.width} x {image.height}, {file.stat().st_size // 1000} kB")


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        print("The pictures need Chromium; on Debian and Ubuntu: apt install chromium", file=sys.stderr)
        return 1
    # A container lets no browser make a sandbox; what it draws here is our own.
    browser: Any = BrowserType
    browser.launch = functools.partialmethod(browser.launch, executable_path=chromium, args=["--no-sandbox"])
    with tempfile.TemporaryDirectory() as index:
        library = Library.open(f"sqlite:///{Path(index) / 'corpus.db'}")
        library.sweep(ROOT / "seeds")
        asyncio.run(draw(ROOT / "docs", library))
        report(ROOT / "docs", library, chromium)
        library.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
