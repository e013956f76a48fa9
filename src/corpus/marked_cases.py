"""Corrections as marked sentences, the form in which the tests say what extraction is to find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from corpus.corrections import Act, Correction
from corpus.model import Extraction, MentionKind, QuoteKind, Span

_LETTERS = {QuoteKind.INDIRECT: "I", QuoteKind.POST: "P", QuoteKind.PULL: "L"}
_BREAK = " / "  # begins a new line of the article

Read = Callable[[Correction], Iterable[Extraction]]  # the articles a correction is about


def lines(made: Iterable[Correction], read: Read) -> Iterator[str]:
    """By the file of `tests/marked` they belong to; what cannot be marked is said in a comment."""
    files: dict[str, list[str]] = defaultdict(list)
    for one in _latest(made):
        for name, case in _cases(one, read):
            files[name] += [f"# {one.hand.by}, {one.hand.when[:10]}", case]
    for name in sorted(files):
        yield f"# {name}"
        yield from files[name]


def _latest(made: Iterable[Correction]) -> Iterable[Correction]:
    """Of several about the same words only the last: one sentence cannot be marked two ways."""
    return {(one.article, one.digest, one.span) if one.span else one.id: one for one in made}.values()


def _cases(one: Correction, read: Read) -> Iterator[tuple[str, str]]:
    if one.act in (Act.TITLE, Act.DATE):
        return
    for found in read(one):
        code = found.article.language or "en"
        if one.act in (Act.SPEAKER, Act.HIDE):
            yield f"quotes_{code}.txt", _quotation(found, one)
            return
        if case := _people(found, one):
            yield f"people_{code}.txt", case
            return
    yield "not to be marked", f"# {one.act.value}: {one.spelling or one.words} – {one.value}"


def _quotation(found: Extraction, one: Correction) -> str:
    """The paragraph of the words, behind the one that names the speaker, if that is another one."""
    text = found.article.text
    at = text.find(one.words)
    span = one.span if one.span and one.span.of(text) == one.words else Span(at, at + len(one.words))
    if span.start < 0:
        return f"# no longer there: {_one_line(one.words)}"
    if "\n" in one.words:
        return f"# words of several lines cannot be marked: {_one_line(one.words)}"
    own, head = _paragraph(text, span), ""
    name = next((quote.speaker for quote in found.quotes if quote.span == span), None) or one.value
    if one.act is Act.SPEAKER and one.value and name not in own.of(text):
        named = [m.span for m in found.mentions if m.person == name and m.span.of(text) == name]
        near = min(named, key=lambda other: abs(other.start - span.start), default=None)
        if near is None:
            return f"# {name} is not named in the article: {_one_line(one.words)}"
        other = _paragraph(text, near)
        if near.start > span.end:
            return _marked(text, Span(own.start, other.end), [(span, _letter(one, name))])
        head = _marked(text, other, []) + _BREAK
    return head + _marked(text, own, [(span, _letter(one, name))])


def _letter(one: Correction, name: str) -> str:
    if one.act is Act.HIDE:
        return "N"
    return f"{_LETTERS.get(one.kind, 'Q')}={name if one.value else ''}"


def _people(found: Extraction, one: Correction) -> str:
    """The paragraphs in which both names stand, every name in them marked; empty where they do not."""
    text = found.article.text
    names = [m for m in found.mentions if m.kind is MentionKind.NAME]
    wanted = [m for m in names if m.person == one.value]
    if one.spelling not in {m.span.of(text) for m in wanted}:
        return ""
    if one.act is Act.MERGE and one.value not in {m.span.of(text) for m in wanted}:
        return ""
    spans = dict.fromkeys(_paragraph(text, mention.span) for mention in wanted)
    marks = [(mention.span, f"N={mention.person or ''}") for mention in names]
    return _BREAK.join(_marked(text, span, [mark for mark in marks if mark[0] in span]) for span in sorted(spans))


def _paragraph(text: str, span: Span) -> Span:
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return Span(start, end if end >= 0 else len(text))


def _marked(text: str, span: Span, marks: list[tuple[Span, str]]) -> str:
    done, at = "", span.start
    for where, mark in sorted(marks):
        done += f"{_one_line(text[at : where.start])}{{{mark}|{_one_line(where.of(text))}}}"
        at = where.end
    return done + _one_line(text[at : span.end])


def _one_line(text: str) -> str:
    """Braces and bars would be read as marks."""
    return text.translate({ord("{"): "(", ord("}"): ")", ord("|"): "/"}).replace("\n", _BREAK)
