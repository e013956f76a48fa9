"""What somebody typed as a day, a month or a year, as its first and its last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from corpus.errors import WrongUse

_DAY = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")


def first(text: str, name: str) -> date:
    return period(text, name)[0]


def last(text: str, name: str) -> date:
    return period(text, name)[1]


def period(text: str, name: str) -> tuple[date, date]:
    """2025, 2025-09 or 2025-09-03 -> its first and its last day. Raises WrongUse, which says what `name` wants."""
    found = _DAY.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) if part else 0 for part in found.groups())
        end = month or 12
        return date(year, month or 1, day or 1), date(year, end, day or monthrange(year, end)[1])
    except ValueError as error:
        told = f"“{text.strip()}” is no date for {name}; write it as 2025-09-03, 2025-09 or 2025."
        raise WrongUse(told, "no_date", words=text.strip(), option=name) from error
