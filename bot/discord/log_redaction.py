"""Keeps out of the log at every level what is nobody's business: the bot's token, the keys Discord gives with each
question, and what people write, for it may be a draft."""

from __future__ import annotations

import logging
import re

_HIDDEN = "[hidden]"
# discord.py writes whole requests and events when it logs at debug level: all that people send, and all we answer.
_WHOLE = ("discord.gateway", "discord.http", "discord.webhook.async_")
_LEFT_OUT = "[…]"
_KEYS = re.compile(
    r"(?P<address>/(?:webhooks|interactions)/\d+/)[\w.~%-]{16,}|(?P<field>['\"]token['\"]: ?['\"])[^'\"]+(?=['\"])"
)


class Discreet(logging.Filter):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record pass, its secrets replaced."""
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.name in _WHOLE and record.args:
            given = record.args if isinstance(record.args, tuple) else (record.args,)
            record.args = tuple(map(_named, given))
        record.msg, record.args = self.hide(record.getMessage()), None
        record.exc_text = self.hide(record.exc_text) if record.exc_text else record.exc_text
        return True

    def hide(self, text: str) -> str:
        if self._token:
            text = text.replace(self._token, _HIDDEN)
        return _KEYS.sub(lambda found: f"{found['address'] or found['field']}{_HIDDEN}", text)


def _named(given: object) -> object:
    """An event by its name alone, a body by nothing, a number or an address as it is."""
    if isinstance(given, dict):
        return given.get("t") or _LEFT_OUT
    body = isinstance(given, list | bytes) or (isinstance(given, str) and given[:1] in ("{", "["))
    return _LEFT_OUT if body else given


def guard(token: str) -> None:
    """Puts the filter on every handler there is: whatever is written anywhere has passed it."""
    root = logging.getLogger()
    if not root.handlers:
        logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    keep = Discreet(token)
    for handler in root.handlers:
        handler.addFilter(keep)
