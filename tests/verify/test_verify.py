"""Whether a quotation is printed as it was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from corpus import verify
from corpus.index import Store
from corpus.model import Sentence, Span
from corpus.results import Query, Remark, Ruling, Verdict
from tests.shelves import article, filled

WATER = "We have kept our word on water, and we’ll keep it until the last well is dug."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = filled(
        tmp_path,
        article("a", ("Ana Núñez", WATER), ("Bob Ray", "Nobody at the ministry had read the report before June.")),
        article("b", ("Carl Öst", "Prices will fall once the second harbour opens to freight.")),
    )
    yield store
    store.close()


def ruled(store: Store, text: str, speaker: str | None = None) -> Verdict:
    return verify.verify(store, Query(text, speaker=speaker))


@pytest.mark.parametrize(
    "text",
    [
        WATER,
        WATER.upper(),
        WATER.rstrip("."),
        f"“{WATER}”",
        '"' + WATER.replace("’", "'") + '" ',
        WATER.replace(" ", "  ").replace("word", "\nword"),
        "kept our word on water, and we'll keep it",
        "until the last well is dug",
        WATER.replace("water, and", "water and"),
        WATER.replace("kept", "ke\u00adpt").replace("well", "we\u200bll"),
    ],
)
def test_marks_case_space_and_cut_edges_alter_nothing(store: Store, text: str) -> None:
    verdict = ruled(store, text)
    assert (verdict.ruling, verdict.edits) == (Ruling.EXACT, ())
    assert verdict.hits[0].record.text == WATER


@pytest.mark.parametrize(
    ("text", "given", "printed"),
    [
        (WATER.replace("last well", "last mine"), "mine", "well"),
        (WATER.replace("kept our", "kept all our"), "all", ""),
        (WATER.replace("until the last well", "until the well"), "", "last"),
        ("We have kept our word on air", "air", "water"),
        ("Prices may fall once the second harbour opens to freight.", "may", "will"),
    ],
)
def test_an_altered_quotation_shows_what_was_altered(store: Store, text: str, given: str, printed: str) -> None:
    verdict = ruled(store, text)
    assert verdict.ruling == Ruling.ALTERED
    (edit,) = verdict.edits
    assert (edit.given, edit.printed) == (given, printed)
    assert text[edit.span.start : edit.span.end] == given
    record = verdict.hits[0].record
    assert record.text[edit.at.start - record.span.start : edit.at.end - record.span.start] == printed


def test_the_wrong_speaker_is_named(store: Store) -> None:
    verdict = ruled(store, WATER, "Bob Ray")
    assert (verdict.ruling, verdict.hits[0].record.speaker) == (Ruling.MISATTRIBUTED, "Ana Núñez")


@pytest.mark.parametrize("speaker", ["Ana Núñez", "nunez", "Ana Nunes", None])
def test_the_right_speaker_is_right_however_spelt(store: Store, speaker: str | None) -> None:
    assert ruled(store, WATER, speaker).ruling == Ruling.EXACT


@pytest.mark.parametrize(
    "text",
    [
        "The orchestra will play in the old theatre on Sunday night.",
        "We have a plan for water and a plan for the ministry, and both will open in June.",
        "",
        "…",
        "water",
        "the",
        "a " * 1500,
    ],
)
def test_what_nobody_said_is_not_found(store: Store, text: str) -> None:
    verdict = ruled(store, text)
    assert (verdict.ruling, verdict.hits, verdict.edits) == (Ruling.NOT_FOUND, (), ())


def test_the_reporters_own_words_are_found_as_such(tmp_path: Path) -> None:
    text = "The harbour opened in June after nine years of delay. Nobody from the ministry came.\nRain fell."
    ends = [0, text.index(" Nobody") + 1, text.index("Rain"), len(text)]
    sentences = tuple(Sentence(Span(first, last)) for first, last in pairwise(ends))
    plain = article("prose")
    store = filled(tmp_path, replace(plain, article=replace(plain.article, text=text), sentences=sentences))
    own = ruled(store, "the harbour opened in June after nine years of delay")
    assert (own.ruling, own.remark) == (Ruling.ALTERED, Remark.NOT_QUOTED)
    assert (own.edits, own.hits[0].record.kind, own.hits[0].record.speaker) == ((), "sentence", None)
    altered = ruled(store, "The harbour opened in July after nine years of delay.")
    assert (altered.ruling, [(edit.given, edit.printed) for edit in altered.edits]) == (
        Ruling.ALTERED,
        [("July", "June")],
    )
    assert ruled(store, "The harbour closed for years and the ministry was glad").ruling == Ruling.NOT_FOUND


def test_a_quotation_pasted_with_its_attribution_is_found(store: Store) -> None:
    text = "As Ana Núñez put it in the House: “We have kept our word on dust, and we’ll keep it”, and left."
    verdict = ruled(store, text)
    assert verdict.ruling == Ruling.ALTERED
    (edit,) = verdict.edits
    assert (edit.given, edit.printed, text[edit.span.start : edit.span.end]) == ("dust", "water", "dust")


def test_a_shortened_quotation_shows_what_was_left_out(tmp_path: Path) -> None:
    store = filled(
        tmp_path, article("a", ("Ann Lee", "There is no bridge at this moment that is carrying us more safely home"))
    )
    verdict = verify.verify(store, Query("There is no bridge carrying us less safely home"))
    assert [(edit.given, edit.printed) for edit in verdict.edits] == [
        ("", "at this moment that is"),
        ("less", "more"),
    ]


def test_common_words_are_found_where_many_say_as_many_of_them(tmp_path: Path) -> None:
    lines = [(f"Ann Lee {n}", f"The best thing here is number {n}") for n in range(60)]
    wanted = "The best thing one can do is wait"
    store = filled(tmp_path, article("old", ("Bob Ray", wanted), day="2020-01-01"), article("new", *lines))
    verdict = ruled(store, "The best thing is to wait")
    assert verdict.hits[0].record.text == wanted
    store.close()


def test_a_few_words_between_marks_do_not_make_a_long_text_a_quotation(store: Store) -> None:
    text = (
        'The review calls the new film, in which a "second harbour opens to freight" ship, a joy from its first scene'
    )
    assert ruled(store, text + " to the very last one, whatever people may say of it.").ruling == Ruling.NOT_FOUND
    assert ruled(store, 'She told us that "the second harbour opens to freight".').ruling == Ruling.EXACT


def test_a_word_written_as_two_is_an_alteration(tmp_path: Path) -> None:
    store = filled(tmp_path, article("a", ("Joan Park", "You cannot mend that with a grant.")))
    verdict = ruled(store, "You can not mend this with a grant")
    assert [(edit.given, edit.printed) for edit in verdict.edits] == [("can not", "cannot"), ("this", "that")]
    assert ruled(store, "You can win this with a plan").ruling == Ruling.NOT_FOUND
    store.close()


def test_the_nearest_are_shown_once_with_their_speaker(tmp_path: Path) -> None:
    line = "The harbour opens to freight in the spring of next year"
    store = filled(
        tmp_path, article("a", (None, line), ("Joan Park", line)), article("b", ("Bob Ray", f"{line} again"))
    )
    nearest = ruled(store, "The harbour opens with a party, the mayor and freight").nearest
    assert len(nearest) == 2
    assert {hit.record.text: hit.record.speaker for hit in nearest} == {line: "Joan Park", f"{line} again": "Bob Ray"}
    store.close()


def test_marks_within_a_printed_quotation_do_not_hide_what_was_altered(tmp_path: Path) -> None:
    said = "The chairman of the board said the gate was left open and that the guards “could have been shot” that night"
    store = filled(tmp_path, article("a", ("Ana Núñez", said)))
    assert ruled(store, said).ruling == Ruling.EXACT
    verdict = ruled(store, said.replace("left open", "left locked"))
    assert (verdict.ruling, [(edit.given, edit.printed) for edit in verdict.edits]) == (
        Ruling.ALTERED,
        [("locked", "open")],
    )
    store.close()


@pytest.mark.parametrize("text", ["Ann Lee: {}", "{} - Ann Lee"])
def test_a_speaker_who_is_named_in_the_words_too_is_no_word_of_them(tmp_path: Path, text: str) -> None:
    said = "When they shouted for Ann Lee I went out to the quay"
    store = filled(tmp_path, article("a", ("Ann Lee", said)))
    verdict = verify.verify(store, Query(text.format(said)))
    assert (verdict.ruling, verdict.same) == (Ruling.EXACT, True)
    store.close()
