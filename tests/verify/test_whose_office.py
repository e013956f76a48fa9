"""An office that is held no more or only shared in a word, and people whom a description or a note leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.results import Query, Ruling, Verdict
from tests.shelves import swept

ARTICLES = {
    "levy.txt": """Norway's new harbour minister ends the levy

May 3, 2025

Norway's new harbour minister, Greta Sund, ended the levy of her predecessor, Jonas Moe, on Monday.

Moe, who was dismissed on Thursday, defended it. "It paid for forty new piers," the former harbour minister said.
""",
    "abgabe.txt": """Hafenministerin streicht Abgabe

3. Mai 2025

Hafenminister Georg Sund strich am Montag die Abgabe, die Jonas Moor eingeführt hatte.

Moor, der am Donnerstag entlassen wurde, verteidigte sie. „Davon wurden vierzig neue Stege gebaut“, sagte der ehemalige
Hafenminister.
""",
    "tasa.txt": """La ministra suprime la tasa

3 de mayo de 2025

La ministra de Puertos, Greta Sanz, suprimió el lunes la tasa de Juana Mora.

Mora, destituida el jueves, la defendió. «Con ella se pagaron cuarenta muelles», dijo la antigua ministra de Puertos.
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with swept(tmp_path_factory.mktemp("offices"), ARTICLES) as library:
        yield library


def ruled(library: Library, text: str) -> Verdict:
    return library.verify(Query(text))


@pytest.mark.parametrize(
    "text",
    [
        '"It paid for forty new piers" said Greta Sund',
        "„Davon wurden vierzig neue Stege gebaut“, sagte Georg Sund",
        "«Con ella se pagaron cuarenta muelles», dijo Greta Sanz",
    ],
)
def test_the_former_holder_is_not_the_present_one(library: Library, text: str) -> None:
    assert ruled(library, text).same is not True
