"""What the printed sentence itself says of who is speaking: the words beside the quotation that name somebody."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from corpus.analysis.folding import fold, words
from corpus.languages import lexicon
from corpus.model import Span
from corpus.verify import claims
from corpus.verify.claims import Claim, Piece, first_clause, last_clause
from corpus.verify.names import in_threes
from corpus.verify.vocabulary import vocabulary

_MARKS = '"“”„«»‟'
_SIGN = re.compile(rf"[{_MARKS}]")
_CLOSES = re.compile(rf"[.,!?…\s]*[{_MARKS}’‘']+[\s.,]*")
_OPENS = re.compile(rf"\(\s*[{_MARKS}‘‚]?\s*$")
_NAME_ENDS = re.compile(r"[^\W\d_a-zà-ÿ][\w'’.-]*(?: (?:[a-zà-ÿ]{2,3} )*[^\W\d_a-zà-ÿ][\w'’.-]*)*(?=\s*$)")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|,|\d[\d:.]*")


@dataclass(frozen=True, slots=True)
class CallingRules:
    """When somebody is called so in print. Set by hand."""

    verbatim: int = 3  # words of what somebody is called that are printed and sent alike by no chance


_CALLINGS = CallingRules()


class Frame(NamedTuple):
    """The words of the sentence before and behind a quotation, and what of them names a speaker."""

    before: str
    behind: str
    phrases: tuple[Claim, ...]
    language: str = ""

    def holds(self, asked: Sequence[str]) -> bool:
        """Whether these words stand in the frame in a row."""
        if len(asked) < _CALLINGS.verbatim:
            called = [words(phrase.text) for phrase in self.phrases]
            described = len(asked) > 1 and asked[0] in vocabulary().determiners
            return any(list(asked) == (own[: len(asked)] if described else own) for own in called)
        return any(_in_a_row(asked, words(part)) for part in (self.before, self.behind))

    @property
    def heads(self) -> tuple[tuple[str, ...], ...]:
        """The folded names of who may be the speaker: what a name is "of" or "for" is left out."""
        articles = lexicon(self.language, "cues").words("determiners")
        phrases = [_without_relatives(phrase.text, self.language) for phrase in self.phrases]
        return tuple(dict.fromkeys(name for phrase in phrases for name in heads(phrase, articles)))


def frame(text: str, spans: Iterable[Span], language: str) -> Frame:
    """What stands around the parts of one utterance."""
    parts = [_around(text, span) for span in spans]
    phrases = dict.fromkeys(claim for before, after in parts for claim in _named(before, after))
    before, behind = ("\n".join(piece.text for piece in side) for side in zip(*parts, strict=True))
    return Frame(before, behind, tuple(phrases), language)


def _around(text: str, span: Span) -> tuple[Piece, Piece]:
    line = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = end if end >= 0 else len(text)
    opened = len(text[line : span.start].rstrip(f"{_MARKS}‘‚' \u00a0")) + line
    signs = [sign.end() for sign in _SIGN.finditer(text, line, opened)]
    start = signs[-1] if signs else line
    closing = _CLOSES.match(text, span.end, end)
    closed = closing.end() if closing else span.end
    following = _SIGN.search(text, closed, end)
    stop = following.start() if following else end
    if closing and "." in closing.group():  # the sentence ends with the quotation
        stop = closed
    before, after = Piece(text[start : span.start], start), Piece(text[closed:stop], closed)
    return last_clause(before), first_clause(after)


def _named(before: Piece, after: Piece) -> Iterator[Claim]:
    """Who the article says is speaking: behind the words, or else before them."""
    told = [] if "(" in after.text[:4] else [claim for claim in claims.behind(after) if claim.sure]
    if told:
        yield from told
        return
    if opening := _OPENS.search(before.text):  # Ann Lee (“…”)
        if name := _NAME_ENDS.search(before.text, 0, opening.start()):
            yield Claim(name.group(), Span(before.start + name.start(), before.start + name.end()), sure=True)
    else:
        yield from (claim for claim in claims.ahead(before) if claim.sure and not _clause(claim.text))


def _without_relatives(phrase: str, language: str) -> str:
    """In the case of Rivera, who will replace Nolberto Solano, the doctor  ->  In the case of Rivera, the doctor"""
    opens = lexicon(language, "frames").words("relatives") - lexicon(language, "cues").words("determiners")
    parts = phrase.split(",")
    kept = [part for part in parts if not opens.intersection(part.lower().split()[:1])]
    return ",".join(kept)


def _clause(phrase: str) -> bool:
    """Whether it is what somebody says, not who: that the mayor"""
    known = vocabulary()
    first = [fold(word) for word in _WORD.findall(phrase)[:2]]
    return not (known.joins - known.determiners).isdisjoint(first)


def heads(phrase: str, articles: Collection[str] = ()) -> Iterator[tuple[str, ...]]:
    """The names of a phrase that stand behind no preposition, nor an article where those of the language are given:
    the mayor of Ellen, Ann Lee  ->  ann lee"""
    known = vocabulary()
    run: list[str] = []
    governed = owned = articled = False
    for last, word, following in in_threes([*_WORD.findall(phrase), ","]):
        key = fold(word.strip(".,"))
        forename = known.is_forename(word, last, following)
        title = known.is_title(key) and not forename
        if word[:1].isupper() and (run or forename or (key not in known.plain and not title)):
            governed = governed if run else owned or articled
            run += words(word)
            continue
        if run and key in known.particles:
            run.append(key)
            continue
        if run and not governed:
            yield tuple(_without_particles(run))
        run = []
        articled = key in articles
        if word[0].isdigit():  # At 10:30 | Ann Lee
            owned = governed = False
            continue
        little = title or key in known.determiners or key in known.joins
        owned = key in known.prepositions or (little and (owned or governed))
        governed = governed and little


def _without_particles(run: list[str]) -> list[str]:
    kept = len(run) - len(list(takewhile(lambda word: word in vocabulary().particles, reversed(run))))
    return run[:kept]


def _in_a_row(asked: Sequence[str], listed: Sequence[str]) -> bool:
    size = len(asked)
    return any(list(listed[at : at + size]) == list(asked) for at in range(len(listed) - size + 1))
