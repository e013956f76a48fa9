"""Words that somebody is quoted with in another language: offered as possibly the same, never as found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.index import Store
from corpus.results import Query, Remark, Ruling, Verdict
from corpus.verify import verify
from tests import shelves

SPANISH = (
    ("Ida Falk", "El puente sobre el Loira soportará cuarenta toneladas desde octubre."),
    ("Ida Falk", "Nadie nos ha llamado desde el ministerio, y eso no es normal."),
    ("Arne Holt", "El hospital de Halden recibirá doce millones de euros antes del viernes."),
)
GERMAN = (("Ida Falk", "Wir werden bis Freitag zwölf Millionen Euro in das Hospital von Halden investieren."),)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    spanish = shelves.article("es", *SPANISH, language="es")
    store = shelves.filled(tmp_path, spanish, shelves.article("de", *GERMAN, language="de"))
    yield store
    store.close()


def ruled(store: Store, text: str) -> Verdict:
    return verify(store, Query(text))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Ida Falk: “The bridge over the Loira will carry forty tonnes from October.”", SPANISH[0][1]),
        ("“We will invest 12 million euros in the hospital of Halden by Friday,” said Ida Falk.", GERMAN[0][1]),
        ("Ida Falk: « Le pont sur la Loira supportera quarante tonnes à partir d'octobre »", SPANISH[0][1]),
    ],
)
def test_what_the_speaker_said_in_another_language_is_offered(store: Store, text: str, printed: str) -> None:
    verdict = ruled(store, text)
    assert (verdict.ruling, verdict.remark) == (Ruling.NOT_FOUND, Remark.TRANSLATED)
    assert [hit.record.text for hit in verdict.nearest] == [printed]


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge over the Loira will carry forty tonnes from October.”",  # nobody is named
        "Jon Quill: “The bridge over the Loira will carry forty tonnes from October.”",  # nobody knows him
        "Arne Holt: “The bridge over the Loira will carry forty tonnes from October.”",  # another said it
        "Ida Falk: “The bridge over the Loira will be painted blue by nine artists next spring.”",
        "Ida Falk: “Nobody should swim in the Loira while the works go on at the harbour.”",
        "Ida Falk: “Forty tonnes.”",  # too little
        "Ida Falk: «El puente sobre el Loira medirá cuarenta metros cuando acabe octubre, toneladas aparte.»",
    ],
)
def test_less_than_that_is_not(store: Store, text: str) -> None:
    assert ruled(store, text).remark is not Remark.TRANSLATED
