"""What a person typed, as a request: `/quote Sheinbaum`, `summary`, `verify "…"`, or a plain question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.catalogue import joined, say
from bot.reply import Request
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
    words: tuple[str, ...] = ()  # what else people call it


_FILTERS = ("speaker", "about", "article", "since", "until")
_GREETINGS = ("hello", "hi", "hey", "hola", "hallo", "start")
COMMANDS = (
    Command("quote", options=_FILTERS, words=("quotes", "cita", "citas", "zitat", "zitate", "citation", "citacao")),
    Command(
        "summary",
        main="article",
        options=("about", "since", "until"),
        alone=True,
        words=("summarise", "summarize", "resumen", "zusammenfassung", "resume", "resumo"),
    ),
    Command("ask", options=_FILTERS, words=("question", "pregunta", "preguntar", "frage", "pergunta")),
    Command(
        "verify",
        options=("speaker",),
        words=("check", "verificar", "comprobar", "pruefen", "prufen", "prufe", "verifier"),
    ),
    Command("fact", options=_FILTERS, words=("facts", "hecho", "hechos", "dato", "fakt", "fakten", "fait", "facto")),
    Command("who", words=("quien", "wer", "qui", "quem")),
    Command(
        "timeline",
        options=_FILTERS,
        alone=True,
        words=("cronologia", "zeitleiste", "chronologie"),
    ),
    Command("articles", options=("since", "until"), alone=True, words=("articulos", "artikel", "artigos")),
    Command("article", main="article"),
    Command("status", alone=True, words=("estado",)),
    Command("help", alone=True, words=("ayuda", "hilfe", "aide", "ajuda", "commands", "?", *_GREETINGS)),
)
BY_NAME = {command.name: command for command in COMMANDS}
_BY_WORD = {word: command for command in COMMANDS for word in (command.name, *command.words)}
_OPTIONS = "speaker|about|article|since|until"
_SPEAKER = re.compile(r"(?:^|\s)(?:--speaker(?:\s+|=)|speaker[:=]\s*)", re.I)
_OPTION = re.compile(rf"(?:^|(?<=\s))(?:--({_OPTIONS})(?:\s+|=)|({_OPTIONS})[:=]\s*)", re.I)
_FIRST = re.compile(r"/?\s*([^\s:]+|$):?\s*", re.S)
# A name and nothing else is somebody in a hurry who wants to know what that person said.
_NAME_ALONE = re.compile(
    r"(?!(?:Who|What|When|Where|Why|How|Which|Is|Was|Did|Quién|Qué|Wer|Was|Wann|Wo)\b)"
    r"[^\W\d_a-zà-ÿ][\w.'’-]*(?: (?:(?:de|la|del|da|di|von|van|der|bin|al|el) )*[^\W\d_a-zà-ÿ][\w.'’-]*){0,3}"
)
_OF = re.compile(r"(?:of|for|on|about|de|von|zu)\s+", re.I)
_LATEST = re.compile(r"(?:the\s+)?(?:latest|last|newest)(?:\s+article)?|(?:the|this)\s+article", re.I)
_BY = re.compile(r"(?:by|from|of|de|von)\s+(.+?)(?:\s+(?:about|on|sobre|über)\s+(.+))?", re.I)
_ABOUT = re.compile(r"(?:about|on)\s+(.+)", re.I)
_POLITE = re.compile(r"(?:please|show me|give me|find me|find|show)\s+(?:(?:a|the|some|all)\s+)?", re.I)
_DUE = re.compile(
    r"(?:^/?(?:quotes?|who|fact|facts|timeline|summary)\s+(?:(?:by|from|about|of)\s+)?|(?:speaker|about)[:=]\s*"
    r"|\b(?:did|said by|what has)\s+)([^\s\"“][^\"“:]{0,60})$",
    re.I,
)
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
    return _spoken(text) or Request.of("quote" if _NAME_ALONE.fullmatch(text) else "ask", {"query": text})


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
        name = (dashed or plain).lower()
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
