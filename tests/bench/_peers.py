"""What others would search with, over (speaker, text, article, start, end): as their guides say, nothing tuned."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process

Row = tuple[str, str, str, int, int]
Answer = Callable[[str], list[Row]]
Make = Callable[[list[Row]], Answer | None]
_WORD = re.compile(r"[^\W_]+")
_LIMIT = 5


def fts5_ranked(records: list[Row]) -> Answer:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE quotes USING fts5 (speaker, text, tokenize='porter unicode61')")
    connection.executemany("INSERT INTO quotes VALUES (?, ?)", [row[:2] for row in records])

    def answer(query: str) -> list[Row]:
        words = [f'"{word}"' for word in _WORD.findall(query)][:50]
        for join in (" AND ", " OR "):
            rows = connection.execute(
                "SELECT rowid FROM quotes WHERE quotes MATCH ? ORDER BY rank LIMIT ?", (join.join(words), _LIMIT)
            ).fetchall()
            if rows:
                return [records[row[0] - 1] for row in rows]
        return []

    return answer


def rapidfuzz_scan(records: list[Row]) -> Answer:
    lines = [f"{row[0]} {row[1]}".lower() for row in records]

    def answer(query: str) -> list[Row]:
        best = process.extract(query.lower(), lines, scorer=fuzz.token_set_ratio, limit=_LIMIT, score_cutoff=60)
        return [records[at] for _, _, at in best]

    return answer


def tantivy_fuzzy(records: list[Row]) -> Answer | None:
    try:
        import tantivy
    except ImportError:
        return None
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", stored=False)
    builder.add_integer_field("at", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for at, row in enumerate(records):
        writer.add_document(tantivy.Document(body=[f"{row[0]} {row[1]}"], at=at))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def answer(query: str) -> list[Row]:
        text = " ".join(_WORD.findall(query))
        asked = index.parse_query(text, ["body"], fuzzy_fields={"body": (False, 1, True)}, conjunction_by_default=False)
        found: Sequence[tuple[float, object]] = searcher.search(asked, _LIMIT).hits
        return [records[searcher.doc(address)["at"][0]] for _, address in found]

    return answer


PEERS: dict[str, Make] = {
    "FTS5, ranked": fts5_ranked,
    "rapidfuzz, scan": rapidfuzz_scan,
    "tantivy, fuzzy": tantivy_fuzzy,
}
