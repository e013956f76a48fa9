"""Words that somebody quotes as another's are neither vouched for as theirs nor held against anybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.library import Library
from corpus.results import Query, Ruling
from tests.shelves import swept

ARTICLES = {
    "mill.txt": """Miller looks back

“A neighbour stopped me and said, ‘You have sold the river,’ and I walked on,” said Tessa Quill. Orla Quill died in May.

Fernhill Dairies denied the talks. “There is no sale of the dairy at all,” the company said in a statement.
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with swept(tmp_path_factory.mktemp("inner"), ARTICLES) as found:
        yield found


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("You have sold the river", "Tessa Quill"),
        ("You have sold the river", "Orla Quill"),
        ("There is no sale of the dairy at all", "Fernhill Dairies"),
    ],
)
def test_nobody_is_vouched_for_or_accused(library: Library, said: str, speaker: str) -> None:
    found = library.verify(Query(said, speaker=speaker))
    assert found.ruling is Ruling.EXACT
    assert found.possibly


def test_the_words_around_are_the_speakers(library: Library) -> None:
    found = library.verify(Query("A neighbour stopped me and said", speaker="Tessa Quill"))
    assert found.ruling is Ruling.EXACT
    assert not found.possibly
