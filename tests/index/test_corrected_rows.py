"""What people correct, on every store: kept apart from what was found, seen by every question, taken back whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from corpus import corrections
from corpus.corrections import Act, Correction
from corpus.index import Naming, Shelf, Store, Wanted
from corpus.model import Basis, Extraction, Fact, FactKind, Hand, Mention, MentionKind, Person, Published, Quote, Span
from tests.index.test_versions import REPORT, version
from tests.shelves import article

Open = Callable[[], Store]
MIA = Hand("Mia", "2026-05-04T10:00:00+00:00")
LATER = Hand("Tom", "2026-05-05T10:00:00+00:00")


@pytest.fixture
def store(opening: Open) -> Iterator[Store]:
    store = opening()
    yield store
    store.close()


def storm(key: str = "a", collection: str = "seeds") -> Extraction:
    return article(key, ("Ann Lee", "The storm is over"), ("Bob Ray", "The roof has gone"), collection=collection)


def about(found: Extraction, act: Act, value: str = "", words: str = "", hand: Hand = MIA) -> Correction:
    at = found.article.text.find(words)
    return corrections.of(found.article, act, value, hand, span=Span(at, at + len(words)) if words else None)


def people(act: Act, spelling: str, value: str, collection: str = "seeds") -> Correction:
    return Correction(act, value, MIA, collection, spelling=spelling)


def said(store: Store, *collections: str) -> dict[str, str | None]:
    found = store.find(Wanted(collections=collections or ("seeds",)))
    return {one.text: one.speaker for one in found}


def names(store: Store) -> dict[str, int]:
    return {name.name: name.quotes for name in store.names(Naming())}


def test_a_corrected_speaker_is_who_said_it_for_every_question(store: Store) -> None:
    store.put([storm()])
    store.amend([about(storm(), Act.SPEAKER, "Eva Stone", "The storm is over")])
    (found,) = store.find(Wanted(groups=(("storm",),)))
    assert (found.speaker, found.confidence, found.corrected) == ("Eva Stone", 1.0, MIA)
    assert found.record().corrected == MIA
    assert store.find(Wanted(groups=(("@stone",),))) == (found,)
    assert store.find(Wanted(speakers=("Eva Stone",))) == (found,)
    assert store.find(Wanted(speakers=("Ann Lee",))) == ()
    assert names(store) == {"Ann Lee": 0, "Bob Ray": 1, "Eva Stone": 1}
    kept = store.article("a")
    assert kept and kept.before == storm()
    assert [quote.corrected for quote in kept.quotes] == [MIA, None]


def test_a_correction_taken_back_leaves_the_article_as_it_was_found(store: Store) -> None:
    store.put([storm()])
    one = about(storm(), Act.SPEAKER, "Eva Stone", "The storm is over")
    store.amend([one, about(storm(), Act.TITLE, "After the storm")])
    store.amend(undone=[one.id])
    assert said(store)["The storm is over"] == "Ann Lee"
    assert [row.title for row in store.articles(Shelf())] == ["After the storm"]
    store.amend(undone=[one.id for one in store.corrections()])
    assert store.article("a") == storm()
    assert names(store) == {"Ann Lee": 1, "Bob Ray": 1}


def test_the_last_correction_counts_and_the_one_before_comes_back(store: Store) -> None:
    store.put([storm()])
    first = about(storm(), Act.SPEAKER, "Eva Stone", "The storm is over")
    second = about(storm(), Act.SPEAKER, "", "The storm is over", LATER)
    store.amend([second])
    store.amend([first])
    assert store.corrections() == (first, second)
    (found,) = store.find(Wanted(groups=(("storm",),)))
    assert (found.speaker, found.confidence, found.corrected) == (None, 0.0, LATER)
    store.amend(undone=[second.id])
    assert said(store)["The storm is over"] == "Eva Stone"


def test_corrections_outlive_the_process_and_every_reading_of_the_file(opening: Open) -> None:
    first = opening()
    first.put([storm()])
    first.amend([about(storm(), Act.SPEAKER, "Eva Stone", "The storm is over")])
    first.close()
    store = opening()
    store.put([storm()])
    assert said(store)["The storm is over"] == "Eva Stone"
    store.put((), gone=["a"])
    store.put([storm("moved")])  # the same text in another file
    assert said(store)["The storm is over"] == "Eva Stone"
    store.close()


def test_a_correction_holds_where_a_later_extraction_cuts_the_words_otherwise(store: Store) -> None:
    store.amend([about(storm(), Act.SPEAKER, "Eva Stone", "The storm is over")])
    shorter = storm()
    store.put([replace(shorter, quotes=(replace(shorter.quotes[0], span=Span(4, 17)), shorter.quotes[1]))])
    assert said(store) == {"storm is over": "Eva Stone", "The roof has gone": "Bob Ray"}
    store.put([replace(shorter, quotes=shorter.quotes[1:])])  # not found at all any more
    assert said(store) == {"The storm is over": "Eva Stone", "The roof has gone": "Bob Ray"}


def test_in_a_text_that_has_changed_the_same_words_are_corrected_where_they_stand_once(store: Store) -> None:
    store.amend([about(storm(), Act.SPEAKER, "Eva Stone", "The storm is over")])
    store.put([article("a", (None, "By our reporters"), ("Ann Lee", "The storm is over"))])
    assert said(store)["The storm is over"] == "Eva Stone"
    store.put([article("a", ("Ann Lee", "The storm is over"), ("Bob Ray", "The storm is over"), (None, "So be it"))])
    assert {one.speaker for one in store.find(Wanted(groups=(("storm",),)))} == {"Ann Lee", "Bob Ray"}
    store.put([article("b", (None, "By our reporters"), ("Ann Lee", "The storm is over"))])  # another article
    assert {one.speaker for one in store.find(Wanted(article="b", groups=(("storm",),)))} == {"Ann Lee"}


def test_what_is_no_quotation_is_nowhere(store: Store) -> None:
    text = storm().article.text
    fact = Fact(Span(0, 17), FactKind.CLAIM, "Ann Lee", 0.5)
    store.put([replace(storm(), facts=(fact,))])
    store.amend([about(storm(), Act.HIDE, words="The storm is over")])
    assert said(store) == {"The roof has gone": "Bob Ray"}
    assert store.find(Wanted(groups=(("storm",),))) == ()
    assert store.state().quotes == 1
    assert names(store) == {"Ann Lee": 0, "Bob Ray": 1}
    kept = store.article("a")
    assert kept and kept.article.text == text
    assert [one.speaker for one in kept.facts] == [None]


def test_the_parts_of_one_utterance_are_corrected_together(store: Store) -> None:
    first, second = storm().quotes
    parts = (replace(first, group=1), replace(second, speaker="Ann Lee", group=1))
    found = replace(storm(), quotes=parts, facts=(Fact(Span(18, 35), FactKind.CLAIM, "Ann Lee"),))
    store.put([found])
    store.amend([about(found, Act.SPEAKER, "Eva Stone", "The storm is over")])
    assert set(said(store).values()) == {"Eva Stone"}
    kept = store.article("a")
    assert kept and kept.facts[0].speaker == "Eva Stone"


def test_a_typed_name_becomes_the_article_s_own_and_is_shown_where_it_stands(store: Store) -> None:
    text = "Ann Lee met José Núñez: we agreed at last"
    quote = Quote(Span(24, 41), storm().quotes[0].kind, "Ann Lee", confidence=0.4)
    there = (Mention(Span(0, 7), MentionKind.NAME, "Ann Lee"), Mention(Span(12, 22), MentionKind.NAME, "José Núñez"))
    found = Extraction(
        replace(storm().article, text=text),
        mentions=there,
        people=(Person("Ann Lee"), Person("José Núñez", ("Núñez",))),
        quotes=(quote,),
    )
    store.put([found])
    store.amend([about(found, Act.SPEAKER, "nunez", "we agreed at last")])
    (one,) = store.find(Wanted())
    assert (one.speaker, one.speaker_start, one.speaker_end) == ("José Núñez", 12, 22)


def test_two_spellings_are_one_person_in_this_and_in_every_later_article(store: Store) -> None:
    store.put([article("a", ("Ann Lee", "One came"), ("Annie Lee", "Two went")), article("b", ("Annie Lee", "Three"))])
    store.amend([people(Act.MERGE, "Annie Lee", "Ann Lee")])
    store.put([article("c", ("Annie Lee", "Four stayed"))])
    assert set(said(store).values()) == {"Ann Lee"}
    (name,) = store.names(Naming())
    assert (name.name, name.quotes, name.articles, name.people, name.aliases) == ("Ann Lee", 4, 3, 3, ("Annie Lee",))
    assert len(store.find(Wanted(groups=(("@annie",),)))) == 4
    kept = store.article("a")
    assert kept and [person.name for person in kept.people] == ["Ann Lee"]
    store.amend(undone=[store.corrections()[0].id])
    assert names(store) == {"Annie Lee": 3, "Ann Lee": 1}


def test_merges_follow_one_another(store: Store) -> None:
    store.amend([people(Act.MERGE, "A. Lee", "Annie Lee"), people(Act.MERGE, "Annie Lee", "Ann Lee")])
    store.put([article("a", ("A. Lee", "One came"))])
    assert said(store) == {"One came": "Ann Lee"}


def test_a_spelling_is_split_from_whom_it_was_taken_for(store: Store) -> None:
    text = "Lee: the wall is up\nAnn Lee: the wall is down"
    there = (Mention(Span(0, 3), MentionKind.NAME, "Ann Lee"), Mention(Span(20, 27), MentionKind.NAME, "Ann Lee"))
    quotes = (
        Quote(Span(5, 19), storm().quotes[0].kind, "Ann Lee", Span(0, 3), confidence=0.9),
        Quote(Span(29, 45), storm().quotes[0].kind, "Ann Lee", Span(20, 27), confidence=0.9),
    )
    found = Extraction(
        replace(storm().article, text=text), mentions=there, people=(Person("Ann Lee", ("Lee",)),), quotes=quotes
    )
    store.put([found])
    store.amend([people(Act.SPLIT, "Lee", "Bruce Lee")])
    assert said(store) == {"the wall is up": "Bruce Lee", "the wall is down": "Ann Lee"}
    assert {name.name: name.aliases for name in store.names(Naming())} == {"Bruce Lee": ("Lee",), "Ann Lee": ()}
    kept = store.article("a")
    assert kept and [mention.person for mention in kept.mentions] == ["Bruce Lee", "Ann Lee"]


@pytest.mark.parametrize("act", [Act.MERGE, Act.SPLIT])
def test_a_name_that_is_given_up_stays_so_in_every_version(store: Store, act: Act) -> None:
    """The article has nobody of the old name any more, and still it is the one that was meant."""
    store.put([version("first", "We lost twelve boats"), version("second", "We lost ten boats", day="2026-03-03")])
    store.amend([people(act, "Ann Lee", "Anna Lee")])
    for _ in range(2):
        assert [spoken(store, key) for key in ("first", "second")] == [["Anna Lee"]] * 2
        kept = store.article("second")
        store.put([kept] if kept else [])


def test_two_people_of_one_name_are_told_apart_in_one_article(store: Store) -> None:
    found = article("a", ("Ann Lee", "One came"))
    store.put([found, article("b", ("Ann Lee", "Two went"))])
    store.amend([corrections.of(found.article, Act.SPLIT, "Ann Lee (poet)", MIA, spelling="Ann Lee")])
    assert said(store) == {"One came": "Ann Lee (poet)", "Two went": "Ann Lee"}


def test_an_article_has_the_title_and_the_day_people_gave_it(store: Store) -> None:
    store.put([storm(), article("b", ("Ann Lee", "It rains"), day="2025-06-01")])
    store.amend([about(storm(), Act.TITLE, "After the gale"), about(storm(), Act.DATE, "2025-07-01")])
    assert [row.id for row in store.articles(Shelf())] == ["a", "b"]
    assert [row.id for row in store.articles(Shelf(words=("gale",)))] == ["a"]
    assert {one.article.id for one in store.find(Wanted(since=date(2025, 6, 15)))} == {"a"}
    kept = store.article("a")
    assert kept and kept.article.published == Published("2025-07-01", Basis.CORRECTED)
    assert kept.before == storm()


def test_a_later_version_of_the_story_has_the_same_words_as_they_were_corrected(store: Store) -> None:
    first = version("first", "We lost twelve boats")
    store.put([first])
    store.amend([about(first, Act.SPEAKER, "Eva Stone", "We lost twelve boats"), about(first, Act.TITLE, "The flood")])
    for key, day in (("second", "2026-03-03"), ("third", "2026-03-04")):
        store.put([version(key, "We lost twelve boats", day=day, body=f"{REPORT}\nIt was on day {key}.")])
        assert next(row.id for row in store.versions(key)) == key
        assert said(store)["We lost twelve boats"] == "Eva Stone"
        kept = store.article(key)
        assert kept and kept.article.title and kept.article.title.text == "Flood in the old town"
    store.put([article("other", ("Ann Lee", "We lost twelve boats"))])  # another story
    assert {one.speaker for one in store.find(Wanted(article="other"))} == {"Ann Lee"}
    store.amend(undone=[one.id for one in store.corrections()])
    store.put([version("third", "We lost twelve boats", day="2026-03-04")])
    assert {one.speaker for one in store.find(Wanted())} == {"Ann Lee"}


def twice(words: str) -> tuple[Extraction, Extraction]:
    """Two versions of one story with the same words."""
    return version("first", words), version("second", words, day="2026-03-03", body=f"{REPORT}\nIt was on day two.")


def spoken(store: Store, key: str) -> list[str | None]:
    kept = store.article(key)
    return [quote.speaker for quote in kept.quotes] if kept else []


@pytest.mark.parametrize("after", [0, 1, 2])
def test_what_is_said_of_one_version_s_words_is_so_in_the_later_ones_and_is_taken_back_in_all(
    store: Store, after: int
) -> None:
    """Whether the correction comes before, between or after the versions."""
    found = twice("We lost twelve boats")
    one = about(found[0], Act.SPEAKER, "Eva Stone", "We lost twelve boats")
    store.put(found[:after])
    store.amend([one])
    store.put(found[after:])
    assert [spoken(store, key) for key in ("first", "second")] == [["Eva Stone"]] * 2
    assert said(store) == {"We lost twelve boats": "Eva Stone"}
    store.amend(undone=[one.id])
    assert [spoken(store, key) for key in ("first", "second")] == [["Ann Lee"]] * 2
    assert said(store) == {"We lost twelve boats": "Ann Lee"}


def test_what_all_share_stays_corrected_where_a_server_has_the_same_text(store: Store) -> None:
    """Its version in the folder goes, and a later one inherits the correction; the copy of a server keeps it."""
    first, second = twice("We lost twelve boats")
    copy = replace(first, article=replace(first.article, id="copy", collection="guild:1"))
    store.put([first, second, copy])
    store.amend([about(first, Act.SPEAKER, "Eva Stone", "We lost twelve boats")])
    store.put((), gone=["first"])
    store.put([copy], collection="guild:1")
    assert said(store, "guild:1") == said(store) == {"We lost twelve boats": "Eva Stone"}
    store.put((), gone=["copy"], collection="guild:1")
    (one,) = [one for one in store.corrections() if one.article == "second"]
    store.amend(undone=[one.id])
    assert spoken(store, "second") == ["Ann Lee"]


def test_a_version_between_two_keeps_its_correction_when_the_story_is_written_anew(store: Store) -> None:
    first, second = twice("We lost twelve boats")
    store.put([first])
    store.amend([about(first, Act.SPEAKER, "Eva Stone", "We lost twelve boats")])
    store.put([second])
    store.put([version("third", "We lost twelve boats", day="2026-03-04", body=f"{REPORT}\nIt was on day three.")])
    store.amend([about(first, Act.TITLE, "The flood")])
    assert [spoken(store, key) for key in ("first", "second", "third")] == [["Eva Stone"]] * 3


def three(store: Store, words: str = "We lost twelve boats") -> list[Extraction]:
    """Versions of one story that are in, the first of them corrected."""
    first, second = twice(words)
    found = [first, second, version("third", words, day="2026-03-04", body=f"{REPORT}\nIt was on day three.")]
    store.put(found)
    store.amend([about(first, Act.SPEAKER, "Eva Stone", words)])
    return found


@pytest.mark.parametrize("again", [[1], [0, 1], [1, 2], [2, 1, 0]])
def test_versions_that_are_read_again_keep_what_they_inherited(store: Store, again: list[int]) -> None:
    """Read again as they were, and found otherwise by a newer extraction."""
    found = three(store)
    for confidence in (0.9, 0.4):
        anew = [replace(one, quotes=tuple(replace(q, confidence=confidence) for q in one.quotes)) for one in found]
        store.put([anew[at] for at in again])
        assert [spoken(store, key) for key in ("first", "second", "third")] == [["Eva Stone"]] * 3
        kept = store.article("second")
        assert kept and kept.before and [quote.speaker for quote in kept.before.quotes] == ["Ann Lee"]
    (one,) = store.corrections()
    store.amend(undone=[one.id])
    assert [spoken(store, key) for key in ("first", "second", "third")] == [["Ann Lee"]] * 3


def test_a_version_that_comes_late_inherits_what_was_corrected(store: Store) -> None:
    found = three(store)
    store.put((), gone=["second"])
    store.put([found[1]])
    assert spoken(store, "second") == ["Eva Stone"]


def test_several_versions_that_come_together_inherit_a_correction_that_waits(opening: Open) -> None:
    first, store = three(opening()), opening()
    store.put((), gone=["first", "second", "third"])
    store.amend([about(first[0], Act.SPEAKER, "Eva Stone", "We lost twelve boats")])
    store.put(first)
    assert [spoken(store, key) for key in ("first", "second", "third")] == [["Eva Stone"]] * 3
    store.close()


def test_a_correction_outlives_the_version_it_was_made_in(store: Store) -> None:
    found = three(store)
    (made,) = store.corrections()
    store.put((), gone=["first"])
    (one,) = store.corrections()
    assert (one.article, one.words, one.hand, one.value) == ("third", made.words, made.hand, made.value)
    store.put(found[1:])
    assert [spoken(store, key) for key in ("second", "third")] == [["Eva Stone"]] * 2
    store.put((), gone=["second", "third"])
    assert store.corrections() == (one,)  # it waits for its text
    store.put(found)
    assert [spoken(store, key) for key in ("first", "second", "third")] == [["Eva Stone"]] * 3
    store.amend(undone=[one.id])
    assert [spoken(store, key) for key in ("first", "second", "third")] == [["Ann Lee"]] * 3


def test_the_title_of_a_version_goes_with_it(store: Store) -> None:
    found = three(store)
    made = about(found[0], Act.TITLE, "The flood")
    store.amend([made])
    store.put((), gone=["first"])
    assert made in store.corrections()
    kept = store.article("third")
    assert kept and kept.article.title and kept.article.title.text == "Flood in the old town"


def test_more_articles_than_one_statement_asks_for_are_corrected_together(store: Store) -> None:
    """Versions among them, so that putting one in anew moves another."""
    lone = [article(f"lone {at}", ("Ann Lee", f"The storm number {at} is over")) for at in range(1_050)]
    first, second = twice("We lost twelve boats")
    store.put([first, *lone, second])
    one = people(Act.MERGE, "Ann Lee", "Anna Lee")
    store.amend([one])
    assert names(store) == {"Anna Lee": 1_051}
    assert spoken(store, "first") == ["Anna Lee"]
    store.amend(undone=[one.id])
    assert names(store) == {"Ann Lee": 1_051}
    assert spoken(store, "first") == ["Ann Lee"]


def test_a_collection_s_corrections_are_its_own_and_those_of_the_shared_one_are_everybody_s(store: Store) -> None:
    store.put([storm(), storm("mine", "server-1"), storm("yours", "server-2")])
    mine = about(storm("mine", "server-1"), Act.SPEAKER, "Eva Stone", "The storm is over")
    store.amend([mine, people(Act.MERGE, "Bob Ray", "Robert Ray", "server-1")])
    assert said(store, "server-1") == {"The storm is over": "Eva Stone", "The roof has gone": "Robert Ray"}
    for other in ("seeds", "server-2"):
        assert said(store, other) == {"The storm is over": "Ann Lee", "The roof has gone": "Bob Ray"}
    assert len(store.corrections(("server-1",))) == 2
    assert store.corrections(("server-2", "seeds")) == ()
    store.amend([people(Act.MERGE, "Bob Ray", "Bobby Ray")])
    assert said(store, "server-2")["The roof has gone"] == said(store)["The roof has gone"] == "Bobby Ray"


def test_a_correction_about_nothing_that_is_there_waits(store: Store) -> None:
    one = about(storm(), Act.SPEAKER, "Eva Stone", "The storm is over")
    store.amend([one, one])
    store.amend(undone=["never made"])
    assert store.corrections() == (one,)
    assert store.state().articles == 0


def test_odd_letters_in_a_correction_are_kept(store: Store) -> None:
    store.put([storm()])
    store.amend([about(storm(), Act.SPEAKER, 'O\'Neill; DROP TABLE "x" ♥', "The storm is over")])
    assert said(store)["The storm is over"] == 'O\'Neill; DROP TABLE "x" ♥'
