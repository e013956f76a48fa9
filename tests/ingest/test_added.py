"""What people add is kept in a collection of its own: no sweep, no restart and no other collection touches it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import limits
from corpus.cli.files import export
from corpus.errors import NoSuchArticle, UnreadableFile, WrongUse
from corpus.index.rows import Entry
from corpus.ingest import uploads
from corpus.ingest.confined import Bounds
from corpus.ingest.folder import HarmlessSize
from corpus.library import Library
from corpus.model import SEEDS, Article
from corpus.results import Query

MINE, YOURS = "server-1", "server-2"
WORDS = b'Ann Lee, the mayor, spoke.\n\n"The harbour wall will hold for another year," said Ann Lee on Monday.\n'


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "rain.txt").write_text("“It will rain on Friday,” said Bob Ray.\n", encoding="utf-8")
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    library.sweep(tmp_path / "in")
    yield library
    library.close()


def add(library: Library, name: str = "wall.txt", data: bytes = WORDS, collection: str = MINE, by: str = "7") -> object:
    articles = library.received(name, data, collection=collection)
    return library.add(articles, collection=collection, by=by, seen=(SEEDS, collection))


def shown(library: Library, *seen: str) -> list[str]:
    return [hit.record.text for hit in library.quote(Query("harbour wall", collections=seen)).hits]


def test_what_is_added_is_found_in_its_collection_and_in_no_other(library: Library) -> None:
    add(library)
    assert shown(library, SEEDS, MINE) == ["The harbour wall will hold for another year,"]
    assert shown(library, SEEDS) == shown(library, SEEDS, YOURS) == []


def test_a_sweep_and_a_restart_keep_what_was_added(library: Library, tmp_path: Path) -> None:
    add(library)
    (tmp_path / "in" / "rain.txt").unlink()
    assert library.sweep(tmp_path / "in").gone == 1
    library.close()
    again = Library.open(f"sqlite:///{tmp_path}/index.db")
    again.sweep(tmp_path / "in")
    assert len(shown(again, SEEDS, MINE)) == 1
    again.close()


def test_the_same_words_are_told_instead_of_added(library: Library) -> None:
    rain = "“It will rain on Friday,” said Bob Ray.".encode()
    added = library.add(library.received("copy.md", rain), collection=MINE, by="7", seen=(SEEDS, MINE))
    assert added.rows == () and [row.path for row in added.same] == ["in/rain.txt"]
    assert add(library) != add(library)  # the second time it is there
    assert library.status(collections=(MINE,)).articles == 1
    add(library, collection=YOURS)  # what others have added is nothing that is known here
    assert library.status(collections=(YOURS,)).articles == 1


def test_two_articles_of_one_name_are_two(library: Library) -> None:
    add(library)
    add(library, data=WORDS.replace(b"harbour", b"river"))
    rows = library.articles(Query(collections=(MINE,)))
    assert sorted(row.path for row in rows) == ["wall (2).txt", "wall.txt"]


def test_only_its_owner_or_a_manager_takes_it_out(library: Library) -> None:
    add(library)
    (row,) = library.articles(Query(collections=(MINE,)))
    assert library.owners(MINE) == {"wall.txt": "7"}
    with pytest.raises(WrongUse, match="Only who added"):
        library.remove(row.id, collection=MINE, by="8")
    with pytest.raises(NoSuchArticle):
        library.remove(row.id, collection=YOURS, by="7")
    library.remove(row.id, collection=MINE, by="7")
    assert shown(library, SEEDS, MINE) == [] and library.owners(MINE) == {}
    add(library)
    library.remove(row.id, collection=MINE)
    assert shown(library, SEEDS, MINE) == []


def test_a_full_archive_says_so(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "ADDED", 1)
    add(library)
    with pytest.raises(WrongUse, match="1 is the most"):
        add(library, "other.txt", WORDS.replace(b"harbour", b"river"))
    assert limits.ADDED > 100


def test_earlier_versions_take_their_room_in_an_archive(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "ADDED", 2)
    streets = "Mill Quay Well Ford Dock Park Hill Lane Bell Gate Oak Elm Ash Yew Fir".split()
    told = "\n".join(
        f"In {street} Street {number + 3} houses stood under water for {number + 1} days, said the council, and "
        f"number {17 * number} is to be pulled down before the summer of the {number + 2}th year."
        for number, street in enumerate(streets)
    )
    for day in (2, 3):
        head = f"---\ntitle: Flood in the old town\npublished: 2026-03-0{day}\n---\n\n"
        add(library, "flood.md", f"{head}Day {day} of the flood.\n\n{told}\n".encode())
    state = library.status(collections=(MINE,))
    assert (state.articles, state.older) == (1, 1)
    with pytest.raises(WrongUse, match="2 is the most"):
        add(library)


def test_a_file_of_too_many_articles_is_refused(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "UPLOAD", 1)
    articles = (*library.received("a.txt", WORDS), *library.received("b.txt", WORDS.replace(b"harbour", b"river")))
    with pytest.raises(WrongUse, match="holds 2 articles, and 1 is the most") as caught:
        library.add(articles, collection=MINE, by="7")
    assert caught.value.code == "too_many_articles"
    assert library.status(collections=(MINE,)).articles == 0


def test_equal_articles_of_one_file_are_added_once(library: Library) -> None:
    articles = (*library.received("a.txt", WORDS), *library.received("b.txt", b" " + WORDS))
    added = library.add(articles, collection=MINE, by="7")
    assert len(added.rows) == 1 and added.same == added.rows
    assert library.status(collections=(MINE,)).articles == 1


def test_after_a_move_nothing_is_replaced_and_everybody_keeps_their_own(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(library, "note.md")
    export(library)
    whole = [(f"line {number}", line) for number, line in enumerate(capsys.readouterr().out.splitlines())]
    rows = [line for line in whole if not line[1].startswith('{"added"')]
    for name, lines, owners in (("bare", rows, {}), ("whole", whole, {"note.md": "7"})):
        moved = Library.open(f"sqlite:///{tmp_path}/{name}.db")
        assert moved.load(lines) == len(rows)
        assert moved.owners(MINE) == owners
        add(moved, "note.md", WORDS.replace(b"harbour", b"river"), by="8")
        assert sorted(row.path for row in moved.articles(Query(collections=(MINE,)))) == ["note (2).md", "note.md"]
        assert len(shown(moved, MINE)) == 1 and moved.owners(MINE) == {**owners, "note (2).md": "8"}
        moved.close()


def test_a_mark_with_a_fault_names_its_place(library: Library) -> None:
    with pytest.raises(WrongUse, match='line 3, added: "by"'):
        library.load([("line 3", json.dumps({"added": {"collection": MINE, "path": "a"}}))])


def test_nobody_waits_while_an_article_is_understood(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second is in, though the first, of the same name, began before it and is not done."""
    real, begun, done = uploads._understood, threading.Event(), threading.Event()

    def slow(articles: list[Article], bounds: Bounds) -> list[Entry]:
        if articles and "harbour" in articles[0].text:
            begun.set()
            assert done.wait(20)
        return real(articles, bounds)

    monkeypatch.setattr(uploads, "_understood", slow)
    first = threading.Thread(target=add, args=(library,))
    first.start()
    assert begun.wait(20)
    for words in (b"river", b"river"):  # the second time it is there
        second = threading.Thread(target=add, args=(library, "wall.txt", WORDS.replace(b"harbour", words)))
        second.start()
        second.join(20)
    assert [row.path for row in library.articles(Query(collections=(MINE,)))] == ["wall.txt"]
    done.set()
    first.join(20)
    rows = library.articles(Query(collections=(MINE,)))
    assert sorted(row.path for row in rows) == ["wall (2).txt", "wall.txt"]


def test_the_same_sent_by_two_at_once_is_added_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    real, both = uploads._understood, threading.Barrier(2, timeout=20)

    def slow(articles: list[Article], bounds: Bounds) -> list[Entry]:
        both.wait()
        return real(articles, bounds)

    monkeypatch.setattr(uploads, "_understood", slow)
    threads = [threading.Thread(target=add, args=(library,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert library.status(collections=(MINE,)).articles == 1


def test_several_articles_are_understood_in_a_process_of_their_own(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def here(article: Article) -> object:
        raise AssertionError("understood here")

    monkeypatch.setattr("corpus.extract.extract", here)
    with pytest.raises(AssertionError):
        add(library)
    articles = (*library.received("a.txt", WORDS), *library.received("b.txt", WORDS.replace(b"harbour", b"river")))
    assert len(library.add(articles, collection=MINE, by="7").rows) == 2


def test_a_long_text_is_understood_in_a_process_of_its_own(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "HARMLESS", HarmlessSize(bytes=10))
    add(library)
    assert len(shown(library, SEEDS, MINE)) == 1


def test_what_takes_too_much_is_refused_and_nothing_is_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "limits", limits.Limits(seconds=1.0))
    articles = library.received("wall.txt", WORDS + b'\n"No," said Ann Lee to Bob Ray. ' * 60_000, collection=MINE)
    with pytest.raises(UnreadableFile):
        library.add(articles, collection=MINE, by="7")
    assert library.status(collections=(MINE,)).articles == 0
