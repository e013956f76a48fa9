"""Until when somebody held an office: told by words that name it, and by words that do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import profile
from corpus.extract import extract
from corpus.index import Store, departures
from corpus.model import Article, Basis, Published
from corpus.results import Query
from corpus.search import office_holders, retrieval
from tests.stories import told


def article(key: str, day: str, text: str, language: str = "en"):  # type: ignore[no-untyped-def]
    return extract(Article(key, f"{key}.txt", text, language, published=Published(day, Basis.METADATA)))


NEWS = (
    article(
        "one", "2026-03-02", "The chief executive of Skua Air, Rolf Hegg, opened a hangar.\n\n“It is big,” Hegg said.\n"
    ),
    article(
        "two",
        "2026-03-09",
        "Skua Air said Rolf Hegg had left for home.\n\nRolf Hegg has left the company. Finance chief Ida Berg will "
        "serve as interim chief executive.\n\n“It is small,” Berg said.\n",
    ),
    article(
        "mayor",
        "2026-03-10",
        "Mayor Petra Lund resigned on Tuesday.\n\n“I am tired,” Lund said.\n\nTheo Lund, a councilman, wept.\n\n“My"
        " sister sleeps,” Theo Lund said.\n",
    ),
    article("es", "2026-03-11", "La alcaldesa de Alba, Ana Gil, lloró.\n\n“No es nada”, dijo Gil.\n", "es"),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with_all = told(tmp_path_factory.mktemp("tenure"), *NEWS)
    yield with_all
    with_all.close()


def _held(store: Store, office: str) -> list[tuple[str, str]]:
    return [(one.name, one.until) for one in office_holders.holders(store, office.split(), ("seeds",))]


def test_who_leaves_the_company_holds_the_office_until_then(store: Store) -> None:
    assert _held(store, "chief executive") == [("Ida Berg", ""), ("Rolf Hegg", "2026-03-09")]


def test_who_somebody_is_tells_until_when_they_were_it(store: Store) -> None:
    (hegg,) = profile.who(store, Query("Hegg")).profiles
    assert [(role.role.text, role.until) for role in hegg.roles] == [("chief executive of Skua Air", "2026-03-09")]
    first = [one.roles[0] for one in profile.who(store, Query("interim chief executive")).profiles]
    assert [(role.role.text, role.until) for role in first] == [("interim chief executive", "")]


def test_a_former_mayor_is_who_was_mayor(store: Store) -> None:
    assert _held(store, "former mayor") == [("Petra Lund", "")]
    assert [hit.record.text for hit in retrieval.quote(store, Query("former mayor")).hits] == ["I am tired,"]


def test_the_office_as_it_is_asked_for_comes_before_the_same_in_another_language(tmp_path: Path) -> None:
    more = article("new", "2026-03-12", "Mayor Tom Fox took a nap.\n\n“Good night,” Fox said.\n")
    store = told(tmp_path, *NEWS, more)
    assert [name for name, _ in _held(store, "mayor")] == ["Tom Fox", "Petra Lund"]
    assert [name for name, _ in _held(store, "alcalde")] == ["Ana Gil"]
    store.close()


def test_where_nobody_holds_it_any_more_the_same_in_another_language_does(store: Store) -> None:
    assert [name for name, _ in _held(store, "mayor")] == ["Ana Gil", "Petra Lund"]


def test_of_former_holders_the_one_called_so_in_the_words_asked_is_quoted_first(tmp_path: Path) -> None:
    es = article(
        "gone", "2026-03-12", "La alcaldesa de Alba, Ana Gil, dimitió.\n\n“Me voy ya”, dijo la alcaldesa.\n", "es"
    )
    de = article("de", "2026-03-13", "Bürgermeister Jan Hamm lachte.\n\n„Ich bleibe hier“, sagte Hamm.\n", "de")
    store = told(tmp_path, es, de)
    said = {
        asked: [hit.record.text for hit in retrieval.quote(store, Query(asked)).hits][:2]
        for asked in ("alcaldesa", "Bürgermeister")
    }
    assert said == {"alcaldesa": ["Me voy ya", "Ich bleibe hier"], "Bürgermeister": ["Ich bleibe hier"]}
    store.close()


def test_an_initial_tells_two_of_a_name_apart(store: Store) -> None:
    assert [hit.record.speaker for hit in retrieval.quote(store, Query("T. Lund")).hits] == ["Theo Lund"]


@pytest.mark.parametrize(
    ("language", "text", "leaves"),
    [
        ("en", "Ida Berg, who is 61, has resigned.", ["Ida Berg"]),
        ("en", "Ida Berg quit the party.", ["Ida Berg"]),
        ("en", "The board on Monday sacked Ida Berg.", ["Ida Berg"]),
        ("en", "Whether Ida Berg resigned is not known.", []),
        ("en", "Ida Berg resigned as treasurer.", []),
        ("en", "Ida Berg left the house.", []),
        ("es", "El ministro destituyó este jueves a Ana Gil.", ["Ana Gil"]),
        ("es", "Ana Gil dejó la empresa.", ["Ana Gil"]),
        ("es", "Si Ana Gil dimitió, nadie lo sabe.", []),
        ("de", "Anna Kolb ist am Dienstag zurückgetreten.", ["Anna Kolb"]),
        ("de", "Der Vorstand entließ am Montag Anna Kolb.", ["Anna Kolb"]),
        ("de", "Die Stadt hat die Intendantin, Anna Kolb, entlassen.", ["Anna Kolb"]),
        ("de", "Die Stadt will die Intendantin, Anna Kolb, entlassen werden lassen.", []),
        ("fr", "Anne Roux a quitté le gouvernement.", ["Anne Roux"]),
        ("pt", "Ana Reis deixou o governo.", ["Ana Reis"]),
    ],
)
def test_who_leaves_is_told_by_the_sentence(language: str, text: str, leaves: list[str]) -> None:
    assert [name for name, _ in departures.find(article("a", "2026-03-02", f"{text}\n", language))] == leaves


def test_who_is_dismissed_by_an_office_is_out_of_it(tmp_path: Path) -> None:
    text = "El ministro destituyó este jueves a la directora del puerto, Ana Gil.\n\n“No es nada”, dijo Gil.\n"
    store = told(tmp_path, article("a", "2026-03-02", text, "es"))
    assert _held(store, "directora del puerto") == [("Ana Gil", "2026-03-02")]
    store.close()


@pytest.mark.parametrize(
    ("code", "text", "until"),
    [
        ("en", "The head of Skua Air said Ida Holm will retire as chief executive on June 15, 2026.", ""),
        ("en", "Ida Holm plans to step down as chief executive.", ""),
        ("en", "Ida Holm, who would not resign as chief executive, smiled.", ""),
        ("en", "Ida Holm retired as chief executive.", "2026-03-12"),
        ("en", "Ida Holm was forced to step down as chief executive.", "2026-03-12"),
        ("es", "Ida Holm dimitirá en junio como directora del puerto.", ""),
        ("es", "Ida Holm dimitió el martes como directora del puerto.", "2026-03-12"),
        ("fr", "Ida Holm quittera son poste de directrice du port.", ""),
        ("pt", "Ida Holm deixará o cargo de diretora do porto.", ""),
    ],
)
def test_a_leaving_that_is_announced_ends_no_office_yet(tmp_path: Path, code: str, text: str, until: str) -> None:
    of = {"en": "chief executive", "es": "directora", "fr": "directrice", "pt": "diretora"}[code]
    store = told(tmp_path, article("one", "2026-03-12", f"{text}\n", code))
    assert _held(store, of) == [("Ida Holm", until)]
    store.close()
