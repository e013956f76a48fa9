"""What a newspaper's own correction says of words it printed: they were others, or somebody else's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.analysis.folding import fold, words
from corpus.model import Span
from corpus.verify.alignment import place
from corpus.verify.marked import marked
from corpus.verify.names import named, same_name
from corpus.verify.printed import heads
from corpus.verify.utterances import Stretch
from corpus.verify.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class NoteRules:
    """When words of a note by which a newspaper corrects itself are a part of others. Set by hand."""

    little: int = 3  # words that are everybody's, at most


_RULES = NoteRules()

_END = re.compile(r"[.!?…][\"”»“’']*\s+(?=[^\W\d_a-zà-ÿ]|[¿¡\"“„«])")


Names = tuple[tuple[str, ...], ...]


class Note(NamedTuple):
    """What a correction says. `stretch` is what was wrong in print; then whose the words were not, and whose they
    are. Both are empty where the words differ."""

    stretch: Stretch
    wrong: tuple[tuple[str, ...], ...]
    right: tuple[tuple[str, ...], ...]

    def says(self, claimed: str) -> bool | None:
        """Whether the words are theirs; None where the note does not tell."""
        own = [*heads(claimed), *named(claimed).names]
        for name in own:
            if _one_of(name, self.right):
                return True
            if _one_of(name, self.wrong):
                return False
        return None


def _one_of(name: Sequence[str], others: Iterable[Sequence[str]]) -> bool:
    return any(same_name(name, (" ".join(other),)) for other in others)


def about(sent: Sequence[str], stretches: Iterable[Stretch]) -> Note | None:
    """The note by which one of these articles corrects the sent words, or a part of them that says something."""
    every = (Stretch(one.article, (quote.span,), (quote,)) for one in stretches for quote in one.quotes)
    notes = (found for one in every if (found := note(one)))  # few are: the words of the others need not be read
    return next((one for one in notes if _holds(sent, one.stretch.keys)), None)


def _holds(one: Sequence[str], other: Sequence[str]) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > _RULES.little and place(short, list(long)) is not None


def note(stretch: Stretch) -> Note | None:
    """What the first quotation of a correction says: “An earlier article quoted X as saying “…”. She said “…”.”"""
    text, span = stretch.article.text, stretch.spans[0]
    start = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", span.end)
    line = text[start : stop if stop >= 0 else len(text)]
    lead = line[: span.start - start]
    title = stretch.article.title.text if stretch.article.title else ""
    corrects = any(vocabulary().corrections.search(told) for told in (lead, title))
    lead = lead[max((part.outer.end for part in marked(lead)), default=0) :]  # behind the headline that is corrected
    if not corrects or not vocabulary().printed_wrongly.search(lead):
        return None
    if told := _same_sentence(line[span.end - start :]) or _in_lead(lead):
        return Note(stretch, *told)
    end = _END.search(line, span.end - start - 1)
    rest = line[end.end() :] if end else ""
    if not rest.strip():
        return None
    if marked(rest):
        return Note(stretch, (), ())
    wrong, right = _names(lead), next(filter(None, map(_names, _END.split(rest))), ())  # not who edits the paper
    return Note(stretch, wrong, right) if right and not set(wrong) & set(right) else None


def _in_lead(lead: str) -> tuple[Names, Names] | None:
    """An earlier article attributed to Ann Lee a remark by Bob Ray: “…”: whose it was not, and whose it is."""
    sentence = [part for part in _END.split(lead) if part.strip()][-1:]
    apart = (vocabulary().authors.sub(r", \1,", part) for part in sentence)  # ein Satz von Karl Vogt
    every = dict.fromkeys(name for part in apart for name in _names(part) if len(name) > 1)
    told = (tuple(words(found[1])) for part in sentence for found in vocabulary().authors.finditer(part))
    right = [name for name in told if name in every]
    wrong = [name for name in every if name not in right]
    return (tuple(wrong), tuple(right)) if len(right) == len(wrong) == 1 else None


def _same_sentence(behind: str) -> tuple[Names, Names] | None:
    """Whose the words were not, and whose they are, where one sentence says both: “…” was said by Ann Lee, not by
    Bob Ray."""
    sentence = _END.split(behind)[0]
    for comma in re.finditer(r",\s*([^\W\d_]+)\s+([^\W\d_]+)\s", sentence):
        if not vocabulary().negations.isdisjoint(map(fold, comma.groups())):
            right, wrong = _names(sentence[: comma.start()]), _names(sentence[comma.end() :])
            right = right or tuple(named(sentence[: comma.start()]).names)
            wrong = wrong or tuple(named(sentence[comma.end() :]).names)
            return (wrong, right) if wrong and right and not set(wrong) & set(right) else None
    return None


def _names(text: str) -> tuple[tuple[str, ...], ...]:
    return (*heads(text), *(name for name in named(text).names if len(name) > 1))


def told(found: Note) -> Span:
    """All of the note."""
    text, span = found.stretch.article.text, found.stretch.spans[0]
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))
