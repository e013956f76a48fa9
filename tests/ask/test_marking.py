"""What is marked, and what is not: who said the quoted words as sure as was set, whoever is against, no spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.ask import ask
from corpus.extract import extract
from corpus.index import open_store
from corpus.model import Article
from corpus.results import Answer, Query

QUOTED = (
    "Baker\n\nKay Brun, a baker, won the prize on Monday. “I did three perms on Tuesday,” she laughed.\n\n"
    "“People want answers,” said Lars Moen. The council met.\n\n"
    "“The council wants quiet,” Ida Berg said. “The council wants it.” Her deputy said the council was tired."
)


def _asked(folder: Path, question: str, *texts: str, confidence: float = 0.7) -> Answer:
    store = open_store(f"sqlite:///{folder / 'index.db'}")
    store.put([extract(Article(f"a{at}", f"a{at}.txt", text, "en")) for at, text in enumerate(texts)])
    return ask(store, Query(question), confidence=confidence)


def _words(answer: Answer) -> str | None:
    return answer.answer.text if answer.answer else None


@pytest.mark.parametrize(
    ("question", "confidence", "name"),
    [
        ("Who said “People want answers”?", 0.7, "Lars Moen"),
        ("Who said 'I did three perms on Tuesday'?", 0.5, "Kay Brun"),  # and not "she"
        ("Who said “The council wants it”?", 0.7, "Ida Berg"),  # though another sentence has "said"
        ("Who said “People want answers”?", 1.01, None),  # surer than anybody is
    ],
)
def test_who_said_the_quoted_words_is_named_as_sure_as_was_set(
    tmp_path: Path, question: str, confidence: float, name: str | None
) -> None:
    assert _words(_asked(tmp_path, question, QUOTED, confidence=confidence)) == name


@pytest.mark.parametrize(
    ("sentence", "answered"),
    [
        ("Ida Berg voted against the new cap on Monday.", True),
        ("Parliament adopted the new cap of Ida Berg, who voted with 87 others, on Monday.", False),
    ],
)
def test_who_was_against_is_told_where_somebody_was(tmp_path: Path, sentence: str, answered: bool) -> None:
    found = _asked(tmp_path, "Who voted against the new cap?", f"Cap\n\n{sentence} The hall was full.")
    assert bool(found.hits) is answered


def test_how_somebody_is_spelt_does_not_tell_what_became_of_them(tmp_path: Path) -> None:
    wrong = "The Post got a name of those killed wrong. She is Ruth Amadi, not Ruth Amady."
    text = f"Bridge\n\nThree people were killed.\n\n{wrong}"
    found = _asked(tmp_path, "Was Ruth Amadi killed?", text)
    assert not any("not Ruth Amady" in hit.record.text for hit in found.hits[:1])
