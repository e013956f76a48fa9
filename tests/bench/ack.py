"""How long a person waits for the first sign: 500 mixed questions to the real process while it re-reads its folder.

Run with `PYTHONPATH=src:. python -m tests.bench.ack [ARTICLES]`: makes so many articles (default 10,000), indexes them,
changes every one, starts the bot against a small Discord on this machine and asks while it sweeps.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "discord"))

from corpus.library import Library
from tests.discord.loopback import Loopback

LAUNCH = Path(__file__).parents[1] / "discord" / "launch.py"
TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.GSecret.not-a-real-token-0123456789abcdef"
QUESTIONS, PER_SECOND = 500, 12.0
Asked = dict[str, tuple[float, str]]  # token -> when, and the command; "" for what is typed
FIRST = [
    "Ana",
    "Ben",
    "Carla",
    "David",
    "Elena",
    "Frank",
    "Gina",
    "Hugo",
    "Ines",
    "Jan",
    "Karin",
    "Luis",
    "Mara",
    "Nils",
    "Olga",
    "Pablo",
    "Rita",
    "Sven",
    "Tina",
    "Udo",
]
LAST = [
    "Alvarez",
    "Brandt",
    "Castro",
    "Dietz",
    "Estrada",
    "Fuchs",
    "Gomez",
    "Haas",
    "Ibarra",
    "Jung",
    "Keller",
    "Lopez",
    "Meyer",
    "Navarro",
    "Ortiz",
    "Paz",
]
TOPICS = [
    "budget",
    "harbour",
    "school",
    "bridge",
    "river",
    "railway",
    "hospital",
    "energy",
    "water",
    "housing",
    "harvest",
    "airport",
    "museum",
]


def article(number: int, chance: random.Random) -> str:
    """A short report with a title, a date, two speakers, quotations and figures; no two are alike."""
    one, two = (f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(2))
    topic, other = chance.sample(TOPICS, 2)
    sum_, day = chance.randrange(2, 900), 1 + number % 28
    lines = [
        f"---\ntitle: The {topic} and the {other}, report {number}\npublished: 2025-{1 + number % 12:02}-{day:02}\n---",
        f"The council agreed on Tuesday to spend {sum_} million dollars on the {topic} over {day} years.",
        f'"We have waited {chance.randrange(2, 60)} years for this {topic}," said Mayor {one}. "It will be built."',
        f"{two}, who leads the opposition, called the plan for the {other} “an expensive promise number {number}”.",
        f"According to the city, {chance.randrange(3, 98)} percent of the residents support the {other}.",
        f'"Nobody asked the people who live beside the {other}," {two.split()[1]} said. "We ask them {number} times."',
    ]
    return "\n\n".join(lines) + "\n"


def questions(chance: random.Random) -> list[tuple[str, dict[str, str]]]:
    asked: list[tuple[str, dict[str, str]]] = []
    for number in range(QUESTIONS):
        name, topic = f"{chance.choice(FIRST)} {chance.choice(LAST)}", chance.choice(TOPICS)
        asked.append(
            chance.choice(
                [
                    ("quote", {"query": name}),
                    ("quote", {"query": topic, "speaker": name}),
                    ("fact", {"topic": topic}),
                    ("ask", {"question": f"How much does the {topic} cost?"}),
                    ("verify", {"text": f"We have waited {number % 60} years for this {topic}"}),
                    ("who", {"name": name}),
                    ("summary", {}),
                    ("articles", {"query": topic}),
                    ("help", {}),
                    ("", {"query": name[: 1 + number % 6]}),  # typing
                ]
            )
        )
    return asked


def prepare(folder: Path, count: int) -> None:
    """An index of `count` articles, every one of which has changed since."""
    chance, seeds = random.Random(7), folder / "seeds"
    seeds.mkdir()
    for number in range(count):
        (seeds / f"{number:05}.txt").write_text(article(number, chance), encoding="utf-8")
    start = time.monotonic()
    library = Library.open(f"sqlite:///{folder / 'corpus.db'}")
    totals = library.sweep(seeds)
    library.close()
    print(f"indexed {totals.added} articles in {time.monotonic() - start:.1f} s")
    for file in seeds.iterdir():
        with file.open("a", encoding="utf-8") as out:
            out.write("\nThe vote was repeated on Friday.\n")


async def measure(folder: Path) -> None:
    discord = Loopback()
    await discord.start()
    (folder / "config.yaml").write_text(
        f"seeds: {folder / 'seeds'}\ndatabase: sqlite:///{folder / 'corpus.db'}\ncooldown: 0\nsweep_seconds: 1\n",
        encoding="utf-8",
    )
    environ = {**os.environ, "DISCORD_TOKEN": TOKEN, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with (folder / "log.txt").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(LAUNCH), discord.url, "discord", "--config", str(folder / "config.yaml"),
            cwd=folder, env=environ, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        await discord.until(lambda: discord.sockets, 60)
        sent = await _fire(discord)
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), 10)
        await discord.stop()
    _report(discord, sent, folder)


async def _fire(discord: Loopback) -> Asked:
    """Asks at an even pace, whether or not answers come; -> when each was asked, and what."""
    sent: Asked = {}
    begin = time.monotonic()
    for number, (name, options) in enumerate(questions(random.Random(11))):
        await asyncio.sleep(max(0.0, begin + number / PER_SECOND - time.monotonic()))
        now = time.monotonic()
        if name:
            token = await discord.slash(name, options)
        else:
            token = await discord.ask(
                {"id": "1", "name": "quote", "type": 1, "options": [_typing(options["query"])]}, 4
            )
        sent[token] = now, name
    await asyncio.sleep(3)
    return sent


def _typing(value: str) -> dict[str, Any]:
    return {"name": "query", "type": 3, "value": value, "focused": True}


def _report(discord: Loopback, sent: Asked, folder: Path) -> None:
    times: dict[str, list[float]] = {"acknowledged": [], "answered": []}
    for call in discord.calls:
        found = next((part for part in call.path.split("/") if part in sent), None)
        if found is None:
            continue
        at, name = sent[found]
        if call.method == "POST":
            times["acknowledged"].append(call.at - at)
        if call.method != "POST" or not name:  # what is typed is answered at once
            times["answered"].append(call.at - at)
            times.setdefault(f"  {name or 'typing'}", []).append(call.at - at)
    for what, seconds in times.items():
        if len(seconds) > 1:
            cuts = statistics.quantiles(seconds, n=100)
            print(
                f"{what}: {len(seconds)} of {len(sent)}, p50 {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, "
                f"p99 {cuts[98] * 1000:.0f} ms, longest {max(seconds) * 1000:.0f} ms"
            )
    log = (folder / "log.txt").read_text(encoding="utf-8")
    swept = [line for line in log.splitlines() if " added, " in line]
    print("the sweep was", "over before the last question" if swept else "running from the first to the last question")
    print(f"references in the log: {log.count('Reference ')}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
        asyncio.run(measure(Path(name)))
