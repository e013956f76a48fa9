"""Who holds which office when, and people under a title: `/quote the mayor`, `/who acting mayor`, `/quote Dr Lund`."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import profile
from corpus.analysis.folding import words
from corpus.ask import said
from corpus.extract import extract
from corpus.index import Store, offices
from corpus.model import Article, Basis, Published
from corpus.results import Query
from corpus.search import office_holders, retrieval, spokespeople, titled_names
from tests.stories import story, told

NEWS = (
    story(
        "flood",
        "2026-03-02",
        "Mayor Petra Lund opened the dam at Holm.",
        "The dam is sound, Lund said.",
        "Dr Jon Lund, a geologist at Holm College, disagreed with Finance Minister Carl Moe.",
        "The clay is wet, Dr Lund said.",
        "Money is no object, Moe said.",
        people={"Petra Lund": ("Lund",), "Jon Lund": (), "Carl Moe": ("Moe",)},
        roles={
            "Petra Lund": ("Mayor",),
            "Jon Lund": ("geologist at Holm College",),
            "Carl Moe": ("Finance Minister",),
        },
        quotes={
            "The dam is sound,": "Petra Lund",
            "The clay is wet,": "Jon Lund",
            "Money is no object,": "Carl Moe",
        },
    ),
    story(
        "change",
        "2026-03-09",
        "Petra Lund resigned as mayor of Holm, and Ida Berg became acting mayor.",
        "I shall sleep, Lund said.",
        "I shall not sleep, Berg said.",
        "Ann Roe, the deputy mayor, and Tom Fox, spokesman for the mayor, said nothing.",
        "We said nothing, Roe said.",
        "Nor did I, Fox said.",
        people={"Petra Lund": ("Lund",), "Ida Berg": ("Berg",), "Ann Roe": ("Roe",), "Tom Fox": ("Fox",)},
        roles={
            "Petra Lund": ("mayor of Holm",),
            "Ida Berg": ("acting mayor",),
            "Ann Roe": ("deputy mayor",),
            "Tom Fox": ("spokesman for the mayor",),
        },
        quotes={
            "I shall sleep,": "Petra Lund",
            "I shall not sleep,": "Ida Berg",
            "We said nothing,": "Ann Roe",
            "Nor did I,": "Tom Fox",
        },
    ),
    story(
        "garden",
        "2026-03-20",
        "Former mayor Petra Lund now grows roses.",
        "Roses do not vote, Lund said.",
        people={"Petra Lund": ("Lund",)},
        roles={"Petra Lund": ("Former mayor",)},
        quotes={"Roses do not vote,": "Petra Lund"},
    ),
    story(
        "book",
        "2026-03-21",
        "The novelist Stephen King visited Holm.",
        "I came for the roses, King said.",
        people={"Stephen King": ("King",)},
        roles={"Stephen King": ("novelist",)},
        quotes={"I came for the roses,": "Stephen King"},
    ),
)


AIRLINE = (
    story(
        "fire",
        "2026-03-02",
        "Skua Air lost a hangar in Corrin.",
        "Fire chief Dom Asare came at once.",
        "Skua Air's spokeswoman, Petra Lund, came to Corrin and counted the planes.",
        "Two are gone, Lund said.",
        "I guess nothing, Asare said.",
        "Ingrid Valland, chief executive of Skua Air, wept.",
        people={"Ingrid Valland": (), "Dom Asare": ("Asare",), "Petra Lund": ("Lund",)},
        roles={
            "Ingrid Valland": ("chief executive of Skua Air",),
            "Dom Asare": ("Fire chief",),
            "Petra Lund": ("spokeswoman",),
        },
        quotes={"Two are gone,": "Petra Lund", "I guess nothing,": "Dom Asare"},
    ),
    story(
        "gone",
        "2026-03-17",
        "Ingrid Valland resigned as chief executive of Skua Air.",
        "Rolf Hegg, the finance director, did not.",
        people={"Ingrid Valland": (), "Rolf Hegg": ()},
        roles={"Ingrid Valland": ("chief executive of Skua Air",), "Rolf Hegg": ("finance director",)},
    ),
    story(
        "new",
        "2026-04-08",
        "Rolf Hegg, the new chief executive, cut the fares.",
        "Ola Bo, chief executive of Lakehead Otter, did not.",
        people={"Rolf Hegg": (), "Ola Bo": ()},
        roles={"Rolf Hegg": ("new chief executive",), "Ola Bo": ("chief executive of Lakehead Otter",)},
    ),
)


def test_who_took_over_need_not_be_said_to_hold_it_of_the_same_company(tmp_path: Path) -> None:
    found = office_holders.holders(told(tmp_path, *AIRLINE), ["chief", "executive", "of", "skua", "air"], ("seeds",))
    assert [one.name for one in found] == ["Rolf Hegg", "Ingrid Valland"]


def test_what_kind_of_chief_is_asked_for_is_part_of_the_office(tmp_path: Path) -> None:
    store = told(tmp_path, *AIRLINE)
    assert [one.name for one in office_holders.holders(store, ["fire", "chief"], ("seeds",))] == ["Dom Asare"]


def test_a_company_includes_who_speaks_for_it(tmp_path: Path) -> None:
    store = told(tmp_path, *AIRLINE)
    assert _said(store, "Skua Air") == ["Two are gone,"]
    assert "Two are gone," not in _said(store, "planes")  # no name
    assert _said(store, "Dom Asare") == ["I guess nothing,"]  # somebody speaks for the airline, not for him
    assert _said(store, "Ingrid Valland") == []
    assert "Two are gone," not in _said(store, "Corrin")  # a place


def test_what_is_of_something_is_no_title_before_its_name(store: Store) -> None:
    assert not titled_names.people(store, ["director", "of", "the", "water", "board"], ("seeds",))
    assert [one.name for one in titled_names.people(store, ["mayor", "lund"], ("seeds",))] == ["Petra Lund"]


def test_whose_sister_somebody_is_is_no_office_of_hers(tmp_path: Path) -> None:
    text = "Marta Roe, the mayor's sister, left. “I am off,” said Marta Roe.\n"
    store = told(tmp_path, extract(Article("a", "a.txt", text, "en", published=Published("2026-03-06", Basis.STATED))))
    assert not office_holders.holders(store, ["mayor"], ("seeds",))


def test_an_article_that_names_the_mayor_by_the_office_alone_hides_nobody(tmp_path: Path) -> None:
    one = "Mayor Petra Lund opened the dam. “The dam is sound,” said Petra Lund.\n"
    two = "Dam\n\nThe mayor said: “The dam is wet.”\n"
    days = {"2026-03-02": one, "2026-03-03": two}
    store = told(
        tmp_path,
        *(extract(Article(d, f"{d}.txt", t, "en", published=Published(d, Basis.STATED))) for d, t in days.items()),
    )
    assert {one.name for one in said.named(store, Query("x"), "the mayor")} == {"Petra Lund"}


def test_a_body_of_the_town_includes_who_speaks_for_it(tmp_path: Path) -> None:
    text = "The union called a strike. “We have waited two years,” said its spokesman, Ola Bo.\n"
    store = told(tmp_path, extract(Article("a", "a.txt", text, "en", published=Published("2026-03-06", Basis.STATED))))
    assert [one.name for one in spokespeople.of(store, ["union"], ("seeds",))] == ["Ola Bo"]
    assert not spokespeople.of(store, ["strike"], ("seeds",))


def test_an_office_left_is_known_from_the_verb(tmp_path: Path) -> None:
    text = "Petra Lund dimitió el viernes como alcaldesa de Holm, dos semanas después."
    article = Article("a", "a.txt", text, "es", published=Published("2026-03-06", Basis.STATED))
    store = told(tmp_path, extract(article))
    (held,) = office_holders.holders(store, ["alcaldesa"], ("seeds",))
    assert (held.name, held.until) == ("Petra Lund", "2026-03-06")


@pytest.mark.parametrize(
    ("language", "before", "held_no_more"),
    [
        ("en", "Petra Lund handed in her resignation as ", True),
        ("en", "Petra Lund welcomed his resignation and works as ", False),
        ("es", "Petra Lund presentó ayer su dimisión como ", True),
        ("fr", "Petra Lund a présenté sa démission de ", True),
        ("pt", "Petra Lund apresentou a sua demissão do ", True),
        ("de", "Petra Lund reichte ihren Rücktritt ein als ", True),
    ],
)
def test_who_hands_in_a_resignation_leaves(language: str, before: str, held_no_more: bool) -> None:
    assert offices.left(before, len(before), language) is held_no_more


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return told(tmp_path_factory.mktemp("offices"), *NEWS)


def _said(store: Store, asked: str) -> list[str]:
    return [hit.record.text for hit in retrieval.quote(store, Query(asked)).hits if not hit.about]


def test_an_office_finds_what_its_holders_said_while_they_held_it_the_latest_holder_first(store: Store) -> None:
    assert _said(store, "the mayor") == ["I shall not sleep,", "I shall sleep,", "The dam is sound,"]
    assert _said(store, "acting mayor") == ["I shall not sleep,"]


def test_a_deputy_and_a_spokesman_do_not_hold_the_office_they_serve(store: Store) -> None:
    assert _said(store, "deputy mayor") == ["We said nothing,"]
    assert _said(store, "mayor's spokesman") == ["Nor did I,"]


@pytest.mark.parametrize(
    "asked", ["finance minister", "ministro de Hacienda", "Finanzminister", "ministre des finances"]
)
def test_an_office_is_found_in_any_language(store: Store, asked: str) -> None:
    assert _said(store, asked) == ["Money is no object,"]


def test_an_office_may_be_asked_for_with_its_place_or_by_a_short_word(store: Store) -> None:
    assert _said(store, "mayor of Holm")[0] == "I shall not sleep,"
    assert _said(store, "geologist") == ["The clay is wet,"]


def test_who_holds_it_now_is_named_first_and_who_held_it_is_offered(store: Store) -> None:
    assert [one.name for one in profile.who(store, Query("mayor of Holm")).profiles] == ["Ida Berg", "Petra Lund"]
    held = office_holders.holders(store, ["mayor"], ("seeds",))
    assert [(one.name, one.since, one.until) for one in held] == [
        ("Ida Berg", "2026-03-09", ""),
        ("Petra Lund", "2026-03-02", "2026-03-09"),
    ]


@pytest.mark.parametrize(
    ("asked", "name"),
    [("Mayor Lund", "Petra Lund"), ("Dr Lund", "Jon Lund"), ("J. Lund", "Jon Lund"), ("P Lund", "Petra Lund"),
     ("alcaldesa Lund", "Petra Lund"), ("Minister Moe", "Carl Moe"), ("Prof. Moe", "Carl Moe")],
)  # fmt: skip
def test_a_title_or_an_initial_tells_people_of_one_name_apart_and_never_blocks_it(
    store: Store, asked: str, name: str
) -> None:
    said = retrieval.quote(store, Query(asked)).hits
    assert {hit.record.speaker for hit in said if not hit.about} == {name}
    assert profile.who(store, Query(asked)).profiles[0].name == name


def test_a_name_that_is_an_office_too_is_a_name_where_somebody_has_it(store: Store) -> None:
    assert _said(store, "King") == ["I came for the roses,"]


def test_a_speaker_may_be_given_by_office(store: Store) -> None:
    assert [hit.record.text for hit in retrieval.quote(store, Query("roses", speaker="the novelist")).hits] == [
        "I came for the roses,"
    ]


@pytest.mark.parametrize(
    ("language", "text", "roles"),
    [
        ("en", "Petra Lund was sworn in as acting mayor an hour later.", {"Petra Lund": ["acting mayor"]}),
        ("en", "Petra Lund resigned as mayor of Holm on Monday.", {"Petra Lund": ["mayor of Holm"]}),
        ("en", "Carla Ruiz, who lives in Holm, was named chief executive.", {"Carla Ruiz": ["chief executive"]}),
        ("en", "Petra Lund said that the man was now mayor.", {}),
        ("en", "Petra Lund was elected. Her brother became mayor.", {}),
        ("es", "Petra Lund fue elegida alcaldesa de Holm el lunes.", {"Petra Lund": ["alcaldesa de Holm"]}),
        ("es", "Juan Vasco dimitió como ministro de Sanidad.", {"Juan Vasco": ["ministro de Sanidad"]}),
    ],
)
def test_offices_taken_and_given_up_are_read_from_the_sentence(
    language: str, text: str, roles: dict[str, list[str]]
) -> None:
    found = extract(Article("a", "a.txt", f"News\n\n{text}\n", language, published=Published("2026-03-02", Basis.FILE)))
    cut = {person.name: [role.of(found.article.text) for role in person.roles] for person in found.people}
    assert {name: held for name, held in cut.items() if held} == roles


def test_an_office_left_for_another_is_left_and_the_other_held(tmp_path: Path) -> None:
    text = "News\n\nThe former finance minister Carl Moe is now health minister. “We wait,” said Moe.\n"
    day = Published("2026-03-02", Basis.STATED)
    store = told(tmp_path, extract(Article("a", "a.txt", text, "en", published=day)))
    for office, left in (("finance minister", True), ("health minister", False)):
        (one,) = office_holders.holders(store, words(office), ("seeds",))
        assert (one.name, bool(one.until)) == ("Carl Moe", left)


def test_short_forms_are_written_out_and_words_that_say_nothing_left_out() -> None:
    assert office_holders.content(words("who is the PM")) == ["prime", "minister"]


def test_what_stands_between_commas_beside_a_name_is_an_office_too(tmp_path: Path) -> None:
    text = "Trade\n\nJon Lund, the banana importer, lost a ship. Nordbank's chief executive, Ann Roe, has not spoken.\n"
    said = "“We wait,” said Jon Lund. “We pay,” said Ann Roe.\n"
    store = told(tmp_path, extract(Article("a", "a.txt", text + said, "en")))
    held = {
        asked: [one.name for one in office_holders.holders(store, words(asked), ("seeds",))]
        for asked in ("banana importer", "the importer", "Nordbank chief executive", "banana")
    }
    assert held == {
        "banana importer": ["Jon Lund"],
        "the importer": ["Jon Lund"],
        "Nordbank chief executive": ["Ann Roe"],
        "banana": [],
    }


@pytest.mark.parametrize(
    ("role", "language", "held"),
    [
        ("the mayor's sister", "en", "sister"),
        ("the mayor’s predecessor", "en", "predecessor"),
        ("sister of the mayor", "en", "sister"),
        ("hermana de la alcaldesa", "es", "hermana"),
        ("the mayor's spokesman", "en", "the mayor's spokesman"),
        ("Attorney General", "en", "Attorney General"),
        ("geologist at Holm College", "en", "geologist at Holm College"),
    ],
)
def test_whose_relative_somebody_is_gives_no_office(role: str, language: str, held: str) -> None:
    assert offices._own(role, language) == held


@pytest.mark.parametrize(
    ("language", "text", "now", "once"),
    [
        ("en", "Port director Paula Reyes resigned on Friday.", [], ["Paula Reyes"]),
        ("en", "Paula Reyes, the port director, has stepped down.", [], ["Paula Reyes"]),
        ("en", "Port director Paula Reyes was sacked; Ida Berg became port director.", ["Ida Berg"], ["Paula Reyes"]),
        ("en", "Port director Paula Reyes resigned from the choir.", ["Paula Reyes"], []),
        ("en", "Port director Paula Reyes has not resigned.", ["Paula Reyes"], []),
        ("en", "Former port director Paula Reyes sang.", [], ["Paula Reyes"]),
        ("en", "The board named Paula Reyes permanent port director.", ["Paula Reyes"], []),
        ("es", "El director del puerto, Pablo Reyes, presentó ayer su dimisión.", [], ["Pablo Reyes"]),
        ("es", "Dimite el director del puerto, Pablo Reyes.", [], ["Pablo Reyes"]),
        ("es", "El exdirector del puerto Pablo Reyes cantó en la plaza.", [], ["Pablo Reyes"]),
        ("es", "El consejo nombró directora interina del puerto a Ana Gil.", ["Ana Gil"], []),
        ("es", "El consejo nombró a Ana Gil directora del puerto.", ["Ana Gil"], []),
        ("es", "El director del puerto, Pablo Reyes, renunció a opinar.", ["Pablo Reyes"], []),
        ("es", "Pablo Reyes renunció anoche como director del puerto de Holm.", [], ["Pablo Reyes"]),
        ("de", "Hafendirektor Leo Asch ist am Freitag zurückgetreten.", [], ["Leo Asch"]),
        ("de", "Der Rat ernannte Sina Kast zur Hafendirektorin.", ["Sina Kast"], []),
        ("fr", "Le directeur du port, Luc Roy, a démissionné.", [], ["Luc Roy"]),
        ("fr", "Le conseil a nommé Anne Petit directrice du port.", ["Anne Petit"], []),
        ("pt", "O diretor do porto, Rui Melo, pediu demissão.", [], ["Rui Melo"]),
        ("pt", "O conselho nomeou Ana Reis diretora do porto.", ["Ana Reis"], []),
    ],
)  # fmt: skip
def test_who_is_made_director_is_and_who_resigns_was(
    tmp_path: Path, language: str, text: str, now: list[str], once: list[str]
) -> None:
    day = Published("2026-03-02", Basis.STATED)
    store = told(tmp_path, extract(Article("a", "a.txt", f"News\n\n{text}\n", language, published=day)))
    held = office_holders.holders(store, ["port", "director"], ("seeds",))
    assert [one.name for one in held if not one.until] == now
    assert [one.name for one in held if one.until] == once


@pytest.mark.parametrize(
    ("language", "held", "left", "asked", "until"),
    [
        ("es", "La secretaria de Obras, Eva Solís, habló.", "Eva Solís dejó ayer la Secretaría.", "secretaria", True),
        ("en", "The club president, Ann Lee, spoke.", "Ann Lee left the presidency on Friday.", "president", True),
        ("en", "The club president, Ann Lee, spoke.", "Ann Lee left the hall on Friday.", "president", False),
        ("de", "Kanzler Jan Vogt sprach.", "Jan Vogt verließ am Freitag das Kanzleramt.", "kanzler", True),
        ("fr", "La maire, Anne Petit, a parlé.", "Anne Petit a quitté la mairie.", "maire", True),
        ("pt", "O presidente do clube, Ivo Reis, falou.", "Ivo Reis deixou a presidência.", "presidente", True),
    ],
)  # fmt: skip
def test_who_leaves_the_seat_of_an_office_holds_it_no_more(
    tmp_path: Path, language: str, held: str, left: str, asked: str, until: bool
) -> None:
    dated = [("a", held, "2026-03-02"), ("b", left, "2026-03-09")]
    found = [
        extract(Article(key, f"{key}.txt", f"News\n\n{text}\n", language, published=Published(day, Basis.STATED)))
        for key, text, day in dated
    ]
    one, *_ = office_holders.holders(told(tmp_path, *found), [asked], ("seeds",))
    assert bool(one.until) is until


def test_who_works_at_a_ministry_is_no_minister(tmp_path: Path) -> None:
    text = "News\n\nMinistry official Ann Lee spoke.\n"
    store = told(tmp_path, extract(Article("a", "a.txt", text, "en", published=Published("2026-03-02", Basis.STATED))))
    assert office_holders.holders(store, ["minister"], ("seeds",)) == ()


def test_who_is_only_said_to_have_been_it_in_a_file_without_a_day_is_it_no_more(tmp_path: Path) -> None:
    store = told(tmp_path, extract(Article("a", "a.txt", "News\n\nFormer port director Paula Reyes sang.\n", "en")))
    (one,) = office_holders.holders(store, ["port", "director"], ("seeds",))
    assert one.until


def test_an_office_of_a_place_is_held_by_nobody_whose_article_does_not_name_it(tmp_path: Path) -> None:
    text = "El tren queda parado\n\nLa alcaldesa de Holm, Ana Ruiz, pidió calma.\n"
    store = told(tmp_path, extract(Article("a", "a.txt", text, "es")))
    assert office_holders.holders(store, ["mayor", "paris"], ("seeds",)) == ()
    assert [one.name for one in office_holders.holders(store, ["mayor", "holm"], ("seeds",))] == ["Ana Ruiz"]


def test_the_captain_of_a_ship_is_found_where_the_ship_is_named_further_off(tmp_path: Path) -> None:
    text = "News\n\nThe freighter Nordwind is waiting off Holm.\n\nIt rains.\n\n“We wait,” said Captain Ida Berg.\n"
    store = told(tmp_path, extract(Article("a", "a.txt", text, "en")))
    assert [one.name for one in office_holders.holders(store, ["captain", "nordwind"], ("seeds",))] == ["Ida Berg"]
    assert office_holders.holders(store, ["captain", "freighter"], ("seeds",)) == ()


def test_an_exmayor_is_who_was_mayor(store: Store) -> None:
    assert [one.name for one in office_holders.holders(store, ["exalcaldesa"], ("seeds",))] == ["Petra Lund"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("skua air", ["Fuel is dear"]),
        ("council", ["Streets are wet"]),
        ("ayuntamiento", ["Streets are wet"]),
        ("board", []),
    ],
)
def test_who_speaks_for_one_body_does_not_speak_for_another(tmp_path: Path, asked: str, said: list[str]) -> None:
    text = (
        "As council demands answers, Skua Air pays\n\nSkua Air will pay.\n\n“Fuel is dear,” said Ida Berg, a "
        "spokeswoman for Skua Air.\n\nThe council met.\n\n“Streets are wet,” said Tom Fox, a spokesman for the "
        "council.\n"
    )
    store = told(tmp_path, extract(Article("a", "a.txt", text, "en")))
    found = [hit.record.text.rstrip(",") for hit in retrieval.quote(store, Query(asked)).hits if not hit.about]
    assert found == said


def test_what_was_said_under_the_full_name_comes_before_what_a_surname_may_have_said(tmp_path: Path) -> None:
    full = story(
        "full",
        "2026-05-02",
        "Mayor Ida Falk opened the pool.",
        "The water is cold, Falk said.",
        people={"Ida Falk": ("Falk",)},
        roles={"Ida Falk": ("Mayor",)},
        quotes={"The water is cold,": "Ida Falk"},
    )
    short = story(
        "short",
        "2026-05-04",
        "Mayor Falk closed the pool.",
        "The water is gone, Falk said.",
        people={"Falk": ()},
        roles={"Falk": ("Mayor",)},
        quotes={"The water is gone,": "Falk"},
    )
    store = told(tmp_path, full, short)
    hits = retrieval.quote(store, Query("the mayor")).hits
    assert [hit.record.speaker for hit in hits] == ["Ida Falk", "Falk"]
    store.close()
