"""The words that may be meant by those somebody typed, and how well each explains what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from corpus.analysis import similarity
from corpus.index import SPEAKER, Store, Word
from corpus.search.name_lookup import Near


@dataclass(frozen=True, slots=True)
class TermWeights:
    """What a word may be taken for, and what it is worth then: 1 as it was typed. Set by hand; likeness is that of
    analysis/similarity.py."""

    variants: int = 20  # words that one may stand for
    slip: float = 1.7  # the most that one slip costs, in slips
    as_likely: float = 0.02  # difference of likeness up to which words are as likely as each other
    form: float = 0.95  # worth of another form of a word that is in the index
    form_of_unknown: float = 0.7  # worth of another form of one that is not
    said_a_name: int = 20  # times a word may be said, for each name that has it, and still be rather a name
    particle: int = 3  # letters, at most, of a word that may be part of any name: van, de, bin
    least: float = 0.6  # likeness, 0 to 1, from which on a word may be meant


WEIGHTS = TermWeights()

LIKELIEST, ONE_SLIP, FORMS, TWO_SLIPS = range(4)  # how widely a word is taken


class Meanings:
    """The words of one question, looked up as far as they are needed."""

    def __init__(self, store: Store, capitals: frozenset[str]) -> None:
        self._store, self._capitals = store, capitals
        self.near: Near = {}
        self._looked_up: dict[str, int] = {}
        self._slips: dict[str, list[tuple[Word, float]]] = {}

    def look_up(self, asked: Iterable[str], slips: int = 2) -> None:
        missing = [word for word in asked if self._looked_up.get(word, -1) < slips]
        if missing:
            self.near |= self._store.words(missing, slips=slips)
            for word in missing:
                self._slips.pop(word, None)
            self._looked_up |= dict.fromkeys(missing, slips)

    def known(self, word: str) -> bool:
        return any(one.text == word for one in self.near[word])

    def alternatives(self, word: str, width: int, near: bool = False) -> dict[str, float]:
        """The words that may be meant, said or naming the speaker, with how well each explains the asked one. A word
        that is in the index is taken at its word, and from `FORMS` on its other forms, unless `near`."""
        known = self.known(word)
        given: dict[str, float] = {}
        for one, cost in self._costs(word):
            likeness = 1 - cost / max(len(word), len(one.text))
            formed = (WEIGHTS.form if known else WEIGHTS.form_of_unknown) if one.stem and width >= FORMS else 0.0
            meant = not cost or ((near or not known) and (width >= TWO_SLIPS or cost <= WEIGHTS.slip))
            if one.uses and (meant or formed):
                given[one.text] = max(likeness if meant else 0.0, formed)
            if one.names and meant:
                given[SPEAKER + one.text] = likeness + 0.01
        ranked = sorted(((weight, one) for one, weight in given.items() if weight >= WEIGHTS.least), reverse=True)
        if width == LIKELIEST and not near:
            ranked = [one for one in ranked if one[0] >= ranked[0][0] - WEIGHTS.as_likely]
        return {one: weight for weight, one in ranked[: WEIGHTS.variants]}

    def _costs(self, word: str) -> list[tuple[Word, float]]:
        """The near words that may be meant at all, each with its slips."""
        if word not in self._slips:
            self._slips[word] = [
                (one, similarity.slip_cost(word, one.text))
                for one in self.near[word]
                if one.stem or OSA.distance(word, one.text) <= (1 - WEIGHTS.least) * max(len(word), len(one.text))
            ]
        return self._slips[word]

    def only_names(self, asked: Sequence[str]) -> bool:
        """Whether all the words look like one name: then nothing but that name is meant, or those very words."""
        return len(asked) > 1 and all(map(self.nameish, asked))

    def nameish(self, word: str) -> bool:
        capital = word in self._capitals
        for one in self.near[word]:
            if one.text == word:
                return one.names > 0 and (
                    capital or len(word) <= WEIGHTS.particle or one.uses < WEIGHTS.said_a_name * one.names
                )
        likely = [(1 - cost / max(len(word), len(one.text)), one) for one, cost in self._costs(word)]
        named = max((likeness for likeness, one in likely if one.names), default=0.0)
        said = max((likeness for likeness, one in likely if one.uses), default=0.0)
        return capital or named > said

    def rather_names(self, asked: Sequence[str]) -> bool:
        """Whether the words, or the likeliest ones near them, are all words of names more often than they are said."""
        for word in asked:
            near = self.alternatives(word, LIKELIEST)
            meant = [one for one, _ in self._costs(word) if one.text in near or SPEAKER + one.text in near]
            best = max(meant, key=lambda one: one.uses + WEIGHTS.said_a_name * one.names, default=None)
            if best is None or best.uses >= WEIGHTS.said_a_name * best.names:
                return False
        return len(asked) > 1
