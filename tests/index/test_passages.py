"""What the index of passages promises to those who answer questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from corpus.index import Asked, Passages, Store
from corpus.model import SEEDS, Article, BlockKind, Extraction, Sentence, Span


@pytest.fixture
def store(opening: Callable[[], Store]) -> Iterator[Store]:
    store = opening()
    yield store
    store.close()


def article(key: str, text: str, kind: BlockKind = BlockKind.BODY, collection: str = SEEDS) -> Extraction:
    """One sentence a line."""
    sentences, at = [], 0
    for line in text.split("\n"):
        sentences.append(Sentence(Span(at, at + len(line)), kind))
        at += len(line) + 1
    return Extraction(Article(key, f"{key}.txt", text, "en", collection), sentences=tuple(sentences))


def ask(store: Store, *stems: str, collections: tuple[str, ...] = (SEEDS,), article: str | None = None) -> Passages:
    return store.passages(Asked(tuple((stem,) for stem in stems), article, collections=collections))


def texts(passages: Passages) -> list[list[str]]:
    return [[span.of(passage.article.text) for span, _ in passage.sentences] for passage in passages.found]


def test_sentences_come_back_where_they_stand(store: Store) -> None:
    store.put([article("a", "The ferry sank.\nNobody drowned.")])
    assert texts(ask(store, "ferri")) == [["The ferry sank.", "Nobody drowned."]]


def test_a_long_text_is_several_passages(store: Store) -> None:
    lines = [f"Sentence number {number} is here to make the text somewhat longer." for number in range(40)]
    store.put([article("a", "\n".join([*lines, "The ferry sank."]))])
    assert len(ask(store, "sentenc").found) > 3
    assert len(ask(store, "ferri").found) == 1


def test_a_changed_article_is_found_by_its_new_words_only(store: Store) -> None:
    store.put([article("a", "The ferry sank."), article("b", "The harbour froze.")])
    store.put([article("a", "The bridge fell.")])
    found = ask(store, "ferri", "bridg", "harbour")
    assert sorted(text for run in texts(found) for text in run) == ["The bridge fell.", "The harbour froze."]
    assert (found.uses, found.count, found.size) == ((0, 1, 1), 2, 2.0)


def test_an_article_that_is_gone_leaves_nothing_behind(store: Store) -> None:
    store.put([article("a", "The ferry sank.")])
    store.put([], gone=["a"])
    assert ask(store, "ferri") == Passages((), 0, 0.0, (0,))


def test_nothing_of_another_collection_comes_back(store: Store) -> None:
    store.put([article("a", "The ferry sank."), article("b", "The ferry floats.", collection="mine")])
    assert texts(ask(store, "ferri")) == [["The ferry sank."]]
    assert texts(ask(store, "ferri", collections=("mine",))) == [["The ferry floats."]]
    assert len(texts(ask(store, "ferri", collections=(SEEDS, "mine")))) == 2
    assert texts(ask(store, "ferri", collections=("nobody's",))) == []


def test_one_article_can_be_asked_alone(store: Store) -> None:
    store.put([article("a", "The ferry sank."), article("b", "The ferry floats.")])
    assert texts(ask(store, "ferri", article="b")) == [["The ferry floats."]]
    assert texts(ask(store, "ferri", article="c")) == []


def test_rare_words_choose_before_common_ones(store: Store) -> None:
    store.put([article(f"a{number}", f"The ferry left pier {number}.") for number in range(60)])
    store.put([article("b", "The captain of the ferry drank."), article("c", "A captain slept.")])
    found = store.passages(Asked((("ferri",), ("captain",)), limit=2))
    assert sorted(texts(found)) == [["A captain slept."], ["The captain of the ferry drank."]]


def test_an_embedded_post_is_found_as_one(store: Store) -> None:
    store.put([article("a", "We agreed on ferries.", BlockKind.POST), article("b", "They agreed too.")])
    assert texts(ask(store, "#post")) == [["We agreed on ferries."]]


@pytest.mark.parametrize("kind", [BlockKind.META, BlockKind.PULL, BlockKind.CREDIT, BlockKind.BOILERPLATE])
def test_what_is_no_reporting_answers_nothing(store: Store, kind: BlockKind) -> None:
    store.put([article("a", "The ferry sank.", kind)])
    assert texts(ask(store, "ferri")) == []
