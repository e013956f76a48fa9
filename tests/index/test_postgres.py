"""PostgreSQL beside SQLite: the same answers, an export that moves from one to the other, many writers at once."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from corpus import ask, jsonl, verify
from corpus.analysis.folding import words
from corpus.analysis.spelling import keys
from corpus.errors import StoreError
from corpus.index import Note, Part, Shelf, Store, Wanted, entries, every, open_store
from corpus.index.postgres import schema
from corpus.index.postgres import store as postgres_store
from corpus.ingest import sweep as ingest
from corpus.model import Extraction, Person, Span, Title
from corpus.results import Query
from corpus.search import name_lookup, retrieval
from tests.shelves import article

FIRST = "Ann Bob Carla Dmitri Élodie Fatima Günther Hiro Inés José".split()
LAST = "Lee Núñez Sheinbaum Müller Okafor Ivanova Brown O'Hara Łukasz García".split()
TOPICS = (
    "tariffs harm everybody on both sides of the border;the bridge must be closed before winter;we will not accept "
    "foreign troops here;prices rose by ten percent in a year;the ministry has opened an inquiry into the contracts;"
    "water is scarce in the northern valleys;teachers deserve a better salary;nobody told us about the merger;"
    "the vaccine arrives in March;our exports to China have doubled"
).split(";")


def made(seed: int, count: int) -> list[Extraction]:
    """Articles of invented speakers; a few print the same words."""
    rng = random.Random(seed)
    found = []
    for number in range(count):
        said: list[tuple[str | None, str]] = []
        for _ in range(rng.randint(1, 4)):
            speaker = f"{rng.choice(FIRST)} {rng.choice(LAST)}" if rng.random() < 0.9 else None
            words = " and ".join(rng.sample(TOPICS, rng.randint(1, 2)))
            said.append((speaker, f"{words} {rng.randint(1, 60)}"))
        day = f"20{rng.randint(15, 26)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}" if rng.random() < 0.9 else None
        found.append(article(f"a{number}", *said, day=day))
    return found


@pytest.fixture
def both(tmp_path: Path, database: Callable[[], str]) -> Iterator[tuple[Store, Store]]:
    stores = open_store(f"sqlite:///{tmp_path}/index.db"), open_store(database())
    yield stores
    for store in stores:
        store.close()


def slip(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + text[at + 1 :] if len(text) > 4 else text


def test_five_hundred_requests_get_the_same_ranked_answers(both: tuple[Store, Store]) -> None:
    found = made(1, 300)
    for store in both:
        store.put(found)
        store.put(found[50:60], gone=["a7", "a8"])  # some taken in again, some gone
    rng = random.Random(2)
    for number in range(500):
        quote = rng.choice(rng.choice(found).quotes)
        speaker = quote.speaker or "Nobody Known"
        words = slip(" ".join(rng.sample(rng.choice(TOPICS).split(), 2)), rng)
        query = Query([speaker, slip(speaker, rng), words, f"{speaker.split()[-1]} {words}"][number % 4], limit=20)
        sqlite, postgres = (retrieval.quote(store, query) for store in both)
        assert sqlite == postgres, query
        if number % 5 == 0:
            text = slip(rng.choice(TOPICS), rng)
            assert len({repr(verify.verify(store, Query(text))) for store in both}) == 1
            assert len({name_lookup.suggest(store, speaker[:3].lower(), ("seeds",)) for store in both}) == 1
            question = Query(f"What did {speaker} say about {rng.choice(TOPICS).split()[-1]}?")
            assert len({repr(ask.ask(store, question)) for store in both}) == 1


def test_an_index_moves_from_one_store_to_the_other_and_back(both: tuple[Store, Store]) -> None:
    sqlite, postgres = both
    sqlite.put(made(3, 40))

    def exported(store: Store) -> list[jsonl.Json]:
        whole = (store.article(row.id) for row in every(store, ("seeds",)))
        return sorted((jsonl.exported(found) for found in whole if found), key=str)

    before = exported(sqlite)
    postgres.put([jsonl.imported(line, "a line") for line in before])
    assert exported(postgres) == before
    sqlite.put((), gone=[row.id for row in sqlite.articles(Shelf(limit=100))])
    sqlite.put([jsonl.imported(line, "a line") for line in exported(postgres)])
    assert exported(sqlite) == before


def uses(store: Store, text: str) -> int:
    return sum(word.uses for word in store.words([text])[text] if word.text == text)


def test_an_article_is_taken_out_under_the_words_it_was_put_in_under(
    both: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, store = both
    monkeypatch.setattr(entries, "words", lambda text: words(text.replace("rain", "snow")))
    store.put([article("a", ("Ann Lee", "The rain has come")), article("b", ("Ann Lee", "The rain has gone"))])
    monkeypatch.undo()
    store.put([], gone=["a"])
    assert uses(store, "snow") == 1
    store.put([article("b", ("Ann Lee", "The rain has gone"))])
    assert (uses(store, "snow"), uses(store, "rain")) == (0, 1)


def test_many_writers_share_one_index(database: Callable[[], str]) -> None:
    url, found, faults = database(), made(4, 80), []

    def write(mine: list[Extraction]) -> None:
        store = open_store(url)
        try:
            for extraction in mine:
                store.put([extraction])
        except Exception as error:
            faults.append(error)
        finally:
            store.close()

    threads = [threading.Thread(target=write, args=(found[at::4],)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    store = open_store(url)
    assert store.state().articles == 80
    assert store.state().quotes == sum(len(extraction.quotes) for extraction in found)
    store.close()


def test_sweeps_of_several_processes_part_the_files_among_them(database: Callable[[], str], tmp_path: Path) -> None:
    url, totals = database(), []
    (tmp_path / "seeds").mkdir()
    for number in range(60):
        text = f"“The bridge number {number} must be closed,” said Ann Lee.\n"
        (tmp_path / "seeds" / f"{number}.txt").write_text(text, encoding="utf-8")

    def sweep() -> None:
        store = open_store(url)
        totals.append(ingest.sweep(store, tmp_path / "seeds"))
        store.close()

    threads = [threading.Thread(target=sweep) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done.added for done in totals) == 60
    assert {done.added + done.unchanged for done in totals} == {60}
    store = open_store(url)
    assert (store.state().articles, len(store.state().files)) == (60, 60)
    store.close()


def test_a_claim_holds_until_it_is_carried_out(database: Callable[[], str]) -> None:
    url = database()
    one, other = open_store(url), open_store(url)
    assert one.claim("seeds", {"a.txt": "f1"}) == {"a.txt"}
    assert other.claim("seeds", {"a.txt": "f1", "b.txt": "f1"}) == {"b.txt"}
    one.put((), note=Note({"a.txt": "f1"}))
    assert other.claim("seeds", {"a.txt": "f1"}) == frozenset()
    assert other.claim("seeds", {"a.txt": "f2"}) == {"a.txt"}
    one.close()
    other.close()


def test_a_change_is_told_to_whoever_listens(database: Callable[[], str]) -> None:
    url = database()
    store = open_store(url)
    with psycopg.connect(url, autocommit=True) as listener:
        listener.execute("LISTEN onrecord")
        store.put(made(5, 1))
        assert [note.channel for note in listener.notifies(timeout=1, stop_after=1)] == ["onrecord"]
    store.close()


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(StoreError, match="check that the server runs") as caught:
        open_store("postgresql://desk:hunter2@127.0.0.1:1/none")
    assert "hunter2" not in str(caught.value)


def test_an_index_of_the_first_version_is_brought_up_to_date(database: Callable[[], str]) -> None:
    url = database()
    with psycopg.connect(url, autocommit=True, options="-c search_path=onrecord") as connection:
        connection.execute("CREATE SCHEMA onrecord")
        for statement in schema.STEPS[0].split(";"):
            connection.execute(statement.encode())
        connection.execute("INSERT INTO meta VALUES ('version', '1')")
        connection.execute("INSERT INTO words VALUES ('sheinbaum', 1, 1)")
        for key in keys("sheinbaum", 2):
            connection.execute("INSERT INTO typos VALUES (%s, 'sheinbaum')", (key,))
    store = open_store(url)
    assert [word.text for word in store.words(["shienbaum"])["shienbaum"]] == ["sheinbaum"]
    store.put([article("a", ("Ann Lee", "It still works"))])
    assert [row.id for row in store.articles(Shelf(words=("about",)))] == ["a"]
    store.close()


def test_who_holds_which_office_is_looked_for_in_what_was_there_before(database: Callable[[], str]) -> None:
    url = database()
    store = open_store(url)
    lee = article("a", ("Ann Lee", "Mayor Lee spoke"))
    store.put([replace(lee, people=(Person("Ann Lee", (), (Span(0, 5),)),))])
    store.close()
    with psycopg.connect(url, autocommit=True, options="-c search_path=onrecord") as connection:
        connection.execute("DELETE FROM records WHERE kind = 200")
        connection.execute("UPDATE articles SET roles = NULL")
    store = open_store(url)
    assert store.find(Wanted(Part.ROLES, (("mayor",),))) == ()
    store.put([article("b", ("Tom Fox", "It rains"))])
    assert [one.speaker for one in store.find(Wanted(Part.ROLES, (("mayor",),)))] == ["Ann Lee"]
    assert store.state().quotes == 2
    store.close()


def test_an_index_of_a_newer_program_is_left_alone(database: Callable[[], str]) -> None:
    url = database()
    open_store(url).close()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("UPDATE onrecord.meta SET value = '99' WHERE key = 'version'")
    with pytest.raises(StoreError, match="newer version"):
        open_store(url)


def test_versions_are_listed_where_there_is_one_connection(
    database: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_store, "_PATIENCE", postgres_store.Patience(wait=1.0, connections=1))
    store = open_store(database())
    found = [article(key, ("Ann Lee", f"The bridge {key} must be closed")) for key in ("a", "b")]
    store.put(replace(one, article=replace(one.article, address="post.example/a", title=Title("A"))) for one in found)
    assert sorted(row.id for row in store.versions("a")) == ["a", "b"]
    store.close()
