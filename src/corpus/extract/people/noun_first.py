"""How far a phrase about a person goes where the noun comes first: `el ministro egipcio del Interior`, `la députée de
Moselle`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.analysis.folding import fold
from corpus.extract.people.callings import Offices, offices, plain
from corpus.extract.people.name_lexicon import vocabulary

_TOKEN = re.compile(r"(?:[A-Z]{1,3}\.){2,}|(?:[dlDL]['’])?[^\W_](?:[\w.-]*\w)?|[^\w\s]")
_ELIDED = re.compile(r"[dlDL]['’]")


@dataclass(frozen=True, slots=True)
class PhraseSize:
    """How long a phrase about a person may be where the noun comes first. Set by hand: titles of ministries are the
    longest."""

    characters: int = 130  # read, at most
    words: int = 16  # of it, at most


_SIZE = PhraseSize()

_AND = frozenset("y e et".split())

_Token = re.Match[str]


def end(text: str, start: int, code: str, names: frozenset[int] = frozenset(), *, beside: bool = False) -> int | None:
    """Where the phrase that begins at `start` with its noun, or what may stand before that, ends; None where no noun
    for a person comes. `names`: where names of people begin, which no phrase runs into but behind a little word;
    `beside` a name also what else seldom means somebody does."""
    known = offices(code)
    first = _TOKEN.match(text, start)
    if first is None or not known.may_open(_unelided(first.group())):
        return None
    tokens = list(_TOKEN.finditer(text, start, min(len(text), start + _SIZE.characters)))[: _SIZE.words]
    at = _noun(text, tokens, 0, known, beside=beside)
    if at is None:
        return None
    if tokens[at - 1].group()[0].isupper():
        at = _capitals(text, tokens, at - 1, known, names, owner=False)
    while (further := _more(text, tokens, at, known, names)) is not None:
        at = further
    return tokens[at - 1].end()


def _noun(text: str, tokens: Sequence[_Token], at: int, known: Offices, *, beside: bool) -> int | None:
    """-> the place behind the noun, passing over what may stand before it."""
    while at < len(tokens) and fold(tokens[at].group()) in known.leading and _joined(text, tokens, at):
        size = _size(tokens, at, known)
        if size > 1:  # primer ministro
            return at + size
        at += 1
    size = _size(tokens, at, known) if at < len(tokens) else 0
    return at + size if size and (beside or size > 1 or fold(tokens[at].group()) not in known.unsure) else None


def _size(tokens: Sequence[_Token], at: int, known: Offices) -> int:
    """Of how many tokens a noun for a person is made."""
    words = [plain(token.group()) for token in tokens[at : at + 6]]
    kept = [n for n, word in enumerate(words) if n == 0 or word not in known.little]
    size, _ = known.named([_unelided(words[n]) for n in kept])
    if size:
        return kept[size - 1] + 1
    return 1 if words and known.trade(words[0]) and tokens[at].group().islower() else 0


def _unelided(word: str) -> str:
    return _ELIDED.sub("", word)


def _joined(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """Whether a single space parts this token from the next."""
    return at + 1 < len(tokens) and text[tokens[at].end() : tokens[at + 1].start()] == " "


def _more(text: str, tokens: Sequence[_Token], at: int, known: Offices, names: frozenset[int]) -> int | None:
    """-> the place behind the next adjective or complement, None where the phrase is whole."""
    if at >= len(tokens) or text[tokens[at - 1].end() : tokens[at].start()] != " ":
        return None
    token = tokens[at].group()
    word = fold(token)
    if word in _AND and _joined(text, tokens, at) and (behind := _noun(text, tokens, at + 1, known, beside=True)):
        return behind
    if word in known.links or _ELIDED.match(token):
        return _complement(text, tokens, at, known, names)
    if token.islower() and (_is_quality(token, known) or token in vocabulary(known.code).nations):
        return at + 1
    return None


def _is_quality(word: str, known: Offices) -> bool:
    return word.endswith(known.qualities) and len(word) > 3 and word not in known.no_qualities


def _complement(text: str, tokens: Sequence[_Token], at: int, known: Offices, names: frozenset[int]) -> int | None:
    """Where what follows the noun ends: `de la Comunidad Valenciana`, `del partido`, `por Puno`, `de "Manza Music"`."""
    first = at
    if not _ELIDED.match(tokens[at].group()) or len(tokens[at].group()) == 2:
        at += 1
    while at < len(tokens) and fold(tokens[at].group()) in known.little:
        at += 1
    if at >= len(tokens):
        return None
    token = tokens[at].group()
    if token in "\"“«'‘":
        return next((n + 1 for n in range(at + 2, min(at + 7, len(tokens))) if tokens[n].group() in "\"”»'’"), None)
    bare = _ELIDED.sub("", token)
    if bare[:1].isupper():
        return _capitals(text, tokens, at, known, names, owner=True)
    if fold(tokens[first].group()) in known.narrow or not bare.isalpha():
        return None
    behind = at + 1
    if known.known(fold(bare)) and behind < len(tokens) and tokens[behind].start() in names:
        return _capitals(text, tokens, behind, known, names, owner=True)  # portavoz del presidente Bill Clinton
    return behind


def _capitals(
    text: str, tokens: Sequence[_Token], at: int, known: Offices, names: frozenset[int], *, owner: bool
) -> int:
    """Where the words with capitals end that begin here, with the little ones among them."""
    while at + 1 < len(tokens):
        step = at + 1
        while step < len(tokens) and step < at + 3 and fold(tokens[step].group()) in known.little | _AND:
            step += 1
        if step >= len(tokens) or (not tokens[step].group()[:1].isupper() and not _ELIDED.match(tokens[step].group())):
            break
        if any(text[tokens[n].end() : tokens[n + 1].start()] != " " for n in range(at, step)):
            break
        if tokens[step].start() in names and step == at + 1 and not (owner and tokens[at].start() in names):
            break
        at = step
    return at + 1
