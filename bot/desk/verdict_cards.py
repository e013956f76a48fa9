"""What is said of a quotation that was sent to be checked, and how its differences are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot import wording
from bot.desk.quote_cards import Citer, Place
from bot.reply import Card, Mark, Run, Tone
from corpus.analysis.folding import words
from corpus.model import Record
from corpus.results import Edit, Ruling, Verdict

_MANY = 12  # differences counted out; more is another sentence


def note(verdict: Verdict, citer: Citer) -> str:
    """The ruling as a sentence. It never vouches for a speaker whose certainty is below the threshold."""
    if not verdict.hits or verdict.ruling is Ruling.NOT_FOUND:
        near = "; the nearest is below" if verdict.nearest else ""
        return f"Not found: these words are in no article here{near}. That does not mean nobody said them."
    record = verdict.hits[0].record
    claimed = verdict.query.speaker
    if verdict.ruling is Ruling.MISATTRIBUTED:
        return _misattributed(record, claimed or "", verdict.edits, citer)
    if not wording.is_quote(record):
        return f"{_printed(verdict.edits)}, but as the article's own words: they are not quoted as anybody's."
    who = wording.joined(record.speakers) if citer.certain(record) else None
    if who is None:
        return f"{_printed(verdict.edits)}, but who said them is not settled: judge by the whole sentence."
    if record.kind not in wording.MARKED:
        return f"{_printed(verdict.edits)}, as the reporter's account of what {who} said, not between quote marks."
    if verdict.ruling is Ruling.EXACT:
        return f"Exact: printed word for word, as the words of {who}."
    if all(words(edit.given) == words(edit.printed) for edit in verdict.edits):
        return f"Altered only in its signs or capitals: the words are those of {who}; {_differences(verdict.edits)}."
    return f"Altered: {who} is quoted with other words; {_differences(verdict.edits)}."


def _misattributed(record: Record, claimed: str, edits: tuple[Edit, ...], citer: Citer) -> str:
    if not citer.certain(record):
        return f"{_printed(edits)}, but not as the words of {claimed}; who said them is not settled."
    who = wording.joined(record.speakers)
    return f"Misattributed: {_printed(edits, start=False)}, as the words of {who}, not of {claimed}."


def _printed(edits: tuple[Edit, ...], *, start: bool = True) -> str:
    text = f"the words are printed with differences ({_differences(edits)})" if edits else "the words are printed so"
    return text[:1].upper() + text[1:] if start else text


def _differences(edits: tuple[Edit, ...]) -> str:
    if not edits or len(edits) > _MANY:
        return "the differences are marked"
    return f"{len(edits)} {'difference is' if len(edits) == 1 else 'differences are'} marked"


def cards(verdict: Verdict, citer: Citer, places: Mapping[Record, Place]) -> tuple[Card, ...]:
    """The quotation with its differences; where nothing is found, what comes nearest."""
    if verdict.ruling is Ruling.NOT_FOUND:
        return tuple(_nearest(citer.card(hit, places.get(hit.record, Place()))) for hit in verdict.nearest)
    made = [citer.card(hit, places.get(hit.record, Place())) for hit in verdict.hits]
    if made:
        first = verdict.hits[0].record
        made[0] = _judged(made[0], verdict, citer, places.get(first, Place()))
    return tuple(made)


def _judged(card: Card, verdict: Verdict, citer: Citer, where: Place) -> Card:
    record, edits = verdict.hits[0].record, verdict.edits
    certain = citer.certain(record)
    good = verdict.ruling is Ruling.EXACT and certain and record.kind in wording.MARKED
    card = replace(card, tone=Tone.GOOD if good else Tone.WARN)
    if not edits:
        return card
    whole = None if certain else where.sentence
    return replace(card, body=marked(whole or record, edits), quoted=whole is None and record.kind in wording.MARKED)


def _nearest(card: Card) -> Card:
    detail = " · ".join(part for part in ("nearest, not the same", card.detail) if part)
    return replace(card, tone=Tone.PLAIN, detail=detail)


def marked(record: Record, edits: tuple[Edit, ...]) -> tuple[Run, ...]:
    """The printed words, with what was sent instead added in its place and what was left out marked."""
    runs: list[Run] = []
    done, last = record.span.start, record.span.end
    for edit in sorted(edits, key=lambda edit: edit.at):
        start = min(max(edit.at.start, done), last)
        end = min(max(edit.at.end, start), last)
        before, after = _cut(record, done, start), _cut(record, end, last)
        runs.append(Run(before))
        if edit.given:
            runs.append(Run("" if not before or before[-1].isspace() else " ", Mark.OURS))
            runs.append(Run(edit.given, Mark.ADDED))
            runs.append(Run(" " if start < end or after[:1].isalnum() else "", Mark.OURS))
        runs.append(Run(_cut(record, start, end), Mark.DROPPED))
        done = end
    runs.append(Run(_cut(record, done, last)))
    return tuple(run for run in runs if run.text)


def _cut(record: Record, start: int, end: int) -> str:
    return record.text[start - record.span.start : end - record.span.start]
