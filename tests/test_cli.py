"""The command line of the corpus, run as a person or a script runs it: a real process on real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.__main__ import main
from corpus.cli import plain_text
from corpus.library import Library
from corpus.model import Article, Record, Span
from corpus.results import Answer, Hit, Query
from tests.files import attacks, formats

ROOT = Path(__file__).parent.parent
SEED = next((ROOT / "seeds").glob("*.txt"))


def corpus(*arguments: str, cwd: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "corpus", *arguments],
        cwd=cwd,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seed article in it and an index of it."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "seeds").mkdir()
    (folder / "seeds" / SEED.name).write_bytes(SEED.read_bytes())
    done = corpus("ingest", "seeds", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "added 1, changed 0, unchanged 0, gone 0, failed 0\n"), done.stderr
    return folder


Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def here(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command line in this process, in that folder: for what it prints and its status no other one is needed."""
    monkeypatch.chdir(home)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        try:
            status = main(arguments)
        except SystemExit as end:  # of argparse
            status = int(end.code or 0)
        return subprocess.CompletedProcess(arguments, status, *capsys.readouterr())

    return run


def test_ingest_again_changes_nothing(home: Path) -> None:
    done = corpus("ingest", "seeds", "--json", cwd=home)
    assert json.loads(done.stdout)["unchanged"] == 1


def test_quote_gives_the_words_the_speaker_and_the_place(home: Path) -> None:
    done = corpus("quote", "Sheinbaum", "--json", cwd=home)
    hits = json.loads(done.stdout)["hits"]
    text = SEED.read_text(encoding="utf-8")
    assert hits[0]["speaker"] == "Claudia Sheinbaum"
    assert all(text[hit["start"] : hit["end"]] == hit["text"] for hit in hits)
    assert hits[0]["path"] == f"seeds/{SEED.name}"


@pytest.mark.parametrize("command", ["quote", "fact", "who", "ask", "verify", "summary", "timeline", "suggest"])
def test_every_question_answers_in_text_and_in_json(here: Command, command: str) -> None:
    words = {"ask": "Who attended the meeting?", "summary": "", "suggest": "Rub"}.get(command, "Rubio")
    given = [command, words] if words else [command]
    human, machine = here(*given), here(*given, "--json")
    assert human.returncode == 0 and human.stdout.strip(), human.stderr
    assert json.loads(machine.stdout)["seconds"] >= 0


def test_articles_and_status_say_what_there_is(home: Path) -> None:
    assert SEED.name in corpus("articles", cwd=home).stdout
    assert json.loads(corpus("status", "--json", cwd=home).stdout)["articles"] == 1


def test_extract_writes_slices_and_makes_no_index(tmp_path: Path) -> None:
    done = corpus("extract", str(SEED), cwd=tmp_path)
    line = json.loads(done.stdout)
    assert line["text"] == SEED.read_bytes().decode("utf-8")
    assert all(line["text"][q["start"] : q["end"]] == q["text"] for q in line["quotes"] + line["facts"])
    assert not list(tmp_path.iterdir())


def test_extract_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0\1\2" * 500)
    (tmp_path / "b.txt").write_text("All is well.", encoding="utf-8")
    done = corpus("extract", "a.txt", "b.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert json.loads(done.stdout)["path"] == "b.txt"
    assert done.stderr.startswith("a.txt cannot be read") and done.stderr.count("\n") == 1


def test_extract_writes_every_article_of_a_file_and_outlives_a_hostile_one(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "feed.xml").write_bytes(formats.feed())
    (folder / "bomb.docx").write_bytes(attacks.attacks(megabytes=100, many=10)["zip-bomb.docx"])
    done = corpus("extract", "in", cwd=tmp_path)
    assert [json.loads(line)["path"].partition("#")[0] for line in done.stdout.splitlines()] == ["in/feed.xml"] * 2
    assert done.returncode == 1 and done.stderr.startswith("in/bomb.docx cannot be read: it unpacks to more than")


def test_extract_takes_hints(tmp_path: Path) -> None:
    line = {"id": "x", "text": "It rained last Monday. “It is wet,” said Ann Lee.", "published": "2026-03-04"}
    done = corpus("extract", "--jsonl", "-", cwd=tmp_path, given=json.dumps(line))
    found = json.loads(done.stdout)
    assert found["id"] == "x"
    assert found["published"]["value"] == "2026-03-04"
    assert [date["value"] for date in found["dates"]] == ["2026-03-02"]
    assert [quote["speaker"] for quote in found["quotes"]] == ["Ann Lee"]


def test_an_index_is_exported_and_imported_whole(home: Path, tmp_path: Path) -> None:
    out = corpus("export", cwd=home).stdout
    (tmp_path / "backup.jsonl").write_text(out, encoding="utf-8")
    for _ in range(2):  # imports are idempotent
        done = corpus("import", "backup.jsonl", cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, "imported 1 articles\n"), done.stderr
    assert corpus("export", cwd=tmp_path).stdout == out


def test_batch_answers_line_for_line_and_goes_on_after_a_fault(home: Path) -> None:
    requests = [
        {"command": "quote", "query": "Rubio", "limit": 2},
        {"command": "dance", "query": "x"},
        {"command": "ask", "query": ""},
        {"command": "suggest", "query": "She"},
    ]
    done = corpus("batch", "-", cwd=home, given="\n".join(json.dumps(r) for r in requests))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["query"] for a in answers] == ["Rubio", "x", "", "She"]
    assert len(answers[0]["hits"]) == 2
    assert "no command 'dance'" in answers[1]["error"]
    assert "nothing to look for" in answers[2]["error"]
    assert answers[3]["choices"] == ["Claudia Sheinbaum"]
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["quote", "..."], 2, "nothing to look for"),
        (["quote", ""], 2, "nothing to look for"),
        (["ask", "x" * 5000], 2, "5,000 characters"),
        (["summary", "no such article at all"], 2, "no article"),
        (["quote", "Rubio", "--since", "sometime"], 2, "is no date"),
        (["ingest", "nowhere"], 2, "no file or folder 'nowhere'"),
        (["import", "nowhere.jsonl"], 2, "cannot be opened"),
        (["check", f"seeds/{SEED.name}", "--report", "/nonexistent/x.html"], 2, "cannot be written to /nonexistent"),
        (["check", f"seeds/{SEED.name}", "--report", "."], 2, "cannot be written to ."),
        (["--confidence", "2", "status"], 2, "from 0 to 1, not 2"),
        (["--confidence", "-1", "status"], 2, "from 0 to 1, not -1"),
        (["--confidence", "nan", "status"], 2, "from 0 to 1, not nan"),
        (["quote", "Rubio", "--article", "Zzz"], 2, "no article 'Zzz'"),
        (["ask", "who spoke?", "--article", "Zzz"], 2, "no article 'Zzz'"),
        (["fact", "tariffs", "--article", "Zzz", "--json"], 2, ""),
        (["quote", "Rubio", "--since", "2026-12-01", "--until", "2026-01-01"], 2, "since 2026-12-01 and until 2026"),
        (["--db", "sqlite:///nowhere/x.db", "quote", "x"], 2, "no index nowhere/x.db"),
        (["--db", "sqlite:///nowhere/x.db", "status"], 2, "no index nowhere/x.db"),
        (["extract"], 2, "files and folders, or --jsonl"),
        (["--db", "mysql://x/y", "status"], 2, "sqlite:///"),
        (["dance"], 2, "invalid choice"),
    ],
)
def test_wrong_use_is_one_sentence_and_status_2(here: Command, arguments: list[str], status: int, told: str) -> None:
    done = here(*arguments)
    assert done.returncode == status
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not Path("nowhere").exists()


def test_an_article_is_named_by_its_path_or_title(here: Command) -> None:
    for command, words in (("quote", "Sheinbaum"), ("fact", "tariffs"), ("ask", "Who attended the meeting?")):
        hits = {
            here(command, words, "--article", name).stdout
            for name in (f"seeds/{SEED.name}", SEED.stem, "strengthened their security cooperation")
        }
        assert len(hits) == 1 and "Nothing found" not in hits.pop()


def test_the_very_words_that_were_typed_are_not_offered(home: Path) -> None:
    done = corpus("quote", "Claudia Sheinbaum", "--since", "2030-01-01", cwd=home)
    assert done.stdout == "Nothing found.\n"


def test_a_missing_index_is_said_to_be_missing(tmp_path: Path) -> None:
    done = corpus("--db", f"sqlite:///{tmp_path}/x.db", "quote", "Rubio", cwd=tmp_path)
    assert done.returncode == 0 and "There is no index" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is always full")
@pytest.mark.parametrize("command", ["export", "corrections", "articles"])
def test_a_full_disk_is_told_in_one_sentence(home: Path, command: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "corpus", command], cwd=home, stdout=full, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr


def test_a_file_that_is_no_index_is_left_alone(tmp_path: Path) -> None:
    wrong = tmp_path / "data.db"
    wrong.write_text("these are my notes, not a database; " * 100, encoding="utf-8")
    before = wrong.read_bytes()
    done = corpus("--db", f"sqlite:///{wrong}", "quote", "x", cwd=tmp_path)
    assert done.returncode == 1
    assert str(wrong) in done.stderr and done.stderr.count("\n") == 1
    assert wrong.read_bytes() == before


def test_a_fault_in_an_import_names_its_line_and_stores_nothing(tmp_path: Path) -> None:
    good = json.dumps({"article": {"id": "a", "text": "All is well."}})
    (tmp_path / "x.jsonl").write_text(f"{good}\n{{oops\n", encoding="utf-8")
    done = corpus("import", "x.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert "x.jsonl, line 2" in done.stderr
    assert json.loads(corpus("status", "--json", cwd=tmp_path).stdout)["articles"] == 0


def test_a_doubtful_answer_says_so(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    article = Article("a", "a.txt", "The hull was mended in Gdansk.", "en")
    hit = Hit(Record.cut(article, "sentence", Span(0, len(article.text))), 0.5)
    doubtful, plain = (Answer(Query("Where?"), hit.record, (hit,), sure=sure) for sure in (0.4, 0.9))
    note = "This comes close, and may not be the answer."
    assert note in plain_text.told(doubtful, library)
    assert note not in plain_text.told(plain, library)
