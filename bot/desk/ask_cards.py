"""What stands above and below the answer to a question: the words that answer, what was printed before, who else."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot import wording
from bot.catalogue import say
from bot.reply import Choice, Request
from corpus.limits import crop
from corpus.model import Record, Span
from corpus.results import Answer

_SHOWN = 300  # characters of a sentence in a note
_NAME = re.compile(r"(?<=\w )[^\W\d_a-zà-ÿ][\w’-]*(?:\s+[^\W\d_a-zà-ÿ][\w’-]*)*")


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


def of_quotes(answer: Answer) -> bool:
    return bool(answer.supporting) and all(wording.is_quote(hit.record) for hit in answer.supporting)


def parts(answer: Record | None, record: Record) -> tuple[Span, ...]:
    """The answering words, where they stand in this record."""
    inside = answer and answer.article_id == record.article_id and answer.span in record.span
    return (answer.span,) if answer and inside else ()


def namesakes(request: Request, people: Callable[[str], tuple[str, ...]], most: int) -> tuple[Choice, ...]:
    """The question anew for each of the people whom the only name in it may mean, where it is a surname of several."""
    question = request.option("query") or ""
    names = list(_NAME.finditer(question))
    if len(names) != 1 or len(names[0][0].split()) > 1:
        return ()
    found = people(names[0][0])
    start, end = names[0].span()
    options = dict(request.options)
    return tuple(
        Choice(name, Request.of("ask", {**options, "query": f"{question[:start]}{name}{question[end:]}"}))
        for name in (found[:most] if len(found) > 1 else ())
    )
