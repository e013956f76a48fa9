"""Corrections at the desk and in the terminal: offered on a quotation's card, done, shown, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalogue import LANGUAGES, speaking
from bot.desk import Desk
from bot.desk.correcting import Editor
from bot.reply import Reply, Request
from bot.terminal import Chat
from bot.terminal.typeset import Face
from corpus.corrections import Act
from corpus.errors import WrongUse
from corpus.library import Library, study
from corpus.model import SEEDS, Article
from corpus.results import Query

MIA = Editor("Mia", (SEEDS,))
STORM = """---
title: The storm
published: 2026-03-04
---
Ann Lee, the mayor, and Eva Stone, the engineer, spoke on Tuesday.

“The harbour wall will hold for another year,” said Lee. Nobody believed it.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "storm.txt").write_text(STORM, encoding="utf-8")
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    library.sweep(tmp_path / "in")
    yield library
    library.close()


@pytest.fixture
def desk(library: Library) -> Desk:
    return Desk(library)


def quoted(desk: Desk) -> Reply:
    return desk.answer(Request.of("quote", {"query": "harbour wall"}))


def given(desk: Desk, request: Request, editor: Editor, **options: str) -> Reply:
    whole = Request.of("correct", {**dict(request.options), **options})
    return desk.answer(whole, collections=(SEEDS, editor.collections[-1]), editor=editor)


def undone(reply: Reply) -> list[str]:
    return [choice.label for choice in reply.choices if choice.label.startswith("Undo")]


def pressed(reply: Reply, label: str) -> Request:
    offered = [choice for card in reply.cards for choice in card.choices] + list(reply.choices)
    return next(choice.request for choice in offered if choice.label.startswith(label) and choice.request)


def test_a_card_leads_to_what_can_be_corrected_and_back(desk: Desk) -> None:
    menu = desk.answer(pressed(quoted(desk), "Correct"), editor=MIA)
    assert menu.cards[0].heading == "Ann Lee" and menu.secret
    assert "Eva Stone" in [choice.label for choice in menu.choices]
    done = desk.answer(pressed(menu, "Eva Stone"), editor=MIA)
    assert "was said by Eva Stone" in done.note
    assert done.cards[0].heading == "Eva Stone" and "corrected by Mia" in done.cards[0].detail
    assert quoted(desk).cards[0].heading == "Eva Stone"
    assert "corrected by Mia" in quoted(desk).cards[0].detail
    assert desk.answer(done.request, editor=MIA).cards == done.cards  # shown again, it is not done again
    back = desk.answer(pressed(done, "Undo"), editor=MIA)
    assert "Taken back" in back.note and quoted(desk).cards[0].heading == "Ann Lee"


def test_every_correction_is_done_from_the_card(desk: Desk, library: Library) -> None:
    base = pressed(quoted(desk), "Correct")

    def give(**options: str) -> Reply:
        return desk.answer(Request.of("correct", {**dict(base.options), **options}), editor=MIA)

    assert give(nobody="yes").cards[0].heading.startswith("Speaker not settled")
    assert "“After the storm”" in give(title="After the storm").note
    opened = desk.answer(Request.of("article", {"article": base.option("article") or ""}))
    assert "After the storm" in opened.cards[0].heading and "corrected by Mia" in opened.cards[0].detail
    assert "2026-03-09" in give(date="2026-03-09").note
    assert "9 March 2026 (corrected)" in quoted(desk).source + quoted(desk).cards[0].source
    assert "Ann Marie Lee" in give(name="Ann Lee", merge="Ann Marie Lee").note
    assert "somebody else" in give(name="Eva Stone", split="Eva Stone of Leeds").note
    gone = give(hide="yes")
    assert gone.cards and gone.cards[0].heading != "Ann Lee"
    assert not quoted(desk).cards
    assert len(library.corrections()) == 5  # "hide" took the place of "nobody"


@pytest.mark.parametrize(("start", "end"), [("0", "9" * 5000), ("9" * 5000, "9"), ("0", "9" * 20), ("20", "10")])
def test_a_place_no_text_has_is_refused(desk: Desk, start: str, end: str) -> None:
    base = pressed(quoted(desk), "Correct")
    asked = {**dict(base.options), "start": start, "end": end, "speaker": "Eva Stone"}
    with pytest.raises(WrongUse, match="no such passage"):
        desk.answer(Request.of("correct", asked), editor=MIA)


def test_a_name_nobody_has_is_kept_and_the_nearest_is_offered(desk: Desk) -> None:
    base = pressed(quoted(desk), "Correct")
    done = desk.answer(Request.of("correct", {**dict(base.options), "speaker": "Eva Ston"}), editor=MIA)
    meant = pressed(done, "I meant Eva Stone")
    assert desk.answer(meant, editor=MIA).cards[0].heading == "Eva Stone"


def test_all_corrections_are_listed_with_who_when_and_the_way_back(desk: Desk, library: Library) -> None:
    def listed(**options: str) -> Reply:
        return desk.answer(Request.of("corrections", options), editor=MIA)

    assert listed().note == "Nothing has been corrected." and listed().secret
    base = dict(pressed(quoted(desk), "Correct").options)
    for options in ({"speaker": "Eva Stone"}, {"title": "After"}, {"name": "Eva Stone", "merge": "Eva Stone of Leeds"}):
        desk.answer(Request.of("correct", {**base, **options}), editor=MIA)
    shown = listed()
    assert shown.note == "3 corrections, the latest first."
    assert [
        next(what for what in ("Eva Stone of Leeds", "After", "said by Eva Stone") if what in card.body[0].text)
        for card in shown.cards
    ] == ["Eva Stone of Leeds", "After", "said by Eva Stone"]
    assert all(card.detail.startswith("corrected by Mia") for card in shown.cards)
    assert [card.source for card in shown.cards] == ["in all articles", "in/storm.txt", "in/storm.txt"]
    back = desk.answer(pressed(shown, "Undo: the title"), editor=MIA)
    assert back.note == "Taken back: the title is “After”. 2 corrections, the latest first."
    assert desk.answer(back.request, editor=MIA).note == "2 corrections, the latest first."  # not done again
    for value in range(9):
        desk.answer(Request.of("correct", {**base, "date": f"2026-03-{10 + value}"}), editor=MIA)
    first, second = listed(), desk.answer(Request("corrections", page=1), editor=MIA)
    assert (first.pages, second.page, second.first) == (2, 1, 9) and len(second.cards) == 3
    with pytest.raises(WrongUse, match="look after the archive"):
        desk.answer(Request("corrections"))
    eve = Editor("Eve", ("server-1",))
    other = desk.answer(Request("corrections"), collections=(SEEDS, "server-1"), editor=eve)
    assert other.cards == () and other.note == "Nothing has been corrected."
    with pytest.raises(WrongUse, match="no such correction"):
        desk.answer(pressed(first, "Undo"), collections=(SEEDS, "server-1"), editor=eve)
    assert len(library.corrections()) == 11


def test_quotations_are_offered_by_their_words_and_their_speaker(desk: Desk) -> None:
    for typed in ("harbour w", "ann lee", "an"):
        (one,) = desk.corrector.offered(typed, (SEEDS,))
        assert one.label == "Ann Lee: The harbour wall will hold for another year,"
        assert one.request and desk.answer(one.request, editor=MIA).cards[0].heading == "Ann Lee"
    for typed in ("", " ", "?!", "x" * 9_000):
        assert desk.corrector.offered(typed, (SEEDS,)) == ()
    assert desk.corrector.offered("harbour", ("server-1",)) == ()


def test_the_terminal_lists_them_and_takes_one_back(desk: Desk) -> None:
    chat = Chat(desk, Face())
    chat.answer("/quote harbour wall")
    chat.answer("correct 1 speaker: Eva Stone")
    shown = chat.answer("corrections")
    assert "1 correction, the latest first." in shown and "was said by Eva Stone" in shown
    assert "corrected by" in shown
    number = next(line.split()[0] for line in shown.splitlines() if "Undo: " in line)
    assert "Taken back" in chat.answer(number.strip("[]()."))


def test_who_may_not_is_told_so_and_nothing_is_changed(desk: Desk, library: Library) -> None:
    request = Request.of("correct", {**dict(pressed(quoted(desk), "Correct").options), "hide": "yes"})
    for editor in (None, Editor("Eve", ("server-1",))):
        with pytest.raises(WrongUse, match="look after the archive"):
            desk.answer(request, editor=editor)
    with pytest.raises(WrongUse, match="no article"):
        desk.answer(Request.of("correct", {"article": "nowhere", "hide": "yes"}), editor=MIA)
    with pytest.raises(WrongUse, match="Open a quotation first"):
        desk.answer(Request("correct"), editor=MIA)
    assert library.corrections() == ()


def test_what_is_wrong_with_a_correction_is_said_in_every_language(desk: Desk) -> None:
    base = dict(pressed(quoted(desk), "Correct").options)
    for options in (
        {"speaker": "?!"},
        {"speaker": "x" * 300},
        {"title": "…"},
        {"title": "x" * 400},
        {"date": "tomorrow"},
        {"name": "Zed Zoe", "merge": "Ann Lee"},
        {"name": "Ann Lee", "merge": "Ann Lee"},
        {"undo": "beef"},
        {"start": "5", "end": "9999999", "hide": "yes"},
    ):
        said = set()
        for code in LANGUAGES:
            with speaking(code), pytest.raises(WrongUse) as wrong:
                desk.answer(Request.of("correct", {**base, **options}), editor=MIA)
            said.add(str(wrong.value))
            assert "\n" not in str(wrong.value)
        assert len(said) == len(LANGUAGES), said


def test_the_terminal_corrects_the_card_that_was_shown(desk: Desk, library: Library) -> None:
    chat = Chat(desk, Face())
    assert "Open a quotation first" in chat.answer("/correct speaker: Eva Stone")
    chat.answer("/quote harbour wall")
    assert "What is wrong" in chat.answer("correct")
    assert "was said by Eva Stone" in chat.answer("correct speaker: Eva Stone")
    chat.answer("/quote harbour wall")
    assert "the title is “After the storm”" in chat.answer("correct 1 title: After the storm")
    assert "is no quotation" in chat.answer("/correct hide")
    assert "is no day" in chat.answer("correct date: soon")
    assert {one.act.value for one in library.corrections()} == {"title", "hide"}
    id = library.corrections()[0].id
    assert "Taken back" in chat.answer(f"correct undo {id}")


def test_what_is_merged_in_one_server_s_archive_shows_in_no_other(desk: Desk, library: Library) -> None:
    here, there = Editor("Mia", (SEEDS, "server-1")), Editor("Tom", (SEEDS, "server-2"))
    ids = {}
    for editor, said in ((here, "The ferry will sail"), (there, "The pier will stand")):
        own = editor.collections[-1]
        text = f"Ann Lee, the mayor, spoke on Tuesday.\n\n“{said} for another year,” said Ann Lee."
        library.add([Article("own", "own.txt", text, "en")], collection=own, by="Mia")
        ids[own] = Request.of("correct", {"article": library.articles(Query("", collections=(own,)))[0].id})
    merged = given(desk, ids["server-1"], here, name="Ann Lee", merge="Quillon Marr")
    assert len(undone(merged)) == 1
    assert [one.collection for one in library.corrections()] == ["server-1"]
    everywhere = Request.of("correct", {"article": library.articles(Query(""))[0].id})
    for request in (ids["server-2"], everywhere):
        assert "Quillon" not in str(given(desk, request, there))


def test_only_what_the_editor_may_take_back_is_offered(desk: Desk, library: Library) -> None:
    guest = Editor("Eve", ("server-1",))
    text = "Ann Lee, the mayor, spoke on Tuesday.\n\n“The ferry will sail for another year,” said Ann Lee."
    library.add([Article("own", "own.txt", text, "en")], collection="server-1", by="Eve")
    own = Request.of("correct", {"article": library.articles(Query("", collections=("server-1",)))[0].id})
    library.merge("Ann Lee", "Ann Marie Lee", by="Mia")
    given(desk, own, guest, title="The ferry")
    menu = given(desk, own, guest)
    (label,) = undone(menu)
    assert "The ferry" in label
    assert "Taken back" in given(desk, pressed(menu, "Undo"), guest).note


def test_a_later_version_offers_to_take_back_what_it_has_from_an_earlier_one(desk: Desk, library: Library) -> None:
    text = STORM.partition("---\n")[2].partition("---\n")[2]
    streets = " ".join(f"Street {number} of the town stood under water for {number + 1} days." for number in range(30))
    for key in ("v1", "v2"):
        found = study(Article(key, f"{key}.txt", f"{text}\n{streets}\nThis is {key}.", "en"))[0]
        library.put([replace(found, article=replace(found.article, address="https://post.example/flood"))])
    assert {row.id for row in library.versions("v1")} == {"v1", "v2"}
    span = next(one.span for one in study(Article("v1", "v1.txt", text, "en"))[0].quotes)
    library.correct("v1", Act.SPEAKER, "Eva Stone", by="Mia", span=span)
    later = Request.of("correct", {"article": "v2", "start": str(span.start), "end": str(span.end)})
    menu = given(desk, later, MIA)
    assert menu.cards[0].heading == "Eva Stone"
    back = desk.answer(pressed(menu, "Undo"), editor=MIA)
    assert back.cards[0].heading == "Ann Lee" and not undone(back)


def test_the_terminal_corrects_the_quotation_of_that_number_in_a_draft(
    desk: Desk, library: Library, tmp_path: Path
) -> None:
    (tmp_path / "in" / "pier.txt").write_text(
        "Tom Ray, the harbour master, spoke.\n\n“The pier will burn before anybody can cross it,” said Ray.\n",
        encoding="utf-8",
    )
    library.sweep(tmp_path / "in")
    (tmp_path / "draft.txt").write_text(
        "“The harbour wall will hold for another year,” said Lee.\n\n"
        "“The pier will never burn before anybody can cross it,” said Tom Ray.\n",
        encoding="utf-8",
    )
    chat = Chat(desk, Face())
    told = chat.answer(f"check {tmp_path / 'draft.txt'}")
    assert told.index("The pier will") < told.index("The harbour wall")  # what needs a hand comes first
    assert "The harbour wall" in chat.answer("correct 1 speaker: Eva Stone")
    assert [one.words for one in library.corrections()] == ["The harbour wall will hold for another year,"]
    for number in ("0", "3", "9" * 5000):
        chat.answer(f"check {tmp_path / 'draft.txt'}")
        chat.answer(f"/correct {number} hide")
    assert len(library.corrections()) == 1
