"""Forty questions to a small newsroom: what the articles say is found and marked, what they do not say is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.ask import ask, translations
from corpus.ask.question import understand
from corpus.extract import extract
from corpus.index import Store, open_store
from corpus.model import Article, Basis, Published
from corpus.results import Query

ARTICLES = {
    "dam": (
        "en",
        """The Tarn valley lost its railway bridge on Sunday night after three days of rain.
No train will cross the river before October, said Marta Quill, the director of the railway.
“We will not put a single wagon on the temporary bridge,” Quill told reporters in Millau.
The bridge was built in 1902 and carried 4,300 passengers a day.
Engineers from Grenoble measured cracks of up to nine centimetres in the northern pillar.
The transport minister, Henri Laval, promised 12 million euros for the repair.
Laval did not say who would pay for the buses.
Quill blamed the flood on the clearing of the forest above Millau because “the slopes no longer hold the water”.
""",
    ),
    "museum": (
        "en",
        """A painting stolen from the Rosenholm museum 31 years ago has been found in a barn near Aarhus.
The thieves had cut “Girl with a Heron” out of its frame during a concert in May 1993.
Police were led to the barn by a retired carpenter, Jens Bak.
“I thought it was a poster,” Bak said.
The museum's director, Lone Friis, said the canvas was worth about two million kroner.
Friis called the find “a small miracle” and announced an exhibition for next spring.
The painter, Anna Dorte Holm, sold it in 1921 to pay a doctor's bill.
A reward of 50,000 kroner will go to the carpenter.
""",
    ),
    "school": (
        "en",
        """Teachers in the port city of Varna walked out on Thursday, closing 46 of its 58 schools.
The union wants smaller classes and a pay rise of 15 percent.
Its leader, Boyan Petrov, said the strike would last until the government made an offer.
Education minister Elena Doncheva called the demand unaffordable.
“There is no money tree behind the ministry,” Doncheva said on television.
Parents founded a group called Open Doors to look after children during the strike.
The last strike of teachers in Bulgaria ended in 2007 after six weeks.
Exams set for June will take place in Sofia and Plovdiv.
""",
    ),
    "tren": (
        "es",
        """El alcalde de Tarragona, Pau Ferrer, inauguró el martes el nuevo tranvía de la costa.
La línea costó 84 millones de euros y une el puerto con Salou.
“Hemos esperado este día durante veinte años”, dijo Ferrer sobre el tranvía.
Las obras duraron cuatro años porque aparecieron restos de una villa romana.
La empresa Ferrovial Sur construyó las doce estaciones.
""",
    ),
    "werft": (
        "de",
        """Die Werft in Emden baut nach Angaben der Geschäftsführung wieder Fähren.
Der erste Auftrag über 70 Millionen Euro kommt aus Norwegen.
Die Arbeiten beginnen im März, sagte Betriebsratschefin Heike Brandt.
Die Werft wurde 1903 von Johann Cassens gegründet.
In der Werft arbeiten heute 420 Menschen.
""",
    ),
}  # fmt: skip

ANSWERED = [
    ("When did the Tarn valley lose its railway bridge?", "on Sunday night"),
    ("How many passengers did the bridge carry a day?", "4,300"),
    ("When was the railway bridge built?", "in 1902"),
    ("Who is Marta Quill?", "director of the railway"),
    ("Who is Henri Laval?", "transport minister"),
    ("What did Quill say about the temporary bridge?", "We will not put a single wagon on the temporary bridge,"),
    ("How much did the minister promise for the repair of the bridge?", "12 million euros"),
    ("Where did the engineers who measured the cracks come from?", "from Grenoble"),
    ("Where was the stolen painting found?", "near Aarhus"),
    ("When was Girl with a Heron cut out of its frame?", "in May 1993"),
    ("Who led the police to the barn?", "a retired carpenter, Jens Bak"),
    ("What did Bak say about the poster?", "I thought it was a poster,"),
    ("what did lone friis call the find", "a small miracle"),
    ("How much is the reward for the carpenter?", "50,000 kroner"),
    ("Why did the painter sell the painting?", "to pay a doctor's bill"),
    ("How many schools did the teachers close in Varna?", "46"),
    ("How much of a pay rise does the union want?", "15 percent"),
    ("Who said the strike would last until there was an offer?", "Boyan Petrov"),
    ("What did Doncheva say about money?", "There is no money tree behind the ministry,"),
    ("How long did the last strike of teachers in Bulgaria last?", "six weeks"),
    ("When did the last strike of teachers end?", "in 2007"),
    ("Where will the exams take place in June?", "in Sofia and Plovdiv"),
    ("What did the parents found during the strike?", "Open Doors"),
    ("¿Cuánto costó la línea del tranvía?", "84 millones de euros"),
    ("¿Quién inauguró el tranvía de Tarragona?", "Pau Ferrer"),
    ("¿Qué dijo Ferrer sobre el tranvía?", "Hemos esperado este día durante veinte años"),
    ("¿Por qué duraron cuatro años las obras?", "porque aparecieron restos de una villa romana"),
    ("Wie viele Menschen arbeiten in der Werft?", "420"),
    ("Wann wurde die Werft gegründet?", "1903"),
    ("Wann beginnen die Arbeiten in Emden?", "im März"),
]
REFUSED = [
    "How many trains were damaged in the Tarn valley?",
    "What did Laval say about the buses?",
    "Who will replace Marta Quill?",
    "When was Lone Friis born?",
    "Did the police arrest the thieves in Copenhagen?",
    "What is the name of the mayor of Varna?",
    "What did Boyan Petrov say about the painting?",
    "How many people attended the concert in Vienna?",
    "Which airline flies to Plovdiv?",
    "Why did the president of France resign?",
    "¿Quién ganó las elecciones en Madrid?",
    "Wie viele Schiffe liegen im Hafen von Hamburg?",
]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    sqlite = request.param == "sqlite"
    file = f"sqlite:///{tmp_path_factory.mktemp('ask')}/index.db"
    store = open_store(file if sqlite else request.getfixturevalue("database")())
    day = Published("2024-04-08", Basis.METADATA)
    store.put(
        [
            extract(Article(key, f"{key}.txt", text, language, published=day))
            for key, (language, text) in ARTICLES.items()
        ]
    )
    yield store
    store.close()


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_what_an_article_says_is_found_and_marked(store: Store, question: str, answer: str) -> None:
    found = ask(store, Query(question))
    assert found.hits, f"refused; nearest: {[hit.record.text for hit in found.nearest[:2]]}"
    assert found.answer is not None
    assert (answer in found.answer.text, found.answer.text) == (True, found.answer.text)
    assert len(found.answer.text) <= 2 * len(answer) + 20


@pytest.mark.parametrize("question", REFUSED)
def test_what_no_article_says_is_refused(store: Store, question: str) -> None:
    found = ask(store, Query(question))
    assert (found.answer, [hit.record.text for hit in found.hits]) == (None, [])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("how much did the new line cost", "La línea costó 84 millones"),
        ("how many stations were built", "construyó las doce estaciones"),
        ("cuantas escuelas cerraron", "closing 46 of its 58 schools"),
    ],
)
def test_a_question_is_answered_by_an_article_in_the_other_language(store: Store, asked: str, said: str) -> None:
    hits = ask(store, Query(asked)).hits
    assert hits and said in hits[0].record.text


def test_a_word_of_the_other_language_that_looks_like_one_of_the_own_is_not_looked_for() -> None:
    (term,) = translations.widened(understand("which party won?")).terms[:1]
    assert "part" not in term.stems  # the stem of "partido"
