"""When an article settles whose words they are, and when an uncertain reading accuses nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.library import Library
from corpus.results import Query, Remark, Ruling, Verdict
from tests.shelves import swept

ARTICLES = {
    "gas.txt": """Bolivia autoriza el gasoducto

3 de mayo de 2025

El gobierno autorizará el gasoducto, informó el ministro de Comercio, José Luis Lobo.

Lobo viajó con Rodolfo Toro a la frontera, donde ambos firmaron un memorando de entendimiento con las empresas.

La petrolera aceptó el precio, pero el "peaje todavía no está claro cómo se va a pagar", admitió el ministro de Minas \
al señalar que espera más información.
""",
    "futbol.txt": """El Ribera gana

3 de mayo de 2025

"Los resultados nos han ayudado", dijo Paco Flores, quien no comparte la opinión de Víctor Fuente sobre la expulsión.

Flores destacó la actuación de Tamudo, autor de dos tantos, y minimizó el hecho de que el Celso no haya contado con \
ocho jugadores, porque "tienen una plantilla de gran nivel".

El entrenador del Celso, Víctor Fuente, se quejó.
""",
    "medico.txt": """Dos lesionados

3 de mayo de 2025

El médico de la federación, José Sandoval, indicó que Rebosio estará recuperado en dos días.

En el caso de Rivera, que sustituirá al suspendido Nolberto Solano, el especialista dijo que la lesión del jugador \
"por fortuna, no es de mayor consideración, por lo que se recuperará a tiempo".
""",
    "descanso.txt": """El descanso copero

3 de mayo de 2025

Moisés Arteaga cree que el descanso va a ir bien para el equipo, "pues va a ser mejor para afrontar la Liga", pero \
negó que esto sea una ventaja respecto a otros equipos.
""",
    "serie.txt": """Una serie en la parrilla

3 de mayo de 2025

"En primer lugar, todavía no sé si Paral.lel continuará en la parrilla", dijo Josep Puig.
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with swept(tmp_path_factory.mktemp("settled"), ARTICLES) as library:
        yield library


def verdict(library: Library, text: str) -> Verdict:
    return library.verify(Query(text))


def test_an_office_of_something_else_is_not_the_one_who_was_read(library: Library) -> None:
    """The minister of mines is not the minister of trade: who of the article he is stays open."""
    found = verdict(library, "«peaje todavía no está claro cómo se va a pagar», aseguró Rodolfo Toro.")
    assert found.ruling is Ruling.EXACT and found.possibly


def test_marked_words_within_an_account_are_its_speakers(library: Library) -> None:
    found = verdict(library, "«tienen una plantilla de gran nivel», dijo Flores.")
    assert found.ruling is Ruling.EXACT and found.hits[0].record.speaker == "Paco Flores"


def test_an_account_that_names_its_speaker_settles_whose_marked_words_are(library: Library) -> None:
    found = verdict(library, "«tienen una plantilla de gran nivel», dijo el entrenador Fuente.")
    assert found.ruling is Ruling.MISATTRIBUTED


def test_who_is_named_in_a_relative_clause_is_not_speaking(library: Library) -> None:
    found = verdict(library, "«por fortuna, no es de mayor consideración», afirmó José Sandoval")
    assert found.ruling is Ruling.EXACT and found.same is not False


def test_what_is_denied_behind_the_words_is_told_behind_the_denial(library: Library) -> None:
    found = verdict(library, "«pues va a ser mejor para afrontar la Liga», dijo Arteaga")
    assert found.ruling is Ruling.EXACT and found.same


def test_a_dot_within_a_word_ends_no_sentence(library: Library) -> None:
    found = verdict(library, "«En primer lugar, todavía no sé si […] continuará en la parrilla»")
    assert (found.ruling, found.remark) == (Ruling.EXACT, Remark.CUTS)


@pytest.mark.parametrize("beside", ["– Caballero-Chef Puig", "- Josep Puig, the co-author of the show"])
def test_a_hyphen_in_a_name_or_office_is_no_dash(library: Library, beside: str) -> None:
    found = verdict(library, f"todavía no sé si Paral.lel continuará en la parrilla {beside}")
    assert found.ruling is Ruling.EXACT and found.same


def test_spaces_before_a_text_cost_nothing(library: Library) -> None:
    assert verdict(library, " " * 6_000 + "nada: de esto se ha dicho aquí").ruling is Ruling.NOT_FOUND
