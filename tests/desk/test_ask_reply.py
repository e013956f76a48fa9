"""What the desk says above an answer: what was printed before, and that a judgement is left to people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.catalogue import say
from bot.desk import Desk
from bot.reply import Reply, Request
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


def test_a_relative_day_is_told_with_the_day_it_means(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    text = "El concejal Luis Gil presentó ayer su dimisión.\n\nGil volverá a su farmacia, dijo la alcaldesa.\n"
    day = Published("2026-03-10", Basis.METADATA)
    library.put([extract(Article("a", "a.txt", text, "es", published=day))])
    note = Desk(library).answer(Request.of("ask", {"query": "¿Cuándo dimitió Gil?"})).note
    library.close()
    assert note.endswith("“ayer” (9 March 2026)")


def test_of_two_people_of_a_surname_each_may_be_picked(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    text = "“The dam is sound,” said Petra Lund, the mayor.\n\n“The dam is old,” said Jon Lund, a geologist.\n"
    text += "\n“So it is,” said Ann Roe.\n\nBo Roe slept.\n"
    library.put([extract(Article("a", "a.txt", text, "en"))])
    reply = Desk(library).answer(Request.of("ask", {"query": "What did Lund say about the dam?"}))
    full = Desk(library).answer(Request.of("ask", {"query": "What did Jon Lund say about the dam?"}))
    settled = Desk(library).answer(Request.of("quote", {"query": "Roe"}))
    somebody = Desk(library).answer(Request.of("ask", {"query": "who petra lund"}))
    library.close()
    assert {choice.request.option("query") for choice in reply.choices if choice.request} == {
        "What did Petra Lund say about the dam?",
        "What did Jon Lund say about the dam?",
    }
    assert say("found.namesakes", n=2) in reply.note
    assert full.choices == settled.choices == ()
    assert somebody.request.command == "who" and somebody.cards[0].heading == "Petra Lund"


def test_who_left_an_office_is_shown_with_the_day(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    text = "Mayor Petra Lund resigned on Tuesday.\n\nTom Lund slept.\n"
    day = Published("2026-03-10", Basis.METADATA)
    library.put([extract(Article("a", "a.txt", text, "en", published=day))])
    one, several = (Desk(library).answer(Request.of("who", {"query": name})) for name in ("Petra Lund", "Lund"))
    library.close()
    assert "".join(run.text for run in one.cards[0].body) == "Mayor (until 10 March 2026)"
    assert one.cards[1].detail == "until 10 March 2026"
    assert "Petra Lund, Mayor (until 10 March 2026)" in [choice.label for choice in several.choices]


def test_a_summary_of_some_days_says_which(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'corpus.db'}")
    text = "The dam\n\nMayor Petra Lund resigned on Tuesday.\n\nTom Lund slept.\n"
    library.put([extract(Article("a", "a.txt", text, "en", published=Published("2026-03-10", Basis.METADATA)))])
    desk = Desk(library)
    since, plain = (desk.answer(Request.of("summary", options)) for options in ({"since": "2026-03-01"}, {}))
    library.close()
    assert since.note == "The latest article since 1 March 2026:"
    assert plain.note == ""
