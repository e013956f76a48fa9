"""Whether somebody printed a quotation as it was said: exact, altered, misattributed or not found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import groupby, pairwise
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from corpus.analysis import similarity
from corpus.analysis.folding import words
from corpus.analysis.spelling import stems
from corpus.index import Asked, Candidate, Store, Wanted, pair
from corpus.index.passages import empty_words
from corpus.languages import DEFAULT, detect
from corpus.model import Article, QuoteKind, Record, Span
from corpus.results import Edit, Hit, Query, Ruling, Verdict

_COMPARED = 16  # candidates
_SHORT, _SHARING = 10, 80  # words of a short text, and candidates of which those with most of its words are compared
_FOUND, _KEPT = 68.0, 0.65  # from which likeness on a text is a quotation of the corpus
_LETTERS, _HALF = 85.0, 0.5  # the same where almost all letters are kept: "can not" is two other words than "cannot"
_JUDGED = 6  # of the likeliest that are compared word by word
_CLOSE = 4.0  # percent under the likeliest that may still be the quotation meant
_TELLING, _PASSAGES = 6, 6  # words by which the reporter's own sentences are sought, and how many passages are read
_PART, _OF_IT = 4, 0.3  # words between marks that are a quotation of their own, and their share of what was sent
_NEAREST = 3
_ALIGNED = 60_000  # pairs of words up to which a fragment is laid against a quotation word by word
_REPEAT = 3.0  # points: a pull quote repeats a line of the article, which is the one to cite
# Leaving out a printed word costs less than changing one: quotations are shortened more often than garbled.
_OMITTED = 0.45

_TOKEN = re.compile(r"\S+")
_STYLE = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "’": "'", "‘": "'", "‚": "'", "‹": "'", "›": "'",
     "–": "-", "—": "-", "‑": "-", "…": "...", "\u00a0": " ", "\u00ad": None, "\u200b": None}
)  # fmt: skip
_MARKED = re.compile('["“„«]([^"“”„«»]{9,})["”“»]')
_EDGES = "\"'.,;:!?…-–—()[] \t\n\r"


def verify(store: Store, query: Query) -> Verdict:
    """The sent text is taken as the quotation; where nobody said that, the longest part of it between marks is."""
    text = query.text
    verdict = _verdict(store, query, text, 0)
    if verdict.ruling != Ruling.NOT_FOUND:
        return verdict
    longest = max(_MARKED.finditer(text), key=lambda part: len(part[1]), default=None)
    if longest and len(words(longest[1])) >= max(_PART, _OF_IT * len(words(text))):
        inner = _verdict(store, query, longest[1], longest.start(1))
        return inner if inner.ruling != Ruling.NOT_FOUND else verdict
    return verdict


def _verdict(store: Store, query: Query, text: str, offset: int) -> Verdict:
    given = words(text)
    if len(given) < 2:  # a single word is everybody's
        return Verdict(query, Ruling.NOT_FOUND)
    ranked = _ranked(given, _candidates(store, query, given))
    if not offset and not any(one.found for one in ranked):
        ranked = _ranked(given, [*_prose(store, query, given, text), *(one.candidate for one in ranked)])
    best = [one for one in ranked if one.found]
    if not best:
        return Verdict(query, Ruling.NOT_FOUND, nearest=tuple(_nearest(ranked)))
    close = [one for one in best[:_JUDGED] if one.score > best[0].score - _CLOSE]
    compared = [(one, _edits(text, one.candidate, offset)) for one in close]
    compared.sort(key=lambda pair: (len(pair[1]) > 0, _wrong(query, pair[0].candidate), -pair[0].score))
    (first, edits), *_ = compared
    ruling = Ruling.ALTERED if edits else Ruling.EXACT
    if _wrong(query, first.candidate):
        ruling = Ruling.MISATTRIBUTED
    hits = tuple(Hit(one.candidate.record(), one.score / 100) for one, _ in compared[: max(1, query.limit)])
    return Verdict(query, ruling, hits, tuple(edits))


def _nearest(ranked: Iterable[_Likely]) -> Iterator[Hit]:
    """What is most alike, the same words once: with their speaker, where one is known."""
    alike = sorted((one for one in ranked if one.score > 50), key=lambda one: (-one.score, not one.candidate.speaker))
    unlike = {similarity.folded(one.candidate.text): one for one in reversed(alike)}
    for one in nlargest(_NEAREST, unlike.values(), key=lambda one: one.score):
        yield Hit(one.candidate.record(), one.score / 100)


class _Prose(NamedTuple):
    """Words of the reporter's: a sentence, or two that follow each other."""

    article: Article
    start: int
    end: int
    speaker: None = None
    speakers: tuple[str, ...] = ()
    kind: str = "sentence"

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]

    def record(self) -> Record:
        return Record.cut(self.article, self.kind, Span(self.start, self.end))


class _Likely(NamedTuple):
    candidate: Candidate | _Prose
    score: float  # likeness of the letters, in percent
    kept: float  # share of the sent words that stand there in the same order

    @property
    def found(self) -> bool:
        likely = self.score >= _FOUND and self.kept >= _KEPT
        return likely or (self.score >= _LETTERS and self.kept >= _HALF)


def _wrong(query: Query, candidate: Candidate | _Prose) -> bool:
    """Whether the asked speaker is known not to have said it."""
    asked = query.speaker
    return bool(
        asked and candidate.speakers and not any(similarity.same_person(asked, one) for one in candidate.speakers)
    )


# ---------------------------------------------------------------------- candidates
def _candidates(store: Store, query: Query, given: Sequence[str]) -> Sequence[Candidate]:
    """Slices that share the rarest of the words, and of the common ones in a row, wherever others were altered."""
    asked = dict.fromkeys((*given, *(pair(one, other) for one, other in pairwise(given))))
    short = len(given) <= _SHORT  # many share as many of a few words
    found = store.find(
        Wanted(
            groups=tuple((word,) for word in asked),
            most=True,
            article=query.article,
            since=query.since,
            until=query.until,
            limit=_SHARING if short else _COMPARED,
            collections=query.collections,
        )
    )
    sent = set(given)
    return nlargest(_COMPARED, found, key=lambda one: len(sent.intersection(words(one.text)))) if short else found


def _prose(store: Store, query: Query, given: Sequence[str], text: str) -> Iterator[_Prose]:
    """Sentences of the passages that share most of the longest words."""
    telling = sorted((word for word in given if word not in empty_words(DEFAULT)), key=lambda word: -len(word))
    languages = (DEFAULT, detect(text))
    groups = tuple({stems([word], language)[0] for language in languages} for word in dict.fromkeys(telling[:_TELLING]))
    if len(groups) < 2:
        return
    for passage in store.passages(Asked(groups, query.article, _PASSAGES, query.collections)).found:
        day = passage.article.published.value if passage.article.published else ""
        if (query.since and day < query.since.isoformat()) or (query.until and not "" < day <= query.until.isoformat()):
            continue
        spans = [span for span, _ in passage.sentences]
        for first, last in (*zip(spans, spans, strict=True), *pairwise(spans)):
            yield _Prose(passage.article, first.start, last.end)


def _ranked(given: Sequence[str], found: Iterable[Candidate | _Prose]) -> list[_Likely]:
    sent = " ".join(given)
    scored = []
    for candidate in found:
        said = words(candidate.text)
        kept = LCSseq.similarity(given, said) / len(given)
        prose = isinstance(candidate, _Prose)
        scored.append(_Likely(candidate, 0.0 if prose and kept < _HALF else _likeness(sent, " ".join(said)), kept))
    scored.sort(key=lambda one: (-one.found, _REPEAT * (one.candidate.kind == QuoteKind.PULL) - one.score))
    return scored


def _likeness(sent: str, said: str) -> float:
    """Of the whole; of the best part of the longer one where the sent text is only a part."""
    whole = fuzz.ratio(sent, said)
    if len(sent) > 0.9 * len(said):
        return whole
    return max(whole, fuzz.partial_ratio(sent, said, score_cutoff=whole))


# ---------------------------------------------------------------------- edits
class _Token(NamedTuple):
    text: str  # as compared: case and style of marks of no account
    span: Span


def _tokens(text: str) -> list[_Token]:
    """The words with the punctuation on them; marks that stand alone are left out."""
    found = []
    for token in _TOKEN.finditer(text):
        plain = token[0].translate(_STYLE).replace('"', "").lower().strip("'")
        if plain.strip(_EDGES):
            found.append(_Token(plain, Span(*token.span())))
    return found


def _edits(text: str, candidate: Candidate | _Prose, offset: int) -> list[Edit]:
    """The differences between the sent text and the slice; cut edges are none."""
    given, printed = _tokens(text), _tokens(candidate.text)
    if not given or not printed or text.strip() in candidate.text:
        return []
    ours, theirs = [token.text for token in given], [token.text for token in printed]
    ours[0], ours[-1] = ours[0].lstrip(_EDGES), ours[-1].rstrip(_EDGES)
    first, last = _window(ours, theirs)
    theirs = theirs[first:last]
    theirs[0], theirs[-1] = theirs[0].lstrip(_EDGES), theirs[-1].rstrip(_EDGES)
    return [
        Edit(
            text[given[a].span.start : given[b - 1].span.end] if a < b else "",
            candidate.text[printed[c + first].span.start : printed[d - 1 + first].span.end] if c < d else "",
            _span(given, a, b, offset),
            _span(printed, c + first, d + first, candidate.start),
        )
        for a, b, c, d in _differences(ours, theirs)
    ]


def _window(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """Which of the printed words the sent ones stand for: where they are changed least into one another."""
    bare, sent = [word.strip(_EDGES) for word in theirs], [word.strip(_EDGES) for word in ours]
    for start in range(len(bare) - len(sent) + 1):
        if bare[start] == sent[0] and bare[start : start + len(sent)] == sent:
            return start, start + len(sent)
    if len(ours) * len(theirs) > _ALIGNED:
        return 0, len(theirs)
    costs, starts = [0.0] * (len(bare) + 1), list(range(len(bare) + 1))
    for word in sent:
        row, origin = [costs[0] + 1], [0]
        for j, other in enumerate(bare):
            choices = (
                (costs[j] + (word != other), -starts[j]),
                (costs[j + 1] + 1, -starts[j + 1]),
                (row[j] + _OMITTED, -origin[j]),
            )
            cost, start = min(choices)
            row.append(cost)
            origin.append(-start)
        costs, starts = row, origin
    end = min(range(1, len(costs)), key=lambda j: (costs[j], abs(j - starts[j] - len(sent))))
    return min(starts[end], end - 1), end


def _differences(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    for same, run in groupby(Levenshtein.opcodes(ours, theirs), key=lambda code: code.tag == "equal"):
        parts = list(run)
        if not same:
            yield parts[0].src_start, parts[-1].src_end, parts[0].dest_start, parts[-1].dest_end


def _span(tokens: Sequence[_Token], first: int, last: int, offset: int) -> Span:
    if first < last:
        return Span(offset + tokens[first].span.start, offset + tokens[last - 1].span.end)
    at = offset + (tokens[first].span.start if first < len(tokens) else tokens[-1].span.end)
    return Span(at, at)
