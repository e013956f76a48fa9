"""Whom a bracket or a colon right behind a name gives the floor, whomever the rest of the sentence tells about."""

from __future__ import annotations

import re

from corpus.extract.quotes.cues.function_words import Grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.extract.quotes.spans.quote_marks import Segment
from corpus.extract.quotes.speakers.quotation_reach import AROUND
from corpus.model import Mention, MentionKind, Span

_TO = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2}) (?P<to>\w{1,4}) [A-ZÀ-Þ]"
)  # Dunne to Lowell: “...”


def announced(text: str, statement: Statement, segment: Segment, rules: Grammar) -> tuple[Span | None, bool]:
    """A police officer: “We know who they are.” Few words before a colon, and no cue among them; and whether they say
    to whom as well, so that somebody spoke: Dunne to Lowell: “...”"""
    led = text[statement.span.start : segment.outer.start].rstrip()
    named = any(mention.span.end < segment.outer.start for mention in statement.mentions)
    if named or statement.cues or not led.endswith(":") or len(led) > AROUND.announcing:
        return None, False
    if led.split(maxsplit=1)[0].lower() in rules.prepositions:
        return None, False  # "On the placard:" is nobody
    spoken_to = _TO.match(led) if rules.toward else None
    tag = spoken_to is not None and spoken_to["to"] in rules.toward
    end = spoken_to.end("who") if spoken_to and tag else len(led) - 1
    return Span(statement.span.start, statement.span.start + end), tag


def introduced(text: str, statement: Statement, segment: Segment, rules: Grammar) -> Mention | None:
    """The name that leads to the words without a verb: Praise came from many, among them Ann Lee (“...”) and the
    minister Tom Becker: “...”."""
    mention = next((m for m in reversed(statement.mentions) if m.span.end <= segment.outer.start), None)
    if mention is None or mention.kind is not MentionKind.NAME:
        return None
    between = text[mention.span.end : segment.outer.start].strip()
    if between == "(":
        return mention if text.startswith(")", segment.outer.end) else None
    named = opens_with(statement, mention) or _joins_others(text, statement, mention, rules)
    return mention if between == ":" and named else None


def opens_with(statement: Statement, name: Mention) -> bool:
    """Whether the name and a colon are all that the sentence says: Ann Lee: “...”."""
    return name.span.start == statement.span.start


def _joins_others(text: str, statement: Statement, name: Mention, rules: Grammar) -> bool:
    """Whether "and" leads to a name, or to the office before it: no verb, no preposition stands between."""
    led = text[statement.span.start : name.span.start].split()
    at = next((at for at in range(len(led) - 1, -1, -1) if led[at].lower() in rules.coordinators), -1)
    return at >= 0 and all(_of_office(word, rules) for word in led[at + 1 :])


def _of_office(word: str, rules: Grammar) -> bool:
    low = word.lower()
    return low in rules.determiners or (low not in rules.little and low not in rules.helpers and word[-1].isalnum())
