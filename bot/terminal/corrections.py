"""`correct 2 speaker: Ann Lee` in the terminal: what somebody corrects of the answer that was shown last."""

from __future__ import annotations

import getpass
import re

from bot.catalogue import LANGUAGES, say, speaking
from bot.desk.correcting import ASKED, Editor
from bot.reply import Reply, Request

_VALUE = re.compile(rf"({'|'.join(ASKED)}|undo)\s*[:=]?\s+(\S.*)", re.I | re.S)
_ALONE = ("hide", "nobody")
_TYPED = re.compile(
    r"/?(?P<verb>[^\W\d_]+) +(?:\d+ +)?(?:(?P<what>[a-z]*)|(?:speaker|merge|split)\s*[:=]?\s+(?P<name>\S.{0,60}))", re.I
)


def editor() -> Editor:
    """Whoever sits at this machine has all of the index in their hands anyway."""
    try:
        return Editor(getpass.getuser())
    except (KeyError, OSError):
        return Editor("terminal")


def correction(line: str, reply: Reply | None) -> Request | None:
    """What is to be done to which card; None where the line says no such thing, or nothing to be done."""
    verb, _, rest = line.strip().removeprefix("/").partition(" ")
    if verb.lower() not in _verbs():
        return None
    if reply is None:
        return Request("correct") if line.strip().startswith("/") else None
    number, _, said = rest.strip().partition(" ")
    at = _place(reply, number) if number.isdecimal() else 0
    said = said if number.isdecimal() else rest
    base = _base(reply, at)
    if base is None:
        return Request("correct") if line.strip().startswith("/") else None
    if said.strip().lower() in _ALONE:
        return _with(base, {said.strip().lower(): "yes"})
    found = _VALUE.fullmatch(said.strip())
    return _with(base, {found[1].lower(): found[2].strip("\"'“” ")}) if found else None


def completing(line: str) -> tuple[str, bool] | None:
    """Of a correction being typed the words at its end, and whether they begin a name; else they begin what is to be
    corrected. None where the line is none."""
    found = _TYPED.fullmatch(line.lstrip())
    if found is None or found["verb"].lower() not in _verbs():
        return None
    return (found["name"], True) if found["name"] else (found["what"] or "", False)


def offered(typed: str) -> list[str]:
    """What can be corrected that begins so."""
    listed = [*(f"{option}: " for option in ASKED), *_ALONE]
    return [word for word in listed if word.startswith(typed.lower()) and word != typed]


def _verbs() -> set[str]:
    """The word of the button, in every language."""
    words = set()
    for code in LANGUAGES:
        with speaking(code):
            words.add(say("label.correct").lower())
    return words


def _place(reply: Reply, number: str) -> int | None:
    """Where the card of this number stands; compared as it is typed, for no number is too long for that."""
    shown = [str(own) for own in reply.numbers]
    return shown.index(number) if number in shown else None


def _base(reply: Reply, at: int | None) -> Request | None:
    """The card's own correction; that of the answer where something is being corrected already."""
    if reply.request.command == "correct":
        return reply.request
    if at is None or not reply.cards:
        return None
    offered = [choice.request for choice in (*reply.cards[at].choices, *reply.choices)]
    return next((request for request in offered if request and request.command == "correct"), None)


def _with(base: Request, options: dict[str, str]) -> Request:
    return Request.of("correct", {**dict(base.options), **options})
