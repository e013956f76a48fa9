"""Whether the person a paste names is the one whom the article names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.library import Library
from corpus.results import Query, Ruling, Verdict
from tests.shelves import swept

ARTICLES = {
    "bridge.txt": """Bridge to open in May

March 4, 2025

“The bridge will carry forty tonnes,” said Inge Sollund, an engineer at the Institute of Roads and Rivers in Halden.
Her colleague Gunnar Dahl, an engineer at the Harbour Office in Halden, disagreed. “Nobody has weighed the new trucks
with their trailers,” Dahl said.

The union was not asked. “We learnt of the bridge from the radio,” said the leader of the drivers' union, who had
been waiting outside since the early morning.

Old captains came from the north, among them Odd Berg, Nils Vik (“I crossed that water in an open boat”), and a cook.

The Vang family sold the land. “We asked for nothing but a bench with a view,” Ylva Nord told reporters.

Tove Graf and her brother Lars run the ferry. A bell rang. “It will be quiet here when the last ferry has gone.”

Minutes later Judge Karin Moe stopped the works. Olav Lie had filed the suit in the autumn. “The river is nobody's
property,” the judge said.

“The lamps are off by ten,” Ylva Nord, not Inge Sollund, told the press.
""",
    "puente.txt": """El puente abre en mayo

4 de marzo de 2025

El ministro de Obras, Ignacio Larrea, viajó a Halden con la alcaldesa Rosa Iturbe. «El puente aguantará cien años»,
aseguró el ministro de Obras. Iturbe asintió.

«Nadie ha pesado los camiones nuevos», respondió Humberto de la Vega, presidente de Ferrovías.
""",
    "bruecke.txt": """Brücke wird geöffnet

4. März 2025

Verkehrsministerin Silke Brahms kam nach Halden. „Die Brücke hält hundert Jahre“, sagte Verkehrsministerin Brahms.
Unter den Gästen war Jonas Petersen. Gelobt wurde sie von Ute Klee („Endlich kommt hier jemand über den Fluss“).
""",
}

TONNES = "The bridge will carry forty tonnes"
TRUCKS = "Nobody has weighed the new trucks with their trailers"
RADIO = "We learnt of the bridge from the radio"
BOAT = "I crossed that water in an open boat"
BENCH = "We asked for nothing but a bench with a view"
QUIET = "It will be quiet here when the last ferry has gone"
RIVER = "The river is nobody's property"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with swept(tmp_path_factory.mktemp("speakers"), ARTICLES) as library:
        yield library


def ruled(library: Library, text: str, speaker: str | None = None) -> Verdict:
    return library.verify(Query(text, speaker=speaker))


@pytest.mark.parametrize(
    "text",
    [
        f"“{TONNES},” said an engineer at the Institute of Roads and Rivers in Halden.",
        f"“{TONNES}” — Inge Sollund, an engineer at the Institute of Roads and Rivers in Halden",
        f"{TONNES} — Inge Sollund, an engineer at the Institute of Roads and Rivers in Halden, Norway",
        f"“{RADIO},” said the leader of the drivers' union, who had been waiting outside since the early morning.",
        f"Nils Vik: “{BOAT}”",
        f"“{BENCH},” Nord told reporters.",
        f"“{RIVER},” according to Judge Moe.",
        f"“{RIVER},” said Karin Moe.",
        "«El puente aguantará cien años», según Ignacio Larrea.",
        "«El puente aguantará cien años», aseguró el ministro de Obras.",
        "El presidente de Ferrovías dijo: «Nadie ha pesado los camiones nuevos»",
        "De la Vega: «Nadie ha pesado los camiones nuevos»",
        "„Die Brücke hält hundert Jahre“, so Verkehrsministerin Brahms.",
        "Klee sagte: „Endlich kommt hier jemand über den Fluss“",
    ],
)
def test_who_is_named_as_the_article_names_them_is_the_same(library: Library, text: str) -> None:
    verdict = ruled(library, text)
    assert (verdict.ruling, verdict.edits, verdict.same) == (Ruling.EXACT, (), True)


@pytest.mark.parametrize(
    "text",
    [
        f"“{TONNES},” said an engineer at the Harbour Office in Halden.",
        f"“{TONNES},” said Gunnar Dahl.",
        f"“{TRUCKS},” Graf says.",  # a title in German, and a name of the index
        f"“{TRUCKS},” Ylva Nord said.\n- “{BOAT}” (Nils Vik)",
        f"“{TRUCKS}” (Inge Sollund, an engineer at the Institute of Roads and Rivers)",
        f"“{BOAT},” said Odd Berg.",
        f"Tove Graf: “{RIVER}”",
        f"“{RIVER}” — Olav Lie",
        "Inge Sollund: “The lamps are off by ten”",
        "«El puente aguantará cien años», dijo la alcaldesa Iturbe.",
        "Der Steinmetz Petersen sagte: „Die Brücke hält hundert Jahre“",
        "Petersen: „Endlich kommt hier jemand über den Fluss“",
    ],
)
def test_somebody_else_of_the_article_is_another(library: Library, text: str) -> None:
    verdict = ruled(library, text)
    first = verdict.parts[0] if verdict.parts else verdict
    assert (first.ruling, first.same) == (Ruling.MISATTRIBUTED, False)


@pytest.mark.parametrize("name", ["Tove Graf", "Lars Graf"])
def test_who_is_named_beside_words_of_nobody_is_possibly_the_same(library: Library, name: str) -> None:
    verdict = ruled(library, f"{name}: “{QUIET}”")
    assert (verdict.ruling, verdict.same, verdict.possibly) == (Ruling.EXACT, None, True)


def test_who_is_named_elsewhere_is_not_possibly_the_same(library: Library) -> None:
    verdict = ruled(library, f"Inge Sollund: “{QUIET}”")
    assert (verdict.ruling, verdict.same, verdict.possibly) == (Ruling.MISATTRIBUTED, False, False)


def test_the_name_the_printed_sentence_gives_is_shown(library: Library) -> None:
    record = ruled(library, f"Nils Vik: “{BOAT}”").hits[0].record
    assert record.speaker == "Nils Vik"
