"""The custom id of a button: who asked, what for, and the whole request, so that a restart forgets nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, unquote_plus

from bot.discord import limits
from bot.discord.limits import units
from bot.discord.memory import Memory
from bot.reply import Request

TEMPLATE = re.compile(r"1(?P<kind>[a-z])(?P<number>\d{1,2}):(?P<asker>[0-9a-f]{1,16}):(?P<state>.+)", re.DOTALL)
_STATE = re.compile(r"(?P<command>[a-z_-]+)\.(?P<page>\d+)\.(?P<options>.*)", re.DOTALL)
_UNSAFE = re.compile(r"[%&=+]|[^\x21-\x7e\w]")
_KEPT = "!"  # what follows is a key of the memory


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a custom id says, apart from the request, which may have to be fetched."""

    kind: str
    asker: int
    state: str


def naming(memory: Memory, asker: int) -> Callable[[str, Request, int], str]:
    """A function that names the buttons of one person's answer."""

    def name(kind: str, request: Request, number: int) -> str:
        head = f"1{kind}{number}:{asker:x}:"
        return head + written(request, memory, limits.CUSTOM_ID - units(head))

    return name


def written(request: Request, memory: Memory, room: int = limits.CHOICE) -> str:
    """The request in at most `room` units: itself, or the key under which the memory keeps it."""
    state = _written(request)
    return state if state is not None and units(state) <= room else _KEPT + memory.name(request)


def pressed(found: re.Match[str]) -> Pressed:
    return Pressed(found["kind"], int(found["asker"], 16), found["state"])


def request(state: str, memory: Memory) -> Request | None:
    """None where it is not known: a memory that was deleted, or an id that is not ours."""
    if state.startswith(_KEPT):
        return memory.request(state[1:])
    found = _STATE.fullmatch(state)
    if not found:
        return None
    pairs = [pair.partition("=") for pair in found["options"].split("&") if pair]
    options = tuple((unquote_plus(name), unquote_plus(value)) for name, _, value in pairs)
    return Request(found["command"], options, int(found["page"]))


def _written(request: Request) -> str | None:
    """The request in so few letters that most fit on a button; None where it cannot be read back."""
    if sum(len(value) for _, value in request.options) > limits.CUSTOM_ID:
        return None
    try:
        options = "&".join(f"{_safe(name)}={_safe(value)}" for name, value in request.options)
    except UnicodeEncodeError:
        return None
    text = f"{request.command}.{request.page}.{options}"
    return text if _STATE.fullmatch(text) else None


def _safe(text: str) -> str:
    """Letters and plain punctuation as they are; separators, spaces and what cannot be seen in another way."""
    return _UNSAFE.sub(lambda found: quote(found.group(), safe=""), text).replace("%20", "+")
