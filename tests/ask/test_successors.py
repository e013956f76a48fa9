"""Who followed somebody in an office that the sentence does not name, and who leads a thing, not its parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.ask import ask
from corpus.extract import extract
from corpus.index import Store
from corpus.model import Article, Basis, Published
from corpus.results import Query

MUSEUM = """Petra Lund, director of the Holm Museum, opened the new wing.
The museum's head of security, Alan Moe, counted 4,000 visitors.
Its chief engineer, Karl Voss, was pleased.
"""
LEFT = "Petra Lund stepped down as director of the Holm Museum on Friday.\nIda Berg, a curator, takes over at once.\n"
DEPUTY = "Petra Lund stepped down as director of the Holm Museum.\nHer deputy, Ida Berg, takes over until May.\n"
PORT = """La directora del puerto, Ana Gil, presentó ayer su dimisión como directora del puerto de Vega.
Gil no dio razones. La releva Marta Ruiz, que dirigía el puerto de Lodar.
"""
CITY = """Der Bürgermeister von Holm, Karl Voss, ist am Montag zurückgetreten.
Voss nannte keine Gründe.
Seine Nachfolge tritt bis zur Wahl die Stadträtin Ida Berg an.
"""
BOARD = """The chief executive of Norbank, Alan Moe, resigned on Monday.
The board named Ida Berg, a former judge, to succeed him.
The old boilers will be replaced by Karl Voss, a plumber.
"""
COUNCIL = "The leader of the council, Alan Moe, rejected claims on Monday.\n"
COUNTY = """Alan Moe stepped down as leader of Holm county council on Friday.
His deputy, Ida Berg, takes over until a vote in May.
"""
EARLIER = "Rolf Voss, the former chief executive of Norbank, opened a bar in Holm.\n"
DUTIES = """Mayor Petra Lund resigned as head of the choir in May.
Ida Berg takes over from her.
"""


@pytest.fixture
def asked(opening: Callable[[], Store]) -> Callable[..., str | None]:
    def told(question: str, language: str, *texts: str) -> str | None:
        store = opening()
        for number, text in enumerate(texts):
            day = Published(f"2026-03-{number + 1:02d}", Basis.METADATA)
            store.put([extract(Article(f"a{number}", f"{number}.txt", text, language, published=day))])
        found = ask(store, Query(question))
        store.close()
        return found.answer.text if found.answer else None

    return told


@pytest.mark.parametrize(
    ("question", "language", "texts", "name"),
    [
        ("Who is the director of the Holm Museum?", "en", (MUSEUM, LEFT), "Ida Berg"),
        ("Who is the new director of the Holm Museum?", "en", (MUSEUM, LEFT), "Ida Berg"),
        ("Who succeeded Petra Lund?", "en", (MUSEUM, LEFT), "Ida Berg"),
        ("Who took over from Lund?", "en", (MUSEUM, LEFT), "Ida Berg"),
        ("Who is the director of the Holm Museum?", "en", (MUSEUM, DEPUTY), "Ida Berg"),
        ("Who is Lund's successor?", "en", (MUSEUM, LEFT), "Ida Berg"),
        ("Who is the chief executive of Norbank?", "en", (BOARD,), "Ida Berg"),
        ("Who replaced Moe?", "en", (BOARD,), "Ida Berg"),
        ("Who was chief executive of Norbank before Ida Berg?", "en", (EARLIER, BOARD), "Alan Moe"),
        ("¿Quién es la directora del puerto de Vega?", "es", (PORT,), "Marta Ruiz"),
        ("¿Quién relevó a Ana Gil?", "es", (PORT,), "Marta Ruiz"),
        ("Wer ist Bürgermeister von Holm?", "de", (CITY,), "Ida Berg"),
        ("Wer ist der Nachfolger von Voss?", "de", (CITY,), "Ida Berg"),
        ("Who is the mayor?", "en", (DUTIES,), "Petra Lund"),
        ("Who is the leader of the council?", "en", (COUNCIL, COUNTY), "Ida Berg"),
    ],
)
def test_who_follows_need_not_be_called_by_the_office(
    asked: Callable[..., str | None], question: str, language: str, texts: tuple[str, ...], name: str
) -> None:
    assert asked(question, language, *texts) == name


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is the head of the museum?", "Petra Lund"),
        ("Who heads the Holm Museum?", "Petra Lund"),
        ("Who is the boss of the Holm Museum?", "Petra Lund"),
        ("Who is the head of security?", "Alan Moe"),
        ("Who is the chief engineer of the museum?", "Karl Voss"),
    ],
)
def test_who_heads_a_part_does_not_head_the_whole(asked: Callable[..., str | None], question: str, name: str) -> None:
    assert asked(question, "en", MUSEUM) == name
