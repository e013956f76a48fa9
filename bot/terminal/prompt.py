"""The line a person types on: history, and completion of commands and of people's names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, ThreadedCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from bot.catalogue import say
from bot.desk import Desk
from bot.terminal import corrections
from bot.understand import COMMANDS, completing
from corpus.errors import CorpusError

_NAMES = 10


class Completions(Completer):
    """Commands at the start of a line, then names of people; articles after /summary and /article."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        line = document.text_before_cursor.lstrip()
        if " " not in line:
            for command in COMMANDS:
                if line.startswith("/") and command.name.startswith(line[1:].lower()):
                    yield Completion(
                        f"/{command.name} ", start_position=-len(line), display_meta=say(f"does.{command.name}")
                    )
        correcting = corrections.completing(line)
        if correcting and not correcting[1]:
            for word in corrections.offered(correcting[0]):
                yield Completion(word, start_position=-len(correcting[0]))
            return
        for name, typed in self._names(correcting[0] if correcting else completing(line)):
            yield Completion(name, start_position=-len(typed))

    def _names(self, typed: str) -> list[tuple[str, str]]:
        if not typed:
            return []
        try:
            return [(name, typed) for name in self._desk.suggest(typed, limit=_NAMES)]
        except CorpusError:
            return []  # the index is busy or gone: the answer will say so, a list of names need not


def reader(desk: Desk, history: Path) -> Callable[[], str]:
    """Asks for a line. Lines typed before are kept in the file `history`, where it can be written."""
    session: PromptSession[str] = PromptSession(
        "› ",
        history=_history(history),
        completer=ThreadedCompleter(Completions(desk)),
        complete_while_typing=True,
        auto_suggest=AutoSuggestFromHistory(),
        key_bindings=_keys(),
    )
    return session.prompt


def _keys() -> KeyBindings:
    """Ctrl-C takes back a line that is being typed; on an empty one it ends the talk, as in a shell."""
    keys = KeyBindings()

    @keys.add("c-c")
    def clear(event: KeyPressEvent) -> None:
        if event.app.current_buffer.text:
            event.app.current_buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    return keys


def _history(path: Path) -> History:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))
