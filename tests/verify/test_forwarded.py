"""What stands around a quotation that somebody passes on: a chat's label and clock, a name behind it without marks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.library import Library
from corpus.results import Query, Ruling
from corpus.verify.chats import masked
from tests.shelves import swept

ARTICLE = """Council leader turns round

Council leader Howard Pike changed his mind. “I was wrong in April,” he told reporters.
“The figures have moved a long way,”
Pike said.

La alcaldesa de Valdemar, Inés Carballo, habló después. «La decisión es firme, pero no es contra nadie», dijo Carballo.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with swept(tmp_path_factory.mktemp("forwarded"), {"pike.txt": ARTICLE}) as library:
        yield library


@pytest.mark.parametrize(
    "text",
    [
        "[10:32] Ann: “I was wrong in April. The figures have moved a long way” - Howard Pike",
        "[10:32] Ann: did Pike really say “I was wrong in April”?\n[10:33] Bob: I think so",
        "28/11/2026, 10:32 - Ann Lee: “I was wrong in April,” said Howard Pike",
        "[28/11/26, 10:32:11] Ann: I was wrong in April",
        "Ann, [28.11.2026 10:32]\nHoward Pike: I was wrong in April",
        "Ann Lee  10:32 AM\n“I was wrong in April,” Howard Pike said",
        "Ann: “I was wrong in April,” Howard Pike said",
        "— I was wrong in April, said the council leader.",
        "The figures have moved a long way, Howard Pike told reporters.",
        "The figures have moved a long way, he said.",
        "Fact check needed!\n\nThe figures have moved a long way. (Pike)\n\nFrom a screenshot, no link. Ana",
        "RT @cityhall_watch: The figures have moved a long way https://t.co/x1Yz09",
        "Two:\n- Pike said: “I was wrong in April.”\n- As Howard Pike put it: “The figures have moved a long way”",
        "La decisión es firme, pero no es contra nadie, dijo la alcaldesa.",
    ],
)
def test_who_passes_it_on_is_not_who_said_it(library: Library, text: str) -> None:
    assert library.verify(Query(text)).ruling is Ruling.EXACT


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee: “I was wrong in April”",
        "[10:32] Ann: “I was wrong in April” - Helen Ashby",
        "The figures have moved a long way, said Helen Ashby.",
        "Fact check needed!\n\nThe figures have moved a long way. (Hitchcock)\n\nA screenshot, no link. Ana",
        "Caption for the gallery: Ashby: The figures have moved a long way (photo to come)",
        "¿podemos usar esto? Marta Quiroga: La decisión es firme, pero no es contra nadie",
        "Two:\n- Pike said: “I was wrong in April.”\n- As Helen Ashby put it: “The figures have moved a long way”",
    ],
)
def test_who_is_named_as_the_speaker_still_is(library: Library, text: str) -> None:
    assert library.verify(Query(text)).ruling is Ruling.MISATTRIBUTED


def test_words_before_a_colon_that_are_no_talk_are_compared(library: Library) -> None:
    assert (
        library.verify(Query("Let us be clear: nobody pays: The figures have moved a long way")).ruling
        is Ruling.ALTERED
    )


@pytest.mark.parametrize(
    "text",
    [
        "The last boat leaves at 10:30",
        "At 10:32 he said: no",
        "10:30 is when we meet",
        "The boat that leaves (10:30) is never full",
    ],
)
def test_a_time_of_day_is_no_label(text: str) -> None:
    assert masked(text) == text


def test_a_label_leaves_everything_where_it_stood() -> None:
    text = "[10:32] Ann: “No”\n[10:33] Bob: “Yes”"
    assert len(masked(text)) == len(text) and masked(text).split() == ["“No”", "“Yes”"]


def test_many_spaces_are_looked_through_once() -> None:
    text = " " * 9_999 + "x"  # looked through again from each of them it takes minutes
    assert masked(text) == text
