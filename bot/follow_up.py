"""What somebody goes on to ask: "and Rubio?", "what about last week?" keep the rest of the question before."""

from __future__ import annotations

import re

from bot.reply import Request
from bot.typed import any_of, leading, words_of
from corpus import days

_LEAD = re.compile(rf"¿?{leading(words_of('follow'))}", re.IGNORECASE)
_LONGEST = 6  # words of what is new
_ABOUT = any_of(words_of("about"))
_SPEAKER = re.compile(
    rf"(?P<before>\b{leading(words_of('did'))})(?P<who>.+?)"
    rf"(?P<after>\s+(?:{any_of(words_of('said'))}|{_ABOUT})\b|\s*\?*$)",
    re.IGNORECASE,
)
_TOPIC = re.compile(rf"(?P<about>\b(?:{_ABOUT})\s+)(?P<topic>[^?]+)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_a-zà-ÿ][\w.’'-]*(?:\s+[\w.’'-]+)*")
_PERSONS = ("quote", "who", "fact", "timeline")


def follow_up(text: str, before: Request | None) -> Request | None:
    """The request a short text after another stands for; None where it asks something of its own."""
    lead = _LEAD.match(text.strip())
    new = text.strip()[lead.end() :].strip(" ?!.¿") if lead else ""
    if before is None or not new or len(new.split()) > _LONGEST:
        return None
    if told := days.in_question(new) or days.in_question(f"on {new}"):
        return _within(before, told)
    if before.command == "ask":
        return _asked(new, before)
    if before.command == "quote" and not _NAME.fullmatch(new):
        speaker = before.option("speaker") or (None if before.option("about") else before.option("query"))
        return _with(before, query=new, speaker=speaker)
    if before.command in _PERSONS:
        main = "speaker" if before.option("speaker") else "query"
        return _with(before, **{main: new})
    return None


def _within(before: Request, told: days.Told) -> Request:
    since, until = (edge.isoformat() if edge else None for edge in (told.first, told.last))
    return _with(before, since=since, until=until)


def _asked(new: str, before: Request) -> Request | None:
    """The question before with another person, or with another subject."""
    question = before.option("query") or ""
    if _NAME.fullmatch(new) and (found := _SPEAKER.search(question)):
        return _with(before, query=question[: found.start("who")] + new + question[found.end("who") :])
    if found := _TOPIC.search(question):
        return _with(before, query=question[: found.start("topic")] + new + question[found.end("topic") :])
    return None


def _with(before: Request, **changed: str | None) -> Request:
    return Request.of(before.command, {**dict(before.options), **changed})
