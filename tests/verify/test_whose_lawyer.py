"""Words of somebody's lawyer, mother or aide are not vouched for as theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.library import Library
from corpus.results import Query, Ruling
from tests.shelves import swept

ARTICLES = {
    "appeal.txt": """Court hears appeal

Lena Frost left the harbour on Monday. A lawyer for Lena Frost said: “My client will appeal before the week is out.”
“She was never late for her shift,” said Lena Frost’s mother. “I shall return to the harbour,” Lena Frost said.
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with swept(tmp_path_factory.mktemp("lawyer"), ARTICLES) as found:
        yield found


@pytest.mark.parametrize(
    ("said", "speaker", "ruling"),
    [
        ("My client will appeal before the week is out", "Lena Frost", Ruling.MISATTRIBUTED),
        ("She was never late for her shift", "Lena Frost", Ruling.MISATTRIBUTED),
        ("I shall return to the harbour", "Lena Frost", Ruling.EXACT),
        ("My client will appeal before the week is out", "a lawyer for Lena Frost", Ruling.EXACT),
    ],
)
def test_whose_lawyer_somebody_is_has_not_said_it(library: Library, said: str, speaker: str, ruling: Ruling) -> None:
    found = library.verify(Query(said, speaker=speaker))
    assert found.ruling is ruling
