"""One file, many hands: what holds for the SQLite index beside the contract."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.analysis.folding import words
from corpus.errors import StoreError, WrongUse
from corpus.index import Asked, Naming, Shelf, Wanted, clues, codec, entries, open_store, titles
from corpus.index.sqlite import schema, writing
from corpus.index.sqlite import store as sqlite_store
from corpus.ingest.sweep import completed
from corpus.results import Query
from corpus.search.retrieval import quote
from tests.shelves import article, filled


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    store = filled(tmp_path, article("a", ("Ann Lee", "The rain has come")))
    writer = sqlite3.connect(tmp_path / "index.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM records")
    assert [hit.record.text for hit in quote(store, Query("rain")).hits] == ["The rain has come"]
    writer.execute("ROLLBACK")
    writer.close()
    store.close()


def test_what_one_process_puts_in_another_finds_at_once(tmp_path: Path) -> None:
    one = filled(tmp_path, article("a", ("Ann Lee", "The rain has come")))
    other = open_store(f"sqlite:///{tmp_path}/index.db")
    assert len(quote(other, Query("rain")).hits) == 1
    one.put([article("b", ("Ann Lee", "The rain has gone"))])
    assert len(quote(other, Query("rain")).hits) == 2
    one.close()
    other.close()


def test_an_index_made_by_other_word_lists_is_worked_out_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "words", lambda text: words(text.replace("rain", "snow")))
    monkeypatch.setattr(writing, "stamp", lambda: "other word lists")
    found = [completed(article(f"a{n}", ("Ann Lee", f"The rain number {n} has come"))) for n in range(30)]
    store = filled(tmp_path, *found)
    assert store.find(Wanted(groups=(("snow",),), limit=99)) and not store.find(Wanted(groups=(("rain",),)))
    monkeypatch.undo()
    store.put([], gone=["a3"])
    assert len(store.find(Wanted(groups=(("rain",),), limit=99))) == 29
    assert not store.find(Wanted(groups=(("snow",),)))
    assert [(name.quotes, name.articles) for name in store.names(Naming())] == [(29, 29)]
    assert [word.uses for word in store.words(["rain"])["rain"] if word.text == "rain"] == [29]
    assert [row.id for row in store.articles(Shelf(limit=3))] == ["a29", "a28", "a27"]
    assert len(store.passages(Asked((("rain",),))).found) == 29 == store.passages(Asked((("rain",),))).count
    store.close()


def test_many_threads_read_and_write(tmp_path: Path) -> None:
    store = filled(tmp_path, article("a", ("Ann Lee", "The rain has come")))

    def work(number: int) -> int:
        store.put([article(f"t{number}", ("Bob Ray", f"Snow number {number}"))])
        return len(quote(store, Query("rain")).hits)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(40))) == [1] * 40
    assert len(store.articles(Shelf(limit=100))) == 41
    assert sum(name.quotes for name in store.names(Naming())) == 41
    store.close()


def test_a_file_that_is_no_index_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "index.db").write_text("Dear editor, " * 500, encoding="utf-8")
    with pytest.raises(StoreError, match=r"index\.db is not an index; .*move the file away"):
        open_store(f"sqlite:///{tmp_path}/index.db")


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "index.db") as foreign:
        foreign.execute("CREATE TABLE songs (title TEXT)")
    foreign.close()
    before = (tmp_path / "index.db").read_bytes()
    with pytest.raises(StoreError, match="a database of another program"):
        open_store(f"sqlite:///{tmp_path}/index.db")
    assert (tmp_path / "index.db").read_bytes() == before


def test_an_index_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    filled(tmp_path).close()
    with sqlite3.connect(tmp_path / "index.db") as newer:
        newer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    newer.close()
    with pytest.raises(StoreError, match="made by a newer version of this program"):
        open_store(f"sqlite:///{tmp_path}/index.db")


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = filled(tmp_path)
    store.close()
    with pytest.raises(StoreError, match="is closed; open it again"):
        store.articles(Shelf())


@pytest.mark.parametrize("url", ["index.db", "sqlite://index.db", "sqlite:///", "mysql://here/there", ""])
def test_an_address_that_names_no_index_is_refused(url: str) -> None:
    with pytest.raises(WrongUse, match="names no index; write sqlite:///FILE"):
        open_store(url)


def test_an_index_of_the_first_version_is_brought_up_to_date_with_all_that_is_in_it(tmp_path: Path) -> None:
    filled(tmp_path, article("a", ("Ann Lee", "The rain has come"))).close()
    with sqlite3.connect(tmp_path / "index.db") as first:
        first.execute("DROP TABLE title_words")
        first.execute("DROP TABLE role_words")
        first.execute("ALTER TABLE articles DROP COLUMN roles")
        first.execute("DROP TABLE corrections")
        first.execute("ALTER TABLE articles DROP COLUMN before")
        first.execute("ALTER TABLE records DROP COLUMN hand")
        first.execute("DROP TABLE marks")
        first.execute("DROP TABLE uploads")
        first.execute("DROP INDEX articles_story")
        first.execute("DROP INDEX articles_earlier")
        for column in ("address", "modified", "seen", "story", "newer", "whole"):
            first.execute(f"ALTER TABLE articles DROP COLUMN {column}")
        first.execute("DELETE FROM meta WHERE key = 'words by'")
        first.execute("DROP INDEX articles_latest")
        first.execute("CREATE INDEX articles_latest ON articles (collection, published, id)")
        first.execute("DROP TABLE joint")
        first.execute("ALTER TABLE records DROP COLUMN joint")
        first.execute("ALTER TABLE records DROP COLUMN part")
        first.execute("PRAGMA user_version = 1")
    first.close()
    store = open_store(f"sqlite:///{tmp_path}/index.db")
    assert [hit.record.text for hit in quote(store, Query("rain")).hits] == ["The rain has come"]
    assert store.state().quotes == 1
    assert [row.id for row in store.articles(Shelf(words=("abou",)))] == ["a"]
    store.put((), gone=["a"])
    assert store.articles(Shelf(words=("abou",))) == ()
    store.close()
    with sqlite3.connect(tmp_path / "index.db") as now:
        assert now.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        plan = now.execute("EXPLAIN QUERY PLAN SELECT sum(quotes) FROM articles WHERE collection = 1").fetchall()
    now.close()
    assert "COVERING INDEX" in plan[0][3]


def test_articles_with_rare_and_with_common_words_are_listed_alike(tmp_path: Path) -> None:
    many = titles.LIMITS.few + 10
    days = [f"2025-0{1 + n % 9}-1{n % 7}" for n in range(many)]
    store = filled(tmp_path, *(article(f"a{n}", day=day) for n, day in enumerate(days)))
    everybody = [row.id for row in store.articles(Shelf(limit=many))]
    for asked in (("about",), ("about", "a1"), ("a1",), ("a123",), ("dai", "a"), ("abouts",), ("a12", "a13")):
        held = [key for key in everybody if all(any(w.startswith(a) for w in ("about", "daily", key)) for a in asked)]
        assert [row.id for row in store.articles(Shelf(words=asked, limit=20))] == held[:20]
    store.close()


def test_after_much_was_written_the_word_indexes_are_of_one_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Questions take two thirds of the time then."""
    monkeypatch.setattr(sqlite_store, "_SETTLING", sqlite_store.SettlingRules(taken=20))
    store = filled(tmp_path)
    for first in range(0, 24, 3):
        store.put([article(f"a{first + n}", ("Ann Lee", f"The rain number {first + n} has come")) for n in range(3)])
        pieces = _pieces(tmp_path / "index.db", "quote_words")
        assert pieces > 1 or first in (0, 18)
        if first == 18:
            assert pieces == 1
    store.close()


def _pieces(file: Path, table: str) -> int:
    """How many parts a full-text index is in."""
    connection = sqlite3.connect(file)
    (count,) = connection.execute(f"SELECT count(DISTINCT segid) FROM {table}_idx").fetchone()
    connection.close()
    return int(count)


def test_where_words_are_common_two_of_them_together_are_looked_for() -> None:
    """So that the work has a bound, and the quotation meant is still among what is looked at."""
    harbour, council, ferry = (15_000, ("harbour",)), (18_000, ("council",)), (30_000, ("ferry",))
    assert _together([harbour, council]) == [(("harbour",), ("council",))]
    assert _together([harbour, council, ferry]) == [(("harbour",), ("council",))]  # a pair with the commonest is not
    assert _together([ferry, (40_000, ("town",)), (50_000, ("sea",))]) == [(("ferry",), ("town",))]
    rare = [(1, (f"rare{number}",)) for number in range(clues.LIMITS.few)]
    assert not _together([*rare, harbour, council])


def _together(used: list[tuple[int, tuple[str, ...]]]) -> list[tuple[tuple[str, ...], ...]]:
    """The pairs of common words; what is looked for beside a rare one is none."""
    rare = {word for uses, group in used if uses == 1 for word in group}
    return [clue.groups for clue in clues.clues(used) if len(clue.groups) == 2 and not rare & set(clue.groups[0])]


def test_what_a_stored_number_means_never_changes() -> None:
    """Indexes hold them: a kind that is new takes a number of its own."""
    quotes = {"direct": 0, "mixed": 1, "indirect": 2, "post": 3, "pull": 4}
    facts = {"figure": 100, "agreement": 101, "event": 102, "role": 103, "position": 104, "plan": 105, "claim": 106}
    assert codec.QUOTE_CODES | quotes == codec.QUOTE_CODES
    assert codec.FACT_CODES | facts == codec.FACT_CODES
    assert codec.KINDS[200] == "office"
    assert len(codec.KINDS) == len(codec.QUOTE_CODES) + len(codec.FACT_CODES) + 1  # no number stands for two
    assert codec.CODES == {"quotes": (0, 100), "facts": (100, 200), "roles": (200, 400)}
    assert writing.NUMBERS.per_day == 24  # bits of an id below its day
