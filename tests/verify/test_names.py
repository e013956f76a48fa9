"""Names in a phrase, whose they are, and whom an article calls so."""

from __future__ import annotations

import pytest

from corpus.model import Article, Extraction, Person, Quote, QuoteKind, Span
from corpus.verify.claims import Claim
from corpus.verify.names import named, same_name
from corpus.verify.said import Said


@pytest.mark.parametrize(
    ("phrase", "names", "office", "titled"),
    [
        ("Ann Lee", ["ann lee"], False, False),
        ("Mayor Ann Lee", ["ann lee"], True, True),
        ("the mayor", [], True, False),
        ("the mayor of Port Ellen", ["port ellen"], True, False),
        ("Ann Lee, the mayor", ["ann lee"], True, False),
        ("Ludwig van der Aa of", ["ludwig van der aa"], True, False),
        ("Bundesaußenministerin Wittmer", ["wittmer"], True, True),
        ("Lars Graf", ["lars graf"], False, False),  # a count in German, here a surname
        ("As Ann Lee", ["ann lee"], False, False),
        ("ann lee", [], True, False),
    ],
)
def test_a_phrase_is_taken_apart(phrase: str, names: list[str], office: bool, titled: bool) -> None:
    found = named(phrase)
    assert [" ".join(name) for name in found.names] == names
    assert (found.office, found.titled) == (office, titled)


@pytest.mark.parametrize(
    ("asked", "spelling", "same"),
    [
        ("lee", "Ann Lee", True),
        ("ann lee", "Lee", True),
        ("a lee", "Ann Lee", True),
        ("b lee", "Ann Lee", False),
        ("bob lee", "Ann Lee", False),
        ("anne lee", "Ann Lee", False),
        ("bill clinton", "William Clinton", True),
        ("solano ines", "Inés Solano", True),
        ("helena brand", "Helena Brandt", True),  # one letter less
        ("lee", "Ann Leeds", False),
        ("a", "Ann Lee", False),  # an initial is everybody's
        ("", "Ann Lee", False),
        ("ann maria lee", "Ann Lee", True),
        ("ann ann", "Ann Lee", False),
    ],
)
def test_two_names_are_one_persons(asked: str, spelling: str, same: bool) -> None:
    assert same_name(asked.split(), (spelling,)) is same


def test_what_an_article_uses_besides_the_full_name_explains_no_longer_one() -> None:
    assert same_name(["lee"], ("Lee",), short=True)
    assert not same_name(["bob", "lee"], ("Lee",), short=True)


# ---------------------------------------------------------------------- of an article
TEXT = (
    "The judge Karin Moe, the mayor Ann Lee and the deputy mayor Bo Ray came.\n"
    "Lee had been ill. Ray was late. Moe was first.\n"
    "“We dig on.” That was all.\n"
    "“It rains,” the judge said.\n"
    "“It snows,” Bo Ray said.\n"
    "The harbour master, Olav Lie, was away. In May he, Ann Lee, sang. The head of the port; Bo Ray too."
)
ROLES = {"Karin Moe": ("judge",), "Ann Lee": ("mayor",), "Bo Ray": ("deputy mayor",), "Olav Lie": ("harbour master",)}


def said(words: str, speaker: str | None = None, confidence: float = 0.5) -> Said:
    start = TEXT.index(words)
    quote = Quote(Span(start, start + len(words)), QuoteKind.DIRECT, speaker, confidence=confidence)
    article = Article("a", "a.txt", TEXT, "en")
    people = tuple(
        Person(name, roles=tuple(Span(TEXT.index(role), TEXT.index(role) + len(role)) for role in roles))
        for name, roles in ROLES.items()
    )
    return Said(quote, article, Extraction(article, people=people, quotes=(quote,)), [quote.span])


@pytest.mark.parametrize(
    ("words", "speaker", "confidence", "settled"),
    [
        ("We dig on.", "Ann Lee", 0.6, False),
        ("We dig on.", "Ann Lee", 0.7, True),
        ("It snows,", "Bo Ray", 0.1, True),  # the name stands beside it
        ("It rains,", "Karin Moe", 0.1, True),  # there is one judge
        ("It rains,", "Ann Lee", 0.1, False),
        ("It snows,", "Somebody Else", 0.9, False),  # nobody of the article
    ],
)
def test_a_name_or_an_office_beside_the_words_settles_who_said_it(
    words: str, speaker: str, confidence: float, settled: bool
) -> None:
    assert said(words, speaker, confidence).settled is settled


@pytest.mark.parametrize(
    ("words", "speaker", "confidence", "contradicted"),
    [
        ("It snows,", "Ann Lee", 0.6, True),
        ("It snows,", "Ann Lee", 0.8, False),
        ("It snows,", "Bo Ray", 0.6, False),
        ("We dig on.", "Ann Lee", 0.6, False),
    ],
)
def test_another_name_beside_the_words_contradicts_an_unsure_reading(
    words: str, speaker: str, confidence: float, contradicted: bool
) -> None:
    assert said(words, speaker, confidence).contradicted is contradicted


@pytest.mark.parametrize(
    ("words", "speaker", "name", "near"),
    [
        ("We dig on.", "Ann Lee", "bo ray", True),  # in the paragraph before
        ("We dig on.", "Ann Lee", "olav lie", False),
        ("It snows,", "Bo Ray", "karin moe", False),  # somebody is named beside the words
        ("It rains,", "Karin Moe", "bo ray", False),
        ("We dig on.", "Ann Lee", "bo lee", True),  # by the last name
    ],
)
def test_who_may_be_meant_is_named_near(words: str, speaker: str, name: str, near: bool) -> None:
    assert said(words, speaker).near(name.split()) is near


@pytest.mark.parametrize(
    ("phrase", "only"),
    [
        ("the judge", "Karin Moe"),
        ("the mayor", "Ann Lee"),
        ("the deputy", None),
        ("the", None),
        ("deputy mayor", "Bo Ray"),
    ],
)
def test_the_only_one_who_is_called_just_so(phrase: str, only: str | None) -> None:
    assert said("We dig on.").only(phrase) == only


@pytest.mark.parametrize(
    ("office", "speaker", "holder"),
    [
        ("judge", None, "Karin Moe"),
        ("mayor", "Ann Lee", "Ann Lee"),
        ("mayor", "Bo Ray", "Ann Lee"),  # a deputy mayor is none
        ("deputy", "Bo Ray", "Bo Ray"),
        ("deputy mayor", "Ann Lee", "Bo Ray"),
        ("bishop", None, None),
        ("harbour master ellen", None, "Olav Lie"),
        ("master painter decorator", None, None),
    ],
)
def test_who_holds_an_office_in_the_article(office: str, speaker: str | None, holder: str | None) -> None:
    assert said("We dig on.", speaker).holder(office.split()) == holder


@pytest.mark.parametrize(
    ("office", "who"),
    [
        ("harbour master", "Olav Lie"),  # the name behind the comma
        ("deputy mayor", "Bo Ray"),
        ("head port", None),  # the sentence ends between
        ("boat", None),
    ],
)
def test_who_stands_beside_the_words_of_an_office(office: str, who: str | None) -> None:
    assert said("We dig on.").beside_words(office.split()) == who


def test_a_title_is_held_by_role_or_before_the_name() -> None:
    one = said("We dig on.")
    assert one.holds(["judge"], "Karin Moe")
    assert one.holds(["mayor"], "Ann Lee") and not one.holds(["judge"], "Ann Lee")


def test_a_speaker_behind_a_title_is_the_person() -> None:
    assert said("It snows,", "Deputy Bo Ray").called == ("Deputy Bo Ray", "Bo Ray")
    assert said("It snows,", "Ray").person is None
    assert said("It snows,").called == ()


def test_who_the_words_for_the_speaker_call_rather() -> None:
    assert said("It rains,", "Ann Lee").rather(["karin", "moe"])
    assert not said("It rains,", "Karin Moe").rather(["ann", "lee"])
    assert not said("It snows,", "Bo Ray").rather(["karin", "moe"])


def test_the_phrases_beside_are_claims_with_their_place() -> None:
    phrases = said("It rains,").frame.phrases
    start = TEXT.index("the judge said")
    assert phrases == (Claim("the judge", Span(start, start + 9), sure=True),)
