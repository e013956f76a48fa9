"""A newer article that prints the same words otherwise, or corrects them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from corpus.library import Library
from corpus.results import Query, Remark, Ruling, Verdict
from tests.shelves import swept

ARTICLES = {
    "monday.txt": """Pool shut for the winter

March 3, 2025

“The pool will stay shut for two winters because the roof is rotten,” said Ida Falk, who runs the baths. “We told the
council in June and nobody came.”

Arne Holt said: “I have never heard of a rotten roof over there.”

“The sauna opens at nine in the morning on every weekday,” Falk said.

The caretaker nailed three planks across the entrance of the baths.
""",
    "sunday.txt": """Open again

March 9, 2025

The first swimmers stood at the gate before dawn with their towels.
""",
    "wednesday.txt": """Falk: one winter is enough

March 5, 2025

“The pool will stay shut for one winter because the roof is rotten,” Ida Falk told the radio. “We told the council in
June,” she said. “The sauna opens at nine in the morning on every Sunday,” Falk said.
""",
    "note.txt": """Corrections

March 7, 2025

Correction: An earlier version of our report on the baths misquoted Arne Holt. He said: “I have often heard of a rotten
roof over there,” not “I have never heard of a rotten roof over there.”
""",
    "montag.txt": """Bad bleibt zu

3. März 2025

„Das Bad bleibt zwei Winter lang zu, weil das Dach verfault ist“, sagte Bademeisterin Ute Kern.
""",
    "hinweis.txt": """Korrekturen

7. März 2025

Korrektur: Wir haben Ute Kern falsch zitiert. Sie sagte: „Das Bad bleibt einen Winter lang zu, weil das Dach verfault
ist“, nicht „Das Bad bleibt zwei Winter lang zu, weil das Dach verfault ist“.
""",
}

TWO = "The pool will stay shut for two winters because the roof is rotten"
ONE = "The pool will stay shut for one winter because the roof is rotten"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with swept(tmp_path_factory.mktemp("later"), ARTICLES) as library:
        yield library


def ruled(library: Library, text: str) -> Verdict:
    return library.verify(Query(text))


def titles(verdict: Verdict) -> list[str]:
    return [hit.record.title or "" for hit in verdict.hits]


@pytest.mark.parametrize("text", [f"“{TWO}.”", f"Ida Falk: “{TWO}”"])
def test_what_a_newer_article_prints_otherwise_is_shown_with_it(library: Library, text: str) -> None:
    verdict = ruled(library, text)
    assert (verdict.ruling, verdict.remark) == (Ruling.EXACT, Remark.CHANGED)
    assert titles(verdict) == ["Falk: one winter is enough", "Pool shut for the winter"]
    assert verdict.edits == ()


@pytest.mark.parametrize(
    "text",
    [
        ONE,  # the newest has it
        "We told the council in June and nobody came.",  # the newer one only stops earlier
        f"Arne Holt: “{ONE}”",
        "The sauna opens at nine in the morning on every weekday",  # only its end: it may stop there
    ],
)
def test_an_older_or_a_shorter_one_changes_nothing(library: Library, text: str) -> None:
    assert ruled(library, text).remark is not Remark.CHANGED


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I have never heard of a rotten roof over there", "Corrections"),
        ("„Das Bad bleibt zwei Winter lang zu, weil das Dach verfault ist“", "Korrekturen"),
    ],
)
def test_words_that_a_note_corrects_are_not_vouched_for(library: Library, text: str, title: str) -> None:
    verdict = ruled(library, text)
    assert (verdict.ruling, verdict.remark) == (Ruling.ALTERED, Remark.DENIED)
    assert titles(verdict)[0] == title
    assert len(verdict.hits) == 2 and verdict.hits[0].record.speaker is None


def test_the_words_the_note_gives_are_exact(library: Library) -> None:
    verdict = ruled(library, "“I have often heard of a rotten roof over there”")
    assert (verdict.ruling, verdict.remark) == (Ruling.EXACT, None)


@pytest.mark.parametrize(
    ("since", "until", "printed"),
    [
        (date(2025, 3, 3), None, True),
        (date(2025, 3, 4), None, False),
        (None, date(2025, 3, 9), True),
        (None, date(2025, 3, 8), False),
    ],
)
def test_the_reporters_own_sentences_are_looked_at_on_the_days_asked_for(
    library: Library, since: date | None, until: date | None, printed: bool
) -> None:
    text = "The first swimmers stood at the gate before dawn with their towels."
    if since:
        text = "The caretaker nailed three planks across the entrance of the baths."
    verdict = library.verify(Query(f"“{text}”", since=since, until=until))
    assert (verdict.remark is Remark.NOT_QUOTED) is printed
