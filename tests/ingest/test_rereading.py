"""What people have added is kept as it was sent, in every store: a better extraction reads it again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus import extraction_version, limits, readers
from corpus.cli.files import export
from corpus.corrections import Act
from corpus.errors import UnreadableFile, WrongUse
from corpus.index import Store, every
from corpus.index.sqlite.rebuilding import rebuild
from corpus.ingest import received, uploads
from corpus.ingest.confined import Bounds
from corpus.ingest.folder import HarmlessSize
from corpus.library import Library
from corpus.model import SEEDS
from corpus.results import Query
from tests.files.formats import feed

Open = Callable[[], Store]
MINE, YOURS = "server-1", "server-2"
WORDS = b'Ann Lee, the mayor, spoke.\n\n"The harbour wall will hold for another year," said Ann Lee on Monday.\n'


@pytest.fixture
def library(opening: Open) -> Iterator[Library]:
    library = Library(opening())
    yield library
    library.close()


def add(library: Library, name: str = "wall.txt", data: bytes = WORDS, collection: str = MINE) -> tuple[str, ...]:
    articles = library.received(name, data, collection=collection)
    seen = (SEEDS, collection)
    return tuple(
        row.id for row in library.add(articles, collection=collection, by="7", seen=seen, file=(name, data)).rows
    )


def blinded(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that is in was read by an extraction that saw no quotation."""
    state = library._store.state
    for collection in state().collections:
        for row in every(library._store, (collection,)):
            found = library.article(row.id, collections=(collection,))
            assert found
            library._store.put([type(found)(found.article)])
    monkeypatch.setattr(extraction_version, "stamp", lambda: "a better one")


def quoted(library: Library, *seen: str) -> list[str]:
    return [hit.record.text for hit in library.quote(Query("harbour wall", collections=seen or (MINE,))).hits]


def test_a_better_extraction_reads_again_what_was_added(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    (key,) = add(library)
    first = library.article(key, collections=(MINE,))
    assert library.read_again() == 0  # it was read by this one
    blinded(library, monkeypatch)
    assert quoted(library) == []
    assert library.read_again() == 1
    assert quoted(library) == ["The harbour wall will hold for another year,"]
    assert library.article(key, collections=(MINE,)) == first  # its day and its id, too
    assert library.owners(MINE) == {"wall.txt": "7"}
    assert library.read_again() == 0


def test_a_sweep_reads_them_again_as_it_does_files(
    library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add(library)
    blinded(library, monkeypatch)
    (tmp_path / "in").mkdir()
    library.sweep(tmp_path / "in")
    assert len(quoted(library)) == 1


def test_every_article_of_a_file_is_read_again_in_its_own_place(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of another name, too; the one that was taken out stays out."""
    add(library, "feed.xml", feed().replace(b"ferry", b"bus"))
    ids = add(library, "feed.xml", feed())
    rows = list(every(library._store, (MINE,)))
    assert len(rows) > len(ids) > 1
    library.remove(ids[0], collection=MINE)

    def kept() -> dict[str, object]:
        return {row.id: library.article(row.id, collections=(MINE,)) for row in every(library._store, (MINE,))}

    before = kept()
    blinded(library, monkeypatch)
    assert kept() != before
    assert library.read_again() == len(before) == len(rows) - 1
    assert kept() == before


def test_what_people_corrected_stays_so_when_it_is_read_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    (key,) = add(library)
    found = library.article(key, collections=(MINE,))
    assert found
    library.correct(key, Act.SPEAKER, "Eva Stone", by="Mia", span=found.quotes[0].span, collections=(MINE,))
    blinded(library, monkeypatch)
    library.read_again()
    now = library.article(key, collections=(MINE,))
    assert now and [quote.speaker for quote in now.quotes] == ["Eva Stone"]
    assert now.before == found


def test_a_file_goes_with_its_last_article(library: Library) -> None:
    ids = add(library, "feed.xml", feed())
    assert len(ids) > 1
    for key in ids:
        assert len(list(library.uploads())) == 1
        library.remove(key, collection=MINE)
    assert list(library.uploads()) == []


def test_the_same_file_in_two_archives_is_kept_for_each(library: Library) -> None:
    (mine,) = add(library)
    add(library, collection=YOURS)
    library.remove(mine, collection=MINE)
    (kept,) = library.uploads()
    assert (kept.collection, kept.data) == (YOURS, WORDS)


def test_what_is_known_already_is_not_kept_twice(library: Library) -> None:
    add(library)
    assert add(library, "copy.md", b" " + WORDS) == ()
    assert [one.name for one in library.uploads()] == ["wall.txt"]


def test_more_bytes_than_an_archive_may_hold_are_refused(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "KEPT", 2 * len(WORDS))
    (key,) = add(library)
    add(library, "river.txt", WORDS.replace(b"harbour", b"river"))
    with pytest.raises(WrongUse, match="remove some") as caught:
        add(library, "sea.txt", WORDS.replace(b"harbour", b"sea"))
    assert caught.value.code == "archive_heavy"
    assert library.status(collections=(MINE,)).articles == 2
    add(library, "wall.txt", WORDS)  # known already, so that nothing more is kept
    add(library, collection=YOURS)  # which has room of its own
    library.remove(key, collection=MINE)
    assert add(library, "sea.txt", WORDS.replace(b"harbour", b"sea"))
    assert limits.KEPT >= 10 * limits.ATTACHMENT


def test_what_can_no_longer_be_read_stays_and_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    (key,) = add(library)
    first = library.article(key, collections=(MINE,))
    monkeypatch.setattr(extraction_version, "stamp", lambda: "a worse one")

    def broken(*_: object, **__: object) -> object:
        raise UnreadableFile("wall.txt", "it has no words", "send another")

    with monkeypatch.context() as patch:
        patch.setattr(readers, "articles", broken)
        assert library.read_again() == 0
        assert library.read_again() == 0
    assert library.article(key, collections=(MINE,)) == first
    (failure,) = library.status(collections=(MINE,)).failures
    assert failure.reason == "wall.txt cannot be read again: it has no words; it stays as it was read before."
    assert library.status(collections=(SEEDS,)).failures == ()
    assert library.owners(MINE) == {"wall.txt": "7"}
    monkeypatch.setattr(extraction_version, "stamp", lambda: "a better one")
    assert library.read_again() == 1
    assert library.status(collections=(MINE,)).failures == ()


def test_what_takes_too_much_now_stays_as_it_was(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    add(library)
    monkeypatch.setattr(extraction_version, "stamp", lambda: "a slower one")
    monkeypatch.setattr(library, "_bounds", lambda: Bounds(megabytes=1))
    monkeypatch.setattr(received, "HARMLESS", HarmlessSize(bytes=10))
    assert library.read_again() == 0
    assert len(quoted(library)) == 1 and len(library.status(collections=(MINE,)).failures) == 1


def test_an_export_takes_the_files_along(
    opening: Open, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(opening())
    (key,) = add(library)
    ids = add(library, "feed.xml", feed())
    export(library)
    sent = sorted(library.uploads())
    library.close()
    lines = [(f"line {number}", line) for number, line in enumerate(capsys.readouterr().out.splitlines(), 1)]
    moved = Library.open(f"sqlite:///{tmp_path}/moved.db")
    for _ in range(2):
        assert moved.load(lines) == 1 + len(ids)
        assert sorted(moved.uploads()) == sent
    blinded(moved, monkeypatch)
    assert moved.read_again() == 1 + len(ids)
    assert len(quoted(moved)) == 1
    for one in (key, *ids):
        moved.remove(one, collection=MINE, by="7")
    assert list(moved.uploads()) == []
    moved.close()


@pytest.mark.parametrize(("data", "told"), [("***", "no base64"), (7, "must be a string")])
def test_a_file_with_a_fault_names_its_place(library: Library, data: object, told: str) -> None:
    row = {"collection": MINE, "name": "a.txt", "when": "2026-05-04T10:00:00Z", "stamp": "1", "data": data}
    with pytest.raises(WrongUse, match=f"line 3, upload: .*{told}"):
        library.load([("line 3", json.dumps({"upload": row}))])


def test_an_index_that_is_rebuilt_keeps_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    add(library)
    sent = list(library.uploads())
    library.close()
    rebuild(tmp_path / "index.db")
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    assert list(library.uploads()) == sent
    blinded(library, monkeypatch)
    assert library.read_again() == 1
    library.close()
