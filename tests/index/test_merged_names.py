"""A name that is merged into another is merged for people who say nothing, too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from corpus.corrections import Act, Correction
from corpus.model import SEEDS, Hand, Person
from tests.shelves import article, filled


def test_somebody_who_is_only_named_is_renamed(tmp_path: Path) -> None:
    found = replace(article("a", (None, "Bob Ray left the harbour before noon.")), people=(Person("Bob Ray"),))
    store = filled(tmp_path, found)
    store.amend([Correction(Act.MERGE, "Robert Ray", Hand("Mia", "2026-05-06T10:00:00Z"), SEEDS, spelling="Bob Ray")])
    now = store.article("a")
    assert now is not None and [(one.name, one.aliases) for one in now.people] == [("Robert Ray", ("Bob Ray",))]
    store.close()
