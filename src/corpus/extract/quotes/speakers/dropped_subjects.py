"""Who speaks where the verb names nobody ("Añadió que …"): whoever spoke before, or whom the text goes on about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.extract.quotes.clauses.frames import Frame
from corpus.extract.quotes.cues.function_words import Grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.speakers.speaker_resolution import Memory, Naming


@dataclass(frozen=True, slots=True)
class DroppedReach:
    """Whom a verb without a subject may mean. The distance is a step of fitted features (tools/fit_speakers.py); chosen
    by hand before."""

    people: int = 4  # named before that are weighed
    far: int = 3  # statements away from which on it is all the same


_REACH = DroppedReach()


def heirs(word: str, statement: Statement, memory: Memory, rules: Grammar) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names that may stand for the subject of the verb `word`, each with its features. A body or a place
    never starts to speak so: it may only go on."""
    number = "several" if word.endswith(tuple(rules.drops)) else "one"
    found: dict[str, list[str]] = {}
    if memory.speaker:
        away = min(statement.number - memory.speaker_unit, _REACH.far)
        found[memory.speaker] = ["drop.speaker", f"drop.speaker.{away}", f"drop.speaker.{number}"]
        before = next((one for one in memory.statements if one.number == memory.speaker_unit), None)
        if before and before.paragraph == statement.paragraph:
            found[memory.speaker].append("drop.speaker.par")
    for recent, naming in enumerate(_lately(memory)):
        away = min(statement.number - naming.statement, _REACH.far)
        same = "par" if naming.paragraph == statement.paragraph else "break"
        features = found.setdefault(naming.name, [])
        kind = "goes.on" if features else "starts"
        features += [
            f"drop.{kind}",
            f"drop.{kind}.{naming.place}",
            f"drop.{kind}.{away}.{same}",
            f"drop.recent.{recent}",
        ]
        features.append(f"drop.{kind}.{number}")
        if naming.place in ("opens", "first") and away <= 1:
            features.append(f"drop.{kind}.subject")
    for name, features in found.items():
        yield name, tuple(features)


def joined_to(text: str, statement: Statement, told: Sequence[Frame], frame: Frame, rules: Grammar) -> Frame | None:
    """The frame of the verb whose subject "and" hands on: Su vocera, Ana Gil, señaló que «...» y advirtió que irán
    a juicio."""
    ahead = [other for other in told if other.cue.span.end < frame.cue.span.start]
    led = text[statement.span.start : frame.cue.span.start].split()[-1:]
    return ahead[-1] if ahead and led and led[0].lower() in rules.coordinators else None


def _lately(memory: Memory) -> list[Naming]:
    """The people named last, each where a reader most likely keeps them in mind: as the first of a statement."""
    found: dict[str, Naming] = {}
    for naming in reversed(memory.named):
        if naming.name not in found:
            if len(found) == _REACH.people:
                break
            found[naming.name] = naming
        elif naming.statement == found[naming.name].statement and naming.place in ("opens", "first"):
            found[naming.name] = naming
    return list(found.values())
