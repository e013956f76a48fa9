"""One PostgreSQL, several bots, several ingesting processes: seen with real processes, the server killed too."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from corpus.errors import StoreError
from corpus.library import Library
from corpus.results import Query
from tests import postgres

ROOT = Path(__file__).parents[2]
FILES = 120


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for number in range(FILES):
        said = f"“The bridge number {number} must be closed before winter,” said Ann Lee.\n\n"
        (folder / f"{number}.txt").write_text(said * 3, encoding="utf-8")
    return folder


@pytest.fixture
def own() -> Iterator[postgres.Server]:
    """A server of this test's own, to be killed."""
    try:
        with postgres.controlled() as server:
            yield server
    except postgres.NoServer as why:
        pytest.skip(str(why))


def ingesting(url: str, seeds: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "corpus", "--db", url, "ingest", "--json", seeds.name],
        cwd=seeds.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def soon(what: Callable[[], bool], seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.02)
    return False


def test_three_ingesting_processes_part_the_files_while_two_bots_answer(
    database: Callable[[], str], seeds: Path
) -> None:
    url = database()
    bots = [Library.open(url), Library.open(url)]
    running = [ingesting(url, seeds) for _ in range(3)]
    for bot in bots:
        assert soon(lambda bot=bot: bool(bot.quote(Query("bridge winter")).hits))  # type: ignore[misc]
    totals = [json.loads(process.communicate(timeout=60)[0]) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert sum(done["added"] for done in totals) == FILES
    for bot in bots:
        assert bot.status().articles == FILES
        assert bot.quote(Query("bridge number 77")).hits[0].record.path == "seeds/77.txt"
        bot.close()


def test_an_ingesting_process_that_was_killed_leaves_whole_articles_and_another_goes_on(
    database: Callable[[], str], seeds: Path
) -> None:
    url = database()
    bot = Library.open(url)
    running = ingesting(url, seeds)
    with psycopg.connect(url, autocommit=True) as watch:
        claimed = "SELECT count(*) FROM onrecord.claims"
        assert soon(lambda: watch.execute(claimed).fetchall()[0][0] > 0)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        left = bot.status()
        assert left.quotes == 3 * left.articles
        watch.execute("UPDATE onrecord.claims SET until = now()")  # ten minutes later
    done = json.loads(ingesting(url, seeds).communicate(timeout=60)[0])
    assert (done["added"], bot.status().articles) == (FILES - left.articles, FILES)
    bot.close()


def test_a_server_that_was_killed_is_told_in_a_sentence_and_used_again_when_it_is_back(
    own: postgres.Server, seeds: Path
) -> None:
    url = f"{own.url}/postgres"
    bot = Library.open(url)
    running = ingesting(url, seeds)
    assert soon(lambda: bot.status().articles == 0 and running.poll() is None)
    own.kill()
    told = running.communicate(timeout=60)[1]
    assert running.returncode == 1 and told.count("\n") == 1 and "check that the server runs" in told, told
    with pytest.raises(StoreError, match="check that the server runs"):
        bot.quote(Query("bridge winter"))
    own.start()
    assert soon(lambda: _answers(bot), 20)
    assert ingesting(url, seeds).wait(60) == 0
    with psycopg.connect(url, autocommit=True) as watch:
        watch.execute("UPDATE onrecord.claims SET until = now()")
    assert ingesting(url, seeds).wait(60) == 0
    assert bot.status().articles == FILES
    assert bot.quote(Query("bridge winter")).hits
    bot.close()


def _answers(bot: Library) -> bool:
    try:
        bot.quote(Query("bridge winter"))
    except StoreError:
        return False
    return True
