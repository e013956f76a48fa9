"""Where in a file with several dispatches of an agency the next one begins: a new story with people of its own."""

from __future__ import annotations

import re

_PLACE = r"[A-ZÀ-Þ][\w.’'-]*(?:[ /](?:de |del |la |do |da )?[\w.’'-]+){0,4}(?: \([\w .’'-]{2,30}\))?"
_DAY = r"(?:\d{1,2}\.? (?:de )?[a-zà-ÿA-Z]{3,10}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?: \d{4})?"
_DATELINE = re.compile(rf"^{_PLACE}, {_DAY},? \([A-Z][\w./ -]{{1,20}}\)", re.MULTILINE)


def starts(text: str) -> list[int]:
    """The offsets of the datelines behind the first."""
    return [match.start() for match in _DATELINE.finditer(text)][1:]
