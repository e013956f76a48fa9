"""Words that somebody only rejected are nobody's; what is nearest is a sentence, not an article."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.library import Library
from corpus.results import Query, Remark, Ruling

ENGLISH = """Harbour master steps down

5 May 2025

Mayor Ann Lee respected the step but rejected claims that she had “demanded his head on a plate”. Lee denied having \
“slept through the whole storm”.

The crane was bought in 1998 and had been repaired again and again. \
The quay was rebuilt after the spring flood. \
The old ferry went to the islands every morning, \
and the lighthouse keeper waved at it from the gallery of the lamp. \
In winter the pilots played cards in the shed behind the customs house, \
where the stove was never cold, and the cat slept.
"""
SPANISH = """La capitana dimite

5 de mayo de 2025

La alcaldesa Ana Ruiz desmintió que hubiera «pedido la cabeza de nadie» y negó haber «dormido toda la tormenta».
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("rejected")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "seeds" / "es.txt").write_text(SPANISH, encoding="utf-8")
    library = Library.open(f"sqlite:///{folder}/index.db")
    library.sweep(folder / "seeds")
    yield library
    library.close()


@pytest.mark.parametrize(
    "sent",
    [
        "“demanded his head on a plate”",
        "Ann Lee: “demanded his head on a plate”",
        "“slept through the whole storm”, Lee said",
        "«pedido la cabeza de nadie»",
        "«dormido toda la tormenta», dijo Ruiz",
    ],
)
def test_what_somebody_rejected_is_said_to_be_so(library: Library, sent: str) -> None:
    assert library.verify(Query(sent)).remark is Remark.DENIED


def test_what_is_nearest_is_a_sentence(library: Library) -> None:
    found = library.verify(Query("“The lighthouse keeper never waved at any of the ferry boats,” said Ann Lee."))
    assert found.ruling is Ruling.NOT_FOUND
    assert [" ".join(hit.record.text.split())[:60] for hit in found.nearest] == [
        "The old ferry went to the islands every morning, \
and the lig"
    ]
    assert found.nearest[0].record.text.endswith("gallery of the lamp.")
