"""Takes a verb that nobody listed for a cue where it stands right behind a quotation: "«…», tercia Ana López"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.languages import lexicon
from corpus.model import Span


@dataclass(frozen=True, slots=True)
class UnlistedVerbs:
    """When a verb that nobody listed is taken for a cue. Set by hand: shorter is more often something else."""

    quoted: int = 3  # words between the marks: fewer are as often a title, with what it is the title of behind it
    letters: int = 4  # of a verb; shorter words with its endings are mostly something else


_SHORTEST = UnlistedVerbs()


_LITTLE = ("helpers", "joins", "prepositions", "determiners", "pronouns", "be", "perfect")


@dataclass(frozen=True, slots=True)
class _Endings:
    """How the third persons of a language end."""

    behind: re.Pattern[str]  # a word behind a mark, with the comma and the pronouns that stand between
    past: tuple[str, ...]
    present: tuple[str, ...]  # also those of nouns: they count only before whoever speaks
    speaker: re.Pattern[str]
    other: frozenset[str]  # words with such endings that are no verbs


def find(text: str, segments: Sequence[Segment], code: str) -> Iterator[Span]:
    endings = _endings(code)
    if endings is None:
        return
    for segment in segments:
        if not segment.dialogue and text.count(" ", segment.span.start, segment.span.end) + 1 < _SHORTEST.quoted:
            continue
        match = endings.behind.match(text, segment.outer.end)
        if (
            match
            and (match["dash"] or match["comma"] or text[segment.span.end - 1] in "?!…")
            and _is_verb(text, match, endings)
        ):
            yield Span(*match.span("verb"))


def _is_verb(text: str, match: re.Match[str], endings: _Endings) -> bool:
    word = match["verb"]
    if len(word) < _SHORTEST.letters or word in endings.other:
        return False
    if word.endswith(endings.past):
        return True
    return word.endswith(endings.present) and endings.speaker.match(text, match.end()) is not None


@lru_cache(maxsize=16)
def _endings(code: str) -> _Endings | None:
    words = lexicon(code, "cues")
    past, present = words.list("past_endings"), words.list("present_endings")
    if not past:
        return None
    pronouns = "|".join(re.escape(one) + (" " if one[-1].isalpha() else "") for one in words.list("clitics"))
    articles = "|".join(map(re.escape, words.list("determiners")))
    return _Endings(
        re.compile(rf"(?:(?P<dash>[—–―-] ?)|(?P<comma>,?)[ \u00a0])(?:{pronouns}){{0,2}}(?P<verb>[^\W\d_A-ZÀ-Þ]+)\b"),
        past,
        present,
        re.compile(rf"(?:-(?:t-)?\w+)? (?:(?:{articles})\b|[A-ZÀ-Þ])|[.,;]|$"),
        frozenset().union(
            *(
                words.words(key)
                for key in ("helpers", "joins", "prepositions", "determiners", "pronouns", "be", "perfect")
            ),
            lexicon(code, "stopwords").words("words"),
        ),
    )
