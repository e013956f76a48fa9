"""What was acknowledged stays: a process killed at any moment, a damaged file, an index of an earlier version."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.__main__ import main
from corpus.corrections import Act, Correction
from corpus.errors import StoreError
from corpus.index import Note, Shelf, every, open_store
from corpus.index.sqlite import schema
from corpus.index.sqlite.rebuilding import rebuild
from corpus.model import Hand
from corpus.results import Query
from corpus.search.retrieval import quote
from tests.shelves import article

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
ARTICLES = 5_000
IMPORT = """
import sys
from corpus.__main__ import main
from corpus.index import batches

if __name__ == "__main__":
    batches.SIZE = batches.BatchSize(bytes=1_000_000)  # some hundred articles a transaction
    sys.exit(main())
"""


def _lines(path: Path) -> None:
    with path.open("w", encoding="utf-8") as out:
        for number in range(ARTICLES):
            text = f"The bridge number {number} must be closed before winter comes."
            quotes = [{"start": 0, "end": len(text), "speaker": f"Ann Lee{number % 50}"}]
            row = {"article": {"id": f"a{number}", "text": text, "language": "en"}, "quotes": quotes}
            out.write(json.dumps(row) + "\n")


def _whole(database: Path) -> int:
    """How many articles an index holds, every one of them seen to be whole and findable."""
    store = open_store(f"sqlite:///{database}")
    rows = list(every(store, ("seeds",)))
    state = store.state()
    assert state.articles == state.quotes == len(rows)
    for row in rows[:: max(1, len(rows) // 20)]:
        found = store.article(row.id)
        assert found is not None and len(found.quotes) == 1
        words = found.article.text.split()
        assert any(h.record.article_id == row.id for h in quote(store, Query(f"bridge {words[3]} winter")).hits)
    store.close()
    return len(rows)


@pytest.mark.parametrize("share", [0, 0.1, 0.3, 0.5])
def test_an_import_killed_at_any_moment_leaves_whole_articles_and_can_be_done_again(
    tmp_path: Path, share: float
) -> None:
    _lines(tmp_path / "all.jsonl")
    (tmp_path / "run.py").write_text(IMPORT, encoding="utf-8")
    command = [sys.executable, "run.py", "--db", "sqlite:///index.db", "import", "all.jsonl"]
    running = subprocess.Popen(command, cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    _await(tmp_path / "index.db", share * ARTICLES)
    running.send_signal(signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    kept = _whole(tmp_path / "index.db")
    assert share * ARTICLES <= kept < ARTICLES
    subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True, timeout=120)
    assert _whole(tmp_path / "index.db") == ARTICLES


def _await(database: Path, articles: float) -> None:
    """Until so many articles are seen by a reader beside the import."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if database.exists():
            store = open_store(f"sqlite:///{database}")
            seen = store.state().articles
            store.close()
            if seen >= articles:
                return
        time.sleep(0.02)
    raise AssertionError(f"never saw {articles:.0f} articles")


def _filled(database: Path) -> None:
    store = open_store(f"sqlite:///{database}")
    found = [article(f"a{n}", ("Ann Lee", f"The bridge number {n} must be closed. " * 40)) for n in range(200)]
    store.put(found, note=Note({"a0.txt": "f"}))
    store.close()


def test_a_damaged_index_gives_one_sentence_and_is_rebuilt(tmp_path: Path) -> None:
    database = tmp_path / "index.db"
    _filled(database)
    with sqlite3.connect(database) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'records'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    store = open_store(f"sqlite:///{database}")
    with pytest.raises(StoreError, match="rebuild"):
        quote(store, Query("bridge"))
    store.close()
    done = rebuild(database)
    assert (done.kept, done.lost, done.corrections_lost) == (200, 0, 0)
    assert done.old.exists()
    store = open_store(f"sqlite:///{database}")
    assert quote(store, Query("bridge number 7")).hits
    assert store.state().files == {"a0.txt": "f"}
    store.close()


def test_what_cannot_be_read_is_lost_alone_and_the_files_are_read_again(tmp_path: Path) -> None:
    database = tmp_path / "index.db"
    _filled(database)
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE articles SET found = x'00' WHERE key = 'a3'")
    store = open_store(f"sqlite:///{database}")
    store.put((), note=Note({"note.md": "added by 7 2026-01-01T00:00:00Z"}))
    store.close()
    done = rebuild(database)
    assert (done.kept, done.lost) == (199, 1)
    store = open_store(f"sqlite:///{database}")
    assert store.article("a3") is None and store.article("a4") is not None
    assert store.state().files == {"note.md": "added by 7 2026-01-01T00:00:00Z"}  # no sweep brings that again
    store.close()


def _corrected(database: Path, many: int) -> list[Correction]:
    store = open_store(f"sqlite:///{database}")
    made = [
        Correction(Act.MERGE, f"Ann Lee {n} {'of Hull ' * 40}", Hand("Mia", f"2026-05-04T10:{n:02}"), spelling=f"A{n}")
        for n in range(many)
    ]
    store.put([article("a", ("Ann Lee", "The bridge must be closed"))])
    store.amend(made)
    store.close()
    return made


def _survived(database: Path) -> list[Correction]:
    store = open_store(f"sqlite:///{database}")
    found = list(store.corrections())
    store.close()
    return found


def test_one_correction_that_cannot_be_read_costs_no_other_and_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "index.db"
    made = _corrected(database, 5)
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE corrections SET act = x'00' WHERE spelling = 'A2'")
    assert main(["--db", f"sqlite:///{database}", "rebuild"]) == 1
    assert "at least 1 could not be read" in capsys.readouterr().out
    assert _survived(database) == made[:2] + made[3:]


def test_a_damaged_page_of_corrections_loses_only_what_stands_on_it(tmp_path: Path) -> None:
    database = tmp_path / "index.db"
    made = _corrected(database, 60)
    whole = database.read_bytes()
    with sqlite3.connect(database) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    page = whole.index(made[30].value.encode()) // size
    with database.open("r+b") as file:
        file.seek(page * size)
        file.write(b"\xff" * size)
    done = rebuild(database)
    kept = _survived(database)
    assert 0 < done.corrections_lost == len(made) - len(kept) < len(made)
    assert kept == [one for one in made if one in kept]


def test_where_no_list_of_corrections_can_be_read_at_least_one_is_lost(tmp_path: Path) -> None:
    database = tmp_path / "index.db"
    _corrected(database, 3)
    with sqlite3.connect(database) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE tbl_name = 'corrections'"
        pages = [page for (page,) in connection.execute(query)]
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with database.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)
    assert rebuild(database).corrections_lost == 1
    assert _survived(database) == []


def test_a_database_of_another_program_is_not_rebuilt(tmp_path: Path) -> None:
    database = tmp_path / "other.db"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE bills (amount)")
    before = database.read_bytes()
    with pytest.raises(StoreError, match="no index of ours"):
        rebuild(database)
    assert database.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["other.db"]


def test_an_index_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    database = tmp_path / "index.db"
    first = sqlite3.connect(database, isolation_level=None)
    for statement in schema.STEPS[0].split(";"):
        first.execute(statement)
    first.execute(f"PRAGMA application_id = {schema.FILE.mark}")
    first.execute("PRAGMA user_version = 1")
    first.close()
    store = open_store(f"sqlite:///{database}")
    store.put([article("a", ("Ann Lee", "It still works"))])
    assert [row.id for row in store.articles(Shelf())] == ["a"]
    store.close()
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
