"""How an answer reads: an article is cited once, the parts of one utterance are one card, and reading on is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.catalogue import speaking
from bot.desk import Desk, cited_once
from bot.reply import Card, Mark, Reply, Request, Run, Tone
from bot.understand import understand
from corpus.library import Library

HALVES = """“We will rebuild the old bridge,” Ann Lee said, “and nobody will pay a toll for it.”

“The ferry stays until the spring,” Bo Nye said.
"""


def _card(source: str, place: str) -> Card:
    return Card(Tone.QUOTE, (Run("Words."),), source=source, place=place)


def test_cards_of_one_article_tell_only_their_line() -> None:
    reply = cited_once(Reply(Request("quote"), (_card("A · a.txt", "line 1"), _card("A · a.txt", "line 4"))))
    assert reply.source == "A · a.txt"
    assert [card.citation for card in reply.cards] == ["line 1", "line 4"]


def test_cards_of_two_articles_or_one_card_cite_in_full() -> None:
    for cards in ((_card("A", "line 1"), _card("B", "line 4")), (_card("A", "line 1"),), (_card("A", ""),) * 2):
        reply = Reply(Request("quote"), cards)
        assert cited_once(reply) == reply


def test_a_card_that_shows_no_words_of_an_article_is_no_other_article() -> None:
    reply = cited_once(Reply(Request("who"), (_card("", ""), _card("A", "line 1"), _card("A", "line 4"))))
    assert reply.source == "A" and [card.citation for card in reply.cards] == ["", "line 1", "line 4"]


def test_two_halves_of_one_utterance_are_one_card(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HALVES, encoding="utf-8")
    library = Library.open(f"sqlite:///{tmp_path}/corpus.db")
    library.sweep(tmp_path)
    found = [card for card in Desk(library).answer(understand("/quote Ann Lee")).cards if card.heading == "Ann Lee"]
    library.close()
    assert len(found) == 1
    words = [run.text for run in found[0].body if run.mark is not Mark.OURS]
    assert words == ["We will rebuild the old bridge,", "and nobody will pay a toll for it."]


def test_an_answer_says_how_far_reading_is(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(HALVES.replace("bridge", f"bridge {number}"), encoding="utf-8")
    library = Library.open(f"sqlite:///{tmp_path}/corpus.db")
    desk, seen = Desk(library), []
    library.sweep(tmp_path, progress=lambda done, total: seen.append(desk.answer(understand("/quote Zed Zander")).note))
    assert seen[0].endswith("1 of 3 articles are read so far.")
    assert "read so far" not in seen[-1]  # the last one is in
    assert "read so far" not in desk.answer(understand("/quote Zed Zander")).note
    with speaking("es"):
        library.reading = (2, 3)
        assert desk.answer(understand("/quote Zed Zander")).note.endswith("Hasta ahora se han leído 2 de 3 artículos.")
    library.reading = None
    told: list[str] = []
    library.sweep(tmp_path, progress=lambda done, total: told.append(desk.answer(understand("/quote Bo Nye")).note))
    library.close()
    assert not any("read so far" in note for note in told)  # nothing is new: an answer is whole already


def test_numbers_go_on_over_the_pages(tmp_path: Path) -> None:
    lines = "\n\n".join(f"“Bridge number {number} will be rebuilt soon,” Ann Lee said." for number in range(1, 9))
    (tmp_path / "a.txt").write_text(lines, encoding="utf-8")
    library = Library.open(f"sqlite:///{tmp_path}/corpus.db")
    library.sweep(tmp_path)
    desk = Desk(library, page_size=3)
    request = understand("/quote Ann Lee")
    firsts = [desk.answer(replace(request, page=page)).first for page in range(3)]
    library.close()
    assert firsts == [1, 4, 7]
