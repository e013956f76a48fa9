"""The ruling on a quotation: what is said, and what is never said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import wording
from bot.desk import verdict_cards
from bot.desk.quote_cards import Citer, place
from bot.reply import Card, Mark, Run, Tone
from corpus.model import Record, Span
from corpus.results import Edit, Hit, Query, Remark, Ruling, Verdict
from tests.newsroom import EXTRACTION, quote, record, span

CITER = Citer(0.6)


def _verdict(ruling: Ruling, record: Record, *edits: Edit, speaker: str | None = None) -> Verdict:
    hit = Hit(record, 1.0)
    query = Query("sent", speaker=speaker)
    if ruling is Ruling.NOT_FOUND:
        return Verdict(query, ruling, nearest=(hit,))
    return Verdict(query, ruling, (hit,), edits)


def _shown(verdict: Verdict) -> tuple[str, Card]:
    places = {hit.record: place(hit.record, EXTRACTION) for hit in (*verdict.hits, *verdict.nearest)}
    return verdict_cards.note(verdict, CITER), verdict_cards.cards(verdict, CITER, places)[0]


def _edit(given: str, printed: str, at: Span | None = None) -> Edit:
    return Edit(given, printed, Span(0, len(given)), span(printed) if at is None else at)


def test_an_exact_quotation_is_said_to_be_so_with_its_speaker() -> None:
    note, card = _shown(_verdict(Ruling.EXACT, quote(0)))
    assert note == "Exact: printed word for word, as the words of Ann Lee."
    assert (card.tone, card.heading) == (Tone.GOOD, "Ann Lee")


def test_exact_words_of_an_uncertain_speaker_are_not_vouched_for() -> None:
    note, card = _shown(_verdict(Ruling.EXACT, quote(1)))
    assert note == "The words are printed so, but who said them is not settled: judge by the whole sentence."
    assert card.tone is Tone.WARN
    assert "minister" not in note


def test_exact_words_that_are_the_reporters_are_not_a_quotation() -> None:
    note, card = _shown(_verdict(Ruling.ALTERED, replace(quote(0), kind="indirect")))
    assert note == (
        "The words are printed so, but as the reporter's account of what Ann Lee said, not between quote marks."
    )
    assert card.tone is Tone.WARN


def test_exact_words_of_the_article_itself_are_nobodys() -> None:
    own = replace(_verdict(Ruling.ALTERED, replace(quote(0), kind="sentence", speaker=None)), remark=Remark.NOT_QUOTED)
    assert _shown(own)[0].startswith("The words are printed so, but not as a quotation")


def test_an_altered_quotation_shows_each_difference() -> None:
    note, card = _shown(_verdict(Ruling.ALTERED, quote(0), _edit("bow", "yield"), _edit("", "the storm")))
    assert note == "Altered: Ann Lee is quoted with other words; 2 differences are marked."
    assert card.tone is Tone.WARN
    assert card.body == (
        Run("We will not "),
        Run("bow", Mark.ADDED),
        Run(" ", Mark.OURS),
        Run("yield", Mark.DROPPED),
        Run(" to "),
        Run("the storm", Mark.DROPPED),
        Run(","),
    )


def test_a_word_put_in_stands_where_it_was_put() -> None:
    at = span("yield").start
    body = verdict_cards.marked(quote(0), (_edit("ever", "", Span(at, at)),))
    assert "".join(run.text for run in body) == "We will not ever yield to the storm,"
    body = verdict_cards.marked(quote(0), (_edit("ever", "", Span(at - 1, at - 1)),))
    assert "".join(run.text for run in body) == "We will not ever yield to the storm,"


def test_the_printed_words_are_whole_when_what_was_sent_is_taken_out() -> None:
    edits = (
        _edit("bow", "yield"),
        _edit("a", "the"),
        _edit("We", "", Span(10**6, 10**6)),
        _edit("x", "We", Span(0, 5)),
    )
    body = verdict_cards.marked(quote(0), edits)
    assert "".join(run.text for run in body if run.mark in (Mark.NONE, Mark.DROPPED)) == quote(0).text


def test_a_difference_in_the_second_half_is_marked_there() -> None:
    first = replace(quote(0), group=1)
    second = replace(record("Lee thanked the crews.", "direct", speaker="Ann Lee", confidence=0.95), group=1)
    verdict = replace(
        _verdict(Ruling.ALTERED, first, _edit("cursed", "thanked")), hits=(Hit(first, 1.0), Hit(second, 0.9))
    )
    _, card = _shown(verdict)
    told = "".join({Mark.ADDED: "[+", Mark.DROPPED: "[-"}.get(run.mark, "") + run.text for run in card.body)
    assert told == "We will not yield to the storm, … Lee [+cursed [-thanked the crews."


def test_an_altered_quotation_of_an_uncertain_speaker_shows_the_sentence() -> None:
    note, card = _shown(_verdict(Ruling.ALTERED, quote(1), _edit("5", "4.2")))
    assert note.startswith("The words are printed with differences (1 difference is marked), but who said them")
    assert "".join(run.text for run in card.body).startswith("One of the ministers said the repairs “cost 5 4.2")
    assert not card.quoted


def test_words_of_another_speaker_name_both() -> None:
    note, card = _shown(_verdict(Ruling.MISATTRIBUTED, quote(0), speaker="Bo Nye"))
    assert note == "Misattributed: the words are printed so, as the words of Ann Lee, not of Bo Nye."
    assert card.tone is Tone.WARN


def test_words_of_an_uncertain_other_speaker_name_nobody_else() -> None:
    note, _ = _shown(_verdict(Ruling.MISATTRIBUTED, quote(1), speaker="Bo Nye"))
    assert note == (
        "The words are printed so, but who said them is not settled, and nothing there says that it was Bo Nye."
    )


def test_words_that_are_nowhere_are_not_called_false() -> None:
    note, card = _shown(_verdict(Ruling.NOT_FOUND, quote(0)))
    assert note.startswith("Not found: these words are in no article here; the nearest is below.")
    assert "does not mean nobody said them" in note
    assert card.detail.startswith("nearest, not the same")
    assert card.tone is Tone.PLAIN


def test_where_nothing_is_near_nothing_is_shown() -> None:
    verdict = Verdict(Query("x"), Ruling.NOT_FOUND)
    assert "below" not in verdict_cards.note(verdict, CITER)
    assert verdict_cards.cards(verdict, CITER, {}) == ()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("A spokesman for the port", "a spokesman for the port"),
        ("The port authority", "the port authority"),
        ("Una portavoz", "una portavoz"),
        ("The Hague", "The Hague"),
        ("Ann de la Cruz", "Ann de la Cruz"),
        ("", ""),
    ],
)
def test_an_article_has_no_capital_amid_a_sentence(name: str, shown: str) -> None:
    assert wording.amid(name) == shown


@pytest.mark.parametrize(
    ("remark", "ruling", "told"),
    [
        (Remark.CUT_CHANGES, Ruling.ALTERED, "Altered: the cut changes the sense. Gone is “this year”."),
        (Remark.BEFORE, Ruling.ALTERED, "Altered: what stands before turns the words round: “this year”."),
        (Remark.CUTS, Ruling.EXACT, "Left out or replaced is “this year”."),
        (Remark.GOES_ON, Ruling.EXACT, "The sentence goes on: “this year”."),
    ],
)
def test_what_a_cut_changes_is_told_of_whoever_said_it(remark: Remark, ruling: Ruling, told: str) -> None:
    """Also where who spoke is not settled; and what limits the words right behind them."""
    shown = (Record.cut(EXTRACTION.article, "sentence", span("this year")),)
    nobody = _verdict(ruling, replace(quote(0), confidence=0.2))
    assert told in verdict_cards.note(replace(nobody, remark=remark, shown=shown), CITER)
    somebody = _verdict(ruling, replace(quote(0), confidence=1.0))
    assert "this year" in verdict_cards.note(replace(somebody, remark=remark, shown=shown), CITER)
