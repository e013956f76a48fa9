"""What people add is kept in a collection of its own: no sweep, no restart and no other collection touches it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import limits
from corpus.errors import NoSuchArticle, UnreadableFile, WrongUse
from corpus.ingest import uploads
from corpus.library import Library
from corpus.model import SEEDS
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


def test_a_long_text_is_understood_in_a_process_of_its_own(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "PLAIN_SIZE", 10)
    add(library)
    assert len(shown(library, SEEDS, MINE)) == 1


def test_what_takes_too_much_is_refused_and_nothing_is_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "limits", limits.Limits(seconds=1.0))
    articles = library.received("wall.txt", WORDS + b'\n"No," said Ann Lee to Bob Ray. ' * 60_000, collection=MINE)
    with pytest.raises(UnreadableFile):
        library.add(articles, collection=MINE, by="7")
    assert library.status(collections=(MINE,)).articles == 0
