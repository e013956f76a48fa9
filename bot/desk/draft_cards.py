"""A draft with its quotations checked: how many are what, and a card for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from bot import wording
from bot.catalogue import counted, say
from bot.desk import verdict_cards
from bot.desk.quote_cards import Citer, Place, choices
from bot.reply import Card, File, Mark, Run, Tone
from corpus.limits import crop
from corpus.model import Record
from corpus.results import Doubt, Draft, Remark, Ruling, Verdict

_SHOWN = 300  # characters of the draft's words on a card
_HEAD = 60  # characters before a colon that head a card
_COLON = re.compile(r"\s*: ")
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")
_NAME = 40  # characters of a report's name
_COUNTED = (
    "exact",
    "altered",
    "joined",
    "misattributed",
    "unsettled",
    "own",
    "denied",
    "not_found",
    "too_short",
    "unchecked",
)  # in the first line
_SHOWN_FIRST = (
    "misattributed",
    "denied",
    "altered",
    "joined",
    "own",
    "unsettled",
    "not_found",
    "too_short",
    "unchecked",
    "exact",
)
_REMARKS = {Remark.JOINED: "joined", Remark.NOT_QUOTED: "own", Remark.DENIED: "denied"}


def note(draft: Draft) -> str:
    """How many quotations there are, and how many are what: "3 quotations: 1 exact, 2 not Rubio's"."""
    if not draft.verdicts:
        return say("check.none")
    counts = Counter((_kind(one), one.accused if _kind(one) == "misattributed" else "") for one in draft.verdicts)
    order = sorted(counts, key=lambda one: (_COUNTED.index(one[0]), not one[1], -counts[one], one[1]))
    parts = [_counted(kind, name, counts[kind, name]) for kind, name in order]
    return say("check.found", count=counted("check.quotations", len(draft.verdicts)), parts=", ".join(parts))


def _counted(kind: str, name: str, number: int) -> str:
    if name:
        return counted("check.not_of", number, name=name)
    keys = {
        "exact": "check.exact",
        "altered": "check.altered",
        "joined": "check.joined",
        "misattributed": "check.misattributed",
        "own": "check.own",
        "denied": "check.denied",
        "unsettled": "check.unsettled",
        "not_found": "check.not_found",
        "too_short": "check.too_short",
        "unchecked": "check.unchecked",
    }
    return counted(keys[kind], number)


def _kind(verdict: Verdict) -> str:
    if verdict.unchecked:
        return "unchecked"
    if verdict.unsettled:
        return "unsettled"
    if verdict.remark is Remark.SHORT:
        return "too_short"
    if verdict.ruling in (Ruling.MISATTRIBUTED, Ruling.NOT_FOUND):
        return verdict.ruling.value.replace(" ", "_")
    return _REMARKS.get(verdict.remark, verdict.ruling.value) if verdict.remark else verdict.ruling.value


def cards(draft: Draft, citer: Citer, places: Mapping[Record, Place]) -> tuple[Card, ...]:
    """One a quotation, with its number in the draft, what needs a hand first; then the figures worth a look."""
    rows = sorted(enumerate(draft.verdicts, 1), key=lambda row: _SHOWN_FIRST.index(_kind(row[1])))
    made = [_card(number, draft, one, citer, places) for number, one in rows]
    doubts = enumerate(draft.doubts, len(rows) + 1)
    return (*made, *(_doubt(number, draft, one, places.get(one.fact, Place())) for number, one in doubts))


def _card(number: int, draft: Draft, verdict: Verdict, citer: Citer, places: Mapping[Record, Place]) -> Card:
    heading, told = _parted(verdict_cards.note(replace(verdict, nearest=()), citer))
    aside = say("check.untold") if verdict.unchecked else ""
    if verdict.hits:
        card = verdict_cards.cards(verdict, citer, places)[0]
        beside = (
            () if card.heading in told else (card.heading, card.detail)
        )  # a role without its name could be another's
        detail = " · ".join(part for part in (told, aside, *beside) if part)
        return replace(card, heading=heading, detail=detail, number=number)
    words = " ".join(draft.article.text[verdict.span.start : verdict.span.end].split())
    detail = " · ".join(part for part in (told, aside) if part)
    body = (Run(crop(words, _SHOWN), Mark.OURS),)
    return Card(Tone.WARN, body, quoted=True, heading=heading, detail=detail, number=number)


def _parted(told: str) -> tuple[str, str]:
    """A ruling as what it is and what is said of it: "Altered", "Ann Lee is quoted with other words"."""
    colon = _COLON.search(told, 0, _HEAD)
    kind, rest = (told[: colon.start()], told[colon.end() :]) if colon else ("", told)
    return kind, rest[:1].upper() + rest[1:]


def _doubt(number: int, draft: Draft, doubt: Doubt, where: Place) -> Card:
    mine, theirs = doubt.span.of(draft.article.text), " ".join(doubt.figure.text.split())
    heading, told = _parted(say("check.looks", mine=f"“{mine}”", theirs=f"“{theirs}”"))
    return Card(
        Tone.WARN,
        (Run(doubt.fact.text),),
        heading=heading,
        detail=told,
        source=wording.citation(doubt.fact),
        place=wording.place(doubt.fact, where.line),
        choices=choices(doubt.fact),
        number=number,
    )


def records(draft: Draft) -> list[Record]:
    said = [record for verdict in draft.verdicts for record in verdict_cards.records(verdict)]
    return said + [doubt.fact for doubt in draft.doubts]


def report(draft: Draft, html: str) -> File:
    """The page to be passed on, called after the draft."""
    stem = _UNSAFE.sub("-", PurePath(draft.article.path).stem)[:_NAME].strip("-") or "draft"
    return File(f"{stem}-checked.html", html)
