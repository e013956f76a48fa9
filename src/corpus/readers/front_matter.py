"""The front matter (YAML between two lines of dashes) that tells about an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from corpus.front_matter import FRONT_MATTER
from corpus.model import Basis, Published, Span, Title
from corpus.readers.found import Found

_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_TITLE = ("title", "headline", "titel", "título", "titulo", "titre")
_OUTLET = ("outlet", "publication", "publisher", "source", "site", "medio", "medium")
_PUBLISHED = ("published", "date", "pubdate", "datum", "fecha")
_LANGUAGE = ("language", "lang")


def told(text: str) -> Found:
    """The text with what its front matter tells; front matter that is no YAML tells nothing."""
    match = FRONT_MATTER.match(text)
    fields = _fields(match.group(1)) if match else {}
    if not fields:
        return Found(text)
    return Found(
        text,
        title=_title(text, _first(fields, _TITLE), match.end() if match else 0),
        outlet=_first(fields, _OUTLET) or None,
        published=_published(text, fields, match.end() if match else 0),
        language=_first(fields, _LANGUAGE)[:2].lower(),
    )


def _fields(yaml_text: str) -> dict[str, object]:
    import yaml  # here, because most articles have no front matter and need not wait for it

    try:
        data = yaml.safe_load(yaml_text)
    except (yaml.YAMLError, ValueError):  # ValueError: a date such as 2025-02-31
        return {}
    return {str(key).lower(): value for key, value in data.items()} if isinstance(data, Mapping) else {}


def _first(fields: Mapping[str, object], keys: tuple[str, ...]) -> str:
    values = (fields.get(key) for key in keys)
    return next((str(v).strip() for v in values if isinstance(v, str | int | date) and str(v).strip()), "")


def _title(text: str, value: str, end: int) -> Title | None:
    if not value:
        return None
    at = text.find(value, 0, end)
    return Title(value, Span(at, at + len(value)) if at >= 0 else None)


def _published(text: str, fields: Mapping[str, object], end: int) -> Published | None:
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
