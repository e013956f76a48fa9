"""What ranks sentences and what tells an answer from none: every weight is of a declared feature, and every declared
feature is one that the code finds."""

from __future__ import annotations

import tomllib

import pytest

from corpus.ask import refusal, sought
from corpus.ask.feature_list import BELIEF, RANK
from corpus.ask.question import understand
from corpus.ask.rank import looked_at, rank
from corpus.extract import extract
from corpus.index import open_store
from corpus.languages import WEIGHTS
from corpus.model import Article
from corpus.results import Query
from tests.ask.test_ask_newsroom import ANSWERED, ARTICLES, REFUSED

REGISTRIES = {"rank": RANK, "belief": BELIEF}
WEIGHTED = tomllib.loads((WEIGHTS / "ask" / "world.toml").read_text(encoding="utf-8"))
# Declared without a weight of their own: what ranks already, and what awaits the next fit, which may only become less.
WAITING = {
    *("above the fifth", "asks with a figure", "asks with no", "asks {kind}", "figure missing near", "in order"),
    *("only the sentence says no", "opposite by its beginning", "opposite near", "paragraph share of five", "says no"),
    *("side by side", "small opposite", "stands out", "words"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """By model the features of all questions to the newsroom."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('features')}/index.db")
    store.put([extract(Article(key, key, text, language)) for key, (language, text) in ARTICLES.items()])
    ranked: set[str] = set()
    believed: set[str] = set()
    for asked in [*(question for question, _ in ANSWERED), *REFUSED]:
        question, passages = sought(store, Query(asked), understand(asked))
        for seen in looked_at(question, passages):
            ranked |= seen.features.keys()
        if best := rank(question, passages):
            believed |= refusal.features(question, passages, best).keys()
    store.close()
    return {"rank": ranked, "belief": believed}


@pytest.mark.parametrize("model", REGISTRIES)
def test_every_weight_is_of_a_declared_feature(model: str) -> None:
    assert sorted(WEIGHTED[model].keys() - REGISTRIES[model].names.keys()) == []


@pytest.mark.parametrize("model", REGISTRIES)
def test_what_is_found_is_what_is_declared(model: str, found: dict[str, set[str]]) -> None:
    names = REGISTRIES[model].names
    assert sorted(found[model] - names.keys()) == []
    assert sorted(REGISTRIES[model].meanings.keys() - {names[feature] for feature in found[model]}) == []


@pytest.mark.parametrize("model", REGISTRIES)
def test_every_feature_weighs_something(model: str) -> None:
    weighed = {REGISTRIES[model].names[feature] for feature in WEIGHTED[model]}
    elsewhere = RANK.meanings.keys() | WAITING if model == "belief" else set()
    assert sorted(REGISTRIES[model].meanings.keys() - weighed - elsewhere) == []
