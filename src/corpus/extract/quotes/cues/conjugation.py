"""Makes the forms of a verb that a reporter writes from its lemma, by the endings of its language (`verbs.toml`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.languages import lexicon

_STEMS = {"strong": 1, "weak": 2, "weak_gerund": 2}  # the stem a group of endings is set on; others: the lemma's


@dataclass(frozen=True, slots=True)
class StrongStems:
    """How a strong verb is written in the lists: its lemma and so many stems beside it, of the present, the past and
    the participle. A fact of the data's format."""

    stems: int = 3  # of a strong verb


_STRONG = StrongStems()

_NONFINITE = frozenset({"infinitive", "gerund", "participle"})


@dataclass(frozen=True, slots=True)
class Paradigm:
    """The forms of one verb that stand in reports."""

    finite: tuple[str, ...]  # third persons of all tenses, with the pronouns grown on to them: "preguntóle"
    infinitive: tuple[str, ...]
    gerund: tuple[str, ...]
    participle: tuple[str, ...]
    apart: tuple[str, ...] = ()  # finite forms that are the verb only with its particle behind them: "fügt … hinzu"


def conjugate(verb: str, code: str) -> Paradigm:
    """`verb` is a lemma, followed by the stems that differ from its own: "advertir:adviert:advirt" for "advierte" and
    "advirtió"; the stems of a German strong verb are three: "rufen:ruf:rief:geruf". A particle that leaves its verb
    stands before a bar: "hinzu|fügen"."""
    particle, _, rest = verb.rpartition("|")
    lemma, *others = rest.split(":")
    classes, inseparable = _endings(code)
    kind_of = "_strong" if len(others) == _STRONG.stems else ""
    ending = next((lemma[at:] for at in range(len(lemma)) if lemma[at:] + kind_of in classes), "")
    if not ending:
        raise ValueError(f"languages/{code}/verbs.toml has no endings for {lemma}")
    own = lemma.removesuffix(ending)
    stems = [own, *others, *(own,) * (2 - len(others))]
    bound = lemma.startswith(inseparable)
    made: dict[str, list[str]] = {"finite": [], "infinitive": [], "gerund": [], "participle": []}
    for group, endings in classes[ending + kind_of].items():
        strong = group == "participle" and len(others) == _STRONG.stems
        stem = stems[_STRONG.stems if strong else _STEMS.get(group, 0)]
        forms = [_ended(stem, one, bound=bound) for one in endings.split()]
        kind = group.removeprefix("weak_")
        made[kind if kind in _NONFINITE else "finite"] += forms
    apart = tuple(made["finite"]) if particle else ()
    if particle:
        made = {group: list(_with_particle(particle, group, forms)) for group, forms in made.items()}
    finite, infinitive, gerund, participle = (tuple(forms) for forms in made.values())
    return Paradigm(finite, infinitive, gerund, participle, apart)


@lru_cache(maxsize=16)
def _endings(code: str) -> tuple[dict[str, dict[str, str]], tuple[str, ...]]:
    """The endings of every class of verbs, and the syllables that are bound to their verb."""
    words = lexicon(code, "verbs")
    return words.tables(), words.list("inseparable")


def _ended(stem: str, ending: str, *, bound: bool) -> str:
    """The stem with an ending. "-" is none; "ge-t" sets "ge" before it, too, but not behind a syllable that stays
    with its verb."""
    before, sign, after = ending.partition("-")
    if not sign:
        return stem + ending
    return stem + after if bound else before + stem + after


def _with_particle(particle: str, group: str, forms: list[str]) -> Iterator[str]:
    """The forms of a German verb with its particle: "wie er hinzufügt", "hinzugefügt", "hinzuzufügen"."""
    for form in forms:
        if group == "infinitive":
            yield f"{particle}zu{form}"
        yield particle + form
