"""Who is named, what they are, and whom a pronoun or a description means."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.extract import extract
from corpus.model import Article, Extraction, Gender, MentionKind, Span

CASES = Path(__file__).parents[1] / "marked"
_MARK = re.compile(r"\{([NPDHR])(?:=([^|}]*))?\|([^{}]*)\}")
_KINDS = {
    "N": MentionKind.NAME,
    "P": MentionKind.PRONOUN,
    "D": MentionKind.DESCRIPTION,
    "H": MentionKind.HANDLE,
}


def _read(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _take(text: str, language: str) -> Extraction:
    return extract(Article("a", "a.txt", text, language=language))


def _unmark(line: str) -> tuple[str, dict[Span, tuple[MentionKind | None, str | None]]]:
    """The text without its marks, and what is to be found; ` / ` begins a new paragraph."""
    text, at = "", 0
    marks: dict[Span, tuple[MentionKind | None, str | None]] = {}
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()].replace(" / ", "\n\n")
        marks[Span(len(text), len(text) + len(mark.group(3)))] = (_KINDS.get(mark.group(1)), mark.group(2))
        text, at = text + mark.group(3), mark.end()
    return text + line[at:].replace(" / ", "\n\n"), marks


MARKED = [
    pytest.param(path.stem.removeprefix("people_"), line, id=f"{path.stem}: {line[:60]}")
    for path in sorted(CASES.glob("people_*.txt"))
    for line in _read(path)
]


@pytest.mark.parametrize(("language", "line"), MARKED)
def test_people_are_found_as_an_editor_marks_them(language: str, line: str) -> None:
    text, marks = _unmark(line)
    taken = _take(text, language)
    found = {one.span: one for one in taken.mentions}
    roles = {(span, person.name) for person in taken.people for span in person.roles}
    names = {span for span, one in found.items() if one.kind is MentionKind.NAME}
    wanted = {span for span, (kind, _) in marks.items() if kind is MentionKind.NAME}
    assert [span.of(text) for span in sorted(names)] == [span.of(text) for span in sorted(wanted)]
    for span, (kind, person) in marks.items():
        if kind is None:
            assert (span, person) in roles, f"{span.of(text)!r} is no role; {[one.of(text) for one, _ in roles]} are"
        elif person is not None:
            if not person:
                assert span not in found or found[span].person is None, span.of(text)
                continue
            assert span in found, f"{span.of(text)!r} is no mention"
            assert (found[span].kind, found[span].person) == (kind, person), span.of(text)


def test_a_person_goes_by_the_commonest_full_name_and_keeps_the_others() -> None:
    text = "Ana Ruiz Soler spoke. Ana Ruiz agreed. Ruiz left. Ana Ruiz smiled."
    (person,) = _take(text, "en").people
    assert person.name == "Ana Ruiz"
    assert set(person.aliases) == {"Ana Ruiz Soler", "Ruiz"}


def test_two_people_of_one_surname_are_kept_apart() -> None:
    text = "Peter Hale met Susan Hale in Leeds. Mrs. Hale smiled. Later Mr. Hale said he was tired."
    taken = _take(text, "en")
    assert {person.name: person.gender for person in taken.people} == {
        "Peter Hale": Gender.MALE,
        "Susan Hale": Gender.FEMALE,
    }
    said = [(one.span.of(text), one.person) for one in taken.mentions]
    assert said[2:] == [("Hale", "Susan Hale"), ("Hale", "Peter Hale"), ("he", "Peter Hale")]


@pytest.mark.parametrize(
    ("code", "text", "roles"),
    [
        ("en", "U.S. Secretary of State Jane Moreau spoke.", ["U.S. Secretary of State"]),
        ("en", "The Secretary of the Interior, Rosa Villar, came.", ["Secretary of the Interior"]),
        ("en", "Tom Becker, the mayor of Leeds, came.", ["mayor of Leeds"]),
        ("en", "Leicester captain Tom Becker came.", ["Leicester captain"]),
        ("en", "Mr. Tom Becker came.", []),
        ("en", "A spokeswoman for the council's president, Tom Becker, said so.", []),
        ("pt", "A prefeita de Itaúna, Helena Prado, disse que sim.", ["prefeita de Itaúna"]),
        ("pt", "O vereador Caio Mendes disse que sim.", ["vereador"]),
        ("en", "Fans cheered Los Angeles captain Ann Lee.", ["Los Angeles captain"]),
        ("en", "Asked whether she was called as a witness, Ann Lee said no.", []),
        ("en", "Ann Lee, whose father sailed, said no.", []),
        ("de", "Das teilte Vogts Sprecherin, Anna Lehmann, mit.", ["Vogts Sprecherin"]),
    ],
)
def test_the_words_that_say_what_somebody_is_are_roles(code: str, text: str, roles: list[str]) -> None:
    (person,) = _take(text, code).people
    assert [span.of(text) for span in person.roles] == roles


def test_every_mention_lies_inside_the_text_and_names_a_person_of_the_article() -> None:
    for path in (Path(__file__).parents[2] / "seeds").glob("*.txt"):
        taken = _take(path.read_text(encoding="utf-8"), "")
        names = {person.name for person in taken.people}
        for one in taken.mentions:
            assert 0 <= one.span.start < one.span.end <= len(taken.article.text)
            assert one.person is None or one.person in names


@pytest.mark.parametrize("odd", ["A " * 20_000, "Ann " * 20_000, "he " * 20_000, "@ab " * 20_000, "Mr. " * 20_000])
def test_hostile_text_harms_nothing(odd: str) -> None:
    taken = _take(odd, "en")
    assert all(one.span.end <= len(odd) for one in taken.mentions)


def test_a_pronoun_in_old_letters_is_passed_over() -> None:
    taken = _take("Ann Lee came. Then ſhe spoke, and ſhe left.", "en")
    assert [one.kind for one in taken.mentions] == [MentionKind.NAME]


def test_a_description_ends_with_its_sentence() -> None:
    taken = _take("Nobody knew when the council would meet again. A spokeswoman for the board left.", "en")
    assert not [one for one in taken.mentions if "again" in one.span.of(taken.article.text)]


def test_a_person_has_at_most_twelve_roles() -> None:
    trades = "mayor minister judge senator governor secretary chairman director professor doctor lawyer painter".split()
    text = " ".join(f"The {trade} Ann Lee came." for trade in (*trades, "teacher", "singer"))
    (person,) = (person for person in _take(text, "en").people if person.name == "Ann Lee")
    assert [span.of(text) for span in person.roles] == trades
    text = " ".join(f"The {trade} Ann Lee came." for trade in trades) + " Ann Lee resigned as ambassador to Norway."
    (person,) = (person for person in _take(text, "en").people if person.name == "Ann Lee")
    assert [span.of(text) for span in person.roles] == trades


@pytest.mark.parametrize("noun", ["Ferries", "Foods", "Logistics", "Telecom", "Breweries"])
def test_a_company_named_by_what_it_deals_in_is_nobody(noun: str) -> None:
    text = f"News\n\nAlder {noun} said it would cut 40 jobs. “We are sorry,” said Bob Ray, who leads Alder {noun}.\n"
    assert [person.name for person in extract(Article("a", "a.txt", text, "en")).people] == ["Bob Ray"]


def test_what_somebody_is_may_stand_before_how_they_are_addressed() -> None:
    text = (
        "Medical director Dr Leila Farouk slept. Former mayor Sir Bo Nye sang. The mayor told Dr Ann Lee it rained.\n"
    )
    found = extract(Article("a", "a.txt", text, "en")).people
    assert {person.name: [role.of(text) for role in person.roles] for person in found} == {
        "Leila Farouk": ["Medical director"],
        "Bo Nye": ["Former mayor"],
        "Ann Lee": [],
    }
