"""A Reply as lines for a terminal: quotes set off from citations, wrapped; or as plain text for a pipe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wcwidth import wcswidth

from bot.catalogue import say
from bot.reply import Card, Choice, Mark, Reply, Run, Tone

BOLD, DIM, GREEN, YELLOW, RED = "1", "2", "32", "33", "31"
_BAR = {Tone.QUOTE: "36", Tone.ANSWER: "34", Tone.GOOD: GREEN, Tone.WARN: YELLOW}
_STYLE = {Mark.STRONG: BOLD, Mark.ADDED: RED, Mark.DROPPED: GREEN}
# Brackets stay where there is colour: a colour alone tells nothing to whoever cannot see it.
_BRACKETS = {Mark.ADDED: ("[+", "+]"), Mark.DROPPED: ("[-", "-]")}
_LEGEND = {Mark.ADDED: ("added", "[+ +]"), Mark.DROPPED: ("dropped", "[- -]")}
# What an article may hold and a terminal would obey: control characters, and letters that turn the reading order.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# A letter with what combines with it; flags are pairs, and joined emoji one.
_LETTER = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}|.)[\u0300-\u036f\u20d0-\u20ff\ufe0f\U0001f3fb-\U0001f3ff]*"
    "(?:\u200d.[\ufe0f\U0001f3fb-\U0001f3ff]*)*",
    re.DOTALL,
)
_SPACE = re.compile(r"[ \t]+|\n")
_NARROW = 30  # columns: below, wrapping does more harm than good
_WIDE = 100  # columns: longer lines are hard to read


@dataclass(frozen=True, slots=True)
class Face:
    """How much is known of where the text goes: `width` None means a pipe, where nothing is wrapped."""

    width: int | None = None
    colour: bool = False

    def paint(self, text: str, *styles: str) -> str:
        return f"\x1b[{';'.join(styles)}m{text}\x1b[0m" if self.colour and text and styles else text


def typeset(reply: Reply, face: Face) -> str:
    """The reply as text, without a line end at the end."""
    parts = [_wrapped((Run(reply.note),), face)] if reply.note else []
    first = first_choice(reply)
    for number, card in zip(reply.numbers, reply.cards, strict=True):
        parts.append(_card(card, face, number if first > 1 or card.number else None))
    if reply.source:
        parts.append("\n".join(_small(reply.source, face, "")))
    if reply.choices:
        parts.append("\n".join(f"{number:<3}{_choice(choice)}" for number, choice in enumerate(reply.choices, first)))
    if reply.pages > 1:
        parts.append(face.paint(say("chat.page", page=reply.page + 1, pages=reply.pages), DIM))
    return "\n\n".join(parts)


def flowing(text: str, face: Face) -> str:
    """A sentence of ours broken into lines that fit."""
    return _wrapped((Run(text),), face)


def first_choice(reply: Reply) -> int:
    """The number of the first choice below the cards: cards that lead somewhere have the numbers before it, those of
    other pages too, so that a number means the same on every page."""
    numbered = (len(reply.cards) > 1 or reply.first > 1) and any(card.choices for card in reply.cards)
    return max(*reply.numbers, reply.total) + 1 if numbered else 1


def _choice(choice: Choice) -> str:
    return safe(choice.label) + (f": {safe(choice.url)}" if choice.url else "")


def safe(text: str) -> str:
    return _UNSAFE.sub("", text)


def _card(card: Card, face: Face, number: int | None) -> str:
    """A number and a heading, what is known of it, the words behind a bar, and where they stand."""
    margin = "   " if number else ""
    marks = {run.mark for run in card.body}
    lines = [margin + face.paint(safe(card.heading), BOLD)] if card.heading else []
    lines += _small(card.detail, face, margin)
    lines += _body(card, face, margin)
    lines += _small(
        " · ".join(say(f"legend.{key}", mark=sign) for mark, (key, sign) in _LEGEND.items() if mark in marks),
        face,
        margin,
    )
    lines += _small(card.citation, face, margin)
    if number and lines:
        lines[0] = f"{number:<3}" + lines[0].removeprefix(margin)
    return "\n".join(lines)


def _small(text: str, face: Face, margin: str) -> list[str]:
    lines = _wrapped((Run(text),), face, margin).split("\n") if text else []
    return [margin + face.paint(line.removeprefix(margin), DIM) for line in lines]


def _body(card: Card, face: Face, margin: str) -> list[str]:
    if not any(run.text.strip() for run in card.body):
        return []
    bar = f"{margin}{face.paint('│', _BAR.get(card.tone, DIM))} " if face.width else f"{margin}  "
    runs = (Run("“"), *card.body, Run("”")) if card.quoted else card.body
    plain = f"{margin}  "
    lines = _wrapped(runs, face, plain).split("\n")
    return [bar + line.removeprefix(plain) for line in lines]


def _wrapped(runs: Iterable[Run], face: Face, margin: str = "") -> str:
    """The runs broken into lines that fit; a line end in the text stays one."""
    room = None if face.width is None else max(min(face.width, _WIDE) - len(margin) - 1, _NARROW)
    lines, line, used = [], "", 0
    for word in _words(runs, room):
        if word is None:
            lines.append(line)
            line, used = "", 0
            continue
        size = sum(columns(text) for text, _ in word)
        if line and room is not None and used + 1 + size > room:
            lines.append(line)
            line, used = "", 0
        painted = "".join(face.paint(text, *([_STYLE[mark]] if mark in _STYLE else [])) for text, mark in word)
        line, used = (f"{line} {painted}", used + 1 + size) if line else (painted, size)
    return "\n".join(margin + line for line in [*lines, line]).rstrip("\n ")


Word = list[tuple[str, Mark]]


def _words(runs: Iterable[Run], room: int | None) -> Iterator[Word | None]:
    """Words, each of pieces that may be marked differently; None is a line end."""
    word: Word = []
    for run in runs:
        before, after = _BRACKETS.get(run.mark, ("", ""))
        rest = before + safe(run.text) + after
        position = 0
        for space in _SPACE.finditer(rest):
            if space.start() > position:
                word.append((rest[position : space.start()], run.mark))
            if word:
                yield from _fitting(word, room)
                word = []
            if space[0] == "\n":
                yield None
            position = space.end()
        if position < len(rest):
            word.append((rest[position:], run.mark))
    if word:
        yield from _fitting(word, room)


def _fitting(word: Word, room: int | None) -> Iterator[Word]:
    """The word itself; one longer than a line (an address, a language without spaces) in pieces."""
    if room is None or sum(len(text) for text, _ in word) * 2 <= room or sum(columns(text) for text, _ in word) <= room:
        yield word
        return
    piece: Word = []
    used = 0
    for letter, mark in ((letter, mark) for text, mark in word for letter in _letters(text)):
        size = columns(letter)
        if piece and used + size > room:
            yield piece
            piece, used = [], 0
        if piece and piece[-1][1] == mark:
            piece[-1] = (piece[-1][0] + letter, mark)
        else:
            piece.append((letter, mark))
        used += size
    yield piece


def _letters(text: str) -> list[str]:
    """What a reader takes for a letter: with its accents, and a family of emoji whole."""
    return _LETTER.findall(text)


def columns(text: str) -> int:
    """How many columns a terminal gives to a text."""
    if text.isascii():
        return len(text)
    return max(0, wcswidth(text))  # below 0 only for control characters, none of which is left by now
