"""What answers is shown to the end of its quotation."""

from __future__ import annotations

from pathlib import Path

from corpus.ask import whole_quotations
from corpus.extract import extract
from corpus.model import Article, Record, Span
from corpus.results import Answer, Hit, Query
from tests.stories import told

TEXT = """The bridge stays shut

Neil Prentice, her spokesman, said: "No. Absolutely not." The council met on Friday.

Nobody asked "why?" again.
"""


def test_a_sentence_cut_inside_a_quotation_is_shown_with_all_of_it(tmp_path: Path) -> None:
    found = extract(Article("a", "a.txt", TEXT, "en"))
    store = told(tmp_path, found)
    cut, whole = 'Neil Prentice, her spokesman, said: "No.', 'Neil Prentice, her spokesman, said: "No. Absolutely not."'
    start = TEXT.index(cut)
    hit = Hit(Record.cut(found.article, "sentence", Span(start, start + len(cut))), 1.0)
    plain = Hit(Record.cut(found.article, "sentence", Span(TEXT.index("Nobody"), len(TEXT) - 1)), 0.5)
    shown = whole_quotations.shown(store, Query("?"), Answer(Query("?"), hits=(hit, plain), supporting=(hit,)))
    assert [one.record.text for one in shown.hits] == [whole, plain.record.text]
    assert [one.record.text for one in shown.supporting] == [whole]


def test_what_is_whole_is_left_alone(tmp_path: Path) -> None:
    found = extract(Article("a", "a.txt", TEXT, "en"))
    plain = Hit(Record.cut(found.article, "sentence", Span(TEXT.index("Nobody"), len(TEXT) - 1)), 0.5)
    answer = Answer(Query("?"), hits=(plain,))
    assert whole_quotations.shown(told(tmp_path, found), Query("?"), answer) is answer
