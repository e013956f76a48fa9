"""A draft with its quotations checked: how many are what, and a card for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from bot import wording
from bot.catalogue import counted, joined, say
from bot.desk import verdict_cards
from bot.desk.quote_cards import Citer, Place
from bot.reply import Card, Mark, Run, Tone
from corpus.limits import crop
from corpus.model import Record
from corpus.results import Doubt, Draft, Verdict

_SHOWN = 300  # characters of the draft's words on a card
_ORDER = ("exact", "altered", "misattributed", "not_found", "unchecked")


def note(draft: Draft) -> str:
    """How many quotations there are, and how many are what."""
    if not draft.verdicts:
        return say("check.none")
    counts = Counter(_kind(one) for one in draft.verdicts)
    parts = [_counted(kind, counts[kind]) for kind in _ORDER if counts[kind]]
    return say("check.found", count=counted("check.quotations", len(draft.verdicts)), parts=joined(parts))


def _counted(kind: str, number: int) -> str:
    if kind == "exact":
        return counted("check.exact", number)
    if kind == "altered":
        return counted("check.altered", number)
    if kind == "misattributed":
        return counted("check.misattributed", number)
    return counted("check.not_found", number) if kind == "not_found" else counted("check.unchecked", number)


def _kind(verdict: Verdict) -> str:
    return "unchecked" if verdict.unchecked else verdict.ruling.value.replace(" ", "_")


def cards(draft: Draft, citer: Citer, places: Mapping[Record, Place]) -> tuple[Card, ...]:
    """One a quotation, in the draft's order, then the figures worth a look."""
    made = [_card(number, draft, one, citer, places) for number, one in enumerate(draft.verdicts, 1)]
    return (*made, *(_doubt(draft, one) for one in draft.doubts))


def _card(number: int, draft: Draft, verdict: Verdict, citer: Citer, places: Mapping[Record, Place]) -> Card:
    told = verdict_cards.note(verdict, citer)
    aside = f" ({say('check.untold')})" if verdict.unchecked else ""
    heading = f"{say('check.number', n=number)}: {told}{aside}"
    if verdict.hits:
        card = verdict_cards.cards(verdict, citer, places)[0]
        detail = " · ".join(part for part in (card.heading, card.detail) if part)
        return replace(card, heading=heading, detail=detail)
    words = " ".join(draft.article.text[verdict.span.start : verdict.span.end].split())
    return Card(Tone.WARN, (Run(crop(words, _SHOWN), Mark.OURS),), quoted=True, heading=heading)


def _doubt(draft: Draft, doubt: Doubt) -> Card:
    mine, theirs = doubt.span.of(draft.article.text), " ".join(doubt.figure.text.split())
    heading = say("check.looks", mine=f"“{mine}”", theirs=f"“{theirs}”")
    return Card(Tone.WARN, (Run(doubt.fact.text),), heading=heading, source=wording.citation(doubt.fact))


def records(draft: Draft) -> list[Record]:
    return [record for verdict in draft.verdicts for record in verdict_cards.records(verdict)]
