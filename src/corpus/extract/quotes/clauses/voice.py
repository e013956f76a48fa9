"""Finds the passives of a sentence and who acted in them: in "Hahn was called a liar by Park" it was Park who spoke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.extract.quotes.cues.cue_words import Cue, CueKind, trie
from corpus.extract.quotes.cues.statements import Statement
from corpus.languages import Kept, Lexicon, lexicon
from corpus.model import Span


@dataclass(frozen=True, slots=True)
class AgentReach:
    """How far behind a participle its agent may be named. Set by hand: a clause."""

    behind: int = 160  # characters


_REACH = AgentReach()

_STOP = re.compile(r"[.;!?](?:\s|$)")


class Passive(NamedTuple):
    cue: Cue
    agent: int | None  # where the words begin that name who acted, behind "by"
    start: int  # where its helper stands: "was" described


def find(text: str, statement: Statement, code: str) -> list[Passive]:
    """In text order."""
    rules = _rules(code)
    if not rules or not _may_hold(text, statement, rules):
        return []
    hidden = _without_quotations(text, statement)
    found: list[Passive] = []
    for pattern in rules.patterns:
        for match in pattern.finditer(hidden):
            start, end = match.span("verb")
            span = Span(statement.span.start + start, statement.span.start + end)
            cue = Cue(span, hidden[start:end], CueKind.CALL)
            if all(not other.cue.span.overlaps(span) for other in found):
                found.append(
                    Passive(
                        cue, _agent(hidden, match.start(), end, statement, rules), statement.span.start + match.start()
                    )
                )
    return sorted(found, key=lambda one: one.cue.span.start)


def _may_hold(text: str, statement: Statement, rules: _Rules) -> bool:
    """Whether a look at single words leaves a passive possible."""
    low = text[statement.span.start : statement.span.end].lower()
    return rules.participles.any(low) or (bool(statement.segments) and rules.links.search(low) is not None)


def _without_quotations(text: str, statement: Statement) -> str:
    """The statement in small letters; quotations are one long sign."""
    low = text[statement.span.start : statement.span.end].lower()
    if len(low) != len(statement.span):
        low = text[statement.span.start : statement.span.end]
    for segment in statement.segments:
        start, end = segment.outer.start - statement.span.start, segment.outer.end - statement.span.start
        low = low[:start] + "\x01" * (min(end, len(low)) - start) + low[end:]
    return low


def _agent(hidden: str, start: int, end: int, statement: Statement, rules: _Rules) -> int | None:
    """Where whoever did it is named in a passive: behind the participle, up to the sentence's end. In German
    between helper and participle."""
    stop = _STOP.search(hidden, end)
    match = rules.agent.search(hidden, end, min(stop.start() if stop else len(hidden), end + _REACH.behind))
    if not match and rules.verb_last:
        match = rules.agent.search(hidden, start, end)
    return statement.span.start + match.end() if match else None


@dataclass(frozen=True, slots=True)
class _Rules:
    participles: Kept[str]  # looked for first: a look a word costs less than a pattern
    patterns: Sequence[re.Pattern[str]]
    agent: re.Pattern[str]
    verb_last: bool
    links: re.Pattern[str]  # what leads from an agent to the words: by Ann Lee "as" “...”


@lru_cache(maxsize=16)
def _rules(code: str) -> _Rules | None:
    words = lexicon(code, "frames")
    verbs = sorted(words.words("participles") - words.words("kept"))
    be, agents = words.list("be"), words.list("agents")
    if not verbs or words.code != code:
        return None
    verb, agent = rf"(?P<verb>{trie(verbs)})\b", rf"\b(?:{trie(agents)})\s+"
    clefts = trie(lexicon(code, "cues").list("clefts")) or r"(?!)"  # “...” is what Ann Lee told her
    adverbs = rf"(?:(?!(?:{clefts})\b)[\w’'-]+\s+){{0,2}}?"
    helper = rf"\b(?:{trie(be)})\s+"
    patterns = [
        re.compile(rf"{helper}{adverbs}{verb}"),
        re.compile(rf"(?:,\s+|^)(?:\w+ly\s+|once\s+|later\s+)?{verb}(?=\s+(?:{trie(agents)})\s)"),
        re.compile(rf"(?:,\s+|^){verb}(?=\s+\x01+\s+(?:{trie(agents)})\s)"),
        re.compile(rf",\s+{verb}(?=\s+(?:(?:{trie(words.list('claim_links'))})\s+)?\x01)"),
    ]
    verb_last = bool(words.list("verb_last"))
    if verb_last:
        patterns.insert(0, re.compile(rf"{helper}[^;:.!?]*?(?<!, ){verb}"))
    if words.list("participle_endings"):
        patterns.append(_unlisted(words, helper, adverbs))
    links = re.compile(rf"\b(?:{trie(words.list('claim_links')) or '(?!)'})\s[“”«»„‚‘'\"]")
    return _Rules(Kept(re.compile(rf"\b(?:{trie(verbs)})\b").findall), patterns, re.compile(agent), verb_last, links)


def _unlisted(words: Lexicon, helper: str, adverbs: str) -> re.Pattern[str]:
    """Was caricatured by Ann Lee as “...”: whatever the verb is that nobody listed."""
    agents, links = trie(words.list("agents")), trie(words.list("claim_links"))
    verb = rf"(?P<verb>(?!(?:{trie(words.list('kept'))})\b)\w{{2,}}(?:{'|'.join(words.list('participle_endings'))}))\b"
    if words.list("verb_last"):
        return re.compile(rf"{helper}[^;:.!?\x01]*?\b(?:{agents})\s[^;:.!?\x01]*?\b(?:{links})\s+\x01+\s+{verb}")
    return re.compile(rf"{helper}{adverbs}{verb}(?=\s+(?:{agents})\s[^.;:\x01]{{2,60}}\s(?:{links})\s+\x01)")
