"""What is said of a quotation that was sent to be checked, and how its differences are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot import wording
from bot.catalogue import counted, joined, say
from bot.desk.quote_cards import Citer, Place
from bot.reply import Card, Mark, Run, Tone
from corpus.analysis.folding import words
from corpus.limits import crop
from corpus.model import Record, Span
from corpus.results import Edit, Hit, Remark, Ruling, Verdict

_BEGUN = 60  # characters of a quotation that stand for it
_MANY = 12  # differences counted out; more is another sentence


def note(verdict: Verdict, citer: Citer) -> str:
    """The ruling as a sentence; of a message with several quotations each of them."""
    if not verdict.parts:
        return _ruled(verdict, citer)
    rows = [f"{number}. {_begun(part)}: {_ruled(part, citer)}" for number, part in enumerate(verdict.parts, 1)]
    return "\n".join([counted("verdict.several", len(rows)), *rows])


def _begun(verdict: Verdict) -> str:
    """The first words of a quotation, as they were sent."""
    text = " ".join(verdict.query.text[verdict.span.start : verdict.span.end].split())
    return f"“{crop(text, _BEGUN)}”"


def _ruled(verdict: Verdict, citer: Citer) -> str:
    told = _on_record(verdict, citer)
    if verdict.remark is Remark.EARLIER and verdict.shown:
        return f"{told} {say('verdict.earlier', source=wording.brief(verdict.shown[0]))}"
    newest = verdict.hits[0].newest if verdict.hits else None
    if verdict.remark is Remark.LEFT_OUT and newest:
        return f"{told} {say('verdict.left_out', source=wording.brief(newest))}"
    return told


def _on_record(verdict: Verdict, citer: Citer) -> str:
    """It never vouches for a speaker whose certainty is below the threshold."""
    if not verdict.hits or verdict.ruling is Ruling.NOT_FOUND:
        if verdict.remark is Remark.TRANSLATED:
            return say("verdict.translated", claimed=wording.amid(verdict.claimed or ""))
        if verdict.remark is Remark.SHORT:
            return say("verdict.too_short")
        return say("verdict.near" if verdict.nearest else "verdict.none")
    record, printed = verdict.hits[0].record, _printed(verdict.edits)
    if verdict.remark is Remark.DENIED:
        return say("verdict.denied")
    if verdict.remark is Remark.JOINED:
        return say("verdict.joined")
    if verdict.remark is Remark.CORRECTED:
        return say("verdict.corrected", note=f"“{' '.join(verdict.shown[0].text.split())}”")
    if verdict.ruling is Ruling.MISATTRIBUTED:
        return _misattributed(
            record, wording.amid(verdict.claimed or verdict.query.speaker or ""), verdict.edits, citer
        )
    if not wording.is_quote(record) and verdict.ruling is not Ruling.EXACT:
        return say("verdict.own", printed=printed)
    told = citer.certain(record) and wording.is_quote(record) and not verdict.only_surname
    who = _people(record) if told else None
    if wording.is_quote(record) and record.kind not in wording.MARKED:
        return (
            say("verdict.account", printed=printed, who=who)
            if who
            else say("verdict.account_of_nobody", printed=printed)
        )
    return _of(who, verdict) if who else _of_nobody(printed, verdict)


def _of_nobody(printed: str, verdict: Verdict) -> str:
    """What is said of words whose speaker is not settled: a cut that changes the sense all the same."""
    shown = _shown(verdict)
    if verdict.remark is Remark.CUT_CHANGES and shown:
        return say("verdict.cut_of_nobody", gone=shown)
    if verdict.remark is Remark.BEFORE:
        return say("verdict.before_of_nobody", before=shown)
    told = [say("verdict.unsettled", printed=printed)]
    if verdict.remark is Remark.CUTS and shown:
        told.append(say("verdict.left_out_of_it", gone=shown))
    if verdict.remark is Remark.GOES_ON:
        told.append(say("verdict.goes_on", behind=shown))
    if verdict.possibly:
        told.append(say("verdict.possibly", claimed=wording.amid(verdict.claimed or "")))
    return " ".join(told)


def _shown(verdict: Verdict) -> str:
    return ", ".join(f"“{' '.join(record.text.split())}”" for record in verdict.shown)


def _people(record: Record) -> str:
    return joined(map(wording.amid, record.speakers))


def _of(who: str, verdict: Verdict) -> str:
    """What is said of words whose speaker is certain."""
    shown = _shown(verdict)
    if verdict.remark is Remark.CUT_CHANGES and shown:
        return say("verdict.cut", who=who, gone=shown)
    if verdict.remark is Remark.BEFORE:
        return say("verdict.before", who=who, before=shown)
    if verdict.ruling is not Ruling.EXACT:
        return say("verdict.altered", who=who, differences=_differences(verdict.edits))
    told = say("verdict.changed" if verdict.remark is Remark.CHANGED else "verdict.exact", who=who)
    if verdict.remark is Remark.CUTS:
        told = say("verdict.cuts", who=who, gone=shown) if shown else say("verdict.put_in", who=who)
    if verdict.remark is Remark.GOES_ON:
        told = f"{told} {say('verdict.goes_on', behind=shown)}"
    if not verdict.claimed or verdict.same is not None:
        return told
    key = "verdict.possibly" if verdict.possibly else "verdict.whether"
    return f"{told} {say(key, claimed=wording.amid(verdict.claimed))}"


def _misattributed(record: Record, claimed: str, edits: tuple[Edit, ...], citer: Citer) -> str:
    if not citer.certain(record):
        return say("verdict.not_of", printed=_printed(edits), claimed=claimed)
    who = _people(record)
    if not edits:
        return say("verdict.misattributed", who=who, claimed=claimed)
    return say("verdict.misattributed_differing", differences=_differences(edits), who=who, claimed=claimed)


def _printed(edits: tuple[Edit, ...]) -> str:
    if not edits:
        return say("verdict.printed")
    return say("verdict.printed_differing", differences=_differences(edits))


def _differences(edits: tuple[Edit, ...]) -> str:
    if not edits or len(edits) > _MANY:
        return say("verdict.marked")
    return counted("verdict.differences", len(edits))


def cards(verdict: Verdict, citer: Citer, places: Mapping[Record, Place]) -> tuple[Card, ...]:
    """The quotation with its differences; where nothing is found, what comes nearest. Of several the first of each."""
    if verdict.parts:
        return tuple(card for part in verdict.parts for card in cards(part, citer, places)[:1])
    if verdict.ruling is Ruling.NOT_FOUND:
        label = say("verdict.translation" if verdict.remark is Remark.TRANSLATED else "verdict.nearest")
        return tuple(_nearest(citer.card(hit, places.get(hit.record, Place())), label) for hit in verdict.nearest)
    made = list(citer.cards(_once(verdict.hits), {hit.record: places.get(hit.record, Place()) for hit in verdict.hits}))
    if made:
        first = verdict.hits[0].record
        made[0] = _judged(made[0], verdict, citer, places.get(first, Place()))
    return tuple(made)


def _once(hits: Sequence[Hit]) -> list[Hit]:
    """Words that an article prints several times, as a pull quote too, are shown at the first of those places."""
    found: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        found.setdefault((hit.record.article_id, " ".join(words(hit.record.text))), hit)
    return list(found.values())


def records(verdict: Verdict) -> list[Record]:
    """Whatever is shown of a verdict."""
    found = [hit.record for hit in (*verdict.hits, *verdict.nearest)]
    return found + [record for part in verdict.parts for record in records(part)]


def _judged(card: Card, verdict: Verdict, citer: Citer, where: Place) -> Card:
    record, edits = verdict.hits[0].record, verdict.edits
    certain = citer.certain(record)
    good = verdict.ruling is Ruling.EXACT and not verdict.possibly and certain and record.kind in wording.MARKED
    card = replace(card, tone=Tone.GOOD if good else Tone.WARN)
    if not edits:
        return card
    whole = None if certain else where.sentence
    body = marked(whole, edits) if whole else _marked_halves(_halves(verdict), edits)
    return replace(card, body=body, quoted=whole is None and record.kind in wording.MARKED)


def _halves(verdict: Verdict) -> list[Record]:
    """The parts of the utterance that the first hit is, where the reporter's words break it; they share its card."""
    first = verdict.hits[0].record
    key = (first.article_id, first.group, first.speaker)
    parts = [one.record for one in verdict.hits if (one.record.article_id, one.record.group, one.record.speaker) == key]
    return sorted(parts, key=lambda one: one.span) if first.group is not None else [first]


def _marked_halves(records: Sequence[Record], edits: Sequence[Edit]) -> tuple[Run, ...]:
    """Each part with the differences that lie in it, or next to it."""
    near = [min(records, key=lambda one: _apart(one.span, edit.at)) for edit in edits]
    runs: list[Run] = []
    for record in records:
        own = tuple(edit for edit, one in zip(edits, near, strict=True) if one is record)
        runs += [*([Run(" … ", Mark.OURS)] if runs else []), *(marked(record, own) if own else (Run(record.text),))]
    return tuple(runs)


def _apart(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _nearest(card: Card, label: str) -> Card:
    detail = " · ".join(part for part in (label, card.detail) if part)
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
