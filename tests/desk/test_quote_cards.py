"""What a card says of a quote, and what it does not say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import wording
from bot.catalogue import speaking
from bot.desk.article_cards import PAGE, context, opened, pages
from bot.desk.quote_cards import Citer, Place, once, picked, place
from bot.reply import Mark, Request, Run, Tone
from corpus.model import Basis, Published, Span
from corpus.results import Hit, Moment
from tests.newsroom import ARTICLE, EXTRACTION, TEXT, quote, record, span

CITER = Citer(0.6)


def _card(number: int, **known: object):  # type: ignore[no-untyped-def]
    found = quote(number)
    return CITER.card(Hit(found, 1.0, **known), place(found, EXTRACTION), asked="lee")  # type: ignore[arg-type]


def test_a_participle_has_its_helper() -> None:
    for code, cue, told in (
        ("fr", "déclaré", "a déclaré"),
        ("fr", "dit", "dit"),
        ("es", "afirmado", "ha afirmado"),
        ("de", "gesagt", "gesagt"),
        ("de", "so", "sagte"),
        ("de", "betont", "betont"),
    ):
        with speaking(code):
            assert wording.introduced(replace(quote(0), language=code, cue=cue)) == told


def test_an_indefinite_article_is_small_amid_a_sentence() -> None:
    assert [wording.amid(name) for name in ("Ein Sprecher", "The port authority", "The Hague")] == [
        "ein Sprecher",
        "the port authority",
        "The Hague",
    ]


def test_a_card_names_the_speaker_the_role_and_how_it_was_said() -> None:
    card = _card(0)
    assert (card.heading, card.detail, card.quoted) == ("Ann Lee", "Mayor · told", True)
    assert card.body == (Run("We will not yield to the storm,"),)


def test_a_card_cites_title_outlet_date_with_basis_file_and_line() -> None:
    assert _card(0).citation == "“The harbour reopens” · The Islander · 4 March 2025 (deduced) · harbour.txt · line 2"


def test_a_post_was_posted() -> None:
    assert _card(2).detail == "Mayor · posted"


def test_a_speaker_below_the_threshold_is_not_named() -> None:
    card = _card(1)
    assert card.heading == "Speaker not settled"
    assert "ministers" not in card.heading + card.detail
    assert card.tone is Tone.WARN


def test_a_fragment_of_a_few_words_is_shown_in_its_sentence() -> None:
    found = replace(quote(1), confidence=1.0)
    card = CITER.card(Hit(found, 1.0), place(found, EXTRACTION))
    assert (card.heading, card.detail, card.quoted) == ("One of the ministers", "said, quoted in part", False)
    assert Run("cost 4.2 million pounds", Mark.STRONG) in card.body
    assert "".join(run.text for run in card.body).startswith("One of the ministers said the repairs “")


def test_fragments_of_one_sentence_share_a_card() -> None:
    first = replace(quote(1), confidence=1.0)
    second = record("this year", "mixed", speaker=first.speaker, confidence=0.9)
    hits = [Hit(first, 1.0), Hit(quote(0), 1.0), Hit(second, 0.5)]
    cards = CITER.cards(hits, {hit.record: place(hit.record, EXTRACTION) for hit in hits})
    assert [card.heading for card in cards] == ["One of the ministers", "Ann Lee"]
    strong = [run.text for run in cards[0].body if run.mark is Mark.STRONG]
    assert strong == ["cost 4.2 million pounds", "this year"]


def test_the_parts_of_one_utterance_are_one_card_however_far_apart_they_are_found() -> None:
    parts = [replace(quote(0), group=3), replace(record("thanked the crews", "direct", speaker="Ann Lee"), group=3)]
    between = replace(quote(1), confidence=1.0)
    found = [Hit(parts[0], 1.0), Hit(between, 0.9), Hit(parts[1], 0.1)]
    groups = CITER.gathered(found, lambda records: {one: place(one, EXTRACTION) for one in records})
    assert [[hit.record for hit in group] for group in groups] == [parts, [between]]


def test_the_same_sentence_is_shown_once() -> None:
    sentence = record("“We will not yield to the storm,” Mayor Ann Lee told reporters.", "fact")
    words = record("We will not yield to the storm,", "direct", speaker="Ann Lee", cue="told")
    more = record("Lee thanked the crews.", "fact")
    cards = [CITER.card(Hit(one, 1.0), place(one, EXTRACTION)) for one in (sentence, words, sentence, more)]
    assert once(cards) == (cards[0], cards[3])
    other = replace(cards[0], heading="Bo Nye")  # the same words of somebody else are not the same
    assert once([replace(cards[0], heading="Ann Lee"), other])[1] == other


def test_a_headline_that_repeats_the_words_below_makes_no_card() -> None:
    part = record("not yield", "mixed", speaker="Ann Lee", confidence=0.9)
    hits = [Hit(part, 1.0), Hit(quote(0), 0.9), Hit(replace(part, speaker="Bo Nye"), 0.8)]
    cards = CITER.cards(hits, {hit.record: place(hit.record, EXTRACTION) for hit in hits})
    assert [card.heading for card in cards] == ["Ann Lee", "Bo Nye"]


def test_a_denial_is_never_told_like_a_statement() -> None:
    found = replace(quote(0), kind="indirect", cue="refuted reports")
    assert wording.introduced(found) == "denied that …"
    with speaking("es"):
        assert wording.introduced(found) == "negó que …"
        assert wording.introduced(replace(quote(0), cue="denied")) == "negó"


def test_how_it_was_said_is_told_in_the_readers_language() -> None:
    assert wording.introduced(quote(0)) == "told"
    assert wording.introduced(replace(quote(0), language="es", cue="recalcó")) == "said"
    with speaking("de"):
        assert wording.introduced(quote(0)) == "sagte"


def test_what_somebody_is_reported_to_have_said_is_not_headed_as_unsettled() -> None:
    found = record("the repairs “cost 4.2 million pounds” this year", "indirect", speaker="One of the ministers")
    card = CITER.card(Hit(replace(found, confidence=0.5), 1.0), place(found, EXTRACTION))
    assert (card.heading, card.detail) == ("In the reporter's words", "the whole sentence, to judge by")
    assert "ministers" not in card.heading + card.detail


def test_a_long_fragment_stands_alone() -> None:
    found = record("the council said on Tuesday.\n“We will not yield", "mixed", speaker="Ann Lee")  # eight words
    assert CITER.card(Hit(found, 1.0), place(found, EXTRACTION)).quoted


def test_instead_of_an_uncertain_speaker_the_whole_sentence_is_shown() -> None:
    card = _card(1)
    text = "".join(run.text for run in card.body)
    assert text == "One of the ministers said the repairs “cost 4.2 million pounds” this year."
    assert [run.text for run in card.body if run.mark is Mark.STRONG] == ["cost 4.2 million pounds"]
    assert not card.quoted


def test_a_quote_without_a_speaker_is_not_certain_whatever_its_confidence() -> None:
    found = replace(quote(0), speaker=None, confidence=1.0)
    assert CITER.card(Hit(found, 1.0), place(found, EXTRACTION)).heading == "Speaker not settled"


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("lee", "Lee"),
        ("ann leé", "Lee"),
        ("Leee", "Lee"),
        ("Bo Nie", "the person asked for"),
        ("", "the person asked for"),
    ],
)
def test_what_was_said_about_somebody_is_labelled_as_printed(asked: str, label: str) -> None:
    found = record("Lee thanked the crews.", "direct", speaker="Bo Nye", cue="said")
    card = CITER.card(Hit(found, 1.0, about=True), Place(), asked=asked)
    assert card.detail == f"said about {label}"


def test_the_same_words_elsewhere_are_cited_briefly() -> None:
    twins = tuple(replace(quote(0), outlet=f"Paper {number}") for number in range(5))
    assert _card(0, also=twins).source.endswith(
        " · also in Paper 0, 4 March 2025, Paper 1, 4 March 2025, Paper 2, 4 March 2025 and 2 more"
    )


def test_an_indirect_quote_gets_no_quote_marks() -> None:
    found = replace(quote(0), kind="indirect")
    card = CITER.card(Hit(found, 1.0), Place())
    assert not card.quoted
    assert card.detail == "told, in the reporter's words"


def test_every_card_leads_to_its_context_and_its_article() -> None:
    found = span("We will not yield to the storm,")
    assert [(choice.label, choice.request) for choice in _card(0).choices] == [
        ("Context", Request.of("context", {"article": "a1b2", "start": str(found.start), "end": str(found.end)})),
        ("Article", Request.of("article", {"article": "a1b2", "start": str(found.start)})),
        ("Correct", Request.of("correct", {"article": "a1b2", "start": str(found.start), "end": str(found.end)})),
    ]


def test_an_article_that_has_changed_since_tells_nothing_of_the_record() -> None:
    changed = replace(EXTRACTION, article=replace(ARTICLE, text="x" + TEXT))
    assert place(quote(0), changed) == Place()
    assert place(quote(0), None) == Place()


def test_a_fact_is_labelled_by_its_kind_and_who_said_it() -> None:
    fact = record("Lee thanked the crews.", "event", speaker="Ann Lee")
    card = CITER.card(Hit(fact, 1.0), place(fact, EXTRACTION))
    assert (card.heading, card.detail, card.tone) == ("Event", "said by Ann Lee, Mayor", Tone.FACT)


def test_a_moment_shows_the_day_and_how_it_is_known() -> None:
    sentence = record("The harbour of Port Ellen reopens in May, the council said on Tuesday.")
    card = CITER.moment(Moment("2025-05", sentence, record("in May")), Place())
    assert (card.heading, card.detail) == ("May 2025", "dated by “in May”")
    assert Run("in May", Mark.STRONG) in card.body
    assert "own date" in CITER.moment(Moment("2025-03-04", sentence), Place()).detail


def test_a_part_outside_the_record_marks_nothing() -> None:
    assert picked(quote(0), Span(0, 3)) == (Run(quote(0).text),)


def test_context_is_the_paragraph_with_its_neighbours_and_the_passage_strong() -> None:
    card = context(EXTRACTION, span("Lee thanked the crews."))
    assert [run.text for run in card.body if run.mark is Mark.STRONG] == ["Lee thanked the crews."]
    text = "".join(run.text for run in card.body)
    assert text.startswith("The harbour of") and text.endswith("this year.") and "gates" not in text


def test_an_article_opens_on_the_page_of_the_passage() -> None:
    long = replace(ARTICLE, text="word " * 2000)
    reply = opened(Request.of("article", {"article": "a1b2", "start": "5000"}), long)
    cut = pages(long)[reply.page]
    assert cut.start <= 5000 < cut.end
    assert reply.request == Request.of("article", {"article": "a1b2"}, page=reply.page)


def test_the_pages_of_an_article_hold_all_of_it_and_fit() -> None:
    for text in ("", "x", "word " * 2000, "x" * 5000, "line\n" * 900):
        cuts = pages(replace(ARTICLE, text=text))
        assert "".join(cut.of(text) for cut in cuts) == text
        assert all(len(cut) <= PAGE for cut in cuts)


@pytest.mark.parametrize(
    ("value", "shown"), [("2025-09-03", "3 September 2025"), ("2025-09", "September 2025"), ("2025", "2025")]
)
def test_a_date_is_written_out(value: str, shown: str) -> None:
    assert wording.day(value) == shown


def test_every_basis_of_a_date_is_told() -> None:
    shown = {wording.published(Published("2025-09-03", basis)) for basis in Basis}
    assert len(shown) == len(Basis) and all("(" in text for text in shown)


def test_a_derived_title_says_so() -> None:
    assert wording.title("Mexico and the United States", True) == "“Mexico and the United States…” (its first words)"
    assert wording.title("Harbour reopens", False) == "“Harbour reopens”"
    assert wording.title(None, False) == "no title"


def test_words_are_counted_and_joined() -> None:
    assert [wording.counted("n.quote", number) for number in (0, 1, 1200)] == ["0 quotes", "1 quote", "1,200 quotes"]
    assert [wording.joined("abc"[:number]) for number in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert [wording.size(number) for number in (1, 12_300, 4_560_000)] == ["1 byte", "12.3 kB", "4.6 MB"]
