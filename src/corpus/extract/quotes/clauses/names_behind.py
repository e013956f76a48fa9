"""The name behind what somebody is: said Becker adviser Ann Lee, said the minister of works, Pedro Ramírez."""

from __future__ import annotations

import re

from corpus.extract.quotes.cues.function_words import Grammar
from corpus.extract.quotes.cues.statements import Statement
from corpus.model import Mention, MentionKind

Word = re.Match[str]


def served(name: Mention, inside: list[Mention], words: list[Word], rules: Grammar) -> Mention:
    """Whose adviser is not meant but the adviser: Ann Lee, of "said Becker adviser Ann Lee", where only what she is
    stands between the names."""
    other = next((m for m in inside if m.span.start > name.span.end and m.kind is MentionKind.NAME), None)
    if not other:
        return name
    between = [word[0] for word in words if name.span.end <= word.start() and word.end() <= other.span.start]
    small = [word for word in between if word.islower() and word not in rules.little and word not in rules.helpers]
    return other if small and len(small) == len(between) else name


def named_past(words: list[Word], first: int, last: int, statement: Statement, rules: Grammar) -> Mention | None:
    """The name behind two trades: said oil and gas worker Tom Becker."""
    if not words[first][0].islower() or words[first][0] in rules.little:
        return None
    for at in range(last + 1, min(last + 5, len(words))):
        named = next((m for m in statement.mentions if m.span.start == words[at].start()), None)
        if named:
            return named if named.kind is MentionKind.NAME and at > last + 1 else None
        if not words[at][0].islower() or words[at][0] in rules.little or words[at][0] in rules.joins:
            return None
    return None


def named_behind(words: list[Word], comma: int, statement: Statement, rules: Grammar) -> Mention | None:
    """The name behind the comma that ends an office: said the minister of works, Pedro Ramírez; dijo el ministro,
    el liberal Pedro Ramírez."""
    if comma + 1 >= len(words) or words[comma][0] != ",":
        return None
    names = {m.span.start: m for m in statement.mentions if m.kind is MentionKind.NAME}
    for at in range(comma + 1, min(comma + 6, len(words))):
        if words[at].start() in names:
            return names[words[at].start()]
        if not (_leads(words[at], rules) if at > comma + 1 else rules.complements and _is_article(words[at], rules)):
            return None
    return None


def named_past_clause(words: list[Word], hinge: int, statement: Statement, rules: Grammar) -> Mention | None:
    """The name that stands alone behind a relative clause: Bob Ray, of "said the man who shot Ann Lee, Bob Ray"."""
    if hinge + 2 >= len(words) or words[hinge][0].lower() not in rules.relatives:
        return None
    comma = next((at for at in range(hinge + 2, len(words) - 1) if words[at][0] == ","), -1)
    names = {m.span.start: m for m in statement.mentions if m.kind is MentionKind.NAME}
    named = names.get(words[comma + 1].start()) if comma > 0 else None
    behind = next((word[0] for word in words[comma + 1 :] if named and word.start() >= named.span.end), ".")
    return named if behind in ".,:;" else None


def _is_article(word: Word, rules: Grammar) -> bool:
    return word[0].lower() in rules.determiners


def _leads(word: Word, rules: Grammar) -> bool:
    """What may stand between the article and the name: el liberal independiente Ana Gil."""
    return word[0].islower() and word[0].isalpha() and word[0] not in rules.little and word[0] not in rules.clauses
