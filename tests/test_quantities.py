"""Quantities, their units and their values, and what may be asked of them."""

from __future__ import annotations

import pytest

from corpus import quantities
from corpus.errors import WrongUse
from corpus.quantities import Condition, Figure

# the sentence | value unit; value unit …
ENGLISH = """
The plan rests on four pillars. | 4 pillars
Prices rose 20 per cent, wages 3.5%. | 20 percent; 3.5 percent
The bank lost $1.2bn and owes 3,500 million euros. | 1200000000 dollar; 3500000000 euro
Police arrested 59 high-level suspects. | 59 suspects
Twenty-eight thousand six hundred and forty-two voters came. | 28642 voters
About a third of the fleet sank. | 0.333 share
Half a million people left. | 500000 people
It cost £2m, US $84 billion or RM79. | 2000000 pound sterling; 84000000000 dollar; 79 ringgit
They waited 3 years, 2 months and 14 days. | 3 year; 2 month; 14 day
The 18-year-old ran at 15.5 km/h. | 18 year of age; 15.5 kilometre per hour
The index fell -1.3% to 1,463.78 points. | -1.3 percent; 1463.78 point
A 278kg tuna and 256GB of data. | 278 kilogram; 256 gigabyte
Just 1 percent agreed. | 1 percent
The toll rose to 19 after two people died, and 40 small boats sank. | 19; 2 people; 40 boats
"""
SPANISH = """
Subió un 3,5 % hasta 1.234,5 millones de euros. | 3.5 percent; 1234500000 euro
Murieron treinta y cinco personas. | 35 people
Hay 1.500 policías y 2,5 toneladas de droga. | 1500 policías; 2.5 tonne
Costó tres mil millones de dólares. | 3000000000 dollar
Costará 3 mil 200 millones de pesos. | 3200000000 peso
Pagó mil 200 pesos a cada uno. | 1200 peso
Había cinco mil 300 personas. | 5300 people
Donó 2 millones 500 mil pesos. | 2500000 peso
Donó 5 millones de pesos hace 20 años. | 5000000 peso; 20 year
Pagaron $1,200 millones de pesos. | 1200000000 peso
La mitad de los vecinos votó. | 0.5 share
"""
OTHER = {
    "de": """
Rund 1.200 Menschen zahlten 3,5 Millionen Euro. | 1200 people; 3500000 euro
Am 3. September 2025 sank ein Drittel der Schiffe. | 0.333 share
Mehr als zwei Milliarden Dollar fehlen. | 2000000000 dollar
""",
    "fr": """
Plus de 1 200 personnes ont payé 3,5 milliards d'euros. | 1200 people; 3500000000 euro
Trois cents blessés et 15 % de pertes le 3 septembre 2025. | 300 blessés; 15 percent
""",
    "pt": """
Mais de 1.200 pessoas pagaram R$ 3,5 bilhões. | 1200 people; 3500000000 real
Em 3 de setembro de 2025, metade dos 59 detidos saiu. | 0.5 share; 59 detidos
""",
}
NONE = """
On September 3, 2025, at 10:30 a.m. the ministers met.
The law of 1998 was changed in 2004.
She read Part 3 of the report on the new iPhone 14.
The G20, U2 and COVID-19 made news on the 5th of May.
Leeds won 2-1 after the first half.
No one knew which one it was.
The show runs from Jan. 24 to 27 at the town hall.
"""


def _read(line: str) -> tuple[str, list[tuple[float, str]]]:
    text, _, wanted = line.partition(" | ")
    pairs = (item.partition(" ") for item in wanted.split("; "))
    return text, [(float(value), unit) for value, _, unit in pairs]


def _given(text: str, code: str) -> list[tuple[float, str]]:
    return [(round(figure.value, 3), figure.unit) for figure in quantities.find(text, code)]


@pytest.mark.parametrize("line", ENGLISH.strip().splitlines())
def test_an_english_quantity_has_a_value_and_a_unit(line: str) -> None:
    text, wanted = _read(line)
    assert _given(text, "en") == wanted


@pytest.mark.parametrize("line", SPANISH.strip().splitlines())
def test_a_spanish_quantity_has_a_value_and_a_unit(line: str) -> None:
    text, wanted = _read(line)
    assert _given(text, "es") == wanted


@pytest.mark.parametrize(
    ("code", "line"), [(code, line) for code in OTHER for line in OTHER[code].strip().splitlines()]
)
def test_other_languages_have_their_own_marks_and_words(code: str, line: str) -> None:
    text, wanted = _read(line)
    assert _given(text, code) == wanted


@pytest.mark.parametrize("text", NONE.strip().splitlines())
def test_dates_names_and_scores_are_no_quantities(text: str) -> None:
    assert quantities.find(text, "en") == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It takes 15 to 22 minutes.", 15, 22),
        ("Homes cost between $750,000 and $1 million.", 750_000, 1_000_000),
        ("Sales of $10 to $15 billion are likely.", 10e9, 15e9),
        ("A 5-7% rise.", 5, 7),
        ("Thousands of people came.", 1000, 10_000),
        ("Tens of thousands of people came.", 10_000, 100_000),
    ],
)
def test_a_range_has_two_ends(text: str, low: float, high: float) -> None:
    (figure,) = quantities.find(text, "en")
    assert (figure.value, figure.upto) == (low, high)


@pytest.mark.parametrize(
    ("text", "bound"),
    [("more than 6,000 men", ">"), ("up to 400 jobs", "<"), ("about 60 boats", "~"), ("60 boats", "=")],
)
def test_the_words_before_a_quantity_bound_it(text: str, bound: str) -> None:
    assert quantities.find(text, "en")[0].bound == bound


def test_a_figure_is_a_slice_with_its_unit() -> None:
    text = "Rates rose 20 per cent."
    assert quantities.find(text, "en")[0].span.of(text) == "20 per cent"


@pytest.mark.parametrize(
    ("asked", "words", "wanted"),
    [
        ("tariffs > 20%", "tariffs", Condition(">", 20, "percent")),
        ("budget >= $1.2bn", "budget", Condition(">=", 1.2e9, "dollar")),
        ("<5% growth", "growth", Condition("<", 5, "percent")),
        ("arrests > 50", "arrests", Condition(">", 50)),
        ("over 50 arrests in Leeds", "arrests in Leeds", Condition(">", 50)),
        ("tariffs of less than 5%", "tariffs of", Condition("<", 5, "percent")),
        ("about 5 people", "about 5 people", None),
        ("the 20% tariff", "the 20% tariff", None),
        ("tariffs", "tariffs", None),
        ("Is a > b?", "Is a > b?", None),
    ],
)
def test_a_question_may_ask_for_a_size(asked: str, words: str, wanted: Condition | None) -> None:
    assert quantities.condition(asked, "en") == (words, wanted)


@pytest.mark.parametrize(
    ("figure", "asked", "met"),
    [
        ("25%", "> 20%", True),
        ("20%", "> 20%", False),
        ("20%", ">= 20%", True),
        ("over 20%", "> 20%", True),
        ("25 jobs", "> 20%", False),
        ("25 jobs", "> 20", True),
        ("half of them", "> 40%", True),
        ("5 to 30 jobs", "> 20", True),
        ("5 to 30 jobs", "= 12", True),
        ("$3m", "< $1bn", True),
    ],
)
def test_a_figure_meets_a_condition_in_its_unit(figure: str, asked: str, met: bool) -> None:
    wanted = quantities.condition(asked, "en")[1]
    assert wanted is not None
    assert quantities.meets(quantities.find(figure, "en")[0], wanted) is met


@pytest.mark.parametrize("text", ["", "9" * 5000, "1,2.3-" * 2000, "one hundred " * 2000, "$" * 5000, "1 to " * 2000])
def test_hostile_text_harms_nothing(text: str) -> None:
    assert all(isinstance(figure, Figure) for figure in quantities.find(text, "en"))


def test_a_language_without_words_reads_digits() -> None:
    assert _given("12 % mehr", "xx") == [(12, "percent")]


def test_what_is_told_leaves_out_ages_ones_and_twos() -> None:
    text = "The 18-year-old met two ministers, paid $1 for 5G and saw 59 boats."
    assert [(figure.value, figure.unit) for figure in quantities.told(text, "en")] == [(1, "dollar"), (59, "boats")]


def test_only_the_beginning_of_an_endless_sentence_is_told() -> None:
    assert quantities.told("so " * 3000 + "59 boats sank", "en") == ()


@pytest.mark.parametrize("asked", ["tariffs >", "tariffs > > 3", "jobs <=", "≥"])
def test_a_sign_without_a_figure_is_told_so(asked: str) -> None:
    with pytest.raises(WrongUse, match=r"^“[<>≥]=?” needs one figure behind it, such as: tariffs .* 20%\.$"):
        quantities.condition(asked, "en")


@pytest.mark.parametrize("text", ["level % > 50", "level > 50 %", "level > 50%"])
def test_a_unit_may_stand_before_the_sign(text: str) -> None:
    words, wanted = quantities.condition(text, "en")
    assert (words, wanted and (wanted.sense, wanted.value, wanted.unit)) == ("level", (">", 50.0, "percent"))


@pytest.mark.parametrize(
    ("asked", "words", "wanted"),
    [
        ("percent > 5", "", Condition(">", 5.0, "percent")),
        ("tariffs per cent > 5", "tariffs", Condition(">", 5.0, "percent")),
        ("Prozent < 20", "", Condition("<", 20.0, "percent")),
        ("£ > 10 million", "", Condition(">", 10e6, "pound sterling")),
        ("millones > 2", "", Condition(">", 2e6, "")),
        ("homes > 2", "homes", Condition(">", 2.0, "")),
    ],
)
def test_a_unit_or_a_scale_may_stand_before_the_sign(asked: str, words: str, wanted: Condition) -> None:
    assert quantities.condition(asked, "en") == (words, wanted)


def test_a_scale_alone_asks_for_figures_as_large() -> None:
    assert quantities.scale("million") == quantities.scale("Millionen") == Condition(">=", 1e6)
    assert quantities.scale("ships") is quantities.scale("two million") is None
