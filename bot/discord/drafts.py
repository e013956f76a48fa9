"""What was found of a draft, for as long as its pages may be turned: in memory alone, and gone with the buttons."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace

from bot.catalogue import say
from bot.desk import cited_once
from bot.discord.button_expiry import LIFETIME
from bot.reply import Reply, Request
from corpus.errors import WrongUse

DRAFT = "draft"  # what a button asks for that turns the pages of one
_PAGE = 5  # quotations of a page
_MOST = 50  # drafts held at once; the oldest goes first


class Drafts:
    """Nothing of a draft is written anywhere: a button holds a key that means nothing elsewhere, or after a restart."""

    def __init__(self) -> None:
        self._held: dict[str, Reply] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def keep(self, reply: Reply) -> Reply:
        """-> its first page, and more on request where there is more."""
        if len(reply.cards) <= _PAGE:
            return reply
        key = secrets.token_hex(8)
        while len(self._held) >= _MOST:
            self._forget(next(iter(self._held)))
        self._held[key] = reply
        return self.page(Request.of(DRAFT, {"key": key}))

    def page(self, request: Request) -> Reply:
        """Raises WrongUse where it is gone."""
        key = request.option("key") or ""
        whole = self._held.get(key)
        if whole is None:
            raise WrongUse(say("draft.gone"))
        self._stay(key)
        pages = -(-len(whole.cards) // _PAGE)
        page = min(max(request.page, 0), pages - 1)
        cards = whole.cards[page * _PAGE : (page + 1) * _PAGE]
        return cited_once(replace(whole, request=request, cards=cards, page=page, pages=pages))

    def clear(self) -> None:
        for key in list(self._held):
            self._forget(key)

    def _stay(self, key: str) -> None:
        """From now on for as long as a button lives."""
        if timer := self._timers.pop(key, None):
            timer.cancel()
        self._timers[key] = asyncio.get_running_loop().call_later(LIFETIME, self._forget, key)

    def _forget(self, key: str) -> None:
        self._held.pop(key, None)
        if timer := self._timers.pop(key, None):
            timer.cancel()
