"""What the desk says above an answer: what was printed before, and that a judgement is left to people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.catalogue import say
from bot.desk import Desk
from bot.reply import Reply
from bot.understand import understand
from corpus.extract import extract
from corpus.library import Library
from corpus.model import Article, Basis, Published

NEWS = {
    "2026-03-02": "The depot burned down.\n\nMayor Petra Lund said that the fire would cost 3 million crowns.\n",
    "2026-03-06": 'The fire will cost 4 million crowns, Mayor Petra Lund said.\n\n"Somebody lied to us," Lund said.\n',
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    library = Library.open(f"sqlite:///{tmp_path_factory.mktemp('replies') / 'corpus.db'}")
    library.put(
        extract(Article(day, f"{day}.txt", text, "en", published=Published(day, Basis.METADATA)))
        for day, text in NEWS.items()
    )
    yield Desk(library)
    library.close()


def _ask(desk: Desk, text: str) -> Reply:
    asked = understand(text)
    assert asked is not None
    return desk.answer(asked)


def test_one_line_says_what_was_printed_before(desk: Desk) -> None:
    note = _ask(desk, "/ask how much will the fire cost").note
    assert note.startswith("“4 million”\n")
    then = "Mayor Petra Lund said that the fire would cost 3 million crowns."
    assert note.endswith(say("ask.before", day="2 March 2026", words=then))


def test_a_judgement_is_left_to_people_with_what_was_said_about_it(desk: Desk) -> None:
    reply = _ask(desk, "/ask who lied?")
    assert reply.note == say("ask.judgement")
    assert [card.heading for card in reply.cards] == ["Petra Lund"]
