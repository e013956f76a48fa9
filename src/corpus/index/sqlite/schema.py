"""The tables of the SQLite index, what opening one checks, and how an older one is brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import StoreError
from corpus.index import codec
from corpus.index.sqlite import passages


@dataclass(frozen=True, slots=True)
class FileNumbers:
    """What an index file is known by, how long a busy one is waited for, and what is held in memory of it. Set by
    hand: the mark is any number no other program takes; each connection holds pages of its own, and the system, too."""

    mark: int = 0x4F6E5265  # "OnRe": marks a database file as an index of ours
    busy: float = 60.0  # seconds that another writer is waited for
    pages: int = 8_000  # KB a connection holds
    idle: int = 2  # connections that are kept for the next questions


FILE = FileNumbers()

_ELSEWHERE = "name another (--db, or database in config.yaml)"
_REMEDY = f"{_ELSEWHERE}, or move the file away and ingest again (from a backup: import FILE)"

# Each step brings an index from the version of its position to the next; the first makes one from nothing.
# Ids of records are newest-last: the day, then the order of arrival, so that the newest candidates come first by
# reading backwards, and a range of days is a range of ids.
STEPS: tuple[str, ...] = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    CREATE TABLE collections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE articles (
        id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, key TEXT NOT NULL, path TEXT NOT NULL, title TEXT,
        derived INTEGER NOT NULL, outlet TEXT, published TEXT, basis TEXT, language TEXT NOT NULL,
        quotes INTEGER NOT NULL, facts INTEGER NOT NULL, first INTEGER NOT NULL, text TEXT NOT NULL,
        found BLOB NOT NULL);
    CREATE UNIQUE INDEX articles_key ON articles (collection, key);
    CREATE INDEX articles_latest ON articles (collection, published, id);
    CREATE TABLE records (
        id INTEGER PRIMARY KEY, article INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
        kind INTEGER NOT NULL, speaker INTEGER, speaker_start INTEGER, speaker_stop INTEGER, cue TEXT,
        confidence REAL, worth REAL);
    CREATE INDEX records_speaker ON records (speaker) WHERE speaker IS NOT NULL;
    CREATE TABLE names (
        id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL, quotes INTEGER NOT NULL,
        articles INTEGER NOT NULL, people INTEGER NOT NULL, UNIQUE (collection, name));
    CREATE TABLE aliases (
        name INTEGER, alias TEXT, articles INTEGER NOT NULL, PRIMARY KEY (name, alias)) WITHOUT ROWID;
    CREATE TABLE name_words (word TEXT, name INTEGER, PRIMARY KEY (word, name)) WITHOUT ROWID;
    CREATE TABLE appearances (name INTEGER, article INTEGER, PRIMARY KEY (name, article)) WITHOUT ROWID;
    CREATE TABLE words (
        id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, uses INTEGER NOT NULL, names INTEGER NOT NULL);
    CREATE TABLE typos (key INTEGER, word INTEGER, PRIMARY KEY (key, word)) WITHOUT ROWID;
    CREATE TABLE stems (stem TEXT, word TEXT, PRIMARY KEY (stem, word)) WITHOUT ROWID;
    CREATE TABLE files (
        collection INTEGER, path TEXT, fingerprint TEXT, reason TEXT, moment TEXT,
        PRIMARY KEY (collection, path)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE quote_words USING fts5 (
        words, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '@~#='");
    CREATE VIRTUAL TABLE fact_words USING fts5 (
        words, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '@~#='");
    """
    + passages.SCHEMA,
    # 2: totals are summed from this index alone, not from pages full of text.
    """
    DROP INDEX articles_latest;
    CREATE INDEX articles_latest ON articles (collection, published, id, quotes, facts)
    """,
    # 3: the words of a whole transaction go into the index at once, not a megabyte at a time: fewer parts to be merged.
    """
    INSERT INTO quote_words (quote_words, rank) VALUES ('hashsize', 16000000);
    INSERT INTO fact_words (fact_words, rank) VALUES ('hashsize', 16000000);
    INSERT INTO passage_words (passage_words, rank) VALUES ('hashsize', 16000000)
    """,
    # 4: articles are found by the words of their titles, outlets and paths without looking at all of them.
    """
    CREATE VIRTUAL TABLE title_words USING fts5 (words, content='', columnsize=0, detail=none, tokenize="ascii");
    INSERT INTO title_words (rowid, words) SELECT id, title_words(title, outlet, path) FROM articles
    """,
    # 5: who said something together with its speaker, and of which utterance it is a part. The records are worked out
    # anew, for the rules of words have changed as well (`renew`).
    """
    ALTER TABLE records ADD COLUMN joint TEXT;
    ALTER TABLE records ADD COLUMN part INTEGER;
    CREATE TABLE joint (name INTEGER, record INTEGER, PRIMARY KEY (name, record)) WITHOUT ROWID
    """,
    # 6: who holds which office is found by its words; what is in is worked out at the next writing (`renew`).
    """
    ALTER TABLE articles ADD COLUMN roles INTEGER NOT NULL DEFAULT 0;
    CREATE VIRTUAL TABLE role_words USING fts5 (
        words, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '@~#='");
    INSERT INTO role_words (role_words, rank) VALUES ('hashsize', 16000000)
    """,
    # 7: what people correct, apart from what was found; who corrected a record, what an article was before. Versions of
    # a story know each other; what is in is worked out at the next writing (`renew`).
    """
    CREATE TABLE corrections (
        id TEXT PRIMARY KEY, act TEXT NOT NULL, value TEXT NOT NULL, author TEXT NOT NULL, moment TEXT NOT NULL,
        collection TEXT NOT NULL, article TEXT NOT NULL, digest TEXT NOT NULL, start INTEGER, stop INTEGER,
        words TEXT NOT NULL, kind TEXT NOT NULL, spelling TEXT NOT NULL);
    ALTER TABLE records ADD COLUMN hand TEXT;
    ALTER TABLE articles ADD COLUMN before BLOB;
    ALTER TABLE articles ADD COLUMN address TEXT;
    ALTER TABLE articles ADD COLUMN modified TEXT;
    ALTER TABLE articles ADD COLUMN seen TEXT;
    ALTER TABLE articles ADD COLUMN story TEXT;
    ALTER TABLE articles ADD COLUMN newer TEXT;
    ALTER TABLE articles ADD COLUMN whole BLOB;
    CREATE INDEX articles_story ON articles (story) WHERE story IS NOT NULL;
    CREATE INDEX articles_earlier ON articles (collection, quotes, facts) WHERE newer IS NOT NULL;
    CREATE TABLE marks (mark INTEGER, article INTEGER, PRIMARY KEY (mark, article)) WITHOUT ROWID
    """,
    # 8: the files people add from a chat, as they were sent: a better extraction reads them again.
    """
    CREATE TABLE uploads (
        collection INTEGER NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, moment TEXT NOT NULL, stamp TEXT NOT NULL,
        size INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (collection, key))
    """,
)
VERSION = len(STEPS)


def connect(path: Path) -> sqlite3.Connection:
    """A connection for one thread at a time. Raises StoreError when the file is no index of ours."""
    try:
        return _tuned(sqlite3.connect(path, timeout=FILE.busy, isolation_level=None, check_same_thread=False))
    except sqlite3.Error as error:
        raise broken(path, error) from error


def _tuned(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute(f"PRAGMA cache_size = -{FILE.pages}")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def prepare(path: Path) -> None:
    """Makes the index, or brings an older one up to date."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent} cannot hold an index: {error.strerror}; {_ELSEWHERE}.") from error
    connection = connect(path)
    try:
        if not _current(connection, path):
            connection.execute("PRAGMA journal_mode = WAL")
            _migrate(connection, path)
    except sqlite3.Error as error:
        raise broken(path, error) from error
    finally:
        connection.close()


def _current(connection: sqlite3.Connection, path: Path) -> bool:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != FILE.mark and (application or _tables(connection)):
        raise StoreError(f"{path} is a database of another program; {_REMEDY}.")
    if version > VERSION:
        raise StoreError(f"{path} was made by a newer version of this program (index {version}, this one reads "
                         f"{VERSION}); update the program, or {_REMEDY}.")  # fmt: skip
    return bool(version == VERSION and application == FILE.mark)


def _tables(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return int(count)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _current(connection, path):  # another process was faster
            return
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.create_function("title_words", -1, codec.title_words, deterministic=True)
        for step in STEPS[version:]:
            for statement in step.split(";"):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {FILE.mark}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def broken(path: Path, error: sqlite3.Error) -> StoreError:
    """The sentence for an error of SQLite."""
    said = str(error)
    if "not a database" in said:
        return StoreError(f"{path} is not an index; {_REMEDY}.")
    if "locked" in said or "busy" in said:
        return StoreError(f"{path} has been busy for {FILE.busy:.0f} seconds; let the other import end, then again.")
    if "malformed" in said or "corrupt" in said:
        return StoreError(f"{path} is damaged ({said}); `python -m corpus rebuild` saves what can be read of it.")
    return StoreError(f"{path} cannot be used ({said}); check the folder, its rights and the free space.")


def marks(values: Collection[object]) -> str:
    """The question marks for a list of values."""
    return ", ".join("?" * len(values))


def close(connection: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):
        connection.close()
