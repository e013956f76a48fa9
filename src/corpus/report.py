"""A draft with its quotations checked as one page of HTML that loads nothing: for a screen, a phone and a printer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from corpus.languages import lexicon
from corpus.model import Record, Span
from corpus.results import Doubt, Draft, Hit, Remark, Ruling, Verdict

Named = Callable[[Record], tuple[str, ...]]
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_ORDER = (Ruling.EXACT, Ruling.ALTERED, Ruling.MISATTRIBUTED, Ruling.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class ReportLimits:
    """How much of each quotation's evidence the page shows. Set by hand."""

    hits: int = 3  # places of a joined quotation that are shown


_LIMITS = ReportLimits()

STYLE = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")


def page(drafts: Sequence[Draft], named: Named) -> str:
    """All drafts on one page, in the language of the first. `named` gives the people who may be named for a record."""
    code = drafts[0].article.language if drafts else "en"
    label = lexicon(code, "report").table("labels")
    title = f"{label['title']}: {', '.join(draft.article.path for draft in drafts)}"
    body = "\n".join(_Sheet(draft, named, label, number).html() for number, draft in enumerate(drafts, 1))
    return (
        f'<!doctype html>\n<html lang="{escape(code)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


class _Sheet:
    """One draft: its paragraphs, and beside each the notes on the quotations in it."""

    def __init__(self, draft: Draft, named: Named, label: dict[str, str], number: int) -> None:
        self._draft, self._named, self._label, self._number = draft, named, label, number
        self._text = draft.article.text

    def html(self) -> str:
        article = self._draft.article
        parts = [f'<article lang="{escape(article.language)}">', f"<h1>{escape(article.path)}</h1>", self._summary()]
        taken = 0
        for found in _PARAGRAPH.finditer(self._text):
            span = Span(*found.span())
            here = [one for one in self._numbered() if span.start <= one[1].span.start < span.end]
            parts.append(self._paragraph(span, here, taken))
            taken = max([taken, *(one.span.end for _, one in here)])
        return "\n".join([*parts, *self._doubts(), "</article>"])

    def _numbered(self) -> list[tuple[int, Verdict]]:
        return list(enumerate(self._draft.verdicts, 1))

    def _summary(self) -> str:
        verdicts = self._draft.verdicts
        if not verdicts:
            return f"<p>{escape(self._label['none'])}</p>"
        counts = Counter(_kind(one) for one in verdicts)
        kinds = [*(_word(ruling) for ruling in _ORDER), "unsettled", "unchecked"]
        items = [f'<li class="{kind}"><b>{counts[kind]}</b> {self._say(kind)}</li>' for kind in kinds if counts[kind]]
        total = f"<li><b>{len(verdicts)}</b> {self._say('quotations')}</li>"
        return f'<ul class="sum">{total}{"".join(items)}</ul>'

    # ------------------------------------------------------------ the draft
    def _paragraph(self, span: Span, here: Sequence[tuple[int, Verdict]], taken: int) -> str:
        at, words = max(span.start, min(taken, span.end)), []
        for number, verdict in here:
            end = min(verdict.span.end, span.end)
            words.append(escape(self._text[at : verdict.span.start]))
            words.append(self._mark(number, verdict, Span(verdict.span.start, end)))
            at = end
        words.append(escape(self._text[at : span.end]))
        notes = "".join(self._note(number, verdict) for number, verdict in here)
        aside = f'<div class="notes">{notes}</div>' if notes else ""
        return f"<section><p>{''.join(words)}</p>{aside}</section>"

    def _mark(self, number: int, verdict: Verdict, span: Span) -> str:
        kind, words = _kind(verdict), escape(span.of(self._text))
        return (
            f'<mark class="{kind}" id="q{self._number}-{number}">{words}'
            f'<a href="#n{self._number}-{number}"><sup>{number}</sup>'
            f'<span class="unseen"> {self._say("quotation")} {number}: {self._say(kind)}</span></a></mark>'
        )

    # ------------------------------------------------------------ the notes
    def _note(self, number: int, verdict: Verdict) -> str:
        kind = _kind(verdict)
        ruled = "" if kind != "unchecked" else f" · {self._say(_word(verdict.ruling))}"
        rows = [f"<h2><span>{number}</span> {self._say(kind)}{ruled}</h2>", *self._rows(verdict)]
        back = f'<a class="back" href="#q{self._number}-{number}">{self._say("back")}</a>'
        return f'<aside class="{kind}" id="n{self._number}-{number}">{"".join(rows)}{back}</aside>'

    def _rows(self, verdict: Verdict) -> Iterator[str]:
        if verdict.remark:
            shown = "".join(f" <q>{escape(_flat(record.text))}</q>" for record in verdict.shown)
            yield f"<p>{escape(self._label[verdict.remark.value])}{':' if shown else ''}{shown}</p>"
        if verdict.claimed and (verdict.ruling is Ruling.MISATTRIBUTED or verdict.untold):
            yield f"<p>{self._say('claimed')} <b>{escape(_flat(verdict.claimed))}</b></p>"
        if verdict.possibly and verdict.claimed:
            yield f"<p>{self._say('possibly')} <b>{escape(_flat(verdict.claimed))}</b></p>"
        if verdict.edits:
            head = f"<tr><th>{self._say('sent')}</th><th>{self._say('printed')}</th></tr>"
            rows = "".join(
                f"<tr><td><ins>{self._words(edit.given)}</ins></td><td><del>{self._words(edit.printed)}</del></td></tr>"
                for edit in verdict.edits
            )
            yield f"<table>{head}{rows}</table>"
        if verdict.ruling is Ruling.NOT_FOUND and verdict.remark is not Remark.SHORT:
            yield f"<p>{self._say('nowhere')}</p>"
            yield from (f"<p>{self._say('nearest')}</p>{self._source([hit.record])}" for hit in verdict.nearest[:1])
        yield from map(self._source, _whole(verdict.hits)[: _LIMITS.hits if verdict.remark else 1])

    def _source(self, halves: Sequence[Record]) -> str:
        record, said = halves[0], " … ".join(_flat(half.text) for half in halves)
        who = " · ".join(self._named(record)) or self._label["nobody"]
        return (
            f'<blockquote lang="{escape(record.language)}">{escape(said)}</blockquote>'
            f'<p class="source">{self._say("said")} <b>{escape(who)}</b><br>{_cited(record)}</p>'
        )

    def _doubts(self) -> Iterator[str]:
        if self._draft.doubts:
            yield f'<section class="figures"><h2>{self._say("figures")}</h2><ul>'
            yield from map(self._doubt, self._draft.doubts)
            yield "</ul></section>"

    def _doubt(self, doubt: Doubt) -> str:
        mine, theirs = escape(doubt.span.of(self._text)), escape(_flat(doubt.figure.text))
        return (
            f"<li><b>{mine}</b>. {self._say('figure')}: <b>{theirs}</b>"
            f'<blockquote>{escape(_flat(doubt.fact.text))}</blockquote><p class="source">{_cited(doubt.fact)}</p></li>'
        )

    def _say(self, key: str) -> str:
        return escape(self._label[key])

    def _words(self, text: str) -> str:
        return escape(_flat(text)) or f"<i>{self._say('nothing')}</i>"


def _whole(hits: Sequence[Hit]) -> list[list[Record]]:
    """What was said, each with its halves where the reporter's words break it."""
    found: dict[tuple[object, ...], list[Record]] = {}
    for record in (hit.record for hit in hits):
        told = record.span if record.group is None else (record.group, record.speaker)
        found.setdefault((record.article_id, told), []).append(record)
    return [sorted(halves, key=lambda one: one.span) for halves in found.values()]


def _cited(record: Record) -> str:
    day = record.published.value if record.published else ""
    place = f"{record.path}:{record.span.start}–{record.span.end}"
    return " · ".join(escape(_flat(part)) for part in (record.title, record.outlet, day, place) if part)


def _kind(verdict: Verdict) -> str:
    if verdict.unchecked:
        return "unchecked"
    return "unsettled" if verdict.unsettled else _word(verdict.ruling)


def _word(ruling: Ruling) -> str:
    return ruling.value.replace(" ", "_")


def _flat(text: str) -> str:
    return " ".join(text.split())
