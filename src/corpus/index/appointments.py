"""Offices that a sentence gives somebody: "the board named Ida Berg director", "nombró consejera a Marta Ruiz"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from corpus.languages import lexicon
from corpus.model import Mention, MentionKind, Span


def given(text: str, mentions: Iterable[Mention], language: str, reach: int) -> Iterator[tuple[str, Span]]:
    """The people who are given something, each with the words in which an office may stand. `reach`: characters between
    the verb and the name."""
    naming, behind = _naming(language), _behind(language)
    if naming is None:
        return
    for mention in mentions:
        if mention.kind is not MentionKind.NAME or mention.person is None:
            continue
        start, end = mention.span.start, mention.span.end
        before = naming.search(text, max(0, start - reach), start)
        if before is None:
            continue
        after = behind.match(text, end)
        if before["office"]:
            yield mention.person, Span(before.start("office"), before.end("office"))
        elif after:
            yield mention.person, Span(after.start("office"), after.end("office"))


@lru_cache(maxsize=16)
def _naming(language: str) -> re.Pattern[str] | None:
    """The verb before the name, with the office where it stands between them."""
    source = lexicon("world", "offices").table("naming").get(language)
    return re.compile(source) if source else None


@lru_cache(maxsize=16)
def _behind(language: str) -> re.Pattern[str]:
    source = lexicon("world", "offices").table("named_behind").get(language, "")
    return re.compile(rf" (?:{source})?(?P<office>[^\W\d_]+(?: [^\W\d_]+){{0,4}})")
