"""What ask is built of, piece by piece: the question as it is understood, the answer cut out, what a sentence has."""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from pathlib import Path

import pytest

from corpus.ask import answer_span, answer_types, counted, premises, refusal, retrieval, sought
from corpus.ask.features import Features
from corpus.ask.question import Kind, Side, understand
from corpus.ask.rank import Seen, looked_at, rank
from corpus.extract import extract
from corpus.index import Passages, Store, open_store
from corpus.model import Article, Span
from corpus.results import Query


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("When was the dam built?", "The dam was built in 1902 and carried 4,300 people a day in 2005.", "in 1902"),
        ("How many people did the bridge carry?", "The bridge of 1902 carried 4,300 people a day.", "4,300"),
        ("Who opened the dam?", "Hanna Voss opened the dam while Ole Brink watched.", "Hanna Voss"),
        ("Whom did Voss meet?", "Voss met Ole Brink in Lund.", "Ole Brink"),
        ("Where was the dam built?", "In 1902 the dam was built in Lund.", "in Lund"),
        ("What is the limit?", "The limit is one microgram, twice as much as before.", "one microgram"),
        ("What did Voss import?", "In 1990 Voss imported steel wire from Spain.", "steel wire"),
        ("How long did the strike last?", "The strike of 2007 lasted six weeks and cost 3 million euros.", "six weeks"),
        ("How old is Hanna Voss?", "Hanna Voss, 54, has led the port for 12 years.", "54"),
        ("How much did the repair cost?", "The repair took 14 weeks and cost 310,000 crowns.", "310,000 crowns"),
        ("How much did the fee rise?", "The fee rose from 12 euros to 18 euros in May.", "18 euros"),
        ("How many of the villages were flooded?", "46 of its 58 villages were flooded.", "46"),
        ("¿Cuántos pueblos se inundaron?", "46 de los 58 pueblos se inundaron.", "46"),
        ("Combien de villages ont été inondés ?", "46 des 58 villages ont été inondés.", "46"),
        ("Wie viele Dörfer wurden überflutet?", "46 der 58 Dörfer wurden überflutet.", "46"),
        ("Quantas aldeias foram inundadas?", "46 das 58 aldeias foram inundadas.", "46"),
        (
            "Why was the visit cancelled?",
            "He cancelled the visit because of snow and will go later, Roe said.",
            "because of snow",
        ),
        ("Why did he leave?", "He left because of a flood, the mayor’s office said on Monday.", "because of a flood"),
        ("How many of the guild voted?", "The guild split: nine of its 22 members voted against.", "nine"),
        ("How many relays were replaced?", "Of the 64 relays on the line, 19 were replaced.", "19"),
        ("¿Cuántos relés se cambiaron?", "De los 64 relés de la línea, 19 se cambiaron.", "19"),
        ("How many people were arrested?", "About 2,000 people came; police said 14 were arrested.", "14"),
        ("How old is Mina?", "Crews pulled a six-year-old girl, Mina, from the river.", "six"),
        ("How long did the jury sit?", "The 41-year-old saw that the jury sat for 11 hours.", "11 hours"),
        ("What was inflation in May?", "Inflation, at 2.9% in May, was no guest.", "2.9%"),
        ("What is the price cap?", "The council adopted the price cap by 88 votes.", None),
        ("What is Kestrel Research?", "Roe of Kestrel Research said the bank was right.", None),
        ("¿Cuánto cuesta el plan?", "Anunció un plan de 6,1 millones de euros.", "6,1 millones de euros"),
        ("What was found in the barn?", "A stolen painting was found in the barn near Lund.", "A stolen painting"),
        ("When did Voss leave Lund?", "Voss left Lund on Friday at noon.", "on Friday at noon"),
        ("¿Cuándo se construyó la presa?", "La presa se construyó en 1902.", "en 1902"),
        ("¿Por qué se rompió la presa?", "La presa se rompió porque el muro era fino.", "porque el muro era fino"),
        ("Who opened the dam?", "Hanna Voss, mayor for nine years, opened, beside Ole Brink, the dam.", "Hanna Voss"),
        ("What is the motto of Lund?", "The motto of Lund is “Salt and rope, and work”.", "Salt and rope, and work"),
        ("Did the dam break?", "The dam broke in May.", None),
        ("What did Voss say?", "Voss said it would hold.", None),
        ("How many people came?", "The people came at last.", None),
    ],
)
def test_the_words_that_answer_are_cut_out(question: str, sentence: str, answer: str | None) -> None:
    asked = understand(question)
    found = answer_span.answer(asked, sentence, asked.language)
    assert (found.of(sentence) if found else None) == answer


@pytest.mark.parametrize(
    ("question", "sentence", "precise"),
    [
        ("How many people live here?", "4,300 people live here.", True),
        ("How many people live here?", "People live here, and 4,300 cows.", False),
        ("What is the limit?", "The limit is one microgram.", True),
        ("What did Voss import?", "In 1990 Voss imported steel wire from Spain.", True),
        ("When was the dam built?", "The dam was built in 1902.", False),
    ],
)
def test_a_sentence_that_says_so_in_so_many_words_is_precise(question: str, sentence: str, precise: bool) -> None:
    assert answer_span.precise(understand(question), sentence, "en") is precise


@pytest.mark.parametrize(
    ("text", "language", "kind", "focus", "names", "measure", "side"),
    [
        ("What did Ann Lee say about the dam?", "en", Kind.SAID, "", "ann lee", "", Side.AFTER),
        ("How many people live in Lund?", "en", Kind.NUMBER, "people", "lund", "", Side.BEFORE),
        ("How tall is the tower?", "en", Kind.NUMBER, "", "", "number size", Side.EITHER),
        ("How much money was spent?", "en", Kind.NUMBER, "money", "", "number money", Side.EITHER),
        ("What percentage of the people voted?", "en", Kind.NUMBER, "", "", "number percent", Side.BEFORE),
        ("What year did the dam break?", "en", Kind.WHEN, "", "", "when year", Side.AFTER),
        ("Is the dam safe?", "en", Kind.YES_NO, "", "", "", Side.EITHER),
        ("Who is Ann Lee?", "en", Kind.PERSON, "", "ann lee", "", Side.EITHER),
        ("What is a heat pump?", "en", Kind.DEFINITION, "", "", "", Side.EITHER),
        ("Was kostet die Fähre?", "de", Kind.NUMBER, "", "", "number money", Side.EITHER),
        ("Qui a construit le barrage?", "fr", Kind.WHO, "", "", "", Side.EITHER),
        ("Quem construiu a barragem?", "pt", Kind.WHO, "", "", "", Side.EITHER),
    ],
)
def test_a_question_is_understood(
    text: str, language: str, kind: Kind, focus: str, names: str, measure: str, side: Side
) -> None:
    asked = understand(text)
    assert (asked.language, asked.kind, asked.focus, asked.measure) == (language, kind, focus, measure)
    assert (asked.names, asked.side) == (frozenset(names.split()), side)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("How many soldiers were killed in Lund?", "killed"),
        ("How many soldiers have been killed?", "killed"),
        ("How many villages flooded last year?", "flooded"),
        ("¿Cuántos pueblos se inundaron?", None),  # the word behind is none of those looked for
        ("How many soldiers did Voss lead?", None),  # who did it stands there
        ("Who was killed in Lund?", None),
    ],
)
def test_what_those_did_who_are_counted_is_known(text: str, act: str | None) -> None:
    found = counted.act(understand(text))
    assert (found and found.word) == act


LINES = "The old dam never opened in 1902.\nVoss likes big boats and small dogs."


@pytest.mark.parametrize(
    ("question", "line", "found"),
    [
        ("Did the dam open in 1903?", 0, {"says no": 1, "only the sentence says no": 1, "asks with a figure": 1,
            "figure missing": 1, "figure missing near": 1, "side by side": 0.2, "in order": 0.8}),
        ("Did the dam open in 1902?", 1, {"asks with a figure": 1, "figure missing": 1, "figure missing near": 1}),
        ("Who did not open the dam?", 0, {"asks with no": 1, "says no": 1, "in order": 0.4}),
        ("Who did not open the dam?", 1, {"asks with no": 1, "only the question says no": 1}),
        ("Why does Voss dislike small boats?", 1, {"opposite": 1, "opposite near": 1, "in order": 0.4}),
        ("What boats and dogs does Voss like?", 1, {"side by side": 1 / 3, "in order": 0.5}),
    ],
)  # fmt: skip
def test_what_a_question_takes_for_granted(question: str, line: int, found: Features) -> None:
    ends = [0, *(at + 1 for at, letter in enumerate(LINES) if letter == "\n"), len(LINES) + 1]
    span = Span(ends[line], ends[line + 1] - 1)
    kept = premises.kept(understand(question), Article("a", "a", LINES, "en"), span)
    assert {name: value for name, value in kept.items() if value} == pytest.approx(found)


@pytest.mark.parametrize(("line", "there"), [(0, False), (1, True)])
def test_a_word_of_like_meaning_is_met_in_its_own_line_only(line: int, there: bool) -> None:
    text = "It rained in Lund.\nAnnual fees rose."
    spans = Span(0, text.index("\n")), Span(text.index("Annual"), len(text))
    assert premises.like(frozenset({"year"}), "en", Article("a", "a", text, "en"), spans[line]) is there


def test_capitals_and_measures_of_a_sentence() -> None:
    assert [answer_types.capitals(text) for text in ("Ann Lee met Bo Ray.", "They met.", "In Lund it rains.")] == [
        3,
        0,
        1,
    ]
    assert answer_types.measured("number percent", "a share of 5%", "en")
    assert not answer_types.measured("number money", "a share of 5%", "en")


STORY = """The harbour bridge was closed on Friday. Ann Lee, the engineer, found nine cracks in the bridge.
Repairs of the harbour bridge will cost 4 million euros. Boats may pass.

Ann Lee has worked in Lund for ten years. The museum is open."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('pieces')}/index.db")
    store.put([extract(Article("a", "a.txt", STORY, "en")), extract(Article("b", "b.txt", "A cat slept here.", "en"))])
    yield store
    store.close()


def seen(store: Store, text: str) -> tuple[list[Seen], Passages]:
    question, passages = sought(store, Query(text), understand(text))
    return looked_at(question, passages), passages


def features(store: Store, text: str, begins: str) -> Features:
    return next(one.features for one in seen(store, text)[0] if one.span.of(one.article.text).startswith(begins))


def test_what_a_sentence_has_of_a_question(store: Store) -> None:
    closed = features(store, "When was the harbour bridge closed?", "The harbour bridge was")
    assert closed["share"] == closed["exact share"] == closed["local share"] == pytest.approx(1.0)
    assert (closed["pairs"], closed["one word only"]) == (2, False)  # harbour bridge, bridge (was) closed
    assert closed["spread"] == pytest.approx(4 / 3)
    assert (closed["opens paragraph"], closed["place"], closed["heaviest missing"]) == (True, 0.0, 0.0)
    assert closed["length"] == pytest.approx(log(1 + 7))
    assert closed["fits when"] == 1.0
    assert (closed["akin"], closed["like"], closed["half alike"], closed["before"]) == (0, 0, 0, 0)


def test_what_stands_beside_a_sentence_counts_too(store: Store) -> None:
    lee = features(store, "When was the harbour bridge closed?", "Ann Lee, the engineer")
    assert 0 < lee["share"] < 1
    assert lee["one word only"] is True
    assert lee["before"] > 0 == lee["after"]
    assert lee["before share"] == pytest.approx(1 - lee["share"])
    assert (lee["opens paragraph"], "fits when" in lee) == (False, False)
    assert lee["paragraph share"] == pytest.approx(1.0)
    assert lee["place"] == pytest.approx(STORY.index("Ann Lee") / len(STORY))


def test_names_and_new_words_of_a_sentence(store: Store) -> None:
    found = features(store, "What did Ann Lee find in the bridge?", "Ann Lee, the engineer")
    assert found["names"] > 0 == found["name missing"]
    assert (found["capitals"], found["says something new"]) == (1, True)
    other = features(store, "What did Ann Lee find in the bridge?", "Repairs")
    assert other["names"] == 0
    assert other["capitals"] == 0


def test_of_two_sentences_with_the_word_the_shorter_is_looked_at_first(tmp_path: Path) -> None:
    long = "The bridge was crossed by carts, coaches, sheep, soldiers and at last by trams on their way to the harbour."
    store = open_store(f"sqlite:///{tmp_path}/index.db")
    store.put([extract(Article("a", "a.txt", f"{long} The bridge is old.", "en"))])
    question, passages = sought(store, Query("Who built the bridge?"), understand("Who built the bridge?"))
    found = [candidate.at for candidate in retrieval.glance(retrieval.scene(question, passages))]
    assert found == [1, 0]
    store.close()


def test_names_alone_are_not_looked_at_but_under_a_post(tmp_path: Path) -> None:
    signed = "— Lund Bridge (@Lund) September 3, 2025"
    text = f"The bridge to Lund is old. Lund Bridge, Ann Lee.\n\nBoats are back.\n\n{signed}\n"
    store = open_store(f"sqlite:///{tmp_path}/index.db")
    store.put([extract(Article("a", "a.txt", text, "en"))])
    shown = [one.span.of(one.article.text) for one in seen(store, "When was the tweet about the bridge to Lund?")[0]]
    assert sorted(shown) == ["Boats are back.", "The bridge to Lund is old.", signed]
    store.close()


@pytest.mark.parametrize(("slip", "meant"), [("Larsn", "larsen"), ("Hlawa", "hlava"), ("Vild", None)])
def test_a_misspelt_name_is_met_where_it_is_long_enough(tmp_path: Path, slip: str, meant: str | None) -> None:
    store = open_store(f"sqlite:///{tmp_path}/index.db")
    store.put([extract(Article("a", "a.txt", "Karel Hlava met Eva Larsen. “It is late,” Ines Vold said.", "en"))])
    question, _ = sought(store, Query(f"When did {slip} come?"), understand(f"When did {slip} come?"))
    (found,) = [one.stems for one in question.terms if one.word == slip.lower()]
    assert meant in found if meant else "vold" not in found
    store.close()


def test_how_sure_an_answer_is_takes_what_is_missing(store: Store) -> None:
    def told(text: str) -> Features:
        question, passages = sought(store, Query(text), understand(text))
        return refusal.features(question, passages, rank(question, passages))

    all_there = told("When was the harbour bridge closed?")
    assert (all_there["missing words"], all_there["unknown words"], all_there["names a name"]) == (0, 0, False)
    assert (all_there["always"], all_there["asks when"], all_there["words"]) == (1.0, 1.0, 3)
    unknown = told("When did Ann Lee paint the harbour bridge in Kyoto?")
    assert unknown["unknown words"] == 2
    assert unknown["names a name"] is True
    assert 0 < unknown["unknown name share"] < unknown["name share"] < 1
    assert unknown["missing words"] >= 2
    assert unknown["heaviest nowhere"] > 0
    assert unknown["others missing share"] < unknown["missing share"]
    assert unknown["few passages, uncounted"] == 0
    counted = told("How many boats did Ann Lee close?")
    assert counted["few passages, uncounted"] == 0 or counted["missing words"] > 0


def test_the_shares_of_the_sentences_looked_at_are_one(store: Store, tmp_path: Path) -> None:
    question, passages = sought(store, Query("harbour bridge"), understand("Who closed the harbour bridge?"))
    ranked = rank(question, passages)
    assert sum(one.score for one in ranked) == pytest.approx(1.0)
    assert [one.weighed for one in ranked] == sorted((one.weighed for one in ranked), reverse=True)


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("How many were treated?", "The hospital now says 14 were treated, not nine as it said before.", "14"),
        ("How much is the refund?", "Voss pays a refund of £35 each, up from the £20 offered at first.", "£35"),
        (
            "How much does the strike cost?",
            "He had put the cost at £2 million; now he puts it at £3 million.",
            "£3 million",
        ),
        ("¿Cuántos pasajeros eran?", "Los pasajeros eran 51 y no 38.", "51"),
        ("How fast was the train?", "Forty miles an hour.", "Forty miles"),
        ("¿Cuánto costará la obra?", "Ciento diez mil euros.", "Ciento diez mil euros"),
        ("Wie viele Boote waren es?", "Es waren einundzwanzig Boote.", "einundzwanzig"),
        ("Quanto custou a ponte?", "A ponte custou cento e vinte mil reais.", "cento e vinte mil reais"),
        ("Who sailed the ferry?", "The first ferry to Skerra sailed in 1911.", None),
        ("Who follows Holm?", "We begin with Mr Holm.", None),
        ("How long will it take?", "Eighteen months.", "Eighteen months"),
        ("¿Qué comieron los alumnos?", "Los alumnos enfermaron tras comer croquetas en la escuela.", "croquetas"),
        ("Why was the hall closed?", "Five children had to be taken home.", None),
        ("Who sailed the ferry?", "The first ferry to Skerra was sailed by Ann Roe.", "Ann Roe"),
    ],
)
def test_a_corrected_figure_is_the_answer_and_a_written_one_is_whole(
    question: str, sentence: str, answer: str | None
) -> None:
    asked = understand(question)
    found = answer_span.answer(asked, sentence, asked.language)
    assert (found and found.of(sentence)) == answer
