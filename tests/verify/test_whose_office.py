"""An office that is held no more or only shared in a word, and people whom a description or a note leaves open."""

from __future__ import annotations

from collections.abc import Iterator

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
    "bank.txt": """Bank chief leaves

May 3, 2025

Helena Fjell, the chief executive of the bank, left on Monday. A spokesman for the bank denied that Fjell had been
forced out. "That is complete nonsense," he said.
""",
    "bahn.txt": """Fährchefin räumt Fehler ein

3. Mai 2025

Verkehrsminister Thomas Brink lobte die Fähre. „Jetzt wird endlich gebaut“, sagte Brink.

Fährchefin Sabine Kern räumte Fehler ein. „Wir haben zu viele Stege gesperrt“, erklärte Kern.

Einen Bericht, wonach Kern ihren Rücktritt angeboten habe, dementierte ein Fährsprecher. „Das ist von vorn bis hinten
erfunden“, sagte er.
""",
    "banco.txt": """La directora deja el banco

3 de mayo de 2025

Helena Prado, la directora del banco, se fue el lunes. Un portavoz del banco negó que Prado fuera despedida. «Es un
disparate de principio a fin», dijo él.
""",
    "keys.txt": """Defence minister replaced

May 3, 2025

Defence minister Paul Nygard was replaced on Monday by Ruth Kamp, the former minister of trade.

The palace gave no reason for it.

Kamp promised an audit.

"The accounts were clean when I handed over the keys," her predecessor said.
""",
    "schluessel.txt": """Minister abgelöst

3. Mai 2025

Verteidigungsminister Paul Nygard wurde am Montag von Ruth Kamp abgelöst.

Das Schloss nannte keinen Grund.

Kamp versprach eine Prüfung.

„Die Bücher stimmten bis zum letzten Tag“, sagte ihr Vorgänger.
""",
    "llaves.txt": """Relevo en Defensa

3 de mayo de 2025

El ministro de Defensa, Pablo Nieto, fue relevado el lunes por Rut Campo.

El palacio no dio motivos.

Campo prometió una auditoría.

«Las cuentas estaban limpias cuando entregué las llaves», dijo su antecesor.
""",
    "talks.txt": """Talks go on

May 8, 2025

Dana Fjeld, the mediator, met Peter Jonsson on Monday.

Correction, May 9: An earlier version of this article misattributed a quotation: "That is a fair offer for all of us"
was said by Peter Jonsson, not by Dana Fjeld.
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


@pytest.mark.parametrize(
    "text",
    [
        '"That is complete nonsense," said Helena Fjell',
        "„Das ist von vorn bis hinten erfunden“, sagte Sabine Kern",
        "«Es un disparate de principio a fin», dijo Helena Prado",
    ],
)
def test_who_is_named_beside_a_spokesman_did_not_say_it(library: Library, text: str) -> None:
    assert ruled(library, text).same is not True


@pytest.mark.parametrize(
    "text",
    [
        '"The accounts were clean when I handed over the keys," said Paul Nygard',
        "„Die Bücher stimmten bis zum letzten Tag“, sagte Paul Nygard",
        "«Las cuentas estaban limpias cuando entregué las llaves», dijo Pablo Nieto",
    ],
)
def test_a_description_excludes_nobody_named(library: Library, text: str) -> None:
    verdict = ruled(library, text)
    assert verdict.ruling is Ruling.EXACT
    assert verdict.same is not False


def test_whom_a_correction_denies_is_not_offered(library: Library) -> None:
    denied = ruled(library, '"That is a fair offer for all of us" said Dana Fjeld')
    assert (denied.ruling, denied.same, denied.possibly) == (Ruling.MISATTRIBUTED, False, False)
    assert ruled(library, '"That is a fair offer for all of us" said Peter Jonsson').same is True
