"""What is marked where a "what" may be answered with anything: the slice for which a fitted model speaks, or none."""

from __future__ import annotations

import pytest

from corpus.ask import answer_span, ask
from corpus.ask.answer_slices import SLICES, Slices
from corpus.ask.answer_words import tokens_of
from corpus.ask.question import understand
from corpus.extract import extract
from corpus.index import Store, open_store
from corpus.languages import fitted
from corpus.model import Article, Span
from corpus.results import Query

SENTENCES = [
    ("What did Brennet suspend?", "Brennet suspended its night services on Monday.", "its night services"),
    ("What will the club refund?", "The club will refund £2.3m in fares, up from £1.8m.", "£2.3m"),
    ("What did the ministry open?", "Roe resigned after the ministry opened an inquiry into it.", "an inquiry"),
    (
        "Which hospital treated the crew?",
        "St Olav’s Hospital says seven of the crew were treated.",
        "St Olav’s Hospital",
    ),
    ("What does Voss import?", "In 1990 Voss imported steel wire from Spain.", "steel wire"),
    (
        "Which tariffs were discussed?",
        "They discussed trade, such as U.S. tariffs on salt, and ships.",
        "U.S. tariffs on salt",
    ),
    ("What is the limit?", "The limit is one microgram, twice as much as before.", "one microgram"),
]


@pytest.mark.parametrize(("question", "sentence", "answer"), SENTENCES)
def test_the_likeliest_slice_is_marked(question: str, sentence: str, answer: str) -> None:
    found = answer_span.marked(understand(question), sentence, "en")
    assert found is not None
    assert found.span.of(sentence) == answer


def test_slices_that_are_much_the_same_speak_for_each_other() -> None:
    likely = answer_span.marked(understand("What did Brennet suspend?"), "Brennet suspended its night services.", "en")
    unlikely = answer_span.marked(
        understand("What prize did Brennet lose?"),
        "Tall ships, red and new, lay in the roads; Brennet saw gulls.",
        "en",
    )
    assert likely is not None
    assert unlikely is not None
    assert 0 < unlikely.likely < 0.5 < likely.likely <= 1


@pytest.mark.parametrize(
    ("question", "sentence", "language"),
    [
        ("How did Ole Roe die?", "Ole Roe, a teacher, died after a routine operation.", "en"),
        ("¿Cómo murió Roe?", "Roe, maestro de escuela, murió tras una operación.", "es"),
        ("Wie starb Roe?", "Roe, ein Lehrer, starb nach einer Operation.", "de"),
    ],
)
def test_how_something_came_about_is_told_by_a_sentence(question: str, sentence: str, language: str) -> None:
    assert answer_span.marked(understand(question), sentence, language) is None


@pytest.mark.parametrize(
    ("question", "sentence", "language", "people", "answer"),
    [
        (
            "Who voted no?",
            "Two of nine, Ann Lee and Bo Kim, voted no.",
            "en",
            ["Ann Lee", "Bo Kim"],
            "Ann Lee and Bo Kim",
        ),
        ("Who voted no?", "Ann Lee voted no; Bo Kim did not.", "en", ["Ann Lee", "Bo Kim"], "Ann Lee"),
        ("Wer stoppte den Bau?", "Katrin Voss hat den Bau der Brücke gestoppt.", "de", ["Katrin Voss"], "Katrin Voss"),
        (
            "¿Quién votó que no?",
            "Ana Gil y Luis Paz votaron que no.",
            "es",
            ["Ana Gil", "Luis Paz"],
            "Ana Gil y Luis Paz",
        ),
    ],
)
def test_who_did_it_are_people_and_all_of_them(
    question: str, sentence: str, language: str, people: list[str], answer: str
) -> None:
    named = [Span(at := sentence.index(name), at + len(name)) for name in people]
    found = answer_span.marked(understand(question), sentence, language, named)
    assert found is not None
    assert found.span.of(sentence) == answer


def test_no_slice_begins_or_ends_with_a_word_that_says_nothing() -> None:
    text = "The crew of the ferry, which is old, found a chest of silver, rope and salt in the hold."
    asked = understand("What did the crew find?")
    spans = [span for span, _ in Slices(asked, text, "en", tokens_of(asked, text, "en"), {}).all(None)]
    assert Span(text.index("a chest"), text.index(", rope")) in spans
    assert not [span.of(text) for span in spans if span.of(text).endswith((" of", " the", " in", " and"))]
    assert not [span.of(text) for span in spans if span.of(text).lower() in ("crew", "the crew", "found")]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    text = (
        "Ferry company halts trips\n\nBrennet suspended its night services on Monday.\n\n"
        "The council met on Monday to hear old complaints, and gulls were heard over the roofs of town."
    )
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('slices')}/index.db")
    opened.put([extract(Article("a", "a.txt", text, "en"))])
    return opened


def test_nothing_is_marked_where_no_slice_stands_out(store: Store) -> None:
    sure = ask(store, Query("What did Brennet suspend?"))
    unsure = ask(store, Query("What law did the council reject on Monday?"), certainty=0.0)
    assert sure.answer is not None
    assert sure.answer.text == "its night services"
    assert unsure.hits
    assert unsure.answer is None


def test_certain_enough_of_nothing_is_still_no_answer(store: Store) -> None:
    assert not ask(store, Query("Which zebra overflows?"), certainty=0.0).hits


def test_every_weight_is_of_a_declared_feature_and_every_declared_one_is_weighed() -> None:
    weights = fitted("slices", "en").numbers("weights")
    assert not weights.keys() - SLICES.names.keys()
    assert {SLICES.names[name] for name in weights} == set(SLICES.meanings)


def test_every_feature_is_found() -> None:
    found: set[str] = set()
    rare = [
        ("Which river did Voss name?", "Quickly, the river Brenn, named by Voss “Old Moe”, froze to its bed.", ""),
        (
            "Which tariffs did Voss lift?",
            "In May Voss lifted tariffs on 12 farm products, saying trade was waiting.",
            "",
        ),
        ("What is the motto of Lund?", "The motto of Lund is called salt and rope, it said.", ""),
        ("What did Ann Lee found?", "She was asked by Ann Lee, who founded the Lund Star, to rise as editors do.", ""),
        ("What did Roe see?", "Roe saw boats 12 times, despite rain daily, and then fog.", ""),
    ]
    for question, sentence, _ in [*SENTENCES, *rare]:
        asked = understand(question)
        listed = answer_span.slices(asked, sentence, "en", tokens_of(asked, sentence, "en"))
        found.update(name for _, features in listed for name in features)
    assert not fitted("slices", "en").numbers("weights").keys() - found
