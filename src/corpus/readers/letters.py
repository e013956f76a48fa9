"""A mail with what comes with it: its own text, and each file by the reader of its format, as articles of one file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

from corpus.errors import UnreadableFile
from corpus.readers import mail
from corpus.readers.found import Found

Read = Callable[[bytes, str, str], tuple[Found, ...]]  # what a file holds, how it is shown, its suffix


@dataclass(frozen=True, slots=True)
class LetterLimits:
    """How much comes with a mail. Set by hand: a press office sends a handful, and a mail in a mail was passed on."""

    files: int = 20  # of one mail, at most
    deep: int = 3  # mails within one another, at most
    articles: int = 200  # of all that comes with it, at most
    name: int = 60  # characters of a file's name


_LIMITS = LetterLimits()

_UNSAFE = re.compile(r"[^\w.-]+")


def read(data: bytes, shown: str, others: Read, deep: int = 1) -> tuple[Found, ...]:
    """The message and what is read of its files; what is not is named with the reason. Raises UnreadableFile where
    there is nothing to be read at all."""
    own, unread = _own(data, shown)
    found: list[Found] = []
    names: set[str] = set()
    for number, one in enumerate(mail.enclosed(data)):
        if number >= _LIMITS.files or len(found) >= _LIMITS.articles:
            unread.append(f"of its attachments only the first {number} were read")
            break
        name = _free(_UNSAFE.sub("-", one.name)[-_LIMITS.name :].strip("-.") or "part", names)
        inside = _inside(one, name, others, deep)
        if isinstance(inside, str):
            unread.append(f"its attachment {name} was not read: {inside}")
        else:
            found += [_called(part, name) for part in inside]
    if own is None and not found:
        told = "; ".join(unread)
        raise UnreadableFile(shown, told, "save its text as a plain file")
    by, day = mail.sent(data)
    found = [replace(one, outlet=one.outlet or by or None, published=one.published or day) for one in found]
    first, *rest = [own, *found] if own else found
    return (replace(first, remarks=(*first.remarks, *unread)), *rest)


def _own(data: bytes, shown: str) -> tuple[Found | None, list[str]]:
    try:
        return mail.read(data, shown)[0], []
    except UnreadableFile as error:
        return None, [error.reason]


def _inside(one: mail.Enclosed, name: str, others: Read, deep: int) -> tuple[Found, ...] | str:
    """-> why it is not read."""
    suffix = PurePath(name).suffix.lower()
    try:
        if mail.fits(one.data) or suffix in mail.SUFFIXES:
            return read(one.data, name, others, deep + 1) if deep < _LIMITS.deep else "it is a mail in too many mails"
        return others(one.data, name, suffix)
    except UnreadableFile as error:
        return error.reason


def _called(found: Found, name: str) -> Found:
    """By its file, and by what it is called in that."""
    return replace(found, key="/".join(filter(None, (name, found.key))))


def _free(name: str, names: set[str]) -> str:
    """Another file of the same name gets a number."""
    whole, free, number = PurePath(name), name, 2
    while free in names:
        free, number = f"{whole.stem}-{number}{whole.suffix}", number + 1
    names.add(free)
    return free
