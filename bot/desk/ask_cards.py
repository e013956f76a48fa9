"""What stands above and below the answer to a question: the words that answer, what was printed before, who else."""

from __future__ import annotations

from collections.abc import Sequence

from bot import wording
from bot.catalogue import say
from corpus.limits import crop
from corpus.model import Record, Span
from corpus.results import Answer, Hit

_SHOWN = 300  # characters of a sentence in a note


def note(answer: Answer) -> str:
    """The note above an answer: the words that answer, where they are fewer than the sentence, with the day they mean;
    a warning where they may not answer; what was printed before, where that differed."""
    words, first = answer.answer, answer.hits[0].record
    told = [say("ask.doubtful")] if answer.doubtful else []
    if words is not None and len(words.span) < len(first.span):
        marked = say("cite.title", title=_cropped(words.text))
        told.append(f"{marked} ({wording.day(answer.day)})" if answer.day else marked)
    then = answer.before.record if answer.before else None
    if then is None or then.published is None:
        return " ".join(told)
    before = say("ask.before", day=wording.day(then.published.value), words=_cropped(then.text))
    return "\n".join([" ".join(told), before]).lstrip()


def _cropped(text: str) -> str:
    return crop(" ".join(text.split()), _SHOWN)


def quotes(hits: Sequence[Hit]) -> bool:
    return bool(hits) and all(wording.is_quote(hit.record) for hit in hits)


def parts(answer: Record | None, record: Record) -> tuple[Span, ...]:
    """The answering words, where they stand in this record."""
    inside = answer and answer.article_id == record.article_id and answer.span in record.span
    return (answer.span,) if answer and inside else ()
