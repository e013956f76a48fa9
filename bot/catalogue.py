"""The desk's own sentences in the reader's language: one file a language in `locales/`, plurals and dates by Babel.

The language of the answer being written is a context variable (as in Django's translation.override), so that a sentence
deep in a card needs no language handed down to it; `asyncio.to_thread` takes it along."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "locales"
DEFAULT = "en"
LANGUAGES = ("en", "es", "de", "fr", "pt")
_LANGUAGE: ContextVar[str] = ContextVar("language", default=DEFAULT)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Sentences made inside are in this language (ISO 639-1), in English where there is no such catalogue."""
    token = _LANGUAGE.set(code if code in LANGUAGES else DEFAULT)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def speak(code: str) -> None:
    """From here on in this task or thread; a task of asyncio has a context of its own, so no other one hears it."""
    _LANGUAGE.set(code if code in LANGUAGES else DEFAULT)


def language() -> str:
    return _LANGUAGE.get()


def known(locale: str | None) -> str | None:
    """The catalogue for a locale as systems write it ("es-419", "pt_BR.UTF-8"); None where there is none."""
    code = (locale or "").replace("_", "-").partition("-")[0].partition(".")[0].lower()
    return code if code in LANGUAGES else None


def say(key: str, /, **facts: object) -> str:
    """The sentence of this key, such as "quote.none", with the facts in their places. KeyError: no such sentence."""
    found = _sentences(language())[key]
    if isinstance(found, Mapping):
        raise KeyError(f"{key} has plural forms; counted() says it")
    return found.format(**facts) if facts else found


def has(key: str) -> bool:
    return key in _sentences(language())


def counted(key: str, number: int, /, **facts: object) -> str:
    """The sentence of this key in the plural form the number takes; `{n}` is the number as the language writes it."""
    forms = _sentences(language())[key]
    assert isinstance(forms, Mapping), key
    form = forms.get(_plural(language())(number), forms["other"])
    return str(form).format(n=number_text(number), **facts)


def number_text(number: int) -> str:
    """1234567 as "1,234,567", "1.234.567" or "1 234 567"."""
    if -1000 < number < 1000:
        return str(number)
    from babel.numbers import format_decimal  # here, because small numbers need none of it

    return str(format_decimal(number, locale=language()))


def day(value: date, pattern: str) -> str:
    """A day by a pattern of Unicode's date format (UTS 35), in the language's own words."""
    from babel.dates import format_date

    return str(format_date(value, pattern, locale=language()))


def joined(parts: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"; `last` is the key of the last joint under `join`."""
    listed = list(parts)
    return f"{', '.join(listed[:-1])} {say(f'join.{last}')} {listed[-1]}" if len(listed) > 1 else "".join(listed)


@cache
def _sentences(code: str) -> dict[str, str | dict[str, str]]:
    """All sentences of a language by their dotted keys."""
    return dict(_flat(tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8")), ""))


def _flat(table: Mapping[str, Any], above: str) -> Iterator[tuple[str, str | dict[str, str]]]:
    for name, value in table.items():
        key = f"{above}{name}"
        if isinstance(value, Mapping) and "other" not in value:
            yield from _flat(value, f"{key}.")
        else:
            yield key, value


@cache
def _plural(code: str) -> Any:
    from babel import Locale  # here: it takes 40 ms, and a catalogue without numbers needs none of it

    return Locale.parse(code).plural_form
