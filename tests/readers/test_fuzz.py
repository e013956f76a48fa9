"""Some hundred damaged files: each is read, or refused with a reason. `make fuzz` goes on for ten minutes."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.readers import read_all
from tests.fuzz import damaged


def test_a_damaged_file_is_read_or_refused(tmp_path: Path) -> None:
    read = 0
    for number, (name, data) in enumerate(islice(damaged(seed=7), 300)):
        path = tmp_path / f"{number}-{name}"
        path.write_bytes(data)
        try:
            articles = read_all(path, tmp_path)
        except UnreadableFile as error:
            assert str(error).startswith(f"{path.name} cannot be read: ")
            continue
        read += 1
        for article in articles:
            assert article.text.strip()
            article.text.encode("utf-8")  # no half of a sign
            spans = [block.span for block in article.blocks]
            assert spans == sorted(spans) and all(span.of(article.text).strip() for span in spans)
            assert article.title is None or article.title.span is None or article.title.span.of(article.text)
    assert read > 50
