"""What somebody's lawyer or mother said is listed behind their own words, as about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.results import Query
from tests.shelves import swept

ARTICLES = {
    "appeal.txt": """Court hears appeal

Lena Frost left the harbour on Monday. A lawyer for Lena Frost said: “My client will appeal before the week is out.”

“She was never late for her shift,” said Lena Frost’s mother. “I shall return to the harbour,” Lena Frost said.
""",
    "recurso.txt": """Recurso en Velmar

Lena Frost dejó el puerto el lunes. “Mi clienta recurrirá esta misma semana”, dijo un abogado de Lena Frost.

“Volveré al puerto”, dijo Lena Frost. “Fue larga la noche”, dijo Ana de la Cruz.
""",
}


@pytest.mark.parametrize(
    ("asked", "own", "others"),
    [
        ("Lena Frost", {"Lena Frost"}, {"Lena Frost’s mother"}),
        ("Frost", {"Lena Frost"}, {"A lawyer for Lena Frost", "Lena Frost’s mother", "un abogado de Lena Frost"}),
        ("Cruz", {"Ana de la Cruz"}, set()),
        ("lawyer for Lena Frost", {"A lawyer for Lena Frost"}, set()),
    ],
)
def test_whose_mother_somebody_is_has_not_said_it(tmp_path: Path, asked: str, own: set[str], others: set[str]) -> None:
    with swept(tmp_path, ARTICLES) as library:
        hits = library.quote(Query(asked)).hits
    assert {hit.record.speaker for hit in hits if not hit.about} == own
    assert others <= {hit.record.speaker for hit in hits if hit.about}
