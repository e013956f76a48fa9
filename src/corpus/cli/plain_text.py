"""Answers as plain text for a person at a shell: the words first, the citation under them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.cli.answers import Result
from corpus.library import Library
from corpus.model import Published, QuoteKind, Record
from corpus.results import (
    Answer,
    Found,
    Hit,
    Listing,
    Profile,
    Remark,
    Ruling,
    Status,
    Summary,
    Timeline,
    Totals,
    Verdict,
    Who,
)


@dataclass(frozen=True, slots=True)
class ReportLength:
    """How much of what went wrong is printed at once. Set by hand: a screen."""

    named: int = 20  # files passed over that are named at once


_LENGTH = ReportLength()

_QUOTED = {QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.POST, QuoteKind.PULL}
_RULINGS = {
    Ruling.EXACT: "Exact: these words are on record.",
    Ruling.ALTERED: "Altered: the words on record differ.",
    Ruling.MISATTRIBUTED: "Misattributed: these words are somebody else's.",
    Ruling.NOT_FOUND: "Not found.",
}


def told(result: Result, library: Library) -> str:
    """The whole answer as text, without a final line break."""
    return "\n".join(_lines(result, library))


def _lines(result: Result, library: Library) -> Iterator[str]:
    if isinstance(result, Found):
        yield from _hits(result.hits, library)
        yield from _did_you_mean(result.did_you_mean, nothing=not result.hits)
        if result.more:
            yield "There is more: raise --limit."
    elif isinstance(result, Answer):
        yield from _answer(result, library)
    elif isinstance(result, Verdict):
        yield from _verdict(result, library)
    elif isinstance(result, Who):
        for profile in result.profiles:
            yield from _profile(profile, library)
        yield from _did_you_mean(result.did_you_mean, nothing=not result.profiles)
    elif isinstance(result, Summary):
        yield from _summary(result)
    elif isinstance(result, Timeline):
        for moment in result.moments:
            yield f"{moment.value}  {_flat(moment.record.text)}"
            yield f"    {cited(moment.record)}"
        yield from _did_you_mean(result.did_you_mean, nothing=not result.moments)
    else:
        for row in result:
            yield row if isinstance(row, str) else _listing(row)
        if not result:
            yield "Nothing found."


def _hits(hits: tuple[Hit, ...], library: Library) -> Iterator[str]:
    for hit in hits:
        yield _words(hit.record)
        yield f"    {_said(hit, library)}{cited(hit.record)}"
        yield from _to_judge_by(hit.record, library)
        for record in hit.also:
            yield f"    also: {cited(record)}"
        if hit.newest:
            yield f"    the newest version has nothing in its place: {hit.newest.path}"
        for record in hit.earlier:
            said = _said(replace(hit, record=record), library)
            yield f"    in an earlier version: {_words(record)} {said}{cited(record)}"


def _words(record: Record) -> str:
    flat = _flat(record.text)
    return f"“{flat}”" if record.kind in _QUOTED else flat


def _to_judge_by(record: Record, library: Library) -> Iterator[str]:
    """The whole sentence, where nobody can be named for certain."""
    sentence = library.sentence(record) if record.kind in set(QuoteKind) and not library.named(record) else None
    if sentence and sentence.span != record.span:
        yield f"    in the sentence: {_flat(sentence.text)}"


def _said(hit: Hit, library: Library) -> str:
    record = hit.record
    if record.kind not in set(QuoteKind):
        return ""
    who = " and ".join(library.named(record)) or "speaker not settled"
    cue = f" ({record.cue})" if record.cue and len(record.cue) <= 40 else ""
    about = ", said about" if hit.about else ""
    by = f", corrected by {record.corrected.by}, {record.corrected.when[:10]}" if record.corrected else ""
    return f"— {who}{cue}{about}{by} · "


def cited(record: Record) -> str:
    """Title, outlet, date with its basis, path and position."""
    title = None if record.title is None else f"{record.title} (derived)" if record.title_derived else record.title
    parts = [title, record.outlet, dated(record.published), f"{record.path}:{record.span.start}-{record.span.end}"]
    parts += [f"page {record.page}"] if record.page else []
    return " · ".join(part for part in parts if part)


def dated(published: Published | None) -> str:
    return f"{published.value} ({published.basis.value})" if published else ""


def _did_you_mean(names: tuple[str, ...], *, nothing: bool) -> Iterator[str]:
    if nothing:
        yield "Nothing found."
    if names:
        yield f"Did you mean {', '.join(names)}?"


def _answer(result: Answer, library: Library) -> Iterator[str]:
    if result.answer:
        yield f"{_flat(result.answer.text)}{f' ({result.day})' if result.day else ''}"
    if result.doubtful:
        yield "This comes close, and may not be the answer."
    if result.before:
        yield "An earlier article said otherwise:"
        yield from _hits((result.before,), library)
    yield from _hits(result.supporting, library)
    if result.judgement:
        yield "No article settles that."
    elif not result.hits:
        yield "No answer on record."
    if result.nearest:
        yield "What was said about it:" if result.judgement else "The nearest passages:"
        yield from _hits(result.nearest, library)


def _verdict(result: Verdict, library: Library) -> Iterator[str]:
    for part in result.parts:
        yield f"{_flat(result.query.text[part.span.start : part.span.end])}"
        yield from _verdict(part, library)
    if result.parts:
        return
    yield _RULINGS[result.ruling]
    if result.remark:
        yield f"    {result.remark}"
    for record in result.shown:
        cite = f" · {cited(record)}" if result.remark is Remark.EARLIER else ""
        yield f"    on record: {_flat(record.text)}{cite}"
    if result.ruling is Ruling.MISATTRIBUTED and result.claimed:
        yield f"    sent as the words of: {_flat(result.claimed)}"
    if result.untold and result.claimed:
        yield f"    sent as the words of {_flat(result.claimed)}: whether that is so cannot be told"
    if result.possibly and result.claimed:
        yield f"    {possibly(result)}"
    yield from _hits(result.hits, library)
    for edit in result.edits:
        yield f"    sent: {edit.given or '(nothing)'} | on record: {edit.printed or '(nothing)'}"
    if result.nearest:
        yield "The nearest on record:"
        yield from _hits(result.nearest, library)


def possibly(verdict: Verdict) -> str:
    """Why it is open whether the one named said it."""
    claimed = _flat(verdict.claimed or "")
    if verdict.only_surname:
        return f"possibly {claimed}: printed is the surname alone, and several have it"
    return f"possibly {claimed}: named in that article, but who speaks is not settled"


def _profile(profile: Profile, library: Library) -> Iterator[str]:
    yield profile.name
    if profile.spellings:
        yield f"    also written: {', '.join(profile.spellings)}"
    for role in profile.roles:
        yield f"    {_flat(role.role.text)} · {cited(role.role)}"
    seen = f", seen {profile.first_seen} to {profile.last_seen}" if profile.first_seen else ""
    yield f"    quotes: {profile.quotes}{seen}"
    if profile.latest:
        doubt = "" if library.named(profile.latest.record) else "speaker not settled · "
        yield f"    latest: {_words(profile.latest.record)} · {doubt}{cited(profile.latest.record)}"
    if profile.beside:
        yield f"    with: {', '.join(profile.beside)}"


def _summary(summary: Summary) -> Iterator[str]:
    article = summary.article
    if article:
        title = article.title
        yield f"{title.text}{' (derived)' if title.derived else ''}" if title else article.path
        yield " · ".join(part for part in (article.outlet, dated(article.published), article.path) if part)
    for line in summary.lines:
        ours = f"[{line.antecedent}] " if line.antecedent else ""
        cite = "" if article else f"  ({cited(line.record)})"
        yield f"- {ours}{_flat(line.record.text)}{cite}"
    if summary.people:
        yield f"People: {', '.join(_named(profile) for profile in summary.people)}"
    if summary.figures:
        yield f"Figures: {'; '.join(_flat(record.text) for record in summary.figures)}"
    if article:
        yield f"Quotes: {summary.quotes}"
    yield from _did_you_mean(summary.did_you_mean, nothing=not summary.lines)


def _named(profile: Profile) -> str:
    return f"{profile.name} ({_flat(profile.roles[0].role.text)})" if profile.roles else profile.name


def _listing(row: Listing) -> str:
    title = f"{row.title or row.path}{' (derived)' if row.title_derived else ''}"
    parts = [title, row.outlet, dated(row.published), f"{row.quotes} quotes", row.path, row.id]
    return " · ".join(part for part in parts if part)


def status(state: Status) -> str:
    lines = [
        f"articles: {state.articles}",
        *([f"earlier versions: {state.older}"] if state.older else []),
        f"quotes: {state.quotes}",
        f"facts: {state.facts}",
        f"people: {state.people}",
        f"index: {state.index_bytes / 1e6:.1f} MB",
        f"last sweep: {state.last_sweep or 'never'}",
        *(f"failed: {failure.reason}" for failure in state.failures),
        *(f"passed over: {failure.path}: {failure.reason}" for failure in state.passed),
    ]
    return "\n".join(lines)


def totals(done: Totals) -> str:
    counts = (
        f"added {done.added}, changed {done.changed}, unchanged {done.unchanged}, gone {done.gone}, "
        f"failed {done.failed}"
    )
    return f"{counts}, passed over {len(done.passed)}" if done.passed else counts


def unread(done: Totals) -> Iterator[str]:
    """What could not be read, what was passed over, and what should be known of what was read."""
    yield from (failure.reason for failure in done.failures)
    yield from (f"{failure.path} is passed over: {failure.reason}." for failure in done.passed[: _LENGTH.named])
    if len(done.passed) > _LENGTH.named:
        yield f"and {len(done.passed) - _LENGTH.named} more are passed over; `status` names them all."
    yield from done.remarks


def _flat(text: str) -> str:
    """One line: a slice may run over a line break of its article."""
    return " ".join(text.split())
