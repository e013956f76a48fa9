"""What must never be vouched for: denied, corrected, joined and turned round; another of the same surname."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.cli import draft_check
from corpus.library import Library
from corpus.model import Article
from corpus.report import page
from corpus.results import Query, Remark, Ruling, Verdict
from tests.shelves import article, filled, swept

ARTICLES = {
    "ferry.md": """---
title: Ferry line cut by half
date: 2026-09-02
---
"We can't keep running empty boats across the sound," said Miriam Tolland, the county's transport chief. "But nobody on
the island will be left without a doctor."

Her brother-in-law, Derek Tolland, was in the gallery. "They have never asked the people who ride it," he said.

Howard Pike denied having said that the island was "a luxury the county cannot afford".

“I was wrong in April,” Pike said. “I would be surprised if there was money left.”

"Not a penny has arrived yet — not because we refuse to pay, but because nobody sent a bill," said Miriam Tolland.

The line carried 41,300 passengers last year, according to the council.

The ferry workers' union said the council "has chosen the cheapest way to be cruel".

The mayor, Helen Ashby, did not attend. In a post on Thursday she wrote: "Every ferry that does not sail is a promise."

"The county has promised £1.8 million," said Joan Pike.
""",
    "strike.md": """---
title: Strike called off
date: 2026-09-11
---
Paul Nurse was on the pier.

"The late boat costs 73,000 pounds a year," said Miriam Tolland. "It is money well spent if it brings peace."

Correction: An earlier article quoted Miriam Tolland as saying "nobody on the island will be left without a doctor". \
She said "nobody on the island will be left without a visit from a doctor".
""",
    "muelle.md": """---
title: El muelle espera
date: 2026-09-03
---
La alcaldesa Inés Carballo negó haber dicho que los pescadores fueran «un lastre para el turismo».

"El rompeolas no puede esperar otro invierno", advirtió Marta Quiroga, directora del puerto.

“Que lo paguen los que lo pidieron entonces”, ironizó Quiroga.
""",
    "fe.md": """---
title: Fe de errores
date: 2026-09-12
---

Fe de errores: en la edición del día 3 atribuimos a Marta Quiroga la frase «El rompeolas no puede esperar otro \
invierno». La pronunció en realidad Julián Quiroga.
""",
    "erratas.md": """---
title: Fe de erratas
date: 2026-09-13
---

En la nota "El muelle espera" del 3 de septiembre se atribuyó a Marta Quiroga la frase “Que lo paguen los que lo \
pidieron entonces”. La frase es del vocero de la empresa, Saúl Peña.
""",
    "remark.md": """---
title: A remark
date: 2026-09-14
---
Nobody was on the pier.

Correction: An earlier article quoted Tom Moe as saying "the boats are older than the men who sail them". \
The remark was made by Ann Lee. The Courier, whose editor is Carla Voss, regrets the error.
""",
    "preise.md": """---
title: Strompreise sinken
date: 2026-09-05
---
„Ich halte nichts von Geschenken vor der Wahl“, erklärte der Kämmerer Friedrich Baumann.

Jens Oelze bestritt, den Satz „Wer friert, soll sich wärmer anziehen“ gesagt zu haben.
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with swept(tmp_path_factory.mktemp("vouched"), ARTICLES) as library:
        yield library


def ruled(library: Library, text: str) -> Verdict:
    return library.verify(Query(text))


@pytest.mark.parametrize(
    "text",
    [
        "“They have never asked the people who ride it,” said Sean Tolland.",  # "sean" is a verb in Spanish
        "“I was wrong in April” - Grace Pike",
        "“I was wrong in April,” Lance Pike said",
        "“Every ferry that does not sail is a promise” Tom Ashby",
        "May said: “I was wrong in April”",  # a surname that is another word
        "As May put it: “I was wrong in April”",
        "“I was wrong in April” — Dr. Nurse",
        "“has chosen the cheapest way to be cruel,” said the county council",
    ],
)
def test_another_of_the_surname_or_another_body_is_not_the_speaker(library: Library, text: str) -> None:
    assert ruled(library, text).ruling is Ruling.MISATTRIBUTED


def test_another_word_for_a_body_accuses_nobody(library: Library) -> None:
    verdict = ruled(library, "“has chosen the cheapest way to be cruel,” said the federation")
    assert (verdict.ruling, verdict.same) == (Ruling.EXACT, None)


@pytest.mark.parametrize(
    "text",
    [
        "“I was wrong in April,” as Pike said",
        "„Ich halte nichts von Geschenken vor der Wahl“, sagte der Kämmerer",
        "“has chosen the cheapest way to be cruel,” said the union",
        "At 10:30 Howard Pike said: “I was wrong in April”",
    ],
)
def test_the_same_one_by_another_word_is(library: Library, text: str) -> None:
    verdict = ruled(library, text)
    assert (verdict.ruling, verdict.same) == (Ruling.EXACT, True)


@pytest.mark.parametrize(
    "text",
    [
        "Howard Pike called the island “a luxury the county cannot afford”.",
        "“The island is a luxury the county cannot afford” – Howard Pike",
        "Inés Carballo: «Los pescadores son un lastre para el turismo»",
        "Jens Oelze: „Wer friert, soll sich wärmer anziehen“",
    ],
)
def test_words_somebody_denied_are_told_as_such(library: Library, text: str) -> None:
    assert ruled(library, text).remark is Remark.DENIED


@pytest.mark.parametrize(
    ("text", "ruling"),
    [
        ("“Nobody on the island will be left without a doctor,” Miriam Tolland said", Ruling.ALTERED),
        ("“But nobody on the island will be left without a doctor”", Ruling.ALTERED),
        ("“The boats are older than the men who sail them,” said Ann Lee", Ruling.EXACT),
        ("“The boats are older than the men who sail them,” said Carla Voss", Ruling.MISATTRIBUTED),  # the editor
        ("“El rompeolas no puede esperar otro invierno”, dijo Marta Quiroga", Ruling.MISATTRIBUTED),
        ("“El rompeolas no puede esperar otro invierno”, dijo Julián Quiroga", Ruling.EXACT),
        ("“El rompeolas no puede esperar otro invierno”", Ruling.EXACT),
        ("“Que lo paguen los que lo pidieron entonces”, dijo Marta Quiroga", Ruling.MISATTRIBUTED),
        ("“Que lo paguen los que lo pidieron entonces”, dijo Saúl Peña", Ruling.EXACT),
    ],
)
def test_what_the_newspaper_corrected_is_shown_with_its_note(library: Library, text: str, ruling: Ruling) -> None:
    verdict = ruled(library, text)
    assert (verdict.ruling, verdict.remark) == (ruling, Remark.CORRECTED)
    assert verdict.shown[0].text.startswith(("Correction:", "Fe de errores:", "En la nota"))


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("“We cannot keep running empty boats across the sound. It is money well spent if it brings peace”", "cannot"),
        ("“I was wrong in April, and the late boat costs 73,000 pounds a year”", "and"),
    ],
)
def test_two_places_made_into_one_and_changed_are_joined(library: Library, text: str, given: str) -> None:
    verdict = ruled(library, text)
    assert (verdict.ruling, verdict.remark) == (Ruling.ALTERED, Remark.JOINED)
    assert len({hit.record.article_id for hit in verdict.hits}) == 2
    assert [edit.given for edit in verdict.edits] == [given]


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Howard Pike: “There was money left”", Remark.BEFORE),
        ("“Not a penny has arrived yet … because we refuse to pay,” said Miriam Tolland", Remark.CUT_CHANGES),
        ("“Ferry line cut by half,” said Miriam Tolland", Remark.NOT_QUOTED),
    ],
)
def test_what_a_cut_turns_round_and_a_headline_are_not_exact(library: Library, text: str, remark: Remark) -> None:
    verdict = ruled(library, text)
    assert (verdict.ruling, verdict.remark) == (Ruling.ALTERED, remark)


def test_a_figure_that_differs_is_shown_whole(library: Library) -> None:
    verdict = ruled(library, "“The county has promised £1.9 million,” said Joan Pike")
    assert [(edit.given, edit.printed) for edit in verdict.edits] == [("1.9", "1.8")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("“The late boat costs 73,000 pounds a year,” said Miriam Tolland.", 0),
        ("“The late boat costs 73,000 pounds a year,” sources close to the council said.", 3),
        ("“El rompeolas no puede esperar otro invierno”, dijo la portavoz.", 3),
        ("“Nobody on the island will be left without a doctor,” said Miriam Tolland.", 1),
    ],
)
def test_a_draft_passes_only_where_the_speaker_is_told(library: Library, text: str, status: int) -> None:
    draft = library.check(Article("draft.txt", "draft.txt", text + "\n"))
    assert draft_check.max_status([draft]) == status


def test_a_report_says_of_whom_the_draft_has_it_where_that_cannot_be_told(library: Library) -> None:
    text = "“The late boat costs 73,000 pounds a year,” sources close to the council said.\n"
    draft = library.check(Article("draft.txt", "draft.txt", text))
    assert "sources close to the council</b>" in page([draft], library.named)
    assert any("whether that is so cannot be told" in line for line in draft_check.shown(draft, library))


def test_a_figure_beside_a_body_written_small_is_worth_a_look(library: Library) -> None:
    draft = library.check(Article("d.txt", "d.txt", "The line carried 43,100 passengers, according to the council.\n"))
    assert [one.figure.text for one in draft.doubts] == ["41,300 passengers"]


def test_a_speaker_we_are_not_sure_of_is_only_possibly_the_one_named(tmp_path: Path) -> None:
    found = article("ferry", ("Helen Ashby", "Every ferry that does not sail is a promise"))
    unsure = replace(found, quotes=tuple(replace(quote, confidence=0.6) for quote in found.quotes))
    library = Library(filled(tmp_path, unsure))
    draft = library.check(
        Article("d.txt", "d.txt", "“Every ferry that does not sail is a promise,” said Helen Ashby.\n")
    )
    assert draft.verdicts[0].possibly and draft_check.max_status([draft]) == 3
    library.close()
