"""What stands above an article about it: YAML between dashes, TOML between plus signs, or a JSON object.

People write it by hand, so a fault in one line takes away that line and no more."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from corpus.front_matter import FRONT_MATTER
from corpus.model import Basis, Block, BlockKind, Published, Span, Title
from corpus.readers.addresses import canonical, moment
from corpus.readers.found import Found

_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(.{0,20000}?)^\+\+\+[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_JSON = re.compile(r"\ufeff?\s{0,20}\{")


@dataclass(frozen=True, slots=True)
class DataLimits:
    """How much may stand above an article. Set by hand: a hundred fields."""

    longest: int = 20_000  # characters of a JSON object above an article


_LIMITS = DataLimits()

_LINE = re.compile(r"[^\S\n]*([^\W\d][\w -]{0,40}?)[^\S\n]*[:=][^\S\n]*(.*)")
_NESTED = ("[", "{", "|", ">", "&", "*")  # how a value begins that goes on in other lines
_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_TITLE = ("title", "headline", "titel", "título", "titulo", "titre")
_OUTLET = ("outlet", "publication", "publisher", "source", "site", "medio", "medium")
_PUBLISHED = ("published", "date", "pubdate", "datum", "fecha")
_LANGUAGE = ("language", "lang")
_ADDRESS = ("canonical", "url", "link", "permalink")
_MODIFIED = ("modified", "updated", "lastmod", "last_modified")
_KNOWN = frozenset((*_TITLE, *_OUTLET, *_PUBLISHED, *_LANGUAGE, *_ADDRESS, *_MODIFIED))
Fields = Mapping[str, object]


def told(text: str) -> Found:
    """The text with what stands above it; what is no front matter tells nothing."""
    fields, end, faults = _above(text)
    if not fields:
        return Found(text, remarks=tuple(faults))
    return Found(
        text,
        title=_title(text, _first(fields, _TITLE), end),
        outlet=_first(fields, _OUTLET) or None,
        published=_published(text, fields, end),
        language=_first(fields, _LANGUAGE)[:2].lower(),
        blocks=tuple(_lines(text, end)),
        remarks=tuple(faults),
        address=canonical(_first(fields, _ADDRESS)),
        modified=moment(_first(fields, _MODIFIED)),
    )


def _lines(text: str, end: int) -> list[Block]:
    return [
        Block(Span(line.start(), line.end()), BlockKind.META)
        for line in re.finditer(r"[^\s\n][^\n]*", text)
        if line.start() < end
    ]


def _above(text: str) -> tuple[Fields, int, list[str]]:
    """The fields, where they end, and what is wrong with them."""
    for pattern, parse in ((FRONT_MATTER, _yaml), (_TOML, _toml)):
        match = pattern.match(text)
        if match:
            fields, faults = parse(match.group(1))
            return fields, match.end(), faults
    if _JSON.match(text):
        fields, end = _json(text)
        return fields, end, []
    return {}, 0, []


def _yaml(written: str) -> tuple[Fields, list[str]]:
    import yaml  # here, because most articles have no front matter and need not wait for it

    try:
        data = yaml.safe_load(written)
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a date such as 2025-02-31
        return _by_line(written)
    return (_lowered(data), []) if isinstance(data, Mapping) else ({}, [])


def _toml(written: str) -> tuple[Fields, list[str]]:
    try:
        return _lowered(tomllib.loads(written)), []
    except (tomllib.TOMLDecodeError, RecursionError):
        return _by_line(written)


def _json(text: str) -> tuple[Fields, int]:
    """Only of an object that tells something of an article, with the article below it."""
    start = text.index("{")
    try:
        data, end = json.JSONDecoder().raw_decode(text[: _LIMITS.longest], start)
    except (ValueError, RecursionError):
        return {}, 0
    fields = _lowered(data)
    return (fields, end) if fields.keys() & _KNOWN and text[end:].strip() else ({}, 0)


def _by_line(written: str) -> tuple[Fields, list[str]]:
    """As people write it: a colon or a per cent sign in a value, a tab, a quotation mark that is not closed."""
    fields: dict[str, object] = {}
    faults = []
    for number, line in enumerate(written.splitlines(), 2):
        match = _LINE.fullmatch(line.rstrip())
        if match and not match.group(2).startswith(_NESTED) and match.group(1).lower() not in fields:
            fields[match.group(1).lower()] = _bare(match.group(2))
        elif line.strip() and not line.startswith((" ", "\t", "#", "-")):
            faults.append(f"line {number} of its front matter could not be understood")
    known = {name: value for name, value in fields.items() if name in _KNOWN and value}
    return known, faults or (["its front matter was read line by line, because it has a fault"] if known else [])


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace(value[0] * 2, value[0]).replace("\\" + value[0], value[0])
    return value.strip("\"'") if value[:1] in ("'", '"') else value


def _lowered(data: Mapping[Any, object]) -> dict[str, object]:
    return {str(key).lower(): value for key, value in data.items()}


def _first(fields: Fields, keys: tuple[str, ...]) -> str:
    values = (fields.get(key) for key in keys)
    return next((str(v).strip() for v in values if isinstance(v, str | int | date) and str(v).strip()), "")


def _title(text: str, value: str, end: int) -> Title | None:
    if not value:
        return None
    at = text.find(value, 0, end)
    return Title(value, Span(at, at + len(value)) if at >= 0 else None)


def _published(text: str, fields: Fields, end: int) -> Published | None:
    value = next((fields[key] for key in _PUBLISHED if fields.get(key)), None)
    if isinstance(value, datetime | date):
        day: date | None = value.date() if isinstance(value, datetime) else value
    else:
        match = _DAY.search(str(value or ""))
        try:
            day = date(*map(int, match.groups())) if match else None
        except ValueError:
            day = None
    if day is None:
        return None
    at = text.find(day.isoformat(), 0, end)
    return Published(day.isoformat(), Basis.METADATA, Span(at, at + 10) if at >= 0 else None)
