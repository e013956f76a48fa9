"""What stands before and behind the words of an article and is none of them: rights, invitations, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.languages import DEFAULT, lexicon
from corpus.readers.web.pieces import Piece

_RIGHTS = re.compile(r"\W*(?:copyright\b|\(c\)|[©ⓒ]|저작권자)", re.I)
_SEALED = re.compile(r"[©ⓒ]|\(c\)|\b(?:19|20)\d\d\b", re.I)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+(?:\.[\w-]+)+/\S+")
_PAGE = re.compile(r"@|\w/\S")  # an address of somebody, or of one page of a site
_MAILBOX = re.compile(r"\b([\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_QUOTED = re.compile(r"[\"“”„«»]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Ends:
    """Set by hand; the page benchmark (88 pages) is the check."""

    before: int = 2  # paragraphs at the beginning that are looked at
    behind: int = 5  # and at the end
    left: int = 3  # paragraphs, at least, of an article whose ends are looked at
    invitation: int = 260  # characters of one, at most
    rights: int = 200  # characters of who has them, at most
    contact: int = 160  # characters of a line with an address, at most
    around: int = 5  # words beside an address in a line that is there for it


_ENDS = Ends()


def without_ends(found: list[Piece], language: str, authors: Sequence[str]) -> list[Piece]:
    """The paragraphs without those at either end that are none of the article."""
    if len(found) < _ENDS.left + 1:
        return found
    last = len(found) - _ENDS.behind
    rest = [
        piece
        for at, piece in enumerate(found)
        if not (
            (at < _ENDS.before and _leads_elsewhere(piece.text, language))
            or (at >= last and (_leads_elsewhere(piece.text, language) or _signs_off(piece.text, authors)))
        )
    ]
    return rest if len(rest) >= _ENDS.left else found


def _leads_elsewhere(text: str, language: str) -> bool:
    """Whether it is an address, or invites to a newsletter or a network."""
    if len(text) <= _ENDS.contact and _PAGE.search(text) and not _WORD.search(_ADDRESS.sub(" ", text)):
        return True
    if len(text) > _ENDS.invitation or _QUOTED.search(text):
        return False
    invites = _invitation(language)
    return any(invites.match(sentence) for sentence in _SENTENCE.split(text))


def _signs_off(text: str, authors: Sequence[str]) -> bool:
    """Whether it says whose the words are, how their author is written to, or where there is more."""
    if len(text) <= _ENDS.rights and _RIGHTS.match(text) and _SEALED.search(text):
        return True
    if len(text) > _ENDS.contact or _QUOTED.search(text) or not _PAGE.search(text) or not _ADDRESS.search(text):
        return False
    boxes = {word for box in _MAILBOX.findall(text.lower()) for word in re.split(r"[\W_]+", box)}
    named = {word for author in authors for word in _WORD.findall(author.lower()) if len(word) > 1}
    return bool(boxes & named) or len(_WORD.findall(_ADDRESS.sub(" ", text))) <= _ENDS.around


@lru_cache(maxsize=32)
def _invitation(language: str) -> re.Pattern[str]:
    words = lexicon(language or DEFAULT, "blocks")
    starts, to = ("|".join(map(re.escape, words.list(key))) or "(?!)" for key in ("invite_starts", "invited_to"))
    return re.compile(rf"\W*(?:{starts})(?!\w).*\b(?:{to})(?!\w)", re.I)
