"""Whether two phrases name one office: of what it is, and whether it is held now, or was before."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.analysis.folding import words
from corpus.verify import described
from corpus.verify.vocabulary import vocabulary


def other_office(asked: frozenset[str], held: Sequence[frozenset[str]]) -> bool:
    """Whether one who holds these has the same title for something else."""
    title = described.titles(" ".join(asked))
    domain = asked - title - vocabulary().qualifiers
    own = [(role & title, role - title - vocabulary().qualifiers) for role in held]
    same = [of for shared, of in own if shared and of]
    return bool(title and domain and same) and all(domain.isdisjoint(of) for of in same)


def other_term(asked: frozenset[str], held: Sequence[frozenset[str]]) -> bool:
    """Whether one who holds these has the same office now, and who held it before is told of, or the other way
    about."""
    office = asked - vocabulary().qualifiers
    same = [role for role in held if described.titles(" ".join(office)) and role - vocabulary().qualifiers == office]
    return bool(same) and all(described.qualified(role) != described.qualified(asked) for role in same)


def telling(phrase: str) -> frozenset[str]:
    known = vocabulary()
    return frozenset(words(phrase)) - known.determiners - known.prepositions - known.joins
