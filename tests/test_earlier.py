"""What an earlier version of a story had: said beside the newest, on the command line and in the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.reply import Request
from corpus.cli.plain_text import told
from corpus.library import Library
from corpus.results import Query, Remark, Ruling

STREETS = "Mill Quay Well Ford Dock Park Hill Lane Bell Gate Oak Elm Ash Yew Fir".split()
REPORT = "\n\n".join(
    f"In {street} Street the water stood for {number + 2} days, and house {17 * number} was pulled down in the spring."
    for number, street in enumerate(STREETS)
)
HEAD = "---\ntitle: Flood in the old town\ndate: 2026-03-0{day}\nsource: The Post\n---\n\n"
OLD = (
    "“We lost twelve boats in the night,” said Mara Dunne, the harbour master.\n\n"
    "“Nobody warned us of the storm,” said Tom Rae, the mayor.\n\n"
    "“The quay will be rebuilt by summer,” said Mara Dunne.\n\n"
)
NEW = (
    "“We lost fifteen boats in the night,” said Mara Dunne, the harbour master.\n\n"
    "“The quay will be rebuilt by summer,” said Tom Rae, the mayor.\n\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(HEAD.format(day=2) + OLD + REPORT)
    (folder / "b.txt").write_text(HEAD.format(day=3) + NEW + REPORT)
    library = Library.open(f"sqlite:///{tmp_path}/index.db")
    library.sweep(folder)
    yield library
    library.close()


def test_a_quotation_says_what_an_earlier_version_had(library: Library) -> None:
    (hit,) = library.quote(Query("boats")).hits
    assert hit.record.text == "We lost fifteen boats in the night,"
    assert [record.text for record in hit.earlier] == ["We lost twelve boats in the night,"]
    assert "in an earlier version: “We lost twelve boats" in told(library.quote(Query("boats")), library)


def test_a_changed_speaker_is_a_change(library: Library) -> None:
    (hit,) = library.quote(Query("quay")).hits
    assert (hit.record.speaker, [record.speaker for record in hit.earlier]) == ("Tom Rae", ["Mara Dunne"])
    (card, *_) = Desk(library).answer(Request.of("quote", {"query": "quay"})).cards
    assert "as the words of Mara Dunne" in card.detail


def test_words_the_newest_version_has_nothing_in_the_place_of_stay_on_record(library: Library) -> None:
    verdict = library.verify(Query("Nobody warned us of the storm"))
    assert (verdict.ruling, verdict.remark) == (Ruling.EXACT, Remark.LEFT_OUT)
    (hit,) = library.quote(Query("warned")).hits
    assert (hit.record.path, hit.newest and hit.newest.path) == ("articles/a.txt", "articles/b.txt")
    (card,) = Desk(library).answer(Request.of("quote", {"query": "warned"})).cards
    assert "the newest version (The Post, 3 March 2026) does not have it" in card.detail


def test_an_outdated_sentence_answers_no_question(library: Library) -> None:
    hits = library.ask(Query("How many boats were lost in the night?")).hits
    assert {hit.record.path for hit in hits if "boats" in hit.record.text} == {"articles/b.txt"}


def test_each_quotation_of_a_message_is_looked_for_in_earlier_versions(library: Library) -> None:
    sent = (
        "“We lost twelve boats in the night,” said Mara Dunne. “We lost fifteen boats in the night,” said Mara Dunne."
    )
    verdict = library.verify(Query(sent))
    assert [(part.ruling, part.remark) for part in verdict.parts] == [
        (Ruling.ALTERED, Remark.EARLIER),
        (Ruling.EXACT, None),
    ]


def test_a_draft_that_quotes_an_earlier_version_is_told_so(library: Library, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("“We lost twelve boats in the night,” said Mara Dunne.\n")
    (verdict,) = library.check(*library.received_file(tmp_path / "draft.md")).verdicts
    assert (verdict.ruling, verdict.remark) == (Ruling.ALTERED, Remark.EARLIER)


def test_what_no_version_has_is_not_found(library: Library) -> None:
    verdict = library.verify(Query("The lighthouse keeper painted his house blue"))
    assert (verdict.ruling, verdict.remark, verdict.shown) == (Ruling.NOT_FOUND, None, ())


def test_an_opened_article_says_which_version_it_is_and_leads_to_the_others(library: Library) -> None:
    desk = Desk(library)
    (row,) = library.articles(Query())
    reply = desk.answer(Request.of("article", {"article": row.id}))
    assert reply.note == "This is the newest of 2 versions of the article."
    other = next(choice for choice in reply.choices if choice.label == "Version: The Post, 2 March 2026")
    assert other.request
    earlier = desk.answer(other.request)
    assert "an earlier one of 2 versions of the article; the newest is that of The Post, 3 March 2026" in earlier.note
    assert earlier.cards[0].source.endswith("articles/a.txt · from line 1")


def test_the_desk_names_the_earlier_version(library: Library) -> None:
    note = (
        Desk(library)
        .answer(Request.of("verify", {"query": "“We lost twelve boats in the night,” said Mara Dunne"}))
        .note
    )
    assert note.startswith("Altered: Mara Dunne is quoted with other words")
    assert note.endswith("An earlier version of the article (The Post, 2 March 2026) had the words as they were sent.")
