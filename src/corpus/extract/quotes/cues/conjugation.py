"""Makes the forms of a verb that a reporter writes from its lemma, by the endings of its language (`verbs.toml`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.languages import lexicon

_STEMS = {"strong": 1, "weak": 2, "weak_gerund": 2}  # the stem a group of endings is set on; others: the lemma's
_NONFINITE = frozenset({"infinitive", "gerund", "participle"})


@dataclass(frozen=True, slots=True)
class Paradigm:
    """The forms of one verb that stand in reports."""

    finite: tuple[str, ...]  # third persons of all tenses, with the pronouns grown on to them: "preguntóle"
    infinitive: tuple[str, ...]
    gerund: tuple[str, ...]
    participle: tuple[str, ...]


def conjugate(verb: str, code: str) -> Paradigm:
    """`verb` is a lemma, followed by the stems that differ from its own: "advertir:adviert:advirt" for "advierte" and
    "advirtió". A particle that leaves its verb stands before a bar: "hinzu|fügen"."""
    particle, _, rest = verb.rpartition("|")
    lemma, *others = rest.split(":")
    classes = lexicon(code, "verbs").tables()
    ending = next((lemma[at:] for at in range(len(lemma)) if lemma[at:] in classes), "")
    if not ending:
        raise ValueError(f"languages/{code}/verbs.toml has no endings for {lemma}")
    own = lemma.removesuffix(ending)
    stems = [own, *others, *(own,) * (2 - len(others))]
    made: dict[str, list[str]] = {"finite": [], "infinitive": [], "gerund": [], "participle": []}
    for group, endings in classes[ending].items():
        forms = [stems[_STEMS.get(group, 0)] + one.removeprefix("-") for one in endings.split()]
        kind = group.removeprefix("weak_")
        made[kind if kind in _NONFINITE else "finite"] += forms
    if particle:
        made = {group: list(_with_particle(particle, group, forms)) for group, forms in made.items()}
    return Paradigm(*(tuple(made[group]) for group in ("finite", "infinitive", "gerund", "participle")))


def _with_particle(particle: str, group: str, forms: list[str]) -> Iterator[str]:
    """German: "fügt … hinzu", "wie er hinzufügt", "hinzuzufügen"."""
    for form in forms:
        if group == "finite":
            yield form
        if group == "infinitive":
            yield f"{particle}zu{form}"
        yield particle + form
