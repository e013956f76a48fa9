"""`check`: the quotations of a draft on the command line, each with its verdict, so that it can stand before a publish
button."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import readers
from corpus.cli.answers import slice_of, verdict_of
from corpus.cli.plain_text import cited, possibly
from corpus.errors import CorpusError, WrongUse
from corpus.jsonl import Json
from corpus.library import Library
from corpus.limits import crop
from corpus.report import page
from corpus.results import Doubt, Draft, Remark, Ruling, Verdict


@dataclass(frozen=True, slots=True)
class CheckStatus:
    """The exit statuses of `check`, which scripts rely on, and how much of a quotation its list shows. Set by hand: 0
    is for a draft without faults, 2 is for wrong use."""

    wrong: int = 1  # something is altered or somebody else's
    missing: int = 3  # something is only not found or not settled
    shown: int = 200  # characters of a quotation in a list


_STATUS = CheckStatus()

_NAMES = {
    Remark.CUTS: "exact, with cuts",
    Remark.CUT_CHANGES: "the cut changes it",
    Remark.BEFORE: "what stands before turns it round",
    Remark.GOES_ON: "but the sentence goes on",
    Remark.JOINED: "joined from places printed apart",
    Remark.NOT_QUOTED: "printed, but not as a quotation",
    Remark.DENIED: "printed as words that were not said",
    Remark.TRANSLATED: "possibly printed in another language",
    Remark.CHANGED: "printed otherwise in a newer article",
    Remark.EARLIER: "printed so in an earlier version of the article",
    Remark.SHORT: "too short to tell",
    Remark.CORRECTED: "corrected by the newspaper since",
    Remark.LEFT_OUT: "but left out of the newest version of the article",
}


def check(library: Library, paths: Iterable[Path], *, as_json: bool, report: Path | None) -> int:
    """Writes what is found of each draft; -> the exit status. A file that cannot be read is told on standard error."""
    drafts, failed = [], False
    for path in paths:
        try:
            drafts.append(library.check(readers.read(path, path.parent)))
        except CorpusError as error:
            failed = True
            print(error, file=sys.stderr)
    for draft in drafts:
        print(json.dumps(told(draft), ensure_ascii=False) if as_json else "\n".join(shown(draft, library)))
    if report is not None:
        _write(report, page(drafts, library.named))
    return _STATUS.wrong if failed else max_status(drafts)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WrongUse(f"The report cannot be written to {path}: {error.strerror}.") from error


def max_status(drafts: Sequence[Draft]) -> int:
    """0: every quotation is exact, or marked as unchecked by its writer. 1: one is altered, somebody else's or joined
    from two places. 3: the worst is a quotation not found, or possibly not by the person named."""
    counted = [one for draft in drafts for one in draft.verdicts if not one.unchecked]
    rulings = {one.ruling for one in counted}
    if rulings & {Ruling.ALTERED, Ruling.MISATTRIBUTED}:
        return _STATUS.wrong
    return _STATUS.missing if Ruling.NOT_FOUND in rulings or any(one.unsettled for one in counted) else 0


def told(draft: Draft) -> Json:
    """One line of `check --json`."""
    return {
        "id": Path(draft.article.path).stem,
        "path": draft.article.path,
        "headline": headline(draft.verdicts),
        "quotes": [_quote(draft, one) for one in draft.verdicts],
        "doubts": [_doubt(draft, one) for one in draft.doubts],
    }


def _quote(draft: Draft, verdict: Verdict) -> Json:
    start, end = verdict.span.start, verdict.span.end
    first = verdict.hits[0].record.speaker if verdict.hits else None
    return {
        "start": start,
        "end": end,
        "text": draft.article.text[start:end],
        "speaker": first,
        "unchecked": verdict.unchecked,
        **verdict_of(verdict),
    }


def _doubt(draft: Draft, doubt: Doubt) -> Json:
    return {
        "start": doubt.span.start,
        "end": doubt.span.end,
        "text": doubt.span.of(draft.article.text),
        "printed": slice_of(doubt.figure),
        "fact": slice_of(doubt.fact),
    }


# ---------------------------------------------------------------------- for a person
def shown(draft: Draft, library: Library) -> Iterator[str]:
    yield f"{draft.article.path}: {headline(draft.verdicts)}"
    for number, verdict in enumerate(draft.verdicts, 1):
        yield from _lines(number, draft, verdict, library)
    for doubt in draft.doubts:
        yield f"worth a look: {doubt.span.of(draft.article.text)}; printed is {_flat(doubt.figure.text)}:"
        yield f"    {_flat(doubt.fact.text)}"
        yield f"    {cited(doubt.fact)}"


def _lines(number: int, draft: Draft, verdict: Verdict, library: Library) -> Iterator[str]:
    text = crop(_flat(draft.article.text[verdict.span.start : verdict.span.end]), _STATUS.shown)
    beside = f" ({_NAMES[verdict.remark]})" if verdict.remark else ""
    aside = ", marked as unchecked" if verdict.unchecked else ""
    yield f"{number}. {verdict.ruling.value}{beside}{aside}: “{text}”"
    if verdict.ruling is Ruling.MISATTRIBUTED and verdict.claimed:
        yield f"    sent as the words of {_flat(verdict.claimed)}"
    if verdict.untold and verdict.claimed:
        yield f"    sent as the words of {_flat(verdict.claimed)}: whether that is so cannot be told"
    if verdict.possibly and verdict.claimed:
        yield f"    {possibly(verdict)}"
    for edit in verdict.edits:
        yield f"    sent: {edit.given or '(nothing)'} | printed: {_flat(edit.printed) or '(nothing)'}"
    for record in verdict.shown:
        cite = f" · {cited(record)}" if verdict.remark is Remark.EARLIER else ""
        yield f"    printed: {_flat(record.text)}{cite}"
    for hit in verdict.hits[:2]:
        who = " and ".join(library.named(hit.record)) or "speaker not settled"
        hand = hit.record.corrected
        by = f", corrected by {hand.by}, {hand.when[:10]}" if hand else ""
        yield f"    — {who}{by} · {cited(hit.record)}"


def headline(verdicts: Sequence[Verdict]) -> str:
    """11 quotations: 8 exact, 1 altered, 1 not Rubio's, 1 not in the archive"""
    if not verdicts:
        return "no quotations"
    aside = sum(one.unchecked for one in verdicts)
    counts = Counter(_kind(one) for one in verdicts if not one.unchecked)
    order = [Ruling.EXACT.value, Ruling.ALTERED.value]
    names = [*(kind for kind in order if counts[kind]), *sorted(kind for kind in counts if kind not in order)]
    parts = [f"{counts[kind]} {kind}" for kind in names] + ([f"{aside} marked as unchecked"] if aside else [])
    return f"{len(verdicts)} quotation{'s' if len(verdicts) > 1 else ''}: {', '.join(parts)}"


def _kind(verdict: Verdict) -> str:
    if verdict.ruling is Ruling.MISATTRIBUTED:
        return f"not {verdict.accused}'s" if verdict.accused else "somebody else's"
    if verdict.unsettled:
        return "of a speaker who is not settled"
    if verdict.remark is Remark.SHORT:
        return "too short to tell"
    if verdict.ruling is Ruling.NOT_FOUND:
        return "not in the archive"
    if verdict.remark in (Remark.JOINED, Remark.NOT_QUOTED, Remark.DENIED):
        return {Remark.JOINED: "joined", Remark.NOT_QUOTED: "no quotation"}.get(verdict.remark, "said to be untrue")
    return verdict.ruling.value


def _flat(text: str) -> str:
    return " ".join(text.split())
