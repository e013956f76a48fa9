"""Days as files write them, in a header, an address or a field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}\S*)?\s*$")
_SLASHED = re.compile(r"\s*(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_CLOCK = re.compile(r"\s*\d{1,2}:\d\d(?::\d\d)?\s*(?:[aApP]\.?[mM]\b\.?)?\s*(?:(?!OCT|SEPT)[A-Z]{1,3}[TC]\b)?[\s,|-]*")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_FIRST = re.compile(r"\s*(?:[a-z]+day,?\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.I)
_DAY_FIRST = re.compile(r"\s*(?:[a-z]+day,?\s+)?(\d{1,2})\.?(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})\b", re.I)
_ADDRESS = re.compile(
    r"[/_-]((?:19|20)\d\d)[/_-]?(\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/_-]?(\d{1,2})(?=[/_.-]|$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class DayLimits:
    """Which days a file may bear. Set by hand: an earlier year is a slip or a default."""

    year: int = 1700  # the earliest


_LIMITS = DayLimits()


def day_of(value: str) -> str | None:
    """The day as it is written, without regard to the clock and the zone behind it, or before it."""
    clock = _CLOCK.match(value)
    value = value[clock.end() :] if clock else value
    for pattern in (_ISO, _COMPACT, _SLASHED):
        match = pattern.match(value)
        if match:
            return _day(*map(int, match.groups()))
    match = _MONTH_FIRST.match(value)
    if match and match.group(1).lower() in _MONTHS:
        return _day(int(match.group(3)), _month(match.group(1)), int(match.group(2)))
    match = _DAY_FIRST.match(value)
    if match and match.group(2).lower() in _MONTHS:
        return _day(int(match.group(3)), _month(match.group(2)), int(match.group(1)))
    from email.utils import parsedate  # here, because nearly every day is written in one of the ways above

    mail = parsedate(value)
    return _day(*mail[:3]) if mail else None


def in_address(address: str) -> str | None:
    match = _ADDRESS.search(address)
    return _day(int(match.group(1)), _month(match.group(2)), int(match.group(3))) if match else None


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS.index(written.lower()) + 1


def _day(year: int, month: int, day: int) -> str | None:
    """None for what is no day, or none an article could be of: programs that know no date write the year 1 or 1970."""
    try:
        found = date(year, month, day)
    except (ValueError, OverflowError):
        return None
    return found.isoformat() if year >= _LIMITS.year and found != date(1970, 1, 1) else None


def near(one: str, other: str) -> bool:
    return abs(date.fromisoformat(one) - date.fromisoformat(other)) <= timedelta(days=1)
