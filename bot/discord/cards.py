"""A Reply as a Discord message: one container a card, everything escaped and measured before it is sent."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import discord
from discord import ui

from bot.catalogue import counted, say, speaking
from bot.desk.correcting import CORRECTING
from bot.discord import limits
from bot.discord.escape import clean, escape, fit, plain
from bot.discord.limits import units
from bot.reply import Card, Choice, File, Mark, Reply, Request, Run, Tone

# Whom a button serves: `OPEN` shows a new private answer to whoever presses, `TURN` changes this message for its asker,
# `SHARE` posts it for all to see.
# `PICK` is a menu, whose chosen value is the request.
OPEN, TURN, SHARE, PICK = "o", "t", "s", "p"
_NO_REQUEST = Request("pick")

ACCENTS = {
    Tone.QUOTE: 0x3B6EA5,
    Tone.FACT: 0x6C5B7B,
    Tone.SUMMARY: 0x355C7D,
    Tone.ANSWER: 0x2F7F86,
    Tone.PERSON: 0x7A6A53,
    Tone.GOOD: 0x2E8B57,
    Tone.WARN: 0xC9822B,
    Tone.PLAIN: 0x5C6370,
}
_SMALL = frozenset(
    {Tone.FACT, Tone.PERSON, Tone.ANSWER, Tone.PLAIN}
)  # what is known of a sentence is set small above it
_WRAP = {Mark.STRONG: "**", Mark.ADDED: "~~", Mark.DROPPED: "__**"}
_NOTE, _NAME = 900, 80  # units these may fill
_RESERVE = 120  # for the lines about pages and about what does not fit
_LEAST = 40  # a body is never cut below this

Name = Callable[[str, Request, int], str]  # (kind, request, number of the button) -> custom id
State = Callable[[Request], str]  # a request in so few letters that it is the value of a menu's entry


@dataclass(frozen=True, slots=True)
class _Caps:
    """How many units the lines around a body may fill."""

    heading: int
    detail: int
    source: int


_AMPLE, _TIGHT = _Caps(150, 400, 500), _Caps(60, 80, 120)


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a reply when it is shown: how buttons are named, and what may be done with it."""

    name: Name
    state: State
    private: bool = False  # only then there is something to share
    shared_by: str = ""
    disabled: bool = False
    editor: bool = False  # only then corrections are offered


class Shown(ui.LayoutView):
    """A message. Its buttons carry their whole state, so discord.py is told not to keep it once it is sent."""

    def __init__(self, file: File | None = None) -> None:
        super().__init__(timeout=None)
        self._file = file
        self.stop()

    def files(self) -> list[discord.File]:
        """What goes along with it; made anew for every time it is sent, for a file is read but once."""
        file = self._file
        return [discord.File(io.BytesIO(file.text.encode("utf-8", "replace")), file.name)] if file else []


def render(reply: Reply, frame: Frame) -> Shown:
    """As many cards as fit, if need be with fewer buttons each; how many do not fit is said below them."""
    with speaking(reply.language):
        return _fitted(reply if frame.editor else _for_readers(reply), frame)


def _for_readers(reply: Reply) -> Reply:
    """Without what only those may do who look after the archive."""
    cards = tuple(replace(card, choices=_open_to_all(card.choices)) for card in reply.cards)
    return replace(reply, cards=cards, choices=_open_to_all(reply.choices))


def _open_to_all(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(one for one in choices if not (one.request and one.request.command in CORRECTING))


def _fitted(reply: Reply, frame: Frame) -> Shown:
    room = limits.TEXT - units(_note(reply, frame)) - units(_foot(reply, 0)) - _RESERVE
    numbered = [_numbered(card, number, reply) for number, card in zip(reply.numbers, reply.cards, strict=True)]
    for count in range(len(reply.cards), 0, -1):
        missing = len(reply.cards) - count
        for buttons in (limits.BUTTONS, 1, 0):
            cards = [replace(card, choices=card.choices[:buttons]) for card in numbered[:count]]
            if _components(reply, cards, frame, missing) > limits.COMPONENTS:
                continue
            if texts := _texts(cards, room):
                return _render(reply, list(zip(cards, texts, strict=True)), frame, missing)
    return _render(reply, [], frame, len(reply.cards))


def _numbered(card: Card, number: int, reply: Reply) -> Card:
    """The card with its number, where one list over all pages is shown; what it offers moves into one menu below."""
    heading = f"{number} · {card.heading}" if card.heading else str(number)
    if not _menu(reply):
        return replace(card, heading=heading) if card.number else card
    return replace(card, heading=heading, choices=())


def _menu(reply: Reply) -> bool:
    """Whether the cards share one menu in place of buttons of their own."""
    return len(reply.cards) > 1 and sum(bool(card.choices) for card in reply.cards) > 1


def sentence(text: str) -> Shown:
    """One sentence of ours, alone."""
    shown = Shown()
    shown.add_item(ui.TextDisplay(fit(text, limits.TEXT) or "…"))
    return shown


def off(shown: ui.LayoutView) -> ui.LayoutView:
    """The same message with every button that asks something disabled; links stay."""
    for item in shown.walk_children():
        if isinstance(item, ui.Select) or (isinstance(item, ui.Button) and item.url is None):
            item.disabled = True
    return shown


def link(url: str) -> bool:
    """Whether Discord takes this as the address of a button, and a person should."""
    if not url.isascii() or not url.isprintable() or " " in url or units(url) > limits.URL:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def _render(reply: Reply, cards: list[tuple[Card, list[str]]], frame: Frame, missing: int) -> Shown:
    shown, buttons = Shown(reply.file), _Buttons(frame)
    items: list[ui.Item[Shown]] = []
    if head := _note(reply, frame):
        items.append(ui.TextDisplay(head))
    for card, texts in cards:
        rows = _lines(buttons.row(card.choices, OPEN))
        inside = [*(ui.TextDisplay[Shown](text) for text in texts), *rows]
        items.append(ui.Container(*inside, accent_color=ACCENTS[card.tone]))
    if foot := _foot(reply, missing):
        items.append(ui.TextDisplay(foot))
    if reply.file:
        items.append(ui.File(f"attachment://{reply.file.name}"))
    if _menu(reply) and (menu := buttons.menu(list(zip(reply.numbers, reply.cards, strict=True))[: len(cards)])):
        items.append(ui.ActionRow(menu))
    # Beside an answer an offer leads on and opens beside it; where there is none, it takes its place, and so does what
    # is corrected.
    kind = TURN if not cards or reply.request.command in CORRECTING else OPEN
    items += _lines(buttons.row(_below(reply), kind), buttons.controls(reply))
    for item in items or [ui.TextDisplay("…")]:
        shown.add_item(item)
    return shown


class _Buttons:
    """Makes the buttons of one message and counts them, because no two may have the same custom id."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._count = frame, 0

    def row(self, choices: Iterable[Choice], kind: str) -> list[ui.Button[Shown]]:
        return [button for choice in choices if (button := self._choice(choice, kind))]

    def menu(self, cards: Sequence[tuple[int, Card]]) -> ui.Select[Shown] | None:
        """One menu that opens a card's first offer: its words in their context, or the article's summary."""
        options = [
            discord.SelectOption(
                label=plain(f"{number} · {card.heading or card.choices[0].label}", limits.CHOICE),
                description=plain(" ".join("".join(run.text for run in card.body).split()), limits.CHOICE) or None,
                value=self._frame.state(card.choices[0].request),
            )
            for number, card in cards
            if card.choices and card.choices[0].request
        ]
        self._count += 1
        if not options:
            return None
        return ui.Select(
            placeholder=say("label.open_one"),
            options=_first_of_each(options)[: limits.CHOICES],
            custom_id=self._frame.name(PICK, _NO_REQUEST, self._count),
            disabled=self._frame.disabled,
        )

    def controls(self, reply: Reply) -> list[ui.Button[Shown]]:
        """Back, Next and Share, as far as there is something to do."""
        request, buttons = reply.request, []
        if reply.page > 0:
            buttons.append(self._button(say("label.back"), TURN, request.turned(reply.page - 1)))
        if reply.page + 1 < reply.pages:
            buttons.append(self._button(say("label.next"), TURN, request.turned(reply.page + 1)))
        if _shareable(reply, self._frame):
            share = self._button(say("label.share"), SHARE, request.turned(reply.page))
            share.style = discord.ButtonStyle.primary
            buttons.append(share)
        return buttons

    def _choice(self, choice: Choice, kind: str) -> ui.Button[Shown] | None:
        if choice.request:
            return self._button(choice.label, kind, choice.request)
        if choice.url and link(choice.url):
            return ui.Button(label=plain(choice.label, limits.LABEL) or "Link", url=choice.url)
        return None

    def _button(self, label: str, kind: str, request: Request) -> ui.Button[Shown]:
        self._count += 1
        return ui.Button(
            label=plain(label, limits.LABEL) or "…",
            style=discord.ButtonStyle.secondary,
            custom_id=self._frame.name(kind, request, self._count),
            disabled=self._frame.disabled,
        )


def _first_of_each(options: Iterable[discord.SelectOption]) -> list[discord.SelectOption]:
    """Discord takes no value twice."""
    found: dict[str, discord.SelectOption] = {}
    for option in options:
        found.setdefault(option.value, option)
    return list(found.values())


def _lines(*groups: list[ui.Button[Shown]]) -> list[ui.ActionRow[Shown]]:
    """The groups in one row where they fit, else each in rows of its own."""
    if sum(len(group) for group in groups) <= limits.BUTTONS:
        groups = ([button for group in groups for button in group],)
    return [
        ui.ActionRow(*group[start : start + limits.BUTTONS])
        for group in groups
        for start in range(0, len(group), limits.BUTTONS)
    ]


def _below(reply: Reply) -> tuple[Choice, ...]:
    """What is offered under the cards, such as the nearest names: four rows at most."""
    return reply.choices[: limits.BUTTONS * 4]


def _components(reply: Reply, cards: list[Card], frame: Frame, missing: int) -> int:
    """How many components the message will have."""
    inner = [len(card.choices) for card in cards] + ([1] if _menu(reply) else [])
    lower = len(_below(reply))
    controls = (reply.page > 0) + (reply.page + 1 < reply.pages) + _shareable(reply, frame)
    rows = sum(_row_count(count) for count in [*inner, lower, controls])
    texts = bool(_note(reply, frame)) + bool(_foot(reply, missing))
    return texts + 3 * len(cards) + sum(inner) + lower + controls + rows + bool(reply.file)


def _shareable(reply: Reply, frame: Frame) -> bool:
    return frame.private and bool(reply.cards) and not reply.secret


def _row_count(buttons: int) -> int:
    return -(-buttons // limits.BUTTONS)


def _note(reply: Reply, frame: Frame) -> str:
    by = f"-# {say('discord.shared_by', name=fit(frame.shared_by, _NAME))}" if frame.shared_by else ""
    return "\n".join(line for line in (by, fit(reply.note, _NOTE)) if line)


def _foot(reply: Reply, missing: int) -> str:
    source = fit(_line(reply.source), _AMPLE.source)
    pages = say("discord.page", page=reply.page + 1, pages=reply.pages) if reply.pages > 1 else ""
    more = counted("discord.missing", missing) if missing else ""
    line = " · ".join(part for part in (pages, more) if part)
    return "\n".join(f"-# {text}" for text in (source, line) if text)


def _texts(cards: list[Card], room: int) -> list[list[str]]:
    """The texts of every card, the source apart so that the bar of a quotation ends before it. The longest bodies are
    cut first; empty where not even that makes them fit."""
    for caps in (_AMPLE, _TIGHT):
        frames = [(_head(card, caps), _tail(card, caps)) for card in cards]
        left = room - sum(units(head) + units(tail) + 2 for head, tail in frames)
        if left < _LEAST * len(cards):
            continue
        bodies = [_body(card, limits.TEXT) for card in cards]
        share = _share([units(body) for body in bodies], left)
        bodies = [
            body if units(body) <= share else _body(card, share) for card, body in zip(cards, bodies, strict=True)
        ]
        return [
            [text for text in ("\n".join(part for part in (head, body) if part), tail) if text] or ["…"]
            for body, (head, tail) in zip(bodies, frames, strict=True)
        ]
    return []


def _share(sizes: list[int], room: int) -> int:
    """The most each may have, so that all together stay within the room."""
    left, waiting = room, sorted(sizes)
    while waiting and waiting[0] <= left // len(waiting):
        left -= waiting.pop(0)
    return left // len(waiting) if waiting else room


def _head(card: Card, caps: _Caps) -> str:
    heading = fit(_line(card.heading), caps.heading)
    detail = fit(card.detail, caps.detail)
    if card.tone in _SMALL and not card.quoted and card.body:  # else it runs into the sentence below it
        detail = "\n".join(f"-# {line}" for line in detail.split("\n") if line)
    lines = [f"### {heading}" if heading else "", detail]
    return "\n".join(line for line in lines if line)


def _tail(card: Card, caps: _Caps) -> str:
    used = {run.mark for run in card.body}
    added = say("legend.added", mark=f"~~{say('legend.struck')}~~") if Mark.ADDED in used else ""
    dropped = say("legend.dropped", mark=f"__**{say('legend.underlined')}**__") if Mark.DROPPED in used else ""
    legend = " · ".join(meaning for meaning in (added, dropped) if meaning)
    source = fit(_line(card.citation), caps.source)
    return "\n".join(f"-# {line}" for line in (legend, source) if line)


def _line(text: str) -> str:
    return " ".join(text.split())


def _body(card: Card, room: int) -> str:
    """The runs as Markdown within the room, whole runs first; quoted ones stand behind a bar and in quote marks."""
    runs = _merged(card.body)
    if not any(run.text.strip() for run in runs):
        return ""
    kept, left = [], room - 4 if card.quoted else room  # the bar of the first line and the quote marks
    for run in runs:
        piece, whole = _run(run, left, "\n> " if card.quoted else "\n")
        kept.append(piece)
        left -= units(piece)
        if not whole:
            break
    text = "".join(kept)
    return f"> “{text}”" if card.quoted else text


def _run(run: Run, room: int, newline: str) -> tuple[str, bool]:
    """One run and whether it is all there. Marks do not work beside a space, so spaces stay outside of them."""
    wrap = _WRAP.get(run.mark, "")
    room -= 2 * len(wrap) + (len(newline) - 1) * clean(run.text).count("\n")
    shown = fit(run.text, max(room, 1))
    whole = shown == escape(run.text)
    shown = shown.replace("\n", newline)
    inner = shown.strip()
    if not wrap or not inner:
        return shown, whole
    start = shown.index(inner)
    return shown[:start] + wrap + inner + wrap[::-1] + shown[start + len(inner) :], whole


def _merged(runs: tuple[Run, ...]) -> list[Run]:
    """Neighbours shown alike as one run: apart, their escapes would not see each other."""
    merged: list[Run] = []
    for run in runs:
        mark = run.mark if run.mark in _WRAP else Mark.NONE
        if merged and merged[-1].mark == mark:
            merged[-1] = Run(merged[-1].text + run.text, mark)
        elif run.text:
            merged.append(Run(run.text, mark))
    return merged
