"""Corrections from the library and the command line: checked, seen by every question, listed, taken back, moved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus import jsonl
from corpus.__main__ import main
from corpus.corrections import Act
from corpus.errors import NoSuchArticle, WrongUse
from corpus.library import Library
from corpus.model import Extraction, Hand, Span
from corpus.results import Query, Ruling
from tests.extract.test_attribution import read

STORM = """---
title: The storm
published: 2026-03-04
---
Ann Lee, the mayor, and Eva Stone, the engineer, spoke on Tuesday.

“The harbour wall will hold for another year,” said Lee. Nobody believed it.

The "old" mole is gone. Anna Lee returned to the harbour on Wednesday.
"""
WORDS = "The harbour wall will hold for another year,"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "storm.txt").write_text(STORM, encoding="utf-8")
    return tmp_path


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    library = Library.open(f"sqlite:///{folder}/index.db")
    library.sweep(folder / "in")
    yield library
    library.close()


def storm(library: Library) -> Extraction:
    (row,) = library.articles(Query())
    found = library.article(row.id)
    assert found
    return found


def span(found: Extraction, words: str = WORDS) -> Span:
    at = found.article.text.index(words)
    return Span(at, at + len(words))


def test_every_question_agrees_on_a_corrected_speaker(library: Library, folder: Path) -> None:
    found = storm(library)
    library.correct(found.article.id, Act.SPEAKER, "eva stone", by="Mia", span=span(found))
    for _ in range(2):
        (hit,) = library.quote(Query("harbour wall")).hits
        assert (hit.record.speaker, library.named(hit.record)) == ("Eva Stone", ("Eva Stone",))
        assert hit.record.corrected and hit.record.corrected.by == "Mia"
        assert not library.quote(Query(speaker="Ann Lee")).hits
        assert library.who(Query("Eva Stone")).profiles[0].quotes == 1
        verdict = library.verify(Query(f"“{WORDS}” said Ann Lee"))
        assert verdict.ruling is Ruling.MISATTRIBUTED and verdict.hits[0].record.speaker == "Eva Stone"
        answer = library.ask(Query("What did Eva Stone say about the harbour wall?"))
        assert answer.hits and answer.hits[0].record.speaker == "Eva Stone"
        (folder / "in" / "storm.txt").write_text(STORM + "\nThe end.\n", encoding="utf-8")
        library.sweep(folder / "in")  # another text, in which the words still stand


def test_a_verdict_says_who_corrected_the_quotation(library: Library) -> None:
    found = storm(library)
    library.correct(found.article.id, Act.SPEAKER, "Eva Stone", by="Mia", span=span(found))
    (hit,) = library.verify(Query(WORDS)).hits
    assert hit.record.corrected and hit.record.corrected.by == "Mia"


def test_a_copy_of_the_text_is_corrected_with_it(library: Library, folder: Path) -> None:
    (folder / "in" / "copy.txt").write_text(STORM, encoding="utf-8")
    library.sweep(folder / "in")
    rows = library.articles(Query())
    found = library.article(rows[0].id)
    assert found
    made = library.correct(rows[0].id, Act.SPEAKER, "Eva Stone", by="Mia", span=span(found))
    (hit,) = library.quote(Query("harbour wall")).hits
    assert hit.record.speaker == "Eva Stone" and len(hit.also) == 1
    library.undo(made.id)
    assert not library.quote(Query(speaker="Eva Stone")).hits


def test_the_copy_of_a_server_is_corrected_with_what_all_share(library: Library, folder: Path) -> None:
    articles = library.received("mine.txt", STORM.encode())
    library.add(articles, collection="guild:1", by="7", seen=("guild:1",))
    made = library.correct(storm(library).article.id, Act.SPEAKER, "Eva Stone", by="Mia", span=span(storm(library)))

    def speakers(collection: str) -> list[str | None]:
        asked = Query("harbour wall", collections=(collection,))
        return [hit.record.speaker for hit in library.quote(asked).hits]

    assert speakers("guild:1") == speakers("seeds") == ["Eva Stone"]
    library.undo(made.id)
    assert speakers("guild:1") == speakers("seeds") == ["Ann Lee"]


def test_what_cannot_be_corrected_is_said_in_a_sentence(library: Library) -> None:
    found = storm(library)
    id, where = found.article.id, span(found)
    with pytest.raises(NoSuchArticle):
        library.correct("nowhere", Act.TITLE, "x", by="Mia")
    for act, value, place, told in (
        (Act.SPEAKER, "?!", where, "has no letter"),
        (Act.SPEAKER, "x" * 500, where, "500 characters"),
        (Act.SPEAKER, "Eva Stone", None, "no passage"),
        (Act.SPEAKER, "Eva Stone", Span(5, 50_000), "no passage"),
        (Act.SPEAKER, "Eva Stone", Span(58, 53), "no passage 58–53"),
        (Act.HIDE, "", Span(60, 63), "no quotation at 60–63"),
        (Act.TITLE, " \n", None, "has no letter"),
        (Act.DATE, "2026-02-30", None, "is no day"),
        (Act.DATE, "tomorrow", None, "is no day"),
    ):
        with pytest.raises(WrongUse, match=told):
            library.correct(id, act, value, by="Mia", span=place)
    with pytest.raises(WrongUse, match="Nobody is called"):
        library.merge("Zed Zoe", "Ann Lee", by="Mia")
    with pytest.raises(WrongUse, match="one name already"):
        library.merge("Ann Lee", "ann lee", by="Mia")
    with pytest.raises(WrongUse, match="no correction"):
        library.undo("beef")
    assert library.corrections() == ()


def test_two_names_do_not_call_each_other_in_a_circle(library: Library) -> None:
    library.merge("Anna Lee", "Ann Lee", by="Mia")
    with pytest.raises(WrongUse, match="undo that one first"):
        library.merge("Ann Lee", "Anna Lee", by="Mia")
    library.merge("Ann Lee", "Eva Stone", by="Mia")
    with pytest.raises(WrongUse, match="undo that one first"):
        library.merge("Eva Stone", "Anna Lee", by="Mia")


def test_what_is_said_later_of_the_same_words_replaces_what_was_said(library: Library) -> None:
    id, where = storm(library).article.id, span(storm(library))
    for _ in range(2):
        library.correct(id, Act.SPEAKER, "Eva Stone", by="Mia", span=where)
        assert library.quote(Query(speaker="Eva Stone")).hits
        library.correct(id, Act.HIDE, by="Mia", span=where)
        library.correct(id, Act.HIDE, by="Mia", span=where)
        assert [one.act for one in library.corrections()] == [Act.HIDE]
        assert not library.quote(Query(speaker="Eva Stone")).hits


def test_a_line_break_or_a_hidden_letter_gets_into_no_name(library: Library) -> None:
    found = storm(library)
    made = library.correct(found.article.id, Act.SPEAKER, "Eva\n\u202eStone\0", by="M\nia", span=span(found))
    assert (made.value, made.hand.by) == ("Eva Stone", "Mia")


def test_people_told_apart_are_two_for_who_asks(library: Library, folder: Path) -> None:
    text = "“We shall see,” said Claudia Ruiz.\n\n“We have seen,” said Claudia Ruiz Pardo.\n"
    (folder / "in" / "two.txt").write_text(text, encoding="utf-8")
    (folder / "in" / "one.txt").write_text("“So be it,” said Claudia Ruiz.\n", encoding="utf-8")
    library.sweep(folder / "in")
    assert len(library.who(Query("Claudia Ruiz")).profiles) == 1
    library.split("Claudia Ruiz Pardo", "Claudia Ruiz Pardo (judge)", by="Mia")
    assert sorted(profile.name for profile in library.who(Query("Claudia Ruiz")).profiles) == [
        "Claudia Ruiz",
        "Claudia Ruiz Pardo (judge)",
    ]


def test_an_export_takes_the_corrections_along_and_the_way_back(
    library: Library, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = storm(library)
    library.correct(found.article.id, Act.SPEAKER, "Eva Stone", by="Mia", span=span(found))
    library.correct(found.article.id, Act.TITLE, "After the storm", by="Mia")
    library.merge("Eva Stone", "Eva Marie Stone", by="Tom")
    rows = _exported(folder, capsys)
    assert [next(iter(row)) for row in rows] == ["correction"] * 3 + ["article"]
    assert rows[-1]["article"]["title"] == "After the storm"
    assert rows[-1]["before"]["article"]["title"] == "The storm"
    other = f"sqlite:///{folder}/other.db"
    for order in (rows, rows[::-1]):
        (folder / "lines").write_text("".join(json.dumps(row) + "\n" for row in order), encoding="utf-8")
        assert main(["--db", other, "import", str(folder / "lines")]) == 0
        moved = Library.open(other)
        assert moved.corrections() == library.corrections()
        assert _line(moved, found) == _line(library, found)
        moved.close()
    moved = Library.open(other)
    for one in moved.corrections():
        moved.undo(one.id)
    assert _line(moved, found) == jsonl.exported(found)
    moved.close()


def _line(library: Library, found: Extraction) -> jsonl.Json:
    kept = library.article(found.article.id)
    assert kept
    return jsonl.exported(kept)


def _exported(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["--db", f"sqlite:///{folder}/index.db", "export"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_command_line_corrects_lists_and_takes_back(
    library: Library, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db, found = ["--db", f"sqlite:///{folder}/index.db"], storm(library)
    where = span(found)
    ends = [str(where.start), str(where.end)]
    path = found.article.path
    assert main([*db, "correct", "speaker", path, *ends, "Eva Stone", "--by", "Mia"]) == 0
    assert main([*db, "correct", "merge", "Ann Lee", "Anna Lee", "--by", "Mia"]) == 0
    assert main([*db, "correct", "date", path, "2026-03-05", "--by", "Mia"]) == 0
    capsys.readouterr()
    assert main([*db, "corrections"]) == 0
    told = capsys.readouterr().out
    assert f"“{WORDS}” was said by Eva Stone  ({path}:{ends[0]}-{ends[1]})" in told
    assert "Ann Lee is Anna Lee" in told and "the day is 2026-03-05" in told and "Mia" in told
    assert main([*db, "quote", "harbour wall"]) == 0
    assert "Eva Stone" in (shown := capsys.readouterr().out) and "corrected by Mia" in shown
    assert main([*db, "quote", "harbour wall", "--json"]) == 0
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    assert (hit["speaker"], hit["corrected"]["by"], hit["published"]) == ("Eva Stone", "Mia", "2026-03-05")
    assert main([*db, "corrections", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["act"] for row in rows] == ["speaker", "merge", "date"]
    for row in rows:
        assert main([*db, "correct", "undo", row["id"]]) == 0
    undone = capsys.readouterr().out.splitlines()
    assert len(undone) == 3 and all(line.startswith("undone: ") for line in undone)
    assert main([*db, "correct", "nobody", path, *ends]) == 0
    assert "nobody who can be told" in (told := capsys.readouterr().out)
    assert main([*db, "correct", "undo", told.split()[0]]) == 0
    capsys.readouterr()
    for wrong in (["0", "9" * 5000], ["x", "3"]):
        assert main([*db, "correct", "speaker", path, *wrong, "Eva Stone"]) == 2
        assert "START and END are whole numbers" in capsys.readouterr().err
    assert main([*db, "corrections"]) == 0
    assert capsys.readouterr().out == "Nothing has been corrected.\n"


@pytest.mark.parametrize(
    "what",
    [
        ["nonsense"],
        ["speaker", "a"],
        ["undo"],
        ["merge", "Ann Lee"],
        ["speaker", "storm.txt", "one", "2", "Ann Lee"],
        ["speaker", "storm.txt", "58", "53", "Ann Lee"],
        ["hide", "storm.txt", "58", "53"],
        ["hide", "storm.txt", "60", "63"],
        ["speaker", "storm.txt", "60", "63", ""],
    ],
)
def test_a_wrong_use_is_told_what_would_be_right(
    library: Library, folder: Path, what: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--db", f"sqlite:///{folder}/index.db", "correct", *what]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_corrections_become_marked_sentences(
    library: Library, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db, found = ["--db", f"sqlite:///{folder}/index.db"], storm(library)
    first = library.correct(found.article.id, Act.SPEAKER, "Ann Lee", by="Zoe", span=span(found))
    library._store.amend([replace(first, hand=Hand("Zoe", "2026-01-01T00:00:00+00:00"))], [first.id])
    library.correct(found.article.id, Act.SPEAKER, "Eva Stone", by="Mia", span=span(found))
    marked = span(found, '"old"')
    library.correct(found.article.id, Act.HIDE, by="Mia", span=Span(marked.start + 1, marked.end - 1))
    library.merge("Anna Lee", "Ann Lee", by="Mia")
    capsys.readouterr()
    assert main([*db, "corrections", "--marked"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("# ") and "Mia" not in line] == [
        "# people_en.txt",
        "# quotes_en.txt",
    ]
    spoken, hidden = (read(line) for line in lines if "{Q" in line or "{N|" in line)
    ((letter, where, name),) = spoken.quotes
    assert (letter, where.of(spoken.text), name) == ("Q", WORDS, "Eva Stone")
    assert "Eva Stone, the engineer" in spoken.text  # the paragraph that names her
    assert [one.of(hidden.text) for one in hidden.nobody] == ["old"]
    assert not any("{" in line for line in lines if line.startswith("# "))
    (people,) = (line for line in lines if "{N=" in line)
    assert "{N=Ann Lee|Ann Lee}" in people and "{N=Ann Lee|Anna Lee}" in people and "{N=Eva Stone|Eva Stone}" in people
