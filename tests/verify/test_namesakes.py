"""Two people of one surname, bodies and people without a name: whose words they cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalogue import speaking
from bot.desk import draft_cards, verdict_cards
from bot.desk.quote_cards import Citer, Place
from bot.reply import Tone
from corpus.cli import draft_check
from corpus.library import Library
from corpus.model import Article
from corpus.report import page
from corpus.results import Draft, Query, Remark, Ruling, Verdict
from corpus.verify import described
from tests.shelves import swept

ARTICLES = {
    "mill.txt": """Mill owner leaves the board

May 3, 2025

The former director of the mill, Peter Holm, left the board on Friday.

“We have sold no grain abroad and we never will,” said Eva Strand, who owns the mill.

Councillor Astrid Holm disagreed. “Show us the ledgers before the harvest begins,” Holm said. According to her, two
pages are missing.

A spokeswoman for the bishop's office said: “The tower will be painted before the summer ends.” She declined
to comment on the claims against Peter Holm.

Bishop Karen Lund came later. The harbour authority said the lease had been “put aside until the court decides”.

Karen Lund nodded. “Never.”
""",
    "board.txt": """Director Peter Holm resigns

April 9, 2025

Director Peter Holm resigned on Monday. “I signed the papers without reading them,” Holm told reporters.

Astrid Holm, a councillor for the Farmers who is not related to the director, said the news came late.

Holm denied that he had met the buyer.

“I never owned a single share of it,” the former director said.
""",
}
LEDGERS = "Show us the ledgers before the harvest begins"
TOWER = "The tower will be painted before the summer ends"
LEASE = "put aside until the court decides"
SHARE = "I never owned a single share of it"
PAPERS = "I signed the papers without reading them"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with swept(tmp_path_factory.mktemp("namesakes"), ARTICLES) as library:
        yield library


def ruled(library: Library, text: str) -> Verdict:
    return library.verify(Query(text))


def checked(library: Library, text: str) -> Draft:
    return library.check(Article("d", "d.txt", text))


@pytest.mark.parametrize(
    "text",
    [
        f"“{TOWER},” Peter Holm said.",  # a spokeswoman is none who was named before
        f"“{LEASE},” said Bishop Karen Lund.",  # a body is no person
        f"“{SHARE},” Astrid Holm said.",  # the former director is the other one
        f"“{LEDGERS},” said Peter Holm.",  # Holm is who was named in full last
        f"“{LEDGERS},” said Holm, the former director.",
        f"“{LEDGERS},” said Mr Holm.",
        f"“{PAPERS},” said Holm, a councillor.",
    ],
)
def test_who_cannot_be_meant_is_another(library: Library, text: str) -> None:
    verdict = ruled(library, text)
    assert (verdict.ruling, verdict.same, verdict.possibly) == (Ruling.MISATTRIBUTED, False, False)


@pytest.mark.parametrize(
    "text",
    [
        f"“{TOWER},” said a spokeswoman for the bishop's office.",
        f"“{LEASE},” said the harbour authority.",
        f"“{SHARE},” Peter Holm said.",
        f"“{LEDGERS},” said Astrid Holm.",
        f"“{LEDGERS},” said Ms Holm.",
        f"“{LEDGERS},” said Holm, a councillor.",
        f"“{PAPERS},” said Mr Holm.",
    ],
)
def test_who_is_meant_is_the_same(library: Library, text: str) -> None:
    verdict = ruled(library, text)
    assert (verdict.ruling, verdict.same) == (Ruling.EXACT, True)


def test_the_one_of_the_name_who_is_meant_is_named(library: Library) -> None:
    assert ruled(library, f"“{LEDGERS},” said Peter Holm.").hits[0].record.speaker == "Astrid Holm"


@pytest.mark.parametrize(
    ("phrase", "language", "body"),
    [
        ("The harbour authority", "en", True),
        ("the authority's chairman", "en", False),
        ("the chairman of the harbour authority", "en", False),
        ("Die Hafenbehörde", "de", True),
        ("der Sprecher der Hafenbehörde", "de", False),
        ("El sindicato", "es", True),
        ("la directora del sindicato", "es", False),
    ],
)
def test_a_body_is_known_by_its_noun(phrase: str, language: str, body: bool) -> None:
    assert described.is_body(phrase, language) is body


def test_an_account_does_not_hide_the_quotation_in_it(library: Library) -> None:
    verdict = ruled(library, f"“{TOWER.replace('summer', 'winter')},” said the city")
    assert (verdict.ruling, verdict.hits[0].record.kind) == (Ruling.ALTERED, "direct")


# ---------------------------------------------------------------------- too short
@pytest.mark.parametrize("text", ["“Nobody”", "“No”", "“Nobody,” said Karen Lund.", "Karen Lund: “Grain”"])
def test_one_word_is_too_short_to_tell(library: Library, text: str) -> None:
    verdict = ruled(library, text)
    assert (verdict.ruling, verdict.remark) == (Ruling.NOT_FOUND, Remark.SHORT)


def test_one_word_that_is_the_whole_quotation_is_found(library: Library) -> None:
    assert ruled(library, "“Never”").ruling is Ruling.EXACT


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "too short"), ("es", "demasiado corto"), ("de", "zu kurz"), ("fr", "trop court"), ("pt", "curto demais")],
)
def test_too_short_is_said_in_every_language(library: Library, code: str, words: str) -> None:
    with speaking(code):
        assert words in verdict_cards.note(ruled(library, "“Nobody”"), Citer(0.7)).lower()


# ---------------------------------------------------------------------- drafts
QUIET = {
    "bell.txt": """The bell

March 4, 2025

Tove Graf and her brother Lars run the ferry. A bell rang. “It will be quiet here when the last ferry has gone.”
"""
}
UNSURE = "“It will be quiet here when the last ferry has gone,” Tove Graf said."


def test_only_possibly_the_claimed_one_does_not_pass(tmp_path: Path) -> None:
    with swept(tmp_path, QUIET) as library:
        draft = checked(library, UNSURE)
        assert draft_check.max_status([draft]) == 3
        assert draft_check.headline(draft.verdicts) == "1 quotation: 1 of a speaker who is not settled"
        assert draft_cards.note(draft) == "1 quotation: 1 of a speaker who is not settled."
        html = page([draft], library.named)
        assert '<li class="unsettled"><b>1</b> Speaker not settled</li>' in html
        assert "who speaks is not settled: <b>Tove Graf</b>" in html


def test_the_card_of_words_that_are_only_possibly_theirs_warns(library: Library) -> None:
    sure = ruled(library, f"“{PAPERS},” said Peter Holm.")
    unsure = replace(sure, same=None, possibly=True)
    tones = [verdict_cards.cards(one, Citer(0.7), defaultdict(Place))[0].tone for one in (sure, unsure)]
    assert tones == [Tone.GOOD, Tone.WARN]


def test_a_surname_of_two_is_not_called_exact(library: Library) -> None:
    verdict = ruled(library, f"“{PAPERS},” said Peter Holm.")
    record = replace(verdict.hits[0].record, speaker="Holm")
    hits = (replace(verdict.hits[0], record=record),)
    note = verdict_cards.note(replace(verdict, hits=hits, same=None, possibly=True), Citer(0.7))
    assert "Exact" not in note
    assert "Possibly Peter Holm" in note


def test_a_relative_clause_tells_nobody_office() -> None:
    assert described.office("councillor who is not related to the director", "en") == ["councillor"]
    assert described.office("concejala que acusó al alcalde", "es") == ["concejala"]
    assert described.office("Minister der Finanzen", "de") == ["minister", "der", "finanzen"]


def test_people_of_one_surname_are_named_in_full(library: Library) -> None:
    draft = checked(library, f"“{LEDGERS},” said Peter Holm.\n\n“{PAPERS},” said Astrid Holm.")
    assert draft_check.headline(draft.verdicts) == "2 quotations: 1 not Astrid Holm's, 1 not Peter Holm's"
    draft = checked(library, f"“{LEDGERS},” said Eva Strand.")
    assert draft_check.headline(draft.verdicts) == "1 quotation: 1 not Strand's"
