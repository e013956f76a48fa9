"""What every store must do, run against each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

import pytest

from corpus.corrections import Act, Correction
from corpus.index import Asked, Naming, Note, Part, Shelf, Store, Wanted, pair
from corpus.model import (
    SEEDS,
    Article,
    Basis,
    Block,
    BlockKind,
    Date,
    Extraction,
    Fact,
    FactKind,
    Gender,
    Hand,
    Mention,
    MentionKind,
    Person,
    Published,
    Quote,
    QuoteKind,
    Sentence,
    Span,
    Title,
)
from corpus.results import Failure
from tests.shelves import article

Open = Callable[[], Store]


@pytest.fixture
def store(opening: Open) -> Iterator[Store]:
    store = opening()
    yield store
    store.close()


def full() -> Extraction:
    text = "Rain again\nAna Núñez, the mayor, said on Monday: “We ♥ rain.” She paid 5 million.\n"

    def at(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    kept = Article(
        "whole",
        "sub/whole.txt",
        text,
        "en",
        title=Title("Rain again", at("Rain again"), derived=True),
        outlet="The Daily",
        published=Published("2025-03-03", Basis.DEDUCED, at("Monday")),
    )
    said, paid = at("Ana Núñez, the mayor, said on Monday: “We ♥ rain.”"), at("She paid 5 million.")
    return Extraction(
        kept,
        (Block(at("Rain again"), BlockKind.TITLE), Block(Span(said.start, paid.end), BlockKind.BODY)),
        (Sentence(said, BlockKind.BODY, 0.25), Sentence(paid, BlockKind.BODY, 0.75)),
        (Mention(at("Ana Núñez"), MentionKind.NAME, "Ana Núñez"), Mention(at("She"), MentionKind.PRONOUN, None)),
        (Person("Ana Núñez", ("Núñez", "@ana"), (at("the mayor"),), Gender.FEMALE),),
        (Quote(at("We ♥ rain."), QuoteKind.DIRECT, "Ana Núñez", at("Ana Núñez"), "said", 0.875),),
        (Fact(paid, FactKind.FIGURE, "Ana Núñez", 0.75),),
        (Date(at("Monday"), "2025-03-03"),),
    )


def texts(store: Store, *words: str, **more: object) -> list[str]:
    wanted = replace(Wanted(groups=tuple((word,) for word in words)), **more)  # type: ignore[arg-type]
    return [candidate.text for candidate in store.find(wanted)]


def test_everything_put_in_comes_back(store: Store) -> None:
    store.put([full()])
    assert store.article("whole") == full()


def test_what_is_put_in_outlives_the_process(opening: Open) -> None:
    first = opening()
    first.put([full()])
    first.close()
    second = opening()
    assert second.article("whole") == full()
    second.close()


def test_a_candidate_is_cut_from_its_article(store: Store) -> None:
    store.put([full()])
    (found,) = store.find(Wanted(groups=(("rain",),)))
    record = found.record()
    assert (record.text, record.speaker, record.cue, record.confidence) == ("We ♥ rain.", "Ana Núñez", "said", 0.875)
    assert record.text == full().article.text[record.span.start : record.span.end]
    assert (record.title, record.title_derived, record.outlet, record.path) == (
        "Rain again", True, "The Daily", "sub/whole.txt",
    )  # fmt: skip


def test_an_article_taken_in_twice_is_there_once(store: Store) -> None:
    store.put([full()])
    store.put([full(), full()])
    assert len(store.find(Wanted(groups=(("rain",),)))) == 1
    (name,) = store.names(Naming())
    assert (name.name, name.quotes, name.articles, name.aliases) == ("Ana Núñez", 1, 1, ("@ana", "Núñez"))
    assert store.words(["rain"])["rain"][0].uses == 1


def test_the_old_version_of_an_article_is_gone(store: Store) -> None:
    store.put([article("a", ("Ann Lee", "Old words stay nowhere"), ("Bob Ray", "Both versions have this"))])
    store.put([article("a", ("Ann Lee", "New words stand"), ("Bob Ray", "Both versions have this"))])
    assert texts(store, "old") == []
    assert texts(store, "new") == ["New words stand"]
    assert texts(store, "both") == ["Both versions have this"]
    assert store.words(["old"])["old"] == ()
    assert [(n.name, n.quotes) for n in store.names(Naming())] == [("Ann Lee", 1), ("Bob Ray", 1)]


def test_a_dropped_article_leaves_nothing(store: Store) -> None:
    store.put([full(), article("a", ("Ann Lee", "It stays"))])
    store.put((), gone=["whole", "never there"])
    assert store.article("whole") is None
    assert texts(store, "rain") == []
    assert store.find(Wanted(Part.FACTS, groups=(("million",),))) == ()
    assert [name.name for name in store.names(Naming())] == ["Ann Lee"]
    assert [row.id for row in store.articles(Shelf())] == ["a"]
    assert (store.state().articles, store.state().quotes, store.state().facts) == (1, 1, 0)


def together() -> Extraction:
    """Two parts of what Ann Burton and Nick Lowe said together, and a line of somebody else's."""
    found = article("both", ("Ann Burton", "We waited"), ("Ann Burton", "for years"), ("Bob Ray", "We left"))
    first, second, other = found.quotes
    parts = [replace(part, joint=("Nick Lowe",), group=1) for part in (first, second)]
    return replace(found, quotes=(*parts, other))


def test_what_was_said_together_is_found_by_each_of_its_speakers(store: Store) -> None:
    store.put([together()])
    assert store.article("both") == together()
    assert sorted(texts(store, speakers=("Nick Lowe",))) == sorted(texts(store, speakers=("Ann Burton",)))
    assert texts(store, "waited", speakers=("Nick Lowe",)) == ["We waited"]
    assert texts(store, "left", speakers=("Nick Lowe",)) == []
    assert sorted(texts(store, "@lowe")) == ["We waited", "for years"]
    assert [(name.name, name.quotes) for name in store.names(Naming())][:2] == [("Ann Burton", 2), ("Nick Lowe", 2)]
    (found,) = store.find(Wanted(groups=(("waited",),)))
    assert found.speakers == found.record().speakers == ("Ann Burton", "Nick Lowe")
    assert (found.group, found.record().group) == (1, 1)
    newest = store.find(Wanted(speakers=("Nick Lowe", "Bob Ray", "Ann Burton")))
    assert len(newest) == len({one.start for one in newest}) == 3
    store.put((), gone=["both"])
    assert texts(store, speakers=("Nick Lowe",)) == []
    assert store.names(Naming()) == ()


def test_words_without_a_speaker_are_found(store: Store) -> None:
    store.put([article("a", (None, "Nobody knows who spoke"))])
    (found,) = store.find(Wanted(groups=(("spoke",),)))
    assert (found.speaker, found.speakers, found.group) == (None, (), None)


def test_another_collection_is_invisible(store: Store) -> None:
    private = "guild:1"
    store.put(
        [article("a", ("Ann Lee", "Public words")), article("a", ("Zoe Doe", "Secret words"), collection=private)]
    )
    both = (SEEDS, private)
    assert texts(store, "words") == ["Public words"]
    assert texts(store, "words", collections=(private,)) == ["Secret words"]
    assert sorted(texts(store, "words", collections=both)) == ["Public words", "Secret words"]
    assert texts(store, "words", collections=()) == texts(store, "words", collections=("unheard of",)) == []
    assert texts(store, speakers=("Zoe Doe",)) == []
    assert texts(store, article="a") == ["Public words"]
    assert sorted(texts(store)) == ["Public words"]
    assert [name.name for name in store.names(Naming(prefix="zo"))] == []
    assert [name.name for name in store.names(Naming(groups=(("zoe",),)))] == []
    assert store.article("a") != store.article("a", (private,))
    assert [row.quotes for row in store.articles(Shelf(collections=both))] == [1, 1]
    assert store.state((private,)).articles == 1 and store.state().articles == 2


@pytest.mark.parametrize("word", ["sao", "nunez", "lodz", "strasse", "istanbul", "2030"])
def test_words_are_found_without_accents(store: Store, word: str) -> None:
    store.put([article("a", ("Ann Lee", "São Núñez Łódź Straße İstanbul 2030"))])
    assert len(texts(store, word)) == 1


def test_marks_tell_who_says_it_from_whom_it_is_about(store: Store) -> None:
    found = article("a", ("Ann Lee", "She will pay"), ("Bob Ray", "Lee will pay"))
    she = Mention(Span(0, 3), MentionKind.PRONOUN, "Bob Ray")
    store.put([replace(found, mentions=(she,))])
    assert texts(store, "@lee") == ["She will pay"]
    assert texts(store, "~ray") == ["She will pay"]
    assert texts(store, "lee") == ["Lee will pay"]


def test_every_group_must_be_met_by_one_of_its_words(store: Store) -> None:
    store.put([article("a", ("Ann Lee", "red apples fall"), ("Ann Lee", "green pears fall"))])
    wanted = Wanted(groups=(("red", "green"), ("pears", "plums")))
    assert [c.text for c in store.find(wanted)] == ["green pears fall"]
    assert store.find(Wanted(groups=(("red",), ()))) == ()


def test_newest_come_first_and_limits_hold(store: Store) -> None:
    days = ["2024-05-01", "2025-05-01", None, "2023-05-01"]
    store.put(article(f"a{i}", ("Ann Lee", f"rain on {day}"), day=day) for i, day in enumerate(days))
    order = ["rain on 2025-05-01", "rain on 2024-05-01", "rain on 2023-05-01", "rain on None"]
    assert texts(store, "rain") == texts(store, speakers=("Ann Lee",)) == texts(store) == order
    assert texts(store, "rain", limit=2) == order[:2]
    assert texts(store, "rain", since=date(2024, 5, 1)) == order[:2]
    assert texts(store, "rain", until=date(2024, 5, 1)) == order[1:3]
    assert texts(store, since=date(2024, 5, 1), until=date(2024, 5, 1)) == order[1:2]
    assert [row.id for row in store.articles(Shelf())] == ["a1", "a0", "a3", "a2"]
    assert [row.id for row in store.articles(Shelf(limit=2, offset=1))] == ["a0", "a3"]
    assert [row.id for row in store.articles(Shelf(since=date(2024, 1, 1)))] == ["a1", "a0"]


def test_articles_are_listed_by_title_outlet_path_and_person(store: Store) -> None:
    store.put([article("rain", ("Ann Lee", "x y")), article("snow", ("Bob Ray", "x y"))])
    assert [row.id for row in store.articles(Shelf(words=("about", "sno")))] == ["snow"]
    assert [row.id for row in store.articles(Shelf(words=("daily",)))] == ["snow", "rain"]
    assert [row.id for row in store.articles(Shelf(name="Ann Lee"))] == ["rain"]
    assert [row.id for row in store.articles(Shelf(ids=["rain", "none"]))] == ["rain"]


def test_names_are_listed_by_how_often_they_are_seen(store: Store) -> None:
    store.put([article("a", ("Ann Lee", "One"), ("Bob Lee", "Two"), ("Bob Lee", "Three"), ("the spokesman", "Four"))])
    assert [name.name for name in store.names(Naming(prefix="le"))] == ["Bob Lee", "Ann Lee"]
    assert [name.name for name in store.names(Naming(groups=(("ann", "bob"), ("lee",))))] == ["Bob Lee", "Ann Lee"]
    assert [name.name for name in store.names(Naming(articles=["a"], limit=1))] == ["Bob Lee"]


@pytest.mark.parametrize("slip", ["sheinbuam", "sheinbam", "scheinbaum", "sheinbaim", "shienbuam"])
def test_a_misspelt_word_meets_the_right_one(store: Store, slip: str) -> None:
    store.put([article("a", ("Claudia Sheinbaum", "Tariffs harm everybody"))])
    assert "sheinbaum" in [word.text for word in store.words([slip])[slip]]


def test_the_forms_of_a_word_meet(store: Store) -> None:
    found = article("a", ("Ann Lee", "Tariffs harm"))
    spanish = article("b", ("Eva Paz", "Los aranceles dañan"))
    store.put([found, replace(spanish, article=replace(spanish.article, language="es"))])
    assert [(word.text, word.stem) for word in store.words(["tariff"])["tariff"]] == [("tariffs", True)]
    assert [word.text for word in store.words(["arancel"])["arancel"]] == ["aranceles"]


@pytest.mark.parametrize(
    "word", ['"', "%", "and", "or", "not", "near", "(", "x' or 1=1 --", "*", "", "\0", "a" * 3000, "words:rain", "🦆"]
)
def test_odd_words_harm_nothing(store: Store, word: str) -> None:
    store.put([article("a", ("Ann Lee", "rain and snow or not near"))])
    assert len(texts(store, word)) in (0, 1)
    assert len(texts(store, "rain", word)) in (0, 1)
    store.words([word])
    store.names(Naming(prefix=word, groups=((word,),)))
    assert len(store.articles(Shelf(words=(word,)))) in (0, 1)
    assert texts(store, "rain") == ["rain and snow or not near"]


def test_nothing_of_another_collection_comes_back_whatever_is_asked(store: Store) -> None:
    mine, yours = "server-1", "server-2"
    for collection, key in ((SEEDS, "shared"), (mine, "mine"), (yours, "yours")):
        own = full()
        kept = replace(own.article, id=key, path=f"{key}.txt", collection=collection)
        fresh = replace(own, article=kept, people=(replace(own.people[0], aliases=("Núñez", f"@{key}")),))
        note = Note({f"{key}.txt": "f"}, (Failure(f"{key}.pdf", "no text", "2025-03-04"),), swept="2025-03-04T10:00:00")
        store.put([fresh], collection=collection, note=note)
        store.amend([Correction(Act.MERGE, key, Hand("Mia", "2025-03-04"), collection, spelling=f"{key}?")])
    for seen in ((SEEDS,), (SEEDS, mine), (SEEDS, yours), (mine,), (SEEDS, mine, "never heard of")):
        keys = {key for key, c in (("shared", SEEDS), ("mine", mine), ("yours", yours)) if c in seen}
        assert {key for key in ("shared", "mine", "yours") if store.article(key, seen)} == keys
        assert {row.id for row in store.articles(Shelf(collections=seen))} == keys
        assert {row.id for row in store.articles(Shelf(name="Ana Núñez", collections=seen))} == keys
        assert {row.id for row in store.articles(Shelf(ids=("shared", "mine", "yours"), collections=seen))} == keys
        assert {row.id for row in store.articles(Shelf(words=("rain",), collections=seen))} == keys
        for part, word in ((Part.QUOTES, "rain"), (Part.FACTS, "million"), (Part.ROLES, "mayor")):
            for wanted in (
                Wanted(part, groups=((word,),), collections=seen),
                Wanted(part, groups=((word,), ("paid",)), most=True, collections=seen),
                Wanted(part, speakers=("Ana Núñez",), collections=seen),
                Wanted(part, collections=seen),
            ):
                assert {one.origin.id for one in store.find(wanted)} <= keys
        assert {one.origin.id for one in store.find(Wanted(groups=(("rain",),), collections=seen))} == keys
        assert {one.origin.id for one in store.find(Wanted(collections=seen))} == keys
        asked = Asked((("million",),), collections=seen)
        assert {one.article.id for one in store.passages(asked).found} == keys
        (name,) = store.names(Naming(groups=(("nunez",),), collections=seen))
        assert (name.name, name.quotes, name.articles, name.people) == ("Ana Núñez", len(keys), len(keys), len(keys))
        assert set(name.aliases) == {"Núñez", *(f"@{key}" for key in keys)}
        for other in {"shared", "mine", "yours"} - keys:
            assert store.names(Naming(prefix=other, collections=seen)) == ()
            assert store.find(Wanted(article=other, collections=seen)) == ()
            assert store.passages(replace(asked, article=other)).found == ()
            assert store.names(Naming(articles=(other,), collections=seen)) == ()
        state = store.state(seen)
        assert (state.articles, state.quotes, set(state.files)) == (
            len(keys),
            len(keys),
            {f"{key}.txt" for key in keys},
        )
        assert {failure.path for failure in state.failures} == {f"{key}.pdf" for key in keys}
        assert {one.value for one in store.corrections(seen)} == keys


def test_a_sweep_is_remembered(store: Store) -> None:
    failure = Failure("b.txt", "no text", "2025-03-04T10:00:00")
    store.put([full()], note=Note({"a.txt": "f1", "c.txt": "f3"}, (failure,), swept="2025-03-04T10:00:01"))
    state = store.state()
    assert (state.files, state.failures) == ({"a.txt": "f1", "c.txt": "f3"}, (failure,))
    assert state.last_sweep == "2025-03-04T10:00:01"
    assert (state.articles, state.quotes, state.facts, state.people) == (1, 1, 1, 1)
    assert state.index_bytes > 0
    store.put((), note=Note({"b.txt": "f2"}, gone=["a.txt"]))
    assert (store.state().files, store.state().failures) == ({"b.txt": "f2", "c.txt": "f3"}, ())
    assert store.state(("guild:1",)).files == {}


def test_a_file_that_is_in_as_it_is_cannot_be_claimed(store: Store) -> None:
    assert store.claim(SEEDS, {"a.txt": "f1", "b.txt": "f1"}) == {"a.txt", "b.txt"}
    store.put((), note=Note({"a.txt": "f1"}, (Failure("b.txt", "no text", "2025-03-04"),)))
    assert store.claim(SEEDS, {"a.txt": "f1"}) == frozenset()
    assert store.claim(SEEDS, {"a.txt": "f2", "b.txt": "f1"}) == {"a.txt", "b.txt"}
    assert store.claim("guild:1", {"a.txt": "f1"}) == {"a.txt"}


def held(key: str, day: str) -> Extraction:
    text = "Mayor Ann Lee spoke. Somebody else did not."
    return Extraction(
        Article(key, f"{key}.txt", text, "en", title=Title("Rain"), published=Published(day, Basis.METADATA)),
        sentences=(Sentence(Span(0, 20)), Sentence(Span(21, 43))),
        people=(Person("Ann Lee", (), (Span(0, 5),)),),
        quotes=(Quote(Span(21, 43), QuoteKind.DIRECT, "Ann Lee", confidence=1.0),),
    )


def test_an_office_is_found_by_its_words_and_those_around_it_with_its_holder(store: Store) -> None:
    store.put([held("a", "2025-03-04"), held("b", "2025-03-05")])
    for groups in ((("mayor",),), (("mayor",), ("~rain",)), (("mayor",), ("@lee",)), (("~spoke",), ("mayor", "king"))):
        found = store.find(Wanted(Part.ROLES, groups))
        assert [(one.origin.id, one.text, one.speaker, one.kind) for one in found] == [
            ("b", "Mayor", "Ann Lee", "office"),
            ("a", "Mayor", "Ann Lee", "office"),
        ]
    assert [one.origin.id for one in store.find(Wanted(Part.ROLES, (("mayor",),), until=date(2025, 3, 4)))] == ["a"]
    assert [one.origin.id for one in store.find(Wanted(Part.ROLES, article="a"))] == ["a"]
    assert store.find(Wanted(Part.ROLES, (("nobody",),))) == ()


def test_an_office_is_no_quotation_and_no_fact_and_goes_with_its_article(store: Store) -> None:
    store.put([held("a", "2025-03-04"), held("b", "2025-03-05")])
    assert store.find(Wanted(Part.QUOTES, (("mayor",),))) == store.find(Wanted(Part.FACTS, (("mayor",),))) == ()
    assert [one.kind for one in store.find(Wanted(Part.QUOTES, article="a"))] == ["direct"]
    assert store.find(Wanted(Part.FACTS)) == ()
    assert (store.state().quotes, store.state().facts) == (2, 0)
    store.put([held("a", "2025-03-06")])
    store.put((), gone=["b"])
    assert [one.origin.id for one in store.find(Wanted(Part.ROLES, (("mayor",),)))] == ["a"]
    assert not any(word.uses for word in store.words(["mayor"])["mayor"])


def test_common_words_in_a_row_are_found_among_many_with_the_same_words(store: Store) -> None:
    """Each of the words stands in every quotation; only the pairs of neighbours tell which one is meant."""
    said = "it was what that is to be and not of them"
    others = [" ".join(Random(number).sample(said.split(), 11)) for number in range(150)]
    store.put([article("old", ("Ann Lee", said), day="2020-01-01")])
    store.put([article(f"n{number}", ("Bo Nye", line)) for number, line in enumerate(others)])
    asked = (*said.split(), *(pair(one, other) for one, other in pairwise(said.split())))
    found = store.find(Wanted(groups=tuple((word,) for word in asked), most=True, limit=16))
    assert said in {one.text for one in found}


def test_an_article_of_which_only_the_files_day_is_known_is_undated(store: Store) -> None:
    old, filed = article("a", ("Ann Lee", "It rains")), article("b", ("Ann Lee", "It pours"), day=None)
    filed = replace(filed, article=replace(filed.article, published=Published("2026-01-01", Basis.FILE)))
    store.put([old, filed])
    assert [(row.id, row.published is None) for row in store.articles(Shelf())] == [("a", False), ("b", True)]
    assert [one.origin.id for one in store.find(Wanted(since=date(2026, 1, 1)))] == []
    assert [one.origin.id for one in store.find(Wanted())] == ["a", "b"]
