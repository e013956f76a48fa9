"""How those are written who may stand beside a cue: pronouns, names behind a rank, bodies."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from corpus.languages import lexicon
from corpus.model import Gender


@lru_cache(maxsize=16)
def pronouns(code: str) -> dict[str, Gender | None]:
    """The gender that each tells, if any."""
    words = lexicon(code, "pronouns")
    table: dict[str, Gender | None] = dict.fromkeys(words.list("persons"))
    table.update(dict.fromkeys(words.list("plural")))
    owning = words.words("before_nouns")  # German "seine" leads to somebody else
    for key, gender in (("male", Gender.MALE), ("female", Gender.FEMALE)):
        table.update((word, gender) for word in words.list(key) if word not in owning)
    return table


class Shapes(NamedTuple):
    ranked: re.Pattern[str]  # Officer Tusk of the Walrus Police Department
    body: re.Pattern[str]  # how a sentence opens on a body: The Bank of England
    article: re.Pattern[str]  # what its name begins with


@lru_cache(maxsize=16)
def shapes(code: str) -> Shapes:
    words = lexicon(code, "cues")
    definite, behind, articles, inside = (
        "|".join(words.list(key)) or r"\b\B" for key in ("definite", "behind_ranks", "body_articles", "in_bodies")
    )
    name = r"[A-Z][\w&.’'-]*\w"
    return Shapes(
        re.compile(
            rf"(?P<rank>(?:(?:{definite}) )?[^\W\d_]+) (?P<name>[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ’'-]{{2,}})"
            rf"(?:$|,| (?:{behind})(?= |$))"
        ),
        re.compile(rf"(?:(?:{articles}) )?({name})(?: (?:(?:{inside}) ){{0,2}}{name}){{0,6}}"),
        re.compile(rf"^(?:{articles}) "),
    )
