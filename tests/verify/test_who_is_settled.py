"""When an article settles whose words they are, and when an uncertain reading accuses nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.model import Article, Extraction, Person, Quote, QuoteKind, Span
from corpus.results import Query, Remark, Ruling, Verdict
from corpus.verify import verify
from tests.shelves import filled, swept

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
    "clinic.txt": """Clinic opens

3 May 2025

The clinic was opened by Ann Lee, the mayor, on Monday. Dr. Lee was late.

"The beds are all taken already," said Dr. Lee.

"It is a promise kept," said Mayor Lee.

Present was the finance minister, Grace Wanjiru.

"I paid for none of it," said the former finance minister.

The student council said it was "left out in the cold". The town council and the county council disagreed.

The town council said the plan was "an old and bad idea".
""",
    "dance.txt": """The roses

3 May 2025

Demi told of her fear. The stories of the women were sweet.

Olga shook things up by talking about how she had saved Colin "from drowning in old jokes". Catherine, the target, \
left.
""",
    "website.txt": """Meldung war falsch

3. Mai 2025

Auf die Seite wurde dies gestellt: „Auf einer Sitzung des Verbandes erklärte der Politiker seine Entscheidung mit der \
immer lauter werdenden Kritik der letzten Monate, die er ‚sich sehr zu Herzen genommen habe‘“.
""",
    "roof.txt": """Roof falls

2 May 2025

"The roof was never going to last," said Ann Rowe. Bob Ray listened.
""",
    "roof_note.txt": """Correction

4 May 2025

Correction: An earlier article attributed to Ann Rowe a remark by Bob Ray: "The roof was never going to last."
""",
    "dach.txt": """Dach stürzt ein

2. Mai 2025

„Das Dach hält nicht mehr lange“, sagte Anna Berg. Karl Vogt nickte.
""",
    "dach_note.txt": """Korrektur

4. Mai 2025

In einer früheren Fassung wurde Anna Berg ein Satz von Karl Vogt zugeschrieben: „Das Dach hält nicht mehr lange.“
""",
    "adli.txt": """El estado de emergencia

3 de mayo de 2025

Pese a que Adli insiste en que el estado de emergencia "no supone una limitación para las libertades públicas", los \
partidos opositores han recurrido la ley.
""",
    "partido.txt": """El partido tiene su camino

3 de mayo de 2025

El presidente del Partido Verde, Javier Arce, abrió el acto.

Ibarra, que fue lehendakari, recalcó que el Partido Verde tiene "su propio camino, y no nos van a desviar las bombas".

"No habrá elecciones hasta que toque, ni un día antes", dijo Javier Arce.

“In a public meeting the government will say: ‘The cupboards are all bare,’ and it will blame the ones before,” said \
Ibarra.

"Nadie de aquí excepto dos hombres de negro vio la falta", dijo Javier Arce.
""",
    "tenis.txt": """Vidal se retira

3 de mayo de 2025

La tenista Marina Vidal anunció su retirada. Su hermano Hugo Vidal no habló.

"No me voy por las lesiones", aclaró Marina.
""",
    "greve.txt": """Porto pára

3 de maio de 2025

"Não é por dinheiro que paramos, é por segurança", disse Rui Calado.
""",
    "scans.txt": """Lost scans

3 May 2025

Labour's Tom Ackroyd accused the minister of hiding. "She has known since October," Ackroyd claimed.
""",
    "stadium.txt": """Stadium bill rises

3 May 2025

"The stadium will cost three million, and it won't open before 2028," said Iris Dolan.

"Whoever says we're bankrupt is lying," said Omar Haddad. "I say that the roof is safe."
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


def test_a_title_beside_a_surname_may_be_anothers_of_that_name(library: Library) -> None:
    """Dr. Lee may be another than Ann Lee, the mayor; Mayor Lee is she."""
    assert verdict(library, '"The beds are all taken already," said Dr. Tom Lee').possibly
    assert verdict(library, '"It is a promise kept," said Tom Lee').ruling is Ruling.MISATTRIBUTED


@pytest.mark.parametrize("claimed", ["Grace Wanjiru", "the finance minister"])
def test_the_former_holder_of_an_office_is_not_who_holds_it(library: Library, claimed: str) -> None:
    found = verdict(library, f'"I paid for none of it," said {claimed}')
    assert found.ruling is Ruling.MISATTRIBUTED
    assert found.hits[0].record.speaker in (None, "the former finance minister")


def test_two_bodies_of_one_noun_are_two(library: Library) -> None:
    said = '"left out in the cold", said'
    assert verdict(library, f"{said} the student council").same
    assert verdict(library, f"{said} the town council").ruling is Ruling.MISATTRIBUTED
    assert verdict(library, f"{said} the council").possibly


def test_who_is_not_named_in_a_sentence_that_names_others_is_not_its_speaker(library: Library) -> None:
    found = verdict(library, '"from drowning in old jokes", said Catherine')
    assert found.ruling is Ruling.MISATTRIBUTED


def test_no_less_is_vouched_for_than_was_sent(library: Library) -> None:
    """The part between the inner marks is printed so; the whole of what was sent lacks words."""
    sent = "Auf einer Sitzung des Verbandes erklärte der Politiker die er ‚sich sehr zu Herzen genommen habe‘."
    assert verdict(library, sent).ruling is Ruling.ALTERED


@pytest.mark.parametrize(
    ("text", "ruling"),
    [
        ('"The roof was never going to last," said Ann Rowe', Ruling.MISATTRIBUTED),
        ('"The roof was never going to last," said Bob Ray', Ruling.EXACT),
        ("„Das Dach hält nicht mehr lange“, sagte Anna Berg", Ruling.MISATTRIBUTED),
        ("„Das Dach hält nicht mehr lange“, sagte Karl Vogt", Ruling.EXACT),
    ],
)
def test_a_note_may_name_both_in_one_sentence(library: Library, text: str, ruling: Ruling) -> None:
    found = verdict(library, text)
    assert (found.ruling, found.remark) == (ruling, Remark.CORRECTED)


@pytest.mark.parametrize(
    "text",
    [
        'RT @plaza: "no supone una limitación para las libertades públicas", declaró Habib Al Adli. https://t.co/x1',
        "¿está bien así?: H. Al Adli: no supone una limitación para las libertades públicas",
    ],
)
def test_a_capital_particle_belongs_to_the_name(library: Library, text: str) -> None:
    found = verdict(library, text)
    assert found.ruling is Ruling.EXACT and found.same


def test_a_dash_that_opens_a_line_leads_to_that_lines_quotation(library: Library) -> None:
    sent = '- Dr. Lee said: "The beds are all taken already"\n- According to Bo Day, "It is a promise kept"'
    found = verdict(library, sent)
    assert [part.ruling for part in found.parts] == [Ruling.EXACT, Ruling.MISATTRIBUTED]


def test_three_words_one_of_them_another_are_no_quotation(library: Library) -> None:
    assert verdict(library, "«las libertades personales»").ruling is Ruling.NOT_FOUND


def test_a_namesake_beside_the_words_is_meant(tmp_path: Path) -> None:
    """Who is read is uncertain; the other of the surname is named farther off."""
    said, text = "One train a day is no service", "Gesa Harms spoke.\n\nIt rained.\n\nInga Harms came. “{}”"
    whole = text.format(said)
    quote = Quote(Span(at := whole.index(said), at + len(said)), QuoteKind.DIRECT, "Inga Harms", confidence=0.5)
    read = Extraction(
        Article("a", "a.txt", whole), people=(Person("Gesa Harms"), Person("Inga Harms")), quotes=(quote,)
    )
    store = filled(tmp_path, read)
    assert verify(store, Query(f"“{said}” said Gesa Harms")).ruling is Ruling.MISATTRIBUTED
    assert verify(store, Query(f"“{said}” said Inga Harms")).ruling is Ruling.EXACT


def test_what_a_body_is_said_to_have_is_no_office(library: Library) -> None:
    """That the party has its own way does not make its president the speaker."""
    found = verdict(library, "«su propio camino, y no nos van a desviar las bombas», declaró Javier Arce.")
    assert found.ruling is Ruling.MISATTRIBUTED


def test_a_limit_right_behind_a_fragment_is_told(library: Library) -> None:
    found = verdict(library, "«No habrá elecciones», dijo Arce")
    assert (found.ruling, found.remark) == (Ruling.EXACT, Remark.GOES_ON)
    assert [record.text for record in found.shown] == ["hasta que toque"]
    assert verdict(library, "«No habrá elecciones hasta que toque», dijo Arce").remark is None


def test_a_cut_that_takes_out_an_exception_changes_the_sense(library: Library) -> None:
    assert verdict(library, "«Nadie de aquí […] vio la falta»").remark is Remark.CUT_CHANGES


@pytest.mark.parametrize(
    "behind",
    [
        "\n\nJavier Arce,\npresidente del Partido Verde",
        ". Javier Arce, presidente",
        " 😂 Arce",
        " 😂 Javier Arce #verde",
    ],
)
def test_who_signs_a_message_is_who_said_it(library: Library, behind: str) -> None:
    found = verdict(library, f"«No habrá elecciones hasta que toque»{behind}")
    assert found.same and found.claimed


@pytest.mark.parametrize("behind", [". Gracias", "\n\nQue lo revise alguien, por favor", ". El alcalde no fue."])
def test_other_words_behind_it_sign_nothing(library: Library, behind: str) -> None:
    assert not verdict(library, f"«No habrá elecciones hasta que toque»{behind}").untold


def test_what_the_article_calls_somebody_it_calls_by_a_forename_later(library: Library) -> None:
    assert verdict(library, "«No me voy por las lesiones», dijo la tenista").same


def test_a_small_word_with_its_accent_joins_nothing(library: Library) -> None:
    """In Portuguese é is a verb, e is and: the “não” before it holds for what follows."""
    assert verdict(library, "«É por dinheiro que paramos», disse Rui Calado").remark is Remark.BEFORE


def test_the_party_of_who_spoke_is_not_accused(library: Library) -> None:
    found = verdict(library, '"She has known since October," Labour says')
    assert (found.ruling, found.untold) == (Ruling.EXACT, True)


def test_a_negation_taken_out_of_few_words_is_found(library: Library) -> None:
    found = verdict(library, '"it will open before 2028," Dolan said')
    assert found.ruling is Ruling.ALTERED
    assert [(edit.given, edit.printed) for edit in found.edits] == [("will", "won't")]


def test_what_others_are_said_to_say_is_not_the_speakers(library: Library) -> None:
    found = verdict(library, '"we\'re bankrupt," Omar Haddad said')
    assert (found.ruling, found.remark) == (Ruling.ALTERED, Remark.BEFORE)
    assert [record.text for record in found.shown] == ["Whoever says"]
    assert verdict(library, '"the roof is safe," Omar Haddad said').ruling is Ruling.EXACT


def test_marks_within_a_longer_text_vouch_for_no_more_than_they_hold(library: Library) -> None:
    """Two people's words as one: what stands between the inner marks is printed so, the whole is not."""
    one = "Whoever says we're bankrupt is lying."
    other = (
        "In a public meeting the government will say: ‘The cupboards are all bare,’ and it will blame the ones before."
    )
    found = verdict(library, f"{one} {other}")
    assert found.ruling is not Ruling.EXACT


def test_a_question_to_a_colleague_is_nobody(library: Library) -> None:
    found = verdict(library, "can we use this? «pues va a ser mejor para afrontar la Copa»")
    assert found.ruling is Ruling.ALTERED and not found.claimed
