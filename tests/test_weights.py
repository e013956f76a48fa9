"""Every weight is of a declared feature, and every feature that is declared is one that the code finds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from corpus.analysis.linear_model import LinearModel, Registry
from corpus.extract.document import Document, divided
from corpus.extract.people import mentions, name_spans
from corpus.extract.people.coreference import ANTECEDENT
from corpus.extract.people.name_features import NAMES
from corpus.extract.quotes import attribution
from corpus.extract.quotes.clauses.frames import Frame
from corpus.extract.quotes.cues import dialogue
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.indirect import indirect_quotes
from corpus.extract.quotes.indirect.features import CONTENT, NONE, SIDES
from corpus.extract.quotes.spans import direct_speech, transcripts
from corpus.extract.quotes.spans.direct_speech import SPEECH
from corpus.extract.quotes.speakers.features import CONFIDENCE, SPEAKER, TOLD_CONFIDENCE, Way
from corpus.extract.quotes.speakers.speaker_candidates import Scene, framed
from corpus.extract.quotes.speakers.speaker_resolution import Memory
from corpus.languages import FOLDER, WEIGHTS
from corpus.model import Article
from tests.extract.test_attribution import CASES, read

REGISTRIES = {
    "speaker": SPEAKER,
    "confidence": CONFIDENCE,
    "confidence of what is told": TOLD_CONFIDENCE,
    "content": CONTENT,
    "direct speech": SPEECH,
    "names": NAMES,
    "pronouns": ANTECEDENT,
}
TABLES = {  # the table of a weights file, and whose weights it has
    ("attribution", "speaker"): "speaker",
    ("confidence", "weights"): "confidence",
    ("coreference", "weights"): "pronouns",
    ("direct_speech", "weights"): "direct speech",
    ("indirect", "confidence"): "confidence of what is told",
    ("indirect", "weights"): "content",
    ("names", "weights"): "names",
}

# Declared without a weight: what stands alone in its choice needs none.
ALONE = {
    "carry.continued",
    "carry.open",
    "spoken",
    "unsaid.denied",
    "unsaid.rejected",
    "unsaid.disowned",
    "unsaid.label",
}


def _of_a_side(feature: str) -> str:
    """The weights of content stand once a side: "on.nested"."""
    return next((feature.removeprefix(f"{side}.") for side in SIDES if feature.startswith(f"{side}.")), feature)


def _weights() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Whose, the file, and the features that have a weight there."""
    for path in sorted(WEIGHTS.rglob("*.toml")):
        for section, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if model := TABLES.get((path.parent.name, section)):
                names = set(table) if model != "content" else set(map(_of_a_side, table)) - {NONE, *SIDES}
                yield model, f"{path.parent.name}/{path.name}", frozenset(names)
    for path in FOLDER.glob("*/names.toml"):
        added = tomllib.loads(path.read_text(encoding="utf-8")).get("weights", {})
        yield "names", f"{path.parent.name}/names.toml", frozenset(added)


WEIGHED = list(_weights())


@pytest.mark.parametrize(("model", "place", "names"), WEIGHED, ids=[f"{model}: {place}" for model, place, _ in WEIGHED])
def test_every_weight_is_of_a_declared_feature(model: str, place: str, names: frozenset[str]) -> None:
    assert not names - REGISTRIES[model].names.keys(), place


def _document(text: str, code: str) -> Document:
    document = divided(Article("", "", text, code))
    document.segments = dialogue.find(document)
    document.segments = transcripts.find(document)
    document.mentions, document.people = mentions.find(document)
    return document


def _texts() -> Iterator[tuple[str, str]]:
    """The sentences an editor marked, and a few texts with what those leave out; with their languages."""
    for path in sorted(CASES.glob("quotes_*.txt")):
        code = path.stem.removeprefix("quotes_")
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield code, read(line).text
    for line in (CASES / "rare_features.txt").read_text(encoding="utf-8").splitlines()[1:]:
        code, _, text = line.partition(" ")
        yield code, text.replace(" / ", "\n")


@cache
def _found() -> dict[str, set[str]]:
    """By model the features found in all those texts."""
    found: dict[str, set[str]] = {model: set() for model in REGISTRIES}
    for code, text in _texts():
        document = _document(text, code)
        _of_speakers(document, found)
        found["names"] |= {"bias", *_each(one.features for one in name_spans.candidates(text, code))}
        references, people = mentions.references(document)
        for discourse, pronoun in mentions.resolve(document, references, people):
            found["pronouns"] |= _each(features for _, features in discourse.features(pronoun))
    return found


def _of_speakers(document: Document, found: dict[str, set[str]]) -> None:
    text, code = document.text, document.language
    scene, weights = attribution.stage(document), attribution.load_weights(code)
    for decision in attribution.decide(scene, weights):
        found["speaker"] |= _each(candidate.features for candidate in decision.candidates)
        sure = {name for name, _ in decision.features}
        if decision.frame and decision.statement:
            options = indirect_quotes.options(scene, decision.statement, decision.number, decision.taken)
            found["speaker"] |= _each(_left_out(document, scene, decision.statement, decision.frame))
            found["content"] |= {_of_a_side(name) for name in _each(option.features for option in options)}
            found["confidence of what is told"] |= sure
        else:
            found["confidence"] |= sure
        if segment := decision.segment:
            again = segment.span in scene.repeated
            found["direct speech"] |= set(direct_speech.shape(text, segment, code, again=again))
            found["direct speech"] |= {name for told in (True, False) for name, _ in direct_speech.spoken(0.5, told)}


def _left_out(document: Document, scene: Scene, statement: Statement, frame: Frame) -> Iterator[tuple[str, ...]]:
    """The features of who may have told something, were the first person of the article the last to speak."""
    memory = Memory()
    if document.people:
        memory.hear(document.people[0].name, 0, 1.0, 1.0)
    return (candidate.features for candidate in framed(scene, statement, frame, Way.BEFORE, memory))


def _each(listed: Iterable[Iterable[str]]) -> set[str]:
    return {name for names in listed for name in names}


@pytest.mark.parametrize("model", REGISTRIES)
def test_every_feature_the_code_finds_is_declared(model: str) -> None:
    found = _found()[model] - ({NONE, *SIDES} if model == "content" else set())
    assert found
    assert sorted(found - REGISTRIES[model].names.keys()) == []


@pytest.mark.parametrize("model", REGISTRIES)
def test_every_feature_that_is_declared_is_one_the_code_finds(model: str) -> None:
    names = REGISTRIES[model].names
    found = {names[feature] for feature in _found()[model] if feature in names}
    assert sorted(REGISTRIES[model].meanings.keys() - found) == []


@pytest.mark.parametrize("model", REGISTRIES)
def test_every_feature_weighs_something_in_some_language(model: str) -> None:
    names = REGISTRIES[model].names
    weighed = {names[name] for other, _, table in WEIGHED if other == model for name in table}
    assert sorted(REGISTRIES[model].meanings.keys() - weighed - ALONE) == []


def test_a_declared_name_stands_for_every_value_of_its_slots() -> None:
    registry = Registry({"carry.{mood}": "they go on", "few": "few words"}, mood=("told", "mute"))
    assert set(registry.names) == {"carry.told", "carry.mute", "few"}
    assert registry.meaning("carry.mute") == "they go on"
    with pytest.raises(KeyError, match="few words"):
        registry.family("few words")
    with pytest.raises(ValueError, match=r"drop\.told"):
        _ = Registry({"drop.told": "one thing", "drop.{mood}": "another"}, mood=("told", "mute")).names


def test_what_has_no_weight_says_nothing() -> None:
    model = LinearModel({"few": -0.5, "share": 2.0})
    assert model.total(["few", "many", "few"]) == -1.0
    assert model.measured([("share", 0.25), ("few", 1.0), ("many", 9.0)]) == 0.0
    assert not LinearModel()
