"""Asks the feeds of the settings in a thread of its own; what is new in them becomes files of a watched folder."""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from corpus.library import Library

if TYPE_CHECKING:
    from corpus.feeds.polling import Polled, Polls

_log = logging.getLogger(__name__)
_TURN = 20.0  # seconds after which it is looked whether a feed is due


def start_polling(library: Library, polls: Polls | None) -> Polling:
    polling = Polling(library, polls)
    polling.start()
    return polling


class Polling:
    """None: there is nothing to be asked."""

    def __init__(self, library: Library, polls: Polls | None) -> None:
        self._library, self._polls = library, polls
        self._stop = threading.Event()
        self._told: dict[str, Polled] = {}  # what the index was told last of each feed

    def start(self) -> None:
        threading.Thread(target=self._run, name="feeds", daemon=True).start()

    def stop(self) -> None:
        self._stop.set()

    def _run(self) -> None:
        self.forget()
        while self._polls and not self._stop.is_set():
            self.poll()
            self._stop.wait(_TURN)

    def forget(self) -> None:
        """The failures of feeds that the settings name no longer."""
        try:
            self._library.told_of_only(self._polls.places if self._polls else ())
        except CorpusError as error:
            _log.warning("%s", error)

    def poll(self) -> None:
        """Once, those that are due."""
        if self._polls is None:
            return
        try:
            for polled in asyncio.run(self._polls.due()):
                self.tell(polled)
        except CorpusError as error:
            _log.warning("%s", error)
        except Exception:  # the next time may go well
            _log.exception("The feeds could not be asked")

    def tell(self, polled: Polled) -> None:
        """The index and the log, of one feed."""
        before = self._told.get(polled.url)
        if before is None or before.reason != polled.reason:  # one that goes on as it did is no work for the index
            others = (one.reason for one in self._told.values() if one.place == polled.place and one.url != polled.url)
            self._library.told_of(polled.place, polled.reason or next(filter(None, others), ""))
            self._told[polled.url] = polled
        if polled.reason:
            _log.warning("%s", polled.reason)
        elif polled.fresh:
            _log.info("%s: %d new", polled.place, polled.fresh)
