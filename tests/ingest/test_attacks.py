"""A folder with one file of every format and one of every attack: each is read or named, and the rest goes on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.index import Shelf, open_store
from corpus.ingest.confined import Bounds
from corpus.ingest.sweep import sweep
from tests.files import attacks, formats

READ = "attributes.html unclosed.html nested.html nested-json.md nested-yaml.md aliases.md quotes.txt".split()
READ += "phrase.txt blanks.txt entity.docx nested.eml deep.rtf".split()  # no harm is in them, for who reads with care


def test_every_file_is_read_or_named_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "seeds"
    folder.mkdir()
    made = formats.formats() | attacks.attacks(megabytes=100, many=10_000)
    for name, data in made.items():
        (folder / name).write_bytes(data)
    named = folder / "a\nb..txt"
    named.write_text("The words.", encoding="utf-8")
    unnamed = os.fsencode(folder) + b"/\xff.txt"
    Path(os.fsdecode(unnamed)).write_text("The words.", encoding="utf-8")
    special = attacks.specials(folder)

    store = open_store(f"sqlite:///{tmp_path / 'corpus.db'}")
    totals = sweep(store, folder, bounds=Bounds(megabytes=1000, seconds=20))

    wanted = {f"seeds/{name}" for name in (*formats.formats(), *READ)}
    found = {row.path.partition("#")[0] for row in store.articles(Shelf(limit=500, earlier=True))}
    assert wanted <= found
    assert len(found - wanted) == 2 and all("\ufffd" in path and "\n" not in path for path in found - wanted)
    failed = {failure.path: failure.reason for failure in totals.failures}
    assert failed.keys() == {f"seeds/{name}" for name in attacks.attacks(megabytes=1)} - wanted
    passed = {failure.path.removeprefix("seeds/"): failure.reason for failure in totals.passed}
    assert passed.keys() == special.keys()
    assert all(special[name] in reason for name, reason in passed.items())
    state = store.state()
    assert {failure.path for failure in state.failures} == failed.keys() | {f"seeds/{name}" for name in special}
    assert not any(
        attacks.SECRET in str(store.article(row.id)) for row in store.articles(Shelf(limit=500, earlier=True))
    )

    more = sweep(store, folder, bounds=Bounds(megabytes=1001, seconds=20))
    assert [failure.path for failure in more.failures] == [failure.path for failure in totals.failures]  # tried again

    again = sweep(store, folder, bounds=Bounds(megabytes=1001, seconds=20))
    assert (again.added, again.changed, again.failed) == (0, 0, totals.failed)
    assert [failure.path for failure in again.failures] == sorted(failed)  # named as well, though not tried again
    assert len(again.passed) == len(totals.passed)
