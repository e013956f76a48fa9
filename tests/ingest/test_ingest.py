"""A sweep of a folder: only what changed is read again, one bad file harms nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus import readers
from corpus.errors import UnreadableFile, WrongUse
from corpus.index import Shelf, Store, open_store
from corpus.ingest import sweep

ONE = "The mayor, Ann Lee, spoke on Monday.\n“We will not yield,” she said.\n"
TWO = "The bridge will cost 12 million euros, the council said on Tuesday.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "one.txt").write_text(ONE, encoding="utf-8")
    (seeds / "two.md").write_text(TWO, encoding="utf-8")
    return seeds


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path / 'corpus.db'}")


def counts(totals: object) -> tuple[int, ...]:
    return tuple(getattr(totals, name) for name in ("added", "changed", "unchanged", "gone", "failed"))


def test_a_second_sweep_reads_nothing_again(folder: Path, store: Store) -> None:
    assert counts(sweep.sweep(store, folder)) == (2, 0, 0, 0, 0)
    assert counts(sweep.sweep(store, folder)) == (0, 0, 2, 0, 0)
    assert {row.path for row in store.articles(Shelf())} == {"seeds/one.txt", "seeds/two.md"}


def test_a_touched_file_with_the_same_content_is_unchanged(folder: Path, store: Store) -> None:
    sweep.sweep(store, folder)
    os.utime(folder / "one.txt", (1, 1))
    assert counts(sweep.sweep(store, folder)) == (0, 0, 2, 0, 0)


def test_a_changed_file_takes_the_place_of_its_old_self(folder: Path, store: Store) -> None:
    sweep.sweep(store, folder)
    before = {row.path: row.id for row in store.articles(Shelf())}
    (folder / "one.txt").write_text(ONE + "“It is late,” Ann Lee said.\n", encoding="utf-8")
    assert counts(sweep.sweep(store, folder)) == (0, 1, 1, 0, 0)
    after = {row.path: row.id for row in store.articles(Shelf())}
    assert before == after
    found = store.article(after["seeds/one.txt"])
    assert found is not None
    assert "It is late" in found.article.text


def test_a_file_that_is_gone_leaves_the_index(folder: Path, store: Store) -> None:
    sweep.sweep(store, folder)
    (folder / "two.md").unlink()
    assert counts(sweep.sweep(store, folder)) == (0, 0, 1, 1, 0)
    assert [row.path for row in store.articles(Shelf())] == ["seeds/one.txt"]
    assert store.state().articles == 1


def test_one_bad_file_harms_nothing_else_and_is_tried_again(folder: Path, store: Store) -> None:
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 50)
    totals = sweep.sweep(store, folder)
    assert counts(totals) == (2, 0, 0, 0, 1)
    assert "seeds/bad.txt" in totals.failures[0].reason
    assert [failure.path for failure in store.state().failures] == ["seeds/bad.txt"]
    (folder / "bad.txt").write_text("All is well now.\n", encoding="utf-8")
    assert counts(sweep.sweep(store, folder)) == (1, 0, 2, 0, 0)
    assert store.state().failures == ()


def test_a_bad_file_that_is_removed_is_forgotten(folder: Path, store: Store) -> None:
    (folder / "bad.txt").write_bytes(b"\0\1\2" * 500)
    sweep.sweep(store, folder)
    (folder / "bad.txt").unlink()
    sweep.sweep(store, folder)
    assert store.state().failures == ()


def test_a_file_that_went_bad_keeps_its_last_good_version(folder: Path, store: Store) -> None:
    sweep.sweep(store, folder)
    (folder / "one.txt").write_bytes(b"\0\1\2" * 500)
    assert sweep.sweep(store, folder).failed == 1
    assert "seeds/one.txt" in {row.path for row in store.articles(Shelf())}
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    sweep.sweep(store, folder)
    assert store.state().failures == ()


def test_hidden_and_foreign_files_are_no_articles(folder: Path, store: Store) -> None:
    (folder / ".draft.txt").write_text("secret", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "note.txt").write_text("x", encoding="utf-8")
    (folder / "table.xyz").write_text("1,2", encoding="utf-8")
    assert counts(sweep.sweep(store, folder)) == (2, 0, 0, 0, 0)


def test_files_and_folders_can_be_taken_together(folder: Path, store: Store) -> None:
    assert counts(sweep.take(store, [folder / "one.txt"])) == (1, 0, 0, 0, 0)
    assert counts(sweep.take(store, [folder / "one.txt", folder])) == (1, 0, 1, 0, 0)


def test_two_collections_do_not_see_each_other(folder: Path, store: Store) -> None:
    sweep.sweep(store, folder)
    sweep.sweep(store, folder, collection="guild-1")
    assert store.state(("guild-1",)).articles == 2
    (folder / "two.md").unlink()
    sweep.sweep(store, folder, collection="guild-1")
    assert store.state(("guild-1",)).articles == 1
    assert store.state(("seeds",)).articles == 2


def test_a_missing_folder_is_told_with_its_remedy(tmp_path: Path, store: Store) -> None:
    with pytest.raises(WrongUse, match="no folder"):
        sweep.sweep(store, tmp_path / "nowhere")


def test_progress_counts_every_file(folder: Path, store: Store) -> None:
    seen: list[tuple[int, int]] = []
    sweep.sweep(store, folder, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 2), (2, 2)]


def test_a_large_folder_is_read_by_several_processes_to_the_same_end(folder: Path, store: Store) -> None:
    for number in range(6 * sweep.STEPS.claim):
        text = f"“The bridge number {number} must be closed,” said Ann Lee.\n"
        (folder / f"{number}.txt").write_text("" if number == 7 else text, encoding="utf-8")
    seen: list[int] = []
    done = sweep.sweep(store, folder, progress=lambda number, _: seen.append(number))
    count = 6 * sweep.STEPS.claim + 2
    assert counts(done) == (count - 1, 0, 0, 0, 1)
    assert [failure.path for failure in done.failures] == ["seeds/7.txt"]
    assert seen == list(range(1, count + 1))
    assert store.state().articles == count - 1 == len(store.state().files) - 1  # what failed is not tried again
    assert counts(sweep.sweep(store, folder)) == (0, 0, count - 1, 0, 1)


def test_a_file_put_back_as_it_was_is_no_failure_any_more(folder: Path, store: Store) -> None:
    """To the second: a copy that keeps its date looks like the file that is on record."""
    sweep.sweep(store, folder)
    file, before = folder / "one.txt", (folder / "one.txt").stat()
    file.write_bytes(b"\0\1\2" * 500)
    assert sweep.sweep(store, folder).failed == 1
    file.write_text(ONE, encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert counts(sweep.sweep(store, folder))[3:] == (0, 0)
    assert store.state().failures == ()
    assert "seeds/one.txt" in {row.path for row in store.articles(Shelf())}


@pytest.mark.parametrize(("cause", "after"), [(OSError("denied"), (2, 0, 0, 0, 0)), (None, (0, 0, 0, 0, 2))])
def test_an_unchanged_file_that_failed_is_tried_again_only_where_the_file_is_not_to_blame(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch, cause: OSError | None, after: tuple[int, ...]
) -> None:
    def refused(path: Path, shown: str) -> tuple[bytes, str]:
        raise UnreadableFile(shown, "permission denied", "check that this account may read the file") from cause

    monkeypatch.setattr(readers, "_bytes", refused)
    assert counts(sweep.sweep(store, folder)) == (0, 0, 0, 0, 2)
    monkeypatch.undo()
    assert counts(sweep.sweep(store, folder)) == after
