"""The datelines of agencies: where in a file with several dispatches the next one begins, a new story with people of
its own, and which day a dispatch has."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.model import Span

_PLACE = r"[A-ZÀ-Þ][\w.’'-]*(?:[ /](?:de |del |la |do |da )?[\w.’'-]+){0,4}(?: \([\w .’'-]{2,30}\))?"
_OF = r"(?:de )?"
_DAY = rf"(?:\d{{1,2}}\.? {_OF}[a-zà-ÿA-Z]{{3,10}}\.?|[A-Z][a-z]{{2,8}}\.? \d{{1,2}})(?: \d{{4}})?"
_DATELINE = re.compile(rf"^{_PLACE}, {_DAY},? \([A-Z][\w./ -]{{1,20}}\)", re.MULTILINE)
_LETTERS = r"[^\W\d_]{3,10}"
_OPENING = re.compile(
    rf"(?P<place>{_PLACE}),\ (?P<date>(?P<day>\d{{1,2}})\.?\ {_OF}(?P<month>{_LETTERS})\.?"
    rf"|(?P<before>{_LETTERS})\.?\ (?P<behind>\d{{1,2}}))(?:,?\ (?P<agency>\([^()\n]{{2,30}}\)))?\.?\s*[-–—:]"
)


def starts(text: str) -> list[int]:
    """The offsets of the datelines behind the first."""
    return [match.start() for match in _DATELINE.finditer(text)][1:]


class Dateline(NamedTuple):
    """The day that a dispatch opens with, and its words."""

    span: Span
    day: str
    month: str  # or the letters it is shortened to


def dateline(text: str, block: Span) -> Dateline | None:
    """The day behind the place that a paragraph opens with: "VELIN, Nov 24 -", "La Paz, 24 nov (EFE).-". The place is
    in capitals, or an agency follows."""
    found = _OPENING.match(text, block.start, block.end)
    if found is None or not (found["agency"] or found["place"].isupper()):
        return None
    day = found["day"] or found["behind"]
    return Dateline(Span(found.end("place") + len(", "), found.end("date")), day, found["month"] or found["before"])
