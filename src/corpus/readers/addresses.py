"""The address an article is published at, the same however it was copied, and the moment it was changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

_SCHEMES = frozenset(("http", "https"))
_OTHER_FACES = ("www.", "m.", "mobile.", "amp.")  # of one site
_TAIL = re.compile(r"(?:/(?:amp|index\.(?:html?|php)))?/*$", re.I)
_TRACKING = re.compile(
    r"utm_|(?:fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|cmpid?|ref|ref_src|source|share|amp)$", re.I
)


@dataclass(frozen=True, slots=True)
class AddressLimits:
    """What is an address of an article. Set by hand: what browsers and servers take for certain."""

    longest: int = 2000  # characters; what is longer is no address of an article


_LIMITS = AddressLimits()


def canonical(address: str) -> str:
    """Without scheme, "www.", tracking and what names a place in the page; empty for what is no article's address, such
    as the first page of a site."""
    address = address.strip()
    if not address or len(address) > _LIMITS.longest:
        return ""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or "." not in host:
        return ""
    for face in _OTHER_FACES:
        host = host.removeprefix(face)
    path = _TAIL.sub("", parts.path)
    asked = sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.match(name))
    if not path and not asked:
        return ""
    return f"{host}{path}{'?' + urlencode(asked) if asked else ''}"


def moment(value: str) -> str:
    """ISO time in UTC; empty for what is none. A time without a zone is taken for UTC: only its order counts."""
    value = value.strip()
    told = _moment(value)
    if told is None:
        return ""
    try:
        told = told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    except OverflowError:
        return ""
    return told.isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def _moment(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return _of_mail(value)


def _of_mail(value: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # here, because nearly every moment is written the other way

    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
