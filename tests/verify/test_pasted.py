"""Quotations as people paste them: with their speaker, in a post, cut, joined, two at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.library import Library
from corpus.results import Query, Remark, Ruling, Verdict

ARTICLES = {
    "quarry.txt": """Quarry will stay shut, mayor says

March 4, 2025

“The quarry stays shut until the dust is measured,” Mayor Olga Brandt told the council on Monday. “I will not trade
lungs for jobs.”

Peter Brandt, who runs the quarry, was not amused. “We have measured dust since 1998, and nobody asked to see
the figures,” he said.

“I do not believe that the mayor has read a single report,” said Tilda Moss, a geologist at the University of
Harrowgate. “She counts trucks, she counts windows, but she does not count people.”

Moss said the hill would be planted with birches within three years.

Olga Brandt never said “close the whole valley,” her office said on Tuesday.
""",
    "cantera.txt": """La cantera sigue cerrada

4 de marzo de 2025

«La cantera no abrirá hasta que se mida el polvo», dijo el alcalde Rubén Osorio. «Nadie va a cambiar pulmones por
empleos».

«Llevamos veinte años midiendo y nadie pidió los datos», respondió la gerente Nuria Peláez.
""",
    "steinbruch.txt": """Steinbruch bleibt zu

4. März 2025

„Der Steinbruch bleibt geschlossen, bis der Staub gemessen ist“, sagte Bürgermeister Jürgen Höller. „Wir zählen
Lastwagen, keine Ausreden.“

„Seit zwanzig Jahren messen wir, und niemand wollte die Zahlen sehen“, erklärte die Geologin Anke Wittmer.
""",
    "pedreira.txt": """Pedreira continua fechada

4 de março de 2025

“A pedreira não abre enquanto o pó não for medido”, disse a prefeita Lúcia Antunes. “Ninguém aqui troca pulmões por
empregos.”
""",
    "carriere.txt": """La carrière reste fermée

4 mars 2025

« La carrière restera fermée tant que la poussière ne sera pas mesurée », a déclaré la maire Odile Garnier.
""",
}

DUST = "The quarry stays shut until the dust is measured"
TRADE = "I will not trade lungs for jobs"
FIGURES = "We have measured dust since 1998, and nobody asked to see the figures"


def _lines(text: str) -> str:
    """One paragraph a line."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("pasted")
    for name, text in ARTICLES.items():
        (folder / "seeds").mkdir(exist_ok=True)
        (folder / "seeds" / name).write_text(_lines(text), encoding="utf-8")
    library = Library.open(f"sqlite:///{folder}/index.db")
    library.sweep(folder / "seeds")
    yield library
    library.close()


def ruled(library: Library, text: str, speaker: str | None = None) -> Verdict:
    return library.verify(Query(text, speaker=speaker))


@pytest.mark.parametrize(
    "text",
    [
        f"“{DUST},” said Mayor Olga Brandt.",
        f"Mayor Brandt: “{DUST}”",
        f"Olga Brandt told the council: '{DUST}'",
        f"According to O. Brandt, “{DUST}”",
        f"“{DUST}” - Olga Brandt",
        f"{DUST} (Olga Brandt)",
        f"Olga Brandt: {DUST}.",
        f"“{DUST}”\n— Brandt",
        f"did olga brandt really say “{DUST}”?",
        f"the mayor said “{DUST}”",
        f"can we use this? “{DUST}”, according to Olga Brandt",
        f"RT @valleywatch: mayor Olga Brandt says “{DUST}” 😡😡 #dust https://example.org/x",
        f"found this on my feed: {DUST} 👀 ok to print?",
        "“The quarry stays shut,” said Olga Brandt, “until the dust is measured.”",
        "THE QUARRY STAYS SHUT UNTIL THE DUST IS MEASURED",
    ],
)
def test_what_stands_beside_a_quotation_is_no_part_of_it(library: Library, text: str) -> None:
    verdict = ruled(library, text)
    assert (verdict.ruling, verdict.edits, verdict.remark) == (Ruling.EXACT, (), None)
    assert verdict.hits[0].record.speaker == "Olga Brandt"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Rubén Osorio: «La cantera no abrirá hasta que se mida el polvo»", "Rubén Osorio"),
        ("«La cantera no abrira hasta que se mida el polvo», afirmó el alcalde.", "Rubén Osorio"),
        ("¿podemos usar esto? «Nadie va a cambiar pulmones por empleos», según Osorio", "Rubén Osorio"),
        ('"Der Steinbruch bleibt geschlossen, bis der Staub gemessen ist", so Höller.', "Jürgen Höller"),
        ("Wie Bürgermeister Höller sagte: »Wir zaehlen Lastwagen, keine Ausreden.«", "Jürgen Höller"),
        ("“Ninguém aqui troca pulmões por empregos”, afirmou Lúcia Antunes.", "Lúcia Antunes"),
        (
            "Selon Odile Garnier, « La carrière restera fermée tant que la poussière ne sera pas mesurée »",
            "Odile Garnier",
        ),
    ],
)
def test_five_languages_are_read_alike(library: Library, text: str, speaker: str) -> None:
    verdict = ruled(library, text)
    assert (verdict.ruling, verdict.edits) == (Ruling.EXACT, ())
    assert verdict.hits[0].record.speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        f"Tilda Moss: “{DUST}”",
        f"“{DUST},” Peter Brandt said.",
        f"{DUST} — Tilda Moss",
        f"the geologist said “{DUST}”",
        f"“{DUST},” said Gordon Flint, a spokesman.",
        f"Mayor Brandt: “{FIGURES}”",
    ],
)
def test_words_of_somebody_else_are_not_vouched_for(library: Library, text: str) -> None:
    assert ruled(library, text).ruling == Ruling.MISATTRIBUTED


def test_both_halves_around_he_said_are_one_quotation(library: Library) -> None:
    verdict = ruled(library, f"“{DUST}. {TRADE}.”")
    assert (verdict.ruling, verdict.edits) == (Ruling.EXACT, ())
    assert [hit.record.text.strip(",.") for hit in verdict.hits[:2]] == [DUST, TRADE]


def test_a_marked_cut_is_exact_and_shows_what_is_gone(library: Library) -> None:
    verdict = ruled(library, "“She counts trucks … but she does not count people”")
    assert (verdict.ruling, verdict.remark) == (Ruling.EXACT, Remark.CUTS)
    assert [record.text for record in verdict.shown] == ["she counts windows"]


@pytest.mark.parametrize("text", ["“I will … trade lungs for jobs”", "she does [...] count people"])
def test_a_cut_that_takes_out_not_changes_it(library: Library, text: str) -> None:
    verdict = ruled(library, text)
    assert (verdict.ruling, verdict.remark) == (Ruling.ALTERED, Remark.CUT_CHANGES)
    assert verdict.shown[0].text == "not"


def test_an_unmarked_cut_is_an_alteration(library: Library) -> None:
    verdict = ruled(library, "“She counts trucks, but she does not count people”")
    assert verdict.ruling == Ruling.ALTERED
    assert [(edit.given, edit.printed) for edit in verdict.edits] == [("", "she counts windows")]


def test_words_in_brackets_were_put_in(library: Library) -> None:
    assert ruled(library, "“[S]he counts windows”").ruling == Ruling.EXACT
    verdict = ruled(library, "“[The mayor] counts trucks, she counts windows, but [Olga] does not count people”")
    assert (verdict.ruling, verdict.remark) == (Ruling.EXACT, Remark.CUTS)
    assert ruled(library, "“The quarry [never] stays shut until the dust is measured”").ruling == Ruling.ALTERED


def test_a_fragment_whose_beginning_turns_it_says_what_stands_before(library: Library) -> None:
    verdict = ruled(library, "the mayor has read a single report")
    assert (verdict.ruling, verdict.remark) == (Ruling.ALTERED, Remark.BEFORE)
    assert verdict.shown[0].text.startswith("I do not believe")


def test_two_quotations_made_into_one_are_joined(library: Library) -> None:
    verdict = ruled(library, f"“{TRADE}. {FIGURES}.”")
    assert (verdict.ruling, verdict.remark) == (Ruling.ALTERED, Remark.JOINED)
    assert {hit.record.speaker for hit in verdict.hits} == {"Olga Brandt", "Peter Brandt"}


def test_the_reporters_account_is_no_quotation(library: Library) -> None:
    verdict = ruled(library, "Moss: “the hill would be planted with birches within three years”")
    assert (verdict.ruling, verdict.remark) == (Ruling.ALTERED, Remark.NOT_QUOTED)


def test_words_that_were_never_said_are_nobodys(library: Library) -> None:
    verdict = ruled(library, "Olga Brandt: “close the whole valley”")
    assert verdict.ruling is not Ruling.EXACT
    assert verdict.hits[0].record.speaker is None


def test_each_quotation_of_a_message_is_judged(library: Library) -> None:
    text = f"“{DUST},” said Olga Brandt. Peter Brandt said: “We have measured dust since 2008, and nobody asked.”"
    verdict = ruled(library, text)
    assert [part.ruling for part in verdict.parts] == [Ruling.EXACT, Ruling.ALTERED]
    assert verdict.ruling == Ruling.ALTERED
    assert next(text[part.span.start : part.span.end].strip(",.") for part in verdict.parts) == DUST


@pytest.mark.parametrize(
    "text",
    [
        f"We lost. {DUST}.",
        f"I did not say that {DUST.lower()}",
        f"{DUST} and the mine is sold",
        f"{DUST}. The mine will be sold to the highest bidder.",
        f"{DUST}. Do we want to live in a cloud?",
        FIGURES.replace("We have", "We have not"),
        "La cantera sí abrirá hasta que se mida el polvo",
    ],
)
def test_nothing_longer_than_what_was_compared_is_exact(library: Library, text: str) -> None:
    assert ruled(library, text).ruling == Ruling.ALTERED


def test_nothing_far_off_is_offered_as_near(library: Library) -> None:
    verdict = ruled(library, "“A laboratory on the moon will open in the spring of next year”")
    assert (verdict.ruling, verdict.nearest) == (Ruling.NOT_FOUND, ())
