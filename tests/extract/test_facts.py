"""Which sentences are facts, and of what kind."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from corpus.extract import extract
from corpus.extract.document import Document
from corpus.extract.facts import kinds
from corpus.model import Article, BlockKind, Fact, FactKind, Quote, QuoteKind, Sentence, Span

CASES = Path(__file__).parents[1] / "marked" / "facts_en.txt"
KINDS = """
figure | The council hired 40 teachers in March.
figure | The plan rests on four pillars of public health.
agreement | Norway and Sweden signed a fishing treaty on Monday.
agreement | The two ministers agreed on a border programme after months of work.
role | The king appointed Ann Lee governor of the northern province.
role | The hearing was also attended by the bishop of Turku, Olli Niemi.
plan | The company will close its factory in Leeds.
event | Protesters marched through the old town on Sunday.
event | The mayor met farmers at the town hall.
claim | The government has never been weaker in the history of the state.
"""
ABROAD = """
es | agreement | Los dos países firmaron un tratado de pesca el lunes.
es | figure | La policía detuvo a 59 personas en la frontera.
es | role | El rey nombró a Ana Núñez gobernadora del norte.
de | agreement | Die beiden Länder haben ein Abkommen über den Fischfang unterzeichnet.
de | figure | Die Polizei nahm 59 Personen an der Grenze fest.
fr | role | Le roi a nommé Anne Roux gouverneure du nord.
fr | figure | La police a arrêté 59 personnes à la frontière.
pt | agreement | Os dois países assinaram um tratado de pesca na segunda-feira.
"""
NEVER = """
Who paid for the bridge that fell?
Thank you all for coming here tonight.
He thanked the volunteers for their help.
And then some more of them.
More and better roads
But now it was somewhat different for them.
The treaty was signed by the president and…
"""


def _find(
    text: str, *, block: BlockKind = BlockKind.BODY, quotes: tuple[Quote, ...] = (), code: str = "en"
) -> tuple[Fact, ...]:
    return kinds.find(
        Document(Article("", "", text), code, sentences=[Sentence(Span(0, len(text)), block)], quotes=quotes)
    )


@pytest.mark.parametrize("line", KINDS.strip().splitlines())
def test_a_fact_has_the_kind_its_words_prove(line: str) -> None:
    kind, text = line.split(" | ")
    assert [fact.kind for fact in _find(text)] == [FactKind(kind)]


def test_eight_in_nine_sentences_of_the_news_are_told_by_their_kind() -> None:
    """Kinds overlap ("thousands marched" is a figure and an event), so not each must be right."""
    lines = [line.split(" | ") for line in CASES.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    missed = [(kind, found, text) for kind, text in lines if (found := _told(text)) != kind]
    assert len(lines) > 180
    assert len(missed) <= len(lines) / 9, missed
    assert not [text for kind, found, text in missed if kind == "figure"]


def _told(text: str) -> str:
    """As in an article, with its quotations and names."""
    found = extract(Article("a", "a.txt", f"The day in short.\n\n{text}\n", "en")).facts
    return next((fact.kind.value for fact in found if fact.span.start > len("The day in short.")), "none")


@pytest.mark.parametrize("line", ABROAD.strip().splitlines())
def test_other_languages_have_their_own_words(line: str) -> None:
    code, kind, text = line.split(" | ")
    assert [fact.kind for fact in _find(text, code=code)] == [FactKind(kind)]


@pytest.mark.parametrize("text", NEVER.strip().splitlines())
def test_what_cannot_be_checked_alone_is_no_fact(text: str) -> None:
    assert _find(text) == ()


@pytest.mark.parametrize("block", sorted(set(BlockKind) - {BlockKind.BODY, BlockKind.LEAD, BlockKind.POST}))
def test_only_prose_and_posts_hold_facts(block: BlockKind) -> None:
    assert _find("The council hired 40 teachers in March.", block=block) == ()


def test_a_post_states_facts_but_its_boasts_are_none() -> None:
    assert _find("Today the two countries signed a fishing treaty.", block=BlockKind.POST)
    assert _find("Nobody works harder than our people.", block=BlockKind.POST) == ()


def test_a_fact_is_the_whole_sentence_with_the_one_who_said_it() -> None:
    text = "Lee stressed that the harbour “has served the whole coast” for decades."
    quote = Quote(Span(31, 59), QuoteKind.MIXED, "Ann Lee")
    (fact,) = _find(text, quotes=(quote,))
    assert fact == Fact(Span(0, len(text)), FactKind.POSITION, "Ann Lee", fact.worth)
    assert fact.worth == pytest.approx(0.3, abs=0.2)


def test_each_sentence_gets_its_own_speaker() -> None:
    text = "Lee said taxes rose 4%. The strike began on Monday. Roe said 9 ships sank."
    ends = (0, 24, 52, len(text))
    sentences = [Sentence(Span(a, b)) for a, b in pairwise(ends)]
    quotes = (Quote(Span(9, 22), QuoteKind.INDIRECT, "Ann Lee"), Quote(Span(61, 73), QuoteKind.INDIRECT, "Jo Roe"))
    found = kinds.find(Document(Article("", "", text), "en", sentences=sentences, quotes=quotes))
    assert [(fact.kind.value, fact.speaker) for fact in found] == [
        ("figure", "Ann Lee"),
        ("event", None),
        ("figure", "Jo Roe"),
    ]


def test_a_pull_quote_says_nothing_of_the_sentence_it_stands_in() -> None:
    text = "The strike began on Monday."
    assert _find(text, quotes=(Quote(Span(0, 10), QuoteKind.PULL, "Ann Lee"),))[0].speaker is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "We said earlier that 815 crew were eligible to vote. The number is 842."),
        ("en", "Correction: An earlier version of this article said that 40 teachers were hired. It was 14."),
        ("es", "En la información publicada el lunes se decía que los heridos eran 300. Eran 230."),
    ],
)
def test_what_was_wrong_is_told_with_what_is_right(code: str, text: str) -> None:
    whole = f"News\n\n{text}\n"
    found = extract(Article("a", "a.txt", whole, code)).facts
    assert [fact.span.of(whole)[-12:] for fact in found] == [text[-12:]]
