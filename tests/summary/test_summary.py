"""A summary holds the news and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import NoSuchArticle
from corpus.extract import extract
from corpus.index import Store
from corpus.model import Article, BlockKind, Extraction, Mention, MentionKind, Sentence, Span
from corpus.results import Query, Summary
from corpus.summary import summarise
from tests.stories import story, told

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


# ---------------------------------------------------------------------- summaries of an index
HARBOUR = story(
    "harbour",
    "2025-03-04",
    "The city of Arden will close its last coal harbour in May, Mayor Ann Lee said.",
    "Council members voted 31 to 12 to close it.",
    "It shipped 40 million tonnes of coal in its best year.",
    "“We will not look back,” Lee said.",
    "Ferries will use the quay from June.",
    title="Arden closes its harbour",
    people={"Ann Lee": ("Lee",)},
    roles={"Ann Lee": ("Mayor",)},
    quotes={"We will not look back,": "Ann Lee"},
)
MILL = story(
    "mill",
    "2025-06-01",
    "The coal mill of Arden burned down on Sunday.",
    "Nobody was hurt.",
    title="Mill burns down",
)
COPY = story("copy", "2025-06-02", "The coal mill of Arden burned down on Sunday.", title="Fire at the mill")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return told(tmp_path_factory.mktemp("summary"), HARBOUR, MILL, COPY)


def _text(found: Summary) -> list[str]:
    return [line.record.text for line in found.lines]


def test_half_of_an_article_is_what_its_sentences_have_in_common() -> None:
    lines = (
        "A cold morning rose over Arden.",
        "The harbour of Arden will close, and the port of Lund takes over its coal.",
        "Coal has passed through the harbour of Arden since the port opened.",
        "My aunt keeps bees.",
    )
    whole = story("x", None, *lines)
    chosen = [span.of(whole.article.text) for span in summarise.choose(whole, 2)]
    assert set(chosen) == set(lines[1:3])
    assert [span.of(whole.article.text) for span in summarise.choose(whole, 4)][-1] != lines[1]


def test_without_a_name_the_latest_article_is_summarised(store: Store) -> None:
    found = summarise.summary(store, Query())
    assert found.article and found.article.id == "copy"


@pytest.mark.parametrize("wanted", ["harbour", "harbour.txt", "Arden closes its harbour", "arden closes habour"])
def test_an_article_is_found_by_id_path_title_and_with_a_slip(store: Store, wanted: str) -> None:
    found = summarise.summary(store, Query(article=wanted))
    assert found.article and found.article.id == "harbour"


def test_lines_stand_in_reading_order_with_people_figures_and_quotes(store: Store) -> None:
    found = summarise.summary(store, Query(article="harbour"))
    starts = [line.record.span.start for line in found.lines]
    assert starts == sorted(starts) and 3 <= len(starts) <= 5
    assert [(one.name, [role.role.text for role in one.roles], one.quotes) for one in found.people] == [
        ("Ann Lee", ["Mayor"], 1)
    ]
    assert "40 million tonnes" in [record.text for record in found.figures]
    assert found.quotes == 1


def test_no_article_names_the_nearest_titles(store: Store) -> None:
    with pytest.raises(NoSuchArticle) as error:
        summarise.summary(store, Query(article="Arden shuts a harbor"))
    assert error.value.nearest and "nearest" in str(error.value)
    with pytest.raises(NoSuchArticle) as unlike:
        summarise.summary(store, Query(article="Zeppelin"))
    assert unlike.value.nearest == ()


def test_a_topic_is_told_by_several_articles_and_nothing_twice(store: Store) -> None:
    found = summarise.summary(store, Query("coal"))
    assert found.article is None
    assert len({line.record.article_id for line in found.lines}) == 2
    assert len(_text(found)) == len(set(_text(found)))
    days = [line.record.published.value for line in found.lines if line.record.published]
    assert days == sorted(days)


def test_posts_are_not_summed_up(tmp_path: Path) -> None:
    post = replace(MILL, sentences=tuple(replace(one, block=BlockKind.POST) for one in MILL.sentences))
    found = summarise.summary(told(tmp_path, post, HARBOUR), Query("coal"))
    assert {line.record.article_id for line in found.lines} == {"harbour"}


def test_a_topic_may_stand_where_an_article_is_asked_for(store: Store) -> None:
    assert summarise.summary(store, Query(article="ferries")).lines[0].record.article_id == "harbour"


def test_an_unknown_topic_says_whose_name_is_near(store: Store) -> None:
    found = summarise.summary(store, Query("Ann Leigh"))
    assert found.lines == () and found.did_you_mean == ("Ann Lee",)


def test_an_empty_index_has_an_empty_summary(tmp_path: Path) -> None:
    assert summarise.summary(told(tmp_path), Query()) == Summary(Query())


def test_a_leading_pronoun_is_told_whom_it_means() -> None:
    lines = ("Ann Lee won.", "The vote was close and long.", "She opened the harbour of Arden in May.")
    whole = story("x", None, *lines, people={"Ann Lee": ()})
    start = whole.article.text.index("She")
    pronoun = Mention(Span(start, start + 3), MentionKind.PRONOUN, "Ann Lee")
    found = replace(whole, mentions=(*whole.mentions, pronoun))
    prose = found.sentences
    given = list(summarise.lines(found, prose, [prose[0].span, prose[2].span]))
    assert [line.antecedent for line in given] == [None, "Ann Lee"]
    told_in_a_row = list(summarise.lines(found, prose, [prose[1].span, prose[2].span]))
    assert [line.antecedent for line in told_in_a_row] == [None, None]


def test_what_only_colours_a_noun_is_no_key_figure(tmp_path: Path) -> None:
    lines = ("The seven-hour session ended at dawn.", "It cost the city 3 million euros.", "Nobody had slept.")
    whole = story("x", None, *lines)
    found = summarise.summary(told(tmp_path, whole), Query())
    assert [record.text for record in found.figures] == ["3 million euros"]


def test_stamps_of_a_live_blog_and_questions_of_a_transcript_are_no_news() -> None:
    lines = (
        "Live blog | Friday 20 November",
        "Last updated 18:40",
        "18:40 – That is all for today",
        "QUESTION: Will the harbour at Arden close in May?",
        "The harbour at Arden will close in May, the council said.",
        "The pilots will be paid until the end of the year.",
    )
    assert set(_chosen(lines, 5)) == set(lines[4:])


def _read(tmp_path: Path, *texts: str) -> Store:
    return told(tmp_path, *(extract(Article(f"a{n}", f"a{n}.txt", text, "en")) for n, text in enumerate(texts)))


INTERVIEW = """Ann Lee on the bridge of Arden

Q: When did you first hear of the crack?
A: On the ninth. The engineer called me at home.
Q: And the town was told on the 20th. Why so late?
A: Because a first look can be wrong. We looked again, twice.
Q: Would you do the same today?
A: No. I would tell them on the tenth.
"""


def test_an_interview_is_told_in_questions_with_their_answers(tmp_path: Path) -> None:
    lines = summarise.summary(_read(tmp_path, INTERVIEW), Query()).lines
    assert len(lines) > 1
    for line in lines:
        asked, answered = line.record.text.split("\n")
        assert asked.startswith("Q: ") and asked.endswith("?") and answered.startswith("A: ")


def test_an_article_that_asks_something_is_no_interview(tmp_path: Path) -> None:
    text = "A bridge\n\nWho pays for it?\n\nThe town of Arden pays.\n\nIt cost 3 million.\n\nIt opens in May."
    assert not any("\n" in line.record.text for line in summarise.summary(_read(tmp_path, text), Query()).lines)


def test_a_quotation_of_two_sentences_is_shown_whole(tmp_path: Path) -> None:
    said = '"The bridge of Arden will not open in May. Ask me again in June," the mayor Ann Lee told the town council.'
    text = f"The bridge stays shut\n\n{said}\n\nA cat slept on the quay.\n\nThe sun shone."
    shown = [line.record.text for line in summarise.summary(_read(tmp_path, text), Query()).lines]
    assert said in shown and not any(line != said and line in said for line in shown)
    across = [
        line.record.text for line in summarise.summary(_read(tmp_path / "b", text, text + " "), Query("june")).lines
    ]
    assert across == [said]


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ("en", "Correction, 26 November: the harbour of Arden shipped 40 million tonnes."),
        ("es", "Fe de erratas: el puerto de Arden embarcó 40 millones de toneladas."),
        ("de", "Korrektur: Der Hafen von Arden verlud 40 Millionen Tonnen."),
    ],
)
def test_a_note_of_the_paper_about_itself_is_no_news(code: str, note: str) -> None:
    found = _extraction((LEAD, STORY[1], note))
    article = replace(found.article, language=code)
    assert note not in [span.of(article.text) for span in summarise.choose(replace(found, article=article), 3)]


def test_a_word_that_several_titles_have_asks_for_a_topic(tmp_path: Path) -> None:
    first = "Lead found in the water of Arden\n\nThe water of three schools of Arden has lead in it, the town said."
    later = "Arden talks of water\n\nThe water of Arden was tested in 14 schools on 3 May 2025, Ann Lee said."
    store = _read(tmp_path, first, later)
    assert summarise.summary(store, Query(article="water")).article is None
    one = summarise.summary(store, Query(article="lead found in the water")).article
    assert one is not None and one.id == "a0"


def test_who_is_named_once_in_passing_is_not_of_the_people_of_an_article(tmp_path: Path) -> None:
    text = 'A bridge\n\n"It opens in May," said Ann Lee. The games shown were Doom Raider and Bob Stone.'
    assert [one.name for one in summarise.summary(_read(tmp_path, text), Query()).people] == ["Ann Lee"]


def test_across_articles_a_sentence_that_stands_alone_goes_before_one_that_leans(tmp_path: Path) -> None:
    stands, leans = (
        "The bridge of Arden cost 3 million in 2023.",
        "So the bridge of Arden cost 40 million euros in 2024.",
    )
    others = (
        "The bridge at Ely is 300 metres long.",
        "In Ware 14 people swept the old bridge on 3 May 2025.",
        "Ships of 40 tonnes pass under a bridge in Hull.",
        "A bridge near Leeds fell in 1999 and killed two men.",
    )
    store = _read(tmp_path, f"A bridge\n\n{leans}\n\n{stands}", *(f"A road\n\n{line}" for line in others))
    shown = [line.record.text for line in summarise.summary(store, Query("bridge")).lines]
    assert stands in shown and leans not in shown and len(shown) == 5


def test_a_topic_of_two_words_is_that_of_articles_which_have_both(tmp_path: Path) -> None:
    texts = (
        "Crews walk out\n\nFerry crews walked out on Monday in a row over 40 jobs.\n\n"
        "The strike cost the port 3 million.\n",
        "Ducks\n\nThe ferry carried 40 ducks to Arden on Monday.\n",
    )
    lines = summarise.summary(_read(tmp_path, *texts), Query("ferry strike")).lines
    assert {line.record.text for line in lines} == {
        "Ferry crews walked out on Monday in a row over 40 jobs.",
        "The strike cost the port 3 million.",
    }


def test_a_figure_is_told_with_what_it_counts(tmp_path: Path) -> None:
    text = (
        "Power\n\nThe lamps used 4.4% of electricity in Arden in 2023, up from 3%, and failed three times.\n\n"
        "The port paid 40 guards.\n"
    )
    found = summarise.summary(_read(tmp_path, text), Query())
    assert [record.text for record in found.figures] == ["4.4% of electricity", "40 guards"]
