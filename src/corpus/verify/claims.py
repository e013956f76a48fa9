"""Who is said to have said it: the words beside a quotation that name its speaker, before it or behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from corpus.analysis.folding import fold
from corpus.model import Span
from corpus.verify.marked import Marked
from corpus.verify.vocabulary import vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")


@dataclass(frozen=True, slots=True)
class ClaimLimits:
    """How long what names a speaker may be. Set by hand: longer phrases tell something of their own."""

    little: int = 2  # letters of the longest capitalised word that is no name
    longest: int = 14  # words of what names a speaker, with its verb
    abbreviation: int = 4  # letters of the longest: Sen. Capt.
    named: int = 16  # words of a name with its office
    opening: int = 8  # words at the beginning in which somebody says something: Solano said there is no safe level
    brief: int = 5  # words of a subject before its verb


_LIMITS = ClaimLimits()

_DASHES = "—–‒―−-"
_LAST = re.compile(r"[^\W\d_]+$")
_STOP = re.compile(r"[.!?…]+[\"”»“)]*\s+(?=[^\W\d_a-zà-ÿ]|[¿¡@#])")
_BREAK = re.compile(
    r"\n|[;|]|\.\.\.|…|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]+|https?://\S+|(?:\bRT )?[@#]\w+:?"
    r"|\s[-–—]\s+(?=[¿¡a-zà-ÿ])"
)
_PARENTHESIS = re.compile(r"\s*[(\[]\s*([^()\[\]\n]{2,90}?)\s*[)\]]")
_DASHED = re.compile(rf"\s*[,.]?\s*(?:[{_DASHES}]+|~)\s*(?=[^\s{_DASHES}])")
_AROUND = f' \t\n,:.;!?{_DASHES}"“”„«»'
_LEADING = re.compile(r"[\s,.;:!?…\"”»“'’]*")


class Claim(NamedTuple):
    """The words that name the speaker. `sure`: a verb, a colon, a dash or brackets tie them to the quotation."""

    text: str
    span: Span
    sure: bool


class Piece(NamedTuple):
    """A stretch of a text, and where in it that begins."""

    text: str
    start: int

    def cut(self, first: int, last: int) -> Piece:
        return Piece(self.text[first:last], self.start + first)


def beside(text: str, parts: Sequence[Marked]) -> list[tuple[Claim, ...]]:
    """For each of the marked stretches who may be said to have said it, likeliest first; where nobody is named beside
    it, who is for the one before."""
    found: list[tuple[Claim, ...]] = []
    used = 0  # up to here the words are about the stretch before
    for number, part in enumerate(parts):
        first = parts[number - 1].outer.end if number else 0
        last = parts[number + 1].outer.start if number + 1 < len(parts) else len(text)
        before, after = text[max(first, used) : part.outer.start], text[part.outer.end : last]
        claims = [*ahead(Piece(before, max(first, used)))]
        listed = after.lstrip(" ").startswith("\n")  # a dash that begins a line of a list ties nobody to the line above
        tied = _TIES.match(after) and not listed
        opens = listed and "\n" not in after.lstrip(" \n")  # the line of the next one
        if number + 1 == len(parts) or (not opens and (tied or not leads_on(text, part, after))):
            told = behind(Piece(after, part.outer.end))
            used = max((claim.span.end for claim in told), default=used)
            claims = [*told, *claims] if _label(before) and any(claim.sure for claim in told) else [*claims, *told]
        claims.sort(key=lambda claim: not claim.sure)
        if not claims and number and "\n" not in text[first : part.outer.start] and not _pronoun(after):
            claims += found[-1]
        found.append(tuple(claims))
    return found


def _label(before: str) -> bool:
    """Whether only a name and a colon stand before a quotation, as where somebody passes it on: Ann: “…,” Bob said"""
    line = before.rpartition("\n")[2].strip()
    return line.endswith(":") and _verb(Piece(line, 0), last=True) is None


_TIES = re.compile(rf"\s*[,.]?\s*[({_DASHES}]\s*\w")


def _pronoun(after: str) -> bool:
    """Whether "he said" stands behind: whoever that is."""
    piece = first_clause(Piece(after, 0))
    verb = _verb(piece, last=False)
    if verb is None:
        return False
    beside = [*_WORD.findall(piece.text[: verb.start])[-1:], *_WORD.findall(piece.text[verb.end :])[:1]]
    return any(word.lower() in vocabulary().pronouns for word in beside[:1])


_LEADS_ON = re.compile(rf"(?::|\b(?:that|que|dass))\s*$|\s[{_DASHES}]\s*$")


def leads_on(text: str, first: Marked, between: str) -> bool:
    """Whether the words behind a quotation lead in the next: a colon ends them, or they follow a full stop."""
    own, _, following = between.partition("\n")
    if following and own.strip(_AROUND):
        return False  # what stands on the same line is about the first
    bare = between.rstrip('"“„«» \t')
    if ends_inside(bare):
        return False
    if _LEADS_ON.search(bare + " ") or ": " in bare:
        return True
    return text[first.span.start : first.span.end].endswith(".") and bare.endswith(",") and not _CLOSED.match(between)


_CLOSED = re.compile(r"\s*[,.]")


# ---------------------------------------------------------------------- before
def ahead(before: Piece) -> list[Claim]:
    """Who the words before a quotation say is speaking."""
    piece = last_clause(before)
    bare = piece.text.rstrip(" \t\u00a0\"“„«‚‘'")
    if not bare.strip(_AROUND):
        return []
    sure = bare.endswith((":", *_DASHES))
    piece = _after_colon(Piece(bare.rstrip(f" :,{_DASHES}"), piece.start))
    if found := vocabulary().according.search(piece.text):
        return _claims((piece.cut(found.end(), len(piece.text)), True))
    if verb := _verb(piece, last=True):
        subject, rest = piece.cut(0, verb.start), piece.cut(verb.end, len(piece.text))
        return _claims((subject, True), (rest, True))
    return _claims((piece, sure))


def last_clause(before: Piece) -> Piece:
    """The end of the words before a quotation, from where its sentence begins."""
    at = 0
    for found in _BREAK.finditer(before.text):
        if before.text[found.end() :].strip(" :,\"“„«‚‘'"):
            at = found.end()
    for found in _STOP.finditer(before.text, at):
        if not _shortened(before.text[: found.start()]):
            at = found.end()
    return before.cut(at, len(before.text))


def _after_colon(piece: Piece) -> Piece:
    """The piece without what leads to the name: Ana Núñez, of "BREAKING: Ana Núñez"."""
    at = piece.text.rfind(": ") + 1
    return piece.cut(at, len(piece.text))


# ---------------------------------------------------------------------- behind
def behind(after: Piece) -> list[Claim]:
    """Who the words behind a quotation say has spoken."""
    line = after.text
    if found := _PARENTHESIS.match(line):
        return _claims((after.cut(found.start(1), found.end(1)), True))
    if found := _DASHED.match(line):
        return _claims((first_clause(after.cut(found.end(), len(line))), True))
    if "\n" in line[: len(line) - len(line.lstrip())]:
        return []
    ended = _ENDED.match(line)
    skip = _LEADING.match(line)
    piece = first_clause(after.cut(skip.end() if skip else 0, len(line)))
    if (found := vocabulary().according.match(piece.text)) is not None:
        return _claims((piece.cut(found.end(), len(piece.text)), True))
    verb = _verb(piece, last=False)
    if verb is None:
        return [] if ended and not _only_a_name(piece.text) else _claims((piece, False))
    subject, rest = piece.cut(0, verb.start), piece.cut(verb.end, len(piece.text))
    beside = [*_WORD.findall(subject.text)[-1:], *_WORD.findall(rest.text)[:1]]
    if any(word.lower() in vocabulary().pronouns for word in beside[:1]):
        return []  # she said in an interview with Ana Núñez
    return _claims((subject, True)) or _claims((_until_adverbial(rest), True))


_ENDED = re.compile(r"[\s\"”»“'’]*[.!?…]")


def first_clause(after: Piece) -> Piece:
    """The beginning of the words behind a quotation, to where its sentence ends."""
    end = len(after.text)
    if found := _BREAK.search(after.text):
        end = found.start()
    for found in _STOP.finditer(after.text, 0, end):
        if not _shortened(after.text[: found.start()]):
            end = found.start()
            break
    return after.cut(0, end)


def _until_adverbial(piece: Piece) -> Piece:
    """The piece up to where or when it was said: Ana Núñez, of "said Ana Núñez in an interview". In "an engineer at
    the Port Office" that is what somebody is, and stays."""
    stops = vocabulary().adverbial
    for number, word in enumerate(_WORD.finditer(piece.text)):
        if number and word.group()[:1].isupper() and _CAPITAL.match(piece.text, word.end()):
            continue  # Karim Al Adli
        tells = fold(word.group()) in vocabulary().indefinite and _SURNAME.fullmatch(piece.text, 0, word.start())
        if fold(word.group()) not in stops or not number or tells:
            continue
        if not _belongs(piece.text, word.start(), word.end()):
            return piece.cut(0, word.start())
    return piece


_CAPITAL = re.compile(r" [^\W\d_a-zà-ÿ]")
_SURNAME = re.compile(r"\W*[^\W\d_]+,\s*")  # which of the name is told behind it: Núñez, a | councillor


def _belongs(text: str, start: int, end: int) -> bool:
    """Whether "at" or "in" here says of what somebody without a name is something: a name follows it."""
    known = vocabulary()
    if any(word[:1].isupper() for word in _WORD.findall(text[:start])):
        return False
    following = (word for word in _WORD.findall(text[end:]) if fold(word) not in known.determiners)
    return fold(text[start:end]) in known.prepositions and next(following, "")[:1].isupper()


def _only_a_name(text: str) -> bool:
    listed = _WORD.findall(text)
    return 0 < len(listed) <= 4 and all(word[:1].isupper() for word in listed)


# ---------------------------------------------------------------------- words
class _Verb(NamedTuple):
    start: int
    end: int


def _verb(piece: Piece, *, last: bool) -> _Verb | None:
    """A verb of saying: the first, or the last, that is not the first word of a name."""
    known = vocabulary()
    found = [
        word
        for word in _WORD.finditer(piece.text)
        if (key := fold(word.group().rstrip("."))) in known.verbs or key in known.follows
        if not word.group()[:1].isupper() or word.start() == 0
        if not known.is_forename(word.group(), "", piece.text[word.end() :].lstrip().partition(" ")[0])
    ]
    if not found:
        return None
    word = found[-1] if last else found[0]
    return _Verb(word.start(), word.end())


def _names_somebody(text: str) -> bool:
    """Whether there is a name or an office in these words."""
    known = vocabulary()
    listed = _WORD.findall(text)
    if len(listed) == 1 and listed[0][:1].isupper() and len(listed[0]) > _LIMITS.little:
        little = known.determiners | known.prepositions | known.joins | known.adverbial | known.negations
        return listed[0].lower() not in known.pronouns and fold(listed[0].rstrip(".")) not in little  # May said
    for last, word in pairwise(["", *listed]):
        key = fold(word.rstrip("."))
        if known.is_forename(word, last, ""):
            return True
        if key in known.titles or (word[:1].isupper() and key not in known.plain):
            return True
        if key not in known.plain and key not in known.verbs and len(key) > 2 and key not in known.adverbial:
            return True
    return False


def _claims(*pieces: tuple[Piece, bool]) -> list[Claim]:
    """The words as claims, where they may name somebody: "he" names nobody."""
    found = []
    for piece, sure in pieces:
        shown = piece.text.strip(_AROUND)
        if shown and len(_WORD.findall(shown)) <= _LIMITS.longest and _names_somebody(shown) and not _talk(shown):
            start = piece.start + piece.text.index(shown)
            found.append(Claim(shown, Span(start, start + len(shown)), sure))
    return found


def _talk(shown: str) -> bool:
    """Whether it is said about a quotation, with no name in it: can we use this"""
    listed = _WORD.findall(shown)
    return not any(word[:1].isupper() for word in listed) and not vocabulary().chatter.isdisjoint(map(fold, listed))


# ---------------------------------------------------------------------- no marks
_LEAD = re.compile(rf"\s*+([^:\n]{{2,110}}?)(?:\s*+:\s++|\s++[{_DASHES}]\s++)(?=\S)")
_TAIL = re.compile(  # a hyphen within a word is no dash: the co-founder
    rf"(?:(?<!\s)\s+[{_DASHES}]{{1,2}}\s*|\n\s*[{_DASHES}]*\s*)((?:[^\n{_DASHES}]|(?<=\w)-(?=\w)){{2,90}}?)\s*$|\s+\(([^()\n]{{2,90}})\)\s*[.]?\s*$"
)


def speech(text: str) -> bool:
    """Whether a verb of saying, or a name alone, stands here."""
    return _verb(Piece(text, 0), last=False) is not None or _only_a_name(text.strip(_AROUND))


def ends_inside(text: str) -> bool:
    """Whether one sentence ends here and another begins: said Ana Núñez. Bob Ray"""
    return any(
        not _shortened(text[: found.start()]) and _WORD.search(text, found.end()) for found in _STOP.finditer(text)
    )


def _shortened(text: str) -> bool:
    """Whether a stop behind this ends no sentence: J. Dr. Sen."""
    last = _LAST.search(text)
    if not last or not last.group()[:1].isupper():
        return False
    return len(last.group()) == 1 or (
        len(last.group()) <= _LIMITS.abbreviation and fold(last.group()) in vocabulary().titles
    )


def ahead_of(text: str) -> tuple[Span, list[Claim]]:
    """Of a text without marks: where the words said are, and who is named before its colon, behind its dash or in
    brackets at its end. Nobody: the whole of it."""
    if found := _TAIL.search(text):
        group = 1 if found[1] is not None else 2
        if _only_a_name_or_office(found[group]):
            return Span(0, found.start()), _claims((Piece(found[group], found.start(group)), True))
    if found := _LEAD.match(text):
        piece = Piece(found[1], found.start(1))
        named = _only_a_name_or_office(piece.text) or _verb(piece, last=True)
        if named and (claims := ahead(Piece(text[: found.end()].rstrip(), 0))):
            return Span(found.end(), len(text)), claims
    if ending := _ending(text):
        return ending
    opening = Piece(" ".join(text.split(" ")[: _LIMITS.opening]), 0)
    verb = _verb(opening, last=False)
    if verb and fold(opening.text[verb.start : verb.end]) in vocabulary().verbs:
        subject = opening.cut(0, verb.start)
        if _only_a_name_or_office(subject.text, most=_LIMITS.brief):
            that = _THAT.match(text, verb.end)
            return Span(that.end() if that else verb.end, len(text)), _claims((subject, True))
    return Span(0, len(text)), []


def _ending(text: str) -> tuple[Span, list[Claim]] | None:
    """Where a text without marks ends with its speaker: …, said Ann Lee; nobody is named by "…, she said"."""
    at = text.rstrip(" .!\n").rfind(", ")
    tail = text[at:]
    if at < 0 or len(_WORD.findall(tail)) > _LIMITS.longest or len(_WORD.findall(text[:at])) < _LIMITS.little:
        return None
    claims = [claim for claim in behind(Piece(tail, at)) if claim.sure and _only_a_name_or_office(claim.text)]
    if claims or (_pronoun(tail[1:]) and len(_WORD.findall(tail)) <= _LIMITS.brief):
        return Span(0, at), claims
    return None


_THAT = re.compile(r"[\s,:]*(?:that |que |dass )?", re.I)


def _only_a_name_or_office(text: str, most: int = _LIMITS.named) -> bool:
    """Whether these words are short enough to name somebody, and do: Ana Núñez, the mayor of Harwick."""
    listed = _WORD.findall(text)
    if not 0 < len(listed) <= most or _STOP.search(_ABBREVIATED.sub(" ", text)):
        return False
    known = vocabulary()
    keys = [fold(word.rstrip(".")) for word in listed]
    if listed[0].lower() in known.pronouns or known.negations.intersection(keys):
        return False
    names = [word for word, key in zip(listed, keys, strict=True) if word[:1].isupper() and key not in known.plain]
    small = [key for word, key in zip(listed, keys, strict=True) if word[:1].islower() and key not in known.particles]
    office = bool(known.titles.intersection(keys[:4])) and (keys[0] in known.determiners or keys[0] in known.titles)
    return office or (bool(names) and ("," in text or not small))


_ABBREVIATED = re.compile(r"\b[^\W\d_]{1,4}\.\s")
