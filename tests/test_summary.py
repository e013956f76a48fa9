"""A summary holds the news and nothing else."""

from __future__ import annotations

from corpus import summarise
from corpus.model import Article, BlockKind, Extraction, Sentence, Span

LEAD = "The city of Arden will close its last coal harbour in May after a vote of the council."
LEANING = "He also said so."
STORY = (
    LEAD,
    "The harbour of Arden shipped 40 million tonnes of coal in its best year.",
    LEANING,
    "Council members voted 31 to 12 to close the coal harbour.",
    "Is that the end?",
    "A cat slept on the quay.",
)


def _extraction(lines: tuple[str, ...], kinds: dict[int, BlockKind] | None = None) -> Extraction:
    text = "\n".join(lines)
    sentences, at = [], 0
    for place, line in enumerate(lines):
        sentences.append(Sentence(Span(at, at + len(line)), (kinds or {}).get(place, BlockKind.BODY)))
        at += len(line) + 1
    return Extraction(Article("a", "a.txt", text, "en"), sentences=tuple(sentences))


def _chosen(lines: tuple[str, ...], count: int, kinds: dict[int, BlockKind] | None = None) -> list[str]:
    extraction = _extraction(lines, kinds)
    return [span.of(extraction.article.text) for span in summarise.choose(extraction, count)]


def test_the_lead_comes_first() -> None:
    assert _chosen(STORY, 3)[0] == LEAD


def test_what_leans_on_another_sentence_and_questions_come_last() -> None:
    assert set(_chosen(STORY, 3)).isdisjoint({LEANING, "Is that the end?"})


def test_no_more_lines_than_asked_for_and_none_twice() -> None:
    for count in range(9):
        chosen = _chosen(STORY, count)
        assert len(chosen) == len(set(chosen)) == min(count, len(STORY))


def test_only_prose_is_summarised() -> None:
    prose = {BlockKind.BODY, BlockKind.LEAD}
    for kind in set(BlockKind) - prose:
        assert LEAD not in _chosen(STORY, 6, {0: kind})


def test_the_same_thing_is_not_said_twice() -> None:
    again = "The city of Arden will close its last coal harbour in May after a vote of its council."
    assert again not in _chosen((LEAD, again, *STORY[1:]), 3)


def test_an_article_without_prose_has_no_summary() -> None:
    assert _chosen(("Photo: Ann Lee",), 3, {0: BlockKind.CREDIT}) == []
