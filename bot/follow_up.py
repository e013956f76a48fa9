"""What somebody goes on to ask: "and Rubio?", "what about last week?" keep the rest of the question before."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from bot import wording
from bot.catalogue import LANGUAGES, say
from bot.reply import Reply, Request
from bot.typed import TYPED, any_of, heard, leading, offices, words_of
from corpus import days
from corpus.analysis.folding import fold
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
# A name: capitals, and small words between two of them; within a question it does not come first.
_CAPITALS = (
    rf"[^\W\d_a-zà-ÿ][\w.’'-]*(?:\s+(?:(?:{any_of({*words_of('particles'), *words_of('of')})})\s+)?"
    r"[^\W\d_a-zà-ÿ][\w.’'-]*)*"
)
_NAMED = re.compile(rf"(?<=\w ){_CAPITALS}")
_TOPIC = re.compile(rf"(?P<about>\b(?:{_ABOUT})\s+)(?P<topic>[^?]+)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_a-zà-ÿ][\w.’'-]*(?:\s+[\w.’'-]+)*")
# "the harbour director", "la ministra de Hacienda", cut short or whole; and a name with its article or without.
_CALLING = [
    re.compile(
        rf"\b(?:{any_of(words_of('determiners'))})(?:\s+[a-zà-ÿ-]+){{{number}}}(?![\w-])"
        rf"(?:\s+(?:{any_of(words_of('of'))})\s+[\w-]+)?"
    )
    for number in (1, 2, 3)
]
_PLAIN = re.compile(rf"(?:(?i:{any_of(words_of('determiners'))})\s+)?(?P<name>{_CAPITALS})")
_DETERMINERS = frozenset(map(str.casefold, words_of("determiners")))
_PERSONS = ("quote", "who", "fact", "timeline")


def follow_up(text: str, before: Request | None, person: str = "") -> Request | None:
    """The request a short text after another stands for; None where it asks something of its own. `person`: whom the
    answer before named."""
    if before is not None and (named := _of_somebody(text, before, person)):
        return named
    if before is not None and before.command == "ask" and (asked := _asked_again(text, before)):
        return asked
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


def _of_somebody(text: str, before: Request, person: str) -> Request | None:
    """ "How old is she?" of whom the answer before named, else of the only one whom the question before did."""
    code = heard(text)
    pronoun = _pronoun(code).search(text)
    if pronoun is None or not pronoun.start() or _told_before(text[: pronoun.start()]):
        return None
    whom = person or _only_name(before)
    if not whom:
        return None
    return Request.of("ask", {"query": f"{text[: pronoun.start()]}{whom}{text[pronoun.end() :]}".strip()})


@cache
def _pronoun(code: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(TYPED[code].get('pronouns', ()))})\b" if "pronouns" in TYPED[code] else r"\b\B")


def _told_before(text: str) -> bool:
    """Whether somebody else is spoken of before it, whom it may mean: "did the mayor say whether she"."""
    return bool(_NAMED.search(text)) or any(_office(one[0]) for form in _CALLING for one in form.finditer(text))


def _only_name(before: Request) -> str:
    """Whom the request before was about, where that is one person by name."""
    if before.command in _PERSONS:
        return before.option("speaker") or before.option("query") or ""
    names = {one[0] for one in _NAMED.finditer(before.option("query") or "")}
    return names.pop() if before.command == "ask" and len(names) == 1 else ""


def understood(reply: Reply) -> Reply:
    """An answer to what was gone on to be asked, with the whole question it was taken for."""
    question = reply.request.option("query")
    if reply.request.command != "ask" or not question:
        return reply  # the note of any other answer says what it is for
    since, until = (days.first(day, "") if day else None for day in map(reply.request.option, ("since", "until")))
    whole = ", ".join(part for part in (question, wording.period(since, until)) if part)
    taken = say("ask.understood", question=say("cite.title", title=crop(whole, _SHOWN)))
    return replace(reply, note=f"{taken} {reply.note}".strip())


def _asked_again(text: str, before: Request) -> Request | None:
    """ "When?", "¿y por qué?": the question before, asked in this way."""
    alone = fold(_LEAD.sub("", text.strip().lstrip("¿ "), count=1)).strip(" ?!.")
    place = next((listed.index(alone) for listed in _asks().values() if alone in listed), None)
    question = (before.option("query") or "").strip()
    if place is None or not question:
        return None
    code = heard(question)
    spelt = TYPED[code]["asks"][place]
    rest = _asking(code).sub("", question.lstrip("¿ "), count=1)
    opening = "¿" if question.startswith("¿") else ""
    return _with(before, query=f"{opening}{spelt.capitalize()} {rest[:1].lower()}{rest[1:]}")


@cache
def _asking(code: str) -> re.Pattern[str]:
    """The word a question of this language opens with, where it asks for more than a yes or a no."""
    listed = TYPED[code]
    words = {*listed["questions"], *listed["asks"]} - set(listed.get("helpers", ()))
    return re.compile(rf"(?:{any_of(words)})\s+", re.IGNORECASE)


@cache
def _asks() -> dict[str, list[str]]:
    return {code: list(map(fold, listed.get("asks", ()))) for code, listed in TYPED.items()}


def _within(before: Request, told: days.Told) -> Request:
    since, until = (edge.isoformat() if edge else None for edge in (told.first, told.last))
    return _with(before, since=since, until=until)


def _asked(new: str, before: Request) -> Request | None:
    """The question before with another person, or with another subject."""
    question = before.option("query") or ""
    somebody = bool(_NAME.fullmatch(new)) or _office(new)
    speaker = _SPEAKER.search(question) if somebody else None
    told = bool(speaker and speaker["after"].strip(" ?"))
    put = None if told else _put(new, question)
    if put:
        return _with(before, query=put)
    if speaker:
        return _with(before, query=question[: speaker.start("who")] + new + question[speaker.end("who") :])
    if found := _TOPIC.search(question):
        return _with(before, query=question[: found.start("topic")] + new + question[found.end("topic") :])
    return Request.of("quote", {"query": new}) if somebody else None  # of a question that named nobody: what they said


def _put(new: str, question: str) -> str | None:
    """The question with somebody or something else in place of the only name it has, or of the office."""
    if _office(new):
        told = next((one for form in _CALLING for one in form.finditer(question) if _office(one[0])), None)
        return f"{question[: told.start()]}{new}{question[told.end() :]}" if told else None
    names = list(_NAMED.finditer(question))
    named = _PLAIN.fullmatch(new)
    if named is None or len(names) != 1:
        return None
    return f"{question[: names[0].start()]}{named['name']}{question[names[0].end() :]}"


def _office(words: str) -> bool:
    """ "the mayor", "la ministra de Hacienda": somebody by what they are."""
    first, _, rest = words.casefold().partition(" ")
    if first not in _DETERMINERS or not rest:
        return False
    called = rest.split()[:3]  # "the acting mayor"
    return any(word in offices(code) for code in LANGUAGES for word in called)


def _with(before: Request, **changed: str | None) -> Request:
    return Request.of(before.command, {**dict(before.options), **changed})
