"""What a person corrects, checked before it is kept: there is such a quotation, such a name, such a day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from corpus import corrections
from corpus.analysis.folding import fold, words
from corpus.corrections import Act, Correction
from corpus.errors import NoSuchArticle, WrongUse
from corpus.index import Naming, Store, Wanted
from corpus.limits import NAME, TITLE, fit
from corpus.model import SEEDS, Extraction, Hand, Quote, QuoteKind, Span

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class CopySearch:
    """How the copies of a quotation are found that a correction is for as well. Set by hand: its longest words are
    rare."""

    words: int = 3  # of a quotation by which its copies are found
    looked_at: int = 200  # quotations with them, at most


_COPIES = CopySearch()


def in_article(
    store: Store, article: str, act: Act, value: str, *, by: str, span: Span | None, collections: tuple[str, ...]
) -> Correction:
    """A correction in one article, kept and applied. Raises WrongUse for what cannot be so."""
    found = store.article(article, collections)
    if found is None:
        raise NoSuchArticle(article)
    given = _checked(act, value)
    if act in (Act.SPEAKER, Act.HIDE):
        quote = _quote(found, span)
        if act is Act.HIDE and quote not in found.quotes and not _between_marks(found, quote.span):
            _no_quotation(store, found, quote.span)
        one = corrections.of(found.article, act, _spelt(store, given, collections), hand(by), span=quote.span)
        one = replace(one, kind=quote.kind)
    else:
        one = corrections.of(found.article, act, given, hand(by))
    if same := _already(store, one):
        return same
    store.amend([one], _replaced(store, one))
    _again(store, one)
    return one


def of_people(
    store: Store, act: Act, spelling: str, value: str, *, by: str, collection: str, collections: tuple[str, ...],
    article: str | None = None,
) -> Correction:  # fmt: skip
    """Two spellings made one person, or two people told apart, in all articles or in one. Raises WrongUse."""
    spelling, value = _line("name", spelling, NAME), _line("name", value, NAME)
    known = _called(store, spelling, collections)
    if known is None:
        raise WrongUse(f"Nobody is called “{spelling}” in these articles; write the name as it is shown.",
                       "nobody_called", name=spelling)  # fmt: skip
    if act is Act.MERGE:
        value = _spelt(store, value, collections)
        if value == known:
            raise WrongUse(f"“{value}” is one name already; give two different ones.", "same_name", name=value)
        _no_circle(store, known, value, collection)
    one = Correction(act, value, hand(by), collection, spelling=known)
    if article:
        found = store.article(article, collections)
        if found is None:
            raise NoSuchArticle(article)
        one = corrections.of(found.article, act, value, one.hand, spelling=known)
    elif value == known:
        raise WrongUse(f"“{value}” is one name already; give two different ones.", "same_name", name=value)
    if same := _already(store, one):
        return same
    store.amend([one])
    return one


def undo(store: Store, id: str, collections: tuple[str, ...] | None) -> Correction:
    """Raises WrongUse where no such correction is in force."""
    for one in store.corrections(collections):
        if one.id == id:
            store.amend(undone=[id])
            _again(store, one)
            return one
    raise WrongUse(f"There is no correction {id!r}; `corrections` lists those there are.", "no_correction", id=id)


def hand(by: str) -> Hand:
    """Who corrects, at this moment."""
    name = " ".join("".join(letter for letter in by if letter.isprintable()).split())[:NAME]
    return Hand(name or "?", datetime.now(UTC).isoformat(timespec="seconds"))


# ---------------------------------------------------------------------- what is given
def _checked(act: Act, value: str) -> str:
    if act is Act.DATE:
        return _day(value)
    if act is Act.TITLE:
        return _line("title", value, TITLE)
    return _line("name", value, NAME) if value.strip() and act is Act.SPEAKER else ""


def _line(name: str, value: str, longest: int) -> str:
    """One line of visible letters."""
    clean = " ".join("".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in value).split())
    fit(name, clean, longest)
    if not words(clean):
        raise WrongUse(f"This {name} has no letter in it; write one.", f"no_{name}")
    return clean


def _day(value: str) -> str:
    given = value.strip()
    try:
        return date.fromisoformat(given).isoformat() if _DAY.fullmatch(given) else _no_day(given)
    except ValueError:
        return _no_day(given)


def _no_day(given: str) -> str:
    raise WrongUse(f"“{given[:40]}” is no day; write it as 2025-09-03.", "no_day", words=given[:40])


def _quote(found: Extraction, span: Span | None) -> Quote:
    """The quotation at the span, or the slice that is to be one."""
    size = len(found.article.text)
    if span is None or not 0 <= span.start < span.end <= size:
        where = "" if span is None else f" {span.start}–{span.end}"
        raise WrongUse(f"There is no passage{where} in {found.article.path}.",
                       "no_passage", path=found.article.path)  # fmt: skip
    return next((quote for quote in found.quotes if quote.span == span), None) or Quote(span, QuoteKind.DIRECT)


def _between_marks(found: Extraction, span: Span) -> bool:
    """Whether it may be taken for a quotation, such as a word in marks."""
    around = found.article.text[max(span.start - 1, 0) : span.start], found.article.text[span.end : span.end + 1]
    return all(mark in ('"', "'") or unicodedata.category(mark or " ") in ("Pi", "Pf", "Ps") for mark in around)


def _no_quotation(store: Store, found: Extraction, span: Span) -> None:
    """Raises WrongUse where there is none to be hidden; one that is hidden already was one."""
    if not any(one.act is Act.HIDE and one.span == span for one in _made_of(store, found)):
        where = f"{span.start}–{span.end} of {found.article.path}"
        raise WrongUse(f"There is no quotation at {where}, so none to be hidden; `quote` shows where they stand.",
                       "no_quotation", place=where)  # fmt: skip


def _no_circle(store: Store, spelling: str, name: str, collection: str) -> None:
    """Raises WrongUse where the name is itself called by the spelling, over however many steps."""
    called = {fold(one.spelling): one.value for one in store.corrections((collection,)) if one.act is Act.MERGE}
    met = name
    while (at := fold(met)) in called:
        met = called.pop(at)
        if fold(met) == fold(spelling):
            raise WrongUse(f"“{name}” is called “{spelling}” by a correction; undo that one first.",
                           "circle", name=name, spelling=spelling)  # fmt: skip


# ---------------------------------------------------------------------- what is there
def _made_of(store: Store, found: Extraction) -> list[Correction]:
    known = corrections.digest(found.article.text)
    made = store.corrections((found.article.collection,))
    return [one for one in made if one.article == found.article.id and one.digest == known]


def _replaced(store: Store, one: Correction) -> list[str]:
    """What was said of the same words otherwise: words somebody said are a quotation."""
    other = {Act.SPEAKER: Act.HIDE, Act.HIDE: Act.SPEAKER}.get(one.act)
    place = (other, one.article, one.digest, one.span)
    made = store.corrections((one.collection,))
    return [m.id for m in made if (m.act, m.article, m.digest, m.span) == place]


def _spelt(store: Store, name: str, collections: tuple[str, ...]) -> str:
    """The name as the index has it, where it is somebody's apart from case and accents."""
    asked = words(name)
    found = store.names(Naming(tuple((word,) for word in asked), collections=collections)) if asked else ()
    return next((one.name for one in found if fold(one.name) == fold(name)), name)


def _called(store: Store, spelling: str, collections: tuple[str, ...]) -> str | None:
    """The spelling as articles have it; None where nobody has it."""
    asked = words(spelling)
    found = store.names(Naming(tuple((word,) for word in asked), collections=collections))
    spellings = [one for name in found for one in (name.name, *name.aliases)]
    near = [one for one in spellings if fold(one) == fold(spelling)]
    return spelling if spelling in near else next(iter(near), None)


def _already(store: Store, one: Correction) -> Correction | None:
    """The same, if it is what was said last of the same: a button may be pressed twice."""
    place = (one.act, one.article, one.digest, one.span, one.spelling)
    made = store.corrections((one.collection,))
    last = next((m for m in reversed(made) if (m.act, m.article, m.digest, m.span, m.spelling) == place), None)
    return last if last and last.value == one.value else None


def _again(store: Store, one: Correction) -> None:
    """Stores the same text anew where other files hold it, so that the correction shows in all of them."""
    if not one.words:
        return
    rare = sorted(set(words(one.words)), key=len)[-_COPIES.words :]
    shown = store.state().collections if one.collection == SEEDS else (one.collection,)  # what all share is so for all
    wanted = Wanted(groups=tuple((word,) for word in rare), limit=_COPIES.looked_at, collections=shown)
    copies: Iterable[tuple[str, str]] = dict.fromkeys(
        (met.origin.collection, met.origin.id)
        for met in store.find(wanted)
        if met.origin.id != one.article and corrections.digest(met.origin.text) == one.digest
    )
    store.put(found for name, key in copies if (found := store.article(key, (name,))))
