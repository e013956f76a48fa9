"""What was said together, and what belongs together."""

from __future__ import annotations

import pytest

from corpus.extract import extract
from corpus.model import Article, Quote, QuoteKind

MARKED = {QuoteKind.DIRECT, QuoteKind.MIXED}


def said(text: str, code: str = "en") -> list[Quote]:
    return list(extract(Article("a", "a.txt", text, language=code)).quotes)


@pytest.mark.parametrize(
    ("code", "text", "speakers"),
    [
        ("en", '"We waited for years," said Ann Burton and Nick Lowe.', ("Ann Burton", "Nick Lowe")),
        ("en", '"We waited for years," Ann Burton and Nick Lowe said.', ("Ann Burton", "Nick Lowe")),
        (
            "en",
            '"We waited," said Mayor Ann Burton and Councillor Nick Lowe of Norwich.',
            ("Ann Burton", "Nick Lowe"),
        ),
        (
            "en",
            '"We waited," said Ann Burton, Nick Lowe and Pete Stone in a letter.',
            ("Ann Burton", "Nick Lowe", "Pete Stone"),
        ),
        ("en", '"We waited for years," said Ann Burton and her husband, Nick Lowe.', ("Ann Burton", "Nick Lowe")),
        ("es", "«Llevamos años esperando», dijeron Ana Burgos y Nicolás Lobo.", ("Ana Burgos", "Nicolás Lobo")),
        ("de", "„Wir warten seit Jahren“, sagten Anna Berg und Nikolas Wolf.", ("Anna Berg", "Nikolas Wolf")),
        ("en", '"We waited for years," said Ann Burton and Nick Lowe nodded.', ("Ann Burton",)),
        ("en", '"We waited for years," Ann Burton told Nick Lowe and Pete Stone.', ("Ann Burton",)),
    ],
)
def test_everybody_who_said_it_together_is_kept(code: str, text: str, speakers: tuple[str, ...]) -> None:
    assert [quote.speakers for quote in said(text, code) if quote.kind in MARKED] == [speakers]


def test_who_speaks_for_the_parents_is_not_the_parents() -> None:
    assert all(not quote.joint for quote in said("The son of Ann Burton and Nick Lowe said the bridge was late."))


def test_the_second_half_is_said_by_both_too() -> None:
    first, second = said("„Wir warten seit Jahren“, sagten Anna Berg und Nikolas Wolf. „Jetzt reicht es uns.“", "de")
    assert first.speakers == second.speakers == ("Anna Berg", "Nikolas Wolf")


@pytest.mark.parametrize(
    ("code", "text", "groups"),
    [
        ("en", '"We waited," said Ann Burton, who lives there, "and nobody came."', [1, 1]),
        ("en", '"It is over," Ann Burton said. "We lost the bridge."', [1, 1]),
        ("en", '"It is over," Ann Burton said. She left the hall. "We lost the bridge."', [None, None]),
        ("en", "“It was dark on the bridge.\n“Then it was light,” Ann Burton said.", [1, 1]),
        ("en", '"We waited," Ann Burton said. "Nobody came to us," Nick Lowe said. "Nobody."', [None, 1, 1]),
        ("es", "—No cederemos —dijo Ana Burgos—. Nunca lo haremos.", [1, 1]),
        ("en", "The rain, Ann Burton said, would stay all week.", [1, 1]),
        ("en", '"It is over," Ann Burton said.', [None]),
    ],
)
def test_the_parts_of_one_utterance_share_a_group(code: str, text: str, groups: list[int | None]) -> None:
    assert [quote.group for quote in said(text, code)] == groups


def test_a_second_utterance_has_a_group_of_its_own() -> None:
    text = '"We left," Ann Burton said, "and it hurt." Rain fell. "I saw it," Nick Lowe said. "It was bad to see."'
    assert [quote.group for quote in said(text)] == [1, 1, 2, 2]
