"""Who somebody is, across articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import profile
from corpus.index import Store
from corpus.results import Profile, Query, Who
from tests.stories import story, told

NEWS = (
    story(
        "harbour",
        "2025-03-04",
        "Mayor Ana Núñez opened the harbour.",
        "“We will not yield,” Núñez said.",
        people={"Ana Núñez": ("Núñez",), "Olli Niemi": ()},
        roles={"Ana Núñez": ("Mayor",)},
        quotes={"We will not yield,": "Ana Núñez"},
    ),
    story(
        "minister",
        "2025-06-01",
        "The new minister, Ana Núñez Prado, met farmers.",
        "“I listen first,” she said.",
        "Olli Niemi and Eva Roe came too.",
        people={"Ana Núñez Prado": (), "Olli Niemi": (), "Eva Roe": ()},
        roles={"Ana Núñez Prado": ("new minister",)},
        quotes={"I listen first,": "Ana Núñez Prado"},
    ),
    story(
        "singer",
        "2025-05-02",
        "The singer Pilar Núñez left the band.",
        people={"Pilar Núñez": ()},
        roles={"Pilar Núñez": ("singer",)},
    ),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return told(tmp_path_factory.mktemp("who"), *NEWS)


def _who(store: Store, name: str) -> Who:
    return profile.who(store, Query(name))


def _one(store: Store, name: str) -> Profile:
    (found,) = _who(store, name).profiles
    return found


def test_longer_and_shorter_names_are_one_person(store: Store) -> None:
    for name in ("Ana Núñez", "Ana Núñez Prado", "ana nunez"):
        assert set(_one(store, name).spellings) == {"Ana Núñez", "Ana Núñez Prado", "Núñez"}


def test_people_of_one_surname_are_a_choice(store: Store) -> None:
    assert [found.name for found in _who(store, "Núñez").profiles] == ["Ana Núñez Prado", "Pilar Núñez"]


def test_each_role_comes_with_the_sentence_that_says_it(store: Store) -> None:
    roles = [(role.role.text, role.sentence.text) for role in _one(store, "Ana Núñez").roles]
    assert roles == [
        ("new minister", "The new minister, Ana Núñez Prado, met farmers."),
        ("Mayor", "Mayor Ana Núñez opened the harbour."),
    ]


def test_a_fuller_role_makes_a_shorter_one_needless(tmp_path: Path) -> None:
    text = ("The Lord Mayor, Ann Lee, came.", "Mayor Ann Lee left.", "Ann Lee, a painter, won.")
    roles: dict[str, tuple[str, ...]] = {"Ann Lee": ("Lord Mayor", "Mayor", "painter")}
    found = _one(told(tmp_path, story("x", None, *text, people={"Ann Lee": ()}, roles=roles)), "Lee")
    assert [role.role.text for role in found.roles] == ["Lord Mayor", "painter"]


def test_quotes_are_counted_and_the_latest_is_shown(store: Store) -> None:
    found = _one(store, "Ana Núñez")
    assert found.quotes == 2
    assert found.latest and found.latest.record.text == "I listen first,"


def test_first_and_last_seen_span_all_articles(store: Store) -> None:
    found = _one(store, "Ana Núñez")
    assert (found.first_seen, found.last_seen) == ("2025-03-04", "2025-06-01")


def test_the_people_beside_are_named_most_often_first(store: Store) -> None:
    assert _one(store, "Ana Núñez").beside == ("Olli Niemi", "Eva Roe")


def test_a_typing_error_still_finds_the_person(store: Store) -> None:
    assert _one(store, "Pilr Nunez").name == "Pilar Núñez"


def test_nobody_is_nobody(store: Store) -> None:
    assert _who(store, "Zebedee Quux") == Who(Query("Zebedee Quux"))


def test_a_short_name_that_two_people_share_is_merged_with_neither(tmp_path: Path) -> None:
    names = ("John Lee Roe", "John Abe Roe", "John Roe")
    news = (story(f"a{place}", "2025-01-01", f"{name} came.", people={name: ()}) for place, name in enumerate(names))
    found = _who(told(tmp_path, *news), "Roe")
    assert {one.name for one in found.profiles} == set(names)


@pytest.mark.parametrize(
    ("short", "long", "same"),
    [
        ("Claudia Sheinbaum", "Claudia Sheinbaum Pardo", True),
        ("Juan de la Fuente", "Juan Ramón De la Fuente", True),
        ("J. Roe", "John Roe", True),
        ("George W. Roe", "George H. W. Roe", False),
        ("Ann Lee", "Anna Lee", False),
        ("Lee", "Ann Lee", False),
        ("Mr Lee", "Lee", True),
    ],
)
def test_two_names_are_one_person_where_one_is_a_longer_form(short: str, long: str, same: bool) -> None:
    assert profile.same(short, long) is same


def test_a_person_without_a_date_has_no_days(tmp_path: Path) -> None:
    found = _one(told(tmp_path, story("x", None, "Ann Lee came.", people={"Ann Lee": ()})), "Lee")
    assert (found.first_seen, found.last_seen, found.latest) == (None, None, None)


def test_a_word_that_says_nothing_names_nobody(store: Store) -> None:
    assert profile.who(store, Query("the")) == Who(Query("the"))


def test_six_roles_of_a_person_are_told_the_newest(tmp_path: Path) -> None:
    trades = ("baker", "painter", "sailor", "teacher", "lawyer", "doctor", "farmer", "singer")
    news = (
        story(
            f"a{number}",
            f"2025-01-0{number + 1}",
            f"The {trade} Ann Lee came.",
            people={"Ann Lee": ()},
            roles={"Ann Lee": (trade,)},
        )
        for number, trade in enumerate(trades)
    )
    roles = _one(told(tmp_path, *news), "Ann Lee").roles
    assert [role.role.text for role in roles] == ["singer", "farmer", "doctor", "lawyer", "teacher", "sailor"]
