"""What a person typed, as a request: `/quote Sheinbaum`, `summary`, `verify "…"`, or a plain question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.catalogue import joined, say
from bot.reply import Request
from bot.typed import TYPED, any_of, leading, words_of
from corpus.analysis.folding import fold
from corpus.errors import WrongUse
from corpus.limits import crop


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the desk can be asked. `main` is the option the words after the command go to."""

    name: str
    main: str = "query"
    options: tuple[str, ...] = ()
    alone: bool = False  # it may stand without any words


_FILTERS = ("speaker", "about", "article", "since", "until")
COMMANDS = (
    Command("quote", options=_FILTERS),
    Command("summary", main="article", options=("about", "since", "until"), alone=True),
    Command("ask", options=_FILTERS),
    Command("verify", options=("speaker",)),
    Command("fact", options=_FILTERS),
    Command("who"),
    Command("timeline", options=_FILTERS, alone=True),
    Command("articles", options=("since", "until"), alone=True),
    Command("article", main="article"),
    Command("status", alone=True),
    Command("corrections", alone=True),
    Command("help", alone=True),
)
BY_NAME = {command.name: command for command in COMMANDS}
_GREETINGS = frozenset(map(fold, words_of("greetings")))
_BY_WORD = {
    **{fold(word): BY_NAME["help"] for word in _GREETINGS},
    **{
        fold(word): BY_NAME[name]
        for typed in TYPED.values()
        for name, words in typed["commands"].items()
        for word in words
    },
    **BY_NAME,
}
_OPTION_NAMES = {
    **{
        fold(word): name
        for typed in TYPED.values()
        for name, words in typed.get("options", {}).items()
        for word in words
    },
    **{name: name for name in _FILTERS},
}
_OPTIONS = any_of(
    [*_FILTERS, *(word for typed in TYPED.values() for words in typed.get("options", {}).values() for word in words)]
)
_SPEAKERS = any_of(
    ["speaker", *(word for typed in TYPED.values() for word in typed.get("options", {}).get("speaker", ()))]
)
_SPEAKER = re.compile(rf"(?:^|\s)(?:--(?:{_SPEAKERS})(?:\s+|=)|(?:{_SPEAKERS})[:=]\s*)", re.I)
_OPTION = re.compile(rf"(?:^|(?<=\s))(?:--({_OPTIONS})(?:\s+|=)|({_OPTIONS})[:=]\s*)", re.I)
_FIRST = re.compile(r"/?\s*([^\s:]+|$):?\s*", re.S)
# A name and nothing else is somebody in a hurry who wants to know what that person said.
_NAME_ALONE = re.compile(
    rf"[^\W\d_a-zà-ÿ][\w.'’-]*(?: (?:(?:{any_of(words_of('particles'))}) )*[^\W\d_a-zà-ÿ][\w.'’-]*){{0,3}}"
)
# "What did Ann Lee say?" and nothing else asks for her quotes, as /quote does.
_WHAT_SAID = re.compile(
    rf"¿?(?:{any_of(words_of('what'))})\s*{leading(words_of('did'))}(?P<who>.+?)"
    rf"(?:\s+(?:{any_of(words_of('said'))}))?\s*\??",
    re.I,
)
_QUESTIONS = frozenset(map(fold, words_of("questions")))
# In small letters: "De la Cruz" and "Des Moines" are names.
_OF = re.compile(leading(words_of("of")))
_IS = re.compile(rf"(?:{any_of(words_of('is'))})\s+", re.I)
_BY = re.compile(rf"{leading(words_of('by'))}(.+?)(?:\s+{leading(words_of('about'))}(.+))?")
_ABOUT = re.compile(rf"{leading(words_of('about'))}(.+)")
_WHO = re.compile(
    rf"¿?(?:who|{any_of(w for t in TYPED.values() for w in t['commands'].get('who', ()))})\s+([^?]+)", re.I
)
_LATEST = re.compile(any_of(words_of("latest")), re.I)
_POLITE = re.compile(rf"(?:{any_of(words_of('polite'))}),?\s+(?:(?:{any_of(words_of('determiners'))})\s+)?", re.I)
_TOLD = leading({*words_of("by"), *words_of("about")})
_DUE = re.compile(
    rf"(?:^/?(?:{any_of(_BY_WORD)})\s+(?:{_TOLD})?|(?:{_SPEAKERS}|about)[:=]\s*"
    rf"|\b(?:{any_of([*words_of('did'), *words_of('said_by')])})\s+)"
    r"([^\s\"“][^\"“:]{0,60})$",
    re.I,
)
_QUOTED = re.compile(r'["“„«]\s*([^"“”„«»]+?)\s*["”“»]', re.S)
_TELLING = re.compile(rf"\b(?:{any_of(words_of('told'))})(?!\w)", re.I)
_CAPITAL = re.compile(r"\b[^\W\d_a-zà-ÿ]")
_LABEL = re.compile(r"[-–—:,.\s]*(?:[^\W\d_][\w.'’-]*,? ?){1,6}[-–—:,.\s]*")  # "Rubio:", "– Marco Rubio"
_SPOKEN_WORDS, _ALONE_WORDS = 3, 4  # between marks at least: with somebody named beside them, and without
_DRAFT = re.compile(rf"/?(?:{any_of(words_of('drafts'))}):?\s+(\S.*)", re.I)
_FILE = re.compile(r"[^\n\"“”„«»?]{1,200}\.(?:txt|text|md|markdown|x?html?|docx|docm|odt|rtf|pdf|eml|srt|vtt)", re.I)
_LONGEST = 20_000
_MANY_WORDS = 4  # a longer text that starts with a word like "qoute" is more likely a question


def understand(text: str) -> Request:
    """The request a text stands for: a command with or without its slash, else a question to `ask`.

    Raises WrongUse for a command there is not, naming the closest.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return Request.of("ask", {"query": text})  # the desk says how long a question may be
    if text.startswith("/"):
        return _command(text)
    if found := _spoken(text) or _pasted(text):
        return found
    if (asked := _WHAT_SAID.fullmatch(text)) and _a_name(asked["who"]):
        return Request.of("quote", {"speaker": asked["who"]})
    return Request.of("quote" if _a_name(text) else "ask", {"query": text})


def somebody(text: str) -> str | None:
    """Whom a question is about that is nothing but "who" and a name or an office: "who asante"."""
    asked = _WHO.fullmatch(text.strip())
    return asked[1] if asked else None


def draft(line: str) -> str | None:
    """What stands behind the word for checking a draft: a file's path, or words to be verified."""
    found = _DRAFT.fullmatch(line.strip())
    return found[1].strip("\"'") if found else None


def a_file(words: str) -> bool:
    """Whether words read like the name of a file."""
    return _FILE.fullmatch(words) is not None


def _pasted(text: str) -> Request | None:
    """`Rubio said: "…"` is no question: it wants to be verified. So does a quotation all alone."""
    quoted = _QUOTED.search(text)
    if quoted is None:
        return None
    size, outside = len(quoted[1].split()), f"{text[: quoted.start()]} {text[quoted.end() :]}".strip(" .,;:")
    if not outside:
        return _verify(text) if size >= _ALONE_WORDS and not quoted[1].endswith("?") else None
    asks = "?" in outside or fold(outside.split()[0].strip("¿,")) in _QUESTIONS
    if asks or size < _SPOKEN_WORDS or not _CAPITAL.search(outside):
        return None
    return _verify(text) if _TELLING.search(outside) or _LABEL.fullmatch(outside) else None


def _a_name(text: str) -> bool:
    return _NAME_ALONE.fullmatch(text) is not None and fold(text.partition(" ")[0]) not in _QUESTIONS


def _command(text: str) -> Request:
    match = _FIRST.match(text)
    word, rest = (match[1], text[match.end() :]) if match else ("", "")
    command = _BY_WORD.get(fold(word))
    if command is None:
        raise WrongUse(_no_such(word))
    return _filled(command, rest)


def _no_such(word: str) -> str:
    if not word:
        return say("wrong.slash")
    shown = crop(word, 30)
    far = {known: _far(fold(word), known) for known in _BY_WORD if known not in _GREETINGS}
    close = sorted((known for known in far if far[known] <= 0.5), key=lambda known: (far[known], known))
    names = list(dict.fromkeys(f"/{_BY_WORD[known].name}" for known in close))[:3]
    if not names:
        return say("wrong.no_command", command=shown)
    return say("wrong.no_command_near", command=shown, near=joined(names, "or"))


def _far(word: str, known: str) -> float:
    """From 0 to 1; the beginning of a command is near it."""
    return 0.1 if known.startswith(word) else OSA.normalized_distance(word, known)


def _spoken(text: str) -> Request | None:
    """A command without its slash; None where the text reads as a question."""
    if fold(text.rstrip(" ?!.")) in _BY_WORD:
        text = text.rstrip(" ?!.")
    asked = text.endswith("?")
    text = _POLITE.sub("", text, count=1) if _POLITE.match(text) else text
    match = _FIRST.match(text)
    if match is None or asked:
        return None
    word, rest = fold(match[1]), text[match.end() :]
    command = _BY_WORD.get(word) or _mistyped(word, rest)
    if command is None:
        return None
    if command.name in ("help", "status") and rest:
        return None
    if command.name in ("who", "article") and not rest[:1].isupper():
        return None  # "who said it", "article 5 of the treaty says" are questions
    return _filled(command, rest)


def _mistyped(word: str, rest: str) -> Command | None:
    if len(word) < 5 or len(rest.split()) >= _MANY_WORDS:
        return None
    near = [command for command in COMMANDS if len(command.name) > 4 and OSA.distance(word, command.name) == 1]
    return near[0] if near else None


def _filled(command: Command, rest: str) -> Request:
    """The words after a command, sorted into its options."""
    if command.name == "verify":
        return _verify(rest)
    given: dict[str, str | None] = {}
    parts = _OPTION.split(rest)
    words = parts[0].strip()
    for dashed, plain, value in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        name = _OPTION_NAMES[fold(dashed or plain)]
        if name not in (*command.options, command.main):
            takes = joined(command.options) or say("wrong.takes_none")
            raise WrongUse(say("wrong.no_option", command=command.name, option=name, options=takes))
        given[name] = _bare(value)
    return Request.of(command.name, {**_said(command, words, given), **given})


def _said(command: Command, words: str, given: dict[str, str | None]) -> dict[str, str | None]:
    """The plain words of a request: "by Rubio about tariffs" has a speaker and a topic."""
    if command.name == "quote" and (match := _BY.fullmatch(words)) and "speaker" not in given:
        return {"query": match[2], "speaker": match[1]}
    if command.name == "quote" and (match := _ABOUT.fullmatch(words)) and "about" not in given:
        return {"about" if match[1][:1].isupper() else "query": match[1]}
    if command.name in ("summary", "timeline", "fact", "articles", "article"):
        words = _OF.sub("", words, count=1) if _OF.match(words) else words
    if command.name == "who":  # "who is the mayor of Holm?"
        words = _IS.sub("", words.rstrip("?! "), count=1) if _IS.match(words) else words
    if command.name == "summary" and _LATEST.fullmatch(words):
        return {}
    if command.name in ("quote", "fact") and words[:1] != "'":
        return {command.main: words}  # between marks: exactly these words
    return {command.main: _bare(words)}


def _verify(rest: str) -> Request:
    """All of it as it was pasted: what is a quotation in it, and who is said to have said so, is read in the corpus.
    Who is named after `speaker:` is meant for all of it."""
    parts = _SPEAKER.split(rest.strip(), maxsplit=1)
    speaker = _bare(parts[1]) if len(parts) > 1 else None
    return Request.of("verify", {"query": parts[0].strip(), "speaker": speaker})


def _bare(value: str) -> str:
    """Without the straight or curly marks a person puts around a value of several words."""
    value = value.strip()
    if len(value) > 1 and value[0] in "\"“”„«'‘" and value[-1] in "\"”“»'’":
        return value[1:-1].strip()
    return value


def completing(line: str) -> str:
    """The words at the end of a line that may become a person's name; empty where no name is due."""
    match = _DUE.search(line)
    return match[1] if match else ""
