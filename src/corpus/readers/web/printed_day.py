"""The line by the headline in which a page prints its day, where it tells the day to no machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.web.metadata import folded
from corpus.readers.web.pieces import Piece


@dataclass(frozen=True, slots=True)
class DayLine:
    """Where a page prints its day. Set by hand: by the headline, before the article has begun."""

    characters: int = 100  # of the line, at most
    words: int = 12  # of it, at most: "Written by Ann Lee, MD on November 14, 2019"
    behind: int = 10  # paragraphs behind the headline
    before: int = 4  # and before it
    prose: int = 80  # characters of a paragraph of the article; a line below the headline is one more
    begun: int = 2  # such paragraphs
    title: int = 15  # letters of a headline that is known by its beginning


_LINE = DayLine()

_DAY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d(?:[-./]|\W{0,2}[년年]\W?)\d{1,2}(?!\d)|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d(?!\d)"
    r"|(?<![.,$€£])\d{1,2}(?:st|nd|rd|th|er|º)?[^\d\n]{1,16}(?:19|20)\d\d(?!\d))"
)
_WORD = re.compile(r"[^\W\d_]+")
_ELSE = re.compile(r"[©ⓒ]|\(c\)|copyright|[“”„«»]|[!?]", re.I)


def line_of_day(found: Sequence[Piece], title: str) -> Piece | None:
    """Of the paragraphs of the whole page; behind the headline rather than before it."""
    at = _headline(found, folded(title))
    if at is None:
        return None
    behind, long = [], 0
    for piece in found[at + 1 : at + 1 + _LINE.behind]:
        long += len(piece.text) >= _LINE.prose
        if long >= _LINE.begun:
            break
        behind.append(piece)
    before = reversed(found[max(0, at - _LINE.before) : at])
    return next((piece for piece in (*behind, *before) if _tells(piece)), None)


def _headline(found: Sequence[Piece], title: str) -> int | None:
    """Where the title stands as a heading, else where it stands last before the article."""
    first = next((n for n, piece in enumerate(found) if piece.kept and len(piece.text) >= _LINE.prose), len(found))
    places = [n for n, piece in enumerate(found[: first + 1]) if _is_title(folded(piece.text), title)]
    headings = [n for n in places if found[n].element.tag == "h1" or found[n].element.find("h1") is not None]
    return next(iter(headings or reversed(places)), None)


def _is_title(words: str, title: str) -> bool:
    return bool(words) and (words == title or (len(words) > _LINE.title and title.startswith(words)))


def _tells(piece: Piece) -> bool:
    text = piece.text
    if len(text) > _LINE.characters or _ELSE.search(text) or len(_WORD.findall(text)) > _LINE.words:
        return False
    return len(_DAY.findall(text)) == 1 and not any(
        above.tag in ("nav", "footer") for above in piece.element.iterancestors()
    )
