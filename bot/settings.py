"""The settings of the bot: read once when it starts, every key checked, all faults told at once."""

from __future__ import annotations

import base64
import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import WrongUse
from corpus.limits import MEGABYTES, QUESTION, SECONDS, TEXT, Limits, crop

if TYPE_CHECKING:
    from corpus.feeds.polling import Polls

FILE = Path("config.yaml")
TOKEN = "DISCORD_TOKEN"  # the environment variable that wins over the file
LEVELS = ("debug", "info", "warning", "error")
_TOKEN = re.compile(r"[\w-]+(?:\.[\w-]+){2,}")
_DATABASE = re.compile(r"sqlite:///.+|postgres(?:ql)?://.+")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?")
_FEED = re.compile(rf"https?://{_HOST.pattern}/[!-~]*")
_SHOWN = 60  # characters of a faulty value that are repeated to its owner


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be set. `config.example.yaml` says why for each; the defaults here and there are the same."""

    token: str = field(default="", repr=False)
    application_id: int | None = None
    seeds: Path = Path("seeds")
    folders: tuple[Path, ...] = ()
    feeds: tuple[str, ...] = ()
    feeds_folder: Path = Path("data/feeds")
    feeds_minutes: float = 15.0
    pages_from: tuple[str, ...] = ()
    database: str = field(default="sqlite:///data/corpus.db", repr=False)  # may hold a password
    confidence: float = 0.7
    certainty: float = 0.3
    page_size: int = 5
    query_limit: int = 4000
    verify_limit: int = 4000
    private: bool = True
    cooldown: float = 2.0
    sweep_seconds: int = 60
    reading_megabytes: int = MEGABYTES
    reading_seconds: float = SECONDS
    health_host: str = "127.0.0.1"
    health_port: int | None = None
    log_level: str = "info"
    editors: tuple[int, ...] = ()
    contributors: tuple[int, ...] = ()
    home_servers: tuple[int, ...] = ()

    def limits(self) -> Limits:
        return Limits(
            self.confidence,
            self.query_limit,
            self.verify_limit,
            self.reading_megabytes,
            self.reading_seconds,
            self.certainty,
        )

    def watched(self) -> tuple[Path, ...]:
        """Every folder whose articles are read."""
        return (self.seeds, *self.folders, *((self.feeds_folder,) if self.feeds else ()))

    def polls(self) -> Polls | None:
        """The feeds to be asked; None where no setting names one."""
        if not self.feeds:
            return None
        from corpus.feeds.polling import Polls, Wanted  # here, because most desks ask no feeds

        wanted = Wanted(self.feeds, self.feeds_folder, self.feeds_minutes, frozenset(self.pages_from))
        return Polls(wanted, self.reading_megabytes, self.reading_seconds)

    def client_id(self) -> int | None:
        """The application's id: as set, else as the first part of a token tells it."""
        if self.application_id or not self.token:
            return self.application_id
        first = self.token.partition(".")[0]
        try:
            return int(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii"))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Fault:
    """`value` is how the fault is shown: None where there is none to show, or where it is a secret."""

    key: str
    value: str | None
    remedy: str

    def __str__(self) -> str:
        shown = "" if self.value is None else f" {self.value}"
        return f"{self.key}:{shown} ({self.remedy})"


class FaultySettings(WrongUse):
    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__("\n".join([f"The settings in {file} have {count}:", *(f"  {fault}" for fault in faults)]))
        self.file, self.faults = file, faults


def load(file: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of `file`; of config.yaml where none is named, and the defaults where that does not exist.

    Raises FaultySettings with every fault there is.
    """
    path = file or FILE
    if file is not None and not file.is_file():
        raise WrongUse(f"There is no settings file {file}; write one there, or leave out --config.")
    given, faults = _read(path) if path.is_file() else ({}, [])
    places = [str(path)] if path.is_file() else []
    if environ.get(TOKEN, "").strip():
        given = {**given, "token": environ[TOKEN].strip()}
        places.append(TOKEN)
    values: dict[str, object] = {}
    for key, value in given.items():
        check = _CHECKS.get(key)
        if check is None:
            faults.append(Fault(key, None, _unknown(key)))  # no value: it may be a token under a misspelt key
            continue
        found = check(value)
        if isinstance(found, _Wrong):
            faults.append(Fault(key, _show(key, value), found.remedy))
        else:
            values[key] = found
    if faults:
        raise FaultySettings(" and ".join(places), tuple(faults))
    return Settings(**values)  # type: ignore[arg-type]  # each value has passed the check of its key


def _read(path: Path) -> tuple[dict[str, object], list[Fault]]:
    import yaml  # here, because a chat without a settings file need not wait for it

    name = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except UnicodeDecodeError as error:
        fault = Fault(name, None, f"byte {error.start} is no UTF-8; save the file as UTF-8")
        raise FaultySettings(name, (fault,)) from error
    except OSError as error:
        raise WrongUse(f"{name} cannot be read: {error.strerror}; check the rights of the file.") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise FaultySettings(name, (Fault(name, None, _where(error)),)) from error
    if data is None:
        return {}, []
    if not isinstance(data, dict) or not isinstance(node, yaml.MappingNode):
        raise FaultySettings(name, (Fault(name, None, "write one `key: value` a line"),))
    keys = [str(key.value) for key, _ in node.value]
    twice = [Fault(key, None, "this key stands twice; keep one") for key in dict.fromkeys(keys) if keys.count(key) > 1]
    return {str(key): value for key, value in data.items()}, twice


def _where(error: Exception) -> str:
    """What a parser has to say, as one line: it names the place, and never repeats the line (it may hold the token)."""
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    place = f"line {mark.line + 1}" if mark else "the file"
    return f"{place} is no YAML: {problem or 'it cannot be parsed'}"


def _unknown(key: str) -> str:
    near = difflib.get_close_matches(key, _CHECKS, n=1, cutoff=0.5)
    return f"no such key; did you mean {near[0]}?" if near else f"no such key; there are {', '.join(_CHECKS)}"


def _show(key: str, value: object) -> str | None:
    """The value as Python writes it; None for a token, and for an address with a password in it."""
    shown = repr(value)
    if key == "token" or (key == "database" and "@" in shown):
        return None
    return crop(shown, _SHOWN)


@dataclass(frozen=True, slots=True)
class _Wrong:
    remedy: str


Check = Callable[[object], object]  # the value to use, or _Wrong with what would be right


def _whole(low: int, high: int) -> Check:
    def check(value: object) -> object:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        return _Wrong(f"a whole number from {low} to {high}")

    return check


def _number(low: float, high: float) -> Check:
    def check(value: object) -> object:
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        return _Wrong(f"a number from {low:g} to {high:g}")

    return check


def _optional(check: Check) -> Check:
    def checked(value: object) -> object:
        return None if value is None else check(value)

    return checked


def _text(pattern: re.Pattern[str], remedy: str) -> Check:
    def check(value: object) -> object:
        if isinstance(value, str) and pattern.fullmatch(value.strip()):
            return value.strip()
        return _Wrong(remedy)

    return check


def _token(value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()):
        return ""
    if isinstance(value, str) and _TOKEN.fullmatch(value.strip()):
        return value.strip()
    return _Wrong("not a bot token; copy the one with two dots in it from the Bot page of your Discord application")


def _yes(value: object) -> object:
    return value if isinstance(value, bool) else _Wrong("true or false")


def _folder(value: object) -> object:
    if isinstance(value, str) and value.strip():
        return Path(value.strip()).expanduser()
    return _Wrong("the path of a folder, such as seeds")


def _folders(value: object) -> object:
    found = [_folder(item) for item in value] if isinstance(value, list) else [_folder(value)]
    wrong = next((one for one in found if isinstance(one, _Wrong)), None)
    return wrong or tuple(found)


def _listed(pattern: re.Pattern[str], remedy: str) -> Check:
    def check(value: object) -> object:
        values = value if isinstance(value, list) else [value]
        if all(isinstance(item, str) and pattern.fullmatch(item.strip()) for item in values):
            return tuple(dict.fromkeys(str(item).strip() for item in values))
        return _Wrong(remedy)

    return check


def _numbers(value: object) -> object:
    """The long numbers by which Discord knows roles and servers; in quotes they are the same."""
    found = [_number_of(item) for item in value] if isinstance(value, list) else [_number_of(value)]
    wrong = next((one for one in found if isinstance(one, _Wrong)), None)
    return wrong or tuple(found)


def _number_of(value: object) -> object:
    if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) <= len(str(2**63)):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63:
        return value
    return _Wrong("the number of a role or server (in Discord: Developer Mode, then Copy ID), or several in []")


def _level(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() in LEVELS:
        return value.strip().lower()
    return _Wrong(f"one of {', '.join(LEVELS)}")


_CHECKS: dict[str, Check] = {
    "token": _token,
    "application_id": _optional(_whole(1, 2**63 - 1)),
    "seeds": _folder,
    "folders": _folders,
    "feeds": _listed(_FEED, "addresses of feeds, such as [https://post.example/rss]"),
    "feeds_folder": _folder,
    "feeds_minutes": _number(1, 10_080),
    "pages_from": _listed(_HOST, "names of hosts, such as [post.example]"),
    "database": _text(_DATABASE, "sqlite:///FILE or postgresql://USER@HOST/NAME"),
    "confidence": _number(0, 1),
    "certainty": _number(0, 1),
    "page_size": _whole(1, 6),
    "query_limit": _whole(50, QUESTION),
    "verify_limit": _whole(50, TEXT),
    "private": _yes,
    "cooldown": _number(0, 3600),
    "sweep_seconds": _whole(0, 86_400),
    "reading_megabytes": _whole(500, 100_000),
    "reading_seconds": _number(1, 3600),
    "health_host": _text(re.compile(r"[\w.:-]+"), "a host name or address, such as 127.0.0.1"),
    "health_port": _optional(_whole(1, 65_535)),
    "log_level": _level,
    "editors": _numbers,
    "contributors": _numbers,
    "home_servers": _numbers,
}
