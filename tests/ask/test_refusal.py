"""Where an article says nothing, nothing is marked: not whoever is named beside it, nor who has left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.library import Library
from corpus.results import Query
from tests.shelves import swept

ARTICLES = {
    "water.txt": """Water runs short

March 4, 2025

The spokesman of the League of Irrigators read the report on Tuesday. The League of Irrigators met in Halden.
""",
    "miners.txt": """Miners strike

March 5, 2025

The spokesman of the miners is named Bo Ray. Mayor Ann Lee met him on Monday.
""",
    "mayor.txt": """Mayor leaves

May 6, 2025

Ann Lee resigned as mayor of Halden on Monday. She had led the town for six years.
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with swept(tmp_path_factory.mktemp("refusal"), ARTICLES) as library:
        yield library


def test_a_town_beside_it_is_nobody_s_name(library: Library) -> None:
    refused = library.ask(Query("Who is named as the spokesman of the League of Irrigators?"))
    assert refused.answer is None and not refused.hits
    named = library.ask(Query("What is the spokesman of the miners called?"))
    assert named.answer is not None and "Bo Ray" in named.answer.text


def test_whoever_has_left_an_office_is_shown_and_not_marked(library: Library) -> None:
    told = library.ask(Query("Who is the mayor?"))
    assert told.answer is None
    assert next(hit.record.text for hit in told.hits) == "Ann Lee resigned as mayor of Halden on Monday."
