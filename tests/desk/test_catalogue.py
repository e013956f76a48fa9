"""The desk's own sentences: every language has every one, with the same facts in it and every plural form."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from babel import Locale

from bot import catalogue
from bot.catalogue import LANGUAGES, counted, day, joined, known, number_text, say, speaking
from bot.typed import heard
from bot.understand import COMMANDS, understand

ROOT = Path(__file__).parents[2]
ENGLISH = catalogue._sentences("en")


def _facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_language_lacks_a_sentence(code: str) -> None:
    found = catalogue._sentences(code)
    assert found.keys() == ENGLISH.keys()
    for key, english in ENGLISH.items():
        mine = found[key]
        if isinstance(english, Mapping):
            assert isinstance(mine, Mapping), key
            assert {"one", "other"} <= mine.keys() <= set(Locale.parse(code).plural_form.tags | {"other"}), key
            assert all(_facts(form) <= _facts(english["other"]) for form in mine.values()), key
        else:
            assert isinstance(mine, str) and _facts(mine) == _facts(english), key


def test_only_the_same_words_are_the_same_in_two_languages() -> None:
    """A catalogue copied from the English and never translated would pass every other test."""
    for code in set(LANGUAGES) - {"en"}:
        found = catalogue._sentences(code)
        same = [
            key
            for key, value in ENGLISH.items()
            if isinstance(value, str) and value == found[key] and value.count(" ") > 2 and not key.startswith("use.")
        ]
        assert not same, (code, same)


def _keys_in_use() -> set[str]:
    used: set[str] = set()
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if called in ("say", "counted") and isinstance(node, ast.Call):
                used |= {str(one.value) for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)}
    return used


def test_every_sentence_in_the_code_is_in_the_catalogue() -> None:
    whole = {key for key in _keys_in_use() if re.fullmatch(r"[a-z_]+\.[a-z_]+[a-z]", key)}
    assert len(whole) > 60
    assert whole <= ENGLISH.keys() | {"discord.quote"}, whole - ENGLISH.keys()


def test_plural_forms_follow_the_language() -> None:
    for code, nought, two in (("en", "0 quotes", "2 quotes"), ("fr", "0 citation", "2 citations")):
        with speaking(code):
            assert (counted("n.quote", 0), counted("n.quote", 2)) == (nought, two)


def test_numbers_and_days_are_written_as_the_language_writes_them() -> None:
    shown = {}
    for code in LANGUAGES:
        with speaking(code):
            shown[code] = (number_text(12345), day(date(2025, 9, 3), say("day.whole")))
    assert shown["en"] == ("12,345", "3 September 2025")
    assert shown["de"] == ("12.345", "3. September 2025")
    assert shown["es"][1] == "3 de septiembre de 2025"
    assert shown["fr"][1] == "3 septembre 2025"
    assert shown["pt"][1] == "3 de setembro de 2025"


def test_names_are_joined_as_the_language_joins_them() -> None:
    with speaking("es"):
        assert joined(["a", "b", "c"]) == "a, b y c"


def test_a_language_ends_with_its_answer() -> None:
    with speaking("de"):
        assert say("label.share") == "Teilen"
    assert say("label.share") == "Share"


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("es-419", "es"),
        ("pt_BR.UTF-8", "pt"),
        ("en-GB", "en"),
        ("C.UTF-8", None),
        ("ja", None),
        ("", None),
        (None, None),
    ],
)
def test_a_locale_chooses_a_catalogue(locale: str | None, code: str | None) -> None:
    assert known(locale) == code


def test_a_question_tells_its_language() -> None:
    assert heard("¿Qué dijo la ministra sobre los aranceles?") == "es"
    assert heard("Was hat der Minister über die Zölle gesagt?") == "de"
    assert heard("Rubio") == "en"
    assert heard("/cita Rubio") == heard("citas: Rubio") == "es"
    assert heard("Zitate von Rubio") == "de"
    assert heard("/verificar Rubio") == "es"  # two languages call it so, and more people speak the first
    assert heard("¿dimitió Beltrán?") == heard("/cronología") == heard("quién tiene la culpa?") == "es"
    assert heard("wer tritt zurück?") == "de" and heard("who resigned?") == "en"


def test_words_beside_a_question_tell_its_language_and_else_the_turn_before_does() -> None:
    assert heard("dame un resumen") == heard("/quote desde: 2025") == "es"
    assert heard("gib mir das Neueste") == "de" and heard("montre-moi") == "fr"
    assert heard("por favor") == "en" and heard("por favor", "pt") == "pt"  # two languages say so
    assert heard("/quote Rubio", "es") == heard("Rubio", "es") == "es"
    assert heard("show me the latest", "es") == "en"


def test_a_name_has_no_language_and_words_of_saying_have() -> None:
    assert heard("/quote AT&E") == heard("/quote El Faro") == heard("/who Y. Ruiz") == "en"
    assert heard("/quote AT&E", "es") == heard("Y & E", "es") == "es"
    assert heard("who runs AT&E?", "pt") == "en"
    assert heard("was sagte Vogt?") == heard("was meint Vogt?", "en") == "de" and heard("was Vogt there?") == "en"
    assert heard('/verify Reyes: "I am thirsty"') == heard('/verify "Es la hora" said Gil') == "en"
    assert heard('/verify "La ley no se toca"') == heard('/verify "I will not" dijo Gil') == "es"
    assert heard("comment va le pont ?", "en") == "fr" and heard("how is the bridge?", "fr") == "en"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_examples_of_every_language_are_understood(code: str) -> None:
    with speaking(code):
        for command in COMMANDS:
            assert understand(say(f"use.{command.name}")).command == command.name


def test_an_office_alone_tells_the_language_it_is_asked_in() -> None:
    assert heard("/quote spokeswoman", "es") == "en"
    assert heard("/quote alcaldesa", "en") == "es"
    assert heard("/quote Rubio", "es") == "es"
