"""What somebody goes on to ask: "and Rubio?", "what about last week?" keep the rest of the question before."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from bot import wording
from bot.catalogue import LANGUAGES, say
from bot.reply import Reply, Request
from bot.typed import any_of, leading, words_of
from corpus import days
from corpus.languages import lexicon
from corpus.limits import crop

_LEAD = re.compile(rf"¿?{leading(words_of('follow'))}", re.IGNORECASE)
_SHOWN = 300  # characters of a question that are repeated
_LONGEST = 6  # words of what is new
_ABOUT = any_of(words_of("about"))
_SPEAKER = re.compile(
    rf"(?P<before>\b{leading(words_of('did'))})(?P<who>.+?)"
    rf"(?P<after>\s+(?:{any_of(words_of('said'))}|{_ABOUT})\b|\s*\?*$)",
    re.IGNORECASE,
)
_TOPIC = re.compile(rf"(?P<about>\b(?:{_ABOUT})\s+)(?P<topic>[^?]+)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_a-zà-ÿ][\w.’'-]*(?:\s+[\w.’'-]+)*")
_DETERMINERS = frozenset(map(str.casefold, words_of("determiners")))
_CALLED = (("titles", "words"), ("roles", "either"), ("roles", "female"), ("roles", "male"))
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


def understood(reply: Reply) -> Reply:
    """An answer to what was gone on to be asked, with the whole question it was taken for."""
    question = reply.request.option("query")
    if reply.request.command != "ask" or not question:
        return reply  # the note of any other answer says what it is for
    since, until = (days.first(day, "") if day else None for day in map(reply.request.option, ("since", "until")))
    whole = ", ".join(part for part in (question, wording.period(since, until)) if part)
    taken = say("ask.understood", question=say("cite.title", title=crop(whole, _SHOWN)))
    return replace(reply, note=f"{taken} {reply.note}".strip())


def _within(before: Request, told: days.Told) -> Request:
    since, until = (edge.isoformat() if edge else None for edge in (told.first, told.last))
    return _with(before, since=since, until=until)


def _asked(new: str, before: Request) -> Request | None:
    """The question before with another person, or with another subject."""
    question = before.option("query") or ""
    somebody = bool(_NAME.fullmatch(new)) or _office(new)
    if somebody and (found := _SPEAKER.search(question)):
        return _with(before, query=question[: found.start("who")] + new + question[found.end("who") :])
    if found := _TOPIC.search(question):
        return _with(before, query=question[: found.start("topic")] + new + question[found.end("topic") :])
    return Request.of("quote", {"query": new}) if somebody else None  # of a question that named nobody: what they said


def _office(words: str) -> bool:
    """ "the mayor", "la ministra de Hacienda": somebody by what they are."""
    first, _, rest = words.casefold().partition(" ")
    if first not in _DETERMINERS or not rest:
        return False
    called = rest.split()[:3]  # "the acting mayor"
    return any(word in _offices(code) for code in LANGUAGES for word in called)


@cache
def _offices(code: str) -> frozenset[str]:
    tables = lexicon(code, "titles").tables()
    return frozenset(
        word for table, key in _CALLED for word in str(tables.get(table, {}).get(key, "")).casefold().split()
    )


def _with(before: Request, **changed: str | None) -> Request:
    return Request.of(before.command, {**dict(before.options), **changed})
