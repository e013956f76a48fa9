"""Who is asked for by a compound is called by its first part too: a minister of finance is no "Verkehrsminister"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.extract import extract
from corpus.index import Store
from corpus.model import Article
from corpus.results import Query
from corpus.search import office_holders

TEXTS = {
    "de": "Bundesverkehrsminister Jan Moe kam nach Holm.\nHafenchefin Ida Berg räumte Fehler ein.\n",
    "en": "Kenya's finance minister, Petra Lund, scrapped the levy.\nHolm Steel chief executive Carl Roe agreed.\n",
    "es": "La ministra de Economía, Ana Gil, negó un recorte.\n",
}


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("verkehrsminister", "Jan Moe"),
        ("hafenchef", "Ida Berg"),
        ("finanzminister", "Petra Lund"),
        ("wirtschaftsminister", "Ana Gil"),
        ("innenminister", None),
    ],
)
def test_the_first_part_of_a_compound_holds(opening: Callable[[], Store], asked: str, name: str | None) -> None:
    store = opening()
    store.put([extract(Article(code, f"{code}.txt", text, code)) for code, text in TEXTS.items()])
    found = office_holders.holders(store, [asked], Query("").collections)
    store.close()
    assert [one.name for one in found] == ([name] if name else [])
