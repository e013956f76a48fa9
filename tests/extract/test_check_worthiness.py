"""What is worth checking comes before what is not."""

from __future__ import annotations

import pytest

from corpus.extract.facts.check_worthiness import worth

# better | worse: the left sentence of each pair is the one a checker would open first
ENGLISH = """
Unemployment fell to 4.1 percent last year. | Unemployment worries every family in this town.
She voted against the treaty three times. | She will look at the treaty again soon.
We lost 70,000 factories since 2001. | I love the people who work in factories.
He never signed the bill. | Did he ever sign the bill?
The deficit is larger than ever before. | The deficit should be smaller, I believe.
The senator took $2 million from oil companies. | Thank you, Senator, for that question tonight.
Crime doubled in three years. | We must do something about crime.
The company fired 300 workers in March. | Let me say a word to the workers.
"""
SPANISH = """
El paro bajó al 11,5 % el año pasado. | El paro debe bajar, creo yo.
El Gobierno recortó 300 millones en educación. | Gracias, señor ministro, por la pregunta.
Nunca votaron la ley. | ¿Votarán la ley?
"""

OTHER = {
    "de": """
Die Arbeitslosigkeit sank auf 5,4 Prozent. | Ich glaube, die Lage ist gut.
Die Regierung kürzte 300 Millionen Euro. | Danke für die Frage, Herr Minister.
""",
    "fr": """
Le chômage a baissé de 3 % en 2024. | Je crois que tout va bien.
Ils n'ont jamais voté la loi. | Voteront-ils la loi ?
""",
    "pt": """
O desemprego caiu para 6,2% no ano passado. | Eu acho que tudo vai bem.
O governo cortou 300 milhões de reais. | Obrigado pela pergunta, senhor ministro.
""",
}


def _pairs(block: str) -> list[list[str]]:
    return [[side.strip() for side in line.split("|")] for line in block.strip().splitlines()]


@pytest.mark.parametrize(("better", "worse"), _pairs(ENGLISH))
def test_a_claim_is_worth_more_than_a_wish(better: str, worse: str) -> None:
    assert worth(better, "en") > worth(worse, "en")


@pytest.mark.parametrize(("better", "worse"), _pairs(SPANISH))
def test_spanish_has_its_own_words(better: str, worse: str) -> None:
    assert worth(better, "es") > worth(worse, "es")


@pytest.mark.parametrize(("code", "pair"), [(code, pair) for code in OTHER for pair in _pairs(OTHER[code])])
def test_other_languages_have_theirs(code: str, pair: list[str]) -> None:
    better, worse = pair
    assert worth(better, code) > worth(worse, code)


@pytest.mark.parametrize("text", ["", "?", "…", "¿", "1", "$" * 1000, "a" * 10_000])
def test_any_text_has_a_worth_between_nothing_and_one(text: str) -> None:
    assert 0 <= worth(text, "en") <= 1


def test_a_curly_apostrophe_changes_nothing() -> None:
    assert worth("They didn’t pay taxes.", "en") == worth("They didn't pay taxes.", "en")


def test_a_language_without_words_still_sees_figures() -> None:
    assert worth("Im Jahr 2020 stieg die Zahl um 12 %.", "xx") > worth("Im Sommer stieg die Zahl.", "xx")
