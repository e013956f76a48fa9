"""Which language a text is in, and that every lexicon can be read."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import pytest

from corpus.extract.quotes.cues.cue_words import CueKind
from corpus.languages import FOLDER, WEIGHTS, codes, detect, lexicon, opened

ROOT = FOLDER.parent
FILES = sorted(path.relative_to(ROOT).as_posix() for folder in (FOLDER, WEIGHTS) for path in folder.rglob("*.toml"))


@pytest.mark.parametrize("name", FILES)
def test_every_lexicon_is_sound(name: str) -> None:
    assert tomllib.loads((ROOT / name).read_text(encoding="utf-8"))


def test_every_folder_of_word_lists_is_a_language_that_is_read() -> None:
    assert set(codes()) == {path.name for path in FOLDER.iterdir() if path.is_dir()} - {"world"}


def test_no_code_lists_the_languages() -> None:
    """Where a module had a list of its own, one more language would not be read there."""
    listed = re.findall(r"""(?:["'](?:en|es|de|fr|pt)["'],?\s*){4,}""", _code())
    assert listed == []


@cache
def _code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in ROOT.parent.rglob("*.py"))


@pytest.mark.parametrize("topic", sorted({path.stem for path in FOLDER.rglob("*.toml")} - {"verbs", "detect"}))
def test_no_list_is_kept_that_nobody_reads(topic: str) -> None:
    """The lists of cues are named by their kinds and by how they are written: say_verbs, report_regular."""
    files = list(FOLDER.rglob(f"{topic}.toml"))
    keys = {key for path in files for key in tomllib.loads(path.read_text(encoding="utf-8"))}
    read = {
        f"{kind}_{how}"
        for kind in CueKind
        for how in ("regular", "verbs", "reflexive", "reflexive_phrases", "phrases", "of")
    }
    unread = {key for key in keys - read - set(CueKind) if not re.search(rf"[\"' ]{re.escape(key)}[\"' ]", _code())}
    assert unread == set()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The mayor said on Monday that the bridge would open before the end of the year."),
        ("es", "La alcaldesa dijo el lunes que el puente se abrirá antes de que termine el año."),
        ("de", "Die Bürgermeisterin sagte am Montag, die Brücke werde noch vor Ende des Jahres eröffnet."),
        ("fr", "La maire a déclaré lundi que le pont serait ouvert avant la fin de l’année."),
        ("pt", "A prefeita disse na segunda-feira que a ponte será aberta antes do fim do ano."),
        ("en", "He said: “No quiero hablar de eso ahora,” and left the room with his lawyer."),
        ("es", "El presidente de Apple dijo que «The show must go on» y se fue de la sala."),
        ("en", "Bridge opens"),
        ("en", ""),
        ("en", "12 34 56"),
        # A line alone: verbs of saying, endings, letters and marks.
        ("es", "«Ganaremos», prometió Ruiz."),
        ("es", "Mena insiste: “Seguiremos aquí”."),
        ("es", "Ortega llamó “traidor” a Mena."),
        ("pt", "Matos chamou Prado de “mentirosa”."),
        ("pt", "“Ninguém manda aqui”, disparou Tavares."),
        ("fr", "« Bravo », lance Morel."),
        ("fr", "Girard traite Lemoine de « lâche »."),
        ("de", "Kolb nennt Roth „Versager“."),
        ("de", "„Alles Lüge“, schimpft Kolb."),
        ("en", "“Never,” snapped Dunne."),
        ("en", "Weston brands Garcia a “coward.”"),
        ("en", "García and Müller sign “historic” deal"),
    ],
)
def test_a_language_is_told_by_its_small_words(code: str, text: str) -> None:
    assert detect(text) == code


def test_a_mark_that_only_one_language_has_tells_it() -> None:
    assert opened("¿Y Falk?") == opened("¡Y Falk!") == "es"
    assert opened("And Falk?!") is None


def test_a_topic_a_language_lacks_is_read_in_english() -> None:
    assert lexicon("xx", "blocks").list("byline") == lexicon("en", "blocks").list("byline")


def test_the_documents_say_which_language_has_weights_of_its_own() -> None:
    """A table row a model: `indirect`: what it tells | the codes, or all | what the others are read with."""
    text = (ROOT.parents[2] / "docs" / "quality.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)`: [^|]*\| ([^|]*) \|", text, re.M))
    assert rows.keys() == {path.name for path in WEIGHTS.iterdir() if path.is_dir()}
    for model, told in rows.items():
        own = sorted(path.stem for path in (WEIGHTS / model).glob("*.toml") if path.stem != "world")
        assert re.findall(r"\b[a-z]{2}\b", told.rpartition(":")[2]) == own or (not own and told.startswith("all")), (
            model
        )
