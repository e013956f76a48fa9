"""The tables of the PostgreSQL index, and how an older one is brought up to date.

Plain PostgreSQL 14 or newer, no extension. Articles, records and passages are partitioned by the number of their
article, which every one of their keys holds, so that a cluster can spread them by it; what is left is small.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg

from corpus.errors import StoreError


@dataclass(frozen=True, slots=True)
class SchemaNumbers:
    """What tables are made with, and the lock under which. Set by hand; the lock is any number that no other program
    takes."""

    partitions: int = 4  # of a table
    lock: int = 0x4F6E5265  # "OnRe": one writer of the index at a time; readers never wait


NUMBERS = SchemaNumbers()

CHANNEL = "onrecord"  # NOTIFY after each change, for whoever keeps something in memory

_PARTED = {
    "articles": """
        id bigint NOT NULL, arrival bigint NOT NULL, collection bigint NOT NULL, key text NOT NULL, path text NOT NULL,
        title text, derived integer NOT NULL, outlet text, published text, basis text, language text NOT NULL,
        text text NOT NULL, quotes integer NOT NULL, facts integer NOT NULL, found bytea NOT NULL, PRIMARY KEY (id)""",
    "records": """
        article bigint NOT NULL, rank bigint NOT NULL, collection bigint NOT NULL, start integer NOT NULL,
        stop integer NOT NULL, kind smallint NOT NULL, speaker bigint, speaker_start integer, speaker_stop integer,
        cue text, confidence double precision, worth double precision, words tsvector NOT NULL,
        PRIMARY KEY (article, rank)""",
    "passages": """
        article bigint NOT NULL, rank bigint NOT NULL, collection bigint NOT NULL, size integer NOT NULL,
        sentences bytea NOT NULL, stems tsvector NOT NULL, PRIMARY KEY (article, rank)""",
}
_PLAIN = """
    CREATE TABLE meta (key text PRIMARY KEY, value text);
    CREATE TABLE collections (id bigint PRIMARY KEY, name text NOT NULL);
    CREATE TABLE names (
        id bigint PRIMARY KEY, collection bigint NOT NULL, name text NOT NULL, quotes integer NOT NULL,
        articles integer NOT NULL, people integer NOT NULL);
    CREATE TABLE aliases (name bigint, alias text, articles integer NOT NULL, PRIMARY KEY (name, alias));
    CREATE TABLE name_words (word text COLLATE "C", name bigint, PRIMARY KEY (word, name));
    CREATE TABLE appearances (name bigint, article bigint, PRIMARY KEY (name, article));
    CREATE INDEX appearances_article ON appearances (article);
    CREATE TABLE words (word text COLLATE "C" PRIMARY KEY, uses integer NOT NULL, names integer NOT NULL);
    CREATE TABLE typos (key bigint, word text COLLATE "C", PRIMARY KEY (key, word));
    CREATE TABLE stems (stem text COLLATE "C", word text COLLATE "C", PRIMARY KEY (stem, word));
    CREATE TABLE passage_stems (stem text COLLATE "C" PRIMARY KEY, passages integer NOT NULL);
    CREATE TABLE files (
        collection bigint, path text, fingerprint text, reason text, moment text, PRIMARY KEY (collection, path));
    CREATE TABLE claims (collection bigint, path text, until timestamptz NOT NULL, PRIMARY KEY (collection, path));
    CREATE INDEX articles_latest ON articles (collection, published DESC NULLS LAST, arrival DESC);
    CREATE INDEX records_words ON records USING gin (words) WITH (fastupdate = off);
    CREATE INDEX records_speaker ON records (speaker, rank DESC);
    CREATE INDEX records_rank ON records (collection, rank DESC);
    CREATE INDEX passages_stems ON passages USING gin (stems) WITH (fastupdate = off);
    CREATE SEQUENCE arrivals
"""


def _parted(name: str, columns: str) -> str:
    parts = [
        f"CREATE TABLE {name}_{at} PARTITION OF {name} FOR VALUES WITH (MODULUS {NUMBERS.partitions}, REMAINDER {at})"
        for at in range(NUMBERS.partitions)
    ]
    by = "id" if name == "articles" else "article"
    return "; ".join([f"CREATE TABLE {name} ({columns}) PARTITION BY HASH ({by})", *parts])


# Each step brings an index from the version of its position to the next; the first makes one from nothing.
STEPS: tuple[str, ...] = (
    "; ".join([*(_parted(*item) for item in _PARTED.items()), _PLAIN]),
    # 2: a word with all its keys is one row, a tenth of the size of a row a key; the words of a transaction go into the
    # index together (`Writer.finish`), not one by one.
    """
    CREATE TABLE spellings (word text COLLATE "C" PRIMARY KEY, keys integer[] NOT NULL);
    INSERT INTO spellings SELECT word, array_agg((key - 2147483648)::integer) FROM typos GROUP BY word;
    DROP TABLE typos;
    CREATE INDEX spellings_keys ON spellings USING gin (keys)
        WITH (fastupdate = on, gin_pending_list_limit = 65536);
    DROP INDEX records_words;
    CREATE INDEX records_words ON records USING gin (words)
        WITH (fastupdate = on, gin_pending_list_limit = 65536);
    DROP INDEX passages_stems;
    CREATE INDEX passages_stems ON passages USING gin (stems)
        WITH (fastupdate = on, gin_pending_list_limit = 65536)
    """,
    # 3: articles are found by the words of their titles, outlets and paths; those of before, which have none here, are
    # looked at one by one.
    """
    ALTER TABLE articles ADD COLUMN titled tsvector;
    CREATE INDEX articles_titled ON articles USING gin (titled);
    CREATE INDEX articles_untitled ON articles (id) WHERE titled IS NULL
    """,
    # 4: who said something together with its speaker, and of which utterance it is a part. What is in from before has
    # neither until its article is taken in again.
    """
    ALTER TABLE records ADD COLUMN joint bigint[];
    ALTER TABLE records ADD COLUMN part integer;
    CREATE INDEX records_joint ON records USING gin (joint) WHERE joint IS NOT NULL
    """,
    # 5: who holds which office is found by its words; articles of before are put in anew at the next writing.
    """
    ALTER TABLE articles ADD COLUMN roles integer;
    CREATE INDEX articles_unread ON articles (id) WHERE roles IS NULL
    """,
    # 6: what people correct, apart from what was found; who corrected a record, what an article was before. Versions of
    # a story know each other; articles of before are put in anew at the next writing.
    """
    CREATE TABLE corrections (
        id text PRIMARY KEY, act text NOT NULL, value text NOT NULL, author text NOT NULL, moment text NOT NULL,
        collection text NOT NULL, article text NOT NULL, digest text NOT NULL, start integer, stop integer,
        words text NOT NULL, kind text NOT NULL, spelling text NOT NULL,
        arrival bigint GENERATED ALWAYS AS IDENTITY);
    ALTER TABLE records ADD COLUMN hand text;
    ALTER TABLE articles ADD COLUMN before bytea;
    ALTER TABLE articles ADD COLUMN address text;
    ALTER TABLE articles ADD COLUMN modified text;
    ALTER TABLE articles ADD COLUMN seen text;
    ALTER TABLE articles ADD COLUMN story text;
    ALTER TABLE articles ADD COLUMN newer text;
    ALTER TABLE articles ADD COLUMN whole bytea;
    UPDATE articles SET roles = NULL;
    CREATE INDEX articles_story ON articles (story) WHERE story IS NOT NULL;
    CREATE TABLE marks (mark bigint, article bigint, PRIMARY KEY (mark, article));
    CREATE INDEX marks_article ON marks (article)
    """,
    # 7: the files people add from a chat, as they were sent: a better extraction reads them again.
    """
    CREATE TABLE uploads (
        collection bigint NOT NULL, key text NOT NULL, name text NOT NULL, moment text NOT NULL, stamp text NOT NULL,
        size bigint NOT NULL, data bytea NOT NULL, PRIMARY KEY (collection, key))
    """,
)
VERSION = len(STEPS)
SCHEMA = "onrecord"


def prepare(connection: psycopg.Connection) -> None:
    """Makes the tables in a schema of their own, or brings older ones up to date. Raises StoreError."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (NUMBERS.lock,))
        version = _version(connection)
        if version > VERSION:
            raise StoreError(
                f"The index in this database was made by a newer version of this program (index {version}, this one "
                f"reads {VERSION}); update the program, or name another database."
            )
        for step in STEPS[version:]:
            for statement in step.split(";"):
                connection.execute(statement.encode())
        if version < VERSION:
            connection.execute(
                "INSERT INTO meta VALUES ('version', %s) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (str(VERSION),),
            )


def _version(connection: psycopg.Connection) -> int:
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}".encode())
    row = connection.execute("SELECT to_regclass(%s)", (f"{SCHEMA}.meta",)).fetchone()
    if row is None or row[0] is None:
        return 0
    row = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    return int(row[0]) if row else 0
