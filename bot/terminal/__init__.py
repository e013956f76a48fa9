"""The desk as a chat in this terminal, and line by line through a pipe."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TextIO

from bot.catalogue import DEFAULT, counted, known, language, say, speak
from bot.desk import Desk
from bot.follow_up import follow_up, understood
from bot.polling import start_polling
from bot.reply import Reply, Request
from bot.settings import Settings
from bot.terminal.corrections import correction, editor
from bot.terminal.typeset import DIM, Face, first_choice, flowing, typeset
from bot.typed import heard
from bot.understand import BY_NAME, a_file, draft, understand
from bot.watching import Follow
from corpus.errors import CorpusError, WrongUse
from corpus.library import Library
from corpus.model import SEEDS
from corpus.progress import bar

_NEXT = frozenset({"next", "n", "more", ">", "weiter", "siguiente"})
_BACK = frozenset({"back", "b", "previous", "<", "zurück", "atrás"})
_END = frozenset({"quit", "exit", "q", "bye", "/quit", "/exit"})
_TURN = re.compile(r"(?:page\s+)?(\d{1,3})", re.I)
_STEP = re.compile(r"/?([^\W\d_]+)\s*#?(\d{1,2})")


class Chat:
    """One conversation: what was last shown decides what `next`, `2` and `context 2` mean."""

    def __init__(self, desk: Desk, face: Face, tongue: str | None = None) -> None:
        """`tongue`: the language of our own sentences; None: that of each question."""
        self.desk, self.face, self.language = desk, face, tongue
        self._last: Reply | None = None
        self._trail: list[Request] = []  # the answers that led to the one shown, for `back`
        self._failed = False
        self._spoken: str | None = None  # the language of the turn before

    def answer(self, line: str) -> str:
        """The answer to a line as text; an error of ours as its sentence."""
        corrected, last = correction(line, self._last), self._last
        speak(self.language or (last.language if corrected and last else heard(line, self._spoken)))
        self._spoken = language()
        self._failed = True
        try:
            if file := _draft(line):
                self._last = self.desk.check_path(file)
                self._failed = False
                return typeset(self._last, self.face)
            followed = corrected or self._follow(line.strip())
            if isinstance(followed, str):
                return flowing(followed, self.face)
            asked = self._last.request if self._last else None
            onward = None if followed else follow_up(line, asked, self._last.person if self._last else "")
            reply = self.desk.answer(followed or onward or understand(line), editor=editor())
            before, self._last = self._last, understood(reply) if onward else reply
            self._remember(before, followed)
        except CorpusError as error:
            return flowing(str(error), self.face)
        self._failed = False
        return typeset(self._last, self.face)

    def _remember(self, before: Reply | None, followed: Request | None) -> None:
        """A step on from an answer can be taken back; a question of its own begins anew."""
        if followed is None or before is None:
            self._trail.clear()
        elif self._trail and followed == self._trail[-1]:
            self._trail.pop()
        elif followed.turned(0) != before.request.turned(0):
            self._trail.append(before.request)

    def hint(self) -> str:
        """What can be typed next, in one line; nothing where nothing special can."""
        if self._last is None or self._failed:
            return ""
        reply, hints = self._last, []
        first, last = first_choice(reply), first_choice(reply) + len(reply.choices) - 1
        hints += [str(first) if first == last else say("chat.span", first=first, last=last)] if reply.choices else []
        many = f" {min(reply.numbers)}-{max(reply.numbers)}" if len(reply.cards) > 1 else ""
        for label in sorted(_labels(reply)):
            hints.append(label + (many or (" 1" if _is_command(label) else "")))
        hints += ["next"] if reply.page + 1 < reply.pages else []
        hints += ["back"] if reply.page or self._trail else []
        return " · ".join(hints)

    def _follow(self, line: str) -> Request | str | None:
        """The request a short answer to the last reply stands for; a sentence where there is no such thing."""
        reply, word = self._last, line.lower()
        if word in _NEXT or word in _BACK:
            return self._turn(1 if word in _NEXT else -1)
        if reply is None:
            return None
        if match := _TURN.fullmatch(word):
            return self._number(reply, int(match[1]), page=word[0] == "p")
        if match := _STEP.fullmatch(word):
            return _step(reply, match[1], int(match[2]))
        if word in _labels(reply) and not _is_command(word):
            return _step(reply, word, 1)
        return next((choice.request for choice in reply.choices if choice.label.lower() == word), None)

    def _turn(self, step: int) -> Request | str:
        if self._last is None:
            return say("chat.nothing_to_turn")
        page = self._last.page + step
        if page < 0 and self._trail:
            return self._trail[-1]
        if not 0 <= page < self._last.pages:
            return say("chat.last_page") if step > 0 else say("chat.first_page")
        return self._last.request.turned(page)

    def _number(self, reply: Reply, number: int, *, page: bool) -> Request | str | None:
        """A number opens the card that has it, whatever page that is on, or picks what is offered below."""
        if page:
            there = 0 < number <= reply.pages
            return reply.request.turned(number - 1) if there else say("chat.no_page", page=number, pages=reply.pages)
        first = first_choice(reply)
        if 0 <= number - first < len(reply.choices):
            return reply.choices[number - first].request
        if opened := _step(reply, "", number):
            return opened
        size = (reply.first - 1) // reply.page if reply.page else len(reply.cards)
        if size and 0 < number <= reply.total:
            self._last = self.desk.answer(reply.request.turned((number - 1) // size), editor=editor())
            return _step(self._last, "", number) or self._last.request
        return say("chat.no_number", number=number)


def _draft(line: str) -> Path | None:
    """The file of `check FILE`; None where words are to be verified. Raises WrongUse for a file there is not."""
    words = draft(line)
    if words is None:
        return None
    path = Path(words).expanduser()
    try:
        there = path.is_file()
    except OSError:  # words so long that no file could be called so
        there = False
    if not there and a_file(words):
        raise WrongUse(say("draft.no_file", name=words))
    return path if there else None


def _step(reply: Reply, label: str, number: int) -> Request | None:
    """What a card offers under a label (`context 2`); under an empty one, the first thing it offers."""
    if number not in reply.numbers:
        return None
    choices = reply.cards[reply.numbers.index(number)].choices
    return next((choice.request for choice in choices if choice.label.lower().startswith(label)), None)


def _labels(reply: Reply) -> set[str]:
    return {choice.label.lower() for card in reply.cards for choice in card.choices}


def _is_command(word: str) -> bool:
    """Whether the word alone asks something by itself."""
    return word in BY_NAME and BY_NAME[word].alone


def is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def spoken() -> str | None:
    """The catalogue of this terminal's locale (POSIX: LC_ALL, LC_MESSAGES, LANG in this order); None: it names none."""
    given = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return known(given)


def face(out: TextIO) -> Face:
    if not out.isatty():
        return Face()
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Face(shutil.get_terminal_size().columns, colour)


def pipe(desk: Desk, lines: TextIO, out: TextIO) -> None:
    """One request a line, one plain answer each, until the input ends."""
    for stream in (lines, out):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # one odd byte in a pipe must not end the talk
    chat, first = Chat(desk, Face(), spoken()), True
    for line in lines:
        if not line.strip():
            continue
        if line.strip().lower() in _END:
            return
        out.write(("" if first else "\n") + chat.answer(line) + "\n")
        out.flush()
        first = False


def meet(desk: Desk, library: Library, settings: Settings) -> int:
    """A conversation on a terminal, until somebody quits, ends the input or interrupts: all good ends."""
    speak(spoken() or DEFAULT)
    try:
        _greet(library)
        follow = Follow(library, settings.watched(), settings.sweep_seconds)
        follow.start()
        polling = start_polling(library, settings.polls())
        try:
            _talk(desk, settings)
        finally:
            follow.stop()
            polling.stop()
    except KeyboardInterrupt:
        print()
    return 0


def _talk(desk: Desk, settings: Settings) -> None:
    from bot.terminal.prompt import reader  # here, because a pipe need not wait for it

    read, chat = reader(desk, _history(settings)), Chat(desk, face(sys.stdout), spoken())
    while True:
        try:
            line = read()
        except EOFError:
            return
        if not line.strip():
            continue
        if line.strip().lower() in _END:
            return
        chat.face = face(sys.stdout)  # the window may have been resized
        text, hint = chat.answer(line), chat.hint()
        print(f"\n{text}", *([chat.face.paint(hint, DIM)] if hint else []), sep="\n", end="\n\n", flush=True)


def _greet(library: Library) -> None:
    """What there is to ask about, and how."""
    status = library.status(collections=(SEEDS,))
    counts = {noun: counted(f"n.{noun}", getattr(status, f"{noun}s")) for noun in ("article", "quote", "fact")}
    told = say("chat.greeting", articles=counts["article"], quotes=counts["quote"], facts=counts["fact"])
    print(flowing(told, face(sys.stdout)) + "\n")


def sweep(library: Library, folder: Path) -> None:
    """Reads what is new in the folder; tells on standard error what could not be read, and that nothing is there."""
    with bar(sys.stderr) as progress:
        totals = library.sweep(folder, progress=progress)
    for failure in totals.failures:
        print(failure.reason, file=sys.stderr)
    for failure in totals.passed:
        print(f"{failure.path} is passed over: {failure.reason}.", file=sys.stderr)
    for remark in totals.remarks:
        print(remark, file=sys.stderr)
    if not (totals.added or totals.changed or totals.unchanged or totals.failed):
        print(f"There is no article in {folder} yet; put texts, pages, PDFs or documents there.", file=sys.stderr)


def _history(settings: Settings) -> Path:
    """Beside the index, where that is a file of this machine."""
    scheme, _, rest = settings.database.partition(":///")
    return Path(rest).parent / "history" if scheme == "sqlite" else Path("data/history")
